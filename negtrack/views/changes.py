"""`diff --since`: changes of each party's positions between two snapshots, and what else was stated or recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import ClassVar

from negtrack.diff import CHANGE_CLASSES, MOVEMENTS, PARTS, Addition, Change, Shift, issue_in, withdrawal_of
from negtrack.frozen import dataclass, replace
from negtrack.model import Issue, Position
from negtrack.query import Snapshot, standing_of
from negtrack.views.additions import HEADINGS, AdditionRow, addition_row
from negtrack.views.change_phrases import change_phrase, shows_silence, straddles, when_since
from negtrack.views.differences import DiffView
from negtrack.views.lists import ListView
from negtrack.views.pair_words import number
from negtrack.views.phrasing import SILENT, caveat_text, count_text, day_text, provenance, year_of
from negtrack.views.statement import Statement, join_statements
from negtrack.views.step_moves import changed_steps
from negtrack.views.view import Frame, Row, Table, silent_legend
from negtrack.views.voices import party_name


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
    caveats: tuple[str, ...] = ()


_NOUNS = {"claim": "other statement", "open": "open item"}
"""Part -> its noun, where it is not its own: also a party's own words that changed nothing are no mere claims."""


@dataclass(frozen=True)
class ChangesView:
    """The answer of `diff --since`."""

    schema: ClassVar[str] = "changes"
    id_column: ClassVar[str] = "issue"
    columns: ClassVar[tuple[str, ...]] = (
        *("party", "issue", "classes", "before", "after", "phrase", "voice_changed", "linked", "counterparts"),
        *("before_stated", "before_voice", "before_id", "after_stated", "after_voice", "after_grade", "after_id"),
        *("part", "about", "text", "before_remark", "after_remark", "by_least", "by_most", "by_unit", "perhaps_before"),
        *("before_qualifier", "after_qualifier", "steps"),
    )

    before: Snapshot
    after: Snapshot
    title: str
    lines: tuple[ChangeRow, ...]
    additions: tuple[AdditionRow, ...] = ()

    @property
    def differs(self) -> bool:
        """Return whether anything was stated or recorded."""
        return bool(self.lines or self.additions)

    @property
    def counts(self) -> str:
        """Return the number of changed positions by class, then of other records: `positions: 1 closer · 9 new; 2
        notes`; what is new, but not said as it stands, is counted by itself."""
        unsaid = [line for line in self.lines if line.change.after and not line.change.after.is_said]
        new = sum("new" in line.change.classes for line in unsaid)
        counter = Counter(name for line in self.lines for name in line.change.classes)
        counter["new"] -= new
        classes = [f"{counter[name]} {spaced(name)}" for name in CHANGE_CLASSES if counter[name]]
        classes += [f"{new} not said as it stands"] if new else []
        parts = Counter(row.addition.part for row in self.additions)
        moved = f"positions: {' · '.join(classes)}" if classes else ""
        others = " · ".join(count_text(parts[part], _NOUNS.get(part, part)) for part in PARTS if parts[part])
        return "; ".join(part for part in (moved, others) if part)

    @property
    def summary(self) -> str:
        """Return that no position changed, or that nothing did, and after which day nothing was said; "" if any
        changed."""
        if self.lines:
            return ""
        if self.additions:
            return "no position changed"
        since, newest = self.before.day, self.after.day
        is_after = since and newest and since >= newest and self.before.as_of
        return f"nothing on record after {day_text(newest)}" if is_after and newest else "nothing changed"

    @property
    def sections(self) -> Iterator[tuple[str, list[AdditionRow]]]:
        """Yield the other records, part by part, under a heading."""
        for part, rows in groupby(self.additions, key=lambda row: row.addition.part):
            yield HEADINGS[part], list(rows)

    @property
    def parties(self) -> Iterator[tuple[str, list[ChangeRow]]]:
        """Yield the rows of each party with its name."""
        for party, lines in groupby(self.lines, key=lambda line: line.change.party):
            snapshot = self.after if party in self.after.negotiation.parties else self.before
            yield party_name(snapshot.negotiation, party), list(lines)

    @property
    def frame(self) -> Frame:
        movements = (movement for line in self.lines for movement in line.change.movements)
        return Frame(self.title, self.after, self.counts, silent_legend(any(map(shows_silence, movements))))

    def head(self) -> Mapping[str, object]:
        return {"negotiation": self.after.negotiation.id, "title": self.title, "differs": self.differs}

    def rows(self) -> Iterator[Row]:
        yield from (self._fields(line) for line in self.lines)
        lists: Row = {name: [] for name in ("linked", "counterparts", "steps")}
        blank: Row = {**dict.fromkeys(self.columns, ""), **lists, "voice_changed": False}
        for row in self.additions:
            yield {**blank, "by_least": None, "by_most": None, "phrase": row.phrase, **row.fields}

    def _fields(self, line: ChangeRow) -> Row:
        change = line.change
        old, new = change.before, change.after
        before = _statement(self.before, old, change.issue) if old else None
        after = _statement(self.after, new, change.issue) if new else None
        return {
            "party": change.party,
            "issue": change.issue.id,
            "classes": list(change.classes),
            "before": before.said if before else "",
            "after": after.said if after else "",
            "phrase": line.phrase,
            "voice_changed": change.voice_changed,
            "linked": list(line.linked),
            "counterparts": [one.counterpart for one in change.movements if one.direction in change.classes],
            "before_stated": old.stated.text if old and old.stated else "",
            "before_voice": old.voice if old else "",
            "before_id": old.id if old else "",
            "after_stated": new.stated.text if new and new.stated else "",
            "after_voice": new.voice if new else "",
            "after_grade": new.grade if new else "",
            "after_id": new.id if new else "",
            "part": "change",
            "about": "",
            "text": "",
            "before_remark": before.remark if before else "",
            "after_remark": after.remark if after else "",
            "before_qualifier": old.qualifier if old else "",
            "after_qualifier": new.qualifier if new else "",
            "steps": list(changed_steps(self.after, change)),
            **_shift_fields(change.shift),
            "perhaps_before": new is not None and straddles(self.before, new),
        }

    def table(self) -> Table:
        rows = [
            (
                party,
                line.change.issue.title,
                line.value,
                "; ".join(filter(None, (line.phrase, *line.caveats, *line.disputes))),
                line.origin,
            )
            for party, lines in self.parties
            for line in lines
        ]
        rows += [(row.party, row.about, row.text, row.change, row.when) for row in self.additions]
        return Table(("party", "issue", "value", "change", "who and when"), rows)


