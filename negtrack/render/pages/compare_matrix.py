"""The page of `compare --matrix`: issues down, parties across, one sign a cell, and a key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase

from negtrack.render.page import BLANK, Element, Line, Page, RenderOptions, Span, alert, dim, line, strong
from negtrack.views.cell import Cell
from negtrack.views.compare import CompareMatrixView
from negtrack.views.compared_issue import IssueRow
from negtrack.views.signs import ANOTHER, NOTHING

_OWN_SIGNS = "A the value that most hold on the issue, B the next; compare --issue ISSUE names them"
_MOST_SHARED = 6
"""Most values that all issues may have between them for a letter to mean the same on each."""


def page(view: CompareMatrixView, options: RenderOptions) -> Page:
    """Build a line for each issue, in blocks of as many parties as fit beside it."""
    if not view.issues or not view.parties:
        return [BLANK, line(dim("nothing to compare"))]
    label = max(options.measure(row.issue.id) for row in view.issues) + 1
    column = len(str(len(view.parties))) + 1
    fitting = max((options.width - label) // column, 1)
    shared = shared_signs(view)
    numbered = list(enumerate(view.parties, 1))
    page: list[Element] = []
    for start in range(0, len(numbered), fitting):
        block = range(start, min(start + fitting, len(numbered)))
        page += [BLANK] if start else []
        page.append(line(dim(" " * label + "".join(f"{number + 1:>{column}}" for number in block))))
        for row in view.issues:
            page.append(_row(row, [row.cells[number] for number in block], shared, (label, column), options))
    names = (f"{number} {party.short or party.name}" for number, party in numbered)
    return [*page, line(dim("  ".join(names))), line(dim("   ".join(_key(view, shared))))]


def _row(
    row: IssueRow, cells: Sequence[Cell], shared: Mapping[str, str], room: tuple[int, int], options: RenderOptions
) -> Line:
    """Return the signs of one issue; `room` is that of its id and of each sign."""
    label, column = room
    signs = shared or signs_of(row)
    blanks = " " * (label - options.measure(row.issue.id))
    spans = (strong(row.issue.id), Span(blanks), *(_span(cell, signs, column) for cell in cells))
    return Line(spans, about=("issue", row.issue.id))


def _span(cell: Cell, signs: Mapping[str, str], column: int) -> Span:
    if cell.headline is None:
        return dim(f"{NOTHING:>{column}}")
    sign = signs.get(cell.value, ANOTHER)
    return alert(f"{f'!{sign}':>{column}}") if cell.contested else Span(f"{sign:>{column}}")


def signs_of(row: IssueRow) -> dict[str, str]:
    """Return the letter of each value that is held: A for the one that most parties hold, of several the first."""
    held = Counter(cell.value for cell in row.cells if cell.headline)
    return dict(zip((value for value, _ in held.most_common()), ascii_uppercase, strict=False))


def shared_signs(view: CompareMatrixView) -> Mapping[str, str]:
    """Return the letter of each value where all issues have few between them, in the order of their scales; none where
    they have more, of which a letter cannot stand for one value."""
    held = Counter(cell.value for row in view.issues for cell in row.cells if cell.headline)
    if len(held) > _MOST_SHARED:
        return {}
    scales = (name for row in view.issues for name in row.issue.scale.names if name in held)
    values = dict.fromkeys((*scales, *(value for value, _ in held.most_common())))
    return dict(zip(values, ascii_uppercase, strict=False))


def _key(view: CompareMatrixView, shared: Mapping[str, str]) -> Iterator[str]:
    """Yield what the signs mean."""
    yield "  ".join(f"{sign} {value}" for value, sign in shared.items()) or _OWN_SIGNS
    cells = [cell for row in view.issues for cell in row.cells]
    if not shared and any(len(signs_of(row)) == len(ascii_uppercase) for row in view.issues):
        yield f"{ANOTHER} another value"
    if any(cell.contested for cell in cells):
        yield "!A contested"
    if any(cell.headline is None for cell in cells):
        yield f"{NOTHING} silent: nothing on record here"
