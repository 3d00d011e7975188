"""JSON Lines and JSON to rows: each object is a row, its keys are the columns. Numbers are kept as written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from negtrack.errors import DataError, NotationError, Problem
from negtrack.exchange.import_.annotations.doccano import are_labels, label_table
from negtrack.exchange.import_.annotations.label_studio import are_tasks, task_table
from negtrack.exchange.import_.annotations.passages import Unit
from negtrack.exchange.import_.annotations.web import annotation_table, are_annotations
from negtrack.exchange.import_.fields import ExactNumber
from negtrack.exchange.import_.row import RawRow, RawTable, filled_cells, row_problem


def read_jsonl(text: str, path: str, unit: Unit = "either") -> RawTable:
    """Read one object per line; skip empty lines. Texts with labels, whose places count in `unit`, are read as
    annotations."""
    if _first_line(text, are_labels):
        return label_table(list(_parsed_lines(text, path)), path, unit)
    if _first_line(text, are_tasks):
        return task_table([task for _, task in _parsed_lines(text, path)], path)
    return RawTable(path, (), _lines(text), text.count("\n"))


def read_json(text: str, path: str, unit: Unit = "either") -> RawTable:
    """Read a list of objects, or an object whose `rows` are such a list; or annotations of web pages, or texts with
    labels, whose places count in `unit`."""
    try:
        whole = _parse_json(text)
    except (ValueError, RecursionError) as error:
        raise DataError([Problem(path, getattr(error, "lineno", 0), "", _reason(error))]) from error
    if are_annotations(whole):
        return annotation_table(whole, path)
    if are_tasks(whole):
        return task_table(whole, path)
    if isinstance(whole, list) and whole and all(map(are_labels, whole)):
        return label_table(list(enumerate(whole, 1)), path, unit)
    rows = whole.get("rows") if isinstance(whole, dict) else whole
    if not isinstance(rows, list):
        raise DataError([Problem(path, 0, "", 'neither a list of objects nor an object with "rows"; write one')])
    return RawTable(path, (), (_row(number, row) for number, row in enumerate(rows, 1)), len(rows))


def _lines(text: str) -> Iterator[RawRow]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield _row(number, _parse_json(line))
            except (ValueError, RecursionError) as error:
                yield RawRow(number, {}, _reason(error))


def _first_line(text: str, is_such: Callable[[object], bool]) -> bool:
    """Return whether the first line of a text that is not blank holds an object of some kind."""
    line = next((line for line in text.split("\n", 100) if line.strip()), "")
    try:
        return is_such(_parse_json(line))
    except (ValueError, RecursionError):  # reported when the line is read
        return False


def _parsed_lines(text: str, path: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the number and the object of each line. Raises `DataError` for a line that is none."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                parsed = _parse_json(line)
            except (ValueError, RecursionError) as error:
                raise DataError([row_problem(path, number, "", _reason(error))]) from error
            if not isinstance(parsed, dict):
                raise DataError([row_problem(path, number, "", "not an object; write {...}")])
            yield number, parsed


def _parse_json(text: str) -> Any:
    return json.loads(text, parse_int=str, parse_float=ExactNumber, parse_constant=str, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise NotationError(f'"{twice}" appears twice in one object; keep one of them')
    return found


def _reason(error: Exception) -> str:
    if isinstance(error, NotationError):
        return str(error)
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg[:1].lower()}{error.msg[1:]} at column {error.colno}"
    return "not JSON: nested too deeply"


def _row(number: int, value: object) -> RawRow:
    if not isinstance(value, dict):
        return RawRow(number, {}, "not an object; write {...}")
    return RawRow(number, filled_cells(value))
