"""What is read without compiling a pattern, because that takes longer than to read a small negotiation, is read as the
pattern says."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.dates import parse_when
from negtrack.errors import NotationError
from negtrack.event_dates import parse_event_date
from negtrack.ids import fold, parse_id
from negtrack.model.fields import parse_votes
from negtrack.store.toml_source import _HEADER, _find_lines, plain_headers, read_key
from negtrack.values import KINDS, Scale, parse_value, print_value
from negtrack.values.everyday import BASIS, rewrite_numbers, rewrite_signs, rewrite_whole, rewrite_words
from negtrack.values.number import _NUMBER, head_number
from negtrack.values.point_errors import _ONE_GROUP, _THOUSANDS, _basis_error, _comma_error, refuse_month
from negtrack.values.ranges import RangeKind, fold_words
from negtrack.values.ranges import fold as fold_blanks


def texts(*parts: str) -> st.SearchStrategy[str]:
    """Return texts that are put together from parts, most of them nearly right."""
    return st.lists(st.sampled_from(parts), max_size=7).map("".join)


def is_taken(parse: Callable[[str], object], text: str, problem: str = "") -> bool:
    """Return whether a text is taken; with `problem`, whether it is not refused with this one."""
    try:
        parse(text)
    except NotationError as error:
        return bool(problem) and problem not in str(error)
    return True


@given(texts("a", "0", "b-c", "-", "--", "A", "é", "٤", "_"))
def test_a_folded_name_stays(text: str) -> None:
    """ASCII letters and digits with single hyphens between them are their own id."""
    if re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", text):
        assert fold(text) == text
    elif text.isascii():
        assert fold(text) == re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")


@given(texts("2024", "-03", "-3", "12", "d", "w", "m", "y", "x", "٤"))
def test_what_is_like_a_date_is_no_id(text: str) -> None:
    """A year, a month, a day and a span of time are reserved."""
    like_a_date = bool(re.fullmatch("[0-9]{4}(?:-[0-9]{2}){0,2}|[0-9]+[dwmy]", fold(text)))
    assert is_taken(parse_id, text, "is a reserved word") != like_a_date


@given(texts("2024", "0000", "-03", "-3", "-12", "-31", "12", "٤", " "))
def test_days_months_and_years(text: str) -> None:
    """As many digits as each has, between hyphens."""
    pattern = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
    assert is_taken(parse_when, text, "not a date") == bool(re.fullmatch(pattern, text.strip()))


@given(texts("3", " day", "day ", " weeks", " after ", " of ", "x", " ", "week "))
def test_dates_that_hang_on_an_event(text: str) -> None:
    """Four words in one of two orders, beside a year, which is a date of its own."""
    pattern = r"(?:([0-9]{1,6}) (day|week|month|year)s? after|day ([0-9]{1,6}) of) (?!3333$)([a-z0-9]+)|[0-9]{4}"
    assert is_taken(parse_event_date, text) == bool(re.fullmatch(pattern, " ".join(text.split())))


@given(texts("5", "100", "99", ".", ".5", ".123456", "7", "%", "٤"))
def test_shares_of_votes(text: str) -> None:
    """At most 100, with at most six decimals."""
    pattern = "(100|[0-9]{1,2}(\\.[0-9]{1,6})?)%"
    assert is_taken(parse_votes, text) == bool(re.fullmatch(pattern, text))


@given(
    texts(
        "[",
        "]",
        "[a.b]",
        "[a.",
        "[[a.b]]",
        '"c.d"',
        "'c'",
        '"',
        "\\",
        "é",
        "x-1",
        ".",
        " ",
        "\t",
        "\r",
        "\n",
        "\n[",
        "]\n",
        "#",
    )
)
def test_headers_of_tables(text: str) -> None:
    """What begins a line with a bracket is a header: its place, its keys, and its line."""
    matches = _find_lines(_HEADER, text)
    found = [(match.start(), tuple(map(read_key, filter(None, match.groups()))), line) for match, line in matches]
    assert plain_headers(text) in (found, None)


def test_usual_headers() -> None:
    """Bare keys, in quotation marks or not, need no pattern."""
    text = '[a]\nb = ["[c]"]\n\n[d."2024-1".e.f-2]\n'
    assert plain_headers(text) == [(0, ("a",), 1), (17, ("d", "2024-1", "e", "f-2"), 4)]
    assert plain_headers('[a."b.c"]\n') is None


@given(texts("5", "-", "1,000", "000", ",", ".", ".5", "k", "٤", " "))
def test_the_number_that_a_text_begins_with(text: str) -> None:
    """With commas between thousands or without, and with decimals."""
    found = re.match(_NUMBER, text)
    assert head_number(text) == (found[0] if found else "")


@pytest.mark.parametrize(
    "text",
    ["USD 40/hour", "at least USD 1,000.50", "USD 5..6/week", "USD minus 3", "about USD 40 or 50", "USD 1.3tn/year"],
)
def test_amounts_of_money(text: str) -> None:
    """One currency before the number and one period after it, printed as they were read."""
    scale = Scale("money")
    assert print_value(parse_value(text, scale), scale) == text.replace(",", "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("40", "money needs its currency"),
        ("USD", "write"),
        ("USX 40", "no currency"),
        ("USD .5", "currency"),
        ("USD 5 EUR 6", "one currency"),
        ("USD 5/fortnight", "unknown period"),
        ("USD 5/week or 6/hour", "one period"),
    ],
)
def test_amounts_that_are_refused(text: str, problem: str) -> None:
    """A currency that is missing, unknown or not alone, and a period that is unknown or not at the end."""
    with pytest.raises(NotationError, match=problem):
        parse_value(text, Scale("money"))


RANGE_KINDS = [kind for kind in KINDS.values() if isinstance(kind, RangeKind)]


@given(st.text("0123456789", min_size=1, max_size=9), st.sampled_from(RANGE_KINDS))
def test_a_number_alone_has_no_other_words(text: str, kind: RangeKind) -> None:
    """No rule of a kind of ranges rewrites it, whatever the number."""
    words = rewrite_words(rewrite_numbers(fold_words(rewrite_signs(text)), text), kind.words)
    assert kind.rewrite(text) == rewrite_whole(fold_blanks(words), kind.phrases) == text
    refuse_month(text, kind.noun)


@given(texts("1", "22.", "333", ",4", ".555", " ", "gross", "net"))
def test_an_error_of_a_point_is_that_of_the_patterns(text: str) -> None:
    """Its basis stands after a blank, and separators of thousands are commas or two points."""
    assert bool(_basis_error(text)) == bool(re.search(rf"(?<= ){BASIS}$", text))
    has_separators = re.search(r"[0-9],[0-9]|[0-9]\.[0-9]+\.[0-9]", text) and not re.search(_THOUSANDS, text)
    assert bool(_comma_error(text, KINDS["quantity"])) == bool(re.search(_ONE_GROUP, text) or has_separators)
