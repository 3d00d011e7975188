"""Where text leaves the program: data on stdout, sentences on stderr. Loads little, as git calls two commands often."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from negtrack.errors import ReaderGoneError, StoredError
from negtrack.render.clean import sanitise


def log(text: str) -> None:
    """One sentence for a person, on stderr; left out where stderr takes no more."""
    try:
        print(sanitise(text), file=sys.stderr)
    except OSError:
        close(sys.stderr)


DEBUG = "NEGTRACK_DEBUG"
"""Set while `--debug` is given."""


def relative_path(path: Path) -> str:
    """`path` as sentences name it: from the current folder where it lies in it."""
    try:
        here = Path.cwd()
    except OSError:  # the current folder is gone
        return str(path)
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def close(stream: TextIO) -> None:
    """Leads a stream that takes no more to nowhere, or the interpreter fails once more on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write_out(lines: Iterable[str]) -> None:
    """Lines on stdout. Raises `ReaderGoneError` where nobody reads them any more."""
    try:
        sys.stdout.writelines(lines)
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise ReaderGoneError from error


def write_ids(name: str, ids: Iterable[str]) -> None:
    """The ids of what is stored, a line each. Raises `ReaderGoneError`, and where stdout cannot take them `StoredError`
    with `name`, so that nobody enters it twice."""
    try:
        write_out(f"{sanitise(each)}\n" for each in ids)
    except OSError as error:
        raise StoredError(name, f"stdout cannot take its id: {str(error.strerror).lower()}") from error
