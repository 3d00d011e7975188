"""The matrix of parties as a page: the tree of their clusters beside the table, and since an earlier day who came
nearer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import comb

from negtrack.exchange.export.html.frame import frame_page, style_sheet
from negtrack.exchange.export.html.words import dim, head, isolate, paragraph, rows, wide_table
from negtrack.query.clusters import Cluster
from negtrack.render.charts.tree_svg import draw_tree
from negtrack.render.markup import Markup, element, join
from negtrack.views.matrix import NONE, Comparison, MatrixView, change_text, percent_text, similarity_text

_MOST_COUNTS = 12
"""Most parties whose cells have room for counts; of more they show percent."""
_MOST_CHANGES = 20
"""Most pairs of each sort that came nearer or went apart."""
_SHADES = 5
_NAMED = 3
"""Parties of a cluster that are named in words."""
_ORDER = (
    "Similar parties stand beside each other. In the tree two lines join where the parties of both meet on average on "
    "that share of their issues, from 100 percent on the right to 0 on the left."
)


def matrix_text(view: MatrixView) -> str:
    """Return the matrix as an HTML page, the same bytes for the same data."""
    title, clocks = view.frame.title, " · ".join(filter(None, (view.frame.clocks, view.frame.aside)))
    header = element("header", element("h1", title, dir="auto"), dim(f"{clocks} · {len(view.parties)} parties"))
    main = join(_sections(view)) if view.pairs else paragraph("No pair of counterparts.")
    css = f"{style_sheet('page.css')}{style_sheet('matrix.css')}.tree {{ --parties: {len(view.parties)}; }}\n"
    return frame_page(f"{title}, {clocks}", join([header, element("main", main)]), css)


def _sections(view: MatrixView) -> Iterator[Markup]:
    if view.since:
        yield from _changes(view)
    counts = len(view.parties) <= _MOST_COUNTS
    yield element("h2", "Party by party", id="matrix")
    yield dim(" ".join(_legend(view, counts)))
    content = (_tree(view), _table(view, counts))
    yield element("div", *content, class_="matrix", role="region", aria_labelledby="matrix", tabindex=0)
    if view.joins:
        yield element("h2", "The tree in words", id="tree")
        yield element("ol", *(element("li", _join(view, cluster)) for cluster in view.joins))


def _legend(view: MatrixView, counts: bool) -> Iterator[str]:
    """Yield what the cells mean, by the first of them that has a share."""
    known = [pair.now for pair in view.pairs.values() if pair.now.share is not None]
    for one in known[:1]:
        cell = similarity_text(one) if counts else percent_text(one.share or Fraction(0))
        share = f"{one.meeting} of the {one.comparable}" if counts else f"{cell} percent of the"
        yield f"{cell}: their values meet on {share} issues on which they can be compared."
    yield _ORDER
    if len(known) < comb(len(view.parties), 2):
        yield f"{NONE}: nothing comparable, or no counterparts."


def _tree(view: MatrixView) -> Markup:
    words = "The parties in the order of the table, joined by how often they meet; below it in words."
    drawing = draw_tree(view.clusters, "Clusters of similar parties", words)
    marks = (element("span", text) for text in ("0", "50", "100 %"))
    return element("div", element("div", join(marks, " "), class_="shares", aria_hidden="true"), drawing, class_="tree")


def _table(view: MatrixView, counts: bool) -> Markup:
    """Return the table; the columns have the numbers of the rows."""
    names = [element("th", "Party", scope="col")]
    for number, party in enumerate(view.parties, 1):
        names.append(element("th", element("abbr", str(number), title=view.name(party)), scope="col"))
    body = [_row(view, number, party, counts) for number, party in enumerate(view.parties, 1)]
    return element("table", element("thead", element("tr", *names)), element("tbody", *body), aria_labelledby="matrix")


def _row(view: MatrixView, number: int, one: str, counts: bool) -> Markup:
    cells = (_cell(None if one == other else view.pair(one, other), one == other, counts) for other in view.parties)
    name = element("th", f"{number} ", isolate(view.short(one)), scope="row")
    return element("tr", name, *cells)


def _cell(found: Comparison | None, is_self: bool, counts: bool) -> Markup:
    if is_self:
        return element("td", class_="self")
    if found is None or found.now.share is None:
        return element("td", NONE, class_="dim")
    shade = round(found.now.share * _SHADES)
    words = similarity_text(found.now) if counts else percent_text(found.now.share)
    return element("td", words, class_=f"s{shade}" if shade else None)


def _join(view: MatrixView, cluster: Cluster) -> Markup:
    """Return a cluster in words: `83 percent: Greens with Farmers and 2 more`."""
    one, other = (_members(view, part) for part in cluster.parts)
    share = f"{percent_text(cluster.share)} percent: " if cluster.share is not None else ""
    return join([share, one, " with ", other])


def _members(view: MatrixView, cluster: Cluster) -> Markup:
    names = join([isolate(view.short(name)) for name in cluster.members[:_NAMED]], ", ")
    more = len(cluster.members) - _NAMED
    return join([names, f" and {more} more" if more > 0 else ""])


def _changes(view: MatrixView) -> Iterator[Markup]:
    """Yield the pairs that came to meet on more issues, and on fewer."""
    nearer, apart = ([pair for pair in view.pairs.values() if pair.net * sign > 0] for sign in (1, -1))
    yield element("h2", "Who came nearer", id="nearer")
    yield dim("Counted are the issues that could be compared both times; 10/36: they meet on 10 of 36.")
    yield _changed(view, nearer, "nearer", "No pair meets on more issues.")
    yield element("h2", "Who went apart", id="apart")
    yield _changed(view, apart, "apart", "No pair meets on fewer issues.")


def _changed(view: MatrixView, pairs: Sequence[Comparison], label: str, none: str) -> Markup:
    if not pairs:
        return paragraph(none)
    found = sorted(pairs, key=lambda pair: -abs(pair.net))
    lines = (
        (join([isolate(view.name(pair.one)), " and ", isolate(view.name(pair.other))]), *change_text(pair))
        for pair in found[:_MOST_CHANGES]
    )
    content = wide_table(head(("Parties", "What changed", "Before", "Now")), rows(lines), label=label)
    more = len(found) - _MOST_CHANGES
    return join([content, *([dim(f"And {more:,} more pairs; --format csv has all.")] if more > 0 else [])])
