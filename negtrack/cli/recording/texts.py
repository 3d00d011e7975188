"""Texts of sources from files: what a source says of its text, and the message about it."""

from __future__ import annotations

from datetime import datetime

from negtrack.cli.output.printing import log
from negtrack.cli.recording.write import add
from negtrack.cli.session import Session
from negtrack.model import Source
from negtrack.store.source_fields import TextFields
from negtrack.store.texts import hold_text
from negtrack.text.read import SourceText


def text_fields(text: SourceText, now: datetime) -> TextFields:
    """Return what a source says of its text."""
    return TextFields(text.sha256, text.extractor, now)


def hold_first(session: Session, source: Source, text: SourceText) -> None:
    """Keep the text of a new source before the source is defined, so that no source names a text that is not there;
    where the source cannot be defined, log why and exit."""
    if add(session, [source], dry_run=True)[0].state == "new":
        hold_text(session.loaded.place, source.id, text.text)
        log(f"negtrack: {held_sentence(text)}")


def held_sentence(text: SourceText) -> str:
    """Return what was kept, so that a page that holds less than was seen is noticed."""
    number = text.paragraphs
    words = len(text.text.split())
    paragraphs = f"{number:,} paragraph{'' if number == 1 else 's'}"
    return f"kept its text on this machine: {paragraphs}, {words:,} word{'' if words == 1 else 's'}"
