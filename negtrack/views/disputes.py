"""Words since a day that go back on what is agreed: they head the page of what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from negtrack.errors import join_with_and
from negtrack.frozen import dataclass, replace
from negtrack.model import Agreement, Entry, Issue, Position, Proposal, Response
from negtrack.query import Settlement, Snapshot, counterparts_of, settlement_of
from negtrack.views.change_phrases import MOST_NAMED
from negtrack.views.deal_words import settlement_text
from negtrack.views.phrasing import answer_text, caveat_text
from negtrack.views.statement import Statement
from negtrack.views.voices import party_name, said_by


@dataclass(frozen=True)
class Dispute:
    """A later word of a party against a term that is agreed with it."""

    issue: Issue
    record: Position | Response
    agreed: str
    """What is agreed, with how: `agreed USD 40`, `reopened with Ford, was agreed provisionally 25%, p`."""
    words: str
    """What the party says now, in whose words: `Union now at least USD 45, own statement`."""
    reopened: tuple[str, ...] = ()
    """The counterparts with which the word reopens what was agreed provisionally; none where it disputes what is."""

    @property
    def text(self) -> str:
        """Return both in one line."""
        return f"{self.agreed}; {self.words}"


def disputes_of(after: Snapshot, records: Iterable[Entry]) -> tuple[Dispute, ...]:
    """Return the disputes of what is agreed, or was provisionally, in new records, each once for each issue."""
    if not (after.agreements or after.proposals):
        return ()
    found = (dispute for record in records for dispute in _disputes(after, record))
    return tuple({(dispute.record.id, dispute.issue.id, dispute.agreed): dispute for dispute in found}.values())


def _disputes(after: Snapshot, record: Entry) -> Iterator[Dispute]:
    if not isinstance(record, Position | Response):
        return
    for name in _issues_of(after, record):
        issue = after.negotiation.issues[name]
        alike: dict[str, list[str]] = {}
        for other, settlement in _disputed_with(after, record, issue):
            was = _was_text(after, settlement, issue) if settlement.is_reopened else ""
            alike.setdefault(was or f"{settlement.state} {settlement.value}", []).append(other if was else "")
        for text, names in alike.items():
            others = tuple(filter(None, names))
            agreed = f"reopened with {_named(after, others)}, was {text}" if others else text
            yield Dispute(issue, record, agreed, _words(after, record), others)


def _disputed_with(after: Snapshot, record: Position | Response, issue: Issue) -> Iterator[tuple[str, Settlement]]:
    """Yield the counterparts of a party with which a word of it goes back on what is agreed, and what that is."""
    for other in counterparts_of(after, record.party, issue):
        settlement = settlement_of(after, issue, record.party, other)
        if settlement and settlement.value and any(one.id == record.id for one in settlement.against):
            yield other, settlement


def _issues_of(after: Snapshot, record: Position | Response) -> Iterable[str]:
    if isinstance(record, Position):
        return (record.issue,)
    answered = after.negotiation.entries.get(record.proposal)
    terms = answered.terms if isinstance(answered, Agreement | Proposal) else ()
    return [term.issue for term in terms if record.concerns(term.issue)]


def _was_text(after: Snapshot, settlement: Settlement, issue: Issue) -> str:
    """Return what was agreed before a word reopened it, which is provisional: `agreed provisionally 25%, p`."""
    return settlement_text(after, replace(settlement, state="agreed provisionally", against=()), issue)


def _named(after: Snapshot, parties: Sequence[str]) -> str:
    if len(parties) > MOST_NAMED:
        return str(len(parties))
    return join_with_and(tuple(party_name(after.negotiation, party) for party in parties))


def _words(after: Snapshot, record: Position | Response) -> str:
    known = after.negotiation
    if isinstance(record, Response):
        said, who = answer_text(record), said_by(known, record)
    else:
        statement = Statement(after, record, known.issues[record.issue])
        said, who = statement.words, statement.who
    name = party_name(known, record.party)
    return ", ".join(filter(None, (f"{name} now {said}", who, caveat_text(record))))
