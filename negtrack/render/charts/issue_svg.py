"""One issue through time as SVG: time across, the issue's own axis up, steps between statements; of more sets than an
eye can follow, the parties across.

All coordinates are whole pixels of a picture `WIDTH` wide, so that the same chart has the same bytes everywhere; what
has a colour is named by a class, for the style sheet of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from negtrack.frozen import dataclass, replace
from negtrack.render.charts.heat_svg import build_heat, count_levels, draw_heat
from negtrack.render.charts.scale import Axis, Label, axis_of, place_labels
from negtrack.render.charts.strip_svg import draw_ranks, draw_strip, rank_axis, rank_chart
from negtrack.render.charts.text_width import FONT, text_width
from negtrack.render.charts.track_paths import Plot
from negtrack.render.charts.track_svg import COLOURS, draw_alike, draw_deals, draw_track
from negtrack.render.markup import Markup, element
from negtrack.views.issue_chart import IssueChart
from negtrack.views.phrasing import MONTHS, day_text

WIDTH = 360
_TOP, _FOOT, _SIDE = 12, 18, 6
"""Pixels above the plot, for numbers of events, below it, for days, and to its right."""
_HEIGHT, _TALL, _RUNG = 104, 160, 22
"""Pixels of an axis of numbers, of one with several lines a party, and of each rung of a ladder."""
_BELOW = 7
"""Pixels between the lowest value and the line of days, which else looks like a value that is held."""
_BEYOND = 12
"""Pixels beyond all numbers or days, where a set or a date is open."""
_LABELS = 112
"""Most pixels of labels beside the plot; longer ones stand in it, over their lines."""
_CLEAR = 6
"""Pixels between a label and the plot, for marks on its first day."""
_MOST_LINES = 24
"""Most different sets of many parties that are drawn as lines."""
_MONTH = 26
"""Pixels of the name of a month and a gap."""
_LINE = FONT + 1
_MIDDLE = _LINE // 2
"""Pixels of a line of letters below its middle."""


@dataclass(frozen=True)
class Ruled:
    """An event to be ruled, by its number on the page."""

    number: int
    start: date
    end: date


def draw_issue(chart: IssueChart, events: Sequence[Ruled], name: str, title: str, description: str) -> Markup:
    """Draw the chart of an issue; `name` begins its ids, `title` and `description` are for who cannot see it."""
    frame = _Frame(rank_chart(chart), is_ranked=True) if is_ranked(chart) else _Frame(chart)
    return element(
        "svg",
        element("title", title, id=f"{name}t"),
        element("desc", description, id=f"{name}d"),
        *(_ranked(frame) if is_ranked(chart) else _through_time(frame, events)),
        viewBox=f"0 0 {WIDTH} {frame.plot.bottom + _FOOT}",
        role="img",
        aria_labelledby=f"{name}t {name}d",
    )


def _through_time(frame: _Frame, events: Sequence[Ruled]) -> Iterator[Markup]:
    plot, chart = frame.plot, frame.chart
    yield from _events(
        plot, chart, [event for event in events if chart.first <= event.end and event.start <= chart.last]
    )
    yield from _grid(frame)
    if not _is_of_many(chart):
        yield from _spaces(plot, chart)
    if chart.deals:
        yield draw_deals(plot, chart.deals)
    yield from _tracks(plot, chart)
    yield from _names(frame)
    yield from _days(plot, chart)


def _ranked(frame: _Frame) -> Iterator[Markup]:
    yield from _grid(frame)
    yield from draw_strip(frame.plot, frame.chart)
    yield from draw_ranks(frame.plot, len(frame.chart.tracks))


def _tracks(plot: Plot, chart: IssueChart) -> Iterator[Markup]:
    """Yield what the parties held: each in its colour, of many all in one, of many that held much as shades."""
    if not _is_of_many(chart):
        yield from (draw_track(plot, track, number) for number, track in enumerate(chart.tracks))
    elif is_shaded(chart):
        yield draw_heat(build_heat(plot, chart))
    else:
        yield draw_alike(plot, chart.tracks)


def _is_of_many(chart: IssueChart) -> bool:
    """Return whether a chart has more parties than there are colours."""
    return len(chart.tracks) > COLOURS


def is_ranked(chart: IssueChart) -> bool:
    """Return whether a chart shows what stands, party by party: where many held more different sets than an eye can
    follow, on an axis of numbers, and many still hold one."""
    if chart.levels or chart.issue.scale.is_stepped or not _is_crowded(chart):
        return False
    return _is_of_many(rank_chart(chart))


def is_shaded(chart: IssueChart) -> bool:
    """Return whether a chart shows shades: where many held more different sets than an eye can follow, on levels or in
    steps."""
    return _is_crowded(chart) and not is_ranked(chart)


def _is_crowded(chart: IssueChart) -> bool:
    if not _is_of_many(chart):
        return False
    held = {(one.start, one.end, one.lines) for track in chart.tracks for one in track.held}
    return len(held) > _MOST_LINES


def shades_of(chart: IssueChart) -> Sequence[tuple[int, int]]:
    """Return the least and the most parties of each shade of a chart, the lightest first."""
    return build_heat(_Frame(chart).plot, chart).shades


class _Frame:
    """Where the plot lies in the picture, and the labels of its axis."""

    def __init__(self, chart: IssueChart, is_ranked: bool = False) -> None:
        self.chart = chart
        self.levels = chart.levels if max(map(text_width, chart.levels), default=0) < WIDTH - 2 * _SIDE else ()
        self.numbers = self._axis()
        self.labels = self._labels()
        widest = max((text_width(label.text) for label in self.labels), default=0)
        self.is_inside = widest > _LABELS
        left = _SIDE if self.is_inside else widest + _SIDE + _CLEAR
        self.steps = chart.issue.steps if chart.issue.scale.is_stepped else ()
        self.counts = count_levels(chart) if chart.levels and is_shaded(chart) else ()
        right = max(map(text_width, self.steps or self.counts), default=0)
        self.right = right + 2 if 0 < right <= _LABELS // 2 else 0
        width = WIDTH - left - self.right - _SIDE
        across = rank_axis(len(chart.tracks), width) if is_ranked else self._time(width)
        self.plot = Plot(across, self.numbers, left, _TOP, is_flipped=chart.levels == ("yes", "no"))

    def _time(self, width: int) -> Axis:
        chart = self.chart
        is_open = any(held.first is None for track in chart.tracks for held in track.everything)
        days = Fraction(chart.first.toordinal()), Fraction(chart.last.toordinal())
        return Axis(*days, width, _BEYOND if is_open else 0)

    def _axis(self) -> Axis:
        if self.chart.levels:
            most = len(self.chart.levels) - 1
            return Axis(Fraction(0), Fraction(most), _RUNG * (most + 1), _BELOW, _LINE + 2)
        height = _TALL if self.chart.issue.scale.is_stepped else _HEIGHT
        axis = axis_of(tuple(self.chart.intervals), height, beyond=_BEYOND)
        return replace(axis, left=max(axis.left, _BELOW)) if axis else Axis(Fraction(0), Fraction(0), height)

    def _labels(self) -> list[Label]:
        """Return the labels of the axis from its lower end up: all levels, or as many numbers as have room."""
        if not self.chart.levels:
            low = replace(self.numbers, left=self.numbers.left - _MIDDLE, right=self.numbers.right + _MIDDLE)
            placed = place_labels(low, self.chart.ticks, lambda _: _LINE, gap=0)
            return [replace(label, cell=label.cell + _MIDDLE) for label in placed]
        names = self.levels or tuple(str(number) for number, _ in enumerate(self.chart.levels, 1))
        cells = (self.numbers.cell(Fraction(number)) for number, _ in enumerate(names))
        return [Label(cell - 3, cell - 3 + _LINE, name, cell) for name, cell in zip(names, cells, strict=True)]


def _grid(frame: _Frame) -> Iterator[Markup]:
    """Yield the lines of the labels across the plot, and the labels."""
    plot = frame.plot
    heights = [plot.top + label.cell if plot.is_flipped else plot.bottom - label.cell for label in frame.labels]
    yield element("path", class_="z", d="".join(f"M{plot.left} {height}H{plot.right}" for height in heights))
    for label, height in zip(frame.labels, heights, strict=True):
        if frame.is_inside:
            yield element("text", label.text, x=plot.left, y=height - 3)
        else:
            base = height + 3 if frame.chart.levels else plot.bottom - label.start - 1
            yield element("text", label.text, x=plot.left - _CLEAR, y=base, class_="s")


def _spaces(plot: Plot, chart: IssueChart) -> Iterator[Markup]:
    """Yield the shaded space between two parties."""
    path = "".join(
        f"M{plot.x(space.start)} {plot.y(space.low)}H{plot.x(space.end)}V{plot.y(space.high)}H{plot.x(space.start)}z"
        for space in chart.spaces
    )
    if path:
        yield element("path", class_="g", d=path)


def _events(plot: Plot, chart: IssueChart, events: Sequence[Ruled]) -> Iterator[Markup]:
    """Yield a rule for each event, a span of days with a bar on top, and the numbers, `2-5` where they have no room."""
    starts = [max(event.start, chart.first) for event in events]
    ends = [plot.x(min(event.end, chart.last)) for event in events]
    rules = dict.fromkeys(
        f"M{plot.x(start)} {plot.bottom}V{plot.top}" + (f"H{end}" if end > plot.x(start) else "")
        for start, end in zip(starts, ends, strict=True)
    )
    if rules:
        yield element("path", class_="v", d="".join(rules))
    numbered = sorted((plot.x(start), event.number) for event, start in zip(events, starts, strict=True))
    for place, text in _join_numbers(numbered, plot.right):
        yield element("text", text, x=place, y=plot.top - 3)


def _join_numbers(numbered: Sequence[tuple[int, int]], end: int) -> list[tuple[int, str]]:
    """Return labels with their places for numbers at theirs, none beyond `end`; numbers of which one would run into the
    next share a label."""
    labels: list[tuple[int, list[int]]] = []
    for place, number in numbered:
        numbers = [number]
        start = min(place, end - text_width(_numbers_text(numbers)))
        while labels and start < labels[-1][0] + text_width(_numbers_text(labels[-1][1])) + 2:
            first, others = labels.pop()
            numbers = others + numbers
            start = min(first, end - text_width(_numbers_text(numbers)))
        labels.append((start, numbers))
    return [(start, _numbers_text(numbers)) for start, numbers in labels]


def _numbers_text(numbers: Sequence[int]) -> str:
    """Return numbers as they stand over their rules: `7`, `2-5`, `1, 3-5`."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _names(frame: _Frame) -> Iterator[Markup]:
    """Yield what stands at the right end: the parties that accept each level, or the names of steps at the lines that
    still stand."""
    plot, chart = frame.plot, frame.chart
    for number, count in enumerate(frame.counts):
        yield element("text", count, x=plot.right + 4, y=plot.y(Fraction(number)) + 3)
    standing = [held for held in chart.deals if held.end is None]
    standing = standing or [held for track in chart.tracks for held in track.held if held.end is None]
    ticks = [
        (line[0].low, step)
        for held in (standing if frame.right and frame.steps else ())
        for step, line in zip(frame.steps, held.lines, strict=True)
        if line and line[0].low is not None
    ]
    for label in place_labels(plot.numbers, ticks, lambda _: _LINE, gap=0):
        yield element("text", label.text, x=plot.right + 4, y=plot.bottom - label.start - 1)


