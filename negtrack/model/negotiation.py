"""The negotiation: all definitions and entries of one set of talks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Self, TypeVar

from negtrack.frozen import dataclass, field, replace
from negtrack.model.agreements import Agreement, Milestone, OpenItem
from negtrack.model.definitions import Definition, Event, Issue, Party, Source, TableSide
from negtrack.model.entries import Entry, Record
from negtrack.model.records import Note, Position, Proposal, Response, Retraction
from negtrack.values import Dates

DefinitionT = TypeVar("DefinitionT")
Group = tuple[str, str]
"""A party and an issue."""


def in_groups(issues: Iterable[Issue]) -> dict[str, Issue]:
    """Return issues by id in display order: those under one heading together, headings as they first occur."""
    groups: dict[str, dict[str, Issue]] = {}
    for issue in issues:
        groups.setdefault(issue.heading, {})[issue.id] = issue
    return {name: issue for group in groups.values() for name, issue in group.items()}


@dataclass(frozen=True)
class Remembered:
    """What is known of positions before they are read, while both clocks are open."""

    group_of: Mapping[str, Group] = field(default_factory=dict)
    """Position -> its party and issue."""
    standing: Mapping[Group, Sequence[Position]] | None = None
    """What `query.remaining_positions` left of each group."""
    newest: date | None = None
    """The day of the newest record that counts."""
    valued: tuple[int, Collection[str]] | None = None
    """How many positions with a value count, and the sources that they rest on."""


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
    positions: Sequence[Position] = ()
    proposals: tuple[Proposal, ...] = ()
    responses: tuple[Response, ...] = ()
    notes: tuple[Note, ...] = ()
    retractions: tuple[Retraction, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    open_items: tuple[OpenItem, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    sides: Mapping[str, TableSide] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    """Ids of the parties in the order of `negotiation.toml`."""
    unsound: frozenset[str] = field(default=frozenset(), compare=False)
    """Ids in the files whose tables have errors; references to them are valid."""
    revision: str = field(default="", compare=False)
    """The commit that the files were read from; "" for the files as they are."""

    @property
    def definitions(self) -> Iterator[Definition]:
        """Yield every definition but the delegates."""
        yield from self.parties.values()
        yield from self.issues.values()
        yield from self.events.values()
        yield from self.sides.values()
        yield from self.sources.values()

    @property
    def records(self) -> Iterator[Record]:
        """Yield every entry with provenance."""
        yield from self.positions
        yield from self.other_records

    @property
    def other_records(self) -> Iterator[Record]:
        """Yield every entry with provenance that is no position."""
        yield from self.proposals
        yield from self.responses
        yield from self.notes
        yield from self.agreements
        yield from self.open_items
        yield from self.milestones

    @cached_property
    def memo(self) -> dict[tuple[str, ...], Any]:
        """What is derived, with the record that it is derived of where there is one -> what other packages derive from
        that by itself; parts of the negotiation share it."""
        return {}

    @cached_property
    def measured(self) -> dict[tuple[str, str], Any]:
        """Issue and step -> what was measured of its values; parts of the negotiation share it."""
        return {}

    def part(self, **fields: Any) -> Self:
        """Return the negotiation with some `fields` replaced, whose records and events are the same or fewer."""
        part = replace(self, **fields)
        vars(part).update(memo=self.memo, measured=self.measured)
        return part

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Return every entry by id."""
        return {entry.id: entry for entry in (*self.records, *self.retractions)}

    @cached_property
    def groups(self) -> Mapping[Group, tuple[Position, ...]]:
        """Map (party, issue) to the positions of the party on the issue, in the order of its file."""
        groups: dict[Group, list[Position]] = {}
        for position in self.positions:
            groups.setdefault((position.party, position.issue), []).append(position)
        return {key: tuple(group) for key, group in groups.items()}

    @cached_property
    def cited(self) -> Collection[str]:
        """Return the sources that any record cites, or any term."""
        return {name for record in self.records for name in record.cites}

    @property
    def cited_by_definitions(self) -> Collection[str]:
        """Return the sources that events and delegates cite."""
        delegates = (delegate for party in self.parties.values() for delegate in party.delegates)
        cited = (*(event.sources for event in self.events.values()), *(person.sources for person in delegates))
        return {name for sources in cited for name in sources}

    @cached_property
    def remembered(self) -> Remembered:
        """Return what a cache remembers of its positions: nothing of a negotiation that was read whole or changed."""
        return Remembered()

    def table_of(self, name: str, party: str) -> str:
        """Return the table of the entry `name` of `party`; "" if it has none."""
        if group := self.remembered.group_of.get(name):
            return Position.table if group[0] == party else ""
        entry = self.entries.get(name)
        return entry.table if entry and entry.party == party else ""

    def issue_of(self, name: str) -> str:
        """Return the issue of the position `name`; "" if there is none."""
        if group := self.remembered.group_of.get(name):
            return group[1]
        entry = self.entries.get(name)
        return entry.issue if isinstance(entry, Position) else ""

    @cached_property
    def disclosing(self) -> Mapping[str, str]:
        """Map each proposal to the one that it discloses, "" for most."""
        return {proposal.id: proposal.discloses for proposal in self.proposals}

    @cached_property
    def acts(self) -> tuple[Position, ...]:
        """Return the positions that supersede, withdraw or deny others."""
        return tuple(one for one in self.positions if one.supersedes or one.withdraws or one.denies)

    @cached_property
    def superseding(self) -> tuple[Position | Proposal, ...]:
        """Return the positions and proposals that supersede other records."""
        records: tuple[Position | Proposal, ...] = (*self.acts, *self.proposals)
        return tuple(record for record in records if record.supersedes)

    @cached_property
    def taking_back(self) -> tuple[Position, ...]:
        """Return the withdrawals and denials."""
        return tuple(position for position in self.acts if position.withdraws or position.denies)

    @cached_property
    def withdrawn_names(self) -> Collection[str]:
        """Return what any withdrawal names."""
        return {name for position in self.taking_back for name in position.withdraws}

    @cached_property
    def event_dates(self) -> Dates:
        """Return what timings need of each event: its exact day, how days are counted, on which event it hangs."""
        return {event.id: event.counting for event in self.events.values()}

    @cached_property
    def principals(self) -> tuple[Party, ...]:
        """Return the parties that must agree, in display order."""
        return tuple(party for party in self.parties.values() if party.is_principal)

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """Map each bloc to the principals that are members of it."""
        found: dict[str, tuple[str, ...]] = {}
        for party in self.principals:
            if party.member_of:
                found[party.member_of] = (*found.get(party.member_of, ()), party.id)
        return found

    @cached_property
    def side_of(self) -> Mapping[str, str]:
        """Map each party that a side of the table names to the id of that side."""
        return {party: side.id for side in self.sides.values() for party in side.parties}

    def with_definitions(self, other: Negotiation) -> Negotiation:
        """Return a copy with the parties and issues that only `other` defines, after its own."""
        parties, issues = _only_in(other.parties, self.parties), _only_in(other.issues, self.issues)
        if not parties and not issues:
            return self
        return replace(
            self, parties={**self.parties, **parties}, issues=in_groups((*self.issues.values(), *issues.values()))
        )

    def with_new(self, items: Sequence[Definition]) -> Negotiation:
        """Return a copy with new parties, issues, events and sources."""
        return replace(
            self,
            parties={**self.parties, **{item.id: item for item in items if isinstance(item, Party)}},
            issues=in_groups((*self.issues.values(), *(item for item in items if isinstance(item, Issue)))),
            events={**self.events, **{item.id: item for item in items if isinstance(item, Event)}},
            sources={**self.sources, **{item.id: item for item in items if isinstance(item, Source)}},
        )

    def with_definitions_of(self, other: Negotiation) -> Negotiation:
        """Return a copy with the definitions of `other` in place of its own."""
        return replace(
            self,
            parties=other.parties,
            issues=other.issues,
            events=other.events,
            sources=other.sources,
            sides=other.sides,
        )

    def with_entries(self, added: Sequence[Entry]) -> Negotiation:
        """Return a copy with the entries `added`."""
        return replace(
            self,
            positions=(*self.positions, *(entry for entry in added if isinstance(entry, Position))),
            proposals=(*self.proposals, *(entry for entry in added if isinstance(entry, Proposal))),
            responses=(*self.responses, *(entry for entry in added if isinstance(entry, Response))),
            notes=(*self.notes, *(entry for entry in added if isinstance(entry, Note))),
            retractions=(*self.retractions, *(entry for entry in added if isinstance(entry, Retraction))),
            agreements=(*self.agreements, *(entry for entry in added if isinstance(entry, Agreement))),
            open_items=(*self.open_items, *(entry for entry in added if isinstance(entry, OpenItem))),
            milestones=(*self.milestones, *(entry for entry in added if isinstance(entry, Milestone))),
        )


def _only_in(some: Mapping[str, DefinitionT], others: Mapping[str, object]) -> dict[str, DefinitionT]:
    return {name: definition for name, definition in some.items() if name not in others}
