"""The two readers of TOML: the same records and the same words about faults, whichever is there."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from negtrack.errors import Problem
from negtrack.store import toml
from negtrack.store.parse import Document, parse_document

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*ROOT.glob("tests/malformed/*.toml"), *ROOT.glob("data/*/**/*.toml")])
NEWER = {
    "[position.a]\nlimits = { a = 1,\n b = 2 }\n": "a line break in an inline table",
    'name = "\\e"\n': "an escape for ESC",
    "[source.a]\naccessed = 2024-03-25 10:00Z\n": "a time without seconds",
}
"""What TOML 1.1 allows: read by tomli, a fault to a standard library of TOML 1.0."""


def read_by(reader: object, text: str, path: Path) -> tuple[Document, list[Problem]]:
    kind = path.stem if path.stem in ("negotiation", "sources") else "party"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toml, "tomli", reader)
        return parse_document(text, path.name, kind, "israel" if kind == "party" else "")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_same_from_both(path: Path) -> None:
    """Every malformed and every shipped file gives the same records, and the same problems at the same lines; but where
    an inline table is not closed, which may go on in the next line since TOML 1.1."""
    text = path.read_bytes().decode("utf-8", "replace")
    (one, problems), (other, others) = (read_by(reader, text, path) for reader in (tomllib, toml.tomli))
    assert one == other
    if path.name == "inline-unclosed.toml":
        assert [each.code for each in problems] == [each.code for each in others]
    else:
        assert problems == others


@pytest.mark.parametrize("text", NEWER, ids=NEWER.values())
def test_what_only_the_newer_one_reads(text: str) -> None:
    """What TOML 1.1 added is the one difference: to the older reader a fault with its line, never another record."""
    _, problems = toml.read_toml(text, "a.toml")
    assert not problems
    if sys.version_info < (3, 15):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(toml, "tomli", tomllib)
            assert toml.read_toml(text, "a.toml")[1][0].message.startswith("not TOML: ")


def test_without_tomli() -> None:
    """Where tomli is not installed the standard library's reads."""
    code = (
        "import sys; sys.modules['tomli'] = None; import negtrack.store.toml as t; "
        "print(t.tomli.__name__, t.read_toml('a = 1', ''))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told == "tomllib ({'a': 1}, [])\n"
