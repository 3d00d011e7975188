"""Lists of guests, which are no intervals: two lists meet where they are the same, else they are apart by the guests
that only one of them has."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from negtrack.frozen import dataclass
from negtrack.values.kind import Dates, Gap, Kind
from negtrack.values.shapes import Value

if TYPE_CHECKING:
    from negtrack.values.notation import Scale


@dataclass(frozen=True)
class Guests(Value):
    """The guests, sorted."""

    guests: tuple[str, ...] = ()


@dataclass(frozen=True)
class GuestsGap(Gap):
    """Two lists, and who is on one of them alone."""

    alone: tuple[str, ...] = ()


class _Guests(Kind):
    """Names with semicolons between them."""

    def parse(self, text: str, scale: Scale) -> Value:
        """Parse the names."""
        names = tuple(sorted({name.strip() for name in text.split(";") if name.strip()}))
        if not names:
            raise self.error()
        return Guests(self.name, guests=names)

    def print(self, value: Value, scale: Scale | None) -> str:
        """Return the names in order."""
        return "; ".join(_names(value))

    def gap(self, a: Value, b: Value, scale: Scale, dates: Dates) -> Gap:
        """Compare two lists by their members."""
        alone = tuple(sorted(set(_names(a)) ^ set(_names(b))))
        if not alone:
            return Gap("overlap", common=a, kind=self.name)
        return GuestsGap("apart", distance=Fraction(len(alone)), unit="guests", kind=self.name, alone=alone)

    def contains(self, outer: Value, inner: Value, scale: Scale, dates: Dates) -> bool | None:
        """Return whether the lists are the same."""
        return outer == inner

    def is_same(self, a: Value, b: Value, scale: Scale, dates: Dates) -> bool:
        """Return False: the names are sorted, so that the same lists are equal."""
        return False

    def print_distance(self, gap: Gap) -> str:
        """Return how many guests are on one list alone, and who."""
        alone = gap.alone if isinstance(gap, GuestsGap) else ()
        return f"{gap.distance} guests: {', '.join(alone)}"


def _names(value: Value) -> tuple[str, ...]:
    return value.guests if isinstance(value, Guests) else ()


GUESTS = _Guests(name="guests", noun="a list of guests", examples=("Ann; Ben",), help="Ann; Ben")
