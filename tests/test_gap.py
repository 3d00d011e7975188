"""Gaps: tables of cases, and the arithmetic held against counting points one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negtrack.gap import (
    SILENT,
    UNKNOWN,
    Gap,
    contains,
    gap_between,
    has_shrunk,
    not_comparable,
    print_distance,
    print_gap,
    same_set,
    spot_of,
)
from negtrack.values import EventDay, Scale, Value, parse_value, print_value

TIMING = Scale("timing", anchor="deal-signed")
DURATION = Scale("duration")
QUANTITY = Scale("quantity", unit="prisoners for 40 hostages")
PERCENT = Scale("percent")
RATIO = Scale("ratio")
MONEY = Scale("money")
DATE = Scale("date")
YEARS = Scale("date", unit="years")
LADDER = Scale("choice", options=("none", "limited", "major"), ordered=True)
OPTIONS = Scale("choice", options=("red", "green", "blue"))
YES_NO = Scale("yes-no")
MANDATE = Scale("mandate")
TEXT = Scale("text")
DATES = {"ceasefire-start": EventDay(date(2024, 1, 31)), "last-day": EventDay(date(9999, 12, 31))}


def between(scale: Scale, one: str | None, other: str | None) -> Gap:
    """Return the gap between two texts; None is no position."""
    a, b = (None if text is None else parse_value(text, scale) for text in (one, other))
    return gap_between(a, b, scale, DATES)


@pytest.mark.parametrize(
    ("scale", "one", "other", "printed"),
    [
        (TIMING, "immediately", "at least 2 weeks", "apart 14 days"),
        (TIMING, "immediately", "36 hours", "apart 36 hours"),
        (TIMING, "immediately", "24 hours", "apart 1 day"),
        (TIMING, "immediately", "1 hours", "apart 1 hour"),
        (TIMING, "immediately", "0.1 hours", "apart 1/240 days"),
        (TIMING, "minus 2 days", "3 days", "apart 5 days"),
        (TIMING, "day 30", "4 weeks", "apart 2 days"),
        (TIMING, "2 weeks", "2 weeks after deal-signed", "overlap 2 weeks"),
        (TIMING, "2 weeks", "14 days", "overlap 2 weeks"),
        (TIMING, "at least 2 weeks", "at most 14 days", "overlap 2 weeks"),
        (TIMING, "at least 2 weeks", "at most 15 days", "overlap 2 weeks..15 days"),
        (TIMING, "2 weeks", "2 weeks after ceasefire-start", "not comparable: anchor"),
        (TIMING, "1 month", "2 weeks", "not comparable: unit"),
        (TIMING, "1 month", "1 month", "overlap 1 month"),
        (TIMING, "1 month", "1 month after deal-signed", "overlap 1 month"),
        (TIMING, "1 month after ceasefire-start", "2 weeks after ceasefire-start", "apart 15 days"),
        (TIMING, "1 year after ceasefire-start", "366 days after ceasefire-start", None),
        (TIMING, "1.5 years after ceasefire-start", "18 months after ceasefire-start", None),
        (TIMING, "1.5 months after ceasefire-start", "2 weeks after ceasefire-start", "not comparable: unit"),
        (TIMING, "1 month after last-day", "2 weeks after last-day", "not comparable: unit"),
        (TIMING, "999999999 years after ceasefire-start", "1 day after ceasefire-start", "not comparable: unit"),
        (TIMING, "30 days..1 month after ceasefire-start", "1 day after ceasefire-start", "not comparable: unit"),
        (DURATION, "at least 2 weeks", "under 3 weeks", "overlap 2..under 3 weeks"),
        (DURATION, "6 weeks", "12..16 months", "not comparable: unit"),
        (DURATION, "6 weeks..2 months", "7 weeks", "not comparable: unit"),
        (DURATION, "6 weeks..2 months", "6 weeks..2 months", "overlap 6 weeks..2 months"),
        (DURATION, "1 year", "16 months", "apart 4 months"),
        (DURATION, "1 year", "13 months", "apart 1 month"),
        (QUANTITY, "700..1000", "700..800", "overlap 700..800"),
        (QUANTITY, "400", "700..1000", "apart 300"),
        (QUANTITY, "400", "over 700", "apart > 300"),
        (QUANTITY, "about 400", "500", "apart about 100"),
        (QUANTITY, "about 400", "over 500", "apart > about 100"),
        (QUANTITY, "about 400 or 450", "500", "apart 50"),
        (QUANTITY, "about 800", "700..1000", "overlap about 800"),
        (QUANTITY, "1m", "3m", "apart 2m"),
        (QUANTITY, "0.25", "0.75", "apart 0.5"),
        (QUANTITY, "not 5", "3..8", "overlap 3..under 5 or over 5..8"),
        (QUANTITY, "not 5", "5", "apart > 0"),
        (QUANTITY, "under 5 or over 9", "7", "apart > 2"),
        (QUANTITY, "under 5 or at least 9", "7", "apart 2"),
        (QUANTITY, "at least 5", "at most 2k", "overlap 5..2000"),
        (QUANTITY, "under 5 or over 3", "under 6 or over 2", "overlap at most 5 or at least 5"),
        (QUANTITY, "at least 5", "at most 5", "overlap 5"),
        (PERCENT, "40%", "36%", "apart 4 points"),
        (PERCENT, "10%", "11%", "apart 1 point"),
        (PERCENT, "minus 5%", "5%", "apart 10 points"),
        (RATIO, "30:1", "under 30:1", "apart > 0"),
        (RATIO, "30:1", "not 30:1", "apart > 0"),
        (RATIO, "30:1", "7:1", "apart 23"),
        (RATIO, "1:3", "1:1", "apart 2/3"),
        (RATIO, "60:2", "at least 30:1", "overlap 60:2"),
        (MONEY, "USD 5m/year", "USD 7m/year", "apart USD 2m/year"),
        (MONEY, "USD 40.39/hour", "USD 39.24/hour", "apart USD 1.15/hour"),
        (MONEY, "USD 40.50/hour", "USD 39/hour", "apart USD 1.50/hour"),
        (MONEY, "USD 1.3tn", "USD 300bn", "apart USD 1tn"),
        (MONEY, "USD 1234567", "USD 0", "apart USD 1234567"),
        (MONEY, "USD 6000", "USD 5000", "apart USD 1000"),
        (MONEY, "USD 700k", "USD 710000", "apart USD 10k"),
        (MONEY, "USD 710000", "USD 809.5k", "apart USD 99.5k"),
        (MONEY, "USD 700k", "USD 712340", "apart USD 12340"),
        (MONEY, "USD 5", "EUR 5", "not comparable: currency"),
        (MONEY, "USD 5/hour", "USD 5/day", "not comparable: period"),
        (MONEY, "at least USD 5", "at most USD 2tn", "overlap USD 5..2000000000000"),
        (DATE, "2030", "2040", "apart 3288 days (about 9 years)"),
        (DATE, "2030", "2031", "apart 1 day"),
        (DATE, "at most 2030", "2035..2040", "apart 1462 days (about 4 years)"),
        (DATE, "2030", "over 2035", "apart 1827 days (about 5 years)"),
        (DATE, "2020 or 2050", "2030", "apart 3288 days (about 9 years)"),
        (DATE, "2030", "2040-01", "apart 3288 days (about 9 years)"),
        (DATE, "2034", "2036", "apart 366 days"),
        (DATE, "2024-01-01", "2025-12-31", "apart 730 days"),
        (DATE, "2024-01-01", "2026-01-01", "apart 731 days (about 2 years)"),
        (DATE, "2024-01-01", "2027-07-01", "apart 1277 days (about 3.5 years)"),
        (DATE, "2024-04-10", "2024-04-11", "apart 1 day"),
        (YEARS, "2023", "2024", "apart 1 year"),
        (YEARS, "at most 2030", "2035..2040", "apart 5 years"),
        (YEARS, "2030", "over 2035", "apart 6 years"),
        (YEARS, "over 2035", "2020 or 2035", "apart 1 year"),
        (YEARS, "over 2030", "under 2031", "apart 1 year"),
        (YEARS, "over 2030", "under 2032", "overlap 2031"),
        (YEARS, "2034..2036", "2035..2037", "overlap 2035..2036"),
        (YEARS, "2034 or 2035", "2036", "apart 1 year"),
        (YEARS, "never", "2035", "apart"),
        (DATE, "over 2035", "at most 2035", "apart 1 day"),
        (DATE, "over 2030", "under 2031", "apart 1 day"),
        (DATE, "over 2026-06-30", "under 2026-07-01", "apart 1 day"),
        (DATE, "over 2026-06", "under 2026-07-02", "overlap 2026-07-01"),
        (DATE, "over 2030", "at least 2031", "overlap over 2030"),
        (DATE, "not 2030-06-01", "2030-06-01", "apart 1 day"),
        (DATE, "over 9999", "under 2031", "apart 2910618 days (about 7968.8 years)"),
        (TIMING, "over 1 day", "under 2 days", "overlap over 1..under 2 days"),
        (QUANTITY, "over 5", "under 6", "overlap over 5..under 6"),
        (DATE, "under 2035", "2035", "apart 1 day"),
        (DATE, "2034..2036", "2035..2037", "overlap 2035..2036"),
        (DATE, "2034..2036", "2035-06..2037", "overlap 2035-06-01..2036-12-31"),
        (DATE, "at least 2035", "at most 2035-01-01", "overlap 2035-01-01"),
        (DATE, "at most 2035", "2035-06", "overlap 2035-06"),
        (LADDER, "none", "major", "apart 2 rungs"),
        (LADDER, "none or limited", "major", "apart 1 rung"),
        (LADDER, "none or limited", "limited", "overlap limited"),
        (MANDATE, "limited", "sufficient", "apart 1 rung"),
        (MANDATE, "at most limited", "at least refer-back", "overlap refer-back or limited"),
        (OPTIONS, "red", "blue", "apart"),
        (OPTIONS, "red or blue", "green or blue", "overlap blue"),
        (YES_NO, "yes", "no", "apart"),
        (YES_NO, "yes", "yes", "overlap yes"),
        (TEXT, "words", "words", "not comparable: words"),
        (TEXT, "words", "other words", "not comparable: words"),
        (TEXT, "words", "undisclosed", "unknown"),
        (QUANTITY, "5", "unspecified", "unknown"),
        (QUANTITY, "undisclosed", "undisclosed", "unknown"),
        (QUANTITY, None, "unspecified", "silent"),
        (QUANTITY, None, None, "silent"),
        (TEXT, None, "words", "silent"),
    ],
    ids=lambda part: getattr(part, "kind", str(part)),
)
def test_the_gap_reads_as_one_phrase(scale: Scale, one: str | None, other: str | None, printed: str | None) -> None:
    """Whether sets meet, how far apart they are and why they cannot be compared; a printed None means they meet."""
    gap = between(scale, one, other)
    assert gap.status == "overlap" if printed is None else print_gap(gap, scale) == printed


@pytest.mark.parametrize(
    ("scale", "one", "other", "unit"),
    [
        (TIMING, "1 hours", "2 weeks", "days"),
        (DURATION, "1 year", "2 years", "months"),
        (QUANTITY, "1", "2", "prisoners for 40 hostages"),
        (PERCENT, "1%", "2%", "points"),
        (RATIO, "1:1", "2:1", ""),
        (MONEY, "USD 1/year", "USD 2/year", "USD/year"),
        (MONEY, "USD 1", "USD 2", "USD"),
        (DATE, "2034", "2035", "days"),
        (YEARS, "2034", "2035", "years"),
        (MANDATE, "none", "full", "rungs"),
        (OPTIONS, "red", "blue", ""),
    ],
    ids=lambda part: getattr(part, "kind", str(part)),
)
def test_a_distance_knows_its_unit(scale: Scale, one: str, other: str, unit: str) -> None:
    """The unit is that of the line on which both sets lie."""
    assert between(scale, one, other).unit == unit


def test_gaps_without_numbers_are_constants() -> None:
    """Silence, an unnamed value and a refusal have neither distance nor common part."""
    assert between(QUANTITY, None, "5") == SILENT
    assert between(QUANTITY, "unspecified", "5") == UNKNOWN
    assert between(MONEY, "USD 5", "EUR 5") == not_comparable("currency")
    assert print_gap(not_comparable("basis"), QUANTITY) == "not comparable: basis"
    assert [print_distance(gap) for gap in (SILENT, UNKNOWN, not_comparable("basis"))] == ["", "", ""]
    assert print_distance(between(QUANTITY, "400", "over 700")) == "> 300"
    large = [("40bn", "31bn"), ("1500000", "0"), ("1234567", "0"), ("999999", "0")]
    assert [print_distance(between(QUANTITY, *pair)) for pair in large] == ["9bn", "1.5m", "1234567", "999999"]


@pytest.mark.parametrize(
    ("one", "other", "exact"),
    [
        ("5", "7", True),
        ("under 5", "7", False),
        ("5", "over 7", False),
        ("under 5 or 9", "7", True),
        ("under 5 or over 9", "7", False),
        ("under 5 or over 8", "7", False),
    ],
)
def test_a_distance_is_exact_only_where_included_ends_reach_it(one: str, other: str, exact: bool) -> None:
    """Of all nearest pairs, one of two included ends is enough; excluded ends make it `more than`."""
    assert between(QUANTITY, one, other).exact is exact


@pytest.mark.parametrize(
    ("scale", "outer", "inner", "expected"),
    [
        (QUANTITY, "1..9", "2..3", True),
        (QUANTITY, "1..9", "1..9", True),
        (QUANTITY, "1..under 9", "9", False),
        (QUANTITY, "1..5 or 5..9", "4..6", True),
        (QUANTITY, "not 5", "4..6", False),
        (QUANTITY, "at least 5", "over 5", True),
        (QUANTITY, "unspecified", "5", None),
        (QUANTITY, "unspecified", "unspecified", None),
        (TIMING, "at least 2 weeks", "15 days", True),
        (TIMING, "at least 2 weeks", "1 month", None),
        (TIMING, "1 month", "1 month after deal-signed", True),
        (MONEY, "USD 5", "EUR 5", None),
        (MANDATE, "at least limited", "full", True),
        (OPTIONS, "red or blue", "blue", True),
        (OPTIONS, "red", "blue", False),
        (TEXT, "words", "words", None),
    ],
    ids=lambda part: getattr(part, "kind", str(part)),
)
def test_one_set_may_contain_another(scale: Scale, outer: str, inner: str, expected: bool | None) -> None:
    """Whether every outcome of the inner set is in the outer one; None where that is unknown."""
    assert contains(parse_value(outer, scale), parse_value(inner, scale), scale, DATES) is expected


@pytest.mark.parametrize(
    ("scale", "before", "after", "expected"),
    [
        (QUANTITY, "700..1000", "700..800", True),
        (QUANTITY, "700..800", "700..1000", False),
        (QUANTITY, "700..800", "700..800", False),
        (QUANTITY, "700..800", "750..900", False),
        (QUANTITY, "1k", "1000", False),
        (QUANTITY, "700", "unspecified", False),
        (TIMING, "at least 1 week", "at least 14 days", True),
        (MANDATE, "at least limited", "full", True),
        (MONEY, "at least USD 5", "EUR 5", False),
        (TEXT, "words", "word", False),
    ],
    ids=lambda part: getattr(part, "kind", str(part)),
)
def test_a_set_shrank_where_it_lost_outcomes_and_won_none(
    scale: Scale, before: str, after: str, expected: bool
) -> None:
    """A position hardened where its set is a true part of what it was."""
    assert has_shrunk(parse_value(before, scale), parse_value(after, scale), scale, DATES) is expected


# Small sets on the integers: bounds as triples of operator and two numbers, held against plain comparisons.
Bound = tuple[str, int, int]
GRID = [Fraction(half, 2) for half in range(-4, 25)]

bounds = st.tuples(
    st.sampled_from(["", "about", "under", "at most", "over", "at least", "[]", "[)", "(]", "()"]),
    st.integers(0, 5),
    st.integers(1, 5),
)
sets = st.lists(bounds, min_size=1, max_size=3) | st.integers(0, 9).map(lambda number: [("not", number, 1)])


def bound_text(bound: Bound) -> str:
    """Return a bound in the notation."""
    operator, low, width = bound
    if operator[:1] in ("[", "("):
        over, under = "over " * (operator[0] == "("), "under " * (operator[1] == ")")
        return f"{over}{low}..{under}{low + width}"
    return f"{operator} {low}".strip()


def set_value(bounds: list[Bound]) -> Value:
    """Return the value of several bounds."""
    return parse_value(" or ".join(map(bound_text, bounds)), QUANTITY)


def holds(bounds: list[Bound], number: Fraction) -> bool:
    """Return whether a number belongs to the set, computed without any interval arithmetic."""
    return any(
        {
            "": number == low,
            "about": number == low,
            "under": number < low,
            "at most": number <= low,
            "over": number > low,
            "at least": number >= low,
            "not": number != low,
            "[]": low <= number <= low + width,
            "[)": low <= number < low + width,
            "(]": low < number <= low + width,
            "()": low < number < low + width,
        }[operator]
        for operator, low, width in bounds
    )


@given(sets, sets)
def test_sets_overlap_exactly_where_a_common_point_is_found(one: list[Bound], other: list[Bound]) -> None:
    """Trying every half between and beyond the bounds finds a common point just where the gap says overlap."""
    gap = gap_between(set_value(one), set_value(other), QUANTITY)
    met = any(holds(one, number) and holds(other, number) for number in GRID)
    assert gap.status == ("overlap" if met else "apart")


@given(sets, sets)
def test_gaps_are_symmetric(one: list[Bound], other: list[Bound]) -> None:
    """The gap from one to the other is the gap back, and both name the same common set."""
    there = gap_between(set_value(one), set_value(other), QUANTITY)
    back = gap_between(set_value(other), set_value(one), QUANTITY)
    for name in ("status", "distance", "exact", "about", "unit", "reason", "kind"):
        assert getattr(there, name) == getattr(back, name)
    if there.common and back.common:
        assert same_set(there.common, back.common, QUANTITY, {})


@given(sets, sets)
def test_an_excluded_end_is_never_an_exact_distance(one: list[Bound], other: list[Bound]) -> None:
    """An exact distance is that of two points that exist; otherwise all pairs are farther apart, but come near it."""
    gap = gap_between(set_value(one), set_value(other), QUANTITY)
    if gap.distance is None:
        return
    ours, theirs = ([number for number in GRID if holds(bounds, number)] for bounds in (one, other))
    least = min(abs(left - right) for left in ours for right in theirs)
    if gap.exact:
        assert least == gap.distance
    else:
        assert gap.distance < least <= gap.distance + 1


@settings(deadline=None)
@given(sets, sets)
def test_the_common_part_is_a_value_that_holds_just_the_common_points(one: list[Bound], other: list[Bound]) -> None:
    """It is contained in both sets, misses no point that both hold, and reads back from its own text."""
    a, b = set_value(one), set_value(other)
    common = gap_between(a, b, QUANTITY).common
    if common is None:
        return
    assert contains(a, common, QUANTITY)
    assert contains(b, common, QUANTITY)
    assert same_set(parse_value(print_value(common), QUANTITY), common, QUANTITY, {})
    for number in GRID:
        point = parse_value(str(float(number)), QUANTITY)
        assert contains(common, point, QUANTITY) is (holds(one, number) and holds(other, number))


rungs = st.sets(st.sampled_from(MANDATE.names), min_size=1)


@given(rungs, rungs)
def test_rungs_are_counted_on_the_ladder(one: set[str], other: set[str]) -> None:
    """Options overlap in just their common names; else the nearest rungs give the distance."""
    gap = between(MANDATE, " or ".join(one), " or ".join(other))
    if one & other:
        assert gap.common is not None
        assert set(gap.common.options) == one & other
    else:
        index = MANDATE.names.index
        assert gap.distance == min(abs(index(mine) - index(yours)) for mine in one for yours in other)
        assert gap.exact


dated = st.builds(
    lambda operator, day, length: f"{operator} {day.isoformat()[:length]}".strip(),
    st.sampled_from(["", "at most", "at least", "over", "under", "about", "not"]),
    st.dates(date(2023, 11, 1), date(2025, 2, 28)),
    st.sampled_from([4, 7, 10]),
)
timed = st.builds(
    "{} {} {}".format,
    st.sampled_from(["at most", "at least", "over", "under", "not"]),
    st.integers(0, 40),
    st.sampled_from(["hours", "days", "weeks", "months"]),
)
paid = st.builds(
    "{} USD {}{}".format,
    st.sampled_from(["at most", "at least", "over", "under", "not"]),
    st.integers(0, 3000),
    st.sampled_from(["", "k", "m"]),
)
pairs = st.one_of(
    st.tuples(st.just(DATE), dated, dated),
    st.tuples(st.just(TIMING), timed, timed),
    st.tuples(st.just(MONEY), paid, paid),
)


@given(pairs)
def test_every_kind_s_common_part_reads_back(pair: tuple[Scale, str, str]) -> None:
    """Whatever the units of the two sets, their common part is a value in the notation, contained in both."""
    scale, one, other = pair
    dates = {"deal-signed": EventDay(date(2024, 1, 31))}
    a, b = parse_value(one, scale), parse_value(other, scale)
    common = gap_between(a, b, scale, dates).common
    if common is None:
        return
    again = parse_value(print_value(common, scale), scale)
    assert same_set(again, common, scale, dates)
    assert contains(a, again, scale, dates)
    assert contains(b, again, scale, dates)


POINTS = (
    (QUANTITY, ("0", "3", "about 4", "minus 2", "1.5", "not 3", "at least 3", "3 or 4", "unspecified", "one of 3..4")),
    (PERCENT, ("about 2%", "2%", "2.5%", "minus 1%")),
    (MONEY, ("USD 5", "USD 5/hour", "USD 6/hour", "EUR 5", "EUR 0.005k", "EUR 6", "USD 7")),
    (DURATION, ("2 weeks", "14 days", "15 days", "1 month", "2 months", "1 month or 3 days")),
    (RATIO, ("30:1", "31:1", "60:2")),
    (DATE, ("2024-03-01", "2024-03", "2024-03-02", "never")),
    (YEARS, ("2024", "2025")),
    (LADDER, (*LADDER.options, "none or major")),
    (OPTIONS, OPTIONS.options),
    (TIMING, ("2 days", "3 days", "3 days after ceasefire-start")),
)
"""Scale -> values of one point, and others."""


@pytest.mark.parametrize(("scale", "values"), POINTS)
@pytest.mark.parametrize("dates", [{}, DATES])
def test_two_points_are_as_far_apart_as_two_sets(
    scale: Scale, values: Sequence[str], dates: dict[str, EventDay]
) -> None:
    """Two values that are one point each have the gap that sets of the same outcomes have, by the general rule; where
    they are the same point or on other lines, that rule alone tells."""
    for one, other in product(values, repeat=2):
        a, b = parse_value(one, scale), parse_value(other, scale)
        left, right = spot_of(a, scale, dates), spot_of(b, scale, dates)
        apart = left.gap_to(right) if left and right else None
        with patch("negtrack.values.line._spot", lambda *_: None):
            whole = gap_between(a, b, scale, dates)
        assert gap_between(a, b, scale, dates) == whole
        assert apart in (None, whole)


NEVER = (
    (Scale("timing", anchor="start"), "at most 5 days"),
    (Scale("timing", anchor="start"), "at least 5 days after other"),
    (Scale("timing", anchor="start"), "2 months"),
    (Scale("date"), "at least 2030"),
)


@pytest.mark.parametrize(("scale", "other"), NEVER)
def test_never_is_apart_from_every_day(scale: Scale, other: str) -> None:
    """Without a distance, also where the other side has no last day, counts from another event, or names months of
    which nobody knows the days; two who say never agree."""
    never, day = parse_value("Never", scale), parse_value(other, scale)
    assert print_value(never, scale) == "never"
    gap = gap_between(never, day, scale, {})
    assert (gap.status, gap.distance) == ("apart", None)
    assert gap_between(never, never, scale, {}).status == "overlap"
    assert (contains(day, never, scale, {}), contains(never, day, scale, {})) == (False, False)
    assert contains(never, never, scale, {})
    assert never.is_point
