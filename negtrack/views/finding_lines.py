"""Lines of what became of demands and red lines, one for each finding of a scorecard, for pages and for programs."""

from __future__ import annotations

from datetime import date

from negtrack.frozen import dataclass, replace
from negtrack.model import Position
from negtrack.query import Snapshot
from negtrack.score import CROSSED, Finding
from negtrack.views.deal_words import settlement_text
from negtrack.views.phrasing import add_caveat, day_text, value_text, year_of
from negtrack.views.statement import Statement
from negtrack.views.voices import voice_beside

FINDING_COLUMNS = ("party", "value", "day", "record", "outcome", "by", "words")


@dataclass(frozen=True)
class FindingLine:
    """One demand or red line, and what became of it."""

    snapshot: Snapshot
    finding: Finding

    @property
    def words(self) -> str:
        """Return it in words: `fee USD 30m (withdrawn 26 Feb, reported by AP)`; of another value what was agreed."""
        finding = self.finding
        if finding.outcome == "agreed otherwise" and finding.by:
            return f"{finding.issue.id} agreed {self._words(finding.by)}"
        return f"{finding.issue.id} {self.value} ({self.outcome})"

    @property
    def value(self) -> str:
        """Return what was demanded, with its conditions, and whose words it is."""
        return self._words(self.finding.record)

    def _words(self, position: Position) -> str:
        """Return a value that may stand no longer, with the alternatives that it had on its day."""
        then = replace(self.snapshot, as_of=position.day) if position.alternatives else None
        return Statement(self.snapshot, position, self.finding.issue, then).words

    @property
    def outcome(self) -> str:
        """Return what became of it, by what and in whose words, with our caveats; only what its list does not say."""
        finding, year = self.finding, year_of(self.snapshot)
        record = finding.by if finding.by and finding.by.party else finding.record
        day = f" {day_text(self._day_of(record), year)}" if record is finding.by else ""
        outcome = (
            f"{finding.outcome}{day}" if finding.sort in ("dropped", "red line") else f"{day_text(record.day, year)}"
        )
        if finding.outcome in CROSSED:
            outcome = f"crossed{day} by {self._words(record)}"
        words = ", ".join(filter(None, (outcome, voice_beside(self.snapshot.negotiation, record))))
        return "; ".join(filter(None, (add_caveat(words, record), self._end)))

    def _day_of(self, by: Position) -> date:
        """Return the day on which a record decided: of a proposal that both stand by the day of the last consent."""
        agreed = self.finding.settlement.agreed if self.finding.settlement else None
        consents = agreed.consents if agreed and agreed.offer.id == by.id else ()
        return max((consent.day for consent in consents), default=by.day)

    @property
    def _end(self) -> str:
        """Return what is settled on the issue of a red line that was crossed: `open until 25 Jul, else no`."""
        finding = self.finding
        if finding.outcome not in CROSSED or finding.settlement is None:
            return ""
        return settlement_text(self.snapshot, finding.settlement, finding.issue)

    def row(self) -> dict[str, object]:
        """Return the line for programs."""
        finding = self.finding
        return {
            "issue": finding.issue.id,
            "group": finding.issue.group,
            "party": finding.party,
            "value": value_text(finding.record, finding.issue),
            "day": finding.record.day.isoformat(),
            "record": finding.record.id,
            "outcome": finding.outcome,
            "by": finding.by.id if finding.by else "",
            "words": self.words,
        }
