"""On how many issues two parties meet, and the order of parties by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.query.clusters import Cluster, clusters_of
from negtrack.query.similarity import Similarity, similarities, similarity_changes

from .negotiations import build_negotiation

Build = Callable[..., Negotiation]
WORDS = ("agree", "neutral", "disagree")
NAMES = [f"p{number}" for number in range(7)]


def counts(negotiation: Negotiation, day: date | None = None) -> dict[tuple[str, str], tuple[int, int]]:
    """Return (issues on which they meet, comparable issues) of each pair."""
    found = similarities(Snapshot(negotiation, day), negotiation.issues.values())
    return {pair: (one.meeting, one.comparable) for pair, one in found.items()}


CASES = {
    "values that overlap": ('p.value = "45..50"', 'q.value = "50"', (1, 1)),
    "values apart": ('p.value = "45"', 'q.value = "50"', (0, 1)),
    "silence": ('p.value = "45"', "", (0, 0)),
    "undisclosed": ('p.value = "45"', 'q.value = "undisclosed"', (0, 0)),
    "a condition that is not met": ('p.value = "45"', 'q.value = "45"\nq.requires = ["hours = 35"]', (0, 1)),
}


@pytest.mark.parametrize(("one", "other", "expected"), CASES.values(), ids=[name.replace(" ", "-") for name in CASES])
def test_what_meets(negotiation_of: Build, one: str, other: str, expected: tuple[int, int]) -> None:
    """Only what overlaps meets; what cannot be compared is in no count, and a condition is in the way."""
    words = [(one, "p", "union"), (other, "q", "employer")]
    text = "\n".join(
        f'[position.{id}]\nparty = "{party}"\nissue = "pay"\nside = "own"\nattribution = "on-record"\n'
        + said.replace(f"{id}.", "")
        for said, id, party in words
        if said
    )
    assert counts(negotiation_of(text))["employer", "union"] == expected


def test_against_a_table() -> None:
    """The counts of talks in which each party chose one of three words are those of the bare table."""
    chance = Random(4)
    table = {(name, f"i{n}"): chance.choice((*WORDS, "")) for name in NAMES for n in range(6)}
    head = "".join(f'party.{name} = {{ name = "{name}", role = "principal" }}\n' for name in NAMES)
    head += "".join(
        f'issue.i{n} = {{ title = "{n}", kind = "choice", options = ["agree", "neutral", "disagree"] }}\n'
        for n in range(6)
    )
    said = "".join(
        f'position.{name}-{issue} = {{ party = "{name}", issue = "{issue}", value = "{word}", side = "own" }}\n'
        for (name, issue), word in table.items()
        if word
    )
    expected = {}
    for one, other in combinations(NAMES, 2):
        both = [(table[one, f"i{n}"], table[other, f"i{n}"]) for n in range(6)]
        known = [pair for pair in both if all(pair)]
        expected[one, other] = (sum(left == right for left, right in known), len(known))
    assert counts(build_negotiation(said, head)) == expected


def test_nearer_counts_what_was_comparable_before(negotiation_of: Build) -> None:
    """A move to the other's value is nearer, a move away farther; a first word on an issue is neither."""
    text = """
    position.a = { value = "50", side = "own" }
    position.b = { party = "employer", value = "45", side = "own" }
    position.c = { value = "45", side = "own", stated = 2024-03-02 }
    position.d = { issue = "hours", value = "35", side = "own", stated = 2024-03-02 }
    position.e = { party = "employer", issue = "hours", value = "35", side = "own", stated = 2024-03-02 }
    position.f = { value = "60", side = "own", stated = 2024-03-04 }
    """
    negotiation = negotiation_of(text)
    first, second, third = (Snapshot(negotiation, date(2024, 3, day)) for day in (1, 2, 4))
    issues = [*negotiation.issues.values()]

    def change(before: Snapshot, after: Snapshot) -> tuple[int, int]:
        found = similarity_changes(before, after, issues)["employer", "union"]
        return found.nearer, found.farther

    assert change(first, second) == (1, 0)
    assert change(second, third) == (0, 1)
    assert ("employer", "union") not in similarity_changes(first, third, issues)


def naive_order(names: list[str], shares: dict[tuple[str, str], Fraction]) -> list[frozenset[str]]:
    """Return the clusters in the order in which they are joined, each average taken over all pairs anew."""
    groups: list[list[str]] = [[name] for name in names]
    joined: list[frozenset[str]] = []
    while True:
        averages = {}
        for one, other in combinations(range(len(groups)), 2):
            known = [
                shares[key]
                for left in groups[one]
                for right in groups[other]
                if (key := (left, right) if names.index(left) < names.index(right) else (right, left)) in shares
            ]
            if known:
                averages[one, other] = sum(known, Fraction(0)) / len(known)
        if not averages:
            return joined
        one, other = max(averages, key=lambda pair: (averages[pair], [-number for number in pair]))
        groups[one] += groups.pop(other)
        joined.append(frozenset(groups[one]))


def joins_of(cluster: Cluster) -> list[frozenset[str]]:
    """Return the members of a cluster and of all that were joined in it."""
    return [frozenset(cluster.members), *(join for part in cluster.parts for join in joins_of(part))]


@given(st.lists(st.integers(0, 4), min_size=21, max_size=21), st.sets(st.integers(0, 20)))
def test_average_linkage(numbers: list[int], missing: set[int]) -> None:
    """The parties are joined as by taking every average over all pairs anew; each stands in one cluster."""
    pairs = enumerate(combinations(NAMES, 2))
    shares = {pair: Fraction(numbers[n], 4) for n, pair in pairs if n not in missing}
    found = clusters_of(NAMES, shares)
    joins = {join for cluster in found for join in joins_of(cluster) if len(join) > 1}
    assert joins == set(naive_order(NAMES, shares))
    assert sorted(name for cluster in found for name in cluster.members) == NAMES


def test_parties_without_a_common_issue_stand_apart() -> None:
    """Parties of whom nothing can be compared are in no cluster with others, and keep their order."""
    found = clusters_of(["a", "b", "c", "d"], {("a", "c"): Fraction(1, 2)})
    assert [cluster.members for cluster in found] == [("a", "c"), ("b",), ("d",)]
    assert found[0].share == Fraction(1, 2)


def test_no_share_of_nothing() -> None:
    """The share of no comparable issue is none, not 0."""
    assert Similarity().share is None
    assert Similarity(4, 0).share == 0
