"""Networks of a negotiation: parties tied to issues by their positions, and parties tied to each other by how often
their values meet. An attribute has the name, the type and the meaning of a column of `query`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import Literal

from negtrack.frozen import dataclass, field
from negtrack.history import gap_days, headlines_of
from negtrack.model import Issue, Party
from negtrack.query import Snapshot, are_counterparts
from negtrack.query.similarity import Similarity, do_meet, similarities
from negtrack.views.relations import NEGOTIATION, RELATIONS, Column

AttributeType = Literal["string", "integer", "double", "boolean"]
Attributes = Mapping[str, str | int | float | bool]
_TYPES: Mapping[str, AttributeType] = {"integer": "integer", "real": "double", "boolean": "boolean"}
_LIVE = ("current", "contested", "earlier", "live")
_TABLES = ("party", "issue")
_LEFT_OUT = ("id", "source", NEGOTIATION.name)
"""Columns whose names mean the ends of an edge, or itself, to readers of networks; `sources` has the source."""
_OF_TODAY = ("standing", "contested", "denied")
"""Columns that say how a position stands at the moment of the snapshot, and so nothing about its spell."""
_OF_NODES = (
    Column("node", "text", "party or issue."),
    Column("ref", "text", "Its id in the negotiation."),
)
_RECORD = Column("record", "text", "The id of the position.")
_MEETINGS = (
    Column("comparable", "integer", "Issues on which the values of both can be compared."),
    Column("meeting", "integer", "Issues of these on which they meet."),
    Column("share", "real", "The share of the comparable issues on which they meet."),
)


@dataclass(frozen=True)
class Spell:
    """The days from `start` to `end`, both included, on which an edge has these attributes; None: to this day."""

    start: date
    end: date | None
    attributes: Attributes


@dataclass(frozen=True)
class Node:
    """A party or an issue."""

    id: str
    label: str
    attributes: Attributes


@dataclass(frozen=True)
class Edge:
    """A tie of two nodes with its attributes at the moment of the network; `spells` are those through time."""

    id: str
    one: str
    other: str
    attributes: Attributes
    spells: tuple[Spell, ...] = field(default=())


@dataclass(frozen=True)
class Network:
    """A network: nodes, edges, and the columns that their attributes come from."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    node_columns: tuple[Column, ...]
    edge_columns: tuple[Column, ...]


def attribute_type(column: Column) -> AttributeType:
    """Return the type of the attribute of a column; days, instants and lists are texts."""
    return _TYPES.get(column.type, "string")


def build_issue_network(snapshot: Snapshot, parties: Sequence[Party], issues: Sequence[Issue]) -> Network:
    """Build the network of parties and issues: an edge for each live position."""
    rows = _Rows(snapshot)
    nodes = [
        *rows.nodes("party", [party.id for party in parties]),
        *rows.nodes("issue", [issue.id for issue in issues]),
    ]
    chosen = {node.id for node in nodes}
    edges = (edge for edge in rows.edges if {edge.one, edge.other} <= chosen)
    return Network(snapshot.negotiation.title, tuple(nodes), tuple(edges), rows.node_columns, rows.edge_columns)


def build_issue_spells(snapshot: Snapshot, parties: Sequence[Party], issues: Sequence[Issue]) -> Network:
    """Build the network of parties and issues through time: an edge for each party on each issue, with a spell for
    each position that was its current one."""
    rows = _Rows(snapshot)
    nodes = [
        *rows.nodes("party", [party.id for party in parties]),
        *rows.nodes("issue", [issue.id for issue in issues]),
    ]
    edges = []
    for issue in issues:
        for party in parties:
            spells = tuple(rows.spells(issue, party.id))
            if spells:
                names = _node("party", party.id), _node("issue", issue.id)
                edges.append(Edge(f"{party.id}/{issue.id}", *names, spells[-1].attributes, spells))
    return Network(snapshot.negotiation.title, tuple(nodes), tuple(edges), rows.node_columns, rows.spell_columns)


def build_party_network(snapshot: Snapshot, issues: Sequence[Issue], through_time: bool = False) -> Network:
    """Build the network of counterparts with at least one comparable issue, as `matrix` counts them; with spells where
    it goes `through_time`."""
    rows = _Rows(snapshot)
    substance = [issue for issue in issues if issue.class_ == "substance"]
    now = similarities(snapshot, substance)
    edges = []
    for pair in now if not through_time else _counterparts(snapshot):
        spells = tuple(_similarity_spells(snapshot, substance, *pair)) if through_time else ()
        if spells or now.get(pair, Similarity()).comparable:
            names = (_node("party", pair[0]), _node("party", pair[1]))
            edges.append(Edge("/".join(pair), *names, _meetings(now.get(pair, Similarity())), spells))
    nodes = rows.nodes("party", [party.id for party in snapshot.negotiation.principals])
    return Network(snapshot.negotiation.title, tuple(nodes), tuple(edges), rows.node_columns, _MEETINGS)


