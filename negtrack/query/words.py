"""What a party says in its pairs on an issue: found once for all counterparts to which it stands alike."""

from __future__ import annotations

from collections.abc import Sequence

from negtrack.frozen import dataclass
from negtrack.model import Issue, Position
from negtrack.query.alternatives import alternatives_of, groups_of
from negtrack.query.live import addressee, live_positions
from negtrack.query.positions import current_position
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import has_set, is_red_line


@dataclass(frozen=True)
class Words:
    """What counts of a party in a pair."""

    groups: Sequence[Sequence[Position | None]]
    """Its own live words that name outcomes, its headline first, alternatives together; only the headline, None for
    silence, if it has none."""
    alternatives: Sequence[Position | None]
    """Its headline, then the alternatives to it."""
    red_lines: Sequence[Position]
    """Its red lines that stand."""

    @property
    def leads(self) -> bool:
        """Return whether its headline and the alternatives to that are the first group."""
        return len(self.groups[0]) == len(self.alternatives) and all(
            one is other for one, other in zip(self.groups[0], self.alternatives, strict=True)
        )


def words_in_pair(snapshot: Snapshot, issue: Issue, party: str, toward: str) -> Words:
    """Return what counts of a party in the pair with another."""
    memo, toward = snapshot.memo[party], addressee(snapshot, party, issue, toward)
    key = "words", issue.id, toward
    if key not in memo:
        memo[key] = _words(snapshot, issue, party, toward)
    words: Words = memo[key]
    return words


def _words(snapshot: Snapshot, issue: Issue, party: str, toward: str) -> Words:
    current = current_position(snapshot, party, issue, toward)
    live = live_positions(snapshot, party, issue, toward)
    alternatives = alternatives_to(snapshot, issue, current, toward)
    own = [position for position in live if position.is_own and has_set(position)]
    ranked = sorted(own, key=lambda position: (current is None or position.id != current.id, position.id))
    groups = [*groups_of(ranked or alternatives).values()]
    return Words(groups, alternatives, [position for position in live if is_red_line(position)])


def alternatives_to(
    snapshot: Snapshot, issue: Issue, position: Position | None, toward: str
) -> Sequence[Position | None]:
    """Return a position, then the alternatives to it."""
    offers = alternatives_of(snapshot, position, issue, toward) if position else ()
    return (position, *(offer for offer in offers if offer is not position))
