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
    breaks_words,
    column_name,
    dim,
    line,
    pad,
    strong,
)
from negtrack.views.party_answer import PartyAnswer
from negtrack.views.phrasing import caveat_text
from negtrack.views.proposal import AnswerLine, ProposalView, TermLine

_TERM, _OFFERED = 24, 18


def page(view: ProposalView, options: RenderOptions) -> Page:
    """Build the terms and the answers."""
    kind = f"{view.proposal.kind}, tabled by {view.by} {view.tabled}"
    page: list[Element] = [line(dim(kind), about=("record", view.proposal.id)), line(dim(view.provenance))]
    if view.proposal.text and options.detail != "brief":
        page.append(line(view.proposal.text))
    page += [line(fact) for fact in view.facts]
    page += [line(alert(f"! {mark}")) for mark in view.marks]
    page += [BLANK, *_terms(view, options)]
    if view.answers:
        page += [BLANK, line(dim("answers"))]
    for party, lines in groupby(view.answers, key=lambda answer: answer.party):
        room = min(max(options.measure(answer.party.name) for answer in view.answers), options.width // 3) + 2
        for number, answer in enumerate(lines):
            page += _answer(answer, party.name if number == 0 else "", room, options)
    return page


def _terms(view: ProposalView, options: RenderOptions) -> Iterator[Element]:
    if not view.terms:
        yield line(dim("no terms on record"))
        return
    count = len(view.parties)
    party_width = (options.width - _TERM - _OFFERED - 2 * (count + 1)) // count if count else 0
    if options.layout != "stacked" and party_width >= LEAST_PARTY:
        short = (column_name(party.name, party.short, party_width, options) for party in view.parties)
        names = ("term", "offered", *short)
        rows = (tuple((line(dim(name)),) for name in names), *(_term_row(term, options) for term in view.terms))
        table = Grid((_TERM, _OFFERED, *[party_width] * count), rows)
        if options.layout != "auto" or not breaks_words([table], options):
            yield table
            return
    for term in view.terms:
        about = "issue", term.issue.id
        yield line(strong(term.issue.id), "  offered: ", strong(term.offered), hang=2, about=about)
        yield from (line(dim(words), indent=2, hang=2) for words in _details(term, options))
        for stand in () if term.is_closed else term.stands:
            yield line(f"{stand.party.name}: ", *_party_stand(stand), indent=2, hang=2)


def _term_row(term: TermLine, options: RenderOptions) -> tuple[tuple[Line, ...], ...]:
    stands = ((line(*_party_stand(stand)),) for stand in term.stands)
    offered = (line(strong(term.offered)), *(line(dim(words), hang=2) for words in _details(term, options)))
    return ((line(strong(term.issue.id), hang=1, about=("issue", term.issue.id)),), offered, *stands)


def _details(term: TermLine, options: RenderOptions) -> Iterator[str]:
    """Yield what stands below an offer: what others say of it, whose word it is, in the whole page where it stands in
    the source; then what became of it."""
    yield from term.disclosed
    yield from filter(None, (term.least, term.where if options.detail == "whole" else "", *term.marks))


def _party_stand(stand: PartyAnswer) -> tuple[str | Span, ...]:
    breach = alert(f"  ! {stand.breach}") if stand.breach else ""
    return stand.value, dim(f"  {stand.gap_beside}" if stand.gap_beside else ""), breach


def _answer(answer: AnswerLine, name: str, room: int, options: RenderOptions) -> Iterator[Element]:
    days = "".join(f", {words}" for words in (answer.awaited, answer.after) if words)
    caveat = caveat_text(answer.response) if answer.response else ""
    brief = "; ".join(filter(None, (answer.words, caveat)))
    source = brief if options.detail == "brief" else answer.provenance
    source_text = f"  {source}" if source else ""
    label = pad(name, room, options)
    mark = alert("! ") if answer.contested else ""
    about = ("record", answer.response.id) if answer.response else ()
    yield line(label, mark, strong(answer.answer), days, dim(source_text), indent=1, hang=room, about=about)
    if answer.response and answer.response.reservations:
        yield line(f"with reservations: {answer.response.reservations}", indent=1 + room)
    yield from (line(alert(f"! {text}"), indent=1 + room) for text in answer.marks)
