"""What changed since a day, for documents: in sentences, and cell by cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from negtrack.diff import additions_between, changes_between
from negtrack.frozen import dataclass, replace
from negtrack.model import Agreement, Issue
from negtrack.query import Snapshot
from negtrack.views.change_row import ChangeRow
from negtrack.views.changes import ChangesView, build_changes
from negtrack.views.phrasing import count_text, day_text
from negtrack.views.view import Table
from negtrack.views.voices import party_name

_UNMOVED = frozenset({"new", "restated", "re-sourced", "disclosed", "corrected"})
"""Classes of which the table tells alone."""
_COUNTED = ("note", "claim")
"""Other records that are counted only."""
_MOST = 12
"""Most sentences; the table has everything."""
_ARROW = " -> "


@dataclass(frozen=True)
class SinceView:
    """What changed since a day."""

    changes: ChangesView
    day: date

    @property
    def table(self) -> Table:
        """Return what changed but notes and further statements, with the titles of what it is about."""
        shown = tuple(row for row in self.changes.additions if row.addition.part not in _COUNTED)
        table, known = replace(self.changes, additions=shown).table(), self.changes.after.negotiation
        titles = {issue.id: issue.title for issue in known.issues.values()}
        titles |= {proposal.id: proposal.title for proposal in known.proposals}
        titles |= {agreement.id: agreement.title for agreement in known.agreements}
        return Table(table.columns, [(row[0], titles.get(row[1], row[1]), *row[2:]) for row in table.rows])

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what moved, a sentence each, then how many positions are new."""
        moved = [_sentence(self.changes.after, line) for line in self.changes.lines if _has_moved(line)]
        more = [f"{count_text(len(moved) - _MOST, 'more change')} in the table."] if len(moved) > _MOST else []
        new = sum("new" in line.change.classes for line in self.changes.lines)
        fresh = [f"{count_text(new, 'position')} {'is' if new == 1 else 'are'} new."] if new else []
        summary = [f"{self.changes.summary[0].upper()}{self.changes.summary[1:]}."] if self.changes.summary else []
        return (*summary, *self._agreements, *moved[:_MOST], *more, *fresh)

    @property
    def _agreements(self) -> tuple[str, ...]:
        found = (row.addition.record for row in self.changes.additions)
        return tuple(f"Agreement: {one.title}, {day_text(one.day)}." for one in found if isinstance(one, Agreement))

    @property
    def cells(self) -> Mapping[tuple[str, str], str]:
        """Map a party and an issue to what changed there: `new since 14 Mar`, `since 14 Mar; before: 400`."""
        return {(line.change.party, line.change.issue.id): self._cell(line) for line in self.changes.lines}

    def _cell(self, line: ChangeRow) -> str:
        day, before = day_text(self.day), line.value.partition(_ARROW)
        if line.change.before is None:
            return f"new since {day}"
        return f"changed since {day}" + (f"; before: {before[0]}" if before[1] else f": {line.short_phrase}")


def build_since(snapshot: Snapshot, day: date, issues: Collection[Issue]) -> SinceView:
    """Build what changed from the end of a day to a snapshot on some issues."""
    before, known = snapshot.derive(as_of=day), snapshot.negotiation
    parties, chosen = list(known.parties), list(issues)
    changes = changes_between(before, snapshot, parties, chosen)
    additions = additions_between(before, snapshot, parties, chosen, changes)
    return SinceView(build_changes(before, snapshot, f"Since {day_text(day)}", changes, additions), day)


def _has_moved(line: ChangeRow) -> bool:
    return bool(set(line.change.classes) - _UNMOVED)


def _sentence(snapshot: Snapshot, line: ChangeRow) -> str:
    """Return one change as a sentence: `Pay: Union went from 7 to 5; softened by 2.`"""
    change = "; ".join(filter(None, (line.short_phrase, *_contest(line))))
    party = party_name(snapshot.negotiation, line.change.party)
    before, arrow, after = line.value.partition(_ARROW)
    went = f"{party} went from {before} to {after}" if arrow else f"{party}, {line.value}" if line.value else party
    return f"{line.change.issue.title}: {went}; {change}."


def _contest(line: ChangeRow) -> tuple[str, ...]:
    return ("newly contested",) if "newly-contested" in line.change.classes else ()
