"""Two hundred talks in one folder, asked in DuckDB."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from .many import NEGOTIATIONS, TABLES, answers_of_query, exact_sum, questions, rounded, write_many

Connection = Any


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Connection:
    """DuckDB with a view of each table."""
    folder: Path = write_many(tmp_path_factory.mktemp("many"))
    engine = duckdb.connect()
    for table in TABLES:
        files = f"read_parquet('{folder}/{table}/*.parquet')"
        engine.execute(f'CREATE VIEW "{table}" AS FROM {files}')
    return engine


def test_the_questions_of_the_manual(engine: Connection) -> None:
    """DuckDB gives what `query` gives, and there is something to give."""
    expected = list(answers_of_query())
    assert len(expected) == 3
    for question, rows in zip(questions(), expected, strict=True):
        assert rounded(engine.execute(question).fetchall()) == rounded(rows)
        assert len(rows) > 1


def test_decimals_are_exact(engine: Connection) -> None:
    """A sum of tenths is exact in decimals."""
    (exact,) = engine.execute("SELECT sum(low_exact) FROM \"current\" WHERE issue = 'pay'").fetchone()
    assert exact == exact_sum("current", "CASE WHEN issue = 'pay' THEN low_exact END")
    (kind,) = {row[1] for row in engine.execute("DESCRIBE gap").fetchall() if row[0] == "distance_exact"}
    assert kind == "DECIMAL(38,12)"


def test_every_negotiation_is_there(engine: Connection) -> None:
    """Terms, steps, agreements and scores of all talks that have them."""
    counted = {table: f'SELECT count(DISTINCT negotiation) FROM "{table}"' for table in TABLES}
    assert {table: engine.execute(count).fetchone()[0] for table, count in counted.items()} == NEGOTIATIONS
