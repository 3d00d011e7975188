"""`code`: the reading desk as a command, on a terminal and in lines."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from unittest import mock

import pytest

from negtrack.screen import terminal

from ..desk.reader import FOLDER, write_talks
from ..examples import tiers
from ..negotiations import read_negotiation
from .harness import Result, Terminal, command_line, environment, run, unchanged

HELD = f"{FOLDER}/.negtrack/text/herald.txt"
FIRST = ("v", "union", "wage-rise", "demand", "the source itself", "at least 9%")
"""Lines that record the first position of a sitting, from the headline of the article."""
NAMED = (*FIRST[:3], *FIRST[4:])
"""The same from the sentence about the union's demand."""


@pytest.fixture
def port(tmp_path: Path) -> Path:
    """Return a folder with the talks of the port, and the text of an article about them."""
    write_talks(tmp_path)
    return tmp_path


def ask(folder: Path, *lines: str, source: str = "herald") -> Result:
    """Run `code --lines` and answer with some lines."""
    return run("code", source, "--lines", cwd=folder, stdin="".join(f"{line}\n" for line in lines))


def test_lines(port: Path) -> None:
    """A position is recorded as it is answered; its id goes to stdout, everything else to stderr."""
    result = ask(port, "", "", *NAMED, "q")
    (position,) = read_negotiation(port / FOLDER).positions
    assert (result.code, result.out) == (0, f"{position.id}\n")
    assert position.quote.startswith("The Union wants wages")
    assert "paragraph 3 of 13" in result.err
    assert f"recorded {position.id} in parties/union.toml" in result.err


def test_the_end_of_the_input_is_a_quit(port: Path) -> None:
    """What was recorded stays; what was not finished is dropped, which is an error that says so."""
    assert ask(port, "j").code == 0
    result = ask(port, *FIRST, "j", "v", "employer", "wage-rise")
    assert (result.code, len(result.out.split())) == (2, 1)
    assert result.err.endswith("the input ended within a record, of which nothing is written; q leaves the desk\n")
    assert [position.party for position in read_negotiation(port / FOLDER).positions] == ["union"]


def test_undo_in_lines(port: Path) -> None:
    """`u` takes back, and asks for the value again."""
    with unchanged(port):
        result = ask(port, *FIRST, "u", *"<<<<<", "q")
    assert (result.code, len(result.lines)) == (0, 1)


def test_verify_finds_every_quote(port: Path) -> None:
    """At the very place that was recorded."""
    ask(port, "", "", *NAMED, "j", "v", "J", "L", "employer", "wage-rise", "offer", "a", "4%")
    ask(port, "v", "K", "1", "a", "demand", "a", "3%")
    ask(port, "", "", "v", "h", "union", "wage-rise", "the source itself", "at least 9%")
    result = run("verify", "--format", "tsv", cwd=port)
    assert (result.code, [row["status"] for row in result.rows]) == (0, ["found"] * 4)


def test_without_a_terminal(port: Path) -> None:
    """One line that names `--lines`."""
    result = run("code", "herald", cwd=port)
    assert (result.code, result.out) == (2, "")
    assert result.err == "negtrack: a page needs a terminal; use --lines for plain questions\n"


@pytest.mark.parametrize("term", ["dumb", "nonsense", ""])
def test_a_terminal_that_draws_no_page(port: Path, term: str) -> None:
    """One line too."""
    desk = Terminal("code", "herald", cwd=port, env={"TERM": term})
    assert desk.end() == 2
    assert f'"{term}" cannot draw a page; use --lines for plain questions' in desk.seen


