"""Long texts on a page, folded to their beginnings: a clause of twelve thousand letters hides all else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negtrack.frozen import replace
from negtrack.render.page import Element, Grid, Line, Page, Span, dim
from negtrack.views.long_texts import MOST_LETTERS, begin_of


def fold_texts(page: Page) -> Iterator[Element]:
    """Yield a page with the beginnings of its long texts, and how long they are."""
    for element in page:
        if isinstance(element, Line):
            yield _fold_line(element)
        elif isinstance(element, Grid):
            rows = (tuple(tuple(map(_fold_line, cell)) for cell in row) for row in element.rows)
            yield replace(element, rows=tuple(rows))
        else:
            yield element


def has_long_text(page: Page) -> bool:
    """Return whether a page has a text that would be folded."""
    return any(_is_long(line) for element in page for line in _lines_of(element))


def _lines_of(element: Element) -> Sequence[Line]:
    if isinstance(element, Grid):
        return [line for row in element.rows for cell in row for line in cell]
    return [element] if isinstance(element, Line) else []


def _is_long(line: Line) -> bool:
    return any(len(span.text) > MOST_LETTERS for span in line.spans)


def _fold_line(line: Line) -> Line:
    return replace(line, spans=tuple(_fold_spans(line.spans))) if _is_long(line) else line


def _fold_spans(spans: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        if len(span.text) <= MOST_LETTERS:
            yield span
            continue
        text, length = begin_of(span.text)
        yield replace(span, text=text)
        yield dim(length)
