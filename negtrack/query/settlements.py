"""What agreements leave of an issue between two principals: settled, open, reopened, ended, or not in them.

A term of an agreement settles an issue until the agreement, or the term, is suspended or has ended. Positions stay as
they were said; they give no gap on an issue that is settled.
"""

from __future__ import annotations

from datetime import date
from itertools import dropwhile, takewhile
from typing import Literal

from negtrack.frozen import dataclass, replace, replace_fast
from negtrack.model import MEDIA, Agreement, Issue, Milestone, OpenItem, Position, Response, Term
from negtrack.query.against import words_against
from negtrack.query.agreements import AgreedTerm
from negtrack.query.deals import (
    Deal,
    deals_between,
    deals_down_from,
    deciding_deal,
    endings_of_its_own,
    is_announced_to,
    milestones_of,
    reports_of_done,
    reports_of_not_done,
    term_endings,
)
from negtrack.query.derived import fallback_term, term_position
from negtrack.query.snapshot import Snapshot
from negtrack.query.term_reports import reports_of_other, reservations_of
from negtrack.values import Value, parse_value, print_value

State = Literal[
    "agreed",
    "agreed provisionally",
    "announced",
    "open",
    "settled by the fallback",
    "settled provisionally by the fallback",
    "no term on record",
    "reopened",
    "suspended",
    "ended",
]
"""`suspended`: an agreement that leaves an issue open is; a term, or a fallback that settled it, is then `reopened`."""
BY_FALLBACK: tuple[State, ...] = ("settled by the fallback", "settled provisionally by the fallback")
SETTLED: tuple[State, ...] = ("agreed", "agreed provisionally", *BY_FALLBACK)
"""States in which the positions of the two give no gap."""


@dataclass(frozen=True)
class Settlement:
    """What is settled between two principals on an issue, by what, and what stands against it."""

    state: State
    agreed: AgreedTerm | None = None
    """The term; also of one that is only announced, reopened or ended."""
    deal: Deal | None = None
    """The agreement; None where both stand by a proposal alone."""
    item: OpenItem | None = None
    """The open item that leaves the issue open, or whose fallback settles it."""
    against: tuple[Position | Response, ...] = ()
    """The own later words of one of the two that dispute the term, or by which it was reopened, oldest first."""
    done: tuple[Milestone, ...] = ()
    """The last reports that the term is carried out, by all or by whom."""
    otherwise: tuple[Milestone, ...] = ()
    """The last reports that something else than the agreed value, or a part of it, is carried out, oldest first."""
    undone: tuple[Milestone, ...] = ()
    """The last reports that the term is not carried out, oldest first."""
    reserved: tuple[Response, ...] = ()
    """The answers by which parties accepted the term with reservations, oldest first."""
    endings: tuple[Milestone, ...] = ()
    """By what the term was suspended or ended, by itself or with its agreement; rival claims are all here."""
    stopped: tuple[Milestone, ...] = ()
    """By what a term is suspended that stays agreed, as it is done, but only by some of the parties by name: whether
    that is all of it, it does not say."""
    value: str = ""
    """What is settled, in canonical words; "" where nothing is."""
    is_overdue: bool = False
    """Whether the day of an open item has passed, and no fallback settled it: none is on record, or the agreement was
    suspended on that day."""
    steps: tuple[str, ...] = ()
    """The steps of the issue that a fallback settles, where it leaves others open."""
    meanwhile: Settlement | None = None
    """What an older agreement that binds all settles, until this one binds all, too."""
    parts: tuple[Settlement, ...] = ()
    """What each of several agreements settles in steps of its own, the newest first; nothing of one agreement alone."""

    @property
    def is_settled(self) -> bool:
        """Return whether all of the issue is settled, not only some of its steps."""
        return self.state in SETTLED and not (self.agreed.steps if self.agreed else self.steps)

    @property
    def standing_term(self) -> AgreedTerm | None:
        """Return what is agreed, provisionally or not, of all of the issue or of some of its steps."""
        return self.agreed if self.state in ("agreed", "agreed provisionally") else None

    @property
    def is_by_fallback(self) -> bool:
        """Return whether a fallback settles all of the issue."""
        return self.state in BY_FALLBACK and self.is_settled

    @property
    def holding(self) -> tuple[Settlement, ...]:
        """Return of several agreements what each that holds settles; of one alone, or where none holds, all."""
        return tuple(part for part in self.parts if part.standing_term) or self.parts or (self,)

    def at_step(self, step: str) -> Settlement:
        """Return what settles one step of the issue: of several agreements the part of one, else all of it."""
        named = (part for part in self.parts if part.agreed and step in part.agreed.steps)
        return next(named, self)

    @property
    def settling_record(self) -> Agreement | OpenItem | None:
        """Return the agreement of which a term settles all of the issue, or the open item whose fallback does; None
        where neither does."""
        if self.deal is None or not self.is_settled:
            return None
        return self.deal.agreement if self.agreed else self.item

    @property
    def is_disputed(self) -> bool:
        """Return whether later words of one of the two dispute what binds both."""
        return self.state in ("agreed", BY_FALLBACK[0]) and bool(self.against)

    @property
    def since(self) -> date | None:
        """Return the first day of what ended or reopened it; None for all else."""
        days = [record.day for record in (*self.endings, *self.against)]
        return min(days) if days and self.state in ("suspended", "ended", "reopened") else None

    @property
    def is_reopened(self) -> bool:
        """Return whether a term, or a fallback that had settled the issue, no longer holds and is not carried out."""
        return self.state == "reopened" or (self.state == "ended" and bool(self.value) and not self.done)


