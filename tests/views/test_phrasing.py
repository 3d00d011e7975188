"""The words for values and voices: how firmly, whose, and with which caveat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.views.phrasing import provenance
from negtrack.views.statement import Statement
from negtrack.views.voices import said_by, speakers_of

Build = Callable[..., Negotiation]


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def statement_of(negotiation: Negotiation, name: str = "a") -> Statement:
    """Return one position in words."""
    snapshot = Snapshot(negotiation)
    position = next(position for position in negotiation.positions if position.id == name)
    return Statement(snapshot, position, negotiation.issues[position.issue])


VALUES = [
    case("said", "", "7", "7", ""),
    case("considered", 'modality = "considered"', "considers 7", "", "considers 7"),
    case("hoped", 'modality = "hoped"', "hoped: 7", "", "hoped: 7"),
    case("inferred", 'modality = "inferred"', "inferred: 7", "", "inferred: 7"),
    case("conditional", 'modality = "conditional"', "if 7", "", "if 7"),
    case("another basis", 'qualifier = "net"', "7 (net)", "7", ""),
    case("the issue's basis", 'qualifier = "gross"', "7", "7", ""),
    case("hoped on another basis", 'modality = "hoped", qualifier = "net"', "hoped: 7 (net)", "", "hoped: 7 (net)"),
    case("a caveat", 'caveat = "read from a table"', "7", "7", "caveat: read from a table"),
    case(
        "a condition and a caveat",
        'requires = ["hours = 35"], caveat = "a draft"',
        "7, if hours = 35 (unknown)",
        "7",
        "if hours = 35 (unknown); caveat: a draft",
    ),
]


@pytest.mark.parametrize(("more", "words", "said", "remark"), VALUES)
def test_values(negotiation_of: Build, more: str, words: str, said: str, remark: str) -> None:
    """A reader sees how firmly a value was said; a program gets a value only of what was said, the rest as a remark."""
    statement = statement_of(negotiation_of(f'position.a = {{ value = "7", {more or "tags = []"} }}'))
    assert (statement.words, statement.said, statement.remark) == (words, said, remark)


VOICES = [
    case("the party", 'side = "own"', "own statement"),
    case("a document", 'side = "own", attribution = "document"', "own document"),
    case("a delegate by id", 'side = "own", speaker = "ann"', "Ann Lee (own)"),
    case("somebody of the party", 'side = "own", speaker = "officials"', "officials (own)"),
    case("a delegate of another party", 'side = "employer", speaker = "bob"', "according to Bob Ray (Employers)"),
    case(
        "one whose name says the side",
        'side = "employer", speaker = "an Employers official"',
        "according to an Employers official",
    ),
    case(
        "an id that is no delegate of that side", 'side = "employer", speaker = "ann"', "according to ann (Employers)"
    ),
    case("another party", 'side = "employer"', "according to Employers"),
    case("a speaker of no party", 'side = "third-party", speaker = "Cy"', "according to Cy"),
    case("a publication", 'sources = ["press"]', "reported by Press"),
    case("nobody", "", "reported"),
]


@pytest.mark.parametrize(("more", "expected"), VOICES)
def test_voices(negotiation_of: Build, more: str, expected: str) -> None:
    """Own words are marked as own; all others are according to somebody, delegates by their names."""
    statement = statement_of(
        negotiation_of(f"""
        source.press = {{ publisher = "Press", issued = 2024-03-01 }}
        delegate.ann = {{ party = "union", name = "Ann Lee" }}
        delegate.bob = {{ party = "employer", name = "Bob Ray" }}
        position.a = {{ value = "7", {more or "tags = []"} }}
        """)
    )
    assert said_by(statement.snapshot.negotiation, statement.position) == expected
    assert statement.short.startswith(f"{expected}, 1 Mar")


PROVENANCE = [
    case("a caveat", 'caveat = "a draft", grade = "B2"', "reported, 1 Mar, B2; caveat: a draft"),
    case("a statement is no demand", 'stance = "statement"', "statement, reported, 1 Mar"),
    case("an acceptance", 'stance = "acceptance"', "accepted, reported, 1 Mar"),
    case("a demand is what its value says", 'stance = "demand"', "reported, 1 Mar"),
    case("meant for one", 'toward = "employer"', "reported, toward Employers, 1 Mar"),
]


@pytest.mark.parametrize(("more", "expected"), PROVENANCE)
def test_provenance(negotiation_of: Build, more: str, expected: str) -> None:
    """Provenance has the stance where the value alone would read like a demand, and the caveat last."""
    assert statement_of(negotiation_of(f'position.a = {{ value = "7", {more} }}')).short == expected


def test_statements_of_process_have_no_stance(negotiation_of: Build) -> None:
    """On a process issue everything is a statement, which needs no word."""
    negotiation = negotiation_of('position.a = { issue = "mandate", value = "full", stance = "statement" }')
    assert statement_of(negotiation).short == "reported, 1 Mar"


def test_an_answer_that_was_not_said(negotiation_of: Build) -> None:
    """An answer that was only hoped for says so."""
    negotiation = negotiation_of("""
        proposal.p = { party = "state", terms = ["pay = 45"] }
        response.r = { proposal = "p", answer = "accepted", side = "own", modality = "hoped", caveat = "a toast" }
    """)
    (response,) = negotiation.responses
    assert provenance(Snapshot(negotiation), response) == "hoped, own statement, 1 Mar; caveat: a toast"


def test_speakers_are_named_once(negotiation_of: Build) -> None:
    """Of several records each speaker is named once, the party itself by its name."""
    negotiation = negotiation_of("""
        position.a = { value = "7", side = "own" }
        position.b = { value = "8", side = "own" }
        position.c = { value = "8", side = "own", speaker = "officials" }
        position.d = { value = "8" }
    """)
    expected = ("Union (not on record)", "officials", "a report")
    assert speakers_of(negotiation, negotiation.positions) == expected
