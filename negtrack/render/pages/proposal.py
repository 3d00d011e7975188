"""The page of `proposals ID`: terms beside positions, then the answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from negtrack.render.page import (
    BLANK,
    GUTTER,
    LEAST_PARTY,
    Element,
    Grid,
    Line,
    Page,
    RenderOptions,
    Rule,
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
    longest = max((options.measure(answer.party.name) for answer in view.answers), default=0)
    room = longest + GUTTER if longest <= options.width // 3 else 0
    for party, lines in groupby(view.answers, key=lambda answer: answer.party):
        for number, answer in enumerate(lines):
            page += _answer(answer, party.name if number == 0 else "", room, options)
    return page


def _terms(view: ProposalView, options: RenderOptions) -> Iterator[Element]:
    if not view.terms:
        yield line(dim("no terms on record"))
        return
    widths = _widths(len(view.parties), options)
    if widths and options.layout != "stacked":
        short = (column_name(party.name, party.short, widths[-1], options) for party in view.parties)
        names = ("term", "offered", *short)
        table = Grid(widths, tuple(_term_row(term, options) for term in view.terms))
        if options.layout != "auto" or not breaks_words([table], options):
            yield from (Grid(widths, (tuple((line(dim(name)),) for name in names),)), Rule(), table)
            return
    for term in view.terms:
        about = "issue", term.issue.id
        yield line(strong(term.issue.id), "  offered: ", strong(term.offered), hang=2, about=about)
        yield from (line(dim(words), indent=2, hang=2) for words in _details(term, options))
        for stand in () if term.is_closed else term.stands:
            parts = [part for part in _party_stand(stand) if part]
            spaced = [part for found in parts for part in ("  ", found)][1:]
            yield line(f"{stand.party.name}: ", *spaced, indent=2, hang=2)


def _widths(count: int, options: RenderOptions) -> tuple[int, ...]:
    """Return the widths of the term, of what is offered and of `count` parties, all alike where they have enough;
    nothing where a party has not."""
    room = options.width - _TERM - GUTTER * (count + 1)
    offered = max(room // (count + 1), _OFFERED)
    offered = offered if offered >= LEAST_PARTY else _OFFERED
    party = (room - offered) // count if count else 0
    return (_TERM, offered, *[party] * count) if party >= LEAST_PARTY else ()


def _term_row(term: TermLine, options: RenderOptions) -> tuple[tuple[Line, ...], ...]:
    stands = (_cell(stand) for stand in term.stands)
    offered = (line(strong(term.offered)), *(line(dim(words), hang=2) for words in _details(term, options)))
    return ((line(strong(term.issue.id), hang=1, about=("issue", term.issue.id)),), offered, *stands)


def _cell(stand: PartyAnswer) -> tuple[Line, ...]:
    value, gap, breach = _party_stand(stand)
    return (line(value), *(line(part) for part in (gap, breach) if part))


def _details(term: TermLine, options: RenderOptions) -> Iterator[str]:
    """Yield what stands below an offer: what others say of it, whose word it is, in the whole page where it stands in
    the source; then what became of it."""
    yield from term.disclosed
    yield from filter(None, (term.least, term.where if options.detail == "whole" else "", *term.marks))


def _party_stand(stand: PartyAnswer) -> tuple[str | Span, ...]:
    breach = alert(f"! {stand.breach}") if stand.breach else ""
    return stand.value, dim(stand.gap_beside) if stand.gap_beside else "", breach


def _answer(answer: AnswerLine, name: str, room: int, options: RenderOptions) -> Iterator[Element]:
    days = "".join(f", {words}" for words in (answer.awaited, answer.after) if words)
    caveat = caveat_text(answer.response) if answer.response else ""
    brief = "; ".join(filter(None, (answer.words, caveat)))
    source = brief if options.detail == "brief" else answer.provenance
    source_text = f"  {source}" if source else ""
    label = pad(name, room, options) if room else f"{name}: " if name else ""
    start, hang = 1 if room or name else 1 + GUTTER, room or GUTTER
    mark = alert("! ") if answer.contested else ""
    about = ("record", answer.response.id) if answer.response else ()
    yield line(label, mark, strong(answer.answer), days, dim(source_text), indent=start, hang=hang, about=about)
    if answer.response and answer.response.reservations:
        yield line(f"with reservations: {answer.response.reservations}", indent=start + hang)
    yield from (line(alert(f"! {text}"), indent=start + hang) for text in answer.marks)
