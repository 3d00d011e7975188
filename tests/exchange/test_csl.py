"""Sources as CSL-JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.dates import parse_when
from negtrack.exchange.export.csl import csl_text, escape_note, unescape_note
from negtrack.model import Source


def item(**fields: Any) -> dict[str, Any]:
    """Return the one item that a source makes, as a reference manager reads it."""
    (found,) = json.loads(csl_text([Source(id="press", **fields)]))
    assert isinstance(found, dict)
    return found


def test_every_field() -> None:
    """Under CSL's own names; what is absent is left out."""
    source = {"title": "On pay", "publisher": "Press", "container_title": "Daily", "language": "en", "note": "n"}
    whole = item(type="report", URL="https://example.org", archive="https://archive.example", **source)
    assert whole == {
        "id": "press",
        "type": "report",
        "title": "On pay",
        "container-title": "Daily",
        "publisher": "Press",
        "URL": "https://example.org",
        "archive": "https://archive.example",
        "language": "en",
        "note": "n",
    }
    assert item() == {"id": "press", "type": "document", "custom": {"negtrack": {"type": ""}}}


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"type": "article-newspaper"}, "article-newspaper"),
        ({"type": "tweet", "URL": "https://example.org"}, "webpage"),
        ({"URL": "https://example.org"}, "webpage"),
        ({"type": "tweet"}, "document"),
    ],
)
def test_type(fields: dict[str, str], kind: str) -> None:
    """One that CSL knows; else a web page where there is an address."""
    assert item(**fields)["type"] == kind


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Said, Summer", {"family": "Said", "given": "Summer"}),
        ("Reuters", {"literal": "Reuters"}),
        ("Summer Said", {"literal": "Summer Said"}),
        ("Doe, Jane, Jr.", {"literal": "Doe, Jane, Jr."}),
        ("Doe,", {"literal": "Doe,"}),
        ("van der Berg, Jan", {"family": "van der Berg", "given": "Jan"}),
        ("Ministry of Foreign Affairs, Norway", {"literal": "Ministry of Foreign Affairs, Norway"}),
        ("United Nations, New York", {"literal": "United Nations, New York"}),
        ("{Amnesty, London}", {"literal": "Amnesty, London"}),
    ],
)
def test_author(author: str, name: dict[str, str]) -> None:
    """`Family, Given` in its parts, every other name whole: one in braces, or of an institution, too."""
    assert item(author=(author,))["author"] == [name]


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2024-03-25", {"date-parts": [[2024, 3, 25]]}),
        ("2024-03", {"date-parts": [[2024, 3]]}),
        ("2024", {"date-parts": [[2024]]}),
        ("2023-12-30/2024-01-02", {"date-parts": [[2023, 12, 30], [2024, 1, 2]]}),
        ("2023/2024", {"date-parts": [[2023], [2024]]}),
        ("2023-09/2024", {"literal": "2023-09/2024"}),
        ("2024-03-01/2024-03-02", {"literal": "2024-03-01/2024-03-02"}),
        ("../2023-10-19", {"literal": "/2023-10-19"}),
        ("2023-10/..", {"literal": "2023-10/"}),
        ("2024-03-25T23:30:00+02:00", {"date-parts": [[2024, 3, 25]]}),
    ],
)
def test_dates(day: str, written: dict[str, object]) -> None:
    """Numbers as exact as the date is; the text of EDTF where a processor would stumble over these."""
    found = item(issued=parse_when(day), accessed=parse_when(day))
    assert found["issued"] == found["accessed"] == written


@pytest.mark.parametrize(
    ("note", "written"),
    [
        ("Read whole.", "Read whole."),
        ("status: draft", " status: draft"),
        ("Read.\nauthor: A\n status: b", "Read.\n author: A\n  status: b"),
        ("{:status: draft} x", " { :status: draft} x"),
        ("See https://example.org: it says", "See https://example.org: it says"),
        ("https://example.org", " https://example.org"),
    ],
)
def test_a_note_is_a_note(note: str, written: str) -> None:
    """No line of it can be taken for a field of the item, and it can be read back."""
    assert item(note=note)["note"] == written
    assert unescape_note(written) == note


@given(st.text())
def test_any_note_comes_back(note: str) -> None:
    """Whatever it holds."""
    assert unescape_note(escape_note(note)) == note


def test_what_csl_has_no_place_for() -> None:
    """A type of no list, and the hour of a date, stand beside."""
    assert "custom" not in item(type="webpage", issued=parse_when("2024-03-25"))
    found = item(type="tweet", issued=parse_when("2024-03-25T23:30:00+02:00"))
    assert found["custom"] == {"negtrack": {"type": "tweet", "issued": "2024-03-25T23:30:00+02:00"}}
    assert found["type"] == "document"


def test_data_is_kept_and_harmless() -> None:
    """Control characters are escaped in the text and whole in the data; other scripts stay readable."""
    text = csl_text([Source(id="press", title="\x1b[2J \u202e <b> שש")])
    assert not set(text) & {"\x1b", "\u202e"}
    assert "שש" in text
    assert json.loads(text)[0]["title"] == "\x1b[2J \u202e <b> שש"


def test_no_sources() -> None:
    """An empty list."""
    assert csl_text([]) == "[]\n"
