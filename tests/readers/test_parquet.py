"""Parquet in the programs that people read it with: the id of a negotiation is a text, whatever it looks like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ..cli.harness import run
from ..negotiations import write_negotiation

NAMES = ("2024-03", "inf", "true-talks")
"""What readers take for a number, an infinite date or nothing else."""


def read_duckdb(folder: Path) -> list[object]:
    """Return the ids by DuckDB."""
    duckdb = pytest.importorskip("duckdb")
    return [row[0] for row in duckdb.sql(f"SELECT negotiation FROM read_parquet('{folder}/*.parquet')").fetchall()]


def read_polars(folder: Path) -> list[object]:
    """Return the ids by polars."""
    polars = pytest.importorskip("polars")
    return list(polars.read_parquet(folder)["negotiation"].to_list())


def read_pandas(folder: Path) -> list[object]:
    """Return the ids by pandas."""
    pandas = pytest.importorskip("pandas")
    return list(pandas.read_parquet(folder)["negotiation"])


def read_arrow(folder: Path) -> list[object]:
    """Return the ids by pyarrow."""
    dataset = pytest.importorskip("pyarrow.dataset")
    return list(dataset.dataset(folder, partitioning="hive").to_table()["negotiation"].to_pylist())


READERS = {"duckdb": read_duckdb, "polars": read_polars, "pandas": read_pandas, "pyarrow": read_arrow}


@pytest.mark.parametrize("names", [*((name,) for name in NAMES), NAMES], ids=", ".join)
@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_an_id_is_a_text(read: Callable[[Path], list[object]], names: tuple[str, ...], tmp_path: Path) -> None:
    """Alone and beside others, in every reader by its defaults."""
    for name in names:
        write_negotiation(tmp_path / "data" / name)
        result = run("export", "--to", "parquet", "-o", "tables", "-n", name, "--force", cwd=tmp_path)
        assert result.code == 0, result.err
    found = read(tmp_path / "tables/position")
    assert len(found) == len(names)
    assert set(found) == set(names)
