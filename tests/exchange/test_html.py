"""The HTML page, read back with Python's own parser."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from negtrack.model import Negotiation

from .documents import EVERYTHING, HIDDEN, HOSTILE, TITLED, hostile, report_text

Make = Callable[..., Negotiation]

TALKS = """
source.press = { publisher = "Press", issued = 2024-03-01, URL = "https://example.org/a?b=1&c=2" }
source.radio = { publisher = "Radio", issued = 2024-03-01, URL = "javascript:alert(1)" }
position.a = { value = "6", side = "own", attribution = "on-record", sources = ["press"], text = "Six euros\\nmore." }
position.b = { value = "7", side = "media", speaker = "One", sources = ["radio"] }
position.c = { party = "employer", value = "2..3", sources = ["press"] }
position.d = { party = "state", value = "5" }
proposal.new = { party = "state", title = "New", terms = ["pay = 4"] }
response.r = { party = "union", proposal = "new", answer = "countered", side = "own" }
"""


class Page(HTMLParser):
    """Tags with their attributes in order, and the text that is shown."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.style = ""
        self.words: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = "" if tag == self._inside else self._inside

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.style += data
        else:
            self.words.append(data)

    @property
    def text(self) -> str:
        """The words, blanks between them as single ones."""
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of each such tag."""
        return [attributes for name, attributes in self.tags if name == tag]


def page(negotiation: Negotiation) -> Page:
    """Return the page of a negotiation."""
    return Page(report_text(negotiation))


def test_what_is_on_the_page(negotiation_of: Make) -> None:
    """Title, day, summary, the table with who says so, contested in words, answers, sources."""
    text = page(negotiation_of(TALKS, TITLED)).text
    for words in (
        "Talks as of 1 Mar 2024 On pay.",
        "New: package, tabled by State, 1 Mar Issue Employers Union New Gap",
        "Union contested: 7 according to One, 1 Mar [2]",
        "State 5 reported, 1 Mar",
        "How far apart: apart 3, according to Press, contested",
        "Union: countered ; own statement",
        "Press, 1 Mar 2024, https://example.org/a?b=1&c=2",
    ):
        assert words in text


def test_fit_to_be_read(negotiation_of: Make) -> None:
    """Language, width of a phone, headers with a scope, tables with a name, and the direction of people's texts."""
    shown = page(negotiation_of(TALKS, TITLED))
    assert shown.tags[:3] == [("html", {"lang": "en"}), ("head", {}), ("meta", {"charset": "utf-8"})]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in shown.all("meta")
    assert {tag.get("scope") for tag in shown.all("th")} == {"col", "row"}
    named = {tag["id"] for _, tag in shown.tags if "id" in tag}
    assert {tag.get("aria-labelledby") for tag in shown.all("table")} <= named
    assert {tag.get("dir") for tag in shown.all("h1")} == {None}
    hebrew = page(negotiation_of(TALKS, TITLED.replace('"Talks"', '"שיחות"')))
    assert {tag.get("dir") for tag in hebrew.all("h1")} == {"auto"}
    assert "prefers-color-scheme: dark" in shown.style
    assert "@media print" in shown.style


def test_the_policy_allows_the_style_alone(negotiation_of: Make) -> None:
    """Its hash is that of the style sheet, letter for letter."""
    shown = page(negotiation_of(TALKS, TITLED))
    (policy,) = (tag["content"] for tag in shown.all("meta") if tag.get("http-equiv") == "Content-Security-Policy")
    hashed = base64.b64encode(hashlib.sha256(shown.style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"


def test_nothing_is_fetched_or_run(negotiation_of: Make) -> None:
    """No script, no picture, no style from elsewhere; links are http and https alone, and tell nobody where from."""
    shown = page(negotiation_of(TALKS, TITLED))
    assert not {tag for tag, _ in shown.tags} & {"script", "img", "link", "iframe", "object", "form", "base"}
    assert not re.search(r"url\(|@import|https?:", shown.style)
    links = [tag for tag in shown.all("a") if not (tag["href"] or "").startswith("#")]
    assert links == [{"href": "https://example.org/a?b=1&c=2", "rel": "noopener noreferrer"}]
    assert "javascript:alert(1)" in shown.text


@pytest.mark.parametrize("poison", [*HOSTILE, EVERYTHING])
def test_hostile_texts_are_only_texts(negotiation_of: Make, poison: str) -> None:
    """They make no tag and no attribute, what is hidden in them is a mark, and the rest is shown as written."""
    shown = page(hostile(negotiation_of, poison))
    plain = page(hostile(negotiation_of, "plain"))
    assert Counter(map(str, shown.tags)) == Counter(map(str, plain.tags))
    assert not set(report_text(hostile(negotiation_of, poison))) & set(HIDDEN)
    if not set(poison) & set(HIDDEN):
        assert " ".join(poison.split()) in shown.text


def test_three_principals(negotiation_of: Make) -> None:
    """Each has a column."""
    shown = page(negotiation_of(TALKS + 'party.third = { name = "Third", role = "principal" }', TITLED))
    assert "Issue Employers Third Union New Gap" in shown.text


def test_an_empty_negotiation(negotiation_of: Make) -> None:
    """Says that there is nothing."""
    assert page(negotiation_of("", head='title = "Talks"')).text.endswith("Talks nothing on record yet No issues yet.")


def test_the_same_page(negotiation_of: Make) -> None:
    """The same data gives the same page."""
    assert report_text(negotiation_of(TALKS)) == report_text(negotiation_of(TALKS))
