"""How a party moved: toward its counterparts, and in or against the direction that it wants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from negtrack.diff import Change, change_of, changes_between
from negtrack.gap import Gap, print_distance, print_gap
from negtrack.model import Negotiation
from negtrack.query import Snapshot

Build = Callable[..., Negotiation]
MARCH_1 = date(2024, 3, 1)


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def change(negotiation: Negotiation, issue: str = "pay", party: str = "union") -> Change | None:
    """Return what became of a party's position after 1 March."""
    snapshot = Snapshot(negotiation)
    return change_of(replace(snapshot, as_of=MARCH_1), snapshot, party, negotiation.issues[issue])


def classes(found: Change | None) -> str:
    """Return the classes of a change, "" where nothing changed."""
    return " ".join(found.classes) if found else ""


EMPLOYER = 'position.e = { party = "employer", value = "40", side = "own" }\n'
MOVED = """
position.a = { value = "50", side = "own" }
position.b = { value = "45", side = "own", stated = 2024-03-03 }
"""

PAPERS = """
proposal.p = { party = "employer", terms = ["pay = 30"], side = "own", attribution = "on-record", tabled = 2024-03-01 }
proposal.q = { party = "employer", terms = ["pay = 40"], side = "own", attribution = "on-record",
tabled = 2024-03-02, alternative_to = ["p"] }
""".replace(",\n", ", ")
AGAINST = [
    case(
        "the nearest of alternatives",
        PAPERS + MOVED.replace("45", "33"),
        "closer",
        "10 -> 3",
        "apart 20 -> apart 3",
        "p#pay",
        False,
    ),
    case("what it held all along", EMPLOYER + MOVED, "closer", "10 -> 5", "apart 10 -> apart 5", "e", False),
    case(
        "what it held then, whatever it said later",
        EMPLOYER + MOVED + 'position.f = { party = "employer", value = "20", side = "own", stated = 2024-03-05 }',
        "closer",
        "10 -> 5",
        "apart 10 -> apart 25",
        "e",
        False,
    ),
    case(
        "what it said in between",
        MOVED + EMPLOYER.replace(" }", ", stated = 2024-03-02 }"),
        "closer",
        "10 -> 5",
        "silent -> apart 5",
        "e",
        False,
    ),
    case(
        "its first position where it spoke only later",
        MOVED
        + EMPLOYER.replace(" }", ", stated = 2024-03-05 }")
        + 'position.f = { party = "employer", value = "48", side = "own", stated = 2024-03-07 }',
        "closer",
        "10 -> 5",
        "silent -> apart 3",
        "e",
        True,
    ),
    case(
        "what it held before it answered on the same day",
        EMPLOYER
        + """
        position.a = { value = "50", side = "own" }
        position.b = { value = "45", side = "own", stated = 2024-03-03T09:00:00+00:00 }
        position.f = { party = "employer", value = "20", side = "own", stated = 2024-03-03T18:00:00+00:00 }
        """,
        "closer",
        "10 -> 5",
        "apart 10 -> apart 25",
        "e",
        False,
    ),
    case(
        "its first position if it answered on the same day",
        """
        position.a = { value = "50", side = "own" }
        position.b = { value = "45", side = "own", stated = 2024-03-03T09:00:00+00:00 }
        position.e = { party = "employer", value = "40", side = "own", stated = 2024-03-03T18:00:00+00:00 }
        """,
        "closer",
        "10 -> 5",
        "silent -> apart 5",
        "e",
        True,
    ),
    case(
        "its first value where it named none before",
        MOVED
        + 'position.d = { party = "employer", value = "undisclosed", side = "own" }\n'
        + EMPLOYER.replace(" }", ", stated = 2024-03-05 }"),
        "closer",
        "10 -> 5",
        "unknown -> apart 5",
        "e",
        True,
    ),
]


@pytest.mark.parametrize(("text", "expected", "measured", "stood", "reference", "is_late"), AGAINST)
def test_what_a_movement_is_measured_against(
    negotiation_of: Build, text: str, expected: str, measured: str, stood: str, reference: str, is_late: bool
) -> None:
    """A party moved closer to or farther from what its counterpart held then; the gaps are those that stood."""
    found = change(negotiation_of(text))
    assert found is not None
    (movement,) = found.movements
    assert (classes(found), f"{_distance(movement.before)} -> {_distance(movement.after)}") == (expected, measured)
    gaps = [print_gap(pair.gap, found.issue.scale) for pair in movement.stood if pair]
    assert " -> ".join(gaps) == stood
    assert movement.reference is not None
    assert (movement.reference.id, movement.is_late) == (reference, is_late)


def _distance(gap: Gap) -> str:
    return str(gap.distance)


