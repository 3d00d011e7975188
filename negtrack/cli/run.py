"""The start and end of every command line, and the one place where errors become a line on stderr and an exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from negtrack.beginnings import collect_beginnings
from negtrack.cli.commands import find_command
from negtrack.cli.options import call_command
from negtrack.cli.output.printing import Finished, close, log, log_beginnings, lower_first
from negtrack.cli.plain import read_plain_line
from negtrack.cli.recording.answers import ANSWERS
from negtrack.errors import DataError, NegtrackError, ReaderGoneError, SeveralNegotiationsError


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Errors go to stderr, one line each, never as a traceback."""
    _open_streams()
    with collect_beginnings():
        return _run_and_report(arguments)


def _run_and_report(arguments: Sequence[str]) -> int:
    ANSWERS.start(arguments)
    code = _run(arguments)
    if code == 0:
        if ANSWERS.place:  # a command that writes
            log_beginnings()
        ANSWERS.forget()
    elif ANSWERS.given:
        _log_error("your answers are kept; negtrack --resume goes on with them")
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        code = call_words(arguments)
        sys.stdout.flush()
    except (ReaderGoneError, BrokenPipeError):  # BrokenPipeError while typer prints its help
        close(sys.stdout)
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        _flush(sys.stdout)
        return _report(error, arguments)
    return code


def call_words(arguments: Sequence[str]) -> int:
    """Call one command and return its exit code; typer reads the line where it is not plain."""
    try:
        line = read_plain_line(arguments)
        if line:
            name, given = line
            call_command(find_command(name), given)
            return 0
        from negtrack.cli.app import call_by_typer

        return call_by_typer(arguments)
    except Finished as end:
        return end.exit_code


def _open_streams() -> None:
    """Set both streams to UTF-8; replace a stream that the caller closed by the null device."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115  # stays open as long as the process
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _report(error: Exception, arguments: Sequence[str]) -> int:
    if isinstance(error, DataError):
        for problem in error.problems:
            log(str(problem))
        return error.exit_code
    if isinstance(error, NegtrackError):
        words = [word for word in arguments[1:] if word and not word.startswith("-")]
        _log_error(error.with_hint(words) if isinstance(error, SeveralNegotiationsError) else str(error))
        return error.exit_code
    if isinstance(error, OSError):
        _log_error(f"{error.filename or 'cannot write'}: {lower_first(error.strerror or str(error))}")
        return 2
    if "--debug" in arguments:
        import traceback

        for line in "".join(traceback.format_exception(error)).splitlines():
            log(line)
    _log_error(f"internal error: {type(error).__name__}: {error}; use --debug before the command to see the traceback")
    return 2


def _log_error(message: str) -> None:
    log(f"negtrack: {message}")


def _flush(stream: TextIO) -> None:
    try:
        stream.flush()
    except OSError:
        close(stream)
