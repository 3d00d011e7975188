"""Conditions that a party sets in return, and whether they are met, judged on the whole negotiation."""

from __future__ import annotations

from typing import Literal

from negtrack.errors import NotationError
from negtrack.frozen import dataclass
from negtrack.gap import contains, gap_between
from negtrack.model import Issue, Position, Proposal, Strength, is_later, parse_term
from negtrack.query.agreements import AgreedTerm, accepted_terms, left_terms
from negtrack.query.blocs import are_counterparts, speaks_for_itself
from negtrack.query.live import value_of
from negtrack.query.offers import package_of
from negtrack.query.positions import current_position, on_basis
from negtrack.query.settlements import SETTLED, Settlement, settlement_by_deal
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import has_set
from negtrack.values import Value, parse_value

State = Literal["met", "not met", "unknown", ""]
_CIRCLE = "each waits for the other"
_FAILED: tuple[tuple[State, str], ...] = (("not met", ""), ("not met", _CIRCLE), ("unknown", ""))
"""States and reasons of which one counterpart decides for all, the strongest first."""


@dataclass(frozen=True)
class Condition:
    """One condition as written; `state` is "" for prose and for that of an agreement, which is nobody's: neither can be
    checked."""

    text: str
    state: State
    reason: str = ""
    according_to: tuple[Position, ...] = ()
    """The positions on which `met` rests that are not their party's own words on record."""

    def __str__(self) -> str:
        state = f"{self.state}, {self.reason}" if self.reason else self.state
        return f"{self.text} ({state})" if state else self.text


def settlement_of(snapshot: Snapshot, issue: Issue, one: str, other: str) -> Settlement | None:
    """Return what is settled between two principals on an issue: by an agreement, or `agreed provisionally` by the
    newest term of a proposal that both stand by and whose conditions are met, by the same proposal or otherwise;
    `reopened` where one of the two went back on such a term; None if nothing was. Every view takes it from here."""
    if not (snapshot.negotiation.agreements or snapshot.proposals):
        return None
    key = "settlement", issue.id, issue.step, one, other
    if key not in snapshot.day_memo:
        snapshot.day_memo[key] = _settlement(snapshot, issue, one, other, ())
    settlement: Settlement | None = snapshot.day_memo[key]
    return settlement


def _settlement(snapshot: Snapshot, issue: Issue, one: str, other: str, path: tuple[str, ...]) -> Settlement | None:
    by_deal = settlement_by_deal(snapshot, issue, one, other)
    if not snapshot.proposals or (by_deal and by_deal.state in ("agreed", "agreed provisionally")):
        return by_deal
    for term in accepted_terms(snapshot, issue, one, other):
        if _is_unconditional(snapshot, term, (one, other), path) and not (by_deal and _is_overtaken(term, by_deal)):
            return Settlement("agreed provisionally", term, value=term.value)
    return by_deal or _reopened(snapshot, issue, (one, other), path)


def _reopened(snapshot: Snapshot, issue: Issue, pair: tuple[str, str], path: tuple[str, ...]) -> Settlement | None:
    """Return the newest term of a proposal that two stood by until one went back on it, whose conditions are met."""
    for term, against in left_terms(snapshot, issue, *pair):
        if _is_unconditional(snapshot, term, pair, path):
            return Settlement("reopened", term, None, None, against, value=term.value)
    return None


def _is_overtaken(term: AgreedTerm, settlement: Settlement) -> bool:
    """Return whether a proposal does not come after the agreement on its issue, and what ended that, or became that
    agreement. By words against it the two may have made the proposal."""
    if settlement.deal is None or settlement.state == "announced":
        return False
    if term.record.id in settlement.deal.agreement.follows:
        return True
    return not all(is_later(term.record, record) for record in (settlement.deal.agreement, *settlement.endings))


def _is_unconditional(snapshot: Snapshot, agreement: AgreedTerm, pair: tuple[str, str], path: tuple[str, ...]) -> bool:
    """Return whether every condition of a term is met, or is what the two stand by in the same proposal, whose own
    conditions count in turn; of an alternative its other terms are conditions too."""
    offer = agreement.offer
    if not offer.requires and not _package_of(snapshot, agreement):
        return True
    below = (*path, offer.id)
    left = _outer_conditions(snapshot.whole, agreement, pair)
    return not left or (
        offer.id not in path and all(_condition(snapshot.whole, offer, text, below).state == "met" for text in left)
    )


def _outer_conditions(snapshot: Snapshot, agreement: AgreedTerm, pair: tuple[str, str]) -> list[str]:
    """Return the conditions of a term, and of the terms of its proposal that they are about, that no term of this
    fulfils by which the two stand."""
    todo, left, known = [agreement], list[str](), {agreement.offer.issue}
    while todo:
        term = todo.pop()
        for text in (*term.offer.requires, *_package_of(snapshot, term)):
            inner = _term_within(snapshot, agreement, text, pair)
            if inner is None:
                left.append(text)
            elif inner.offer.issue not in known:
                known.add(inner.offer.issue)
                todo.append(inner)
    return left


