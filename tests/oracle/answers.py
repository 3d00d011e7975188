"""What parties take back, and which of their answers stand: the rules about these, from the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from negtrack.model import Position, Proposal, Record, Response, record_of
from tests.oracle.records import OTHER, STRONG, WEAK, is_later, is_own, last_day, strength_of, voice_of
from tests.oracle.statements import Talks

T = TypeVar("T")

CONTRARY = ("rejected", "countered", "restated", "accepted-with-reservations")
"""The answers that contradict an acceptance."""


def withdrawals(talks: Talks, party: str) -> list[Position]:
    """A withdrawal holds if the party itself, the media, or nobody named says so; any other is a claim."""
    return [
        position
        for position in talks.positions
        if position.stance == "withdrawal" and position.party == party
        if is_own(position, party) or position.side == "media" or not (position.side or position.speaker)
    ]


def named_by(talks: Talks, withdrawal: Position) -> set[str]:
    """What a withdrawal names, unless that is certainly later; a term of a proposal on the issue of the term alone."""
    return {
        name
        for name in withdrawal.withdraws
        if (record := record_named(talks, name)) and holder_of(talks, record) == withdrawal.party
        if not is_later(talks, record, withdrawal)
    }


def record_named(talks: Talks, name: str) -> Record | None:
    """The record that a name means, or of which it means a term."""
    record = talks.negotiation.entries.get(record_of(name))
    return record if isinstance(record, Record) else None


def holder_of(talks: Talks, record: Record) -> str:
    """The party that a record is about: of a disclosure, whose proposal it is."""
    if isinstance(record, Proposal) and record.discloses:
        return talks.negotiation.entries[record.discloses].party
    return record.party


def denied_names(talks: Talks, party: str) -> set[str]:
    """What a party itself says that it never said."""
    denials = [position for position in talks.positions if position.stance == "denial" and position.party == party]
    names = {name for denial in denials if is_own(denial, party) for name in denial.denies}
    return {name for name in names if (record := record_named(talks, name)) and holder_of(talks, record) == party}


def answers(talks: Talks, proposal: str, party: str) -> list[Response]:
    """The answers of a party that stand, the headline first, the others by id; what it denies heads only alone."""
    standing = [response for response in answers_of(talks, proposal, party) if stands(talks, response)]
    denied = denied_names(talks, party)
    head = first_answer(talks, [response for response in standing if response.id not in denied] or standing)
    return [response for response in standing if response is head] + sorted(
        (response for response in standing if response is not head), key=lambda response: response.id
    )


def answers_of(talks: Talks, proposal: str, party: str) -> list[Response]:
    """Every answer of a party to a proposal, those that no longer stand too."""
    return [response for response in talks.responses if (response.proposal, response.party) == (proposal, party)]


def stands(talks: Talks, x: Response, issue: str = "") -> bool:
    """Answers live like positions; on one term, by the answers that concern it."""
    others = answers_of(talks, x.proposal, x.party)
    withdrawn = {name for withdrawal in withdrawals(talks, x.party) for name in named_by(talks, withdrawal)}
    later = [y for y in others if (concerns(y, issue) if issue else covers(y, x))]
    return x.id not in withdrawn and not any(clears_answer(talks, y, x) for y in later)


def clears_answer(talks: Talks, y: Response, x: Response) -> bool:
    """An own strong answer clears those of the common voice, of delegates and of others; a weak one weak ones and
    others'; a delegate's and others' their own voice's; one not said its voice's earlier ones that are not said."""
    if not is_later(talks, y, x):
        return False
    party = x.party
    mine, earlier = strength_of(y, party), strength_of(x, party)
    voice, other = voice_of(talks, y, party), voice_of(talks, x, party)
    is_alike = voice == other and is_own(y, party) == is_own(x, party)
    if y.modality != "said":
        return is_alike and x.modality != "said"
    if mine == OTHER or voice != party:
        return is_alike and mine <= earlier
    if mine == STRONG:
        return True
    return earlier == OTHER or (earlier == WEAK and other == party)


def covers(y: Response, x: Response) -> bool:
    """Whether one answer concerns all that another does."""
    return not y.issues or (bool(x.issues) and x.issues <= y.issues)


def concerns(response: Response, issue: str) -> bool:
    """Whether an answer concerns a term, alone or with the whole."""
    return not response.issues or issue in response.issues


def first_answer(talks: Talks, some: list[Response]) -> Response | None:
    """Own, said, latest, strong, best graded, recorded last, smallest id."""
    for key in (
        lambda x: not is_own(x, x.party),
        lambda x: x.modality != "said",
        lambda x: -last_day(talks, x).toordinal(),
    ):
        some = best(some, key)
    some = [x for x in some if not any(is_later(talks, y, x) for y in some)]
    some = best(some, lambda x: strength_of(x, x.party))
    some = [x for x in some if not any(betters(y.grade, x.grade) for y in some)]
    return min(some, key=lambda x: (-x.recorded.timestamp(), x.id), default=None)


def best(some: list[T], key: Callable[[T], Any]) -> list[T]:
    """Those with the smallest key."""
    least = min((key(x) for x in some), default=None)
    return [x for x in some if key(x) == least]


def betters(one: str, other: str) -> bool:
    """A grade betters another if it is better in letter or digit and worse in neither; none comes last of all."""
    if not one or not other:
        return bool(one) and not other
    return one != other and one[0] <= other[0] and one[1] <= other[1]
