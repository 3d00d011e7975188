"""How one party stands to each of its counterparts, counted over the issues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from negtrack.frozen import dataclass

_MEETS = frozenset({"overlap", "agreed", "settled by the fallback"})


@dataclass(frozen=True)
class CounterpartCount:
    """On how many issues a counterpart meets a party, is apart from it, or neither is known."""

    name: str
    meets: int
    apart: int
    others: int

    @property
    def order(self) -> tuple[bool, float]:
        """Return the sort key: the largest share of meetings first, what nothing compares last."""
        compared = self.meets + self.apart
        return not compared, -self.meets / compared if compared else 0.0


def counterpart_counts(statuses: Iterable[tuple[str, str]], names: Mapping[str, str]) -> Sequence[CounterpartCount]:
    """Count the `statuses`, each with the id of a counterpart, by counterpart, the nearest first."""
    counts: dict[str, Counter[str]] = {}
    for party, status in statuses:
        found = "meets" if status in _MEETS else "apart" if status == "apart" else "others"
        counts.setdefault(party, Counter())[found] += 1
    rows = (CounterpartCount(names[party], one["meets"], one["apart"], one["others"]) for party, one in counts.items())
    return sorted(rows, key=lambda row: row.order)
