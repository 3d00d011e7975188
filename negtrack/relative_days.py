"""Days that are named by their distance from today."""

from __future__ import annotations

import re
from datetime import date, timedelta

from negtrack.dates import add_months
from negtrack.errors import NotationError

_LENGTH_AGO = "-?([0-9]{1,5}) ?(d|days?|w|weeks?|months?|y|years?)(?: ago)?|(?:last|a) (week|month|year)(?: ago)?"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def day_of_words(word: str, today: date) -> date | None:
    """Return the day of `today`, `yesterday`, `tomorrow`, `monday`, `last monday` or `7 days ago`; None for others."""
    ago = re.fullmatch("([0-9]{1,5}) days? ago", word)
    if ago:
        return _days_before(today, int(ago[1]))
    weekday = word.removeprefix("last ")
    if weekday in _WEEKDAYS:
        return today - timedelta(days=(today.weekday() - _WEEKDAYS.index(weekday) - 1) % 7 + 1)
    offset = {"today": 0, "yesterday": -1, "tomorrow": 1}.get(word)
    return None if offset is None else today + timedelta(days=offset)


def length_ago(word: str, today: date) -> date | None:
    """Return the day of `-14d`, `2 weeks ago`, `last month`; None for others."""
    found = re.fullmatch(_LENGTH_AGO, word)
    if not found:
        return None
    number, unit = int(found[1] or 1), (found[2] or found[3])[0]
    if unit in "dw":
        return _days_before(today, number * (7 if unit == "w" else 1))
    try:
        return add_months(today, -number * (12 if unit == "y" else 1))
    except NotationError:
        return date.min


def _days_before(today: date, number: int) -> date:
    return today - timedelta(days=min(number, today.toordinal() - 1))
