"""The commands as typer sees them: it explains them, refuses what is wrong, and reads every line that is not plain.

A command's module is imported when it is called, so that no command pays for the others.
"""

from __future__ import annotations

import functools
import inspect
import os
import re
import shlex
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any, cast, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from negtrack import __version__
from negtrack.cli.commands import COMMANDS, NAMES, examples_of, find_command
from negtrack.cli.completion.shells import SCRIPTS, Shell
from negtrack.cli.help_layout import EXAMPLES, HelpLayout
from negtrack.cli.options import Declared, Scope, call_command, group_of
from negtrack.cli.output.printing import DEBUG, log, lower_first
from negtrack.cli.plain import ANYWHERE
from negtrack.cli.recording.answers import ANSWERS
from negtrack.errors import UnknownIdError, UsageError, nearest

_LISTS = ("parties", "issues", "proposals", "agreements")
"""Commands that list what `show` shows one by one."""


class _Context(typer.Context):
    """A line that is read, whose help has the layout of `HelpLayout`."""

    formatter_class = HelpLayout


class _Command(TyperCommand):
    """One command, whose line is read."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        _refuse_twice(ctx, args)
        rest = super().parse_args(ctx, args)
        _refuse_empty(ctx)
        return rest


class Commands(TyperGroup):
    """The group of all commands; finds a command's function in the module of its name."""

    context_class = _Context

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        _refuse_twice(ctx, args)
        rest = super().parse_args(ctx, args)
        _refuse_empty(ctx)
        return rest

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # typer's own context class
        return list(NAMES)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        if cmd_name not in NAMES:
            raise UnknownIdError("command", cmd_name, NAMES, listing="--help")
        single = typer.Typer(rich_markup_mode=None, add_completion=False)
        single.command(cmd_name, cls=_Command, epilog=EXAMPLES + "\n".join(examples_of(cmd_name)))(
            expand_groups(find_command(cmd_name))
        )
        command = typer.main.get_command(single)
        command.context_class = _Context
        return command

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        for heading, group in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl(list(group.items()))


app = typer.Typer(cls=Commands, rich_markup_mode=None, add_completion=False)


def _refuse_twice(context: typer.Context, words: Sequence[str]) -> None:
    """Raise `UsageError` for an option that takes one value and is given twice, of which one would be dropped; not for
    those that an alias may give, of which the last counts."""
    given = context.command.make_parser(context).parse_args(list(words))[2] if words else []
    for parameter in given:
        takes_one = parameter.param_type_name == "option" and not parameter.multiple
        takes_one &= not getattr(parameter, "is_flag", False) and parameter.name not in ANYWHERE
        if takes_one and given.count(parameter) > 1:
            raise UsageError(f"{parameter.opts[-1]} is given twice; leave one out")


def _refuse_empty(context: typer.Context) -> None:
    """Raise `UsageError` for an empty text that would be taken for none, as a variable of the shell without a value
    gives one."""
    for parameter in context.command.params:
        source = context.get_parameter_source(parameter.name or "")
        value = context.params.get(parameter.name or "")
        is_empty = value == "" or (isinstance(value, tuple | list) and "" in value)
        if source is not None and source.name == "COMMANDLINE" and is_empty:
            is_option = parameter.param_type_name == "option"
            name = parameter.opts[-1] if is_option else parameter.human_readable_name.strip("[].")
            raise UsageError(f"{name} is empty; give it a value or leave it out")


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"negtrack {__version__}")
        raise typer.Exit


def _show_completion(shell: Shell | None) -> None:
    if shell:
        print(SCRIPTS[shell], end="")
        raise typer.Exit


def expand_groups(command: Callable[..., None]) -> Callable[..., None]:
    """Return `command` for typer: each parameter that stands for a group of options is replaced by these options."""
    hints = get_type_hints(command, include_extras=True)

    @functools.wraps(command)
    def call_with_groups(**given: Any) -> None:
        call_command(command, given)

    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(command).parameters.values():
        hint = hints[parameter.name]
        group = group_of(hint)
        found = group.parameters(hints) if group else [(parameter.name, parameter.default, hint)]
        parameters += (_for_typer(*one) for one in found)
    call_with_groups.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # read by inspect
    call_with_groups.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return call_with_groups


