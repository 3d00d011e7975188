"""Remarks of a party that leave its paper standing, which only a paper, an offer or an acceptance replaces."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from negtrack.checks.context import CheckContext, note
from negtrack.errors import Problem
from negtrack.model import Position, is_later
from negtrack.query import Snapshot, clears, has_set, is_same_set, live_positions, position_gap

_UNSAID = (None, "reported")
"""How a remark is attributed where nothing was said of it."""


def check_beside_paper(context: CheckContext) -> Iterator[Problem]:
    """Report own words without an attribution that are apart from a paper of the party which they leave standing."""
    said = (position for position in context.of(Position) if position.attribution in _UNSAID)
    yield from remarks_beside_papers(context.snapshot, said)


def remarks_beside_papers(
    snapshot: Snapshot, positions: Iterable[Position], statuses: Collection[str] = ("apart",)
) -> Iterator[Problem]:
    """Yield a note on each of some positions that are a party's own words, stand, and differ from a paper of the party
    which they leave standing, with a gap of one of the `statuses`."""
    tabling = {proposal.party for proposal in snapshot.negotiation.proposals}
    for position in positions:
        if position.party in tabling and position.is_own and has_set(position) and snapshot.counts(position):
            yield from _beside_paper(snapshot, position, statuses)


def _beside_paper(snapshot: Snapshot, remark: Position, statuses: Collection[str]) -> Iterator[Problem]:
    issue = snapshot.negotiation.issues[remark.issue]
    live = () if issue.is_mandate else live_positions(snapshot, remark.party, issue)
    if remark not in live:
        return
    papers = (one for one in live if one.proposal and is_later(remark, one) and not clears(remark, one, issue))
    known = snapshot.negotiation
    measured = (one for one in papers if position_gap(snapshot, issue, remark, one).status in statuses)
    paper = next((one for one in measured if not is_same_set(known, issue, remark, one)), None)
    if paper:
        beside = f'stands beside "{paper.value}" of {paper.proposal}, {paper.day}, which stays the current position'
        fix = "a new offer needs stance offer and own words on the record, or is a proposal"
        yield note(remark, "value", f'"{remark.value}" {beside}; {fix}')
