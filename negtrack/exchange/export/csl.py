"""Sources as CSL-JSON, for reference managers such as Zotero and for pandoc (citationstyles.org, csl-data.json)."""

from __future__ import annotations

import json
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
        "author": [_name(author) for author in source.author],
        "container-title": source.container_title,
        "publisher": source.publisher,
        "issued": _date(source.issued),
        "accessed": _date(source.accessed),
        "URL": source.URL,
        "archive": source.archive,
        "language": source.language,
        "note": source.note,
    }
    return {key: value for key, value in item.items() if value}


def _name(author: str) -> dict[str, str]:
    """Return the parts of `Family, Given` of a person; every other name as it is written."""
    family, comma, given = (part.strip() for part in author.partition(","))
    plain = not (comma and family and given) or "," in given or is_literal_name(author)
    return {"literal": plain_name(author)} if plain else {"family": family, "given": given}


def _date(when: When | None) -> dict[str, object]:
    """Return a day, month, year or interval as numbers; an interval with an open end as text, as CSL has none."""
    if when is None:
        return {}
    if when.first is None or when.last is None:
        return {"literal": when_text(when)}
    if when.instant is not None:
        return {"date-parts": [[when.first.year, when.first.month, when.first.day]]}
    return {"date-parts": [[int(number) for number in part.split("-")] for part in when.text.split("/")]}
