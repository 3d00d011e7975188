"""`clean` and its kin: what could steer a terminal is shown as a mark, and nothing else is touched."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.render.clean import escape, mostly_right_to_left, sanitise, sanitise_lines

from .hostile import HOSTILE, foreign_bytes


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "\u241b[2J"),
        ("\x00\x07\x08\t\n\r", "\u2400\u2407\u2408\u2409\u240a\u240d"),
        ("\x7f", "\u2421"),
        ("\x9b31m", "<U+009B>31m"),
        ("\u202eevil\u202c", "<U+202E>evil<U+202C>"),
        ("\u2066a\u2069", "<U+2066>a<U+2069>"),
        ("\u200b\ufeff\u2028", "<U+200B><U+FEFF><U+2028>"),
        ("\ud800", "<U+D800>"),
        ("[/b] [red] :smile: \\[b]", "[/b] [red] :smile: \\[b]"),
        ("30:1 — déjà שלום سلام 立即 👩‍👩‍👧 \u05b0", "30:1 — déjà שלום سلام 立即 👩‍👩‍👧 \u05b0"),
    ],
)
def test_marks(text: str, shown: str) -> None:
    """Control pictures for C0 and DEL, code points for the rest; letters, joiners and markup stay."""
    assert sanitise(text) == shown


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_passes(text: str) -> None:
    """Every hostile string comes out harmless, on one line, and cleaning twice is cleaning once."""
    assert foreign_bytes(sanitise(text)) == []
    assert "\n" not in sanitise(text)
    assert "\t" not in sanitise(text)
    assert sanitise(sanitise(text)) == sanitise(text)


@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text(text: str) -> None:
    """No character below a blank, no DEL, no C1, no half letter comes out of any text."""
    shown = sanitise(text)
    assert all(ord(char) >= 0x20 and not 0x7F <= ord(char) <= 0x9F for char in shown)
    shown.encode()


def test_clean_lines_keeps_the_breaks_of_a_text() -> None:
    """Newlines stay, everything between them is cleaned."""
    assert sanitise_lines("a\x1bb\nc\td") == "a\u241bb\nc\u2409d"
    assert sanitise_lines("") == ""


@pytest.mark.parametrize("text", ["a\rb", "a\x0bb\x0cc", "a\x85b", "a\u2028b\u2029c", "a\x1cb\x1dc\x1ed"], ids=ascii)
def test_clean_lines_breaks_at_newlines_alone(text: str) -> None:
    """What else some programs take for the end of a line is a mark like any other, and is not lost."""
    assert sanitise_lines(text) == sanitise(text)
    assert sanitise_lines("one\n") == "one\n"


@pytest.mark.parametrize("text", [*HOSTILE, 'quotes " and \\ back\\slashes'])
def test_escape_keeps_the_data(text: str) -> None:
    """Inside JSON the characters are escaped, and come back as they were."""
    dumped = json.dumps(text, ensure_ascii=False)
    assert foreign_bytes(escape(dumped)) == []
    assert json.loads(escape(dumped)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("30:1", False),
        ("abc", False),
        ("שלום", True),
        ("سلام", True),
        ("abc שלום", True),
        ("abcde שלום", False),
    ],
)
def test_mostly_right_to_left(text: str, expected: bool) -> None:
    """Letters are counted, digits and signs are not."""
    assert mostly_right_to_left(text) is expected