def _counterparts(snapshot: Snapshot) -> Iterable[tuple[str, str]]:
    known = snapshot.negotiation
    pairs = combinations(known.principals, 2)
    return ((one.id, other.id) for one, other in pairs if are_counterparts(known, one, other))


def _meetings(found: Similarity) -> Attributes:
    share = {} if found.share is None else {"share": float(found.share)}
    return {"comparable": found.comparable, "meeting": found.meeting, **share}


def _similarity_spells(snapshot: Snapshot, issues: Sequence[Issue], one: str, other: str) -> Iterator[Spell]:
    """Yield the spells in which two parties had comparable issues."""
    changes: dict[date, dict[str, bool | None]] = {}
    for issue in issues:
        for change in gap_days(snapshot, issue, one, other):
            changes.setdefault(change.day, {})[issue.id] = do_meet(change.pair)
    meets: dict[str, bool | None] = {}
    found: list[tuple[date, Similarity]] = []
    for day in sorted(changes):
        meets |= changes[day]
        known = [answer for answer in meets.values() if answer is not None]
        similarity = Similarity(len(known), sum(known))
        if not found or found[-1][1] != similarity:
            found.append((day, similarity))
    for place, (day, similarity) in enumerate(found):
        end = found[place + 1][0] - timedelta(days=1) if place + 1 < len(found) else None
        if similarity.comparable:
            yield Spell(day, end, _meetings(similarity))


class _Rows:
    """The rows of the tables of a snapshot as nodes, edges and spells."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        columns = {column.name: column for name in _TABLES for column in RELATIONS[name].columns}
        self.node_columns = (*_OF_NODES, *(column for column in columns.values() if column.name not in _LEFT_OUT))
        shown = (column for column in RELATIONS["position"].columns if column.name not in (*_TABLES, *_LEFT_OUT))
        self.edge_columns = (_RECORD, *shown)
        self.spell_columns = tuple(column for column in self.edge_columns if column.name not in _OF_TODAY)

    def nodes(self, table: str, names: Sequence[str]) -> list[Node]:
        """Return the nodes of the parties or issues with these ids, in their order."""
        rows = {str(row["id"]): row for row in self._rows(table)}
        title = "name" if table == "party" else "title"
        return [
            Node(
                _node(table, name),
                str(rows[name][title]),
                {"node": table, "ref": name, **_attributes(rows[name], self.node_columns)},
            )
            for name in names
        ]

    @cached_property
    def positions(self) -> Mapping[str, Mapping[str, object]]:
        """Position -> its row."""
        return {str(row["id"]): row for row in self._rows("position")}

    @property
    def edges(self) -> Iterator[Edge]:
        """Yield an edge for each live position."""
        for name, row in self.positions.items():
            if row["standing"] in _LIVE:
                nodes = _node("party", str(row["party"])), _node("issue", str(row["issue"]))
                yield Edge(name, *nodes, _attributes(row, self.edge_columns))

    def spells(self, issue: Issue, party: str) -> Iterator[Spell]:
        """Yield the spells of the current positions of a party on an issue."""
        turns = list(headlines_of(self.snapshot, issue, party))
        for place, (day, position) in enumerate(turns):
            end = turns[place + 1][0] - timedelta(days=1) if place + 1 < len(turns) else None
            if position is not None and position.id in self.positions:
                yield Spell(day, end, _attributes(self.positions[position.id], self.spell_columns))

    def _rows(self, table: str) -> Iterator[Mapping[str, object]]:
        names = [column.name for column in RELATIONS[table].columns]
        rows = (dict(zip(names, row, strict=True)) for row in RELATIONS[table].rows(self.snapshot))
        return ({**row, _RECORD.name: row["id"]} for row in rows)


def _node(table: str, name: str) -> str:
    """Return the id of a node: a party and an issue may have one id."""
    return f"{table}/{name}"


def _attributes(row: Mapping[str, object], columns: Iterable[Column]) -> Attributes:
    """Return the attributes of a row; what is absent is no attribute."""
    found = {column.name: _attribute(row.get(column.name), column) for column in columns}
    return {name: value for name, value in found.items() if value is not None}


def _attribute(value: object, column: Column) -> str | int | float | bool | None:
    if value is None:
        return None
    if column.type == "real":
        return float(value) if isinstance(value, int | float | Fraction) else None
    if isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
