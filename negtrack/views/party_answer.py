"""One party on one term of a proposal: what it holds, and how far that is from the term."""

from __future__ import annotations

from negtrack.frozen import dataclass
from negtrack.model import Agreement, Issue, Party, Position, Proposal, Term
from negtrack.query import (
    Snapshot,
    before_deal,
    current_position,
    rejection_of,
    settling_record,
    tabled_position,
    term_breach,
)
from negtrack.views.pair_words import OWN_TERM, paper_gap_text
from negtrack.views.phrasing import SILENT, breach_text
from negtrack.views.silence import silence_of
from negtrack.views.statement import Statement

BEFORE = "before the deal"
"""What stands in place of a gap, once an agreement settles the issue."""
REJECTED = "rejected"
"""What stands in place of a gap, where the party rejected what was offered and names nothing itself."""


@dataclass(frozen=True)
class PartyAnswer:
    """One party on a term: its position, its gap to the term, and the breach of its mandate."""

    party: Party
    value: str
    gap: str
    breach: str
    """How the term breaches its mandate; "" where it does not."""
    statement: Statement | None = None

    @property
    def gap_beside(self) -> str:
        """Return the gap for a reader: nothing where the value says already that the party rejected the offer, or has
        no word that counts."""
        is_said = self.value.startswith(REJECTED) if self.gap == REJECTED else self.gap == SILENT and not self.statement
        return "" if is_said else self.gap

    @property
    def words(self) -> str:
        """Return its position with the gap: `40 (apart 5)`."""
        return f"{self.value} ({self.gap_beside})" if self.gap_beside else self.value


def build_party_answer(snapshot: Snapshot, proposal: Proposal, term: Term, party: Party) -> PartyAnswer:
    """Return what a party holds on the issue of a term, toward the party that tabled it; before the agreement, if one
    settles the issue."""
    issue = snapshot.negotiation.issues[term.issue]
    settling = settling_record(snapshot, party.id, issue)
    held = before_deal(snapshot, settling) if settling else snapshot
    position = current_position(held, party.id, issue, toward=proposal.party)
    statement = Statement(held, position, issue) if position else None
    value = statement.whole if statement else silence_of(held, party.id, issue).whole
    gap = BEFORE if isinstance(settling, Agreement) else _gap_text(snapshot, proposal, term, issue, position, party)
    breach = term_breach(snapshot, party.id, term, issue)
    return PartyAnswer(party, value, gap, breach_text(snapshot, breach) if breach else "", statement)


def _gap_text(
    snapshot: Snapshot, proposal: Proposal, term: Term, issue: Issue, position: Position | None, party: Party
) -> str:
    if position is None and rejection_of(snapshot, issue, party.id, proposal.party):
        return REJECTED
    if position and proposal.id in position.alternatives:
        return OWN_TERM
    return paper_gap_text(snapshot, issue, position, tabled_position(snapshot, proposal, term))
