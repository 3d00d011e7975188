"""A bloc that speaks beside its members: its answers and positions are shown, and it is counted apart from them."""

from __future__ import annotations

from negtrack.query import Snapshot, awaited_from
from negtrack.views.compare import build_compare
from negtrack.views.overview import build_overview
from negtrack.views.proposal import build_proposal
from negtrack.views.proposals import build_proposals
from tests.negotiations import build_negotiation

BLOC = """
party.south = { name = "South", role = "principal" }
party.isles = { name = "Isles", role = "principal", member_of = "south" }
party.deltas = { name = "Deltas", role = "principal", member_of = "south" }
party.silent = { name = "Silent", role = "principal", member_of = "union" }
proposal.text = { party = "state", terms = ["pay = 5"], stated = 2024-03-02, side = "own" }
"""
YES = 'response.yes = { party = "south", to = "text", answer = "accepted", stated = 2024-03-03, side = "own" }\n'
NO = 'response.no = { party = "isles", to = "text", answer = "rejected", stated = 2024-03-03, side = "own" }\n'


def test_the_list_of_proposals_has_the_answer_of_a_bloc() -> None:
    """A bloc that answered stands beside its members; one that said nothing is not asked, and has no column."""
    view = build_proposals(Snapshot(build_negotiation(BLOC + YES + NO)))
    (row,) = view.rows()
    assert str(row["south"]).startswith("accepted (own words, ")
    assert str(row["isles"]).startswith("rejected (own words, ")
    assert "union" not in row


def test_a_proposal_stands_beside_what_a_bloc_holds() -> None:
    """The position of a bloc on a term is shown, too, as `compare` shows it."""
    snapshot = Snapshot(build_negotiation(BLOC + YES))
    (proposal,) = snapshot.proposals
    (term,) = build_proposal(snapshot, proposal).terms
    assert {stand.party.id: stand.value for stand in term.stands}["south"] == "5, accepted"


def test_no_answer_is_awaited_from_a_member_whose_bloc_has_answered() -> None:
    """What a bloc answers holds for its members; who has no bloc that answered is awaited still."""
    snapshot = Snapshot(build_negotiation(BLOC + YES))
    (proposal,) = snapshot.proposals
    assert [party.id for party in awaited_from(snapshot, proposal)] == ["employer", "silent"]


def test_overview_and_compare_count_the_principals_alike() -> None:
    """Both count blocs apart from the principals that are members of them or of none."""
    snapshot = Snapshot(build_negotiation(BLOC + YES))
    counted = "4 principals · 2 blocs"
    assert counted in build_overview(snapshot, 30).sizes
    known = snapshot.negotiation
    view = build_compare(snapshot, known.principals, tuple(known.issues.values()))
    assert view.frame.aside == counted
