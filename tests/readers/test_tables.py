"""tsv in the programs that people read it with: one row a record, whatever marks its texts hold."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ..cli.harness import run
from ..negotiations import write_negotiation
from .calls import call

TEXTS = (
    '"We agree", they said',
    '"an open mark',
    "plain",
    '5" and 6" pipes',
    'a single 7" pipe',
    '"whole"',
    "back\\slash",
    "two\nlines",
    "a, b; c",
    "'single'",
)
Rows = list[list[str]]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return what an export and what an answer is written to, of records with these texts."""
    folder = tmp_path_factory.mktemp("tables")
    blocks = (
        f'[note.n{number}]\nparty = "union"\nstated = 2024-03-20\nside = "own"\nsources = ["gazette"]\n'
        f"recorded = 2024-03-26 00:00:00Z\ntext = {json.dumps(text)}\n"
        for number, text in enumerate(TEXTS)
    )
    write_negotiation(folder / "data/talks")
    (folder / "notes.toml").write_text("\n".join(blocks), "utf-8")
    assert run("import", "notes.toml", cwd=folder).code == 0
    export, answer = folder / "export.tsv", folder / "answer.tsv"
    assert run("export", "-o", export, cwd=folder).code == 0
    result = run("query", "SELECT id, text, 'end' AS last FROM note", "--format", "tsv", cwd=folder)
    answer.write_bytes(result.out.encode())
    return {"export": export, "answer": answer}


def read_pandas(path: Path) -> Rows:
    """Return the cells by pandas."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(path, sep="\t", keep_default_na=False, dtype=str)
    return [list(frame.columns), *frame.values.tolist()]


def read_arrow(path: Path) -> Rows:
    """Return the cells by pyarrow."""
    arrow = pytest.importorskip("pyarrow.csv")
    types = dict.fromkeys(path.read_text("utf-8").split("\n")[0].split("\t"), "string")
    table = arrow.read_csv(
        path,
        parse_options=arrow.ParseOptions(delimiter="\t"),
        convert_options=arrow.ConvertOptions(column_types=types, strings_can_be_null=False),
    )
    return [table.column_names, *(list(row.values()) for row in table.to_pylist())]


def read_polars(path: Path) -> Rows:
    """Return the cells by polars."""
    polars = pytest.importorskip("polars")
    frame = polars.read_csv(path, separator="\t", infer_schema=False)
    return [frame.columns, *([cell or "" for cell in row] for row in frame.rows())]


def read_duckdb(path: Path) -> Rows:
    """Return the cells by DuckDB, which finds out by itself what separates and quotes them."""
    duckdb = pytest.importorskip("duckdb")
    found = duckdb.sql(f"SELECT * FROM read_csv('{path}', header = true, all_varchar = true)")
    return [found.columns, *([cell or "" for cell in row] for row in found.fetchall())]


def read_csvkit(path: Path) -> Rows:
    """Return the cells by csvkit."""
    return list(csv.reader(call("csvformat", "-t", path).splitlines()))


def read_sqlite_utils(path: Path) -> Rows:
    """Return the cells by sqlite-utils."""
    base = path.with_suffix(".db")
    base.unlink(missing_ok=True)
    call("sqlite-utils", "insert", base, "t", path, "--tsv", "--no-detect-types")
    return _of_objects(call("sqlite-utils", "rows", base, "t"))


def read_miller(path: Path) -> Rows:
    """Return the cells by Miller, which takes quotation marks in tsv for letters."""
    return _of_objects(call("mlr", "-S", "--icsv", "--ifs", "tab", "--ojson", "cat", path))


def read_miller_tsv(path: Path) -> Rows:
    """Return the cells by Miller as what it calls tsv."""
    return _of_objects(call("mlr", "-S", "--itsv", "--ojson", "cat", path))


def read_visidata(path: Path) -> Rows:
    """Return the cells by VisiData."""
    target = path.with_suffix(".json")
    call("vd", "-b", "-f", "tsv", path, "-o", target, "--overwrite", "y")
    return _of_objects(target.read_text("utf-8"))


def _of_objects(text: str) -> Rows:
    objects: list[dict[str, Any]] = json.loads(text)
    return [list(objects[0]), *([str(cell) for cell in row.values()] for row in objects)]


EXACT = {
    "pandas": read_pandas,
    "pyarrow": read_arrow,
    "polars": read_polars,
    "duckdb": read_duckdb,
    "csvkit": read_csvkit,
    "sqlite-utils": read_sqlite_utils,
    "miller": read_miller,
}
"""Readers that know quotation marks, and give every cell as it was."""
BY_LINE = {"miller as tsv": read_miller_tsv, "visidata": read_visidata}
"""Readers to which the marks are letters."""


@pytest.mark.parametrize("name", ["export", "answer"])
@pytest.mark.parametrize("read", EXACT.values(), ids=EXACT)
def test_readers_of_quotation_marks(read: Callable[[Path], Rows], name: str, tables: dict[str, Path]) -> None:
    """Every cell comes out as it went in."""
    with tables[name].open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file, delimiter="\t"))
    assert len(expected) == tables[name].read_bytes().count(b"\n") > len(TEXTS)
    assert read(tables[name]) == expected


@pytest.mark.parametrize("name", ["export", "answer"])
@pytest.mark.parametrize("read", BY_LINE.values(), ids=BY_LINE)
def test_readers_of_lines(read: Callable[[Path], Rows], name: str, tables: dict[str, Path]) -> None:
    """One row a record, each id in its place."""
    lines = [line.split("\t") for line in tables[name].read_text("utf-8").splitlines()]
    column = lines[0].index("id")
    rows = read(tables[name])
    assert [row[column] for row in rows] == [line[column] for line in lines]
