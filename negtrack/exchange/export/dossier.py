"""A negotiation as a document: parties side by side on each issue with who says so, proposals, sources.

The last column is the newest proposal still on the table or, without one, what is agreed. The list of sources has those
that records rest on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from negtrack.exchange.export.document import (
    AnswerRow,
    Citation,
    Closing,
    Dossier,
    PartyColumn,
    ProposalPart,
    Remark,
    Scorecard,
    Topic,
    Voice,
)
from negtrack.exchange.rows import add_steps, rows_of
from negtrack.model import Issue, Party, Proposal, Record, Source
from negtrack.query import Snapshot, deals_of, has_lapsed, is_bloc, is_overtaken, pairs_of, standing_responses
from negtrack.render.clean import sanitise
from negtrack.views.cell import Cell
from negtrack.views.clocks import clocks_text
from negtrack.views.compare import CompareView, build_compare
from negtrack.views.compared_issue import IssueRow
from negtrack.views.lines import Line
from negtrack.views.lists import build_sources
from negtrack.views.pair_words import OWN_TERM, according_text
from negtrack.views.phrasing import when_text, year_of
from negtrack.views.proposal import AnswerLine, build_proposal
from negtrack.views.rounds import build_rounds
from negtrack.views.scorecard import build_scorecard
from negtrack.views.voices import party_name

AGREED = "agreed"
EARLIEST_DATE = datetime(1980, 1, 1, tzinfo=UTC)
"""Date of an empty negotiation's documents; the earliest day in a zip archive."""
_LINK = re.compile(r"https?://[^\s<>\"'\\^`{|}]+", re.IGNORECASE)


def build_dossier(
    snapshot: Snapshot, parties: Sequence[Party], issues: Collection[Issue], proposal: Proposal | None = None
) -> Dossier:
    """Return the document of `parties` on `issues`. The last column is `proposal`, by default what is
    agreed once an agreement holds, before that the newest proposal on the table, else what is agreed so."""
    known = snapshot.negotiation
    settled = any(deal.state in ("agreed", "agreed provisionally") for deal in deals_of(snapshot))
    last = proposal or (None if settled else newest_proposal(snapshot, parties))
    view = build_compare(snapshot, parties, issues, last)
    sources = tuple(_citations(snapshot))
    numbers = {cited.source.id: number for number, cited in enumerate(sources, 1)}
    return Dossier(
        known.id,
        known.title,
        known.summary,
        clocks_text(snapshot),
        tuple(party.name for party in parties),
        tuple(party.id for party in parties),
        view.proposal.title if view.proposal else AGREED,
        _facts(snapshot, view.proposal) if view.proposal else "",
        _groups(view, numbers),
        tuple(_proposal_part(snapshot, proposal, numbers) for proposal in reversed(snapshot.proposals)),
        build_rounds(snapshot, (), issues).table(),
        _scorecard(snapshot, issues),
        sources,
        tuple(add_steps(known, rows_of(known))),
        max((entry.recorded for entry in known.entries.values()), default=EARLIEST_DATE),
    )


def _scorecard(snapshot: Snapshot, issues: Collection[Issue]) -> Scorecard | None:
    if not snapshot.agreements:
        return None
    view = build_scorecard(snapshot, issues)
    return Scorecard("; ".join((view.opening_text, *view.frame.legend)), view.table(), view.lists)


def newest_proposal(snapshot: Snapshot, parties: Sequence[Party]) -> Proposal | None:
    """Return the newest proposal still on the table between at least two of `parties`: neither withdrawn nor denied by
    the party that tabled it, nor lapsed, nor overtaken by an agreement, nor rejected by one of them in its own
    words."""
    names = {party.id for party in parties if not is_bloc(snapshot.negotiation, party.id)}
    for proposal in reversed(snapshot.proposals):
        concerned = names & {*proposal.between, proposal.party} if proposal.between else names
        gone = proposal.id in snapshot.withdrawn or proposal.id in snapshot.denied
        overtaken = all(is_overtaken(snapshot, proposal, snapshot.negotiation.parties[name]) for name in concerned)
        ended = gone or overtaken or has_lapsed(snapshot, proposal)
        rejected = any(_rejects(snapshot, proposal, party) for party in concerned)
        if len(concerned) > 1 and not ended and not rejected:
            return proposal
    return None


