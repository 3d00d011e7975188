"""What changed since a day, for documents: in sentences, and cell by cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from negtrack.diff import additions_between, changes_between
from negtrack.frozen import dataclass, replace
from negtrack.model import MEDIA, Agreement, Issue
from negtrack.query import Snapshot
from negtrack.views.change_row import ChangeRow
from negtrack.views.changes import ChangesView, build_changes
from negtrack.views.phrasing import add_caveat, caveat_text, count_text, day_text
from negtrack.views.statement import Statement
from negtrack.views.view import Table
from negtrack.views.voices import party_name, said_by

_UNMOVED = frozenset({"new", "restated", "re-sourced", "disclosed", "corrected"})
"""Classes of which the table tells alone."""
_COUNTED = ("note", "claim")
"""Other records that are counted only."""
_MOST = 12
"""Most sentences; the table has everything."""


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
        return tuple(_agreement(self.changes.after, one) for one in found if isinstance(one, Agreement))

    @property
    def cells(self) -> Mapping[tuple[str, str], str]:
        """Map a party and an issue to what changed there: `new since 14 Mar`, `since 14 Mar; before: 400`."""
        return {(line.change.party, line.change.issue.id): self._cell(line) for line in self.changes.lines}

    def _cell(self, line: ChangeRow) -> str:
        day, change = day_text(self.day), line.change
        if change.before is None and "new" in change.classes:
            return f"new since {day}"
        if len(line.went) > 1:
            return f"changed since {day}; before: {_words(line.went[0])}"
        return f"since {day}: {_phrase(line)}"


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
    party, went = party_name(snapshot.negotiation, line.change.party), tuple(map(_words, line.went))
    held = f"{party} went from {went[0]} to {went[1]}" if len(went) > 1 else ", ".join((party, *went))
    return f"{line.change.issue.title}: {held}; {_phrase(line)}."


def _words(statement: Statement) -> str:
    """Return a value with our caveat, and whose word it is if not the party's own."""
    position = statement.position
    voice = "" if position.is_own else said_by(statement.snapshot.negotiation, position)
    beside = "; ".join(filter(None, (voice, caveat_text(position))))
    return f"{statement.words} ({beside})" if beside else statement.words


def _agreement(snapshot: Snapshot, agreement: Agreement) -> str:
    """Return an agreement as a sentence, with how firmly it was said, and whose word it is where a party says so."""
    firmness = "" if agreement.is_said else f" ({agreement.modality})"
    is_plain = agreement.side in ("", MEDIA) or agreement.attribution == "document"
    voice = "" if is_plain else said_by(snapshot.negotiation, agreement)
    words = ", ".join(filter(None, (agreement.title, day_text(agreement.day), voice)))
    return f"Agreement{firmness}: {add_caveat(words, agreement)}."


def _phrase(line: ChangeRow) -> str:
    return "; ".join(filter(None, (line.short_phrase, *_contest(line))))


def _contest(line: ChangeRow) -> tuple[str, ...]:
    return ("newly contested",) if "newly-contested" in line.change.classes else ()
