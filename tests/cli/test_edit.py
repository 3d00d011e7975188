"""`edit`: a file in one's editor, checked on return; what was typed is never lost, the file never half edited."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from unittest import mock

import pytest

from negtrack.store.write import replace_file

from .harness import EXAMPLE, Result, Terminal, contents, run, unchanged

RETURN_PACE = "2024-02-27-return-pace-c853"


@pytest.fixture
def israel(here: Path) -> Path:
    """Return Israel's file in a copy of the shipped data."""
    return here / "data" / EXAMPLE / "parties" / "israel.toml"


def editor(folder: Path, script: str) -> dict[str, str]:
    """Return the environment with a shell script as editor; its `$2` is the file."""
    program = folder / "editor with a name"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return {"EDITOR": f"'{program}' --wait", "VISUAL": ""}


def edit(folder: Path, script: str, name: str = "israel") -> Result:
    """Run `edit` off a terminal with an editor that does `script` to the file `$2`."""
    return run("edit", name, cwd=folder, env=editor(folder, script))


def draft_of(path: Path) -> Path:
    """Return the path of the text that an aborted edit keeps."""
    return path.with_name(f".negtrack-edit-{path.name}")


def leftovers(path: Path) -> list[str]:
    """Return the files that edit has left next to a file."""
    return sorted(path.name for path in path.parent.glob(".negtrack-edit-*"))


def test_a_valid_text_takes_the_file_s_place(here: Path, israel: Path) -> None:
    """Whole and as typed; the mode is kept, and nothing is left behind."""
    israel.chmod(0o640)
    before = israel.read_text()
    result = edit(here, """sed -i 's/^name = "Israel"/name = "State of Israel"  # by hand/' "$2" """)
    assert (result.code, result.out) == (0, "")
    assert result.err == "negtrack: stored parties/israel.toml\n"
    assert israel.read_text() == before.replace('name = "Israel"', 'name = "State of Israel"  # by hand', 1)
    assert stat.S_IMODE(israel.stat().st_mode) == 0o640
    assert leftovers(israel) == []


def test_the_file_of_agreements(here: Path) -> None:
    """It is edited like the others, and made where there was none; what is wrong in it is not stored."""
    path = here / "data" / EXAMPLE / "agreements.toml"
    lines = ("[agreement.accord]", 'title = "A"', "date = 2024-03-25", 'sources = ["wsj-2024-03-25"]')
    words = "\\n".join((*lines, "recorded = 2026-11-20 00:00:00Z"))
    wrong = edit(here, f"printf '{words}' | sed 's/accord/Accord x/' >> \"$2\"", "agreements")
    assert (wrong.code, path.exists()) == (2, False)
    assert run("edit", "agreements", "--discard", cwd=here).code == 0
    done = edit(here, f"printf '{words}' >> \"$2\"", "agreements")
    assert (done.code, done.err) == (0, "negtrack: stored agreements.toml\n")
    assert path.read_text().startswith("#:schema .schema/agreements.json\n")
    assert run("agreements", "--ids", cwd=here).lines == ["accord"]


def test_the_editor_gets_a_copy_in_the_same_folder(here: Path, israel: Path) -> None:
    """Named .toml, readable by whom the file is, while the file itself stays as it is; the schema is found from it."""
    israel.chmod(0o600)
    seen = here / "seen"
    with unchanged(israel.parent):
        edit(here, f'stat -c "%n %a" "$2" > {seen}; cat "$2" > {seen}.text; exit 3')
    name, mode = seen.read_text().split()
    assert (Path(name), mode) == (draft_of(israel), "600")
    assert (here / "seen.text").read_bytes() == israel.read_bytes()


def test_nothing_changed(here: Path, israel: Path) -> None:
    """Says so, also where the editor wrote the same again, or nothing at all."""
    for script in ("true", 'cp "$2" x; cat x > "$2"; rm x', ': > "$2"', 'rm "$2"'):
        with unchanged(here / "data"):
            result = edit(here, script)
        assert (result.code, result.err) == (0, "negtrack: nothing changed\n")
        assert leftovers(israel) == []


