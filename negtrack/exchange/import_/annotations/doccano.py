"""The labels of doccano to rows: JSON Lines of a sequence labelling project, one text a line.

https://doccano.github.io/doccano/ exports `text` with `label`, lists of start, end and label, or with `entities`, which
have names for the three; `cats` of intent detection are labels of the whole text. Places count code points on the
server and units of UTF-16 in the browser, so where the two differ a place is not taken, unless the user says what they
count. Other keys of a line describe its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from negtrack.errors import DataError, NotationError
from negtrack.exchange.import_.annotations.passages import Unit, find_marked
from negtrack.exchange.import_.annotations.tags import NoPositionError, Note, Report, annotated_table, read_note
from negtrack.exchange.import_.row import RawRow, RawTable, filled_cells, row_problem

_LABELS, _COMMENTS = ("label", "labels", "entities", "cats"), ("Comments", "comments")
_OWN = ("id", "text", "meta", "relations", *_LABELS, *_COMMENTS)
"""Keys of a line that describe no source."""


def are_labels(line: object) -> bool:
    """Return whether an object is a text with its labels, as doccano exports it."""
    if not isinstance(line, dict) or not isinstance(line.get("text"), str):
        return False
    return any(isinstance(line.get(key), list) for key in _LABELS) and not {"party", "issue"} & line.keys()


def label_table(lines: Sequence[tuple[int, Mapping[str, Any]]], path: str, unit: Unit = "either") -> RawTable:
    """Return a row for each label that is a position; `lines` are the number and the object of each line, whose places
    count in `unit`. Raises `DataError` for a line that is no text with labels."""
    report = Report()
    rows: list[RawRow] = []
    for number, line in lines:
        if not are_labels(line):
            raise DataError([row_problem(path, number, "", "not a text with its labels, as the lines before it")])
        rows += _rows(number, line, unit, report)
    return annotated_table(path, rows, report, {}, is_by_field=False)


def _rows(number: int, line: Mapping[str, Any], unit: Unit, report: Report) -> Iterator[RawRow]:
    text, name = str(line["text"]), f"text {line.get('id', number)}"
    more = line["meta"] if isinstance(line.get("meta"), dict) else {}
    about = filled_cells({key: value for key, value in {**line, **more}.items() if key not in _OWN})
    places: dict[tuple[object, object], list[str]] = {}
    labels = [label for key in _LABELS for label in line.get(key) or []]
    for label in labels:
        start, end, tag = _parts(label)
        places.setdefault((start, end), []).append(tag)
    for (start, end), tags in places.items():
        if start is None:
            report.add(name, "it labels the whole text", tags=tags)
            continue
        yield from _row(number, f"{name} at {start}", (text, start, end, unit), tags, about, report)
    for comment in (comment for key in _COMMENTS for comment in line.get(key) or []):
        words = comment.get("comment", comment) if isinstance(comment, dict) else comment
        report.add(name, "it is a comment on the whole text", texts=[str(words)])
    for relation in line.get("relations") or []:
        _leave_out_relation(name, (text, unit), relation, labels, report)


def _leave_out_relation(
    name: str, text: tuple[str, Unit], relation: object, labels: Sequence[object], report: Report
) -> None:
    """Report a relation by its type, and by the labels and the words of what it joins, where the line has them."""
    known = relation if isinstance(relation, dict) else {}
    ends = [str(known.get(key, "")) for key in ("from_id", "to_id")]
    joined = [label for end in ends for label in labels if isinstance(label, dict) and str(label.get("id", "")) == end]
    texts = []
    for start, end, tag in map(_parts, joined):
        try:
            texts.append(f"{tag}: {find_marked(text[0], start, end, text[1]).words}")
        except (NoPositionError, NotationError):
            texts.append(tag)
    report.add(name, "it is a relation of two labels", tags=[str(known.get("type", ""))], texts=texts)


def _row(
    number: int,
    name: str,
    place: tuple[str, object, object, Unit],
    tags: Sequence[str],
    about: Mapping[str, object],
    report: Report,
) -> Iterator[RawRow]:
    text = place[0]
    try:
        marked = find_marked(*place)
    except NoPositionError as error:
        report.add(name, str(error), tags=tags)
    except NotationError as error:
        yield RawRow(number, {}, str(error), place=name)
    else:
        note = Note(name, marked.words, tags, (), {"locator": marked.locator}, ("label", ""), about, text)
        yield from read_note(number, note, report)


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
