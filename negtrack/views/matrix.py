"""`matrix`: party by party, on how many issues their values can be compared, and on how many they meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from negtrack.frozen import dataclass
from negtrack.model import Issue, Position
from negtrack.query import Snapshot, on_issue, pair_of
from negtrack.query.clusters import Cluster as Cluster  # also for those who draw them
from negtrack.query.clusters import clusters_of
from negtrack.query.similarity import Similarity, SimilarityChange, do_meet, similarities, similarity_changes
from negtrack.views.lists import ListView
from negtrack.views.pair_words import number, pair_fields, pair_text
from negtrack.views.phrasing import count_text, day_text, year_of
from negtrack.views.signs import NOTHING
from negtrack.views.statement import Statement
from negtrack.views.view import Frame, Row, Table
from negtrack.views.voices import party_name

NONE = NOTHING
"""Cell of two parties of whom nothing can be compared."""
_MEETS = {True: "yes", False: "no", None: ""}
_ISSUE_COLUMNS = ("id", "meets", "status", "gap", "distance", "unit", "one", "one_value", "other", "other_value")


@dataclass(frozen=True)
class Comparison:
    """Two counterparts: how similar they are, and since an earlier day how similar they were and what changed."""

    one: str
    other: str
    now: Similarity
    before: Similarity | None = None
    change: SimilarityChange = SimilarityChange()

    @property
    def net(self) -> int:
        """Return on how many more issues they meet than before; less than 0 where it is on fewer."""
        return self.change.nearer - self.change.farther


@dataclass(frozen=True)
class MatrixView:
    """The answer of `matrix`; `since` is the earlier day, and `since_name` its event."""

    schema: ClassVar[str] = "matrix"
    id_column: ClassVar[str] = "one"
    columns: ClassVar[tuple[str, ...]] = (
        *("one", "other", "comparable", "meeting", "share"),
        *("before_comparable", "before_meeting", "before_share", "nearer", "farther"),
    )

    snapshot: Snapshot
    pairs: Mapping[tuple[str, str], Comparison]
    """(one, other) in display order -> all counterparts."""
    since: date | None = None
    since_name: str = ""

    @property
    def frame(self) -> Frame:
        aside = ""
        if self.since:
            name = f"{self.since_name}, " if self.since_name else ""
            aside = f"since {name}{day_text(self.since, year_of(self.snapshot))}"
        return Frame(f"{self.snapshot.negotiation.title}: matrix", self.snapshot, aside)

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        """The parties by similarity: one cluster, and more where parties have nothing comparable with the rest."""
        names = dict.fromkeys(name for pair in self.pairs for name in pair)
        ordered = [party.id for party in self.snapshot.negotiation.principals if party.id in names]
        shares = {pair: found.now.share for pair, found in self.pairs.items() if found.now.share is not None}
        return clusters_of(ordered, shares)

    @property
    def parties(self) -> tuple[str, ...]:
        """Return the parties, the most similar beside each other."""
        return tuple(name for cluster in self.clusters for name in cluster.members)

    @property
    def joins(self) -> Sequence[Cluster]:
        """Return all clusters of two parties and more, the most similar first."""
        joined = [cluster for root in self.clusters for cluster in _joined(root)]
        return sorted(joined, key=lambda cluster: (-(cluster.share or 0), len(cluster.members)))

    def name(self, party: str) -> str:
        """Return the name of a party."""
        return party_name(self.snapshot.negotiation, party)

    def short(self, party: str) -> str:
        """Return the short name of a party, where it has one."""
        return self.snapshot.negotiation.parties[party].short or self.name(party)

    def pair(self, one: str, other: str) -> Comparison | None:
        """Return two parties in either order; None where they are no counterparts."""
        return self.pairs.get((one, other)) or self.pairs.get((other, one))

    def cell(self, one: str, other: str) -> str:
        """Return `12/38` for 38 comparable issues on 12 of which they meet; `NONE` where nothing is comparable."""
        found = self.pair(one, other)
        return similarity_text(found.now) if found else NONE

    def head(self) -> Mapping[str, object]:
        return {
            "negotiation": self.snapshot.negotiation.id,
            "title": self.snapshot.negotiation.title,
            "since": self.since.isoformat() if self.since else None,
            "order": list(self.parties),
        }

    def rows(self) -> Iterator[Row]:
        for found in self.pairs.values():
            before = found.before
            yield {
                "one": found.one,
                "other": found.other,
                "comparable": found.now.comparable,
                "meeting": found.now.meeting,
                "share": number(found.now.share),
                "before_comparable": before.comparable if before else None,
                "before_meeting": before.meeting if before else None,
                "before_share": number(before.share) if before else None,
                "nearer": found.change.nearer if before else None,
                "farther": found.change.farther if before else None,
            }

    def table(self) -> Table:
        columns = ("", *(self.short(party) for party in self.parties))
        rows = [
            (self.name(one), *("" if one == other else self.cell(one, other) for other in self.parties))
            for one in self.parties
        ]
        return Table(columns, rows)


def _joined(cluster: Cluster) -> Iterator[Cluster]:
    if cluster.parts:
        yield cluster
    for part in cluster.parts:
        yield from _joined(part)


def similarity_text(found: Similarity) -> str:
    """Return `12/38` for 38 comparable issues on 12 of which the values meet; `NONE` where nothing is comparable."""
    return f"{found.meeting}/{found.comparable}" if found.comparable else NONE


def change_text(pair: Comparison) -> tuple[str, str, str]:
    """Return on how many issues two parties came to meet or meet no longer, and the counts before and now: `("meet on 2
    more", "5/10", "7/14")`."""
    words = [f"meet on {pair.change.nearer} more"] if pair.change.nearer else []
    words += [f"{'no longer' if words else 'meet no longer'} on {pair.change.farther}"] if pair.change.farther else []
    before = similarity_text(pair.before) if pair.before else NONE
    return ", ".join(words), before, similarity_text(pair.now)


def percent_text(share: Fraction) -> str:
    """Return a share in whole percent; `0` and `100` only where it is exactly that."""
    return str(share * 100) if share in (0, 1) else str(min(max(round(share * 100), 1), 99))


def build_matrix(
    snapshot: Snapshot, issues: Sequence[Issue], since: tuple[date | None, str] = (None, "")
) -> MatrixView:
    """Build the matrix of all counterparts over `issues`; `since` is an earlier day to compare with, and its name."""
    day, name = since
    now = similarities(snapshot, issues)
    if day is None:
        return MatrixView(snapshot, {pair: Comparison(*pair, found) for pair, found in now.items()})
    earlier = snapshot.derive(as_of=day)
    before, changes = similarities(earlier, issues), similarity_changes(earlier, snapshot, issues)
    pairs = {
        pair: Comparison(*pair, found, before.get(pair, Similarity()), changes.get(pair, SimilarityChange()))
        for pair, found in now.items()
    }
    return MatrixView(snapshot, pairs, day, name)


def build_issues_behind(snapshot: Snapshot, issues: Iterable[Issue], one: str, other: str) -> ListView:
    """Build the list of the issues behind the cell of two parties: those on which they meet, those on which they do
    not, those that cannot be compared."""
    lines = [_issue_line(on_issue(snapshot, issue, (one, other)), issue, one, other) for issue in issues]
    lines.sort(key=lambda line: ("yes", "no", "").index(str(line["meets"])))
    meeting, comparable = (sum(line["meets"] in words for line in lines) for words in (("yes",), ("yes", "no")))
    known = snapshot.negotiation
    names = [party_name(known, party) for party in (one, other)]
    headings = (("id", "issue"), ("meets", "meets"), ("one_value", names[0]), ("other_value", names[1]), ("gap", "gap"))
    aside = f"{names[0]} and {names[1]} meet on {meeting} of {count_text(comparable, 'comparable issue')}"
    frame = Frame(f"{known.title}: matrix", snapshot, aside)
    return ListView("matrix-issues", frame, _ISSUE_COLUMNS, tuple(lines), headings, "no issue of substance")


def _issue_line(snapshot: Snapshot, issue: Issue, one: str, other: str) -> Row:
    pair = pair_of(snapshot, issue, one, other)
    fields = pair_fields(snapshot, pair, issue)
    return {
        "id": issue.id,
        "meets": _MEETS[do_meet(pair)],
        **{key: fields[key] for key in ("status", "distance", "unit")},
        "gap": pair_text(snapshot, pair, issue),
        "one": one,
        "one_value": _said(snapshot, pair.left, issue),
        "other": other,
        "other_value": _said(snapshot, pair.right, issue),
    }


def _said(snapshot: Snapshot, position: Position | None, issue: Issue) -> str:
    return Statement(snapshot, position, issue).said if position else ""
