"""The first page of the browser, shown while its answer is computed; imports little."""

from __future__ import annotations

from collections.abc import Sequence

from negtrack.model import Negotiation
from negtrack.screen.rows import Piece, Row, line, of_height

_COMPUTING = "working out where everybody stands ..."


def draw_first(known: Negotiation, command: str, width: int, height: int) -> list[Row]:
    """Return the rows of a window with the title, the issues, and the command that prints the page to come."""
    rows: list[Row] = [line(known.title, width, "head"), line(_COMPUTING, width, "dim"), ()]
    rows += (line(f" {issue.title}", width) for issue in list(known.issues.values())[:height])
    below: Sequence[Row] = ((), (Piece("$ ", "dim"), *line(command, width - 3, "head")))
    return [*of_height(rows, max(height - 2, 0)), *below][-height:]
