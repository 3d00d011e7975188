"""Sources as CSL-JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from negtrack.dates import parse_when
from negtrack.exchange.export.csl import csl_text
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
    assert item() == {"id": "press", "type": "document"}


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
        ("2024-03-01/2024-04", {"date-parts": [[2024, 3, 1], [2024, 4]]}),
        ("../2023-10-19", {"literal": "by 19 Oct 2023"}),
        ("2023-10/..", {"literal": "from 1 Oct 2023"}),
        ("2024-03-25T23:30:00+02:00", {"date-parts": [[2024, 3, 25]]}),
    ],
)
def test_dates(day: str, written: dict[str, object]) -> None:
    """Numbers as exact as the date is; words where an end is open."""
    found = item(issued=parse_when(day), accessed=parse_when(day))
    assert found["issued"] == found["accessed"] == written


def test_data_is_kept_and_harmless() -> None:
    """Control characters are escaped in the text and whole in the data; other scripts stay readable."""
    text = csl_text([Source(id="press", title="\x1b[2J \u202e <b> שש")])
    assert not set(text) & {"\x1b", "\u202e"}
    assert "שש" in text
    assert json.loads(text)[0]["title"] == "\x1b[2J \u202e <b> שש"


def test_no_sources() -> None:
    """An empty list."""
    assert csl_text([]) == "[]\n"
