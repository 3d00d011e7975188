"""What was said, by whom, how firmly and when: the rules of reading about single statements, written from the page.

Nothing here calls `negtrack.query`. A `Statement` is a recorded position, a term of a paper, or an acceptance that an
answer derives; `Talks` holds the records of a negotiation that count on a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property

from negtrack.dates import When
from negtrack.frozen import dataclass
from negtrack.gap import UNKNOWN
from negtrack.model import (
    Agreement,
    Entry,
    Issue,
    Milestone,
    Negotiation,
    OpenItem,
    Position,
    Proposal,
    Record,
    Response,
    Term,
    record_of,
    term_of,
)
from negtrack.values import Gap, Value, not_comparable, parse_value
from tests.oracle.counterparts import counterparts
from tests.oracle.records import has_come_too_late, instant, is_later, is_own, last_day, strength_of, voice_of
from tests.oracle.steps import value_gap, value_holds


@dataclass(frozen=True)
class Statement:
    """A statement about what a party would accept, and the record whose word it is."""

    id: str
    holder: str
    issue: str
    value: str
    stance: str
    record: Record
    voice: str
    is_own: bool
    strength: int
    qualifier: str = ""
    toward: str = ""
    requires: tuple[str, ...] = ()
    between: frozenset[str] = frozenset()
    """The parties for which alone it counts, by its proposal; nobody means everybody."""
    paper: str = ""
    """The proposal of whose terms it is one; "" for all others."""
    alternatives: frozenset[str] = frozenset()
    """The proposals of which exactly one holds, its own included."""
    package: tuple[str, ...] = ()
    """The other terms of an alternative, which holds as a whole."""

    @property
    def names(self) -> set[str]:
        """Return the ids by which another record may name it."""
        term = f"{self.paper}#{self.issue}" if self.paper else ""
        return {self.id, self.record.id, self.paper, term} - {""}

    @property
    def is_derived_acceptance(self) -> bool:
        return isinstance(self.record, Response)


class Talks:
    """The records of a negotiation that count on a day and were written down by an instant; all of them without."""

    def __init__(self, negotiation: Negotiation, as_of: date | None = None, known_at: datetime | None = None) -> None:
        self.negotiation = negotiation
        self.as_of = as_of
        self.known_at = known_at
        self.judged: set[tuple[str, str]] = set()
        """The terms whose conditions are being judged."""
        self.since: dict[tuple[str, ...], Talks] = {}
        """What was said after agreements."""

    def counts(self, record: Record) -> bool:
        """A record counts on a day once its last possible day has come. What is superseded or retracted does not."""
        if record.id in self.retracted or record.id in self.superseded or not self.is_known(record):
            return False
        return self.as_of is None or last_day(self, record) <= self.as_of

    def is_known(self, entry: Entry) -> bool:
        """What was written down later is not known yet, a retraction and a better reading neither."""
        return self.known_at is None or entry.recorded <= self.known_at

    @cached_property
    def retracted(self) -> set[str]:
        """A retraction says that an entry was an error; a retraction of that retraction restores the entry."""
        naming: dict[str, list[str]] = {}
        for retraction in filter(self.is_known, self.negotiation.retractions):
            naming.setdefault(retraction.of, []).append(retraction.id)

        def is_retracted(name: str) -> bool:
            return any(not is_retracted(other) for other in naming.get(name, ()))

        return {name for name in naming if is_retracted(name)}

    @cached_property
    def superseded(self) -> set[str]:
        """A better reading by us replaces what was recorded no later of the same holder: a position one of its issue or
        the term of a paper on that, a paper another."""
        betters: list[Position | Proposal] = [*self.negotiation.positions, *self.negotiation.proposals]
        return {
            name
            for better in filter(self.is_known, betters)
            if better.id not in self.retracted
            for name in better.supersedes
            if is_better(better, self.negotiation.entries.get(record_of(name)), name)
        }

    @cached_property
    def positions(self) -> list[Position]:
        return [position for position in self.negotiation.positions if self.counts(position)]

    @cached_property
    def proposals(self) -> list[Proposal]:
        """The proposals themselves."""
        return [proposal for proposal in self.negotiation.proposals if not proposal.discloses and self.counts(proposal)]

    @cached_property
    def disclosures(self) -> list[Proposal]:
        """The records that say what is in an earlier proposal."""
        return [proposal for proposal in self.negotiation.proposals if proposal.discloses and self.counts(proposal)]

    @cached_property
    def agreements(self) -> list[Agreement]:
        """The agreements, which count once they were said."""
        return [deal for deal in self.negotiation.agreements if self.counts(deal) and deal.modality == "said"]

    @cached_property
    def open_items(self) -> list[OpenItem]:
        return [item for item in self.negotiation.open_items if self.counts(item) and item.modality == "said"]

    @cached_property
    def milestones(self) -> list[Milestone]:
        """What happened to agreements; what was said before its day was only planned."""
        said = [milestone for milestone in self.negotiation.milestones if milestone.modality == "said"]
        return [milestone for milestone in said if self.counts(milestone) and not is_planned(milestone)]

    @cached_property
    def responses(self) -> list[Response]:
        return [response for response in self.negotiation.responses if self.counts(response)]

    @cached_property
    def statements(self) -> list[Statement]:
        """Whatever says what a party would accept."""
        recorded = [position for position in self.positions if position.stance not in ("withdrawal", "denial")]
        terms = [term for proposal in self.proposals for term in terms_of(self, proposal)]
        disclosed = [term for record in self.disclosures for term in disclosed_terms(self, record)]
        papers = [x for x in terms + disclosed if not x.names & self.superseded]
        stated = [read_position(self, position) for position in recorded] + papers
        return stated + [term for response in self.responses for term in accepted_terms(self, response, stated)]


def is_better(better: Position | Proposal, worse: object, name: str) -> bool:
    """Whether a reading replaces another, or the term of that which a name means."""
    if not isinstance(worse, Record) or better.id == worse.id or better.party != worse.party:
        return False
    if isinstance(better, Position):
        is_alike = better.issue == (worse.issue if isinstance(worse, Position) else term_of(name))
    else:
        is_alike = isinstance(worse, Proposal) and not term_of(name)
    return is_alike and better.recorded >= worse.recorded


class Since(Talks):
    """What was said after at least one of some agreements. The offer that one follows, and the answers to that, are the
    agreement."""

    def __init__(self, talks: Talks, deals: Sequence[Agreement]) -> None:
        super().__init__(talks.negotiation, talks.as_of, talks.known_at)
        self.talks = talks
        self.deals = deals
        self.judged = talks.judged

    def is_after(self, record: Record) -> bool:
        """Whether a record is of later than one of the agreements, and no part of it."""
        named = {record.id, getattr(record, "proposal", ""), getattr(record, "discloses", "")}
        return any(is_later(self, record, deal) and not named & set(deal.follows) for deal in self.deals)

    @cached_property
    def proposals(self) -> list[Proposal]:
        return [proposal for proposal in self.talks.proposals if self.is_after(proposal)]

    @cached_property
    def statements(self) -> list[Statement]:
        return [statement for statement in self.talks.statements if self.is_after(statement.record)]


def whole_of(talks: Talks) -> Talks:
    """All that counts, also what was said before agreements."""
    while isinstance(talks, Since):
        talks = talks.talks
    return talks


STOPS = ("suspended", "ended", "rejected")


class Until(Talks):
    """The records that count at a deadline: at the end of a day, or at an instant."""

    def __init__(self, talks: Talks, end: When) -> None:
        super().__init__(talks.negotiation, end.last, talks.known_at)
        self.end = end

    def counts(self, record: Record) -> bool:
        """What stops an agreement counts if it may have come by then, all else if it has."""
        if not super().counts(record):
            return False
        mine, end = instant(self, record), self.end.instant
        if mine and end:
            return mine <= end
        is_stop = isinstance(record, Milestone) and record.milestone in STOPS
        return is_stop or not end or last_day(self, record) < (self.end.last or date.max)


def is_planned(milestone: Milestone) -> bool:
    """Whether a milestone was said before its date."""
    said, date_ = milestone.stated and milestone.stated.last, milestone.date and milestone.date.first
    return bool(date_ and said and said < date_)


def read_position(talks: Talks, position: Position) -> Statement:
    """A recorded position says what it says."""
    holder = position.party
    return Statement(
        id=position.id,
        holder=holder,
        issue=position.issue,
        value=position.value,
        stance=position.stance,
        record=position,
        voice=voice_of(talks, position, holder),
        is_own=is_own(position, holder),
        strength=strength_of(position, holder),
        qualifier=position.qualifier,
        toward=position.toward,
        requires=tuple(str(condition) for condition in position.requires),
    )


def is_principal(talks: Talks, party: str) -> bool:
    """Whether a party must agree."""
    return talks.negotiation.parties[party].role == "principal"


def parties_of(proposal: Proposal) -> set[str]:
    """`between` names the parties; nobody named is everybody (empty here), one name alone is it and who tabled it."""
    named = set(proposal.between)
    return named | {proposal.party, *proposal.with_} if len(named) == 1 else named


def is_between(proposal: Proposal, *parties: str) -> bool:
    """Whether a proposal is meant for these parties."""
    named = parties_of(proposal)
    return not named or set(parties) <= named


def terms_of(talks: Talks, proposal: Proposal) -> list[Statement]:
    """A principal's proposal counts as its offers of that day; a mediator's gives no positions. One that was tabled
    jointly counts for each, for the others in the words of who tabled it."""
    own = read_terms(talks, proposal, proposal) if is_principal(talks, proposal.party) else []
    others = [party for party in proposal.with_ if is_principal(talks, party)]
    return own + [read_joint(talks, proposal, term, party) for party in others for term in proposal.terms]


def read_joint(talks: Talks, proposal: Proposal, term: Term, party: str) -> Statement:
    """What a joint proposal says on one term of a party that did not write it."""
    word = word_of(proposal, term)
    if word.side == "own":
        word = replace(word, side=proposal.party)
    return replace(
        read_term(talks, proposal, proposal, term),
        id=f"{proposal.id}#{term.issue}/{party}",
        holder=party,
        record=word,
        voice=voice_of(talks, word, party),
        is_own=is_own(word, party),
        strength=strength_of(word, party),
    )


def disclosed_terms(talks: Talks, record: Proposal) -> list[Statement]:
    """A disclosure gives positions of the holder of the disclosed proposal, in its own voice, side and day; `own` in
    the file of another party is the side of that one."""
    proposals = [proposal for proposal in talks.proposals if proposal.id == record.discloses]
    if record.side == "own":
        record = replace(record, side=record.party)
    return [
        term
        for proposal in proposals
        if is_principal(talks, proposal.party)
        for term in read_terms(talks, record, proposal)
    ]


def read_terms(talks: Talks, record: Proposal, proposal: Proposal) -> list[Statement]:
    """What a record says of the terms of a proposal: positions of who tabled that."""
    return [read_term(talks, record, proposal, term) for term in record.terms]


def read_term(talks: Talks, record: Proposal, proposal: Proposal, term: Term) -> Statement:
    """What a record says of one term of a proposal."""
    holder, word = proposal.party, word_of(record, term)
    return Statement(
        id=f"{record.id}#{term.issue}",
        holder=holder,
        issue=term.issue,
        value=term.value,
        stance="offer",
        record=word,
        voice=voice_of(talks, word, holder),
        is_own=is_own(word, holder),
        strength=strength_of(word, holder),
        qualifier=term.qualifier,
        requires=tuple(map(str, term.requires)),
        between=frozenset(parties_of(proposal)),
        paper=proposal.id,
        alternatives=alternatives_to(talks, proposal),
        package=package_of(talks, proposal, term.issue),
    )


def alternatives_to(talks: Talks, proposal: Proposal) -> frozenset[str]:
    """The papers of a party of which exactly one holds, linked in either direction; nothing for one without any."""
    mine = [one for one in whole_of(talks).proposals if one.party == proposal.party]
    found = {proposal.id}
    while True:
        linked = {other for one in mine if one.id in found for other in one.alternative_to}
        linked |= {one.id for one in mine if found & set(one.alternative_to)}
        more = found | (linked & {one.id for one in mine})
        if more == found:
            return frozenset(found) if len(found) > 1 else frozenset()
        found = more


def package_of(talks: Talks, proposal: Proposal, issue: str) -> tuple[str, ...]:
    """The other terms of an alternative, as conditions."""
    is_one = bool(alternatives_to(talks, proposal))
    return tuple(f"{term.issue} = {term.value}" for term in proposal.terms if is_one and term.issue != issue)


def terms_with_carried(talks: Talks, proposal: Proposal, seen: tuple[str, ...] = ()) -> list[tuple[Term, Proposal]]:
    """The terms of a proposal with the proposal that names each: its own, and of the one that it amends those that it
    does not name itself, unless that had lapsed by then or is later, or the term or its proposal was withdrawn or
    denied. What an earlier paper only considered stays so."""
    own = [(term, proposal) for term in proposal.terms]
    earlier = next((one for one in whole_of(talks).proposals if one.id == proposal.amends and one.id not in seen), None)
    if earlier is None or has_come_too_late(talks, proposal, earlier) or is_later(talks, earlier, proposal):
        return own
    named = {term.issue for term in proposal.terms}
    carried = terms_with_carried(talks, earlier, (*seen, proposal.id))
    left = [(term, by) for term, by in carried if term.issue not in named and not is_gone(talks, term, by)]
    return own + [(replace(term, modality=term.modality or by.modality), by) for term, by in left]


def is_gone(talks: Talks, term: Term, proposal: Proposal) -> bool:
    """Whether the holder of a proposal withdrew or denied it, or this term of it, or a better reading replaces it."""
    from tests.oracle.answers import denied_names, named_by, withdrawals

    names = {proposal.id, f"{proposal.id}#{term.issue}"}
    withdrawn = any(names & named_by(talks, one) for one in withdrawals(talks, proposal.party))
    return withdrawn or bool(names & (denied_names(talks, proposal.party) | talks.superseded))


def read_carried(talks: Talks, proposal: Proposal, term: Term, by: Proposal) -> Statement:
    """What a proposal says by a term that `by` named: no stronger than the weaker word of the two."""
    one, other = read_term(talks, proposal, proposal, term), read_term(talks, by, by, term)
    return replace(one, strength=max(one.strength, other.strength))


def word_of(record: Proposal, term: Term) -> Proposal:
    """Return a record with what differs in one of its terms; of a term with a side of its own neither the speaker nor
    the attribution is that of the record."""
    names = ("speaker", "side", "attribution", "grade", "sources", "modality")
    given = {name: getattr(term, name) for name in names if getattr(term, name)}
    alone = {"speaker": "", "attribution": None} if term.side or term.speaker else {}
    return replace(record, **(alone | given))


def accepted_terms(talks: Talks, response: Response, stated: list[Statement]) -> list[Statement]:
    """A principal's `accepted`, said, of another's proposal is an acceptance of each term with a set that it answers,
    one of another's position of that position, as strong as the weaker of the two; with reservations only of terms that
    it names. None on an issue that its own paper or offer of the same day names, and none by a party outside
    `between`."""
    party = response.party
    words = ("accepted", "accepted-with-reservations") if response.issues else ("accepted",)
    if response.answer not in words or response.modality != "said" or not is_principal(talks, party):
        return []
    of_day = [x for x in stated if x.holder == party and last_day(talks, x.record) == last_day(talks, response)]
    offered = {x.issue for x in of_day if x.is_own and (x.paper or x.stance == "offer")}
    if response.answer != "accepted":
        offered |= {x.issue for x in of_day if x.is_own and has_set(talks, x.issue, x.value)}
    return [
        accept(talks, response, term)
        for term in answered_terms(talks, response, stated)
        if term.issue not in offered and has_set(talks, term.issue, term.value)
    ]


def answered_terms(talks: Talks, response: Response, stated: list[Statement]) -> list[Statement]:
    """The terms of another's proposal, or the position of another, that an answer names."""
    for proposal in talks.proposals:
        if proposal.id == response.proposal and proposal.party != response.party:
            is_put_to = is_between(proposal, response.party) and not has_come_too_late(talks, response, proposal)
            every = terms_with_carried(talks, proposal)
            terms = [read_carried(talks, proposal, *given) for given in every] if is_put_to else []
            unsaid = {term.issue for term, by in every if not is_said_in(proposal, term, by)}
            unsaid |= {term.issue for term, _ in every if f"{proposal.id}#{term.issue}" in talks.superseded}
            named = response.issues or {term.issue for term, _ in every}
            return [term for term in terms if term.issue in named - unsaid]
    others = [x for x in stated if x.id == response.proposal and x.holder != response.party]
    meant = [x for x in others if x.toward in ("", response.party) and is_set(talks, x)]
    return [x for x in meant if issue_of(talks, x.issue).class_ == "substance"]


