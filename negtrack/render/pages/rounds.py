"""The page of `rounds`: as many offers side by side as the page holds, the older above the newer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negtrack.render.page import (
    BLANK,
    GUTTER,
    Element,
    Grid,
    Line,
    Mark,
    Page,
    RenderOptions,
    Rule,
    Span,
    breaks_words,
    column_name,
    dim,
    line,
    strong,
)
from negtrack.views.rounds import UNCHANGED, UNCHANGED_LEGEND, OfferCell, RoundRow, RoundsView

_ISSUE, _GAP = 30, 24
_LEAST, _MOST = 14, 36
"""Cells of an offer's column."""


def page(view: RoundsView, options: RenderOptions) -> Page:
    """Build the offers in blocks, the last with the gap; a paragraph for each issue where not even one offer fits."""
    if not view.offers:
        return [BLANK, line(dim("no offer on record"))]
    stack = (element for row in view.lines for element in _stack(view, row, options))
    return _table(view, options) or [BLANK, *stack]


def hints(view: RoundsView, options: RenderOptions) -> Iterator[str]:
    """Yield what the sign of the page means."""
    has_same = any(cell.short == UNCHANGED for row in view.lines for cell in row.cells if cell)
    if has_same and _table(view, options):
        yield UNCHANGED_LEGEND


def _table(view: RoundsView, options: RenderOptions) -> Page:
    """Return the offers in blocks; nothing where a table is not wanted or has no room."""
    least = _least(view, options)
    blocks = () if options.layout == "stacked" else _blocks(view, least, options)
    table = [element for block in blocks for element in (BLANK, *_block(view, block, least, options))]
    return [] if options.layout == "auto" and breaks_words(table, options) else table


def _blocks(view: RoundsView, least: Sequence[int], options: RenderOptions) -> Sequence[range]:
    """Return the numbers of the offers of each block, from the newest back as many as fit, the last block with room
    for the gap; empty if one does not fit."""
    room = options.width - _issue_width(view, options)
    left, end = room - GUTTER - _GAP, len(view.offers)
    blocks: list[range] = []
    while end:
        start = end
        while start and (end - start + 1) * (max(least[start - 1 : end]) + GUTTER) <= left:
            start -= 1
        if start == end:
            return ()
        blocks.insert(0, range(start, end))
        left, end = room, start
    return blocks


def _issue_width(view: RoundsView, options: RenderOptions) -> int:
    return min(max(len("issue"), *(options.measure(row.issue.id) for row in view.lines)), _ISSUE)


def _least(view: RoundsView, options: RenderOptions) -> Sequence[int]:
    """Return the least cells of the column of each offer, in which no word of a value breaks."""
    columns = zip(*(row.cells for row in view.lines), strict=True)
    words = ({word for cell in column if cell for word in cell.words.split()} for column in columns)
    return [max(_LEAST, *(options.measure(word) + 1 for word in found)) for found in words]


def _block(view: RoundsView, block: range, least: Sequence[int], options: RenderOptions) -> Iterator[Element]:
    is_last = block.stop == len(view.offers)
    rows = view.lines if is_last else [row for row in view.lines if any(row.cells[number] for number in block)]
    widths = _widths(view, len(block), is_last, max(least[block.start : block.stop]), options)
    head = [(line(dim("issue")),), *(tuple(_head(view, number, widths[1], options)) for number in block)]
    yield Grid(widths, ((*head, *([(line(dim(view.last_column)),)] * is_last)),))
    yield Rule()
    for row in rows:
        cells = (tuple(_cell(row.cells[number], options)) for number in block)
        yield Grid(widths, (((line(strong(row.issue.id), hang=1),), *cells, *([(_gap(row), *_notes(row))] * is_last)),))


def _widths(view: RoundsView, count: int, with_gap: bool, least: int, options: RenderOptions) -> tuple[int, ...]:
    """Return the widths of the issue, of `count` offers and of the gap, which takes what they leave."""
    issue = _issue_width(view, options)
    room = options.width - issue - GUTTER * count
    width = min((room - (_GAP + GUTTER) * with_gap) // count, max(_MOST, least))
    return (issue, *[width] * count, *([room - width * count - GUTTER] * with_gap))


def _head(view: RoundsView, number: int, width: int, options: RenderOptions) -> Iterator[Line]:
    offer = view.offers[number]
    yield line(strong(column_name(offer.by, offer.short, width, options)), f" {offer.tabled}")
    yield from (line(dim(words)) for words in (*offer.claims, *offer.endings))


def _cell(cell: OfferCell | None, options: RenderOptions) -> Iterator[Line]:
    if cell is None:
        return
    yield line(strong(cell.words) if cell.is_changed else dim(cell.short), hang=1)
    if cell.is_changed and (least := _aside(cell, options)):
        yield line(dim(least), hang=1)


def _aside(cell: OfferCell, options: RenderOptions) -> str:
    return cell.statement.long if options.detail == "whole" else cell.statement.least


_GOOD = ("overlap", "settled by the fallback", "agreed")


def _gap(row: RoundRow) -> Line:
    mark: Mark = "good" if row.status in _GOOD else "strong" if row.status == "apart" else "dim"
    return line(Span(row.gap, mark))


def _notes(row: RoundRow) -> Iterator[Line]:
    if row.notes:
        yield line(dim(row.notes), hang=2)


def _stack(view: RoundsView, row: RoundRow, options: RenderOptions) -> Iterator[Element]:
    """Yield an issue and below it each offer that changed it."""
    yield line(strong(row.issue.id))
    for offer, cell in zip(view.offers, row.cells, strict=True):
        if cell and cell.is_changed:
            aside = _aside(cell, options)
            yield line(
                dim(f"{offer.short_heading}: "), cell.words, dim(f"  {aside}" if aside else ""), indent=2, hang=2
            )
    if row.gap:
        notes = [dim(f"  {row.notes}")] if row.notes else []
        yield line(dim("" if row.is_settled else "gap: "), *_gap(row).spans, *notes, indent=2, hang=2)
