"""Dates of events that hang on another event: `42 days after ceasefire-start`, `day 50 of ceasefire-start`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from negtrack.dates import EXAMPLES, When, add_months, parse_when
from negtrack.errors import NotationError
from negtrack.frozen import replace_fast
from negtrack.ids import parse_id

_HANGING = r"(?:([0-9]{1,6}) (day|week|month|year)s? after|day ([0-9]{1,6}) of) (\S+)"
_WORDS = 4
"""Words of such a date."""
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def parse_event_date(raw: str | date | datetime) -> When:
    """Return the date of an event, which may hang on another event; raise NotationError with what to write."""
    found = _parts_of(raw) if isinstance(raw, str) else None
    if found:
        amount, unit, number, name = found
        base = parse_id(name)
        if number == "0":
            raise NotationError(f"day 0 of {base}: days are counted from 1; write the day itself, or day 1 of {base}")
        plural = "" if amount == "1" else "s"
        text = f"day {number} of {base}" if number else f"{amount} {unit}{plural} after {base}"
        return When(text, None, None, base=base)
    try:
        return parse_when(raw)
    except NotationError as error:
        message = str(error)
        is_plain = message.endswith(EXAMPLES)
        raise NotationError(f'{message}, or "42 days after EVENT"' if is_plain else message) from error


def fix_day(when: When, day: date, is_day_one: bool) -> When:
    """Return a date that hangs on an event with its own day, exactly; `day` is that of the event, and `is_day_one`
    whether it is day 1 itself, otherwise the day after it is. Raise NotationError beyond the calendar."""
    found = _parts_of(when.text)
    assert found
    amount, unit, number, _ = found
    try:
        if unit in _MONTHS:
            fixed = add_months(day, int(amount) * _MONTHS[unit])
        else:
            fixed = day + timedelta(int(number) - is_day_one if number else int(amount) * _DAYS[unit])
    except OverflowError as error:
        raise NotationError(f"{when.text} falls outside the years 1 to 9999") from error
    return replace_fast(when, first=fixed, last=fixed)


def days_after(when: When, is_day_one: bool) -> int | None:
    """Return how many days a date lies after the event on which it hangs; None for months, which differ in length."""
    found = _parts_of(when.text)
    if found is None or found[1] in _MONTHS:
        return None
    amount, unit, number, _ = found
    return int(number) - is_day_one if number else int(amount) * _DAYS[unit]


def rename_base(text: str, rename: Callable[[str], str]) -> str:
    """Return a date with what `rename` makes of the id of the event on which it hangs; any other text as it is."""
    base = re.fullmatch(rf"\s*{_HANGING}\s*", text)
    return f"{text[: base.start(4)]}{rename(base[4])}{text[base.end(4) :]}" if base else text


def _parts_of(text: str) -> tuple[str, str, str, str] | None:
    """Return the amount, the unit, the number of a day, and the event; None where it hangs on none."""
    words = text.split()
    match = re.fullmatch(_HANGING, " ".join(words)) if len(words) == _WORDS else None
    if match is None:
        return None
    amount, unit, number, name = (part or "" for part in match.groups())
    return amount.lstrip("0") or amount[:1], unit, number.lstrip("0") or number[:1], name
