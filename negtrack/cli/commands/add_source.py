"""`negtrack add-source`: define a source."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.output.printing import log
from negtrack.cli.recording.fields import FieldsOf, Given, find_named
from negtrack.cli.recording.prompts import can_ask, prompt_date, prompt_for, prompt_or_none, suggest_id
from negtrack.cli.recording.records import build_record
from negtrack.cli.recording.texts import held_sentence, text_fields
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import DryRun
from negtrack.cli.session import Session, open_session
from negtrack.dates import parse_when
from negtrack.ids import parse_id
from negtrack.model import Source, parse_text
from negtrack.text.read import SourceText, read_source

EXAMPLES = (
    "negtrack add-source gazette-2026-11-23 --issued 2026-11-23 --container-title 'Port Gazette'",
    "negtrack add-source radio-2026-11-22 --issued 2026-11-22 --title 'News at nine' --url https://example.org/news",
    "negtrack add-source note-2026-11-23 --issued 2026-11-23 --title 'A note' --file note.txt",
)


def command(
    source: Annotated[str, argument(metavar="[ID]", help="Id of the source, such as reuters-2024-03-28.")] = "",
    *,
    given: Annotated[Given, FieldsOf(Source, "title", "issued", "container-title", "publisher", "author")],
    file: Annotated[
        Path | None,
        option("--file", metavar="FILE", help="Keep its text on this machine: html, txt, md, docx, pdf, eml."),
    ] = None,
    dry_run: DryRun = False,
    scope: Scope,
) -> None:
    """Define a source: the publication that records rest on. The options have the names of CSL-JSON."""
    session = open_session(scope, writing=True)
    named = find_named(session, Source, given)
    if can_ask() and not source:
        key = "container-title"
        named[key] = named[key] or prompt_or_none(f"--{key}", parse_text, hint="the newspaper or site")
        named["issued"] = prompt_date(named["issued"], "--issued", session.clock.today, "when it appeared")
        named["title"] = named["title"] or prompt_or_none("--title", parse_text)
        named["URL"] = named["URL"] or prompt_or_none("address", parse_text, hint="on the web")
    suggested = suggest_id(named["container-title"] or named["publisher"], named["issued"])
    name = prompt_for(source, "ID", parse_id, hint="such as reuters-2024-03-28", default=suggested)
    issued = prompt_for(named["issued"], "--issued", parse_when, hint="when it appeared").text
    text = read_source(file) if file else None
    kept = text_fields(text, session.clock.now).keys if text else {}
    defined = build_record(Source, name, {**named, "issued": issued, **kept})
    _record(session, defined, text, dry_run)


def _record(session: Session, source: Source, text: SourceText | None, dry_run: bool) -> None:
    """Define a source, and keep its text."""
    texts = {source.id: text.text} if text else {}
    added = record(session, [source], dry_run, "defined {id} in {path}", texts=texts)
    if text and not dry_run and added[-1].state == "new":
        log(f"negtrack: {held_sentence(text)}")
