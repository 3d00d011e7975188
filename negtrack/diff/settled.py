"""What became of what was settled between two parties: they agreed, a fallback came, or a term holds no more."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Literal

from negtrack.query import Settlement

StepClass = Literal["agreed", "settled-by-fallback", "reopened"]


def steps_between(was: Settlement | None, now: Settlement | None) -> Iterator[StepClass]:
    """Yield what became of what was settled between two parties."""
    old, new = _standing_terms(was), _standing_terms(now)
    if not new <= old:
        yield "agreed"
    is_lost = _has_fallen(old, now) if new else bool(old) and not (now and now.done)
    if is_lost or (was and was.is_settled and now and now.is_reopened):
        yield "reopened"
    if now and now.is_by_fallback and not (was and was.is_by_fallback):
        yield "settled-by-fallback"


def _standing_terms(settlement: Settlement | None) -> Set[tuple[str, str]]:
    """Return the terms that hold, each by its record and its value."""
    terms = [part.standing_term for part in settlement.holding] if settlement else []
    return {(term.record.id, term.value) for term in terms if term}


def _has_fallen(old: Set[tuple[str, str]], now: Settlement | None) -> bool:
    """Return whether one of several agreements of which terms held no longer does, and that is not carried out."""
    fallen = [part for part in now.parts if part.agreed and not (part.standing_term or part.done)] if now else []
    records = {part.agreed.record.id for part in fallen if part.agreed}
    return any(record in records for record, _ in old)
