"""Which of the live positions of a party on an issue is current, how the others stand to it, and how far two are
apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from negtrack.gap import SILENT, UNKNOWN, Gap, not_comparable
from negtrack.model import Issue, Position, Strength, is_later, is_same_day
from negtrack.query.live import addressee, live_positions
from negtrack.query.measured import gap_of
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import are_alternatives, has_set, is_bettered

Standing = Literal["current", "contested", "divided", "denied", "order unknown", "earlier", "live"]


def current_position(snapshot: Snapshot, party: str, issue: Issue, toward: str = "") -> Position | None:
    """Return the headline among the live positions, None where the party is silent."""
    toward = addressee(snapshot, party, issue, toward)
    memo, key = snapshot.memo[party], ("current", issue.id, toward)
    if key not in memo:
        live = live_positions(snapshot, party, issue, toward)
        is_alike = toward and live is live_positions(snapshot, party, issue)  # then nothing is meant for one alone
        alike = current_position(snapshot, party, issue) if is_alike else headline_of(snapshot, live, issue, toward)
        memo[key] = alike
    current: Position | None = memo[key]
    return current


def headline_of(snapshot: Snapshot, live: Sequence[Position], issue: Issue, toward: str = "") -> Position | None:
    """Return the one of some live positions that stands for all: each rule leaves only the best by it."""
    if len(live) < 2:
        return live[0] if live else None
    left = _best(live, lambda position: (is_denied(snapshot, position), *_claim_rank(position, toward)))
    left = _latest(_best(left, lambda position: (-position.day.toordinal(),)))
    left = _best(left, lambda position: (position.toward != toward, position.strength, not on_basis(position, issue)))
    left = [one for one in left if not any(is_bettered(one.grade, other.grade) for other in left)]
    return min(left, key=lambda position: (-position.recorded.timestamp(), position.id))


def _claim_rank(position: Position, toward: str) -> tuple[int, ...]:
    """Return the sort key by what is said and whose word it is: a set first; meant for all or for `toward`; the
    party's own before its papers in others' words before the rest."""
    sort = 0 if has_set(position) else 1 if position.is_said else 2
    whose = 0 if position.strength < Strength.OTHER else 1 if position.proposal else 2
    return sort, position.toward not in ("", toward), whose


def _best(positions: Iterable[Position], key: Callable[[Position], tuple[int, ...]]) -> list[Position]:
    ranked = [(key(position), position) for position in positions]
    best = min(rank for rank, _ in ranked)
    return [position for rank, position in ranked if rank == best]


def _latest(positions: Sequence[Position]) -> list[Position]:
    return [one for one in positions if not any(is_later(other, one) for other in positions)] or list(positions)


def is_denied(snapshot: Snapshot, position: Position) -> bool:
    """Return whether its party says that it never said so."""
    return bool(snapshot.denied) and any(name in snapshot.denied for name in position.names)


def on_basis(position: Position, issue: Issue) -> bool:
    """Return whether the position counts on the issue's basis."""
    return position.qualifier in ("", issue.basis)


def standing_of(snapshot: Snapshot, position: Position, issue: Issue) -> Standing:
    """Return how a live position stands to the headline of its party: it is `current`; its holder denies it
    (`denied`); it disputes the headline (`contested`, or `divided` between two voices of the party); nobody knows
    which came first (`order unknown`); it is `earlier`; or `live` for all others."""
    current = current_position(snapshot, position.party, issue)
    if current is None or position.id == current.id:
        return "current"
    if is_denied(snapshot, position):
        return "denied"
    is_divided = _is_divided(position, current)
    is_late = is_same_day(position, current) or is_later(position, current)
    if (is_late or is_divided or issue.is_mandate) and _disputes(snapshot, position, current, issue):
        return "divided" if is_divided else "contested"
    if is_later(current, position):
        return "earlier"
    return "live" if is_late else "order unknown"


def _disputes(snapshot: Snapshot, position: Position, current: Position, issue: Issue) -> bool:
    """Return whether two positions cannot both hold; of alternatives only one is to."""
    if are_alternatives(position, current):
        return False
    return position.toward == current.toward and position_gap(snapshot, issue, position, current).status == "apart"


def _is_divided(one: Position, other: Position) -> bool:
    """Return whether they are the party's own words in two voices, or a paper of the party, no matter who reported it,
    and an own remark."""
    if bool(one.proposal) != bool(other.proposal):
        return (other if one.proposal else one).is_own
    return one.is_own and other.is_own and one.voice != other.voice


def position_gap(snapshot: Snapshot, issue: Issue, one: Position | None, other: Position | None) -> Gap:
    """Return how far two positions on `issue` are apart; unknown unless both were said as they stand, and not
    comparable if they count on different bases."""
    if one is None or other is None:
        return SILENT
    return gap_of_sets(snapshot, issue, one, other) if has_set(one) and has_set(other) else UNKNOWN


def gap_of_sets(snapshot: Snapshot, issue: Issue, one: Position, other: Position) -> Gap:
    """Return how far two positions that name outcomes are apart; not comparable if they count on different bases."""
    gap = gap_of(snapshot.negotiation, issue, one, other)
    if one.qualifier == other.qualifier or gap.status == "not comparable":
        return gap
    bases = one.qualifier or issue.basis, other.qualifier or issue.basis
    return gap if bases[0] == bases[1] else not_comparable("basis not said" if "" in bases else "basis")
