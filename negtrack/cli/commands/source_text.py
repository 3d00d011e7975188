"""`negtrack source-text`: keep the text of a source."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from negtrack.cli.options import Scope, argument
from negtrack.cli.output.printing import log, write_ids
from negtrack.cli.recording.texts import held_sentence, text_fields
from negtrack.cli.session import open_session
from negtrack.lookup import find_source
from negtrack.store.source_fields import keep_text
from negtrack.text.read import read_source

EXAMPLES = (
    "negtrack source-text daily-2026-11-20 page.html",
    "negtrack source-text letter letter.txt",
    "negtrack source-text mediator-2026-11-21 note.md",
)


def command(
    source: Annotated[str, argument(metavar="SOURCE", help="Source whose text the file holds.")],
    file: Annotated[Path, argument(metavar="FILE", help="Its text: html, txt, md, docx, pdf or eml.")],
    *,
    scope: Scope,
) -> None:
    """Keep the text of a source on this machine, so that verify finds the words that records quote.

    It is kept in .negtrack/text/, which git ignores; the source names its hash, and the programs that read the file.
    """
    session = open_session(scope, writing=True)
    found, text = find_source(session.negotiation, source), read_source(file)
    is_new = keep_text(session.loaded.place, found.id, text.text, text_fields(text, session.clock.now))
    write_ids(found.id, [found.id])
    log(f"negtrack: {held_sentence(text) if is_new else 'this text is kept already; nothing written'}")
    if is_new and found.text_sha256 not in ("", text.sha256):
        log(f"negtrack: {found.id} had another text before; verify says which words are still there, undo goes back")
