"""`events`, and what was known of an event at a moment: not how long it went on, nothing of one that had not begun."""

from __future__ import annotations

from negtrack.dates import When
from negtrack.model import Event
from negtrack.query import Snapshot
from negtrack.views.lists import ListView, list_frame, no_entries
from negtrack.views.phrasing import deadline_text, year_of
from negtrack.views.view import Row

_BESIDE = (("said_by", "according to"), ("note", "note"))
"""Columns that stand on the page only where an event has them."""


def has_begun(snapshot: Snapshot, event: Event) -> bool:
    """Return whether an event had begun on the day asked for, or has no date; True where no day was asked for."""
    return snapshot.as_of is None or event.start is None or event.start <= snapshot.as_of


def has_ended(snapshot: Snapshot, event: Event) -> bool:
    """Return whether an event was over on the day asked for; True where no day was asked for."""
    return snapshot.as_of is None or event.end is None or event.end <= snapshot.as_of


def event_days(snapshot: Snapshot, event: Event) -> str:
    """Return the days of an event: `18 Mar - 26 Mar`, `since 18 Mar` while it goes on; "" if it has none."""
    year = year_of(snapshot)
    if event.date and event.until and not has_ended(snapshot, event):
        return f"since {_date_text(event.date, year)}"
    last = event.until.last if event.until else None
    first_year = last.year if last and year != last.year else year
    days = (
        _date_text(event.date, first_year) if event.date else "",
        _date_text(event.until, year) if event.until else "",
    )
    return " - ".join(filter(None, days))


def _date_text(when: When, year: int | None) -> str:
    """Return a date in words, with its hour if it has one; of one that hangs on an event also how: `day 16 of
    ceasefire-start = 3 Feb`."""
    day = deadline_text(when, year) if when.last or when.first else ""
    return " = ".join(filter(None, (when.text if when.base else "", day)))


def _said_by(snapshot: Snapshot, event: Event) -> str:
    """Return who said that it happened, with the party of the speaker; "" where nobody is named."""
    party = snapshot.negotiation.parties.get(event.side)
    people = party.delegates if party else ()
    name = next((person.name for person in people if person.id == event.speaker), event.speaker)
    return f"{name} ({party.name})" if name and party else name


def _line(snapshot: Snapshot, event: Event) -> Row:
    return {
        "id": event.id,
        "title": event.title,
        "date": event.date.text if event.date else "",
        "day": event.start.isoformat() if event.start else "",
        "until": event.until.text if event.until and has_ended(snapshot, event) else "",
        "place": event.place,
        "participants": list(event.participants),
        "day-one": event.day_one,
        "sources": list(event.sources),
        "speaker": event.speaker,
        "side": event.side,
        "note": event.note if has_ended(snapshot, event) else "",
        "said_by": _said_by(snapshot, event),
        "when": event_days(snapshot, event) or "undated",
    }


def build_events(snapshot: Snapshot) -> ListView:
    """Build the list of the events that had begun: dated ones by day, then those without a date."""
    begun = (event for event in snapshot.negotiation.events.values() if has_begun(snapshot, event))
    events = sorted(begun, key=lambda event: (event.end is None, event.end or 0, event.id))
    lines = tuple(_line(snapshot, event) for event in events)
    columns = (
        *("id", "title", "date", "until", "place", "participants"),
        *("day", "day-one", "sources", "speaker", "side", "note"),
    )
    headings = (
        ("id", "id"),
        ("when", "when"),
        ("title", "title"),
        ("place", "place"),
        ("participants", "participants"),
        *(heading for heading in _BESIDE if any(line[heading[0]] for line in lines)),
    )
    return ListView(
        "events",
        list_frame(snapshot, "events"),
        columns,
        lines,
        headings,
        no_entries("events", snapshot.negotiation.events),
        title=snapshot.negotiation.title,
    )
