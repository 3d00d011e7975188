"""Percentages, measured in points."""

from __future__ import annotations

from negtrack.values.number import parse_with_unit, place_number, scaled_parts
from negtrack.values.ranges import RangeKind
from negtrack.values.shapes import Point

_SIGNS = ("%", "percent", "per cent")


def _parse(atom: str) -> Point | None:
    found = parse_with_unit(atom, _SIGNS)
    return Point(found[0], "%") if found else None


PERCENT = RangeKind(
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
