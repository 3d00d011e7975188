"""`source-text`: the text of a source, kept on this machine."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from negtrack.text.normalise import hash_text

from .harness import contents, run, unchanged

SOURCES = "data/gaza-ceasefire-2024/sources.toml"
HELD = "data/gaza-ceasefire-2024/.negtrack/text/wsj-2024-03-25.txt"
TEXT = "The envoys met.\n\n“Two\nweeks”, they said.\n"
KEPT = 'The envoys met.\n"Two weeks", they said.'


def keep(
    here: Path, content: str = TEXT, name: str = "wsj.txt", source: str = "wsj-2024-03-25"
) -> tuple[int, str, str]:
    """Keep a text and return exit code, stdout and stderr."""
    (here / name).write_text(content, "utf-8")
    result = run("source-text", source, here / name, cwd=here)
    return result.code, result.out, result.err


def test_keeps_the_text_and_names_its_hash(here: Path) -> None:
    """The normalised text is kept in a folder that git ignores, and three lines join the table of the source."""
    before = contents(here)[SOURCES]
    said = "negtrack: kept its text on this machine: 2 paragraphs, 7 words\n"
    assert keep(here) == (0, "wsj-2024-03-25\n", said)
    assert (here / HELD).read_text("utf-8") == KEPT
    after = contents(here)[SOURCES].decode()
    fields = f'text-sha256 = "{hash_text(KEPT)}"\nextractor = "negtrack 0.1.0"\nretrieved = 2026-11-26 13:33:20+00:00\n'
    assert fields in after
    assert after.replace(fields, "").encode() == before
    assert run("check", cwd=here).code == 0


def test_git_ignores_the_text(here: Path) -> None:
    """Even where the repository has no rule for it, no commit takes the text along."""
    subprocess.run(["git", "init", "-q", here], check=True)
    (here / ".gitignore").unlink(missing_ok=True)
    keep(here)
    listed = subprocess.run(
        ["git", "-C", here, "status", "--porcelain", "-uall"], capture_output=True, text=True, check=True
    )
    assert ".negtrack/" not in listed.stdout
    assert SOURCES in listed.stdout


def test_the_same_text_again_writes_nothing(here: Path) -> None:
    """Also where the file spells it otherwise."""
    keep(here)
    (here / "other.txt").write_text(KEPT.replace("\n", "\n\n"), "utf-8")
    with unchanged(here):
        result = run("source-text", "wsj-2024-03-25", here / "other.txt", cwd=here)
    assert (result.code, result.err) == (0, "negtrack: this text is kept already; nothing written\n")


def test_another_text_takes_its_place(here: Path) -> None:
    """The lines are replaced where they stand, with what a person wrote behind them; it is said."""
    keep(here)
    path = here / SOURCES
    path.write_text(path.read_text("utf-8").replace('"negtrack 0.1.0"', '"negtrack 0.1.0"  # by hand'), "utf-8")
    code, _, said = keep(here, "Another text.")
    assert (code, "wsj-2024-03-25 had another text before" in said) == (0, True)
    after = path.read_text("utf-8")
    assert after.count("text-sha256") == after.count("retrieved") == 1
    assert hash_text("Another text.") in after
    assert 'extractor = "negtrack 0.1.0"  # by hand\n' in after
    assert (here / HELD).read_text("utf-8") == "Another text."


def test_line_endings_stay(here: Path) -> None:
    """A file with the line endings of Windows keeps them."""
    path = here / SOURCES
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert keep(here)[0] == 0
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")


def test_a_source_without_a_simple_table_is_left_to_the_editor(here: Path) -> None:
    """Nothing is guessed where the fields are not lines of their own."""
    path = here / SOURCES
    path.write_text('source.post = { title = "Post", issued = 2024-03-25 }\n' + path.read_text("utf-8"), "utf-8")
    (here / "post.txt").write_text(TEXT, "utf-8")
    with unchanged(here):
        result = run("source-text", "post", here / "post.txt", cwd=here)
    assert result.code == 2
    assert "[source.post] has no simple table of its own; write the fields by edit" in result.err


def test_a_link_out_of_the_folder_is_refused(here: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A text is never written elsewhere."""
    other = tmp_path_factory.mktemp("other")
    (here / "data/gaza-ceasefire-2024/.negtrack").symlink_to(other)
    assert keep(here)[0] == 2
    assert list(other.iterdir()) == []


def test_texts_are_not_part_of_the_negotiation(here: Path) -> None:
    """No answer needs a text, and nothing reads one as data."""
    before = run("show", "--json", cwd=here).out
    keep(here, "x = [[[")
    assert run("show", "--json", cwd=here).out == before


def test_undo_takes_the_fields_back(here: Path) -> None:
    """As the last write of the folder; the text itself stays, and hurts nobody."""
    before = contents(here)[SOURCES]
    keep(here)
    assert run("undo", "--yes", cwd=here).code == 0
    assert contents(here)[SOURCES] == before


def test_a_renamed_source_keeps_its_text(here: Path) -> None:
    """It is found under the former id."""
    keep(here, "You can't negotiate in that way")
    assert run("rename", "source", "wsj-2024-03-25", "wsj", cwd=here).code == 0
    rows = [row for row in run("verify", "wsj", cwd=here).rows if row["source"] == "wsj"]
    assert rows
    assert "unverified" not in {row["status"] for row in rows}


def test_the_sheet_of_a_source_may_come_again(here: Path) -> None:
    """What `source-text` added to a source is no other definition; another text of the sheet is."""
    sheet = '[source.page]\ntitle = "Page"\nissued = 2024-03-25\n'
    (here / "page.toml").write_text(sheet)
    (here / "other.toml").write_text(sheet.replace('"Page"', '"Another"'))
    assert run("import", "page.toml", cwd=here).code == 0
    (here / "page.txt").write_text("Words.\n")
    assert run("source-text", "page", "page.txt", cwd=here).code == 0
    with unchanged(here):
        assert "0 records and 0 definitions new" in run("import", "page.toml", cwd=here).err
        assert "defined otherwise" in run("import", "other.toml", cwd=here).err
