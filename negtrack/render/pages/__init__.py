"""Views to pages: one file per answer, and which view has which page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from negtrack.render.page import Page, Setup
from negtrack.render.pages.changes import changes_page
from negtrack.render.pages.compare import compare_page
from negtrack.render.pages.differences import diff_page
from negtrack.render.pages.gaps import gaps_page
from negtrack.render.pages.history import history_page
from negtrack.render.pages.lists import list_page
from negtrack.render.pages.overview import overview_page
from negtrack.render.pages.proposal import proposal_page
from negtrack.render.pages.query import query_page, tables_page
from negtrack.render.pages.record import record_page
from negtrack.render.pages.show import show_page
from negtrack.views.changes import ChangesView
from negtrack.views.compare import CompareView
from negtrack.views.differences import DiffView
from negtrack.views.gaps import GapsView
from negtrack.views.history import HistoryView
from negtrack.views.lists import ListView
from negtrack.views.overview import OverviewView
from negtrack.views.proposal import ProposalView
from negtrack.views.query import QueryView, TablesView
from negtrack.views.record import RecordView
from negtrack.views.show import ShowView
from negtrack.views.view import View

PAGES: Mapping[type, Callable[[Any, Setup], Page]] = {
    ShowView: show_page,
    RecordView: record_page,
    CompareView: compare_page,
    DiffView: diff_page,
    ChangesView: changes_page,
    ListView: list_page,
    ProposalView: proposal_page,
    HistoryView: history_page,
    GapsView: gaps_page,
    OverviewView: overview_page,
    QueryView: query_page,
    TablesView: tables_page,
}


def page_of(view: View, setup: Setup) -> Page:
    """The page that shows `view`."""
    return PAGES[type(view)](view, setup)
