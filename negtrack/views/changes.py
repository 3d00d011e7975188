"""`diff --since`: changes of each party's positions between two snapshots, and what else was stated or recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import ClassVar

from negtrack.diff import CHANGE_CLASSES, PARTS, Addition, Change, Shift
from negtrack.frozen import dataclass, replace
from negtrack.query import Snapshot
from negtrack.views.additions import HEADINGS, AdditionRow, addition_row
from negtrack.views.change_phrases import MOST_NAMED, shows_silence, straddles
from negtrack.views.change_row import ChangeRow, change_row, statement_of
from negtrack.views.differences import DiffView
from negtrack.views.disputes import Dispute, disputes_of
from negtrack.views.lists import ListView
from negtrack.views.pair_words import number
from negtrack.views.phrasing import SILENT, count_text, day_text
from negtrack.views.since_agreements import AGREED, AgreedRow, agreed_rows, is_listed, issues_by_class
from negtrack.views.step_moves import changed_steps
from negtrack.views.view import Frame, Row, Table, silent_legend
from negtrack.views.voices import party_name

COLUMNS = ("party", "issue", "value", "change", "who and when")
_NOUNS = {"claim": "other statement", "open": "open item"}
"""Part -> its noun, where it is not its own: also a party's own words that changed nothing are no mere claims."""
_CONTESTED = frozenset({"newly-contested", "no-longer-contested"})
"""Classes of what became of a position beside its change."""


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
    disputes: tuple[Dispute, ...] = ()
    """The words that go back on what is agreed."""

    @property
    def differs(self) -> bool:
        """Return whether anything was stated or recorded."""
        return bool(self.lines or self.additions)

    @property
    def counts(self) -> str:
        """Return the number of issues on which something was agreed, of changed positions by class, then of other
        records: `issues: 4 agreed; positions: 1 closer and softened · 9 new; 2 notes`. Each change is counted once, but
        for what is contested; what is new, but not said as it stands, is counted by itself."""
        classes = [*_counts_of(self.lines)]
        _, unsaid = self.new
        classes += [f"{unsaid} not said as it stands"] if unsaid else []
        parts = Counter(row.addition.part for row in self.additions)
        moved = f"positions: {' · '.join(classes)}" if classes else ""
        others = " · ".join(count_text(parts[part], _NOUNS.get(part, part)) for part in PARTS if parts[part])
        settled = [f"{count} {spaced(name)}" for name, count in issues_by_class(line.change for line in self.lines)]
        issues = f"issues: {' · '.join(settled)}" if settled else ""
        return "; ".join(part for part in (*self._disputed, issues, moved, others) if part)

    @property
    def new(self) -> tuple[int, int]:
        """Return how many positions are new, and how many besides that were not said as they stand."""
        new = sum("new" in line.change.classes for line in self.lines)
        unsaid = sum(line.is_new_unsaid for line in self.lines)
        return new - unsaid, unsaid

    @property
    def _disputed(self) -> Iterator[str]:
        """Yield on how many issues later words go back on what is agreed, or was provisionally, where that is no change
        that is counted with the issues."""
        reopened = any("reopened" in line.change.classes for line in self.lines)
        for heading, found in self.disputed:
            if heading == "reopened" and reopened:
                continue
            yield f"{count_text(len({one.issue.id for one in found}), 'agreed issue')} {heading}"

    @property
    def disputed(self) -> Iterator[tuple[str, list[Dispute]]]:
        """Yield the words against what is agreed, then those that reopened what was agreed provisionally."""
        for heading in ("disputed", "reopened"):
            if found := [one for one in self.disputes if bool(one.reopened) == (heading == "reopened")]:
                yield heading, found

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

    @cached_property
    def agreed(self) -> tuple[AgreedRow, ...]:
        """What came to be agreed or was reopened, each once for all who are concerned."""
        return tuple(agreed_rows(self.after, self.lines))

    @property
    def agreed_alone(self) -> tuple[AgreedRow, ...]:
        """The same without what a word reopened that heads the page."""
        said = {(one.issue.id, frozenset((one.record.party, other))) for one in self.disputes for other in one.reopened}
        return tuple(row for row in self.agreed if row.change != "reopened" or not row.pairs <= said)

    @property
    def listed(self) -> Iterator[tuple[str, list[ChangeRow]]]:
        """Yield the rows of each party in which there is more than what was agreed, with its name."""
        for name, lines in self.parties:
            if shown := [line for line in lines if is_listed(line) and {*line.change.classes} - {"reopened"}]:
                yield name, shown

    @property
    def parties(self) -> Iterator[tuple[str, list[ChangeRow]]]:
        """Yield the rows of each party with its name."""
        for party, lines in groupby(self.lines, key=lambda line: line.change.party):
            snapshot = self.after if party in self.after.negotiation.parties else self.before
            yield party_name(snapshot.negotiation, party), list(lines)

    @property
    def frame(self) -> Frame:
        few = (line.change.movements for line in self.lines if len(line.change.movements) <= MOST_NAMED)
        is_silent = any(shows_silence(movement) for movements in few for movement in movements)
        return Frame(self.title, self.after, self.counts, silent_legend(is_silent))

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
        before = statement_of(self.before, old, change.issue) if old else None
        after = statement_of(self.after, new, change.issue) if new else None
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
        rows = [(row.parties, row.issue.title, row.text, row.before, "") for row in self.agreed]
        rows += [
            (
                party,
                line.change.issue.title,
                line.value,
                "; ".join(filter(None, (line.page_phrase, *line.caveats, *line.disputes))),
                line.origin,
            )
            for party, lines in self.listed
            for line in lines
        ]
        rows += [(row.party, row.about, row.text, row.change, row.when) for row in self.additions]
        return Table(COLUMNS, rows)


