"""Annotations of web pages to rows: W3C Web Annotations in JSON-LD, and what the Hypothesis API gives.

https://www.w3.org/TR/annotation-model/ and https://h.readthedocs.io/en/latest/api-reference/ define them. The tag
`party/issue` says what an annotation is about, its body is the value, its TextQuoteSelector the passage. Its character
positions are left out: they count in the page as a browser holds it, not in the text of the source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from negtrack.errors import DataError, Problem
from negtrack.exchange.import_.annotations.tags import NoPositionError, Note, Report, annotated_table, read_note
from negtrack.exchange.import_.row import RawRow, RawTable, Remarks

_TYPES = ("Annotation", "AnnotationPage", "AnnotationCollection")
_QUOTE, _TAGGING = "TextQuoteSelector", "tagging"


def are_annotations(whole: object) -> bool:
    """Return whether a JSON text holds annotations, by what they are called or by what Hypothesis gives each."""
    if isinstance(whole, list):
        return any(isinstance(one, dict) and are_annotations(one) for one in whole)
    if not isinstance(whole, dict):
        return False
    is_one = _type_of(whole) in _TYPES or ({"uri", "target"} <= whole.keys() and isinstance(whole["target"], list))
    return is_one or (isinstance(rows := whole.get("rows"), list) and are_annotations(rows))


def annotation_table(whole: object, path: str) -> RawTable:
    """Return a row for each annotation that is a position; the remarks name each of the others by its id. Raises
    `DataError` for a collection whose pages are elsewhere."""
    remarks: Remarks = {}
    found = list(_annotations(whole, path, remarks))
    if (missing := _total(whole) - len(found)) > 0:
        remarks["not read, as they are on other pages"] = [f"{missing} annotation{'' if missing == 1 else 's'}"]
    report = Report()
    rows = [row for number, one in enumerate(found, 1) for row in _rows(number, one, report)]
    return annotated_table(path, rows, report, remarks)


def _annotations(whole: object, path: str, remarks: Remarks) -> Iterator[Mapping[str, Any]]:
    """Yield the annotations of a page, a collection, a list or a single one; what is elsewhere is a remark."""
    if isinstance(whole, list):
        for one in whole:
            yield from _annotations(one, path, remarks)
        return
    if not isinstance(whole, dict):
        remarks.setdefault("not read, as it is elsewhere", []).append(str(whole))
        return
    if _type_of(whole) == "AnnotationCollection":
        pages = [whole["first"]] if whole.get("first") else _as_list(whole.get("items"))
        if not any(isinstance(page, dict) for page in pages):
            raise DataError([Problem(path, 0, "", "a collection whose pages are elsewhere; save each and import them")])
        yield from _annotations(pages, path, remarks)
    elif _type_of(whole) == "AnnotationPage" or isinstance(whole.get("rows"), list):
        parts = (whole.get("items", whole.get("rows")), whole.get("next"))
        yield from _annotations([part for part in parts if part], path, remarks)
    else:
        yield whole


def _total(whole: object) -> int:
    """Return how many annotations there are by what an answer or a collection says; 0 where it does not say."""
    if isinstance(whole, list):
        return max(map(_total, whole), default=0)
    total = str(whole.get("total", "")) if isinstance(whole, dict) else ""  # numbers are read as they are written
    return int(total) if re.fullmatch("[0-9]{1,9}", total) else 0


def _rows(number: int, annotation: Mapping[str, Any], report: Report) -> Iterator[RawRow]:
    """Yield the rows of an annotation; none where it is no position, which goes into `report`."""
    name = str(annotation.get("id") or annotation.get("@id") or f"number {number}")
    try:
        note = _note(name, annotation)
    except NoPositionError as error:
        report.add(name, str(error))
        return
    yield from read_note(number, note, report)


def _note(name: str, annotation: Mapping[str, Any]) -> Note:
    if annotation.get("references"):
        raise NoPositionError("it is a reply")
    tags, texts = _bodies(annotation)
    source, passage = _target(annotation)
    cells = {"sources": source, "locator": json.dumps(passage, ensure_ascii=False)}
    return Note(name, passage["quote"], tags, texts, cells, ("tag", "body"))


def _bodies(annotation: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Return the tags and the texts of an annotation."""
    tags = [tag for tag in _as_list(annotation.get("tags")) if isinstance(tag, str)]
    texts = [annotation[key] for key in ("text", "bodyValue") if isinstance(annotation.get(key), str)]
    are_tags = annotation.get("motivation") == _TAGGING
    for body in _as_list(annotation.get("body")):
        if not isinstance(body, dict) or not isinstance(body.get("value"), str):
            raise NoPositionError("its body is no text")
        if body.get("format", "text/plain") not in ("text/plain", "text/markdown"):
            raise NoPositionError(f"its body is {body['format']}, not plain text")
        purposes = _as_list(body.get("purpose"))
        (tags if _TAGGING in purposes or (are_tags and not purposes) else texts).append(body["value"])
    return [tag.strip() for tag in tags if tag.strip()], [text.strip() for text in texts if text.strip()]


def _target(annotation: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the address of the page and the passage in it."""
    targets = _as_list(annotation.get("target"))
    target = targets[0] if len(targets) == 1 else None
    if not isinstance(target, dict):
        raise NoPositionError("it has no single target with a selector")
    source = annotation.get("uri") or target.get("source")
    source = source.get("id") if isinstance(source, dict) else source
    quotes = [one for one in _selectors(target.get("selector")) if _type_of(one) == _QUOTE and one.get("exact")]
    if not isinstance(source, str) or len(quotes) != 1:
        raise NoPositionError("its target has no TextQuoteSelector, by which its words can be verified")
    return source, _passage(quotes[0])


def _selectors(raw: object) -> Iterator[Mapping[str, Any]]:
    """Yield the selectors of a target, and those that refine them."""
    for one in _as_list(raw):
        if isinstance(one, dict):
            yield one
            yield from _selectors(one.get("refinedBy"))


def _passage(selector: Mapping[str, Any]) -> dict[str, str]:
    """Return a passage with what stands before and after it on its line: the line ends of a page are not those of its
    paragraphs."""
    before = str(selector.get("prefix", "")).rpartition("\n")[2]
    after = str(selector.get("suffix", "")).partition("\n")[0]
    fields = {"quote": " ".join(str(selector["exact"]).split()), "prefix": before, "suffix": after}
    return {key: text for key, text in fields.items() if text.strip()}


def _type_of(thing: Mapping[str, Any]) -> str:
    kinds = _as_list(thing.get("type", thing.get("@type")))
    return str(next((kind for kind in kinds if kind in _TYPES), kinds[0] if kinds else "")).removeprefix("oa:")


def _as_list(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
