"""A negotiation at one moment of its two clocks, and which records count then.

`as_of` goes by what was stated, `known_at` by what was recorded. Everything in this package takes a snapshot and gives
records, so no view ever asks which records count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from negtrack.frozen import dataclass, field, replace
from negtrack.lazy import LazyMapping, LazySelection
from negtrack.model import (
    TAKING_BACK,
    Entry,
    Group,
    Negotiation,
    Position,
    Proposal,
    Record,
    Remembered,
    Response,
    Retraction,
    Term,
    is_later,
    record_of,
    statement_order,
)
from negtrack.query.derived import disclosed_offers
from negtrack.query.offers import answered_positions, carried_terms, derive_positions
from negtrack.query.retractions import standing_retractions, supersedes
from negtrack.query.strength import holds, standing_answers

RecordT = TypeVar("RecordT", bound=Record)


def _oldest_first(select: Callable[[Negotiation], tuple[RecordT, ...]]) -> cached_property[tuple[RecordT, ...]]:
    """Return a property: those of the records of one kind that count, oldest first."""

    def read(snapshot: Snapshot) -> tuple[RecordT, ...]:
        return tuple(sorted(snapshot.select_counting(select(snapshot.negotiation)), key=statement_order))

    return cached_property(read)


@dataclass(frozen=True)
class Snapshot:
    """A negotiation as it stood: what had been stated by the end of `as_of` and recorded by `known_at` (None: ever)."""

    negotiation: Negotiation
    as_of: date | None = None
    known_at: datetime | None = None
    context: Negotiation | None = None
    """The whole negotiation, where `negotiation` is a part of it."""
    page: Snapshot | None = field(default=None, repr=False, compare=False)
    """The snapshot that a page shows, where this is a part of it or an earlier day."""

    @cached_property
    def memo(self) -> defaultdict[str, dict[tuple[str, ...], Any]]:
        """Party -> (what, ...) -> what functions of this package have computed about it; "" -> about all."""
        return defaultdict(dict)

    @cached_property
    def day_memo(self) -> dict[tuple[str, ...], Any]:
        """(what, ...) -> what functions of this package have computed; unlike `memo` no other day takes it over."""
        return {}

    @cached_property
    def retracted(self) -> Mapping[str, Retraction]:
        """Entry -> the standing retraction of it, by its own party's file."""
        known = (retraction for retraction in self.negotiation.retractions if self._is_known(retraction))
        return standing_retractions(other for other in known if self._is_entry_of(other.party, other.of))

    @cached_property
    def superseded(self) -> Mapping[str, Position | Proposal]:
        """Position, proposal or term -> the better reading of it; of its holder and issue, never by an earlier one."""
        found: dict[str, Position | Proposal] = {}
        for better in self.negotiation.superseding:
            if not self._is_known(better) or better.id in self.retracted:
                continue
            for name in better.supersedes:
                worse = self.negotiation.entries.get(record_of(name))
                if isinstance(worse, Record) and supersedes(better, worse, name):
                    found[name] = better
        return found

    @cached_property
    def positions(self) -> Mapping[Group, tuple[Position, ...]]:
        """(party, issue) -> every position that counts, withdrawals and denials included, and the offers that the
        party's own proposals make; an empty group where none counts."""
        keys = (*self.negotiation.groups, *self.offers)
        return LazyMapping(keys, lambda key: (*self.said(key), *self.offers.get(key, ())))

    def said(self, key: Group) -> Sequence[Position]:
        """Return the positions of a group that count, without offers."""
        return self.select_counting(self.negotiation.groups.get(key, ()))

    @cached_property
    def offers(self) -> Mapping[Group, tuple[Position, ...]]:
        """(party, issue) -> what the party's own proposals offer, what others report of their terms, and what it
        accepted of others' proposals and positions."""
        return derive_positions(self)

    @cached_property
    def answers(self) -> Mapping[tuple[str, str], tuple[Response, ...]]:
        """(proposal or position, party) -> the answers that stand, headline first."""
        return {key: standing_answers(group, self.withdrawn, self.denied) for key, group in self.responses.items()}

    @cached_property
    def responses(self) -> Mapping[tuple[str, str], Sequence[Response]]:
        """(proposal or position, party) -> the answers that count."""
        groups: dict[tuple[str, str], list[Response]] = defaultdict(list)
        for response in self.select_counting(self.negotiation.responses):
            groups[response.proposal, response.party].append(response)
        return groups

    @cached_property
    def answered(self) -> Mapping[str, Position]:
        """Position -> itself, for those that count and that answers name."""
        return answered_positions(self)

    @cached_property
    def standing_answers(self) -> Collection[str]:
        """`ANSWER#ISSUE` for each term or position that an answer stands on."""
        known = {proposal.id: [term.issue for term in self.terms_of(proposal)] for proposal in self.proposals}
        known |= {position.id: [position.issue] for position in self.answered.values()}
        return {
            f"{response.id}#{issue}"
            for (record, _), group in self.responses.items()
            for issue in known.get(record, ())
            for response in standing_answers(group, self.withdrawn, self.denied, issue)
        }

    @cached_property
    def remembered(self) -> Remembered:
        """What a cache or a history knows of the positions that count; of `standing`, those without offers."""
        return Remembered() if self.as_of or self.known_at else self.negotiation.remembered

    def enough_positions(self, key: Group) -> tuple[Position, ...]:
        """Return positions that suffice for `remaining_positions`: what is known to remain and offers, or all."""
        known = self.remembered.standing
        return self.positions.get(key, ()) if known is None else (*known.get(key, ()), *self.offers.get(key, ()))

    @cached_property
    def void(self) -> Mapping[Group, tuple[Position, ...]]:
        """(party, issue) -> the positions on record that are retracted or superseded."""
        groups = self.negotiation.groups
        return LazyMapping(groups, lambda key: tuple(filter(self._is_void, groups[key])))

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """The proposals that count, oldest first; the records that only disclose terms are not among them."""
        return tuple(proposal for proposal in self._counting_proposals if not proposal.discloses)

    @cached_property
    def _counting_proposals(self) -> tuple[Proposal, ...]:
        return tuple(sorted(self.select_counting(self.negotiation.proposals), key=statement_order))

    def terms_of(self, proposal: Proposal) -> tuple[Term, ...]:
        """Return the terms of a proposal: those that it names, and those that carry over from the one that it
        amends."""
        return (*self.named_terms(proposal), *(term for term, _ in carried_terms(self, proposal)))

    def named_terms(self, proposal: Proposal) -> tuple[Term, ...]:
        """Return the terms that a proposal names: its own, and undisclosed ones of which only later records tell."""
        terms = {term.issue: term for term in proposal.terms}
        for later in self.disclosures.get(proposal.id, ()):
            terms |= {term.issue: Term(term.issue, "undisclosed") for term in later.terms if term.issue not in terms}
        return tuple(terms.values())

    def disclosed(self, proposal: Proposal, issue: str) -> tuple[Position, ...]:
        """Return what later records say that a proposal offers on an issue, oldest first."""
        records = self.disclosures.get(proposal.id, ())
        return tuple(offer for record in records for offer in disclosed_offers(record, proposal, issue))

    @cached_property
    def disclosures(self) -> Mapping[str, list[Proposal]]:
        """Proposal -> the records that disclose terms of it, oldest first."""
        found: dict[str, list[Proposal]] = defaultdict(list)
        for proposal in self._counting_proposals:
            if proposal.discloses:
                found[proposal.discloses].append(proposal)
        return found

    notes = _oldest_first(lambda known: known.notes)
    agreements = _oldest_first(lambda known: known.agreements)
    open_items = _oldest_first(lambda known: known.open_items)
    milestones = _oldest_first(lambda known: known.milestones)

    @cached_property
    def withdrawn(self) -> Mapping[str, Position]:
        """Position, proposal or answer -> the last withdrawal that holds and names it, unless it was said later."""
        named = ((name, last) for last in self._taking_back if holds(last) for name in last.withdraws)
        return LazySelection(named, lambda name, last: self._is_ended_by(last, name))

    @cached_property
    def denied(self) -> Mapping[str, Position]:
        """Position, proposal or answer -> the last denial by which its own holder says that it never said so."""
        own = (position for position in self._taking_back if position.stance == "denial" and position.is_own)
        return {name: last for last in own for name in last.denies if self._is_held_by(last.party, name)}

    @cached_property
    def claims(self) -> Mapping[str, tuple[Position, ...]]:
        """Position, proposal or answer -> the withdrawals and denials of it that do not hold: what others claim."""
        found: dict[str, list[Position]] = defaultdict(list)
        for position in self._taking_back:
            if not (holds(position) or (position.stance == "denial" and position.is_own)):
                for name in (*position.withdraws, *position.denies):
                    if self._is_entry_of(position.party, name, Position, Proposal, Response):
                        found[name].append(position)
        return {name: tuple(positions) for name, positions in found.items()}

    def perhaps(self, party: str, issue: str) -> tuple[Position, ...]:
        """Return what may have been said by now: positions whose date began by then and had not ended, oldest
        first."""
        if self.as_of is None:
            return ()
        later = self._without_end.positions.get((party, issue), ())
        open_now = (position for position in later if position.first_day <= self.as_of < position.day)
        return tuple(sorted(open_now, key=statement_order))

    @cached_property
    def _without_end(self) -> Snapshot:
        return replace(self, as_of=None)

    @cached_property
    def whole(self) -> Snapshot:
        """The snapshot of the whole negotiation, of which this one may hold a part."""
        return replace(self, negotiation=self.context, context=None) if self.context else self

    @cached_property
    def day(self) -> date | None:
        """The day that the snapshot shows: `as_of`, else the day of the newest record."""
        known = self.negotiation
        if newest := self.as_of or self.remembered.newest:
            return newest
        said = (position.day for key in known.groups for position in self.enough_positions(key))
        return max((*said, *(record.day for record in self.select_counting(known.other_records))), default=None)

    def derive(self, **fields: Any) -> Snapshot:
        """Return a part of the snapshot or an earlier day, for the same page."""
        return replace(self, page=self.page or self, **fields)

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
        names = entry.names if isinstance(entry, Position) else {entry.id}
        fates = (("retracted", self.retracted), ("superseded", self.superseded), ("withdrawn", self.withdrawn))
        return next((fate for fate, ended in fates if names & ended.keys()), "")

    def select_counting(self, records: Iterable[RecordT]) -> list[RecordT]:
        """Return those of `records` that count, as `counts` does of one; a history calls this for each of its days."""
        void, until, known_at = self._void_ids, self.as_of or date.max, self.known_at
        said = [record for record in records if record.day <= until and record.id not in void]
        return said if known_at is None else [record for record in said if record.recorded <= known_at]

    def _is_void(self, record: Record) -> bool:
        return self.on_record(record) and not self.counts(record)

    @cached_property
    def _void_ids(self) -> Collection[str]:
        """The ids of what is retracted or superseded."""
        return self.retracted.keys() | self.superseded.keys()

    def _is_known(self, entry: Entry) -> bool:
        return self.known_at is None or entry.recorded <= self.known_at

    def _is_entry_of(self, party: str, name: str, *kinds: type[Entry]) -> bool:
        """Return whether `name` is an entry of `party`, which only `party` can take back, and of one of `kinds`, if any
        are given."""
        table = self.negotiation.table_of(record_of(name), party)
        return bool(table) and (not kinds or table in {kind.table for kind in kinds})

    def _is_held_by(self, party: str, name: str) -> bool:
        """Return whether `name` is about what `party` holds: a record that discloses is about the proposal's party."""
        return self._is_entry_of(party, self.negotiation.disclosing.get(record_of(name)) or name)

    def _is_ended_by(self, withdrawal: Position, name: str) -> bool:
        is_held = self._is_held_by(withdrawal.party, name)
        entry = self.negotiation.entries.get(record_of(name)) if is_held else None
        return entry is not None and not (isinstance(entry, Record) and is_later(entry, withdrawal))

    @cached_property
    def _taking_back(self) -> Sequence[Position]:
        """The withdrawals and denials that count, in the order in which they were said."""
        counting = self.select_counting(self.negotiation.taking_back)
        return sorted((position for position in counting if position.stance in TAKING_BACK), key=statement_order)