def spaced(name: str) -> str:
    """Return a class as words: `newly contested`."""
    return name.replace("re-sourced", "resourced").replace("-", " ").replace("resourced", "re-sourced")


def _shift_fields(shift: Shift | None) -> Row:
    """Return how far a party softened or hardened; empty where nothing measures it."""
    return {
        "by_least": number(shift.least.distance) if shift else None,
        "by_most": number(shift.most.distance) if shift else None,
        "by_unit": shift.most.unit if shift else "",
    }


def build_changes(
    before: Snapshot, after: Snapshot, title: str, changes: Sequence[Change], additions: Sequence[Addition] = ()
) -> ChangesView:
    """Build the view of the changes from one snapshot to a later one, and of what else was added."""
    lines = tuple(_row(before, after, change) for change in changes)
    return ChangesView(before, after, title, lines, tuple(addition_row(before, after, one) for one in additions))


def _row(before: Snapshot, after: Snapshot, change: Change) -> ChangeRow:
    old = _statement(before, change.before, change.issue) if change.before else None
    new = _statement(after, change.after, change.issue) if change.after else None
    same = old is not None and new is not None and old.position.id == new.position.id and old.value == new.value
    values = [statement.words for statement in (None if same else old, new) if statement]
    arrow = " -> " if old and new and old.words != new.words else ""
    return ChangeRow(
        change,
        _sign(change),
        arrow.join(values) if arrow else values[-1] if values else "",
        change_phrase(after, change),
        _origin((before, after), old, new, same) + _withdrawal_phrase(after, change),
        tuple(_disputes(after, change)),
        related_issues(after, change.issue) if MOVEMENTS & set(change.classes) - {"new"} else (),
        tuple(_caveats(None if same else old, new)),
    )


