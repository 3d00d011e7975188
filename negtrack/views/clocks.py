"""The moment of the two clocks that an answer shows, in words and for machines."""

from __future__ import annotations

from datetime import UTC, time

from negtrack.query import Snapshot
from negtrack.views.phrasing import day_text


def clocks_text(snapshot: Snapshot) -> str:
    """Return the moment of both clocks: `as of 26 Mar 2024, as known on 20 Mar 2024`; of the second clock only what
    was asked for."""
    stated = f"as of {day_text(snapshot.day)}" if snapshot.day else "nothing on record yet"
    return ", ".join(part for part in (stated, known_text(snapshot)) if part)


def known_text(snapshot: Snapshot) -> str:
    """Return the moment of the second clock: `as known on 20 Mar 2024`, `as known in git:HEAD~1`; "" where it is
    open."""
    if snapshot.negotiation.revision:
        return f"as known in git:{snapshot.negotiation.revision}"
    if snapshot.known_at is None:
        return ""
    instant = snapshot.known_at.astimezone(UTC)
    hour = "" if instant.time() == time(23, 59, 59) else f" at {instant:%H:%M:%S} UTC"
    return f"as known on {day_text(instant.date())}{hour}"


def clock_fields(snapshot: Snapshot) -> dict[str, object]:
    """Return the moment of both clocks for machines; a revision as `git:REV`."""
    revision, instant = snapshot.negotiation.revision, snapshot.known_at
    known = f"git:{revision}" if revision else instant.isoformat() if instant else None
    return {"as_of": as_of_date(snapshot), "known_at": known}


def as_of_date(snapshot: Snapshot) -> str | None:
    """Return the day of a snapshot in ISO form."""
    return snapshot.day.isoformat() if snapshot.day else None
