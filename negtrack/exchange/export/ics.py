"""What is due as a calendar (RFC 5545), for calendar programs.

A day is an all-day event. An instant is written in UTC: programs do not read a fixed offset alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from negtrack.exchange.extras import load_extra
from negtrack.model import Negotiation
from negtrack.render.clean import sanitise
from negtrack.views.lists import ListView


def calendar_text(negotiation: Negotiation, view: ListView) -> str:
    """Return the calendar of what has a day, in its order; the same bytes for the same records. Raises `UsageError`
    where the library is missing."""
    icalendar = load_extra("icalendar", "calendar", "a calendar")
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//negtrack//due//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", sanitise(view.frame.title))
    for line in view.lines:
        if line["day"]:
            event = icalendar.Event()
            for name, value in _fields(negotiation, line).items():
                event.add(name, value)
            calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text.decode()


def _fields(negotiation: Negotiation, line: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of one event. Its id does not change with its day or its state."""
    parts = (negotiation.id, line["kind"], line["id"], line["step"])
    described = (f"{line['when']}: {line['words']}", *_texts(line["remarks"]))
    whose = f" ({line['whose']})" if line["whose"] else ""
    return {
        "uid": f"{'/'.join(str(part) for part in parts if part)}@negtrack",
        "dtstamp": line["stamp"],
        **_days(line),
        "summary": sanitise(f"{line['what']}{whose}"),
        "description": "\n".join(sanitise(text) for text in described),
        "categories": [str(line["kind"])],
        "transp": "TRANSPARENT",
    }


def _texts(value: object) -> list[str]:
    return [str(text) for text in value] if isinstance(value, list) else []


def _days(line: Mapping[str, object]) -> dict[str, object]:
    """Return the start, and the end of what lasts several days: the day after its last."""
    if line["instant"]:
        return {"dtstart": datetime.fromisoformat(str(line["instant"])).astimezone(UTC)}
    first, last = date.fromisoformat(str(line["day"])), line["until"]
    end = {"dtend": last + timedelta(days=1)} if isinstance(last, date) and first < last < date.max else {}
    return {"dtstart": first, **end}
