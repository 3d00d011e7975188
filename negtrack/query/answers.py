"""Answers to a proposal: those that stand, and which of them contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from negtrack.model import Response, is_same_day
from negtrack.query.snapshot import Snapshot

CONTRARY = frozenset({"rejected", "countered", "restated", "accepted-with-reservations"})
"""Answers that contradict an acceptance."""
UNDECIDED = frozenset({"welcomed", "pending"})
"""Answers that contradict none."""


def standing_responses(snapshot: Snapshot, proposal: str, party: str) -> tuple[Response, ...]:
    """Return the standing answers of one party to a proposal, headline first: its own, then what others say."""
    return snapshot.answers.get((proposal, party), ())


def contested_responses(group: Sequence[Response]) -> tuple[Response, ...]:
    """Return those of the standing answers of one party to a proposal that were given on one day and contradict each
    other."""
    firm = [answer for answer in group if answer.is_said and answer.answer not in UNDECIDED]
    pairs = [pair for pair in combinations(firm, 2) if pair[0].answer != pair[1].answer and is_same_day(*pair)]
    found = {answer.id for pair in pairs for answer in pair}
    return tuple(answer for answer in group if answer.id in found)
