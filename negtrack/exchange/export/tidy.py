"""Tidy csv for R, pandas and others: the tables of `query`, one file each with a row a thing, and a data dictionary.

    position.csv
    gap.csv
    ...
    dictionary.csv      table, column, type and meaning of each column; the first row of a table says what it holds
    datapackage.json    the same for programs, as a Data Package

An absent value is an empty cell, a boolean is true or false, a list its texts joined by `; `. Texts are as they are:
the files are for programs, and no cell is marked as no formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from negtrack.cell_lists import LIST_SEPARATOR, escape_element
from negtrack.exchange.export.datapackage import package_bytes
from negtrack.query import Snapshot
from negtrack.views.query import build_tables
from negtrack.views.relations import RELATIONS


def tidy_files(snapshot: Snapshot) -> dict[str, bytes]:
    """Return file name -> content, for every table of the snapshot, the data dictionary and the Data Package."""
    files = {
        f"{relation.name}.csv": _file([column.name for column in relation.columns], relation.rows(snapshot))
        for relation in RELATIONS.values()
    }
    tables = build_tables()
    return {
        **files,
        "dictionary.csv": _file(tables.columns, (row.values() for row in tables.rows())),
        "datapackage.json": package_bytes(snapshot.negotiation),
    }


def _file(head: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return buffer.getvalue().encode("utf-8", "surrogatepass")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(escape_element(str(element)) for element in value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, datetime) else str(value)
