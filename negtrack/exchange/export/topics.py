"""The issues of a document: what each party holds, who says so, what is offered or agreed, and how far apart they
are."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from negtrack.exchange.export.document import Closing, PartyColumn, Remark, Topic, Voice
from negtrack.model import Issue, Proposal, Record
from negtrack.query import Snapshot, pairs_of
from negtrack.views.cell import Cell
from negtrack.views.compare import CompareView
from negtrack.views.compared_issue import IssueRow
from negtrack.views.deal_findings import counted_status, is_disputed
from negtrack.views.lines import Line
from negtrack.views.pair_words import OWN_TERM, according_text, open_gap_fields
from negtrack.views.voices import party_name


def build_topics(
    view: CompareView, numbers: Mapping[str, int], changed: Mapping[tuple[str, str], str]
) -> tuple[tuple[str, tuple[Topic, ...]], ...]:
    """Return the issues by groups; those of substance without a group have no heading where they stand first, else that
    of their class, as they are not of the group above. `numbers` are those of the sources, `changed` tells of a party
    and an issue what changed there."""
    groups = (("" if name == "substance" and not n else name, rows) for n, (name, rows) in enumerate(view.groups))
    return tuple(
        (name, tuple(_topic(view, row, name, _Notes(numbers, changed)) for row in rows)) for name, rows in groups
    )


class _Notes(NamedTuple):
    """What stands beside the values: the numbers of sources, and what changed."""

    numbers: Mapping[str, int]
    changed: Mapping[tuple[str, str], str]


def _topic(view: CompareView, row: IssueRow, group: str, notes: _Notes) -> Topic:
    gap = open_gap_fields(row.pair, row.issue)
    distance = gap["distance"]
    return Topic(
        row.issue.id,
        row.issue.title,
        (*row.details[1:], *row.measures),
        group,
        tuple(_party_column(cell, row.issue, notes) for cell in row.cells),
        tuple(_party_column(cell, row.issue, notes) for cell in row.other_cells),
        _closing(view, row),
        "; ".join(filter(None, (row.gap, row.notes))),
        distance if isinstance(distance, int | float | str) else None,
        bool(gap["more_than"]),
        str(gap["unit"]),
        bool(row.contested),
        counted_status(row.pair) if row.pair else row.status,
        _fallen(row),
        bool(row.pair and is_disputed(row.pair)),
    )


def _fallen(row: IssueRow) -> str:
    """Return what became of an agreement on an issue that no longer holds; "" where there is none."""
    settlement = row.pair.settlement if row.pair else None
    return settlement.state if settlement and settlement.state in ("reopened", "suspended", "ended") else ""


def _party_column(cell: Cell, issue: Issue, notes: _Notes) -> PartyColumn:
    withdrawn = f" ({cell.silence.withdrawn})" if cell.silence.withdrawn else ""
    silence = "" if cell.lines else f"{cell.silence.whole}{withdrawn}"
    changed = notes.changed.get((cell.party.id, issue.id), "")
    return PartyColumn(cell.party.name, tuple(_number_remarks(cell, notes.numbers)), silence, changed)


def _number_remarks(cell: Cell, numbers: Mapping[str, int]) -> Iterator[Remark]:
    """Yield the headline with the alternatives that its value names, then the other positions, grouped by value and
    standing."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in (*cell.lines, *cell.perhaps):
        is_named = line.statement.position.alternatives and line.statement.words == cell.value
        standing = "" if is_named else {"current": "", "live": "also"}.get(line.standing, line.standing)
        groups.setdefault((line.statement.words, standing), []).append(line)
    for (value, standing), group in groups.items():
        yield Remark(
            "the same" if standing and value == cell.value else value,
            standing,
            group[0].statement.position.text,
            tuple(dict.fromkeys(voice_of(line.statement.position, line.statement.short, numbers) for line in group)),
            tuple(dict.fromkeys(mark for line in group for mark in line.marks)),
            "; ".join(dict.fromkeys(filter(None, (line.statement.least for line in group)))),
        )


def voice_of(record: Record, words: str, numbers: Mapping[str, int]) -> Voice:
    """Return who says so in `words`, with the numbers of the sources of a record."""
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
    """What settles an issue: the id of its record, its value, between whom, and whose words that rests on."""

    name: str
    value: str
    how: str
    names: list[str]
    voices: str

    @property
    def remarks(self) -> tuple[str, ...]:
        return (", ".join(filter(None, (f"{self.how} {', '.join(self.names)}", self.voices))),)


def _settled(snapshot: Snapshot, issue: Issue) -> list[_Settled]:
    """Return what settles the issue between counterparts, each with its value and between whom."""
    found: dict[str, _Settled] = {}
    for pair in pairs_of(snapshot, issue):
        if pair.settlement and pair.is_settled:
            record = pair.agreed.record if pair.agreed else pair.settlement.item
            how = f"{pair.settlement.state}{' by' if pair.agreed else ':'}"
            name, voices = record.id if record else "", according_text(snapshot, pair)
            one = found.setdefault(name, _Settled(name, pair.settlement.value, how, [], voices))
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
