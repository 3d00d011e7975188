"""The table of commands, and the one place where errors become a line on stderr and an exit code.

A command's module is imported when it is called, so that no command pays for the others.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from negtrack import __version__
from negtrack.cli.completion.shells import SCRIPTS, Shell
from negtrack.cli.options import Scope, expand_groups
from negtrack.cli.output.printing import DEBUG, close, log
from negtrack.cli.recording.answers import ANSWERS
from negtrack.errors import DataError, NegtrackError, ReaderGoneError, UnknownIdError

COMMANDS: dict[str, dict[str, str]] = {
    "Look": {
        "show": "Show where parties stand and who says so, or one record.",
        "compare": "Compare the parties: issues down, parties across, the gap last.",
        "diff": "Show what differs between two sides, or what changed since a date.",
        "history": "Show one issue through time.",
        "gaps": "Show how far apart each pair is, and how far it was before.",
        "matrix": "Show party by party on how many issues they meet.",
        "overview": "Show a whole negotiation on one screen.",
        "parties": "List the parties.",
        "issues": "List the issues, and how far apart the parties are on each.",
        "events": "List the events.",
        "sources": "List the sources.",
        "proposals": "List the proposals, and who answered what.",
        "agreements": "Show what was agreed, and what became of it.",
        "due": "List what is due and when, and what became of it.",
        "rounds": "Show the offers in the order in which they were tabled.",
        "scorecard": "Show who moved how far, and what became of the demands.",
        "negotiations": "List the negotiations in the data folder.",
        "verify": "Look up the words that records quote.",
        "check": "Validate the files; report errors and notes.",
    },
    "Write": {
        "init": "Start a negotiation, or copy an example.",
        "add-party": "Define a party.",
        "add-issue": "Define an issue.",
        "add-event": "Define an event.",
        "add-side": "Define a side of the table.",
        "add-source": "Define a source.",
        "source-text": "Keep the text of a source, for verify.",
        "add-position": "Record what a party would accept on an issue.",
        "add-proposal": "Record terms that were put on the table.",
        "add-response": "Record an answer to a proposal or a position.",
        "add-agreement": "Record what the parties settled.",
        "add-open": "Record an issue that an agreement leaves open.",
        "add-milestone": "Record what became of an agreement or a term.",
        "add-note": "Record a context figure or a remark.",
        "sheet": "Write down what one source says in your editor, and record it.",
        "review": "Read proposed records beside their words, and accept or remove each.",
        "code": "Read a source at the keyboard, and record positions from it.",
        "retract": "Take back an entry that was an error.",
        "edit": "Edit a file in your editor and validate it on return.",
        "undo": "Undo the last write of this folder.",
        "set-kind": "Change the kind of an issue; its values are read anew.",
        "rename": "Rename a party, an issue, an event or a source in all files.",
    },
    "Exchange": {
        "import": "Import spreadsheets, JSON Lines and coding sheets.",
        "export": "Export a negotiation to spreadsheets, documents and programs.",
        "report": "Write a page with a chart and a table for each issue.",
        "query": "Query the negotiation in SQL.",
        "schema": "Print the JSON Schema of a kind of file, for editors.",
        "git-setup": "Configure git to read and merge the files record by record.",
        "git-textconv": "Print a file as flat lines; called by git diff and git log.",
        "git-merge": "Merge two versions of a file record by record; called by git merge.",
    },
    "Read": {
        "manual": "Show a page of the manual, or list them.",
        "help": "Show the help of a command, or a page of the manual.",
    },
}
_LINE = 73
"""Most characters of a line of an example."""
_LISTS = ("parties", "issues", "proposals", "agreements")
"""Commands that list what `show` shows one by one."""
NAMES = tuple(name for group in COMMANDS.values() for name in group)


class Commands(TyperGroup):
    """The group of all commands; finds a command's function in the module of its name."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # typer's own context class
        return list(NAMES)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        if cmd_name not in NAMES:
            raise UnknownIdError("command", cmd_name, NAMES, listing="--help")
        name = cmd_name.replace("-", "_")
        module = import_module(
            f"negtrack.cli.commands.{name}_" if name == "import" else f"negtrack.cli.commands.{name}"
        )
        single = typer.Typer(rich_markup_mode=None, add_completion=False)
        single.command(cmd_name, epilog=_print_examples(module.EXAMPLES))(expand_groups(module.command))
        return typer.main.get_command(single)

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        for heading, group in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl(list(group.items()))