def test_a_silent_counterpart_measures_nothing(negotiation_of: Build) -> None:
    """A party that nobody ever answered moved neither closer nor farther."""
    found = change(negotiation_of(MOVED))
    assert found is not None
    assert (found.classes, found.movements) == (("changed",), ())


WANTS = """
party.employer = { name = "Employers", role = "principal" }
party.union = { name = "Union", role = "principal" }
issue.pay = { title = "Pay", kind = "quantity", unit = "euros", wants = { union = "more", employer = "less" } }
issue.wage = { title = "Wage", kind = "money", wants = { employer = "less" } }
issue.pace = { title = "Pace", kind = "choice", ladder = ["slow", "steady", "fast"], wants = { union = "more" } }
issue.place = { title = "Place", kind = "choice", options = ["here", "there"], wants = { union = "more" } }
issue.start = { title = "Start", kind = "timing", anchor = "signed", wants = { union = "less" } }
event.signed = { title = "Signature" }
event.vote = { title = "Vote" }
"""

SHIFTS = [
    case("less of what it wants", "union", "pay", "50", "45", "softened by 5"),
    case("more of what it wants", "union", "pay", "45", "50", "hardened by 5"),
    case("more of what it does not want", "employer", "pay", "400", "700", "softened by 300"),
    case("the end that it would still accept", "employer", "pay", "400", "700..800", "softened by 400"),
    case("a report in doubt", "employer", "pay", "400", "one of 700..800", "softened by 300 to 400"),
    case("a report in doubt before", "union", "pay", "one of 50..60", "70", "hardened by 10 to 20"),
    case("a doubt about the direction", "employer", "pay", "750", "one of 700..800", ""),
    case("a lower floor", "union", "pay", "at least 50", "at least 40", "softened by 10"),
    case("a floor that it no longer excludes", "union", "pay", "over 50", "at least 40", "softened by over 10"),
    case("a floor that it excludes now", "union", "pay", "at least 50", "over 40", "softened by under 10"),
    case("both excluded", "union", "pay", "over 50", "over 40", "softened by 10"),
    case("a ceiling that it excludes now", "employer", "pay", "at most 50", "under 40", "hardened by over 10"),
    case("a ceiling no longer excluded", "employer", "pay", "under 50", "at most 40", "hardened by under 10"),
    case("the same floor, now excluded", "union", "pay", "at least 50", "over 50", "hardened by 0"),
    case("a sum of money", "employer", "wage", "USD 20/hour", "USD 21/hour", "softened by USD 1/hour"),
    case("rungs", "union", "pace", "fast", "slow", "softened by 2 rungs"),
    case("a later day", "union", "start", "1 week", "2 weeks", "softened by 7 days"),
    case("a day after never", "union", "start", "never", "2 weeks", ""),
    case("never after a day", "union", "start", "2 weeks", "never", ""),
    case("no direction without order", "union", "place", "here", "there", ""),
    case("no end where the set is open", "union", "pay", "at most 50", "at most 60", ""),
    case("the same end", "union", "pay", "50..60", "50..70", ""),
]


@pytest.mark.parametrize(("party", "issue", "before", "after", "expected"), SHIFTS)
def test_softened_by_what_a_party_wants(
    negotiation_of: Build, party: str, issue: str, before: str, after: str, expected: str
) -> None:
    """What a party wants says whether it softened or hardened, and the end that it would still accept by how much."""
    negotiation = negotiation_of(
        f"""
        position.a = {{ party = "{party}", issue = "{issue}", value = "{before}", side = "own" }}
        position.b = {{ party = "{party}", issue = "{issue}", value = "{after}", side = "own", stated = 2024-03-02 }}
        """,
        WANTS,
    )
    found = change(negotiation, issue, party)
    assert found is not None
    shift = found.shift
    sizes = dict.fromkeys(print_distance(gap) for gap in (shift.least, shift.most)) if shift else ()
    words = [shift.direction, "by", shift.bound, " to ".join(sizes)] if shift else []
    assert " ".join(word for word in words if word) == expected
    assert shift is None or shift.direction in found.classes


@pytest.mark.parametrize(
    ("before", "after"), [("50..60", "50..70"), ("50..70", "50..60"), ("at most 50", "at most 60")]
)
def test_only_the_end_that_counts_softens(negotiation_of: Build, before: str, after: str) -> None:
    """Who wants more and names more or less above what it would still accept neither softened nor hardened; without
    what it wants, the set that grew or shrank says so."""
    text = f"""
    position.a = {{ value = "{before}", side = "own" }}
    position.b = {{ value = "{after}", side = "own", stated = 2024-03-02 }}
    """
    assert classes(change(negotiation_of(text, WANTS))) == "changed"
    assert classes(change(negotiation_of(text))) in ("softened", "hardened")


