"""`overview`: a whole negotiation on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import ClassVar

from negtrack.frozen import dataclass
from negtrack.model import Position, Record
from negtrack.query import (
    LEAST_SETTLED,
    Pair,
    Snapshot,
    awaited_from,
    current_position,
    is_bloc,
    least_settled,
    live_positions,
    pairs_of,
    rejection_by,
)
from negtrack.views.clocks import as_of_date, known_text
from negtrack.views.findings import (
    MOST,
    Finding,
    contested_findings,
    disputed_parties,
    moved_findings,
    rest_of,
    widest_text,
)
from negtrack.views.gaps import GapRow, build_gaps
from negtrack.views.lists import ListView
from negtrack.views.pair_words import pair_remarks, pair_text
from negtrack.views.phrasing import count_text, day_text, waiting_text, when_text, year_of
from negtrack.views.statement import Statement
from negtrack.views.view import Frame, Row, Table, silent_legend
from negtrack.views.voices import party_name

POOR_GRADE = "C"
_COUNTED = ("agreed", "overlap", "apart", "conditional", "not comparable", "unknown", "rejected", "silent")


@dataclass(frozen=True)
class OverviewView:
    """The answer of `overview`."""

    schema: ClassVar[str] = "overview"
    id_column: ClassVar[str] = "about"
    columns: ClassVar[tuple[str, ...]] = ("negotiation", "heading", "about", "words", "remarks")

    snapshot: Snapshot
    counts: tuple[tuple[str, int], ...]
    sizes: str
    findings: tuple[Finding, ...]

    @property
    def frame(self) -> Frame:
        return Frame(self.snapshot.negotiation.title, self.snapshot, legend=silent_legend(True))

    def head(self) -> Mapping[str, object]:
        return {
            "negotiation": self.snapshot.negotiation.id,
            "title": self.snapshot.negotiation.title,
            "sizes": self.sizes,
            "counts": dict(self.counts),
        }

    def rows(self) -> Iterator[Row]:
        name = self.snapshot.negotiation.id
        for status, count in self.counts:
            yield {"negotiation": name, "heading": "count", "about": status, "words": str(count), "remarks": []}
        for finding in self.findings:
            yield {
                "negotiation": name,
                "heading": finding.heading,
                "about": finding.about,
                "words": finding.words,
                "remarks": list(finding.remarks),
            }

    def table(self) -> Table:
        counts = ", ".join(f"{status} {count}" for status, count in self.counts)
        rows = [
            ("issues", counts),
            *((finding.heading, "; ".join((finding.words, *finding.remarks))) for finding in self.findings),
        ]
        return Table(("", "finding"), rows)


def build_overview(snapshot: Snapshot, stale: int) -> OverviewView:
    """Build the overview; a current position older than `stale` days counts as stale."""
    issues = snapshot.negotiation.issues.values()
    pairs = {issue.id: least_settled(pairs_of(snapshot, issue)) for issue in issues}
    findings = chain(
        _agreements_and_overlaps(snapshot),
        _widest_gaps(snapshot),
        contested_findings(snapshot),
        moved_findings(snapshot),
        _missing_answers(snapshot),
        _silent_parties(snapshot),
        _stale_positions(snapshot, stale),
        _thin_evidence(snapshot),
    )
    return OverviewView(snapshot, _counts(snapshot, pairs), _sizes(snapshot), tuple(findings))


def build_overviews(overviews: Sequence[OverviewView], root: str) -> ListView:
    """Build the list of overviews, one line for each negotiation."""
    columns = ("id", "title", "as_of", *(status for status in reversed(LEAST_SETTLED)), "contested", "waiting", "sizes")
    lines = [
        {
            "id": overview.snapshot.negotiation.id,
            "title": overview.snapshot.negotiation.title,
            "as_of": as_of_date(overview.snapshot) or "",
            **dict.fromkeys(LEAST_SETTLED, 0),
            **dict(overview.counts),
            "waiting": sum(finding.heading == "waiting" for finding in overview.findings),
            "sizes": overview.sizes,
            "when": day_text(overview.snapshot.day) if overview.snapshot.day else "",
        }
        for overview in overviews
    ]
    shown = ("agreed", "overlap", "apart", "silent", "contested", "waiting")
    headings = (("id", "id"), ("when", "as of"), *((name, name) for name in shown))
    return ListView(
        "overviews",
        _frame(overviews, root),
        columns,
        tuple(lines),
        headings,
        "no negotiations here; start one with init",
    )


def _frame(overviews: Sequence[OverviewView], root: str) -> Frame:
    """Return the heading of several overviews: what each shows is in its line, what was known is the same of all."""
    known = known_text(overviews[0].snapshot) if overviews else ""
    return Frame(root, aside=known, legend=silent_legend(True))


def _counts(snapshot: Snapshot, pairs: Mapping[str, Pair | None]) -> tuple[tuple[str, int], ...]:
    """Count the substance issues by status, and the contested issues."""
    counter: Counter[str] = Counter(pair.status for pair in pairs.values() if pair)
    contested = sum(bool(disputed_parties(snapshot, issue)) for issue in snapshot.negotiation.issues.values())
    shown = [name for name in _COUNTED if counter[name] or name in ("agreed", "overlap", "apart", "silent")]
    return (*((name, counter[name]) for name in shown), ("contested", contested))


def _sizes(snapshot: Snapshot) -> str:
    negotiation = snapshot.negotiation
    positions = [position for position in negotiation.positions if position.value and snapshot.counts(position)]
    principals = sum(not is_bloc(negotiation, party.id) for party in negotiation.principals)
    others = sum(bool(party.role) and not party.is_principal for party in negotiation.parties.values())
    sources = count_text(len({name for position in positions for name in position.sources}), "source")
    rest = "it rests on" if len(positions) == 1 else "they rest on"
    said = f"{count_text(len(positions), 'position')}; {rest} {sources}" if positions else "no position"
    newest = max((record.day for record in negotiation.records if snapshot.counts(record)), default=None)
    if newest and newest != snapshot.day:
        said += f"; nothing on record after {day_text(newest, year_of(snapshot))}"
    return " · ".join(
        (said, count_text(principals, "principal"), f"{others} other part{'y' if others == 1 else 'ies'}")
    )


def _agreements_and_overlaps(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the pairs that agreed, then those that overlap; with names if the issue has several pairs."""
    negotiation = snapshot.negotiation
    groups = [(issue, pairs_of(snapshot, issue)) for issue in negotiation.issues.values()]
    for heading in ("agreed", "overlap"):
        for issue, group in groups:
            for pair in (candidate for candidate in group if candidate.status == heading):
                names = [party_name(negotiation, name) for name in (pair.one, pair.other)] if len(group) > 1 else []
                words = pair_text(snapshot, pair, issue, names).removeprefix(f"{heading} ")
                yield Finding(heading, issue.id, f"{issue.id} {words}", pair_remarks(snapshot, pair, issue))


