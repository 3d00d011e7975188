"""The parts of a value: the set of outcomes that a party says it would accept, as written.

    Value
      ranges          measured kinds: Range(low End, high End, about), joined by "or"
        End           a Point, included or not
          Point       an exact number with its unit as written ("2 weeks" stays weeks)
      options         choice, yes-no, mandate: the acceptable names, in the order of the scale
      words           text
      clauses         names: in its own class, beside the kind
      flag            "unspecified" or "undisclosed": no set at all
      doubtful        "one of": a single outcome of the set, unknown which
      steps           one Step(name, Value) for each step of an issue that has steps; then nothing else

All classes are frozen; values are equal if they are written alike.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from negtrack.frozen import dataclass

if TYPE_CHECKING:
    from negtrack.values.kind import EventDay
    from negtrack.values.line import Piece

FLAGS = ("unspecified", "undisclosed")
NEVER = "never"
"""What a day or a delay may be besides a range: no day at all."""


@dataclass(frozen=True)
class Point:
    """A number with its unit as written: `weeks`, `tn`, `%`.

    A date is the ordinal of its first day with the unit `day`, `month` or `year`; a ratio is `number` for `per`.
    """

    number: Fraction
    unit: str = ""
    per: Fraction = Fraction(1)


@dataclass(frozen=True)
class End:
    """One end of a range: its point, and whether the range includes it."""

    point: Point
    included: bool = True


@dataclass(frozen=True)
class Range:
    """All outcomes from `low` to `high` (None: unbounded); a single point is a range from itself to itself."""

    low: End | None
    high: End | None
    about: bool = False


@dataclass(frozen=True)
class Step:
    """One step of a value: the name of the step, and the value in it."""

    name: str
    value: Value


@dataclass(frozen=True)
class Value:
    """Outcomes that a party says it would accept, as written."""

    kind: str
    ranges: tuple[Range, ...] = ()
    options: tuple[str, ...] = ()
    words: str = ""
    event: str = ""
    """A timing's own event; empty means the issue's anchor."""
    currency: str = ""
    period: str = ""
    flag: str = ""
    doubtful: bool = False
    """Whether it is one of these outcomes, and the report does not know which: `one of 700..800`."""
    steps: tuple[Step, ...] = ()
    """The value in each step of its issue, where they differ."""

    def __hash__(self) -> int:
        """Hash what tells most values apart, of steps the first alone, because values are keys of what was computed of
        them."""
        return hash((self.ranges, self.options, self.flag, self.steps[:1]))

    @cached_property
    def memo(self) -> dict[EventDay | None, tuple[Piece, ...] | None]:
        """Event that it counts from -> its pieces on the line of its kind, as that has computed them."""
        return {}

    @property
    def parts(self) -> tuple[Value, ...]:
        """Return the value in each step; the value itself where it has no steps."""
        return tuple(step.value for step in self.steps) or (self,)

    @property
    def has_set(self) -> bool:
        """Return whether the party named outcomes: False for `unspecified` and `undisclosed`."""
        return any(step.value.has_set for step in self.steps) if self.steps else not self.flag

    @property
    def is_point(self) -> bool:
        """Return whether it is one single outcome (`33`, `about 33`, `gradual`), which a refusal cannot name; or
        whether one of its steps is."""
        if self.steps:
            return any(step.value.is_point for step in self.steps)
        if self.ranges:
            return len(self.ranges) == 1 and self.ranges[0].low == self.ranges[0].high
        return len(self.options) == 1
