"""Answers to a proposal or a position: those that stand, and which of them contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from negtrack.model import Issue, Position, Response, is_same_day
from negtrack.query.blocs import counterparts_of
from negtrack.query.live import live_positions
from negtrack.query.positions import current_position
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import standing_answers

CONTRARY = frozenset({"rejected", "countered", "restated", "accepted-with-reservations"})
"""Answers that contradict an acceptance."""
UNDECIDED = frozenset({"welcomed", "pending"})
"""Answers that contradict none."""


def standing_responses(snapshot: Snapshot, record: str, party: str, issue: str = "") -> tuple[Response, ...]:
    """Return the standing answers of one party to a position, to a proposal, or to its term on `issue`, headline first:
    its own, then what others say."""
    group = snapshot.responses.get((record, party), ())
    if not issue or not any(answer.issues for answer in group):
        return snapshot.answers.get((record, party), ())
    return standing_answers(group, snapshot.withdrawn, snapshot.denied, issue)


def withdrawn_responses(snapshot: Snapshot, record: str, party: str) -> tuple[Response, ...]:
    """Return the answers of one party to a position or a proposal that stood if they had not been withdrawn."""
    group = snapshot.responses.get((record, party), ())
    if not any(answer.id in snapshot.withdrawn for answer in group):
        return ()
    standing = standing_answers(group, (), snapshot.denied)
    return tuple(answer for answer in standing if answer.id in snapshot.withdrawn)


def has_answered(snapshot: Snapshot, record: str, party: str) -> bool:
    """Return whether any answer of one party to a position or a proposal is on record, also one that it withdrew."""
    return bool(standing_responses(snapshot, record, party) or withdrawn_responses(snapshot, record, party))


def rejection_of(snapshot: Snapshot, issue: Issue, party: str, other: str) -> Response | None:
    """Return the last standing answer by which a party itself rejects a live position of another on an issue; None
    without one. To reject a whole proposal says nothing of its single terms."""
    live = live_positions(snapshot, other, issue, toward=party)
    answers = (_headline_answer(snapshot, position, party) for position in live)
    firm = (one for one in answers if one and one.is_own and one.is_said and one.id not in snapshot.denied)
    rejections = (one for one in firm if one.answer == "rejected")
    return max(rejections, key=lambda answer: (answer.day, answer.id), default=None)


def _headline_answer(snapshot: Snapshot, position: Position, party: str) -> Response | None:
    """Return the headline among a party's answers to a position, or to the term of a proposal that it is."""
    answers = standing_responses(snapshot, position.proposal or position.id, party, position.issue)
    return next((answer for answer in answers[:1] if not position.proposal or answer.issues), None)


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


def rejection_by(snapshot: Snapshot, party: str, issue: Issue) -> Response | None:
    """Return the last answer by which a party that names nothing itself rejects what a counterpart holds on an issue;
    None without one."""
    if not any(by == party for _, by in snapshot.responses) or current_position(snapshot, party, issue):
        return None
    found = (rejection_of(snapshot, issue, party, other) for other in counterparts_of(snapshot, party, issue))
    return max(filter(None, found), key=lambda answer: (answer.day, answer.id), default=None)
