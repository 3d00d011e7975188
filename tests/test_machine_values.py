"""What programs read: the value columns of every view parse back, and hold no more than the value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from negtrack.model import Issue
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place
from negtrack.values import parse_value, print_value

from .cli.harness import SHIPPED, run
from .examples import tiers

NAMES = ("gaza-ceasefire-2024", "mlb-lockout-2021-22", "uaw-detroit-2023")
NEGOTIATIONS = {name: load_negotiation(Place(SHIPPED, SHIPPED / name)).negotiation for name in NAMES}
VALUES = {
    *("value", "before", "after", "left_value", "right_value", "one_value", "other_value"),
    *("offered", "proposal", "agreed", "common"),
}
"""Columns of all views that hold values; in `compare` there is one for each party beside them."""


def commands(name: str) -> Iterator[tuple[str, ...]]:
    """Yield every command whose rows have values."""
    known = NEGOTIATIONS[name]
    parties = [party.id for party in known.principals]
    yield from (("show", "--all"), ("compare", "--all"), ("rounds",), ("gaps",), ("gaps", "--since", "2023-09-20"))
    yield from (("history", issue) for issue in known.issues)
    yield from (("proposals", proposal.id) for proposal in known.proposals if not proposal.discloses)
    yield from (("compare", "--proposal", proposal.id) for proposal in known.proposals if not proposal.discloses)
    yield from (("diff", one, other, "--all") for one in parties for other in parties if one != other)
    yield from (("diff", "--since", "2024-03-14"), ("diff", "--since", "2023-09-14"), ("diff", "--since", "2023-10-01"))
    yield ("show", *(entry.id for entry in known.entries.values()))
    yield from (("query", f"SELECT * FROM {table}") for table in ("position", "current", "term"))


def values_in(
    name: str, words: Sequence[str], row: Mapping[str, Any], head: Mapping[str, Any]
) -> Iterator[tuple[Issue, str]]:
    """Yield the values of a row, each with its issue."""
    known = NEGOTIATIONS[name]
    if words[0] == "rounds":
        yield from ((issue, row[column]) for column, issue in known.issues.items() if row.get(column))
    columns = VALUES | (set(known.parties) if words[0] == "compare" else set())
    columns -= {"proposal"} if words[0] == "query" else set()
    issue = str(head.get("issue") or row.get("issue"))
    for column in columns:
        if row.get(column):
            yield known.issues[issue], row[column]


@pytest.mark.parametrize("step", tiers(8, 1))
@pytest.mark.parametrize("name", NAMES)
def test_machine_values_parse_back(name: str, step: int) -> None:
    """Each value in JSON is the canonical text of a set, without basis, firmness or caveat; `silent` is none."""
    found = 0
    for words in [*commands(name)][::step]:
        result = run(*words, "-n", name, "--json", env={"NEGTRACK_DATA": str(SHIPPED)})
        assert result.code in (0, 1), (words, result.err)
        head = result.json
        for row in (*head["rows"], *head.get("positions", ())):
            for issue, text in values_in(name, words, row, head):
                found += 1
                assert print_value(parse_value(text, issue.scale), issue.scale) == text, (words, row)
    assert found > 200 // step


QUALIFIERS = {
    *(position.qualifier for position in NEGOTIATIONS[NAMES[0]].positions),
    *(term.qualifier for proposal in NEGOTIATIONS[NAMES[0]].proposals for term in proposal.terms),
} - {""}
ISSUE = "female-soldier-ratio"
QUALIFIED = [
    pytest.param(("compare",), ("qualifier:hamas", "qualifier:israel"), id="compare"),
    pytest.param(("gaps",), ("one_qualifier", "other_qualifier"), id="gaps"),
    pytest.param(("diff", "israel", "hamas"), ("left_qualifier", "right_qualifier"), id="diff"),
    pytest.param(("history", ISSUE), ("qualifier",), id="history"),
    pytest.param(("show",), ("qualifier",), id="show"),
    pytest.param(("diff", "--since", "2024-02-01"), ("after_qualifier",), id="diff-since"),
    pytest.param(("proposals", "us-compromise-2024-03"), ("qualifier",), id="proposal"),
]


@pytest.mark.parametrize(("words", "columns"), QUALIFIED)
def test_the_qualifier_has_columns_of_its_own(words: tuple[str, ...], columns: tuple[str, ...]) -> None:
    """The basis of a value stands beside it, in tsv as in JSON, and in no remark."""
    call = (*words, "-n", NAMES[0])
    env = {"NEGTRACK_DATA": str(SHIPPED)}
    flat, whole = run(*call, "--format", "tsv", env=env).rows, run(*call, "--json", env=env).json["rows"]
    for rows in (flat, whole):
        assert {row.get(name) for row in rows for name in columns} & QUALIFIERS
        remarks = [
            str(row[name]) for row in rows for name in row if name.startswith("remark") or name.endswith("_remark")
        ]
        assert not [remark for remark in remarks for qualifier in QUALIFIERS if remark == qualifier]
