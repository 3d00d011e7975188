"""`browse` as a command: on a terminal, with an editor, a clipboard, and where no page can be drawn."""

from __future__ import annotations

import base64
import fcntl
import os
import signal
import struct
import sys
import termios
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest

from negtrack.browse.actions import press
from negtrack.browse.asked import Asked
from negtrack.browse.browser import Browser
from negtrack.cli.options import Scope
from negtrack.cli.output.browsing import show_pages
from negtrack.cli.output.clipboard import copy_text
from negtrack.cli.recording.editor import run_editor
from negtrack.cli.session import open_session
from negtrack.screen.rows import Row, plain
from negtrack.screen.terminal import Screen

from ..negotiations import write_negotiation
from .harness import Terminal, run

FOLDER = "data/port"
KEYS = b" keys"
"""Shown at the bottom once the page is whole."""


@pytest.fixture
def port(tmp_path: Path) -> Path:
    """Return a folder with the talks of `FILES`."""
    write_negotiation(tmp_path / FOLDER)
    return tmp_path


def browse(folder: Path, *words: str, width: int = 80, **env: str) -> Terminal:
    """Return the browser on a terminal of its own, once its page is whole."""
    browser = Terminal("browse", *words, cwd=folder, width=width, env=env)
    browser.expect(KEYS.decode())
    return browser


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ((), "negtrack overview"),
        (("pay", "--as-of", "2024-01-02"), "negtrack history pay --as-of 2024-01-02"),
        (("union", "employer", "--brief"), "negtrack compare union employer --brief"),
        (("--data", "data"), "negtrack overview --data data"),
    ],
)
def test_without_a_terminal(port: Path, words: tuple[str, ...], command: str) -> None:
    """One line that names the plain command."""
    result = run("browse", *words, cwd=port)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"negtrack: a page needs a terminal; use {command}\n"


@pytest.mark.parametrize("term", ["dumb", "nonsense", ""])
def test_a_terminal_that_draws_no_page(port: Path, term: str) -> None:
    """One line too."""
    browser = Terminal("browse", cwd=port, env={"TERM": term})
    assert browser.end() == 2
    assert f'"{term}" cannot draw a page; use negtrack overview' in browser.seen


