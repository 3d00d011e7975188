"""Whose word ends whose: the common voice, delegates, papers, acceptances, others, and red lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from negtrack.model import Negotiation, Strength
from negtrack.query import Snapshot, live_positions, standing_of

Build = Callable[..., Negotiation]
DELEGATES = """
delegate.ann = { name = "A. Delegate", party = "union" }
delegate.bob = { name = "B. Delegate", party = "union" }
"""
WORDS = {
    "strong": 'side = "own", attribution = "on-record"',
    "weak": 'side = "own", attribution = "background"',
    "ann": 'side = "own", speaker = "ann", attribution = "on-record"',
    "weak ann": 'side = "own", speaker = "ann"',
    "bob": 'side = "own", speaker = "bob", attribution = "on-record"',
    "others": 'side = "state", attribution = "on-record"',
    "press": 'side = "media", speaker = "Ann"',
    "namesake": 'side = "media", speaker = "union"',
}
"""Who speaks -> the fields of a record that say so."""


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def position(name: str, who: str, day: int, value: str = "40", more: str = "") -> str:
    """Return the line of a position of the union on pay."""
    return f'position.{name} = {{ value = "{value}", stated = 2024-03-0{day}, {WORDS[who]}{more} }}\n'


def paper(name: str, who: str, day: int, party: str = "union", value: str = "41") -> str:
    """Return the line of a proposal with a term on pay."""
    fields = f'party = "{party}", terms = ["pay = {value}"], stated = 2024-03-0{day}, {WORDS[who]}'
    return f"proposal.{name} = {{ {fields} }}\n"


def live(negotiation: Negotiation) -> str:
    """Return the ids of the union's live positions on pay."""
    found = live_positions(Snapshot(negotiation), "union", negotiation.issues["pay"])
    return " ".join(sorted(one.id for one in found))


OFFER, ACCEPTANCE, RED_LINE = ', stance = "offer"', ', stance = "acceptance"', ', stance = "red-line"'
LATER = [
    *(
        case(f"a remark that is {later} after one that is {earlier}", earlier, later, "", expected)
        for earlier, later, expected in [
            ("strong", "strong", "b"),
            ("strong", "weak", "a b"),
            ("strong", "others", "a b"),
            ("strong", "ann", "a b"),
            ("strong", "namesake", "a b"),
            ("weak", "strong", "b"),
            ("weak", "weak", "b"),
            ("weak", "others", "a b"),
            ("others", "weak", "b"),
            ("others", "press", "a b"),
            ("others", "ann", "a b"),
            ("others", "others", "b"),
            ("ann", "strong", "a b"),
            ("ann", "ann", "b"),
            ("ann", "weak ann", "a b"),
            ("ann", "bob", "a b"),
            ("weak ann", "ann", "b"),
        ]
    ),
    case("an acceptance after a delegate's word", "ann", "strong", ACCEPTANCE, "b"),
    case("a weak acceptance after a delegate's strong word", "ann", "weak", ACCEPTANCE, "a b"),
    case("a weak acceptance after a delegate's weak word", "weak ann", "weak", ACCEPTANCE, "b"),
    case("an offer after a delegate's word", "ann", "strong", OFFER, "a b"),
]


@pytest.mark.parametrize(("earlier", "later", "stance", "expected"), LATER)
def test_remarks(negotiation_of: Build, earlier: str, later: str, stance: str, expected: str) -> None:
    """A party ends its own words by no weaker ones, and others' by any; a delegate's and others' end their own."""
    text = DELEGATES + position("a", earlier, 1) + position("b", later, 2, "45", stance)
    assert live(negotiation_of(text)) == expected


