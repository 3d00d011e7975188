"""`export`: a negotiation as a file that others read, and that can be taken in again."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from negtrack.exchange.rows import items_of, row_of
from negtrack.model import Entry, Item, Negotiation
from negtrack.store import write
from negtrack.store.add import add_items
from negtrack.store.create import create_negotiation

from ..examples import examples, sampled
from ..exchange.generated import START, items
from .harness import EXAMPLE, SHIPPED, Terminal, contents, run, spawn, unchanged
from .small import ROW, load, take

FEW = settings(
    max_examples=examples(6),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a smaller case would take minutes to find
    suppress_health_check=[HealthCheck.too_slow],
)
ROUND = ("csv", "tsv", "jsonl", "json", "toml")
"""The formats that come back whole, to the byte."""
EXAMPLES = sorted(path.name for path in SHIPPED.iterdir() if path.is_dir())


def export_file(folder: Path, name: str, *args: object, data: Path | None = None) -> bytes:
    """Return the bytes of `export -o NAME ARGS`, run in `folder`."""
    where = ("--data", data) if data else ()
    result = run("export", "-o", name, "--force", *where, *args, cwd=folder)
    assert (result.code, result.out, result.err) == (0, "", f"negtrack: wrote {name}\n")
    return (folder / name).read_bytes()


def import_again(folder: Path, name: str, id: str) -> None:
    """Import an exported file into an empty folder; a sheet does not name its negotiation."""
    which = ("-n", id) if name.endswith(".toml") else ()
    result = run("import", name, "--create", "--data", folder / "again", *which, cwd=folder)
    assert result.code == 0, result.err
    assert re.search(r" new, 0 already there, 0 restored\n$", result.err)


def facts(known: Negotiation) -> dict[tuple[str, str, str], object]:
    """Return every definition and entry as its row."""
    return {(item.table, getattr(item, "party", ""), item.id): row_of(item) for item in items_of(known)}


@pytest.mark.parametrize("case", sampled(product(EXAMPLES, ROUND), 2), ids="-".join)
def test_round_trip_of_the_shipped(tmp_path: Path, case: tuple[str, str]) -> None:
    """Export, import into an empty folder, export again: identical bytes, and identical facts."""
    example, format = case
    name = f"all.{format}"
    first = export_file(tmp_path, name, "-n", example, data=SHIPPED)
    import_again(tmp_path, name, example)
    assert export_file(tmp_path, name, data=tmp_path / "again") == first
    with unchanged(tmp_path / "again"):
        again = run("import", name, "--data", tmp_path / "again", cwd=tmp_path)
    assert (again.code, again.out) == (0, ""), again.err


RETRACTED_AGAIN = """
[position.slip]
issue = "pay"
value = "7"
stated = 2024-03-01
recorded = 2024-03-01 09:00:00Z

[retraction.once]
of = "slip"
reason = "Misread."
recorded = 2024-03-02 09:00:00Z

[retraction.back]
of = "once"
reason = "Not misread."
recorded = 2024-03-03 09:00:00Z

[retraction.again]
of = "slip"
reason = "Misread."
recorded = 2024-03-04 09:00:00Z
"""


@pytest.mark.parametrize("format", ROUND)
def test_two_equal_retractions(talks: Path, format: str) -> None:
    """A record that was retracted, restored and retracted again for one reason stays retracted in another folder."""
    with (talks / "data/talks/parties/union.toml").open("a", encoding="utf-8") as file:
        file.write(RETRACTED_AGAIN)
    name = f"all.{format}"
    first = export_file(talks, name)
    import_again(talks, name, "talks")
    assert export_file(talks, name, data=talks / "again") == first
    with unchanged(talks / "again"):
        again = run("import", name, "-n", "talks", "--data", talks / "again", cwd=talks)
    assert (again.code, again.out) == (0, ""), again.err
    (row,) = run("show", "slip", "--data", talks / "again", cwd=talks).rows
    assert row["standing"] == "retracted"


def write_items(folder: Path, made: Sequence[Item]) -> None:
    """Write the items as files of a negotiation, `talks`, to `folder`/data."""
    place = create_negotiation(folder / "data", "talks", "Talks; =1+1", "-5 of\nthem", ("state", "union"))
    entries = [item for item in made if isinstance(item, Entry)]
    add_items(place, [item for item in made if not isinstance(item, Entry)], START)
    add_items(place, entries, START)


@pytest.mark.parametrize("format", ROUND)
@FEW
@given(made=items())
def test_round_trip_of_any(tmp_path_factory: pytest.TempPathFactory, format: str, made: Sequence[Item]) -> None:
    """Whatever is in its texts: separators, quotes, formulas, lines, other scripts, hidden characters."""
    folder = tmp_path_factory.mktemp("round")
    write_items(folder, made)
    first = export_file(folder, f"all.{format}")
    import_again(folder, f"all.{format}", "talks")
    assert export_file(folder, f"all.{format}", data=folder / "again") == first


@FEW
@given(made=items(controls=False))
def test_the_sheet_of_records_comes_back(tmp_path_factory: pytest.TempPathFactory, made: Sequence[Item]) -> None:
    """A workbook's `records` hold the same negotiation, where no text has characters that XML cannot hold."""
    folder = tmp_path_factory.mktemp("round")
    write_items(folder, made)
    first = export_file(folder, "all.jsonl")
    export_file(folder, "all.xlsx")
    import_again(folder, "all.xlsx", "talks")
    assert export_file(folder, "all.jsonl", data=folder / "again") == first


