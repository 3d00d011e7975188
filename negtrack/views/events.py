"""What was known of an event at a moment: not how long it went on, and nothing of one that had not begun."""

from __future__ import annotations

from negtrack.model import Event
from negtrack.query import Snapshot
from negtrack.views.phrasing import when_text, year_of


def has_begun(snapshot: Snapshot, event: Event) -> bool:
    """Return whether an event had begun on the day asked for, or has no date; True where no day was asked for."""
    start = event.date.last if event.date else None
    return snapshot.as_of is None or start is None or start <= snapshot.as_of


def has_ended(snapshot: Snapshot, event: Event) -> bool:
    """Return whether an event was over on the day asked for; True where no day was asked for."""
    return snapshot.as_of is None or event.end is None or event.end <= snapshot.as_of


def event_days(snapshot: Snapshot, event: Event) -> str:
    """Return the days of an event: `18 Mar - 26 Mar`, `since 18 Mar` while it goes on; "" if it has none."""
    year = year_of(snapshot)
    if event.date and event.until and not has_ended(snapshot, event):
        return f"since {when_text(event.date, year)}"
    return " - ".join(when_text(when, year) for when in (event.date, event.until) if when)
