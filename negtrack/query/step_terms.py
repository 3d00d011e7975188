"""Terms of several agreements that settle different steps of one issue: what a newer one leaves open, an older one that
holds still settles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from negtrack.frozen import replace, replace_fast
from negtrack.model import Issue, Term
from negtrack.query.agreements import AgreedTerm
from negtrack.query.deals import Deal
from negtrack.query.settlements import Settlement, settled_steps
from negtrack.query.step_deals import named_steps, older_in_steps
from negtrack.values import Value, print_value
from negtrack.values.steps import join_parts


def with_older_steps(
    found: Settlement | None, deals: Iterable[Deal], issue: Issue, settlement_by: Callable[[Deal, Term], Settlement]
) -> Settlement | None:
    """Return what the first of some agreements, the newest first, settles on an issue with steps, with what became of
    the terms of older ones in the steps that it leaves open; `settlement_by` says it of an agreement and its term."""

    def settled(deal: Deal, steps: Collection[str]) -> Settlement | None:
        whole = deal.settling_term(issue.id)
        term = whole if whole is None or issue.step else _restricted(whole, steps, issue)
        return settlement_by(deal, term) if term and steps else None

    def stands(deal: Deal, steps: Collection[str]) -> bool:
        part = settled(deal, steps)
        return part is not None and part.standing_term is not None

    parts = [part for deal, steps in older_in_steps(deals, issue, stands) if (part := settled(deal, steps))]
    if not parts or found is None or issue.step:
        return parts[0] if parts else found
    return _joined((found, *parts), issue)


def _restricted(term: Term, steps: Collection[str], issue: Issue) -> Term | None:
    """Return a term with its value in some of the steps alone; None where it discloses none of these."""
    named = {step: part for step, part in named_steps(term.value, issue).items() if step in steps}
    is_known = any(part.has_set for part in named.values())
    return replace_fast(term, value=_print_steps(named, issue)[0]) if is_known else None


def _print_steps(named: Mapping[str, Value], issue: Issue) -> tuple[str, tuple[str, ...]]:
    """Return the value that has these in its steps, and is open in the others, and which steps it settles."""
    parts = [named.get(step, Value(issue.kind, flag="unspecified")) for step in issue.steps]
    value = join_parts(parts, issue.scale)
    return print_value(value, issue.scale), settled_steps(value)


def _joined(parts: Sequence[Settlement], issue: Issue) -> Settlement:
    """Return as one what several agreements settle in different steps: by the newest that holds, with the values of
    all that hold, and as firm as the least firm of them."""
    standing = [part for part in parts if part.standing_term]
    if not standing:
        return replace(parts[0], parts=tuple(parts))
    agreed = _with_steps(standing, issue)
    return replace(
        standing[0],
        state="agreed" if all(part.state == "agreed" for part in standing) else "agreed provisionally",
        agreed=agreed,
        value=agreed.value,
        against=tuple(dict.fromkeys(word for part in standing for word in part.against)),
        done=(),
        parts=tuple(parts),
    )


def _with_steps(standing: Sequence[Settlement], issue: Issue) -> AgreedTerm:
    """Return the term of the first of some settlements with the values, the conditions and the voices of all. On
    different bases it is comparable with nothing."""
    named = {step: value for part in standing for step, value in named_steps(part.value, issue).items()}
    terms = [part.agreed for part in standing if part.agreed]
    value, steps = _print_steps(named, issue)
    requires = dict.fromkeys(text for term in terms for text in term.offer.requires)
    according_to = dict.fromkeys(word for term in terms for word in term.according_to)
    bases = dict.fromkeys(term.offer.qualifier or issue.basis for term in terms)
    qualifier = "; ".join(basis or "no basis" for basis in bases) if len(bases) > 1 else terms[0].offer.qualifier
    offer = replace_fast(terms[0].offer, value=value, requires=tuple(requires), qualifier=qualifier)
    return replace(terms[0], value=value, offer=offer, according_to=tuple(according_to), steps=steps)
