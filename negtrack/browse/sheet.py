"""A page laid out: its rows, and what its rows open, each thing with a key or two of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from negtrack.browse.layout import AboutRow
from negtrack.browse.places import Place
from negtrack.frozen import dataclass
from negtrack.screen.rows import Row

LABELS = "abcdefghijklmnoprstuwxzABCDFGHIJKLMNOPQRSTUVWXYZ"
"""Keys that open what a page shows: letters that mean nothing else."""
Key = tuple[Place, int]
"""What a row opens, and how many rows before it open the same."""


@dataclass(frozen=True)
class Item:
    """What a row opens, the row, and the keys that open it."""

    place: Place
    row: int
    label: str
    nth: int = 0
    """How many rows before it open the same."""

    @property
    def key(self) -> Key:
        """Return what tells it from the others also once the page is laid out anew."""
        return self.place, self.nth


@dataclass(frozen=True)
class Sheet:
    """The rows of a page and what they open; `start` is the row that is to be in sight first."""

    rows: Sequence[Row]
    items: Sequence[Item]
    start: int = 0

    @property
    def margin(self) -> int:
        """Return the cells before each row: those of a label, and of a sign."""
        return margin_for(len(self.items))

    @cached_property
    def by_row(self) -> dict[int, int]:
        """Map a row to the number of what it opens."""
        return {item.row: number for number, item in enumerate(self.items)}

    def labelled(self, keys: str) -> Sequence[int]:
        """Return the numbers of the items whose labels begin so."""
        return [number for number, item in enumerate(self.items) if item.label.startswith(keys)]

    def find(self, key: Key) -> int | None:
        """Return the number of an item, else of the first that opens the same."""
        found = [number for number, item in enumerate(self.items) if item.place == key[0]]
        return next((number for number in found if self.items[number].nth == key[1]), found[0] if found else None)

    def end_of(self, number: int) -> int:
        """Return the row after the last one of an item: the next item's, or the end."""
        return self.items[number + 1].row if number + 1 < len(self.items) else len(self.rows)


def margin_for(count: int) -> int:
    """Return the cells before each row of a page with so many items."""
    return label_length(count) + 1 if count else 0


def label_length(count: int) -> int:
    """Return how many letters a label has where there are so many."""
    length = 1
    while len(LABELS) ** length < count:
        length += 1
    return length


def label_of(number: int, count: int) -> str:
    """Return the label of one of so many items."""
    label = ""
    for _ in range(label_length(count)):
        number, rest = divmod(number, len(LABELS))
        label = LABELS[rest] + label
    return label


def build_sheet(rows: Iterable[AboutRow], start: int = 0) -> Sheet:
    """Build a sheet of rows whose `about` is the place that they open."""
    found = list(rows)
    opening = [number for number, row in enumerate(found) if row.about]
    items = tuple(_items(found, opening))
    return Sheet([row.row for row in found], items, start)


def _items(rows: Sequence[AboutRow], opening: Sequence[int]) -> Iterator[Item]:
    seen: Counter[Place] = Counter()
    for number, row in enumerate(opening):
        place = rows[row].about
        yield Item(place, row, label_of(number, len(opening)), seen[place])
        seen[place] += 1
