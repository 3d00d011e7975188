"""Two hundred talks in one folder, asked in Spark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from ..programs import require
from .many import NEGOTIATIONS, TABLES, answers_of_query, exact_sum, questions, rounded, write_many


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Spark on this machine alone, with a view of each table."""
    require("java")
    folder: Path = write_many(tmp_path_factory.mktemp("many"))
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "1", "spark.driver.host": "127.0.0.1"}
    builder = SparkSession.builder.master("local[1]").appName("negtrack")
    for key, value in settings.items():
        builder = builder.config(key, value)
    engine = builder.getOrCreate()
    for table in TABLES:
        engine.read.parquet(str(folder / table)).createOrReplaceTempView(table)
    yield engine
    engine.stop()


def test_the_questions_of_the_manual(engine: Any) -> None:
    """Spark gives what `query` gives."""
    for question, rows in zip(questions(), answers_of_query(), strict=True):
        assert rounded([tuple(row) for row in engine.sql(question).collect()]) == rounded(rows)


def test_decimals_are_exact(engine: Any) -> None:
    """A sum of tenths is exact in decimals."""
    (row,) = engine.sql("SELECT sum(low_exact) FROM current WHERE issue = 'pay'").collect()
    assert row[0] == exact_sum("current", "CASE WHEN issue = 'pay' THEN low_exact END")
    kinds = {field.name: field.dataType.simpleString() for field in engine.table("gap").schema}
    assert kinds["distance_exact"] == "decimal(38,12)"


def test_every_negotiation_is_there(engine: Any) -> None:
    """Terms, steps, agreements and scores of all talks that have them."""
    counted = {table: engine.sql(f"SELECT count(DISTINCT negotiation) FROM {table}") for table in TABLES}
    assert {table: count.collect()[0][0] for table, count in counted.items()} == NEGOTIATIONS