PAPERS = [
    case("a paper ends an earlier one", paper("p", "strong", 1) + paper("q", "weak", 2), "q#pay"),
    case("also one that others report", paper("p", "strong", 1) + paper("q", "others", 2), "q#pay"),
    case("and others' words", position("a", "press", 1) + paper("p", "others", 2), "p#pay"),
    case("and a delegate's", position("a", "ann", 1) + paper("p", "strong", 2), "p#pay"),
    case("and the party's", position("a", "strong", 1) + paper("p", "strong", 2), "p#pay"),
    case("but no stronger word", position("a", "strong", 1) + paper("p", "weak", 2), "a p#pay"),
    case("nor that by others' words", position("a", "weak", 1) + paper("p", "others", 2), "a p#pay"),
    case("a remark ends no paper", paper("p", "strong", 1) + position("a", "strong", 2), "a p#pay"),
    case("an offer does", paper("p", "strong", 1) + position("a", "strong", 2, more=OFFER), "a"),
    case("an acceptance does", paper("p", "strong", 1) + position("a", "strong", 2, more=ACCEPTANCE), "a"),
    case("a weak one does not", paper("p", "strong", 1) + position("a", "weak", 2, more=OFFER), "a p#pay"),
    case("a weak one ends what others report", paper("p", "others", 1) + position("a", "weak", 2, more=OFFER), "a"),
    case("a delegate's does not", paper("p", "weak", 1) + position("a", "ann", 2, more=OFFER), "a p#pay"),
    case("others' does not", paper("p", "weak", 1) + position("a", "others", 2, more=OFFER), "a p#pay"),
]


@pytest.mark.parametrize(("text", "expected"), PAPERS)
def test_papers(negotiation_of: Build, text: str, expected: str) -> None:
    """A paper ends papers, others' words and no stronger ones; only a party's own offer or acceptance ends it."""
    assert live(negotiation_of(DELEGATES + text)) == expected


LINE = position("a", "strong", 1, "at most 40", RED_LINE)
CROSSED = [
    case("outside it", LINE + position("b", "strong", 2, "45"), "b"),
    case("by a delegate", LINE + position("b", "ann", 2, "45"), "b"),
    case("by a paper", LINE + paper("p", "strong", 2), "p#pay"),
    case("not partly outside of it", LINE + position("b", "strong", 2, "at least 30"), "b"),
    case("not within it", LINE + position("b", "strong", 2, "30"), "a b"),
    case("not in a weaker word", LINE + position("b", "weak", 2, "45"), "a b"),
    case("not in others' words", LINE + position("b", "others", 2, "45"), "a b"),
    case("not on another basis", LINE + position("b", "strong", 2, "45", ', qualifier = "net"'), "a b"),
    case("not by what was considered", LINE + position("b", "strong", 2, "45", ', modality = "considered"'), "a b"),
    case("not on the same day", LINE + position("b", "strong", 1, "45"), "a b"),
    case("not toward one party", LINE + position("b", "strong", 2, "45", ', toward = "employer"'), "a b"),
    case("a new one of its voice replaces it", LINE + position("b", "weak", 2, "at most 45", RED_LINE), "b"),
    case("one of another voice does not", LINE + position("b", "ann", 2, "at most 45", RED_LINE), "a b"),
    case("one of a speaker of its name does not", LINE + position("b", "namesake", 2, "at most 45", RED_LINE), "a b"),
]


@pytest.mark.parametrize(("text", "expected"), CROSSED)
def test_crossed_red_lines(negotiation_of: Build, text: str, expected: str) -> None:
    """A red line stands until its party itself goes outside it in no weaker a word, or draws a new one."""
    assert live(negotiation_of(DELEGATES + text)) == expected


def answer(name: str, who: str, day: int, word: str = "accepted", more: str = "") -> str:
    """Return the line of an answer of the union to the proposal `p`."""
    fields = f'proposal = "p", answer = "{word}", stated = 2024-03-0{day}, {WORDS[who]}{more}'
    return f"response.{name} = {{ {fields} }}\n"


