"""`query`: the result of one SQL statement, and the tables that it may read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from negtrack.frozen import dataclass
from negtrack.query import Snapshot
from negtrack.views.phrasing import SILENT
from negtrack.views.view import Frame, Row, Table, silent_legend


@dataclass(frozen=True)
class QueryView:
    """The answer of `query SQL`; `lines` hold texts, numbers and None, in the order of the columns."""

    schema: ClassVar[str] = "query"

    snapshot: Snapshot
    columns: tuple[str, ...]
    lines: tuple[tuple[object, ...], ...]

    @property
    def id_column(self) -> str:
        return "id" if "id" in self.columns else self.columns[0]

    @property
    def frame(self) -> Frame:
        legend = silent_legend(any(SILENT in line for line in self.lines))
        return Frame(self.snapshot.negotiation.title, self.snapshot, legend=legend)

    def head(self) -> Mapping[str, object]:
        negotiation = self.snapshot.negotiation
        return {"negotiation": negotiation.id, "title": negotiation.title}

    def rows(self) -> Iterator[Row]:
        yield from (dict(zip(self.columns, line, strict=True)) for line in self.lines)

    def table(self) -> Table:
        rows = [["" if value is None else str(value) for value in line] for line in self.lines]
        return Table(self.columns, rows)


def build_query(snapshot: Snapshot, statement: str) -> QueryView:
    """Run `statement` on the documented tables; number columns of equal names.

    Raises `UsageError` if it is not a single read-only statement.
    """
    from negtrack.views.sql import execute

    names, lines = execute(snapshot, statement)
    return QueryView(snapshot, _number_duplicates(names), lines)


def _number_duplicates(names: Sequence[str]) -> tuple[str, ...]:
    """Return `names` without line breaks; a second `id` becomes `id_2`."""
    distinct: dict[str, None] = {}
    last: dict[str, int] = {}
    for name in (" ".join(name.split()) for name in names):
        number, free = last.get(name, 1), name
        while free in distinct:
            number += 1
            free = f"{name}_{number}"
        distinct[free], last[name] = None, number
    return tuple(distinct)


@dataclass(frozen=True)
class TableDoc:
    """The documentation of one table: its meaning, and the name, type and meaning of each column."""

    name: str
    meaning: str
    columns: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class TablesView:
    """The answer of `query --tables`; the first row of a table has no column."""

    schema: ClassVar[str] = "tables"
    id_column: ClassVar[str] = "table"
    columns: ClassVar[tuple[str, ...]] = ("table", "column", "type", "meaning")

    tables: tuple[TableDoc, ...]

    @property
    def frame(self) -> Frame:
        return Frame("Tables")

    def head(self) -> Mapping[str, object]:
        return {}

    def rows(self) -> Iterator[Row]:
        for table in self.tables:
            lines = (("", "", table.meaning), *table.columns)
            yield from (dict(zip(self.columns, (table.name, *line), strict=True)) for line in lines)

    def table(self) -> Table:
        return Table(self.columns, [[str(cell) for cell in row.values()] for row in self.rows()])


def build_tables() -> TablesView:
    """Build the documentation of all tables."""
    from negtrack.views.relations import RELATIONS

    return TablesView(
        tuple(
            TableDoc(
                relation.name,
                relation.meaning,
                tuple((column.name, column.type, column.meaning) for column in relation.columns),
            )
            for relation in RELATIONS.values()
        )
    )
