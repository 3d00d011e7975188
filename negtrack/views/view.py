"""What every answer of a command has in common: a name, fields about the whole, and flat rows for machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from negtrack.frozen import dataclass

Row = Mapping[str, object]
"""Column -> text, number, boolean, list of texts or None; the same columns in every row of a view."""


@dataclass(frozen=True)
class Table:
    """The answer as a person would put it in a document: few columns, worded cells."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


class View(Protocol):
    """One command's answer, ready to be rendered."""

    @property
    def schema(self) -> str:
        """The answer's name; JSON carries `negtrack.<schema>/1`."""
        ...

    @property
    def id_column(self) -> str:
        """The column that `--ids` gives alone."""
        ...

    @property
    def columns(self) -> Sequence[str]:
        """The machine columns, in order."""
        ...

    def head(self) -> Mapping[str, object]:
        """What is said once about the whole answer; JSON only."""
        ...

    def rows(self) -> Iterable[Row]:
        """The answer, one record a row."""
        ...

    def table(self) -> Table:
        """The answer for a document."""
        ...