def _print_examples(examples: Sequence[str]) -> str:
    """Return the last part of a command's help, whose lines typer leaves as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for example in examples for line in _fold(example))


def _fold(example: str) -> list[str]:
    """Return a command line in lines of a terminal, as a shell takes them."""
    first, *rest = re.split(" (?=--|>|<)", example)
    lines = [first]
    for part in rest:
        if len(lines[-1]) + len(part) > _LINE:
            lines[-1] += " \\"
            lines.append(f"    {part}")
        else:
            lines[-1] += f" {part}"
    return lines


app = typer.Typer(cls=Commands, rich_markup_mode=None, add_completion=False)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"negtrack {__version__}")
        raise typer.Exit


def _show_completion(shell: Shell | None) -> None:
    if shell:
        print(SCRIPTS[shell], end="")
        raise typer.Exit


@app.callback(invoke_without_command=True)
@expand_groups
def _before_command(
    ctx: typer.Context,
    *,
    version: bool = typer.Option(False, "--version", is_eager=True, callback=_print_version, help="Print the version."),
    show_completion: Shell | None = typer.Option(
        None,
        "--show-completion",
        metavar="SHELL",
        is_eager=True,
        callback=_show_completion,
        help="Print the completion script for bash, zsh or fish; the page editors of the manual says where.",
    ),
    debug: bool = typer.Option(False, "--debug", help="Show the traceback of an internal error."),
    resume: bool = typer.Option(False, "--resume", help="Run the command again whose questions were broken off."),
    scope: Scope,
) -> None:
    """Plain-text accounting for negotiations: who stands where, on whose word, and how far apart they are."""
    if debug:
        os.environ[DEBUG] = "1"
    if resume and ctx.invoked_subcommand is None:
        raise typer.Exit(_resume(scope))
    if ctx.invoked_subcommand is None:
        print(ctx.get_help(), file=sys.stderr)
        raise typer.Exit(2)
    given = {
        "negotiation": scope.negotiation or os.environ.get("NEGTRACK_NEGOTIATION", ""),
        "data": scope.data or os.environ.get("NEGTRACK_DATA", ""),
        "color": scope.color,
    }
    ctx.default_map = dict.fromkeys(NAMES, given)


def _resume(scope: Scope) -> int:
    """Run the command again whose prompts were broken off; the answers that were given are offered."""
    from negtrack.cli.session import place_of

    words = ANSWERS.resume(place_of(scope))
    log(f"negtrack: {shlex.join(words)}")
    return _call(words)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Errors go to stderr, one line each, never as a traceback."""
    _open_streams()
    ANSWERS.start(arguments)
    code = _run(arguments)
    if code == 0:
        ANSWERS.forget()
    elif ANSWERS.given:
        _log_error("your answers are kept; negtrack --resume goes on with them")
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        code = _call(arguments)
        sys.stdout.flush()
    except (ReaderGoneError, BrokenPipeError):  # BrokenPipeError while typer prints its help
        close(sys.stdout)
        return 0
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except Exception as error:
        _flush(sys.stdout)
        return _report(error, debug="--debug" in arguments)
    return code


def _call(arguments: Sequence[str]) -> int:
    """Call one command and return its exit code. typer's own call would end the process when a pipe is closed."""
    group = typer.main.get_command(app)
    try:
        with group.make_context("negtrack", list(arguments)) as context:
            group.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    return 0


def _open_streams() -> None:
    """Set both streams to UTF-8; replace a stream that the caller closed by the null device."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115  # stays open as long as the process
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _report(error: Exception, debug: bool) -> int:
    if isinstance(error, DataError):
        for problem in error.problems:
            log(str(problem))
        return error.exit_code
    if isinstance(error, NegtrackError):
        _log_error(str(error))
        return error.exit_code
    if isinstance(error, TyperException):
        _log_error(_usage_message(error))
        return 2
    if isinstance(error, OSError):
        _log_error(f"{error.filename or 'cannot write'}: {_lower_first(error.strerror or str(error))}")
        return 2
    if debug:
        import traceback

        for line in "".join(traceback.format_exception(error)).splitlines():
            log(line)
    _log_error(f"internal error: {type(error).__name__}: {error}; use --debug before the command to see the traceback")
    return 2


def _usage_message(error: TyperException) -> str:
    """Return typer's message, with what to write instead."""
    message = _lower_first(error.format_message().rstrip("."))
    if re.match("no such option: (-[0-9.])", message):
        return f"{message}; write -- before a value that begins with a minus"
    if extra := re.fullmatch(r"got unexpected extra argument\(?s?\)? \((.*)\)", message):
        context = getattr(error, "ctx", None)
        command = context.info_name if context else ""
        fix = f"show {extra[1]} shows it" if command in _LISTS else f"{command} --help says what it takes"
        return f'"{extra[1]}" is more than {command} takes; negtrack {fix}'
    return message


def _log_error(message: str) -> None:
    log(f"negtrack: {message}")


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _flush(stream: TextIO) -> None:
    try:
        stream.flush()
    except OSError:
        close(stream)
