"""How a position of one counterpart meets one of the other: their gap, and the conditions in its way."""

# No annotations as texts: a named tuple compiles each, and the first in a process takes longer than reading the files.
from typing import Literal, NamedTuple

from negtrack.gap import Gap
from negtrack.model import Issue, Position
from negtrack.query.conditions import Condition, all_conditions_of
from negtrack.query.positions import position_gap
from negtrack.query.snapshot import Snapshot

Status = Literal[
    "apart",
    "conditional",
    "not comparable",
    "unknown",
    "rejected",
    "silent",
    "overlap",
    "settled by the fallback",
    "agreed",
]


class Meeting(NamedTuple):
    """A position of one counterpart beside one of the other: their gap, and the conditions in its way."""

    left: Position | None
    right: Position | None
    gap: Gap
    conditions: tuple[Condition, ...] = ()

    @property
    def via(self) -> tuple[str, ...]:
        """Return the proposals by which they meet, where they are alternatives to others."""
        return tuple(position.proposal for position in (self.left, self.right) if position and position.alternatives)

    @property
    def status(self) -> Status:
        """Return the status of the gap; `conditional` where a condition is not known to be met."""
        return "conditional" if self.conditions else self.gap.status


def meeting_of(snapshot: Snapshot, issue: Issue, one: Position | None, other: Position | None) -> Meeting:
    """Return how two positions meet: their gap, and where they overlap, what is not met of the conditions of either and
    of the other terms of an alternative. Nothing of one party's own words, nor of a mediator's paper."""
    gap = position_gap(snapshot, issue, one, other)
    return Meeting(one, other, gap, unmet_conditions(snapshot, one, other) if gap.status == "overlap" else ())


def unmet_conditions(snapshot: Snapshot, one: Position | None, other: Position | None) -> tuple[Condition, ...]:
    """Return what keeps two positions from holding together where they overlap: the conditions of either, and the other
    terms of an alternative, that are not met."""
    if one is None or other is None or one.party == other.party:
        return ()
    known = snapshot.whole.negotiation.parties
    setting = (at for at in (one, other) if not at.proposal or (at.party in known and known[at.party].is_principal))
    conditions = [condition for position in setting for condition in all_conditions_of(snapshot, position)]
    return tuple(condition for condition in conditions if condition.state != "met")
