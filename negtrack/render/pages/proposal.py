"""The page of `proposals ID`: terms beside positions, then the answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from negtrack.render.page import (
    BLANK,
    LEAST_PARTY,
    Element,
    Grid,
    Line,
    Page,
    RenderOptions,
    Span,
    alert,
    dim,
    line,
    pad,
    strong,
)
from negtrack.views.proposal import AnswerLine, PartyAnswer, ProposalView, TermLine

_TERM, _OFFERED = 24, 18


def page(view: ProposalView, options: RenderOptions) -> Page:
    """What it is, its terms, who answered what in whose words."""
    kind = f"{view.proposal.kind}, tabled by {view.by} {view.tabled}"
    page: list[Element] = [line(strong(view.proposal.title)), line(dim(kind)), line(dim(view.provenance))]
    if view.proposal.text and options.detail != "brief":
        page.append(line(view.proposal.text))
    page += [line(alert(f"! {mark}")) for mark in view.marks]
    page += [BLANK, *_terms(view, options)]
    if view.answers:
        page += [BLANK, line(dim("answers"))]
    for party, lines in groupby(view.answers, key=lambda answer: answer.party):
        room = min(max(options.measure(answer.party.name) for answer in view.answers), options.width // 3) + 2
        for number, each in enumerate(lines):
            page += _answer(each, party.name if number == 0 else "", room, options)
    return page


def _terms(view: ProposalView, options: RenderOptions) -> Iterator[Element]:
    if not view.terms:
        yield line(dim("no terms on record"))
        return
    count = len(view.parties)
    each = (options.width - _TERM - _OFFERED - 2 * (count + 1)) // count if count else 0
    if options.layout == "stacked" or each < LEAST_PARTY:
        for term in view.terms:
            yield line(strong(term.issue.id), "  offered: ", strong(term.value), hang=2)
            for stand in term.stands:
                yield line(f"{stand.party.name}: ", *_party_stand(stand), indent=2, hang=2)
        return
    widths = (_TERM, _OFFERED, *[each] * count)
    names = ("term", "offered", *(party.name for party in view.parties))
    yield Grid(widths, (tuple((line(dim(name)),) for name in names), *(_term_row(term) for term in view.terms)))


def _term_row(term: TermLine) -> tuple[tuple[Line, ...], ...]:
    stands = ((line(*_party_stand(stand)),) for stand in term.stands)
    return ((line(strong(term.issue.id), hang=1),), (line(strong(term.value)),), *stands)


def _party_stand(stand: PartyAnswer) -> tuple[str | Span, ...]:
    breach = alert(f"  ! {stand.breach}") if stand.breach else ""
    return stand.value, dim(f"  {stand.gap}"), breach


def _answer(each: AnswerLine, name: str, room: int, options: RenderOptions) -> Iterator[Element]:
    days = f", {each.pending} day{'s' * (each.pending != 1)}" if each.pending is not None else ""
    who = f"  {each.words}" if each.words else ""
    said = f"  {each.provenance}" if options.detail != "brief" and each.provenance else ""
    label = pad(name, room, options)
    yield line(label, strong(each.answer), days, who, dim(said), indent=1, hang=room)
    if each.response and each.response.reservations:
        yield line(f"with reservations: {each.response.reservations}", indent=1 + room)
