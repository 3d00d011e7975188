"""Which positions of a party on an issue are live, which of them is current, and which are contested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import combinations, product

from negtrack.gap import Gap, gap_between
from negtrack.model import Issue, Position
from negtrack.query.snapshot import Snapshot
from negtrack.values import Value, flag_of, parse_value

Remaining = tuple[Sequence[Position], Mapping[tuple[str, object], date]]
"""Positions, and (toward, voice) -> the last day of what clears there."""


def value_of(position: Position, issue: Issue) -> Value | None:
    """Return the set of outcomes that the position accepts; None for a withdrawal or a denial."""
    return parse_value(position.value, issue.scale) if position.value else None


def live_positions(snapshot: Snapshot, party: str, issue: Issue, toward: str = "") -> tuple[Position, ...]:
    """Return every position that still stands, newest first; with `toward`, as it stands in the pair with that
    party."""
    key = (party, "live", issue.id, toward)
    if key not in snapshot.memo:
        snapshot.memo[key] = _live(snapshot, party, issue, toward)
    live: tuple[Position, ...] = snapshot.memo[key]
    return live


def _live(snapshot: Snapshot, party: str, issue: Issue, toward: str) -> tuple[Position, ...]:
    left, clearing = _remaining(snapshot, party, issue)
    if toward and not any(position.toward for position in left):
        return live_positions(snapshot, party, issue)
    standing = [position for position in left if position.value and not _is_withdrawn(snapshot, position)]
    if toward:
        standing = [position for position in standing if position.toward in ("", toward)]
    live = [position for position in standing if not is_cleared(position, clearing, issue, toward)]
    return tuple(sorted(live, key=lambda position: (-position.day.toordinal(), position.id)))


def _remaining(snapshot: Snapshot, party: str, issue: Issue) -> Remaining:
    """Return the positions of a party on an issue that may still stand in some pair, and what clears them."""
    key = (party, "remaining", issue.id)
    if key not in snapshot.memo:
        left = remaining_positions(snapshot.enough_positions((party, issue.id)), issue)
        snapshot.memo[key] = left, clearing_days(left)
    remaining: Remaining = snapshot.memo[key]
    return remaining


def remaining_positions(group: Sequence[Position], issue: Issue) -> Sequence[Position]:
    """Return what is left of `group` once its holder's last own statement to all has cleared what came before it, in
    every pair; on mandates each voice clears only itself. Of two groups together it gives the same as of what it
    leaves of each, so that a cache can keep it."""
    if issue.is_mandate:
        return group
    own = (position for position in group if position.is_own and not position.toward and has_set(position))
    last = max((position.day for position in own), default=date.min)
    return [position for position in group if position.day >= last or position.stance == "red-line"]


_HOLDER = ("", "the holder")
"""Stands for the holder's own voice, which clears those of others too."""


def _is_withdrawn(snapshot: Snapshot, position: Position) -> bool:
    return position.id in snapshot.withdrawn or position.proposal in snapshot.withdrawn


def clearing_days(group: Iterable[Position]) -> dict[tuple[str, object], date]:
    """Return (toward, voice) -> the last day of what clears there: of those of `group` that have a set."""
    newest: dict[tuple[str, object], date] = {}
    for position in filter(has_set, group):
        for key in clears_where(position):
            newest[key] = max(newest.get(key, date.min), position.day)
    return newest


def clears_where(position: Position) -> tuple[tuple[str, object], ...]:
    """Return (toward, voice) of what a position with a set clears: its voice's earlier ones, the holder's own
    everybody's."""
    own = (position.toward, position.voice)
    return (own, (position.toward, _HOLDER)) if position.is_own else (own,)


def is_cleared(position: Position, newest: Mapping[tuple[str, object], date], issue: Issue, toward: str) -> bool:
    """Return whether something later was said by the same voice, or, except on mandates, by the holder: to all, or
    in the pair in question."""
    if position.stance == "red-line":
        return False
    voices: tuple[object, ...] = (position.voice,) if issue.is_mandate else (_HOLDER, position.voice)
    days = [newest[key] for key in product({"", position.toward, toward}, voices) if key in newest]
    return max(days, default=date.min) > position.day


def has_set(position: Position) -> bool:
    """Return whether the position names outcomes at all: neither unspecified nor undisclosed, nor taking something
    back."""
    return bool(position.value) and not flag_of(position.value)


def current_position(snapshot: Snapshot, party: str, issue: Issue, toward: str = "") -> Position | None:
    """Return the headline among the live positions, None where the party is silent."""
    key = (party, "current", issue.id, toward)
    if key not in snapshot.memo:
        live = live_positions(snapshot, party, issue, toward)
        order = partial(headline_order, issue=issue, toward=toward)
        snapshot.memo[key] = min(live, key=order, default=None)
    current: Position | None = snapshot.memo[key]
    return current


def headline_order(position: Position, issue: Issue, toward: str = "") -> tuple[object, ...]:
    """Return the sort key of live positions: with a set; meant for all, or for `toward`; on the issue's basis;
    latest stated, of one day what is meant for `toward` alone; in the holder's own voice; better grade; later
    recorded; the id."""
    return (
        not has_set(position),
        position.toward not in ("", toward),
        not on_basis(position, issue),
        -position.day.toordinal(),
        position.toward != toward,
        not position.is_own,
        grade_order(position.grade),
        -position.recorded.timestamp(),
        position.id,
    )


def grade_order(grade: str) -> str:
    """Return the sort key of Admiralty grades: letter before digit, best first, no grade last."""
    return grade or "G"


def on_basis(position: Position, issue: Issue) -> bool:
    """Return whether the position counts on the issue's basis."""
    return position.qualifier in ("", issue.basis)


def contested_positions(snapshot: Snapshot, party: str, issue: Issue) -> tuple[Position, ...]:
    """Return the live positions that cannot all hold: two of one stated day that are apart (for mandates of any
    days), and those that their holder denies; in headline order."""
    key = (party, "contested", issue.id)
    if key not in snapshot.memo:
        snapshot.memo[key] = _contested(snapshot, party, issue)
    contested: tuple[Position, ...] = snapshot.memo[key]
    return contested


def _contested(snapshot: Snapshot, party: str, issue: Issue) -> tuple[Position, ...]:
    live = live_positions(snapshot, party, issue)
    found = {position.id for position in live if position.id in snapshot.denied or position.proposal in snapshot.denied}
    for one, other in combinations(live, 2):
        together = one.toward == other.toward and (one.day == other.day or issue.is_mandate)
        if together and position_gap(snapshot, issue, one, other).status == "apart":
            found |= {one.id, other.id}
    return tuple(
        sorted(
            (position for position in live if position.id in found),
            key=lambda position: headline_order(position, issue),
        )
    )


def position_gap(snapshot: Snapshot, issue: Issue, one: Position | None, other: Position | None) -> Gap:
    """Return how far two positions on `issue` are apart; positions that count on different bases are not comparable."""
    values = [value_of(position, issue) if position else None for position in (one, other)]
    gap = gap_between(values[0], values[1], issue.scale, snapshot.negotiation.event_dates)
    if one and other and gap.status in ("overlap", "apart"):
        bases = {position.qualifier or issue.basis for position in (one, other)}
        if len(bases) > 1:
            return Gap("not comparable", reason="basis")
    return gap
