"""The gallery of errors: every message has a case that provokes it and pins its words.

A case is a file: what it is about, the command line after `$`, files that are put over the small negotiation below
(`+++ name` adds to the end of a file, `=== name` replaces it), and after `>>>` what stderr says. A name with escapes
such as `\\x1b` stands for one with those characters. `pytest --update-golden` rewrites what follows `>>>`.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest

from ..cli.harness import Result, run, unchanged
from ..negotiations import FILES, write_negotiation

GALLERY = Path(__file__).parent

BASE = FILES | {
    "parties/employer.toml": """\
name = "The Employer"
role = "principal"

[position.second]
issue = "pay"
value = "at most 80"
sources = ["gazette"]
recorded = 2024-03-26 00:00:00Z
"""
}
"""The small negotiation that cases change; its last line is 8 in a party's file."""


FOUND_BY_A_LOAD = {
    *("unreadable-file", "conflict-marker", "doubled-id", "unknown-field", "missing-field", "invalid-field"),
    "dangling-reference",
}
"""The codes of what a load finds; the other checks have theirs by their names."""


@dataclass(frozen=True)
class Case:
    """One file of the gallery."""

    path: Path
    words: tuple[str, ...]
    files: tuple[tuple[str, str, str], ...]
    """Sign, name and text of each file."""
    message: str

    @property
    def in_files(self) -> bool:
        """Return whether the error is in a file of the negotiation, so that the valid rest can be shown."""
        return bool(self.files) and self.path.stem.startswith(("file-", "negotiation-", "sources-"))


def read_case(path: Path) -> Case:
    """Return the case that a file of the gallery holds."""
    text = path.read_text(encoding="utf-8")
    head, _, message = text.partition("\n>>>\n")
    (line,) = re.findall(r"^\$ negtrack ?(.*)$", head, re.MULTILINE)
    parts = re.split(r"^(\+\+\+|===) (.*)\n", head + "\n", flags=re.MULTILINE)[1:]
    files = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return Case(
        path, tuple(shlex.split(line)), tuple((sign, _named(name), body) for sign, name, body in files), message
    )


def _named(name: str) -> str:
    return re.sub(r"\\x([0-9a-f]{2})", lambda match: chr(int(match[1], 16)), name)


CASES = [read_case(path) for path in sorted(GALLERY.glob("*.txt"))]


def lay_out(case: Case, folder: Path) -> None:
    """Write the small negotiation to `folder`/data/talks, with the case's files over it."""
    files = dict(BASE)
    for sign, name, text in case.files:
        files[name] = files.get(name, "") + "\n" + text if sign == "+++" else text
    for name, text in files.items():
        path = name if name.startswith(("sheet.", "rows.")) else f"data/talks/{name}"
        write_negotiation(folder, {path: text.rstrip("\n") + "\n"})


def provoke(case: Case, folder: Path) -> Result:
    """Run the case; nothing in the folder changes."""
    lay_out(case, folder)
    with unchanged(folder):
        return run(*case.words, cwd=folder)


PRESSED = r": : |\u240a|\('|\bNone\b|<class|Error\b"
"""Python's own notation, an empty name, or a page pressed into a line."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.stem)
def test_gallery(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Exit 2, the words as accepted, one line a problem, and the place of what is in a file."""
    result = provoke(case, tmp_path)
    message = result.err.replace(str(tmp_path), "<here>")
    if request.config.getoption("--update-golden", default=False):
        head = case.path.read_text(encoding="utf-8").partition("\n>>>\n")[0]
        case.path.write_text(f"{head}\n>>>\n{message}", encoding="utf-8")
        case = read_case(case.path)
    assert message == case.message
    assert result.code == 2
    assert message.endswith("\n")
    place = r"[^:]+\.toml(:[1-9][0-9]*)?: "
    row = r"rows\.[a-z]+(:[1-9][0-9]*)?: "
    for line in message.splitlines():
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|Traceback", line)
        assert re.match(place if case.in_files else f"negtrack: |{place}|{row}", line), line
    if not case.files:
        assert result.out == ""
    assert not re.search(PRESSED, message), "not for people"
    if case.in_files:
        check_agrees(case, tmp_path)


def test_the_small_negotiation_is_valid(tmp_path: Path) -> None:
    """Without a case's files nothing is wrong, so each message is the case's own."""
    result = provoke(Case(Path(), ("check", "--strict"), (), ""), tmp_path)
    assert (result.code, result.err) == (0, "")


def check_agrees(case: Case, folder: Path) -> None:
    """Assert that the errors of a look command on stderr are those that `check` finds, with exit 1."""
    result = run("check", "--json", cwd=folder)
    assert result.code == 1
    rows = [row for row in result.json["rows"] if row["severity"] == "error"]
    assert {row["code"] for row in rows} <= FOUND_BY_A_LOAD
    places = [f"{row['file']}:{row['line']}" if row["line"] else row["file"] for row in rows]
    assert sorted(places) == sorted(_place(line) for line in case.message.splitlines())


def _place(line: str) -> str:
    """Return the file and line that a message begins with, its marks turned back into characters."""
    match = re.match(r"[^:]+\.toml(?::[0-9]+)?", line)
    return re.sub("[\u2400-\u241f]", lambda mark: chr(ord(mark[0]) - 0x2400), match[0] if match else line)


def test_an_error_is_named_once(tmp_path: Path) -> None:
    """What points at something invalid is not blamed for it: three errors are three lines."""
    case = read_case(GALLERY / "file-three-at-once.txt")
    places = [_place(line) for line in provoke(case, tmp_path).err.splitlines()]
    assert sorted(places) == ["parties/employer.toml:11", "parties/union.toml:14", "sources.toml:3"]


def test_every_message_of_the_loader_is_here() -> None:
    """The sketch of DESIGN: unknown field, bad value, unknown id, each with what to do."""
    messages = "".join(case.message for case in CASES)
    for words in ("did you mean", "; write ", "missing; ", "not TOML: ", "is taken", "reserved word", "known are "):
        assert words in messages, words
