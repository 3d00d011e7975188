"""From which words the gap of a pair is measured, where that is not what stands in the columns of the two."""

from __future__ import annotations

from negtrack.model import Issue, Position
from negtrack.query import Pair, Snapshot
from negtrack.views.statement import Statement


def measured_remark(snapshot: Snapshot, issue: Issue, pair: Pair | None, shown: Position) -> str:
    """Return from which other word of a party the gap of its pair is measured: `gap measured from at least 60, own
    statement, 1 Mar`; "" where from the one that is shown, or where all is settled."""
    if pair is None or pair.is_settled or shown.party not in (pair.one, pair.other):
        return ""
    measured = pair.meeting.left if shown.party == pair.one else pair.meeting.right
    if measured is None or measured.id == shown.id:
        return ""
    statement = Statement(snapshot, measured, issue)
    return f"gap measured from {statement.alone}, {statement.short}"