def _caveats(old: Statement | None, new: Statement | None) -> Iterator[str]:
    """Yield the caveats of the values that are shown, that of an earlier one as such."""
    before, after = (caveat_text(statement.position) if statement else "" for statement in (old, new))
    if before and before != after:
        yield f"before: {before}"
    if after:
        yield after


def _statement(snapshot: Snapshot, position: Position, issue: Issue) -> Statement:
    """Return the statement of `position` under its own snapshot's definition of the issue."""
    return Statement(snapshot, position, issue_in(snapshot, issue))


def related_issues(snapshot: Snapshot, issue: Issue) -> tuple[str, ...]:
    """Return the issues that `issue` links to, and those that link to it."""
    back = (other.id for other in snapshot.negotiation.issues.values() if issue.id in other.linked)
    return tuple(dict.fromkeys((*issue.linked, *back)))


_SIGNS: tuple[tuple[str, frozenset[str]], ...] = (
    ("!", frozenset({"reopened"})),
    ("+", frozenset({"new", "brought-back"})),
    ("-", frozenset({"withdrawn", "retracted", "deleted"})),
    (">", frozenset({"closer"})),
    ("<", frozenset({"farther"})),
    ("~", MOVEMENTS),
    ("*", frozenset({"agreed", "settled-by-fallback", "no-longer-contested"})),
    ("!", frozenset({"newly-contested"})),
    ("?", frozenset({"order-unknown"})),
)
"""Sign -> classes of which any one gets it; the first that fits."""


def _sign(change: Change) -> str:
    classes = set(change.classes)
    return next((sign for sign, names in _SIGNS if classes & names), "=")


def _origin(snapshots: tuple[Snapshot, Snapshot], old: Statement | None, new: Statement | None, same: bool) -> str:
    before, after = snapshots
    parts = []
    for statement in (None if same else old, new):
        if statement is None:
            continue
        parts.append(f"{when_since(before, statement.position, year_of(after))}, {statement.who}")
    return " -> ".join(dict.fromkeys(parts))


def _withdrawal_phrase(after: Snapshot, change: Change) -> str:
    """Return the day and the voice of a withdrawal; "" for other changes."""
    if "withdrawn" not in change.classes or change.before is None:
        return ""
    withdrawal = withdrawal_of(after, change.before)
    return f" -> withdrawn {provenance(after, withdrawal)}" if withdrawal else ""


def _disputes(after: Snapshot, change: Change) -> Iterator[str]:
    """Yield the contested values, each once with all its voices; divided ones as such."""
    if not change.contested:
        return
    voices: dict[str, list[Statement]] = {}
    for position in change.contested:
        statement = _statement(after, position, change.issue)
        voices.setdefault(statement.words, []).append(statement)
    claims = (f"{value} ({join_statements(statements)})" for value, statements in voices.items())
    standings = {standing_of(after, position, change.issue) for position in change.contested} - {"current"}
    yield f"newly {'divided' if standings == {'divided'} else 'contested'}: {'; '.join(claims)}"


def build_stat(view: ChangesView | DiffView) -> ListView:
    """Count the changes of each party by class, or the issues of two sides by status."""
    counter: Counter[tuple[str, str]]
    if isinstance(view, ChangesView):
        counter = Counter((line.change.party, name) for line in view.lines for name in line.change.classes)
        counter.update((row.addition.record.party, row.addition.change) for row in view.additions)
    else:
        counter = Counter((f"{view.left} - {view.right}", line.difference.gap.status) for line in view.shown)
    lines = [{"about": about, "class": name, "count": count, "id": about} for (about, name), count in counter.items()]
    headings = (("about", "who"), ("class", "class"), ("count", "count"))
    legend = silent_legend(any(name == SILENT for _, name in counter))
    frame = replace(view.frame, aside="", legend=legend)
    return ListView("stat", frame, ("about", "class", "count"), tuple(lines), headings, "no difference")