def _widest_gaps(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the widest pairs of each issue, first the issue of which the largest share of the first gap is left;
    where nothing measures the gap, last."""
    rows = build_gaps(snapshot, snapshot.negotiation.issues.values(), None, (None, ""), "issue").lines
    by_issue: dict[str, list[GapRow]] = {}
    for row in rows:
        if row.now.status == "apart":
            by_issue.setdefault(row.issue.id, []).append(row)
    tied = [_widest_of(group) for group in by_issue.values()]
    for group in sorted(tied, key=_share_order)[:MOST]:
        remarks = dict.fromkeys(remark for row in group for remark in row.remarks)
        yield Finding("widest", group[0].issue.id, widest_text(group, snapshot), tuple(remarks))
    yield from rest_of("widest", len(tied) - MOST)


def _widest_of(rows: Sequence[GapRow]) -> list[GapRow]:
    """Return the rows of one issue that are farthest apart."""
    widest = max(rows, key=lambda row: (row.now.gap.distance or Fraction(0), not row.now.gap.exact))
    return [row for row in rows if row.now.gap == widest.now.gap]


def _share_order(rows: Sequence[GapRow]) -> tuple[bool, bool, Fraction]:
    first = rows[0]
    return first.now.gap.distance is None, first.share is None, -(first.share or Fraction(0))


def _missing_answers(snapshot: Snapshot) -> Iterator[Finding]:
    for proposal in snapshot.proposals:
        for party in awaited_from(snapshot, proposal):
            days = (snapshot.day - proposal.day).days if snapshot.day else 0
            yield Finding("waiting", proposal.id, f"{proposal.id}: {party.name}, {waiting_text(proposal, days)}")


def _silent_parties(snapshot: Snapshot) -> Iterator[Finding]:
    negotiation = snapshot.negotiation
    substance = [issue for issue in negotiation.issues.values() if issue.class_ == "substance"]
    for party in negotiation.principals:
        silent = (issue for issue in substance if not live_positions(snapshot, party.id, issue))
        missing = [issue.id for issue in silent if rejection_by(snapshot, party.id, issue) is None]
        if missing and not is_bloc(negotiation, party.id):
            yield Finding("silent", party.id, f"{party.name} on {', '.join(missing)}")


def _stale_positions(snapshot: Snapshot, stale: int) -> Iterator[Finding]:
    old = [
        position
        for position in _current_positions(snapshot)
        if snapshot.day and (snapshot.day - position.day).days > stale
    ]
    for position in sorted(old, key=lambda position: position.day):
        name = party_name(snapshot.negotiation, position.party)
        day = when_text(position.when, year_of(snapshot))
        said = Statement(snapshot, position, snapshot.negotiation.issues[position.issue]).whole
        yield Finding("stale", position.id, f"{position.issue}, {name}, {day}: {said}")
    if not old:
        yield Finding("stale", "", f"none older than {stale} days")


def _thin_evidence(snapshot: Snapshot) -> Iterator[Finding]:
    """Count the current positions that rest on one source of a poor grade or without a grade."""
    count = sum(len(current.sources) <= 1 and _is_poor(current) for current in _current_positions(snapshot))
    if count:
        rest = "position rests" if count == 1 else "positions rest"
        grade = f"of grade {POOR_GRADE} or worse or without a grade"
        yield Finding("thin", "", f"{count} current {rest} on one source at most, {grade}")


def _is_poor(record: Record) -> bool:
    return not record.grade or record.grade[0] >= POOR_GRADE


def _current_positions(snapshot: Snapshot) -> Sequence[Position]:
    negotiation = snapshot.negotiation
    found = (
        current_position(snapshot, name, issue) for issue in negotiation.issues.values() for name in negotiation.parties
    )
    return [position for position in found if position]
