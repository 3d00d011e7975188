"""The page of `diff --since`: the moved, new and newly disputed positions, by party, then what else was stated."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.render.page import BLANK, Element, Mark, Page, RenderOptions, Span, alert, dim, line, strong
from negtrack.views import signs
from negtrack.views.additions import AdditionRow
from negtrack.views.change_row import ChangeRow
from negtrack.views.changes import ChangesView

_MARKS: dict[str, Mark] = {
    signs.NEW: "added",
    signs.GONE: "removed",
    signs.CLOSER: "good",
    signs.FARTHER: "alert",
    signs.CHANGED: "strong",
    signs.DISPUTED: "alert",
    signs.SAME: "dim",
    signs.AGREED: "good",
    signs.OPEN: "dim",
}


def page(view: ChangesView, options: RenderOptions) -> Page:
    """Build the changes of each party, then the other records."""
    page: list[Element] = []
    if view.summary:
        page += [BLANK, line(dim(view.summary))]
    for heading, disputes in view.disputed:
        page += [BLANK, line(strong(heading))]
        page += [line(alert(" ! "), strong(one.issue.id), "  ", one.text, hang=5) for one in disputes]
    page += _agreed(view, options)
    for name, rows in view.listed:
        page += [BLANK, line(strong(name))]
        for row in rows:
            page += _row(row, options)
    for heading, additions in view.sections:
        page += [BLANK, line(strong(heading))]
        for addition in additions:
            page += _addition(addition, options)
    return page


def _agreed(view: ChangesView, options: RenderOptions) -> Iterator[Element]:
    """Yield what came to be agreed or was reopened, once for all who are concerned; in the heading who that is, where
    it is the same in all rows."""
    rows = view.agreed_alone
    asides = {row.aside for row in rows} if options.detail != "brief" else set()
    shared = next(iter(asides)) if len(asides) == 1 and len(rows) > 1 else ""
    if rows:
        yield BLANK
        yield line(strong("agreements on issues"), dim(f"  {shared}" if shared else ""))
    first = {(row.issue.id, row.text): row for row in reversed(rows)}
    for row in rows if asides else (row for row in rows if first[row.issue.id, row.text] is row):
        yield line(Span(f" {row.sign} ", _MARKS[row.sign]), strong(row.issue.id), "  ", row.text, hang=5)
        if asides and not shared:
            yield line(dim(row.aside), indent=5, hang=2)


def hints(view: ChangesView, options: RenderOptions) -> Iterator[str]:
    """Yield which option names the parties that a movement is only counted against."""
    if options.detail != "whole" and any(row.is_counted for _, rows in view.listed for row in rows):
        yield "-v names the parties"


def _addition(row: AdditionRow, options: RenderOptions) -> Iterator[Element]:
    about = f"{row.about}  " if row.about else ""
    yield line(Span(f" {row.sign} ", _MARKS[row.sign]), strong(about), row.words, hang=5)
    if options.detail != "brief":
        yield line(dim(row.origin), indent=5, hang=2)
    if row.caveat:
        yield line(dim(row.caveat), indent=5, hang=2)


def _row(row: ChangeRow, options: RenderOptions) -> Iterator[Element]:
    sign = Span(f" {row.sign} ", _MARKS[row.sign])
    value = f"  {row.value}" if row.value else ""
    first, *more = row.page_lines(options.detail == "whole")
    if more:
        yield line(sign, strong(row.change.issue.id), value, hang=5)
        yield from (line(phrase, indent=5, hang=2) for phrase in (first, *more))
    else:
        yield line(sign, strong(row.change.issue.id), value, dim("  "), first, hang=5)
    if options.detail != "brief" and row.origin:
        yield line(dim(row.origin), indent=5, hang=2)
    if row.linked and options.detail != "brief":
        yield line(dim(f"linked: {', '.join(row.linked)}"), indent=5, hang=2)
    yield from (line(dim(caveat), indent=5, hang=2) for caveat in row.caveats)
    for dispute in row.disputes:
        yield line(alert(f"! {dispute}"), indent=5, hang=2)
