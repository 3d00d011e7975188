"""`check`: every problem of the files; 1 for errors, notes alone give 0."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from .harness import look, run, unchanged
from .repository import SOMEBODY, Clone, new_clone


def append(here: Path, party: str, text: str) -> int:
    """Add `text` to a party's file by hand; return the line that it begins in."""
    path = here / f"data/gaza-ceasefire-2024/parties/{party}.toml"
    before = path.read_text("utf-8")
    path.write_text(f"{before}\n{text}", "utf-8")
    return before.count("\n") + 2


def test_the_shipped_data_has_no_problem() -> None:
    """Not even a note."""
    assert run("check", "--strict").code == 0
    assert "no problems" in look("check")


def test_every_problem_has_its_place(here: Path) -> None:
    """Exit 1; each error names file, line, record and field, and no file is touched."""
    first = append(
        here,
        "hamas",
        '[position.one]\nissue = "civilian-retrun"\nvalue = "immediately"\nstated = 2024-03-25\n'
        "recorded = 2024-03-26 00:00:00Z\n\n"
        '[position.two]\nissue = "civilian-return"\nvalue = "2 wekes"\nstated = 2024-03-25\nvaleu = "x"\n'
        "recorded = 2024-03-26 00:00:00Z\n",
    )
    with unchanged(here):
        result = run("check", cwd=here)
    assert (result.code, result.err) == (1, "")
    assert {(row["file"], row["line"], row["where"]) for row in result.rows if row["severity"] == "error"} == {
        ("parties/hamas.toml", str(first + 1), "[position.one] issue"),
        ("parties/hamas.toml", str(first + 10), "[position.two] valeu"),
    }
    messages = [row["message"] for row in result.rows]
    assert 'no issue "civilian-retrun"; did you mean civilian-return?' in messages
    assert "unknown field; did you mean value?" in result.out


def test_notes_alone_give_0_unless_strict(here: Path) -> None:
    """A record without a source is worth a look, no more."""
    append(
        here,
        "hamas",
        '[position.one]\nissue = "team-mandate"\nvalue = "none"\nstated = 2024-03-19\n'
        "recorded = 2024-03-26 00:00:00Z\n",
    )
    result = run("check", cwd=here)
    assert result.code == 0
    assert [row["severity"] for row in result.rows] == ["note"]
    assert run("check", "--strict", cwd=here).code == 1


def test_an_unreadable_negotiation_is_an_error_found(here: Path) -> None:
    """Where nothing can be loaded, the reason is the answer: exit 1, on stdout."""
    (here / "data/gaza-ceasefire-2024/negotiation.toml").write_text("half [")
    result = run("check", cwd=here)
    assert (result.code, result.err) == (1, "")
    assert "negotiation.toml" in result.out


def test_nothing_to_check_is_trouble(tmp_path: Path) -> None:
    """Without a negotiation: exit 2."""
    assert run("check", cwd=tmp_path).code == 2


