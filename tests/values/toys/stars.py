"""Stars, as hotels have them."""

from __future__ import annotations

from negtrack.values.number import parse_with_unit, place_number, print_number
from negtrack.values.ranges import RangeKind
from negtrack.values.shapes import Point


def _parse(atom: str) -> Point | None:
    found = parse_with_unit(atom, ("star", "stars"))
    return Point(found[0], "stars") if found else None


def _parts(point: Point) -> tuple[str, str, str]:
    return "", print_number(point.number), " star" if point.number == 1 else " stars"


STARS = RangeKind(
    name="stars",
    noun="a number of stars",
    examples=("3 stars", "1..3 stars", "at least 4 stars"),
    help="3 stars, at least 4 stars",
    breadth=9,
    line_unit="stars",
    parse_point=_parse,
    parts=_parts,
    place=place_number,
)
