"""Tidy csv read by pandas, with the types of its data dictionary."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pandas
import pytest

from negtrack.query import Snapshot
from negtrack.views.relations import RELATIONS

from ..cli.harness import SHIPPED, run
from ..negotiations import read_negotiation

NAMES = ("gaza-ceasefire-2024", "uaw-detroit-2023")
DTYPES = {"integer": "Int64", "real": "Float64", "boolean": "boolean"}
"""Type in the dictionary -> type of pandas; all others are texts."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of two negotiations, each in a folder."""
    target = tmp_path_factory.mktemp("tidy")
    for name in NAMES:
        result = run("--data", SHIPPED, "-n", name, "export", "--tidy", "-o", target / name)
        assert (result.code, result.out) == (0, ""), result.err
    return target


def test_the_dictionary_has_every_column(folder: Path) -> None:
    """Each table and column of each file, in their order, with a type and a meaning."""
    known = pandas.read_csv(folder / NAMES[0] / "dictionary.csv", keep_default_na=False)
    for path in (folder / NAMES[0]).glob("*.csv"):
        if path.stem != "dictionary":
            rows = known[known["table"] == path.stem]
            assert list(rows["column"]) == ["", *pandas.read_csv(path, nrows=0).columns]
            assert all(rows["meaning"])
            assert all(rows["type"][1:])
    assert set(known["table"]) == set(RELATIONS)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("table", RELATIONS)
def test_every_cell_comes_back(folder: Path, name: str, table: str) -> None:
    """An absent value is missing, and an empty text, 0 and false are not; `null`, `NA` and `inf` stay texts."""
    columns = RELATIONS[table].columns
    types = {column.name: DTYPES.get(column.type, "string") for column in columns}
    frame = pandas.read_csv(folder / name / f"{table}.csv", dtype=types, keep_default_na=False, na_values=[""])
    found = [[None if cell is pandas.NA or cell != cell else cell for cell in row] for row in frame.itertuples(False)]
    snapshot = Snapshot(read_negotiation(SHIPPED / name))
    assert found == [[_shown(cell) for cell in row] for row in RELATIONS[table].rows(snapshot)]


def test_the_data_package_has_the_type_of_every_column(folder: Path) -> None:
    """A column has the type of the dictionary, texts and lists are strings, and every file but the two is there."""
    package = json.loads((folder / NAMES[0] / "datapackage.json").read_text(encoding="utf-8"))
    known = pandas.read_csv(folder / NAMES[0] / "dictionary.csv", keep_default_na=False)
    types = {"text": "string", "list": "string", "real": "number", "decimal": "number"}
    types |= {"day": "date", "instant": "datetime"}
    for resource in package["resources"]:
        rows = known[known["table"] == resource["name"]]
        columns = [types.get(kind, kind) for kind in rows["type"][1:]]
        assert [field["type"] for field in resource["schema"]["fields"]] == columns
        assert [field["name"] for field in resource["schema"]["fields"]] == list(rows["column"][1:])
        assert resource["schema"]["missingValues"] == [""]
    paths = {resource["path"] for resource in package["resources"]}
    assert paths == {path.name for path in (folder / NAMES[0]).glob("*.csv")} - {"dictionary.csv"}


def _shown(value: object) -> object:
    """Return a value as the file has it."""
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "; ".join(str(element).replace("\\", "\\\\").replace(";", "\\;") for element in value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime) or hasattr(value, "isoformat"):
        return value.isoformat()
    return value
