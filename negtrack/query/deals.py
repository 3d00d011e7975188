"""Agreements as they stand: whom they bind, and whether they still hold.

What is reported of an agreement is a claim. A milestone counts for a party if the party says so itself, or if a source
reports it in its own voice; in the words of others it is shown and decides nothing. An agreement has ended once any
party to it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from negtrack.frozen import dataclass
from negtrack.model import MEDIA, OWN, Agreement, Milestone, OpenItem, Record, Response, Strength, Term, is_later
from negtrack.query.deadlines import lapse_day
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import standing_answers

DealState = Literal["announced", "agreed provisionally", "agreed", "rejected", "suspended", "ended"]
"""`announced`: a party answered it otherwise than by accepting. `agreed provisionally`: it does not bind all yet."""
OVER = ("rejected", "ended")
"""States of an agreement of which nothing holds any more."""
_VOTES = ("ratified", "rejected")


@dataclass(frozen=True)
class Deal:
    """An agreement at one moment: what is reported of it, oldest first, and whom it binds."""

    agreement: Agreement
    parties: tuple[str, ...]
    """The parties that it is between."""
    milestones: tuple[Milestone, ...]
    """What happened to it as a whole, rival claims included."""
    bound: tuple[Record, ...]
    """By what each party that it binds is bound: a signature, a vote or its own acceptance."""
    answers: tuple[Response, ...]
    """The own answers of parties that it does not bind and that are not `accepted`."""
    state: DealState
    endings: tuple[Milestone, ...]
    """By what it was rejected, suspended or ended, oldest first; rival claims of who did it are all here."""
    items: tuple[OpenItem, ...] = ()
    """What it leaves open."""

    @property
    def is_binding(self) -> bool:
        """Return whether it binds, or bound, all that it is between."""
        return len(self.bound) == len(self.parties)

    @property
    def is_over(self) -> bool:
        """Return whether nothing of it holds any more."""
        return self.state in OVER

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return the terms that were said as they stand."""
        return tuple(term for term in self.agreement.terms if (term.modality or self.agreement.modality) == "said")

    @property
    def since(self) -> date:
        """Return the day since which its state is what it is: for an agreement that holds, its own day."""
        return min((one.day for one in self.endings), default=self.agreement.day)

    def is_announced_to(self, one: str, other: str) -> bool:
        """Return whether one of two parties answered it otherwise than by accepting it, and is not bound by it."""
        return any(answer.party in (one, other) for answer in self.answers)

    def term_on(self, issue: str) -> Term | None:
        """Return what it settles on an issue."""
        return next((term for term in self.terms if term.issue == issue), None)

    def item_on(self, issue: str) -> OpenItem | None:
        """Return the last open item on an issue on which it has no term."""
        items = [item for item in self.items if item.issue == issue]
        return items[-1] if items and not self.term_on(issue) else None


def deals_of(snapshot: Snapshot) -> tuple[Deal, ...]:
    """Return the agreements that count, the newest first."""
    if not snapshot.negotiation.agreements:
        return ()
    key = ("", "deals")
    if key not in snapshot.memo:
        newest_first = sorted(snapshot.agreements, key=lambda one: (one.day, one.id), reverse=True)
        snapshot.memo[key] = tuple(_deal(snapshot, agreement) for agreement in newest_first if agreement.is_said)
    deals: tuple[Deal, ...] = snapshot.memo[key]
    return deals


def deals_between(snapshot: Snapshot, one: str, other: str) -> Iterator[Deal]:
    """Yield the agreements between two parties, themselves or with their blocs, the newest first."""
    for deal in deals_of(snapshot):
        if all(not _names_of(snapshot, party).isdisjoint(deal.parties) for party in (one, other)):
            yield deal


def _names_of(snapshot: Snapshot, party: str) -> frozenset[str]:
    known = snapshot.negotiation.parties.get(party)
    return frozenset((party, known.member_of)) if known and known.member_of else frozenset((party,))


def is_heard(milestone: Milestone, parties: Iterable[str]) -> bool:
    """Return whether a milestone was reported as it stands, by one of the `parties` or by a source in its own voice;
    what others say of their own act is not one of theirs."""
    known = tuple(parties)
    is_own_act = milestone.side == OWN and milestone.by in known
    return milestone.is_said and (is_own_act or milestone.side in ("", MEDIA, *known))


def has_passed(snapshot: Snapshot, item: OpenItem) -> bool:
    """Return whether the day by which an open item was to be decided has passed."""
    ended, today = lapse_day(item.decide_by), snapshot.as_of or snapshot.whole.day
    return ended is not None and today is not None and today >= ended


def milestones_of(snapshot: Snapshot, agreement: str, issue: str = "") -> tuple[Milestone, ...]:
    """Return what is reported to have happened to an agreement, or to its term on `issue`, oldest first; not what was
    only announced for a later day."""
    name = f"{agreement}#{issue}" if issue else agreement
    return tuple(one for one in snapshot.milestones if one.agreement == name and not one.is_ahead)


def term_endings(snapshot: Snapshot, deal: Deal, issue: str) -> tuple[Milestone, ...]:
    """Return by what a term was suspended or ended: with its agreement, else by itself, unless it was carried on with
    since; oldest first."""
    heard = [one for one in milestones_of(snapshot, deal.agreement.id, issue) if is_heard(one, deal.parties)]
    resumed = [one for one in heard if one.milestone in ("begun", "done")]
    own = (one for one in heard if one.milestone in ("suspended", "ended"))
    return deal.endings or tuple(one for one in own if not any(is_later(other, one) for other in resumed))


