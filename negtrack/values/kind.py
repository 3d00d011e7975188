"""Kinds of values: one object, in its own file in `values/kinds/`, defines everything that negtrack knows about a kind.

    Kind            names and examples, parse and print, gap, required fields of issues, inference on import
      LineKind      sets on one exact line, compared by one arithmetic (values/line.py)
        RangeKind   numbers and ranges of them, in one notation (values/ranges.py)
        OptionKind  named outcomes, on a ladder or without order (values/options.py)

A kind whose sets are not intervals extends `Kind` itself and compares them in its own file.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from negtrack.errors import NotationError
from negtrack.frozen import dataclass
from negtrack.values.shapes import Value

if TYPE_CHECKING:
    from negtrack.values.line import Piece, Spot
    from negtrack.values.notation import Scale
    from negtrack.values.spelling import Spelling

OPTION_FIELDS = ("ladder", "options", "names")
"""All fields in which issues of any kind list outcomes."""


@dataclass(frozen=True)
class EventDay:
    """What timings need of an event: its exact day, whether that is day 1 itself, and the event on which its date
    hangs, with the days after that; None for months where no day is known."""

    day: date | None = None
    is_day_one: bool = False
    base: str = ""
    offset: int | None = None


Dates = Mapping[str, EventDay]
"""Events by id: those of which a day, a base, or the way in which days are counted is known."""


Rational = Fraction | int
"""An exact amount; whole ones are compared as integers, which is many times faster."""


def fast_number(amount: Fraction) -> Rational:
    """Return the same number in the form that compares fastest."""
    return amount.numerator if amount.denominator == 1 else amount


GapStatus = Literal["overlap", "apart", "not comparable", "unknown", "silent"]


@dataclass(frozen=True)
class Gap:
    """Result of comparing two values."""

    status: GapStatus
    common: Value | None = None
    """Outcomes that both accept, where they overlap."""
    distance: Fraction | None = None
    """Distance in `unit`, where they are apart; None between options without order."""
    exact: bool = True
    """False where they are more than `distance` apart, because an end is excluded."""
    about: bool = False
    """Whether an `about` point was compared."""
    unit: str = ""
    """`days`, `months`, `rungs`, `points`, `USD/year`, a quantity's unit; empty for ratios."""
    reason: str = ""
    """Reason why they are not comparable: `anchor`, `unit`, `currency`, `period`, `words`."""
    kind: str = ""
    steps: "tuple[Gap, ...]" = ()
    """The gap in each step, where the issue has steps; one that a side left open is unknown with the reason `open`."""
    total: str = ""
    """`sum` or `compound`, where `distance` is that of all steps together."""

    @property
    def width(self) -> tuple[Rational, bool]:
        """Return the sort key by which the widest of several gaps is the largest."""
        return 0 if self.distance is None else fast_number(self.distance), not self.exact

    @property
    def is_open(self) -> bool:
        """Return whether it is the gap in a step that a side left open."""
        return self.status == "unknown" and self.reason == "open"


def not_comparable(reason: str) -> Gap:
    """Return the gap between values that cannot be compared."""
    return Gap("not comparable", reason=reason)