@pytest.mark.parametrize(
    ("script", "message"),
    [
        (
            """sed -i 's/^stance = "demand"/stance = "demnd"/' "$2" """,
            'stance: "demnd" is not known here; did you mean demand?',
        ),
        ('echo "[[[" >> "$2"', "not TOML"),
        ("""printf 'x = "\\377"\\n' >> "$2" """, "not UTF-8: byte 0xff in line"),
        ("""printf 'x = "\\355\\240\\200"\\n' >> "$2" """, "not UTF-8: byte 0xed in line"),
        ("""sed -i 's/^issue = "civilian-return"/issue = "no-such"/' "$2" """, 'no issue "no-such"'),
        (
            """printf '\\n[note.x]\\nstated = 2031-01-01\\ntext = "x"\\nrecorded = 2024-01-01 00:00:00Z\\n' >> "$2" """,
            "[note.x]",
        ),
    ],
)
def test_errors_are_reported_and_the_text_kept(here: Path, israel: Path, script: str, message: str) -> None:
    """Off a terminal: a line for each problem, where the text is, exit 2, and the file as it was."""
    with unchanged(here / "data"):
        result = edit(here, script)
    *problems, last = result.err.splitlines()
    assert (result.code, result.out) == (2, "")
    assert problems
    assert all(line.startswith("parties/israel.toml") for line in problems)
    assert message in problems[0]
    assert last == (f"negtrack: nothing written: the text has new problems; your text is kept in {draft_of(israel)}")


def test_the_next_edit_goes_on_with_what_was_kept(here: Path, israel: Path) -> None:
    """And says so; once it is valid it is stored, and nothing is kept any longer."""
    edit(here, 'echo "[[[ # mine" >> "$2"')
    result = edit(here, """sed -i 's/^.*# mine/# mine/' "$2" """)
    assert result.code == 0
    assert result.err.splitlines() == [
        f"negtrack: continuing with the text that was kept in {draft_of(israel)}; use --discard to discard it",
        "negtrack: stored parties/israel.toml",
    ]
    assert israel.read_text().endswith("# mine\n")
    assert leftovers(israel) == []


def test_a_kept_text_can_be_thrown_away(here: Path, israel: Path) -> None:
    """`--discard` needs no editor, changes nothing else, and says whether there was anything."""
    edit(here, 'echo "[[[" >> "$2"')
    with unchanged(here / "data"):
        result = run("edit", "israel", "--discard", cwd=here, env={"EDITOR": "", "VISUAL": ""})
        again = run("edit", "israel", "--discard", cwd=here)
    assert (result.code, result.err, again.err) == (
        0,
        "negtrack: discarded the kept text\n",
        "negtrack: no text was kept\n",
    )
    assert leftovers(israel) == []


def test_a_kept_text_can_be_given_back(here: Path, israel: Path) -> None:
    """Undoing everything in it is no change."""
    edit(here, 'echo "[[[" >> "$2"')
    with unchanged(here / "data"):
        result = edit(here, """sed -i '$d' "$2" """)
    assert result.err.splitlines()[-1] == "negtrack: nothing changed"
    assert leftovers(israel) == []


def test_what_others_wrote_meanwhile_is_not_lost(here: Path, israel: Path) -> None:
    """While the editor is open: refused, and the text kept. After a text was kept: refused before the editor opens."""
    result = edit(here, f'echo "# mine" >> "$2"; echo "# theirs" >> {israel}')
    assert result.code == 2
    assert result.err == (
        "negtrack: nothing written: parties/israel.toml was changed by somebody else meanwhile; "
        f"your text is kept in {draft_of(israel)}\n"
    )
    assert israel.read_text().endswith("# theirs\n")
    assert draft_of(israel).read_text().endswith("# mine\n")
    with unchanged(here / "data"):
        again = edit(here, 'echo "# never" >> "$2"')
    assert again.code == 2
    assert "was changed since the text in" in again.err
    assert draft_of(israel).read_text().endswith("# mine\n")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"EDITOR": "no-such-editor --wait"},
            'no editor "no-such-editor --wait"; set VISUAL or EDITOR to another',
        ),
        ({"EDITOR": "'vi"}, 'the editor "\'vi": a quotation mark is not closed'),
        ({"EDITOR": ""}, "no editor found; set VISUAL or EDITOR, such as EDITOR=nano"),
        ({"EDITOR": "true", "VISUAL": "false"}, "nothing written: the editor false exited with code 1"),
    ],
)
def test_an_editor_that_fails_is_one_line(here: Path, israel: Path, given: Mapping[str, str], message: str) -> None:
    """Exit 2; nothing is kept where nothing was typed."""
    with unchanged(here / "data"):
        result = run("edit", "israel", cwd=here, env={"VISUAL": "", **given})
    assert (result.code, result.err) == (2, f"negtrack: {message}\n")
    assert leftovers(israel) == []


