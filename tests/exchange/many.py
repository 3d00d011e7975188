"""Two hundred talks on pay and hours, as parquet, and the questions of the manual about many negotiations."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from negtrack.exchange.export.parquet import parquet_files
from negtrack.frozen import replace
from negtrack.query import Snapshot
from negtrack.views.query import build_query

from ..negotiations import build_negotiation
from ..pages import MANUAL

COUNT = 200
TABLES = ("gap", "scorecard", "agreement", "agreement_term", "current", "term", "step")
"""What the questions read, and what else parquet has to carry."""
NEGOTIATIONS = {table: COUNT - len(range(0, COUNT, 3)) if table.startswith("agreement") else COUNT for table in TABLES}
"""Table -> the talks that have rows in it: in two of three there is an agreement."""
OWN = 'side = "own", attribution = "on-record"'
TALKS = """
issue.wage = {{ title = "Wage", kind = "percent", steps = ["first", "second"], over = "year" }}
position.a = {{ value = "{high}", stated = 2024-03-01, {own} }}
position.b = {{ party = "employer", value = "{low}", stance = "offer", stated = 2024-03-02, {own} }}
position.c = {{ issue = "hours", value = "at most {hours}", stated = 2024-03-02, {own} }}
position.d = {{ issue = "hours", party = "employer", value = "at least 37.5", stated = 2024-03-02, {own} }}
position.e = {{ issue = "wage", value = "{rise}%; 3%", stated = 2024-03-03, {own} }}
proposal.p = {{ party = "state", terms = ["pay = {agreed}"], stated = 2024-03-04, side = "own" }}
"""
DEAL = """
agreement.x = {{ kind = "full", date = 2024-03-09, terms = ["pay = {agreed}"], stated = 2024-03-09, {own} }}
milestone.by-union = {{ agreement = "x", milestone = "signed", by = "union", stated = 2024-03-09, {union} }}
milestone.by-employer = {{ agreement = "x", milestone = "signed", by = "employer", stated = 2024-03-09, {employer} }}
"""


@cache
def snapshots() -> Sequence[Snapshot]:
    """Return the talks; figures have a tenth that no double has."""
    return [Snapshot(replace(build_negotiation(_text(number)), id=f"talks-{number}")) for number in range(COUNT)]


def _text(number: int) -> str:
    low, high = Decimal(1000 + number) / 10, Decimal(1100 + 3 * number) / 10
    facts = {
        "low": low,
        "high": high,
        "agreed": low + Decimal(number % 5) / 10,
        "rise": Decimal(20 + number) / 10,
        "hours": 36 + number % 4,
        "own": OWN,
        "union": _said("union"),
        "employer": _said("employer"),
    }
    deal = DEAL.replace("{own}", _said("union")) if number % 3 else ""
    return (TALKS + deal).format(**facts)


def _said(party: str) -> str:
    return f'side = "{party}", attribution = "on-record"'


def write_many(folder: Path) -> Path:
    """Write the parquet files of all talks side by side into a folder; return it."""
    for snapshot in snapshots():
        for path, content in parquet_files(snapshot).items():
            if path.partition("/")[0] in TABLES:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(content)
    return folder


def questions() -> Sequence[str]:
    """Return the statements of the manual."""
    page = (MANUAL / "sql.md").read_text("utf-8")
    part = page.partition("## Many negotiations")[2].partition("\n## ")[0]
    return re.findall(r"```sql\n(.*?)```", part, flags=re.DOTALL)


def answers_of_query() -> Iterator[list[tuple[Any, ...]]]:
    """Yield what each question gives over the rows that `query` gives of all talks."""
    database = sqlite3.connect(":memory:")
    for table in TABLES:
        views = [build_query(snapshot, f"SELECT * FROM {table}") for snapshot in snapshots()]
        columns = ", ".join(f'"{name}"' for name in views[0].columns)
        database.execute(f'CREATE TABLE "{table}" ({columns})')
        places = ", ".join("?" * len(views[0].columns))
        database.executemany(
            f'INSERT INTO "{table}" VALUES ({places})', [line for view in views for line in view.lines]
        )
    for question in questions():
        yield database.execute(question).fetchall()


def rounded(rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Return rows with doubles to nine places, as engines add them up in orders of their own."""
    return [tuple(round(cell, 9) if isinstance(cell, float) else cell for cell in row) for row in rows]


def exact_sum(table: str, column: str) -> Decimal:
    """Return the sum of the decimals of a column over all talks, as Python adds them."""
    views = (
        build_query(snapshot, f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL") for snapshot in snapshots()
    )
    return sum((Decimal(str(line[0])) for view in views for line in view.lines), Decimal(0))
