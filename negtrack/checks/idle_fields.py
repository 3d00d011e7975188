"""Fields of an issue that its kind does not use."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.checks.context import CheckContext, note
from negtrack.errors import Problem
from negtrack.model import Issue
from negtrack.values import KINDS

_UNITS_OF_DATES = ("years", "year", "days", "day")
_UNIT_OF_A_DATE = 'a date counts days, or years with unit "years"'
_ONLY = {
    "anchor": "only a timing counts from an event",
    "unit": "only a quantity has it",
    **dict.fromkeys(("give", "per"), "only a ratio has it"),
}


def check_idle_field(context: CheckContext) -> Iterator[Problem]:
    """Report fields of an issue that have no effect."""
    for issue in context.of(Issue):
        for field, message in idle_fields(issue):
            yield note(issue, field, f"{message}; leave it out")


def idle_fields(issue: Issue) -> Iterator[tuple[str, str]]:
    """Yield the fields of an issue that its kind does not use, with why: files may hold them, nobody is to give them
    anew."""
    kind = KINDS[issue.kind]
    for field, is_used in (
        ("anchor", kind.has_anchor),
        ("give", kind.name == "ratio"),
        ("per", kind.name == "ratio"),
        ("unit", kind.name == "quantity" or (kind.name == "date" and issue.unit in _UNITS_OF_DATES)),
    ):
        if not is_used and getattr(issue, field):
            only = _UNIT_OF_A_DATE if (field, kind.name) == ("unit", "date") else _ONLY[field]
            yield field, f'"{getattr(issue, field)}" has no effect on {kind.noun}; {only}'
    if issue.wants and not issue.scale.has_line and kind.name != "yes-no":  # more of that is yes
        yield "wants", f"has no effect on {kind.noun}, of which there is no more and no less"
