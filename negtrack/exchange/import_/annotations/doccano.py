"""The labels of doccano to rows: JSON Lines of a sequence labelling project, one text a line.

https://doccano.github.io/doccano/ exports `text` with `label`, lists of start, end and label, or with `entities`, which
have names for the three. Places count code points on the server and units of UTF-16 in the browser, so where the two
differ a place is not taken. Other keys of a line describe its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from negtrack.errors import DataError, NotationError
from negtrack.exchange.import_.annotations.passages import find_marked
from negtrack.exchange.import_.annotations.tags import NoPositionError, Note, Report, annotated_table, read_note
from negtrack.exchange.import_.row import RawRow, RawTable, row_problem

_LABELS, _COMMENTS = ("label", "labels", "entities"), ("Comments", "comments")
_OWN = ("id", "text", "relations", *_LABELS, *_COMMENTS)
"""Keys of a line that describe no source."""


def are_labels(line: object) -> bool:
    """Return whether an object is a text with its labels, as doccano exports it."""
    if not isinstance(line, dict) or not isinstance(line.get("text"), str):
        return False
    return any(isinstance(line.get(key), list) for key in _LABELS) and not {"party", "issue"} & line.keys()


def label_table(lines: Sequence[tuple[int, Mapping[str, Any]]], path: str) -> RawTable:
    """Return a row for each label that is a position; `lines` are the number and the object of each line. Raises
    `DataError` for a line that is no text with labels."""
    report = Report()
    rows: list[RawRow] = []
    for number, line in lines:
        if not are_labels(line):
            raise DataError([row_problem(path, number, "", "not a text with its labels, as the lines before it")])
        rows += _rows(number, line, report)
    return annotated_table(path, rows, report, {}, is_by_field=False)


def _rows(number: int, line: Mapping[str, Any], report: Report) -> Iterator[RawRow]:
    text, name = str(line["text"]), f"text {line.get('id', number)}"
    known = {**line, **(line["meta"] if isinstance(line.get("meta"), dict) else {})}
    about = {key: value for key, value in known.items() if key not in _OWN and isinstance(value, str) and value.strip()}
    places: dict[tuple[object, object], list[str]] = {}
    for label in (label for key in _LABELS for label in line.get(key) or []):
        start, end, tag = _parts(label)
        places.setdefault((start, end), []).append(tag)
    for (start, end), tags in places.items():
        if start is None:
            report.add(name, "it labels the whole text", tags=tags)
            continue
        yield from _row(number, f"{name} at {start}", (text, start, end), tags, about, report)
    for comment in (comment for key in _COMMENTS for comment in line.get(key) or []):
        report.add(name, "it is a comment on the whole text", texts=[str(comment)])
    for _ in line.get("relations") or []:
        report.add(name, "it is a relation of two labels")


def _row(
    number: int,
    name: str,
    place: tuple[str, object, object],
    tags: Sequence[str],
    about: Mapping[str, str],
    report: Report,
) -> Iterator[RawRow]:
    text, start, end = place
    try:
        marked = find_marked(text, start, end, "either")
    except NoPositionError as error:
        report.add(name, str(error), tags=tags)
    except NotationError as error:
        yield RawRow(number, {}, str(error), place=name)
    else:
        cells = {**about, "locator": marked.locator}
        yield from read_note(number, Note(name, marked.words, tags, (), cells, ("label", "")), report)


def _parts(label: object) -> tuple[object, object, str]:
    """Return the start, the end and the name of a label; None for the places of one that holds for the whole text."""
    if isinstance(label, dict):
        return _whole(label.get("start_offset")), _whole(label.get("end_offset")), str(label.get("label", ""))
    if isinstance(label, list) and len(label) == 3:
        return _whole(label[0]), _whole(label[1]), str(label[2])
    return None, None, str(label)


def _whole(raw: object) -> object:
    """Return a whole number that is written as a text, as JSON's are read; anything else as a text."""
    return raw if raw is None else int(str(raw)) if re.fullmatch("[0-9]{1,12}", str(raw)) else str(raw)
