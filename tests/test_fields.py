"""A field is declared on one line of its record's class; everything else about it follows."""

from __future__ import annotations

import ast
import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from negtrack.field_docs import Doc, FieldDoc
from negtrack.model import DEFINITIONS, ENTRIES, Item, docs_of

from .programs import remake_parameters
from .sources import tree

ROOT = Path(__file__).parents[1]
EXAMPLE = "gaza-ceasefire-2024"
ABOVE = "    qualifier: Text = field("
TOY = '    mood: Text = field(default="", metadata=doc("In which mood it was said."))\n'
"""The one line that declares a toy field of positions."""
POSITION = ("add-position", "israel", "return-pace", "gradual", "--stated", "2024-04-01")
DOCS = [doc for model in (*DEFINITIONS, *ENTRIES) for doc in docs_of(model).values()]
WORDS = {doc.attribute: doc.words for doc in DOCS if doc.words and doc.attribute != "kind"}
"""The closed words of each attribute that nothing else has."""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with one more line, and the shipped data beside it."""
    folder = tmp_path_factory.mktemp("toy")
    shutil.copytree(ROOT / "negtrack", folder / "negtrack")
    shutil.copytree(ROOT / "data", folder / "data")
    records = folder / "negtrack/model/records.py"
    source = records.read_text("utf-8")
    assert source.count(ABOVE) == 1
    records.write_text(source.replace(ABOVE, TOY + ABOVE), encoding="utf-8")
    remake_parameters(folder)
    return folder


@pytest.fixture
def folder(program: Path, tmp_path: Path) -> Path:
    """The program, with data of its own to write to."""
    shutil.copytree(program / "data", tmp_path / "data")
    (tmp_path / "negtrack").symlink_to(program / "negtrack")
    return tmp_path


def call(folder: Path, *words: str, **more: str) -> str:
    """Run the copy of the program; return what it prints on stdout."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder),
        "COLUMNS": "100",
        "NEGTRACK_NEGOTIATION": EXAMPLE,
        "XDG_CACHE_HOME": str(folder / "cache"),
        **more,
    }
    line = [sys.executable, "-m", "negtrack", *words]
    done = subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a csv file."""
    return list(csv.DictReader((folder / name).read_text("utf-8").splitlines()))


def test_a_field_is_in_the_schema(program: Path) -> None:
    """With its meaning, for editors."""
    schema: Mapping[str, Any] = json.loads(call(program, "schema", "party"))
    assert schema["definitions"]["position"]["properties"]["mood"]["description"] == "In which mood it was said."


def test_a_field_is_an_option(folder: Path) -> None:
    """In --help and on TAB; what it is given is stored and shown."""
    assert "--mood <str>" in call(folder, "add-position", "--help")
    assert call(folder, *POSITION, "--moo", _NEGTRACK_COMPLETE="fish") == "--mood\tIn which mood it was said.\n"
    name = call(folder, *POSITION, "--mood", "sombre").strip()
    assert 'mood = "sombre"\n' in (folder / "data" / EXAMPLE / "parties/israel.toml").read_text("utf-8")
    assert json.loads(call(folder, "show", name, "--json"))["rows"][0]["fields"]["mood"] == "sombre"


def test_a_field_is_a_column(folder: Path) -> None:
    """Of show, of query, with its meaning, and of the files that go out and come in."""
    assert "position\tmood\ttext\tIn which mood it was said." in call(folder, "query", "--tables")
    name = call(folder, *POSITION, "--mood", "sombre").strip()
    assert call(folder, "query", f"SELECT mood FROM position WHERE id = '{name}'") == "mood\nsombre\n"
    shown = csv.DictReader(call(folder, "show", "israel", "--format", "csv").splitlines())
    assert [row["mood"] for row in shown if row["id"] == name] == ["sombre"]
    call(folder, "export", "--to", "csv", "--output", "all.csv")
    assert [row["mood"] for row in rows(folder, "all.csv") if row["id"] == name] == ["sombre"]
    text = "party,issue,value,stated,side,Mood\nisrael,return-pace,gradual,2024-04-02,own,merry\n"
    (folder / "more.csv").write_text(text, encoding="utf-8")
    call(folder, "import", "more.csv")
    assert call(folder, "query", "SELECT mood FROM position WHERE day = '2024-04-02'") == "mood\nmerry\n"


@pytest.mark.parametrize("model", [*DEFINITIONS, *ENTRIES], ids=lambda model: model.table)
def test_every_field_says_what_it_means(model: type[Item]) -> None:
    """In one sentence; a closed word has a meaning, but for the kinds of issues."""
    for doc in docs_of(model).values():
        assert doc.meaning[0].isupper()
        assert doc.meaning.endswith(".")
        assert ". " not in doc.meaning
        assert all(doc.words.values()) or doc.attribute == "kind"


def test_texts_of_a_field() -> None:
    """What is listed, repeated and usual is said once, behind the meaning."""
    doc = Doc("Its mood.", "--how")
    assert FieldDoc("mood", "mood", doc).flags == ("--how",)
    assert FieldDoc("mood_of", "mood_of", Doc("Its mood.")).flags == ("--mood-of",)
    words = FieldDoc("mood", "mood", doc, "text", {"sombre": "not merry", "merry": "not sombre"}, "merry")
    assert words.text == "Its mood: sombre or merry."
    assert words.help == "Its mood: sombre or merry [default: merry]."
    assert words.explained == "Its mood: sombre (not merry); merry (not sombre)."
    assert words.metavar == "sombre|merry"
    assert FieldDoc("moods", "moods", doc, "list").help == "Its mood; may be repeated."


def compared_words() -> Iterator[tuple[str, str, str]]:
    """Yield every text that the source compares a closed field with: place, field, text."""
    names = re.compile(rf"\.({'|'.join(WORDS)})\b")
    files = (path for path in sorted((ROOT / "negtrack").rglob("*.py")) if names.search(path.read_text("utf-8")))
    for path in files:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Compare) and isinstance(node.left, ast.Attribute) and node.left.attr in WORDS:
                texts = [part for side in node.comparators for part in ast.walk(side) if isinstance(part, ast.Constant)]
                yield from (
                    (f"{path.name}:{node.lineno}", node.left.attr, text.value)
                    for text in texts
                    if isinstance(text.value, str)
                )


def test_no_word_is_compared_that_does_not_exist() -> None:
    """A slip in `position.stance == "widthdrawal"` is found, as no type checker knows the words."""
    found = list(compared_words())
    assert len(found) > 5
    assert [(place, field, text) for place, field, text in found if text and text not in WORDS[field]] == []
