"""`add-note`: a context figure or a remark that is no position."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from .harness import EXAMPLE, Terminal, contents, look, run, unchanged

HAMAS = f"data/{EXAMPLE}/parties/hamas.toml"
REMARK = ("add-note", "hamas", "The delegation left Doha.", "--source", "sputnik-2024-03-26")


def test_changes_one_file_by_appending(here: Path) -> None:
    """The party's file grows at its end; a word on nobody's side is reported in the source's own voice."""
    before = contents(here)
    result = run(*REMARK, cwd=here)
    assert result.code == 0, result.err
    name = result.out.strip()
    assert name.startswith("2024-03-26-note-")
    assert f"recorded {name} in parties/hamas.toml" in result.err
    after = contents(here)
    assert [path for path in after if after[path] != before.get(path)] == [HAMAS]
    assert after[HAMAS].startswith(before[HAMAS])
    fields = tomllib.loads(after[HAMAS].decode())["note"][name]
    assert fields["text"] == "The delegation left Doha."
    assert (fields["attribution"], "side" in fields) == ("reported", False)


def test_show_has_it(here: Path) -> None:
    """Among the party's notes with who said so, in JSON, and as a record of its own."""
    name = run(*REMARK, "--speaker", "A watcher", "--side", "third-party", cwd=here).out.strip()
    page = look("show", "hamas", cwd=here)
    notes = page[page.index("\nnotes\n") :]
    assert " The delegation left Doha.\n" in notes
    assert "A watcher" in notes
    assert name in notes
    assert name in {note["id"] for note in run("show", "hamas", "--json", cwd=here).json["notes"]}
    assert "The delegation left Doha." in look("show", name, cwd=here)


def test_it_is_no_position(here: Path) -> None:
    """No view of positions knows it."""
    before = [run(*view, cwd=here).out for view in (("compare",), ("gaps",), ("diff", "israel", "hamas"))]
    run(*REMARK, cwd=here)
    assert [run(*view, cwd=here).out for view in (("compare",), ("gaps",), ("diff", "israel", "hamas"))] == before
    assert run("diff", "--since", "2024-03-26", cwd=here).code == 0


def test_text_by_option_and_every_field(here: Path) -> None:
    """`--text` is the same as TEXT; the provenance is a record's whole provenance."""
    result = run(
        *("add-note", "egypt", "--text", "Our words.", "--quote", "theirs", "--locator", "¶4", "--grade", "B2"),
        *("--speaker", "A minister", "--side", "own", "--on-record", "--note", "N.", "--tag", "one"),
        *("--source", "wsj-2024-03-25", "--stated", "2024-03-24", "--id", "by-hand"),
        cwd=here,
    )
    assert (result.code, result.out) == (0, "by-hand\n"), result.err
    fields = tomllib.loads((here / f"data/{EXAMPLE}/parties/egypt.toml").read_text("utf-8"))["note"]["by-hand"]
    assert {key: str(value) for key, value in fields.items()} == {
        "text": "Our words.",
        "quote": "theirs",
        "locator": "¶4",
        "grade": "B2",
        "speaker": "A minister",
        "side": "own",
        "attribution": "on-record",
        "note": "N.",
        "tags": "['one']",
        "sources": "['wsj-2024-03-25']",
        "stated": "2024-03-24",
        "recorded": "2026-11-26 13:33:20+00:00",
    }


def test_the_same_again_changes_nothing(here: Path) -> None:
    """A no-op that gives the same id and says so."""
    first = run(*REMARK, cwd=here)
    with unchanged(here):
        again = run(*REMARK, cwd=here, env={"SOURCE_DATE_EPOCH": "1795800000"})
    assert (again.code, again.out) == (0, first.out)
    assert f"already recorded as {first.out.strip()}; nothing written" in again.err


def test_dry_run_writes_nothing(here: Path) -> None:
    """The TOML with the id that it would have."""
    with unchanged(here):
        dry = run(*REMARK, "--dry-run", cwd=here)
    assert dry.code == 0
    assert dry.out.startswith(f'[note."{run(*REMARK, cwd=here).out.strip()}"]\n')


def test_it_can_be_retracted(here: Path) -> None:
    """As any record."""
    name = run(*REMARK, cwd=here).out.strip()
    run("retract", name, "--reason", "misread", cwd=here)
    assert "The delegation left Doha." not in look("show", "hamas", cwd=here)
    (row,) = run("show", name, cwd=here).rows
    assert row["standing"] == "retracted"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "missing PARTY"),
        (("hamas",), "missing TEXT"),
        (("hamas", "Words."), "missing --source"),
        (("hammas", "Words."), "did you mean hamas?"),
        (("hamas", "Words.", "--source", "nope"), "negtrack sources lists them"),
        (("hamas", "Words.", "--source", "wsj", "--side", "nobody"), 'no party "nobody"'),
        (("hamas", "Words.", "--source", "wsj", "--speaker", "X"), "--speaker needs --side"),
        (("hamas", "Words.", "--source", "wsj", "--grade", "Z9"), '"Z9" is not a grade'),
        (("hamas", "Words.", "--stated", "2024-13-01"), "2024-13-01"),
        (("hamas", "Words.", "--source", "wsj", "--stated", "2024-03-28"), "cannot report a statement"),
        (("hamas", "  ", "--source", "wsj"), "TEXT"),
    ],
)
def test_what_does_not_hold_is_one_line(here: Path, given: tuple[str, ...], message: str) -> None:
    """Exit 2, one line that says what to do, nothing on stdout, nothing written."""
    with unchanged(here):
        result = run("add-note", *given, cwd=here)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1
    assert message in result.err


@pytest.mark.deep
def test_on_a_terminal_it_asks(here: Path) -> None:
    """Party, text, who said it, source and day, as add-position does."""
    terminal = Terminal("add-note", cwd=here)
    assert "  hamas  Hamas" in terminal.expect("PARTY: ")
    terminal.answer("hamas")
    terminal.expect("TEXT: ")
    terminal.answer("A remark, typed.")
    assert "Who said it?" in terminal.expect("speaker (")
    terminal.answer("an aide")
    assert "own  the party itself" in terminal.expect("side of the speaker: ")
    terminal.answer("own")
    terminal.expect("attribution (")
    terminal.answer("")
    assert "  sputnik-2024-03-26" in terminal.expect("source (Enter: none): ")
    terminal.answer("sputnik-2024-03-26")
    terminal.expect("when (")
    terminal.answer("")
    assert terminal.end() == 0
    assert b'speaker = "an aide"\nside = "own"' in contents(here)[HAMAS]
    assert b'text = "A remark, typed."' in contents(here)[HAMAS]
