"""Mandates of delegations: their limits, and values outside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from negtrack.frozen import dataclass
from negtrack.gap import contains, gap_between
from negtrack.model import Issue, Position, Term
from negtrack.query.live import live_positions
from negtrack.query.positions import on_basis
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import has_set
from negtrack.values import Value, parse_value


@dataclass(frozen=True)
class Breach:
    """A value that a mandate does not cover: all of it lies `outside` the limit, or a part goes `beyond` it."""

    limit: Term
    mandate: Position
    how: Literal["outside", "beyond"]

    def __str__(self) -> str:
        place = "outside the mandate" if self.how == "outside" else "partly beyond the mandate"
        return f"{place} ({self.limit.value})"


def mandate_claims(snapshot: Snapshot, party: str) -> Iterator[tuple[Issue, tuple[Position, ...]]]:
    """Yield each mandate issue with the live claims about the party's mandate, newest first."""
    for issue in snapshot.negotiation.issues.values():
        claims = live_positions(snapshot, party, issue) if issue.is_mandate else ()
        if claims:
            yield issue, claims


def limiting_mandate(snapshot: Snapshot, party: str) -> Position | None:
    """Return the newest live claim about the party's mandate that names limits."""
    memo, key = snapshot.memo[party], ("mandate",)
    if key not in memo:
        memo[key] = _newest_with_limits(snapshot, party)
    mandate: Position | None = memo[key]
    return mandate


def _newest_with_limits(snapshot: Snapshot, party: str) -> Position | None:
    claims = [claim for _, group in mandate_claims(snapshot, party) for claim in group if claim.limits]
    return max(claims, key=lambda claim: (claim.day, claim.recorded, claim.id), default=None)


def breach_of(snapshot: Snapshot, party: str, issue: Issue, value: Value) -> Breach | None:
    """Return the breach if the party's delegation agreed to `value` on `issue`; None if no known limit forbids it."""
    mandate = limiting_mandate(snapshot, party)
    for limit in mandate.limits if mandate else ():
        if mandate is None or limit.issue != issue.id or not value.has_set:
            continue
        covered = parse_value(limit.value, issue.scale)
        dates = snapshot.negotiation.event_dates
        if gap_between(value, covered, issue.scale, dates).status == "apart":
            return Breach(limit, mandate, "outside")
        if contains(covered, value, issue.scale, dates) is False:
            return Breach(limit, mandate, "beyond")
    return None


def offer_breach(snapshot: Snapshot, position: Position, issue: Issue) -> Breach | None:
    """Return the breach of a party's offer or acceptance; other stances promise nothing, and what was not said or
    counts on another basis than the limits shows none."""
    is_promise = position.stance in ("offer", "acceptance") and has_set(position)
    if not is_promise or issue.is_mandate or not on_basis(position, issue):
        return None
    return breach_of(snapshot, position.party, issue, parse_value(position.value, issue.scale))


def term_breach(snapshot: Snapshot, party: str, term: Term, issue: Issue) -> Breach | None:
    """Return the breach if the party's delegation may not accept a term, all of which lies outside its limits."""
    breach = breach_of(snapshot, party, issue, parse_value(term.value, issue.scale))
    return breach if breach and breach.how == "outside" else None
