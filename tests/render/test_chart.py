"""Ranges and distances in text cells."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from negtrack.render.charts.cells import BLOCKS, Bar, draw_bar, draw_rule, sparkline
from negtrack.render.charts.scale import Axis, axis_of
from negtrack.views.signs import NOTHING

AXIS = Axis(Fraction(0), Fraction(10), 11)


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def bar(low: int | None, high: int | None, **more: bool) -> Bar:
    """Return an interval between whole numbers; None is without bound."""
    return Bar(None if low is None else Fraction(low), None if high is None else Fraction(high), **more)


DRAWN = [
    case("nothing", [], "           "),
    case("a range", [bar(2, 6)], "  [===]    "),
    case("the whole axis", [bar(0, 10)], "[=========]"),
    case("two cells", [bar(2, 3)], "  []       "),
    case("a point", [bar(4, 4)], "    |      "),
    case("an approximate point", [bar(4, 4, about=True)], "    ~      "),
    case("a low end excluded", [bar(2, 6, low_included=False)], "  (===]    "),
    case("a high end excluded", [bar(2, 6, high_included=False)], "  [===)    "),
    case("without bound below", [bar(None, 6)], "<=====]    "),
    case("without bound above", [bar(2, None)], "  [=======>"),
    case("without any bound", [bar(None, None)], "<=========>"),
    case("above an excluded end", [bar(2, None, low_included=False)], "  (=======>"),
    case("two ranges", [bar(0, 2), bar(5, 7)], "[=]  [=]   "),
    case("a range and a point", [bar(0, 2), bar(9, 9)], "[=]      | "),
]


@pytest.mark.parametrize(("bars", "expected"), DRAWN)
def test_drawn(bars: list[Bar], expected: str) -> None:
    """A range, a point, an approximate one, an excluded end and one without bound each have a sign of their own."""
    assert draw_bar(AXIS, bars) == expected


def test_axis_of_bounded_sets() -> None:
    """The axis runs from the least to the greatest end of all sets."""
    axis = axis_of([bar(3, 8), bar(5, 12)], 40)
    assert axis == Axis(Fraction(3), Fraction(12), 40)
    assert (axis.cell(Fraction(3)), axis.cell(Fraction(12))) == (0, 39)


@pytest.mark.parametrize(
    ("bars", "line"),
    [
        case("below", [bar(None, 5), bar(9, 9)], "<===]               "),
        case("above", [bar(5, None), bar(0, 0)], "               [===>"),
        case("both", [bar(None, 5), bar(6, None)], "<===]               "),
    ],
)
def test_axis_of_sets_without_bound(bars: list[Bar], line: str) -> None:
    """Beside the last number there is room to see that a set goes on, on the sides where one does."""
    axis = axis_of(bars, 20)
    assert axis is not None
    assert draw_bar(axis, bars[:1]) == line


def test_axis_of_one_number() -> None:
    """One number alone stands in the middle."""
    axis = axis_of([bar(5, 5)], 21)
    assert axis is not None
    assert draw_bar(axis, [bar(5, 5)]) == " " * 10 + "|" + " " * 10


@pytest.mark.parametrize("bars", [case("nothing", []), case("no number", [bar(None, None)])])
def test_no_axis(bars: list[Bar]) -> None:
    """Without any number there is no axis."""
    assert axis_of(bars, 20) is None


RULED = [
    case("nothing", {}, ""),
    case("labels at their cells", {0: "0", 5: "5", 10: "9"}, "0    5    9"),
    case("the last label ends with the axis", {0: "0", 10: "1000"}, "0      1000"),
    case("a label that would touch another is left out", {0: "100", 3: "400", 10: "9"}, "100       9"),
    case("a label with one blank stays", {0: "100", 4: "400", 10: "9"}, "100 400   9"),
    case("a label without room to the right moves left over its cell", {0: "0", 7: "700", 10: "99"}, "0    700 99"),
    case("the outermost come before those between", {0: "0", 9: "900", 10: "1000"}, "0      1000"),
    case("a label wider than the axis is left out", {0: "0", 5: "a hundred and one"}, "0"),
]


@pytest.mark.parametrize(("ticks", "expected"), RULED)
def test_ruled(ticks: dict[int, str], expected: str) -> None:
    """Labels begin at their cells and never run into each other."""
    assert draw_rule(AXIS, [(Fraction(at), label) for at, label in ticks.items()]) == expected


def test_ruled_in_any_order() -> None:
    """The order in which labels are given makes no difference, nor does one given twice."""
    ticks = [(Fraction(10), "9"), (Fraction(0), "0"), (Fraction(10), "9")]
    assert draw_rule(AXIS, ticks) == "0         9"


SPARKS = [
    case("nothing", [], ""),
    case("from nothing to the greatest", [0, 1, 2, 3, 4, 5, 6, 7], BLOCKS),
    case("closed at the end", [300, 300, 0], "██▁"),
    case("nothing to measure", [None, 5], "·█"),
    case("never anything to measure", [None, None], NOTHING * 2),
    case("never apart", [0, 0], "▁▁"),
]


@pytest.mark.parametrize(("heights", "expected"), SPARKS)
def test_sparkline(heights: list[int | None], expected: str) -> None:
    """One block a height; where nothing can be measured stands a dot, which is no block."""
    assert sparkline([None if height is None else Fraction(height) for height in heights]) == expected


NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=30)
ENDS = st.one_of(st.none(), NUMBERS)
WIDTHS = st.integers(20, 48)


@st.composite
def bars_of(draw: st.DrawFn) -> list[Bar]:
    """Return some intervals, of which some lack a bound."""
    found = []
    for one, other in draw(st.lists(st.tuples(ENDS, ENDS), min_size=1, max_size=4)):
        low, high = (one, other) if one is None or other is None or one <= other else (other, one)
        found.append(Bar(low, high, draw(st.booleans()), draw(st.booleans()), draw(st.booleans())))
    return found


@given(bars=bars_of(), width=WIDTHS)
def test_a_line_is_as_wide_as_its_axis(bars: list[Bar], width: int) -> None:
    """A drawn line has just the cells of its axis, every end lies among them, and each set leaves a sign."""
    axis = axis_of(bars, width)
    assume(axis is not None)
    assert axis is not None
    assert len(draw_bar(axis, bars)) == width
    for bar in bars:
        assert all(0 <= axis.cell(end) < width for end in (bar.low, bar.high) if end is not None)
        line = draw_bar(axis, [bar])
        assert line.strip()
        assert ("<" in line) is (bar.low is None)
        assert (">" in line) is (bar.high is None)


@given(bars=bars_of(), width=WIDTHS, data=st.data())
def test_order_is_kept(bars: list[Bar], width: int, data: st.DataObject) -> None:
    """Of two numbers on an axis the lesser never lies to the right."""
    axis = axis_of(bars, width)
    assume(axis is not None)
    assert axis is not None
    within = st.fractions(min_value=axis.least, max_value=axis.most, max_denominator=30) | st.sampled_from(
        [axis.least, axis.most]
    )
    one, other = sorted((data.draw(within), data.draw(within)))
    assert axis.cell(one) <= axis.cell(other)


@given(ticks=st.lists(st.tuples(NUMBERS, st.integers(0, 9999).map(str)), max_size=8), width=WIDTHS)
def test_labels_never_collide(ticks: list[tuple[Fraction, str]], width: int) -> None:
    """Every label shown is one of those given, whole and parted by a blank; the first always is, and none goes over."""
    numbers = [at for at, _ in ticks] or [Fraction(0)]
    line = draw_rule(Axis(min(numbers), max(numbers), width), ticks)
    labels = [label for _, label in sorted(ticks)]
    assert len(line) <= width
    assert set(line.split()) <= set(labels)
    assert line.split()[:1] == labels[:1] or len(set(numbers)) == 1


@given(heights=st.lists(st.none() | NUMBERS.map(abs), max_size=20))
def test_heights_keep_their_order(heights: list[Fraction | None]) -> None:
    """A greater height never has a lesser block, and the greatest has the whole one."""
    line = sparkline(heights)
    assert len(line) == len(heights)
    pairs = sorted(
        (height, BLOCKS.index(block)) for height, block in zip(heights, line, strict=True) if height is not None
    )
    blocks = [block for _, block in pairs]
    assert blocks == sorted(blocks)
    if pairs and pairs[-1][0]:
        assert blocks[-1] == len(BLOCKS) - 1