def _rejects(snapshot: Snapshot, proposal: Proposal, party: str) -> bool:
    own = [response for response in standing_responses(snapshot, proposal.id, party) if response.is_own]
    return bool(own) and own[0].answer == "rejected" and not own[0].issues


def _groups(view: CompareView, numbers: Mapping[str, int]) -> tuple[tuple[str, tuple[Topic, ...]], ...]:
    """Return the issues by groups; those of substance without a group have no heading."""
    machine = {row["issue"]: row for row in view.rows()}
    groups = (("" if name == "substance" else name, rows) for name, rows in view.groups)
    return tuple(
        (name, tuple(_topic(view, row, name, machine[row.issue.id], numbers) for row in rows)) for name, rows in groups
    )


def _topic(
    view: CompareView, row: IssueRow, group: str, machine: Mapping[str, object], refs: Mapping[str, int]
) -> Topic:
    distance = machine["distance"]
    return Topic(
        row.issue.id,
        row.issue.title,
        (*row.details[1:], *row.measures),
        group,
        tuple(_party_column(cell, refs) for cell in row.cells),
        tuple(_party_column(cell, refs) for cell in row.other_cells),
        _closing(view, row),
        "; ".join(filter(None, (row.gap, row.notes))),
        distance if isinstance(distance, int | float | str) else None,
        bool(machine["more_than"]),
        str(machine["unit"]),
        bool(row.contested),
    )


def _party_column(cell: Cell, numbers: Mapping[str, int]) -> PartyColumn:
    withdrawn = f" ({cell.silence.withdrawn})" if cell.silence.withdrawn else ""
    silence = "" if cell.lines else f"{cell.silence.words}{withdrawn}"
    return PartyColumn(cell.party.name, tuple(_number_remarks(cell, numbers)), silence)


