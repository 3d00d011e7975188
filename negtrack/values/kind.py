"""What a kind of value is: one object says all that negtrack knows about it, and its file in `values/kinds/` holds it.

    Kind            names and examples, parse and print, gap, what its issues define, how an import infers it
      LineKind      sets on one exact line, which one arithmetic compares (values/line.py)
        RangeKind   numbers and ranges of them, in one notation (values/ranges.py)
        OptionKind  named outcomes, on a ladder or without order (values/options.py)

A kind whose sets are no intervals extends `Kind` itself and compares them in its own file.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from negtrack.errors import NotationError
from negtrack.frozen import dataclass
from negtrack.values.shapes import Value

if TYPE_CHECKING:
    from negtrack.values.line import Piece
    from negtrack.values.notation import Scale

Dates = Mapping[str, date]
"""The exact days of events, by id."""


GapStatus = Literal["overlap", "apart", "not comparable", "unknown", "silent"]


@dataclass(frozen=True)
class Gap:
    """How two values stand to each other."""

    status: GapStatus
    common: Value | None = None
    """What both accept, where they overlap."""
    distance: Fraction | None = None
    """In `unit`, where they are apart; None between options without order."""
    exact: bool = True
    """False where they are more than `distance` apart: an end is excluded."""
    about: bool = False
    """Whether a point that is only `about` took part."""
    unit: str = ""
    """`days`, `months`, `rungs`, `points`, `USD/year`, a quantity's unit; empty for ratios."""
    reason: str = ""
    """Why they are not comparable: `anchor`, `unit`, `currency`, `period`, `words`."""
    kind: str = ""


def not_comparable(reason: str) -> Gap:
    """Return the gap between values that cannot be compared."""
    return Gap("not comparable", reason=reason)


@dataclass(frozen=True, kw_only=True)
class Kind(ABC):
    """A kind of value. The fields come first, then what every kind must say, then what most leave as it is."""

    name: str
    noun: str
    """With its article, for messages: `a quantity`."""
    examples: tuple[str, ...]
    """Values that parse, for messages."""
    help: str
    """One line for prompts and hints."""
    max_length: int = 1_000
    """How many letters a value may have."""

    options: tuple[str, ...] = ()
    """The outcomes of the kind itself, where its issues list none."""
    is_ordered: bool = False
    """Whether `options` are rungs, the lowest first."""
    is_binary: bool = False
    """Whether to refuse one outcome is to accept the other, so that a refusal may name a plain one."""
    is_compared: bool = True
    """Whether values are compared; words are shown as they are."""
    is_mandate: bool = False
    """Whether values say what a delegation may agree to: each voice clears only its own claims, claims of any days
    contest each other, and they may have limits and a giver."""

    has_anchor: bool = False
    """Whether values count from an event."""
    needs: tuple[tuple[tuple[str, ...], str], ...] = ()
    """What its issues must define: fields of which one must be there, each time with the message where none is."""
    option_fields: tuple[str, ...] = ()
    """The fields of its issues that list their outcomes: one of them, and no issue of another kind has them."""
    required_class: Literal["", "process"] = ""
    """The class that its issues must have; empty for any."""

    breadth: int = 0
    """Its place among the kinds that an import infers from values, the narrow before the wide; 0: never inferred."""
    is_inferred_by_option: bool = False
    """Whether it is inferred only where every value is one of `options`; else where most values parse."""

    origin: int = 0
    """The point of its line from which SQL counts."""
    origin_unit: str = ""
    """The unit from there, where it is not that of the line."""

    @abstractmethod
    def parse(self, text: str, scale: "Scale") -> Value:
        """Parse a text that is no flag; raise NotationError, which shows right examples."""

    @abstractmethod
    def print(self, value: Value, scale: "Scale | None") -> str:
        """Return the canonical text, which parses to the same value."""

    @abstractmethod
    def gap(self, a: Value, b: Value, scale: "Scale", dates: Dates) -> Gap:
        """Compare two reduced values that have sets."""

    @abstractmethod
    def contains(self, outer: Value, inner: Value, scale: "Scale", dates: Dates) -> bool | None:
        """Return whether `outer` accepts all that `inner` accepts, both reduced; None where not comparable."""

    @abstractmethod
    def is_same(self, a: Value, b: Value, scale: "Scale", dates: Dates) -> bool:
        """Return whether two reduced values that are written differently accept the same outcomes."""

    def reduce(self, value: Value, scale: "Scale") -> Value:
        """Return the value without what its issue says anyway."""
        return value

    def print_distance(self, gap: Gap) -> str:
        """Return the distance of a gap that has one, with its unit."""
        return ""

    def is_ladder(self, scale: "Scale") -> bool:
        """Return whether values name rungs, which can be counted."""
        return False

    def has_line(self, scale: "Scale") -> bool:
        """Return whether values can be drawn on an axis."""
        return False

    def unit(self, value: Value, scale: "Scale") -> str | None:
        """Return what the line of a value counts; None where its points do not fit on one line (weeks and months)."""
        return None

    def pieces(self, value: Value, scale: "Scale", dates: Dates) -> "tuple[Piece, ...] | None":
        """Return the set of a value that has one; None where a point has no place (months without the event's date)."""
        return None

    def fold_options(self, text: str) -> str:
        """Return a value as people write it with the options that its issue lists as ids."""
        return text

    def options_in(self, text: str) -> Sequence[str]:
        """Return the options that a folded value names."""
        return ()

    def error(self) -> NotationError:
        """Return the error for a text that is none of this kind, with right examples."""
        shown = ", ".join(f'"{example}"' for example in self.examples)
        return NotationError(f"not {self.noun}; write {shown}")
