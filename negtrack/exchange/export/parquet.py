"""Parquet, for data too large for one machine: the tables of `query`, one data set each, one file a negotiation.

    position/gaza-ceasefire-2024.parquet
    current/gaza-ceasefire-2024.parquet
    ...

Files of several negotiations lie side by side in one folder and read as one set, with the column `negotiation` in each:
a partition `negotiation=2024` in the path would be a number to some readers, and `inf` a date. A table without rows has
a file too, so that every data set has its columns. The meaning of each column is metadata of the column and of the
file. The same snapshot gives the same bytes with the same release of pyarrow.
"""

from __future__ import annotations

import io
from types import ModuleType
from typing import Any

from negtrack.exchange.extras import load_extra
from negtrack.query import Snapshot
from negtrack.views.relations import RELATIONS, Column, Relation
from negtrack.views.relations.relation import DIGITS, PLACES


def parquet_files(snapshot: Snapshot) -> dict[str, bytes]:
    """Return path below the target folder (with `/`) -> content of the file, for every table of the snapshot.

    Raises `UsageError` where pyarrow is not installed.
    """
    arrow = load_extra("pyarrow", "parquet", "parquet")
    writer = load_extra("pyarrow.parquet", "parquet", "parquet")
    return {
        f"{relation.name}/{snapshot.negotiation.id}.parquet": _file(_table(relation, snapshot, arrow), writer)
        for relation in RELATIONS.values()
    }


def _table(relation: Relation, snapshot: Snapshot, arrow: ModuleType) -> Any:
    columns = relation.columns
    cells = list(zip(*relation.rows(snapshot), strict=True)) or [()] * len(columns)
    arrays = [
        arrow.array([_value(cell, column) for cell in values], _type(column, arrow))
        for column, values in zip(columns, cells, strict=False)
    ]
    fields = [
        arrow.field(column.name, _type(column, arrow), metadata={"meaning": column.meaning}) for column in columns
    ]
    meanings = {"negtrack.table": relation.name, "negtrack.meaning": relation.meaning}
    meanings |= {f"negtrack.column.{column.name}": column.meaning for column in columns}
    return arrow.table(arrays, schema=arrow.schema(fields, metadata=meanings))


def _value(cell: object, column: Column) -> object:
    return float(cell) if column.type == "real" and isinstance(cell, int) else cell


def _type(column: Column, arrow: ModuleType) -> Any:
    types = {
        "text": arrow.string,
        "integer": arrow.int64,
        "real": arrow.float64,
        "decimal": lambda: arrow.decimal128(DIGITS, PLACES),
        "boolean": arrow.bool_,
        "day": arrow.date32,
        "instant": lambda: arrow.timestamp("us", tz="UTC"),
        "list": lambda: arrow.list_(arrow.string()),
    }
    return types[column.type]()


def _file(table: Any, writer: ModuleType) -> bytes:
    buffer = io.BytesIO()
    writer.write_table(table, buffer)
    return buffer.getvalue()
