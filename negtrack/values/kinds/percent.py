"""Percentages, measured in points."""

from __future__ import annotations

from negtrack.frozen import replace
from negtrack.values.number import parse_with_unit, place_number, scaled_parts
from negtrack.values.ranges import RangeKind
from negtrack.values.shapes import Point
from negtrack.values.spelling import Spelling

_SIGNS = ("%", "percent", "per cent")


def _parse(atom: str) -> Point | None:
    found = parse_with_unit(atom, _SIGNS)
    return Point(found[0], "%") if found else None


class _Percent(RangeKind):
    """Percentages, of which thousands are rare: the comma of `2,125%` may separate decimals."""

    def respell(self, text: str, spelling: Spelling) -> str:
        """Return a text with its numbers in the notation. Raises NotationError where a comma has two readings."""
        is_percent = any(sign in text.casefold() for sign in (*_SIGNS, "pct"))
        return super().respell(text, replace(spelling, has_semicolons=spelling.has_semicolons or is_percent))


PERCENT = _Percent(
    name="percent",
    noun="a percentage",
    examples=("46%", "30..60%", "at most 25%"),
    help="46%, at most 25%",
    breadth=3,
    line_unit="points",
    parse_point=_parse,
    parts=scaled_parts,
    place=place_number,
    words=((r"(?<=[0-9]) ?(?:pct|p\.c\.)(?![a-z])", "%"),),
    totals=("sum", "compound"),
)
