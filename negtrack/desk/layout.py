"""Where the parts of the page go: side by side where there is room, else the text above the questions."""

from __future__ import annotations

from negtrack.frozen import dataclass

GUTTER = 2
"""Cells before the text, for the signs of its lines."""
_WIDE = 64
"""Cells from which both panes stand side by side."""
_FOOT = 2
"""Rows below both panes: a message, and the keys."""


@dataclass(frozen=True)
class Layout:
    """Cells and rows of the text, and of the pane beside or below it; `head` is 1 where there is room for a heading."""

    is_wide: bool
    head: int
    text_width: int
    text_height: int
    side_width: int
    side_height: int


def lay_out(width: int, height: int, is_asking: bool) -> Layout:
    """Return the layout of a window; nothing is narrower than 8 cells or lower than a row."""
    head = int(height >= 8)
    body = max(height - head - _FOOT, 2)
    if width >= _WIDE:
        side = min(max(width * 2 // 5, 28), 60)
        return Layout(True, head, width - side - 2 - GUTTER, body, side, body)
    side_height = (body * 2 + 1) // 3 if is_asking else max(body // 3, 1)
    return Layout(False, head, max(width - GUTTER, 8), body - side_height, max(width, 8), side_height)
