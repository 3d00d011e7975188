"""The page of `scorecard`: for each pair a table of what both named, then lists of all else.

A row with words that are too long for the table is a paragraph between its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from negtrack.frozen import dataclass
from negtrack.render.page import (
    BLANK,
    GUTTER,
    Element,
    Grid,
    Page,
    RenderOptions,
    Rule,
    dim,
    fit,
    fold_parts,
    line,
    longest_word,
    pad,
    strong,
)
from negtrack.views.phrasing import STAR
from negtrack.views.score_lines import ScoreLine
from negtrack.views.score_words import NONE, least_notes, moved_words, stars_of
from negtrack.views.scorecard import Card, ScorecardView

_MOST_WORD = 9
"""Cells of the longest word in a table; a row with a longer one is a paragraph."""
_ISSUE = 24
"""Cells of the first column; a longer name has a line of its own."""
_WANTED = 28
"""Most cells that a column of the table is widened to."""
_NARROW = 60
"""Cells of a page in which no words stand beside the headings of the lists."""
_CURRENCY = r"\b[A-Z]{3} (?=[0-9])"


@dataclass(frozen=True)
class _Row:
    """A line with its cells: the openings, the last words, the outcome, the moves; in a table without the currency that
    all of them share."""

    line: ScoreLine
    whole: tuple[str, ...]
    cells: tuple[str, ...]
    unit: str


def page(view: ScorecardView, options: RenderOptions) -> Page:
    """Build the pairs of counterparts."""
    page: list[Element] = [BLANK]
    if not view.cards:
        return [*page, line(dim("no figures of two counterparts on record"))]
    tables = [_Table(card, options) for card in view.cards]
    has_room = all(table.widths or not table.narrow for table in tables)
    for number, (card, table) in enumerate(zip(view.cards, tables, strict=True)):
        heading = f"{' and '.join(card.names)}  " if len(view.cards) > 1 else ""
        page += [BLANK] * (number > 0)
        page += [line(strong(heading), dim(card.deal_text))]
        page += [line(dim(text)) for text in fold_parts(card.summary, options)]
        page += [BLANK, *_table(table, has_room, options), *_lists(card, options)]
    scores = (score.score for card in view.cards for score in card.lines if score.is_shared)
    has_star = options.detail == "brief" and any(star for score in scores for star in stars_of(score))
    return [*page, BLANK, line(dim(STAR))] if has_star else page


class _Table:
    """The rows of a card, those of them that fit a table, and the widths of its columns; None where it has no room."""

    def __init__(self, card: Card, options: RenderOptions) -> None:
        self.card = card
        self.rows = [_row(score, options) for score in card.lines if score.is_shared]
        self.narrow = [row for row in self.rows if _is_narrow(row, options)]
        self.widths = _widths(card, self.narrow, options)


def _table(table: _Table, has_room: bool, options: RenderOptions) -> Iterator[Element]:
    """Yield the rows of a card as a table, or as paragraphs where one of the cards has no room for a table."""
    card, rows, widths = table.card, table.rows, table.widths if has_room else None
    if widths:
        yield Grid(widths, (tuple((line(dim(name)),) for name in _headings(card)),))
        yield Rule()
    sections = [(name, [*found]) for name, found in groupby(rows, key=lambda row: row.line.score.measure.issue.heading)]
    for name, found in sections:
        if found[0].line.score.measure.issue.group or len(sections) > 1:
            yield line(dim(name))
        for _, of_issue in groupby(found, key=lambda row: row.line.score.measure.issue.id):
            yield from _issue(card, list(of_issue), widths, options)


def _row(score: ScoreLine, options: RenderOptions) -> _Row:
    figures: tuple[str, ...] = (*score.openings, *score.lasts)
    if options.detail == "brief":
        figures = tuple(map(_starred, figures, stars_of(score.score)))
    cells = (*figures, score.outcome, *score.moves)
    found = {match[0] for cell in cells for match in re.finditer(_CURRENCY, cell)}
    unit = found.pop() if len(found) == 1 else ""
    return _Row(score, cells, tuple(cell.replace(unit, "") if unit else cell for cell in cells), unit.strip())


def _starred(figure: str, star: str) -> str:
    return figure if figure == NONE else figure + star


def _headings(card: Card) -> tuple[str, ...]:
    one, other = card.short_names
    parties = [f"{name} {what}" for what in ("opening", "last") for name in (one, other)]
    return (" issue", *parties, "agreed", f"{one} moved", f"{other} moved")


def _widths(card: Card, narrow: Sequence[_Row], options: RenderOptions) -> tuple[int, ...] | None:
    """Return the widths of the columns; None where a table has no room."""
    if options.layout == "stacked" or not narrow:
        return None
    columns = list(zip(*(row.cells for row in narrow), strict=True))
    headings = _headings(card)[1:]
    least = [longest_word([name, *column], options) for name, column in zip(headings, columns, strict=True)]
    widest = [max(map(options.measure, column)) for column in columns]
    wanted = [max(cells, min(most, _WANTED)) for cells, most in zip(least, widest, strict=True)]
    whole = [max(options.measure(name), cells) for name, cells in zip(headings, wanted, strict=True)]
    if _ISSUE + sum(whole) + GUTTER * len(whole) <= options.width:
        wanted = whole  # no heading folds
    return fit((_ISSUE, *wanted), options.width, (_ISSUE, *least))


def _is_narrow(row: _Row, options: RenderOptions) -> bool:
    return longest_word(row.cells, options) <= _MOST_WORD


def _issue(
    card: Card, rows: Sequence[_Row], widths: tuple[int, ...] | None, options: RenderOptions
) -> Iterator[Element]:
    """Yield the measures of an issue; what was said of one is not said again of the next."""
    has_steps = bool(rows[0].line.step)
    if has_steps:
        unit = rows[0].unit if widths else ""
        yield line(strong(rows[0].line.score.measure.issue.id), dim(f" {unit}".rstrip()), indent=1, hang=2)
    said: set[str] = set()
    for row in rows:
        name = row.line.step if has_steps else row.line.name
        if widths and _is_narrow(row, options):
            yield from _grid(row, name, widths, has_steps, options)
        else:
            yield from _paragraph(card, row, name, has_steps)
        notes = [note for note in _notes(card, row.line, options) if note not in said]
        yield from (line(dim(note), indent=5, hang=2) for note in notes)
        said.update(notes)


def _grid(row: _Row, name: str, widths: tuple[int, ...], is_step: bool, options: RenderOptions) -> Iterator[Element]:
    unit = "" if is_step or not row.unit else f" {row.unit}"
    label = line(name if is_step else strong(name), dim(unit), indent=3 if is_step else 1)
    is_long = options.measure(name + unit) + label.indent > widths[0]
    if is_long:
        yield label
    yield Grid(widths, (((BLANK if is_long else label,), *((line(cell),) for cell in row.cells)),))


def _paragraph(card: Card, row: _Row, name: str, is_step: bool) -> Iterator[Element]:
    *figures, outcome, one_moved, other_moved = row.whole
    indent = 3 if is_step else 1
    agreed = f"agreed {outcome}" if row.line.score.agreed else outcome
    yield line(name if is_step else strong(name), f"  {agreed}" if agreed != NONE else "", indent=indent, hang=4)
    for number, (party, moved) in enumerate(zip(card.short_names, (one_moved, other_moved), strict=True)):
        named = (("opening", figures[number]), ("last", figures[number + 2]))
        words = [*(f"{what} {figure}" for what, figure in named if figure != NONE), *moved_words(moved)]
        if words:
            yield line(f"{party}: {', '.join(words)}", indent=indent + 2, hang=2)


def _notes(card: Card, score: ScoreLine, options: RenderOptions) -> Iterator[str]:
    is_brief = options.detail == "brief"
    least = (tuple(least_notes(score.snapshot, score.score, side)) for side in score.score.sides)
    for name, notes in zip(card.short_names, least if is_brief else score.notes(options.detail), strict=True):
        if notes:
            yield f"{name}: {'; '.join(notes)}"
    yield from score.remarks


def _lists(card: Card, options: RenderOptions) -> Iterator[Element]:
    """Yield the lists of a card, the findings with their ids in the whole page."""
    lists = card.lists(with_ids=options.detail == "whole")
    room = max((options.measure(heading) for heading, _, _ in lists), default=0) + 2
    is_narrow = options.width < _NARROW
    for heading, in_list in groupby(lists, key=lambda found: found[0]):
        yield BLANK
        if is_narrow:
            yield line(dim(heading), indent=1)
        for number, (_, who, words) in enumerate(in_list):
            label = "" if is_narrow else pad("" if number else heading, room, options)
            text = (dim(label), strong(f"{who}  "), "; ".join(words))
            yield line(*text, indent=3 if is_narrow else 1, hang=2 if is_narrow else room)