OTHERS = paper("p", "strong", 1, "employer")
ACCEPTED = [
    case("each term", OTHERS + answer("r", "strong", 2), "r#pay"),
    case("a mediator's terms", paper("p", "strong", 1, "state") + answer("r", "strong", 2), "r#pay"),
    case("after a delegate's word", OTHERS + position("a", "ann", 1) + answer("r", "strong", 2), "r#pay"),
    case(
        "not what it names otherwise in an offer of that day",
        OTHERS + answer("r", "strong", 2) + position("a", "weak", 2, more=OFFER),
        "a",
    ),
    case(
        "not what its own paper of that day names", OTHERS + answer("r", "strong", 2) + paper("q", "strong", 2), "q#pay"
    ),
    case("beside a demand of that day", OTHERS + answer("r", "strong", 2) + position("a", "weak", 2), "a r#pay"),
    case("not with reservations", OTHERS + answer("r", "strong", 2, "accepted-with-reservations"), ""),
    case("not what it only considered", OTHERS + answer("r", "strong", 2, more=', modality = "considered"'), ""),
    case("not its own terms", paper("p", "strong", 1) + answer("r", "strong", 2), "p#pay"),
    case("not an undisclosed term", paper("p", "strong", 1, "employer", "undisclosed") + answer("r", "strong", 2), ""),
    case(
        "not a term known from a disclosure alone",
        paper("p", "strong", 1, "employer", "undisclosed")
        + 'proposal.d = { party = "employer", discloses = "p", terms = ["pay = 41"] }\n'
        + answer("r", "strong", 2),
        "",
    ),
    case("no more after a later refusal", OTHERS + answer("r", "strong", 2) + answer("s", "strong", 3, "rejected"), ""),
    case(
        "but what it ended stays ended",
        OTHERS + position("a", "strong", 1) + answer("r", "strong", 2) + answer("s", "strong", 3, "rejected"),
        "",
    ),
    case(
        "not outside of between", OTHERS.replace("terms", 'between = ["state"], terms') + answer("r", "strong", 2), ""
    ),
    case("by the one named", OTHERS.replace("terms", 'between = ["union"], terms') + answer("r", "strong", 2), "r#pay"),
]


@pytest.mark.parametrize(("text", "expected"), ACCEPTED)
def test_acceptances(negotiation_of: Build, text: str, expected: str) -> None:
    """A party that accepts another's terms holds them from that day on, as long as its answer stands."""
    assert live(negotiation_of(DELEGATES + text)) == expected


STRENGTHS = [
    case("of the answer", "strong", "weak", Strength.WEAK),
    case("of the term", "weak", "strong", Strength.WEAK),
    case("of a term that others report", "others", "strong", Strength.OTHER),
    case("of an answer that others report", "strong", "others", Strength.OTHER),
    case("both strong", "strong", "strong", Strength.STRONG),
]


@pytest.mark.parametrize(("term", "said", "expected"), STRENGTHS)
def test_strength_of_an_acceptance(negotiation_of: Build, term: str, said: str, expected: Strength) -> None:
    """What was accepted is no stronger than the weaker of the answer and the term."""
    negotiation = negotiation_of(paper("p", term, 1, "employer") + answer("r", said, 2))
    (accepted,) = live_positions(Snapshot(negotiation), "union", negotiation.issues["pay"])
    assert (accepted.stance, accepted.origin, accepted.strength) == ("acceptance", "r", expected)


STANDINGS = [
    case("one alone", position("a", "strong", 1), "a current"),
    case(
        "one of that day that is apart",
        position("a", "weak", 1) + position("b", "others", 1, "45"),
        "a current, b contested",
    ),
    case("a later one", position("a", "weak", 1) + position("b", "others", 2, "45"), "a current, b contested"),
    case("not an earlier one", position("a", "press", 2) + position("b", "others", 1, "45"), "a current, b earlier"),
    case("not one that meets", position("a", "weak", 1) + position("b", "others", 1, "over 30"), "a current, b live"),
    case(
        "another voice of the party", position("a", "ann", 1) + position("b", "strong", 2, "45"), "a divided, b current"
    ),
    case("two delegates", position("a", "ann", 1) + position("b", "bob", 2, "45"), "a divided, b current"),
    case(
        "a remark and a paper", paper("p", "strong", 1) + position("b", "strong", 2, "45"), "b current, p#pay divided"
    ),
    case(
        "an order that nobody knows",
        position("a", "press", 3) + position("b", "others", 2, "45").replace("2024-03-02", '"2024-03"'),
        "a order unknown, b current",
    ),
    case(
        "what its party denies",
        position("a", "press", 2, "45")
        + position("b", "others", 1)
        + 'position.d = { stance = "denial", denies = ["a"], side = "own" }',
        "a denied, b current",
    ),
]


@pytest.mark.parametrize(("text", "expected"), STANDINGS)
def test_standing(negotiation_of: Build, text: str, expected: str) -> None:
    """Each live position stands in one way to the headline."""
    negotiation = negotiation_of(DELEGATES + text)
    snapshot, pay = Snapshot(negotiation), negotiation.issues["pay"]
    found = sorted(live_positions(snapshot, "union", pay), key=lambda one: one.id)
    assert ", ".join(f"{one.id} {standing_of(snapshot, one, pay)}" for one in found) == expected
