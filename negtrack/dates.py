"""Dates as people state them: a day, a month, a year, an interval open or closed, or an instant with its offset.

The notation is a part of EDTF (ISO 8601-2). Every date has a first and a last possible day, both inclusive; the day of
an instant is the day at its own offset.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

from negtrack.errors import NotationError, TwoReadingsError
from negtrack.frozen import dataclass

EXAMPLES = '2024-03-25, 2024-03, 2024, "../2024-03-25", "2024-03-01/2024-03-10" or 2024-03-25T14:00:00+02:00'

_DIGITS = (4, 2, 2)
"""Digits of a year, a month and a day."""
_LONGEST_PART = 10
"""Letters of a day."""
_INSTANT = (
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r"(?: ?([Zz]|[Uu][Tt][Cc]|[Gg][Mm][Tt]|[+-][0-9]{2}(?::?[0-9]{2})?))?"
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = "|".join(sorted((*_MONTHS, "sept", *(month[:3] for month in _MONTHS)), key=len, reverse=True))
_WRITTEN = (
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -](?P<month>{_MONTH})\.?,?(?:[ -](?P<year>[0-9]{{4}}))?",
    rf"(?P<month>{_MONTH})\.? (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>[0-9]{{4}}))?",
    rf"(?P<month>{_MONTH})\.?,? (?P<year>[0-9]{{4}})",
    r"(?P<year>[0-9]{4})(?P<sign>[/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})",
    r"(?P<first>[0-9]{1,2})(?P<sign>[/.-])(?P<second>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4})",
    r"(?P<short>[0-9]{1,2}([/.-])[0-9]{1,2}\2[0-9]{2})",
)
"""Dates as people write them, in lower case."""


@dataclass(frozen=True)
class When:
    """A possibly inexact date: its canonical EDTF text and its first and last possible day (None: open)."""

    text: str
    first: date | None
    last: date | None
    instant: datetime | None = None
    base: str = ""
    """The event on whose day it hangs (`42 days after signing`); no day is known until that of the event is."""

    @property
    def exact(self) -> bool:
        """Return whether it names a single day."""
        return self.first is not None and self.first == self.last


def parse_when(raw: str | date | datetime) -> When:
    """Return the date that `raw` names; raise NotationError with the problem and what to write."""
    if isinstance(raw, datetime):
        return _instant(raw)
    if isinstance(raw, date):
        return When(raw.isoformat(), raw, raw)
    if not isinstance(raw, str):  # a bare `2023` in a TOML file is a number
        raise NotationError(f"not a date; write {EXAMPLES}, a month or a year in quotes")
    text = raw.strip()
    if "/" in text:
        return _interval(text)
    clock = re.fullmatch(_INSTANT, text) if len(text) > _LONGEST_PART else None
    return _parse_instant(clock) if clock else _part(text)


def to_toml(when: When) -> date | datetime | str:
    """Return the TOML value of `when`: a day as a date, an instant as a date-time, anything else as its text."""
    if when.instant is not None:
        return when.instant
    if when.first is not None and when.text == when.first.isoformat():
        return when.first
    return when.text


def add_months(day: date, months: int) -> date:
    """Return the day `months` later (earlier if negative), clipped to the end of its month.

    Raise NotationError if it falls outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise NotationError(f"{months} months from {day} falls outside the years 1 to 9999")
    return date(year, month + 1, min(day.day, _days_of(year, month + 1)))


def _days_of(year: int, month: int) -> int:
    """Return the number of days of a month."""
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day


def _part(text: str) -> When:
    """Return a day, a month or a year."""
    parts = text.split("-")
    digits = tuple(map(len, parts))
    if digits != _DIGITS[: len(parts)] or not (text.isascii() and "".join(parts).isdigit()):
        raise NotationError(f"not a date; write {EXAMPLES}")
    year, month, day = (int(parts[place]) if place < len(parts) else None for place in range(3))
    if not year:
        raise NotationError("the year 0000 is outside the years 0001 to 9999; write another year")
    if month is None:
        return When(text, date(year, 1, 1), date(year, 12, 31))
    if not 1 <= month <= 12:
        raise NotationError(f"{text}: no month {month:02}; write year-month-day, the month 01 to 12")
    days = _days_of(year, month)
    if day is None:
        return When(text, date(year, month, 1), date(year, month, days))
    if not 1 <= day <= days:
        raise NotationError(f"{text}: {year:04}-{month:02} has no day {day:02}; write a day 01 to {days}")
    exact = date(year, month, day)
    return When(text, exact, exact)


