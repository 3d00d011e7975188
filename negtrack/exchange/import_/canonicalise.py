"""Values of rows in canonical words, so that one statement gets one id however it was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from negtrack.errors import NotationError
from negtrack.exchange.import_.importer import Imported
from negtrack.model import Issue, Item, Position
from negtrack.values import parse_value, print_value


def canonicalise(taken: Iterable[Imported], issues: Mapping[str, Issue]) -> list[Imported]:
    """`taken` with the values of positions that are still to get their ids in canonical words; what is no value of its
    issue is left as it is, and told where it is added."""
    return [replace(each, item=_canonical_item(each.item, issues)) for each in taken]


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
