"""Views to pages: one file per view, and the table of views and their pages.

A page is imported when its view is shown, so that start-up stays fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module

from negtrack.frozen import replace
from negtrack.render.fold_texts import fold_texts, has_long_text
from negtrack.render.page import BLANK, GUTTER, Element, Page, RenderOptions, dim, fold_parts, line, pack, split, strong
from negtrack.views.view import Frame, View

PAGES: Mapping[str, tuple[str, str]] = {
    "ShowView": ("show", "brief"),
    "RecordView": ("record", ""),
    "ReviewView": ("review", ""),
    "CompareView": ("compare", "brief layout"),
    "CompareMatrixView": ("compare_matrix", ""),
    "DiffView": ("differences", "brief"),
    "ChangesView": ("changes", "brief"),
    "ListView": ("lists", "layout"),
    "AgreementsView": ("agreements", "brief"),
    "ProposalView": ("proposal", "brief layout"),
    "HistoryView": ("history", "brief layout"),
    "GapsView": ("gaps", "layout"),
    "MatrixView": ("matrix", "layout"),
    "RoundsView": ("rounds", "layout"),
    "ScorecardView": ("scorecard", "brief layout"),
    "OverviewView": ("overview", ""),
    "QueryView": ("query", "layout"),
    "TablesView": ("tables", ""),
}
"""View -> module with its `page` function, and `hints` if it has any to put beside the legend; and what it obeys beside
the width: `brief` where it prints provenance that it can omit, `layout` where it can stand in columns or stacked."""


_ANY_WIDTH = 100_000
"""Cells in which every page has room for columns."""
WHOLE = "-v shows long texts whole"


def obeys(view: View, option: str) -> bool:
    """Return whether the page of `view` obeys `brief` or `layout`."""
    return option in PAGES[type(view).__name__][1].split()


def lacks_room(view: View, options: RenderOptions) -> bool:
    """Return whether columns were asked for and the page is stacked all the same, as it is too narrow for them."""

    def is_stacked(width: int) -> bool:
        columns, stacked = (replace(options, width=width, layout=layout) for layout in ("columns", "stacked"))
        return page_of(view, columns) == page_of(view, stacked)

    return is_stacked(options.width) and not is_stacked(_ANY_WIDTH)


def page_of(view: View, options: RenderOptions) -> Page:
    """Build the page of `view`: its heading, its contents and its legend."""
    module = import_module(f"negtrack.render.pages.{PAGES[type(view).__name__][0]}")
    page: Callable[[View, RenderOptions], Page] = module.page
    hints: Callable[[View, RenderOptions], Iterable[str]] = getattr(module, "hints", lambda *_: ())
    body, words = page(view, options), (*hints(view, options), *view.frame.legend)
    if options.detail != "whole" and has_long_text(body):
        body, words = list(fold_texts(body)), (*words, WHOLE)
    return [*_heading(view.frame, options), *body, *_legend(words, options)]


def _heading(frame: Frame, options: RenderOptions) -> Iterator[Element]:
    """Yield the title, and the moment that the answer shows: beside it, else below it, folded between its parts."""
    title = line(strong(frame.title))
    aside = " · ".join(part for part in (frame.clocks, frame.aside) if part)
    if options.measure(frame.title) + GUTTER + options.measure(aside) <= options.width:
        yield split(title, line(dim(aside)))
        return
    yield title
    yield from (line(dim(text)) for text in fold_parts(aside, options))


def _legend(words: Sequence[str], options: RenderOptions) -> Iterator[Element]:
    """Yield the meaning of words and signs, none of them parted where it fits a line."""
    if words:
        yield BLANK
        yield from (line(dim(text)) for text in pack(words, "   ", options))
