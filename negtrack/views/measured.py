"""From which words the gap of a pair is measured, where that is not what stands in the columns of the two."""

from __future__ import annotations

from negtrack.model import Issue, Position
from negtrack.query import Pair, Snapshot
from negtrack.views.statement import Statement
from negtrack.views.view import Row


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


def side_fields(snapshot: Snapshot, issue: Issue, pair: Pair, side: str, known: dict[tuple[str, str], Row]) -> Row:
    """Return the fields of the position of one side of a pair, `one` or `other`; `known` keeps those of each, which
    stands in many pairs."""
    position = pair.left if side == "one" else pair.right
    key = side, position.id if position else ""
    if key not in known:
        statement = Statement(snapshot, position, issue) if position else None
        known[key] = {
            f"{side}_value": statement.said if statement else "",
            f"{side}_remark": statement.remark if statement else "",
            f"{side}_qualifier": position.qualifier if position else "",
        }
    measured = measured_remark(snapshot, issue, pair, position) if position else ""
    remark = "; ".join(filter(None, (str(known[key][f"{side}_remark"]), measured)))
    return {**known[key], f"{side}_remark": remark}