def _days(plot: Plot, chart: IssueChart) -> Iterator[Markup]:
    """Yield the first day and the last, and the months or years between that have room."""
    known = [
        (chart.first, day_text(chart.first)),
        (chart.last, day_text(chart.last)),
        *_between(chart.first, chart.last, plot.time.width),
    ]
    ticks = [(Fraction(day.toordinal()), text) for day, text in known]
    labels = place_labels(plot.time, ticks, text_width, gap=6)
    marks = "".join(f"M{plot.left + label.cell} {plot.bottom}v4" for label in labels)
    yield element("path", class_="f", d=f"M{plot.left} {plot.bottom}H{plot.right}{marks}")
    for label in labels:
        yield element("text", label.text, x=plot.left + label.start, y=plot.bottom + FONT + 4)


def _between(first: date, last: date, width: int) -> Iterator[tuple[date, str]]:
    """Yield the beginnings of years between two days, then those of months within two years: of every month, or of
    every second, third or sixth, as many as have room in `width` pixels."""
    years = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    yield from ((day, str(day.year)) for day in years)
    if last.year - first.year < 2:
        each = next((step for step in (1, 2, 3) if step * width * 30 >= _MONTH * (last - first).days), 6)
        named = range(1 + each, 13, each)
        months = (date(year, month, 1) for year in range(first.year, last.year + 1) for month in named)
        yield from ((day, MONTHS[day.month - 1]) for day in months if first < day < last)
