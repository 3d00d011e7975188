"""How far a party moved from its opening, and which share of the opening gap that is.

A range counts by its end nearer to the counterpart and a bound by its only one, so that what a party moved is what the
gap to the opening of the counterpart lost. What was agreed apart from an opening counts by its end nearer to that. What
lies within the opening is no move; what lies beyond it on the side away from the counterpart is `away`, and its share
is negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from negtrack.frozen import dataclass, replace
from negtrack.gap import Gap
from negtrack.model import Position
from negtrack.query import Snapshot
from negtrack.score.measures import Measure
from negtrack.score.reach import gap_of_step, is_within, step_between
from negtrack.values.line import Piece


@dataclass(frozen=True)
class Move:
    """A step from one position of a party to another, or to what was agreed."""

    gap: Gap
    is_away: bool = False
    is_doubtful: bool = False
    """Whether the reports leave one of the figures open, so that it is at least this far."""
    is_withdrawal: bool = False
    """Whether the party withdrew what it had asked for; it then gave up all that lay between it and the other."""

    @property
    def size(self) -> Fraction | None:
        """Return the distance in the unit of the gap; None where nothing measures it."""
        return Fraction(0) if self.gap.status == "overlap" else self.gap.distance


@dataclass(frozen=True)
class Share:
    """The part of the opening gap that a party gave up; None with the reason where there is none."""

    part: Fraction | None = None
    reason: str = ""


def move_between(
    snapshot: Snapshot, measure: Measure, ends: tuple[Position, Position], other: Position | None, leaning: str = ""
) -> Move:
    """Return the move of a party from the first to the second of `ends`, whose counterpart opened with `other`; where
    that is not known, a party that wants more moves away by going up. An end of nobody is what was agreed."""
    first, second, theirs = (measure.pieces(snapshot, position) if position else () for position in (*ends, other))
    wanted = {"more": -1, "less": 1}.get(leaning, 0)
    toward = side_of(first, theirs) if theirs else wanted
    if any(measure.is_doubtful(position) for position in ends):
        gap = measure.gap(snapshot, *ends)
        is_away = gap.status == "apart" and toward * side_of(first, second) < 0
        return Move(gap, is_away, is_doubtful=True)
    is_near = bool(toward and other and measure.counts_from(other) == measure.counts_from(ends[0]))
    gap, went = _step_of(snapshot, measure, ends, toward or wanted, theirs if is_near else ())
    return Move(gap, is_away=gap.status == "apart" and toward * went < 0)


def _step_of(
    snapshot: Snapshot, measure: Measure, ends: tuple[Position, Position], toward: int, theirs: Sequence[Piece]
) -> tuple[Gap, Fraction | int]:
    """Return how far a party went, and a number above 0 where it went up, below 0 where it went down."""
    gap = measure.gap(snapshot, *ends)
    first, second = (measure.pieces(snapshot, position) for position in ends)
    went, is_agreed = side_of(first, second), not ends[1].party
    if gap.status not in ("apart", "overlap") or (is_agreed and gap.status == "apart"):
        return gap, went
    if not (first and second):
        is_wider = gap.status == "overlap" and not is_agreed and measure.contains(snapshot, *ends) is False
        return (replace(gap, status="apart", common=None) if is_wider else gap), went
    if is_within(first, second) or measure.counts_from(ends[0]) != measure.counts_from(ends[1]):
        return gap, went
    step = step_between(first, second, toward, theirs)
    if is_agreed and (step is None or step * toward < 0):
        return gap, went
    return gap_of_step(gap, step, any(piece.about for piece in (*first, *second))), went or step or 0


def share_of(opening: Gap, move: Move, is_doubtful: bool = False) -> Share:
    """Return which share of the opening gap a move is; none where one of the openings is in doubt."""
    if reason := _reason(opening, move, is_doubtful):
        return Share(reason=reason)
    size = move.size or Fraction(0)
    return Share((-size if move.is_away else size) / (opening.distance or 1))


def _reason(opening: Gap, move: Move, is_doubtful: bool) -> str:
    """Return why there is no share; "" if there is one."""
    if move.is_withdrawal:
        return "by withdrawal"
    reasons = [_opening_reason(opening), "the reports leave a figure open" if is_doubtful or move.is_doubtful else ""]
    if move.gap.status == "not comparable" and opening.status != "not comparable":
        reasons.append(f"the move is not comparable: {move.gap.reason}")
    elif opening.status == "apart" and (None in (opening.distance, move.size) or opening.unit == "names"):
        reasons.append("nothing measures the distance")
    elif opening.status == "apart" and not opening.distance:
        reasons.append("the opening gap has no number")
    return "; ".join(filter(None, reasons))


def _opening_reason(opening: Gap) -> str:
    """Return why an opening gap has no share; "" if it has."""
    reasons = {
        "silent": "the other side named no opening",
        "unknown": "an opening is not public",
        "overlap": "there was no opening gap",
        "not comparable": f"the openings are not comparable: {opening.reason}",
    }
    return reasons.get(opening.status, "")


def side_of(one: Sequence[Piece], other: Sequence[Piece]) -> int:
    """Return 1 if the second of two sets lies above the first, -1 if below, 0 if they are not apart as a whole."""
    if not one or not other:
        return 0
    if _is_below(one, other):
        return 1
    return -1 if _is_below(other, one) else 0


def _is_below(one: Sequence[Piece], other: Sequence[Piece]) -> bool:
    high, low = one[-1].high, other[0].low
    return high is not None and low is not None and (high.at, high.included) <= (low.at, not low.included)
