"""A negotiation at one moment of its two clocks, and which records count then.

`as_of` goes by what was stated, `known_at` by what was recorded. Everything in this package takes a snapshot and gives
records, so no view ever asks which records count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from negtrack.frozen import dataclass
from negtrack.lazy import LazyMapping
from negtrack.model import TAKING_BACK, Entry, Group, Negotiation, Note, Position, Proposal, Record, Retraction, Term
from negtrack.model.records import names_of

RecordT = TypeVar("RecordT", bound=Record)


@dataclass(frozen=True)
class Snapshot:
    """A negotiation as it stood: what had been stated by the end of `as_of` and recorded by `known_at` (None: ever)."""

    negotiation: Negotiation
    as_of: date | None = None
    known_at: datetime | None = None

    @cached_property
    def memo(self) -> dict[tuple[str, ...], Any]:
        """(party, what, ...) -> what functions of this package have computed about a party."""
        return {}

    @cached_property
    def retracted(self) -> Mapping[str, Retraction]:
        """Entry -> the standing retraction of it, by its own party's file."""
        known = (retraction for retraction in self.negotiation.retractions if self._is_known(retraction))
        return standing_retractions(other for other in known if self._is_entry_of(other.party, other.of))

    @cached_property
    def superseded(self) -> Mapping[str, Position]:
        """Position -> the better reading of it; within one holder and issue, and never by an earlier entry."""
        found: dict[str, Position] = {}
        for better in self.negotiation.superseding:
            if not self._is_known(better) or better.id in self.retracted:
                continue
            for name in better.supersedes:
                worse = self.negotiation.entries.get(name)
                if isinstance(worse, Position) and supersedes(better, worse):
                    found[name] = better
        return found

    @cached_property
    def positions(self) -> Mapping[Group, tuple[Position, ...]]:
        """(party, issue) -> every position that counts, withdrawals and denials included, and the offers that the
        party's own proposals make; an empty group where none counts."""
        groups = self.negotiation.groups
        select = self._select_counting

        def build(key: Group) -> tuple[Position, ...]:
            return (*select(groups.get(key, ())), *self.offers.get(key, ()))

        return LazyMapping((*groups, *self.offers), build)

    @cached_property
    def offers(self) -> Mapping[Group, tuple[Position, ...]]:
        """(party, issue) -> the offers that the party's own proposals make."""
        groups: dict[Group, list[Position]] = defaultdict(list)
        for proposal in self.proposals:
            for offer in offers_of(proposal, self):
                groups[offer.party, offer.issue].append(offer)
        return {key: tuple(group) for key, group in groups.items()}

    def enough_positions(self, key: Group) -> tuple[Position, ...]:
        """Return positions of a group that suffice for `remaining_positions`: the remaining ones from a cache, with the
        offers, where both clocks are open; else all."""
        standing = None if self.as_of or self.known_at else self.negotiation.standing
        if standing is None:
            return self.positions.get(key, ())
        return (*standing.get(key, ()), *self.offers.get(key, ()))

    @cached_property
    def void(self) -> Mapping[Group, tuple[Position, ...]]:
        """(party, issue) -> the positions on record that are retracted or superseded."""
        groups = self.negotiation.groups

        def build(key: Group) -> tuple[Position, ...]:
            return tuple(position for position in groups[key] if self.on_record(position) and not self.counts(position))

        return LazyMapping(groups, build)

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """The proposals that count, oldest first; the records that only disclose terms are not among them."""
        return tuple(proposal for proposal in self._counting_proposals if not proposal.discloses)

    @cached_property
    def _counting_proposals(self) -> tuple[Proposal, ...]:
        return tuple(sorted(self._select_counting(self.negotiation.proposals), key=_statement_order))

    def terms_of(self, proposal: Proposal) -> tuple[Term, ...]:
        """Return the terms of a proposal that are disclosed by now: by itself, or by later records about it."""
        terms = {term.issue: term for term in proposal.terms}
        for later in self._disclosures.get(proposal.id, ()):
            terms |= {term.issue: term for term in later.terms if _is_open(terms.get(term.issue))}
        return tuple(terms.values())

    @cached_property
    def _disclosures(self) -> Mapping[str, list[Proposal]]:
        """Proposal -> the records that disclose terms of it, oldest first."""
        found: dict[str, list[Proposal]] = defaultdict(list)
        for proposal in self._counting_proposals:
            found[proposal.discloses].append(proposal)
        return found

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The notes that count, oldest first."""
        return tuple(sorted(self._select_counting(self.negotiation.notes), key=_statement_order))

    @cached_property
    def withdrawn(self) -> Mapping[str, Position]:
        """Position or proposal -> the last withdrawal by which its own holder dropped it."""
        own = (position for position in self._taking_back if position.stance == "withdrawal" and position.is_own)
        return {name: last for last in own for name in last.withdraws if self._is_entry_of(last.party, name)}

    @cached_property
    def denied(self) -> Mapping[str, Position]:
        """Position or proposal -> the last denial by which its own holder says that it never said so."""
        own = (position for position in self._taking_back if position.stance == "denial" and position.is_own)
        return {name: last for last in own for name in last.denies if self._is_entry_of(last.party, name)}

    @cached_property
    def claims(self) -> Mapping[str, tuple[Position, ...]]:
        """Position or proposal -> the withdrawals and denials that others than its holder report of it: only claims."""
        found: dict[str, list[Position]] = defaultdict(list)
        for position in self._taking_back:
            if not position.is_own:
                for name in (*position.withdraws, *position.denies):
                    if self._is_entry_of(position.party, name, Position, Proposal):
                        found[name].append(position)
        return {name: tuple(positions) for name, positions in found.items()}

    @cached_property
    def day(self) -> date | None:
        """The day that the snapshot shows: `as_of`, else the day of the newest record."""
        known = self.negotiation
        remembered = self.as_of or (None if self.known_at else known.newest)
        if remembered:
            return remembered
        others: Iterable[Record] = (*known.proposals, *known.responses, *known.notes)
        said = (position.day for key in known.groups for position in self.enough_positions(key))
        return max((*said, *(record.day for record in self._select_counting(others))), default=None)

    def counts(self, record: Record) -> bool:
        """Return whether `record` is on record, and neither retracted nor superseded."""
        return self.on_record(record) and record.id not in self.retracted and record.id not in self.superseded

    def on_record(self, entry: Entry) -> bool:
        """Return whether `entry` had been stated and recorded by then, even if it was retracted or superseded since."""
        stated = self.as_of is None or not isinstance(entry, Record) or entry.day <= self.as_of
        return stated and self._is_known(entry)

    def fate_of(self, entry: Entry) -> str:
        """Return what ended an entry, or the proposal that it comes from: `retracted`, `superseded`, `withdrawn`,
        else ""."""
        names = {entry.id, entry.proposal} if isinstance(entry, Position) else {entry.id}
        fates = (("retracted", self.retracted), ("superseded", self.superseded), ("withdrawn", self.withdrawn))
        return next((fate for fate, ended in fates if names & ended.keys()), "")

    def _select_counting(self, records: Iterable[RecordT]) -> list[RecordT]:
        """Return those of `records` that count, as `counts` does of one; a history calls this for each of its days."""
        void, until, known_at = self._void_ids, self.as_of or date.max, self.known_at
        said = [record for record in records if record.day <= until and record.id not in void]
        return said if known_at is None else [record for record in said if record.recorded <= known_at]

    @cached_property
    def _void_ids(self) -> Collection[str]:
        """The ids of what is retracted or superseded."""
        return self.retracted.keys() | self.superseded.keys()

    def _is_known(self, entry: Entry) -> bool:
        return self.known_at is None or entry.recorded <= self.known_at

    def _is_entry_of(self, party: str, name: str, *kinds: type[Entry]) -> bool:
        """Return whether `name` is an entry of `party`, which only `party` can take back, and of one of `kinds`, if any
        are given."""
        table = self.negotiation.table_of(name, party)
        return bool(table) and (not kinds or table in {kind.table for kind in kinds})

    @cached_property
    def _taking_back(self) -> Sequence[Position]:
        """The withdrawals and denials that count, in the order in which they were said."""
        counting = self._select_counting(self.negotiation.taking_back)
        return sorted((position for position in counting if position.stance in TAKING_BACK), key=_statement_order)


def _statement_order(record: Record) -> tuple[date, str]:
    """Return the sort key of records by when they were said."""
    return record.day, record.id


def standing_retractions(retractions: Iterable[Retraction]) -> dict[str, Retraction]:
    """Return entry -> the retraction of it that stands; a retracted retraction has no effect, so its entry is back."""
    known = {retraction.id: retraction for retraction in retractions}
    depths = _depths(known)
    standing: dict[str, Retraction] = {}
    deepest_first = sorted(known.values(), key=lambda entry: (depths[entry.id], entry.recorded, entry.id), reverse=True)
    for retraction in deepest_first:
        if retraction.id not in standing:
            standing[retraction.of] = retraction
    return standing


def _depths(known: Mapping[str, Retraction]) -> Mapping[str, int]:
    """Return how many retractions lie under each, every one taken back by the next; a circle is counted once."""
    depths: dict[str, int] = {}
    for start in sorted(known):
        chain: dict[str, None] = {}
        name = start
        while name in known and name not in depths and name not in chain:
            chain[name] = None
            name = known[name].of
        for name in reversed(chain):
            depths[name] = depths.get(known[name].of, 0) + 1
    return depths


def supersedes(better: Position, worse: Position) -> bool:
    """Return whether `better` may stand for `worse`: same holder, same issue, not recorded before it."""
    same = (better.party, better.issue) == (worse.party, worse.issue)
    return same and better.recorded >= worse.recorded and better.id != worse.id


def _is_open(term: Term | None) -> bool:
    return term is None or term.value.strip().casefold() == "undisclosed"


def offers_of(proposal: Proposal, snapshot: Snapshot) -> Iterator[Position]:
    """Yield the positions that a principal's own proposal amounts to: an offer of that day on each of its terms'
    issues."""
    holder = snapshot.negotiation.parties.get(proposal.party)
    if holder is None or holder.role != "principal":
        return
    for term in snapshot.terms_of(proposal):
        yield term_position(proposal, term)


def term_position(proposal: Proposal, term: Term) -> Position:
    """Return what `term` offers, as a position of the party that tabled the proposal."""
    return Position(
        id=f"{proposal.id}#{term.issue}",
        issue=term.issue,
        stance="offer",
        value=term.value,
        stated=proposal.when,
        proposal=proposal.id,
        origin=proposal.id,
        **{name: getattr(proposal, name) for name in _SHARED},
    )


_SHARED = tuple(name for name in names_of(Record) if name not in ("id", "stated"))