def test_an_editor_that_fails_late_keeps_the_text(here: Path, israel: Path) -> None:
    """What was typed before it failed is there for the next time."""
    result = edit(here, 'echo "# mine" >> "$2"; exit 7')
    assert result.code == 2
    assert "exited with code 7; your text is kept in" in result.err
    assert result.err.count("\n") == 1
    assert draft_of(israel).read_text().endswith("# mine\n")
    assert edit(here, "true").err.endswith("stored parties/israel.toml\n")


def test_a_broken_party_can_be_fixed(here: Path, israel: Path) -> None:
    """Though the party is not known to any other command; its id or the beginning of it names it."""
    original = israel.read_text()
    israel.write_text(f"[[[\n{original}")
    result = edit(here, 'sed -i 1d "$2"', name="isr")
    assert (result.code, result.err) == (0, "negtrack: stored parties/israel.toml\n")
    assert israel.read_text() == original


def test_a_broken_negotiation_can_be_fixed(here: Path, israel: Path) -> None:
    """Errors elsewhere that could not be found before are reported and do not prevent the edit."""
    path = israel.parents[1] / "negotiation.toml"
    original = path.read_text()
    path.write_text(f"[[[\n{original}")
    israel.write_text(israel.read_text().replace('issue = "civilian-return"', 'issue = "no-such"', 1))
    result = edit(here, 'sed -i 1d "$2"', name="negotiation")
    assert result.code == 0
    assert 'no issue "no-such"' in result.err
    assert path.read_text() == original
    assert run("check", cwd=here).code == 1


def test_earlier_errors_are_not_reported_again(here: Path, israel: Path) -> None:
    """Only what is new keeps a text from being stored."""
    israel.write_text(israel.read_text().replace('stance = "demand"', 'stance = "demnd"', 1))
    result = edit(here, 'echo "# mine" >> "$2"')
    assert (result.code, result.err) == (0, "negtrack: stored parties/israel.toml\n")


def test_records_that_an_edit_takes_away_are_named(here: Path) -> None:
    """One line for those that are gone, one for those that read otherwise; not refused."""
    script = f"""sed -i '/^.position..{RETURN_PACE}/,/^$/d; s/¶7/¶77/' "$2" """
    result = edit(here, script)
    assert result.code == 0
    stored, gone, changed = result.err.splitlines()
    assert stored == "negtrack: stored parties/israel.toml"
    assert gone == f"negtrack: 1 record is removed: {RETURN_PACE}; to take an entry back use retract"
    assert "changed: 2024-" in changed
    assert changed.endswith("to correct a position use add-position --supersedes")


def test_the_two_other_files(here: Path, israel: Path) -> None:
    """The negotiation's own and the sources'; sources that are not there yet begin with the line for editors."""
    folder = israel.parents[1]
    assert edit(here, 'echo "# mine" >> "$2"', name="negotiation").code == 0
    assert (folder / "negotiation.toml").read_text().endswith("# mine\n")
    run("init", "empty", "--title", "Empty", cwd=here)
    env = editor(here, """printf '\\n[source.a]\\ntitle = "A"\\nissued = 2024-01-01\\n' >> "$2" """)
    assert run("edit", "sources", "-n", "empty", cwd=here, env=env).code == 0
    made = (folder.parent / "empty" / "sources.toml").read_text()
    assert made.startswith("#:schema .schema/sources.json\n\n[source.a]\n")
    assert leftovers(folder / "sources.toml") == []


def test_sources_that_are_not_there_are_not_made_by_looking(tmp_path: Path) -> None:
    """Opening and closing the editor makes no file."""
    run("init", "empty", "--title", "Empty", cwd=tmp_path)
    with unchanged(tmp_path / "data"):
        result = run("edit", "sources", cwd=tmp_path, env={"EDITOR": "true", "VISUAL": ""})
    assert (result.code, result.err) == (0, "negtrack: nothing changed\n")


def test_a_link_stays_a_link(here: Path, israel: Path) -> None:
    """What it points at is edited."""
    real = israel.rename(israel.with_name(".kept"))
    israel.symlink_to(real.name)
    assert edit(here, 'echo "# mine" >> "$2"').code == 0
    assert israel.is_symlink()
    assert real.read_text().endswith("# mine\n")


def test_whose_file_is_unknown(here: Path) -> None:
    """As everywhere: one line with what is near; without a name, what is missing."""
    result = edit(here, "true", name="isreal")
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert 'no party "isreal"' in result.err
    assert "did you mean israel?" in result.err
    result = run("edit", cwd=here, env={"EDITOR": "true"})
    assert (result.code, result.err) == (2, "negtrack: missing PARTY (or negotiation, sources, agreements, proposed)\n")


