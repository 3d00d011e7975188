"""The lists: `parties`, `issues`, `events`, `sources`, `proposals`, `negotiations`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import ClassVar

from negtrack.frozen import dataclass
from negtrack.model import Issue, Negotiation, Source
from negtrack.query import Snapshot, contested_positions, live_positions, pairs_of, side_of
from negtrack.views.issue_pairs import least_settled_text, remarked_pairs, status_of
from negtrack.views.pair_words import remarks_of
from negtrack.views.phrasing import SILENT, day_text, when_text, year_of
from negtrack.views.view import Frame, Row, Table, silent_legend

_MOST_NAMES, _NAMED = 8, 3
"""Most names in a cell of a page, and how many of more than these."""


@dataclass(frozen=True)
class ListView:
    """A list with one item a row; `headings` selects the columns that a person sees."""

    schema: str
    frame: Frame
    columns: tuple[str, ...]
    lines: tuple[Row, ...]
    headings: tuple[tuple[str, str], ...]
    """Columns and headings of the table for a person."""
    empty: str
    """Message for an empty list."""
    more: tuple[tuple[str, str], ...] = ()
    """Like `headings`: additional columns with full detail."""
    title: str = ""
    """The title for programs, where that of the frame says more."""
    in_short: tuple[tuple[str, str], ...] = ()
    """Column -> the one that stands in its place on a page without full detail."""
    id_column: ClassVar[str] = "id"

    def head(self) -> Mapping[str, object]:
        return {"title": self.title or self.frame.title}

    def rows(self) -> Iterator[Row]:
        yield from ({column: line.get(column, "") for column in self.columns} for line in self.lines)

    def table(self) -> Table:
        return self._table(self.headings)

    def short_table(self) -> Table:
        """Return the table with columns in short where there are such."""
        short = dict(self.in_short)
        return self._table([(short.get(column, column), heading) for column, heading in self.headings])

    def whole_table(self) -> Table:
        """Return the table with the additional columns."""
        return self._table((*self.headings, *self.more))

    def _table(self, headings: Sequence[tuple[str, str]]) -> Table:
        rows = [[_cell(line.get(column, "")) for column, _ in headings] for line in self.lines]
        return Table([heading for _, heading in headings], rows)


def _cell(value: object) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list) else "" if value is None else str(value)


def build_parties(snapshot: Snapshot) -> ListView:
    """Build the list of parties: role, bloc, side, people, and the number of issues with a position."""
    negotiation = snapshot.negotiation
    lines = [
        {
            "id": party.id,
            "name": party.name,
            "role": party.role,
            "member_of": party.member_of,
            "side": side_of(negotiation, party),
            "short": party.short,
            "delegates": [delegate.name for delegate in party.delegates],
            "issues": sum(bool(live_positions(snapshot, party.id, issue)) for issue in negotiation.issues.values()),
        }
        for party in negotiation.parties.values()
    ]
    columns = ("id", "name", "role", "member_of", "issues", "delegates", "side", "short")
    same = (("id", "id"), ("name", "name"), ("role", "role"))
    headings = (*same, ("member_of", "bloc"), ("side", "side"), ("issues", "issues"), ("delegates", "people"))
    return ListView(
        "parties",
        list_frame(snapshot, "parties"),
        columns,
        tuple(lines),
        headings,
        "no parties yet; add one with add-party",
        title=negotiation.title,
    )


def build_issues(snapshot: Snapshot) -> ListView:
    """Build the list of issues: kind, gap, and parties with contested positions."""
    lines = tuple(_issue_row(snapshot, issue) for issue in snapshot.negotiation.issues.values())
    columns = (
        *("id", "title", "class", "kind", "group", "status", "gap", "contested"),
        *("anchor", "unit", "basis", "options", "linked", "steps", "over", "total", "remarks"),
    )
    headings = (
        ("id", "id"),
        ("title", "title"),
        ("kind", "kind"),
        ("group", "group"),
        ("gap", "gap"),
        ("beside", "remarks"),
        ("contested", "contested"),
    )
    legend = silent_legend(any(row["status"] == SILENT for row in lines))
    return ListView(
        "issues",
        list_frame(snapshot, "issues", legend=legend),
        columns,
        lines,
        headings,
        "no issues yet; add one with add-issue",
        in_short=(("contested", "contested_in_short"),),
        title=snapshot.negotiation.title,
    )


def _issue_row(snapshot: Snapshot, issue: Issue) -> Row:
    pairs, principals = pairs_of(snapshot, issue), snapshot.negotiation.principals
    remarks = remarks_of(snapshot, remarked_pairs(snapshot, pairs, issue), issue)
    contested = [name for name in snapshot.negotiation.parties if contested_positions(snapshot, name, issue)]
    return {
        "id": issue.id,
        "title": issue.title,
        "class": issue.class_,
        "kind": issue.kind,
        "group": issue.group,
        "status": status_of(snapshot, pairs, issue, principals),
        "gap": least_settled_text(snapshot, pairs, issue, principals),
        "remarks": list(remarks),
        "beside": "; ".join(remarks),
        "contested": contested,
        "contested_in_short": _few_names(contested),
        "anchor": issue.anchor,
        "unit": issue.unit,
        "basis": issue.basis,
        "options": list(issue.scale.options),
        "linked": list(issue.linked),
        "steps": list(issue.steps),
        "over": issue.over or "",
        "total": issue.total or "",
    }


def _few_names(names: Sequence[str]) -> str:
    """Return names for a column that leaves room to others: of many the first, and how many more there are."""
    if len(names) <= _MOST_NAMES:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED:,} more"


def build_sources(snapshot: Snapshot) -> ListView:
    """Build the list of the sources that had appeared: title, publication, date, and the number of records that cite
    it."""
    counting = Counter(
        name for record in snapshot.negotiation.records if snapshot.counts(record) for name in set(record.cites)
    )
    appeared = [source for source in snapshot.negotiation.sources.values() if _has_appeared(snapshot, source)]
    appeared.sort(key=lambda source: (str(source.issued and source.issued.last), _numbered(source.id)))
    lines = tuple(_source_line(source, counting[source.id], year_of(snapshot)) for source in appeared)
    columns = (
        *("id", "type", "title", "author", "container-title", "publisher", "issued"),
        *("URL", "archive", "accessed", "language", "records"),
    )
    headings = (("id", "id"), ("when", "issued"), ("name", "publication"), ("title", "title"), ("records", "records"))
    more = (("authors", "author"), ("type", "type"), ("URL", "URL"), ("archive", "archive"))
    return ListView(
        "sources",
        list_frame(snapshot, "sources"),
        columns,
        lines,
        headings,
        no_entries("sources", snapshot.negotiation.sources),
        more,
        snapshot.negotiation.title,
    )


def _source_line(source: Source, records: int, year: int | None) -> Row:
    return {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "author": list(source.authors),
        "container-title": source.container_title,
        "publisher": source.publisher,
        "issued": source.issued.text if source.issued else "",
        "URL": source.URL,
        "archive": source.archive,
        "accessed": source.accessed.text if source.accessed else "",
        "language": source.language,
        "records": records,
        "name": source.name,
        "authors": "; ".join(source.authors),
        "when": when_text(source.issued, year),
    }


def _numbered(name: str) -> tuple[str | int, ...]:
    """Return a key by which `crp-2` stands before `crp-10`."""
    return tuple(int(part) if n % 2 else part for n, part in enumerate(re.split("([0-9]+)", name)))


def _has_appeared(snapshot: Snapshot, source: Source) -> bool:
    """Return whether a source may have appeared by the day asked for; True where no day was asked for."""
    first = source.issued.first if source.issued else None
    return snapshot.as_of is None or first is None or first <= snapshot.as_of


def build_negotiations(negotiations: Sequence[Negotiation], root: str) -> ListView:
    """Build the list of the negotiations in a folder, with the number of their records."""
    lines = []
    for negotiation in negotiations:
        day = Snapshot(negotiation).day
        lines.append(
            {
                "id": negotiation.id,
                "title": negotiation.title,
                "parties": len(negotiation.parties),
                "issues": len(negotiation.issues),
                "positions": len(negotiation.positions),
                "sources": len(negotiation.sources),
                "newest": day.isoformat() if day else "",
                "when": day_text(day) if day else "",
            }
        )
    columns = ("id", "title", "parties", "issues", "positions", "sources", "newest")
    headings = (
        ("id", "id"),
        ("title", "title"),
        ("parties", "parties"),
        ("issues", "issues"),
        ("positions", "positions"),
        ("when", "newest"),
    )
    return ListView(
        "negotiations", Frame(root), columns, tuple(lines), headings, "no negotiations here; start one with init"
    )


def no_entries(kind: str, known: Collection[object]) -> str:
    """Return what an empty list of `events`, `sources`, ... says: that there are none yet, or that none of those that
    are known was there by then."""
    return f"no {kind} by then" if known else f"no {kind} yet; add one with add-{kind.removesuffix('s')}"


def list_frame(snapshot: Snapshot, name: str, aside: str = "", legend: tuple[str, ...] = ()) -> Frame:
    """Return the frame of a list of a negotiation: `Talks: sources`."""
    return Frame(f"{snapshot.negotiation.title}: {name}", snapshot, aside, legend)