def test_a_typo_in_every_file_is_found(here: Path) -> None:
    """The problems of several files come together."""
    append(here, "hamas", '[note.one]\ntexxt = "x"\nrecorded = 2024-03-26 00:00:00Z\n')
    append(here, "israel", '[note.two]\ntexxt = "x"\nrecorded = 2024-03-26 00:00:00Z\n')
    result = run("check", "--ids", cwd=here)
    assert {line.partition(":")[0] for line in result.lines} == {"parties/hamas.toml", "parties/israel.toml"}


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Return a repository with the shipped negotiation."""
    for name, value in SOMEBODY.items():
        monkeypatch.setenv(name, value)
    return new_clone(tmp_path)


def vanished_records(clone: Clone) -> dict[str, str]:
    """Return the messages of `check` on vanished records, by file."""
    rows = [row for row in run("check", cwd=clone.top).rows if "vanished since HEAD" in row["message"]]
    assert {row["severity"] for row in rows} <= {"error"}
    return {row["file"]: row["message"] for row in rows}


def test_records_that_vanished_since_head(clone: Clone) -> None:
    """They are named, the first five of them, with the way back; what the file still holds is not."""
    clone.add("hamas", "one", "immediately")
    clone.add("hamas", "two", "at most 1 week")
    clone.commit()
    assert vanished_records(clone) == {}
    text = clone.party("hamas").read_text("utf-8")
    clone.party("hamas").write_text(text[: text.index("\n[position.one]")], "utf-8")
    message = vanished_records(clone)["parties/hamas.toml"]
    assert message.startswith("2 records vanished since HEAD: one, two; put them back")
    restore = re.search(r"git -C \S+ checkout HEAD -- parties/hamas\.toml", message)
    assert restore
    subprocess.run(["sh", "-c", restore[0]], cwd=clone.top, check=True, capture_output=True)
    assert clone.party("hamas").read_text("utf-8") == text
    clone.party("hamas").unlink()
    assert " and 16 more" in vanished_records(clone)["parties/hamas.toml"]
    assert list(vanished_records(clone)) == ["parties/hamas.toml"]
    clone.commit()
    assert vanished_records(clone) == {}


def test_a_record_that_moved_has_not_vanished(clone: Clone) -> None:
    """It may stand in any other file of the negotiation, one that git does not know yet included."""
    clone.party("hamas").rename(clone.folder / "parties/hamas-movement.toml")
    assert vanished_records(clone) == {}


def test_a_header_in_a_text_is_no_record(clone: Clone) -> None:
    """Only tables count, in the commit as in the file; a conflict holds the records of both sides."""
    with clone.party("hamas").open("a", encoding="utf-8") as file:
        file.write('\n[note.text]\ntext = """\n[position.fake]\n"""\nrecorded = 2024-06-01 00:00:00Z\n')
    clone.commit()
    text = clone.party("hamas").read_text("utf-8")
    clone.party("hamas").write_text(text.replace("[position.fake]", "gone"), "utf-8")
    assert vanished_records(clone) == {}
    clone.party("hamas").write_text(text.replace("[note.text]", "<<<<<<< ours\n[note.text]\n=======\n"), "utf-8")
    assert vanished_records(clone) == {}


def test_records_that_a_text_swallowed(clone: Clone) -> None:
    """A record whose header stands in a text has vanished, though its line is still there."""
    with clone.party("hamas").open("a", encoding="utf-8") as file:
        file.write('\n[note.one]\ntext = "a"\nstated = 2024-03-01\nrecorded = 2024-06-01 00:00:00Z\n')
    clone.commit()
    text = clone.party("hamas").read_text("utf-8")
    swallowed = text.replace("[note.one]", '[note.big]\ntext = """\n[note.one]').replace('text = "a"\n', '"""\n')
    clone.party("hamas").write_text(swallowed, "utf-8")
    assert vanished_records(clone)["parties/hamas.toml"].startswith("1 record vanished since HEAD: one;")


def test_a_file_that_a_merge_left(clone: Clone) -> None:
    """An unfinished merge is reported, also where the file has no conflict marker."""
    clone.git("checkout", "-q", "-b", "side")
    clone.add("hamas", "one", "immediately")
    clone.commit()
    clone.git("checkout", "-q", "-")
    clone.add("hamas", "two", "at most 1 week")
    clone.commit()
    ours = clone.party("hamas").read_bytes()
    subprocess.run(["git", "-C", str(clone.top), "merge", "side"], check=False, capture_output=True)
    clone.party("hamas").write_bytes(ours)
    found = [row for row in run("check", "--json", cwd=clone.top).json["rows"] if row["code"] == "unmerged-file"]
    assert [(row["file"], row["severity"]) for row in found] == [("parties/hamas.toml", "error")]
    clone.git("add", "-A")
    assert "merge is not settled" not in run("check", cwd=clone.top).out


def test_a_better_reading_of_another_day(here: Path) -> None:
    """`supersedes` for a change of mind would make the earlier statement vanish from every view: a note."""
    words = ("add-position", "hamas", "civilian-return", "--stated", "2024-03-26", "--side", "own")
    assert run(*words[:3], "at most 1 week", *words[3:], "--supersedes", "5c8a", cwd=here).code == 0
    (row,) = (row for row in run("check", "--json", cwd=here).json["rows"] if row["code"] == "other-day")
    assert (row["severity"], row["field"]) == ("note", "supersedes")


@pytest.mark.parametrize(
    ("recorded", "codes"), [("2024-03-24 09:59:59", {"impossible-date"}), ("2024-03-24 10:00:00", set())]
)
def test_stated_before_it_can_have_been_recorded(here: Path, recorded: str, codes: set[str]) -> None:
    """A day that had begun nowhere on earth when it was recorded is impossible."""
    append(here, "hamas", f'[note.x]\ntext = "a"\nstated = 2024-03-25\nside = "own"\nrecorded = {recorded}Z\n')
    rows = run("check", "--json", cwd=here).json["rows"]
    assert {row["code"] for row in rows if row["severity"] == "error"} == codes


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('text = "open', "a quotation mark is not closed in this line"),
        ("stated = 2024-02-30", "there is no such day or time; write year-month-day"),
        ("text = open", "put a text in quotation marks"),
        ("text", 'write KEY = "VALUE"'),
        ('text = "a" note = "b"', "begin a new line for the next key"),
        ('text = "a\\d"', "write"),
        ('sources = ["a"', "close the list with ]"),
        ("= 1", "fix this line, or restore the last valid version of the file"),
    ],
)
def test_what_is_no_toml_says_what_to_do(here: Path, line: str, message: str) -> None:
    """The line, what the reader says, and what to write instead."""
    at = append(here, "hamas", f"[note.x]\n{line}\nrecorded = 2024-06-01 00:00:00Z\n")
    (row,) = (row for row in run("check", "--json", cwd=here).json["rows"] if row["code"] == "unreadable-file")
    assert row["file"] == "parties/hamas.toml"
    assert at <= row["line"] <= at + 3
    assert message in row["message"]


@pytest.mark.parametrize("key", ['"a\\u002e"', '"q\\u0041"', '"a\\u202e"', "'lit.eral'"])
def test_the_line_of_a_key_with_escapes(here: Path, key: str) -> None:
    """A record whose id is written with escapes is reported at its own line."""
    at = append(here, "hamas", f'[note.{key}]\ntext = "a"\nrecorded = 2024-06-01 00:00:00Z\n')
    assert {row["line"] for row in run("check", "--json", cwd=here).json["rows"]} == {at}


def test_without_git_nothing_has_vanished(clone: Clone, here: Path, tmp_path: Path) -> None:
    """No repository, no commit, no git, or a folder that the commit has not: `check` says nothing of it."""
    clone.party("hamas").unlink()
    assert vanished_records(clone)
    result = run("check", cwd=clone.top, env={"PATH": str(tmp_path)})
    assert "vanished" not in result.out + result.err
    fresh = Clone(here)
    fresh.git("init", "-q")
    fresh.party("hamas").unlink()
    assert vanished_records(fresh) == {}


def test_only_files_that_differ_are_read(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing vanished, the others are left alone."""
    read: list[str] = []
    monkeypatch.setattr("negtrack.store.git._bytes", lambda path, *_: read.append(path.name) or path.read_bytes())
    run("check", cwd=clone.top)
    assert read == []
    clone.add("hamas", "one", "immediately")
    assert vanished_records(clone) == {}
    assert read == ["hamas.toml"]


