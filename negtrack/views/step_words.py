"""Steps in words and as columns: those of an issue, of a value and of a gap."""

from __future__ import annotations

from collections.abc import Iterable

from negtrack.gap import Gap, print_gap
from negtrack.model import Issue, Position
from negtrack.query import Snapshot, unmet_conditions, value_of
from negtrack.values import Scale, print_value
from negtrack.views.statement import Statement


def steps_of_issue(issue: Issue) -> str:
    """Return the steps of an issue: `by year: 2022, 2023, 2024`; "" without any, and where one alone is shown."""
    if not issue.scale.is_stepped:
        return ""
    return f"by {issue.over or 'step'}: {', '.join(issue.steps)}"


def title_of(issue: Issue) -> str:
    """Return the title of an issue, with its steps: `luxury tax, by year: 2022, 2023, 2024`."""
    return ", ".join(filter(None, (issue.title, steps_of_issue(issue))))


def step_title(issues: Iterable[Issue]) -> str:
    """Return the step that alone is shown, for a heading: `, step 2022`; "" where all are."""
    return next((f", step {issue.step}" for issue in issues if issue.step), "")


def step_columns(issues: Iterable[Issue]) -> tuple[str, ...]:
    """Return the machine columns beside `value`, one for each step of the issues: `value:2022`."""
    names = dict.fromkeys(name for issue in issues if issue.scale.is_stepped for name in issue.steps)
    return tuple(f"value:{name}" for name in names)


def step_values(statement: Statement) -> dict[str, str]:
    """Return the value of a statement in each step, by its machine column; "" where it was left open, or was not said
    as it stands."""
    issue = statement.issue
    value = value_of(statement.position, issue) if issue.scale.is_stepped and statement.said else None
    if value is None:
        return {}
    from negtrack.values.steps import parts_of

    parts = (print_value(part, issue.scale) for part in parts_of(value, issue.scale))
    return {
        column: "" if text == "unspecified" and value.steps else text
        for column, text in zip(step_columns([issue]), parts, strict=True)
    }


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
