"""The page of `matrix`: a table where it fits, otherwise a paragraph for each party; since an earlier day, who came
nearer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from math import comb

from negtrack.render.page import BLANK, Element, Line, Mark, Page, RenderOptions, Span, dim, line, strong
from negtrack.views.matrix import NONE, Comparison, MatrixView, change_text, percent_text, similarity_text

_COUNTS = "{0}/{1}: their values meet on {0} of the {1} issues on which they can be compared"
_PERCENT = "{0}: their values meet on {0} percent of the issues on which they can be compared"
_SINCE = "nearer, farther: they meet on more, or fewer, of the issues that could be compared both times"
_MISSING = f"{NONE}: nothing comparable, or no counterparts"
_NAMED = 3
"""Parties that a paragraph names of each sort."""
_MOST = 10
"""Pairs that are named of each sort."""


def page(view: MatrixView, options: RenderOptions) -> Page:
    """Build the matrix, or what changed since an earlier day."""
    if not view.pairs:
        return [BLANK, line(dim("no pair of counterparts"))]
    if view.since:
        return [BLANK, *_changes(view, options)]
    cell = None if options.layout == "stacked" else _widest_cell(view, options)
    body = list(_paragraphs(view)) if cell is None else list(_table(view, options, cell))
    joins = [BLANK, *_joins(view)] if options.detail == "whole" else []
    return [BLANK, *body, *joins]


def hints(view: MatrixView, options: RenderOptions) -> Iterable[str]:
    """Return what the cells mean."""
    if view.since:
        return (_SINCE,) if view.pairs else ()
    known = [pair.now for pair in view.pairs.values() if pair.now.share is not None]
    cell = None if options.layout == "stacked" or not known else _widest_cell(view, options)
    words = [_PERCENT.format(percent_text(known[0].share or Fraction(0)))] if cell is _percent else []
    words += [_COUNTS.format(known[0].meeting, known[0].comparable)] if known and not words else []
    return (*words, *([_MISSING] if len(known) < comb(len(view.parties), 2) else []))


def _counts(found: Comparison | None) -> str:
    return similarity_text(found.now) if found else NONE


def _percent(found: Comparison | None) -> str:
    return NONE if found is None or found.now.share is None else percent_text(found.now.share)


Cell = Callable[[Comparison | None], str]


def _widest_cell(view: MatrixView, options: RenderOptions) -> Cell | None:
    """Return what the cells of the table show: counts, else percent; None where neither fits."""
    for cell in (_counts, _percent):
        if _width(view, options, cell)[2] <= options.width:
            return cell
    return None


def _width(view: MatrixView, options: RenderOptions, cell: Cell) -> tuple[int, int, int]:
    """Return the cells of a name, of a column, and of the whole table."""
    names = max(options.measure(view.short(party)) for party in view.parties)
    column = max(len(cell(found)) for found in view.pairs.values())
    column = max(column, len(str(len(view.parties)))) + 1
    digits = len(str(len(view.parties))) + 1
    return names, column, digits + names + column * len(view.parties)


def _table(view: MatrixView, options: RenderOptions, cell: Cell) -> Iterator[Element]:
    names, column, _ = _width(view, options, cell)
    digits = len(str(len(view.parties)))
    numbers = "".join(f"{number:>{column}}" for number in range(1, len(view.parties) + 1))
    yield line(dim(f"{'':{digits + 1 + names}}{numbers}"))
    for number, one in enumerate(view.parties, 1):
        name = view.short(one)
        label = name + " " * (names - options.measure(name))
        cells = (Span("" if one == other else cell(view.pair(one, other))) for other in view.parties)
        spans = (
            dim(f"{found.text:>{column}}") if found.text == NONE else Span(f"{found.text:>{column}}") for found in cells
        )
        yield Line((dim(f"{number:>{digits}} "), strong(label), *spans))


def _paragraphs(view: MatrixView) -> Iterator[Element]:
    """Yield for each party whom it is most and least similar to."""
    for one in view.parties:
        found = [(other, pair) for other in view.parties if other != one and (pair := view.pair(one, other))]
        known = [(other, pair) for other, pair in found if pair.now.share is not None]
        known.sort(key=lambda item: -(item[1].now.share or 0))
        yield line(strong(view.name(one)), hang=2)
        first, last = known[:_NAMED], known[_NAMED:][-_NAMED:]
        if first:
            yield line(dim("most similar "), _named(view, first), indent=2, hang=2)
        if last:
            yield line(dim("least similar "), _named(view, last[::-1]), indent=2, hang=2)
        if missing := len(found) - len(known):
            yield line(dim(f"nothing comparable with {missing}"), indent=2, hang=2)


def _named(view: MatrixView, found: Sequence[tuple[str, Comparison]]) -> str:
    return ", ".join(f"{view.short(other)} {similarity_text(pair.now)}" for other, pair in found)


def _joins(view: MatrixView) -> Iterator[Element]:
    """Yield the clusters, the most similar first, with the average share of their pairs."""
    for cluster in view.joins:
        one, other = (", ".join(view.short(name) for name in part.members) for part in cluster.parts)
        share = percent_text(cluster.share) if cluster.share is not None else ""
        yield line(dim(f"{share:>3}% "), one, dim(" with "), other, hang=6)


def _changes(view: MatrixView, options: RenderOptions) -> Iterator[Element]:
    """Yield the pairs that came to meet on more issues, on fewer, and on as many."""
    sorts: tuple[tuple[str, Mark, int], ...] = (("nearer", "good", 1), ("farther", "alert", -1), ("neither", "dim", 0))
    for heading, mark, sign in sorts:
        found = [pair for pair in view.pairs.values() if _sign(pair.net) == sign]
        found.sort(key=lambda pair: -abs(pair.net))
        most = len(found) if options.detail == "whole" else _MOST
        if found:
            yield line(Span(heading, mark))
            yield from (_change(view, pair) for pair in found[:most])
        if len(found) > most:
            yield line(dim(f"and {len(found) - most} more; -v names them"), indent=1)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _change(view: MatrixView, pair: Comparison) -> Line:
    """Return two parties, and on how many issues they meet now and no longer: `A - B  meet on 2 more, 5/10 -> 7/14`."""
    words, before, now = change_text(pair)
    names = strong(f"{view.short(pair.one)} - {view.short(pair.other)}")
    return line(names, f"  {words}" if words else "", dim(f"  {before} -> {now}"), indent=1, hang=3)
