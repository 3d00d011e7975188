"""Parquet, for data too large for one machine: the tables of `query`, one data set each, partitioned by negotiation.

    position/negotiation=gaza-ceasefire-2024/part-0.parquet
    current/negotiation=gaza-ceasefire-2024/part-0.parquet
    ...

Files of several negotiations lie side by side in one folder and read as one set with the partition column
`negotiation` (the layout of Hive, which DuckDB and Spark know). A table without rows has a file too, so that every
data set has its columns. The meaning of each column is metadata of the column and of the file. The same snapshot gives
the same bytes with the same release of pyarrow.
"""

from __future__ import annotations

import io
from types import ModuleType
from typing import Any

from negtrack.exchange.extras import load_extra
from negtrack.query import Snapshot
from negtrack.views.relations import NEGOTIATION, RELATIONS, Column, Relation


def parquet_files(snapshot: Snapshot) -> dict[str, bytes]:
    """Return path below the target folder (with `/`) -> content of the file, for every table of the snapshot.

    Raises `UsageError` where pyarrow is not installed.
    """
    arrow = load_extra("pyarrow", "parquet", "parquet")
    writer = load_extra("pyarrow.parquet", "parquet", "parquet")
    folder = f"{NEGOTIATION.name}={snapshot.negotiation.id}"
    return {
        f"{relation.name}/{folder}/part-0.parquet": _file(_table(relation, snapshot, arrow), writer)
        for relation in RELATIONS.values()
    }


def _table(relation: Relation, snapshot: Snapshot, arrow: ModuleType) -> Any:
    """Return the rows without the partition column, which is part of the path."""
    columns = [column for column in relation.columns if column is not NEGOTIATION]
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
