"""`show`: the positions of parties, with their whole provenance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import ClassVar, Generic, TypeVar

from negtrack.frozen import dataclass
from negtrack.model import Issue, Note, Party, Position, Proposal, Record, Response
from negtrack.query import (
    Condition,
    Snapshot,
    conditions_of,
    contested_positions,
    crossing_of,
    current_position,
    is_denied,
    live_positions,
    offer_breach,
    standing_of,
    standing_responses,
)
from negtrack.views.phrasing import (
    Statement,
    as_of_date,
    party_name,
    provenance,
    provenance_fields,
    when_text,
    withdrawal_text,
    year_of,
)
from negtrack.views.view import Row, Table

PERHAPS = "perhaps already"
"""Standing of a position of which nobody knows whether it had been said."""


@dataclass(frozen=True)
class Line:
    """One position and its standing, as `query.standing_of` has it: `current`, `contested`, `earlier`, ...

    With all records also `cleared`, `withdrawn`, `superseded`, `retracted`, or `withdrawal` and `denial`.
    """

    statement: Statement
    standing: str
    contested: bool
    denied: bool
    marks: tuple[str, ...]
    """Remarks for the reader: withdrawals, denials, and a breach of the mandate."""
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class PartyColumn:
    """The positions of one party on one issue, the headline first."""

    issue: Issue
    lines: tuple[Line, ...]

    @property
    def contested(self) -> bool:
        """Return whether live positions contradict one another."""
        return any(line.contested for line in self.lines)


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Described(Generic[R]):
    """A record other than a position, with its provenance in words."""

    record: R
    provenance: str
    marks: tuple[str, ...]
    """Withdrawals and denials."""


@dataclass(frozen=True)
class Section:
    """All records of one party; `mandates` are its `stands` on mandate issues."""

    party: Party
    bloc: str
    mandates: tuple[PartyColumn, ...]
    stands: tuple[PartyColumn, ...]
    proposals: tuple[Described[Proposal], ...]
    responses: tuple[Described[Response], ...]
    notes: tuple[Described[Note], ...]


@dataclass(frozen=True)
class ShowView:
    """The answer of `show`."""

    schema: ClassVar[str] = "show"
    id_column: ClassVar[str] = "id"
    columns: ClassVar[tuple[str, ...]] = (
        *("party", "issue", "standing", "value", "stance", "qualifier", "toward", "requires", "contested", "denied"),
        *("marks", "granted_by", "limits"),
        *("stated", "speaker", "side", "voice", "attribution", "grade", "sources", "locator", "text", "quote", "note"),
        *("tags", "recorded", "id"),
    )

    snapshot: Snapshot
    sections: tuple[Section, ...] = field(repr=False)

    def head(self) -> Mapping[str, object]:
        return {
            "negotiation": self.snapshot.negotiation.id,
            "title": self.snapshot.negotiation.title,
            "as_of": as_of_date(self.snapshot),
            "delegates": [row for section in self.sections for row in _delegate_rows(section)],
            "proposals": [_proposal_row(proposal) for section in self.sections for proposal in section.proposals],
            "responses": [_response_row(response) for section in self.sections for response in section.responses],
            "notes": [_note_row(note) for section in self.sections for note in section.notes],
        }

    def rows(self) -> Iterator[Row]:
        for section in self.sections:
            for stand in section.stands:
                for line in stand.lines:
                    yield line_row(line)

    def table(self) -> Table:
        rows = [
            (section.party.name, stand.issue.id, line.standing, line.statement.words, line.statement.long)
            for section in self.sections
            for stand in section.stands
            for line in stand.lines
        ]
        return Table(self.snapshot.negotiation.title, ("party", "issue", "standing", "value", "who says so"), rows)


def build_show(
    snapshot: Snapshot, parties: Iterable[Party], issues: Sequence[Issue], everything: bool = False
) -> ShowView:
    """Build the records of `parties` on `issues`; `everything` adds positions that are no longer live.

    If `issues` are not all issues of the negotiation, include only positions.
    """
    whole = len(issues) == len(snapshot.negotiation.issues)
    return ShowView(snapshot, tuple(_section(snapshot, party, issues, everything, whole) for party in parties))


def _section(snapshot: Snapshot, party: Party, issues: Sequence[Issue], everything: bool, whole: bool) -> Section:
    every = (
        PartyColumn(
            issue, (*lines_of(snapshot, party.id, issue, everything), *perhaps_lines(snapshot, party.id, issue))
        )
        for issue in issues
    )
    stands = tuple(stand for stand in every if stand.lines)
    bloc = party_name(snapshot.negotiation, party.member_of) if party.member_of else ""
    answers = (
        response for proposal in snapshot.proposals for response in standing_responses(snapshot, proposal.id, party.id)
    )
    own = (proposal for proposal in snapshot.proposals if proposal.party == party.id)
    proposals = (replace(proposal, terms=snapshot.terms_of(proposal)) for proposal in own)
    return Section(
        party,
        bloc,
        tuple(stand for stand in stands if stand.issue.is_mandate),
        stands,
        _describe(snapshot, proposals if whole else ()),
        _describe(snapshot, answers if whole else ()),
        _describe(snapshot, (note for note in snapshot.notes if whole and note.party == party.id)),
    )


def _describe(snapshot: Snapshot, records: Iterable[R]) -> tuple[Described[R], ...]:
    return tuple(
        Described(record, provenance(snapshot, record, whole=True), tuple(withdrawal_text(snapshot, record.id)))
        for record in records
    )


def lines_of(snapshot: Snapshot, party: str, issue: Issue, everything: bool = False) -> tuple[Line, ...]:
    """Return the live positions of `party` on `issue`, the headline first; with `everything`, also all others."""
    live = live_positions(snapshot, party, issue)
    current = current_position(snapshot, party, issue)
    contested = {position.id for position in contested_positions(snapshot, party, issue)}
    ordered = sorted(
        live,
        key=lambda position: (
            position is not current,
            position.id not in contested,
            -position.day.toordinal(),
            position.id,
        ),
    )
    lines = [
        _line(snapshot, position, issue, standing_of(snapshot, position, issue), position.id in contested)
        for position in ordered
    ]
    if everything:
        standing = {position.id for position in live}
        rest = [position for position in _all_positions(snapshot, party, issue) if position.id not in standing]
        lines += [_line(snapshot, position, issue, _past_standing(snapshot, position), False) for position in rest]
    return tuple(lines)


def perhaps_lines(snapshot: Snapshot, party: str, issue: Issue) -> tuple[Line, ...]:
    """Return what the party may have said by now: its date had begun and had not ended."""
    found = snapshot.perhaps(party, issue.id)
    return tuple(_line(snapshot, position, issue, PERHAPS, False) for position in found if position.value)


def _line(snapshot: Snapshot, position: Position, issue: Issue, standing: str, contested: bool) -> Line:
    return Line(
        Statement(snapshot, position, issue),
        standing,
        contested,
        is_denied(snapshot, position),
        tuple(_marks(snapshot, position, issue)),
        conditions_of(snapshot, position),
    )


def _marks(snapshot: Snapshot, position: Position, issue: Issue) -> Iterator[str]:
    for name in filter(None, (position.id, position.proposal)):
        yield from withdrawal_text(snapshot, name)
    breach = offer_breach(snapshot, position, issue)
    if breach:
        yield str(breach)


def _past_standing(snapshot: Snapshot, position: Position) -> str:
    own_effect = position.stance if position.stance in ("withdrawal", "denial") else ""
    return snapshot.fate_of(position) or own_effect or _crossing_text(snapshot, position) or "cleared"


def _crossing_text(snapshot: Snapshot, position: Position) -> str:
    """Return when its party went outside a red line: `crossed 8 Jul`; "" for all others."""
    if position.stance != "red-line":
        return ""
    issue = snapshot.negotiation.issues[position.issue]
    crossing = crossing_of(snapshot, position, issue, snapshot.positions[position.party, position.issue])
    return f"crossed {when_text(crossing.stated, year_of(snapshot))}" if crossing else ""


def _all_positions(snapshot: Snapshot, party: str, issue: Issue) -> list[Position]:
    counting, void = (groups.get((party, issue.id), ()) for groups in (snapshot.positions, snapshot.void))
    return sorted([*counting, *void], key=lambda position: (-position.day.toordinal(), position.id))


def line_row(line: Line) -> Row:
    """Return one position as a machine row."""
    position = line.statement.position
    return {
        "party": position.party,
        "issue": position.issue,
        "standing": line.standing,
        "value": line.statement.value if position.value else "",
        "stance": position.stance,
        "qualifier": position.qualifier,
        "toward": position.toward,
        "requires": [str(condition) for condition in line.conditions],
        "contested": line.contested,
        "denied": line.denied,
        "marks": list(line.marks),
        "granted_by": position.granted_by,
        "limits": [str(term) for term in position.limits],
        **provenance_fields(position),
        "id": position.id,
    }


def _delegate_rows(section: Section) -> Iterator[Row]:
    for delegate in section.party.delegates:
        yield {
            "party": delegate.party,
            "id": delegate.id,
            "name": delegate.name,
            "office": delegate.office,
            "authority": delegate.authority,
        }


def _proposal_row(described: Described[Proposal]) -> Row:
    proposal = described.record
    return {
        "party": proposal.party,
        "id": proposal.id,
        "title": proposal.title,
        "kind": proposal.kind,
        "tabled": proposal.tabled.text if proposal.tabled else "",
        "terms": [str(term) for term in proposal.terms],
        "between": list(proposal.between),
        "marks": list(described.marks),
        **provenance_fields(proposal),
    }


def _response_row(described: Described[Response]) -> Row:
    response = described.record
    return {
        "party": response.party,
        "proposal": response.proposal,
        "answer": response.answer,
        "reservations": response.reservations,
        **provenance_fields(response),
        "id": response.id,
    }


def _note_row(described: Described[Note]) -> Row:
    return {"party": described.record.party, **provenance_fields(described.record), "id": described.record.id}
