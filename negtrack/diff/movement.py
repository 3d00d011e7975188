"""Movement of a party: toward or from its counterparts, and in or against the direction that it wants.

A movement relative to a counterpart is measured against what the counterpart held when the party moved, so that what
the counterpart did itself does not count.
"""

# No annotations as texts: a named tuple compiles each, and the first in a process takes longer than reading the files.
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, NamedTuple

from negtrack.diff.settled import StepClass, steps_between
from negtrack.diff.snapshots import issue_in
from negtrack.frozen import dataclass, field
from negtrack.gap import Gap
from negtrack.model import Issue, Position, is_later
from negtrack.query import (
    Pair,
    Settlement,
    Snapshot,
    Timeline,
    counterparts_of,
    current_position,
    gap_of_sets,
    has_set,
    nearest_alternative,
    pair_of,
    position_gap,
    settlement_of,
    stands_alike,
    timeline_of,
)

Direction = Literal["closer", "farther", ""]


class _PairThen(NamedTuple):
    """Two counterparts on an issue in two snapshots; of most movements no page asks how they stood."""

    before: Snapshot
    after: Snapshot
    issue: Issue
    one: str
    other: str

    @property
    def stood(self) -> tuple[Pair | None, Pair | None]:
        """Return the pair in each snapshot."""
        about = self.issue, self.one, self.other
        return _pair(self.before, *about), _pair(self.after, *about)

    @property
    def has_agreement_ended(self) -> bool:
        """Return whether the two agreed before, and no longer do."""
        if not (self.before.proposals or self.before.negotiation.agreements):
            return False
        before, after = self.stood
        return before is not None and bool(before.agreed) and not (after and after.agreed)


@dataclass(frozen=True)
class Movement:
    """Movement of a party relative to a counterpart: the gaps to `reference`, the position that the counterpart held
    when the party moved, or its first one if it spoke only later."""

    counterpart: str
    before: Gap
    after: Gap
    reference: Position | None = None
    is_late: bool = False
    """Whether the counterpart spoke only after the party moved."""
    pair: _PairThen | None = field(default=None, repr=False)
    """The party and its counterpart, in both snapshots."""

    @cached_property
    def stood(self) -> tuple[Pair | None, Pair | None]:
        """The pair in each snapshot, None where one of the two was not defined; computed on first use."""
        return self.pair.stood if self.pair else (None, None)

    @cached_property
    def direction(self) -> Direction:
        """Return whether the gap fell or grew; "" if it did neither or cannot be measured, or if it fell because an
        agreement ended."""
        direction = direction_between(self.before, self.after)
        return "" if direction == "closer" and self.pair and self.pair.has_agreement_ended else direction

    @property
    def step_directions(self) -> tuple[Direction, ...]:
        """Return whether the gap of each step fell or grew; empty on issues without steps."""
        return step_directions(self.before, self.after)


@dataclass(frozen=True)
class AgreementStep:
    """A new agreement of a party with a counterpart, a fallback that settles what was left open, or the end of one."""

    change: StepClass
    counterpart: str
    then: _PairThen = field(repr=False)
    """The party and its counterpart, in both snapshots."""

    @cached_property
    def pair(self) -> Pair:
        """The pair as it is, or as it was where an agreement ended; of many pairs a page shows few."""
        was, now = self.then.stood
        pair = was if self.change == "reopened" else now
        assert pair
        return pair

    @cached_property
    def now(self) -> Pair | None:
        """How the pair stands since an agreement ended."""
        return self.then.stood[1] if self.change == "reopened" else None


def movements_of(before: Snapshot, after: Snapshot, party: str, issue: Issue) -> Iterator[Movement]:
    """Yield the movements of a party relative to its counterparts."""
    is_alike = all(stands_alike(snapshot, party, issue) for snapshot in (before, after))
    ends = _ends_of_move(before, after, party, issue) if is_alike else None
    if is_alike and ends is None:
        return
    others = counterparts_of(after, party, issue)
    found = (
        _movement(before, after, issue, name, ends or _ends_of_move(before, after, party, issue, name))
        for name in others
    )
    yield from (movement for movement in found if movement)


def _movement(
    before: Snapshot, after: Snapshot, issue: Issue, name: str, ends: tuple[Position, Position] | None
) -> Movement | None:
    if ends is None:
        return None
    new = ends[1]
    reference, day, is_late = _reference(after, issue, name, new)
    if reference is None:
        return None
    pair = _PairThen(before, after, issue, new.party, name)
    if not (reference.alternatives or ends[0].alternatives or new.alternatives):
        was, now = gap_of_sets(after, issue, ends[0], reference), gap_of_sets(after, issue, new, reference)
        return Movement(name, was, now, reference, is_late, pair)
    held = [nearest_alternative(_as_of(after, day, issue), issue, reference, position) for position in ends]
    was, now = (
        position_gap(after, issue, nearest_alternative(snapshot, issue, position, other), other)
        for snapshot, position, other in zip((before, after), ends, held, strict=True)
    )
    return Movement(name, was, now, held[1], is_late, pair)


def _ends_of_move(
    before: Snapshot, after: Snapshot, party: str, issue: Issue, toward: str = ""
) -> tuple[Position, Position] | None:
    """Return what a party held toward a counterpart, or all, before and after; None where that did not move."""
    old, new = (current_position(snapshot, party, issue, toward) for snapshot in (before, after))
    if not (old and new) or is_same_record(old, new) or not is_movement(after, issue, old, new):
        return None
    return old, new


def is_movement(snapshot: Snapshot, issue: Issue, old: Position, new: Position) -> bool:
    """Return whether a change from `old` to `new` has a direction: both have a set on one basis, anchor and unit, and
    `new` is certainly later."""
    if not (has_set(old) and has_set(new) and is_later(new, old)):
        return False
    return position_gap(snapshot, issue, old, new).status != "not comparable"


