"""What of an issue is measured: the issue itself, one of its steps, or the total of its steps."""

from __future__ import annotations

from functools import cached_property

from negtrack.frozen import dataclass, replace
from negtrack.gap import Gap, contains, same_set
from negtrack.model import Issue, Position
from negtrack.query import Snapshot, has_set, position_gap
from negtrack.values import KINDS, Scale, Value, parse_value
from negtrack.values.line import Piece


@dataclass(frozen=True)
class Measure:
    """An issue, restricted to a step where it has several, or with `is_total` the total of its steps."""

    issue: Issue
    is_total: bool = False

    @property
    def step(self) -> str:
        """Return the step, `total` for all together, "" for an issue without steps."""
        return "total" if self.is_total else self.issue.step

    @cached_property
    def scale(self) -> Scale:
        """Return the scale of the issue; of each position its value is asked for."""
        return self.issue.scale

    def value_of(self, position: Position) -> Value | None:
        """Return the set of outcomes that a position accepts; None for a withdrawal or a denial."""
        return parse_value(position.value, self.scale) if position.value else None

    def covers(self, position: Position) -> bool:
        """Return whether a position names outcomes here: of a total in every step."""
        value = self.value_of(position) if has_set(position) else None
        if not self.is_total:
            return value is not None and value.has_set
        return value is not None and all(part.has_set and not part.doubtful for part in value.parts)

    def is_doubtful(self, position: Position) -> bool:
        """Return whether it is one of several figures, and the report does not know which."""
        value = self.value_of(position)
        return value is not None and any(part.doubtful for part in value.parts)

    def flag(self, position: Position) -> str:
        """Return `unspecified` or `undisclosed` for a position that names no outcomes here; "" otherwise."""
        value = self.value_of(position)
        if value is None or self.covers(position):
            return ""
        flags = [part.flag for part in value.parts]
        return "undisclosed" if "undisclosed" in flags else next(filter(None, flags), "")

    def gap(self, snapshot: Snapshot, one: Position | None, other: Position | None) -> Gap:
        """Return how far two positions are apart here."""
        gap = position_gap(snapshot, self.issue, one, other)
        if not self.is_total or gap.status in ("silent", "unknown", "not comparable") or one is None or other is None:
            return gap
        from negtrack.values.schedules import gap_of_totals

        values = [self.value_of(position) for position in (one, other)]
        return gap_of_totals(values[0], values[1], self.scale) if values[0] and values[1] else gap

    def is_same(self, snapshot: Snapshot, one: Position | None, other: Position | None) -> bool:
        """Return whether two positions accept the same outcomes here, on the same basis."""
        if one is None or other is None or not (self.covers(one) and self.covers(other)):
            return False
        if self.gap(snapshot, one, other).status != "overlap":
            return False
        if self.is_total:
            ours, theirs = (self.pieces(snapshot, position) for position in (one, other))
            return [(piece.start, piece.stop) for piece in ours] == [(piece.start, piece.stop) for piece in theirs]
        a, b = self.value_of(one), self.value_of(other)
        dates = snapshot.negotiation.event_dates
        return a is not None and b is not None and same_set(a, b, self.scale, dates)

    def contains(self, snapshot: Snapshot, outer: Position, inner: Position) -> bool | None:
        """Return whether a position accepts all that another one does, of an issue without a line; None where they are
        not comparable."""
        one, other = self.value_of(outer), self.value_of(inner)
        return contains(one, other, self.scale, snapshot.negotiation.event_dates) if one and other else None

    def counts_from(self, position: Position) -> str:
        """Return the event from which a position counts; "" for none."""
        value = self.value_of(position)
        return (value.event if value else "") or self.scale.anchor

    def pieces(self, snapshot: Snapshot, position: Position) -> tuple[Piece, ...]:
        """Return the set of a position on the line of the issue; empty where it has no place there."""
        if not self.scale.has_line or not self.covers(position):
            return ()
        memo, key = snapshot.memo[""], ("pieces", self.issue.id, self.step, position.value)
        if key not in memo:
            memo[key] = self._pieces(snapshot, position)
        pieces: tuple[Piece, ...] = memo[key]
        return pieces

    def _pieces(self, snapshot: Snapshot, position: Position) -> tuple[Piece, ...]:
        value, scale, dates = self.value_of(position), self.scale, snapshot.negotiation.event_dates
        if value is None:
            return ()
        if self.is_total:
            from negtrack.values.schedules import total_pieces

            return total_pieces(value, scale) or ()
        return KINDS[scale.kind].pieces(value, scale, dates) or ()


def measures_of(issue: Issue) -> tuple[Measure, ...]:
    """Return what is measured of an issue: each step, and the total where it has one."""
    if not issue.scale.is_stepped:
        return (Measure(issue),)
    steps = tuple(Measure(replace(issue, step=step)) for step in issue.steps)
    return (*steps, Measure(issue, is_total=True)) if issue.total else steps
