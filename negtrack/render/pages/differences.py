"""The page of `diff SIDE SIDE`: a sign, the issue, the gap, and both sides with their provenance."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.render.page import (
    BLANK,
    GUTTER,
    Element,
    Line,
    Mark,
    Page,
    RenderOptions,
    Span,
    alert,
    dim,
    line,
    pad,
    strong,
)
from negtrack.render.pages.beside import mark_lines, other_line
from negtrack.views.differences import DifferenceRow, DiffView, SideLine
from negtrack.views.long_texts import elide
from negtrack.views.statement import Statement
from negtrack.views.step_words import title_of

_MOST_SAME, _END = 400, 120
"""Most letters of a part that two texts share which is shown whole, and those at each end of a longer one."""
_VALUE = 30
"""Cells of the widest value after which the provenance of both sides is aligned."""
_HANG = 4
"""Cells by which what belongs to a side is indented, where its name has no column."""
_BRACKETS = ("[]", "{}", "<>", "«»", "⟦⟧")
"""Brackets around the words that the other text does not have: the first that stand in no text of the page, as in
bracketed text of a treaty they would be taken for its own."""
_MARKS: dict[str, Mark] = {"+": "added", "-": "removed", "~": "alert", "=": "good", "?": "dim", " ": ""}


def page(view: DiffView, options: RenderOptions) -> Page:
    """Build the rows."""
    page: list[Element] = [BLANK]
    brackets = _brackets(view)
    for row in view.shown:
        page += _row(view, row, brackets, options)
    if not view.shown:
        page.append(line(dim("no difference")))
    if not view.everything and len(view.shown) < len(view.lines):
        page += [BLANK, line(dim("use --all to show all issues"))]
    return page


def hints(view: DiffView, _: RenderOptions) -> Iterator[str]:
    """Yield what the brackets in two texts mean."""
    if any(side.pieces for row in view.shown for side in (row.left, row.right)):
        yield f"{' '.join(_brackets(view))} words that the other does not have"


def _brackets(view: DiffView) -> str:
    pieces = (side.pieces for row in view.shown for side in (row.left, row.right))
    letters = {letter for every in pieces for piece in every for letter in piece.text}
    return next((pair for pair in _BRACKETS if letters.isdisjoint(pair)), _BRACKETS[-1])


def _row(view: DiffView, row: DifferenceRow, brackets: str, options: RenderOptions) -> Iterator[Element]:
    sign = Span(f"{row.sign} ", _MARKS[row.sign])
    disputed = alert("  ! contested") if row.contested else Span("")
    issue = row.difference.issue
    steps = "; ".join(row.steps) if options.detail != "brief" else ""
    name = f"{issue.title}, by {issue.over or 'step'}" if steps else title_of(issue)
    title = ", ".join(filter(None, (name, issue.basis)))
    yield line(
        sign,
        strong(issue.id),
        "  ",
        row.gap,
        disputed,
        dim(f"  {title}"),
        hang=4,
    )
    if steps:
        yield line(dim(steps), indent=4)
    longest = max(options.measure(view.left), options.measure(view.right))
    room = longest + GUTTER if longest <= options.width // 3 else 0
    values = [options.measure(side.statement.words) for side in (row.left, row.right) if side.statement]
    for side in (row.left, row.right):
        if side.statement:
            yield from _side(side, side.statement, (room, min(max(values), _VALUE)), brackets, options)
            below = 4 + (room or _HANG)
            yield from mark_lines(side.statement, options, indent=below)
            if side.became:
                yield line(alert(f"! {side.became}"), indent=below, hang=2)
            yield from (other_line(other, options, indent=below) for other in side.others)


def _same(text: str, options: RenderOptions) -> str:
    """Return what two texts share; of a long part its ends, but with `-v`."""
    return text if options.detail == "whole" else elide(text, _MOST_SAME, _END)


def _side(
    side: SideLine, statement: Statement, rooms: tuple[int, int], brackets: str, options: RenderOptions
) -> Iterator[Line]:
    """Yield one side; align name and value in columns of `rooms` cells, unless a name needs too many: 0."""
    room, value_room = rooms
    begin, end = brackets[0], brackets[1]
    name = pad(side.name, room, options) if room else f"{side.name}: "
    words = [
        Span(
            f"{begin}{piece.text}{end}" if piece.differs else _same(piece.text, options),
            "strong" if piece.differs else "",
        )
        for piece in side.pieces
    ]
    value = words or [strong(statement.words)]
    position = statement.position
    padding = " " * (value_room - options.measure(statement.words)) if room else ""
    where = f"; {', '.join(position.sources)} {position.locator}".rstrip() if options.detail == "whole" else ""
    source = statement.least if options.detail == "brief" else f"{statement.long}{where}"
    yield line(name, *value, dim(f"{padding}  {source}" if source else ""), indent=4, hang=room or _HANG)
    if options.detail == "whole" and position.text:
        yield line(position.text, indent=4 + (room or _HANG))
