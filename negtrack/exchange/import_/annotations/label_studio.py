"""The annotations of Label Studio to rows: its export JSON; its JSON-MIN does not say which words an answer is about.

https://labelstud.io/guide/export defines them: tasks with `data` and `annotations`, whose `result` lists regions. What
is said of one region has its id: labels are its tags, a text area named `value` or as another field is this field, any
other text its text, and so are its notes (`meta`); a choice is a field by the name of its control, else a tag.
Places count units of UTF-16, and each region repeats its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from negtrack.errors import DataError, NotationError, Problem
from negtrack.exchange.import_.annotations.passages import Marked, find_marked, whole
from negtrack.exchange.import_.annotations.tags import (
    NoPositionError,
    Note,
    Report,
    annotated_table,
    coder_id,
    read_note,
)
from negtrack.exchange.import_.columns import find_field
from negtrack.exchange.import_.row import RawRow, RawTable, row_problem
from negtrack.frozen import dataclass

_MIN = {"annotation_id", "annotator"}
"""Keys that each object of JSON-MIN has."""


@dataclass(frozen=True)
class _Task:
    """The texts of a task by name, what else is known of it, and its number in the file."""

    number: int
    name: str
    data: Mapping[str, Any]


def are_tasks(whole: object) -> bool:
    """Return whether a JSON text holds tasks of Label Studio, or is one."""
    if isinstance(whole, list):
        return bool(whole) and all(map(are_tasks, whole))
    if not isinstance(whole, dict):
        return False
    is_task = isinstance(whole.get("data"), dict) and isinstance(whole.get("annotations"), list)
    return is_task or whole.keys() >= _MIN


def task_table(whole: Any, path: str) -> RawTable:
    """Return a row for each region that is a position. Raises `DataError` for JSON-MIN, and for what is in no form of
    Label Studio."""
    report = Report()
    rows: list[RawRow] = []
    for number, task in enumerate(whole if isinstance(whole, list) else [whole], 1):
        if task.keys() >= _MIN:
            message = "JSON-MIN, which does not say which words an answer is about; export as JSON"
            raise DataError([Problem(path, 0, "", message)])
        try:
            rows += _task_rows(_Task(number, f"task {task.get('id', number)}", task["data"]), task, report)
        except (AttributeError, KeyError, TypeError) as error:
            raise DataError([row_problem(path, number, "", "a task in no form of Label Studio's exports")]) from error
        except NotationError as error:
            raise DataError([row_problem(path, number, "", str(error))]) from error
    return annotated_table(path, rows, report, {}, is_by_field=False)


def _task_rows(task: _Task, raw: Mapping[str, Any], report: Report) -> Iterator[RawRow]:
    for annotation in raw["annotations"]:
        if annotation.get("was_cancelled"):
            report.add(task.name, "its annotation was cancelled")
            continue
        yield from _annotation_rows(task, annotation.get("result", []), _coder(annotation.get("completed_by")), report)
    for key, reason in (("predictions", "it is a prediction"), ("drafts", "it is a draft")):
        for _ in raw.get(key) or []:
            report.add(task.name, reason)


def _annotation_rows(task: _Task, results: Sequence[Mapping[str, Any]], coder: str, report: Report) -> Iterator[RawRow]:
    """Yield the rows of one annotation: what is said of each region stands together."""
    regions: dict[object, list[Mapping[str, Any]]] = {}
    for result in results:
        value = result.get("value")
        if not isinstance(value, dict) or "start" not in value:
            reason = "it joins two regions" if result.get("type") == "relation" else "it is about the whole text"
            report.add(task.name, reason, texts=_answers(result.get("value") or {}))
            continue
        place = (str(value["start"]), str(value.get("end")), str(value.get("startOffset")), str(value.get("endOffset")))
        regions.setdefault((str(result.get("id", "")), place), []).append(result)
    for region in regions.values():
        yield from _region_rows(task, region, coder, report)


def _region_rows(task: _Task, region: Sequence[Mapping[str, Any]], coder: str, report: Report) -> Iterator[RawRow]:
    tags, texts = _said(region)
    name = f"{task.name} at {region[0]['value']['start']}"
    try:
        marked = _marked(task, region)
    except NoPositionError as error:
        report.add(name, str(error), tags=tags, texts=texts)
    except NotationError as error:
        yield RawRow(task.number, {}, str(error), place=name)
    else:
        about = {
            key: text for key, text in task.data.items() if isinstance(text, str) and key not in _shown(task, region)
        }
        cells = {**about, **({"coder": coder} if coder else {}), "locator": marked.locator}
        yield from read_note(task.number, Note(name, marked.words, tags, texts, cells, ("label", "region")), report)


def _said(region: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[str]]:
    """Return the tags and the texts of a region; an answer of a control that is called as a field is this field."""
    tags: list[str] = []
    texts: list[str] = []
    for result in region:
        value, control = result["value"], str(result.get("from_name", ""))
        labels = [found for key, found in value.items() if key.endswith("labels")]
        tags += [str(tag) for found in labels for tag in (found if isinstance(found, list) else [found])]
        if answers := _answers(value):
            is_text = "choices" not in value
            named = [f"{control}={answer}" for answer in answers] if find_field(control) else []
            (texts if is_text and not named else tags).extend(named or answers)
        note = (result.get("meta") or {}).get("text") or []
        texts += [note] if isinstance(note, str) else note
    return tags, [text for text in texts if text.strip()]


def _answers(value: Mapping[str, Any]) -> list[str]:
    """Return the choices or texts that a control holds; the words of the region are none."""
    found = value.get("choices", value.get("text"))
    return list(map(str, found)) if isinstance(found, list) else []


def _marked(task: _Task, region: Sequence[Mapping[str, Any]]) -> Marked:
    """Return the words of a region, in the text of the task where it has them at this place. Raises `NoPositionError`,
    and `NotationError` for a place that is none."""
    words = next((str(one["value"]["text"]) for one in region if isinstance(one["value"].get("text"), str)), "")
    value = region[0]["value"]
    text = str(task.data.get(_shown(task, region)[0], "")) if _shown(task, region) else ""
    places = [value.get("start"), value.get("end")]
    if text and all(isinstance(place, str) and re.fullmatch("[0-9]{1,12}", place) for place in places):
        found = find_marked(text, int(places[0]), int(places[1]), "utf-16")
        if not words or " ".join(words.split()) == found.words:
            return found
    return whole(words)


def _shown(task: _Task, region: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the key of the text in which a region stands: the one that its control is for, else `text`."""
    shown = str(region[0].get("to_name", ""))
    return [key for key in (shown, "text") if isinstance(task.data.get(key), str)][:1]


def _coder(raw: object) -> str:
    """Return the id of an annotator, of whom there is a number or an address; "" for none."""
    if isinstance(raw, dict):
        raw = raw.get("email") or raw.get("username") or raw.get("id")
    return coder_id(str(raw)) if raw not in (None, "") else ""
