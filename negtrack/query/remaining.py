"""What is left of the positions of a party on an issue once what it said itself to all has cleared what came before it,
in every pair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product
from typing import NamedTuple

from negtrack.model import Issue, Position, Strength
from negtrack.query.strength import has_set, is_red_line, speaks_for_party

_POWER = {"offer": 1, "acceptance": 2}
"""Stance -> how much a party's own word clears: a remark no paper, an offer no delegate's word."""
Rank = tuple[int, int]
"""Strength and power of a position."""


def remaining_positions(group: Sequence[Position], issue: Issue) -> Sequence[Position]:
    """Return what is left of `group` once what its party itself said to all has cleared what came before it, in every
    pair; on mandates all. Of two groups together it gives the same as of what it leaves of each, so that a cache can
    keep it."""
    remainder = Remainder(issue)
    remainder.add(enumerate(group))
    return remainder.positions


class _Clearable(NamedTuple):
    """A position of a party, its place in the order of the group, and what decides whether it is certainly cleared."""

    number: int
    position: Position
    day: date
    rank: Rank
    is_own: bool


class Remainder:
    """What is left of a group whose positions are added day after day, so that each is weighed once."""

    def __init__(self, issue: Issue) -> None:
        self._is_mandate = issue.is_mandate
        self._lasting: list[tuple[int, Position]] = []
        """What nothing certainly clears, or what has an effect of its own that lasts."""
        self._clearable: list[_Clearable] = []
        self._cleared: dict[Rank, date] = {}
        """Rank -> the day before which what has it is cleared: the last first day of what the party itself said to all
        that is no weaker and has no less power."""
        self._lines: dict[tuple[str, bool, str], date] = {}
        """Voice of red lines, whether it is the party's own, and toward whom -> the last first day of them."""

    @property
    def positions(self) -> list[Position]:
        """Return what is left, in the order of the group."""
        left = [*self._lasting, *((one.number, one.position) for one in self._clearable)]
        return [position for _, position in sorted(left, key=lambda pair: pair[0])]

    def add(self, group: Iterable[tuple[int, Position]]) -> None:
        """Add positions, each with its place in the order of the group."""
        for number, position in group:
            self._weigh(number, position)
        oldest_line, cleared = self._oldest_line(), self._cleared
        self._clearable = [
            one
            for one in self._clearable
            if (one.is_own and one.day >= oldest_line) or cleared.get(one.rank, date.min) <= one.day
        ]

    def _weigh(self, number: int, position: Position) -> None:
        strength, is_own, is_common = position.strength, position.is_own, speaks_for_party(position)
        rank = int(strength), _POWER.get(position.stance, 0) if is_own else 0
        if is_red_line(position):
            key = position.voice, is_own, position.toward
            self._lines[key] = max(self._lines.get(key, date.min), position.first_day)
        is_bound = position.stance == "red-line" or position.proposal or position.after
        if self._is_mandate or is_bound or is_own != is_common or not has_set(position):
            self._lasting.append((number, position))
        else:
            self._clearable.append(_Clearable(number, position, position.day, rank, is_own))
        is_general = not (position.toward or position.proposal or position.origin or position.stance == "red-line")
        if is_general and is_common and strength < Strength.OTHER and has_set(position):
            self._clear_before(position.first_day, *rank)

    def _clear_before(self, day: date, strength: int, power: int) -> None:
        for rank in product(range(strength, len(Strength)), range(power + 1)):
            self._cleared[rank] = max(self._cleared.get(rank, date.min), day)

    def _oldest_line(self) -> date:
        """Return the first day of the oldest red line that its voice has not replaced in every pair."""
        lines = self._lines
        return min(
            (max(day, lines.get((voice, is_own, ""), date.min)) for (voice, is_own, _), day in lines.items()),
            default=date.max,
        )