def test_a_python_without_curses(port: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: one line."""
    monkeypatch.setitem(sys.modules, "curses", None)
    result = run("code", "herald", cwd=port, tty=True)
    assert (result.code, result.err) == (2, "negtrack: this Python has no curses; use --lines for plain questions\n")


def test_no_text_is_kept(port: Path) -> None:
    """One line says how to keep it."""
    (port / HELD).unlink()
    result = ask(port)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "negtrack: no text of herald is kept here; keep it with negtrack source-text herald FILE "
        "(a new source with add-source --file FILE)\n"
    )


def test_an_empty_text(port: Path) -> None:
    """One line."""
    (port / HELD).write_text("\n")
    assert (
        ask(port).err == "negtrack: the text that is kept of herald is empty; keep it anew with negtrack source-text\n"
    )


def test_an_unknown_source(port: Path) -> None:
    """One line, with the known ones."""
    assert 'no source "time" in port; known are herald' in ask(port, source="time").err


def test_another_text_than_the_source_names(port: Path) -> None:
    """Is read all the same, and said."""
    sources = port / FOLDER / "sources.toml"
    sources.write_text(sources.read_text() + f'text-sha256 = "{"0" * 64}"\n')
    assert "the text that is kept here is another than the source names" in ask(port, "q").err


def test_on_a_terminal(port: Path) -> None:
    """A page at once; a position in seven keys and its value; the terminal is given back as it was, and the ids are
    printed."""
    desk = Terminal("code", "herald", cwd=port, width=80)
    desk.expect("next mention")
    for key in (b" ", b" ", b"v", b"1", b"a", b"a", b"at least 9%", b"\n"):
        desk.press(key)
    desk.expect("recorded 2024-03-25-wage-rise")
    desk.press(b"q")
    assert desk.end() == 0
    (position,) = read_negotiation(port / FOLDER).positions
    assert position.id in desk.seen.splitlines()[-1]
    assert position.value == "at least 9%"


def test_a_terminal_that_is_resized(port: Path) -> None:
    """Is drawn anew, down to a few cells and back; what was answered stays."""
    desk = Terminal("code", "herald", cwd=port, width=80)
    desk.expect("next mention")
    desk.press(b"v")
    desk.expect("whose position is it?")
    for rows, cells in ((10, 20), (3, 8), (1, 1), (50, 160)):
        fcntl.ioctl(desk._ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cells, 0, 0))
        os.kill(desk._process.pid, signal.SIGWINCH)
        time.sleep(0.3)
    desk.press(b"!")  # means nothing: a change of size just before the program waits for a key is seen with the next
    desk.expect("whose position is it?")
    for key in (b"1", b"a", b"a", b"a", b"9%", b"\n"):
        desk.press(key)
    desk.expect("recorded")
    desk.press(b"q")
    assert desk.end() == 0


def test_ctrl_c(port: Path) -> None:
    """Ends it with 130; what was recorded stays and is named."""
    desk = Terminal("code", "herald", cwd=port, width=80)
    desk.expect("next mention")
    for key in (b"v", b"1", b"a", b"a", b"a", b"9%", b"\n", b"v"):
        desk.press(key)
    assert desk.break_off() == 130
    (position,) = read_negotiation(port / FOLDER).positions
    assert position.id in desk.seen.splitlines()[-1]


def test_a_new_issue_on_the_spot(port: Path) -> None:
    """`n` asks for it in plain lines, as every command does; it is recorded with the position, and undone with it."""
    desk = Terminal("code", "herald", cwd=port, width=80)
    desk.expect("next mention")
    for key in (b"v", b"1", b"n"):
        desk.press(key)
    desk.expect("title of the issue")
    desk.answer("Rest between two shifts")
    desk.expect("kind")
    desk.answer("quantity")
    desk.expect("unit")
    desk.answer("hours")
    desk.expect("its id")
    desk.answer("rest")
    desk.expect("which kind of statement is it?")
    desk.press(b"a")
    desk.expect("the party itself")
    desk.press(b"a")
    desk.expect("a quantity")
    with unchanged(port):
        desk.press(b"x")
        desk.press(b"\x15")
    for key in (b"11", b"\n"):
        desk.press(key)
    desk.expect("recorded")
    assert read_negotiation(port / FOLDER).issues["rest"].unit == "hours"
    desk.press(b"u")
    desk.expect("undone")
    assert "rest" not in read_negotiation(port / FOLDER).issues
    assert desk.break_off() == 130


def test_a_new_party_that_is_broken_off(port: Path) -> None:
    """Ctrl-C in its questions leads back to the page, and nothing is defined."""
    desk = Terminal("code", "herald", cwd=port, width=80)
    desk.expect("next mention")
    desk.press(b"v")
    desk.press(b"n")
    desk.expect("name of the party")
    desk.press(b"\x03")
    desk.expect("nothing was defined")
    desk.press(b"\x1b")
    desk.press(b"q")
    assert desk.end() == 0
    assert set(read_negotiation(port / FOLDER).parties) == {"union", "employer", "mediators"}


def test_no_key_raises(port: Path) -> None:
    """Bytes that are no characters, and keys without a name, are passed over."""
    desk = Terminal("code", "herald", cwd=port, width=80)
    desk.expect("next mention")
    for key in (b"\xff\xfe", b"\x1b[24~", b"\x00", b"\x07", b"\t"):
        desk.press(key)
    desk.press(b"q")
    assert desk.end() == 0


@pytest.mark.parametrize("kills", tiers(3, 20, 200))
def test_kills(port: Path, kills: int) -> None:
    """A desk that is killed at any moment loses at most the position that it had not recorded: every id that was
    printed is in the files, which are valid, and at most one more a kill."""
    printed: set[str] = set()
    chance = random.Random(kills)
    value = 0
    for number in range(1, kills + 1):
        process = subprocess.Popen(
            command_line("code", "herald", "--lines"),
            cwd=port,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert process.stdin
        assert process.stdout
        doubts: tuple[str, ...] = ("demand", "the source itself")
        for _ in range(chance.randint(1, 4)):
            value += 1
            words = ("v", "union", "overtime", *doubts, f"at most {value}")
            process.stdin.write("".join(f"{line}\n" for line in words))
            process.stdin.flush()
            doubts = ()
            printed.add(process.stdout.readline().strip())
        value += 1
        process.stdin.write("".join(f"{line}\n" for line in ("v", "union", "overtime", f"at most {value}")))
        process.stdin.flush()
        time.sleep(chance.random() * 0.1)
        process.kill()
        out, _ = process.communicate()
        printed |= set(out.split())
        stored = {position.id for position in read_negotiation(port / FOLDER).positions}
        assert printed <= stored
        assert len(stored) - len(printed) <= number


def test_escape_is_noticed_soon() -> None:
    """Curses waits a second after Esc unless it is asked not to."""
    with mock.patch.dict(os.environ), mock.patch("curses.initscr", side_effect=KeyboardInterrupt):
        os.environ.pop("ESCDELAY", None)
        with pytest.raises(KeyboardInterrupt):
            terminal.run_screen(lambda _: None)
        assert int(os.environ["ESCDELAY"]) <= 50


OTHER = ("--source", "herald", "--speaker", "Port insiders", "--side", "media")
"""Who said it, as another coder read it."""


def test_a_blind_coder(port: Path) -> None:
    """Sees neither what another coder recorded of the source nor whom that coder named; everything recorded is the
    coder's own, and seen again."""
    assert run("add-position", "employer", "overtime", "10", *OTHER, "--coder", "ben", cwd=port).code == 0
    words = ("code", "herald", "--lines", "--coder", "ana", "--blind")
    lines = "".join(f"{line}\n" for line in ("", "", *NAMED, "v", "w", "<", "<", "a", "union", "<", "<", "q"))
    result = run(*words, cwd=port, stdin=lines)
    assert "Port insiders" not in result.err
    assert "employer overtime" not in result.err
    assert "employer, overtime: 10" not in result.err
    assert "recorded: ¶3 union wage-rise at least 9%" in result.err
    assert {one.coder for one in read_negotiation(port / FOLDER).positions} == {"ana", "ben"}
    seen = run("code", "herald", "--lines", "--coder", "ana", cwd=port, stdin="v\nw\n<\n<\na\nunion\n")
    assert "Port insiders" in seen.err
    assert "employer, overtime: 10" in seen.err


def test_blind_without_a_coder(port: Path) -> None:
    """One line each."""
    assert run("code", "herald", "--lines", "--blind", cwd=port).err == (
        "negtrack: --blind needs --coder, whose records are shown\n"
    )
    assert 'negtrack: --coder "a b/": ' in run("code", "herald", "--lines", "--coder", "a b/", cwd=port).err


def test_lines_end_between_words(port: Path) -> None:
    """On a terminal a long sentence is folded between words; elsewhere it is one line."""
    desk = Terminal("code", "herald", "--lines", cwd=port, width=40)
    desk.expect("for all keys")
    desk.answer("j")
    desk.expect("for all keys")
    assert "Dockers and terminal operators went back\n  to the table on Monday, mediators" in desk.seen
    desk.answer("q")
    assert desk.end() == 0
    assert "went back to the table on Monday, mediators said, after a walkout that closed" in ask(port, "j").err


def test_the_way_back_is_always_named(port: Path) -> None:
    """In every question, also where a text is typed."""
    assert "value (< back, ? keys): " in ask(port, *FIRST[:5]).err
