"""`negtrack add-source`: define a source."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.recording.prompts import prompt_for
from negtrack.cli.recording.records import build_record
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import DryRun
from negtrack.cli.session import open_session
from negtrack.dates import parse_when
from negtrack.ids import parse_id
from negtrack.model import Source


def command(
    source: Annotated[str, argument(metavar="[ID]", help="The source's id, such as reuters-2024-03-28.")] = "",
    *,
    title: Annotated[str, option("--title", help="The title of the piece.")] = "",
    issued: Annotated[str, option("--issued", metavar="DATE", help="When it appeared.")] = "",
    container_title: Annotated[
        str, option("--container-title", help="What it appeared in: the newspaper, the site.")
    ] = "",
    publisher: Annotated[str, option("--publisher", help="Who published it.")] = "",
    author: Annotated[list[str] | None, option("--author", help="Who wrote it; may be repeated.")] = None,
    type_: Annotated[str, option("--type", help="CSL's type, such as article-newspaper or webpage.")] = "",
    url: Annotated[str, option("--url", "--URL", help="Where it can be read.")] = "",
    archive: Annotated[str, option("--archive", help="Where a copy is kept.")] = "",
    accessed: Annotated[str, option("--accessed", metavar="DATE", help="When it was read.")] = "",
    language: Annotated[str, option("--language", help="Its language, such as en or he.")] = "",
    note: Annotated[str, option("--note", help="A remark of ours.")] = "",
    dry_run: DryRun = False,
    scope: Scope,
) -> None:
    """Define a source: the publication that records rest on. The options are named as in CSL-JSON."""
    session = open_session(scope, writing=True)
    name = prompt_for(source, "ID", parse_id, hint="such as reuters-2024-03-28")
    given = {
        "type": type_,
        "title": title,
        "author": author or [],
        "container-title": container_title,
        "publisher": publisher,
        "issued": prompt_for(issued, "--issued", parse_when, hint="when it appeared").text,
        "URL": url,
        "archive": archive,
        "accessed": accessed,
        "language": language,
        "note": note,
    }
    record(session, [build_record(Source, name, given)], dry_run, "defined {id} in {path}")
