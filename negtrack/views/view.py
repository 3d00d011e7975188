"""The interface of all answers: a name, fields about the whole, and flat rows for machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from negtrack.frozen import dataclass

Row = Mapping[str, object]
"""Column -> text, number, boolean, list of texts or None; the same columns in every row of a view."""


@dataclass(frozen=True)
class Table:
    """The answer for a document: few columns, cells in words."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


class View(Protocol):
    """One command's answer, ready to be rendered."""

    @property
    def schema(self) -> str:
        """Return the name of the answer; JSON carries `negtrack.<schema>/1`."""
        ...

    @property
    def id_column(self) -> str:
        """Return the column that `--ids` prints."""
        ...

    @property
    def columns(self) -> Sequence[str]:
        """Return the machine columns, in order."""
        ...

    def head(self) -> Mapping[str, object]:
        """Return fields about the whole answer; only JSON writes them."""
        ...

    def rows(self) -> Iterable[Row]:
        """Yield the rows for machines, one record each."""
        ...

    def table(self) -> Table:
        """Return the table for a document."""
        ...
