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

All classes are frozen; values are equal if they are written alike.
"""

from __future__ import annotations

from fractions import Fraction

from negtrack.frozen import dataclass

FLAGS = ("unspecified", "undisclosed")


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

    @property
    def has_set(self) -> bool:
        """Return whether the party named outcomes: False for `unspecified` and `undisclosed`."""
        return not self.flag

    @property
    def is_point(self) -> bool:
        """Return whether it is one single outcome (`33`, `about 33`, `gradual`), which a refusal cannot name."""
        if self.ranges:
            return len(self.ranges) == 1 and self.ranges[0].low == self.ranges[0].high
        return len(self.options) == 1
