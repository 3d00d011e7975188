"""The scales of all charts: places on a line, and labels beside it that do not run into each other.

A place is a whole number of units from the start of the line: text cells in the terminal, pixels in a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from negtrack.frozen import dataclass


class Ends(Protocol):
    """An interval; an end of None is unbounded."""

    @property
    def low(self) -> Fraction | None:
        """Return the low end."""
        ...

    @property
    def high(self) -> Fraction | None:
        """Return the high end."""
        ...


@dataclass(frozen=True)
class Axis:
    """The line of numbers from `least` to `most` across `width` cells.

    The outermost `left` and `right` cells lie beyond all numbers, so that an unbounded end visibly continues.
    """

    least: Fraction
    most: Fraction
    width: int
    left: int = 0
    right: int = 0

    def cell(self, at: Fraction) -> int:
        """Return the cell, from 0, that holds `at`."""
        if self.most == self.least:
            return self.width // 2
        room, least, span = self.width - 1 - self.left - self.right, self.least, self._span
        # in whole numbers, as charts ask this often: (at - least) / span * room + 1/2, toward 0
        below = at.denominator * least.denominator * span.numerator
        above = (at.numerator * least.denominator - least.numerator * at.denominator) * span.denominator * room
        doubled = 2 * above + below
        whole = abs(doubled) // (2 * below)
        return self.left + (whole if doubled >= 0 else -whole)

    @cached_property
    def _span(self) -> Fraction:
        return self.most - self.least


def axis_of(bars: Sequence[Ends], width: int, marks: Iterable[Fraction] = (), beyond: int = 4) -> Axis | None:
    """Return the axis that shows every end of `bars` and all `marks`; None without any. Where a bar is unbounded,
    `beyond` cells lie beyond all numbers."""
    ends = [end for bar in bars for end in (bar.low, bar.high) if end is not None]
    ends += marks
    if not ends:
        return None
    left = beyond if any(bar.low is None for bar in bars) else 0
    right = beyond if any(bar.high is None for bar in bars) else 0
    return Axis(min(ends), max(ends), width, left, right)


@dataclass(frozen=True)
class Label:
    """A text beside an axis: the cells that it covers, and the cell that it names."""

    start: int
    end: int
    text: str
    cell: int


def place_labels(
    axis: Axis, ticks: Sequence[tuple[Fraction, str]], measure: Callable[[str], int], gap: int = 1
) -> list[Label]:
    """Return the labels of an axis, the outermost first, then in the given order: each from its own cell, else from the
    nearest one to the left from which it still covers its cell; skip a label that would come nearer than `gap` cells to
    another.

    `measure` returns the cells that a text covers.
    """
    labels: list[Label] = []
    ordered = sorted(ticks)
    for at, text in dict.fromkeys([*ordered[:1], *ordered[-1:], *ticks]):
        cell, cells = axis.cell(at), measure(text)
        for start in range(max(min(cell, axis.width - cells), 0), max(cell - cells, -1), -1):
            end = start + cells
            if end <= axis.width and all(end + gap <= other.start or start >= other.end + gap for other in labels):
                labels.append(Label(start, end, text, cell))
                break
    return sorted(labels, key=lambda label: label.start)
