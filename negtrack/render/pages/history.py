"""The page of `history`: a line a position with its range drawn, events as ruled lines, and how the gap went."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.render.chart import Axis, Bar, axis_of, draw_bar, draw_rule, sparkline
from negtrack.render.page import BLANK, Element, Page, RenderOptions, Span, Split, alert, dim, line, pad, strong
from negtrack.views.history import EventLine, GapLine, HistoryLine, HistoryView, Interval

_LEAST_CHART = 20
_MOST_CHART = 48
_VALUE = 26
"""Cells that a value may take before its chart goes below it."""


def page(view: HistoryView, options: RenderOptions) -> Page:
    """The title, the axis, what was said day by day, the gaps."""
    page: list[Element] = [Split(line(strong(view.issue.title)), line(dim(view.issue.id))), BLANK]
    lines = [each for each in view.lines if isinstance(each, HistoryLine)]
    if not lines:
        return [*page, line(dim("no position on record"))]
    when = min(max(options.measure(each.when) for each in lines), options.width // 3) + 2
    who = min(max(options.measure(each.party.name) for each in lines), options.width // 3) + 2
    what = min(max(options.measure(each.statement.value) for each in lines), _VALUE) + 2
    axis = _axis(view, lines, options, when + who + what)
    if axis:
        page.append(line(" " * (when + who + what), dim(draw_rule(axis, view.ticks, options.measure))))
    for each in view.lines:
        page += (
            _event(each, options) if isinstance(each, EventLine) else _position(each, (when, who, what), axis, options)
        )
    gaps = [element for gap in view.gaps for element in _gap(gap, len(view.gaps) > 1)]
    return [*page, BLANK, *gaps] if gaps else page


def _axis(view: HistoryView, lines: list[HistoryLine], options: RenderOptions, used: int) -> Axis | None:
    """The chart's axis, where the page has room for one and the sets lie on a line."""
    room = min(options.width - used - 1, _MOST_CHART)
    bars = [bar for each in lines for bar in map(_bar, each.intervals)]
    marks = [at for at, _ in view.ticks]
    return axis_of(bars, room, marks) if bars and room >= _LEAST_CHART and options.layout != "stacked" else None


def _bar(interval: Interval) -> Bar:
    return Bar(interval.low, interval.high, interval.low_included, interval.high_included, interval.about)


def _event(each: EventLine, options: RenderOptions) -> Iterator[Element]:
    words = f"── {each.when}  {each.event.title} "
    yield line(dim(words + "─" * max(options.width - options.measure(words), 0)))


def _position(
    each: HistoryLine, rooms: tuple[int, int, int], axis: Axis | None, options: RenderOptions
) -> Iterator[Element]:
    when, who, what = rooms
    value = each.statement.value
    chart = draw_bar(axis, [_bar(interval) for interval in each.intervals]).rstrip() if axis else ""
    fits = options.measure(value) <= what - 2
    mark = strong if each.step.headline else dim
    yield line(
        dim(pad(each.when, when, options)),
        pad(each.party.name, who, options),
        mark(pad(value, what, options) if fits else value),
        chart if fits else "",
        hang=when + who,
    )
    if chart and not fits:
        yield line(" " * (when + who + what), chart)
    position = each.statement.position
    where = f"{', '.join(position.sources)} {position.locator}".strip()
    whole = "; ".join(part for part in (each.statement.long, where, position.id) if part)
    said = each.said if options.detail != "whole" else whole
    disputed = alert("! contested  ") if each.step.contested else Span("")
    phrases = "; ".join(each.phrases)
    source = dim(f"{'  ' if phrases else ''}{said}") if options.detail != "brief" else Span("")
    yield line(disputed, phrases, source, indent=when, hang=2)


def _gap(gap: GapLine, several: bool) -> Iterator[Element]:
    names = f" {gap.names[0]} - {gap.names[1]}" if several else ""
    drawing = sparkline(gap.heights)
    yield line(dim(f"gap{names}  "), gap.words, dim(f"  {drawing}" if len(drawing) > 1 else ""), hang=2)
