"""`negtrack help`: the help of a command, or a page of the manual."""

from __future__ import annotations

from typing import Annotated, cast

import typer
from typer.core import TyperGroup

from negtrack.cli.options import ColourOption, argument
from negtrack.cli.output.printing import write_out
from negtrack.cli.output.reading import show_text
from negtrack.manual.topics import find_topic

EXAMPLES = (
    "negtrack help",
    "negtrack help compare",
    "negtrack help exit codes",
)


def command(
    ctx: typer.Context,
    name: Annotated[
        list[str] | None, argument(metavar="[COMMAND or TOPIC]", help="What to explain [default: negtrack].")
    ] = None,
    *,
    color: ColourOption = "auto",
) -> None:
    """Show the help of a command, as --help does, or a page of the manual."""
    program = cast(typer.Context, ctx.parent)
    group = cast(TyperGroup, program.command)
    commands, words = group.list_commands(program), name or []
    if not words:
        write_out([f"{program.get_help()}\n"])
    elif " ".join(words) in commands:
        found = group.get_command(program, words[0])
        assert found is not None
        write_out([f"{typer.Context(found, program, words[0]).get_help()}\n"])
    else:
        show_text(find_topic(words, commands), color)
