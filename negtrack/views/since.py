"""What changed since a day, for documents: in sentences, and cell by cell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from negtrack.diff import additions_between, changes_between
from negtrack.frozen import dataclass
from negtrack.model import MEDIA, Agreement, Issue
from negtrack.query import Snapshot
from negtrack.views.change_row import ChangeRow
from negtrack.views.changes import COLUMNS, ChangesView, build_changes
from negtrack.views.phrasing import add_caveat, caveat_text, count_text, day_text
from negtrack.views.since_agreements import AGREED, is_listed
from negtrack.views.statement import Statement
from negtrack.views.turns import from_to
from negtrack.views.view import Table
from negtrack.views.voices import party_name, said_by

_UNMOVED = frozenset({"new", "restated", "re-sourced", "disclosed", "corrected"})
"""Classes that the table alone has."""
_AGREED = frozenset(AGREED)
_IS = ("is", "are")
_COUNTED = ("note", "claim")
"""Other records that are counted only."""
_MOST = 12
"""Most sentences on moves, and most on agreements; the table has everything."""


@dataclass(frozen=True)
class SinceView:
    """What changed since a day."""

    changes: ChangesView
    day: date

    @property
    def table(self) -> Table:
        """Return what changed but notes and further statements, with the titles of what it is about; what is agreed
        once for all who agreed."""
        rows = [_table_row(party, line) for party, lines in self.changes.parties for line in lines if is_listed(line)]
        rows += [(row.parties, row.issue.title, row.text, row.before, "") for row in self.changes.agreed]
        known = self.changes.after.negotiation
        titles = {issue.id: issue.title for issue in known.issues.values()}
        titles |= {proposal.id: proposal.title for proposal in known.proposals}
        titles |= {agreement.id: agreement.title for agreement in known.agreements}
        for row in self.changes.additions:
            if row.addition.part not in _COUNTED:
                rows.append((row.party, titles.get(row.about, row.about), row.text, row.change, row.document_when))
        return Table(COLUMNS, rows)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what moved and what was agreed, a sentence each, then how many positions are new."""
        moved = [*_first(_sentence(self.changes.after, line) for line in self.changes.lines if _has_moved(line))]
        agreed = [*_first((row.sentence for row in self.changes.agreed_alone), "further agreement")]
        new, unsaid = self.changes.new
        fresh = [f"{count_text(new, 'position')} {_IS[new != 1]} new."] if new else []
        fresh += [f"{count_text(unsaid, 'new position')} {_IS[unsaid != 1]} not said as it stands."] if unsaid else []
        summary = [f"{self.changes.summary[0].upper()}{self.changes.summary[1:]}."] if self.changes.summary else []
        return (*self._disputes, *summary, *self._agreements, *moved, *agreed, *fresh)

    @property
    def _disputes(self) -> tuple[str, ...]:
        found = self.changes.disputed
        return tuple(
            f"{heading.capitalize()}: {one.issue.title}, {one.text}." for heading, every in found for one in every
        )

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
        lapsed = "lapsed" if "lapsed" in change.classes else ""
        return f"since {day}: {'; '.join(filter(None, (_phrase(line), *_came(line), lapsed)))}"


def build_since(snapshot: Snapshot, day: date, issues: Collection[Issue]) -> SinceView:
    """Build what changed from the end of a day to a snapshot on some issues."""
    before, known = snapshot.derive(as_of=day), snapshot.negotiation
    parties, chosen = list(known.parties), list(issues)
    changes = changes_between(before, snapshot, parties, chosen)
    additions = additions_between(before, snapshot, parties, chosen, changes)
    return SinceView(build_changes(before, snapshot, f"Since {day_text(day)}", changes, additions), day)


def _table_row(party: str, line: ChangeRow) -> tuple[str, ...]:
    value = _turned([statement.words for statement in line.went])
    came = () if set(line.change.classes) - _AGREED else _came(line)
    words = "; ".join(filter(None, (line.document_phrase, *came, *line.caveats, *line.disputes)))
    return (party, line.change.issue.title, value, words, "; then ".join(line.origins))


def _came(line: ChangeRow) -> Iterable[str]:
    """Return that something was agreed, reopened or settled, each once."""
    return dict.fromkeys(step.change.replace("-", " ") for step in line.change.agreements)


def _turned(words: Sequence[str]) -> str:
    """Return one value, or the way from one to another: `from 7 to 5`."""
    return from_to(*words) if len(words) > 1 else "".join(words)


def _has_moved(line: ChangeRow) -> bool:
    return bool(set(line.change.classes) - _UNMOVED - _AGREED)


def _first(sentences: Iterable[str], noun: str = "more change") -> Iterator[str]:
    """Yield the first of some sentences, and how many more the table has."""
    listed = list(sentences)
    yield from listed[:_MOST]
    if len(listed) > _MOST:
        yield f"{count_text(len(listed) - _MOST, noun)} in the table."


def _sentence(snapshot: Snapshot, line: ChangeRow) -> str:
    """Return one change as a sentence: `Pay: Union went from 7 to 5; softened by 2.`"""
    party, went = party_name(snapshot.negotiation, line.change.party), tuple(map(_words, line.went))
    held = f"{party} went {_turned(went)}" if len(went) > 1 else ", ".join((party, *went))
    words = filter(None, (held, line.sentence_phrase, *_contest(line)))
    return f"{line.change.issue.title}: {'; '.join(words)}."


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
    return "; ".join(filter(None, (line.document_phrase, *_contest(line))))


def _contest(line: ChangeRow) -> tuple[str, ...]:
    return ("newly contested",) if "newly-contested" in line.change.classes else ()
