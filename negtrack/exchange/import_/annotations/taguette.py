"""The highlights of Taguette to rows: the csv that it exports, a row for each tag of a highlight.

https://www.taguette.org/ exports the columns id, document, tag and content, in the order of the documents; a highlight
without a tag has one row. It exports no places, no coders and no notes, and puts a blank wherever looks change within
the words (findings/taguette-parts-figures-in-bold.sh).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from negtrack.exchange.import_.annotations.passages import whole
from negtrack.exchange.import_.annotations.tags import NoPositionError, Note, Report, annotated_table, read_note
from negtrack.exchange.import_.grid import Grid
from negtrack.exchange.import_.row import RawRow, RawTable
from negtrack.frozen import replace

COLUMNS = ("id", "document", "tag", "content")


def arrange_highlights(grid: Grid) -> RawTable:
    """Return a row for each highlight that is a position."""
    lines = ((number, [str(cell or "") for cell in cells]) for number, cells in list(grid.lines)[1:])
    filled = [line for line in lines if any(map(str.strip, line[1]))]
    report = Report()
    rows = [RawRow(number, {}, _reason(cells)) for number, cells in filled if len(cells) != len(COLUMNS)]
    whole_lines = (line for line in filled if len(line[1]) == len(COLUMNS))
    rows += (
        row for _, group in groupby(whole_lines, key=lambda line: line[1][:2]) for row in _rows(list(group), report)
    )
    return annotated_table(grid.path, rows, report, grid.remarks)


def _reason(cells: Sequence[str]) -> str:
    return f"{len(cells)} cells, where Taguette writes {len(COLUMNS)}"


def _rows(lines: Sequence[tuple[int, Sequence[str]]], report: Report) -> Iterator[RawRow]:
    """Yield the rows of one highlight."""
    number, (id, document, _, content) = lines[0]
    tags = [cells[2].strip() for _, cells in lines if cells[2].strip()]
    name = f"highlight {id}"
    try:
        marked = whole(content)
    except NoPositionError as error:
        report.add(name, str(error), content, tags)
        return
    cells = {"sources": document, "locator": marked.locator}
    for row in read_note(number, Note(name, marked.words, tags, (), cells), report):
        yield replace(row, has_blanks=True)
