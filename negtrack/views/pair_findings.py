"""Findings of the overview about pairs of counterparts: what is agreed, what overlaps, the widest gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from negtrack.frozen import dataclass
from negtrack.gap import Gap, print_distance, print_gap
from negtrack.model import Issue
from negtrack.query import Pair, PairGroup, Snapshot, on_issue, pair_of
from negtrack.values.number import print_number
from negtrack.views.deal_findings import Groups
from negtrack.views.deal_words import announced_mark, settlement_text
from negtrack.views.findings import Finding, first_of
from negtrack.views.gap_row import GapRow
from negtrack.views.pair_names import pair_names
from negtrack.views.pair_words import OR_BEFORE, according_text, pair_remarks, pair_text, since_text
from negtrack.views.voices import party_name

_NAMED = 4
"""Most pairs of one issue that are named."""


def settled_findings(snapshot: Snapshot, groups: Groups) -> Iterator[Finding]:
    """Yield what is agreed, what a fallback settled, what overlaps and is not left open, what waits for a condition: on
    each issue the pairs by name, or how many of them."""
    totals = {name: sum(group.size for group in every) for name, every in groups.items()}
    alike = {name: _by_status(every) for name, every in groups.items()}
    for heading in ("agreed", "fallback", "overlap", "conditional"):
        status = "settled by the fallback" if heading == "fallback" else heading
        found = [
            finding
            for name, total in totals.items()
            for finding in _settled_on(snapshot, name, alike[name].get(status, ()), heading, total)
        ]
        yield from first_of(heading, found, len(found))


def _by_status(groups: Iterable[PairGroup]) -> Mapping[str, Sequence[PairGroup]]:
    """Return the groups that are not left open by the status of their pairs."""
    found: dict[str, list[PairGroup]] = {}
    for group in groups:
        if not group.pair.is_open:
            found.setdefault(group.pair.status, []).append(group)
    return found


def _settled_on(
    snapshot: Snapshot, issue_id: str, alike: Sequence[PairGroup], heading: str, total: int
) -> Iterator[Finding]:
    issue, count = snapshot.negotiation.issues[issue_id], sum(group.size for group in alike)
    if count > _NAMED:
        yield Finding(heading, issue.id, f"{issue.id} in {count:,} of {total:,} pairs")
        return
    for one, other in _in_order(snapshot, alike):
        pair = pair_of(snapshot, issue, one, other)
        names = [party_name(snapshot.negotiation, name) for name in (one, other)] if total > 1 else []
        words = _without_heading(pair_text(snapshot, pair, issue, names), pair.status)
        remarks, who = pair_remarks(snapshot, pair, issue), ", ".join(names)
        name = _name_of(snapshot, issue, pair, f" ({who})" if who else "") if remarks else ""
        yield Finding(heading, issue.id, f"{issue.id} {words}", remarks, name)


def _name_of(snapshot: Snapshot, issue: Issue, pair: Pair, whose: str) -> str:
    """Return the issue of a pair with how it is settled but without the value; whose it is, if others have it too."""
    settlement = pair.settlement
    how = " provisionally" if settlement and "provisionally" in settlement.state else ""
    disputed = ", disputed" if settlement and settlement.is_disputed else ""
    mark = announced_mark(snapshot, settlement)
    return f"{issue.id}{how}{whose}{f' ({mark})' if mark else ''}{disputed}"


def _without_heading(words: str, status: str) -> str:
    """Return how a pair stands without what the heading says: `20 Mar: EUR 700` of a fallback."""
    words = words.replace("settled provisionally by the fallback", f"{status} provisionally", 1)
    return words.removeprefix(f"{status} ").replace("conditional: ", "if ", 1)


def _in_order(snapshot: Snapshot, groups: Iterable[PairGroup]) -> list[tuple[str, str]]:
    """Return the pairs of groups in display order."""
    order = {name: number for number, name in enumerate(snapshot.negotiation.parties)}
    pairs = (sorted(pair, key=order.__getitem__) for group in groups for pair in group.names())
    return sorted(((one, other) for one, other in pairs), key=lambda pair: (order[pair[0]], order[pair[1]]))


@dataclass(frozen=True)
class _Widest:
    """The pairs of one issue that are farthest apart: the first of them as rows, and how many there are."""

    rows: Sequence[GapRow]
    count: int
    is_only: bool
    """Whether the issue has no other pairs."""

    @property
    def order(self) -> tuple[bool, bool, Fraction]:
        """Return the sort key: first the largest share of the first gap that is left; what nothing measures last."""
        first = self.rows[0]
        return first.now.gap.distance is None, first.share is None, -(first.share or Fraction(0))


def widest_findings(snapshot: Snapshot, groups: Groups) -> Iterator[Finding]:
    """Yield the widest pairs of each issue, first the issue of which the largest share of the first gap is left;
    where nothing measures the gap, last."""
    issues = snapshot.negotiation.issues
    found = [widest for name, every in groups.items() if (widest := _widest_on(snapshot, issues[name], every))]
    findings = (_widest_finding(snapshot, widest) for widest in sorted(found, key=lambda widest: widest.order))
    yield from first_of("widest", findings, len(found))


def _widest_on(snapshot: Snapshot, issue: Issue, groups: Sequence[PairGroup]) -> _Widest | None:
    apart = [group for group in groups if group.pair.status == "apart"]
    if not apart:
        return None
    gap = max((group.pair.gap for group in apart), key=lambda gap: gap.width)
    tied = [group for group in apart if group.pair.gap.width == gap.width and group.pair.gap == gap]
    count = sum(group.size for group in tied)
    names = _in_order(snapshot, tied) if count <= _NAMED else [(tied[0].pair.one, tied[0].pair.other)]
    small = on_issue(snapshot, issue, {name for pair in names for name in pair})
    rows = [GapRow(issue, pair_of(small, issue, one, other), None, small) for one, other in names]
    return _Widest(rows, count, sum(group.size for group in groups) == count == 1)


def _widest_finding(snapshot: Snapshot, widest: _Widest) -> Finding:
    issue, rows = widest.rows[0].issue, widest.rows
    if widest.count > len(rows):
        gap = rows[0].now.gap
        distance = f"{length} each" if (length := print_distance(gap)) else gap.status
        return Finding("widest", issue.id, f"{issue.id} {distance} in {widest.count:,} pairs")
    remarks = dict.fromkeys(remark for row in rows for remark in row.remarks)
    who = f" ({pair_names(snapshot, [(row.now.one, row.now.other) for row in rows])})"
    figure = "" if remarks else _figure(rows)
    name = f"{issue.id}{figure}{'' if widest.is_only else who}"
    pairs = [row.now for row in rows if announced_mark(snapshot, row.now.settlement)]
    texts = dict.fromkeys(settlement_text(snapshot, pair.settlement, issue) for pair in pairs if pair.settlement)
    marks = "; ".join(dict.fromkeys(announced_mark(snapshot, pair.settlement) for pair in pairs))
    words = ", ".join((widest_text(rows, snapshot), *texts))
    return Finding("widest", issue.id, words, tuple(remarks), f"{name} ({marks})" if marks else name)


def _figure(rows: Sequence[GapRow]) -> str:
    """Return the gap of pairs and the one voice that it rests on: ` 25, according to Press`; "" with several voices."""
    voices = {according_text(row.snapshot, row.now) for row in rows}
    return "".join(f" {_distance_text(rows)}{f', {voice}' if voice else ''}" for voice in voices if len(voices) == 1)


def _distance_text(rows: Sequence[GapRow]) -> str:
    gap = rows[0].now.gap
    return f"{print_distance(gap) or _status_text(gap, rows[0].issue)}{' each' if len(rows) > 1 else ''}"


def widest_text(rows: Sequence[GapRow], snapshot: Snapshot) -> str:
    """Return the gap of pairs on one issue that are equally far apart, in one line: `return 14 days, according to Egypt
    (Israel, Hamas), unchanged since 25 Mar`, `pay 16 points each (UAW with Ford and Stellantis)`."""
    distance = _distance_text(rows)
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows:
        since = f"{_share_text(row)}{f', unchanged since {row.since_text}' if row.since else ''}"
        groups.setdefault((according_text(row.snapshot, row.now), since), []).append((row.now.one, row.now.other))
    words = (f"{voices} ({pair_names(snapshot, pairs)}){since}".lstrip() for (voices, since), pairs in groups.items())
    first, *others = words
    comma = "" if first.startswith("(") else ","
    return "; ".join((f"{rows[0].issue.id} {distance}{comma} {first}", *others))


def _status_text(gap: Gap, issue: Issue) -> str:
    return print_gap(gap, issue.scale) if gap.steps else gap.status


def _share_text(row: GapRow) -> str:
    """Return the share of the first gap that is left in percent, with one decimal, and that gap: `, 43.5% of the first
    gap (23 points on 8 Sep, according to Press)`; "" where there is none, or all of it is left."""
    if row.first is None or row.share is None or row.share == 1:
        return ""
    percent = print_number(Fraction(round(row.share * 1000), 10))
    since = since_text(row.snapshot, row.issue, row.first.pair, row.first.day)
    on_day = f"by {since.removesuffix(OR_BEFORE)}" if since.endswith(OR_BEFORE) else f"on {since}"
    words = (f"{print_distance(row.first.pair.gap)} {on_day}", according_text(row.snapshot, row.first.pair))
    return f", {percent}% of the first gap ({', '.join(filter(None, words))})"
