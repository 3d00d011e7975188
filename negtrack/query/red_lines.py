"""Red lines and what was agreed: which of those that a party ever drew leave no room for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negtrack.gap import contains
from negtrack.model import Issue, Position
from negtrack.query.live import value_of
from negtrack.query.positions import position_gap
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import is_red_line


def crossed_red_lines(snapshot: Snapshot, issue: Issue, agreed: Position, parties: Iterable[str]) -> Iterator[Position]:
    """Yield the red lines of some parties that what was agreed goes outside of, oldest first; none that its party has
    withdrawn. Also one that a later red line replaced was drawn."""
    for party in parties:
        group = snapshot.positions.get((party, issue.id), ())
        red = filter(is_red_line, group)
        lines = (one for one in red if not any(name in snapshot.withdrawn for name in one.names))
        for line in sorted(lines, key=lambda one: (one.day, one.id)):
            if leaves_room(snapshot, issue, line, agreed) is False:
                yield line


def leaves_room(snapshot: Snapshot, issue: Issue, red_line: Position, position: Position) -> bool | None:
    """Return whether a red line accepts all that a position does; None if they are not comparable."""
    if position_gap(snapshot, issue, red_line, position).status in ("not comparable", "unknown"):
        return None
    limit, value = value_of(red_line, issue), value_of(position, issue)
    return contains(limit, value, issue.scale, snapshot.negotiation.event_dates) if limit and value else None
