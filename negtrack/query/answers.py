"""Answers to a proposal: those that stand, and which of them contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from negtrack.model import Response, is_same_day
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import standing_answers

CONTRARY = frozenset({"rejected", "countered", "restated", "accepted-with-reservations"})
"""Answers that contradict an acceptance."""
UNDECIDED = frozenset({"welcomed", "pending"})
"""Answers that contradict none."""


def standing_responses(snapshot: Snapshot, proposal: str, party: str, issue: str = "") -> tuple[Response, ...]:
    """Return the standing answers of one party to a proposal, or to its term on `issue`, headline first: its own, then
    what others say."""
    if not issue:
        return snapshot.answers.get((proposal, party), ())
    return standing_answers(snapshot.responses.get((proposal, party), ()), snapshot.withdrawn, issue)


def contested_responses(group: Sequence[Response]) -> tuple[Response, ...]:
    """Return those of the standing answers of one party to a proposal that were given on one day and contradict each
    other."""
    firm = [answer for answer in group if answer.is_said and answer.answer not in UNDECIDED]
    pairs = [pair for pair in combinations(firm, 2) if _contradict(*pair)]
    found = {answer.id for pair in pairs for answer in pair}
    return tuple(answer for answer in group if answer.id in found)


def _contradict(one: Response, other: Response) -> bool:
    """Return whether two firm answers contradict each other; an answer to a term says more than one to the whole."""
    return one.answer != other.answer and one.issues == other.issues and is_same_day(one, other)
