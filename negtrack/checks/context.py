"""The input of a check, and its problems with their file, record and field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from negtrack.errors import Problem, Severity
from negtrack.frozen import dataclass
from negtrack.model import (
    Agreement,
    Definition,
    Delegate,
    Entry,
    Group,
    Item,
    Negotiation,
    Party,
    Position,
    Proposal,
    Response,
    Source,
    Term,
    references,
)
from negtrack.query import Snapshot

ItemT = TypeVar("ItemT", bound=Item)


@dataclass(frozen=True)
class CheckContext:
    """The input of the checks: the negotiation, in which they look up everything, and the day that counts as today.

    They report on all entries, or on `only` some, and optionally on the definitions and what lies between files.
    """

    negotiation: Negotiation
    today: date
    only: Sequence[Entry] | None = None
    with_definitions: bool = True

    @cached_property
    def snapshot(self) -> Snapshot:
        """The negotiation with everything that is on record."""
        return Snapshot(self.negotiation)

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """The entries to report on."""
        return tuple(self.negotiation.entries.values()) if self.only is None else self.only

    def of(self, model: type[ItemT]) -> Sequence[ItemT]:
        """Return the entries and definitions of a class to report on."""
        if model not in self._by_class:
            self._by_class[model] = [item for item in (*self.entries, *self.definitions) if isinstance(item, model)]
        return self._by_class[model]

    @cached_property
    def _by_class(self) -> dict[type[Item], Sequence[Any]]:
        """Class -> what `of` returns for it, as many checks ask for the same."""
        return {}

    @cached_property
    def acts(self) -> Sequence[Position]:
        """The positions to report on that supersede, withdraw or deny others: nearly none."""
        return [one for one in self.of(Position) if one.supersedes or one.withdraws or one.denies]

    @cached_property
    def naming(self) -> Sequence[tuple[Entry, str, str]]:
        """The entries to report on that name entries, each with a key that names one, and its name."""
        return [(entry, key, name) for entry in self.entries for key, name in references(entry)]

    @cached_property
    def groups(self) -> Collection[Group]:
        """The parties and issues to report on together: those on which the entries to report on have a word."""
        if self.only is None:
            return self.snapshot.positions.keys()
        names = {(entry.party, entry.id) for entry in (*self.of(Proposal), *self.of(Response))}
        derived = [
            group
            for group, positions in (self.snapshot.offers.items() if names else ())
            if any((group[0], name) in names for one in positions for name in (one.origin, one.proposal))
        ]
        return dict.fromkeys((*((position.party, position.issue) for position in self.of(Position)), *derived))

    def note_on(self, position: Position, message: str) -> Problem:
        """Return a note that begins with the value of `position`, on the entry that gives it."""
        if not position.origin:
            return note(position, "value", f'"{position.value}"{message}')
        entry = self.negotiation.entries[position.origin]
        message = f'"{position.issue} = {position.value}"{message}'
        if isinstance(entry, Proposal):
            return term_note(entry, Term(position.issue, position.value), message)
        return note(entry, "answer", message)

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """The definitions to report on, delegates included."""
        if not self.with_definitions:
            return ()
        known = self.negotiation
        delegates = (delegate for party in known.parties.values() for delegate in party.delegates)
        named = (known.parties, known.issues, known.events, known.sides, known.sources)
        return (*(definition for group in named for definition in group.values()), *delegates)

    @cached_property
    def unprintable(self) -> tuple[Item, ...]:
        """The entries and definitions whose texts hold line breaks or invisible characters: nearly none."""
        items = (*self.entries, *self.definitions)
        return tuple(item for item in items if not _joined_texts(item).isprintable())


def _joined_texts(item: Item | Term) -> str:
    """Return every text of `item`, joined."""
    values = vars(item).values()
    parts = [part for group in values if type(group) is tuple and group for part in group]
    if not parts:
        return "".join([value for value in values if type(value) is str])
    below = [_joined_texts(part) for part in parts if isinstance(part, Term)]
    return "".join([*(value for value in values if type(value) is str), *map(str, parts), *below])


Check = Callable[[CheckContext], Iterator[Problem]]


def problem(item: Item, field: str, message: str, severity: Severity = "error", term: str = "") -> Problem:
    """Return a problem of a field of `item`, "" for the item as a whole; with `term`, of its term on that issue."""
    below = f".{Term.table}.{term}" if term else ""
    where = f"[{item.table}.{item.id}{below}]{' ' if field else ''}{field}:"
    return Problem(_file_of(item), item.line, where, message, severity)


def note(item: Item, field: str, message: str, term: str = "") -> Problem:
    """Return a note on a field of `item`, or of one of its terms."""
    return problem(item, field, message, "note", term)


def term_note(proposal: Proposal | Agreement, term: Term, message: str) -> Problem:
    """Return a note on the value of a term, at its own table if it has one."""
    own = next((own for own in proposal.terms if own.issue == term.issue and own.own_fields), None)
    return note(proposal, "value", message, term.issue) if own else note(proposal, "terms", message)


def _file_of(item: Item) -> str:
    """Return the file that holds an item."""
    if isinstance(item, Entry):
        return item.file
    if isinstance(item, Delegate):
        return f"parties/{item.party}.toml"
    if isinstance(item, Party):
        return f"parties/{item.id}.toml"
    return "sources.toml" if isinstance(item, Source) else PLAIN


PLAIN = "negotiation.toml"
"""The file that holds the issues, the events and the summary of the talks."""
