"""What holds for every value, tried on many: print and parse are inverse, and no text does harm."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from datetime import date
from itertools import combinations

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from negtrack.errors import NotationError
from negtrack.gap import ends_of, gap_between, same_set
from negtrack.values import EventDay, Scale, Value, parse_value, print_value

SCALES = {
    "timing": Scale("timing", anchor="deal-signed"),
    "duration": Scale("duration"),
    "quantity": Scale("quantity", unit="prisoners"),
    "percent": Scale("percent"),
    "ratio": Scale("ratio"),
    "money": Scale("money"),
    "date": Scale("date"),
    "choice": Scale("choice", options=("none", "limited", "major", "total"), ordered=True),
    "options": Scale("choice", options=("red", "green", "blue")),
    "yes-no": Scale("yes-no"),
    "mandate": Scale("mandate"),
    "names": Scale("names"),
    "closed names": Scale("names", options=("Bexley", "Fenwick", "Garrow", "Hale")),
    "text": Scale("text"),
}
EVENTS = {"deal-signed": EventDay(date(2024, 1, 31)), "ceasefire-start": EventDay(date(2023, 2, 28))}

numbers = st.one_of(
    st.integers(0, 40).map(str),
    st.integers(0, 10**18).map(str),
    st.decimals(0, 1000, places=3).map(lambda number: format(number, "f")),
    st.integers(1000, 10**9).map(lambda number: f"{number:,}"),
)
signed = st.builds(str.__add__, st.sampled_from(["", "", "minus ", "-"]), numbers)
units = st.sampled_from([" hours", " days", " weeks", " months", " years", " day"])
points: dict[str, st.SearchStrategy[str]] = {
    "timing": st.one_of(
        st.just("immediately"), st.builds(str.__add__, signed, units), st.integers(0, 99).map("day {}".format)
    ),
    "duration": st.builds(str.__add__, numbers, units),
    "quantity": st.builds("{} prisoners".format, signed) | signed,
    "percent": st.builds(str.__add__, signed, st.sampled_from(["%", " percent"])),
    "ratio": st.builds("{}{}".format, numbers, st.sampled_from([":1", ":2.5"])),
    "money": st.builds("USD {}".format, signed),
    "date": st.builds(lambda day, length: day.isoformat()[:length], st.dates(), st.sampled_from([4, 7, 10])),
    "text": st.text(min_size=1),
}
SHARED = {
    "timing": " weeks",
    "duration": " months",
    "percent": "%",
    "ratio": ":1",
    "quantity": "m",
    "money": " million",
}
TAILS = {"timing": ["", " after deal-signed", " after Ceasefire-Start"], "money": ["", "/hour", " per year"]}


def notations(kind: str) -> st.SearchStrategy[str]:
    """Return texts in the notation of a kind; a few are refused, such as ranges that run backwards."""
    scale = SCALES[kind]
    if kind == "text":
        return points[kind]
    if scale.kind == "names":
        return lists_of_names()
    point = points[kind] if kind in points else st.sampled_from(scale.names)
    alone = st.builds("not {}".format, point) | st.sampled_from(["unspecified", "Undisclosed"])
    if kind in ("timing", "date"):
        alone |= st.sampled_from(["never", " Never"])
    if scale.names and not scale.is_ladder:
        return alone | st.lists(point, min_size=1, max_size=4).map(" or ".join)
    bound = st.builds(str.__add__, st.sampled_from(["", "under ", "at most ", "over ", "at least ", "≤", ">"]), point)
    pattern = st.sampled_from(["{}..{}", "over {}..{}", "{}..under {}", "over {}..under {}"])
    alternative = bound | st.builds(str.format, pattern, point, point)
    if not scale.names:
        alternative |= point.map("about {}".format)
    if kind in SHARED:
        low = signed if kind in ("percent", "quantity") else st.integers(0, 50).map(str)
        shared = st.builds("{}..{}{}".format, low, st.integers(51, 10**9), st.just(SHARED[kind]))
        alone |= shared.map("USD {}".format) if kind == "money" else shared
    value = alone | st.lists(alternative, min_size=1, max_size=3).map(" or ".join)
    return st.builds(str.__add__, value, st.sampled_from(TAILS[kind])) if kind in TAILS else value


def lists_of_names() -> st.SearchStrategy[str]:
    """Return texts of the kind `names`; a few are refused, such as `at least A and not A`."""
    names = st.lists(st.sampled_from(["Bexley", "fenwick", "Garrow", "Hale"]), max_size=4).map("; ".join)
    operators = st.sampled_from(["", "at least ", "At most ", "all but ", "not ", "≤", ">="])
    alone = st.builds(str.__add__, operators, names) | st.sampled_from(["none", "All", "unspecified"])
    return alone | st.builds("at least {} and {}{}".format, names, st.sampled_from(["at most ", "not "]), names)


@pytest.mark.parametrize("kind", SCALES)
@settings(suppress_health_check=[HealthCheck.filter_too_much], deadline=None)
@given(data=st.data())
def test_what_prints_parses_back(kind: str, data: st.DataObject) -> None:
    """Canonical text parses to the same value and the same set, is a fixed point, and needs no scale to print."""
    scale = SCALES[kind]
    try:
        value = parse_value(data.draw(notations(kind)), scale)
    except NotationError:
        assume(False)
        raise
    whole, short = print_value(value), print_value(value, scale)
    assert parse_value(whole, scale) == value
    assert print_value(parse_value(whole, scale)) == whole
    again = parse_value(short, scale)
    assert print_value(again, scale) == short
    assert same_set(again, value, scale, EVENTS)


@pytest.mark.parametrize("kind", SCALES)
@settings(suppress_health_check=[HealthCheck.filter_too_much], deadline=None)
@given(data=st.data())
def test_values_with_other_ends_are_other_sets(kind: str, data: st.DataObject) -> None:
    """Of values that accept the same outcomes the ends are the same, or not known."""
    scale = SCALES[kind]
    for one, other in combinations(_draw_values(kind, data), 2):
        ends = ends_of(one, scale, EVENTS), ends_of(other, scale, EVENTS)
        assert None in ends or ends[0] == ends[1] or not same_set(one, other, scale, EVENTS)


@pytest.mark.parametrize("kind", SCALES)
@settings(suppress_health_check=[HealthCheck.filter_too_much], deadline=None)
@given(data=st.data())
def test_values_of_a_kind_without_distances_have_none(kind: str, data: st.DataObject) -> None:
    """Between two values lies a distance only where their kind, with these outcomes, has any."""
    scale = SCALES[kind]
    assert scale.has_distance == (kind not in ("options", "yes-no", "text"))
    for one, other in combinations(_draw_values(kind, data), 2):
        assert scale.has_distance or gap_between(one, other, scale, EVENTS).distance is None


def _draw_values(kind: str, data: st.DataObject) -> list[Value]:
    """Draw values of a kind."""
    values = []
    for text in data.draw(st.lists(notations(kind), min_size=2, max_size=12)):
        with contextlib.suppress(NotationError):
            values.append(parse_value(text, SCALES[kind]))
    return values


SIGNS = ". .. , : / % $ < > <= ≥ ~ ≠ - \N{EN DASH} \N{MINUS SIGN} \N{ARABIC-INDIC DIGIT ONE} ß é \x00 \ud800"
WORDS = "not under over about or at most at least after minus per k m tn million weeks day months immediately USD /hour"
ATOMS = "0 1 30 1,000 1.5 2024 2024-02-30 9999-12 none limited yes unspecified"
fragments = st.sampled_from([*SIGNS.split(), *WORDS.split(), *ATOMS.split()])
soup = st.lists(st.one_of(fragments, st.just(" ")), max_size=25).map("".join)


@pytest.mark.parametrize("kind", SCALES)
@given(text=st.one_of(st.text(), soup, soup.map(lambda text: text.replace("or", " or "))))
@example(text="")
@example(text="\ud800")
def test_random_text_is_a_value_or_a_notation_error(kind: str, text: str) -> None:
    """Whatever is typed raises nothing but NotationError, and what is taken prints and parses back, at once."""
    scale, begun = SCALES[kind], time.process_time()
    try:
        value = parse_value(text, scale)
    except NotationError:
        value = None
    assert value is None or parse_value(print_value(value), scale) == value
    assert time.process_time() - begun < 0.5


LONG: list[Callable[[int], str]] = [
    lambda size: "1" * size,
    lambda size: "1," * (size // 2),
    lambda size: "1,000" + ",000" * (size // 4),
    lambda size: "not " * (size // 4),
    lambda size: "." * size,
    lambda size: "1 or " * (size // 5) + "1",
    lambda size: "USD 1 or " * (size // 9) + "USD 1/hour",
    lambda size: " " * size + "x",
    lambda size: "a" + " after a" * (size // 8),
    lambda size: "1 prisoners" * (size // 11),
    lambda size: "-" * size + "1",
    lambda size: "e\N{COMBINING ACUTE ACCENT}" * (size // 2),
]


@pytest.mark.parametrize("kind", SCALES)
@pytest.mark.parametrize("size", [990, 20_000, 1_000_000])
def test_long_text_is_answered_at_once(kind: str, size: int) -> None:
    """No text, however long or repetitive, takes a noticeable time."""
    begun = time.process_time()
    for make in LONG:
        try:
            parse_value(make(size), SCALES[kind])
        except NotationError:
            continue
    assert time.process_time() - begun < 1
