"""What two principals have agreed provisionally on an issue. Every view takes it from here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negtrack.frozen import dataclass
from negtrack.gap import gap_between, same_set
from negtrack.model import Issue, Position, Proposal, Record, Response, Strength, is_later
from negtrack.query.answers import CONTRARY, standing_responses
from negtrack.query.derived import concerned
from negtrack.query.live import live_positions
from negtrack.query.snapshot import Snapshot, holds
from negtrack.query.strength import has_set
from negtrack.values import Value, flag_of, parse_value, print_value


@dataclass(frozen=True)
class Agreement:
    """A term that two parties stand by: its proposal, its value in canonical words, and who disclosed it, where only
    others did."""

    proposal: Proposal
    value: str
    according_to: tuple[Position, ...] = ()


def agreed_by(snapshot: Snapshot, issue: Issue, one: str, other: str) -> Agreement | None:
    """Return the newest agreement of two principals on `issue`: a proposal meant for both, with a disclosed term on
    it, that each tabled in its own voice or accepted in its own strong voice, and that no contrary answer of that day
    or later, and no later contrary word of either, has ended."""
    known = snapshot.negotiation.parties
    if any(name not in known or known[name].role != "principal" for name in (one, other)):
        return None
    for proposal in reversed(snapshot.proposals):
        if {one, other} <= {*concerned(proposal, one, other)} and not _is_gone(snapshot, proposal):
            agreement = _agreement(snapshot, proposal, issue)
            if agreement and _is_agreed(snapshot, agreement, issue, (one, other)):
                return agreement
    return None


def _is_gone(snapshot: Snapshot, proposal: Proposal) -> bool:
    return proposal.id in snapshot.withdrawn or proposal.id in snapshot.denied


def _agreement(snapshot: Snapshot, proposal: Proposal, issue: Issue) -> Agreement | None:
    """Return the value of a proposal's term on `issue`, by itself, else as all who tell of it give it."""
    own = next((term for term in proposal.terms if term.issue == issue.id), None)
    if own and not flag_of(own.value):
        return Agreement(proposal, print_value(parse_value(own.value, issue.scale), issue.scale))
    disclosed = [offer for offer in snapshot.disclosed(proposal, issue.id) if has_set(offer)]
    values = [parse_value(offer.value, issue.scale) for offer in disclosed]
    dates = snapshot.negotiation.event_dates
    if not values or not all(same_set(values[0], value, issue.scale, dates) for value in values):
        return None
    return Agreement(proposal, print_value(values[0], issue.scale), tuple(disclosed))


def _is_agreed(snapshot: Snapshot, agreement: Agreement, issue: Issue, pair: tuple[str, str]) -> bool:
    words = [_word_of(snapshot, agreement.proposal, party) for party in pair]
    if any(word is None for word in words):
        return False
    made = [agreement.proposal, *(word for word in words if word)]
    value = parse_value(agreement.value, issue.scale)
    return not any(_has_left(snapshot, issue, party, value, made) for party in pair)


def _word_of(snapshot: Snapshot, proposal: Proposal, party: str) -> Record | None:
    """Return by what a party stands by a proposal: the proposal that it tabled itself, or its acceptance; None if it
    does not, or if an answer of that day or later contradicts it."""
    answers = standing_responses(snapshot, proposal.id, party)
    if proposal.party == party:
        word: Record | None = proposal if proposal.is_own and proposal.is_said else None
    else:
        word = next(filter(_accepts, answers), None)
    return word if word and not any(_contradicts(answer, word) for answer in answers) else None


def _accepts(answer: Response) -> bool:
    return answer.answer == "accepted" and answer.is_said and answer.strength == Strength.STRONG


def _contradicts(answer: Response, word: Record) -> bool:
    return answer.answer in CONTRARY and answer.is_said and answer.day >= word.day and not is_later(word, answer)


def _has_left(snapshot: Snapshot, issue: Issue, party: str, value: Value, made: Sequence[Record]) -> bool:
    """Return whether a party's own later word on the issue is contrary to the value, or withdraws."""
    dates = snapshot.negotiation.event_dates
    contrary = (
        position
        for position in live_positions(snapshot, party, issue)
        if position.is_own
        and has_set(position)
        and gap_between(parse_value(position.value, issue.scale), value, issue.scale, dates).status == "apart"
    )
    later = (*contrary, *_withdrawals(snapshot, issue, party))
    return any(all(is_later(position, record) for record in made) for position in later)


def _withdrawals(snapshot: Snapshot, issue: Issue, party: str) -> Iterator[Position]:
    for position in snapshot.positions.get((party, issue.id), ()):
        if position.stance == "withdrawal" and holds(position):
            yield position
