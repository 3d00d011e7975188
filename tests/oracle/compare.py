"""Ask the oracle and the program the same questions about a negotiation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import combinations, permutations
from random import Random

from negtrack.model import Negotiation
from negtrack.query import (
    Snapshot,
    conditions_of,
    contested_positions,
    current_position,
    live_positions,
    pair_of,
    pairs_of,
    settlement_of,
    standing_responses,
)
from negtrack.query.settlements import SETTLED as SETTLED_STATES
from negtrack.query.settlements import Settlement
from negtrack.values import print_value
from tests.oracle.answers import answers
from tests.oracle.blocs import pairs
from tests.oracle.conditions import conditions
from tests.oracle.counterparts import are_of_one_bloc
from tests.oracle.deals import heard, heard_by_all, is_settled, outcome, settled_value
from tests.oracle.pairs import SETTLED, status
from tests.oracle.rules import contested, headline, live
from tests.oracle.statements import Talks
from tests.oracle.talks import DAYS

WORDS = {"stopped": "reopened"}
"""What an agreement leaves, where the program has another word for it."""
Answers = tuple[str, object, object]
"""A question, the oracle's answer and the program's."""


Clocks = tuple[date | None, datetime | None]
"""By when it was said, and by when it was written down."""


def clocks_of(seed: int) -> tuple[Clocks, Clocks]:
    """Return the two moments at which talks of a seed are read: now, and earlier on one clock or on both."""
    rng = Random(seed)
    day, hour = rng.choice(DAYS), datetime(2024, 6, rng.randint(1, 3), 12, tzinfo=UTC)
    return (None, None), rng.choice([(day, None), (day, None), (day, None), (day, hour), (None, hour)])


def differences(negotiation: Negotiation, as_of: date | None, known_at: datetime | None = None) -> list[Answers]:
    """Return the questions to which the two answers differ."""
    talks, snapshot = Talks(negotiation, as_of, known_at), Snapshot(negotiation, as_of, known_at)
    return [(question, one, other) for question, one, other in ask_all(talks, snapshot) if one != other]


def ask_all(talks: Talks, snapshot: Snapshot) -> Iterator[Answers]:
    """Yield every question of every party, pair and proposal."""
    principals = [party.id for party in talks.negotiation.principals]
    for party in principals:
        for issue in talks.negotiation.issues:
            yield from ask_party(talks, snapshot, party, issue)
    for party, other in permutations(principals, 2):
        for issue in talks.negotiation.issues:
            yield from ask_toward(talks, snapshot, party, issue, other)
    for name, definition in talks.negotiation.issues.items():
        found = [(pair.one, pair.other) for pair in pairs_of(snapshot, definition)]
        yield f"pairs({name})", pairs(talks, name), found
    for one, other in combinations(principals, 2):
        if not are_of_one_bloc(talks.negotiation, one, other):
            for issue in talks.negotiation.issues:
                yield from ask_pair(talks, snapshot, issue, one, other)
    for proposal in talks.negotiation.proposals:
        for party in principals:
            yield from ask_answers(talks, snapshot, proposal.id, party)


def ask_party(talks: Talks, snapshot: Snapshot, party: str, issue: str) -> Iterator[Answers]:
    """Yield what is asked of one party on one issue."""
    yield from ask_toward(talks, snapshot, party, issue, "")
    disputed = contested_positions(snapshot, party, talks.negotiation.issues[issue])
    found = {position.id for position in disputed}
    said = heard_by_all(talks, issue, party)
    mine = [] if is_settled(talks, issue, party) else sorted(contested(said, party, issue))
    yield f"contested({party}, {issue})", mine, sorted(found)


def ask_toward(talks: Talks, snapshot: Snapshot, party: str, issue: str, toward: str) -> Iterator[Answers]:
    """Yield what stands and heads, for all or in the pair with `toward`, and the conditions of what stands."""
    definition = talks.negotiation.issues[issue]
    said = heard(talks, issue, party, toward) if toward else heard_by_all(talks, issue, party)
    standing, current = live(said, party, issue, toward), headline(said, party, issue, toward)
    positions = live_positions(snapshot, party, definition, toward)
    head = current_position(snapshot, party, definition, toward)
    asked = f"({party}, {issue}, {toward!r})"
    yield f"live{asked}", sorted(x.id for x in standing), sorted(position.id for position in positions)
    yield f"headline{asked}", current and current.id, head and head.id
    by_id = {position.id: position for position in positions}
    for x in standing:
        if x.requires and x.id in by_id:
            states = [condition.state or "unknown" for condition in conditions_of(snapshot, by_id[x.id])]
            yield f"conditions({x.id})", conditions(talks, x)[: len(states)], states


def ask_pair(talks: Talks, snapshot: Snapshot, issue: str, one: str, other: str) -> Iterator[Answers]:
    """Yield what is asked of a pair on a substance issue."""
    definition = talks.negotiation.issues[issue]
    if definition.class_ == "process":
        return
    left = outcome(talks, issue, one, other)
    program = settlement_of(snapshot, definition, one, other)
    settled = describe(program)
    yield f"settled({issue}, {one}, {other})", left and (WORDS.get(left.state, left.state), left.by), settled
    value = settled_value(talks, issue, one, other)
    yield f"value({issue}, {one}, {other})", value and print_value(value, definition.scale), value_of(program)
    pair = pair_of(snapshot, definition, one, other)
    found = (pair.status, None if pair.status in SETTLED.values() else pair.gap.distance)
    yield f"status({issue}, {one}, {other})", status(talks, issue, one, other), found


def ask_answers(talks: Talks, snapshot: Snapshot, proposal: str, party: str) -> Iterator[Answers]:
    """Yield which answers of a party to a proposal stand."""
    mine, found = answers(talks, proposal, party), standing_responses(snapshot, proposal, party)
    yield f"answers({proposal}, {party})", order_answers(mine), order_answers(found)


def order_answers(responses: object) -> list[str]:
    """Return the ids, the headline first, the others sorted."""
    ids = [response.id for response in responses]  # type: ignore[attr-defined]
    return ids[:1] + sorted(ids[1:])


def value_of(settled: Settlement | None) -> str | None:
    """Return the value that is settled, in canonical words."""
    return settled.value if settled and settled.state in SETTLED_STATES else None


def describe(settled: Settlement | None) -> tuple[str, str] | None:
    """Return what is settled, and by which agreement or proposal. That one of two went back on a proposal settles
    nothing, and the model does not say it."""
    if settled is None or (settled.deal is None and settled.is_reopened):
        return None
    if settled.deal:
        return settled.state, settled.deal.agreement.id
    return settled.state, settled.agreed.record.id if settled.agreed else ""