def _package_of(snapshot: Snapshot, agreement: AgreedTerm) -> tuple[str, ...]:
    proposal = agreement.record
    return package_of(snapshot, proposal, agreement.offer.issue) if isinstance(proposal, Proposal) else ()


def _term_within(snapshot: Snapshot, agreement: AgreedTerm, text: str, pair: tuple[str, str]) -> AgreedTerm | None:
    """Return the term of the same proposal by which the two stand and that lies within a condition; None without
    one."""
    issue, value = _parse_term(snapshot, text)
    terms = accepted_terms(snapshot, issue, *pair) if issue else ()
    inner = next((term for term in terms if term.record.id == agreement.record.id), None)
    if issue is None or value is None or inner is None:
        return None
    dates = snapshot.negotiation.event_dates
    is_within = contains(value, parse_value(inner.value, issue.scale), issue.scale, dates)
    return inner if is_within else None


def conditions_of(snapshot: Snapshot, position: Position) -> tuple[Condition, ...]:
    """Return the conditions of a position. `issue = value` is met if it is agreed so with every counterpart, or if
    what that now holds lies within it and has no condition of its own that is not met; not met if one lies outside,
    or if conditions wait for each other in a circle; otherwise unknown, also while an agreement leaves the issue open
    between the two."""
    return all_conditions_of(snapshot, position)[: len(position.requires)] if position.requires else ()


def all_conditions_of(snapshot: Snapshot, position: Position) -> tuple[Condition, ...]:
    """Return the conditions of a position, then the other terms of an alternative, which holds as a whole."""
    return _conditions(snapshot.whole, position, ()) if position.requires or position.package else ()


def _conditions(snapshot: Snapshot, position: Position, path: tuple[str, ...]) -> tuple[Condition, ...]:
    texts = (*position.requires, *position.package)
    return tuple(_condition(snapshot, position, text, (*path, position.id)) for text in texts)


def _condition(snapshot: Snapshot, position: Position, text: str, path: tuple[str, ...]) -> Condition:
    issue, value = _parse_term(snapshot, text)
    if issue is None or value is None or not position.party:
        return Condition(text, "")
    found = [_state(snapshot, name, issue, value, position.party, path) for name in _others(snapshot, position, issue)]
    for state, reason in _FAILED:
        if any(known[:2] == (state, reason) for known in found):
            return Condition(text, state, reason)
    words = tuple(position for known in found for position in known[2])
    return Condition(text, "met", "", words) if found else Condition(text, "unknown")


def _others(snapshot: Snapshot, position: Position, issue: Issue) -> list[str]:
    """Return the counterparts that must meet a condition."""
    if position.toward:
        return [position.toward]
    holder = snapshot.negotiation.parties[position.party]
    return [
        party.id
        for party in snapshot.negotiation.principals
        if are_counterparts(snapshot.negotiation, party, holder) and speaks_for_itself(snapshot, party, issue)
    ]


def _parse_term(snapshot: Snapshot, text: str) -> tuple[Issue | None, Value | None]:
    try:
        term = parse_term(text)
        issue = snapshot.negotiation.issues.get(term.issue)
        return issue, parse_value(term.value, issue.scale) if issue else None
    except NotationError:
        return None, None


def _state(
    snapshot: Snapshot, party: str, issue: Issue, value: Value, holder: str, path: tuple[str, ...]
) -> tuple[State, str, tuple[Position, ...]]:
    """Return the state of a condition toward one counterpart, the reason, and the words that are not that party's own
    on record, by which it is met."""
    dates = snapshot.negotiation.event_dates
    settled = _settlement(snapshot, issue, party, holder, path)
    if settled and settled.state == "open":
        return "unknown", "", ()
    if settled and settled.state in SETTLED:
        known = parse_value(settled.value, issue.scale)
        if contains(value, known, issue.scale, dates):
            return "met", "", settled.agreed.according_to if settled.agreed else ()
        is_outside = settled.deal is not None and gap_between(known, value, issue.scale, dates).status == "apart"
        if is_outside or (settled.deal and settled.is_settled):
            return ("not met" if is_outside else "unknown"), "", ()
    theirs = current_position(snapshot, party, issue, toward=holder)
    accepted = value_of(theirs, issue) if theirs and has_set(theirs) and on_basis(theirs, issue) else None
    if theirs is None or accepted is None:
        return "unknown", "", ()
    if not contains(value, accepted, issue.scale, dates):
        is_outside = gap_between(accepted, value, issue.scale, dates).status == "apart"
        return ("not met" if is_outside else "unknown"), "", ()
    if theirs.id in path:
        return ("not met", _CIRCLE, ()) if theirs.id == path[0] else ("unknown", "", ())
    own = _conditions(snapshot, theirs, path)
    if any(condition.reason == _CIRCLE for condition in own):
        return "not met", _CIRCLE, ()
    if any(condition.state != "met" for condition in own):
        return "unknown", "", ()
    theirs_words = (theirs,) if theirs.strength > Strength.STRONG else ()
    return "met", "", (*theirs_words, *(position for condition in own for position in condition.according_to))
