"""A window over a long text."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from negtrack.screen.pager import Pager

TEXT = "\n".join(f"Paragraph {number} has a few words, and some more of them." for number in range(100))


def window(pager: Pager, top: int, width: int, height: int) -> list[str]:
    """Return the lines that are in sight."""
    shown = [line for line, _ in zip(pager.lines(top, width), range(height), strict=False)]
    return [pager.text[slice(*line)] if line else "" for line in shown]


def test_paragraphs_are_parted_by_a_blank_line() -> None:
    """And folded to the width."""
    assert window(Pager("One two three.\nFour."), 0, 8, 9) == ["One two", "three.", "", "Four."]
    assert window(Pager(""), 0, 8, 9) == [""]


@given(st.integers(0, len(TEXT) - 40), st.integers(1, 39), st.integers(5, 90), st.integers(1, 30), st.data())
def test_a_range_stays_in_sight(start: int, length: int, width: int, height: int, data: st.DataObject) -> None:
    """From wherever the window was, it moves so that the range is in it, and stays there."""
    pager = Pager(TEXT)
    before = data.draw(st.integers(0, len(TEXT) - 1))
    top = pager.scroll(before, (start, start + length), width, height)
    lines = [line for line, _ in zip(pager.lines(top, width), range(height), strict=False) if line]
    assert any(first <= start < last + 1 for first, last in lines)
    assert pager.scroll(top, (start, start + length), width, height) == top


def test_a_window_stands_still() -> None:
    """While what is chosen is in it, to its last line."""
    pager = Pager(TEXT)
    top = pager.back(2_000, 30, 0)
    lines = [line for line, _ in zip(pager.lines(top, 30), range(20), strict=False) if line]
    for start, end in lines:
        assert pager.scroll(top, (start, end), 30, 20) == top
    assert pager.scroll(top, (lines[-1][1] + 2, lines[-1][1] + 40), 30, 20) > top


def test_back_by_lines() -> None:
    """As many lines as it goes on, the blank ones counted; never before the first one."""
    pager = Pager(TEXT)
    lines = [line for line, _ in zip(pager.lines(0, 20), range(50), strict=False)]
    for number, line in enumerate(lines):
        if line and lines[max(number - 6, 0)]:
            assert pager.back(line[0], 20, 6) == lines[max(number - 6, 0)][0]  # type: ignore[index]  # it is a line
    assert pager.back(30, 20, 1_000) == 0


def test_only_the_window_is_folded() -> None:
    """The last page of ten million characters takes no longer than it would of a short text."""
    pager = Pager("\n".join(["word " * 40] * 50_000))
    pager.paragraph(0)
    start = time.process_time()
    top = pager.scroll(0, (len(pager.text) - 5, len(pager.text)), 60, 40)
    assert len(window(pager, top, 60, 40)) > 10
    assert time.process_time() - start < 0.5
