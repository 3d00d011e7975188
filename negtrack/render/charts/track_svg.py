"""What one party held as SVG: a line for a point, a band for a range, a mark at each statement.

A band fades where the set is unbounded, its edge is dotted where that is excluded; a dashed line leads to a statement
whose day is not known. A mark is filled and a line thick for the party's own words, hollow and thin for others'.
Nothing joins two statements but the step from one to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from negtrack.frozen import dataclass
from negtrack.render.charts.scale import Axis
from negtrack.render.markup import Markup, element, join
from negtrack.views.intervals import Interval
from negtrack.views.issue_chart import Held, Track

COLOURS = 6
"""Parties with a colour and a mark of their own; in a chart of more parties all have those of nobody."""
_MARKS = (
    (0, -3, "a3 3 0 1 1-.1 0z"),
    (-3, -3, "h6v6h-6z"),
    (0, -4, "l3 4-3 4-3-4z"),
    (0, -4, "l3 6h-6z"),
    (0, 4, "l3-6h-6z"),
    (-3, 0, "h2v-3h2v3h2v2h-2v3h-2v-3h-2z"),
)
"""Marks as paths from a place beside their point: circle, square, diamond, triangles, cross."""
_THICK = 3
"""Half the height of a hatched point."""


@dataclass(frozen=True)
class Plot:
    """The area of a chart: from days and numbers to pixels."""

    time: Axis
    numbers: Axis
    left: int
    top: int
    is_flipped: bool = False
    """Whether the least number is on top."""

    @property
    def bottom(self) -> int:
        """Return the lower end of the area."""
        return self.top + self.numbers.width - 1

    @property
    def right(self) -> int:
        """Return the right end of the area."""
        return self.left + self.time.width - 1

    def x(self, day: date) -> int:
        """Return the place of a day."""
        return self.left + self.time.cell(Fraction(day.toordinal()))

    def y(self, at: Fraction) -> int:
        """Return the height of a number."""
        cell = self.numbers.cell(at)
        return self.top + cell if self.is_flipped else self.bottom - cell

    def end(self, held: Held) -> int:
        """Return the place at which something ended; the right end where it still stands."""
        return self.x(held.end) if held.end else self.right


def mark_path(number: int, x: int, y: int) -> str:
    """Return the mark of a party around a point."""
    right, down, path = _MARKS[number % COLOURS]
    return f"M{x + right} {y + down}{path}"


def draw_key(number: int | None) -> Markup:
    """Return the mark and the colour of a party for a legend."""
    colour = "n" if number is None else number
    path = element("path", class_="p", d=mark_path(number or 0, 5, 5))
    return element("svg", path, class_=f"key t{colour}", viewBox="0 0 10 10", aria_hidden="true")


def draw_track(plot: Plot, track: Track, number: int | None) -> Markup:
    """Draw one party in the colour of its `number`; None for the colour of nobody."""
    colour, held = "n" if number is None else number, track.held
    own, others = ([one for one in held if one.is_own is is_own] for is_own in (True, False))
    paths = {
        "m": "".join(_edges(plot, track.limits)),
        "b": "".join(_bands(plot, held)),
        "l": "".join(_points(plot, own, lambda interval: not interval.about)),
        "n": "".join((*_points(plot, others, lambda interval: not interval.about), *_edges(plot, others))),
        "a": "".join(_points(plot, held, lambda interval: interval.about)),
        "r": "".join(_risers(plot, held)),
        "e": "".join(_edges(plot, own)),
        "x": "".join(_edges(plot, held, included=False)),
        "w": "".join(_leads(plot, held)),
        "q": "".join(_outlines(plot, held)),
    }
    shapes = [element("path", class_=name, d=path) for name, path in paths.items() if path]
    hatched = "".join(_hatches(plot, track.rivals))
    disputes = [element("path", class_="h", fill=f"url(#h{colour})", d=hatched)] if hatched else []
    return element(
        "g", *_faded(plot, held, colour), *disputes, *shapes, *_marks(plot, track, number or 0), class_=f"t{colour}"
    )


def _marks(plot: Plot, track: Track, number: int) -> Iterator[Markup]:
    for name, is_own in (("p", True), ("o", False)):
        new = [(held, line) for held, lines in _new_lines(track) if held.is_own == is_own for line in lines]
        points = dict.fromkeys((plot.x(held.start), _height(plot, line)) for held, line in new)
        if points:
            yield element("path", class_=name, d="".join(mark_path(number, x, y) for x, y in points))


def _new_lines(track: Track) -> Iterator[tuple[Held, Sequence[Sequence[Interval]]]]:
    """Yield each statement with its sets; of a schedule those that it changed, of one that changed none the first."""
    before: Sequence[Sequence[Interval]] = ()
    for held in track.held:
        lines = [line for line in held.lines if line]
        changed = [line for line, old in zip(held.lines, before, strict=False) if line and line != old]
        yield held, lines if not before else changed or lines[:1]
        before = held.lines
    yield from ((rival, [line for line in rival.lines if line]) for rival in track.rivals)


def draw_deals(plot: Plot, deals: Iterable[Held]) -> Markup:
    """Draw what agreements settled: a ruled day, and a thick line or a band until they ended."""
    deals = tuple(deals)
    rules = "".join(f"M{plot.x(deal.start)} {plot.top}V{plot.bottom}" for deal in deals)
    thick = "".join(_points(plot, deals, lambda _: True)) + "".join(_edges(plot, deals))
    shapes = (("v", rules), ("b", "".join(_bands(plot, deals))), ("k", thick))
    paths = (element("path", class_=name, d=path) for name, path in shapes if path)
    return element("g", *_faded(plot, deals, "d"), *paths, class_="td")


def _faded(plot: Plot, held: Iterable[Held], colour: int | str) -> Iterator[Markup]:
    """Yield the ranges that are unbounded."""
    for one in held:
        for way, path in () if one.is_doubtful else _fades(plot, one):
            yield element("path", fill=f"url(#{way}{colour})", d=path)


def _intervals(held: Iterable[Held]) -> Iterator[tuple[Held, Interval]]:
    return ((one, interval) for one in held for line in one.lines for interval in line)


def _is_point(interval: Interval) -> bool:
    return interval.low is not None and interval.low == interval.high


def _height(plot: Plot, line: Sequence[Interval]) -> int:
    """Return where the mark of a set stands: at a known end, in the middle of a range, halfway up for none."""
    ends = [end for end in (line[0].low, line[0].high) if end is not None]
    return plot.y(sum(ends, Fraction(0)) / len(ends)) if ends else (plot.top + plot.bottom) // 2


def _points(plot: Plot, held: Iterable[Held], is_wanted: Callable[[Interval], bool]) -> Iterator[str]:
    """Yield the single values, each as one line as long as it is held."""
    lines: dict[tuple[int, int], int] = {}
    for one, interval in _intervals(held):
        if interval.low is not None and _is_point(interval) and is_wanted(interval):
            start, height = plot.x(one.start), plot.y(interval.low)
            begun = next(
                (place for place, end in lines.items() if place[1] == height and end == start), (start, height)
            )
            lines[begun] = max(lines.get(begun, 0), plot.end(one))
    yield from (f"M{start} {height}H{end}" for (start, height), end in lines.items())


def _rectangle(left: int, right: int, one: int, other: int) -> str:
    top, height = min(one, other), abs(one - other)
    return f"M{left} {top}H{right}v{height}H{left}z"


def _bands(plot: Plot, held: Iterable[Held]) -> Iterator[str]:
    """Yield the ranges with two ends."""
    for one, interval in _intervals(held):
        if interval.low is not None and interval.high is not None and not _is_point(interval) and not one.is_doubtful:
            yield _rectangle(plot.x(one.start), plot.end(one), plot.y(interval.low), plot.y(interval.high))


def _outlines(plot: Plot, held: Iterable[Held]) -> Iterator[str]:
    """Yield the ranges of which one outcome holds, unknown which."""
    for one, interval in _intervals(held):
        if one.is_doubtful:
            low, high = (plot.y(end) if end is not None else None for end in (interval.low, interval.high))
            ends = plot.bottom if low is None else low, plot.top if high is None else high
            yield _rectangle(plot.x(one.start), plot.end(one), *ends)


def _fades(plot: Plot, one: Held) -> Iterator[tuple[str, str]]:
    """Yield the ranges with one end or none, each with the way in which it fades: `u` upward, `d` downward."""
    for line in one.lines:
        for interval in line:
            if interval.low is None or interval.high is None:
                end = interval.high if interval.low is None else interval.low
                is_up = (interval.high is None) != plot.is_flipped
                start = (plot.bottom if is_up else plot.top) if end is None else plot.y(end)
                beyond = plot.top if is_up else plot.bottom
                yield "u" if is_up else "d", _rectangle(plot.x(one.start), plot.end(one), start, beyond)


def _edges(plot: Plot, held: Iterable[Held], included: bool = True) -> Iterator[str]:
    """Yield the ends of ranges that belong to them, or those that do not."""
    for one, interval in _intervals(held):
        if _is_point(interval) or one.is_doubtful:
            continue
        for end, is_included in ((interval.low, interval.low_included), (interval.high, interval.high_included)):
            if end is not None and is_included == included:
                yield f"M{plot.x(one.start)} {plot.y(end)}H{plot.end(one)}"


def _risers(plot: Plot, held: Sequence[Held]) -> Iterator[str]:
    """Yield the steps from one point to the next, on the day of the second."""
    for before, after in pairwise(held):
        for old, new in zip(before.lines, after.lines, strict=True):
            is_step = before.end == after.start and len(old) == len(new) == 1
            if is_step and _is_point(old[0]) and _is_point(new[0]) and old[0].low != new[0].low:
                yield f"M{plot.x(after.start)} {_height(plot, old)}V{_height(plot, new)}"


def _leads(plot: Plot, held: Iterable[Held]) -> Iterator[str]:
    """Yield the time in which something may have been said before the day from which it counts."""
    for one in held:
        if one.first != one.start:
            start = plot.x(one.first) if one.first else plot.left
            heights = dict.fromkeys(_height(plot, line) for line in one.lines if line)
            yield from (f"M{start} {height}H{plot.x(one.start)}" for height in heights)


def _hatches(plot: Plot, rivals: Iterable[Held]) -> Iterator[str]:
    """Yield what disputes a headline as areas to hatch, each once."""
    found = []
    for one, interval in _intervals(rivals):
        low, high = (plot.y(end) if end is not None else None for end in (interval.low, interval.high))
        ends = plot.bottom if low is None else low, plot.top if high is None else high
        if abs(ends[0] - ends[1]) < _THICK * 2:
            ends = ends[0] - _THICK, ends[0] + _THICK
        found.append(_rectangle(plot.x(one.start), plot.end(one), *ends))
    yield from dict.fromkeys(found)


def draw_patterns() -> Markup:
    """Return the fades and hatches of all colours, to which the charts of a page refer; they take no room."""
    return element(
        "svg",
        element("defs", join(map(_patterns_of, (*map(str, range(COLOURS)), "n", "d")))),
        width=0,
        height=0,
        aria_hidden="true",
    )


def _patterns_of(colour: str) -> Markup:
    stops = element("stop", stop_opacity=".4"), element("stop", offset=1, stop_opacity=0)
    up, down = (
        element("linearGradient", *stops, id=f"{way}{colour}", class_=f"t{colour}", x2=0, y1=start, y2=1 - start)
        for way, start in (("u", 1), ("d", 0))
    )
    line = element("path", d="M0 0V5")
    hatch = element(
        "pattern",
        line,
        id=f"h{colour}",
        class_=f"t{colour}",
        width=5,
        height=5,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return join((up, down, hatch))
