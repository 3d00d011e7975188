"""Elements of pages in any script to terminal text, and pages of the manual; the only module that imports rich.

Text is folded first. Then each line with right-to-left letters is isolated (UAX #9), so that columns stay aligned.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from io import StringIO
from typing import Literal

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.text import Text
from rich.theme import Theme

from negtrack.render.clean import sanitise
from negtrack.render.page import GUTTER, Element, Grid, Line, Mark, Rule, Split

_STYLES: dict[Mark, Style] = {
    "": Style(),
    "strong": Style(bold=True),
    "dim": Style(dim=True),
    "added": Style(color="green"),
    "removed": Style(color="red"),
    "alert": Style(color="magenta"),
    "good": Style(color="green"),
}
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


def cells_of(text: str) -> int:
    """Return the cells that a sanitised text occupies."""
    return cell_len(text)


def render_element(element: Element, width: int, colour: bool) -> Iterator[str]:
    """Yield the lines of an element, none wider than `width` cells."""
    console = Console(width=width, height=1, legacy_windows=False, markup=False, emoji=False, highlight=False)
    for text in _lines(console, element, width):
        text.rstrip()
        yield (_colour(console, text) if colour else text.plain) + "\n"


def render_markdown(text: str, width: int, colour: bool) -> Iterator[str]:
    """Return the lines of a page of the manual, none wider than `width` cells."""
    from rich.markdown import Markdown

    kept = StringIO()
    system: Literal["standard"] | None = "standard" if colour else None
    console = Console(
        file=kept, width=width, legacy_windows=False, force_terminal=colour, color_system=system, no_color=not colour
    )
    console.push_theme(Theme({"markdown.code": Style(color="cyan"), "markdown.table.border": Style()}))
    console.print(Markdown(text, code_theme="ansi_dark", hyperlinks=False))
    return (f"{line.rstrip()}\n" for line in kept.getvalue().splitlines())


def _lines(console: Console, element: Element, width: int) -> Iterator[Text]:
    if isinstance(element, Rule):
        yield Text("─" * width)
    elif isinstance(element, Split):
        yield from _split(console, element, width)
    elif isinstance(element, Grid):
        for row in element.rows:
            yield from _grid_row(console, element.widths, row)
    else:
        yield from map(_isolate, _fold(console, element, width))


def _split(console: Console, element: Split, width: int) -> Iterator[Text]:
    left, right = _text(element.left), _text(element.right)
    room = width - left.cell_len - right.cell_len
    if room < GUTTER:
        yield from _lines(console, element.left, width)
        yield from _lines(console, element.right, width)
    else:
        yield Text.assemble(_isolate(left), " " * room, _isolate(right))


def _grid_row(console: Console, widths: tuple[int, ...], row: tuple[tuple[Line, ...], ...]) -> Iterator[Text]:
    cells = [
        [text for line in cell for text in _fold(console, line, width)] for cell, width in zip(row, widths, strict=True)
    ]
    for number in range(max(map(len, cells), default=0)):
        parts: list[Text | str] = []
        for cell, width in zip(cells, widths, strict=True):
            if number < len(cell):
                parts += (_isolate(cell[number]), " " * (width - cell[number].cell_len + GUTTER))
            else:
                parts.append(" " * (width + GUTTER))
        yield Text.assemble(*parts)


def _fold(console: Console, element: Line, width: int) -> Iterator[Text]:
    """Yield the paragraph in lines of at most `width` cells; all but the first are indented by `hang` more."""
    text = _text(element)
    if element.indent + text.cell_len <= width:
        yield Text.assemble(" " * element.indent, text)
        return
    first = text.wrap(console, max(width - element.indent, 1), overflow="fold")[0]
    first.rstrip()
    yield Text.assemble(" " * element.indent, first)
    rest = text[len(first) :]
    rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
    hang = element.indent + element.hang
    for part in rest.wrap(console, max(width - hang, 1), overflow="fold"):
        part.rstrip()
        yield Text.assemble(" " * hang, part)


def _text(element: Line) -> Text:
    return Text.assemble(*((sanitise(span.text), _STYLES[span.mark]) for span in element.spans))


def _isolate(text: Text) -> Text:
    if text.plain.isascii() or not any(unicodedata.bidirectional(char) in ("R", "AL") for char in text.plain):
        return text
    bare = text.plain.lstrip()
    indent = len(text.plain) - len(bare)
    return Text.assemble(text[:indent], _ISOLATE, text[indent:], _END_ISOLATE)


def _colour(console: Console, text: Text) -> str:
    parts = text.render(console)
    return "".join(
        part.style.render(part.text, color_system=ColorSystem.STANDARD) if part.style else part.text for part in parts
    )
