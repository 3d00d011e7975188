"""What one party held as SVG: a line for a point, a band for a range, a mark at each statement.

A band fades where the set is unbounded, its edge is dotted where that is excluded; a dashed line leads to a statement
whose day is not known. A mark is filled and a line thick for the party's own words, hollow and thin for others'.
Nothing joins two statements but the step from one to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from negtrack.render.charts.track_paths import (
    Plot,
    all_fades,
    bands,
    edges,
    hatches,
    height_of,
    leads,
    outlines,
    points,
    risers,
)
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
_T = TypeVar("_T")


def mark_path(number: int, x: int, y: int) -> str:
    """Return the mark of a party around a point."""
    right, down, path = _MARKS[number % COLOURS]
    return f"M{x + right} {y + down}{path}"


def draw_key(number: int | None) -> Markup:
    """Return the mark and the colour of a party for a legend."""
    colour = "n" if number is None else number
    path = element("path", class_="p", d=mark_path(number or 0, 5, 5))
    return element("svg", path, class_=f"key t{colour}", viewBox="0 0 10 10", aria_hidden="true")


def draw_track(plot: Plot, track: Track, number: int) -> Markup:
    """Draw one party in the colour of its `number`."""
    shapes = [element("path", class_=name, d="".join(paths)) for name, paths in _shapes(plot, track).items() if paths]
    hatched = "".join(hatches(plot, track.rivals))
    disputes = [element("path", class_="h", fill=f"url(#h{number})", d=hatched)] if hatched else []
    marks = (
        element("path", class_=name, d="".join(mark_path(number, *place) for place in places))
        for name, places in _marks(plot, track).items()
        if places
    )
    return element("g", *_faded(plot, track.held, number), *disputes, *shapes, *marks, class_=f"t{number}")


def draw_alike(plot: Plot, tracks: Sequence[Track]) -> Markup:
    """Draw many parties in the colour of nobody, with round marks; what several hold alike, once."""
    shapes = _together(_shapes(plot, track) for track in tracks)
    bands = [element("path", d=path) for path in shapes.pop("b", ())]  # the more lie on each other, the darker
    faded: dict[str, list[Markup]] = {}
    for way, path in dict.fromkeys(fade for track in tracks for fade in all_fades(plot, track.held)):
        faded.setdefault(way, []).append(element("path", d=path))  # a path of its own, as it fades over its own height
    hatched = "".join(dict.fromkeys(path for track in tracks for path in hatches(plot, track.rivals)))
    marks = _together(_marks(plot, track) for track in tracks)
    return element(
        "g",
        *(element("g", *paths, fill=f"url(#{way}n)") for way, paths in faded.items()),
        *([element("path", class_="h", fill="url(#hn)", d=hatched)] if hatched else []),
        *([element("g", *bands, class_="b")] if bands else []),
        *(element("path", class_=name, d="".join(paths)) for name, paths in shapes.items()),
        *(_round_marks(name, places) for name, places in marks.items()),
        class_="tn",
    )


def _together(found: Iterable[Mapping[str, Iterable[_T]]]) -> dict[str, list[_T]]:
    """Return what several mappings have under each key, each once; no key without any."""
    together: dict[str, dict[_T, None]] = {}
    for one in found:
        for name, values in one.items():
            together.setdefault(name, {}).update(dict.fromkeys(values))
    return {name: list(values) for name, values in together.items() if values}


def _round_marks(name: str, places: Iterable[tuple[int, int]]) -> Markup:
    """Return round marks; filled ones as the round ends of lines without length, which take few bytes."""
    if name == "o":
        return element("path", class_=name, d="".join(mark_path(0, *place) for place in places))
    return element("path", class_="c", d="".join(f"M{x} {y}h0" for x, y in places))


def _shapes(plot: Plot, track: Track) -> dict[str, Sequence[str]]:
    """Return the paths of a party by their class."""
    held = track.held
    own, others = ([one for one in held if one.is_own is is_own] for is_own in (True, False))
    return {
        "m": tuple(edges(plot, track.limits)),
        "b": tuple(bands(plot, held)),
        "l": tuple(points(plot, own, lambda interval: not interval.about)),
        "n": (*points(plot, others, lambda interval: not interval.about), *edges(plot, others)),
        "a": tuple(points(plot, held, lambda interval: interval.about)),
        "r": tuple(risers(plot, held)),
        "e": tuple(edges(plot, own)),
        "x": tuple(edges(plot, held, included=False)),
        "w": tuple(leads(plot, held)),
        "q": tuple(outlines(plot, held)),
    }


def _marks(plot: Plot, track: Track) -> dict[str, Sequence[tuple[int, int]]]:
    """Return the places of the filled marks of a party and of its hollow ones."""
    places: dict[str, list[tuple[int, int]]] = {"p": [], "o": []}
    for held, lines in _new_lines(track):
        places["p" if held.is_own else "o"] += [(plot.x(held.start), height_of(plot, line)) for line in lines]
    return {name: tuple(dict.fromkeys(found)) for name, found in places.items()}


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
    thick = "".join(points(plot, deals, lambda _: True)) + "".join(edges(plot, deals))
    shapes = (("v", rules), ("b", "".join(bands(plot, deals))), ("k", thick))
    paths = (element("path", class_=name, d=path) for name, path in shapes if path)
    return element("g", *_faded(plot, deals, "d"), *paths, class_="td")


def _faded(plot: Plot, held: Iterable[Held], colour: int | str) -> Iterator[Markup]:
    """Yield the ranges that are unbounded."""
    yield from (element("path", fill=f"url(#{way}{colour})", d=path) for way, path in all_fades(plot, held))


def draw_patterns() -> Markup:
    """Return the fades and hatches of all colours, to which the charts of a page refer; they take no room."""
    return element(
        "svg",
        element("defs", join(map(_patterns_of, (*map(str, range(COLOURS)), "n", "d"))), *map(_fade_of, ("fu", "fd"))),
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


def _fade_of(name: str) -> Markup:
    """Return what covers lines that run on, more and more upward or downward."""
    stops = element("stop", stop_opacity=0), element("stop", offset=1)
    start = int(name == "fu")
    return element("linearGradient", *stops, id=name, class_="tf", x2=0, y1=start, y2=1 - start)
