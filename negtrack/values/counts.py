"""The kinds that are plain numbers: quantity (in the issue's unit), percent (in points) and ratio (so many for one)."""

from __future__ import annotations

import re
from fractions import Fraction

from negtrack.errors import NotationError
from negtrack.values.number import (
    MULTIPLIER_WORDS,
    is_number,
    parse_number,
    parse_scaled,
    parse_with_unit,
    print_number,
    scale_number,
)
from negtrack.values.ranges import Family, fold_words, parse_ranges
from negtrack.values.shapes import End, Point, Range, Scale, Value

_PERCENT = ("%", "percent", "per cent")


def parse_quantity(text: str, scale: Scale) -> Value:
    """A quantity; the words of the issue's unit may follow any number."""
    unit = fold_words(scale.unit)
    ranges = parse_ranges(_without_unit(fold_words(text), unit), QUANTITY)
    return Value(scale.kind, tuple(map(_multiplied_out, ranges)) if unit in MULTIPLIER_WORDS else ranges)


def parse_percent(text: str, scale: Scale) -> Value:
    """A percentage."""
    return Value(scale.kind, parse_ranges(fold_words(text), PERCENT))


def parse_ratio(text: str, scale: Scale) -> Value:
    """A ratio, so many for one."""
    return Value(scale.kind, parse_ranges(fold_words(text), RATIO))


def place(point: Point) -> Fraction:
    """Where a quantity, percentage, ratio or amount of money lies on its line."""
    return scale_number(point) / point.per


def places(low: End, high: End) -> tuple[Fraction, Fraction]:
    """Where both ends of a range lie."""
    return place(low.point), place(high.point)


def scaled_parts(point: Point) -> tuple[str, str, str]:
    """A number and its multiplier, as printed."""
    return "", print_number(point.number), point.unit


def _multiplied_out(item: Range) -> Range:
    """The range without multipliers, for issues whose unit looks like one: printed, it would be read as the unit."""
    ends = [end and End(Point(scale_number(end.point)), end.included) for end in (item.low, item.high)]
    return Range(ends[0], ends[1], item.about)


def _without_unit(text: str, words: str) -> str:
    if not words or words not in text:
        return text
    # A unit that looks like a multiplier ("m" for metres) is the unit, never a million.
    blank = " ?" if words in MULTIPLIER_WORDS else " "
    multiplier = "" if words in MULTIPLIER_WORDS else f"(?: ?(?:{'|'.join(MULTIPLIER_WORDS)}))?"
    return re.sub(rf"([0-9]{multiplier}){blank}{re.escape(words)}(?!\w)", r"\1", text)


def _percent(atom: str) -> Point | None:
    found = parse_with_unit(atom, _PERCENT)
    return Point(found[0], "%") if found else None


def _ratio(atom: str) -> Point | None:
    left, _, right = atom.partition(":")
    sides = (left.removesuffix(" "), right.removeprefix(" "))
    give, per = map(parse_number, sides) if all(map(is_number, sides)) else (None, None)
    if give is None or per is None:
        return None
    if give < 0 or per <= 0:
        raise NotationError('neither side of a ratio is negative, and the right one is over 0; write "30:1"')
    return Point(give, "", per)


def _ratio_parts(point: Point) -> tuple[str, str, str]:
    return "", print_number(point.number), f":{print_number(point.per)}"


QUANTITY = Family("a quantity", ("33", "700..1000", "at least 40"), parse_scaled, scaled_parts, places, "range")
PERCENT = Family("a percentage", ("46%", "30..60%", "at most 25%"), _percent, scaled_parts, places)
RATIO = Family("a ratio", ("30:1", "under 30:1", "20..30:1"), _ratio, _ratio_parts, places)
