"""The page of `history`: a line for each position with its range drawn, events as ruled lines, the gap over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from negtrack.render.charts.cells import Bar, draw_bar, draw_rule, sparkline
from negtrack.render.charts.scale import Axis, axis_of
from negtrack.render.page import (
    BLANK,
    GUTTER,
    About,
    Element,
    Grid,
    Page,
    RenderOptions,
    Span,
    alert,
    breaks_words,
    dim,
    line,
    longest_word,
    pad,
    strong,
)
from negtrack.render.pages.beside import mark_lines
from negtrack.views.deal_lines import DealLine
from negtrack.views.gap_line import GapLine
from negtrack.views.history import EventLine, HistoryLine, HistoryView
from negtrack.views.intervals import Interval
from negtrack.views.phrasing import SILENT
from negtrack.views.signs import NOTHING

_LEAST_VALUE = 16
"""Cells that a value which folds needs beside its party."""
_LEAST_CHART = 20
_MOST_CHART = 48
_MOST_PAIRS = 10
"""Most pairs that have a line each, and most ways to stand that are counted."""
_VALUE = 26
"""Cells that a value may take before its chart goes below it."""

_BARS = f"bars: the gap after each change; {NOTHING} no distance known"


def page(view: HistoryView, options: RenderOptions) -> Page:
    """Build the axis, the positions and events by day, and the gaps."""
    page: list[Element] = [BLANK]
    lines = [entry for entry in view.lines if isinstance(entry, HistoryLine)]
    if not view.lines:
        return [*page, line(dim("no position on record"))]
    when = min(max((options.measure(entry.when) for entry in lines), default=0), options.width * 2 // 5) + 2
    who = min(max((options.measure(entry.party.name) for entry in lines), default=0), options.width * 2 // 5) + 2
    what = min(max((options.measure(entry.statement.alone) for entry in lines), default=0), _VALUE) + 2
    axis = _axis(view, options, when + who + what)
    if axis:
        page.append(line(" " * (when + who + what), dim(draw_rule(axis, view.ticks, options.measure))))
    for entry in view.lines:
        if isinstance(entry, EventLine):
            page.append(_rule(f"{entry.when}  {entry.event.title}", options))
        elif isinstance(entry, DealLine):
            page += _settled(entry, (when, who, what), axis, options)
        else:
            page += _position(entry, (when, who, what), axis, options)
    if axis and any(entry.off_axis for entry in lines):
        page += [BLANK, *(_off_axis(entry) for entry in lines if entry.off_axis)]
    return [*page, BLANK, *_gaps(view, options)] if view.gaps else page


def hints(view: HistoryView, options: RenderOptions) -> Iterator[str]:
    """Yield which option names what is only counted."""
    if len(view.gaps) > _MOST_PAIRS and options.detail != "whole":
        yield "-v names the parties"


def _axis(view: HistoryView, options: RenderOptions, used: int) -> Axis | None:
    """Return the axis of the chart; None where the page is too narrow or no set lies on a line."""
    room = min(options.width - used - 1, _MOST_CHART)
    drawn = (entry for entry in view.lines if not isinstance(entry, EventLine))
    bars = [bar for entry in drawn for bar in map(_bar, entry.intervals)]
    marks = [at for at, _ in view.ticks]
    return axis_of(bars, room, marks) if bars and room >= _LEAST_CHART and options.layout != "stacked" else None


def _bar(interval: Interval) -> Bar:
    return Bar(interval.low, interval.high, interval.low_included, interval.high_included, interval.about)


def _rule(text: str, options: RenderOptions, about: About = ()) -> Element:
    words = f"── {text} "
    return line(dim(words + "─" * max(options.width - options.measure(words), 0)), hang=3, about=about)


def _settled(
    entry: DealLine, rooms: tuple[int, int, int], axis: Axis | None, options: RenderOptions
) -> Iterator[Element]:
    """Yield a ruled line, its mark in the chart, and who says so."""
    yield _rule(f"{entry.when}  {entry.words}", options, ("record", entry.record.id))
    if axis and entry.intervals:
        yield line(" " * sum(rooms), draw_bar(axis, [_bar(interval) for interval in entry.intervals]).rstrip())
    if entry.who:
        whole = f"; {', '.join(entry.record.sources)} {entry.record.locator}".rstrip() + f"; {entry.record.id}"
        yield line(
            dim(f"{entry.who}{whole if options.detail == 'whole' else ''}"), indent=_indent(rooms[0], options), hang=2
        )


def _indent(when: int, options: RenderOptions) -> int:
    """Return the indent of what stands below a day, whose column takes `when` cells: less where that would leave a
    thread of words."""
    return when if when * 3 <= options.width else 4


def _position(
    entry: HistoryLine, rooms: tuple[int, int, int], axis: Axis | None, options: RenderOptions
) -> Iterator[Element]:
    yield from _dated_value(entry, rooms, axis, options)
    position = entry.statement.position
    where = f"{', '.join(position.sources)} {position.locator}".strip()
    whole = "; ".join(part for part in (entry.statement.long, where, position.id) if part)
    source_text = {"brief": entry.statement.least, "whole": whole}.get(options.detail, entry.speaker)
    disputed = alert("! contested  ") if entry.step.contested else Span("")
    phrases = "; ".join(entry.phrases if options.detail == "whole" else entry.short_phrases)
    source = dim(f"{'  ' if phrases and source_text else ''}{source_text}")
    yield line(disputed, phrases, source, indent=_indent(rooms[0], options), hang=2)
    yield from mark_lines(entry.statement, options, indent=_indent(rooms[0], options))


def _dated_value(
    entry: HistoryLine, rooms: tuple[int, int, int], axis: Axis | None, options: RenderOptions
) -> Iterator[Element]:
    """Yield day, party, value and chart side by side; the chart below a value that is too long, and the value below the
    party where it has no room."""
    when, who, what = rooms
    about = "record", entry.statement.position.id
    mark = strong if entry.step.headline else dim
    value = mark(entry.statement.alone)
    chart = draw_bar(axis, [_bar(interval) for interval in entry.intervals]).rstrip() if axis else ""
    if axis and options.measure(entry.statement.alone) <= what - GUTTER:
        widths = (when - GUTTER, who - GUTTER, what - GUTTER, axis.width)
        cells = (line(dim(entry.when), about=about), line(entry.party.name), line(value), line(chart))
        grid = Grid(widths, (tuple((cell,) for cell in cells),))
        if not breaks_words([grid], options):
            yield grid
            return
    if _stands_below(entry, (when, who), options):
        yield line(dim(pad(entry.when, when, options)), entry.party.name, hang=when, about=about)
        yield line(value, indent=when, hang=2)
    else:
        spans = (dim(pad(entry.when, when, options)), pad(entry.party.name, who, options), value)
        yield line(*spans, hang=when + who, about=about)
    if chart:
        yield line(" " * (when + who + what), chart)


def _stands_below(entry: HistoryLine, rooms: tuple[int, int], options: RenderOptions) -> bool:
    """Return whether a value stands below its party: where a word would break beside it, or the value be a thread."""
    is_wide = options.measure(entry.party.name) > rooms[1] - GUTTER
    words = (*[entry.party.name] * is_wide, entry.statement.alone)
    starts = zip((entry.when, entry.party.name), rooms, strict=True)
    beside = options.width - sum(max(options.measure(text) + GUTTER, room) for text, room in starts)
    is_thread = options.measure(entry.statement.alone) > beside and beside < _LEAST_VALUE
    return is_thread or longest_word(words, options) > options.width - sum(rooms)


def _off_axis(entry: HistoryLine) -> Element:
    words = f"{entry.when}, {entry.party.name}: {entry.statement.alone}"
    return line(dim("not on the axis  "), words, dim(f"  {entry.off_axis}"), hang=2)


def _has_bars(gap: GapLine) -> bool:
    """Return whether the pair was ever apart by a distance that is known."""
    return len(gap.heights) > 1 and any(gap.heights)


def _gaps(view: HistoryView, options: RenderOptions) -> Iterator[Element]:
    """Yield the gap of each pair; of many pairs, how many of them stand alike, the most first."""
    if len(view.gaps) <= _MOST_PAIRS or options.detail == "whole":
        yield from (element for gap in view.gaps for element in _gap(gap, view.issue.id, len(view.gaps) > 1))
        if any(_has_bars(gap) for gap in view.gaps):
            yield line(dim(_BARS), hang=2)
        return
    counts = Counter(gap.words or SILENT for gap in view.gaps).most_common()
    yield line(dim(f"gaps of {len(view.gaps)} pairs"))
    width = len(str(counts[0][1]))
    for words, count in counts[:_MOST_PAIRS]:
        yield line(f" {count:>{width}}  ", words, hang=width + 3)
    if len(counts) > _MOST_PAIRS:
        rest = sum(count for _, count in counts[_MOST_PAIRS:])
        yield line(dim(f" {rest:>{width}}  otherwise"))


def _gap(gap: GapLine, issue: str, several: bool) -> Iterator[Element]:
    names = f" {gap.names[0]} - {gap.names[1]}" if several else ""
    drawing = sparkline(gap.heights) if _has_bars(gap) else ""
    last = gap.days[-1].pair if gap.days else None
    about = ("pair", issue, last.one, last.other) if last else ()
    yield line(dim(f"gap{names}  "), gap.words, dim(f"  {drawing}" if drawing else ""), hang=2, about=about)
