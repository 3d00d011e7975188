"""Each check: one case that makes it speak, and one beside it that does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from negtrack.checks import CHECKS, Check, Setting, check_negotiation
from negtrack.hidden import HIDDEN
from negtrack.model import Negotiation, Position

Build = Callable[..., Negotiation]
TODAY = date(2024, 6, 2)
LIMITED = 'position.m = { issue = "mandate", value = "limited", limits = ["pay = at least 40"], side = "own" }\n'


def case(name: str, *values: Any) -> Any:
    """One row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def found(negotiation: Negotiation, name: str) -> list[str]:
    """What one check says: `severity: where message` of each problem."""
    check = _check(name)
    return [f"{each.severity}: {each.where} {each.message}" for each in check(Setting(negotiation, TODAY))]


def _check(name: str) -> Check:
    return next(check for check in CHECKS if check.__name__ == f"check_{name}")


SPEAKS = [
    case(
        "stated in the future",
        "dates",
        'position.a = { value = "40", stated = 2024-06-04, recorded = 2024-06-04 00:00:00Z }',
        "error: [position.a] stated: 2024-06-04 lies in the future; today is 2024-06-02",
    ),
    case(
        "stated after it was recorded",
        "dates",
        'position.a = { value = "40", stated = 2024-06-03 }',
        "error: [position.a] stated: 2024-06-03 is after it was recorded, 2024-06-01",
    ),
    case(
        "stated after its source appeared",
        "dates",
        """
        source.post = { issued = 2024-03-01 }
        position.a = { value = "40", stated = 2024-03-02, sources = ["post"] }
        """,
        "error: [position.a] stated: "
        "the source post appeared on 2024-03-01 and cannot report a statement of 2024-03-02",
    ),
    case(
        "stated in a month after its source",
        "dates",
        """
        source.post = { issued = 2024-03-31 }
        note.a = { text = "Late.", stated = "2024-04", sources = ["post"] }
        """,
        "error: [note.a] stated: the source post appeared on 2024-03-31 and cannot report a statement of 2024-04",
    ),
    case(
        "supersedes what was recorded later",
        "supersedes",
        """
        position.a = { value = "40", recorded = 2024-06-02 00:00:00+00:00 }
        position.b = { value = "41", supersedes = ["a"] }
        """,
        "error: [position.b] supersedes: a was recorded later; supersede an earlier reading of the same position",
    ),
    case(
        "supersedes of another holder",
        "supersedes",
        """
        position.a = { value = "40", party = "employer" }
        position.b = { value = "41", supersedes = ["a"] }
        """,
        "error: [position.b] supersedes: a is of another holder or issue; "
        "supersede an earlier reading of the same position",
    ),
    case(
        "supersedes on another issue",
        "supersedes",
        """
        position.a = { value = "40", issue = "hours" }
        position.b = { value = "41", supersedes = ["a"] }
        """,
        "error: [position.b] supersedes: a is of another holder or issue; "
        "supersede an earlier reading of the same position",
    ),
    case(
        "supersedes what is no position",
        "supersedes",
        """
        note.n = { text = "Aside." }
        position.b = { value = "41", supersedes = ["n"] }
        """,
        "error: [position.b] supersedes: n is not a position",
    ),
    case(
        "withdraws what another holds",
        "taking_back",
        """
        position.a = { value = "40", party = "employer" }
        position.b = { stance = "withdrawal", withdraws = ["a"], side = "own" }
        """,
        "error: [position.b] withdraws: a is a record of employer, not of union",
    ),
    case(
        "denies what is no position",
        "taking_back",
        """
        note.n = { text = "Aside." }
        position.b = { stance = "denial", denies = ["n"], side = "own" }
        """,
        "error: [position.b] denies: n is neither a position nor a proposal",
    ),
    case(
        "retracts what another holds",
        "retractions",
        """
        position.a = { value = "40", party = "employer" }
        retraction.r = { of = "a" }
        """,
        "error: [retraction.r] of: a is a record of employer, not of union",
    ),
    case(
        "answers no proposal",
        "answers",
        """
        note.n = { text = "Aside." }
        response.a = { proposal = "n", answer = "accepted" }
        """,
        "error: [response.a] proposal: n is not a proposal",
    ),
    case(
        "a proposal that answers none",
        "answers",
        """
        note.n = { text = "Aside." }
        proposal.p = { answers = "n" }
        """,
        "error: [proposal.p] answers: n is not a proposal",
    ),
    case(
        "discloses terms of no proposal",
        "answers",
        """
        note.n = { text = "Aside." }
        proposal.p = { discloses = "n" }
        """,
        "error: [proposal.p] discloses: n is not a proposal",
    ),
    case(
        "limits of no mandate",
        "limits",
        'position.a = { value = "40", limits = ["hours = 35"] }',
        "error: [position.a] limits: pay is a quantity; only a mandate has limits",
    ),
    case(
        "a giver of no mandate",
        "limits",
        'position.a = { value = "40", granted_by = "Members" }',
        "error: [position.a] granted_by: pay is a quantity; only a mandate has granted_by",
    ),
    case(
        "an offer outside the mandate",
        "mandates",
        LIMITED + 'position.a = { value = "39", stance = "offer" }',
        'note: [position.a] value: "39" is outside the mandate (at least 40), as m has it',
    ),
    case(
        "an acceptance partly beyond the mandate",
        "mandates",
        LIMITED + 'position.a = { value = "39..41", stance = "acceptance" }',
        'note: [position.a] value: "39..41" is partly beyond the mandate (at least 40), as m has it',
    ),
    case(
        "a term outside the mandate of whom it is put to",
        "mandates",
        LIMITED + 'proposal.p = { party = "state", terms = ["pay = 39"], between = ["union", "employer"] }',
        'note: [proposal.p] terms: "pay = 39" is outside the mandate (at least 40) of union, as m has it',
    ),
    case(
        "two parties of one name",
        "names",
        'party.guild = { name = "UNION", role = "observer" }',
        "error: [party.union] name: guild goes by the same name; tell them apart",
    ),
    case(
        "terms disclosed that were known otherwise",
        "disclosures",
        """
        proposal.p = { party = "state", terms = ["pay = 39"] }
        proposal.q = { party = "state", terms = ["pay = 40"], discloses = "p" }
        """,
        'note: [proposal.q] terms: "pay = 40", but p gives 39 itself; it has no effect',
    ),
    case(
        "a condition that does not fit its issue",
        "conditions",
        'position.a = { value = "40", requires = ["hours = five weeks"] }',
        'note: [position.a] requires: "five weeks": not a quantity; write "33", "700..1000", "at least 40"',
    ),
    case(
        "a condition on no issue",
        "conditions",
        'position.a = { value = "40", requires = ["holiday = 30"] }',
        'note: [position.a] requires: no issue "holiday"; prose needs no " = "',
    ),
    case(
        "wants more and demands at most",
        "bounds",
        """
        issue.pay = { title = "Pay", kind = "quantity", wants = { union = "more" } }
        position.a = { value = "at most 40" }
        """,
        'note: [position.a] value: "at most 40" though union wants more of it; is the bound written backwards?',
    ),
    case(
        "wants less and draws a red line at least",
        "bounds",
        """
        issue.pay = { title = "Pay", kind = "quantity", wants = { employer = "less" } }
        position.a = { value = "over 40", party = "employer", stance = "red-line" }
        """,
        'note: [position.a] value: "over 40" though employer wants less of it; is the bound written backwards?',
    ),
    case(
        "a bloc in a bloc",
        "blocs",
        """
        party.league = { name = "League", role = "principal" }
        party.union = { name = "Union", role = "principal", member_of = "league" }
        party.local = { name = "Local", role = "principal", member_of = "union" }
        """,
        "error: [party.union] member_of: a bloc cannot be a member of a bloc",
    ),
    case(
        "a member of itself",
        "blocs",
        'party.union = { name = "Union", role = "principal", member_of = "union" }',
        "error: [party.union] member_of: a bloc cannot be a member of a bloc",
    ),
    case(
        "an anchor without event",
        "issues",
        'issue.start = { title = "Start", kind = "timing", anchor = "dawn" }',
        'error: [issue.start] anchor: no event "dawn"; define it with add-event',
    ),
    case(
        "a link to no issue",
        "issues",
        'issue.pay = { title = "Pay", kind = "quantity", linked = ["holiday"] }',
        'error: [issue.pay] linked: no issue "holiday"',
    ),
    case(
        "a leaning of no party",
        "issues",
        'issue.pay = { title = "Pay", kind = "quantity", wants = { nobody = "more" } }',
        'error: [issue.pay] wants: no party "nobody"',
    ),
    case(
        "two values by one speaker on one day",
        "contradictions",
        """
        position.a = { value = "40", speaker = "Ann", side = "own" }
        position.b = { value = "41", speaker = "Ann", side = "own" }
        """,
        'note: [position.a] value: "40" and "41" (b) by one speaker on one day',
    ),
    case(
        "a record without a source",
        "sources",
        'position.a = { value = "40" }',
        "note: [position.a] sources: missing; a record without a source cannot be looked up",
    ),
    case(
        "a source without a record",
        "sources",
        'source.post = { title = "Post" }',
        "note: [source.post]: no record rests on this source",
    ),
    case(
        "hidden letters",
        "hidden_letters",
        'note.n = { text = "a\\u202eb\\u0007c\\u0007" }',
        "note: [note.n] text: holds U+0007, U+202E, which a reader cannot see; delete it",
    ),
    case(
        "hidden letters of a title",
        "hidden_letters",
        'proposal.p = { title = "a\\u2066b" }',
        "note: [proposal.p] title: holds U+2066, which a reader cannot see; delete it",
    ),
]
SILENT = [
    case("stated today and recorded today", "dates", 'position.a = { value = "40", stated = 2024-06-01 }'),
    case("stated where it is tomorrow already", "dates", 'position.a = { value = "40", stated = 2024-06-02 }'),
    case("parties of two names", "names", ""),
    case(
        "terms disclosed that were undisclosed",
        "disclosures",
        """
        proposal.p = { party = "state", terms = ["pay = undisclosed", "hours = 35"] }
        proposal.q = { party = "state", terms = ["pay = 40", "hours = 35"], discloses = "p" }
        """,
    ),
    case("stated in a month that has begun", "dates", 'position.a = { value = "40", stated = "2024-06" }'),
    case(
        "stated when its source appeared",
        "dates",
        """
        source.post = { issued = 2024-03-01 }
        position.a = { value = "40", stated = 2024-03-01, sources = ["post"] }
        """,
    ),
    case(
        "stated in the month in which its source appeared",
        "dates",
        """
        source.post = { issued = 2024-03-10 }
        position.a = { value = "40", stated = "2024-03", sources = ["post"] }
        """,
    ),
    case(
        "supersedes an earlier reading",
        "supersedes",
        """
        position.a = { value = "40" }
        position.b = { value = "41", supersedes = ["a"], recorded = 2024-06-02 00:00:00+00:00 }
        """,
    ),
    case(
        "withdraws and denies what it holds",
        "taking_back",
        """
        position.a = { value = "40" }
        proposal.p = { terms = ["pay = 40"] }
        position.b = { stance = "withdrawal", withdraws = ["a", "p"], side = "own" }
        position.c = { stance = "denial", denies = ["a", "p"], side = "own" }
        """,
    ),
    case(
        "retracts what it holds",
        "retractions",
        """
        position.a = { value = "40" }
        retraction.r = { of = "a" }
        retraction.s = { of = "r" }
        """,
    ),
    case(
        "answers a proposal",
        "answers",
        """
        proposal.p = { party = "employer" }
        proposal.q = { answers = "p" }
        response.a = { proposal = "p", answer = "countered" }
        """,
    ),
    case(
        "limits of a mandate",
        "limits",
        'position.a = { issue = "mandate", value = "limited", limits = ["pay = 40"], granted_by = "Members" }',
    ),
    case(
        "offers and terms within the mandate, and demands beyond it",
        "mandates",
        LIMITED
        + """
        position.a = { value = "40", stance = "offer" }
        position.b = { value = "30", stance = "demand" }
        position.c = { value = "30", stance = "offer", party = "employer" }
        position.d = { value = "30", stance = "offer", issue = "hours" }
        position.e = { value = "undisclosed", stance = "offer" }
        proposal.p = { party = "state", terms = ["pay = at least 30"], between = ["union", "employer"] }
        """,
    ),
    case(
        "offers within the newest mandate",
        "mandates",
        LIMITED
        + """
        position.n = { issue = "mandate", value = "full", limits = ["pay = at least 30"], stated = 2024-03-02 }
        position.a = { value = "35", stance = "offer" }
        """,
    ),
    case(
        "conditions on an issue and in prose",
        "conditions",
        'position.a = { value = "40", requires = ["hours = 35", "x=y holds", "calm"] }',
    ),
    case(
        "bounds the way the party leans",
        "bounds",
        """
        issue.pay = { title = "Pay", kind = "quantity", wants = { union = "more", employer = "less" } }
        position.a = { value = "at least 40" }
        position.b = { value = "at most 40", stance = "offer" }
        position.c = { value = "at most 30", party = "employer" }
        position.d = { value = "at most 30", party = "state" }
        """,
    ),
    case(
        "members of a bloc",
        "blocs",
        """
        party.local = { name = "Local", role = "principal", member_of = "union" }
        party.branch = { name = "Branch", role = "principal", member_of = "union" }
        """,
    ),
    case(
        "an issue whose references hold",
        "issues",
        'issue.pay = { title = "Pay", kind = "quantity", linked = ["hours"], wants = { union = "more" } }',
    ),
    case(
        "two speakers",
        "contradictions",
        """
        position.a = { value = "40", speaker = "Ann", side = "own" }
        position.b = { value = "41", speaker = "Bob", side = "own" }
        """,
    ),
    case(
        "two days",
        "contradictions",
        """
        position.a = { value = "40", stated = 2024-03-01 }
        position.b = { value = "unspecified", stated = 2024-03-02 }
        """,
    ),
    case(
        "the same value, another basis, another counterpart, a red line",
        "contradictions",
        """
        position.a = { value = "40" }
        position.b = { value = "40", grade = "B2" }
        position.c = { value = "41", qualifier = "net" }
        position.d = { value = "42", toward = "employer" }
        position.e = { value = "at least 39", stance = "red-line" }
        """,
    ),
    case(
        "a correction",
        "contradictions",
        """
        position.a = { value = "40" }
        position.b = { value = "41", supersedes = ["a"] }
        """,
    ),
    case(
        "a cited source",
        "sources",
        """
        source.post = { issued = 2024-03-01 }
        position.a = { value = "40", sources = ["post"] }
        """,
    ),
    case("newlines, tabs and letters of any script", "hidden_letters", 'note.n = { text = "a\\n\\tשלום مرحبا 🕊" }'),
]


