"""Values of rows in canonical words, so that one statement gets one id however it was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from negtrack.errors import NotationError
from negtrack.exchange.import_.importer import Imported
from negtrack.model import Issue, Item, Position
from negtrack.values import parse_value, print_value


def canonicalise(rows: Iterable[Imported], issues: Mapping[str, Issue]) -> list[Imported]:
    """Return `rows` with the values of positions without an id in canonical words. A value that is invalid for its
    issue stays as it is and is reported when it is added."""
    return [replace(row, item=_canonical_item(row.item, issues)) for row in rows]


def _canonical_item(item: Item, issues: Mapping[str, Issue]) -> Item:
    if not isinstance(item, Position) or item.id or not item.value:
        return item
    issue, position = issues.get(item.issue), item
    if issue is None or not issue.is_compared:
        return position
    try:
        words = print_value(parse_value(position.value, issue.scale))
    except NotationError:
        return position
    return position if words == position.value else replace(position, value=words)
