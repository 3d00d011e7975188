"""Which of several agreements decides on which steps of an issue: the newest on those that it names, an older one on
those that are left to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from negtrack.frozen import replace
from negtrack.model import Issue
from negtrack.query.deal import Deal
from negtrack.values import Value, parse_value
from negtrack.values.steps import parts_of


def older_in_steps(
    deals: Iterable[Deal], issue: Issue, replaces: Callable[[Deal, Collection[str]], bool]
) -> Iterator[tuple[Deal, Collection[str]]]:
    """Yield each agreement but the first of some, the newest first, with the steps of an issue that newer ones leave to
    it, in the step that is asked for where one is. One that does not bind all decides only where it still `replaces`
    older ones in those steps; what an agreement settled does not come back from an older one."""
    newest, *older = deals
    left = _open_steps(newest, issue)
    for deal in older:
        named = left - _open_steps(deal, issue)
        is_deciding = deal.is_binding or replaces(deal, named)
        if not left or (is_deciding and deal.item_on(issue.id)):
            return
        if named and is_deciding:
            yield deal, named
            left -= named


def _open_steps(deal: Deal, issue: Issue) -> set[str]:
    """Return the steps, or the one that is asked for, that an agreement leaves open."""
    term = deal.settling_term(issue.id)
    named = named_steps(term.value, replace(issue, step="")) if term else {}
    return {step for step in ((issue.step,) if issue.step else issue.steps) if step not in named}


def named_steps(text: str, issue: Issue) -> Mapping[str, Value]:
    """Return the value in each step that has one."""
    parts = parts_of(parse_value(text, issue.scale), issue.scale)
    return {step: part for step, part in zip(issue.steps, parts, strict=True) if part.flag != "unspecified"}
