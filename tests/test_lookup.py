"""From what was typed to the thing meant: ids, prefixes, hashes and names; and every way to say when."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from negtrack.beginnings import collect_beginnings, take_beginnings
from negtrack.errors import AmbiguousIdError, NegtrackError, UnknownIdError, UsageError
from negtrack.lookup import (
    Clock,
    find_day,
    find_event,
    find_groups,
    find_instant,
    find_issue,
    find_issues,
    find_party,
    find_proposal,
    find_record,
    find_source,
    read_date,
)
from negtrack.model import Negotiation

from .negotiations import build_negotiation

Build = Callable[..., Negotiation]
TEXT = """
party.us = { name = "United States", role = "guarantor" }
party.usa = { name = "US", role = "observer" }
party."côte" = { name = "Côte d'Ivoire", role = "observer" }
source.post-1 = { title = "One" }
source.post-2 = { title = "Two" }
proposal.first = { title = "First" }
event.round = { title = "Round", date = 2024-03-18, until = 2024-03-22 }
event.spring = { title = "Spring", date = "2024-04" }
event.open = { title = "Open", date = "2024-04/.." }
event.42-days = { title = "Truce", date = 2024-05-01 }
event."été" = { title = "Summer", date = 2024-07-01 }
position.2024-03-25-pay-5d1c = { value = "40" }
position.2024-03-25-pay-77aa = { value = "41" }
position.2024-03-26-hours-77aa = { value = "35", issue = "hours" }
position.77aa-by-hand = { value = "42" }
position.beef = { value = "43" }
position.2024-03-27-pay-beef = { value = "44" }
retraction.2024-03-28-retraction-0e0e = { of = "beef" }
"""
CLOCK = Clock(datetime(2024, 3, 27, 12, tzinfo=UTC))  # a Wednesday


@pytest.fixture(scope="module")
def talks(negotiation_of: Build) -> Negotiation:
    """A negotiation with ids that share beginnings and endings."""
    return negotiation_of(TEXT)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("union", "union"),
        ("un", "union"),
        ("UNION", "union"),
        ("Employers", "employer"),
        ("united states", "us"),
        ("us", "us"),
        ("US", "us"),
        ("côte", "côte"),
        (unicodedata.normalize("NFD", "Côte"), "côte"),
        (unicodedata.normalize("NFD", "CÔTE D'IVOIRE"), "côte"),
    ],
)
def test_parties(talks: Negotiation, typed: str, found: str) -> None:
    """A party is found by its id, a unique prefix of it, or its name, in any case and composition; the id first."""
    assert find_party(talks, typed).id == found


def test_short_names_of_parties() -> None:
    """A party is found by its short name too, unless another has the same."""
    head = """
    party.union = { name = "Health Workers", short = "HWU", role = "principal" }
    party.port = { name = "Port of Haifa", short = "Haifa", role = "principal" }
    party.city = { name = "City of Haifa", short = "Haifa", role = "principal" }
    """
    negotiation = build_negotiation(head, "")
    assert find_party(negotiation, "hwu").id == "union"
    with pytest.raises(UnknownIdError):
        find_party(negotiation, "Haifa")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("2024-03-25-pay-5d1c", "2024-03-25-pay-5d1c"),
        ("2024-03-25-pay-5", "2024-03-25-pay-5d1c"),
        ("2024-03-26", "2024-03-26-hours-77aa"),
        ("5d1c", "2024-03-25-pay-5d1c"),
        ("5D1C", "2024-03-25-pay-5d1c"),
        ("77aa-", "77aa-by-hand"),
        ("beef", "beef"),
        ("0e0e", "2024-03-28-retraction-0e0e"),
        ("first", "first"),
    ],
)
def test_records(talks: Negotiation, typed: str, found: str) -> None:
    """A record is found by its id, a unique prefix of it, or its hash alone; an id before a hash."""
    assert find_record(talks, typed).id == found


@pytest.mark.parametrize(
    ("find", "typed", "found"),
    [
        (find_issue, "ho", "hours"),
        (find_event, "rou", "round"),
        (find_source, "post-2", "post-2"),
        (find_source, "two", "post-2"),
        (find_proposal, "fi", "first"),
    ],
)
def test_other_things(talks: Negotiation, find: Callable[..., Negotiation], typed: str, found: str) -> None:
    """Issues, events, sources and proposals are found by a unique prefix of their id, a source by its title too."""
    assert find(talks, typed).id == found


def test_several_at_once() -> None:
    """A final `*` takes all issues, or all groups, that begin so; a group may be shortened, and an unknown one is
    refused."""
    paid = build_negotiation("""
    issue.wage-first = { title = "First", kind = "text", group = "Wages" }
    issue.wage-second = { title = "Second", kind = "text", group = "wages of others" }
    issue.leave = { title = "Leave", kind = "text", group = "time" }
    """)
    assert [issue.id for issue in find_issues(paid, "wage-*")] == ["wage-first", "wage-second"]
    assert [issue.id for issue in find_issues(paid, "lea")] == ["leave"]
    assert list(find_groups(paid, "Wage*")) == ["Wages", "wages of others"]
    assert list(find_groups(paid, "ti")) == ["time"]
    for find, typed in ((find_issues, "x*"), (find_groups, "x*"), (find_groups, "tmie")):
        with pytest.raises(UnknownIdError):
            find(paid, typed)


@pytest.mark.parametrize(
    ("find", "typed", "message"),
    [
        (find_party, "u", '"u" matches more than one party: union, us, usa; write more of it'),
        (find_source, "post", '"post" matches more than one source: post-1, post-2; write more of it'),
        (find_record, "2024-03-25", "2024-03-25-pay-5d1c, 2024-03-25-pay-77aa"),
        (find_record, "77aa", "2024-03-25-pay-77aa, 2024-03-26-hours-77aa"),
    ],
)
def test_ambiguous(talks: Negotiation, find: Callable[..., object], typed: str, message: str) -> None:
    """A prefix that matches more than one is refused, and the matches are named."""
    with pytest.raises(AmbiguousIdError) as caught:
        find(talks, typed)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("find", "typed", "message"),
    [
        (find_party, "unoin", 'no party "unoin" in talks; did you mean union? (negtrack parties lists them)'),
        (
            find_party,
            "xyz",
            'no party "xyz" in talks; known are côte, employer, state, union, us, usa (negtrack parties lists them)',
        ),
        (
            find_party,
            "",
            'no party "" in talks; known are côte, employer, state, union, us, usa (negtrack parties lists them)',
        ),
        (find_issue, "day", "no issue"),
        (find_event, "sinned", "did you mean signed?"),
        (find_source, "pots-1", "did you mean post-1"),
        (find_proposal, "beef", "no proposal"),
        (find_record, "5d1", 'no record "5d1" in talks; did you mean 2024-03-25-pay-5d1c?'),
        (find_record, "ffff", 'no record "ffff" in talks'),
        (find_record, "hand", 'no record "hand" in talks'),
    ],
)
def test_unknown(talks: Negotiation, find: Callable[..., object], typed: str, message: str) -> None:
    """What fits nothing is refused, with what is near and where the known ones are listed."""
    with pytest.raises(UnknownIdError) as caught:
        find(talks, typed)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2024-03-25", "2024-03-25"),
        (" 2024-03-25 ", "2024-03-25"),
        ("2024-02", "2024-02-29"),
        ("2023", "2023-12-31"),
        ("../2024-03-25", "2024-03-25"),
        ("2024-03-01/2024-03-10", "2024-03-10"),
        ("2024-03-25T23:30:00-05:00", "2024-03-25"),
        ("round", "2024-03-22"),
        ("ROU", "2024-03-22"),
        ("round:start", "2024-03-18"),
        ("Rou:START", "2024-03-18"),
        ("42:start", "2024-05-01"),
        ("spring:start", "2024-04-30"),
        ("spring", "2024-04-30"),
        ("42-days", "2024-05-01"),
        ("42", "2024-05-01"),
        (unicodedata.normalize("NFD", "Été"), "2024-07-01"),
        ("today", "2024-03-27"),
        ("Today", "2024-03-27"),
        ("yesterday", "2024-03-26"),
        ("tomorrow", "2024-03-28"),
        ("tuesday", "2024-03-26"),
        ("thursday", "2024-03-21"),
        ("wednesday", "2024-03-20"),
        ("-14d", "2024-03-13"),
        ("-0d", "2024-03-27"),
        ("7d", "2024-03-20"),
        ("7 days ago", "2024-03-20"),
        ("2 weeks ago", "2024-03-13"),
        ("last week", "2024-03-20"),
        ("last month", "2024-02-27"),
        ("a year ago", "2023-03-27"),
        ("last Thursday", "2024-03-21"),
        ("20 Mar", "2024-03-20"),
        ("20 Nov", "2023-11-20"),
        ("March 20th, 2024", "2024-03-20"),
        ("31/12/2026", "2026-12-31"),
    ],
)
def test_days(talks: Negotiation, typed: str, day: str) -> None:
    """WHEN is a date (its last day), an event (its end or start), today, yesterday, a past weekday or days ago."""
    assert find_day(talks, typed, CLOCK) == date.fromisoformat(day)


def test_days_before_the_calendar(talks: Negotiation) -> None:
    """Days ago end at the first day of the calendar."""
    assert find_day(talks, "-99999d", Clock(datetime(2, 1, 1, tzinfo=UTC))) == date.min


@pytest.mark.parametrize(
    ("typed", "written", "if_past"),
    [
        ("2024-03", "2024-03", "2024-03"),
        ("20 Mar 2024", "2024-03-20", "2024-03-20"),
        ("31.12.2026", "2026-12-31", "2026-12-31"),
        ("20 Nov", "20 Nov", "2023-11-20"),
        ("yesterday", "yesterday", "2024-03-26"),
        ("Tuesday", "Tuesday", "2024-03-26"),
        ("last week", "last week", "last week"),
        ("42 days after round", "42 days after round", "42 days after round"),
    ],
)
def test_dates_as_people_write_them(typed: str, written: str, if_past: str) -> None:
    """A day without its year, and a day by today, is read only where it has passed; a week is no day."""
    assert read_date(typed, CLOCK.today, is_past=False) == written
    assert read_date(typed, CLOCK.today) == if_past


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("05/10/2024", '"05/10/2024" may be 2024-05-10 or 2024-10-05; write the one that is meant'),
        ("2024-02-30", "2024-02-30: 2024-02 has no day 30"),
        ("2024-13", "no month 13"),
        ("24-3-1", "not a date"),
        ("2024-03-25/..", '"2024-03-25/.." has no end; write one day'),
        ("2024-03-25T10:00", "a time needs its offset"),
        ("signed", 'the event "signed" has no date yet'),
        ("open", 'the event "open" has no date yet'),
        ("open:start", 'the event "open:start" has no date yet'),
        ("round:end", 'no event "round:end"'),
        ("sprnig", 'no event "sprnig" in talks; did you mean spring?'),
        ("overmorrow", 'no event "overmorrow"'),
        ("-14", 'no event "-14"'),
        ("", "no event"),
    ],
)
def test_bad_days(talks: Negotiation, typed: str, message: str) -> None:
    """What names no day is refused: a bad date as a date, any other word as an event."""
    with pytest.raises((UsageError, UnknownIdError)) as caught:
        find_day(talks, typed, CLOCK)
    assert message in str(caught.value)
    assert isinstance(caught.value, NegtrackError)


def test_today_is_in_utc() -> None:
    """Today is the day in UTC."""
    late = datetime(2024, 3, 27, 23, tzinfo=timezone(timedelta(hours=-5)))
    assert Clock(late).today == date(2024, 3, 28)


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2024-03-25T10:00:00+02:00", "2024-03-25T08:00:00+00:00"),
        ("2024-03-25 10:00:00z", "2024-03-25T10:00:00+00:00"),
        ("2024-03-25", "2024-03-25T23:59:59+00:00"),
        ("2024-03", "2024-03-31T23:59:59+00:00"),
        ("round", "2024-03-22T23:59:59+00:00"),
        ("yesterday", "2024-03-26T23:59:59+00:00"),
        ("-14d", "2024-03-13T23:59:59+00:00"),
    ],
)
def test_instants(talks: Negotiation, typed: str, instant: str) -> None:
    """On the clock of recording a date-time is itself and a day lasts to its end in UTC."""
    assert find_instant(talks, typed, CLOCK) == datetime.fromisoformat(instant)


def test_bad_instants(talks: Negotiation) -> None:
    """A date-time without its offset is no instant."""
    with pytest.raises(UsageError, match="a time needs its offset"):
        find_instant(talks, "2024-03-25T10:00:00", CLOCK)


def test_beginnings_are_collected_on_demand(talks: Negotiation) -> None:
    """What is taken for the beginning of an id is known within the block that collects it, once; nothing is kept for
    programs that ask through the library, nor from one block to the next."""
    find_party(talks, "un")
    assert take_beginnings() == {}
    with collect_beginnings():
        found = find_party(talks, "un").id
        assert take_beginnings() == {"un": f"party {found}"}
        assert take_beginnings() == {}
        find_party(talks, "un")
    with collect_beginnings():
        assert take_beginnings() == {}
