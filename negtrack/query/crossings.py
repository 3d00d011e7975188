"""Which words of a party go outside its own red lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from negtrack.model import Issue, Negotiation, Position, is_later, statement_order
from negtrack.query.measured import accepts
from negtrack.query.strength import has_set, same_voice


def crossing_words(group: Iterable[Position]) -> Sequence[Position]:
    """Return those of a group that may go outside a red line of their party: what the party itself said that names
    outcomes and draws no red line; oldest first."""
    own = (one for one in group if one.stance != "red-line" and one.is_own and has_set(one))
    return sorted(own, key=statement_order)


def crosses(known: Negotiation, issue: Issue, position: Position, red_line: Position, toward: str = "") -> bool:
    """Return whether the party itself certainly goes outside its red line by a later position, with no weaker a word,
    on the same basis, in the pair with `toward` or for all."""
    if position.stance == "red-line" or not position.is_own or position.strength > red_line.strength:
        return False
    return (
        has_set(position)
        and position.toward in ("", red_line.toward, toward)
        and (position.qualifier or issue.basis) == (red_line.qualifier or issue.basis)
        and (not issue.is_mandate or same_voice(position, red_line))
        and is_later(position, red_line)
        and accepts(known, issue, red_line, position) is False
    )
