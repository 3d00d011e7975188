"""Networks read back by networkx and igraph, which lose no attribute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from negtrack.exchange.export.network import gexf_lines, graphml_lines
from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.query.similarity import similarities
from negtrack.views.compare import default_columns
from negtrack.views.network import (
    Network,
    Spell,
    build_issue_network,
    build_issue_spells,
    build_party_network,
)

from ..cli.harness import SHIPPED, run
from ..negotiations import build_negotiation, read_negotiation

NAMES = sorted(path.name for path in SHIPPED.iterdir() if path.is_dir())
OWN = 'side = "own", attribution = "on-record"'
TALKS = f"""
position.a = {{ value = "at least 7", stated = 2024-03-01, quote = "<\\"x\\" & y>\\u2028\\u202e\\n\\t\\u0007", {OWN} }}
position.b = {{ value = "6", stated = 2024-03-10, tags = ["one", "two"], {OWN} }}
position.c = {{ party = "employer", value = "5", stated = 2024-03-05, stance = "offer", {OWN} }}
position.d = {{ party = "employer", value = "6", stated = 2024-03-12, stance = "offer", {OWN} }}
position.e = {{ issue = "hours", value = "40", stated = 2024-03-02, stance = "withdrawal", withdraws = ["f"], {OWN} }}
position.f = {{ issue = "hours", value = "38", stated = 2024-03-01, {OWN} }}
""".replace('value = "40", stated = 2024-03-02', "stated = 2024-03-02")


def snapshots() -> Iterator[Snapshot]:
    """Yield the shipped talks, and small ones with texts that XML has to escape."""
    yield from (Snapshot(read_negotiation(SHIPPED / name)) for name in NAMES)
    yield Snapshot(build_negotiation(TALKS))


def networks(snapshot: Snapshot, through_time: bool) -> tuple[Network, Network]:
    """Return both networks of a snapshot."""
    known: Negotiation = snapshot.negotiation
    build = build_issue_spells if through_time else build_issue_network
    issues = list(known.issues.values())
    two = build(snapshot, default_columns(snapshot, everybody=True), issues)
    return two, build_party_network(snapshot, issues, through_time)


def plain(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return attributes with marks for what XML cannot hold."""
    return {
        name: value.replace("\u0007", "␇") if isinstance(value, str) else value for name, value in attributes.items()
    }


@pytest.mark.parametrize("snapshot", [*snapshots()], ids=[*NAMES, "small"])
def test_graphml(snapshot: Snapshot, tmp_path: Path) -> None:
    """Both libraries give every node and edge with every attribute, in its type."""
    import igraph
    import networkx

    for network in networks(snapshot, through_time=False):
        text = "".join(graphml_lines(network))
        graph = networkx.read_graphml(BytesIO(text.encode()), force_multigraph=True)
        assert dict(graph.nodes(data=True)) == {
            node.id: {"label": node.label, **plain(node.attributes)} for node in network.nodes
        }
        edges = {key: ({one, other}, found) for one, other, key, found in graph.edges(keys=True, data=True)}
        assert edges == {edge.id: ({edge.one, edge.other}, plain(edge.attributes)) for edge in network.edges}
        path = tmp_path / "network.graphml"
        path.write_text(text, encoding="utf-8")
        other = igraph.Graph.Read_GraphML(str(path))
        assert [vertex["id"] for vertex in other.vs] == [node.id for node in network.nodes]
        for edge, read in zip(network.edges, other.es, strict=True):
            assert {name: read[name] for name in edge.attributes} == plain(edge.attributes)


@pytest.mark.parametrize("snapshot", [*snapshots()], ids=[*NAMES, "small"])
def test_gexf(snapshot: Snapshot) -> None:
    """Every attribute of every spell comes back with its days."""
    import networkx

    for network in networks(snapshot, through_time=True):
        graph = networkx.read_gexf(BytesIO("".join(gexf_lines(network)).encode()), version="1.3")
        assert dict(graph.nodes(data=True)) == {
            node.id: {"label": node.label, **plain(node.attributes)} for node in network.nodes
        }
        assert graph.number_of_edges() == len(network.edges)
        for edge in network.edges:
            found = dict(graph.edges[edge.one, edge.other])
            assert found.pop("id") == edge.id
            assert found.pop("spells") == [days(spell) for spell in edge.spells]
            expected: dict[str, list[tuple[Any, ...]]] = {}
            for spell in edge.spells:
                for name, value in plain(spell.attributes).items():
                    expected.setdefault(name, []).append((value, *days(spell)))
            assert found == expected


def days(spell: Spell) -> tuple[str, str]:
    """Return the days of a spell as networkx gives them."""
    return spell.start.isoformat(), str(spell.end)


def test_spells() -> None:
    """A position is a spell from its day to the day before the next one; what was withdrawn has an end."""
    snapshot = Snapshot(build_negotiation(TALKS))
    edges = {edge.id: edge.spells for edge in networks(snapshot, through_time=True)[0].edges}
    assert [
        (spell.start.day, spell.end and spell.end.day, spell.attributes["value"]) for spell in edges["union/pay"]
    ] == [
        (1, 9, "at least 7"),
        (10, None, "6"),
    ]
    assert [(spell.start.day, spell.end) for spell in edges["union/hours"]] == [(1, date(2024, 3, 1))]
    assert not {"standing", "contested", "denied"} & edges["union/pay"][0].attributes.keys()
    ((tie,),) = (networks(snapshot, through_time=True)[1].edges,)
    assert [(spell.start.day, spell.attributes["meeting"]) for spell in tie.spells] == [(5, 0), (12, 1)]


@pytest.mark.parametrize("name", NAMES)
def test_one_mode_counts_as_matrix_does(name: str) -> None:
    """The last spell has the numbers of `matrix`."""
    snapshot = Snapshot(read_negotiation(SHIPPED / name))
    issues = [issue for issue in snapshot.negotiation.issues.values() if issue.class_ == "substance"]
    last = {edge.id: edge.spells[-1].attributes for edge in networks(snapshot, through_time=True)[1].edges}
    now = {"/".join(pair): found for pair, found in similarities(snapshot, issues).items() if found.comparable}
    assert {name: (found["comparable"], found["meeting"]) for name, found in last.items()} == {
        name: (found.comparable, found.meeting) for name, found in now.items()
    }


def test_options_that_do_not_go_together(tmp_path: Path) -> None:
    """One line each, and nothing is written."""
    scope = ("--data", str(SHIPPED), "-n", NAMES[0])
    for words, message in (
        (("--to", "csv", "--one-mode"), "--one-mode is of networks; use it with --to graphml or gexf, not csv"),
        (("--tidy",), "--tidy writes a folder of csv; name it with -o DIR, and leave out any other --to"),
        (("--tidy", "--to", "md", "-o", "x"), "--tidy writes a folder of csv; name it with -o DIR, and leave out"),
    ):
        result = run(*scope, "export", *words, cwd=tmp_path)
        assert (result.code, result.out) == (2, "")
        assert message in result.err
    assert not list(tmp_path.iterdir())
