"""JSON Lines and JSON that are taken in: one object a row, nothing of it guessed at."""

from __future__ import annotations

import json

import pytest

from negtrack.errors import DataError, NotationError
from negtrack.exchange.import_.fields import parse_cell
from negtrack.exchange.import_.objects import read_json, read_jsonl
from negtrack.model import Issue, Position


def test_lines() -> None:
    """Each is a row, numbered as it stands; empty ones are passed over."""
    rows = list(read_jsonl('{"a":1}\n\n  \r\n{"a":"x"}', "f.jsonl").rows)
    assert [(row.number, dict(row.cells)) for row in rows] == [(1, {"a": "1"}), (4, {"a": "x"})]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.10", "1.10"),
        ("100000000000000000000000000000000000001", "100000000000000000000000000000000000001"),
        ("1e400", "1e400"),
        ("NaN", "NaN"),
        ("-Infinity", "-Infinity"),
        ("true", "yes"),
        ("false", "no"),
        ('"\\u05d0"', "א"),
    ],
)
def test_numbers_are_as_written(written: str, value: str) -> None:
    """No digit is lost on the way; what no kind of value is will be refused where it is read."""
    (row,) = read_jsonl(f'{{"value":{written}}}', "f.jsonl").rows
    assert row.cells == {"value": value}


@pytest.mark.parametrize("empty", ["null", '""', '"  "', "[]", "{}"])
def test_what_is_empty_is_absent(empty: str) -> None:
    """No empty text becomes a value."""
    (row,) = read_jsonl(f'{{"value":{empty},"b":0}}', "f.jsonl").rows
    assert row.cells == {"b": "0"}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"a":1,"b":2,"a":3}', '"a" appears twice in one object; keep one of them'),
        ('{"w":{"a":1,"a":2}}', '"a" appears twice in one object; keep one of them'),
        ("[1]", "not an object; write {...}"),
        ('"text"', "not an object; write {...}"),
        ('{"a"', "not JSON: expecting ':' delimiter at column 5"),
        ("{'a':1}", "not JSON: expecting property name enclosed in double quotes at column 2"),
        ('{"a":1} {"a":2}', "not JSON: extra data at column 9"),
        ("[" * 100_000, "not JSON: nested too deeply"),
        ('{"a":' * 100_000, "not JSON: nested too deeply"),
        ("nonsense", "not JSON: expecting value at column 1"),
    ],
)
def test_lines_at_fault(line: str, fault: str) -> None:
    """The line is a fault, and those after it are read."""
    first, second = read_jsonl(f'{line}\n{{"a":1}}\n', "f.jsonl").rows
    assert (first.number, first.error, second.error) == (1, fault, "")


@pytest.mark.parametrize("text", ['[{"a":1},{"a":2}]', '{"schema":"s","rows":[{"a":1},{"a":2}],"title":"T"}'])
def test_json(text: str) -> None:
    """A list of objects, or an object with `rows`."""
    assert [dict(row.cells) for row in read_json(text, "f.json").rows] == [{"a": "1"}, {"a": "2"}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("3", 'f.json: neither a list of objects nor an object with "rows"'),
        ('{"row":[]}', 'f.json: neither a list of objects nor an object with "rows"'),
        ('{"rows":{"a":1}}', 'f.json: neither a list of objects nor an object with "rows"'),
        ('[\n{"a":1},\n}', "f.json:3: not JSON: expecting value at column 1"),
        ('[{"a":1,"a":2}]', 'f.json: "a" appears twice in one object'),
        ("[" * 100_000, "f.json: not JSON: nested too deeply"),
    ],
)
def test_invalid_json(text: str, message: str) -> None:
    """Named with the line where there is one."""
    with pytest.raises(DataError) as caught:
        read_json(text, "f.json")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("cell", [{"a": "1"}, [["a"]], [{"a": "1"}]])
def test_nested_values_are_no_texts(cell: object) -> None:
    """They are a fault of their field, not a text in Python's notation."""
    with pytest.raises(NotationError, match="not a text; write it in quotes"):
        parse_cell(Position, "value" if isinstance(cell, dict) else "sources", json.loads(json.dumps(cell)))


def test_lists_and_mappings() -> None:
    """As such, or as the text of a cell."""
    assert parse_cell(Position, "sources", ["a", "b"]) == parse_cell(Position, "sources", "a; b") == ["a", "b"]
    assert parse_cell(Issue, "wants", {"union": "more"}) == parse_cell(Issue, "wants", "union = more")
