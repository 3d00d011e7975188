"""A row of `gaps`: one pair on one issue, now and before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property

from negtrack.frozen import dataclass
from negtrack.history import first_gap, gap_days, last_change, stands_as_it_did
from negtrack.model import Issue
from negtrack.query import GapDay, Pair, Snapshot, contested_positions, pair_of
from negtrack.views.deal_words import before_text
from negtrack.views.pair_words import pair_remarks, pair_text, since_text
from negtrack.views.phrasing import SILENT, day_text, year_of
from negtrack.views.trends import Trend, trend_of


@dataclass(frozen=True)
class GapRow:
    """One pair on one issue, now and before: on the day `base`, or without it before its own last change; `snapshot`
    holds the records that affect the issue."""

    issue: Issue
    now: Pair
    base: date | None
    snapshot: Snapshot

    @cached_property
    def before(self) -> Pair:
        """Return how the pair stood before."""
        earlier = self._last_change[1] if self.base is None else None
        return earlier or self._at(self.base or date.min)

    @property
    def words(self) -> str:
        """Return the gap in words."""
        return pair_text(self.snapshot, self.now, self.issue)

    @property
    def before_text(self) -> str:
        """Return the earlier gap in words; "" if it is the same."""
        return "" if self.trend == "same" else pair_text(self.snapshot, self.before, self.issue)

    @cached_property
    def trend(self) -> Trend:
        """What became of the gap."""
        return trend_of(self.before, self.now)

    @cached_property
    def since(self) -> date | None:
        """The day since which the gap is unchanged; where it is not what it was on the day `base`, a day since that."""
        since = self._last_change[0]
        if self.base is None or since is None or since > self.base or self.trend == "same":
            return since
        return last_change(self._days, stands_as_it_did)[0]

    @property
    def since_text(self) -> str:
        """Return `since` in words; "" where one of the two is silent, but for what was agreed and has ended."""
        settlement = self.now.settlement
        if self.since and settlement and settlement.endings and self.now.status == SILENT:
            return day_text(self.since, year_of(self.snapshot))
        return since_text(self.snapshot, self.issue, self.now, self.since) if self.since else ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return what the gap leaves out of the two positions, a line for each party; how far apart they were before an
        agreement."""
        before = before_text(self.snapshot, self.now, self.issue)
        return (*([before] if before else []), *pair_remarks(self.snapshot, self.now, self.issue))

    @property
    def contested(self) -> list[str]:
        """Return the parties of the pair whose position is contested."""
        pair = (self.now.one, self.now.other)
        return [party for party in pair if contested_positions(self.snapshot, party, self.issue)]

    @cached_property
    def first(self) -> GapDay | None:
        """Return the first day on which a distance lay between the two; None where none ever did."""
        return first_gap(self.snapshot, self.issue, self.now.one, self.now.other)

    @cached_property
    def share(self) -> Fraction | None:
        """Which share of the first gap is left, over 1 where it grew; None where no number tells."""
        first, now = self.first.pair.gap if self.first else None, self.now.gap
        if self.now.is_settled or not (first and first.distance) or now.distance is None or first.unit != now.unit:
            return None
        return now.distance / first.distance

    @cached_property
    def _last_change(self) -> tuple[date | None, Pair | None]:
        """The last change, by going back day by day: computed on first use."""
        return last_change(self._days)

    @property
    def _days(self) -> Iterator[GapDay]:
        """Yield the days of the pair, newest first."""
        return gap_days(self.snapshot, self.issue, self.now.one, self.now.other, newest_first=True)

    def _at(self, day: date) -> Pair:
        memo, key = self.snapshot.day_memo, ("on day", day.isoformat())  # each pair of many asks for the same day
        if key not in memo:
            memo[key] = self.snapshot.derive(as_of=day)
        return pair_of(memo[key], self.issue, self.now.one, self.now.other)
