"""What counts from two events is one line only where the date of one hangs on the other."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import combinations

import pytest

from negtrack.model import Negotiation
from negtrack.query import Snapshot, pair_of
from tests.examples import tiers
from tests.oracle.talks import Tables, link_tables, random_talks

HANGING = "14 days after signed"
SIGNED = date(2024, 3, 2)
AFTER = "2 weeks after vote"
EVENTS = {"signed": {"title": "Signature"}, "vote": {"title": "Vote"}}


def _texts(count: int) -> list[str]:
    """Return the random talks in which something counts from the vote."""
    return [text for text, _ in map(random_talks, range(count)) if AFTER in text]


def _answers(negotiation: Negotiation) -> list[object]:
    """Return how each pair stands on each issue."""
    snapshot = Snapshot(negotiation)
    pairs = combinations([party.id for party in negotiation.principals], 2)
    found = [pair_of(snapshot, issue, *pair) for pair in pairs for issue in negotiation.issues.values()]
    return [(pair.status, pair.gap.distance, pair.settlement and pair.settlement.state) for pair in found]


def _with_dates(text: str, **dates: object) -> Negotiation:
    """Return the talks with these dates of events."""
    tables: Tables = tomllib.loads(text)
    events = {name: {**table, **({"date": dates[name]} if name in dates else {})} for name, table in EVENTS.items()}
    return link_tables({**tables, "event": events})[1]


@pytest.mark.parametrize("count", tiers(120, 1_500))
def test_the_day_of_the_event_that_a_date_hangs_on_changes_nothing(count: int) -> None:
    """Two events of which one hangs on the other are one line, whether or not the other has a day; two with days that
    are only written out are two lines."""
    apart = 0
    for text in _texts(count):
        hanging = _answers(_with_dates(text, vote=HANGING))
        assert hanging == _answers(_with_dates(text, signed=SIGNED, vote=HANGING))
        apart += hanging != _answers(_with_dates(text, signed=SIGNED, vote=date(2024, 3, 16)))
    assert apart


@pytest.mark.parametrize("count", tiers(120, 1_500))
def test_two_events_are_one_line_where_one_hangs_on_the_other(count: int) -> None:
    """Where neither event has a day, what counts from the one that hangs on the other counts from that, two weeks
    later; where nothing hangs, the two are not comparable."""
    apart = 0
    for text in _texts(count):
        hanging = _answers(_with_dates(text, vote=HANGING))
        assert hanging == _answers(_with_dates(text.replace(AFTER, "4 weeks after signed"), vote=HANGING))
        apart += hanging != _answers(_with_dates(text))
    assert apart