def test_both_directions_are_named(negotiation_of: Build) -> None:
    """A party can soften and move closer, or soften and move away from one who already accepted more."""
    text = """
    position.e = { party = "employer", value = "48", side = "own" }
    position.a = { value = "50", side = "own" }
    position.b = { value = "40", side = "own", stated = 2024-03-02 }
    """
    assert classes(change(negotiation_of(text, WANTS))) == "farther softened"
    assert classes(change(negotiation_of(text.replace('"40"', '"49"'), WANTS))) == "closer softened"


NEVER = [
    case("a day that the other accepts", "never", "at least 2 weeks", "3 weeks", "closer"),
    case("never, as the other says", "5 weeks", "never", "never", "closer"),
    case("never after a day on which they met", "2 weeks", "at least 1 week", "never", "farther"),
    case("a day that the other does not accept", "never", "2 weeks", "5 weeks", "changed"),
    case("never after a day on which they did not meet", "5 weeks", "2 weeks", "never", "changed"),
    case("a day after another event", "never", "2 weeks", "2 weeks after vote", "changed"),
]


@pytest.mark.parametrize(("before", "other", "after", "expected"), NEVER)
def test_never_is_at_no_distance(negotiation_of: Build, before: str, other: str, after: str, expected: str) -> None:
    """A party that says never, or no longer does, is closer or farther only where they meet: no number says how far
    never is away, not even what they want."""
    negotiation = negotiation_of(
        f"""
        position.e = {{ party = "employer", issue = "start", value = "{other}", side = "own" }}
        position.a = {{ party = "union", issue = "start", value = "{before}", side = "own" }}
        position.b = {{ party = "union", issue = "start", value = "{after}", side = "own", stated = 2024-03-02 }}
        """,
        WANTS,
    )
    assert classes(change(negotiation, "start")) == expected


NO_MOVEMENT = [
    case("another basis", '"50", qualifier = "net"', '"45", qualifier = "gross"', "changed", "basis"),
    case("a basis not said", '"50", qualifier = "net"', '"45"', "changed", "basis not said"),
    case("another anchor", '"2 weeks after vote", issue = "start"', '"1 week", issue = "start"', "changed", "anchor"),
    case("another currency", '"USD 5", issue = "wage"', '"EUR 4", issue = "wage"', "changed", "currency"),
]


@pytest.mark.parametrize(("before", "after", "expected", "reason"), NO_MOVEMENT)
def test_what_cannot_be_compared_only_changed(
    negotiation_of: Build, before: str, after: str, expected: str, reason: str
) -> None:
    """Another basis, anchor or unit is `changed`, whatever the counterpart holds and the party wants."""
    issue = before.rpartition('issue = "')[2].strip('"') if "issue" in before else "pay"
    negotiation = negotiation_of(
        f"""
        position.e = {{ party = "employer", value = {after}, side = "own" }}
        position.a = {{ value = {before}, side = "own" }}
        position.b = {{ value = {after}, side = "own", stated = 2024-03-02 }}
        """,
        WANTS,
    )
    found = change(negotiation, issue)
    assert found is not None
    assert (classes(found), found.reason, found.shift, found.movements) == (expected, reason, None, ())


ORDERS = [
    case("an interval that reaches back before the other", '"2024-02-01/2024-03-10"', "order-unknown"),
    case("an interval of later days", '"2024-03-02/2024-03-10"', "closer"),
    case("an open beginning", '"../2024-03-10"', "order-unknown"),
    case("an open beginning, said to come after it", '"../2024-03-10", after = ["a"]', "closer"),
]


@pytest.mark.parametrize(("stated", "expected"), ORDERS)
def test_unknown_order_is_no_movement(negotiation_of: Build, stated: str, expected: str) -> None:
    """A change between two statements of which neither is certainly later has a class of its own."""
    text = f"""
    position.a = {{ value = "50", side = "own" }}
    position.b = {{ value = "45", side = "own", stated = {stated} }}
    """
    found = change(negotiation_of(EMPLOYER + text))
    assert found is not None
    assert (classes(found), bool(found.movements)) == (expected, expected == "closer")


FIRST = [
    case("after silence", "", "new"),
    case("after no value", 'position.a = { value = "unspecified", side = "own" }', "new"),
    case("after a refusal", 'position.a = { value = "not 40", stance = "refusal", side = "own" }', "new"),
    case("a hidden value named", 'position.a = { value = "undisclosed", side = "own" }', "changed"),
]