@pytest.mark.parametrize(("name", "text", "message"), SPEAKS)
def test_check_speaks(negotiation_of: Build, name: str, text: str, message: str) -> None:
    """The check names the record, the field and what to do, once."""
    assert found(negotiation_of(text), name) == [message]


@pytest.mark.parametrize(("name", "text"), SILENT)
def test_check_is_silent(negotiation_of: Build, name: str, text: str) -> None:
    """The check says nothing of what is sound."""
    assert found(negotiation_of(text), name) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_has_its_cases(check: Check) -> None:
    """No check is without a case that makes it speak and one that does not."""
    name = check.__name__.removeprefix("check_")
    assert name in {row.values[0] for row in SPEAKS}
    assert name in {row.values[0] for row in SILENT}


def test_nothing_checks_the_unstated(negotiation_of: Build) -> None:
    """A record that nothing dates has no date to be wrong."""
    negotiation = negotiation_of('position.a = { value = "40" }')
    undated: tuple[Position, ...] = tuple(replace(each, stated=None) for each in negotiation.positions)
    assert found(replace(negotiation, positions=undated), "dates") == []


@pytest.mark.parametrize(
    ("first", "last"), [(0x00, 0x1F), (0x7F, 0x9F), (0x200E, 0x200F), (0x2028, 0x202E), (0x2066, 0x2069)]
)
def test_hidden_ranges(first: int, last: int) -> None:
    """Controls and the marks that reorder text are hidden; the letters on either side of each range are not."""
    assert all(HIDDEN.match(chr(code)) for code in range(first, last + 1))
    assert not HIDDEN.match(chr(last + 1))
    assert first == 0 or not HIDDEN.match(chr(first - 1))


def test_problems_stand_in_the_order_of_files(negotiation_of: Build) -> None:
    """All problems of all checks, by file and line, each naming its file."""
    negotiation = negotiation_of("""
    source.post = { issued = 2024-03-01 }
    position.b = { value = "40", limits = ["hours = 35"] }
    position.a = { value = "41", stated = 2024-07-01, sources = ["post"] }
    position.e = { value = "30", party = "employer" }
    issue.pay = { title = "Pay", kind = "quantity", linked = ["holiday"] }
    """)
    problems = check_negotiation(negotiation, TODAY)
    places = [(each.path, each.line) for each in problems]
    assert places == sorted(places)
    assert {each.path for each in problems} == {"negotiation.toml", "parties/employer.toml", "parties/union.toml"}
    assert [each.severity for each in problems].count("error") == 4