def test_a_python_without_curses(port: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: one line."""
    monkeypatch.setitem(sys.modules, "curses", None)
    result = run("browse", cwd=port, tty=True)
    assert (result.code, result.err) == (2, "negtrack: this Python has no curses; use negtrack overview\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nobody",), 'no party, record or issue "nobody" in port'),
        (("--as-of", "someday"), 'no event "someday"'),
        (("--issue", "nothing"), 'no issue "nothing" in port'),
    ],
)
def test_what_is_unknown(port: Path, words: tuple[str, ...], message: str) -> None:
    """Is said in a line, and the terminal stays as it was."""
    browser = Terminal("browse", *words, cwd=port)
    assert browser.end() == 2
    assert message in browser.seen


def test_on_a_terminal(port: Path) -> None:
    """The title and the issues at once, then the overview; pages opened and left; the terminal is given back."""
    browser = Terminal("browse", cwd=port, width=80)
    first = browser.expect("working out where everybody stands")
    assert "Wages" in first + browser.expect(KEYS.decode())
    browser.press(b"2")
    browser.expect("compare")
    browser.press(b"\n")
    browser.expect(": history")
    browser.press(b"q")
    browser.expect("compare")
    browser.press(b"q")
    browser.expect("overview")
    browser.press(b"q")
    assert browser.end() == 0
    assert browser.seen.rstrip().endswith(("\x1b[?1l\x1b>", "\x1b[?1049l", "\x1b>"))


def test_ctrl_c(port: Path) -> None:
    """Leaves from any page."""
    browser = browse(port)
    browser.press(b"2")
    browser.expect("compare")
    assert browser.break_off() == 130


def test_a_window_that_changes_its_size(port: Path) -> None:
    """Down to a few cells and back: the page is there, and keys go on."""
    browser = browse(port, "union", "employer")
    for rows, cells in ((10, 20), (3, 6), (50, 160)):
        fcntl.ioctl(browser._ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cells, 0, 0))
        os.kill(browser._process.pid, signal.SIGWINCH)
    browser.press(b"!")  # means nothing: a change of size just before the program waits for a key is seen with the next
    browser.expect("pages")  # a key that only a wide window names
    browser.press(b"3")
    browser.expect("each beside what it was")
    browser.press(b"\x1b")
    browser.press(b"q")
    assert browser.end() == 0


def test_errors_of_files(port: Path) -> None:
    """Are counted on the page, and listed once it is left, as by every command."""
    party = port / FOLDER / "parties/union.toml"
    party.write_text(party.read_text() + '[position.bad]\nissue = "nothing"\n')
    browser = Terminal("browse", cwd=port, width=80)
    browser.expect("in the files; negtrack check lists them")
    browser.press(b"q")
    assert browser.end() == 2
    assert "parties/union.toml" in browser.seen


def test_the_editor_opens_at_the_line(port: Path) -> None:
    """Of the record that is shown; what was stored is on the page at once."""
    party = port / FOLDER / "parties/union.toml"
    line = 1 + next(n for n, text in enumerate(party.read_text().splitlines()) if text.startswith("[position."))
    editor = port / "vi"
    editor.write_text(f'#!/bin/sh\necho "$1" > {port}/where\nsed -i \'s/name = "[^"]*"/name = "The Guild"/\' "$2"\n')
    editor.chmod(0o755)
    browser = browse(port, "--all", "union", EDITOR=str(editor), VISUAL="")
    browser.press(b"\x1bOB")
    browser.press(b"\x1bOB")
    browser.press(b"\n")
    browser.expect("position of The Union")
    browser.press(b"E")
    browser.expect("stored")
    assert (port / "where").read_text() == f"+{line}\n"
    browser.press(b"q")
    browser.expect("The Guild")
    browser.press(b"q")
    assert browser.end() == 0


def test_the_record_is_gone_after_the_edit(port: Path) -> None:
    """The page is that before it, and the browser goes on."""
    editor = port / "vi"
    editor.write_text("#!/bin/sh\nsed -i '/^.position/,$d' \"$2\"\n")
    editor.chmod(0o755)
    browser = browse(port, "--all", "union", EDITOR=str(editor), VISUAL="")
    browser.press(b"c")
    browser.expect("position of The Union")
    browser.press(b"E")
    browser.expect("removed")
    browser.press(b"q")
    assert browser.end() == 0


def test_ctrl_c_while_a_page_is_worked_out(port: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Goes back to the page before; the next key works."""
    shown: list[str] = []
    keys = iter(["2", "3", "q", "q"])

    class Window:
        size = (80, 24)

        def show(self, rows: Sequence[Row]) -> None:
            shown.append("\n".join(map(plain, rows)))

        def key(self) -> str:
            return next(keys)

    def press_or_break(browser: Browser, key: str) -> Browser:
        if key == "2":
            raise KeyboardInterrupt
        return press(browser, key)

    monkeypatch.setattr("negtrack.cli.output.browsing.press", press_or_break)
    monkeypatch.setattr("negtrack.cli.output.browsing._LARGE", 1)
    monkeypatch.chdir(port)
    session = open_session(Scope())
    assert show_pages(cast(Screen, Window()), session, Scope(), [("overview",)], Asked()) is session
    assert ["working it out" in page for page in shown] == [False, True, False, True, False, True, False, True]
    assert "broken off" in shown[2]
    assert "negtrack gaps" in shown[4]


def test_an_editor_that_fails(port: Path) -> None:
    """Changes nothing, and the page says so."""
    browser = browse(port, "pay", EDITOR="false", VISUAL="")
    browser.press(b"E")
    browser.expect("the editor false exited with code 1")
    browser.press(b"q")
    assert browser.end() == 0


def test_no_editor(port: Path) -> None:
    """Is a line on the page too."""
    browser = browse(port, "pay", EDITOR="/nowhere/ed", VISUAL="")
    browser.press(b"E")
    browser.expect('no editor "/nowhere/ed"')
    browser.press(b"q")
    assert browser.end() == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("vim", ["+7", "x.toml"]),
        ("nano", ["+7", "x.toml"]),
        ("code", ["-g", "x.toml:7"]),
        ("hx", ["x.toml:7"]),
        ("ed", ["x.toml"]),
    ],
)
def test_how_editors_take_a_line(tmp_path: Path, name: str, words: list[str]) -> None:
    """Each in its own way; an unknown one opens the file alone, as all do without a line."""
    program = tmp_path / name
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\n')
    program.chmod(0o755)
    run_editor([str(program)], Path("x.toml"), 7)
    assert (tmp_path / "asked").read_text().split() == words
    run_editor([str(program)], Path("x.toml"))
    assert (tmp_path / "asked").read_text().split() == ["x.toml"]


def test_copy_through_the_terminal(port: Path) -> None:
    """The command goes to the terminal (OSC 52) where no program has the clipboard."""
    browser = browse(port, "pay", "--data", "data", DISPLAY="", WAYLAND_DISPLAY="", WSL_DISTRO_NAME="")
    browser.press(b"y")
    shown = browser.expect("of the terminal")
    command = base64.b64encode(b"negtrack history pay --data data").decode()
    assert f"\x1b]52;c;{command}\x07" in browser.seen + shown
    browser.press(b"q")
    assert browser.end() == 0


@pytest.mark.parametrize("code", [0, 1])
def test_copy_by_a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Which gets the text without control characters; the terminal where it fails."""
    program = tmp_path / "xclip"
    program.write_text(f"#!/bin/sh\ncat > {tmp_path}/copied\nexit {code}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("WSL_DISTRO_NAME", raising=False)
    said = copy_text("negtrack show a\x1b]52;\n")
    copied = (tmp_path / "copied").read_text()
    assert "\x1b" not in copied
    assert "\n" not in copied
    assert said == ("copied with xclip" if not code else "sent to the clipboard of the terminal, where it has one")
