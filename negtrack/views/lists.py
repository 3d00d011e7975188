"""The lists: `parties`, `issues`, `events`, `sources`, `proposals`, `negotiations`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from negtrack.frozen import dataclass
from negtrack.model import Issue, Negotiation, Party, Proposal, Source
from negtrack.query import Snapshot, contested_positions, is_bloc, live_positions, pairs_of, side_of
from negtrack.views.pair_words import alike_pairs, least_settled_text, remarks_of, status_of
from negtrack.views.phrasing import SILENT, caveat_text, day_text, when_text, year_of
from negtrack.views.proposal import answer_lines
from negtrack.views.proposal_facts import alternative_text, followed_by, proposal_marks
from negtrack.views.view import Frame, Row, Table, silent_legend
from negtrack.views.voices import party_name, voice_beside


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
    id_column: ClassVar[str] = "id"

    def head(self) -> Mapping[str, object]:
        return {"title": self.frame.title}

    def rows(self) -> Iterator[Row]:
        yield from ({column: line.get(column, "") for column in self.columns} for line in self.lines)

    def table(self) -> Table:
        return self.table_of(self.headings)

    def table_of(self, headings: Sequence[tuple[str, str]]) -> Table:
        """Return the table with the columns of `headings`."""
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
        "parties", _frame(snapshot), columns, tuple(lines), headings, "no parties yet; add one with add-party"
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
        "issues", _frame(snapshot, legend), columns, lines, headings, "no issues yet; add one with add-issue"
    )


def _issue_row(snapshot: Snapshot, issue: Issue) -> Row:
    pairs, principals = pairs_of(snapshot, issue), snapshot.negotiation.principals
    remarks = remarks_of(snapshot, alike_pairs(snapshot, pairs, issue), issue)
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
        "contested": [name for name in snapshot.negotiation.parties if contested_positions(snapshot, name, issue)],
        "anchor": issue.anchor,
        "unit": issue.unit,
        "basis": issue.basis,
        "options": list(issue.scale.options),
        "linked": list(issue.linked),
        "steps": list(issue.steps),
        "over": issue.over or "",
        "total": issue.total or "",
    }


def build_sources(snapshot: Snapshot) -> ListView:
    """Build the list of the sources that had appeared: title, publication, date, and the number of records that cite
    it."""
    counting = Counter(
        name for record in snapshot.negotiation.records if snapshot.counts(record) for name in set(record.cites)
    )
    year = year_of(snapshot)
    lines = [
        {
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
            "records": counting[source.id],
            "name": source.name,
            "authors": "; ".join(source.authors),
            "when": when_text(source.issued, year),
        }
        for source in sorted(
            (source for source in snapshot.negotiation.sources.values() if _has_appeared(snapshot, source)),
            key=lambda source: (str(source.issued and source.issued.last), _numbered(source.id)),
        )
    ]
    columns = (
        *("id", "type", "title", "author", "container-title", "publisher", "issued"),
        *("URL", "archive", "accessed", "language", "records"),
    )
    headings = (("id", "id"), ("when", "issued"), ("name", "publication"), ("title", "title"), ("records", "records"))
    more = (("authors", "author"), ("type", "type"), ("URL", "URL"), ("archive", "archive"))
    return ListView(
        "sources", _frame(snapshot), columns, tuple(lines), headings, "no sources yet; add one with add-source", more
    )


def _numbered(name: str) -> tuple[str | int, ...]:
    """Return a key by which `crp-2` stands before `crp-10`."""
    return tuple(int(part) if n % 2 else part for n, part in enumerate(re.split("([0-9]+)", name)))


def _has_appeared(snapshot: Snapshot, source: Source) -> bool:
    """Return whether a source may have appeared by the day asked for; True where no day was asked for."""
    first = source.issued.first if source.issued else None
    return snapshot.as_of is None or first is None or first <= snapshot.as_of


def build_proposals(snapshot: Snapshot) -> ListView:
    """Build the list of proposals: who tabled them, and the standing answers of the principals."""
    principals = [party for party in snapshot.negotiation.principals if not is_bloc(snapshot.negotiation, party.id)]
    lines = [
        {
            "id": proposal.id,
            "party": proposal.party,
            "title": proposal.title,
            "marks": list(proposal_marks(snapshot, proposal)),
            "what": _what(snapshot, proposal),
            "kind": proposal.kind,
            "tabled": proposal.tabled.text if proposal.tabled else "",
            "terms": [str(term) for term in snapshot.named_terms(proposal)],
            "between": list(proposal.between),
            "when": when_text(proposal.tabled or proposal.stated, year_of(snapshot)),
            "by": _tabler(snapshot, proposal),
            **{party.id: _answer(snapshot, proposal, party) for party in principals},
        }
        for proposal in snapshot.proposals
    ]
    columns = (
        "id",
        "party",
        "title",
        "kind",
        "tabled",
        "terms",
        "between",
        "marks",
        *(party.id for party in principals),
    )
    headings = (
        ("id", "id"),
        ("what", "title"),
        ("by", "by"),
        ("when", "tabled"),
        *((party.id, party.name) for party in principals),
    )
    return ListView("proposals", _frame(snapshot), columns, tuple(lines), headings, "no proposals on record")


def _what(snapshot: Snapshot, proposal: Proposal) -> str:
    """Return the title of a proposal, what it is an alternative to, what ended it, which agreement followed it."""
    facts = (
        *alternative_text(snapshot, proposal),
        *proposal_marks(snapshot, proposal),
        *followed_by(snapshot, proposal),
    )
    return "; ".join(filter(None, (proposal.title, *facts, caveat_text(proposal))))


def _tabler(snapshot: Snapshot, proposal: Proposal) -> str:
    """Return who tabled it, and whose word that is unless the party's own on record."""
    name = party_name(snapshot.negotiation, proposal.party)
    return ", ".join(filter(None, (name, voice_beside(snapshot.negotiation, proposal))))


def _answer(snapshot: Snapshot, proposal: Proposal, party: Party) -> str:
    """Return the standing answers of a party with voice, date and days awaited; `tabled it` for the author."""
    if party.id == proposal.party:
        return ", ".join(filter(None, ("tabled it", voice_beside(snapshot.negotiation, proposal))))
    year = year_of(snapshot)
    words = []
    for line in answer_lines(snapshot, proposal, party):
        awaited = f"awaited for {line.awaited}" if line.awaited else ""
        since = when_text(line.response.stated, year) if line.response else ""
        caveat = caveat_text(line.response) if line.response else ""
        inside = "; ".join(filter(None, (", ".join(filter(None, (line.words, since, awaited, *line.marks))), caveat)))
        words.append(f"{line.answer} ({inside})" if inside else line.answer)
    return "; ".join(words)


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


def _frame(snapshot: Snapshot, legend: tuple[str, ...] = ()) -> Frame:
    return Frame(snapshot.negotiation.title, snapshot, legend=legend)
