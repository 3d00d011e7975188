"""Movements by step in words: which steps moved, and which way."""

from __future__ import annotations

from collections.abc import Sequence

from negtrack.diff import Change, Movement
from negtrack.gap import same_set
from negtrack.model import Issue
from negtrack.query import Snapshot, value_of


def changed_steps(snapshot: Snapshot, change: Change) -> tuple[str, ...]:
    """Return the steps in which another set is accepted now; empty on issues without steps, and for a first or last
    value."""
    issue = change.issue
    before, after = (value_of(one, issue) if one else None for one in (change.before, change.after))
    if not issue.scale.is_stepped or before is None or after is None:
        return ()
    from negtrack.values.steps import parts_of, scale_of_step

    one, dates = scale_of_step(issue.scale), snapshot.negotiation.event_dates
    parts = zip(issue.steps, parts_of(before, issue.scale), parts_of(after, issue.scale), strict=True)
    return tuple(name for name, old, new in parts if not same_set(old, new, one, dates))


def steps_text(names: Sequence[str], issue: Issue) -> str:
    """Return which steps it is: ` in 2 of 5 (2022, 2026)`; "" if it is all of them, or there are none."""
    if not names or len(names) == len(issue.steps):
        return ""
    return f" in {len(names)} of {len(issue.steps)} ({', '.join(names)})"


def moved_steps(issue: Issue, movement: Movement) -> tuple[str, ...]:
    """Return the steps that moved in the direction of the movement."""
    directions = zip(issue.steps, movement.step_directions, strict=False)
    return tuple(name for name, direction in directions if direction and direction == movement.direction)


def mixed_text(issue: Issue, movement: Movement) -> str:
    """Return how steps moved against each other: `closer in 3 (2022, 2023, 2025), farther in 1 (2026)`; "" where they
    did not."""
    directions = list(zip(issue.steps, movement.step_directions, strict=False))
    found = {way: [name for name, direction in directions if direction == way] for way in ("closer", "farther")}
    if not all(found.values()):
        return ""
    return ", ".join(f"{way} in {len(names)} ({', '.join(names)})" for way, names in found.items())
