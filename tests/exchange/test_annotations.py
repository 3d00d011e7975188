"""Annotations of web pages to rows: W3C Web Annotations and what the Hypothesis API gives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from negtrack.errors import DataError
from negtrack.exchange.import_.annotations.web import annotation_table
from negtrack.exchange.import_.objects import read_json
from negtrack.exchange.import_.row import RawTable

QUOTE = {
    "type": "TextQuoteSelector",
    "exact": "at least 101\n   a day",
    "prefix": "\n  asks for ",
    "suffix": ". They\nwent",
}
HYPOTHESIS: dict[str, Any] = {
    "id": "jDf1",
    "user": "acct:reader@hypothes.is",
    "uri": "https://gazette.example/1",
    "text": "at least 101",
    "tags": ["union/pay", "side=own", "follow up"],
    "target": [
        {
            "source": "https://gazette.example/1",
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]"},
                {"type": "TextPositionSelector", "start": 60, "end": 78},
                QUOTE,
            ],
        }
    ],
}
"""An annotation as the Hypothesis API gives it (its API reference, schema Annotation)."""
W3C: dict[str, Any] = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "http://example.org/anno1",
    "type": "Annotation",
    "motivation": "commenting",
    "body": [
        {"type": "TextualBody", "value": "union/pay", "purpose": "tagging"},
        {"type": "TextualBody", "value": "at least 101", "format": "text/plain"},
    ],
    "target": {"source": "https://gazette.example/1", "selector": QUOTE},
}
"""A Web Annotation (W3C Recommendation of 23 February 2017, 3.2 and 4.2.4)."""


def read(whole: object) -> RawTable:
    """Read annotations as JSON."""
    return read_json(json.dumps(whole), "notes.json")


def only_row(whole: object) -> Mapping[str, object]:
    """Return the cells of the only row, with the passage read."""
    (row,) = read(whole).rows
    return {**row.cells, "locator": json.loads(str(row.cells["locator"]))}


def reasons(annotation: Mapping[str, object]) -> list[str]:
    """Return why an annotation is no position."""
    table = read({"rows": [annotation, HYPOTHESIS]})
    assert len(list(table.rows)) == 1
    assert all(names == [annotation["id"]] for names in table.remarks.values())
    return [reason.removeprefix("no position, as ") for reason in table.remarks]


PASSAGE = {"quote": "at least 101 a day", "prefix": "  asks for ", "suffix": ". They"}
CELLS = {"party": "union", "issue": "pay", "value": "at least 101", "sources": "https://gazette.example/1"}


def test_hypothesis() -> None:
    """The tag with a slash is party and issue, one with an equals sign a field, any other a tag; what stands around the
    quote ends with its line, and the places in the browser's text are left out."""
    expected = {**CELLS, "side": "own", "tags": ["follow up"], "locator": PASSAGE}
    for whole in ({"total": 1, "rows": [HYPOTHESIS]}, [HYPOTHESIS], HYPOTHESIS):
        assert only_row(whole) == expected


def test_web_annotations() -> None:
    """Alone, in a list, on a page, and in a collection with its first page inside."""
    page = {"type": "AnnotationPage", "id": "http://example.org/page1", "items": [W3C]}
    collection = {"type": ["AnnotationCollection"], "total": 1, "first": page}
    for whole in (W3C, [W3C], page, collection):
        assert only_row(whole) == {**CELLS, "locator": PASSAGE}


@pytest.mark.parametrize(
    "change",
    [
        {"body": W3C["body"][0], "bodyValue": "at least 101"},
        {"body": [{**W3C["body"][0], "type": ["TextualBody"]}, {"value": "at least 101", "purpose": "describing"}]},
        {"target": {"source": {"id": "https://gazette.example/1"}, "selector": [QUOTE]}},
        {"target": [{"source": "https://gazette.example/1", "selector": {"type": "CssSelector", "refinedBy": QUOTE}}]},
    ],
)
def test_spellings_of_one_annotation(change: Mapping[str, object]) -> None:
    """Bodies, sources and selectors may each be written in several ways."""
    assert only_row({**W3C, **change}) == {**CELLS, "locator": PASSAGE}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"tags": []}, "no tag is PARTY/ISSUE"),
        ({"tags": ["union/pay", "union/hours"]}, "two tags are PARTY/ISSUE"),
        ({"tags": ["union/pay", "issue=hours"]}, "its tags say issue, which it says already"),
        ({"tags": ["union/pay", "locator=p. 3"]}, "its tags say locator, which it says already"),
        ({"references": ["other"]}, "it is a reply"),
        ({"text": " "}, "its body has no text, which is the value"),
        ({"bodyValue": "33"}, "its body has several texts"),
        ({"body": "http://example.org/video"}, "its body is no text"),
        ({"body": {"value": "<p>33</p>", "format": "text/html"}}, "its body is text/html, not plain text"),
        ({"target": "https://gazette.example/1"}, "it has no single target with a selector"),
        ({"target": [{}, {}]}, "it has no single target with a selector"),
        (
            {"target": [{"selector": [{"type": "TextPositionSelector", "start": 3, "end": 9}]}]},
            "its target has no TextQuoteSelector, by which its words can be verified",
        ),
    ],
)
def test_what_is_no_position_is_named(change: Mapping[str, object], reason: str) -> None:
    """By its id, with the reason; the others are read."""
    assert reasons({**HYPOTHESIS, "id": "other", **change}) == [reason]


def test_many_are_all_named() -> None:
    """A report leaves no id out, however many there are."""
    notes = [{**HYPOTHESIS, "id": f"n{number}", "tags": []} for number in range(130)]
    (names,) = read(notes).remarks.values()
    assert ", ".join(names).split(", ") == [note["id"] for note in notes]
    assert len(names) < 10


def test_pages_elsewhere() -> None:
    """A page or an annotation that is only named is a remark, a collection that only names its pages an error."""
    page = {"type": "AnnotationPage", "items": [W3C, "http://example.org/anno2"], "next": "http://example.org/page2"}
    elsewhere = ["http://example.org/anno2", "http://example.org/page2"]
    assert read(page).remarks == {"not read, as it is elsewhere": elsewhere}
    with pytest.raises(DataError, match="pages are elsewhere"):
        read({"type": "AnnotationCollection", "first": "http://example.org/page1"})


def test_rows_of_records_are_no_annotations() -> None:
    """Plain rows are read as before."""
    (row,) = read({"rows": [{"party": "union", "target": "x"}]}).rows
    assert row.cells == {"party": "union", "target": "x"}


def test_what_is_on_other_pages_is_said() -> None:
    """The Hypothesis API gives an answer in pages: how many annotations the file lacks is a remark."""
    page = {"total": 500, "rows": [HYPOTHESIS]}
    assert dict(annotation_table(page, "page.json").remarks) == {
        "not read, as they are on other pages": ["499 annotations"]
    }


def test_pages_of_an_answer_count_together() -> None:
    """Pages in a list are one answer, as Hypothesis gives at most 200 annotations at once; a collection says its total
    too."""
    key, page = "not read, as they are on other pages", {"total": 3, "rows": [HYPOTHESIS]}
    assert read(page).remarks == {key: ["2 annotations"]}
    assert read([page, page]).remarks == {key: ["1 annotation"]}
    assert read([page, page, page]).remarks == {}
    first = {"type": "AnnotationPage", "items": [W3C]}
    assert read({"type": "AnnotationCollection", "total": 3, "first": first}).remarks == {key: ["2 annotations"]}
