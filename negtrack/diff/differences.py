"""Differences of two sides at one moment, as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from negtrack.diff.snapshots import is_redefined, issue_in
from negtrack.frozen import dataclass
from negtrack.gap import Gap, not_comparable
from negtrack.model import Issue, Position
from negtrack.query import (
    Condition,
    Pair,
    Snapshot,
    Status,
    measured_position,
    meeting_of,
    pair_of,
    position_gap,
    settlement_of,
)


@dataclass(frozen=True)
class Difference:
    """Two sides on one issue. `differs` decides the exit code."""

    issue: Issue
    left: Position | None
    right: Position | None
    gap: Gap
    pair: Pair | None = None
    """How the two stand, where both sides are parties at one moment; their gap is then that of the pair."""

    conditions: tuple[Condition, ...] = ()
    """What is in the way of an overlap, where one side is a paper; a pair has its own."""

    @property
    def status(self) -> Status:
        """Return the status of the pair, else that of the gap; `conditional` where a condition is not met."""
        return self.pair.status if self.pair else "conditional" if self.conditions else self.gap.status

    @property
    def differs(self) -> bool:
        """Return False if both are silent, hold one record or overlap, on what is settled, and on a process issue,
        which has no gap."""
        if (
            self.issue.class_ == "process"
            or self.left is self.right
            or (self.left and self.right and self.left.id == self.right.id)
        ):
            return False
        return self.status not in ("overlap", "settled by the fallback", "agreed")


def differences_between(
    sides: tuple[Mapping[str, Position], Mapping[str, Position]],
    snapshot: Snapshot,
    issues: Iterable[Issue],
    earlier: Snapshot | None = None,
    parties: tuple[str, str] | None = None,
    every: bool = False,
) -> Iterator[Difference]:
    """Yield the differences of two sides (issue -> position) in the order of `issues`, without issues on which nothing
    of either is on record, unless `every` issue is wanted. `earlier` is the snapshot of the left side, if it is not
    `snapshot`; `parties` are the two sides, if both are parties."""
    left, right = sides
    for issue in issues:
        one, other = left.get(issue.id), right.get(issue.id)
        if one and other and is_redefined(earlier or snapshot, snapshot, issue):
            yield Difference(issue, one, other, not_comparable("definition"))
        elif one or other or every or _is_on_record(snapshot, issue, parties):
            own = issue_in(snapshot if other else earlier or snapshot, issue)
            pair = pair_of(snapshot, own, *parties) if parties and not earlier and own.class_ != "process" else None
            if pair:
                one = one and measured_position(snapshot, own, pair, one)
                other = other and measured_position(snapshot, own, pair, other)
            meeting = None if pair or earlier else meeting_of(snapshot, own, one, other)
            gap = pair.gap if pair else position_gap(snapshot, own, one, other)
            yield Difference(own, one, other, gap, pair, meeting.conditions if meeting else ())


def _is_on_record(snapshot: Snapshot, issue: Issue, parties: tuple[str, str] | None) -> bool:
    """Return whether two parties of which no word counts said something on an issue, or an agreement names it."""
    if parties is None or issue.class_ == "process":
        return False
    if any(snapshot.positions.get((party, issue.id)) for party in parties):
        return True
    settlement = settlement_of(snapshot, issue, *parties) if snapshot.agreements else None
    return settlement is not None and settlement.state != "no term on record"
