"""One set of talks, with everything that its files hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from negtrack.frozen import dataclass
from negtrack.model.definitions import Event, Issue, Party, Source
from negtrack.model.records import Entry, Note, Position, Proposal, Record, Response, Retraction

DefinitionT = TypeVar("DefinitionT")
Group = tuple[str, str]
"""A party and an issue."""


@dataclass(frozen=True)
class Negotiation:
    """One set of talks, as read from its folder: definitions by id in display order, entries in any order."""

    id: str
    title: str
    summary: str = ""
    parties: Mapping[str, Party] = field(default_factory=dict)
    issues: Mapping[str, Issue] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    positions: tuple[Position, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    responses: tuple[Response, ...] = ()
    notes: tuple[Note, ...] = ()
    retractions: tuple[Retraction, ...] = ()
    order: tuple[str, ...] = ()
    """The parties as `negotiation.toml` orders them."""
    unsound: frozenset[str] = field(default=frozenset(), compare=False)
    """Ids that the files hold and whose tables could not be read; what points at them is not at fault."""

    @property
    def records(self) -> Iterator[Record]:
        """Every entry with provenance."""
        yield from self.positions
        yield from self.proposals
        yield from self.responses
        yield from self.notes

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Every entry by id."""
        return {entry.id: entry for entry in (*self.records, *self.retractions)}

    @cached_property
    def groups(self) -> Mapping[Group, tuple[Position, ...]]:
        """(party, issue) -> the positions of the party on the issue, in the order of its file."""
        groups: dict[Group, list[Position]] = {}
        for position in self.positions:
            groups.setdefault((position.party, position.issue), []).append(position)
        return {key: tuple(group) for key, group in groups.items()}

    @cached_property
    def cited(self) -> Collection[str]:
        """The sources that any record cites."""
        return {name for record in self.records for name in record.sources}

    @property
    def newest(self) -> date | None:
        """The day of the newest record that counts while both clocks are open; None where nobody remembers it."""
        return None

    @property
    def standing(self) -> Mapping[Group, tuple[Position, ...]] | None:
        """What `query.remaining_positions` left of each group when it was last asked, with both clocks open; None where
        nobody remembers. Only a cache does."""
        return None

    def table_of(self, name: str, party: str) -> str:
        """The table of the entry `name`, where it is one of `party`; else ""."""
        entry = self.entries.get(name)
        return entry.table if entry and entry.party == party else ""

    @cached_property
    def superseding(self) -> tuple[Position, ...]:
        """The better readings of others."""
        return tuple(position for position in self.positions if position.supersedes)

    @cached_property
    def taking_back(self) -> tuple[Position, ...]:
        """The withdrawals and denials."""
        return tuple(position for position in self.positions if position.withdraws or position.denies)

    @cached_property
    def event_dates(self) -> Mapping[str, date]:
        """The exact day of each event that has one."""
        days = {event.id: event.date for event in self.events.values() if event.date and event.date.exact}
        return {name: day.last for name, day in days.items() if day.last is not None}

    @property
    def principals(self) -> tuple[Party, ...]:
        """The parties that must agree, in display order."""
        return tuple(party for party in self.parties.values() if party.role == "principal")

    def with_definitions(self, other: Negotiation) -> Negotiation:
        """A copy that also knows the parties and issues that only `other` defines, behind its own."""
        parties, issues = _only_in(other.parties, self.parties), _only_in(other.issues, self.issues)
        if not parties and not issues:
            return self
        return replace(self, parties={**self.parties, **parties}, issues={**self.issues, **issues})

    def with_definitions_of(self, other: Negotiation) -> Negotiation:
        """Return a copy with the definitions of `other` in place of its own."""
        return replace(self, parties=other.parties, issues=other.issues, events=other.events, sources=other.sources)

    def with_entries(self, added: Sequence[Entry]) -> Negotiation:
        """A copy that also holds the entries `added`."""
        return replace(
            self,
            positions=(*self.positions, *(each for each in added if isinstance(each, Position))),
            proposals=(*self.proposals, *(each for each in added if isinstance(each, Proposal))),
            responses=(*self.responses, *(each for each in added if isinstance(each, Response))),
            notes=(*self.notes, *(each for each in added if isinstance(each, Note))),
            retractions=(*self.retractions, *(each for each in added if isinstance(each, Retraction))),
        )


def _only_in(some: Mapping[str, DefinitionT], others: Mapping[str, object]) -> dict[str, DefinitionT]:
    return {name: each for name, each in some.items() if name not in others}
