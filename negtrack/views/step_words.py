"""Steps in words and as columns: those of an issue and of a value."""

from __future__ import annotations

from collections.abc import Iterable

from negtrack.model import Issue
from negtrack.query import value_of
from negtrack.values import print_value
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
