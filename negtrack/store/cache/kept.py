"""What is kept of each file, and what is kept as bytes."""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from operator import attrgetter
from typing import Any, BinaryIO
from zlib import crc32

from negtrack import __version__
from negtrack.dates import When, parse_when
from negtrack.errors import NegtrackError, Problem
from negtrack.frozen import blank_of, dataclass, field, from_trusted, hold
from negtrack.lazy import LazyMapping
from negtrack.model import DEFINITIONS, ENTRIES, Entry, Group, Item, Negotiation, Passage, Position, Strength, Term
from negtrack.store.document import Document
from negtrack.store.toml_source import Lines


class CacheError(NegtrackError):
    """There is no cache to be had, or none of these files."""


@dataclass(frozen=True)
class Book:
    """What is kept of one file."""

    digest: bytes
    """The digest of its content."""
    document: Document
    """The definitions in it."""
    mark: str = ""
    """Another one whenever the file or what its entries rest on is."""
    others: Sequence[Entry] = ()
    """The entries that are no positions."""
    group_of: Mapping[str, Group] = field(default_factory=dict)
    """Position -> its party and issue, in the order of the file."""
    standing: Mapping[Group, bytes] = field(default_factory=dict)
    """(party, issue) -> the positions that `remaining_positions` leaves."""
    groups: Mapping[Group, bytes] = field(default_factory=dict)
    """(party, issue) -> all positions, in the order of the file."""
    acts: bytes = b""
    """The positions that supersede, withdraw or deny others."""
    newest: date | None = None
    """The day of the newest record that counts."""
    valued: int = 0
    """How many positions with a value count."""
    cited: tuple[Collection[str], Collection[str]] = ((), ())
    """The sources that the positions rest on, and those of the valued ones."""
    named: Collection[str] = ()
    """The entries that the entries name."""
    is_alone: bool = False
    """Whether all entries are positions, notes and retractions, and name none but each other."""


MODELS: tuple[type, ...] = (*DEFINITIONS, *ENTRIES, Term, Passage, When, Negotiation, Document, Problem, Book)
"""The classes of our own that a cache holds."""


def form_of(models: Collection[type]) -> int:
    """Return a number that is another one where a field or a default of the `models` is."""
    return crc32(repr([blank_of(model) for model in models]).encode())


FORM = f"17 {__version__} {sys.version_info[0]}.{sys.version_info[1]} {form_of(MODELS)}"
"""Changes with the fields of the items; its first number with whatever else changes what is kept."""


def pack(value: object, body: BinaryIO) -> None:
    """Write `value`, of plain values and items, to `body`."""
    writer = pickle.Pickler(body, protocol=5)
    writer.dispatch_table = _REDUCERS
    writer.dump(value)


def unpack(body: BinaryIO) -> Any:
    """Return the value that `pack` made `body` of. Raises `CacheError` where it names anything else."""
    return _Reader(body).load()


class _Reader(pickle.Unpickler):
    """A reader that calls nothing but what `pack` names."""

    def find_class(self, module: str, name: str) -> Callable[..., object]:
        if (module, name) not in _NAMED:
            raise CacheError("it is not ours")
        return _NAMED[module, name]


def _reduce_item(item: Item) -> tuple[Callable[..., object], tuple[object, ...]]:
    """Return what gives an item again: only what differs from the default of a field is kept."""
    blank = blank_of(type(item))
    return from_trusted, (type(item), {k: v for k, v in vars(item).items() if k in blank and v != blank[k]})


_REDUCERS: dict[type, Callable[[Any], tuple[Callable[..., object], tuple[object, ...]]]] = {
    **dict.fromkeys(MODELS, _reduce_item),
    When: lambda when: _reduce_item(when) if when.base else (parse_when, (when.text,)),
}
_PLAIN: tuple[Any, ...] = (Lines, Strength, date, datetime, timedelta, timezone, frozenset, from_trusted)
_NAMED: Mapping[tuple[str, str], Callable[..., object]] = {
    (named.__module__, named.__qualname__): named
    for named in (*MODELS, *_PLAIN, lru_cache(maxsize=1 << 14)(parse_when))  # one object for the same text
}
"""What a cache may hold besides plain values."""

_BLANK = blank_of(Position)


def pack_positions(positions: Sequence[Position]) -> bytes:
    """Return positions as bytes, field by field, which are read fastest; without fields that all have by default."""
    columns = zip(_BLANK, zip(*map(attrgetter(*_BLANK), positions), strict=True), strict=False)
    pack({name: cells for name, cells in columns if cells.count(_BLANK[name]) < len(cells)}, body := io.BytesIO())
    return body.getvalue()


def unpack_positions(body: bytes) -> tuple[Position, ...]:
    """Return the positions that `pack_positions` made `body` of; what was left out they have from their class."""
    columns = unpack(io.BytesIO(body))
    return tuple([hold(Position, dict(zip(columns, row))) for row in zip(*columns.values(), strict=True)])  # noqa: B905


def pack_groups(groups: Mapping[Group, Sequence[Position]]) -> Mapping[Group, bytes]:
    """Return groups of positions, each as bytes."""
    return {group: pack_positions(positions) for group, positions in groups.items()}


def unpack_groups(parts: Iterable[Mapping[Group, bytes]]) -> Mapping[Group, tuple[Position, ...]]:
    """Return the groups of all `parts`, each of which is read when it is asked for."""
    packed = {group: body for part in parts for group, body in part.items()}
    return LazyMapping(packed, lambda group: unpack_positions(packed[group]))
