"""One set of talks, with everything that its files hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from negtrack.frozen import dataclass
from negtrack.model.definitions import Event, Issue, Party, Source
from negtrack.model.records import Entry, Note, Position, Proposal, Record, Response, Retraction

DefinitionT = TypeVar("DefinitionT")


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
    def positions_on(self) -> Mapping[str, tuple[Position, ...]]:
        """The positions on each issue that has any."""
        groups: dict[str, list[Position]] = {}
        for position in self.positions:
            groups.setdefault(position.issue, []).append(position)
        return {issue: tuple(group) for issue, group in groups.items()}

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
        return replace(
            self,
            parties={**self.parties, **_only_in(other.parties, self.parties)},
            issues={**self.issues, **_only_in(other.issues, self.issues)},
        )

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
