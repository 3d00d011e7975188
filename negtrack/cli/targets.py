"""SIDE arguments of the command line: a party, a party at a moment, a proposal, or an agreement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from negtrack.cli.options import Clocks
from negtrack.cli.session import Session
from negtrack.diff import issue_in
from negtrack.errors import UnknownIdError, UsageError
from negtrack.frozen import dataclass, replace
from negtrack.lookup import find_agreement, find_party, find_proposal, find_revision
from negtrack.model import Agreement, Issue, Proposal, Term
from negtrack.query import Snapshot, before_deal, current_position, settlement_of, tabled_position
from negtrack.views.differences import Side
from negtrack.views.paper_states import paper_state, term_states


@dataclass(frozen=True)
class Target:
    """One SIDE: a party's id, or a proposal or an agreement, and its snapshot."""

    name: str
    snapshot: Snapshot
    party: str = ""
    paper: Proposal | Agreement | None = None

    def is_of_moment(self, other: Target) -> bool:
        """Return whether both show one moment of the same files."""
        one, two = self.snapshot, other.snapshot
        return one.negotiation is two.negotiation and (one.as_of, one.known_at) == (two.as_of, two.known_at)

    def side(self, counterpart: str, issues: Sequence[Issue]) -> Side:
        """Return its positions: a party's current ones toward `counterpart`, or its last words before an agreement with
        that; or the terms of a proposal or an agreement."""
        if self.paper:
            terms = {term.issue: tabled_position(self.snapshot, self.paper, term) for term in self._terms()}
            state, states = paper_state(self.snapshot, self.paper), term_states(self.snapshot, self.paper)
            return Side(self.name, terms, self.snapshot, state, states, is_paper=True)
        own = [issue_in(self.snapshot, issue) for issue in issues]
        held = ((issue, self._held(issue, counterpart)) for issue in own)
        current = ((issue.id, current_position(words, self.party, issue, counterpart)) for issue, words in held)
        return Side(self.name, {name: position for name, position in current if position}, self.snapshot)

    def covers(self, issue: Issue) -> bool:
        """Return whether it is a paper with a term on an issue."""
        return any(term.issue == issue.id for term in self._terms())

    def _terms(self) -> Sequence[Term]:
        if isinstance(self.paper, Proposal):
            return self.snapshot.terms_of(self.paper)
        return self.paper.terms if self.paper else ()

    def _held(self, issue: Issue, counterpart: str) -> Snapshot:
        """Return the snapshot before the agreement, or the fallback, that settles an issue with the
        counterpart, else its own."""
        settlement = settlement_of(self.snapshot, issue, self.party, counterpart) if counterpart else None
        settling = settlement.settling_record if settlement else None
        return before_deal(self.snapshot, settling) if settling else self.snapshot


def told_apart(targets: tuple[Target, Target]) -> tuple[Target, Target]:
    """Return two sides; two papers of one title, as a proposal and the agreement that it became, with their ids."""
    one, other = targets
    if one.name != other.name or not (one.paper and other.paper):
        return targets
    return replace(one, name=f"{one.name} ({one.paper.id})"), replace(other, name=f"{other.name} ({other.paper.id})")


def covered_by(first: Target, second: Target, issues: Sequence[Issue]) -> list[Issue]:
    """Return the issues on which two sides are compared: those of the terms of a paper, of either of two papers; all
    for two parties."""
    if not (first.paper or second.paper):
        return [*issues]
    return [issue for issue in issues if first.covers(issue) or second.covers(issue)]


def find_targets(session: Session, texts: Sequence[str], clocks: Clocks) -> list[Target]:
    """Return the SIDEs that `texts` name. Raises `UnknownIdError` with the nearest parties and proposals."""
    return [_find_target(text, clocks, session.snapshot) for text in texts]


def _counting(snapshot: Snapshot, paper: Proposal | Agreement) -> Proposal | Agreement:
    """Return a paper that counts at its moment. Raise `UsageError` for another."""
    if not snapshot.on_record(paper):
        raise UsageError(f"{paper.id} was not there at that moment; use a later date, or {paper.id}@WHEN")
    if not snapshot.counts(paper):
        raise UsageError(f"{paper.id} is {snapshot.fate_of(paper)}; use negtrack show {paper.id} to see why")
    return paper


def _find_target(text: str, clocks: Clocks, read: Callable[[Clocks], Snapshot]) -> Target:
    name, at, when = text.partition("@")
    if at and not when.strip():
        raise UsageError(f"no moment behind the @ of {text}; write {name}@WHEN, or {name} alone")
    moment = {} if not at else {"as_of": when} if find_revision(when) is None else {"known_at": when}
    snapshot = read(replace(clocks, **moment))
    known = snapshot.negotiation
    with suppress(UnknownIdError):
        party = find_party(known, name)
        return Target(f"{party.name}{f' at {when}' if at else ''}", snapshot, party=party.id)
    with suppress(UnknownIdError):
        proposal = find_proposal(known, name)
        return Target(_counting(snapshot, proposal).title, snapshot, paper=proposal)
    with suppress(UnknownIdError):
        agreement = find_agreement(known, name)
        return Target(_counting(snapshot, agreement).title, snapshot, paper=agreement)
    ids = (*known.parties, *(paper.id for paper in (*known.proposals, *known.agreements)))
    what = "party, proposal or agreement" if known.agreements else "party or proposal"
    instead = f"it is an issue; write --issue {name}" if name in known.issues else ""
    raise UnknownIdError(what, name, ids, known.id, "parties", instead)
