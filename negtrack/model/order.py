"""The order in which records were said, where their dates show it; unknown order stays unknown."""

from __future__ import annotations

from datetime import date, datetime

from negtrack.model.entries import Record
from negtrack.model.records import Position
from negtrack.model.terms import records_of


def is_later(one: Record, other: Record) -> bool:
    """Return whether `one` was certainly said later than `other`: its instant is later, or its first possible day is
    later than the other's last; where the dates do not show it, it says so with `after`."""
    if _is_dated_later(one, other):
        return True
    if not one.after or _is_dated_later(other, one):
        return False
    return _follows(one, other) and not _follows(other, one)


def _follows(one: Record, other: Record) -> bool:
    """Return whether `one` names `other`, a term of it, or what it is derived from as said before it."""
    return not records_of(names_of_origin(other)).isdisjoint(records_of(one.after))


def _is_dated_later(one: Record, other: Record) -> bool:
    moment = instant_of(one)
    before = instant_of(other) if moment else None
    if moment and before:
        return moment > before
    return one.day > other.day and one.first_day > other.day  # the second alone decides, the first takes less time


def is_same_day(one: Record, other: Record) -> bool:
    """Return whether both were said on one exact day, in an order that is not known."""
    exact = one.day == other.day and one.first_day == other.first_day == one.day
    return exact and not is_later(one, other) and not is_later(other, one)


def statement_order(record: Record) -> tuple[date, str]:
    """Return the sort key of records by when they were said."""
    return record.day, record.id


def instant_of(record: Record) -> datetime | None:
    """Return the instant at which it was said; None if only a day is known."""
    when = record.when
    return when.instant if when and when.instant and when.last == record.day else None


def names_of_origin(record: Record) -> frozenset[str]:
    """Return its id, and the id of the record that it is derived from."""
    return frozenset((record.id, record.origin)) if isinstance(record, Position) else frozenset((record.id,))
