"""`negtrack manual`: the manual."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from negtrack.cli.options import ColourOption, argument, option
from negtrack.cli.output.reading import show_text
from negtrack.errors import UsageError
from negtrack.manual.topics import find_topic, list_topics

EXAMPLES = (
    "negtrack manual",
    "negtrack manual values",
    "negtrack manual --html site",
)


def command(
    topic: Annotated[
        list[str] | None, argument(metavar="[TOPIC]", help="A page, or a heading [default: the list of pages].")
    ] = None,
    *,
    html: Annotated[str, option("--html", metavar="DIR", help="Write the manual into a folder as web pages.")] = "",
    man: Annotated[str, option("--man", metavar="DIR", help="Write it into a folder of MANPATH as man pages.")] = "",
    force: Annotated[bool, option("--force", help="Overwrite existing files.")] = False,
    color: ColourOption = "auto",
) -> None:
    """Read the manual: a page, or the part of one with that heading; through a pager on a terminal, as Markdown into
    a pipe."""
    if html or man:
        if topic or (html and man):
            raise UsageError("--html and --man write the whole manual; give one of them and no topic")
        _write(html, man, force)
        return
    if force:
        raise UsageError("--force overwrites files of --html or --man; give one of them")
    show_text(find_topic(topic) if topic else list_topics(), color)


def _write(html: str, man: str, force: bool) -> None:
    from negtrack.cli.output.folders import write_folder

    if html:
        from negtrack.manual.site import site_files

        write_folder(Path(html), site_files(), force)
    else:
        from negtrack.cli.commands import COMMANDS
        from negtrack.manual.man import man_files

        commands = {name: does for group in COMMANDS.values() for name, does in group.items()}
        write_folder(Path(man), man_files(commands), force)