def _number_remarks(cell: Cell, numbers: Mapping[str, int]) -> Iterator[Remark]:
    """Yield the headline, then the other positions, grouped by value and standing."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in (*cell.lines, *cell.perhaps):
        standing = {"current": "", "live": "also"}.get(line.standing, line.standing)
        groups.setdefault((line.statement.words, standing), []).append(line)
    for (value, standing), group in groups.items():
        yield Remark(
            "the same" if standing and value == cell.value else value,
            standing,
            group[0].statement.position.text,
            tuple(_voice(line.statement.position, line.statement.short, numbers) for line in group),
            tuple(dict.fromkeys(mark for line in group for mark in line.marks)),
        )


def _voice(record: Record, words: str, numbers: Mapping[str, int]) -> Voice:
    return Voice(words, tuple(numbers[name] for name in record.sources if name in numbers))


def _closing(view: CompareView, row: IssueRow) -> Closing:
    """Return what the proposal offers on the issue, the gaps of the parties that it is meant for, and what is
    settled."""
    settled = _settled(view.snapshot, row.issue)
    if view.proposal is None:
        values = dict.fromkeys(one.value for one in settled)
        return Closing("; ".join(values), tuple(remark for one in settled for remark in one.remarks))
    own = [one for one in settled if one.name == view.proposal.id]
    remarks = [remark for one in own for remark in one.remarks]
    remarks += [f"{remark}: {one.value}" for one in settled if one not in own for remark in one.remarks[:1]]
    names = {name for one in settled for name in one.names}
    return Closing(row.offer.words if row.offer else "", (*remarks, *_gaps_to_offer(view.proposal, row, names)))


class _Settled(NamedTuple):
    """What settles an issue: the id of its record, its value, and between whom."""

    name: str
    value: str
    how: str
    names: list[str]

    @property
    def remarks(self) -> tuple[str, ...]:
        return (f"{self.how} {', '.join(self.names)}",)


def _settled(snapshot: Snapshot, issue: Issue) -> list[_Settled]:
    """Return what settles the issue between counterparts, each with its value and between whom."""
    found: dict[str, _Settled] = {}
    for pair in pairs_of(snapshot, issue):
        if pair.settlement and pair.is_settled:
            record = pair.agreed.record if pair.agreed else pair.settlement.item
            value = ", ".join(filter(None, (pair.settlement.value, according_text(snapshot, pair))))
            how = "agreed by" if pair.agreed else f"{pair.settlement.state}:"
            one = found.setdefault(record.id if record else "", _Settled(record.id if record else "", value, how, []))
            both = (party_name(snapshot.negotiation, party) for party in (pair.one, pair.other))
            one.names.extend(name for name in both if name not in one.names)
    return list(found.values())


def _gaps_to_offer(proposal: Proposal, row: IssueRow, settled: Container[str]) -> Iterator[str]:
    """Yield the gaps of parties that the proposal is meant for and that have not agreed, then breaches of mandates."""
    if row.offer is None:
        return
    addressees = {*proposal.between, proposal.party}
    concerned = {cell.party.name for cell in row.cells if not proposal.between or cell.party.id in addressees}
    for name, gap in row.offer.gaps:
        if name in concerned and name not in settled and gap not in ("silent", "unknown", OWN_TERM):
            yield f"{name}: {gap}"
    yield from (f"{name}: {breach}" for name, breach in row.offer.breaches)


def _proposal_part(snapshot: Snapshot, proposal: Proposal, numbers: Mapping[str, int]) -> ProposalPart:
    view = build_proposal(snapshot, proposal)
    answers = (_answer_rows(line, numbers) for line in view.answers)
    terms = tuple((line.issue.title, line.words) for line in view.terms)
    facts = ", ".join((proposal.kind, f"tabled by {view.by}", view.tabled, *view.facts))
    return ProposalPart(
        proposal.title, facts, _voice(proposal, view.provenance, numbers), view.marks, terms, tuple(answers)
    )


def _facts(snapshot: Snapshot, proposal: Proposal) -> str:
    when = when_text(proposal.tabled or proposal.stated, year_of(snapshot))
    return f"{proposal.kind}, tabled by {party_name(snapshot.negotiation, proposal.party)}, {when}"


def _answer_rows(line: AnswerLine, numbers: Mapping[str, int]) -> AnswerRow:
    awaited = f"awaited for {line.awaited}" if line.awaited else ""
    reserved = line.response.reservations if line.response else ""
    remarks = tuple(part for part in (awaited, reserved) if part)
    voice = _voice(line.response, line.provenance, numbers) if line.response else Voice("", ())
    return AnswerRow(line.party.name, line.answer, remarks, voice)


def _citations(snapshot: Snapshot) -> Iterator[Citation]:
    """Yield the sources that records rest on, in the order of `negtrack sources`."""
    for row in build_sources(snapshot).lines:
        records = row["records"]
        if isinstance(records, int) and records:
            source = snapshot.negotiation.sources[str(row["id"])]
            yield Citation(source, _source_words(source), when_text(source.issued), link_of(source.URL), records)


def _source_words(source: Source) -> str:
    title = f"“{source.title}”" if source.title and source.title != source.name else ""
    publisher = source.publisher if source.publisher != source.name else ""
    return ", ".join(part for part in ("; ".join(source.authors), title, source.name, publisher) if part)


def link_of(address: str) -> str:
    """Return `address` if it is a web address without hidden characters, "" if it must not become a link."""
    return address if _LINK.fullmatch(address) and sanitise(address) == address else ""
