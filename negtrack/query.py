"""Who stands where: which positions are live, current and contested, and how each pair of principals stands.

A `Reading` is a negotiation at one moment of its two clocks: `as_of` goes by what was stated, `known_at` by what was
recorded. Everything here takes a reading and gives records, so no view ever asks which records count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import combinations
from typing import Literal

from negtrack.gap import Gap, gap_between
from negtrack.model import (
    Entry,
    Issue,
    Negotiation,
    Note,
    Party,
    Position,
    Proposal,
    Record,
    Response,
    Retraction,
    Term,
)
from negtrack.values import Value, parse_value

Status = Literal["apart", "not comparable", "unknown", "silent", "overlap", "agreed"]
LEAST_SETTLED: tuple[Status, ...] = ("apart", "not comparable", "unknown", "silent", "overlap", "agreed")


@dataclass(frozen=True)
class Reading:
    """A negotiation as it stood: what had been stated by the end of `as_of` and recorded by `known_at` (None: ever)."""

    negotiation: Negotiation
    as_of: date | None = None
    known_at: datetime | None = None

    @cached_property
    def retracted(self) -> Mapping[str, Retraction]:
        """Entry -> the standing retraction of it, by its own party's file."""
        known = (each for each in self.negotiation.retractions if self._known(each))
        return standing_retractions(each for each in known if self._holds(each.party, each.of))

    @cached_property
    def superseded(self) -> Mapping[str, Position]:
        """Position -> the better reading of it; within one holder and issue, and never by an earlier entry."""
        found: dict[str, Position] = {}
        by_id = {position.id: position for position in self.negotiation.positions}
        for better in self.negotiation.positions:
            if not self._known(better) or better.id in self.retracted:
                continue
            for name in better.supersedes:
                worse = by_id.get(name)
                if worse and supersedes(better, worse):
                    found[name] = better
        return found

    @cached_property
    def positions(self) -> Mapping[tuple[str, str], tuple[Position, ...]]:
        """(party, issue) -> every position that counts, withdrawals and denials included, and the offers that the
        party's own proposals make."""
        groups: dict[tuple[str, str], list[Position]] = defaultdict(list)
        for position in self.negotiation.positions:
            if self.counts(position):
                groups[position.party, position.issue].append(position)
        for proposal in self.proposals:
            for offer in offers_of(proposal, self.negotiation):
                groups[offer.party, offer.issue].append(offer)
        return {key: tuple(group) for key, group in groups.items()}

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """The proposals that count, oldest first."""
        counting = (proposal for proposal in self.negotiation.proposals if self.counts(proposal))
        return tuple(sorted(counting, key=lambda each: (each.day, each.id)))

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The notes that count, oldest first."""
        counting = (note for note in self.negotiation.notes if self.counts(note))
        return tuple(sorted(counting, key=lambda each: (each.day, each.id)))

    @cached_property
    def withdrawn(self) -> Mapping[str, Position]:
        """Position or proposal -> the withdrawal by which its own holder dropped it."""
        withdrawals = self._taking_back("withdrawal")
        return {name: each for each in withdrawals for name in each.withdraws if self._holds(each.party, name)}

    @cached_property
    def denied(self) -> Mapping[str, Position]:
        """Position or proposal -> the denial by which its own holder says that it never said so."""
        denials = self._taking_back("denial")
        return {name: each for each in denials for name in each.denies if self._holds(each.party, name)}

    @cached_property
    def day(self) -> date | None:
        """The day that the reading shows: `as_of`, else the day of the newest record."""
        days = [record.day for record in self.negotiation.records if self.counts(record)]
        return self.as_of or max(days, default=None)

    def counts(self, record: Record) -> bool:
        """Whether `record` had been stated and recorded, and is neither retracted nor superseded."""
        stated = self.as_of is None or record.day <= self.as_of
        return stated and self._known(record) and record.id not in self.retracted and record.id not in self.superseded

    def _known(self, entry: Entry) -> bool:
        return self.known_at is None or entry.recorded <= self.known_at

    def _holds(self, party: str, name: str) -> bool:
        """Whether `name` is an entry of `party`, which nobody takes back but `party`."""
        entry = self.negotiation.entries.get(name)
        return entry is not None and entry.party == party

    def _taking_back(self, stance: str) -> Iterator[Position]:
        for group in self.positions.values():
            yield from (each for each in group if each.stance == stance and each.is_own)


def standing_retractions(retractions: Iterable[Retraction]) -> dict[str, Retraction]:
    """Entry -> the retraction of it that stands; a retracted retraction has no effect, so its entry is back."""
    known = {each.id: each for each in retractions}
    standing: dict[str, Retraction] = {}
    for each in sorted(known.values(), key=lambda each: (_depth(each, known), each.recorded, each.id), reverse=True):
        if each.id not in standing:
            standing[each.of] = each
    return standing


def _depth(retraction: Retraction, known: Mapping[str, Retraction]) -> int:
    """How many retractions lie under it, each taken back by the next."""
    chain = [retraction.id]
    while (below := known.get(known[chain[-1]].of)) and below.id not in chain:
        chain.append(below.id)
    return len(chain)


def supersedes(better: Position, worse: Position) -> bool:
    """Whether `better` may stand for `worse`: same holder, same issue, not recorded before it."""
    same = (better.party, better.issue) == (worse.party, worse.issue)
    return same and better.recorded >= worse.recorded and better.id != worse.id


def offers_of(proposal: Proposal, negotiation: Negotiation) -> Iterator[Position]:
    """The positions that a principal's own proposal amounts to: an offer of that day on each of its terms' issues."""
    holder = negotiation.parties.get(proposal.party)
    if holder is None or holder.role != "principal":
        return
    for term in proposal.terms:
        yield term_position(proposal, term)


def term_position(proposal: Proposal, term: Term) -> Position:
    """What `term` offers, as a position of whoever tabled the proposal."""
    return Position(
        id=f"{proposal.id}#{term.issue}",
        issue=term.issue,
        stance="offer",
        value=term.value,
        proposal=proposal.id,
        **{name: getattr(proposal, name) for name in _SHARED},
    )


_SHARED = (
    *("party", "recorded", "line", "text", "stated", "speaker", "side", "attribution", "grade"),
    *("sources", "locator", "quote", "note", "tags", "day"),
)


def value_of(position: Position, issue: Issue) -> Value | None:
    """What the position says would be accepted; None for a withdrawal or a denial."""
    return parse_value(position.value, issue.scale) if position.value else None


def live_positions(reading: Reading, party: str, issue: Issue, toward: str = "") -> tuple[Position, ...]:
    """Every position that still stands, newest first; with `toward`, as it stands in the pair with that party."""
    group = reading.positions.get((party, issue.id), ())
    standing = [each for each in group if each.value and not _dropped(reading, each)]
    if toward:
        standing = [each for each in standing if each.toward in ("", toward)]
    clearing = [each for each in group if each.value and has_set(each, issue)]
    live = [each for each in standing if not any(_clears(later, each, issue, toward) for later in clearing)]
    return tuple(sorted(live, key=lambda each: (-each.day.toordinal(), each.id)))


def _dropped(reading: Reading, position: Position) -> bool:
    return position.id in reading.withdrawn or position.proposal in reading.withdrawn


def _clears(later: Position, earlier: Position, issue: Issue, toward: str) -> bool:
    if later.day <= earlier.day or earlier.stance == "red-line":
        return False
    if later.toward and later.toward not in (earlier.toward, toward):
        return False
    return later.voice == earlier.voice or (later.is_own and issue.kind != "mandate")


def has_set(position: Position, issue: Issue) -> bool:
    """Whether the position names outcomes at all: neither unspecified nor undisclosed."""
    value = value_of(position, issue)
    return value is not None and value.has_set


def current_position(reading: Reading, party: str, issue: Issue, toward: str = "") -> Position | None:
    """The headline among the live positions, None where the party is silent."""
    live = live_positions(reading, party, issue, toward)
    return min(live, key=lambda each: headline_order(each, issue, toward), default=None)


def headline_order(position: Position, issue: Issue, toward: str = "") -> tuple[object, ...]:
    """Sorts live positions: what is meant for all before what is meant for one (other than `toward`); with a set; on
    the issue's basis; latest stated; in the holder's own voice; better grade; later recorded; the id."""
    return (
        position.toward not in ("", toward),
        not has_set(position, issue),
        not on_basis(position, issue),
        -position.day.toordinal(),
        not position.is_own,
        grade_order(position.grade),
        -position.recorded.timestamp(),
        position.id,
    )


def grade_order(grade: str) -> str:
    """Sorts Admiralty grades: letter before digit, best first, no grade last."""
    return grade or "G"


def on_basis(position: Position, issue: Issue) -> bool:
    """Whether the position counts as the issue counts."""
    return position.qualifier in ("", issue.basis)


def contested_positions(reading: Reading, party: str, issue: Issue) -> tuple[Position, ...]:
    """The live positions that cannot all hold: two of one stated day that are apart (for mandates of any days), and
    those that their holder denies; in headline order."""
    live = live_positions(reading, party, issue)
    found = {each.id for each in live if each.id in reading.denied or each.proposal in reading.denied}
    for one, other in combinations(live, 2):
        together = one.toward == other.toward and (one.day == other.day or issue.kind == "mandate")
        if together and position_gap(reading, issue, one, other).status == "apart":
            found |= {one.id, other.id}
    return tuple(sorted((each for each in live if each.id in found), key=lambda each: headline_order(each, issue)))


def position_gap(reading: Reading, issue: Issue, one: Position | None, other: Position | None) -> Gap:
    """How far two positions on `issue` are apart; positions that count on different bases are not comparable."""
    values = [value_of(each, issue) if each else None for each in (one, other)]
    gap = gap_between(values[0], values[1], issue.scale, reading.negotiation.event_dates)
    if one and other and gap.status in ("overlap", "apart"):
        bases = {each.qualifier or issue.basis for each in (one, other)}
        if len(bases) > 1:
            return Gap("not comparable", reason="basis")
    return gap


@dataclass(frozen=True)
class Pair:
    """How two counterparts stand on one issue: `gap` between their current positions, and `agreed`, the proposal
    by which they provisionally settled it."""

    one: str
    other: str
    gap: Gap
    left: Position | None
    right: Position | None
    agreed: Proposal | None = None

    @property
    def status(self) -> Status:
        """`agreed`, else the status of the gap."""
        return "agreed" if self.agreed else self.gap.status


def pair_of(reading: Reading, issue: Issue, one: str, other: str) -> Pair:
    """How `one` and `other` stand on `issue`."""
    left = current_position(reading, one, issue, toward=other)
    right = current_position(reading, other, issue, toward=one)
    gap = position_gap(reading, issue, left, right)
    return Pair(one, other, gap, left, right, agreed_by(reading, issue, one, other))


def pairs_of(reading: Reading, issue: Issue) -> tuple[Pair, ...]:
    """Every pair of counterparts on a substance issue, in display order; none on a process issue."""
    if issue.class_ == "process":
        return ()
    parties = [party for party in reading.negotiation.principals if _speaks_for_itself(reading, party, issue)]
    return tuple(
        pair_of(reading, issue, one.id, other.id) for one, other in combinations(parties, 2) if bloc(one) != bloc(other)
    )


def least_settled(pairs: Iterable[Pair]) -> Pair | None:
    """The pair that an issue shows."""
    return min(pairs, key=lambda pair: LEAST_SETTLED.index(pair.status), default=None)


def bloc(party: Party) -> str:
    """The bloc that the party negotiates in: another party's id, or its own."""
    return party.member_of or party.id


