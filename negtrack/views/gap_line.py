"""The gap of a pair on one issue over time, in words and by day."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from negtrack.frozen import dataclass
from negtrack.history import gap_days, unchanged_since
from negtrack.model import Issue, Proposal
from negtrack.query import GapDay, Pair, Snapshot, before_deal, pair_of
from negtrack.views.deal_words import apart_text, before_text
from negtrack.views.intervals import charted_issue
from negtrack.views.pair_words import pair_text, since_text
from negtrack.views.voices import party_name


@dataclass(frozen=True)
class GapLine:
    """The gap of a pair over time, in words and by day."""

    names: tuple[str, str]
    words: str
    days: tuple[GapDay, ...]
    first_step: bool = False
    """Whether the distances are those of the first step alone."""

    @property
    def heights(self) -> tuple[Fraction | None, ...]:
        """Return the distances by day: 0 where the sets overlap, None where the distance is not measurable."""
        return tuple(_height(day.pair, self.first_step) for day in self.days)


def gap_line(snapshot: Snapshot, issue: Issue, one: str, other: str) -> GapLine:
    """Return the gap of two parties on an issue over time."""
    days = list(gap_days(snapshot, issue, one, other))
    negotiation = snapshot.negotiation
    words = ""
    if days:
        since = unchanged_since(reversed(days))
        words = pair_text(snapshot, days[-1].pair, issue)
        pause = "," if "," in words else ""
        when = since_text(snapshot, issue, days[-1].pair, since) if since else ""
        words += f"{pause} since {when}" if when else ""
        before = _before(snapshot, issue, days)
        words += f", {before}" if before else ""
    return GapLine(
        (party_name(negotiation, one), party_name(negotiation, other)),
        words,
        tuple(days),
        charted_issue(issue) != issue,
    )


def _before(snapshot: Snapshot, issue: Issue, days: Sequence[GapDay]) -> str:
    """Return how far apart a pair was before the deal, the fallback or the accepted offer that settles its issue, as
    `compare` says it; without one, how far it was apart last; "" where it was not, or is now."""
    now = days[-1].pair
    if now.is_settled and now.agreed and isinstance(now.agreed.record, Proposal):
        then = pair_of(before_deal(snapshot, now.agreed.record), issue, now.one, now.other)
        return apart_text(then, issue)
    if now.is_settled:
        return before_text(snapshot, now, issue)
    apart = [day.pair for day in days if day.pair.status == "apart"]
    return apart_text(apart[-1], issue) if apart and now.status != "apart" else ""


def _height(pair: Pair, first_step: bool) -> Fraction | None:
    if pair.is_settled or pair.status == "overlap":
        return Fraction(0)
    gap = pair.gap.steps[0] if first_step and pair.gap.steps else pair.gap
    if gap.status == "overlap" and pair.status == "apart":
        return Fraction(0)
    return gap.distance if pair.status == "apart" else None
