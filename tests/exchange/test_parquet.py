"""Parquet: two negotiations in one folder, read back by DuckDB as one set of tables."""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from negtrack.errors import UsageError
from negtrack.exchange.delimited import csv_lines
from negtrack.exchange.export.parquet import parquet_files
from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place
from negtrack.views.relations import RELATIONS

duckdb = pytest.importorskip("duckdb")
parquet = pytest.importorskip("pyarrow.parquet")

SHIPPED = Path(__file__).parents[2] / "data"
NAMES = ("gaza-ceasefire-2024", "uaw-detroit-2023")


def shipped(name: str) -> Snapshot:
    """Return one of the negotiations that come with negtrack."""
    return Snapshot(load_negotiation(Place(SHIPPED, SHIPPED / name)).negotiation)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of both, side by side."""
    target = tmp_path_factory.mktemp("parquet")
    for name in NAMES:
        for path, content in parquet_files(shipped(name)).items():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(content)
    return target


def read(folder: Path, table: str) -> str:
    """Return what DuckDB calls one table of all negotiations."""
    return f"read_parquet('{folder}/{table}/*.parquet')"


@pytest.mark.parametrize("table", RELATIONS)
def test_every_row_comes_back(folder: Path, table: str) -> None:
    """All values of all columns of both negotiations, in the types that the relation has."""
    columns = RELATIONS[table].columns
    chosen = (f'epoch("{column.name}")' if column.type == "instant" else f'"{column.name}"' for column in columns)
    rows = duckdb.sql(f"SELECT {', '.join(chosen)} FROM {read(folder, table)}").fetchall()
    expected = [row for name in NAMES for row in RELATIONS[table].rows(shipped(name))]
    assert Counter(map(comparable, rows)) == Counter(map(comparable, expected))


def comparable(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row whose lists are tuples, and whose instants are seconds since 1970."""
    plain = (value.timestamp() if isinstance(value, datetime) else value for value in row)
    return tuple(tuple(value) if isinstance(value, list) else value for value in plain)


def test_the_tables_have_rows(folder: Path) -> None:
    """Else the comparison would say nothing; both negotiations take part, but one holds no proposal and no
    agreement with steps, and neither a side."""
    found = {}
    for table in RELATIONS.keys() - {"retraction", "side", "step", "open_item"}:
        counted = duckdb.sql(f"SELECT negotiation, count(*) FROM {read(folder, table)} GROUP BY 1").fetchall()
        found[table] = {name for name, count in counted if count}
    one = {table: names for table, names in found.items() if names != set(NAMES)}
    assert one == {table: {"gaza-ceasefire-2024"} for table in ("agreement_step", "proposal", "term")}


def test_the_types(folder: Path) -> None:
    """Days, instants, numbers, booleans and lists are none of them texts."""
    types = {
        name: kind for name, kind, *_ in duckdb.sql(f"DESCRIBE SELECT * FROM {read(folder, 'position')}").fetchall()
    }
    wanted = {
        "day": "DATE",
        "recorded": "TIMESTAMP WITH TIME ZONE",
        "low": "DOUBLE",
        "pieces": "BIGINT",
        "contested": "BOOLEAN",
        "sources": "VARCHAR[]",
        "value": "VARCHAR",
        "negotiation": "VARCHAR",
    }
    assert {name: types[name] for name in wanted} == wanted


def test_a_table_without_rows_has_its_columns(folder: Path) -> None:
    """Nothing was retracted, and the question may be asked all the same."""
    assert duckdb.sql(f"SELECT count(*), count(reason) FROM {read(folder, 'retraction')}").fetchall() == [(0, 0)]


def test_meanings_are_metadata(folder: Path) -> None:
    """Of every column, and once more of the file, where any reader finds them."""
    for relation in RELATIONS.values():
        schema = parquet.read_schema(folder / relation.name / f"{NAMES[0]}.parquet")
        assert schema.metadata[b"negtrack.table"] == relation.name.encode()
        assert schema.names == [column.name for column in relation.columns]
        for column in relation.columns:
            assert schema.field(column.name).metadata[b"meaning"] == column.meaning.encode()
            assert schema.metadata[f"negtrack.column.{column.name}".encode()] == column.meaning.encode()


def test_the_same_bytes_every_time() -> None:
    """From readings made apart."""
    assert parquet_files(shipped(NAMES[0])) == parquet_files(shipped(NAMES[0]))


def test_steps_are_rows(tmp_path: Path) -> None:
    """Each step of a schedule is a row of the table `step`. Turned to columns they are those of csv, which leave empty
    what has no numbers; pyarrow reads the same."""
    name = "mlb-lockout-2021-22"
    snapshot = shipped(name)
    path = f"step/{name}.parquet"
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_bytes(parquet_files(snapshot)[path])
    years = ("2022", "2023", "2024", "2025", "2026")
    columns = ", ".join(f"max(value) FILTER (step = '{year}')" for year in years)
    rows = duckdb.sql(f"SELECT record, {columns} FROM {read(tmp_path, 'step')} GROUP BY record").fetchall()
    found = {record: values for record, *values in rows if any(values)}

    text = "".join(csv_lines(snapshot.negotiation, str))
    sheet = {row["id"]: [row[f"value:{year}"] for year in years] for row in csv.DictReader(io.StringIO(text))}
    shared = {record: values for record, values in found.items() if any(sheet.get(record, ()))}
    assert len(shared) > 5
    flags = ("unspecified", "undisclosed")
    assert {record: sheet[record] for record in shared} == {
        record: ["" if value in flags else value for value in values] for record, values in shared.items()
    }

    table = parquet.read_table(tmp_path / path).to_pylist()
    assert {(row["record"], row["step"]): row["value"] for row in table if row["record"] in shared} == {
        (record, year): value for record, values in shared.items() for year, value in zip(years, values, strict=True)
    }


def test_numbers_beyond_64_bits(negotiation_of: Callable[..., Negotiation]) -> None:
    """They are the nearest real."""
    snapshot = Snapshot(negotiation_of('position.a = { value = "100000000000000000000" }'))
    content = parquet_files(snapshot)["position/talks.parquet"]
    assert parquet.read_table(io.BytesIO(content)).column("low").to_pylist() == [1e20]


def test_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says how to install it."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError) as caught:
        parquet_files(shipped(NAMES[0]))
    assert str(caught.value) == "parquet needs pyarrow; install it with: pip install 'negtrack[parquet]'"