def rows_of(here: Path) -> list[tuple[str, int, str, str, str]]:
    """Return the findings of `check --json`: file, line, record, field and code of each."""
    rows = run("check", "--json", cwd=here).json["rows"]
    assert all({"severity", "file", "line", "record", "field", "code", "message"} <= row.keys() for row in rows)
    return [(row["file"], row["line"], row["record"] or "", row["field"] or "", row["code"]) for row in rows]


def line_of(path: Path, text: str) -> int:
    """Return the line of `path` that holds `text`."""
    return path.read_text("utf-8").split(text)[0].count("\n") + 1


def test_programs_get_every_place_in_fields_of_its_own(here: Path) -> None:
    """Record, field and code, from a load and from a check, each at the line of the field."""
    first = append(
        here,
        "hamas",
        '[note.one]\ntexxt = "x"\nrecorded = 2024-03-26 00:00:00Z\n\n'
        '[note.two]\nrecorded = 2024-03-26 00:00:00Z\nstated = 2024-03-24\nquote = "a\u202eb"\n',
    )
    sources = here / "data/gaza-ceasefire-2024/sources.toml"
    sources.write_text(
        sources.read_text("utf-8") + '\n[source.unread]\ntitle = "Unread"\nissued = 2044-01-01\n', "utf-8"
    )
    assert rows_of(here) == [
        ("parties/hamas.toml", first + 1, "note.one", "texxt", "unknown-field"),
        ("parties/hamas.toml", first + 4, "note.two", "sources", "missing-source"),
        ("parties/hamas.toml", first + 7, "note.two", "quote", "hidden-letter"),
        ("sources.toml", line_of(sources, "issued = 2044"), "source.unread", "issued", "impossible-date"),
    ]


