"""Dates: what is read, what is refused, and what stands in a file."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.dates import add_months, parse_when, to_toml
from negtrack.errors import NotationError

D = date.fromisoformat
EAST = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-03-25", D("2024-03-25"), D("2024-03-25")),
        ("2024-02-29", D("2024-02-29"), D("2024-02-29")),
        ("2023-09", D("2023-09-01"), D("2023-09-30")),
        ("2024-02", D("2024-02-01"), D("2024-02-29")),
        ("2023", D("2023-01-01"), D("2023-12-31")),
        ("9999-12", D("9999-12-01"), D("9999-12-31")),
        ("../2023-10-19", None, D("2023-10-19")),
        ("../2023-10", None, D("2023-10-31")),
        ("2023-10-19/..", D("2023-10-19"), None),
        ("2023/..", D("2023-01-01"), None),
        ("2023-09-01/2023-09-10", D("2023-09-01"), D("2023-09-10")),
        ("2023-09/2023-10", D("2023-09-01"), D("2023-10-31")),
        ("2023-09-10/2023-09", D("2023-09-10"), D("2023-09-30")),
    ],
    ids=str,
)
def test_a_date_knows_its_first_and_last_possible_day(text: str, first: date | None, last: date | None) -> None:
    """Days, months, years and intervals keep their text and span whole days; `..` leaves an end open."""
    when = parse_when(text)
    assert (when.text, when.first, when.last, when.instant) == (text, first, last, None)
    assert parse_when(when.text) == when


@pytest.mark.parametrize(
    ("text", "exact"),
    [("2024-03-25", True), ("2024-03", False), ("../2024-03-25", False), ("2024-03-25/..", False)],
    ids=str,
)
def test_only_one_day_is_exact(text: str, exact: bool) -> None:
    """A date is exact where its first and last possible day are the same."""
    assert parse_when(text).exact is exact


def test_an_interval_of_one_day_is_that_day() -> None:
    """`A/A` and surrounding blanks have no place in the canonical text."""
    assert parse_when(" 2023-09-01/2023-09-01 ") == parse_when("2023-09-01")
    assert parse_when(" 2023-09-01 ").text == "2023-09-01"


@pytest.mark.parametrize(
    ("text", "canonical", "day"),
    [
        ("2024-03-25T14:00:00+02:00", "2024-03-25T14:00:00+02:00", "2024-03-25"),
        ("2024-03-25t14:00z", "2024-03-25T14:00:00+00:00", "2024-03-25"),
        ("2026-11-23 09:12:44.5+00:00", "2026-11-23T09:12:44.500000+00:00", "2026-11-23"),
        ("2023-09-14T23:59-04:00", "2023-09-14T23:59:00-04:00", "2023-09-14"),
        ("2023-09-14 23:59 -04:00", "2023-09-14T23:59:00-04:00", "2023-09-14"),
        ("2023-09-14 23:59-0430", "2023-09-14T23:59:00-04:30", "2023-09-14"),
        ("2023-09-14 23:59+04", "2023-09-14T23:59:00+04:00", "2023-09-14"),
        ("2023-09-14 23:59 UTC", "2023-09-14T23:59:00+00:00", "2023-09-14"),
        ("2023-09-14 23:59 gmt", "2023-09-14T23:59:00+00:00", "2023-09-14"),
    ],
    ids=str,
)
def test_an_instant_keeps_its_offset_and_the_day_there(text: str, canonical: str, day: str) -> None:
    """A date-time's day is the day at its own offset, not in UTC."""
    when = parse_when(text)
    assert when.text == canonical
    assert when.first == when.last == D(day)
    assert when.exact
    assert when.instant == datetime.fromisoformat(canonical)
    assert parse_when(when.text) == when


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("2024-02-30", "2024-02 has no day 30; write a day 01 to 29"),
        ("2023-02-29", "no day 29"),
        ("2024-00-10", "no month 00"),
        ("2024-13", "no month 13"),
        ("2024-06-00", "no day 00"),
        ("0000", "outside the years 0001 to 9999"),
        ("0000-01-01", "outside the years"),
        ("12024", "not a date"),
        ("-0044", "not a date"),
        ("24-03-25", "not a date"),
        ("2024-3-5", "not a date"),
        ("25.03.2024", "not a date"),
        ("٢٠٢٤-٠٣-٢٥", "not a date"),
        ("2024-03-25~", "not a date"),
        ("", "not a date"),
        ("yesterday", "not a date"),
        ("2" * 5000, "not a date"),
        ("../..", "open at both ends"),
        ("../", "not a date"),
        ("2023-09-10/2023-09-01", "runs backwards; write 2023-09-01/2023-09-10"),
        ("2023/2022", "runs backwards; write 2022/2023"),
        ("2023-01-01/2023-02-31", "no day 31"),
        ("2024/2025/2026", "not a date"),
        (
            "2024-03-25T14:00",
            "a time needs its offset; write 2024-03-25T14:00+00:00 for UTC, or the day alone: 2024-03-25",
        ),
        ("2024-02-30T14:00+00:00", "no day 30"),
        ("2024-03-25T25:00+00:00", "no such time"),
        ("2024-03-25T14:00+99:00", "no such time"),
        ("0001-01-01T00:00+14:00", "outside the years 1 to 9999 in UTC"),
        (datetime(2024, 3, 25, 14), "a time needs its offset"),
        (datetime(2024, 3, 25, 14, tzinfo=timezone(timedelta(seconds=30))), "whole minutes"),
        (2023, "in quotes"),
    ],
    ids=lambda raw: str(raw)[:30],
)
def test_what_is_no_date_is_refused_with_what_to_write(raw: str | date | datetime, says: str) -> None:
    """Impossible days, backward intervals, naive times and foreign digits raise NotationError, never anything else."""
    with pytest.raises(NotationError) as fault:
        parse_when(raw)
    assert says in str(fault.value)
    assert "write" in str(fault.value)


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("2024-03-25", D("2024-03-25")),
        (D("2024-03-25"), D("2024-03-25")),
        ("2023-09-01/2023-09-01", D("2023-09-01")),
        ("2024-03/2024-03-01", "2024-03/2024-03-01"),
        ("2023-12-31/2023", "2023-12-31/2023"),
        ("2023-09", "2023-09"),
        ("../2023-10-19", "../2023-10-19"),
        ("2024-03-25T14:00:00Z", datetime(2024, 3, 25, 14, tzinfo=UTC)),
        (datetime(2024, 3, 25, 14, tzinfo=EAST), datetime(2024, 3, 25, 14, tzinfo=EAST)),
    ],
    ids=str,
)
def test_a_file_holds_days_as_dates_and_the_rest_as_text(
    raw: str | date | datetime, stored: str | date | datetime
) -> None:
    """Whole days are TOML dates, instants TOML date-times, all else a string; each comes back as it was."""
    when = parse_when(raw)
    assert to_toml(when) == stored
    assert type(to_toml(when)) is type(stored)
    assert parse_when(to_toml(when)) == when


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-15", 12, "2025-01-15"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-01-31", -2, "2023-11-30"),
        ("2024-11-30", 3, "2025-02-28"),
        ("2024-06-10", 0, "2024-06-10"),
    ],
)
def test_months_are_clipped_to_the_end_of_the_month(day: str, months: int, expected: str) -> None:
    """A month after 31 January is the last day of February."""
    assert add_months(D(day), months) == D(expected)


