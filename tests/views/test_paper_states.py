"""How a proposal or an agreement stands, beside a comparison with its words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from negtrack.query import Snapshot
from negtrack.views.paper_states import paper_state, term_states

from ..cli.harness import run
from ..negotiations import build_negotiation, write_negotiation

DEAL = """
position.u = { value = "50", side = "own" }
agreement.deal = { title = "Deal", date = 2024-03-05, terms = ["pay = 45", "hours = 35"] }
"""
ENDED = (
    'milestone.m = { agreement = "deal", milestone = "ended", date = 2024-03-09, stated = 2024-03-09, by = "union" }\n'
)
SIGNED = 'milestone.m = { agreement = "deal", milestone = "signed", date = 2024-03-06, stated = 2024-03-06 }\n'
PLANNED = 'milestone.p = { agreement = "deal", milestone = "in-force", date = 2024-05-01 }\n'
WITHDRAWN = 'position.w = { party = "employer", withdraws = ["p"], stance = "withdrawal", side = "own" }\n'
OFFER = 'proposal.p = { party = "employer", terms = ["pay = 45"], side = "own"'


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (DEAL, "agreed provisionally"),
        (DEAL + ENDED, "ended 9 Mar (by Union, reported)"),
        (DEAL + SIGNED + PLANNED, "agreed, signed 6 Mar"),
    ],
)
def test_agreements(text: str, state: str) -> None:
    """An agreement stands as `agreements` says: agreed, signed, in force, or ended by whom."""
    snapshot = Snapshot(build_negotiation(text), date(2024, 3, 20))
    assert paper_state(snapshot, snapshot.agreements[0]) == state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (f"{OFFER} }}\n", ""),
        (f"{OFFER}, expires = 2024-03-04 }}\n", "lapsed 4 Mar"),
        (
            f"{OFFER} }}\n{WITHDRAWN}",
            "withdrawn by the party, 1 Mar",
        ),
        (
            f'{OFFER} }}\nproposal.q = {{ party = "employer", amends = "p", terms = ["hours = 35"], side = "own" }}\n',
            "amended by q, 1 Mar",
        ),
        (
            f'{OFFER} }}\nagreement.deal = {{ date = 2024-03-05, follows = ["p"], terms = ["pay = 45"] }}\n',
            "became deal after 4 days",
        ),
    ],
)
def test_proposals(text: str, state: str) -> None:
    """A proposal lapsed, was withdrawn or amended, or became an agreement; one that stands has no word."""
    snapshot = Snapshot(build_negotiation(text), date(2024, 3, 20))
    assert paper_state(snapshot, snapshot.negotiation.proposals[0]) == state


def test_terms() -> None:
    """What became of one term is said of that alone."""
    done = 'milestone.m = { agreement = "deal#pay", milestone = "done", date = 2024-03-09, stated = 2024-03-09 }\n'
    snapshot = Snapshot(build_negotiation(DEAL + done), date(2024, 3, 20))
    assert term_states(snapshot, snapshot.agreements[0]) == {"pay": "done 9 Mar"}


FILES = """\
[agreement.deal]
title = "Deal"
date = 2024-03-05
terms = ["pay = 45"]
stated = 2024-03-05
recorded = 2024-03-05 12:00:00Z

[milestone.end]
agreement = "deal"
milestone = "ended"
by = "union"
date = 2024-03-09
stated = 2024-03-09
recorded = 2024-03-09 12:00:00Z

[milestone.paid]
agreement = "deal#pay"
milestone = "done"
date = 2024-03-07
stated = 2024-03-07
recorded = 2024-03-07 12:00:00Z
"""


def test_a_comparison_with_an_agreement_that_ended_says_so(tmp_path: Path) -> None:
    """The heading of the page, the column of a document and fields for programs have it."""
    (write_negotiation(tmp_path) / "agreements.toml").write_text(FILES, encoding="utf-8")
    page = run("diff", "union", "deal", "--format", "table", cwd=tmp_path).out
    assert "Deal: ended 9 Mar (by The Union, reported)" in page
    assert "! done 7 Mar" in page
    assert "| Deal: ended 9 Mar" in run("diff", "union", "deal", "--format", "md", cwd=tmp_path).out
    (row,) = run("diff", "union", "deal", cwd=tmp_path).rows
    assert (row["left_state"], row["right_state"][:11]) == ("", "ended 9 Mar")
    assert "done 7 Mar" in row["right_remark"]
