"""Elements of narrow signs are laid out without rich as rich lays them out."""

from __future__ import annotations

from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from negtrack.render.page import Grid, Line, Mark, Rule, Span, Split
from negtrack.render.terminal import _RANGES, render_page, unindent, width_of
from negtrack.render.wide import cells_of, render_element

from ..examples import examples

_WORDS = st.sampled_from(
    ["a", "of two", " ", "   ", "x" * 9, "y" * 45, "≥ 2", "—", "Größe", "Мир", "…", "at  least", ""]
)
_SPANS = st.builds(Span, st.lists(_WORDS, max_size=6).map(" ".join), st.sampled_from(get_args(Mark)))
_LINES = st.builds(Line, st.lists(_SPANS, max_size=4).map(tuple), st.integers(0, 9), st.integers(0, 9))
_CELLS = st.lists(_LINES, max_size=3).map(tuple)
_GRIDS = st.lists(st.tuples(_CELLS, _CELLS), max_size=3).map(lambda rows: Grid((12, 30), tuple(rows)))
_ELEMENTS = st.one_of(_LINES, st.just(Rule()), st.builds(Split, _LINES, _LINES), _GRIDS)


@settings(max_examples=examples(500))
@given(_ELEMENTS, st.sampled_from([1, 5, 10, 20, 40, 80]), st.booleans())
def test_lines_are_those_of_rich(element: Line | Rule | Split | Grid, width: int, colour: bool) -> None:
    """The same lines, to the blank and the escape code, in any width."""
    as_shown = unindent(element, width) if isinstance(element, Line) else element
    assert list(render_page([element], width, colour)) == list(render_element(as_shown, width, colour))


def test_each_narrow_sign_takes_one_cell() -> None:
    """As rich counts them."""
    signs = [chr(code) for first, last in _RANGES for code in range(first, last + 1)]
    assert {sign for sign in signs if cells_of(sign) != 1 or width_of(sign) != 1} == set()
