"""Items as flat rows and back, whatever their texts hold, in every format that can be imported again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negtrack.cell_lists import elements_of
from negtrack.errors import Problem
from negtrack.exchange.delimited import csv_lines, tsv_lines
from negtrack.exchange.export.objects import json_text, jsonl_lines
from negtrack.exchange.export.sheets import sheet_lines
from negtrack.exchange.import_.imported import ImportRules
from negtrack.exchange.import_.importer import Importer
from negtrack.exchange.import_.names import NameResolver
from negtrack.exchange.import_.read_file import ReadOptions, import_content
from negtrack.exchange.import_.row import join_rows
from negtrack.exchange.import_.source import Content, SourceFormat
from negtrack.exchange.rows import cell_of, columns, filled_columns, items_of, row_of, rows_of
from negtrack.model import Item, Negotiation, keys_of
from negtrack.store.file_kinds import MODELS

from ..examples import examples
from .generated import items, negotiation_of, texts

WRITTEN: dict[str, Callable[[Negotiation], str]] = {
    "csv": lambda known: "".join(csv_lines(known, str)),
    "tsv": lambda known: "".join(tsv_lines(known)),
    "jsonl": lambda known: "".join(jsonl_lines(known)),
    "json": json_text,
    "toml": lambda known: "".join(sheet_lines(known)),
}


def import_text(text: str, format: str) -> tuple[list[Item], dict[str, object]]:
    """Return the items that `text` holds, and the negotiation's own fields."""
    importer = Importer(NameResolver(Negotiation("talks", "")), ImportRules(datetime(2030, 1, 1, tzinfo=UTC)))
    import_content(Content("f", SourceFormat(format), text.encode("utf-8")), ReadOptions(), importer, lambda _: None)
    assert not importer.problems, [str(problem) for problem in importer.problems]
    return [record.item for record in importer.imported], importer.plain


@pytest.mark.parametrize("format", WRITTEN)
@settings(max_examples=examples(25), deadline=None)
@given(made=items())
def test_what_leaves_comes_back(format: str, made: Sequence[Item]) -> None:
    """Every definition and entry with every field, and the negotiation's own, from any format."""
    known = negotiation_of(made)
    found, plain = import_text(WRITTEN[format](known), format)
    assert {(item.table, item.id): row_of(item) for item in found} == {
        (item.table, item.id): row_of(item) for item in items_of(known)
    }
    assert len(found) == len(made)
    assert {key: plain[key] for key in ("title", "summary", "parties")} == {
        "title": known.title,
        "summary": known.summary,
        "parties": list(known.parties),
    }


@given(st.lists(st.one_of(texts(), st.text(min_size=1).filter(str.strip)), max_size=5))
def test_a_list_in_a_cell(elements: list[str]) -> None:
    """Semicolons, backslashes and blanks at the ends of its elements are kept apart from what joins them."""
    assert elements_of(cell_of(elements)) == elements


@pytest.mark.parametrize(
    ("cell", "elements"),
    [
        ("a", ["a"]),
        ("a;b", ["a", "b"]),
        (" a ;  b ;; ", ["a", "b"]),
        ("a\\;b; c", ["a;b", "c"]),
        ("a\nb", ["a\nb"]),
        ("a\\", ["a\\"]),
        ("", []),
        (" ; ", []),
    ],
)
def test_a_list_as_people_write_it(cell: str, elements: list[str]) -> None:
    """Blanks around a semicolon, and one at the end, say nothing."""
    assert elements_of(cell) == elements


@pytest.mark.parametrize("model", MODELS.values())
def test_every_key_has_a_column(model: type[Item]) -> None:
    """No field of any table is without one, so that none is lost."""
    assert set(keys_of(model)) <= set(columns())


def test_columns_that_nothing_fills_are_left_out() -> None:
    """Those that are used keep their order: what it is, whose, then what it says."""
    rows = [{"table": "position", "id": "x", "value": "1"}, {"table": "party", "id": "u", "role": "principal"}]
    assert filled_columns(rows) == ("table", "id", "value", "role")


STEPPED = """
[issue.tax]
title = "Tax"
kind = "money"
steps = ["2024", "2025"]

[position.a]
issue = "tax"
value = "USD 5m; 6m"

[position.b]
issue = "tax"
value = "2025: USD 7m"
"""


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_a_column_a_step(negotiation_of: Callable[..., Negotiation], format: str) -> None:
    """A table has each step that a value names beside the whole; an import reads the whole and names no column as
    unused."""
    known = negotiation_of(STEPPED)
    text = WRITTEN[format](known)
    assert text.splitlines()[0].replace("\t", ",").split("value,")[1].startswith("value:2024,value:2025,")
    found, _ = import_text(text, format)
    assert {item.id: row_of(item)["value"] for item in found if item.table == "position"} == {
        "a": "USD 5m; 6m",
        "b": "2025: USD 7m",
    }


def test_the_first_row_is_the_negotiation() -> None:
    """Its id, title and parties in order; what is absent is no cell."""
    first, *rest = rows_of(Negotiation("talks", "Talks"))
    assert (first, rest) == ({"table": "negotiation", "id": "talks", "title": "Talks"}, [])


def test_rows_with_one_fault_are_all_named() -> None:
    """A problem of several rows names each of them, so that all can be corrected at once."""
    rows = [str(number) for number in range(2, 32)]
    (found,) = join_rows(Problem("t.csv", 0, f"row {row}, value:", "is no value") for row in rows)
    assert found.where == f"row {', '.join(rows)}, value:"
