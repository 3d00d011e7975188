"""Definitions as a person wrote them, without what the program itself added since."""

from __future__ import annotations

from negtrack.frozen import replace
from negtrack.model import Definition, Source


def without_additions(known: Definition, item: Definition) -> Definition:
    """Return a definition without what the program itself added to it since it was written: former ids, and what
    `source-text` notes of a source's text, unless the `item` says that too."""
    if isinstance(known, Source) and isinstance(item, Source) and not item.text_sha256:
        known = replace(known, text_sha256="", extractor=item.extractor, retrieved=item.retrieved)
    return replace(known, formerly=item.formerly)
