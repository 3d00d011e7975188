"""What a random negotiation holds, as the oracle reads it; counted, so that the rules are all put to the test."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from negtrack.model import Proposal
from tests.oracle.agreed import agreed, agreed_value, consents, is_answered_back, is_dropped
from tests.oracle.answers import answers, withdrawals
from tests.oracle.conditions import conditions, waited_for
from tests.oracle.counterparts import are_of_one_bloc
from tests.oracle.pairs import status
from tests.oracle.records import is_dated_later, is_later, last_day
from tests.oracle.rules import (
    clears,
    contradicts,
    divides,
    ends,
    has_unknown_order,
    headline,
    is_denied,
    live,
)
from tests.oracle.statements import Statement, Talks, has_set, is_between, issue_of

PHENOMENA = (
    *("contested", "contested mandate", "divided", "denied", "order unknown", "order by after", "order by instants"),
    *("crossed red line", "red line that stands", "delegate's word", "paper heads", "disclosure heads"),
    *("acceptance lives", "acceptance heads", "ended by name", "ended on the issue", "claimed withdrawal"),
    *("meant for one", "between two of three", "retracted", "superseded", "answer cleared", "answers of two voices"),
    *("agreed", "agreed by a disclosure", "answered back", "gone back on", "agreed but dropped"),
    *("apart", "conditional", "not comparable", "unknown", "silent", "overlap"),
    *("condition met", "condition not met", "condition unknown", "circle"),
)


def phenomena(talks: Talks) -> set[str]:
    """Return the names of what occurs at least once."""
    return {*in_records(talks), *in_positions(talks), *in_pairs(talks)}


def in_records(talks: Talks) -> Iterator[str]:
    """Yield what occurs among the records and the answers."""
    if talks.retracted:
        yield "retracted"
    if talks.superseded:
        yield "superseded"
    for position in talks.negotiation.positions:
        if position.stance == "withdrawal" and position not in withdrawals(talks, position.party):
            yield "claimed withdrawal"
    for proposal in talks.proposals:
        for party in talks.negotiation.parties:
            standing = answers(talks, proposal.id, party)
            given = [one for one in talks.responses if (one.proposal, one.party) == (proposal.id, party)]
            if len(standing) < len(given):
                yield "answer cleared"
            if len(standing) > 1:
                yield "answers of two voices"


def in_positions(talks: Talks) -> Iterator[str]:
    """Yield what occurs among the statements of each party."""
    for party in talks.negotiation.principals:
        for issue in talks.negotiation.issues:
            said = [x for x in talks.statements if (x.holder, x.issue) == (party.id, issue)]
            yield from in_clearing(talks, said)
            standing, head = live(talks, party.id, issue), headline(talks, party.id, issue)
            if head:
                yield from in_heading(talks, head, standing)


def in_clearing(talks: Talks, said: list[Statement]) -> Iterator[str]:
    """Yield how statements on one issue are ended."""
    for x in said:
        if x.toward:
            yield "meant for one"
        if x.between and len(talks.negotiation.principals) > 2:
            yield "between two of three"
        for y in said:
            if clears(talks, y, x, ""):
                yield from how_cleared(talks, y, x)
        for withdrawal in withdrawals(talks, x.holder):
            if ends(talks, withdrawal, x, ""):
                yield "ended by name" if x.names & set(withdrawal.withdraws) else "ended on the issue"


def how_cleared(talks: Talks, y: Statement, x: Statement) -> Iterator[str]:
    """Yield what is special where `y` clears `x`."""
    if x.stance == "red-line" and y.stance != "red-line" and y.record.modality == "said":
        yield "crossed red line"
    if not is_dated_later(talks, y.record, x.record):
        yield "order by after"
    elif last_day(talks, y.record) == last_day(talks, x.record):
        yield "order by instants"


def in_heading(talks: Talks, head: Statement, standing: list[Statement]) -> Iterator[str]:
    """Yield what occurs among what stands beside a headline."""
    if isinstance(head.record, Proposal):
        yield "disclosure heads" if head.record.discloses else "paper heads"
    if head.is_derived_acceptance:
        yield "acceptance heads"
    for x in standing:
        if x.is_derived_acceptance:
            yield "acceptance lives"
        if x.stance == "red-line" and any(is_later(talks, y.record, x.record) for y in standing):
            yield "red line that stands"
        if "/" in x.voice and x != head:
            yield "delegate's word"
        if is_denied(talks, x):
            yield "denied"
        if x != head and has_unknown_order(talks, x, head):
            yield "order unknown"
        if x != head and divides(talks, head, x):
            yield "divided"
        elif x != head and contradicts(talks, head, x) and not is_denied(talks, x):
            yield "contested mandate" if issue_of(talks, x.issue).is_mandate else "contested"
        yield from (f"condition {word}" for word in conditions(talks, x))
        if any(x in waited_for(talks, other) for other in waited_for(talks, x)):
            yield "circle"


def in_pairs(talks: Talks) -> Iterator[str]:
    """Yield the statuses of the pairs, and what became of their agreements."""
    for one, other in combinations([party.id for party in talks.negotiation.principals], 2):
        for issue in talks.negotiation.issues:
            if issue_of(talks, issue).class_ == "substance" and not are_of_one_bloc(talks.negotiation, one, other):
                yield status(talks, issue, one, other)[0]
                yield from in_agreements(talks, issue, one, other)


def in_agreements(talks: Talks, issue: str, one: str, other: str) -> Iterator[str]:
    """Yield what became of each proposal that both stood by."""
    for proposal in talks.proposals:
        value = agreed_value(talks, proposal, issue)
        bound = {party: consents(talks, proposal, party, issue) for party in (one, other)}
        if value is None or not is_between(proposal, one, other) or not all(bound.values()):
            continue
        if is_dropped(talks, proposal, issue):
            yield "agreed but dropped"
        elif any(is_answered_back(talks, proposal, party, given, issue) for party, given in bound.items()):
            yield "answered back"
        elif agreed(talks, issue, one, other) != proposal.id:
            yield "gone back on"
        elif not any(term.issue == issue and has_set(talks, issue, term.value) for term in proposal.terms):
            yield "agreed by a disclosure"
