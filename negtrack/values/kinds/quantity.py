"""Quantities: numbers in the unit of their issue."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from negtrack.errors import TwoReadingsError
from negtrack.values.everyday import MULTIPLIERS_WRITTEN
from negtrack.values.kind import Gap
from negtrack.values.number import (
    MULTIPLIER_NAMES,
    MULTIPLIER_WORDS,
    in_millions,
    multiply_out,
    parse_scaled,
    place_number,
    scaled_parts,
)
from negtrack.values.ranges import RangeKind, fold_words, parse_ranges
from negtrack.values.shapes import Range, Value

if TYPE_CHECKING:
    from negtrack.values.notation import Scale


_SHORT_UNITS = {"m": ("metre", "meter", "mile", "minute", "month"), "k": ("kilom", "kilog", "km", "kg")}
"""A multiplier -> the beginnings of units for which people write the same letter."""


class _Quantity(RangeKind):
    """Numbers that may be followed by the words of the issue's unit."""

    def parse(self, text: str, scale: Scale) -> Value:
        """Parse the numbers; ignore the words of the unit. Raise NotationError for a letter that may be short for the
        unit or a multiplier."""
        unit = fold_words(scale.unit)
        letter = next((letter for letter, words in _SHORT_UNITS.items() if unit.startswith(words)), "")
        words = _strip_unit(fold_words(text), unit)
        if letter and (match := re.search(rf"([0-9.,]+) ?{letter}\b", words)):
            readings = f"{match[1]} {scale.unit}", f"{match[1]} {MULTIPLIER_NAMES[letter]}"
            raise TwoReadingsError(
                f'"{match[0]}" may be {" or ".join(readings)}; write "{readings[0]}" or "{readings[1]}"'
            )
        ranges = parse_ranges(words, self)
        is_like_multiplier = letter or unit in MULTIPLIER_WORDS
        return Value(self.name, tuple(map(_multiply_out, ranges)) if is_like_multiplier else ranges)

    def readings_of(self, text: str, scale: Scale) -> str:
        """Return the readings of a capital M of which no unit tells whether it stands for millions."""
        found = None if scale.unit else re.search(r"([0-9.,]+) ?M\b", text)
        readings = f"{found[1]} million, metres or months" if found else ""
        return f'"{found[0]}" may be {readings}; write "{found[1]} million", or give the issue a unit' if found else ""

    def unit(self, value: Value, scale: Scale) -> str:
        """Return the issue's unit."""
        return scale.unit

    def bare_unit(self, scale: Scale) -> str:
        """Return the words of the issue's unit, with a blank."""
        return f" {scale.unit}" if scale.unit else ""

    def print_distance(self, gap: Gap) -> str:
        """Return the number alone, because the issue names the unit, in millions or more as for money."""
        return "".join(scaled_parts(in_millions(gap.distance or Fraction(0))))


def _multiply_out(item: Range) -> Range:
    """Return the range without multipliers, for issues whose unit looks like one: it may be read as the unit."""
    return Range(multiply_out(item.low), multiply_out(item.high), item.about)


def _strip_unit(text: str, words: str) -> str:
    if not words or words.removesuffix("s") not in text:
        return text
    # A unit that looks like a multiplier ("m" for metres) is the unit, never a million.
    blank = " ?" if words in MULTIPLIER_WORDS else " "
    multiplier = "" if words in MULTIPLIER_WORDS else f"(?: ?(?:{'|'.join(MULTIPLIER_WORDS)}))?"
    return re.sub(rf"([0-9]{multiplier}){blank}{re.escape(words)}(?!\w)", r"\1", _plural(text, words))


def _plural(text: str, words: str) -> str:
    """Return a text in which `1 seat` is written with the unit `seats`."""
    one = words.removesuffix("s")
    return re.sub(rf"(?<![0-9.,])1 {re.escape(one)}(?!\w)", f"1 {words}", text) if len(one) > 2 else text


QUANTITY = _Quantity(
    name="quantity",
    noun="a quantity",
    examples=("33", "700..1000", "at least 40"),
    help="33, 700..1000",
    breadth=6,
    is_counted=True,
    parse_point=parse_scaled,
    parts=scaled_parts,
    place=place_number,
    shared="range",
    words=MULTIPLIERS_WRITTEN,
    totals=("sum",),
)