def test_line_endings_stay(here: Path, israel: Path) -> None:
    """CRLF and a byte order mark come through as they were."""
    raw = b"\xef\xbb\xbf" + israel.read_bytes().replace(b"\n", b"\r\n")
    israel.write_bytes(raw)
    assert edit(here, """printf '# mine\\r\\n' >> "$2" """).code == 0
    assert israel.read_bytes() == raw + b"# mine\r\n"


def test_killed_after_the_text_was_stored(here: Path, israel: Path) -> None:
    """The copy says what the file says by then: the next edit begins afresh."""
    draft_of(israel).with_suffix(".base").write_bytes(israel.read_bytes())
    with israel.open("a") as file:
        file.write("# mine\n")
    draft_of(israel).write_bytes(israel.read_bytes())
    result = edit(here, 'echo "# more" >> "$2"')
    assert (result.code, result.err) == (0, "negtrack: stored parties/israel.toml\n")
    assert israel.read_text().endswith("# mine\n# more\n")
    assert leftovers(israel) == []


def test_killed_while_a_copy_was_made(here: Path, israel: Path) -> None:
    """A copy that was left before is never taken for somebody's text, so what was added since stays."""
    for path in (draft_of(israel), draft_of(israel).with_suffix(".base")):
        path.write_bytes(israel.read_bytes())
    with israel.open("a") as file:
        file.write("# theirs\n")
    with mock.patch("negtrack.store.edit.replace_file", side_effect=only_once(replace_file)):
        assert edit(here, "true").code == 130
    result = edit(here, "true")
    assert (result.code, result.err) == (0, "negtrack: nothing changed\n")
    assert israel.read_text().endswith("# theirs\n")
    assert leftovers(israel) == []


def only_once(work: Callable[..., None]) -> Callable[..., None]:
    """Return `work`, which is interrupted when it is called again."""
    calls = []

    def called(*args: object) -> None:
        calls.append(args)
        if len(calls) > 1:
            raise KeyboardInterrupt
        work(*args)

    return called


def test_a_copy_that_stays_is_no_failure(here: Path, israel: Path) -> None:
    """The text is reported as stored, also where the copy cannot be removed."""
    with mock.patch("negtrack.store.edit.Path.unlink", side_effect=PermissionError(13, "Permission denied")):
        result = edit(here, 'echo "# mine" >> "$2"')
    assert (result.code, result.err) == (0, "negtrack: stored parties/israel.toml\n")
    assert edit(here, "true").err == "negtrack: nothing changed\n"
    assert leftovers(israel) == []


def test_on_a_terminal_it_offers_to_reopen(here: Path, israel: Path) -> None:
    """Enter reopens the same text; the problems stand above the question; a fixed text is stored."""
    turns = here / "turns"
    script = f"""echo x >> {turns}
if [ "$(wc -l < {turns})" = 1 ]; then echo '[[[ # mine' >> "$2"; else sed -i 's/^.*# mine/# mine/' "$2"; fi"""
    terminal = Terminal("edit", "israel", cwd=here, env=editor(here, script))
    assert "parties/israel.toml:" in terminal.expect("Reopen the editor? [Y/n]: ")
    terminal.answer("")
    terminal.expect("stored parties/israel.toml")
    assert terminal.end() == 0
    assert israel.read_text().endswith("# mine\n")


@pytest.mark.deep
def test_on_a_terminal_one_can_give_up(here: Path, israel: Path) -> None:
    """The text is kept and its path printed, exit 2; the file is unchanged."""
    before = contents(here / "data")
    terminal = Terminal("edit", "israel", cwd=here, env=editor(here, 'echo "[[[" >> "$2"'))
    terminal.expect("Reopen the editor? [Y/n]: ")
    terminal.answer("n")
    terminal.expect("your text is kept in")
    assert terminal.end() == 2
    assert contents(here / "data") == before
    assert draft_of(israel).read_text().endswith("[[[\n")


@pytest.mark.deep
def test_on_a_terminal_without_an_editor_named(here: Path) -> None:
    """The first one of the usual ones that there is is taken; without a name for the file it is asked for."""
    folder = here / "bin"
    folder.mkdir()
    (folder / "sensible-editor").write_text('#!/bin/sh\necho "# mine" >> "$1"\n')
    (folder / "sensible-editor").chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    terminal = Terminal("edit", cwd=here, env={"EDITOR": "", "VISUAL": "", "PATH": path})
    terminal.expect("PARTY (or negotiation, sources, agreements, proposed): ")
    terminal.answer("sources")
    terminal.expect("stored sources.toml")
    assert terminal.end() == 0
