"""Where a party stood on an issue toward a counterpart: its opening, its last word, its farthest point."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import takewhile
from typing import TypeVar

from negtrack.frozen import dataclass
from negtrack.gap import Gap
from negtrack.model import Issue, Position, is_later, statement_order
from negtrack.query import (
    Snapshot,
    alternatives_of,
    current_position,
    headline_of,
    live_positions,
    withdrawals_of,
)
from negtrack.score.measures import Measure
from negtrack.values.kind import Rational, fast_number

ResultT = TypeVar("ResultT")


@dataclass(frozen=True)
class Seat:
    """A party toward a counterpart, in a snapshot restricted to the issue."""

    snapshot: Snapshot
    issue: Issue
    party: str
    toward: str
    offers: Sequence[Position] = ()
    """What the party offered by the paper that became the agreement, which the snapshot leaves out, and by alternatives
    to that; its first and last word where it had named nothing before."""

    @property
    def group(self) -> Sequence[Position]:
        """Return every position of the party on the issue that counts."""
        return self.snapshot.positions.get((self.party, self.issue.id), ())

    @property
    def withdrawal(self) -> Position | None:
        """Return the last withdrawal that holds and ends what the party said on the issue."""
        return self._once("withdrawal", "", self._last_withdrawal)

    def _last_withdrawal(self) -> Position | None:
        found = withdrawals_of(self.snapshot, self.party, self.issue.id)
        return max(found, key=statement_order, default=None)

    def figures(self, measure: Measure) -> Sequence[Position]:
        """Return the positions that name a figure."""
        return self._once("figures", measure.step, lambda: list(filter(measure.covers, self.group)))

    def named(self, measure: Measure) -> Sequence[Position]:
        """Return the positions that name a figure, public or not."""
        return [one for one in self.group if measure.covers(one) or measure.flag(one) == "undisclosed"]

    def _once(self, what: str, step: str, compute: Callable[[], ResultT]) -> ResultT:
        """Return what is the same toward every counterpart, which the snapshot remembers."""
        memo, key = self.snapshot.memo[self.party], (what, self.issue.id, step)
        if key not in memo:
            memo[key] = compute()
        found: ResultT = memo[key]
        return found

    def openings(self, measure: Measure, since: date | None = None, end: Position | None = None) -> Sequence[Position]:
        """Return the headline of the first day on which the party had a live figure, then other figures of that day;
        with `since` what it held then, else its next, also where that is not comparable with the `end`."""
        if only := self.only_offers(measure):
            return only
        days = list(self._days(measure, since))
        for day in days:
            live = self._live(measure, day)
            first = headline_of(at_day(self.snapshot, day), live, self.issue, self.toward)
            is_passed = day == since and first and end and self._is_unlike(measure, first, end) and len(days) > 1
            if first and not is_passed:
                return first, *self._rivals(measure, first, live)
        return ()

    def only_offers(self, measure: Measure) -> Sequence[Position]:
        """Return the figures of the paper that became the agreement, and of its alternatives, if the party had named no
        others before, public or not; none where the paper only grants what the counterpart had asked for last."""
        offers = [one for one in self.offers if measure.covers(one) and not self._is_granted(measure, one)]
        known = self.named(measure) if offers else ()
        return () if {one.proposal for one in known} - {one.proposal for one in offers} else offers

    def _is_granted(self, measure: Measure, offer: Position) -> bool:
        """Return whether an offer, with no alternative, names just what the counterpart had asked for last."""
        asked = Seat(self.snapshot, self.issue, self.toward, self.party).last(measure, offer)
        return not offer.alternatives and measure.is_same(self.snapshot, asked, offer)

    def held(self, measure: Measure, day: date) -> Position | None:
        """Return the headline of a day, if it names a figure."""
        return headline_of(at_day(self.snapshot, day), self._live(measure, day), self.issue, self.toward)

    def _is_unlike(self, measure: Measure, one: Position, other: Position) -> bool:
        return measure.gap(self.snapshot, one, other).status == "not comparable"

    def perhaps_first(self, measure: Measure, opening: Position) -> Sequence[Position]:
        """Return other figures that count from a later day on, but may have been said before the opening; none that the
        party certainly named again later."""
        what = f"perhaps before {opening.id}"
        return self._once(what, measure.step, lambda: self._perhaps_before(measure, opening))

    def _perhaps_before(self, measure: Measure, opening: Position) -> Sequence[Position]:
        later = [one for one in self.figures(measure) if one.day > opening.day]
        perhaps = [one for one in later if not is_later(one, opening)]
        return [
            one
            for one in perhaps
            if measure.gap(self.snapshot, one, opening).status == "apart"
            and not any(measure.is_same(self.snapshot, one, other) for other in later if is_later(other, opening))
        ]

    def undisclosed(self, measure: Measure) -> Position | None:
        """Return the first position whose figure is not public."""
        hidden = (one for one in self.group if one.is_said and measure.flag(one) == "undisclosed")
        return min(hidden, key=lambda one: (one.day, one.id), default=None)

    def last(self, measure: Measure, target: Position | None) -> Position | None:
        """Return the current position; of alternatives the one nearest to `target`; where the party had named no figure
        before the paper that became the agreement, that of its own paper."""
        if only := self.only_offers(measure):
            return nearest(self.snapshot, measure, only, target)
        current = current_position(self.snapshot, self.party, self.issue, self.toward)
        offers = alternatives_of(self.snapshot, current, self.issue, self.toward) if current else ()
        return nearest(self.snapshot, measure, [offer for offer in offers if measure.covers(offer)], target) or current

    def farthest(self, measure: Measure, opening: Position, upward: bool) -> Position | None:
        """Return the headline that lay farthest up, or down, from the opening after it; None where none lay beyond."""
        start = self._end(measure, opening, upward)
        if start is None:
            return None
        ends = self._once("up" if upward else "down", measure.step, lambda: self._farthest_first(measure, upward))
        beyond = takewhile(lambda pair: pair[0] > start if upward else pair[0] < start, ends)
        return next((one for _, one in beyond if is_later(one, opening) and self._was_headline(one)), None)

    def _farthest_first(self, measure: Measure, upward: bool) -> Sequence[tuple[Rational, Position]]:
        """Return the figures with their ends, the farthest first, of one end the oldest first."""
        figures = sorted(self.figures(measure), key=statement_order)
        ends = {value: self._end(measure, one, upward) for value, one in {one.value: one for one in figures}.items()}
        found = [(end, one) for one in figures if (end := ends[one.value]) is not None]
        return sorted(found, key=lambda pair: pair[0], reverse=upward)

    def first_within(self, measure: Measure, value: Position) -> Position | None:
        """Return the first headline that met `value` and was no alternative to what did not."""
        met = (one for one in self.figures(measure) if measure.gap(self.snapshot, one, value).status == "overlap")
        firm = (one for one in met if not one.alternatives and self._was_headline(one))
        return min(firm, key=lambda one: (one.day, one.id), default=None)

    def _days(self, measure: Measure, since: date | None) -> Iterator[date]:
        if since is not None:
            yield since
        figures = self.figures(measure)
        days = self._once("days", measure.step, lambda: sorted({position.day for position in figures}))
        yield from (day for day in days if since is None or day > since)

    def _live(self, measure: Measure, day: date) -> Sequence[Position]:
        live = live_positions(at_day(self.snapshot, day), self.party, self.issue, self.toward)
        return [position for position in live if measure.covers(position)]

    def _rivals(self, measure: Measure, first: Position, live: Sequence[Position]) -> Iterator[Position]:
        for position in live:
            is_beside = is_unordered(position, first) or position.proposal in first.alternatives
            is_known = measure.gap(self.snapshot, position, first).status in ("apart", "overlap")
            if is_beside and is_known and not measure.is_same(self.snapshot, position, first):
                yield position

    def _end(self, measure: Measure, position: Position, upward: bool) -> Rational | None:
        """Return the end of a set that the party would still accept, if it wants more (`upward`) or less of it; a bound
        counts by its only end, a figure in doubt not at all."""
        if measure.is_doubtful(position):
            return None
        pieces = measure.pieces(self.snapshot, position)
        ends = (pieces[0].low, pieces[-1].high) if pieces else ()
        known = [end.at for end in (ends if upward else ends[::-1]) if end]
        return fast_number(known[0]) if known else None

    def _was_headline(self, position: Position) -> bool:
        at = at_day(self.snapshot, position.day)
        current = current_position(at, self.party, self.issue, self.toward)
        return current is not None and (current.id == position.id or position.proposal in current.alternatives)


def nearest(
    snapshot: Snapshot, measure: Measure, positions: Sequence[Position], target: Position | None
) -> Position | None:
    """Return the position that is nearest to `target`; the first of several, None of none."""
    if target is None:
        return positions[0] if positions else None
    return min(positions, key=lambda position: _nearness(measure.gap(snapshot, position, target)), default=None)


def _nearness(gap: Gap) -> tuple[int, Fraction]:
    """Return the place of a gap, the nearest first: what meets, what is apart, what nothing measures."""
    return {"overlap": 0, "apart": 1}.get(gap.status, 2), gap.distance or Fraction(0)


def is_unordered(one: Position, other: Position) -> bool:
    """Return whether both count from one day on, and nobody knows which came first."""
    return one.day == other.day and not is_later(one, other) and not is_later(other, one)


def at_day(snapshot: Snapshot, day: date) -> Snapshot:
    """Return the snapshot as it stood on a day, which it remembers."""
    if snapshot.as_of is not None and snapshot.as_of <= day:
        return snapshot
    memo, key = snapshot.memo[""], ("at day", day.isoformat())
    if key not in memo:
        memo[key] = snapshot.derive(as_of=day)
    earlier: Snapshot = memo[key]
    return earlier
