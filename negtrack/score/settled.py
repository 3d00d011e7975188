"""What was settled between two parties, as positions of nobody, and how matters stood before it."""

from __future__ import annotations

from negtrack.model import Issue, Position, names_of
from negtrack.model.entries import Record
from negtrack.query import BY_FALLBACK, Settlement, Snapshot, before_deal

_AGREED = ("agreed", "agreed provisionally", "reopened", "ended")
"""States in which the two had agreed on a value, even if it holds no more."""
_SHARED = tuple(name for name in names_of(Record) if name not in ("id", "party"))


def agreed_position(settlement: Settlement | None) -> Position | None:
    """Return what two parties agreed; None where they agreed on no value."""
    if settlement is None or settlement.agreed is None or settlement.state not in _AGREED:
        return None
    return settlement.agreed.offer


def fallback_position(settlement: Settlement | None, issue: Issue) -> Position | None:
    """Return what holds because nothing was decided in time; None where no fallback settles the issue."""
    if settlement is None or settlement.item is None or settlement.state not in BY_FALLBACK:
        return None
    item = settlement.item
    said = {name: getattr(item, name) for name in _SHARED}
    return Position(id=item.id, party="", issue=issue.id, value=settlement.value, **said)


def snapshot_before(snapshot: Snapshot, settlement: Settlement | None) -> Snapshot:
    """Return the snapshot before the offer that became the agreement: that offer and the answers to it are no last
    words. The snapshot itself where nothing was agreed."""
    if settlement is None or agreed_position(settlement) is None or settlement.agreed is None:
        return snapshot
    return before_deal(snapshot, settlement.agreed.record)
