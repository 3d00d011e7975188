"""`diff --since`: changes of each party's positions between two snapshots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import ClassVar

from negtrack.diff import CHANGE_CLASSES, MOVEMENTS, Change, Movement, issue_in
from negtrack.frozen import dataclass
from negtrack.gap import print_gap
from negtrack.model import Issue, Position
from negtrack.query import Snapshot
from negtrack.views.differences import DiffView
from negtrack.views.lists import ListView
from negtrack.views.phrasing import (
    Statement,
    party_name,
    provenance,
    publication,
    speaker_text,
    value_text,
    when_text,
    year_of,
)
from negtrack.views.view import Row, Table


@dataclass(frozen=True)
class ChangeRow:
    """One change, in words."""

    change: Change
    sign: str
    value: str
    """`400 -> 700..800`, or the only value."""
    phrase: str
    """Kind of change: `moved closer to Hamas: apart 300 -> overlap 700..800`."""
    origin: str
    """Voices and days: `27 Feb, media -> 24 Mar, own officials`."""
    disputes: tuple[str, ...]
    linked: tuple[str, ...]
    """Linked issues, if the value moved."""


@dataclass(frozen=True)
class ChangesView:
    """The answer of `diff --since`."""

    schema: ClassVar[str] = "changes"
    id_column: ClassVar[str] = "issue"
    columns: ClassVar[tuple[str, ...]] = (
        *("party", "issue", "classes", "before", "after", "phrase", "voice_changed", "linked", "counterparts"),
        *("before_stated", "before_voice", "before_id", "after_stated", "after_voice", "after_grade", "after_id"),
    )

    before: Snapshot
    after: Snapshot
    title: str
    lines: tuple[ChangeRow, ...]

    @property
    def differs(self) -> bool:
        """Return whether any position changed."""
        return bool(self.lines)

    @property
    def counts(self) -> str:
        """Return the number of changes of each class: `1 closer · 9 new · 1 newly contested`."""
        counter = Counter(name for line in self.lines for name in line.change.classes)
        return " · ".join(
            f"{counter[name]} {name.replace('-contested', ' contested')}" for name in CHANGE_CLASSES if counter[name]
        )

    @property
    def parties(self) -> Iterator[tuple[str, list[ChangeRow]]]:
        """Yield the rows of each party with its name."""
        for party, lines in groupby(self.lines, key=lambda line: line.change.party):
            snapshot = self.after if party in self.after.negotiation.parties else self.before
            yield party_name(snapshot.negotiation, party), list(lines)

    def head(self) -> Mapping[str, object]:
        return {"negotiation": self.after.negotiation.id, "title": self.title, "differs": self.differs}

    def rows(self) -> Iterator[Row]:
        for line in self.lines:
            change = line.change
            old, new = change.before, change.after
            yield {
                "party": change.party,
                "issue": change.issue.id,
                "classes": list(change.classes),
                "before": _statement(self.before, old, change.issue).value if old else "",
                "after": _statement(self.after, new, change.issue).value if new else "",
                "phrase": line.phrase,
                "voice_changed": change.voice_changed,
                "linked": list(line.linked),
                "counterparts": [
                    movement.counterpart for movement in change.movements if movement.direction in change.classes
                ],
                "before_stated": old.stated.text if old and old.stated else "",
                "before_voice": old.voice if old else "",
                "before_id": old.id if old else "",
                "after_stated": new.stated.text if new and new.stated else "",
                "after_voice": new.voice if new else "",
                "after_grade": new.grade if new else "",
                "after_id": new.id if new else "",
            }

    def table(self) -> Table:
        rows = [
            (party, line.change.issue.title, line.value, "; ".join((line.phrase, *line.disputes)), line.origin)
            for party, lines in self.parties
            for line in lines
        ]
        return Table(self.title, ("party", "issue", "value", "change", "who and when"), rows)


def build_changes(before: Snapshot, after: Snapshot, title: str, changes: Sequence[Change]) -> ChangesView:
    """Build the view of the changes from one snapshot to a later one."""
    return ChangesView(before, after, title, tuple(_row(before, after, change) for change in changes))


def _row(before: Snapshot, after: Snapshot, change: Change) -> ChangeRow:
    old = _statement(before, change.before, change.issue) if change.before else None
    new = _statement(after, change.after, change.issue) if change.after else None
    same = old is not None and new is not None and old.position.id == new.position.id and old.value == new.value
    values = [statement.value for statement in (None if same else old, new) if statement]
    arrow = " -> " if old and new and old.value != new.value else ""
    return ChangeRow(
        change,
        _sign(change),
        arrow.join(values) if arrow else values[-1] if values else "",
        _phrase(after, change),
        _origin((before, after), old, new, same) + _withdrawal_phrase(after, change),
        tuple(_disputes(after, change)),
        related_issues(after, change.issue) if MOVEMENTS & set(change.classes) - {"new"} else (),
    )


def _statement(snapshot: Snapshot, position: Position, issue: Issue) -> Statement:
    """Return the statement of `position` under its own snapshot's definition of the issue."""
    return Statement(snapshot, position, issue_in(snapshot, issue))