def _interval(text: str) -> When:
    """Return the interval `A/B`, `../B` or `A/..`, each side a day, a month or a year."""
    left, _, right = text.partition("/")
    if left == right == "..":
        raise NotationError(f"an interval cannot be open at both ends; write {EXAMPLES}")
    begin = None if left == ".." else _part(left)
    end = None if right == ".." else _part(right)
    if begin and begin == end:
        return begin
    first, last = begin.first if begin else None, end.last if end else None
    if first and last and first > last:
        raise NotationError(f"the interval runs backwards; write {right}/{left}")
    return When(text, first, last)


def _parse_instant(match: re.Match[str]) -> When:
    day, clock, offset = match.groups()
    if not offset:
        raise NotationError(f"a time needs its offset; write {day}T{clock}+00:00 for UTC, or the day alone: {day}")
    _part(day)  # its message names the impossible day
    try:
        return _instant(datetime.fromisoformat(f"{day}T{clock}{'Z' if offset.isalpha() else offset}"))
    except ValueError as error:
        if isinstance(error, NotationError):
            raise
        raise NotationError("no such time of day or offset; write 2024-03-25T14:00:00+02:00") from error


def _instant(moment: datetime) -> When:
    offset = moment.utcoffset()
    if offset is None:
        day = moment.date().isoformat()
        raise NotationError(
            f"a time needs its offset; write {moment.isoformat()}+00:00 for UTC, or the day alone: {day}"
        )
    if offset % timedelta(minutes=1):
        raise NotationError("an offset has whole minutes; write 2024-03-25T14:00:00+02:00")
    try:
        moment.astimezone(UTC)
    except OverflowError as error:
        raise NotationError("the time falls outside the years 1 to 9999 in UTC; write another") from error
    moment = moment.replace(tzinfo=timezone(offset))  # TOML readers have their own classes of time zones
    return When(moment.isoformat(), moment.date(), moment.date(), moment)


def rewrite_dates(text: str, today: date | None = None) -> str:
    """Return a text in lower case with its dates as people write them (`20 nov 2026`, `31/12/2026`) in the notation.

    A day without a year is the last one up to `today`. Raise NotationError where day and month have two readings.
    """
    for pattern in _WRITTEN:
        text = re.sub(rf"(?<![0-9a-z/.-]){pattern}(?![0-9a-z/-])", lambda match: _rewrite_date(match, today), text)
    return text


def _rewrite_date(match: re.Match[str], today: date | None) -> str:
    found = match.groupdict()
    if "short" in found:
        raise NotationError(f'"{match[0]}" has a year of two digits; write 2026-10-12')
    if "first" in found:
        year, first, second = (int(found[name]) for name in ("year", "first", "second"))
        readings = {
            f"{year}-{month:02}-{day:02}" for month, day in ((second, first), (first, second)) if 1 <= month <= 12
        }
        if len(readings) > 1:
            raise TwoReadingsError(f'"{match[0]}" may be {" or ".join(sorted(readings))}; write the one that is meant')
        return readings.pop() if readings else match[0]
    month = found["month"] if found["month"].isdigit() else str(_month_number(found["month"]))
    day = f"-{int(found['day']):02}" if found.get("day") else ""
    if not found.get("year"):
        return _last_day(int(month), int(found["day"]), today) or match[0]
    return f"{found['year']}-{int(month):02}{day}"


def _month_number(word: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(word[:3]))


def _last_day(month: int, day: int, today: date | None) -> str:
    """Return the last such day up to `today`; "" where that is not known, or where there is none."""
    if today is None:
        return ""
    for year in (today.year, today.year - 1):
        if 1 <= day <= _days_of(year, month) and date(year, month, day) <= today:
            return date(year, month, day).isoformat()
    return ""
