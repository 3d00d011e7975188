"""The two readers of TOML: the same records and the same words about errors, with either."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.errors import Problem
from negtrack.store import toml
from negtrack.store.document import Document
from negtrack.store.parse import parse_document

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*ROOT.glob("tests/malformed/*.toml"), *ROOT.glob("data/*/**/*.toml")])
SHIPPED = [path.read_text("utf-8") for path in FILES if "data" in path.parts]
NEWER = {
    "[position.a]\nlimits = { a = 1,\n b = 2 }\n": "a line break in an inline table",
    'name = "\\e"\n': "an escape for ESC",
    "[source.a]\naccessed = 2024-03-25 10:00Z\n": "a time without seconds",
}
"""What TOML 1.1 allows: read by rtoml, an error to a standard library of TOML 1.0."""
PIECES = [
    *("[", "]", "{", "}", "=", '"', "'", '"""', "'''", "\n", "\r", "\r\n", ".", ",", "#", "\\", "\\u0041", "_", " "),
    *(
        "[position.a]\n",
        "[position]\n",
        "[[position]]\n",
        "a.b = 1\n",
        "a = 1\n",
        "party.a = 2\n",
        "\ufeff",
        "\x00",
        "\x7f",
    ),
    *(
        "inf",
        "nan",
        "-0",
        "0x1F",
        "1_0",
        "1e5",
        "9" * 25,
        "true",
        "2024-02-30",
        "2024-03-25",
        "T10:00:00",
        "+02:00",
        "Z",
    ),
]
"""What is put into valid texts."""


def read_by(reader: object, text: str, path: Path) -> tuple[Document, list[Problem]]:
    """Parse a text with one of the two readers of TOML."""
    kind = path.stem if path.stem in ("negotiation", "sources") else "party"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toml, "rtoml", reader)
        return parse_document(text, path.name, kind, "israel" if kind == "party" else "")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_same_from_both(path: Path) -> None:
    """Every malformed and every shipped file gives the same records, and the same problems at the same lines."""
    text = path.read_bytes().decode("utf-8", "replace")
    assert read_by(None, text, path) == read_by(vars(toml)["rtoml"], text, path)


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_line_endings_of_a_long_text(quotes: str) -> None:
    """A text of several lines is the same with any line endings of its file, to both."""
    text = f"text = {quotes}\none\ntwo{quotes}\n"
    for variant in (text, text.replace("\n", "\r\n")):
        assert toml._read_fast(variant) == toml._read_exactly(variant, "a.toml")[0] == {"text": "one\ntwo"}


@given(st.data())
def test_what_both_take_they_take_alike(data: st.DataObject) -> None:
    """Of a text that was edited by a slip of the hand, too, both give the same tables, in the same order."""
    text = data.draw(st.sampled_from(SHIPPED))
    for piece in data.draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3)):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + piece + text[at + data.draw(st.integers(0, 8)) :]
    fast = toml._read_fast(text)
    tables, problem = toml._read_exactly(text, "a.toml")
    if fast is not None and problem is None:
        assert ordered_items(fast) == ordered_items(tables)


def ordered_items(tables: object) -> object:
    """Tables as lists, and the rest as texts with its type, but for the class of a time's offset."""
    if isinstance(tables, dict):
        return [(key, ordered_items(value)) for key, value in tables.items()]
    if isinstance(tables, list):
        return list(map(ordered_items, tables))
    return type(tables), str(tables)


@pytest.mark.parametrize("text", NEWER, ids=NEWER.values())
def test_what_only_the_newer_one_reads(text: str) -> None:
    """What TOML 1.1 added is the one difference: to the older reader an error with its line, never another record."""
    _, problems = toml.read_toml(text, "a.toml")
    assert not problems
    if sys.version_info < (3, 15):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(toml, "rtoml", None)
            assert toml.read_toml(text, "a.toml")[1][0].message.startswith("not TOML: ")


def test_a_long_line_is_named_wherever_it_stands() -> None:
    """A line may be as long as the longest text, and no letter longer, at the beginning, between others and at the
    end."""
    longest = "#" * toml.MAX_LINE
    for before in ("", "a = 1\n", "#" * 30 + "\n" + longest + "\n"):
        for after in ("", "\n", "\nb = 2\n"):
            assert not toml.read_toml(f"{before}{longest}{after}", "a.toml")[1]
            problem = toml.read_toml(f"{before}{longest}#{after}", "a.toml")[1][0]
            assert (problem.line, problem.code) == (before.count("\n") + 1, "unreadable-file")


def test_without_rtoml() -> None:
    """Where rtoml is not installed the standard library's reads."""
    code = (
        "import sys; sys.modules['rtoml'] = None; import negtrack.store.toml as t; "
        "print(t.rtoml, t.read_toml('a = 1', ''), 'tomllib' in sys.modules)"
    )
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert output == "None ({'a': 1}, []) True\n"