def related_issues(snapshot: Snapshot, issue: Issue) -> tuple[str, ...]:
    """Return the issues that `issue` links to, and those that link to it."""
    back = (other.id for other in snapshot.negotiation.issues.values() if issue.id in other.linked)
    return tuple(dict.fromkeys((*issue.linked, *back)))


def _sign(change: Change) -> str:
    classes = set(change.classes)
    if "new" in classes:
        return "+"
    if classes & {"withdrawn", "retracted", "deleted"}:
        return "-"
    if "settled" in classes and not classes & MOVEMENTS:
        return "*"
    if "closer" in classes:
        return ">"
    if "farther" in classes:
        return "<"
    if classes & MOVEMENTS:
        return "~"
    return "!" if classes & {"newly-contested", "denied"} else "="


PHRASES = {
    "new": "new",
    "hardened": "hardened",
    "softened": "softened",
    "changed": "changed",
    "restated": "restated",
    "re-sourced": "the same, from another source",
    "corrected": "corrected by a better reading",
    "withdrawn": "withdrawn",
    "denied": "denied by the party",
    "retracted": "retracted: our entry was an error",
    "deleted": "deleted: the record is no longer in any file",
    "redefined": "the issue is now measured differently",
    "settled": "settled",
}


def _phrase(after: Snapshot, change: Change) -> str:
    """Return the classes in words; a movement includes the counterpart and both gaps."""
    words = [
        movement_phrase(after, change.issue, movement)
        for movement in change.movements
        if movement.direction and movement.direction in change.classes
    ]
    words += [PHRASES[name] for name in change.classes if name in PHRASES]
    return "; ".join(words)


def movement_phrase(snapshot: Snapshot, issue: Issue, movement: Movement) -> str:
    """Return a movement in words: `moved closer to Hamas: apart 300 -> overlap 700..800`."""
    name = party_name(snapshot.negotiation, movement.counterpart)
    how = "closer to" if movement.direction == "closer" else "farther from"
    gaps = f"{print_gap(movement.before, issue.scale)} -> {print_gap(movement.after, issue.scale)}"
    return f"moved {how} {name}: {gaps}"


def _origin(snapshots: tuple[Snapshot, Snapshot], old: Statement | None, new: Statement | None, same: bool) -> str:
    year = year_of(snapshots[1])
    parts = []
    for snapshot, statement in zip(snapshots, (None if same else old, new), strict=True):
        if statement is None:
            continue
        who = speaker_text(snapshot.negotiation, statement.position)
        name = publication(snapshot.negotiation, statement.position) if who == "reported" else ""
        who = f"reported by {name}" if name else who
        parts.append(f"{when_text(statement.position.stated, year)}, {who}")
    return " -> ".join(dict.fromkeys(parts))


def _withdrawal_phrase(after: Snapshot, change: Change) -> str:
    """Return the day and the voice of a withdrawal; "" for other changes."""
    if "withdrawn" not in change.classes or change.before is None:
        return ""
    withdrawal = after.withdrawn.get(change.before.id) or after.withdrawn.get(change.before.proposal)
    return f" -> withdrawn {provenance(after, withdrawal)}" if withdrawal else ""


def _disputes(after: Snapshot, change: Change) -> Iterator[str]:
    """Yield the contested values, each once with all its voices."""
    if not change.contested:
        return
    voices: dict[str, list[str]] = {}
    for position in change.contested:
        value = value_text(position, change.issue)
        voices.setdefault(value, []).append("own" if position.is_own else speaker_text(after.negotiation, position))
    claims = (f"{value} ({', '.join(names)})" for value, names in voices.items())
    yield f"newly contested: {', '.join(claims)}"


def build_stat(view: ChangesView | DiffView) -> ListView:
    """Count the changes of each party by class, or the issues of two sides by status."""
    counter: Counter[tuple[str, str]]
    if isinstance(view, ChangesView):
        counter = Counter((line.change.party, name) for line in view.lines for name in line.change.classes)
    else:
        counter = Counter((f"{view.left} - {view.right}", line.difference.gap.status) for line in view.shown)
    lines = [{"about": about, "class": name, "count": count, "id": about} for (about, name), count in counter.items()]
    headings = (("about", "who"), ("class", "class"), ("count", "count"))
    title = view.title if isinstance(view, ChangesView) else f"{view.left} and {view.right}"
    return ListView("stat", title, ("about", "class", "count"), tuple(lines), headings, "no difference")
