"""How often the values of two parties meet: on how many issues they can be compared, and on how many they meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from negtrack.frozen import dataclass
from negtrack.model import Issue
from negtrack.query.alike_pairs import pair_groups
from negtrack.query.pairs import Pair
from negtrack.query.snapshot import Snapshot

_MEETING = ("overlap", "agreed")
_COMPARED = (*_MEETING, "apart", "conditional")

Names = tuple[str, str]
"""Two counterparts, in display order."""


@dataclass(frozen=True)
class Similarity:
    """On how many issues the values of two parties are `comparable`, and on how many of these they meet."""

    comparable: int = 0
    meeting: int = 0

    @property
    def share(self) -> Fraction | None:
        """Return the share of the comparable issues on which the values meet; None where nothing is comparable."""
        return Fraction(self.meeting, self.comparable) if self.comparable else None


@dataclass(frozen=True)
class SimilarityChange:
    """Of the issues on which two parties were comparable before and are now: how many they came to meet on, and how
    many they meet on no longer."""

    nearer: int = 0
    farther: int = 0


def do_meet(pair: Pair) -> bool | None:
    """Return whether the values of a pair meet on its issue; None where they cannot be compared.

    What is agreed meets. A fallback is nobody's word: beside it the last words of both are compared. Values that meet
    on a condition that is not known to be met do not meet.
    """
    status = pair.meeting.status if pair.status == "settled by the fallback" else pair.status
    return status in _MEETING if status in _COMPARED else None


def similarities(snapshot: Snapshot, issues: Iterable[Issue]) -> Mapping[Names, Similarity]:
    """Return the similarity of all counterparts over `issues`, by pair in display order."""
    counts: dict[Names, list[int]] = {}
    for issue in issues:
        for pair, meets in meetings_on(snapshot, issue).items():
            count = counts.setdefault(pair, [0, 0])
            if meets is not None:
                count[0] += 1
                count[1] += meets
    order = {party.id: number for number, party in enumerate(snapshot.negotiation.principals)}
    return {
        pair: Similarity(*counts[pair]) for pair in sorted(counts, key=lambda pair: (order[pair[0]], order[pair[1]]))
    }


def similarity_changes(before: Snapshot, after: Snapshot, issues: Iterable[Issue]) -> Mapping[Names, SimilarityChange]:
    """Return for each pair of counterparts that came to meet on an issue, or ceased to, on how many."""
    changes: dict[Names, list[int]] = {}
    for issue in issues:
        earlier = meetings_on(before, issue)
        for pair, meets in meetings_on(after, issue).items():
            met = earlier.get(pair)
            if None not in (met, meets) and met != meets:
                changes.setdefault(pair, [0, 0])[0 if meets else 1] += 1
    return {pair: SimilarityChange(*change) for pair, change in changes.items()}


def meetings_on(snapshot: Snapshot, issue: Issue) -> Mapping[Names, bool | None]:
    """Return for all counterparts whether their values meet on an issue; None where they cannot be compared."""
    order = {party.id: number for number, party in enumerate(snapshot.negotiation.principals)}
    return {
        (one, other) if order[one] < order[other] else (other, one): meets
        for group in pair_groups(snapshot, issue)
        for meets in [do_meet(group.pair)]
        for one, other in group.names()
    }