@pytest.mark.parametrize(("before", "expected"), FIRST)
def test_a_first_value_hardens_nothing(negotiation_of: Build, before: str, expected: str) -> None:
    """A first value after silence or a refusal is new; neither hardened nor farther."""
    text = before + '\nposition.b = { value = "45", side = "own", stated = 2024-03-02 }'
    assert classes(change(negotiation_of(EMPLOYER + text))) == expected


def test_an_offer_of_what_was_refused_softens(negotiation_of: Build) -> None:
    """Where a party accepts what it refused before, it moved."""
    text = """
    position.a = { value = "under 40", stance = "refusal", side = "own" }
    position.b = { value = "40", side = "own", stated = 2024-03-02 }
    """
    assert classes(change(negotiation_of(EMPLOYER + text))) == "closer"


WITHDRAWN = 'position.w = { stance = "withdrawal", withdraws = ["a"], side = "own", stated = 2024-03-02 }\n'
BROUGHT_BACK = [
    case("withdrawn before the span", WITHDRAWN.replace("03-02", "02-02"), "02-01", "50", "brought-back"),
    case("withdrawn within the span", WITHDRAWN, "03-01", "50", "brought-back"),
    case("another value", WITHDRAWN.replace("03-02", "02-02"), "02-01", "45", "new"),
    case("never withdrawn", "", "03-01", "50", "restated"),
]


@pytest.mark.parametrize(("withdrawal", "first", "again", "expected"), BROUGHT_BACK)
def test_brought_back(negotiation_of: Build, withdrawal: str, first: str, again: str, expected: str) -> None:
    """The value that a party withdrew, stated once more, is neither new nor restated."""
    text = f"""
    position.a = {{ value = "50", side = "own", stated = 2024-{first} }}
    {withdrawal}
    position.b = {{ value = "{again}", side = "own", stated = 2024-03-03 }}
    """
    assert classes(change(negotiation_of(text))) == expected


AGREED = (
    EMPLOYER
    + """
position.a = { value = "50", side = "own" }
proposal.p = { party = "state", terms = ["pay = 45"], side = "own", attribution = "on-record", stated = 2024-02-20 }
response.x = { proposal = "p", answer = "accepted", side = "own", attribution = "on-record" }
response.y = { party = "employer", proposal = "p", answer = "accepted", side = "own", attribution = "on-record" }
"""
)
REJECTED = """
response.z = { proposal = "p", answer = "rejected", side = "own", attribution = "on-record", stated = 2024-03-02 }
"""


def test_a_collapsed_agreement_is_reopened(negotiation_of: Build) -> None:
    """Whatever the gap is after an agreement ended, the parties did not move closer by that."""
    negotiation = negotiation_of(AGREED + REJECTED + 'position.b = { value = "42", side = "own", stated = 2024-03-02 }')
    assert "reopened" in classes(change(negotiation))
    assert "closer" not in classes(change(negotiation))
    assert classes(change(negotiation, party="employer")) == "reopened"


@pytest.mark.parametrize("milestone", ["ended", "suspended"])
def test_a_fallback_that_fell_with_its_agreement_is_reopened(negotiation_of: Build, milestone: str) -> None:
    """What a fallback had settled is reopened where its agreement ends or is suspended."""
    text = f"""
    agreement.d = {{ date = 2024-02-02, terms = ["hours = 35"] }}
    milestone.s = {{ agreement = "d", milestone = "signed", stated = 2024-02-02 }}
    open.o = {{ agreement = "d", issue = "pay", decide-by = 2024-02-20, otherwise = "41", stated = 2024-02-02 }}
    milestone.m = {{ agreement = "d", milestone = "{milestone}", stated = 2024-03-02 }}
    """
    assert classes(change(negotiation_of(AGREED.partition("proposal")[0] + text))) == "reopened"


def test_steps_of_two_issues_are_not_the_same(negotiation_of: Build) -> None:
    """What came to be agreed on one issue does not equal what did on another, with the same counterpart."""
    text = """
    agreement.d = { date = 2024-03-02, terms = ["pay = 40", "hours = 35"], stated = 2024-03-02 }
    position.h = { issue = "hours", value = "35", side = "own", stated = 2024-02-20 }
    milestone.s = { agreement = "d", milestone = "signed", stated = 2024-03-02 }
    """
    known = negotiation_of(AGREED.partition("proposal")[0] + text)
    before, after = (Snapshot(known, date(2024, 3, day)) for day in (1, 3))
    found = [
        step
        for one in changes_between(before, after, ["union", "employer"], list(known.issues.values()))
        for step in one.agreements
    ]
    assert len({(one.change, one.counterpart) for one in found}) == 2
    assert all(one != other for one, other in combinations(found, 2))
