"""`overview`: a whole negotiation on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import ClassVar

from negtrack.errors import join_with_and
from negtrack.frozen import dataclass
from negtrack.query import LEAST_SETTLED, Snapshot, is_bloc, least_settled, pair_groups, raised_issues
from negtrack.views.clocks import as_of_date, known_text
from negtrack.views.deal_findings import (
    COUNTED,
    NO_TERM,
    Groups,
    closed_parties,
    counted_status,
    deal_findings,
    is_disputed,
    is_left,
    is_reopened,
)
from negtrack.views.findings import (
    Finding,
    Settled,
    contested_findings,
    disputed_parties,
    moved_findings,
    silent_findings,
    stale_findings,
    thin_findings,
    waiting_findings,
)
from negtrack.views.issue_pairs import status_of
from negtrack.views.lists import ListView
from negtrack.views.pair_findings import settled_findings, widest_findings
from negtrack.views.phrasing import count_text, day_text, year_of
from negtrack.views.view import Frame, Row, Table, silent_legend

STALE = 30
"""Days from which a position counts as old, unless others are asked for."""


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
    issues = raised_issues(snapshot).values()
    groups = {issue.id: pair_groups(snapshot, issue) for issue in issues}
    closed = {issue.id: closed_parties(snapshot, issue, groups[issue.id]) for issue in issues}
    settled = dict.fromkeys(snapshot.negotiation.issues, frozenset[str]()) | closed
    unsettled = {name: [group for group in every if not is_left(group.pair)] for name, every in groups.items()}
    findings = chain(
        deal_findings(snapshot, groups),
        settled_findings(snapshot, unsettled),
        widest_findings(snapshot, unsettled),
        contested_findings(snapshot, settled),
        moved_findings(snapshot, settled),
        waiting_findings(snapshot),
        silent_findings(snapshot, settled),
        stale_findings(snapshot, settled, stale),
        thin_findings(snapshot, settled),
    )
    return OverviewView(snapshot, _counts(snapshot, groups, settled), _sizes(snapshot), tuple(findings))


def build_overviews(overviews: Sequence[OverviewView], root: str) -> ListView:
    """Build the list of overviews, one line for each negotiation."""
    statuses = (*reversed(LEAST_SETTLED), "contested", "waiting")
    columns = ("id", "title", "as_of", *statuses, "sizes", "open", NO_TERM, "disputed", "reopened")
    lines = [
        {
            "id": overview.snapshot.negotiation.id,
            "title": overview.snapshot.negotiation.title,
            "as_of": as_of_date(overview.snapshot) or "",
            **dict.fromkeys((*LEAST_SETTLED, "open", NO_TERM, "disputed", "reopened"), 0),
            **dict(overview.counts),
            "waiting": sum(finding.others or 1 for finding in overview.findings if finding.heading == "waiting"),
            "sizes": overview.sizes,
            "when": day_text(overview.snapshot.day) if overview.snapshot.day else "",
        }
        for overview in overviews
    ]
    shown = ("agreed", "open", "overlap", "apart", "silent", "contested", "waiting")
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


def _counts(snapshot: Snapshot, groups: Groups, settled: Settled) -> tuple[tuple[str, int], ...]:
    """Count the substance issues by status, and the contested issues."""
    issues, principals = snapshot.negotiation.issues, snapshot.negotiation.principals
    pairs = {name: [group.pair for group in every] for name, every in groups.items()}
    least = ((issues[name], every, least_settled(every)) for name, every in pairs.items())
    statuses = (
        counted_status(pair) if pair else status_of(snapshot, every, issue, principals) for issue, every, pair in least
    )
    counter: Counter[str] = Counter(filter(None, statuses))
    contested = sum(bool(disputed_parties(snapshot, issue, settled)) for issue in issues.values())
    shown = [name for name in COUNTED if counter[name] or name in ("agreed", "overlap", "apart", "silent")]
    fallen = {
        name: sum(any(map(holds_of, every)) for every in pairs.values())
        for name, holds_of in (("disputed", is_disputed), ("reopened", is_reopened))
    }
    left = [(name, count) for name, count in fallen.items() if count]
    return (*((name, counter[name]) for name in shown), ("contested", contested), *left)


def _sizes(snapshot: Snapshot) -> str:
    negotiation = snapshot.negotiation
    blocs = sum(is_bloc(negotiation, party.id) for party in negotiation.principals)
    principals = len(negotiation.principals) - blocs
    others = sum(bool(party.role) and not party.is_principal for party in negotiation.parties.values())
    said = _on_record(snapshot)
    if (newest := _newest(snapshot)) and newest != snapshot.day:
        said += f"; nothing on record after {day_text(newest, year_of(snapshot))}"
    named = [count_text(blocs, "bloc")] if blocs else []
    named += [f"{others} other part{'y' if others == 1 else 'ies'}"] if others else []
    return " · ".join((said, count_text(principals, "principal"), *named))


def _on_record(snapshot: Snapshot) -> str:
    """Return how many positions, proposals and answers count, and on how many sources they rest."""
    positions, cited = _valued(snapshot)
    answers = [answer for group in snapshot.responses.values() for answer in group]
    counts = ((positions, "position"), (len(snapshot.proposals), "proposal"), (len(answers), "answer"))
    named = tuple(count_text(count, noun) for count, noun in counts if count)
    if not named:
        return "no position"
    sources = {name for record in (*snapshot.proposals, *answers) for name in record.cites}.union(cited)
    rest = "it rests on" if sum(count for count, _ in counts) == 1 else "they rest on"
    return f"{join_with_and(named)}; {rest} {count_text(len(sources), 'source')}"


def _valued(snapshot: Snapshot) -> tuple[int, Collection[str]]:
    """Return how many positions with a value count, and the sources that they rest on."""
    known = snapshot.negotiation
    if snapshot.remembered.valued:
        return snapshot.remembered.valued
    positions = [position for position in known.positions if position.value and snapshot.counts(position)]
    return len(positions), {name for position in positions for name in position.sources}


def _newest(snapshot: Snapshot) -> date | None:
    """Return the day of the newest record that counts; None without any."""
    known = snapshot.negotiation
    return snapshot.remembered.newest or max(
        (record.day for record in known.records if snapshot.counts(record)), default=None
    )
