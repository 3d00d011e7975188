"""The shipped data with hostile strings in every text: no command lets one of them through, on any stream."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from ..cli.harness import copy_data, run
from .hostile import EVERYTHING, HOSTILE, foreign_bytes, make_hostile

LOOKS = (
    ("show",),
    ("show", "--all", "-v"),
    ("show", "4506", "us-compromise-2024-03"),
    ("compare",),
    ("compare", "-v", "--all", "--proposal", "us-compromise-2024-03"),
    ("diff", "israel", "hamas", "--all"),
    ("diff", "--since", "2024-03-14"),
    ("parties",),
    ("issues",),
    ("events",),
    ("sources", "-v"),
    ("proposals",),
    ("negotiations",),
    ("check",),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the hostile copy."""
    folder = tmp_path_factory.mktemp("hostile")
    make_hostile(copy_data(folder))
    return folder


@pytest.mark.parametrize("words", LOOKS, ids=" ".join)
def test_pages(folder: Path, words: tuple[str, ...]) -> None:
    """On a page: no control but newline, no DEL, no C1, no bidi control of foreign origin, no line over the width."""
    for width in (40, 160):
        result = run(*words, "--format", "table", cwd=folder, env={"COLUMNS": str(width)})
        assert (result.code in (0, 1), result.err) == (True, "")
        assert foreign_bytes(result.out) == []
        assert "\t" not in result.out
        assert max(map(cell_len, result.out.split("\n"))) <= width


@pytest.mark.parametrize("words", LOOKS, ids=" ".join)
def test_tsv(folder: Path, words: tuple[str, ...]) -> None:
    """In a pipe: one record a line with as many cells as the header, and the same characters kept out."""
    result = run(*words, cwd=folder)
    assert (result.code in (0, 1), result.err) == (True, "")
    assert foreign_bytes(result.out) == []
    assert len({line.count("\t") for line in result.out.split("\n")[:-1]}) == 1


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "md"])
@pytest.mark.parametrize("words", [("show", "--all"), ("compare", "--all"), ("parties",)], ids=" ".join)
def test_other_formats(folder: Path, words: tuple[str, ...], form: str) -> None:
    """The same in every other format; CSV has its line ends."""
    out = run(*words, "--format", form, cwd=folder).out
    assert foreign_bytes(out.replace("\r\n", "\n") if form == "csv" else out) == []
    assert "\t" not in out


def test_json_keeps_the_data(folder: Path) -> None:
    """For programs everything is there, as it was."""
    (row,) = run("show", "israel", "--issue", "civilian-return", "--json", cwd=folder).json["rows"]
    assert row["speaker"] == f"Egyptian officials {EVERYTHING}"


def test_every_hostile_text_can_be_recorded_and_read_back(tmp_path: Path) -> None:
    """What is typed is kept, whatever it is; what is echoed is clean, dry runs included."""
    copy_data(tmp_path)
    typed = {f"hostile-{number}": text for number, text in enumerate(HOSTILE) if "\x00" not in text}
    for name, text in typed.items():
        words = ("add-position", "hamas", "team-mandate", "none", "--source", "wsj-2024-03-25", "--text", text)
        for more in (("--dry-run",), ("--id", name)) if text == HOSTILE[0] else (("--id", name),):
            result = run(*words, *more, cwd=tmp_path)
            assert result.code == 0, result.err
            assert foreign_bytes(result.out + result.err) == []
    rows = run("show", "hamas", "--all", "--json", cwd=tmp_path).json["rows"]
    assert {row["id"]: row["text"] for row in rows if row["id"] in typed} == typed


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[2J\x9b31m\x7f\u202e[/b]",
        "safe\rEVIL",
        "two\nlines\tand",
        "\u2066a\u2067\u200b\ufeff",
        "a\u2028b\x85c\x0bd",
    ],
    ids=ascii,
)
def test_errors_show_what_was_typed_as_marks(tmp_path: Path, text: str) -> None:
    """Names, values, dates and paths that do not hold are repeated clean, whole, and on one line."""
    copy_data(tmp_path)
    for words in (
        ("show", text),
        ("compare", "--as-of", text),
        ("-n", text, "show"),
        ("--data", f"{tmp_path}/{text}", "show"),
        ("import", text),
        (text,),
        ("show", "--format", text),
        ("add-position", "hamas", "female-soldier-ratio", text, "--source", "wsj-2024-03-25"),
        ("add-party", text, "--role", "observer"),
        ("add-source", "x1", "--issued", text),
    ):
        result = run(*words, cwd=tmp_path)
        assert (result.code, result.out) == (2, ""), words
        assert foreign_bytes(result.err) == []
        assert "\t" not in result.err
        assert result.err.count("\n") == 1, words


def test_hostile_file_names(tmp_path: Path) -> None:
    """A file's name in a message is cleaned too."""
    folder = copy_data(tmp_path)
    for text in ("\x1b[2J", "\u202eevil", "a\nb", "\x9b31m"):
        (folder / f"parties/{text}.toml").write_text("name = \n")
    for words in (("show",), ("check",), ("check", "--format", "table")):
        result = run(*words, cwd=tmp_path)
        assert foreign_bytes(result.out + result.err) == []
    assert len(run("show", cwd=tmp_path).err.splitlines()) == 4
