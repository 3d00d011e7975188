"""The columns for programs that `compare`, `gaps` and `diff` share, as tsv and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from negtrack.diff import differences_between
from negtrack.model import Negotiation
from negtrack.query import Snapshot, current_position
from negtrack.render.formats import renderer_of
from negtrack.views.compare import build_compare, default_columns
from negtrack.views.differences import Side, build_diff
from negtrack.views.gaps import build_gaps
from negtrack.views.view import View

from ..negotiations import put_on_record

Build = Callable[..., Negotiation]
PARTIES = ("employer", "union")


def compare(snapshot: Snapshot) -> View:
    """Return the view of `compare`."""
    return build_compare(snapshot, default_columns(snapshot), snapshot.negotiation.issues.values())


def gaps(snapshot: Snapshot) -> View:
    """Return the view of `gaps`."""
    return build_gaps(snapshot, snapshot.negotiation.issues.values(), None, (None, ""))


def diff(snapshot: Snapshot) -> View:
    """Return the view of `diff employer union --all`."""
    issues = snapshot.negotiation.issues.values()
    one, other = (
        Side(party, {i.id: found for i in issues if (found := current_position(snapshot, party, i))}, snapshot)
        for party in PARTIES
    )
    positions = (one.positions, other.positions)
    return build_diff(
        snapshot, (one, other), list(differences_between(positions, snapshot, issues, None, PARTIES)), True
    )


VIEWS = [
    pytest.param(compare, ("employer", "union"), ("remark:employer", "remark:union"), id="compare"),
    pytest.param(gaps, ("one_value", "other_value"), ("one_remark", "other_remark"), id="gaps"),
    pytest.param(diff, ("left_value", "right_value"), ("left_remark", "right_remark"), id="diff"),
]
Make = Callable[[Snapshot], View]


def tsv_row(view: View, issue: str = "pay") -> dict[str, str]:
    """Return the line of one issue in tsv, by column."""
    header, *lines = [line.rstrip("\n").split("\t") for line in renderer_of("tsv")(view, True)]
    (found,) = [line for line in lines if issue in line]
    return dict(zip(header, found, strict=True))


def json_row(view: View, issue: str = "pay") -> dict[str, Any]:
    """Return the row of one issue in JSON."""
    answer = json.loads("".join(renderer_of("json")(view, True)))
    (found,) = [row for row in answer["rows"] if row["issue"] == issue]
    return dict(found)


AGREED = """
proposal.p = { party = "state", terms = ["pay = undisclosed"] }
proposal.d = { party = "state", discloses = "p", terms = ["pay = 45"], side = "media", speaker = "One" }
response.x = { proposal = "p", answer = "accepted", side = "own" }
response.y = { proposal = "p", answer = "accepted", side = "own", party = "employer" }
position.e = { party = "employer", value = "40", side = "own", stated = 2024-02-01, caveat = "a draft" }
position.u = { value = "50", side = "own", stated = 2024-02-01, qualifier = "net" }
"""
CONDITIONAL = """
position.e = { party = "employer", value = "50..60", side = "own", requires = ["hours = 35", "peace"] }
position.l = { value = "at least 55", side = "own", attribution = "on-record", stance = "red-line" }
position.u = { value = "50", side = "own", stated = 2024-03-05, modality = "said" }
"""


@pytest.mark.parametrize(("make", "values", "remarks"), VIEWS)
def test_agreed(negotiation_of: Build, make: Make, values: tuple[str, str], remarks: tuple[str, str]) -> None:
    """What was agreed has a column, and whose words that rests on; the last positions keep theirs, as do remarks."""
    view = make(Snapshot(negotiation_of(put_on_record(AGREED))))
    row, data = tsv_row(view), json_row(view)
    names = ("status", "gap", "agreed", "conditions", "according_to", "red_lines")
    words = "agreed provisionally 45, p, according to One"
    assert [row[name] for name in names] == ["agreed", words, "45", "", "One", ""]
    assert [data[name] for name in names] == ["agreed", words, "45", [], ["One"], []]
    for found in (row, data):
        assert [found[name.replace("remark", "qualifier")] or "" for name in remarks] == ["", "net"]
        assert [found[name] or "" for name in (*values, *remarks)] == ["40", "50", "caveat: a draft", ""]


@pytest.mark.parametrize(("make", "values", "remarks"), VIEWS)
def test_conditional(negotiation_of: Build, make: Make, values: tuple[str, str], remarks: tuple[str, str]) -> None:
    """Conditions, a crossed red line and the voices are lists; the conditions of a value stand in its remark too."""
    view = make(Snapshot(negotiation_of(CONDITIONAL)))
    row, data = tsv_row(view), json_row(view)
    names = ("status", "agreed", "conditions", "according_to", "red_lines")
    voices = ["Employers (not on record)", "Union (not on record)"]
    conditions = ["hours = 35 (unknown)", "peace"]
    assert [data[name] for name in names] == ["conditional", None, conditions, voices, ["union"]]
    assert [row[name] for name in names] == ["conditional", "", "; ".join(conditions), "; ".join(voices), "union"]
    for found in (row, data):
        assert found[values[0]] == "50..60"
        assert found[remarks[0]] == "if hours = 35 (unknown); if peace"


@pytest.mark.parametrize("modality", ["considered", "hoped", "inferred", "conditional"])
@pytest.mark.parametrize(("make", "values", "remarks"), VIEWS)
def test_not_said(
    negotiation_of: Build, make: Make, values: tuple[str, str], remarks: tuple[str, str], modality: str
) -> None:
    """A value that was only considered, hoped, inferred or in an if-sentence is none (null in JSON), but a remark."""
    text = f'position.u = {{ value = "7", side = "own", modality = "{modality}" }}'
    view = make(Snapshot(negotiation_of('position.e = { party = "employer", value = "40" }\n' + text)))
    for found in (tsv_row(view), json_row(view)):
        assert found["status"] == "unknown"
        assert (found[values[0]], found[values[1]] or "") == ("40", "")
        assert found[remarks[1]].endswith("7")
