"""SIDE arguments of the command line: a party, a party at a moment, or a proposal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from negtrack.cli.options import Clocks
from negtrack.cli.session import Session
from negtrack.diff import issue_in
from negtrack.errors import UnknownIdError
from negtrack.frozen import dataclass
from negtrack.lookup import find_party, find_proposal, find_revision
from negtrack.model import Issue, Proposal
from negtrack.query import Snapshot, current_position, term_position
from negtrack.views.differences import Side


@dataclass(frozen=True)
class Target:
    """One SIDE: a party's id or a proposal, and its snapshot."""

    name: str
    snapshot: Snapshot
    party: str = ""
    proposal: Proposal | None = None

    def is_of_moment(self, other: Target) -> bool:
        """Return whether both show one moment of the same files."""
        one, two = self.snapshot, other.snapshot
        return one.negotiation is two.negotiation and (one.as_of, one.known_at) == (two.as_of, two.known_at)

    def side(self, counterpart: str, issues: Sequence[Issue]) -> Side:
        """Return its positions: a party's current ones toward `counterpart`, or the proposal's terms."""
        if self.proposal:
            terms = {term.issue: term_position(self.proposal, term) for term in self.snapshot.terms_of(self.proposal)}
            return Side(self.name, terms, self.snapshot)
        own = [issue_in(self.snapshot, issue) for issue in issues]
        current = ((issue.id, current_position(self.snapshot, self.party, issue, counterpart)) for issue in own)
        return Side(self.name, {name: position for name, position in current if position}, self.snapshot)

    def narrow(self, issues: Sequence[Issue]) -> list[Issue]:
        """Return the issues that it covers: those of a proposal's terms; for a party all of `issues`."""
        terms = {term.issue for term in self.snapshot.terms_of(self.proposal)} if self.proposal else None
        return [issue for issue in issues if terms is None or issue.id in terms]


def find_targets(session: Session, texts: Sequence[str], clocks: Clocks) -> list[Target]:
    """Return the SIDEs that `texts` name. Raises `UnknownIdError` with the nearest parties and proposals."""
    return [_find_target(text, clocks, session.snapshot) for text in texts]


def _find_target(text: str, clocks: Clocks, read: Callable[[Clocks], Snapshot]) -> Target:
    name, at, when = text.partition("@")
    moment = {} if not at else {"as_of": when} if find_revision(when) is None else {"known_at": when}
    snapshot = read(replace(clocks, **moment))
    known = snapshot.negotiation
    try:
        party = find_party(known, name)
        return Target(f"{party.name}{f' at {when}' if at else ''}", snapshot, party=party.id)
    except UnknownIdError:
        try:
            proposal = find_proposal(known, name)
            return Target(proposal.title, snapshot, proposal=proposal)
        except UnknownIdError:
            ids = (*known.parties, *(proposal.id for proposal in known.proposals))
            raise UnknownIdError("party or proposal", name, ids, known.id, "parties") from None