# Selections


@pytest.mark.parametrize("format", sampled(ROUND, 3))
@pytest.mark.parametrize(
    "args",
    [
        ("--party", "hamas"),
        ("--party", "hamas", "--party", "israel", "--issue", "female-soldier-ratio"),
        ("--issue", "female-soldier-ratio"),
        ("--as-of", "2024-03-20"),
        ("--known-at", "2024-03-20"),
        ("--as-of", "2024-03-20", "--issue", "female-soldier-ratio"),
    ],
)
def test_selections_come_back(tmp_path: Path, args: tuple[str, ...], format: str) -> None:
    """What a selection leaves is a negotiation of its own, smaller than the whole."""
    first = export_file(tmp_path, f"some.{format}", *args, "-n", EXAMPLE, data=SHIPPED)
    assert len(first) < len(export_file(tmp_path, f"all.{format}", "-n", EXAMPLE, data=SHIPPED))
    import_again(tmp_path, f"some.{format}", EXAMPLE)
    assert export_file(tmp_path, f"some.{format}", data=tmp_path / "again") == first


def test_what_is_selected() -> None:
    """The records of a party, on an issue, of a group, up to a day."""
    rows = [json.loads(line) for line in run("export", "--to", "jsonl", "--issue", "female-soldier-ratio").lines]
    positions = [row for row in rows if row["table"] == "position"]
    assert positions
    assert {row["issue"] for row in positions} == {"female-soldier-ratio"}
    rows = [json.loads(line) for line in run("export", "--to", "jsonl", "--as-of", "2024-03-20").lines]
    assert max(row["stated"] for row in rows if "stated" in row) <= "2024-03-20"
    assert run("export", "--to", "csv", "--group", "nothing").code == 2
    assert "did you mean hamas?" in run("export", "--to", "csv", "--party", "hammas").err


def test_agreements_are_of_those_that_they_bind() -> None:
    """A party takes the agreements that bind it along, with what became of them; an issue those that settle it."""
    words = ("export", "--to", "jsonl", "--data", str(SHIPPED), "-n", "uaw-detroit-2023")
    rows = [json.loads(line) for line in run(*words, "--party", "ford").lines]
    assert {row["id"] for row in rows if row["table"] == "agreement"} == {"ford-2023-10-25"}
    votes = [row for row in rows if row["table"] == "milestone" and row["milestone"] == "ratified"]
    assert {row["agreement"] for row in votes} == {"ford-2023-10-25"}
    rows = [json.loads(line) for line in run(*words, "--issue", "top-hourly-wage").lines]
    deals = {row["id"] for row in rows if row["table"] == "agreement"}
    assert deals == {"ford-2023-10-25", "general-motors-2023-10-30"}


# Where to


@pytest.mark.parametrize("format", [*ROUND, "xlsx", "docx", "html", "md"])
def test_nothing_is_written_over(talks: Path, format: str) -> None:
    """Without --force; with it the file is replaced, its mode kept, and nothing is left beside it."""
    path = talks / f"out.{format}"
    path.write_text("mine")
    path.chmod(0o640)
    result = run("export", "-o", path.name, cwd=talks)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"negtrack: nothing written: {path.name} is there already; --force writes over it\n"
    assert path.read_text() == "mine"
    assert run("export", "-o", path.name, "--force", cwd=talks).code == 0
    assert path.read_bytes() != b"mine"
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in talks.iterdir()) == ["data", path.name]


def test_the_bytes_are_the_same_every_time(talks: Path) -> None:
    """Also of archives."""
    for format in (*ROUND, "xlsx", "docx", "html", "md"):
        assert export_file(talks, f"a.{format}") == export_file(talks, f"b.{format}"), format


