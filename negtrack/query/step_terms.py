"""Terms of several agreements that settle different steps of one issue: what a newer one leaves open, an older one that
holds still settles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from negtrack.frozen import replace, replace_fast
from negtrack.model import Issue
from negtrack.query.agreements import AgreedTerm
from negtrack.query.deals import Deal
from negtrack.query.settlements import Settlement
from negtrack.values import Value, parse_value, print_value
from negtrack.values.steps import join_parts, parts_of


def with_older_steps(
    found: Settlement | None,
    deals: Iterable[Deal],
    issue: Issue,
    settlement_by: Callable[[Deal], Settlement | None],
) -> Settlement | None:
    """Return what the first of some agreements, the newest first, settles on an issue with steps, with what the older
    ones settle in the steps that it leaves open. A step that one settled does not come back from an older one."""
    newest, *older = deals
    left, parts = _open_steps(newest, issue), []
    for deal in older:
        if not left or deal.item_on(issue.id):
            break
        settlement = settlement_by(deal) if deal.settling_term(issue.id) else None
        is_standing = settlement is not None and settlement.standing_term is not None
        named = left - _open_steps(deal, issue) if is_standing or deal.is_binding else set()
        if settlement and is_standing and named:
            parts.append(settlement if issue.step else _restricted(settlement, named, issue))
        left -= named
    if not parts or found is None or issue.step:
        return parts[0] if parts else found
    return _joined((found, *parts), issue)


def _open_steps(deal: Deal, issue: Issue) -> set[str]:
    """Return the steps, or the one that is asked for, that an agreement leaves open."""
    term, whole = deal.settling_term(issue.id), replace(issue, step="")
    named = _named_steps(term.value, whole) if term else {}
    return {step for step in ((issue.step,) if issue.step else issue.steps) if step not in named}


def _named_steps(text: str, issue: Issue) -> dict[str, Value]:
    """Return the value in each step that has one."""
    parts = parts_of(parse_value(text, issue.scale), issue.scale)
    return {step: part for step, part in zip(issue.steps, parts, strict=True) if part.flag != "unspecified"}


def _restricted(settlement: Settlement, steps: Collection[str], issue: Issue) -> Settlement:
    """Return what is settled in some of the steps alone."""
    named = _named_steps(settlement.value, issue)
    agreed = _with_values(settlement.agreed, {step: part for step, part in named.items() if step in steps}, issue)
    return replace(settlement, agreed=agreed, value=agreed.value if agreed else "")


def _with_values(agreed: AgreedTerm | None, named: Mapping[str, Value], issue: Issue) -> AgreedTerm | None:
    """Return what was agreed with another value in each step; what has none is open."""
    parts = [named.get(step, Value(issue.kind, flag="unspecified")) for step in issue.steps]
    value = print_value(join_parts(parts, issue.scale), issue.scale)
    steps = () if len(named) == len(issue.steps) else tuple(step for step in issue.steps if step in named)
    return agreed and replace(agreed, value=value, offer=replace_fast(agreed.offer, value=value), steps=steps)


def _joined(parts: Sequence[Settlement], issue: Issue) -> Settlement:
    """Return as one what several agreements settle in different steps: by the newest that holds, with the values of
    all, and as firm as the least firm of them."""
    standing = [part for part in parts if part.standing_term]
    named = {step: value for part in standing for step, value in _named_steps(part.value, issue).items()}
    agreed = _with_values(standing[0].agreed, named, issue)
    return replace(
        standing[0],
        state="agreed" if all(part.state == "agreed" for part in standing) else "agreed provisionally",
        agreed=agreed,
        value=agreed.value if agreed else "",
        against=tuple(word for part in standing for word in part.against),
        done=(),
        parts=tuple(parts),
    )
