"""The page of `query --tables`: the tables that a statement may read."""

from __future__ import annotations

from negtrack.render.page import BLANK, Element, Page, RenderOptions, dim, line, strong
from negtrack.views.query import TablesView

_TYPES = 'boolean: 1 or 0 · day, instant: their ISO text · list: its texts joined by "; " · null: nothing on record'


def page(view: TablesView, options: RenderOptions) -> Page:
    """Build the tables, each with its columns below it."""
    page: list[Element] = [BLANK]
    room = max(options.measure(name) for table in view.tables for name, _, _ in table.columns)
    for table in view.tables:
        page.append(line(strong(table.name), dim(f"  {table.meaning}"), hang=2))
        for name, kind, meaning in table.columns:
            page.append(line(f"{name:{room}}  ", dim(f"{kind:7}  "), meaning, indent=2, hang=room + 11))
        page.append(BLANK)
    return [*page, line(dim(_TYPES))]
