"""What a check is given and how it says what it found: the file, the record and the field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import cached_property

from negtrack.errors import Problem, Severity
from negtrack.frozen import dataclass
from negtrack.model import Definition, Delegate, Entry, Item, Negotiation, Party, Source
from negtrack.query import Snapshot


@dataclass(frozen=True)
class CheckContext:
    """What the checks work on: the negotiation, the day that counts as today, and the sources that other records cite
    than are given."""

    negotiation: Negotiation
    today: date
    cited_elsewhere: Collection[str] = frozenset()

    @cached_property
    def snapshot(self) -> Snapshot:
        """The negotiation with everything that is on record."""
        return Snapshot(self.negotiation)

    @cached_property
    def cited(self) -> Collection[str]:
        """The sources that any record cites."""
        return {name for record in self.negotiation.records for name in record.sources}.union(self.cited_elsewhere)

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """Every definition, delegates included."""
        known = self.negotiation
        delegates = (each for party in known.parties.values() for each in party.delegates)
        named = (known.parties, known.issues, known.events, known.sources)
        return (*(each for group in named for each in group.values()), *delegates)

    @cached_property
    def unprintable(self) -> tuple[Item, ...]:
        """The entries and definitions in whose texts there is more than letters on one line: nearly none."""
        items = (*self.negotiation.entries.values(), *self.definitions)
        return tuple(item for item in items if not _letters(item).isprintable())


def _letters(item: Item) -> str:
    """Every text of `item`, one behind the other."""
    values = vars(item).values()
    lists = [str(each) for group in values if type(group) is tuple for each in group]
    return "".join([*(each for each in values if type(each) is str), *lists])


Check = Callable[[CheckContext], Iterator[Problem]]


def problem(item: Item, field: str, message: str, severity: Severity = "error") -> Problem:
    """What is wrong with a field of `item`; "" for the item as a whole."""
    where = f"[{item.table}.{item.id}]{' ' if field else ''}{field}:"
    return Problem(_home(item), item.line, where, message, severity)


def note(item: Item, field: str, message: str) -> Problem:
    """What is worth a look at a field of `item`."""
    return problem(item, field, message, "note")


def _home(item: Item) -> str:
    """The file that an item stands in."""
    if isinstance(item, Entry | Delegate):
        return f"parties/{item.party}.toml"
    if isinstance(item, Party):
        return f"parties/{item.id}.toml"
    return "sources.toml" if isinstance(item, Source) else PLAIN


PLAIN = "negotiation.toml"
"""The file that holds the issues, the events and what is said about the talks as a whole."""