@pytest.mark.parametrize("error", ["text", "name", "bytes", "key", "folder"])
def test_one_cause_is_one_line(here: Path, error: str) -> None:
    """Of a party that cannot be read nobody complains but its own file, though a dozen others name it and its
    records, and a source that only it cites is not called unused."""
    path = here / "data/gaza-ceasefire-2024/parties/hamas.toml"
    text = path.read_bytes()
    if error == "folder":
        path.unlink()
        path.mkdir()
    else:
        broken = {
            "text": text + b"half [",
            "name": text.replace(b'name = "Hamas"', b"name = 5", 1),
            "bytes": text + b"\xff",
            "key": text.replace(b'name = "Hamas"', b'naem = "Hamas"', 1),
        }
        path.write_bytes(broken[error])
    (found,) = [(file, code) for file, _, _, _, code in rows_of(here)]
    assert found[0] == "parties/hamas.toml"
    assert run("check", cwd=here).code == 1


def test_a_party_that_is_gone_is_named_wherever_it_was_meant(here: Path) -> None:
    """Where there is no file at all, every place that names the party is reported, the order of the parties too."""
    place = here / "data/gaza-ceasefire-2024"
    (place / "parties/qatar.toml").unlink()
    assert (
        "negotiation.toml",
        line_of(place / "negotiation.toml", "parties ="),
        "",
        "parties",
        "dangling-reference",
    ) in (rows_of(here))


def test_a_comment_that_reads_otherwise(here: Path) -> None:
    """A mark that reorders text in a comment is reported with its line; an escaped one in a text is reported once."""
    line = append(here, "hamas", "# safe \u202e evil\n")
    assert rows_of(here) == [("parties/hamas.toml", line, "", "", "hidden-letter")]
    assert "U+202E (right-to-left override)" in run("check", cwd=here).out


def test_a_conflict_that_a_merge_left(here: Path) -> None:
    """It is named as such, at its first marker."""
    line = append(here, "hamas", "<<<<<<< ours\n[note.one]\n=======\n[note.two]\n>>>>>>> theirs\n")
    assert rows_of(here) == [("parties/hamas.toml", line, "", "", "conflict-marker")]
    assert "delete the marker lines" in run("check", cwd=here).out


@pytest.mark.parametrize(
    ("change", "message"), [("missing", "missing"), ("older", "of another version"), ("folder", "")]
)
def test_schemas_of_another_version(here: Path, change: str, message: str) -> None:
    """A note, as only editors read them; `schema --write` fixes it."""
    path = here / "data/gaza-ceasefire-2024/.schema/party.json"
    path.unlink()
    if change == "older":
        path.write_text("{}")
    elif change == "folder":
        path.mkdir()
    result = run("check", cwd=here)
    assert (result.code, [row["code"] for row in result.rows]) == (0, ["stale-schema"])
    assert message in result.rows[0]["message"]
    if change != "folder":
        assert run("schema", "--write", cwd=here).code == 0
        assert run("check", "--strict", cwd=here).code == 0


def test_without_schemas_nothing_is_said(here: Path) -> None:
    """Where no file names a schema, none is missing; a file without the line that names it is no error either."""
    place = here / "data/gaza-ceasefire-2024"
    for path in [*place.glob("*.toml"), *place.glob("parties/*.toml")]:
        path.write_text(path.read_text("utf-8").partition("\n")[2], "utf-8")
    assert run("check", "--strict", cwd=here).code == 0
    for path in (place / ".schema").iterdir():
        path.unlink()
    assert run("check", "--strict", cwd=here).code == 0
