"""Whether two records of a proposal offer the same: their terms in any order, and in any words for the same values."""

from __future__ import annotations

from collections.abc import Mapping

from negtrack.errors import NotationError
from negtrack.frozen import replace
from negtrack.model import Issue, Proposal, Term, digest
from negtrack.values import canonical_text


def is_same_offer(one: Proposal, other: Proposal, issues: Mapping[str, Issue]) -> bool:
    """Return whether two proposals differ at most in the order and the notation of their terms."""
    return digest(_in_canonical_words(one, issues)) == digest(_in_canonical_words(other, issues))


def _in_canonical_words(proposal: Proposal, issues: Mapping[str, Issue]) -> Proposal:
    terms = sorted((_canonical_term(term, issues) for term in proposal.terms), key=lambda term: term.issue)
    return replace(proposal, terms=tuple(terms))


def _canonical_term(term: Term, issues: Mapping[str, Issue]) -> Term:
    """Return a term with its value in canonical words; as it is where it cannot be read."""
    issue = issues.get(term.issue)
    try:
        return replace(term, value=canonical_text(term.value, issue.scale)) if issue else term
    except NotationError:
        return term