def is_bloc(negotiation: Negotiation, party: str) -> bool:
    """Whether other parties are members of it."""
    return any(each.member_of == party for each in negotiation.parties.values())


def _speaks_for_itself(reading: Reading, party: Party, issue: Issue) -> bool:
    return not is_bloc(reading.negotiation, party.id) or bool(live_positions(reading, party.id, issue))


def agreed_by(reading: Reading, issue: Issue, one: str, other: str) -> Proposal | None:
    """The newest proposal between the two with a term on `issue` that both stand by in their own voice."""
    for proposal in reversed(reading.proposals):
        between = {*proposal.between, proposal.party} if proposal.between else {one, other}
        on_issue = any(term.issue == issue.id for term in proposal.terms)
        if on_issue and {one, other} <= between and all(_stands_by(reading, proposal, each) for each in (one, other)):
            return proposal
    return None


def _stands_by(reading: Reading, proposal: Proposal, party: str) -> bool:
    if proposal.party == party and proposal.id not in reading.withdrawn:
        return True
    own = [each for each in standing_responses(reading, proposal.id, party) if each.is_own]
    return bool(own) and own[0].answer == "accepted"


def standing_responses(reading: Reading, proposal: str, party: str) -> tuple[Response, ...]:
    """One party's answers to a proposal that still stand, the headline first: its own answer whatever the day, then
    others' descriptions of it. Any answer of the same or a later day clears `pending`."""
    group = [
        each
        for each in reading.negotiation.responses
        if each.proposal == proposal and each.party == party and reading.counts(each)
    ]
    standing = [each for each in group if not any(_answers_over(later, each) for later in group)]
    return tuple(
        sorted(standing, key=lambda each: (not each.is_own, -each.day.toordinal(), grade_order(each.grade), each.id))
    )


def _answers_over(later: Response, earlier: Response) -> bool:
    if earlier.answer == "pending" and later.answer != "pending" and later.day >= earlier.day:
        return True
    return later.day > earlier.day and (later.voice == earlier.voice or later.is_own)