def fallen_agreement(snapshot: Snapshot, issue: str, one: str, other: str) -> Agreement | None:
    """Return the agreement between two parties that decided on an issue and no longer does, as it was suspended or has
    ended: what they had said before it does not come back. None if there is none."""
    for deal in deals_between(snapshot, one, other):
        if deal.is_announced_to(one, other) or not (deal.term_on(issue) or deal.item_on(issue)):
            continue
        return deal.agreement if term_endings(snapshot, deal, issue) else None
    return None


def perhaps_milestones(snapshot: Snapshot, agreement: Agreement) -> tuple[Milestone, ...]:
    """Return what may have happened to an agreement by now: milestones whose date began by then and had not ended."""
    if snapshot.as_of is None:
        return ()
    later = milestones_of(replace(snapshot, as_of=None), agreement.id)
    return tuple(one for one in later if one.first_day <= snapshot.as_of < one.day)


def _deal(snapshot: Snapshot, agreement: Agreement) -> Deal:
    milestones = milestones_of(snapshot, agreement.id)
    parties = agreement.between or _principals(snapshot)
    found = {party: _binding(snapshot, agreement, milestones, party) for party in parties}
    answers = [_own_answer(snapshot, agreement.id, party) for party, record in found.items() if record is None]
    against = tuple(answer for answer in answers if answer and answer.answer != "accepted")
    bound = tuple(record for record in found.values() if record)
    is_binding = len(bound) == len(parties)
    endings = _endings(milestones, parties)
    state = _state(endings) or ("agreed" if is_binding else "announced" if against else "agreed provisionally")
    items = tuple(item for item in snapshot.open_items if item.agreement == agreement.id and item.is_said)
    return Deal(agreement, parties, milestones, bound, against, state, endings, items)


def _principals(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the principals, without blocs of them."""
    blocs = {party.member_of for party in snapshot.negotiation.principals}
    return tuple(party.id for party in snapshot.negotiation.principals if party.id not in blocs)


def _endings(milestones: Sequence[Milestone], parties: Sequence[str]) -> tuple[Milestone, ...]:
    """Return the claims that an agreement is ended, else the votes that rejected it, else the claims that it is
    suspended, unless it is in force again."""
    heard = [one for one in milestones if is_heard(one, parties)]
    if ended := tuple(one for one in heard if one.milestone == "ended"):
        return ended
    votes = (_last_vote(milestones, party) for party in parties)
    if rejected := tuple(vote for vote in votes if vote and vote.milestone == "rejected"):
        return rejected
    resumed = [one for one in heard if one.milestone == "in-force"]
    suspended = (one for one in heard if one.milestone == "suspended")
    return tuple(one for one in suspended if not any(is_later(other, one) for other in resumed))


def _state(endings: Sequence[Milestone]) -> DealState | None:
    states: dict[str, DealState] = {"ended": "ended", "rejected": "rejected", "suspended": "suspended"}
    return states[endings[0].milestone] if endings else None


def _binding(snapshot: Snapshot, agreement: Agreement, milestones: Sequence[Milestone], party: str) -> Record | None:
    """Return by what an agreement binds a party: that it signed; that it ratified; or, where it has no vote on record,
    that it accepted in its own strong voice. An agreement in principle binds nobody by words alone before anybody has
    signed or ratified it."""
    signed = next((one for one in milestones if one.milestone == "signed" and _is_of(one, party)), None)
    vote = _last_vote(milestones, party)
    if vote or signed:
        return signed if vote is None else vote if vote.milestone == "ratified" else None
    is_awaited = agreement.kind == "in-principle" and not any(_is_firm(one) for one in milestones)
    if is_awaited or any(one.by == party and one.milestone == "recommended" for one in milestones):
        return None
    return _acceptance(snapshot, agreement.id, milestones, party)


def _is_firm(milestone: Milestone) -> bool:
    return milestone.milestone in ("signed", "ratified") and is_heard(milestone, (milestone.by,))


def _acceptance(
    snapshot: Snapshot, agreement: str, milestones: Sequence[Milestone], party: str
) -> Response | Milestone | None:
    """Return the own strong answer by which a party accepts an agreement, or its own announcement of it."""
    answer = _own_answer(snapshot, agreement, party)
    if answer:
        return answer if answer.answer == "accepted" and answer.strength == Strength.STRONG else None
    announced = (one for one in milestones if one.milestone == "announced" and one.by == party and one.is_own)
    return next((one for one in announced if one.is_said and one.strength == Strength.STRONG), None)


def _own_answer(snapshot: Snapshot, agreement: str, party: str) -> Response | None:
    """Return the standing answer of a party itself to a whole agreement."""
    group = [one for one in snapshot.responses.get((agreement, party), ()) if not one.issues]
    answers = standing_answers(group, snapshot.withdrawn)[:1]
    return next((one for one in answers if one.is_own and one.is_said), None)


def _last_vote(milestones: Sequence[Milestone], party: str) -> Milestone | None:
    """Return the last vote of a party; None without one, and where reports of its outcome differ. A vote of a part of
    it decides nothing."""
    votes = [one for one in milestones if one.milestone in _VOTES and _is_of(one, party)]
    last = [one for one in votes if not any(is_later(other, one) for other in votes)]
    return last[0] if len({one.milestone for one in last}) == 1 else None


def _is_of(milestone: Milestone, party: str) -> bool:
    """Return whether a milestone is the act of a party, alone or with all others, in its own words or as a source
    reports it."""
    return (
        milestone.by in ("", party)
        and is_heard(milestone, (party,))
        and (milestone.side != OWN or milestone.by == party)
    )
