"""What a page in the terminal is made of: lines and grids of marked words, laid out by `terminal`.

Pages are built from views by the functions of `pages`, which know content and order but no escape codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from negtrack.frozen import dataclass

Mark = Literal["", "strong", "dim", "added", "removed", "alert", "good"]
Layout = Literal["auto", "columns", "stacked"]
Detail = Literal["brief", "normal", "whole"]

LEAST_PARTY = 24
"""Cells that a party's column needs, below which a page is stacked."""
GUTTER = 2


@dataclass(frozen=True)
class Span:
    """A run of text with one mark."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True)
class Line:
    """A paragraph that folds at the page's width; its lines begin `indent` cells in, all but the first `hang` more."""

    spans: tuple[Span, ...] = ()
    indent: int = 0
    hang: int = 0


@dataclass(frozen=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True)
class Split:
    """Two texts at the two ends of a line; the second goes below where it does not fit."""

    left: Line
    right: Line


@dataclass(frozen=True)
class Grid:
    """Rows of cells side by side; `widths` are cells a column, each cell a few lines."""

    widths: tuple[int, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]


Element = Line | Rule | Split | Grid
Page = Sequence[Element]


@dataclass(frozen=True)
class RenderOptions:
    """How a page is wanted: cells across, which layout, how much provenance, and how wide a text is."""

    width: int
    layout: Layout = "auto"
    detail: Detail = "normal"
    measure: Callable[[str], int] = len


def line(*parts: str | Span, indent: int = 0, hang: int = 0) -> Line:
    """A `Line` of texts and spans; empty ones are left out."""
    spans = (part if isinstance(part, Span) else Span(part) for part in parts)
    return Line(tuple(span for span in spans if span.text), indent, hang)


def pad(text: str, width: int, options: RenderOptions) -> str:
    """`text` and blanks up to `width` cells; a longer one keeps its distance from what follows."""
    return text + " " * max(width - options.measure(text), GUTTER)


def strong(text: str) -> Span:
    """What the eye should find."""
    return Span(text, "strong")


def dim(text: str) -> Span:
    """What stands back."""
    return Span(text, "dim")


def alert(text: str) -> Span:
    """What is disputed or wrong."""
    return Span(text, "alert")


BLANK = Line()


def fit(wanted: Iterable[int], width: int, least: Sequence[int]) -> tuple[int, ...] | None:
    """The column widths nearest to `wanted` that fit `width` with gutters: the widest give way first, none below its
    `least`; None where they cannot fit."""
    widths = list(wanted)
    spare = width - GUTTER * (len(widths) - 1)
    while sum(widths) > spare:
        yielding = [index for index, cells in enumerate(widths) if cells > least[index]]
        if not yielding:
            return None
        widths[max(yielding, key=lambda index: widths[index])] -= 1
    return tuple(widths)