def test_a_full_disk(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file stays whole, and no half of the new one is left."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (talks / "out.csv").write_text("mine")
    monkeypatch.setattr(write, "_write_synced", full)
    result = run("export", "-o", "out.csv", "--force", cwd=talks)
    assert (result.code, result.err) == (2, "negtrack: nothing written: out.csv: no space left on device\n")
    assert contents(talks)["out.csv"] == b"mine"


def test_a_disk_without_links(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A memory stick knows none; the file is written all the same, and never over another."""

    def none(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    assert run("export", "-o", "out.csv", cwd=talks).code == 0
    before = (talks / "out.csv").read_bytes()
    assert before.startswith(b"table,id,")
    assert "is there already" in run("export", "-o", "out.csv", cwd=talks).err
    assert (talks / "out.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("data", "use --to FORMAT"),
        ("nowhere/out.csv", "nothing written: nowhere/out.csv: no such file or directory"),
        ("folder.csv", "nothing written: folder.csv is a folder; name a file"),
        ("out.xyz", "out.xyz: unknown file extension; use --to FORMAT (csv, tsv, jsonl, json, toml, xlsx"),
        ("rows.csv/out.csv", "nothing written: rows.csv/out.csv: not a directory"),
    ],
)
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_invalid_places(talks: Path, path: str, message: str, force: tuple[str, ...]) -> None:
    """One line, and nothing is written."""
    (talks / "folder.csv").mkdir()
    (talks / "rows.csv").write_text("x")
    with unchanged(talks):
        result = run("export", "-o", path, *force, cwd=talks)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert result.err.startswith("negtrack: ")
    assert result.err.count("\n") == 1


def test_a_device_is_left_alone(talks: Path) -> None:
    """--force replaces files, never what is none."""
    os.mkfifo(talks / "pipe.csv")
    result = run("export", "-o", "pipe.csv", "--force", cwd=talks)
    assert result.code == 2
    assert "is no regular file" in result.err
    assert (talks / "pipe.csv").is_fifo()


def test_the_ending_tells_the_format(talks: Path) -> None:
    """In capitals too; --to goes before it."""
    assert export_file(talks, "a.CSV") == export_file(talks, "b.csv")
    assert export_file(talks, "a.txt", "--to", "jsonl") == export_file(talks, "b.csv", "--to", "jsonl")


@pytest.mark.parametrize(("format", "what"), [("xlsx", "a file"), ("docx", "a file"), ("parquet", "a folder")])
def test_stdout_is_for_text(talks: Path, format: str, what: str) -> None:
    """Other formats ask for a path."""
    result = run("export", "--to", format, cwd=talks)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"negtrack: {format} cannot be written to stdout; name {what} with -o PATH\n"


def test_without_a_format(talks: Path) -> None:
    """It is asked for."""
    assert "no output format given; use --to FORMAT" in run("export", cwd=talks).err


def test_stdout_is_the_file(talks: Path) -> None:
    """What goes into a pipe is what a file gets, also what a reader cannot see, so that it can be imported again."""
    hide(talks)
    for format in ROUND:
        result = spawn("export", "--to", format, cwd=talks)
        assert (result.code, result.err) == (0, "")
        assert result.out.encode() == export_file(talks, f"a.{format}")


def hide(folder: Path) -> None:
    """Write a record whose text and speaker hold what steers terminals."""
    row = {**ROW, "speaker": "\x1b]0;x\x07", "text": "a\u202eb\x9b2J", "note": "zero\u200bwidth,\ttab"}
    result = take(folder, json.dumps(row), name="rows.jsonl")
    assert result.code == 0, result.err


@pytest.mark.parametrize("format", [*ROUND, "md", "html"])
def test_nothing_hidden_reaches_a_terminal(talks: Path, format: str) -> None:
    """No control byte and no reordering, in any format that goes there."""
    hide(talks)
    result = run("export", "--to", format, cwd=talks, tty=True)
    assert result.code == 0, result.err
    assert not set(result.out) & set("\x1b\x07\x9b\u202e")


@pytest.mark.parametrize("through", ["file", "pipe"])
@pytest.mark.parametrize("format", ROUND)
def test_what_is_hidden_is_kept(talks: Path, format: str, through: str) -> None:
    """Nothing of a text is lost on its way through a file or a pipe."""
    hide(talks)
    if through == "file":
        export_file(talks, f"all.{format}")
    else:
        (talks / f"all.{format}").write_bytes(spawn("export", "--to", format, cwd=talks).out.encode())
    import_again(talks, f"all.{format}", "talks")
    found = {position.speaker: position for position in load(talks / "again" / "..", "../again/talks").positions}
    position = found["\x1b]0;x\x07"]
    assert (position.text, position.note) == ("a\u202eb\x9b2J", "zero\u200bwidth,\ttab")


def test_formulas_are_defused_and_fused(talks: Path) -> None:
    """A spreadsheet computes nothing of it (CWE-1236), and what comes back is what it was."""
    texts = ["=1+1", '=HYPERLINK("http://x")', "+x", "-x", "@x", "'=x", "'x", "-5", "\t=x"]
    rows = [{**ROW, "value": str(number), "text": text} for number, text in enumerate(texts)]
    assert take(talks, "\n".join(map(json.dumps, rows)), name="rows.jsonl").code == 0
    cells = [row["text"] for row in csv.DictReader(io.StringIO(export_file(talks, "all.csv").decode(), newline=""))]
    assert not [cell for cell in cells if re.match(r"[=+@\t]|-[^5]", cell)]
    import_again(talks, "all.csv", "talks")
    assert set(texts) <= {position.text for position in load(talks / "again" / "..", "../again/talks").positions}


# Errors, and formats that are files no more


@pytest.mark.parametrize("args", [("--to", "jsonl"), ("-o", "all.csv"), ("--to", "parquet", "-o", "tables")])
def test_invalid_records_are_reported(talks: Path, args: tuple[str, ...]) -> None:
    """An export is complete, so an invalid record prevents it; the error names the record."""
    with (talks / "data/talks/parties/union.toml").open("a") as file:
        file.write(
            '\n[position.bad]\nissue = "pya"\nvalue = "1"\nstated = 2024-03-01\nrecorded = 2024-03-26 00:00:00Z\n'
        )
    with unchanged(talks):
        result = run("export", *args, cwd=talks)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith('parties/union.toml:11: [position.bad] issue: no issue "pya"; did you mean pay?\n')


def test_two_delegates_of_one_id(talks: Path) -> None:
    """A sheet has one table for each id, so it says what else would hold them; nothing is written."""
    for party in ("union", "employer"):
        with (talks / f"data/talks/parties/{party}.toml").open("a") as file:
            file.write('\n[delegate.dana]\nname = "Dana"\n')
    with unchanged(talks):
        result = run("export", "-o", "all.toml", cwd=talks)
    assert result.err == ("negtrack: two parties have a delegate dana, which a sheet cannot hold; export to jsonl\n")
    for format in ("csv", "tsv", "jsonl", "json"):
        export_file(talks, f"all.{format}")
        import_again(talks, f"all.{format}", "talks")
        assert export_file(talks, f"b.{format}", data=talks / "again") == export_file(talks, f"all.{format}")
        for path in sorted((talks / "again").rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()


def test_a_folder_of_which_a_part_cannot_be_written(talks: Path) -> None:
    """It is said which files are there."""
    (talks / "tables/source/talks.parquet").mkdir(parents=True)
    result = run("export", "--to", "parquet", "-o", "tables", "--force", cwd=talks)
    written = [path.relative_to(talks).as_posix() for path in (talks / "tables").rglob("*") if path.is_file()]
    assert result.code == 2
    assert written
    assert all(name in result.err.partition(" stored, but the rest is not (")[0] for name in written)


def test_parquet(talks: Path) -> None:
    """A folder of files, none of which is written over without --force; a file in its place is a clear line."""
    result = run("export", "--to", "parquet", "-o", "tables", cwd=talks)
    assert result.code == 0, result.err
    assert re.fullmatch(r"negtrack: wrote \d+ files in tables\n", result.err)
    with unchanged(talks):
        again = run("export", "--to", "parquet", "-o", "tables", cwd=talks)
    assert again.code == 2
    assert "is there already; --force writes over it" in again.err
    assert run("export", "--to", "parquet", "-o", "tables", "--force", cwd=talks).code == 0
    (talks / "taken").write_text("x")
    result = run("export", "--to", "parquet", "-o", "taken", "--force", cwd=talks)
    assert result.code == 2
    assert result.err == "negtrack: nothing written: taken is no folder; name another\n"


def test_on_a_terminal(talks: Path) -> None:
    """The text itself, whatever the format; nothing is asked, nothing is paged."""
    terminal = Terminal("export", "--to", "md", cwd=talks)
    assert terminal.end() == 0
    assert "# Talks" in terminal.seen
