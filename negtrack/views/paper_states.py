"""What became of a proposal or an agreement, and of its terms, beside a comparison with its words."""

from __future__ import annotations

from collections.abc import Mapping

from negtrack.model import Agreement, Proposal
from negtrack.query import Snapshot, deals_of
from negtrack.views.agreement_cards import became_words
from negtrack.views.deal_states import deal_status
from negtrack.views.proposal_facts import amended_by, followed_by, proposal_marks


def paper_state(snapshot: Snapshot, paper: Proposal | Agreement) -> str:
    """Return how a paper stands: `ended 18 Mar (by Israel, own statement)`, `lapsed 1 Mar 17:00`; "" for a proposal
    that stands as it was tabled."""
    if isinstance(paper, Agreement):
        deals = (deal for deal in deals_of(snapshot) if deal.agreement.id == paper.id)
        return next((deal_status(snapshot, deal) for deal in deals), paper.modality)
    facts = (*proposal_marks(snapshot, paper), *amended_by(snapshot, paper), *followed_by(snapshot, paper))
    return "; ".join(facts)


def term_states(snapshot: Snapshot, paper: Proposal | Agreement) -> Mapping[str, str]:
    """Map the issues of an agreement's terms to what became of these apart from the whole: `done: 33`."""
    if isinstance(paper, Proposal):
        return {}
    known = snapshot.negotiation.issues
    return {
        term.issue: text
        for deal in deals_of(snapshot)
        if deal.agreement.id == paper.id
        for term in paper.terms
        if (text := "; ".join(became_words(snapshot, deal, known[term.issue])))
    }
