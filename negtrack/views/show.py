"""`show`: the positions of parties, with their whole provenance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

from negtrack.frozen import dataclass, field, replace
from negtrack.model import Issue, Note, Party, Proposal, Record, Response
from negtrack.query import (
    Snapshot,
    counterparts_of,
    settlement_of,
    side_of,
    standing_responses,
)
from negtrack.views.asked import asked_title
from negtrack.views.deal_words import settled_caveats, settlement_text
from negtrack.views.lines import LINE_COLUMNS, Line, held_lines, line_row, lines_of, perhaps_lines
from negtrack.views.phrasing import answered_text, least_provenance, marks_of, provenance
from negtrack.views.silence import Silence, silence_of
from negtrack.views.step_words import step_columns
from negtrack.views.view import Frame, Row, Table, provenance_fields
from negtrack.views.voices import party_name, whose_text


@dataclass(frozen=True)
class PartyColumn:
    """The positions of one party on one issue, the headline first."""

    issue: Issue
    lines: tuple[Line, ...]
    silence: Silence = field(default_factory=Silence)
    """Why nothing stands, if there is no line."""
    settled: str = ""
    """What agreements leave of the issue between the party and its counterparts."""

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
    least: str
    """What of the provenance no view leaves out."""
    marks: tuple[str, ...]
    """Withdrawals and denials."""
    answered: str = ""
    """What an answer answers; "" for all others."""


@dataclass(frozen=True)
class Section:
    """All records of one party; `mandates` are its `stands` on mandate issues."""

    party: Party
    bloc: str
    """Name of the bloc that it is a member of, or of the party that it is part of."""
    side: str
    """Title of its side of the table."""
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
    own_columns: ClassVar[tuple[str, ...]] = LINE_COLUMNS

    snapshot: Snapshot
    sections: tuple[Section, ...] = field(repr=False)
    about: str = ""
    """The issues that alone are shown, for the heading."""

    @property
    def columns(self) -> tuple[str, ...]:
        issues = (stand.issue for section in self.sections for stand in section.stands)
        return (*self.own_columns, *step_columns(issues))

    @property
    def frame(self) -> Frame:
        return Frame(self.snapshot.negotiation.title + self.about, self.snapshot)

    def head(self) -> Mapping[str, object]:
        return {
            "negotiation": self.snapshot.negotiation.id,
            "title": self.snapshot.negotiation.title,
            "settled": {
                section.party.id: {stand.issue.id: stand.settled for stand in section.stands if stand.settled}
                for section in self.sections
            },
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
            (
                section.party.name,
                stand.issue.id,
                line.standing,
                line.statement.words,
                line.statement.mark(line.statement.long),
            )
            for section in self.sections
            for stand in section.stands
            for line in stand.lines
        ]
        return Table(("party", "issue", "standing", "value", "who says so"), rows)


def build_show(
    snapshot: Snapshot, parties: Iterable[Party], issues: Sequence[Issue], everything: bool = False
) -> ShowView:
    """Build the records of `parties` on `issues`; `everything` adds positions that are no longer live.

    If `issues` are not all issues of the negotiation, include only positions.
    """
    whole = len(issues) == len(snapshot.negotiation.issues)
    sections = tuple(_section(snapshot, party, issues, everything, whole) for party in parties)
    return ShowView(snapshot, sections, asked_title(snapshot, issues))


def _section(snapshot: Snapshot, party: Party, issues: Sequence[Issue], everything: bool, whole: bool) -> Section:
    stands = tuple(
        stand
        for stand in (_stand(snapshot, party, issue, everything) for issue in issues)
        if stand.lines or stand.silence.has_withdrawn or stand.settled
    )
    bloc = party_name(snapshot.negotiation, party.member_of) if party.member_of else ""
    sides = snapshot.negotiation.sides
    papers = (*snapshot.proposals, *snapshot.agreements)
    answered = (*(paper.id for paper in papers), *sorted(snapshot.answered))
    answers = (response for name in answered for response in standing_responses(snapshot, name, party.id))
    own = (proposal for proposal in snapshot.proposals if proposal.party == party.id)
    proposals = (replace(proposal, terms=snapshot.named_terms(proposal)) for proposal in own)
    return Section(
        party,
        bloc,
        sides[side].title if (side := side_of(snapshot.negotiation, party)) else "",
        tuple(stand for stand in stands if stand.issue.is_mandate and stand.lines),
        stands,
        _describe(snapshot, proposals if whole else ()),
        _describe(snapshot, answers if whole else ()),
        _describe(snapshot, (note for note in snapshot.notes if whole and note.party == party.id)),
    )


def _stand(snapshot: Snapshot, party: Party, issue: Issue, everything: bool) -> PartyColumn:
    held = lines_of(snapshot, party.id, issue, everything) if everything else held_lines(snapshot, party.id, issue)
    lines = (*held, *perhaps_lines(snapshot, party.id, issue))
    silence = Silence() if lines else silence_of(snapshot, party.id, issue)
    return PartyColumn(issue, lines, silence, _settled(snapshot, party, issue))


def _settled(snapshot: Snapshot, party: Party, issue: Issue) -> str:
    """Return what agreements leave of an issue, counterpart by counterpart where they differ; "" without any."""
    found = {
        other: settlement
        for other in counterparts_of(snapshot, party.id, issue)
        if (settlement := settlement_of(snapshot, issue, party.id, other)) and settlement.deal
        if settlement.agreed or settlement.item
    }
    words: dict[int, str] = {}  # most of many counterparts have one settlement
    for settlement in found.values():
        if id(settlement) not in words:
            whose = whose_text(snapshot, settlement.agreed.according_to) if settlement.agreed else ""
            said = ", ".join(filter(None, (settlement_text(snapshot, settlement, issue), whose)))
            words[id(settlement)] = "; ".join((said, *settled_caveats(settlement)))
    texts = {other: words[id(settlement)] for other, settlement in found.items()}
    if len(set(texts.values())) == 1 and len(texts) == len(counterparts_of(snapshot, party.id, issue)):
        return next(iter(texts.values()))
    return "; ".join(f"{text} (with {party_name(snapshot.negotiation, other)})" for other, text in texts.items())


def _describe(snapshot: Snapshot, records: Iterable[R]) -> tuple[Described[R], ...]:
    return tuple(
        Described(
            record,
            provenance(snapshot, record, whole=True),
            least_provenance(snapshot, [record]),
            _marks(snapshot, record),
            answered_text(snapshot, record) if isinstance(record, Response) else "",
        )
        for record in records
    )


def _marks(snapshot: Snapshot, record: Record) -> tuple[str, ...]:
    if not isinstance(record, Proposal):
        return marks_of(snapshot, record)
    from negtrack.views.proposal_facts import proposal_marks

    return tuple(proposal_marks(snapshot, record))


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
        "no_counter": response.no_counter,
        "reservations": response.reservations,
        "marks": list(described.marks),
        **provenance_fields(response),
        "id": response.id,
    }


def _note_row(described: Described[Note]) -> Row:
    return {"party": described.record.party, **provenance_fields(described.record), "id": described.record.id}
