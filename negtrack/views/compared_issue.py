"""One issue across the parties, for `compare`: a cell for each, and the least settled of their pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from negtrack.errors import join_with_and
from negtrack.frozen import dataclass, field
from negtrack.model import Issue, Party, Proposal
from negtrack.query import (
    Pair,
    Snapshot,
    contested_positions,
    counterpart_pairs,
    least_settled,
    pair_of,
    speaks_for_itself,
)
from negtrack.views.brief_words import short_text
from negtrack.views.cell import Cell, cell_of
from negtrack.views.compared_offer import Offer, offer_on
from negtrack.views.deal_words import settled_notes
from negtrack.views.issue_pairs import PairsText, pairs_texts, status_of
from negtrack.views.pair_names import MOST_PAIRS
from negtrack.views.step_words import steps_of_issue

CONTESTED = "contested"


@dataclass(frozen=True)
class IssueRow:
    """One issue across the parties; `pair` is the least settled pair."""

    issue: Issue
    details: tuple[str, ...]
    """Title, and the anchor and steps of the values if any."""
    measures: tuple[str, ...]
    """Ratio, unit and basis of the values."""
    cells: tuple[Cell, ...]
    gaps: tuple[PairsText, ...]
    """How the pairs stand, the least settled first; last that a position is contested."""
    status: str
    pair: Pair | None
    offer: Offer | None
    snapshot: Snapshot = field(repr=False, compare=False)
    others: tuple[Party, ...]
    """Parties without a column."""
    pairs: tuple[Pair, ...] = field(default=(), repr=False)
    """The pairs of counterparts among the columns."""
    notes: str = ""
    """How far apart the pair was before an agreement settled the issue, and our caveats on that; of several gaps it
    stands in each."""

    @property
    def gap(self) -> str:
        """Return how the pairs stand in words."""
        return ("; " if len(self.pairs) > 1 else ", ").join(text.words for text in self.gaps)

    @property
    def is_settled(self) -> bool:
        """Return whether an agreement says anything of the issue itself."""
        settlement = self.pair.settlement if self.pair else None
        return bool(settlement and settlement.deal and (settlement.agreed or settlement.item))

    @property
    def short_gap(self) -> str:
        """Return how the pairs stand in short, many of them counted where that is shorter; the status where there is
        none."""
        short = short_text(self.snapshot, self.pairs, self.issue) if self.pairs else self.status
        return min(short, self.gap, key=len) if len(self.pairs) > MOST_PAIRS else short

    @cached_property
    def other_cells(self) -> tuple[Cell, ...]:
        """Return the cells of the parties without a column that spoke; computed on first use."""
        cells = (cell_of(self.snapshot, party, self.issue) for party in self.others)
        return tuple(cell for cell in cells if cell.headline)

    @property
    def all_cells(self) -> tuple[Cell, ...]:
        """Return the cells with a column, then the others."""
        return (*self.cells, *self.other_cells)

    @cached_property
    def contested(self) -> tuple[Party, ...]:
        """Return the parties whose position on the issue is contested."""
        columns = (cell.party for cell in self.cells if cell.contested)
        others = (party for party in self.others if contested_positions(self.snapshot, party.id, self.issue))
        return (*columns, *others)


def build_issue_row(
    snapshot: Snapshot, parties: Sequence[Party], issue: Issue, proposal: Proposal | None = None, only: bool = False
) -> IssueRow:
    """Build the row of an issue with a cell for each of `parties`, and what `proposal` offers on it; with `only`,
    without what any other party said."""
    cells = tuple(cell_of(snapshot, party, issue) for party in parties)
    named = {party.id for party in parties}
    rest = () if only else snapshot.negotiation.parties.values()
    others = tuple(party for party in rest if party.id not in named)
    pairs = tuple(_column_pairs(snapshot, parties, issue))
    pair, gaps = least_settled(pairs), pairs_texts(snapshot, pairs, issue, parties)
    notes = settled_notes(snapshot, pair, issue) if len(gaps) == 1 else ""
    gaps = (*gaps, *_contest([cell.party.name for cell in cells if cell.contested], len(pairs) > 1))
    status = pair.status if pair else status_of(snapshot, pairs, issue, parties)
    anchor = f"after {issue.anchor}" if issue.anchor else ""
    details = tuple(filter(None, (issue.title, anchor, steps_of_issue(issue))))
    offer = offer_on(snapshot, issue, cells, proposal)
    return IssueRow(issue, details, _measures(issue), cells, gaps, status, pair, offer, snapshot, others, pairs, notes)


def _contest(parties: Sequence[str], is_one_of_many: bool) -> Iterator[PairsText]:
    """Yield that a position is contested, beside the gaps of several pairs whose."""
    if parties:
        whose = join_with_and(parties) if len(parties) <= MOST_PAIRS else f"{len(parties):,} parties"
        yield PairsText(f"{CONTESTED}: {whose}" if is_one_of_many else CONTESTED, CONTESTED)


def _column_pairs(snapshot: Snapshot, parties: Sequence[Party], issue: Issue) -> Iterator[Pair]:
    """Yield the pairs of counterparts: of principals, or of all columns where no two principals are counterparts."""
    if issue.class_ == "process":
        return
    principals = [party for party in parties if party.is_principal]
    pairs = counterpart_pairs(snapshot, principals) or counterpart_pairs(snapshot, parties)
    speaking = {party.id for party in parties if speaks_for_itself(snapshot, party, issue)}
    for one, other in pairs:
        if one.id in speaking and other.id in speaking:
            yield pair_of(snapshot, issue, one.id, other.id)


def _measures(issue: Issue) -> tuple[str, ...]:
    """Return the ratio, unit and basis of the values."""
    ratio = f"{issue.give} per {issue.per}" if issue.give and issue.per else ""
    return tuple(part for part in (ratio, issue.unit, issue.basis) if part)
