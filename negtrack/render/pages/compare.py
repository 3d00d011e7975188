"""The page of `compare`: a column for each party where there is room, otherwise a paragraph for each issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negtrack.render.page import (
    BLANK,
    Element,
    Grid,
    Line,
    Page,
    RenderOptions,
    Rule,
    Span,
    alert,
    breaks_words,
    column_name,
    dim,
    line,
    page_height,
    strong,
)
from negtrack.render.pages.compare_parts import (
    about_issue,
    aside,
    cell_lines,
    details_of,
    gap_lines,
    issue_line,
    other_lines,
    source_of,
)
from negtrack.render.pages.compare_widths import NO_ISSUE, column_widths
from negtrack.views.cell import DISPUTED, SAME, Cell
from negtrack.views.compare import CompareView
from negtrack.views.compared_issue import IssueRow
from negtrack.views.compared_offer import Offer
from negtrack.views.phrasing import STAR
from negtrack.views.signs import OTHERS_WORDS
from negtrack.views.silence import NOTHING_SINCE

_MOST_SIDES = 8
"""Most parties that have a line each where they have no columns; of more those that hold the same share one."""


def page(view: CompareView, options: RenderOptions) -> Page:
    """Build the issues under their groups."""
    page: list[Element] = [BLANK]
    if not view.issues or not view.parties:
        missing = "issues" if view.parties else "parties"
        return [*page, line(dim(f"no {missing} yet; add them with add-{missing.removesuffix('s').replace('ie', 'y')}"))]
    widths = next((found for found in column_widths(view, options) if _suits(view, found, options)), ())
    table: list[Element] = [_head(view, widths, options), Rule()] if widths else []
    return [*page, *table, *_groups(view, widths, options)]


def _suits(view: CompareView, widths: tuple[int, ...], options: RenderOptions) -> bool:
    """Return whether most issues have no word that is wider than its column; in brief, whether the columns take no
    more lines than a paragraph for each issue."""
    if options.layout == "columns":
        return True
    if options.detail == "brief":
        columns = [part for row in view.issues for part in _columns(view, row, widths, options)]
        paragraphs = [_brief(view, row, options) for row in view.issues]
        return 2 + page_height(columns, options) <= page_height(paragraphs, options)
    broken = sum(breaks_words(_columns(view, row, widths, options), options) for row in view.issues)
    return broken * 4 <= len(view.issues)


def _groups(view: CompareView, widths: tuple[int, ...], options: RenderOptions) -> Iterator[Element]:
    """Yield the issues under their groups, in columns of the `widths`; a paragraph where there are none, for an issue
    with a word that is wider than its column, and for one on which the parties have said nothing since it was
    settled."""
    for name, rows in view.groups:
        yield line(Span(name, "dim"))
        for row in rows:
            columns = list(_columns(view, row, widths, options)) if widths else []
            is_settled = options.detail != "brief" and not _telling_cells(row)
            if columns and not is_settled and not (options.layout == "auto" and breaks_words(columns, options)):
                yield from columns
            elif len(row.cells) > _MOST_SIDES and options.detail != "whole":
                yield from _held(view, row, options)
            elif options.detail == "brief":
                yield _brief(view, row, options)
            else:
                yield from _stack(view, row, options)
            yield from _others(row, options)


def _head(view: CompareView, widths: tuple[int, ...], options: RenderOptions) -> Grid:
    names = [
        "issue" if widths[0] > NO_ISSUE else "",
        *(column_name(party.name, party.short, widths[1], options) for party in view.parties),
        *([view.proposal.title] if view.proposal else []),
        view.last_column,
    ]
    return Grid(widths, (tuple((line(strong(name)),) for name in names),))


def _columns(view: CompareView, row: IssueRow, widths: tuple[int, ...], options: RenderOptions) -> Iterator[Element]:
    offer = (tuple(_offer_lines(row)),) if view.proposal else ()
    is_told = not _telling_cells(row)  # by the last column
    cells = ((BLANK,) if is_told else tuple(cell_lines(cell, options)) for cell in row.cells)
    notes = [line(dim(row.notes), hang=2)] if row.notes and options.detail != "brief" else []
    first, *more = gap_lines(row, options)
    last = (first, *notes, *more)
    if widths[0] == NO_ISSUE:
        yield issue_line(row, options)
        yield Grid(widths, (((BLANK,), *cells, *offer, last),))
        return
    heading, *details = _issue_lines(row, options)
    if options.measure(row.issue.id) >= widths[0]:
        yield heading
        heading, *details = details or [BLANK]
    yield Grid(widths, (((heading, *details), *cells, *offer, last),))


def _issue_lines(row: IssueRow, options: RenderOptions) -> Iterator[Line]:
    mark = alert("!") if row.contested else Span(" ")
    yield line(mark, strong(row.issue.id), hang=1, about=about_issue(row))
    if options.detail != "brief":
        yield from (line(dim(detail), indent=3) for detail in details_of(row, options))


def _offer_lines(row: IssueRow) -> Iterator[Line]:
    if row.offer:
        yield line(strong(row.offer.value))
        yield from (line(dim(words), hang=2) for words in row.offer.disclosed)
        yield from (line(dim(f"{name}: {gap}"), hang=2) for name, gap in row.offer.gaps)
        yield from (line(alert(f"! {name}: {breach}"), hang=2) for name, breach in row.offer.breaches)


def _stack(view: CompareView, row: IssueRow, options: RenderOptions) -> Iterator[Element]:
    yield issue_line(row, options)
    for cell in _telling_cells(row):
        value = strong(cell.value) if cell.headline else dim(cell.value)
        yield line(f"{cell.party.name}: ", value, dim(aside(cell, options)), indent=3, hang=2)
        if cell.headline and options.detail != "brief":
            yield line(dim(source_of(cell, options)), indent=5)
            yield from (line(alert(f"! {mark}"), indent=5, hang=2) for mark in cell.headline.marks)
        yield from other_lines(cell, options, indent=5)
    yield from _last_lines(view, row, options)


def _last_lines(view: CompareView, row: IssueRow, options: RenderOptions) -> Iterator[Line]:
    """Yield what is offered, and how the pairs stand, below what the parties hold."""
    if row.offer and view.proposal:
        gaps = "; ".join(f"{name}: {gap}" for name, gap in _offer_gaps(row.offer))
        yield line(f"{view.proposal.title}: ", strong(row.offer.value), dim(f"  {gaps}"), indent=3, hang=2)
        yield from (line(dim(words), indent=5, hang=2) for words in row.offer.disclosed)
        yield from (line(alert(f"! {name}: {breach}"), indent=5, hang=2) for name, breach in row.offer.breaches)
    if row.gap:
        first, *more = (gap.spans for gap in gap_lines(row, options))
        label = "" if row.is_settled else "gap: "
        notes = [dim(f"  {row.notes}")] if row.notes and options.detail != "brief" else []
        yield line(dim(label), *first, *notes, indent=3, hang=2 + (len(label) if more else 0))
        yield from (line(*spans, indent=3 + len(label), hang=2) for spans in more)


def _offer_gaps(offer: Offer) -> Sequence[tuple[str, str]]:
    """Return the gaps to an offer by party; of many parties those with the same gap together."""
    if len(offer.gaps) <= _MOST_SIDES:
        return offer.gaps
    alike: dict[str, list[str]] = {}
    for name, gap in offer.gaps:
        alike.setdefault(gap, []).append(name)
    return [(", ".join(names), gap) for gap, names in alike.items()]


def _telling_cells(row: IssueRow) -> list[Cell]:
    """Return the cells that say more than the last column does, where nobody has spoken since an agreement."""
    is_said = NOTHING_SINCE in row.gap and all(cell.value == NOTHING_SINCE for cell in row.cells)
    return [] if is_said else [cell for cell in row.cells if cell.value or cell.others]


def _brief(view: CompareView, row: IssueRow, options: RenderOptions) -> Line:
    """Return an issue in one paragraph: what each party that speaks holds, what disputes it, and how they stand."""
    mark = alert("!") if row.contested else Span(" ")
    spans: list[Span] = [mark, strong(row.issue.id)]
    for cell in (cell for cell in row.cells if cell.headline):
        spans += [Span(f"  {cell.short_name}: "), strong(cell.value), Span(aside(cell, options))]
        for other in other_lines(cell, options):
            spans += [Span(" "), *other.spans]
    if row.offer and view.proposal:
        spans += [Span(f"  {view.proposal.title}: "), strong(row.offer.value)]
    return line(
        *spans,
        Span("  "),
        *(span for gap in gap_lines(row, options) for span in gap.spans),
        hang=3,
        about=about_issue(row),
    )


def _held(view: CompareView, row: IssueRow, options: RenderOptions) -> Iterator[Element]:
    """Yield an issue of many parties: each value with those that hold it, the most common first, the silent, what is
    offered and how the pairs stand."""
    held: dict[str, list[str]] = {}
    silent: dict[str, list[str]] = {}
    for cell in row.cells:
        star = cell.headline.statement.brief if cell.headline else ""
        name = f"{'!' if cell.contested else ''}{cell.short_name}{star}"
        (held if cell.headline else silent).setdefault(cell.value, []).append(name)
    yield issue_line(row, options)
    for value, names in sorted(held.items(), key=lambda group: -len(group[1])):
        yield line(strong(value), dim(f" ({len(names)})  "), ", ".join(names), indent=3, hang=2)
    yield from _held_beside(row, options)
    for value, names in silent.items():
        yield line(dim(f"{value} ({len(names)})  {', '.join(names)}"), indent=3, hang=2)
    yield from _last_lines(view, row, options)


def _held_beside(row: IssueRow, options: RenderOptions) -> Iterator[Line]:
    """Yield what stands beside the headlines of many parties, each value with those that hold it; in brief only what
    disputes them."""
    held: dict[tuple[str, str], list[str]] = {}
    for cell in row.cells:
        for other in cell.others:
            if other.is_rival or options.detail != "brief":
                value = cell.value if other.value == SAME else other.value
                held.setdefault((other.standing, value), []).append(f"{cell.short_name}{other.brief}")
    for (standing, value), names in held.items():
        mark = alert(f"! {standing} ") if standing in DISPUTED else dim(f"{standing} ")
        yield line(mark, value, dim(f" ({len(names)})  "), ", ".join(names), indent=3, hang=2)


def _others(row: IssueRow, options: RenderOptions) -> Iterator[Element]:
    """Yield the positions of parties without a column."""
    for cell in row.other_cells:
        source = f"  {source_of(cell, options)}" if options.detail != "brief" else aside(cell, options)
        yield line(dim(f"{cell.party.name}: "), cell.value, dim(source), indent=3, hang=2)
        yield from other_lines(cell, options, indent=5)


def hints(view: CompareView, options: RenderOptions) -> Iterator[str]:
    """Yield what the sign means, and which option shows more or less."""
    if view.issues and view.parties:
        if any(row.contested for row in view.issues):
            yield "! contested"
        if options.detail == "normal" and len(view.parties) <= _MOST_SIDES:
            yield "-v shows the whole provenance, --brief hides it"
        elif options.detail != "whole":
            yield f"{STAR}; -v shows who says so" if _has_star(view) else "-v shows who says so"


def _has_star(view: CompareView) -> bool:
    """Return whether what the page shows in brief has a star."""
    cells = [cell for row in view.issues for cell in row.cells if cell.headline]
    words = [cell.headline.statement.brief for cell in cells if cell.headline]
    words += [other.brief for cell in cells for other in cell.others if other.is_rival]
    return any(OTHERS_WORDS in text for text in (*words, *(row.short_gap for row in view.issues)))
