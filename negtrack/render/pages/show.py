"""The page of `show`: a section for each party, a paragraph for each issue, provenance under each position."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from negtrack.model import Note, Position, Proposal, Response
from negtrack.render.page import BLANK, Element, Page, RenderOptions, Rule, Span, alert, dim, line, split, strong
from negtrack.views.lines import Line
from negtrack.views.phrasing import SAID_STANCES, answer_text, condition_text, term_text
from negtrack.views.show import Described, PartyColumn, Section, ShowView
from negtrack.views.statement import Statement, join_statements
from negtrack.views.step_words import title_of


def page(view: ShowView, options: RenderOptions) -> Page:
    """Build one section for each party."""
    page: list[Element] = []
    if not view.sections:
        page += [BLANK, line(dim("no parties yet; add one with add-party"))]
    for section in view.sections:
        page += [BLANK, *_head(section), Rule()]
        page += _body(section, options) or [line(dim("no position on record"), indent=1)]
    return page


def _head(section: Section) -> Iterator[Element]:
    party = section.party
    bloc = f"{'member' if party.role else 'part'} of {section.bloc}" if section.bloc else ""
    side = f"side: {section.side}" if section.side else ""
    name = line(strong(party.name), about=("party", party.id))
    yield split(name, line(dim(", ".join(filter(None, (party.role, bloc, side))))))
    for delegate in party.delegates:
        office = ", ".join(part for part in (delegate.office, delegate.authority) if part)
        yield line(delegate.name, dim(f"  {office}"), indent=1, hang=2)
    for stand in section.mandates:
        yield from _mandate(stand)


def _mandate(stand: PartyColumn) -> Iterator[Element]:
    """Yield the claims about a mandate: each value once, with all its voices."""
    voices: dict[tuple[str, bool], list[Statement]] = {}
    for claim in stand.lines:
        voices.setdefault((claim.statement.words, claim.contested), []).append(claim.statement)
    yield line(dim(f"{stand.issue.id}:"), indent=1)
    for (value, contested), statements in voices.items():
        mark = alert("! ") if contested else Span("  ")
        yield line(mark, value, dim(f"  {join_statements(statements)}"), indent=2, hang=4)


def _body(section: Section, options: RenderOptions) -> list[Element]:
    body: list[Element] = []
    for name, stands in groupby(section.stands, key=lambda stand: stand.issue.heading):
        body.append(line(dim(name)))
        for stand in stands:
            body += _party_stand(stand, options)
    for heading, group in (
        ("proposals", section.proposals),
        ("answers", section.responses),
        ("notes", section.notes),
    ):
        if group:
            body.append(line(dim(heading)))
            for described in group:
                body += _record(described, options)
    return body


def _party_stand(stand: PartyColumn, options: RenderOptions) -> Iterator[Element]:
    mark = alert("!") if stand.contested else Span(" ")
    about = "issue", stand.issue.id
    yield line(mark, strong(stand.issue.id), dim(f"  {title_of(stand.issue)}"), hang=3, about=about)
    if stand.settled:
        yield line(Span(stand.settled, "good"), indent=3, hang=2)
    if not stand.lines:
        withdrawn = f"  ({stand.silence.withdrawn})" if stand.silence.withdrawn else ""
        yield line(dim(f"{stand.silence.whole}{withdrawn}"), indent=3, hang=2)
        return
    headline, *rest = stand.lines
    yield from _position(headline, options, indent=3)
    for other in rest:
        yield from _position(other, options, indent=5)


def _position(entry: Line, options: RenderOptions, indent: int) -> Iterator[Element]:
    position = entry.statement.position
    standing = "" if entry.standing == "current" else f"  {entry.standing}"
    mark = alert("! ") if entry.contested else Span("")
    stance = "" if position.stance in (*SAID_STANCES, "demand", entry.standing) else f"  {position.stance}"
    yield line(
        mark,
        strong(entry.statement.words),
        alert(standing) if entry.contested else dim(standing),
        dim(stance),
        indent=indent,
        hang=2,
        about=("record", position.id),
    )
    in_least = entry.statement.marks if options.detail == "brief" else ()
    yield from (line(alert(f"! {mark}"), indent=indent + 2) for mark in entry.marks if mark not in in_least)
    if options.detail != "brief":
        yield from _provenance(entry, position, indent + 2, options)
    elif entry.statement.least:
        yield line(dim(entry.statement.least), indent=indent + 2)


def _provenance(entry: Line, position: Position, indent: int, options: RenderOptions) -> Iterator[Element]:
    yield line(dim(entry.statement.long), indent=indent)
    if position.text:
        yield line(position.text, indent=indent)
    if position.quote:
        yield line(f"“{position.quote}”", indent=indent)
    for condition in entry.conditions:
        words = condition_text(entry.statement.snapshot, condition)
        if words not in entry.statement.words:
            yield line(dim("requires "), words, indent=indent, hang=2)
    for term in position.limits:
        yield line(dim("limit "), str(term), indent=indent, hang=2)
    if position.granted_by:
        yield line(dim(f"granted by {position.granted_by}"), indent=indent, hang=2)
    if position.note and options.detail == "whole":
        yield line(dim(f"note: {position.note}"), indent=indent, hang=2)
    where = f"{', '.join(position.sources)} {position.locator}".strip()
    yield line(dim("  ".join(part for part in (where, position.id) if part)), indent=indent)


def _record(
    described: Described[Proposal] | Described[Response] | Described[Note], options: RenderOptions
) -> Iterator[Element]:
    record = described.record
    about = "record", record.id
    if isinstance(record, Proposal):
        yield line(Span(" "), strong(record.id), dim(f"  {record.kind}: "), record.title, hang=3, about=about)
        yield from (line(term_text(term), indent=5, hang=2) for term in record.terms)
        marks = described.marks if options.detail != "brief" else ()
        yield from (line(alert(f"! {mark}"), indent=5) for mark in marks)
    elif isinstance(record, Response):
        reservations = f"  {record.reservations}" if record.reservations else ""
        yield line(
            Span(" "), strong(described.answered), "  ", strong(answer_text(record)), reservations, hang=3, about=about
        )
    else:
        yield line(Span(" "), record.text or record.quote, hang=3, about=about)
    if options.detail == "brief":
        yield from [line(dim(described.least), indent=5)] if described.least else []
    else:
        yield line(dim(described.provenance), indent=5)
        where = f"{', '.join(record.sources)} {record.locator}".strip()
        yield line(dim("  ".join(part for part in (where, record.id) if part)), indent=5)
