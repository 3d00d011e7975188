"""Lists of names: the notation of what a list must and may hold, and the gap by names, against all lists of a few."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from negtrack.errors import NotationError
from negtrack.gap import contains, gap_between, print_gap, same_set
from negtrack.values import Scale, Value, parse_value, print_value

NAMES = ("Bexley", "Fenwick", "Garrow", "Hale")
OPEN, CLOSED = Scale("names"), Scale("names", options=NAMES)
Lists = frozenset[frozenset[str]]


def all_lists(scale: Scale) -> Iterator[frozenset[str]]:
    """Yield every list of the names; without a closed list also of one that no value names."""
    known = NAMES if scale is CLOSED else (*NAMES, "Ives")
    return map(frozenset, chain.from_iterable(combinations(known, size) for size in range(len(known) + 1)))


def lists_of(must: frozenset[str], may: frozenset[str], scale: Scale) -> Lists:
    """Return the lists that hold all of `must` and nothing but `may`."""
    return frozenset(names for names in all_lists(scale) if must <= names <= may)


def written(operator: str, names: frozenset[str], more: str, others: frozenset[str]) -> str:
    """Return a value in the notation."""
    second = f" and {more} {'; '.join(sorted(others))}" if more and operator == "at least" else ""
    return f"{operator} {'; '.join(sorted(names))}{second}".strip()


some = st.frozensets(st.sampled_from(NAMES), min_size=1)
values = st.builds(
    written,
    st.sampled_from(["", "at least", "at most", "not", "all but"]),
    some,
    st.sampled_from(["", "at most", "not"]),
    some,
)
scales = st.sampled_from([OPEN, CLOSED])


def accepted(text: str, scale: Scale) -> Lists:
    """Return every list that a value accepts, by the words of its text."""
    everything = frozenset(chain.from_iterable(all_lists(scale)))
    must: frozenset[str] = frozenset()
    may = everything
    for part in text.split(" and "):
        operator = next((word for word in ("at least", "at most", "all but", "not") if part.startswith(word)), "")
        names = frozenset(part.removeprefix(operator).strip().split("; ")) - {"none"}
        match operator:
            case "at least":
                must |= names
            case "at most":
                may &= names
            case "not":
                may -= names
            case "all but":
                must = may = frozenset(NAMES) - names
            case _:
                must = may = frozenset(NAMES) if part == "all" else names
    return lists_of(must, may, scale)


def parse(text: str, scale: Scale) -> Value:
    """Return the value; skip the example where the text is none."""
    try:
        return parse_value(text, scale)
    except NotationError:
        assume(False)
        raise


@given(values, values, scales)
def test_the_gap_is_that_of_all_lists(one: str, other: str, scale: Scale) -> None:
    """Two values meet exactly where a list is acceptable to both; their common part holds just those lists; the
    distance is the number of names that one has in all of its lists and the other in none."""
    a, b = parse(one, scale), parse(other, scale)
    ours, theirs = accepted(one, scale), accepted(other, scale)
    gap = gap_between(a, b, scale)
    if ours & theirs:
        assert gap.status == "overlap"
        assert gap.common
        assert accepted(print_value(gap.common, scale), scale) == ours & theirs
        assert parse_value(print_value(gap.common), scale) == gap.common
        return
    required = [frozenset.intersection(*lists) for lists in (ours, theirs)]
    possible = [frozenset.union(*lists) for lists in (ours, theirs)]
    lost = (required[0] - possible[1]) | (required[1] - possible[0])
    assert gap.distance == len(lost)
    assert set(print_gap(gap, scale).partition(": ")[2].split(", ")) == lost


@given(values, values, scales)
def test_what_a_value_holds_is_that_of_all_lists(one: str, other: str, scale: Scale) -> None:
    """One value contains another, or is the same, exactly where its lists are."""
    a, b = parse(one, scale), parse(other, scale)
    ours, theirs = accepted(one, scale), accepted(other, scale)
    assert contains(a, b, scale) is (theirs <= ours)
    assert same_set(a, b, scale) is (ours == theirs)


@pytest.mark.parametrize(
    ("scale", "one", "other", "gap"),
    [
        (OPEN, "at least Garrow; Bexley", "Fenwick", "apart 2 names: Garrow, Bexley"),
        (CLOSED, "at least Garrow; bexley", "at most Fenwick", "apart 2 names: Bexley, Garrow"),
        (OPEN, "not Garrow", "at least Garrow; Hale", "apart 1 name: Garrow"),
        (OPEN, "not Garrow", "at least Hale", "overlap at least Hale and not Garrow"),
        (CLOSED, "at most Bexley; Fenwick", "at most Garrow; Hale", "overlap none"),
        (CLOSED, "at least Bexley; Fenwick", "at least Hale", "overlap at least Bexley; Fenwick; Hale"),
        (CLOSED, "all but Garrow", "at least Hale", "overlap all but Garrow"),
        (CLOSED, "one of at most Hale", "not Garrow", "overlap one of at most Hale"),
        (CLOSED, "one of at most Hale", "at least Hale", "unknown"),
        (OPEN, "Bexley", "undisclosed", "unknown"),
    ],
)
def test_a_gap_names_the_names(scale: Scale, one: str, other: str, gap: str) -> None:
    """In the order and spelling of the closed list, else as they are written."""
    assert print_gap(gap_between(parse_value(one, scale), parse_value(other, scale), scale), scale) == gap


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("garrow; BEXLEY ; Garrow;", "Bexley; Garrow"),
        ("At Least hale", "at least Hale"),
        ("≥ Hale and ≤ Hale; Garrow", "at least Hale and at most Garrow; Hale"),
        ("at most Hale; Garrow and at least Hale", "at least Hale and at most Garrow; Hale"),
        ("!= Hale", "not Hale"),
        ("All", "all"),
        ("None", "none"),
    ],
)
def test_people_write_names_as_they_like(text: str, printed: str) -> None:
    """Case, order, blanks and signs do not count; the closed list says how names are printed."""
    assert print_value(parse_value(text, CLOSED), CLOSED) == printed


def test_names_are_compared_in_one_form() -> None:
    """Composed and decomposed letters are one name, which is kept as it was first written."""
    one, other = (parse_value(text, OPEN) for text in ("Zo\u00eb; ZOE\u0308", "zoe\u0308"))
    assert print_value(one) == "Zo\u00eb"
    assert same_set(one, other, OPEN)


@pytest.mark.parametrize(
    ("scale", "text", "message"),
    [
        (CLOSED, "Bexly", 'no name "Bexly"; did you mean Bexley? names: Bexley; Fenwick; Garrow; Hale'),
        (OPEN, "Bexley, Fenwick", 'may be one name or several; separate names with ";"'),
        (OPEN, "Bexley and Fenwick", "may be one name or several"),
        (OPEN, "Bexley or Fenwick", "may be one name or several"),
        (OPEN, "all but Garrow", '"all" needs a closed list'),
        (OPEN, "all", '"all" needs a closed list'),
        (OPEN, "Garrow; none", '"none" is no name'),
        (OPEN, "at least at most Garrow", '"at most Garrow" is no name'),
        (OPEN, "at least Garrow and at least Hale", 'only "at least A" can be joined'),
        (OPEN, "not Garrow and at most Hale", 'only "at least A" can be joined'),
        (OPEN, "at least Garrow and not Garrow", "Garrow must be in the list and may not be"),
        (OPEN, "at least", "not a list of names"),
        (OPEN, "one of Bexley; Fenwick", '"one of" needs several outcomes'),
    ],
)
def test_what_is_no_list_of_names_is_refused(scale: Scale, text: str, message: str) -> None:
    """With the nearest name, or with both readings where two are possible."""
    with pytest.raises(NotationError) as refused:
        parse_value(text, scale)
    assert message in str(refused.value)


def test_a_long_list_is_not_named_whole() -> None:
    """A message shows the first names and how many more there are."""
    scale = Scale("names", options=tuple(f"Post {number}" for number in range(100)))
    with pytest.raises(NotationError, match="Post 7 and 92 more"):
        parse_value("Elsewhere", scale)
    others = print_value(parse_value("all but Post 7", scale), scale)
    assert others == "all but Post 7"
