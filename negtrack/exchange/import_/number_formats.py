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

_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-([^\]]*))?\]")
_SETTINGS = re.compile(r"\[[^\]]*\]")
"""Colours, conditions and languages."""
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|[_*].|([0#?][0#?,.]*|general|@)|(.)', re.DOTALL | re.IGNORECASE)
_EXPONENT = re.compile(r"[0#?][0#?,.]*E[+-][0#?]+", re.IGNORECASE)
_FRACTION = re.compile(r"(?:[0#?]+ )?[0#?]+ ?/ ?[0-9?]+")
_MILLIONS = 6
_MINUS = r"(?<![^\W\d_])-|-(?![^\W\d_])"
"""A minus, and no hyphen in a word."""
_DOLLARS = (
    "409 USD US USD C09 AUD AU AUD 1009 CAD C0C CAD CA CAD 1409 NZD NZ NZD 4809 SGD SG SGD C04 HKD HK HKD "
    "404 TWD TW TWD 80A MXN MX MXN"
)
_KRONER = "414 NOK 814 NOK NO NOK 41D SEK 81D SEK SE SEK 406 DKK DK DKK 40F ISK IS ISK"
_YEN = "411 JPY JP JPY 804 CNY CN CNY"
_SHARED = {
    sign: dict(zip(codes.split()[::2], codes.split()[1::2], strict=True))
    for sign, codes in (("$", _DOLLARS), ("kr", _KRONER), ("kr.", _KRONER), ("\u00a3", "809 GBP GB GBP"),
                        ("R", "1C09 ZAR ZA ZAR"), ("\u00a5", _YEN), ("\uffe5", _YEN))
}  # fmt: skip
"""Sign of several currencies -> language of a format, as a number (LCID) or its country -> code."""
_GNUMERIC_MONTH = "mmm/dd/yyyy"
"""The format that Gnumeric gives to `Mar 2024`, which it takes for the first of that month, and to `Mar 1 2024`."""
_END = "\0"


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
    has_own_signs = number < 0 or (number == 0 and len(sections) > 2)
    signs = rf"[+]|{_MINUS}{'|[()]' if _is_bracketed(part) else ''}" if has_own_signs else r"[+]$"
    before, after = re.sub(signs, "", part.before), re.sub(signs, "", part.after) if has_own_signs else part.after
    if part.power > 0 and not after.strip():
        raise UnknownFormatError(f"shown without its thousands by the format {number_format}; write the value as text")
    if part.power == _MILLIONS and after.strip().casefold() == "m":
        after = " million"  # by itself an m may be metres
    shown = abs(number) if number < 0 and len(sections) > 1 and _has_words_for_minus(sections) else number
    return f"{before}{shown.scaleb(-part.power).normalize():f}{after}".strip()


def _has_words_for_minus(sections: list[str]) -> bool:
    """Return whether other words tell a negative number from a positive one, as in `0" up";0" down"`, and no sign."""
    positive, negative = map(_parse, sections[:2])
    words = [f"{part.before}|{part.after}".split() for part in (positive, negative)]
    has_sign = _is_bracketed(negative) or bool(re.search(_MINUS, f"{negative.before}|{negative.after}"))
    return not has_sign and words[0] != words[1]


def _is_bracketed(part: _Section) -> bool:
    """Return whether brackets stand around the number, and not around words beside it alone."""
    return "(" in part.before and ")" in part.after


def shown_date(day: datetime, number_format: str, by_gnumeric: bool = False) -> object:
    """Return the part of a date that its format shows: a day, a month or a year; a `DayWithoutYear` where it shows no
    year. Raises `UnknownFormatError` where it hides the day or the month, or Gnumeric may have made a day of one."""
    if by_gnumeric and day.day == 1 and number_format == _GNUMERIC_MONTH:
        month = f"{day:%Y-%m}"
        raise UnknownFormatError(f"the month {month} or its first day, as Gnumeric stores both alike; write it as text")
    letters = _SETTINGS.sub("", re.sub(r'"[^"]*"|\\.', "", number_format)).lower()
    has_day, has_month = "d" in letters, "m" in letters
    if "y" not in letters:
        is_time = "h" in letters or "s" in letters
        return DayWithoutYear.fromisoformat(day.isoformat()) if has_day or (has_month and not is_time) else day
    if has_day:
        return day
    if day.day != 1 or not (has_month or day.month == 1):
        raise UnknownFormatError(f"shown without its day by the format {number_format}; write the value as text")
    return f"{day:%Y-%m}" if has_month else f"{day:%Y}"


def _split(number_format: str) -> list[str]:
    """Return the sections for positive numbers, negative ones, zero and text."""
    marked = re.sub(r'"[^"]*"|\\.|;', lambda match: _END if match[0] == ";" else match[0], number_format)
    return marked.split(_END)


@lru_cache(maxsize=256)
def _parse(section: str) -> _Section:
    section = _CURRENCY.sub(_currency_text, section)
    section = _SETTINGS.sub("", section).strip()
    section = _EXPONENT.sub("0", _FRACTION.sub("0", section))
    texts, power, has_number = ["", ""], 0, False
    for quoted, escaped, digits, other in _TOKEN.findall(section):
        if digits:
            if has_number and texts[1].strip(" '\u2019\u00a0\u202f"):
                raise UnknownFormatError(f"shown in parts by the format {section}; write the value as text")
            texts[1] = ""
            power += 0 if has_number else 3 * (len(digits) - len(digits.rstrip(",.")))
            has_number = True
            continue
        power -= 2 * (other == "%")
        texts[has_number] += quoted or escaped or other
    return _Section(texts[0], texts[1], power, has_number)


def _currency_text(match: re.Match[str]) -> str:
    """Return the sign of a currency, `[$kr-414]`, as a quoted text: as its code where it is one of several that the
    language of the format tells apart. Raises `UnknownFormatError` where it does not."""
    sign, language = match[1].strip(), (match[2] or "").upper().rpartition("-")[2].lstrip("0")
    if sign not in _SHARED or not language:
        return f'"{match[1]}"'
    if language not in _SHARED[sign]:
        raise UnknownFormatError(f'"{sign}" of another country by its format; write the value with the currency code')
    return f'"{match[1].replace(sign, _SHARED[sign][language])}"'
