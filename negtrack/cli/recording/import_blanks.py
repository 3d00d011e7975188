"""Words of annotations whose program puts blanks into them: as the kept text of their source has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from negtrack.exchange.import_.imported import Imported
from negtrack.exchange.import_.importer import Importer
from negtrack.frozen import replace
from negtrack.model import Item, Passage, Record
from negtrack.store.locate import Place
from negtrack.store.texts import read_held


def close_imported(place: Place, importer: Importer) -> tuple[list[Imported], list[str]]:
    """Return the rows with the words as the texts at `place` have them, and the pairs of words that differ; what was
    recorded before stays as it was. Raises `NegtrackError` for a kept text that cannot be read."""
    rows = importer.imported
    if not any(row.has_blanks for row in rows):
        return rows, []
    from negtrack.text.blanks import close_blanks  # few imports have annotations

    sources = importer.names.negotiation.sources
    held = cache(lambda id: read_held(place, sources[id]) if id in sources else None)
    recorded = set(_passages(importer.names.negotiation.records))
    closed, pairs = list(rows), dict[str, None]()
    for number, row in enumerate(rows):
        for source, words in _passages([row.item] if row.has_blanks else []):
            own = close_blanks(held(source) or "", words)
            if own != words and (source, words) not in recorded:
                closed[number] = _with_words(row, own)
                pairs[f'"{words}" as "{own}"'] = None
    return closed, list(pairs)


def _passages(items: Iterable[Item]) -> Iterator[tuple[str, str]]:
    """Yield the first source and the words of each record that has a passage with words."""
    for item in items:
        if isinstance(item, Record) and isinstance(item.locator, Passage) and item.locator.quote and item.sources:
            yield item.sources[0], item.locator.quote


def _with_words(row: Imported, words: str) -> Imported:
    item = row.item
    if isinstance(item, Record) and isinstance(item.locator, Passage):
        return replace(row, item=replace(item, locator=replace(item.locator, quote=words)))
    return row