def _for_typer(name: str, default: object, hint: Any) -> inspect.Parameter:
    """Return a keyword-only parameter, declared as typer does it."""
    for said in getattr(hint, "__metadata__", ()):
        if isinstance(said, Declared):
            form = typer.Option if said.names else typer.Argument
            shown = form(
                *said.names, help=said.help, metavar=said.metavar, show_default=said.show_default, min=said.minimum
            )
            hint = Annotated[hint.__origin__, shown]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)


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
    from negtrack.cli.run import call_words
    from negtrack.cli.session import place_of

    words = ANSWERS.resume(place_of(scope))
    log(f"negtrack: {shlex.join(words)}")
    return call_words(words)


def help_of(name: str = "") -> str:
    """Return what `--help` prints for a command, "" for the program."""
    group = typer.main.get_command(app)
    program = _Context(group, info_name="negtrack")
    found = cast(TyperGroup, group).get_command(program, name) if name else None
    return (_Context(found, program, name) if found else program).get_help()


def call_by_typer(arguments: Sequence[str]) -> int:
    """Call one command and return its exit code. Raises `UsageError` for a wrong line, and what the command raises.
    typer's own call would end the process when a pipe is closed."""
    group = typer.main.get_command(app)
    try:
        with group.make_context("negtrack", list(arguments)) as context:
            group.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except TyperException as error:
        raise UsageError(_usage_message(error, arguments)) from error
    return 0


def read_by_typer(name: str, words: Sequence[str]) -> dict[str, Any]:
    """Return the values of a command's parameters on a line, without a call. Raises `UsageError`."""
    group = cast(TyperGroup, typer.main.get_command(app))
    program = typer.Context(group, info_name="negtrack")
    if "--help" in words:
        raise UsageError("--help is for the command line; negtrack help shows it")
    try:
        found = group.get_command(program, name)
        assert found
        return found.make_context(name, list(words), parent=program).params
    except TyperException as error:
        raise UsageError(_usage_message(error, words)) from error


def _argument_text(option: str, arguments: Sequence[str]) -> str:
    """Return what to write behind an option, as the help of its command says: `; write --since WHEN`; "" where no
    argument is a command."""
    program = typer.main.get_command(app)
    context = typer.Context(program, info_name="negtrack")
    name = next((word for word in arguments if word in NAMES), "")
    command = cast(TyperGroup, program).get_command(context, name) if name else program
    found = [parameter for parameter in command.params if option in parameter.opts] if command else []
    return f"; write {option} {found[0].make_metavar(ctx=context)}" if found else ""


def _usage_message(error: TyperException, arguments: Sequence[str]) -> str:
    """Return typer's message, with what to write instead."""
    message = lower_first(error.format_message().rstrip(".")).replace("a valid int range", "a whole number")
    if choice := re.fullmatch("(?s)(.*: '(.*)') is not one of ('.*')", message):
        near = nearest(choice[2], choice[3].strip("'").split("', '"))[:1]
        return f"{message}; did you mean {near[0]}?" if near else message
    if missing := re.fullmatch("option '(.*)' requires an argument", message):
        return message + _argument_text(missing[1], arguments)
    if re.match("no such option: (-[0-9.])", message):
        return f"{message}; write -- before a value that begins with a minus"
    bare = [word.lstrip("-") for word in arguments if word.startswith("-") and word.lstrip("-") in NAMES]
    if bare and message.startswith("no such option"):
        return f"{message}; write negtrack {bare[0]}"
    if extra := re.fullmatch(r"got unexpected extra argument\(?s?\)? \((.*)\)", message):
        context = getattr(error, "ctx", None)
        command = context.info_name if context else ""
        fix = f"show {extra[1]} shows it" if command in _LISTS else f"{command} --help says what it takes"
        has_output = context and any("-o" in parameter.opts for parameter in context.command.params)
        if has_output and re.search(r"\.[a-z]{2,5}$", extra[1]):
            return f'"{extra[1]}" is more than {command} takes; to write a file, use -o {extra[1]}'
        return f'"{extra[1]}" is more than {command} takes; negtrack {fix}'
    return message
