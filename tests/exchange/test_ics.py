"""What is due as a calendar: read back by a library that did not write it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import vobject

from negtrack.exchange.export.ics import calendar_text
from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.views.due import build_due

Build = Callable[..., Negotiation]
OFFER = 'proposal.p = { terms = ["pay = 45"], side = "own", expires = 2024-03-05 }\n'


def calendar(negotiation: Negotiation, day: int = 4) -> str:
    """Return the calendar of a day of March."""
    return calendar_text(negotiation, build_due(Snapshot(negotiation, date(2024, 3, day))))


def events(negotiation: Negotiation, day: int = 4) -> list[Any]:
    """Return the events of the calendar."""
    return list(getattr(vobject.readOne(calendar(negotiation, day)), "vevent_list", []))


def test_a_day_is_an_all_day_event(negotiation_of: Build) -> None:
    """A day has no hour, so that it is the same day in every zone; summary and description say what the page says."""
    (event,) = events(negotiation_of(OFFER))
    assert event.dtstart.value == date(2024, 3, 5)
    assert not isinstance(event.dtstart.value, datetime)
    assert event.summary.value == "p lapses (Union)"
    assert event.description.value == "5 Mar: awaits Employers, 1 day"
    assert event.categories.value == ["offer"]


@pytest.mark.parametrize("instant", ["2024-03-05T17:00:00-05:00", "2024-03-05T17:00:00+05:45", "2024-03-05T17:00:00Z"])
def test_an_instant(negotiation_of: Build, instant: str) -> None:
    """An instant is that instant for every reader, whatever its offset."""
    (event,) = events(negotiation_of(OFFER.replace("2024-03-05", instant)))
    assert event.dtstart.value == datetime.fromisoformat(instant)


def test_an_event_of_several_days(negotiation_of: Build) -> None:
    """A round of talks lasts until the day after its last, as RFC 5545 has it."""
    text = 'event.round = { title = "Round", date = 2024-03-06, until = 2024-03-08 }\n'
    (event,) = events(negotiation_of(text))
    assert (event.dtstart.value, event.dtend.value) == (date(2024, 3, 6), date(2024, 3, 9))


def test_ids_do_not_change(negotiation_of: Build) -> None:
    """The id of an event stays when its day or its state changes, so that a program updates it in place; the same
    records give the same bytes."""
    other = negotiation_of(
        OFFER.replace("03-05", "03-09")
        + 'response.r = { to = "p", answer = "rejected", party = "employer", side = "own" }'
    )
    ids = [event.uid.value for known in (negotiation_of(OFFER), other) for event in events(known)]
    assert ids == ["talks/offer/p@negtrack"] * 2
    assert calendar(other) == calendar(other)


def test_text_is_escaped(negotiation_of: Build) -> None:
    """Commas, semicolons, long and hidden characters come back as they are shown; lines are folded at 75 bytes."""
    title = "A, b; c\\d " + "ü" * 90 + "\u202e"
    negotiation = negotiation_of(f"event.e = {{ title = {title!r}, date = 2024-03-06 }}\n".replace("'", '"'))
    (event,) = events(negotiation)
    assert event.summary.value == f"e: A, b; c\\d {'ü' * 90}<U+202E>"
    assert max(len(line) for line in calendar(negotiation).encode().split(b"\r\n")) <= 75


def test_what_has_no_day(negotiation_of: Build) -> None:
    """A term that hangs on an event without a date has no place in a calendar."""
    text = 'agreement.d = { date = 2024-03-01, terms = ["start = 2 weeks"] }\n'
    assert events(negotiation_of(text)) == []