@dataclass(frozen=True, kw_only=True)
class Kind(ABC):
    """A kind of value: first its fields, then the methods that every kind defines, then those with defaults."""

    name: str
    noun: str
    """Name with its article, for messages: `a quantity`."""
    examples: tuple[str, ...]
    """Values that parse, for messages."""
    help: str
    """One line of examples for prompts and hints."""
    max_length: int = 1_000
    """Maximum number of characters of a value."""

    options: tuple[str, ...] = ()
    """Outcomes that the kind itself defines, where its issues list none."""
    is_ordered: bool = False
    """Whether `options` are rungs, lowest first."""
    is_binary: bool = False
    """Whether refusing one outcome accepts the other, so that a refusal may name a single outcome."""
    is_compared: bool = True
    """Whether values are compared; words are only shown."""
    is_mandate: bool = False
    """Whether values define the authority of a delegation: each voice clears only its own claims, claims of any days
    contest each other, and they may have limits and a grantor."""

    has_never: bool = False
    """Whether a value may be `never`, which is apart from every range without a distance."""
    has_anchor: bool = False
    """Whether values count from an event."""
    needs: tuple[tuple[tuple[str, ...], str], ...] = ()
    """Required fields of its issues: groups of which one must be present, with the message where none is."""
    option_fields: tuple[str, ...] = ()
    """Fields in which its issues list outcomes: only one may be used, and only by issues of this kind."""
    required_class: Literal["", "process"] = ""
    """Class that its issues must have; empty for any."""

    is_counted: bool = False
    """Whether its values are bare numbers, of which documents group the digits."""
    has_semicolons: bool = False
    """Whether `;` is part of its notation, so that its values name their steps."""
    totals: tuple[str, ...] = ()
    """Totals of steps that have a meaning: `sum`, `compound`."""

    breadth: int = 0
    """Its rank among the kinds that an import infers from values, narrow before wide; 0: never inferred."""

    origin: int = 0
    """Point of its line that is 0 in SQL."""
    origin_unit: str = ""
    """Unit in SQL, where it is not that of the line."""

    @abstractmethod
    def parse(self, text: str, scale: "Scale") -> Value:
        """Parse a text that is not a flag; raise NotationError with valid examples."""

    @abstractmethod
    def print(self, value: Value, scale: "Scale | None") -> str:
        """Return the canonical text; it parses to the same value."""

    @abstractmethod
    def gap(self, a: Value, b: Value, scale: "Scale", dates: Dates) -> Gap:
        """Compare two reduced values that have sets."""

    @abstractmethod
    def contains(self, outer: Value, inner: Value, scale: "Scale", dates: Dates) -> bool | None:
        """Return whether `outer` accepts all that `inner` accepts, both reduced; None where not comparable."""

    @abstractmethod
    def is_same(self, a: Value, b: Value, scale: "Scale", dates: Dates) -> bool:
        """Return whether two reduced values, written differently, accept the same outcomes."""

    def rewrite(self, text: str) -> str:
        """Return a text that is not in the notation, as people write it, in the words of the notation."""
        return text

    def respell(self, text: str, spelling: "Spelling") -> str:
        """Return a text with its numbers and dates as the notation spells them. Raises NotationError where they have
        two readings."""
        return text

    def readings_of(self, text: str, scale: "Scale") -> str:
        """Return in words the readings of a text as people write it, where the scale does not tell which; else ""."""
        return ""

    def rename_event(self, text: str, rename: Callable[[str], str]) -> str:
        """Return a value with what `rename` makes of the ids of the events that it names."""
        return text

    def reduce(self, value: Value, scale: "Scale") -> Value:
        """Return the value without parts that repeat its issue."""
        return value

    def align(self, a: Value, b: Value, scale: "Scale", dates: Dates) -> tuple[Value, Value]:
        """Return two reduced values as they count from one event, if they count from two that hang together."""
        return a, b

    def print_distance(self, gap: Gap) -> str:
        """Return the distance of a gap that has one, with its unit."""
        return ""

    def is_ladder(self, scale: "Scale") -> bool:
        """Return whether values name rungs, so that rungs can be counted."""
        return False

    def has_line(self, scale: "Scale") -> bool:
        """Return whether values can be drawn on an axis."""
        return False

    def has_distance(self, scale: "Scale") -> bool:
        """Return whether two values that are apart may have a distance."""
        return self.has_line(scale)

    def unit(self, value: Value, scale: "Scale") -> str | None:
        """Return the unit of the line; None where the points do not fit on one line (weeks and months)."""
        return None

    def bare_unit(self, scale: "Scale") -> str:
        """Return what stands behind a printed distance where its unit is to be read from it; "" where it has one."""
        return ""

    def pieces(self, value: Value, scale: "Scale", dates: Dates) -> "tuple[Piece, ...] | None":
        """Return the set of a value; None where a point has no place (months without the event's date)."""
        return None

    def ends(self, value: Value, scale: "Scale", dates: Dates) -> "tuple[tuple[object, ...], ...] | None":
        """Return what reduced values that accept the same outcomes have in common, to tell values apart in less time
        than `is_same` takes; None where nothing is known to be so."""
        return None

    def spot(self, value: Value, scale: "Scale", dates: Dates) -> "Spot | None":
        """Return the one point that a reduced value is on its line; None for all others, and where that depends on the
        value beside it."""
        return None

    def add_unit(self, text: str, like: Value) -> Sequence[str]:
        """Return the readings of a text that lacks its unit, with that of `like`."""
        return ()

    def share_units(self, values: Sequence[Value], texts: Sequence[str]) -> Sequence[str]:
        """Return the printed texts of values in a row, without the units that `add_unit` gives back."""
        return texts

    def mixes_units(self, values: Sequence[Value]) -> bool:
        """Return whether values in a row leave open which of them a multiplier or a period belongs to."""
        return False

    def fold_options(self, text: str, labels: dict[str, str] | None = None) -> str:
        """Return a value as people write it, with its options replaced by the ids that the issue lists. `labels` has
        the words first written for each id. Raises `NotationError` where an id would say something else, or has other
        words already."""
        return text

    def option_errors(self, options: Sequence[str]) -> Iterator[str]:
        """Yield what is wrong with the options that an issue lists."""
        return iter(())

    def options_in(self, text: str) -> Sequence[str]:
        """Return the options that a folded value names."""
        return ()

    def error(self) -> NotationError:
        """Return the error for a text that is not of this kind, with valid examples."""
        shown = ", ".join(f'"{example}"' for example in self.examples)
        return NotationError(f"not {self.noun}; write {shown}")
