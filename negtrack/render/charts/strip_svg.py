"""What many parties hold on one day as SVG: the parties across, from the lowest value to the highest, the issue's own
axis up.

Each party is a line as long as its set, or a dot. Where a set has no limit its line runs on beyond all numbers and
fades.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from negtrack.frozen import replace
from negtrack.render.charts.scale import Axis, place_labels
from negtrack.render.charts.text_width import FONT, text_width
from negtrack.render.charts.track_paths import Plot, hatch
from negtrack.render.markup import Markup, element
from negtrack.views.intervals import Interval
from negtrack.views.issue_chart import Held, IssueChart, Track

_THICK, _THIN = 5, 1
"""Most and least pixels of the line of a party."""
_TOUCHING = 2
"""Most pixels between the middles of two dots that lie on each other."""
_Piece = tuple[int, int, int]
"""The place of a party and the two heights between which its line runs; of a dot both are the same."""


def rank_chart(chart: IssueChart) -> IssueChart:
    """Return a chart of what stands on its last day alone, the parties in the order of the lowest values of their sets,
    those without a lower limit first."""
    tracks = [_standing(track) for track in chart.tracks]
    ranked = sorted((track for track in tracks if track.held), key=_rank)
    deals = tuple(deal for deal in chart.deals if deal.end is None)
    shown = replace(chart, tracks=tuple(ranked), deals=deals, spaces=())
    ends = {end for interval in shown.intervals for end in (interval.low, interval.high)}
    return replace(shown, ticks=tuple(tick for tick in chart.ticks if tick[0] in ends))


def _standing(track: Track) -> Track:
    held, rivals = (tuple(one for one in found if one.end is None) for found in (track.held, track.rivals))
    return Track(track.party, held, rivals)


def _rank(track: Track) -> tuple[Fraction, ...]:
    intervals = list(_intervals(track.held))
    lows = [interval.low for interval in intervals if interval.low is not None]
    highs = [interval.high for interval in intervals if interval.high is not None]
    low = (Fraction(1), min(lows)) if len(lows) == len(intervals) else (Fraction(0), Fraction(0))
    return (*low, *((Fraction(0), max(highs)) if len(highs) == len(intervals) else (Fraction(1), Fraction(0))))


def _intervals(held: Iterable[Held]) -> Iterator[Interval]:
    return (interval for one in held for line in one.lines for interval in line)


def rank_axis(count: int, width: int) -> Axis:
    """Return the axis of the parties across, with room for half a line at both ends."""
    return Axis(Fraction(1), Fraction(max(count, 1)), width, _THICK, _THICK)


def draw_strip(plot: Plot, chart: IssueChart) -> Iterator[Markup]:
    """Yield the lines and dots of a ranked chart, what disputes them, the ends that fade, and what is agreed."""
    step = plot.time.width // max(len(chart.tracks), 1)
    wide = max(_THIN, min(_THICK, step - 1))
    yield element("g", *_parties(plot, chart), class_="tn j", stroke_width=wide)
    yield from _fades(plot, chart)
    agreed = "".join(_across(plot, chart.deals))
    if agreed:
        yield element("g", element("path", class_="k", d=agreed), class_="td")


def _parties(plot: Plot, chart: IssueChart) -> Iterator[Markup]:
    """Yield the sets of the parties: own words, others' words, and those of which one outcome holds."""
    pieces: dict[str, list[_Piece]] = {}
    disputes: list[str] = []
    for number, track in enumerate(chart.tracks, 1):
        place = plot.left + plot.time.cell(Fraction(number))
        for held in track.held:
            for piece in _pieces(plot, place, held):
                pieces.setdefault(_class_of(held, piece), []).append(piece)
        beside = place - _THICK // 2, place + _THICK // 2
        disputes += [hatch(plot, interval, *beside) for interval in _intervals(track.rivals)]
    for name in sorted(pieces):
        yield element("path", class_=name, d=_path(pieces[name]))
        if name == "jo":
            yield element("path", class_="ji", d=_path(pieces[name]))
    if disputes:
        yield element("path", class_="h", fill="url(#hn)", d="".join(disputes))


def _class_of(held: Held, piece: _Piece) -> str:
    """Return the class of a line, `jl`, thin for others' words, dotted in doubt; or of a dot, `jp`, hollow for others'
    words."""
    if piece[1] == piece[2]:
        return "jp" if held.is_own else "jo"
    return "jq" if held.is_doubtful else "jl" if held.is_own else "jn"


def _pieces(plot: Plot, place: int, held: Held) -> Iterator[_Piece]:
    for interval in _intervals([held]):
        high = plot.top if interval.high is None else plot.y(interval.high)
        low = plot.bottom if interval.low is None else plot.y(interval.low)
        yield place, low, high


def _path(pieces: Sequence[_Piece]) -> str:
    """Return lines and dots as one path, each from the end of the one before, which takes few bytes; dots that lie on
    each other are one line."""
    path, here, was_dot = "", (0, 0), False
    for place, start, end in pieces:
        right, down = place - here[0], start - here[1]
        is_dot = start == end
        if is_dot and was_dot and max(right, abs(down)) <= _TOUCHING:
            path += f"l{right} {down}" if down else f"h{right}"
        else:
            path += f"m{right} {down}" if path else f"M{place} {start}"
            path += "h0" if is_dot else f"v{end - start}"
        here, was_dot = (place, end), is_dot
    return path.replace(" -", "-")


def _fades(plot: Plot, chart: IssueChart) -> Iterator[Markup]:
    """Yield what covers the ends beyond all numbers, up to where these begin."""
    intervals = [interval for track in chart.tracks for interval in _intervals(track.held)]
    wide = plot.right - plot.left + 1
    if any(interval.high is None for interval in intervals):
        yield _fade("fu", plot.left, plot.top, wide, plot.numbers.right)
    if any(interval.low is None for interval in intervals):
        high = plot.numbers.left
        yield _fade("fd", plot.left, plot.bottom - high + 1, wide, high)


def _fade(name: str, left: int, top: int, wide: int, high: int) -> Markup:
    return element("path", fill=f"url(#{name})", d=f"M{left} {top}h{wide}v{high}h{-wide}z")


def _across(plot: Plot, deals: Iterable[Held]) -> Iterator[str]:
    """Yield the ends of what is agreed as lines across all parties."""
    ends = dict.fromkeys(end for interval in _intervals(deals) for end in (interval.low, interval.high))
    yield from (f"M{plot.left} {plot.y(end)}H{plot.right}" for end in ends if end is not None)


def draw_ranks(plot: Plot, count: int) -> Iterator[Markup]:
    """Yield the line below the parties with the numbers of some: the first, the last, and each quarter between."""
    ranks = dict.fromkeys((1, count, *(-(-count * quarter // 4) for quarter in (2, 1, 3))))
    labels = place_labels(plot.time, [(Fraction(rank), str(rank)) for rank in ranks], text_width, gap=6)
    marks = "".join(f"M{plot.left + label.cell} {plot.bottom}v4" for label in labels)
    yield element("path", class_="f", d=f"M{plot.left} {plot.bottom}H{plot.right}{marks}")
    for label in labels:
        yield element("text", label.text, x=plot.left + label.start, y=plot.bottom + FONT + 4)
