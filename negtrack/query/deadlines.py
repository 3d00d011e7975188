"""Offers that lapse: from then on they cannot be accepted, and stay the last word of their party."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from negtrack.dates import When
from negtrack.model import Position, Proposal, Record
from negtrack.model.order import instant_of

if TYPE_CHECKING:
    from negtrack.query.snapshot import Snapshot


def lapse_day(expires: When | None) -> date | None:
    """Return the first day at whose end an offer has lapsed: that of the instant, or the day after a whole day; None
    for no expiry, and at the end of the calendar."""
    if expires is None or expires.last is None or expires.last == date.max:
        return None
    return expires.last if expires.instant else expires.last + timedelta(days=1)


def has_lapsed(snapshot: Snapshot, offer: Proposal | Position) -> bool:
    """Return whether an offer has lapsed by the day that the snapshot shows."""
    ended = lapse_day(offer.expires)
    today = (snapshot.as_of or snapshot.whole.day) if ended else None
    return ended is not None and today is not None and today >= ended


def is_too_late(record: Record, offer: Proposal) -> bool:
    """Return whether a record was certainly said after an offer had lapsed."""
    return offer.expires is not None and is_after_deadline(record, offer.expires)


def is_after_deadline(record: Record, deadline: When) -> bool:
    """Return whether a record is certainly of after a deadline: of after that day, or that instant."""
    if deadline.last is None:
        return False
    moment, instant = instant_of(record), deadline.instant
    return moment > instant if moment and instant else record.first_day > deadline.last
