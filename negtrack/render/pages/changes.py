"""The page of `diff --since`: the moved, new and newly disputed positions, by party."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.render.page import BLANK, Element, Mark, Page, RenderOptions, Span, Split, alert, dim, line, strong
from negtrack.views.changes import ChangeRow, ChangesView

_MARKS: dict[str, Mark] = {
    "+": "added",
    "-": "removed",
    ">": "good",
    "<": "alert",
    "~": "strong",
    "!": "alert",
    "=": "dim",
    "*": "good",
}


def page(view: ChangesView, options: RenderOptions) -> Page:
    """Build the title with the number of changes of each class, then the changes of each party."""
    page: list[Element] = [Split(line(strong(view.title)), line(dim(view.counts)))]
    for name, rows in view.parties:
        page += [BLANK, line(strong(name))]
        for row in rows:
            page += _row(row, options)
    if not view.lines:
        page += [BLANK, line(dim("nothing changed"))]
    return page


def _row(row: ChangeRow, options: RenderOptions) -> Iterator[Element]:
    sign = Span(f" {row.sign} ", _MARKS[row.sign])
    value = f"  {row.value}" if row.value else ""
    yield line(sign, strong(row.change.issue.id), value, dim("  "), row.phrase, hang=5)
    if options.detail != "brief" and row.origin:
        voice = "; another voice" if row.change.voice_changed else ""
        yield line(dim(f"{row.origin}{voice}"), indent=5, hang=2)
    if row.linked and options.detail != "brief":
        yield line(dim(f"linked: {', '.join(row.linked)}"), indent=5, hang=2)
    for dispute in row.disputes:
        yield line(alert(f"! {dispute}"), indent=5, hang=2)
