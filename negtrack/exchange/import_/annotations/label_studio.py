"""The annotations of Label Studio to rows: its export JSON; its JSON-MIN does not say which words an answer is about.

https://labelstud.io/guide/export defines them: tasks with `data` and `annotations`, whose `result` lists regions. What
is said of one region has its id: labels are its tags, a text area named `value` or as another field is this field, any
other text its text, and so are its notes (`meta`); a choice, or a path of a taxonomy, is a field by the name of its
control, else a tag; a number, a rating or a date is what its control is called. Places count units of UTF-16, and each
region repeats its words, by which the text of the task is found that it stands in.
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
from negtrack.exchange.import_.row import RawRow, RawTable, filled_cells, row_problem
from negtrack.frozen import dataclass

_Region = Sequence[Mapping[str, Any]]
"""What is said of one region, in the order of the file."""
MIN = {"annotation_id", "annotator"}
"""Keys that each object of JSON-MIN has, and columns of its csv and tsv."""


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
    return is_task or whole.keys() >= MIN


def task_table(whole: Any, path: str) -> RawTable:
    """Return a row for each region that is a position. Raises `DataError` for JSON-MIN, and for what is in no form of
    Label Studio."""
    report = Report()
    rows: list[RawRow] = []
    for number, task in enumerate(whole if isinstance(whole, list) else [whole], 1):
        if task.keys() >= MIN:
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
            _leave_out(task, annotation, "its annotation was cancelled", report)
            continue
        regions, others = _regions(annotation)
        for result in others:
            _leave_out_result(task, result, regions, report)
        for region in regions:
            yield from _region_rows(task, region, _coder(annotation.get("completed_by")), report)
    for key, reason in (("predictions", "it is a prediction"), ("drafts", "it is a draft")):
        for one in raw.get(key) or []:
            _leave_out(task, one, reason, report)


def _regions(annotation: Mapping[str, Any]) -> tuple[list[_Region], list[Mapping[str, Any]]]:
    """Return what is said of each region of an annotation, and what is said of none."""
    regions: dict[object, list[Mapping[str, Any]]] = {}
    others = []
    for result in annotation.get("result") or []:
        value = result.get("value")
        if not isinstance(value, dict) or "start" not in value:
            others.append(result)
            continue
        place = (str(value["start"]), str(value.get("end")), str(value.get("startOffset")), str(value.get("endOffset")))
        regions.setdefault((str(result.get("id", "")), place), []).append(result)
    return list(regions.values()), others


def _leave_out(task: _Task, annotation: object, reason: str, report: Report) -> None:
    """Report all that an annotation, a draft or a prediction says; of some an export has only the number."""
    regions, others = _regions(annotation) if isinstance(annotation, dict) else ([], [])
    for region in regions:
        tags, texts = _said(region)
        report.add(f"{task.name} at {region[0]['value']['start']}", reason, _words(region), tags, texts)
    for result in others:
        report.add(task.name, reason, texts=_answers(result))
    if not regions and not others:
        report.add(task.name, reason)


def _leave_out_result(task: _Task, result: Mapping[str, Any], regions: Sequence[_Region], report: Report) -> None:
    """Report an answer about the whole text, or what joins two regions, with their words."""
    if result.get("type") != "relation":
        report.add(task.name, "it is about the whole text", tags=_labels(result), texts=_answers(result))
        return
    words = {str(region[0].get("id", "")): _words(region) for region in regions}
    texts = [words.get(str(result.get(key, "")), "") for key in ("from_id", "to_id")]
    report.add(task.name, "it joins two regions", tags=list(map(str, result.get("labels") or ())), texts=texts)


def _region_rows(task: _Task, region: _Region, coder: str, report: Report) -> Iterator[RawRow]:
    tags, texts = _said(region)
    name = f"{task.name} at {region[0]['value']['start']}"
    key = _shown(task, region)
    try:
        marked = _marked(str(task.data.get(key, "")), region)
    except NoPositionError as error:
        report.add(name, str(error), tags=tags, texts=texts)
    except NotationError as error:
        yield RawRow(task.number, {}, str(error), place=name)
    else:
        about = filled_cells({name: value for name, value in task.data.items() if name != key})
        cells = {**({"coder": coder} if coder else {}), "locator": marked.locator}
        text = marked.text if marked.text == task.data.get(key) else ""
        note = Note(name, marked.words, tags, texts, cells, ("label", "region"), about, text)
        yield from read_note(task.number, note, report)


def _said(region: _Region) -> tuple[list[str], list[str]]:
    """Return the tags and the texts of a region; an answer of a control that is called as a field is this field."""
    tags: list[str] = []
    texts: list[str] = []
    for result in region:
        control = str(result.get("from_name", ""))
        tags += _labels(result)
        if answers := _answers(result):
            is_text, is_tag = "text" in _kinds(result), bool({"choices", "taxonomy"} & _kinds(result))
            named = find_field(control) or not (is_text or is_tag)
            found = [f"{control}={answer}" for answer in answers] if named else answers
            (texts if is_text and not named else tags).extend(found)
        note = (result.get("meta") or {}).get("text") or []
        texts += [note] if isinstance(note, str) else note
    return tags, [text for text in texts if text.strip()]


def _kinds(result: Mapping[str, Any]) -> set[str]:
    """Return the keys of what a control holds; `text` is one where it is a list, else it has the words of a region."""
    value = result.get("value") or {}
    known = {"choices", "taxonomy", str(result.get("type", ""))} & value.keys()
    return known | ({"text"} if isinstance(value.get("text"), list) else set())


def _labels(result: Mapping[str, Any]) -> list[str]:
    found = [labels for key, labels in (result.get("value") or {}).items() if key.endswith("labels")]
    return [str(tag) for labels in found for tag in (labels if isinstance(labels, list) else [labels])]


def _answers(result: Mapping[str, Any]) -> list[str]:
    """Return the choices, texts, numbers, dates or paths that a control holds; labels and the words of the region are
    none."""
    held = [result["value"][kind] for kind in sorted(_kinds(result)) if not kind.endswith("labels")]
    parts = [part for one in held for part in (one if isinstance(one, list) else [one])]
    return ["/".join(map(str, part)) if isinstance(part, list) else str(part) for part in parts]


def _words(region: _Region) -> str:
    """Return the words that a region repeats."""
    return next((str(one["value"]["text"]) for one in region if isinstance(one["value"].get("text"), str)), "")


def _place(region: _Region) -> tuple[int, int] | None:
    """Return where a region stands in its text, in units of UTF-16; None where it does not say."""
    places = [str(region[0]["value"].get(key, "")) for key in ("start", "end")]
    return None if not all(re.fullmatch("[0-9]{1,12}", one) for one in places) else (int(places[0]), int(places[1]))


def _marked(text: str, region: _Region) -> Marked:
    """Return the words of a region, in the text of the task where it has them at this place. Raises `NoPositionError`,
    and `NotationError` for a place that is none."""
    words, place = _words(region), _place(region)
    if text and place:
        found = find_marked(text, *place, "utf-16")
        if not words or " ".join(words.split()) == found.words:
            return found
    return whole(words)


def _shown(task: _Task, region: _Region) -> str:
    """Return the key of the text in which a region stands: the only one that has its words at its place, else the one
    that its control is called as, else `text`; "" for none."""
    texts = [key for key, value in task.data.items() if isinstance(value, str)]
    having = [key for key in texts if _has_words(task.data[key], region)]
    called = [key for key in (str(region[0].get("to_name", "")), "text") if key in texts]
    return having[0] if len(having) == 1 else next(iter(called), "")


def _has_words(text: str, region: _Region) -> bool:
    place, words = _place(region), " ".join(_words(region).split())
    try:
        return place is not None and bool(words) and find_marked(text, *place, "utf-16").words == words
    except (NoPositionError, NotationError):
        return False


def _coder(raw: object) -> str:
    """Return the id of an annotator, of whom there is a number or an address; "" for none."""
    if isinstance(raw, dict):
        raw = raw.get("email") or raw.get("username") or raw.get("id")
    return coder_id(str(raw)) if raw not in (None, "") else ""
