"""Exact numbers: digits with an optional point, well-placed thousands commas, a minus sign and a multiplier.

There are no floats and no exponents, and sizes are bounded, so that every number is fast to parse and print.
"""

from __future__ import annotations

import re
from collections.abc import Container
from fractions import Fraction
from typing import TYPE_CHECKING

from negtrack.errors import NotationError
from negtrack.values.shapes import End, Point

if TYPE_CHECKING:
    from negtrack.values.kind import EventDay

_NUMBER = r"-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
MULTIPLIERS = {"": 1, "k": 10**3, "m": 10**6, "bn": 10**9, "tn": 10**12}
MAX_DIGITS = 30

_WORDS = {"thousand": "k", "million": "m", "billion": "bn", "trillion": "tn"}
MULTIPLIER_NAMES = {short: word for word, short in _WORDS.items()}
"""Multiplier -> its word."""
MULTIPLIER_WORDS = (*filter(None, MULTIPLIERS), *_WORDS)
_OPTIONAL_MULTIPLIERS = ("", *MULTIPLIER_WORDS)


def head_number(text: str) -> str:
    """Return the number that `text` starts with, as written; "" if it starts with none."""
    whole = _count_digits(text)
    if whole and text[whole : whole + 1] != ",":  # as most are, without compiling the pattern
        decimals = _count_digits(text[whole + 1 :]) if text[whole : whole + 1] == "." else 0
        return text[: whole + 1 + decimals if decimals else whole]
    match = re.match(_NUMBER, text)
    return match[0] if match else ""


def _count_digits(text: str) -> int:
    """Return with how many digits a text begins."""
    return len(text) - len(text.lstrip("0123456789"))


def is_number(text: str) -> bool:
    """Return whether `text` is a number and nothing else."""
    return bool(text) and head_number(text) == text


def parse_number(text: str) -> Fraction | None:
    """Return the number that `text` is, None if it is not one; raise NotationError above 30 digits."""
    if not is_number(text):
        return None
    plain = text.replace(",", "")
    whole, _, decimals = plain.lstrip("-").partition(".")
    digits = whole.lstrip("0") + decimals.rstrip("0")
    if len(digits) > MAX_DIGITS:
        raise NotationError(f"a number has at most {MAX_DIGITS} digits; write a multiplier: 1.3tn")
    return Fraction(int(plain.replace(".", "")), 10 ** len(decimals))


def parse_with_unit(text: str, units: Container[str]) -> tuple[Fraction, str] | None:
    """Return a number and the unit of `units` after it, with or without a blank between them; None if not found."""
    number = head_number(text)
    unit = text[len(number) :].removeprefix(" ")
    amount = parse_number(number) if unit in units else None
    return None if amount is None else (amount, unit)


def parse_scaled(text: str) -> Point | None:
    """Return a number with an optional multiplier (`1.3tn`, `5 million`); None if it is not one."""
    found = parse_with_unit(text, _OPTIONAL_MULTIPLIERS)
    if found is None:
        return None
    number, word = found
    point = Point(number, _WORDS.get(word, word))
    if abs(scale_number(point)) >= 10**MAX_DIGITS:
        raise NotationError(f"a number has at most {MAX_DIGITS} digits")
    return point


def scale_number(point: Point) -> Fraction:
    """Return the number times its multiplier."""
    return point.number * MULTIPLIERS.get(point.unit, 1)


def multiply_out(end: End | None) -> End | None:
    """Return the end of a range without its multiplier."""
    return End(Point(scale_number(end.point)), end.included) if end else None


def in_millions(number: Fraction) -> Point:
    """Return a number in millions or more if that needs at most three decimals."""
    found = Point(number)
    if number < MULTIPLIERS["m"]:  # as most are
        return found
    for multiplier in ("m", "bn", "tn"):
        part = number / MULTIPLIERS[multiplier]
        if part >= 1 and (part * 1000).denominator == 1:
            found = Point(part, multiplier)
    return found


def in_thousands(number: Fraction) -> Point:
    """Return a number in millions or more as `in_millions` does, otherwise from 10,000 on in thousands if that needs at
    most one decimal."""
    thousands = number / MULTIPLIERS["k"]
    is_short = 10 <= thousands < 1000 and (thousands * 10).denominator == 1
    return Point(thousands, "k") if is_short else in_millions(number)


def scaled_parts(point: Point) -> tuple[str, str, str]:
    """Return a number and its multiplier as printed."""
    return "", print_number(point.number), point.unit


def place_number(end: End, low: bool, event: EventDay | None) -> Fraction:
    """Return the place of a quantity, percentage, ratio or amount of money on its line."""
    number = scale_number(end.point)
    return number if end.point.per == 1 else number / end.point.per


def print_number(number: Fraction) -> str:
    """Return a whole or finite decimal number, otherwise a fraction: `1.5`, `minus 3`, `1/7`."""
    sign = "minus " if number.numerator < 0 else ""
    if number.denominator == 1:
        return f"{sign}{abs(number.numerator)}"
    number = abs(number)
    places = _decimal_places(number.denominator)
    if places is None:
        return f"{sign}{number.numerator}/{number.denominator}"
    digits = str(number.numerator * 10**places // number.denominator).rjust(places + 1, "0")
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _decimal_places(denominator: int) -> int | None:
    """Return the number of decimals of the fraction; None if it does not end."""
    counts = {2: 0, 5: 0}
    for prime in counts:
        while denominator % prime == 0:
            denominator //= prime
            counts[prime] += 1
    return max(counts.values()) if denominator == 1 else None
