"""What is left of the positions of a party on an issue once what it said itself to all has cleared what came before it,
in every pair."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import product
from operator import itemgetter

from negtrack.frozen import dataclass
from negtrack.model import Issue, Negotiation, Position, Strength
from negtrack.query.crossings import crosses, crossing_words
from negtrack.query.strength import has_set, holds, is_red_line, speaks_for_party

_POWER = {"offer": 1, "acceptance": 2}
"""Stance -> how much a party's own word clears: a remark no paper, an offer no delegate's word."""
Rank = tuple[int, int]
"""Strength and power of a position."""
_CLAIM: Rank = (Strength.OTHER, 0)
_WITHDRAWAL: Rank = (-1, 0)
"""Ranks of what takes everything back: what ends nothing, as claims, and a withdrawal that holds, which only a later
one replaces: the words that it ends stay, as they show that the party spoke."""
Voice = tuple[str, bool, str]
"""Voice of a red line, whether it is the party's own, and toward whom it is meant."""


def remaining_positions(known: Negotiation, group: Sequence[Position], issue: Issue) -> Sequence[Position]:
    """Return what is left of `group` once what its party itself said to all has cleared what came before it, in every
    pair; on mandates all. What it leaves of all but offers gives, together with the offers, the same answer as all, so
    that a cache can keep it."""
    remainder = Remainder(known, issue)
    remainder.add(enumerate(group))
    return remainder.positions


@dataclass(frozen=True)
class _Clearable:
    """A position of a party, its place in the order of the group, and what decides whether it is certainly cleared."""

    number: int
    position: Position
    day: date
    rank: Rank
    is_own: bool


class Remainder:
    """What is left of a group whose positions are added day after day, so that each is weighed once."""

    def __init__(self, known: Negotiation, issue: Issue) -> None:
        self._known, self._issue = known, issue
        self._lasting: list[tuple[int, Position]] = []
        """What nothing certainly clears, or what has an effect of its own that lasts."""
        self._clearable: list[_Clearable] = []
        self._cleared: dict[Rank, date] = {}
        """Rank -> the day before which what has it is cleared: the last first day of what the party itself said to all
        that is no weaker and has no less power."""
        self._last_lines: dict[Voice, date] = {}
        """The last first day of the red lines of a voice."""
        self._lines: list[Position] = []
        """The red lines outside of which the party has not gone for all."""
        self._oldest_line = date.max
        """The first day of the oldest red line that still stands for all, as it was found last."""

    @property
    def positions(self) -> list[Position]:
        """Return what is left, in the order of the group."""
        left = [*self._lasting, *((one.number, one.position) for one in self._clearable)]
        return [position for _, position in sorted(left, key=itemgetter(0))]

    def add(self, group: Iterable[tuple[int, Position]]) -> None:
        """Add positions, each with its place in the order of the group."""
        added = list(group)
        for line in [position for _, position in added if is_red_line(position)]:
            voice = _voice_of(line)
            self._last_lines[voice] = max(self._last_lines.get(voice, date.min), line.first_day)
            self._lines.append(line)
        crossing = self._cross([position for _, position in added]) if self._lines else ()
        before, self._oldest_line = self._oldest_line, self._find_oldest_line()
        is_more_cleared = self._oldest_line > before
        for number, position in reversed(added):  # of many the last clear nearly all
            is_more_cleared |= self._weigh(number, position, position.id in crossing)
        if is_more_cleared:
            self._clearable = [one for one in self._clearable if self._is_left(one.day, one.rank, one.is_own)]

    def _is_left(self, day: date, rank: Rank, is_own: bool) -> bool:
        """Return whether nothing certainly clears what was said on `day`, or a red line may rest on it."""
        return self._cleared.get(rank, date.min) <= day or (is_own and day >= self._oldest_line)

    def _cross(self, added: Sequence[Position]) -> Collection[str]:
        """Return the first of some positions outside of each red line, and leave out those lines."""
        if self._issue.steps:  # in one of its steps a position may be within a line that it crosses in another
            return ()
        general = crossing_words(one for one in added if not (one.toward or one.proposal or one.origin))
        found: set[str] = set()
        for line in tuple(self._lines):
            crossing = (position for position in general if crosses(self._known, self._issue, position, line))
            if first := next(crossing, None):
                found.add(first.id)
                self._lines.remove(line)
        return found

    def _weigh(self, number: int, position: Position, crosses_line: bool) -> bool:
        """Keep a position unless something certainly clears it; return whether it clears more than others have."""
        if self._takes_back_all(position):
            return self._weigh_taking_back(number, position)
        strength, is_own, names_outcomes = position.strength, position.is_own, has_set(position)
        is_common = is_own and speaks_for_party(position)
        rank = int(strength), _POWER.get(position.stance, 0) if is_own else 0
        is_bound = crosses_line or position.stance == "red-line" or position.proposal or position.after
        if self._issue.is_mandate or is_bound or is_own != is_common or not names_outcomes:
            self._lasting.append((number, position))
        elif self._is_left(position.day, rank, is_own):
            self._clearable.append(_Clearable(number, position, position.day, rank, is_own))
        else:
            return False
        can_clear = is_common and names_outcomes and strength < Strength.OTHER and _is_said_to_all(position)
        return can_clear and self._clear_before(position.first_day, *rank)

    def _takes_back_all(self, position: Position) -> bool:
        """Return whether it takes back all that came before it, and names no record, of which another may not."""
        names = position.withdraws or position.denies or position.after
        return not (position.value or names or self._issue.is_mandate)

    def _weigh_taking_back(self, number: int, position: Position) -> bool:
        """Keep a withdrawal unless a later one ends all that it does; return as `_weigh` does."""
        day, rank = position.day, _WITHDRAWAL if holds(position) else _CLAIM
        if not self._is_left(day, rank, is_own=False):
            return False
        self._clearable.append(_Clearable(number, position, day, rank, is_own=False))
        if rank == _CLAIM or position.toward:
            return False
        self._cleared[_WITHDRAWAL] = max(self._cleared.get(_WITHDRAWAL, date.min), position.first_day)
        return True

    def _clear_before(self, day: date, strength: int, power: int) -> bool:
        """Clear what was said before `day` with no more strength and power; return whether that is any more."""
        if self._cleared.get((strength, power), date.min) >= day:  # then so is all that is weaker or has less power
            return False
        for rank in product(range(strength, len(Strength)), range(power + 1)):
            self._cleared[rank] = max(self._cleared.get(rank, date.min), day)
        return True

    def _find_oldest_line(self) -> date:
        """Return the first day of the oldest red line that its voice has not replaced in every pair, and outside of
        which the party has not gone for all."""
        return min(map(self._day_of_line, self._lines), default=date.max)

    def _day_of_line(self, line: Position) -> date:
        voice, is_own, toward = _voice_of(line)
        replaced = (self._last_lines.get((voice, is_own, whom), date.min) for whom in (toward, ""))
        return max(line.first_day, *replaced)


def _is_said_to_all(position: Position) -> bool:
    """Return whether it is no term or answer, meant for no counterpart alone, and draws no red line."""
    return not (position.toward or position.proposal or position.origin or position.stance == "red-line")


def _voice_of(line: Position) -> Voice:
    return line.voice, line.is_own, line.toward
