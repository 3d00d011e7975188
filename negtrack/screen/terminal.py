"""A full-screen page in a terminal: keys in, rows out. The only module that knows curses, which Windows has not."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from negtrack.errors import UsageError
from negtrack.screen.cells import cut
from negtrack.screen.rows import Mark, Row

if TYPE_CHECKING:
    import curses

StateT = TypeVar("StateT")
_ESCAPE_WAIT = 25
"""Milliseconds in which the rest of a key's sequence follows an Esc."""
_CONTROLS = {"\n": "enter", "\r": "enter", "\x1b": "esc", "\x7f": "backspace", "\b": "backspace", "\x15": "ctrl-u"}


def refuse_dumb(instead: str) -> None:
    """Raise `UsageError` where no page can be drawn, with what to do `instead`."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(f"a page needs a terminal; {instead}")
    try:
        import curses
    except ImportError as error:
        raise UsageError(f"this Python has no curses; {instead}") from error
    name = os.environ.get("TERM", "")
    try:
        curses.setupterm(fd=sys.stdout.fileno())
        is_able = bool(curses.tigetstr("cup"))
    except (curses.error, OSError):
        is_able = False
    if not is_able:
        raise UsageError(f'a terminal of the kind "{name}" cannot draw a page; {instead}')


class Screen:
    """The terminal while a page is shown."""

    def __init__(self, window: curses.window) -> None:
        import curses

        self._curses, self._window = curses, window
        window.keypad(True)
        with contextlib.suppress(curses.error):
            curses.curs_set(0)
        self._looks: dict[Mark, int] = {
            "": 0,
            "head": curses.A_BOLD,
            "dim": curses.A_DIM,
            "current": curses.A_BOLD,
            "chosen": curses.A_REVERSE,
            "found": curses.A_BOLD | curses.A_UNDERLINE,
            "alert": curses.A_BOLD,
        }
        self._keys = {
            getattr(curses, f"KEY_{name}"): key
            for name, key in (
                *(("UP", "up"), ("DOWN", "down"), ("LEFT", "left"), ("RIGHT", "right"), ("HOME", "home")),
                *(("END", "end"), ("NPAGE", "pgdn"), ("PPAGE", "pgup"), ("BACKSPACE", "backspace")),
                *(("DC", "delete"), ("ENTER", "enter"), ("RESIZE", "resize")),
            )
        }

    @property
    def size(self) -> tuple[int, int]:
        """Return the cells of a row, and the rows."""
        rows, cells = self._window.getmaxyx()
        return cells, rows

    def show(self, rows: Sequence[Row]) -> None:
        """Draw rows; what does not fit, as while a window is being resized, is left out."""
        width, height = self.size
        self._window.erase()
        for number, row in enumerate(rows[:height]):
            room = width - int(number == height - 1)  # a character in the last cell would scroll the page
            with contextlib.suppress(self._curses.error):
                self._window.move(number, 0)
                for part in row:
                    self._window.addstr(cut(part.text, room), self._looks[part.mark])
                    room = width - int(number == height - 1) - self._window.getyx()[1]
                    if self._window.getyx()[0] != number:
                        break
        self._window.refresh()

    def key(self) -> str:
        """Wait for a key and return its name; "" for one without."""
        try:
            pressed = self._window.get_wch()
        except self._curses.error:
            return ""
        if isinstance(pressed, int):
            if pressed == self._curses.KEY_RESIZE:
                self._curses.update_lines_cols()
            return self._keys.get(pressed, "")
        return _CONTROLS.get(pressed) or (pressed if pressed.isprintable() else "")

    @contextlib.contextmanager
    def suspended(self) -> Iterator[None]:
        """Give the terminal back for as long as something is asked in plain lines."""
        self._curses.def_prog_mode()
        self._curses.endwin()
        try:
            yield
        finally:
            self._curses.reset_prog_mode()
            self._window.clear()
            self._window.refresh()


def run_screen(use: Callable[[Screen], StateT]) -> StateT:
    """Return what `use` returns of a screen; the terminal is as it was before, however that ends."""
    import curses
    import locale

    locale.setlocale(locale.LC_CTYPE, "")
    if sys.platform != "win32" and locale.nl_langinfo(locale.CODESET).upper() != "UTF-8":
        with contextlib.suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, "C.UTF-8")  # the rest of the program writes UTF-8 anyway
    os.environ.setdefault("ESCDELAY", str(_ESCAPE_WAIT))
    window = curses.initscr()
    try:
        curses.noecho()
        curses.cbreak()
        return use(Screen(window))
    finally:
        curses.endwin()