def is_same_record(old: Position, new: Position) -> bool:
    """Return whether both are the same statement; the value of an offer may have been disclosed since."""
    return (old.id, old.value) == (new.id, new.value)


def _reference(after: Snapshot, issue: Issue, name: str, new: Position) -> tuple[Position | None, date, bool]:
    """Return what `name` held toward the party when that said `new`, the day, and False; else its first later position,
    its day, and True."""
    held = _held(after, issue, name, new.party, new.day)
    if held and is_later(held, new):
        day = new.day - timedelta(days=1)
        earlier = _held(after, issue, name, new.party, day)
        return (earlier, day, False) if earlier else (held, held.day, True)
    if held:
        return held, new.day, False
    group = after.positions.get((name, issue.id), ())
    for day in sorted({position.day for position in group if position.day > new.day and has_set(position)}):
        if first := _held(after, issue, name, new.party, day):
            return first, day, True
    return None, new.day, False


def _held(after: Snapshot, issue: Issue, name: str, toward: str, day: date) -> Position | None:
    """Return what a party held at the end of `day` toward a counterpart, where it named outcomes; in a past once from
    its last words until its next, and once for all counterparts to which it stands alike."""
    if not _has_timeline(after, day):
        return _held_in(_as_of(after, day, issue), issue, name, toward)
    timeline = _timeline(after, issue)
    memo, to_all, to_one = timeline.memo_of(name, day), ("held", issue.id), ("held", issue.id, toward)
    if to_all not in memo and to_one not in memo:
        then = timeline.at(day)
        memo[to_all if stands_alike(then, name, issue) else to_one] = _held_in(then, issue, name, toward)
    held: Position | None = memo[to_all] if to_all in memo else memo[to_one]
    return held


def _held_in(snapshot: Snapshot, issue: Issue, name: str, toward: str) -> Position | None:
    position = current_position(snapshot, name, issue, toward=toward)
    return position if position and has_set(position) else None


def _as_of(snapshot: Snapshot, day: date, issue: Issue) -> Snapshot:
    """Return the snapshot as it stood on `day`, which it remembers; of a whole negotiation as it stood on the issue."""
    if snapshot.as_of is not None and snapshot.as_of <= day:
        return snapshot
    if _has_timeline(snapshot, day):
        return _timeline(snapshot, issue).at(day)
    memo, key = snapshot.memo[""], ("as of", day.isoformat())
    if key not in memo:
        memo[key] = snapshot.derive(as_of=day)
    earlier: Snapshot = memo[key]
    return earlier


def _has_timeline(snapshot: Snapshot, day: date) -> bool:
    """Return whether what was known on `day` is read from a timeline: of a whole negotiation, before its own day."""
    is_before = snapshot.as_of is None or snapshot.as_of > day
    return is_before and type(snapshot) is Snapshot and snapshot.context is None


def _timeline(snapshot: Snapshot, issue: Issue) -> Timeline:
    """Return the timeline of all principals on an issue."""
    key = "timeline of principals", issue.id, issue.step
    if key not in snapshot.day_memo:
        principals = frozenset(party.id for party in snapshot.negotiation.principals)
        snapshot.day_memo[key] = timeline_of(snapshot, issue, principals)
    timeline: Timeline = snapshot.day_memo[key]
    return timeline


def _pair(snapshot: Snapshot, issue: Issue, one: str, other: str) -> Pair | None:
    if not {one, other} <= snapshot.negotiation.parties.keys():
        return None
    return pair_of(snapshot, issue_in(snapshot, issue), one, other)


def _settlement(snapshot: Snapshot, issue: Issue, one: str, other: str) -> Settlement | None:
    """Return what agreements, or a proposal that both stand by, say of the issue between two parties."""
    known = {one, other} <= snapshot.negotiation.parties.keys()
    return settlement_of(snapshot, issue_in(snapshot, issue), one, other) if known else None


def agreements_of(before: Snapshot, after: Snapshot, party: str, issue: Issue) -> tuple[AgreementStep, ...]:
    """Return with whom the party came to agree, and with whom an agreement ended."""
    if not (before.proposals or after.proposals or after.agreements or before.agreements):
        return ()
    return tuple(_agreement_steps(before, after, party, issue))


def _agreement_steps(before: Snapshot, after: Snapshot, party: str, issue: Issue) -> Iterator[AgreementStep]:
    for name in counterparts_of(after, party, issue):
        was, now = _settlement(before, issue, party, name), _settlement(after, issue, party, name)
        if was or now:  # of many parties most pairs never agreed
            pair = _PairThen(before, after, issue, party, name)
            yield from (AgreementStep(change, name, pair) for change in steps_between(was, now))


def direction_between(before: Gap, after: Gap) -> Direction:
    """Return whether a gap fell (or the sets meet now) or grew; "" if it did neither or cannot be measured, or if some
    steps did the one and some the other."""
    if before is after:  # as among many, whose values are measured once
        return ""
    if before.steps and after.steps:
        moved = set(step_directions(before, after)) - {""}
        return moved.pop() if len(moved) == 1 else ""
    if {before.status, after.status} == {"overlap", "apart"}:
        return "closer" if after.status == "overlap" else "farther"
    if before.distance is None or after.distance is None:
        return ""
    was, now = before.width, after.width
    return "" if was == now else "closer" if now < was else "farther"


def step_directions(before: Gap, after: Gap) -> tuple[Direction, ...]:
    """Return whether the gap of each step fell or grew; empty where either has no steps."""
    return tuple(map(direction_between, before.steps, after.steps))