def settlement_by_deal(snapshot: Snapshot, issue: Issue, one: str, other: str) -> Settlement | None:
    """Return what agreements leave of an issue between two parties; None without an agreement between them. Where none
    holds that decides on it, a newer one that was to settle the talks says that it has no term, and one that is only
    announced stands last."""
    if not snapshot.negotiation.agreements:
        return None
    decided = deciding_deal(snapshot, issue.id, one, other)
    settlement = _settlement(snapshot, decided, issue, (one, other)) if decided else None
    if settlement and len(snapshot.agreements) == 1:
        return settlement
    is_left = decided and settlement and settlement.state == "reopened" and not settlement.endings
    kept = _kept(snapshot, decided, issue, (one, other)) if decided and is_left else None
    if decided:
        settlement = kept or _with_older_steps(snapshot, settlement, decided, issue, (one, other))
    if decided and settlement and settlement.state in (*SETTLED, "open"):
        is_new = settlement.deal is decided and not decided.is_binding and len(snapshot.agreements) > 1
        meanwhile = _kept(snapshot, decided, issue, (one, other)) if is_new else None
        return replace(settlement, meanwhile=meanwhile) if meanwhile else settlement
    newer = takewhile(lambda deal: deal is not decided, deals_between(snapshot, one, other))
    silent = (_without_term(deal) for deal in newer if not deal.decides(issue.id))
    return next(filter(None, silent), None) or settlement or _announced(snapshot, issue, one, other)


def _with_older_steps(
    snapshot: Snapshot, found: Settlement | None, newest: Deal, issue: Issue, pair: tuple[str, str]
) -> Settlement | None:
    """Return what the agreement that decides settles, with what older ones settle in the steps that it leaves open."""
    if not issue.steps or newest.item_on(issue.id):
        return found
    from negtrack.query.step_terms import with_older_steps

    deals = deals_down_from(snapshot, newest, *pair)
    return with_older_steps(found, deals, issue, lambda deal, term: _by_older_term(snapshot, deal, term, issue, pair))


def _by_older_term(snapshot: Snapshot, deal: Deal, term: Term, issue: Issue, pair: tuple[str, str]) -> Settlement:
    """Return what the part of an older term settles that a newer agreement leaves to it."""
    key = "settled by", deal.agreement.id, issue.id, issue.step, term.value  # the same for each two of many parties
    if key not in snapshot.day_memo:
        snapshot.day_memo[key] = _by_term(snapshot, deal, term, issue)
    found: Settlement = snapshot.day_memo[key]
    return _with_words(snapshot, found, issue, pair)


def _kept(snapshot: Snapshot, newer: Deal, issue: Issue, pair: tuple[str, str]) -> Settlement | None:
    """Return what the last agreement that binds all settles on an issue besides a newer one, which does not; None if
    there is none that holds."""
    older = dropwhile(lambda deal: deal is not newer, deals_between(snapshot, *pair))
    bound = next((deal for deal in older if deal.is_binding and deal.decides(issue.id)), None)
    if bound is None:
        return None
    found = _with_older_steps(snapshot, _settlement(snapshot, bound, issue, pair), bound, issue, pair)
    return found if found and found.state in (*SETTLED, "open") else None


def _announced(snapshot: Snapshot, issue: Issue, one: str, other: str) -> Settlement | None:
    """Return the newest term on an issue that is only announced."""
    for deal in deals_between(snapshot, one, other):
        term = deal.settling_term(issue.id)
        if term and is_announced_to(snapshot, deal, one, other):
            return Settlement("announced", agreed_term(deal, term, issue), deal)
    return None


def _without_term(deal: Deal) -> Settlement | None:
    """Return that an agreement that holds has no term on an issue; nothing if it was to settle some issues only."""
    is_whole = deal.state in ("agreed", "agreed provisionally") and not deal.is_partial
    return Settlement("no term on record", deal=deal) if is_whole else None


