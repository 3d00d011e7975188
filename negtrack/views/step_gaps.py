"""The gap of two positions in each step, in words."""

from __future__ import annotations

from negtrack.gap import Gap, print_gap
from negtrack.model import Issue, Position
from negtrack.query import Snapshot, unmet_conditions
from negtrack.values import Scale


def step_gaps(snapshot: Snapshot, issue: Issue, gap: Gap, one: Position | None, other: Position | None) -> list[str]:
    """Return the gap of two positions in each step for machines, `2022: apart USD 8m`, `conditional` where they overlap
    and a condition is not met; empty on issues without steps."""
    if not gap.steps:
        return []
    from negtrack.values.steps import scale_of_step

    scale = scale_of_step(issue.scale)
    is_conditional = bool(unmet_conditions(snapshot, one, other))
    return [
        f"{name}: {_step_text(step, scale, is_conditional)}" for name, step in zip(issue.steps, gap.steps, strict=False)
    ]


def _step_text(step: Gap, scale: Scale, is_conditional: bool) -> str:
    if step.is_open:
        return "open"
    return "conditional" if is_conditional and step.status == "overlap" else print_gap(step, scale)
