"""What changed since a day, in sentences and in cells."""

from __future__ import annotations

from datetime import date

import pytest

from negtrack.query import Snapshot
from negtrack.views.since import build_since

from ..negotiations import HEAD, build_negotiation


def since(text: str) -> tuple[tuple[str, ...], str]:
    """Return the sentences on what changed since 5 March, and the mark in the cell of the union."""
    known = build_negotiation(text)
    view = build_since(Snapshot(known), date(2024, 3, 5), list(known.issues.values()))
    return view.sentences, view.cells.get(("union", "pay"), "")


FIVE = 'position.a = { value = "5", side = "own" }\n'
LATER = "stated = 2024-03-09"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FIVE + f'position.b = {{ value = "5", side = "own", {LATER} }}', ((), "since 5 Mar 2024: restated")),
        (
            FIVE + f'position.b = {{ value = "7", side = "media", speaker = "Z", {LATER} }}',
            (("Pay: Union, 5; newly contested.",), "since 5 Mar 2024: newly contested"),
        ),
        (
            FIVE + f'position.b = {{ stance = "withdrawal", withdraws = ["a"], side = "own", {LATER} }}',
            (("Pay: Union, 5; withdrawn.",), "since 5 Mar 2024: withdrawn"),
        ),
        (
            FIVE.replace('"own"', '"media", speaker = "Ann"')
            + f'position.b = {{ value = "7", side = "media", speaker = "Ann", caveat = "as heard", {LATER} }}',
            (
                ("Pay: Union went from 5 (according to Ann) to 7 (according to Ann; caveat: as heard); changed.",),
                "changed since 5 Mar 2024; before: 5 (according to Ann)",
            ),
        ),
        (
            f'agreement.d = {{ date = 2024-03-09, {LATER}, terms = ["hours = 5"], modality = "hoped" }}',
            (("No position changed.", "Agreement (hoped): Contract, 9 Mar 2024."), ""),
        ),
        (
            f'agreement.d = {{ date = 2024-03-09, side = "employer", speaker = "Bo", kind = "partial", {LATER} }}',
            (
                ("No position changed.", "Agreement: Contract, 9 Mar 2024, according to Bo (Employers)."),
                "",
            ),
        ),
    ],
)
def test_sentences_say_no_more_than_the_records(text: str, expected: tuple[tuple[str, ...], str]) -> None:
    """What is only restated or newly contested has not changed; others' words have their voice and our caveat, and an
    agreement how firmly it was said, and by whom where a party says so."""
    assert since(text) == expected


def test_an_arrow_in_words_is_no_move() -> None:
    """Words that hold an arrow are one value."""
    head = HEAD + 'issue.words = { title = "Words", kind = "text" }\n'
    held = 'issue = "words", side = "own"'
    known = build_negotiation(
        f'position.a = {{ {held}, value = "move A -> B" }}\n'
        f'position.b = {{ {held}, stance = "withdrawal", withdraws = ["a"], {LATER} }}',
        head,
    )
    view = build_since(Snapshot(known), date(2024, 3, 5), list(known.issues.values()))
    assert view.sentences == ("Words: Union, move A -> B; withdrawn.",)


DEAL = 'agreement.d = {{ between = ["union", "employer"], terms = ["pay = 6"], date = 2024-03-09, {0}, {1} }}\n'
SIGNED = 'milestone.m = {{ agreement = "d", milestone = "signed", date = 2024-03-09, {0}, {1} }}\n'


def test_what_is_agreed_stands_once_for_all_who_agreed() -> None:
    """A party that only agreed has no sentence of its own."""
    own = 'attribution = "document"'
    deal = DEAL.format(LATER, own) + SIGNED.format(LATER, own)
    before = FIVE + 'position.e = { party = "employer", value = "7", side = "own" }\n'
    sentences, cell = since(before + deal)
    assert sentences[1:] == ("Pay: agreed 6 (before: Employers 7, Union 5).",)
    assert cell == "since 5 Mar 2024: agreed"


def test_a_lapse_stands_once() -> None:
    """The value says that the offer lapsed, and the change does not say it again."""
    offer = (
        f'proposal.p = {{ terms = ["pay = 6"], tabled = 2024-03-08, {LATER}, expires = 2024-03-10, side = "own" }}\n'
    )
    sentences, _ = since(FIVE + offer + 'note.n = { text = "x", stated = 2024-03-20 }')
    assert sentences == ("Pay: Union went from 5 to 6, lapsed 10 Mar; changed.",)


def test_several_movements_are_names_in_a_sentence() -> None:
    """A sentence says to whom a party came closer, the table from which gap to which; of one counterpart both do."""
    head = """
    party.union = { name = "Union", role = "principal" }
    party.ford = { name = "Ford", role = "principal" }
    party.gm = { name = "GM", role = "principal" }
    issue.pay = { title = "Pay", kind = "quantity" }
    """
    text = f"""
    position.f = {{ party = "ford", value = "1", side = "own", stated = 2024-03-01 }}
    position.a = {{ value = "5", side = "own", stated = 2024-03-01 }}
    position.b = {{ value = "4", side = "own", {LATER} }}
    """
    gm = 'position.g = { party = "gm", value = "2", side = "own", stated = 2024-03-01 }\n'
    both = "according to Union (not on record)"
    gaps = "moved closer to Ford: from apart 4 to apart 3, neither on record"
    names = f"moved closer to Ford and GM, {both}, Ford (not on record) and GM (not on record)"
    for more, words in (("", gaps), (gm, names)):
        known = build_negotiation(text + more, head)
        view = build_since(Snapshot(known), date(2024, 3, 5), list(known.issues.values()))
        assert view.sentences[0] == f"Pay: Union went from 5 to 4; {words}."
        assert any("from apart 4" in cell for row in view.table.rows for cell in row)
