"""What an import asks about: values that may be of another kind, and sources of which a sheet says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from negtrack.errors import Problem
from negtrack.exchange.import_.imported import Imported
from negtrack.exchange.import_.row import Remarks
from negtrack.model import Item, Source, keys_of


def empty_sources(items: Iterable[Item]) -> Remarks:
    """Return which blocks of sources are empty."""
    sources = (item for item in items if isinstance(item, Source))
    empty = (source for source in sources if not any(getattr(source, name) for name in keys_of(Source).values()))
    blocks = [f"[source.{source.id}] (line {source.line})" for source in empty]
    return {"empty, write a title and a date": blocks} if blocks else {}


def doubt_problems(doubts: Mapping[tuple[str, str], str], rows: Sequence[Imported]) -> Iterator[Problem]:
    """Yield a problem for each file and issue with values in doubt: of the first cell, with how many others are."""
    cells: dict[tuple[str, str], list[tuple[Imported, str, str]]] = {}
    for row in rows:
        for key, issue, value in row.values_in(doubts):
            cells.setdefault((row.path, issue), []).append((row, key, value))
    for (_, issue), found in cells.items():
        row, key, value = found[0]
        others = f"{len(found) - 1:,} more {'cell' if len(found) == 2 else 'cells'} on {issue}"
        more = f"; {others} too" if len(found) > 1 else ""
        yield row.value_problem(key, issue, f"{doubts[issue, value]}{more}")
