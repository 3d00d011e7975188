"""How the many pairs of an issue stand together in one text."""

from __future__ import annotations

from negtrack.query import Snapshot, pairs_of
from negtrack.views.issue_pairs import least_settled_text
from tests.negotiations import build_negotiation

PARTIES = "".join(f'party.p{number} = {{ name = "P{number}", role = "principal" }}\n' for number in range(4))


def _text(text: str) -> str:
    snapshot = Snapshot(build_negotiation(PARTIES + text))
    issue = snapshot.negotiation.issues["pay"]
    return least_settled_text(snapshot, pairs_of(snapshot, issue), issue, snapshot.negotiation.principals)


def test_whose_words_a_status_rests_on_stands_beside_it() -> None:
    """That some of the pairs that are apart rest on others' words says nothing of those that are silent."""
    said = 'position.mine = { value = "50", side = "own", attribution = "on-record" }\n'
    said += 'position.claim = { party = "p0", value = "30", side = "media", speaker = "an expert" }\n'
    said += 'position.strong = { party = "p1", value = "40", side = "own", attribution = "on-record" }\n'
    assert _text(said) == (
        "apart in 3 of 15 pairs, the widest 20 (P0, Union), 2 of these by words that are not the parties' own on "
        "record; silent in 12"
    )


def test_a_single_pair_that_is_apart_is_so_by_its_distance() -> None:
    """A count and a distance do not stand side by side as two numbers: `apart in 1, by 20`."""
    said = 'position.mine = { value = "50", side = "own", attribution = "on-record" }\n'
    said += 'position.strong = { party = "p1", value = "30", side = "own", attribution = "on-record" }\n'
    assert _text(said) == "apart in 1 of 15 pairs, by 20 (P1, Union); silent in 14"


def test_what_is_agreed_between_many_pairs_is_said_however_many_agreements_there_are() -> None:
    """Four agreements of different pairs: the values, how firm each is, and between how many pairs."""
    deals = "".join(
        f'agreement.d{n} = {{ date = 2024-03-0{n + 2}, between = ["union", "p{n}"], terms = ["pay = 4{n // 3}"], '
        f"stated = 2024-03-0{n + 2} }}\n"
        for n in range(4)
    )
    deals += 'milestone.m = { agreement = "d0", milestone = "signed", stated = 2024-03-05 }\n'
    assert _text(deals) == (
        "silent in 11 of 15 pairs; agreed provisionally 40 (2 pairs); agreed 40 (1 pair); agreed provisionally 41 "
        "(1 pair)"
    )