def _settlement(snapshot: Snapshot, deal: Deal, issue: Issue, pair: tuple[str, str]) -> Settlement | None:
    """Return what the agreement that decides on an issue says of it, with what the two said against that since; None if
    nothing on the step that is asked for."""
    key = "settled by", deal.agreement.id, issue.id, issue.step  # the same for each two of many parties
    if key not in snapshot.day_memo:
        snapshot.day_memo[key] = _before_words(snapshot, deal, issue)
    found: Settlement | None = snapshot.day_memo[key]
    return _with_words(snapshot, found, issue, pair) if found else None


def _before_words(snapshot: Snapshot, deal: Deal, issue: Issue) -> Settlement | None:
    """Return what an agreement says of an issue, whatever its parties said since."""
    if item := deal.item_on(issue.id):
        return _by_item(snapshot, deal, item, issue)
    term = deal.settling_term(issue.id)
    is_named = term is not None and parse_value(term.value, issue.scale).flag != "unspecified"
    return _by_term(snapshot, deal, term, issue) if term and is_named else _without_term(deal)


def _by_item(snapshot: Snapshot, deal: Deal, item: OpenItem, issue: Issue) -> Settlement:
    """Return what is left open, or what the fallback settles: not where the agreement did not hold by then."""
    from negtrack.query.fallbacks import has_passed, held_until

    own = endings_of_its_own(snapshot, deal, issue.id)
    is_ended = deal.is_over or any(one.milestone == "ended" for one in own)
    endings = own if is_ended and not deal.is_over else deal.endings or own
    is_past = has_passed(snapshot, item)
    is_settled = is_past and item.otherwise and held_until(snapshot, deal, item)
    fallback = parse_value(item.otherwise, issue.scale) if is_settled else None
    value = print_value(fallback, issue.scale) if fallback and fallback.has_set else ""
    state: State = "open"
    if endings:
        state = "ended" if is_ended else "reopened" if value else "suspended"
    elif value:
        state = BY_FALLBACK[0] if deal.is_binding else BY_FALLBACK[1]
    steps = settled_steps(fallback) if fallback else ()
    is_overdue = is_past and state == "open"
    return Settlement(state, None, deal, item, endings=endings, value=value, is_overdue=is_overdue, steps=steps)


def _by_term(snapshot: Snapshot, deal: Deal, term: Term, issue: Issue) -> Settlement:
    """Return what a term settles, and what is reported of it."""
    agreed, done = agreed_term(deal, term, issue), reports_of_done(snapshot, deal, term, issue.scale)
    otherwise = reports_of_other(snapshot, deal, issue, done)
    undone, endings = reports_of_not_done(snapshot, deal, issue.id), term_endings(snapshot, deal, issue.id)
    reserved = tuple(reservations_of(snapshot, deal, issue.id))
    stopped: tuple[Milestone, ...] = ()
    if deal.is_over or (endings and not done):
        state: State = "ended" if deal.is_over else "reopened"
    else:
        state = "agreed" if deal.is_binding else "agreed provisionally"
        endings, stopped = (), endings if all(one.by for one in done) else ()
    return Settlement(state, agreed, deal, None, (), done, otherwise, undone, reserved, endings, stopped, agreed.value)


def _with_words(snapshot: Snapshot, found: Settlement, issue: Issue, pair: tuple[str, str]) -> Settlement:
    """Return what an agreement settles with the words of two parties since then that dispute it: against a term that
    does not bind all they reopen it."""
    offer = found.agreed.offer if found.agreed else None
    if found.item and found.state in BY_FALLBACK:
        offer = fallback_term(found.item, found.value)
    if found.deal is None or offer is None or found.state not in SETTLED:
        return found
    against = words_against(snapshot, found.deal, offer, issue, pair, found.item)
    if not against:
        return found
    state = "reopened" if found.state == "agreed provisionally" else found.state
    return replace_fast(found, state=state, against=against)


def agreed_term(deal: Deal, term: Term, issue: Issue) -> AgreedTerm:
    """Return the term of an agreement as what was agreed."""
    value = parse_value(term.value, issue.scale)
    offer = term_position(deal.agreement, term)
    words = () if offer.side in ("", MEDIA) or offer.attribution == "document" else (offer,)
    return AgreedTerm(deal.agreement, print_value(value, issue.scale), offer, words, settled_steps(value))


def settled_steps(value: Value) -> tuple[str, ...]:
    """Return the steps that a value settles; nothing where it settles all."""
    settled = tuple(step.name for step in value.steps if step.value.has_set)
    return () if len(settled) == len(value.steps) else settled


def perhaps_milestones(snapshot: Snapshot, agreement: Agreement) -> tuple[Milestone, ...]:
    """Return what may have happened to an agreement by now: milestones whose date began by then and had not ended."""
    if snapshot.as_of is None:
        return ()
    later = milestones_of(replace(snapshot, as_of=None), agreement.id)
    return tuple(one for one in later if one.first_day <= snapshot.as_of < one.day)
