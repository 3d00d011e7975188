"""Timings: days after an event, the anchor of their issue unless they name another."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from negtrack import ids
from negtrack.dates import add_months
from negtrack.errors import NotationError
from negtrack.frozen import replace
from negtrack.values.kind import Dates, EventDay
from negtrack.values.lengths import (
    DAYS,
    LENGTH_PHRASES,
    LENGTHS_WRITTEN,
    MONTHS,
    LengthKind,
    parse_amount,
    print_parts,
)
from negtrack.values.number import parse_number
from negtrack.values.ranges import fold_words, parse_ranges
from negtrack.values.shapes import NEVER, End, Point, Value

if TYPE_CHECKING:
    from negtrack.values.notation import Scale

_PHRASES = (
    (r"(?:at once|right away|straight away|instantly|forthwith|immediate|now)", "immediately"),
    (r"in (.+)", r"\1"),
    (r"(?:no|not) later than (.+)|(.+) at the latest", r"at most \1\2"),
    (r"(?:no|not) (?:earlier|sooner) than (.+)|(.+) at the earliest", r"at least \1\2"),
    *LENGTH_PHRASES,
)
_EVENT = r"(?i)(\bafter\s+)([^\s;]+)"
_MAX_MONTHS = 120_000  # more than the months between the years 1 and 9999


class _Timing(LengthKind):
    """Timings; a trailing ` after EVENT` applies to the whole value."""

    def parse(self, text: str, scale: Scale) -> Value:
        """Parse the event and the ranges before it."""
        words, event = _split_event(fold_words(text))
        if event != ids.fold(event):
            raise NotationError(f'"{event[:40]}" is not an event id; write letters, digits and hyphens')
        if words == NEVER and not event:
            return Value(self.name, options=(NEVER,))
        return Value(self.name, parse_ranges(words, self), event=event)

    def rewrite(self, text: str) -> str:
        """Return a text as people write it in the words of the notation; `within 7 days of EVENT` counts from it."""
        words, event = _split_event(re.sub(r"^(within .+) of (?=[^ ]+$)", r"\1 after ", fold_words(text)))
        rewritten = super().rewrite(words)
        return f"{rewritten} after {event}" if event else rewritten

    def print(self, value: Value, scale: Scale | None) -> str:
        """Return the canonical text, without the event if it is the issue's anchor."""
        text = super().print(value, scale)
        default = scale.anchor if scale else ""
        return text if value.event in ("", default) else f"{text} after {value.event}"

    def rename_event(self, text: str, rename: Callable[[str], str]) -> str:
        """Return the text with what `rename` makes of the event after ` after `, also in each of its steps."""

        def replace_id(found: re.Match[str]) -> str:
            old = ids.fold(found[2])
            new = rename(old)
            return found[0] if new == old else f"{found[1]}{new}"

        return re.sub(_EVENT, replace_id, text)

    def add_unit(self, text: str, like: Value) -> Sequence[str]:
        """Return the text with the unit and the event of `like`."""
        event = f" after {like.event}" if like.event else ""
        return [f"{reading}{event}" for reading in super().add_unit(text, like)]

    def reduce(self, value: Value, scale: Scale) -> Value:
        """Return the value without its event if that is the issue's anchor."""
        return replace(value, event="") if value.event and value.event == scale.anchor else value

    def mismatch(self, a: Value, b: Value, scale: Scale) -> str:
        """Return `anchor` where the events differ."""
        return "" if (a.event or scale.anchor) == (b.event or scale.anchor) else "anchor"

    def align(self, a: Value, b: Value, scale: Scale, dates: Dates) -> tuple[Value, Value]:
        """Return both as they count from the event on which that of the other hangs."""
        one, other = a.event or scale.anchor, b.event or scale.anchor
        if one == other:
            return a, b
        for late, early, is_first in ((one, other, True), (other, one, False)):
            days = _days_between(late, early, dates)
            counted = None if days is None else self._count_from(early, a if is_first else b, days, scale, dates)
            if counted:
                return (counted, b) if is_first else (a, counted)
        return a, b

    def _count_from(self, event: str, value: Value, days: int, scale: Scale, dates: Dates) -> Value | None:
        """Return a value as days after `event`, which lies `days` before its own; None where a point has no place."""
        own = dates.get(value.event or scale.anchor)
        ranges = []
        for item in value.ranges:
            ends = [end and _later(end, _place(end, end is item.low, own), days) for end in (item.low, item.high)]
            if (item.low and not ends[0]) or (item.high and not ends[1]):
                return None
            ranges.append(replace(item, low=ends[0], high=ends[1]))
        return replace(value, ranges=tuple(ranges), event="" if event == scale.anchor else event)


def _later(end: End, place: Fraction | None, days: int) -> End | None:
    """Return an end `days` later than a place on the line; None where it has none."""
    if place is None:
        return None
    number = place + days
    return replace(end, point=Point(number, "days") if number.denominator == 1 else Point(number * 24, "hours"))


def _days_between(late: str, early: str, dates: Dates) -> int | None:
    """Return the days from an event to one that hangs on it, by itself or through others; None where it does not, or
    where that is not known exactly."""
    days, seen = 0, set()
    name = late
    while name in dates and name not in seen:
        seen.add(name)
        event = dates[name]
        if not event.base:
            return None
        base = dates.get(event.base)
        known = (event.day - base.day).days if event.day and base and base.day else event.offset
        if known is None:
            return None
        days, name = days + known, event.base
        if name == early:
            return days
    return None


def _split_event(text: str) -> tuple[str, str]:
    """Return the text before ` after EVENT`, and the event; "" where it names none."""
    before, after, name = text.rpartition(" after ")
    return (before, name) if after and " " not in name else (text, "")


def _place(end: End, low: bool, event: EventDay | None) -> Fraction | None:
    """Return the days from the event to a point.

    Return None if unknown: months without the event's date, fractions of months, or days beyond the calendar.
    """
    point = end.point
    if point.unit == "day" and event and event.is_day_one:
        return point.number - 1
    if point.unit in DAYS:
        return point.number * DAYS[point.unit]
    months = point.number * MONTHS[point.unit]
    day = event.day if event else None
    if day is None or months.denominator != 1 or abs(months) > _MAX_MONTHS:
        return None
    try:
        return Fraction((add_months(day, int(months)) - day).days)
    except NotationError:
        return None


def _parse(atom: str) -> Point | None:
    if atom == "immediately":
        return Point(Fraction(0), "now")
    day, _, count = atom.partition(" ")
    number = parse_number(count) if day == "day" and count.isdigit() else None
    return parse_amount(atom) if number is None else Point(number, "day")


TIMING = _Timing(
    name="timing",
    noun="a timing",
    examples=("immediately", "2 weeks", "at least 14 days after EVENT"),
    help="days after an event: immediately, at least 2 weeks, never",
    has_anchor=True,
    has_never=True,
    needs=((("anchor",), "missing; write the id of the event that the timing counts from"),),
    line_unit="days",
    parse_point=_parse,
    parts=print_parts,
    place=_place,
    words=LENGTHS_WRITTEN,
    phrases=_PHRASES,
)