@pytest.mark.parametrize(("day", "months"), [("9999-12-01", 1), ("0001-01-01", -1), ("2024-01-01", 10**30)])
def test_months_beyond_the_calendar_are_refused(day: str, months: int) -> None:
    """No day lies outside the years 1 to 9999."""
    with pytest.raises(NotationError, match="outside the years"):
        add_months(D(day), months)


@given(st.dates(), st.dates())
def test_any_interval_of_two_days_reads_back(one: date, other: date) -> None:
    """An interval spans exactly from its first to its last day, and its text parses to itself."""
    first, last = sorted((one, other))
    when = parse_when(f"{first}/{last}")
    assert (when.first, when.last) == (first, last)
    assert parse_when(when.text) == when


@given(st.datetimes(timezones=st.sampled_from([UTC, EAST, timezone(timedelta(hours=-9, minutes=-30))])))
def test_any_instant_reads_back(moment: datetime) -> None:
    """A date-time parses from its own text, or is refused at the edge of the calendar."""
    try:
        when = parse_when(moment)
    except NotationError:
        assert moment.year in (1, 9999)
        return
    assert parse_when(when.text) == when
    assert when.first == moment.date()


@given(st.text(alphabet="0123456789-/.:TZ+ tz~", max_size=30) | st.text(max_size=50))
def test_random_text_raises_nothing_but_notation_errors(text: str) -> None:
    """Whatever is typed is a date with a stable text, or a NotationError."""
    try:
        when = parse_when(text)
    except NotationError:
        return
    assert parse_when(when.text) == when