def is_said_in(proposal: Proposal, term: Term, by: Proposal) -> bool:
    """Whether a paper says a term as it stands: one that it carries over, if the paper that named it did, too."""
    return (term.modality or by.modality) == "said" and (by is proposal or proposal.modality == "said")


def has_others(talks: Talks, party: str, holder: str) -> bool:
    """Whether a holder is a counterpart of a party among others, of whom an acceptance of its position says nothing;
    what a party accepts of its own bloc it holds for all."""
    others = counterparts(talks.negotiation, party)
    return holder in others and len(others) > 1


def accept(talks: Talks, response: Response, term: Statement) -> Statement:
    """Return the acceptance of what another offers; of a position toward the other alone."""
    party = response.party
    is_for_one = not term.paper and (term.toward or has_others(talks, party, term.holder))
    return replace(
        term,
        id=f"{response.id}#{term.issue}",
        holder=party,
        stance="acceptance",
        record=response,
        voice=voice_of(talks, response, party),
        is_own=is_own(response, party),
        strength=max(strength_of(response, party), term.strength),
        toward=term.holder if is_for_one else "",
        paper="",
        alternatives=frozenset(),
        package=(),
    )


def issue_of(talks: Talks, issue: str) -> Issue:
    """Return the definition of an issue."""
    return talks.negotiation.issues[issue]


