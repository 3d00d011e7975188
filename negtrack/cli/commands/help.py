"""`negtrack help`: the help of a command, or a page of the manual."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.commands import NAMES
from negtrack.cli.help_pages import read_help
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
    name: Annotated[
        list[str] | None, argument(metavar="[COMMAND or TOPIC]", help="What to explain [default: negtrack].")
    ] = None,
    *,
    color: ColourOption = "auto",
) -> None:
    """Show the help of a command, as --help does, or a page of the manual."""
    words = " ".join(name or [])
    if words and words not in NAMES:
        show_text(find_topic(name or [], NAMES), color)
        return
    page = read_help([words, "--help"] if words else ["--help"])
    if page is None:
        from negtrack.cli.app import help_of  # only in a narrow terminal

        page = f"{help_of(words)}\n"
    write_out([page])
