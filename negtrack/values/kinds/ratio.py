"""Ratios `A:B`: A of the issue's `give` for B of its `per`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from negtrack.errors import NotationError, TwoReadingsError
from negtrack.values.number import is_number, parse_number, place_number, print_number
from negtrack.values.ranges import RangeKind
from negtrack.values.shapes import Point

if TYPE_CHECKING:
    from negtrack.values.notation import Scale


def _parse(atom: str) -> Point | None:
    left, _, right = atom.partition(":")
    if re.fullmatch("0[0-9]", left.strip()) and re.fullmatch("[0-5][0-9]", right.strip()):
        raise TwoReadingsError(f'"{atom}" may be a time of day, or a ratio; write {atom.lstrip("0")} for the ratio')
    if (time := re.fullmatch("([0-9]+):([0-5][0-9]):00", atom)) and int(time[2]):
        raise NotationError(
            f"a time, as spreadsheets make of a ratio; write {int(time[1])}:{int(time[2])} for the ratio"
        )
    sides = (left.removesuffix(" "), right.removeprefix(" "))
    give, per = map(parse_number, sides) if all(map(is_number, sides)) else (None, None)
    if give is None or per is None:
        return None
    if give < 0 or per <= 0:
        raise NotationError('a ratio needs a left side of 0 or more and a right side above 0; write "30:1"')
    return Point(give, "", per)


def _parts(point: Point) -> tuple[str, str, str]:
    return "", print_number(point.number), f":{print_number(point.per)}"


class _Ratio(RangeKind):
    """How many for one."""

    def bare_unit(self, scale: Scale) -> str:
        """Return the right side of a ratio."""
        return ":1"


RATIO = _Ratio(
    name="ratio",
    noun="a ratio",
    examples=("30:1", "under 30:1", "20..30:1"),
    help="30:1, under 30:1",
    breadth=4,
    parse_point=_parse,
    parts=_parts,
    place=place_number,
)
