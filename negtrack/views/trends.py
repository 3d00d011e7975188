"""What became of the gap of a pair between two moments, in a word and a sign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from negtrack.diff import direction_between
from negtrack.history import stands_as_it_did
from negtrack.query import Pair
from negtrack.views import signs

Trend = Literal["closer", "farther", "same", "new", "agreed", "done", "reopened", "gone", "changed"]
TREND_SIGNS: Mapping[str, str] = {
    "closer": signs.CLOSER,
    "farther": signs.FARTHER,
    "same": signs.SAME,
    "new": signs.NEW,
    "agreed": signs.AGREED,
    "done": signs.AGREED,
    "reopened": signs.DISPUTED,
    "gone": signs.GONE,
    "changed": signs.CHANGED,
}
_NO_GAP = ("rejected", "silent", "unknown")
"""Statuses of a pair of which one names nothing."""


def trend_of(before: Pair, now: Pair) -> Trend:
    """Return the trend of a gap."""
    was, status = before.status, now.status
    if status == "agreed" and was != "agreed":
        return "agreed"
    if was == "agreed" and status != "agreed":
        return "done" if now.settlement and now.settlement.done else "reopened"
    if before.is_settled and now.settlement and now.settlement.is_reopened:
        return "reopened"
    if before.is_settled or now.is_settled:
        return "same" if stands_as_it_did(before, now) else "changed"
    if direction := direction_between(before.gap, now.gap):
        return direction
    if was == status and before.gap == now.gap:
        return "same"
    if was in _NO_GAP and status not in _NO_GAP:
        return "new"
    return "gone" if status in _NO_GAP and was not in _NO_GAP else "changed"
