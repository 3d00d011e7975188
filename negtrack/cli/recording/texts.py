"""Texts of sources from files: what a source says of its text, and the message about it."""

from __future__ import annotations

from datetime import datetime

from negtrack.store.source_fields import TextFields
from negtrack.text.read import SourceText


def text_fields(text: SourceText, now: datetime) -> TextFields:
    """Return what a source says of its text."""
    return TextFields(text.sha256, text.extractor, now)


def held_sentence(text: SourceText) -> str:
    """Return what was kept, so that a page that holds less than was seen is noticed."""
    number = text.paragraphs
    words = len(text.text.split())
    paragraphs = f"{number:,} paragraph{'' if number == 1 else 's'}"
    return f"kept its text on this machine: {paragraphs}, {words:,} word{'' if words == 1 else 's'}"
