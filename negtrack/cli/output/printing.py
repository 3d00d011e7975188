"""Printing: data on stdout, messages on stderr. Imports little, as git calls two commands often."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from negtrack.beginnings import take_beginnings
from negtrack.errors import ReaderGoneError, StoredError
from negtrack.render.clean import sanitise


class Finished(Exception):  # noqa: N818  # nothing went wrong
    """The end of a command that has said all, with its exit code, and the line of the first error of a file, 0 where
    none is known."""

    def __init__(self, exit_code: int, line: int = 0) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code
        self.line = line


def log(text: str) -> None:
    """Write a text to stderr, a message of ours folded as `log_folded` does; ignore a closed stderr."""
    log_folded(text) if text.startswith("negtrack: ") else _print(text)


def log_folded(text: str) -> None:
    """Write a message to stderr that is read and not copied: on a terminal in lines that end between words."""
    shown = sanitise(text)
    if not sys.stderr.isatty():
        _print(shown)
        return
    from negtrack.cli.output.terminal_size import terminal_size  # only on a terminal

    width, _ = terminal_size(_stderr_size())
    if len(shown) * 2 <= width:  # no character takes more than two cells
        _print(shown)
        return
    from negtrack.screen.cells import fold

    (start, end), *others = fold(shown, width)
    _print(shown[start:end])
    if others:
        rest = shown[others[0][0] :]
        for start, end in fold(rest, width - 2):
            _print(f"  {rest[start:end]}")


def _print(text: str) -> None:
    try:
        print(sanitise(text), file=sys.stderr)
    except OSError:
        close(sys.stderr)


def _stderr_size() -> tuple[int, int]:
    """Return columns and lines of the terminal of stderr, where stdout goes elsewhere."""
    try:
        return os.get_terminal_size(sys.stderr.fileno())
    except (OSError, ValueError):
        return (80, 24)


def log_beginnings() -> None:
    """Log what was taken for the beginning of an id or a word since the last time."""
    if taken := take_beginnings():
        pairs = ", ".join(f'"{text}" as {words}' for text, words in taken.items())
        log(f"negtrack: read {pairs}")


def lower_first(text: str) -> str:
    """Return a message of another program as it stands after a colon."""
    return text[:1].lower() + text[1:]


DEBUG = "NEGTRACK_DEBUG"
"""Environment variable that is set while `--debug` is given."""


def relative_path(path: Path) -> str:
    """Return `path` for messages: relative where it is inside the current folder."""
    try:
        here = Path.cwd()
    except OSError:  # the current folder is gone
        return str(path)
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def close(stream: TextIO) -> None:
    """Redirect a broken stream to the null device, else the interpreter fails again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write_out(lines: Iterable[str]) -> None:
    """Write lines to stdout. Raises `ReaderGoneError` where the reader closed the pipe."""
    try:
        sys.stdout.writelines(lines)
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise ReaderGoneError from error


def write_ids(name: str, ids: Iterable[str]) -> None:
    """Write the ids of stored items, one per line. Raises `ReaderGoneError`, and where stdout cannot be written
    `StoredError` with `name`, so that nobody enters it twice."""
    try:
        write_out(f"{sanitise(id)}\n" for id in ids)
    except OSError as error:
        raise StoredError(name, f"stdout cannot take its id: {str(error.strerror).lower()}") from error
