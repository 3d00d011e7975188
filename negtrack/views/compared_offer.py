"""The offer of a proposal as a column of `compare`."""

from __future__ import annotations

from collections.abc import Iterable

from negtrack.frozen import dataclass
from negtrack.model import Issue, Proposal
from negtrack.query import Snapshot, tabled_position, term_breach
from negtrack.values import canonical_text
from negtrack.views.cell import Cell
from negtrack.views.pair_words import paper_gap_text
from negtrack.views.phrasing import breach_text, offer_words
from negtrack.views.statement import disclosed_words


@dataclass(frozen=True)
class Offer:
    """The offer of a proposal on one issue, the gap of each party to it, and the breaches of mandates."""

    value: str
    gaps: tuple[tuple[str, str], ...]
    breaches: tuple[tuple[str, str], ...]
    disclosed: tuple[str, ...] = ()
    """What others say that it is."""

    @property
    def words(self) -> str:
        """Return the offer, with what others say that it is."""
        return offer_words(self.value, self.disclosed)


def offer_on(snapshot: Snapshot, issue: Issue, cells: Iterable[Cell], proposal: Proposal | None) -> Offer | None:
    """Return what a proposal offers on an issue beside the cells of the parties; None if nothing."""
    term = next((term for term in snapshot.terms_of(proposal) if term.issue == issue.id), None) if proposal else None
    if proposal is None or term is None:
        return None
    offered = tabled_position(snapshot, proposal, term)
    gaps, breaches = [], []
    for cell in cells:
        position = cell.headline.statement.position if cell.headline else None
        gaps.append((cell.party.name, paper_gap_text(snapshot, issue, position, offered)))
        breach = term_breach(snapshot, cell.party.id, term, issue)
        if breach:
            breaches.append((cell.party.name, breach_text(snapshot, breach)))
    value = canonical_text(term.value, issue.scale)
    return Offer(value, tuple(gaps), tuple(breaches), disclosed_words(snapshot, proposal, issue))
