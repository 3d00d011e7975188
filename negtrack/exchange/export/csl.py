"""Sources as CSL-JSON, for reference managers such as Zotero and for pandoc (citationstyles.org, csl-data.json)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from negtrack.dates import When
from negtrack.model import Source
from negtrack.model.author_names import is_literal_name, plain_name
from negtrack.render.clean import escape
from negtrack.views.phrasing import when_text

TYPES = frozenset(
    (
        *("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast"),
        *("chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary"),
        *("entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case", "legislation"),
        *("manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent"),
        *("performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report"),
        *("review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage"),
    )
)
"""The types of CSL 1.0.2; a source of another type is a `webpage` if it has an address, else a `document`."""
CUSTOM = "negtrack"
"""The key of `custom` under which fields stand that CSL has no place for."""


def csl_text(sources: Iterable[Source]) -> str:
    """Return the sources as a JSON list, one item each in their order, safe to print."""
    text = json.dumps([_item(source) for source in sources], ensure_ascii=False, indent=2)
    return "\n".join(escape(line) for line in text.split("\n")) + "\n"


def _item(source: Source) -> dict[str, object]:
    other = "webpage" if source.URL else "document"
    item = {
        "id": source.id,
        "type": source.type if source.type in TYPES else other,
        "title": source.title,
        "author": [name_parts(author) for author in source.author],
        "container-title": source.container_title,
        "publisher": source.publisher,
        "issued": _date(source.issued),
        "accessed": _date(source.accessed),
        "URL": source.URL,
        "archive": source.archive,
        "language": source.language,
        "note": escape_note(source.note),
        "custom": _custom(source, str(source.type if source.type in TYPES else other)),
    }
    return {key: value for key, value in item.items() if value}


def _custom(source: Source, type: str) -> dict[str, object]:
    """Return what CSL has no place for: a type of no list, and the hour of a date; `import --as sources` reads it."""
    dates = {key: getattr(source, key) for key in ("issued", "accessed")}
    instants = {key: when.text for key, when in dates.items() if when is not None and when.instant is not None}
    kept = {**({} if source.type == type else {"type": source.type}), **instants}
    return {CUSTOM: kept} if kept else {}


def escape_note(note: str) -> str:
    """Return a note in which no line says `status: ...` or `{:status: ...}`, which processors would take for fields of
    the item that override its own: such a line gets a blank before it."""
    return re.sub(r"\{( *):", r"{ \1:", re.sub(r"(?m)^(?= *[^\s:]+:)", " ", note))


def unescape_note(note: str) -> str:
    """Return the note that `escape_note` was given."""
    return re.sub(r"(?m)^ (?= *[^\s:]+:)", "", re.sub(r"\{ ( *):", r"{\1:", note))


def name_parts(author: str) -> dict[str, str]:
    """Return the parts of `Family, Given` of a person; every other name as it is written."""
    family, comma, given = (part.strip() for part in author.partition(","))
    plain = not (comma and family and given) or "," in given or is_literal_name(author)
    return {"literal": plain_name(author)} if plain else {"family": family, "given": given}


def _date(when: When | None) -> dict[str, object]:
    """Return a day, month, year, or an interval between dates of two years and of one precision as numbers. Other
    intervals go as the text of EDTF, an open end left out (`2024-03/`): citeproc-js refuses two precisions, citeproc-py
    stops at two days of one year, and pandoc reads the text as an interval."""
    if when is None:
        return {}
    if when.base or (when.first is None and when.last is None):
        return {"literal": when_text(when)}
    if when.instant is not None and when.first is not None:
        return {"date-parts": [[when.first.year, when.first.month, when.first.day]]}
    parts = [part.split("-") for part in when.text.split("/")]
    if len(parts) > 1 and (len(parts[0]) != len(parts[1]) or parts[0][0] == parts[1][0] or ".." in when.text):
        return {"literal": when.text.replace("..", "")}
    return {"date-parts": [list(map(int, numbers)) for numbers in parts]}
