"""Values of issues with steps: their notation, and their gaps held against counting step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from math import prod

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from negtrack.errors import NotationError
from negtrack.gap import contains, gap_between, has_shrunk, print_distance, print_gap, same_set
from negtrack.values import EventDay, Scale, Value, parse_value, print_value

from .test_properties import EVENTS, SCALES, notations

YEARS = ("2022", "2023", "2024", "2025", "2026")
TAX = Scale("money", steps=YEARS, over="year", total="sum")
PAY = Scale("percent", steps=("y1", "y2", "y3", "y4"), over="year", total="compound")
STAFF = Scale("quantity", steps=("north", "south", "west"))
START = Scale("timing", anchor="deal-signed", steps=("first", "second", "third"), over="phase")
TERM = Scale("duration", steps=("first", "second"), total="sum")
SWAP = Scale("ratio", steps=("30", "civilian"), over="class")
RANK = Scale("choice", options=("low", "middle", "high"), ordered=True, steps=("a", "b", "c"))
SEATS = Scale("names", steps=("north", "south"))
DUE = Scale("date", steps=("first", "second"))


def parse_error(text: str, scale: Scale) -> str:
    """Return the message with which a text is refused."""
    with pytest.raises(NotationError) as caught:
        parse_value(text, scale)
    return str(caught.value)


@pytest.mark.parametrize(
    ("scale", "text", "canonical"),
    [
        (TAX, "USD 214m; 215m; 216m; 218m; 222m", "USD 214m; 215m; 216m; 218m; 222m"),
        (TAX, "USD 214m; USD 215m; USD 216m; USD 218m; USD 222m", "USD 214m; 215m; 216m; 218m; 222m"),
        (TAX, "2022: USD 214m; 2026: USD 222m", "2022: USD 214m; 2026: USD 222m"),
        (TAX, "2026: 222m; 2022: USD 214m", "2022: USD 214m; 2026: USD 222m"),
        (TAX, "USD 1m; unspecified; 3m; 4m; 5m", "2022: USD 1m; 2024: USD 3m; 2025: USD 4m; 2026: USD 5m"),
        (TAX, "USD 214m; undisclosed; 216m; 218m; 222m", "USD 214m; undisclosed; 216m; 218m; 222m"),
        (TAX, "USD 214m", "USD 214m"),
        (TAX, "USD 5m; 5m; 5m; 5m; 5m", "USD 5m"),
        (TAX, "USD 0; 5m; 6m; 7m; 8m", "USD 0; 5m; 6m; 7m; 8m"),
        (TAX, "USD 5/hour; 6; 7; 8; 9", "USD 5/hour; 6/hour; 7/hour; 8/hour; 9/hour"),
        (TAX, "over USD 5m; not 6m; 5m or 6m; one of 1m..2m; 7m", "over USD 5m; not 6m; 5m or 6m; one of 1..2m; 7m"),
        (TAX, "USD 1; EUR 2; USD 3; USD 4; USD 5", "USD 1; EUR 2; USD 3; USD 4; USD 5"),
        (TAX, "Unspecified", "unspecified"),
        (PAY, "7%, 5%, 4%, 4%", "7%; 5%; 4%; 4%"),
        (PAY, "7%,5%,4%,4%", "7%; 5%; 4%; 4%"),
        (PAY, "7; 5; 4; 4%", "7%; 5%; 4%; 4%"),
        (PAY, "7,5,4,4%", "7%; 5%; 4%; 4%"),
        (PAY, "Y1: 7%", "y1: 7%"),
        (STAFF, "700, 800, 900", "700; 800; 900"),
        (STAFF, "1,700; 800; 900", "1700; 800; 900"),
        (STAFF, "700,800", "700800"),
        (STAFF, "north: 1m; south: 5; west: 6", "north: 1m; south: 5; west: 6"),
        (START, "day 30; 60; 90", "day 30; day 60; day 90"),
        (START, "2; 3; 4 weeks", "2 weeks; 3 weeks; 4 weeks"),
        (START, "immediately; 3 days after talks; 2 weeks", "immediately; 3 days after talks; 2 weeks"),
        (START, "never; 2; 3 weeks", "never; 2 weeks; 3 weeks"),
        (START, "day 30; 60; Never", "day 30; day 60; never"),
        (START, "second: never", "second: never"),
        (START, "never; never; never", "never"),
        (SWAP, "30:1", "30:1"),
        (SWAP, "30:1; 20:1", "30:1; 20:1"),
        (SWAP, "30: 20:1", "30: 20:1"),
        (RANK, "low; middle or high; at least middle", "low; middle or high; middle or high"),
        (RANK, "low, low, high", "low; low; high"),
        (SEATS, "north: Ames; Bell; south: at least Cole", "north: Ames; Bell; south: at least Cole"),
        (SEATS, "Ames; Bell", "Ames; Bell"),
        (SEATS, "Chair: Ames; Bell", "Chair: Ames; Bell"),
        (DUE, "2024-04-10, 2024-05-10", "2024-04-10; 2024-05-10"),
        (DUE, "never, 2024-05-10", "never; 2024-05-10"),
        (DUE, "2024-04-10,2024-05-10", "2024-04-10; 2024-05-10"),
    ],
)  # fmt: skip
def test_schedules_are_read_and_said_back(scale: Scale, text: str, canonical: str) -> None:
    """A schedule is read in order, by the names of its steps or as one value for all, and has one canonical text."""
    value = parse_value(text, scale)
    assert print_value(value) == canonical
    assert parse_value(canonical, scale) == value


def test_classes_are_named() -> None:
    """Classes have no order that a reader knows, so each stands with its name."""
    value = parse_value("30:1; 50:1", SWAP)
    assert print_value(value, SWAP) == "30: 30:1; civilian: 50:1"
    assert parse_value("30: 30:1; civilian: 50:1", SWAP) == value
    assert print_value(parse_value("30:1; 30:1", SWAP), SWAP) == "30:1"


@pytest.mark.parametrize(
    ("scale", "text", "message"),
    [
        (TAX, "USD 1m; 2m", "2 values for 5 steps; write one for each of 2022, 2023, 2024, 2025, 2026, or name them:"
         ' "2022: USD 1m"'),
        (TAX, "USD 1m; 2m; 3m; 4m; 5m; 6m", "6 values for 5 steps"),
        (TAX, "2021: USD 5m", 'no step "2021"; did you mean 2026? steps: 2022, 2023, 2024, 2025, 2026'),
        (TAX, "2022: USD 5m; 2022: USD 6m", "the step 2022 stands twice"),
        (TAX, "2022: USD 5m; USD 6m", '"USD 6m" names no step; name every step or none'),
        (TAX, "2022: USD 5m; 2023: 6 weeks", "2023: money needs its currency"),
        (TAX, "USD 214m; 215; 216m; 218m; 222m", '2023: "215" may be USD 215 or USD 215m; write it with its unit'),
        (TAX, "USD 214; 215; 216; 218; 222m", "some steps have a multiplier or period and some have none"),
        (TAX, "USD 5; 6; 7; 8; 9/hour", "some steps have a multiplier or period and some have none"),
        (TAX, "USD 1; EUR 2; 3; 4; 5", '2024: "3" may be EUR 3 or USD 3; write it with its unit'),
        (TAX, "undisclosed; unspecified; undisclosed; undisclosed; undisclosed", "no step has a value"),
        (PAY, "7%; 5%; four; 4%", 'y3: "four" is a number in words'),
        (PAY, "7%; 5%; 4%;", "y4: not a percentage"),
        (STAFF, "1,700,800", 'one number or 3 steps; write "1700800" or "1; 700; 800"'),
        (STAFF, "1m; 5; 6", "some steps have a multiplier or period and some have none"),
        (START, "2; 3 weeks; 1 month", 'first: "2" may be 2 month or 2 weeks; write it with its unit'),
        (START, "2 weeks; 3; 4 weeks after talks", 'second: "3" may be 3 weeks or 3 weeks after talks'),
    ],
)  # fmt: skip
def test_schedules_that_may_be_read_in_two_ways_are_refused(scale: Scale, text: str, message: str) -> None:
    """A text that fits no step, or more than one reading, is refused with what to write."""
    assert message in parse_error(text, scale)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1:1; 1:1; 2022:3..900:1", "1:1; 1:1; 2022:3..900:1"),
        ("2022:3..900:1", "2022:3..900:1"),
        ("2022: 3..900:1", "2022: 3..900:1"),
        ("2022:5:1", "2022: 5:1"),
    ],
)
def test_a_ratio_that_begins_like_a_step(text: str, printed: str) -> None:
    """Without a blank behind the colon it is the ratio, with one the step; what is no ratio is the step."""
    scale = replace(SCALES["ratio"], steps=("2022", "2023", "2024"))
    assert print_value(parse_value(text, scale)) == printed
    assert print_value(parse_value(printed, scale)) == printed


@pytest.mark.parametrize("kind", [kind for kind in SCALES if kind != "text"])
@settings(suppress_health_check=[HealthCheck.filter_too_much], deadline=None)
@given(data=st.data())
def test_what_prints_parses_back_with_steps(kind: str, data: st.DataObject) -> None:
    """The canonical text of a schedule of any kind parses to the same schedule."""
    scale = replace(SCALES[kind], steps=("2022", "2023", "2024"))
    texts = data.draw(st.lists(notations(kind), min_size=3, max_size=3))
    named = data.draw(st.lists(st.sampled_from([0, 1, 2]), unique=True))
    text = "; ".join(f"{scale.steps[place]}: {texts[place]}" for place in named) if named else "; ".join(texts)
    try:
        value = parse_value(text, scale)
    except NotationError:
        assume(False)
        raise
    whole, short = print_value(value), print_value(value, scale)
    assert parse_value(whole, scale) == value
    assert print_value(parse_value(whole, scale)) == whole
    assert same_set(parse_value(short, scale), value, scale, EVENTS)


@pytest.mark.parametrize(
    ("scale", "one", "other", "printed"),
    [
        (TAX, "USD 230m; 232m; 236m; 240m; 242m", "USD 232m; 235m; 240m; 245m; 242m",
         "apart in 4 of 5, USD 14m in sum"),
        (TAX, "USD 230m; 232m; 236m; 240m; 242m", "2022: USD 231m; 2023: USD 233m", "apart in 2 of 5, 3 open"),
        (TAX, "USD 230m; 232m; 236m; 240m; 242m", "2022: USD 230m; 2023: USD 232m", "overlap in 2 of 5, 3 open"),
        (TAX, "2022: USD 230m", "2023: USD 232m", "unknown, 5 open"),
        (TAX, "USD 230m; 232m; 236m; 240m; 242m", "at least USD 200m", "overlap USD 230m; 232m; 236m; 240m; 242m"),
        (TAX, "USD 230m", "USD 231m", "apart in 5 of 5, USD 5m in sum"),
        (TAX, "USD 1m/year", "USD 2m/year", "apart in 5 of 5, USD 5m in sum"),
        (TAX, "USD 1m; 2m; 3m; 4m; 5m", "USD 5m; 4m; 3m; 2m; 1m", "apart in 4 of 5, USD 0 in sum"),
        (TAX, "USD 1m", "at least USD 2m", "apart in 5 of 5, USD 5m in sum"),
        (TAX, "USD 1m", "over USD 2m", "apart in 5 of 5, > USD 5m in sum"),
        (TAX, "about USD 1m", "USD 2m", "apart in 5 of 5, about USD 5m in sum"),
        (TAX, "USD 1m", "EUR 1m; USD 2m; USD 1m; USD 1m; USD 1m", "apart in 1 of 5, 1 not comparable"),
        (TAX, "USD 1m", "EUR 1m", "not comparable in 5 of 5: currency"),
        (TAX, "USD 1m", "undisclosed; USD 2m; 2m; 2m; 2m", "apart in 4 of 5, 1 unknown"),
        (TAX, "USD 1m", "one of USD 1m..2m; 2m; 2m; 2m; 2m", "apart in 4 of 5, 1 unknown"),
        (TAX, "USD 1m", "undisclosed", "unknown"),
        (TAX, "USD 1m; 2m; 3m; 4m; 5m", "unspecified", "unknown"),
        (PAY, "13%; 9%; 9%; 7%", "7%; 5%; 4%; 4%", "apart in 4 of 4, 22.14 points compounded"),
        (PAY, "13%; 9%; 9%; 7%", "13%; 9%; 9%", None),
        (TERM, "1 month; 2 months", "2 months; 3 months", "apart in 2 of 2, 2 months in sum"),
        (TERM, "1 month; 2 weeks", "2 months; 3 weeks", "apart in 2 of 2"),
        (RANK, "low; middle; high", "middle; middle; low", "apart in 2 of 3"),
        (START, "day 1; 2; 3", "1 day after talks; 2 days; 3 days", "not comparable in 1 of 3: anchor"),
        (START, "day 1; 2; never", "1 day; 2 days; 3 days after talks", "apart in 1 of 3"),
        (START, "never", "day 1; never; 2 months", "apart in 2 of 3"),
        (START, "day 1; 2; never", "first: never; third: never", "apart in 1 of 3, 1 open"),
        (START, "never", "never; never; never", "overlap never"),
        (DUE, "2024-05-10; never", "2024-05-01; 2024-06-01", "apart in 2 of 2"),
        (STAFF, "1; 2; 3", "2; 3; 4", "apart in 3 of 3"),
    ],
)  # fmt: skip
def test_gap_of_schedules_in_words(scale: Scale, one: str, other: str, printed: str | None) -> None:
    """The gap is that of each step and of the total; a step that a side left open is counted as open, never as 0."""
    if printed is None:
        assert "3 values for 4 steps" in parse_error(other, scale)
        return
    gap = gap_between(parse_value(one, scale), parse_value(other, scale), scale)
    assert print_gap(gap, scale) == printed
    assert print_distance(gap) in printed


def test_compounded_rate_is_exact() -> None:
    """13 %, 9 %, 9 % and 7 % are 43.653171 % together, without rounding."""
    gap = gap_between(parse_value("13%; 9%; 9%; 7%", PAY), parse_value("0%", PAY), PAY)
    assert (gap.distance, gap.unit) == (Fraction("43.653171"), "points")


def test_a_loss_of_everything_has_no_compounded_rate() -> None:
    """A rate of minus 100 % or less cannot be compounded with others, so that no total is given."""
    gap = gap_between(parse_value("minus 100%; 9%; 9%; 7%", PAY), parse_value("0%", PAY), PAY)
    assert (gap.status, gap.distance) == ("apart", None)


small = st.integers(0, 6)
ranges = st.tuples(small, small).map(sorted)
steps = st.one_of(st.none(), st.lists(ranges, min_size=1, max_size=2))
"""The set of a step as closed ranges; None is left open."""


def notation(sets: Sequence[list[list[int]] | None], unit: str) -> str:
    """Return the text of a schedule."""
    texts = (
        "unspecified" if part is None else " or ".join(f"{low}..{high}{unit}" for low, high in part) for part in sets
    )
    return "; ".join(texts)


def numbers(part: list[list[int]]) -> set[int]:
    """Return the whole numbers of a step, which suffice as all ends are whole."""
    return {number for low, high in part for number in range(low, high + 1)}


@pytest.mark.parametrize("total", ["", "sum", "compound"])
@given(ours=st.lists(steps, min_size=3, max_size=3), theirs=st.lists(steps, min_size=3, max_size=3))
def test_gap_against_counting(
    total: str, ours: list[list[list[int]] | None], theirs: list[list[list[int]] | None]
) -> None:
    """The status, the counts and the total are those of comparing outcomes one by one in each step."""
    scale = Scale("percent", steps=("a", "b", "c"), total=total)
    one, other = (parse_value(notation(sets, "%"), scale) for sets in (ours, theirs))
    gap = gap_between(one, other, scale)
    if not (any(ours) and any(theirs)):
        assert (gap.status, gap.steps) == ("unknown", ())
        return
    both = [(numbers(x), numbers(y)) if x and y else None for x, y in zip(ours, theirs, strict=True)]
    states = [None if pair is None else "overlap" if pair[0] & pair[1] else "apart" for pair in both]
    expected = "apart" if "apart" in states else "overlap" if set(states) == {"overlap"} else "unknown"
    assert gap.status == expected
    assert [None if step.reason == "open" else step.status for step in gap.steps] == states
    assert f"{states.count(None)} open" in print_gap(gap, scale) or None not in states
    if not total or expected != "apart" or None in states:
        assert gap.distance is None
        return
    ends = [[sorted({end for item in part or () for end in item}) for part in sets] for sets in (ours, theirs)]
    assert gap.distance == least_distance(total, ours, theirs) <= furthest(total, ends)


def least_distance(
    total: str, ours: Sequence[list[list[int]] | None], theirs: Sequence[list[list[int]] | None]
) -> Fraction:
    """Return the least distance of two totals, from the totals of every choice of ranges."""
    return min(
        max(Fraction(0), low - other_high, other_low - high)
        for (low, high), (other_low, other_high) in product(spans(total, ours), spans(total, theirs))
    )


def spans(total: str, sets: Sequence[list[list[int]] | None]) -> list[tuple[Fraction, Fraction]]:
    """Return the least and the greatest total of every choice of one range a step."""
    chosen = product(*(part or [] for part in sets))
    return [(add(total, [low for low, _ in choice]), add(total, [high for _, high in choice])) for choice in chosen]


def furthest(total: str, ends: Sequence[Sequence[Sequence[int]]]) -> Fraction:
    """Return the greatest distance that two totals can have."""
    low = [add(total, [part[0] for part in side]) for side in ends]
    high = [add(total, [part[-1] for part in side]) for side in ends]
    return max(high) - min(low)


def add(total: str, rates: Sequence[int]) -> Fraction:
    """Return the total of rates in percent."""
    if total == "sum":
        return Fraction(sum(rates))
    return (prod((1 + Fraction(rate, 100) for rate in rates), start=Fraction(1)) - 1) * 100


@pytest.mark.parametrize(
    ("outer", "inner", "is_inside"),
    [
        ("at least 1; at least 2; at least 3", "1; 2; 3", True),
        ("at least 1", "1; 2; 3", True),
        ("at least 2", "1; 2; 3", False),
        ("1; 2; 3", "1", False),
        ("south: at least 2", "1; 2; 3", True),
        ("south: at least 2", "1; 1; 3", False),
        ("at least 1", "north: 1", None),
        ("at least 1", "north: 0", False),
        ("undisclosed; at least 2; at least 3", "1; 2; 3", None),
        ("unspecified", "1; 2; 3", None),
    ],
)
def test_what_a_schedule_contains(outer: str, inner: str, is_inside: bool | None) -> None:
    """A schedule lies within another if each step does; a step that the outer one leaves open restricts nothing."""
    assert contains(parse_value(outer, STAFF), parse_value(inner, STAFF), STAFF) is is_inside


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2 weeks; 3 weeks; 4 weeks", "14 days; 21 days; 28 days", True),
        ("2 weeks", "14 days; 2 weeks; 14 days", True),
        ("2 weeks; 3 weeks; 4 weeks", "2 weeks; 3 weeks; 5 weeks", False),
        ("first: 2 weeks", "first: 14 days", True),
        ("first: 2 weeks", "2 weeks", False),
        ("first: 2 weeks; second: 3 weeks", "first: 2 weeks", False),
    ],
)
def test_schedules_are_the_same_step_by_step(one: str, other: str, is_same: bool) -> None:
    """Two schedules accept the same where every step does; a step left open is the same as one left open alone."""
    assert (
        same_set(parse_value(one, START), parse_value(other, START), START, {"talks": EventDay(date(2024, 1, 1))})
        is is_same
    )


def test_lists_of_names_go_on_to_the_next_step() -> None:
    """As `;` separates names too, a step of names ends where the next one is named."""
    value = parse_value("north: Ames; Bell; south: at least Cole", SEATS)
    assert [(step.name, print_value(step.value)) for step in value.steps] == [
        ("north", "Ames; Bell"),
        ("south", "at least Cole"),
    ]


def test_naming_a_step_that_was_open_is_no_hardening() -> None:
    """A schedule shrinks only where it names the same steps as before."""
    before, narrower, other = (
        parse_value(text, STAFF) for text in ("north: at least 1", "north: at least 2", "at least 1")
    )
    assert has_shrunk(before, narrower, STAFF)
    assert not has_shrunk(before, other, STAFF)


def test_a_scale_restricted_to_a_step_reads_that_step() -> None:
    """With one step asked for, every value is what it is in that step, and gaps are plain ones."""
    scale = replace(TAX, step="2023")
    one, other = (parse_value(text, scale) for text in ("USD 1m; 2m; 3m; 4m; 5m", "USD 7m"))
    assert print_value(one, scale) == "USD 2m"
    assert print_gap(gap_between(one, other, scale), scale) == "apart USD 5m"
    assert parse_value("2022: USD 214m", scale) == Value("money", flag="unspecified")
