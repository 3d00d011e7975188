"""`gaps`: the gap of each pair of counterparts on each issue, and its trend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property, partial
from typing import ClassVar, Literal

from negtrack.frozen import dataclass
from negtrack.model import Issue
from negtrack.query import (
    LEAST_SETTLED,
    Pair,
    Snapshot,
    counterparts_of,
    on_issue,
    pair_of,
    pairs_of,
)
from negtrack.views.compared_issue import CONTESTED
from negtrack.views.deal_words import SETTLED_COLUMNS
from negtrack.views.gap_counts import CounterpartCount, counterpart_counts
from negtrack.views.gap_groups import GapGroup, group_rows
from negtrack.views.gap_row import GapRow
from negtrack.views.measured import side_fields
from negtrack.views.pair_words import (
    PAIR_COLUMNS,
    number,
    pair_fields,
    pair_text,
)
from negtrack.views.phrasing import SILENT, day_text, year_of
from negtrack.views.step_words import step_title
from negtrack.views.view import Frame, Row, Table, silent_legend
from negtrack.views.voices import party_name

_FEW_PAIRS, _FEW = 10, 40
"""Of more pairs than this a page shows so many rows at first."""


@dataclass(frozen=True)
class GapsView:
    """The answer of `gaps`."""

    schema: ClassVar[str] = "gaps"
    id_column: ClassVar[str] = "issue"
    columns: ClassVar[tuple[str, ...]] = (
        *("issue", "one", "other", "status", "gap", "distance", "more_than", "unit", "common", "reason", "trend"),
        *(
            "before_status",
            "before_gap",
            "before_distance",
            "unchanged_since",
            "one_value",
            "one_remark",
            "other_value",
            "other_remark",
            "group",
        ),
        *PAIR_COLUMNS,
        *("one_qualifier", "other_qualifier", "first_distance", "first_day", "share_left", "remarks"),
        *SETTLED_COLUMNS,
        "contested",
    )

    snapshot: Snapshot
    base: date | None
    base_name: str
    lines: tuple[GapRow, ...]
    everything: bool = False
    """Whether a page shows all rows, however many pairs there are."""

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str], str]:
        """Map the pairs that have a row to their names: `Israel - Hamas`."""
        named = partial(party_name, self.snapshot.negotiation)
        return {(row.now.one, row.now.other): f"{named(row.now.one)} - {named(row.now.other)}" for row in self.lines}

    @cached_property
    def groups(self) -> Sequence[GapGroup]:
        """Return the rows for a reader: of many pairs those together of which an agreement says the same."""
        if len(self.pairs) <= _FEW_PAIRS:
            return tuple(GapGroup((row,), self.pairs[row.now.one, row.now.other]) for row in self.lines)
        return group_rows(self.lines, self.pairs)

    @property
    def shown(self) -> Sequence[GapGroup]:
        """Return those for a page: of many pairs the first few."""
        return self.groups[:_FEW] if len(self.pairs) > _FEW_PAIRS and not self.everything else self.groups

    @property
    def counts(self) -> Sequence[CounterpartCount]:
        """Return how the one party of many pairs stands to each counterpart, the nearest first; nothing where the pairs
        are few, or of several parties."""
        party, known = self._party, self.snapshot.negotiation
        if not party or len(self.pairs) <= _FEW_PAIRS:
            return ()
        names = {name: party_name(known, name) for pair in self.pairs for name in pair}
        ends = ((row.now.other if row.now.one == party else row.now.one, row.now.status) for row in self.lines)
        return counterpart_counts(ends, names)

    @property
    def _party(self) -> str:
        """Return the party that all of several pairs have; "" where they have none."""
        shared: set[str] = set.intersection(*map(set, self.pairs)) if len(self.pairs) > 1 else set()
        return next(iter(shared), "")

    @property
    def compared_with(self) -> str:
        """Return the earlier moment: `since Doha round, 24 Mar`, or what stands in its place."""
        if self.base is None:
            return "each beside what it was before its last change" if self.lines else ""
        day = day_text(self.base, year_of(self.snapshot))
        return f"since {self.base_name}, {day}" if self.base_name else f"since {day}"

    @property
    def frame(self) -> Frame:
        is_silent = any(SILENT in (row.now.status, row.before.status) for group in self.shown for row in group.rows[:1])
        names = list(self.pairs.values())
        whose = (
            names[:1] if len(names) == 1 else [party_name(self.snapshot.negotiation, self._party)] * bool(self._party)
        )
        about = "".join((step_title(line.issue for line in self.lines), *(f", {name}" for name in whose)))
        title, legend = f"{self.snapshot.negotiation.title}: gaps{about}", silent_legend(is_silent)
        return Frame(title, self.snapshot, self.compared_with, legend)

    def head(self) -> Mapping[str, object]:
        return {
            "negotiation": self.snapshot.negotiation.id,
            "title": self.snapshot.negotiation.title,
            "since": self.base.isoformat() if self.base else None,
        }

    def rows(self) -> Iterator[Row]:
        sides: dict[tuple[str, str], Row] = {}
        for line in self.lines:
            issue = line.issue
            yield {
                "issue": issue.id,
                "one": line.now.one,
                "other": line.now.other,
                **pair_fields(line.snapshot, line.now, issue),
                "trend": line.trend,
                "before_status": line.before.status,
                "before_gap": pair_text(line.snapshot, line.before, issue),
                "before_distance": None if line.before.is_settled else number(line.before.gap.distance),
                "unchanged_since": line.since.isoformat() if line.since else "",
                **side_fields(line.snapshot, issue, line.now, "one", sides),
                **side_fields(line.snapshot, issue, line.now, "other", sides),
                "group": issue.group,
                "first_distance": number(line.first.pair.gap.distance) if line.first else None,
                "first_day": line.first.day.isoformat() if line.first else "",
                "share_left": number(line.share),
                "contested": line.contested,
            }

    def table(self) -> Table:
        columns = ("issue", "between", "gap", "was", "trend", "unchanged since")
        rows = ((*cells[:2], _table_text(row), *cells[3:]) for row, cells in self.cells(self.groups))
        if len(self.pairs) == 1:
            return Table((columns[0], *columns[2:]), [(issue, *cells) for issue, _, *cells in rows])
        return Table(columns, list(rows))

    def cells(self, groups: Iterable[GapGroup]) -> Iterator[tuple[GapRow, tuple[str, ...]]]:
        """Yield the first row of each group with its cells: issue, parties, gap, earlier gap, trend, and since when it
        is unchanged."""
        for group in groups:
            row = group.rows[0]
            yield row, (row.issue.id, group.names, row.words, row.before_text, row.trend, row.since_text)


def _table_text(row: GapRow) -> str:
    """Return the gap for a document: whether a position is contested, what the gap leaves out."""
    return "; ".join((row.words, *([CONTESTED] if row.contested else ()), *row.remarks))


def build_gaps(
    snapshot: Snapshot,
    issues: Iterable[Issue],
    named: Sequence[str] | None,
    base: tuple[date | None, str],
    sort: Literal["moved", "widest", "issue"] = "moved",
    everything: bool = False,
) -> GapsView:
    """Build the gaps of all pairs of counterparts on each of the `issues`; of the two parties `named`, or of one with
    each of its counterparts.

    `base` is the day to compare with, and its name; None compares each pair with what it was before its own last
    change.
    """
    day, name = base
    parties = named if named and len(named) == 2 else [party.id for party in snapshot.negotiation.principals]
    found = [
        GapRow(issue, pair, day, small)
        for issue in issues
        if issue.class_ == "substance"
        for small in [on_issue(snapshot, issue, parties)]
        for pair in _pairs(small, issue, named)
    ]
    return GapsView(snapshot, day, name, tuple(sorted(found, key=_ORDERS[sort])), everything)


def _pairs(snapshot: Snapshot, issue: Issue, named: Sequence[str] | None) -> Sequence[Pair]:
    match named:
        case [one, other]:
            return (pair_of(snapshot, issue, one, other),)
        case [one]:
            return [pair_of(snapshot, issue, one, other) for other in counterparts_of(snapshot, one, issue)]
    return pairs_of(snapshot, issue)


def _status_order(row: GapRow) -> int:
    return LEAST_SETTLED.index(row.now.status)


def _by_movement(row: GapRow) -> tuple[object, ...]:
    """Order by movement, the latest first; then the least settled, the widest first."""
    moved = row.trend != "same"
    latest = -row.since.toordinal() if moved and row.since else 0
    return (not moved, latest, *_by_width(row))


def _by_width(row: GapRow) -> tuple[object, ...]:
    """Order the least settled first; then by the share of the first gap that is left, the largest first, as units
    differ; what has no share by unit, the widest first."""
    share = None if row.now.gap.distance is None else row.share
    if share is not None:
        return _status_order(row), False, _largest_first(share)
    gap = row.now.gap
    return _status_order(row), True, gap.unit, _largest_first(gap.distance or Fraction(0)), not gap.exact


def _largest_first(amount: Fraction) -> tuple[int, Fraction]:
    """Return a sort key: whole numbers, which are compared many times faster, tell most amounts apart."""
    return (-amount.numerator << 64) // amount.denominator, -amount


_ORDERS: Mapping[str, Callable[[GapRow], tuple[object, ...]]] = {
    "moved": _by_movement,
    "widest": _by_width,
    "issue": lambda _: (),
}
