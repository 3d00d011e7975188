"""Number formats of a workbook (ECMA-376, 18.8.31): the text that a cell shows beside its number, such as a currency.

A number is taken with all of its digits, whatever a format rounds; what a format adds to it (`"$"#,##0`, `0 "weeks"`,
`0.0,,"m"`, `0":1"`) is part of its value.
"""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from negtrack.exchange.import_.fields import DayWithoutYear
from negtrack.frozen import dataclass

_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_SETTINGS = re.compile(r"\[[^\]]*\]")
"""Colours, conditions and languages."""
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|[_*].|([0#?][0#?,.]*)|(.)', re.DOTALL)
_EXPONENT = re.compile(r"[0#?][0#?,.]*E[+-][0#?]+", re.IGNORECASE)
_FRACTION = re.compile(r"(?:[0#?]+ )?[0#?]+ ?/ ?[0-9?]+")
_PLAIN = ("General", "@", "")


class UnknownFormatError(Exception):
    """A format that shows something else than the number; the message says what."""


@dataclass(frozen=True)
class _Section:
    before: str
    after: str
    power: int
    """How many digits the point moves to the left in what is shown, negative for percentages."""
    has_number: bool


def shown_text(number: Decimal, number_format: str) -> str:
    """Return a number with what its format shows beside it. Raises `UnknownFormatError` where the format hides it, or
    shows it by a condition."""
    sections = _split(number_format)
    if any(re.search(r"\[[<>=]", section) for section in sections):
        raise UnknownFormatError(f"shown by the conditions of the format {number_format}; write the value as text")
    part = _parse(sections[1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) > 2 else 0])
    if not part.has_number:
        words = f"{part.before}{part.after}".strip()
        if not words:
            raise UnknownFormatError(f"hidden by the format {number_format}; write the value as text")
        return words
    before, after = (re.sub(r"[-+()]", "", text) for text in (part.before, part.after))
    if part.power > 0 and not after.strip():
        raise UnknownFormatError(f"shown without its thousands by the format {number_format}; write the value as text")
    return f"{before}{number.scaleb(-part.power).normalize():f}{after}".strip()


def shown_date(day: datetime, number_format: str) -> object:
    """Return the part of a date that its format shows: a day, a month or a year; a `DayWithoutYear` where it shows no
    year."""
    letters = _SETTINGS.sub("", re.sub(r'"[^"]*"|\\.', "", number_format)).lower()
    if "y" not in letters:
        return DayWithoutYear.fromisoformat(day.isoformat()) if "d" in letters else day
    if "d" in letters or day.day != 1:
        return day
    return f"{day:%Y-%m}" if "m" in letters else f"{day:%Y}" if day.month == 1 else day


def _split(number_format: str) -> list[str]:
    """Return the sections for positive numbers, negative ones, zero and text."""
    return re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+', number_format) or [""]


@lru_cache(maxsize=256)
def _parse(section: str) -> _Section:
    section = _CURRENCY.sub(lambda match: f'"{match[1]}"', section)
    section = _SETTINGS.sub("", section).strip()
    if section in _PLAIN:
        return _Section("", "", 0, section != "")
    section = _EXPONENT.sub("0", _FRACTION.sub("0", section))
    texts, power, has_number = ["", ""], 0, False
    for quoted, escaped, digits, other in _TOKEN.findall(section):
        if digits:
            power += 0 if has_number else 3 * (len(digits) - len(digits.rstrip(",.")))
            has_number = True
            continue
        power -= 2 * (other == "%")
        texts[has_number] += quoted or escaped or other
    return _Section(texts[0], texts[1], power, has_number)
