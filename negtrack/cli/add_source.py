"""`negtrack add-source`: define a source."""

from __future__ import annotations

from typing import Annotated

import typer

from negtrack.cli.adding import record
from negtrack.cli.ask import asked_for
from negtrack.cli.making import made
from negtrack.cli.options import DryRun, Scope
from negtrack.cli.session import open_session
from negtrack.dates import parse_when
from negtrack.ids import parse_id
from negtrack.model import Source


def command(
    source: Annotated[
        str, typer.Argument(metavar="[ID]", help="The source's id, such as reuters-2024-03-28.", show_default=False)
    ] = "",
    *,
    title: Annotated[str, typer.Option("--title", help="The title of the piece.", show_default=False)] = "",
    issued: Annotated[str, typer.Option("--issued", metavar="DATE", help="When it appeared.", show_default=False)] = "",
    container_title: Annotated[
        str, typer.Option("--container-title", help="What it appeared in: the newspaper, the site.", show_default=False)
    ] = "",
    publisher: Annotated[str, typer.Option("--publisher", help="Who published it.", show_default=False)] = "",
    author: Annotated[
        list[str] | None, typer.Option("--author", help="Who wrote it; may be repeated.", show_default=False)
    ] = None,
    type_: Annotated[
        str, typer.Option("--type", help="CSL's type, such as article-newspaper or webpage.", show_default=False)
    ] = "",
    url: Annotated[str, typer.Option("--url", "--URL", help="Where it can be read.", show_default=False)] = "",
    archive: Annotated[str, typer.Option("--archive", help="Where a copy is kept.", show_default=False)] = "",
    accessed: Annotated[
        str, typer.Option("--accessed", metavar="DATE", help="When it was read.", show_default=False)
    ] = "",
    language: Annotated[
        str, typer.Option("--language", help="Its language, such as en or he.", show_default=False)
    ] = "",
    note: Annotated[str, typer.Option("--note", help="A remark of ours.", show_default=False)] = "",
    dry_run: DryRun = False,
    scope: Scope,
) -> None:
    """Define a source: the publication that records rest on. The options are named as in CSL-JSON."""
    session = open_session(scope)
    name = asked_for(source, "ID", parse_id, hint="such as reuters-2024-03-28")
    given = {
        "type": type_,
        "title": title,
        "author": author or [],
        "container-title": container_title,
        "publisher": publisher,
        "issued": asked_for(issued, "--issued", parse_when, hint="when it appeared").text,
        "URL": url,
        "archive": archive,
        "accessed": accessed,
        "language": language,
        "note": note,
    }
    record(session, [made(Source, name, given)], dry_run, "defined {id} in {path}")
