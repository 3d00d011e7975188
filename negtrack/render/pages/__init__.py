"""Views to pages: one file per view, and the table of views and their pages.

A page is imported when its view is shown, so that start-up stays fast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from negtrack.render.page import Page, RenderOptions
from negtrack.views.view import View

PAGES: Mapping[str, str] = {
    "ShowView": "show",
    "RecordView": "record",
    "CompareView": "compare",
    "DiffView": "differences",
    "ChangesView": "changes",
    "ListView": "lists",
    "ProposalView": "proposal",
    "HistoryView": "history",
    "GapsView": "gaps",
    "OverviewView": "overview",
    "QueryView": "query",
    "TablesView": "tables",
}
"""View -> module with its `page` function."""


def page_of(view: View, options: RenderOptions) -> Page:
    """Build the page of `view`."""
    module = import_module(f"negtrack.render.pages.{PAGES[type(view).__name__]}")
    page: Callable[[View, RenderOptions], Page] = module.page
    return page(view, options)
