"""Texts in files of annotation programs, which an import keeps on this machine so that verify finds the words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from negtrack.store.add import add_items
from negtrack.store.corrections import Corrections
from negtrack.store.locate import find_place
from negtrack.store.source_fields import KeptText, TextFields
from negtrack.text.normalise import hash_text

from ..cli.harness import Result, run

TEXT = "The port would pay at most 4 per cent.\n\nDockers want at least 8 per cent, and no \u201cnight shifts\u201d."
LABELS = {"at most 4 per cent": "port/raise/at most 4%", "at least 8 per cent": "union/raise/at least 8%"}
KEPT = Path("data/talks/.negtrack/text")


def line(text: str = TEXT, source: str = "Harbour Daily") -> Mapping[str, object]:
    """Return a text with its labels, as doccano exports it."""
    labels = [[text.index(words), text.index(words) + len(words), tag] for words, tag in LABELS.items()]
    return {"text": text, "source": source, "label": labels}


def import_lines(folder: Path, *lines: Mapping[str, object], options: tuple[str, ...] = ()) -> Result:
    """Import texts with labels."""
    (folder / "d.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return run("import", "d.jsonl", "--set", "side=reported", "--set", "stated=2026-11-20", *options, cwd=folder)


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """Return a folder with a negotiation in which parties, issue and source are known."""
    assert run("init", "talks", "--title", "T", cwd=tmp_path).code == 0
    parties = (f"add-party {party} --name {party} --role principal" for party in ("union", "port"))
    for command in (*parties, "add-issue raise --title R --kind percent"):
        assert run(*command.split(), cwd=tmp_path).code == 0
    assert run("add-source", "daily", "--title", "Harbour Daily", "--issued", "2026-11-20", cwd=tmp_path).code == 0
    return tmp_path


def statuses(folder: Path) -> list[str]:
    """Return what verify says of each record."""
    return [row["status"] for row in json.loads(run("verify", "--json", cwd=folder).out)["rows"]]


def test_the_text_of_a_new_source_is_kept(tmp_path: Path) -> None:
    """verify finds the words without a further step; git ignores the text, `undo` takes it back with the rest."""
    assert run("init", "talks", "--title", "T", cwd=tmp_path).code == 0
    result = import_lines(tmp_path, line(), options=("--create",))
    assert "kept 1 text of sources on this machine: harbour-daily" in result.err
    assert statuses(tmp_path) == ["found", "found"]
    assert (tmp_path / KEPT / "harbour-daily.txt").read_text() == TEXT.replace("\n\n", "\n").translate(
        {0x201C: '"', 0x201D: '"'}
    )
    assert (tmp_path / KEPT.parent / ".gitignore").read_text() == "*\n"
    assert run("undo", "--yes", cwd=tmp_path).code == 0
    assert list((tmp_path / KEPT).iterdir()) == []


def test_the_text_of_a_known_source_is_kept(talks: Path) -> None:
    """The source names the hash of its text; what else it says stays, and a second import writes nothing."""
    before = (talks / "data/talks/sources.toml").read_text()
    assert import_lines(talks, line()).code == 0
    after = (talks / "data/talks/sources.toml").read_text()
    assert after.startswith(before)
    assert "text-sha256 = " in after
    assert statuses(talks) == ["found", "found"]
    assert "text" not in import_lines(talks, line()).err
    assert (talks / "data/talks/sources.toml").read_text() == after
    (talks / KEPT / "daily.txt").unlink()
    assert "kept 1 text of sources on this machine: daily" in import_lines(talks, line()).err
    assert statuses(talks) == ["found", "found"]


def test_a_source_without_a_table_of_its_own(talks: Path) -> None:
    """Its text is kept and found, and its line stays as it was written by hand."""
    path = talks / "data/talks/sources.toml"
    path.write_text('source.daily = { title = "Harbour Daily", issued = 2026-11-20 }  # as it is\n')
    before = path.read_text()
    assert import_lines(talks, line()).code == 0
    assert statuses(talks) == ["found", "found"]
    assert path.read_text() == before
    assert "text" not in import_lines(talks, line()).err


def test_what_waits_for_review_has_its_text(talks: Path) -> None:
    """With --proposed the text is kept too, as review looks the words up in it."""
    assert import_lines(talks, line(), options=("--proposed",)).code == 0
    assert "daily, found, ¶1" in run("review", "--format", "table", cwd=talks).out
    assert run("undo", "--yes", cwd=talks).code == 0
    assert "text-sha256" not in (talks / "data/talks/sources.toml").read_text()


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ((line(), line(f"A later edition.\n\n{TEXT}")), "several texts are said to be of one source: daily"),
        ((line(f"A later edition.\n\n{TEXT}"),), "another text of the source was kept before: daily"),
    ],
)
def test_two_texts_of_one_source(talks: Path, lines: tuple[Mapping[str, object], ...], reason: str) -> None:
    """Neither of two is kept, none takes the place of another, and the warning says so."""
    if len(lines) == 1:
        (talks / "page.txt").write_text("The port would pay at most 4 per cent.")
        assert run("source-text", "daily", "page.txt", cwd=talks).code == 0
    before = (talks / "data/talks/sources.toml").read_text()
    assert f"warning: text not kept, as {reason}" in import_lines(talks, *lines).err
    assert (talks / "data/talks/sources.toml").read_text() == before


def test_what_is_not_written_keeps_no_text(talks: Path) -> None:
    """A dry run keeps nothing, nor does an import with errors, or one whose source was skipped."""
    result = import_lines(talks, line(), options=("--dry-run",))
    assert "would keep 1 text of sources on this machine: daily" in result.err
    broken = {**line(), "label": [[0, 900, "port/raise/4%"], [0, 3, "port/raise/5%"]]}
    assert import_lines(talks, broken).code == 2
    assert not (talks / KEPT).exists()
    elsewhere = {**line(source="Elsewhere"), "label": [[0, 3, "port/raise/soon"]]}
    skipped = import_lines(talks, line(), elsewhere, options=("--skip-bad", "--create"))
    assert skipped.code == 0
    assert "kept 1 text of sources on this machine: daily" in skipped.err
    assert [path.name for path in (talks / KEPT).iterdir()] == ["daily.txt"]


def test_a_text_that_was_kept_meanwhile_stays(talks: Path) -> None:
    """By another process, between the reading of the file and the write."""
    place = find_place("", "", talks)
    now = datetime(2026, 11, 20, tzinfo=UTC)
    kept = {name: KeptText(name, TextFields(hash_text(name), "negtrack", now)) for name in ("theirs", "ours")}
    add_items(place, (), now, corrections=Corrections(texts={"daily": kept["theirs"]}))
    before = (talks / "data/talks/sources.toml").read_text()
    add_items(place, (), now, corrections=Corrections(texts={"daily": kept["ours"], "nobody": kept["ours"]}))
    assert {path.name: path.read_text() for path in (talks / KEPT).iterdir()} == {"daily.txt": "theirs"}
    assert (talks / "data/talks/sources.toml").read_text() == before


HIGHLIGHTS = "id,document,tag,content\n1,Harbour Daily,union/raise/at least 8%,at least 8 per c ent\n"


def import_highlights(folder: Path, text: str = HIGHLIGHTS) -> Result:
    """Import highlights as Taguette exports them."""
    (folder / "h.csv").write_text(text)
    return run("import", "h.csv", "--set", "side=own", "--set", "stated=2026-11-20", cwd=folder)


def keep_text(folder: Path) -> None:
    """Keep the text of the source on this machine."""
    (folder / "t.txt").write_text(TEXT)
    assert run("source-text", "daily", "t.txt", cwd=folder).code == 0


def test_blanks_of_taguette_are_closed_by_the_kept_text(talks: Path) -> None:
    """A blank that it puts where looks change is taken out where the text says so, and each one is said."""
    keep_text(talks)
    result = import_highlights(talks)
    assert 'blanks of Taguette closed, by the text of the source: "at least 8 per c ent" as "at least 8 per cent"' in (
        " ".join(result.err.split())
    )
    assert statuses(talks) == ["found"]
    assert "0 records and 0 definitions new, 1 already there" in import_highlights(talks).err


def test_blanks_stay_where_no_text_says_otherwise(talks: Path) -> None:
    """Without a text, and in a record that was there before it, the words stay as Taguette wrote them."""
    assert "closed" not in import_highlights(talks).err
    keep_text(talks)
    assert "0 records and 0 definitions new, 1 already there" in import_highlights(talks).err
    assert statuses(talks) == ["orphaned"]


def test_blanks_of_other_tables_stay(talks: Path) -> None:
    """The words of a row that no program put blanks into are taken as they are."""
    keep_text(talks)
    rows = "party,issue,value,sources,side,locator\n"
    rows += 'union,raise,at least 8%,daily,own,"{""quote"": ""at least 8 per c ent""}"\n'
    assert import_highlights(talks, rows).code == 0
    assert statuses(talks) == ["orphaned"]