def _counts_of(lines: Iterable[ChangeRow]) -> Iterator[str]:
    """Yield how many changes have which classes together: `1 closer and softened`; what is contested by itself, and
    what is new without being said as it stands not at all."""
    left_out = {True: {*AGREED, "new"}, False: {*AGREED}}
    found = [[name for name in line.change.classes if name not in left_out[line.is_new_unsaid]] for line in lines]
    moved = Counter(tuple(name for name in names if name not in _CONTESTED) for names in found)
    contested = Counter((name,) for names in found for name in names if name in _CONTESTED)
    for names, count in sorted((moved | contested).items(), key=lambda item: [*map(CHANGE_CLASSES.index, item[0])]):
        if names:
            yield f"{count} {_joined(names)}"


def _joined(names: Sequence[str]) -> str:
    words = " and ".join(map(spaced, names))
    return words.replace("closer and farther", "closer to some and farther from others")


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
    lines = tuple(change_row(before, after, change) for change in changes)
    new = [*(one.record for one in additions), *(change.after for change in changes if _is_new_word(change))]
    rows = tuple(addition_row(before, after, one) for one in additions)
    return ChangesView(before, after, title, lines, rows, disputes_of(after, filter(None, new)))


def _is_new_word(change: Change) -> bool:
    """Return whether the position of a change was not the current one before."""
    return change.after is not None and (change.before is None or change.before.id != change.after.id)


def build_stat(view: ChangesView | DiffView) -> ListView:
    """Count the changes of each party by class, or the issues of two sides by status."""
    counter: Counter[tuple[str, str]]
    if isinstance(view, ChangesView):
        counter = Counter((line.change.party, name) for line in view.lines for name in line.change.classes)
        counter.update((row.addition.record.party, row.addition.change) for row in view.additions)
    else:
        found = [line.difference for line in view.shown if line.difference.issue.class_ != "process"]
        counter = Counter((f"{view.left} - {view.right}", difference.status) for difference in found)
    lines = [{"about": about, "class": name, "count": count, "id": about} for (about, name), count in counter.items()]
    headings = (("about", "who"), ("class", "class"), ("count", "count"))
    legend = silent_legend(any(name == SILENT for _, name in counter))
    frame = replace(view.frame, aside="", legend=legend)
    return ListView("stat", frame, ("about", "class", "count"), tuple(lines), headings, "no difference")
