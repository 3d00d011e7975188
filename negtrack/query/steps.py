"""Steps of issues: one of them alone, and those that a later value of a party leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.frozen import replace
from negtrack.model import Issue, Position, is_later
from negtrack.query.live import value_of
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import has_set
from negtrack.values import Value


def at_step(snapshot: Snapshot, step: str) -> Snapshot:
    """Return the snapshot in which issues that have a step are about that step alone; conditions are judged on all
    steps."""
    known = snapshot.negotiation
    issues = {issue.id: replace(issue, step=step) if step in issue.steps else issue for issue in known.issues.values()}
    return snapshot.derive(negotiation=known.part(issues=issues), context=snapshot.context or known)


def unrestated_steps(snapshot: Snapshot, position: Position, issue: Issue) -> Iterator[tuple[str, Position, Value]]:
    """Yield each step that a schedule leaves open though its voice had given it a value before, with the last of these
    positions and its value in that step."""
    value = value_of(position, issue) if has_set(position) else None
    opened = [step.name for step in value.steps if step.value.flag == "unspecified"] if value else []
    if not opened:
        return
    earlier = [other for other in snapshot.positions.get((position.party, issue.id), ()) if _counts(other, position)]
    earlier = [other for other in earlier if other.id not in snapshot.withdrawn]
    for name in opened:
        at = replace(issue, step=name)
        said = [(other.day, other.id, other, one) for other in earlier if (one := value_of(other, at)) and one.has_set]
        if said:
            _, _, last, part = max(said, key=lambda found: found[:2])
            yield name, last, part


def _counts(earlier: Position, position: Position) -> bool:
    """Return whether an earlier position is of the same voice, or the party's own as the later one is."""
    is_same = earlier.is_own if position.is_own else earlier.voice == position.voice
    return is_same and has_set(earlier) and earlier.toward == position.toward and is_later(position, earlier)