def value_of(talks: Talks, issue: str, text: str) -> Value:
    """Return the value that a text names on an issue."""
    return parse_value(text, issue_of(talks, issue).scale)


def has_set(talks: Talks, issue: str, text: str) -> bool:
    """Whether the value is neither missing, unspecified nor undisclosed."""
    return bool(text) and value_of(talks, issue, text).has_set


def is_set(talks: Talks, statement: Statement) -> bool:
    """Only `said` makes a set."""
    return statement.record.modality == "said" and has_set(talks, statement.issue, statement.value)


def basis_of(talks: Talks, statement: Statement) -> str:
    """The qualifier, else the basis of the issue."""
    return statement.qualifier or issue_of(talks, statement.issue).basis


def gap_of(talks: Talks, p: Statement, q: Statement) -> Gap:
    """The gap of two statements: unknown where one is not said with a set; unlike bases are not comparable."""
    if not is_set(talks, p) or not is_set(talks, q):
        return UNKNOWN
    values = value_of(talks, p.issue, p.value), value_of(talks, q.issue, q.value)
    gap = value_gap(talks.negotiation, issue_of(talks, p.issue), *values)
    mine, other = basis_of(talks, p), basis_of(talks, q)
    if mine == other or gap.status == "not comparable":
        return gap
    return not_comparable("basis" if mine and other else "basis not said")


def holds(talks: Talks, outer: Statement, inner: Statement) -> bool | None:
    """Whether the set of one holds that of the other; None where they are not comparable."""
    if basis_of(talks, outer) != basis_of(talks, inner):
        return None
    values = value_of(talks, outer.issue, outer.value), value_of(talks, inner.issue, inner.value)
    return value_holds(talks.negotiation, issue_of(talks, outer.issue), *values)
