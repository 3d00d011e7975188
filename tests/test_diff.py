"""What differs between two sides, and what became of a position between two snapshots: each class of change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.dates import parse_when
from negtrack.diff import CHANGE_CLASSES, Change, Movement, change_of, changes_between, differences_between
from negtrack.gap import SILENT, UNKNOWN, Gap
from negtrack.model import Negotiation, Position
from negtrack.query import Snapshot, current_position

from .negotiations import build_negotiation

Build = Callable[..., Negotiation]
MARCH_1 = date(2024, 3, 1)
RECORDED = datetime(2024, 6, 1, tzinfo=UTC)

CHOICES = """
issue.pace = { title = "Pace", kind = "choice", options = ["gradual", "free"] }
issue.wording = { title = "Wording", kind = "text" }
"""


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def change(negotiation: Negotiation, issue: str = "pay", party: str = "union") -> Change | None:
    """Return what became of a party's position after 1 March."""
    snapshot = Snapshot(negotiation)
    return change_of(replace(snapshot, as_of=MARCH_1), snapshot, party, negotiation.issues[issue])


def test_by_a_deal_nobody_moves_back() -> None:
    """The last offer of a party is what a deal came of, so that by the deal it did not go back to what it had asked."""
    own = 'side = "own", attribution = "on-record"'
    known = build_negotiation(
        f"""
        position.u = {{ party = "union", value = "50", stated = 2024-02-20, {own} }}
        proposal.p = {{ party = "union", terms = ["pay = 45"], stated = 2024-03-01, {own} }}
        response.r = {{ party = "employer", to = "p", answer = "accepted", stated = 2024-03-02, {own} }}
        agreement.d = {{ title = "D", date = 2024-03-02, stated = 2024-03-02, terms = ["pay = 45"], follows = ["p"] }}
        """
    )
    found = change(known)
    held = [one.value for one in (found.before, found.after) if one] if found else []
    assert (classes(found), held) == ("agreed", ["45", "45"])


def known_change(negotiation: Negotiation) -> Change | None:
    """Return what became of the union's position on pay by what was recorded after 1 June."""
    snapshot = Snapshot(negotiation)
    return change_of(replace(snapshot, known_at=RECORDED), snapshot, "union", negotiation.issues["pay"])


def classes(found: Change | None) -> str:
    """Return the classes of a change, "" where nothing changed."""
    return " ".join(found.classes) if found else ""


def moves(found: Change | None) -> str:
    """`employer closer 10 -> 5` of each counterpart that a change has to do with."""
    moved = [
        f"{one.counterpart} {one.direction or 'level'} {_distance(one.before)} -> {_distance(one.after)}"
        for one in (found.movements if found else ())
    ]
    return ", ".join(moved)


def _distance(gap: Gap) -> str:
    return gap.status if gap.distance is None else f"{'' if gap.exact else '>'}{gap.distance}"


EMPLOYER = 'position.e = { party = "employer", value = "40" }\n'
OWN_50 = 'position.a = { value = "50", side = "own" }\n'

VALUES = [
    case("new", 'position.b = { value = "40", stated = 2024-03-02 }', "new"),
    case("nothing", OWN_50, ""),
    case("silent all along", "", ""),
    case("closer", EMPLOYER + OWN_50 + 'position.b = { value = "45", side = "own", stated = 2024-03-02 }', "closer"),
    case("farther", EMPLOYER + OWN_50 + 'position.b = { value = "60", side = "own", stated = 2024-03-02 }', "farther"),
    case(
        "closer where an excluded end is now included",
        EMPLOYER
        + """
        position.a = { value = "over 50" }
        position.b = { value = "at least 50", stated = 2024-03-02 }
        """,
        "closer",
    ),
    case(
        "closer where the sets meet now",
        EMPLOYER + OWN_50 + 'position.b = { value = "at least 40", side = "own", stated = 2024-03-02 }',
        "closer",
    ),
    case(
        "hardened where the set shrank at an equal gap",
        """
        position.e = { party = "employer", value = "30" }
        position.a = { value = "40..60" }
        position.b = { value = "40..50", stated = 2024-03-02 }
        """,
        "hardened",
    ),
    case(
        "hardened where nobody stands against it",
        """
        position.a = { value = "40..60" }
        position.b = { value = "60", stated = 2024-03-02 }
        """,
        "hardened",
    ),
    case(
        "softened where the set grew at an equal gap",
        EMPLOYER
        + """
        position.a = { value = "40..50" }
        position.b = { value = "35..50", stated = 2024-03-02 }
        """,
        "softened",
    ),
    case(
        "changed where the distance is the same on the other side",
        EMPLOYER + OWN_50 + 'position.b = { value = "30", side = "own", stated = 2024-03-02 }',
        "changed",
    ),
    case(
        "nothing where another voice cannot clear what the party says itself",
        OWN_50 + 'position.b = { value = "unspecified", stated = 2024-03-02 }',
        "",
    ),
    case(
        "changed where nobody stands against it",
        OWN_50 + 'position.b = { value = "45", side = "own", stated = 2024-03-02 }',
        "changed",
    ),
    case(
        "changed where the counterpart names no value",
        'position.e = { party = "employer", value = "undisclosed" }\n'
        + OWN_50
        + 'position.b = { value = "45", side = "own", stated = 2024-03-02 }',
        "changed",
    ),
    case(
        "changed to another basis",
        EMPLOYER
        + """
        position.a = { value = "50", side = "own" }
        position.b = { value = "50", qualifier = "net", side = "own", stated = 2024-03-02 }
        """,
        "changed",
    ),
    case("restated", OWN_50 + 'position.b = { value = "50", side = "own", stated = 2024-03-02 }', "restated"),
    case(
        "restated in other words for the same set",
        """
        position.a = { value = "at least 50", side = "own" }
        position.b = { value = "50 or over 50", side = "own", stated = 2024-03-02 }
        """,
        "restated",
    ),
]


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_value_classes(negotiation_of: Build, text: str, expected: str) -> None:
    """A change is classed by the gaps to counterparts where any fell or grew, else by its set."""
    assert classes(change(negotiation_of(text))) == expected


ELSEWHERE = [
    case("options without order", "pace", "gradual", "free", "changed"),
    case("an option less", "pace", "gradual or free", "free", "hardened"),
    case("text", "wording", "peace", "calm", "changed"),
    case("the same text", "wording", "peace", "peace", "restated"),
    case("a timing in another unit", "start", "2 weeks", "14 days", "restated"),
    case("a mandate", "mandate", "limited", "full", "changed"),
    case("a mandate that may be one more", "mandate", "limited", "limited or full", "softened"),
]


@pytest.mark.parametrize(("issue", "before", "after", "expected"), ELSEWHERE)
def test_kinds_without_numbers(negotiation_of: Build, issue: str, before: str, after: str, expected: str) -> None:
    """Where no distance can be measured, a change is one of the set, or merely a change."""
    negotiation = negotiation_of(
        CHOICES
        + f"""
        position.a = {{ issue = "{issue}", value = "{before}", side = "own" }}
        position.b = {{ issue = "{issue}", value = "{after}", side = "own", stated = 2024-03-02 }}
        """
    )
    assert classes(change(negotiation, issue)) == expected


def test_how_far_a_party_moved(negotiation_of: Build) -> None:
    """A movement names the counterpart and both gaps; the counterpart is held at its later position."""
    negotiation = negotiation_of(
        """
        position.e = { party = "employer", value = "30", side = "own" }
        position.f = { party = "employer", value = "40", side = "own", stated = 2024-03-02 }
        position.a = { value = "50", side = "own" }
        position.b = { value = "45", side = "own", stated = 2024-03-02 }
        """
    )
    assert moves(change(negotiation)) == "employer closer 10 -> 5"
    assert moves(change(negotiation, party="employer")) == "union closer 15 -> 5"


def test_the_other_side_moving_is_no_change(negotiation_of: Build) -> None:
    """What the counterpart did is its own change only."""
    negotiation = negotiation_of(
        OWN_50 + EMPLOYER + 'position.f = { party = "employer", value = "45", stated = 2024-03-02 }'
    )
    assert change(negotiation) is None
    assert classes(change(negotiation, party="employer")) == "closer"


MANY = """
party.union = { name = "Union", role = "principal" }
party.ford = { name = "Ford", role = "principal", member_of = "three" }
party.gm = { name = "GM", role = "principal", member_of = "three" }
party.jeep = { name = "Jeep", role = "principal", member_of = "three" }
party.three = { name = "Three", role = "principal" }
issue.pay = { title = "Pay", kind = "percent" }
"""


def test_one_party_against_several(negotiation_of: Build) -> None:
    """One step can be closer to one counterpart and farther from another; who is silent is not among them."""
    negotiation = negotiation_of(
        """
        position.f = { party = "ford", value = "20%" }
        position.g = { party = "gm", value = "40%" }
        position.a = { value = "35%", side = "own" }
        position.b = { value = "30%", side = "own", stated = 2024-03-02 }
        """,
        MANY,
    )
    found = change(negotiation)
    assert classes(found) == "closer farther"
    assert moves(found) == "ford closer 15 -> 10, gm farther 5 -> 10"


def test_a_step_toward_one_counterpart(negotiation_of: Build) -> None:
    """Each counterpart is measured against what was meant for it, before as after."""
    negotiation = negotiation_of(
        """
        position.f = { party = "ford", value = "20%" }
        position.g = { party = "gm", value = "20%" }
        position.a = { value = "40%", side = "own" }
        position.t = { value = "36%", side = "own", toward = "ford" }
        position.b = { value = "38%", side = "own", stated = 2024-03-02 }
        """,
        MANY,
    )
    assert moves(change(negotiation)) == "ford farther 16 -> 18, gm closer 20 -> 18"


RED_LINES = [
    case(
        "hardened where one came at an equal gap",
        """
        position.a = { value = "at least 50", side = "own" }
        position.b = { value = "at least 50", side = "own", stance = "red-line", stated = 2024-03-02 }
        """,
        "hardened restated",
    ),
    case(
        "closer alone where one came with a smaller gap",
        """
        position.a = { value = "at least 50", side = "own" }
        position.b = { value = "at least 45", side = "own", stance = "red-line", stated = 2024-03-02 }
        """,
        "closer",
    ),
    case(
        "not softened by a later demand, which ends no red line",
        """
        position.a = { value = "at least 50", side = "own", stance = "red-line" }
        position.b = { value = "at least 50", side = "own", stated = 2024-03-02 }
        """,
        "restated",
    ),
    case(
        "softened where one went",
        """
        position.a = { value = "at least 50", side = "own", stance = "red-line" }
        position.c = { value = "at least 50", side = "own", stated = 2024-03-02 }
        position.w = { stance = "withdrawal", withdraws = ["a"], side = "own", stated = 2024-03-02 }
        """,
        "softened restated withdrawn",
    ),
    case(
        "hardened by one that is not the headline",
        """
        position.a = { value = "at least 50", side = "own" }
        position.b = { value = "unspecified", side = "own", stance = "red-line", stated = 2024-03-02 }
        """,
        "hardened",
    ),
    case(
        "new where nothing was said before",
        'position.b = { value = "at least 50", stance = "red-line", stated = 2024-03-02 }',
        "new",
    ),
]


@pytest.mark.parametrize(("text", "expected"), RED_LINES)
def test_red_lines(negotiation_of: Build, text: str, expected: str) -> None:
    """A red line that comes hardens and one that is withdrawn softens, at an equal gap."""
    assert classes(change(negotiation_of(EMPLOYER + text))) == expected


TAKEN_BACK = [
    case(
        "withdrawn",
        OWN_50 + 'position.w = { stance = "withdrawal", withdraws = ["a"], side = "own", stated = 2024-03-02 }',
        "withdrawn",
    ),
    case(
        "not withdrawn on the word of others",
        OWN_50 + 'position.w = { stance = "withdrawal", withdraws = ["a"], side = "employer", stated = 2024-03-02 }',
        "",
    ),
    case(
        "withdrawn, so that another voice leads",
        OWN_50
        + """
        position.b = { value = "45", stated = 2024-03-02 }
        position.w = { stance = "withdrawal", withdraws = ["a"], side = "own", stated = 2024-03-02 }
        """,
        "changed withdrawn",
    ),
    case(
        "withdrawn with its proposal",
        """
        proposal.p = { terms = ["pay = 50"], side = "own" }
        position.w = { stance = "withdrawal", withdraws = ["p"], side = "own", stated = 2024-03-02 }
        """,
        "withdrawn",
    ),
    case(
        "withdrawn with its proposal, so that another voice leads",
        """
        proposal.p = { terms = ["pay = 50"], side = "own" }
        position.b = { value = "50", stated = 2024-03-02 }
        position.w = { stance = "withdrawal", withdraws = ["p"], side = "own", stated = 2024-03-02 }
        """,
        "restated withdrawn",
    ),
    case(
        "denied",
        """
        position.a = { value = "50", speaker = "Ann", side = "media" }
        position.d = { stance = "denial", denies = ["a"], side = "own", stated = 2024-03-02 }
        """,
        "newly-contested",
    ),
    case(
        "not denied on the word of others",
        """
        position.a = { value = "50", speaker = "Ann", side = "media" }
        position.d = { stance = "denial", denies = ["a"], side = "employer", stated = 2024-03-02 }
        """,
        "",
    ),
    case(
        "denied where it is an offer of a proposal",
        """
        proposal.p = { terms = ["pay = 50"], side = "employer" }
        position.d = { stance = "denial", denies = ["p"], side = "own", stated = 2024-03-02 }
        """,
        "newly-contested",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TAKEN_BACK)
def test_taken_back_by_the_party(negotiation_of: Build, text: str, expected: str) -> None:
    """Only the holder withdraws or denies; what others say of it changes nothing."""
    assert classes(change(negotiation_of(text))) == expected


LATER = "recorded = 2024-06-02 00:00:00+00:00"
BOOKKEEPING = [
    case("retracted", OWN_50 + f'retraction.r = {{ of = "a", {LATER} }}', "retracted"),
    case(
        "retracted, so that an earlier one stands again",
        f"""
        position.a = {{ value = "50", side = "own", stated = 2024-03-02 }}
        position.b = {{ value = "45", side = "own" }}
        retraction.r = {{ of = "a", {LATER} }}
        """,
        "retracted",
    ),
    case(
        "retracted with its proposal",
        f"""
        proposal.p = {{ terms = ["pay = 50"], side = "own" }}
        retraction.r = {{ of = "p", {LATER} }}
        """,
        "retracted",
    ),
    case(
        "restored",
        f"""
        position.a = {{ value = "50" }}
        retraction.r = {{ of = "a" }}
        retraction.s = {{ of = "r", {LATER} }}
        """,
        "new",
    ),
    case("corrected", OWN_50 + f'position.b = {{ value = "45", supersedes = ["a"], {LATER} }}', "corrected"),
    case(
        "re-sourced by a better reading of the same value",
        OWN_50 + f'position.b = {{ value = "50", side = "own", supersedes = ["a"], grade = "A1", {LATER} }}',
        "re-sourced",
    ),
    case(
        "re-sourced by a better grade on the same day",
        f"""
        position.a = {{ value = "50", grade = "C3" }}
        position.b = {{ value = "50", grade = "B2", {LATER} }}
        """,
        "re-sourced",
    ),
]


@pytest.mark.parametrize(("text", "expected"), BOOKKEEPING)
def test_what_we_wrote_ourselves(negotiation_of: Build, text: str, expected: str) -> None:
    """Errors of ours taken back, better readings and better sources are not movements of the party."""
    assert classes(known_change(negotiation_of(EMPLOYER + text))) == expected


def test_a_retracted_red_line_softens_nothing(negotiation_of: Build) -> None:
    """A red line that we had entered by mistake never went."""
    text = 'position.r = { value = "at least 50", stance = "red-line" }\n' + f'retraction.x = {{ of = "r", {LATER} }}'
    assert known_change(negotiation_of(OWN_50 + text)) is None


STRONG = 'side = "own", attribution = "on-record"'
AGREED = f"""
proposal.p = {{ party = "state", terms = ["pay = 45"], {STRONG} }}
response.x = {{ proposal = "p", answer = "accepted", {STRONG}, stated = 2024-03-02 }}
response.y = {{ proposal = "p", answer = "accepted", {STRONG}, stated = 2024-03-02, party = "employer" }}
"""

CONTESTS = [
    case(
        "newly contested, and no movement",
        """
        position.a = { value = "50", stated = 2024-03-02, side = "own" }
        position.b = { value = "40", stated = 2024-03-02, side = "state" }
        position.c = { value = "50", side = "own" }
        """,
        "restated newly-contested",
    ),
    case(
        "a movement that is contested is both",
        """
        position.c = { value = "60", side = "own" }
        position.a = { value = "50", stated = 2024-03-02, side = "own" }
        position.b = { value = "40", stated = 2024-03-02, side = "state" }
        """,
        "closer newly-contested",
    ),
    case(
        "no longer contested, and no movement",
        """
        position.a = { value = "50", side = "own" }
        position.b = { value = "40", side = "state" }
        position.c = { value = "50", stated = 2024-03-02, side = "own" }
        """,
        "restated no-longer-contested",
    ),
    case(
        "contested all along",
        """
        position.a = { value = "50", side = "own" }
        position.b = { value = "40", side = "state" }
        position.c = { value = "unspecified", stated = 2024-03-02, side = "own" }
        """,
        "",
    ),
    case(
        "agreed",
        OWN_50 + AGREED,
        "closer agreed",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CONTESTS)
def test_contest(negotiation_of: Build, text: str, expected: str) -> None:
    """A dispute about what a position is has classes of its own beside those of movement."""
    assert classes(change(negotiation_of(EMPLOYER + text))) == expected


def test_both_parties_agree(negotiation_of: Build) -> None:
    """An agreement is news of each of the two that agreed, and of nobody else."""
    negotiation = negotiation_of(AGREED)
    snapshot = Snapshot(negotiation)
    found = changes_between(
        replace(snapshot, as_of=MARCH_1), snapshot, negotiation.parties, tuple(negotiation.issues.values())
    )
    assert [(change.party, change.issue.id, change.classes) for change in found] == [
        ("employer", "pay", ("new", "agreed")),
        ("union", "pay", ("new", "agreed")),
    ]


def test_contested_positions_come_with_a_new_contest_only(negotiation_of: Build) -> None:
    """A newly contested change holds what cannot all be true; others hold nothing of the kind."""
    negotiation = negotiation_of("""
        position.a = { value = "50", stated = 2024-03-02, side = "own" }
        position.b = { value = "40", stated = 2024-03-02, side = "state" }
        position.c = { value = "50", stated = 2024-03-02 }
        position.d = { value = "30", stated = 2024-03-03, side = "own" }
    """)
    found = change(replace(negotiation, positions=negotiation.positions[:3]))
    assert found is not None
    assert [position.id for position in found.contested] == ["a", "b"]
    later = change(negotiation)
    assert later is not None
    assert (later.classes, later.contested) == (("new",), ())


@pytest.mark.parametrize(
    ("side", "changed"),
    [case("the same voice", "own", False), case("another voice", "state", True)],
)
def test_voice(negotiation_of: Build, side: str, changed: bool) -> None:
    """A movement says where another voice gives the value than before."""
    before = f'position.a = {{ value = "50", side = "{side}" }}\n'
    found = change(negotiation_of(before + 'position.b = { value = "45", side = "own", stated = 2024-03-02 }'))
    assert found is not None
    assert found.voice_changed is changed


def test_a_new_position_changes_no_voice(negotiation_of: Build) -> None:
    """Where there was nothing before, there was no other voice."""
    found = change(negotiation_of('position.b = { value = "45", stated = 2024-03-02 }'))
    assert found is not None
    assert not found.voice_changed


def test_process_has_no_movements(negotiation_of: Build) -> None:
    """On a process issue nobody moves closer to anybody, whatever the rungs."""
    negotiation = negotiation_of("""
        position.e = { issue = "mandate", party = "employer", value = "full", side = "own" }
        position.a = { issue = "mandate", value = "none", side = "own" }
        position.b = { issue = "mandate", value = "sufficient", side = "own", stated = 2024-03-02 }
    """)
    found = change(negotiation, "mandate")
    assert (classes(found), moves(found)) == ("changed", "")


def test_a_disclosed_offer_is_a_change(negotiation_of: Build) -> None:
    """A proposal's offer that was undisclosed before and is known now is no movement, though its value is another."""
    negotiation = negotiation_of("""
        proposal.p = { terms = ["pay = undisclosed"], side = "own" }
        proposal.d = { discloses = "p", terms = ["pay = 45"], stated = 2024-03-02 }
    """)
    found = change(negotiation)
    assert found is not None
    assert found.before is not None
    assert found.after is not None
    assert (found.before.value, found.after.value, found.classes) == ("undisclosed", "45", ("disclosed",))


def test_order_of_changes(negotiation_of: Build) -> None:
    """Changes come party by party and issue by issue, in the order asked for; their classes in one order."""
    negotiation = negotiation_of("""
        position.a = { value = "50", stated = 2024-03-02 }
        position.b = { issue = "hours", value = "35", stated = 2024-03-02 }
        position.c = { party = "employer", value = "40", stated = 2024-03-02 }
    """)
    snapshot = Snapshot(negotiation)
    issues = [negotiation.issues[name] for name in ("hours", "pay")]
    found = changes_between(replace(snapshot, as_of=MARCH_1), snapshot, ("union", "employer"), issues)
    assert [(change.party, change.issue.id) for change in found] == [
        ("union", "hours"),
        ("union", "pay"),
        ("employer", "pay"),
    ]
    for change in found:
        assert list(change.classes) == sorted(change.classes, key=CHANGE_CLASSES.index)


DIRECTIONS = [
    case("a smaller gap", Gap("apart", distance=Fraction(2)), Gap("apart", distance=Fraction(1)), "closer"),
    case("a greater gap", Gap("apart", distance=Fraction(1)), Gap("apart", distance=Fraction(2)), "farther"),
    case("the same gap", Gap("apart", distance=Fraction(1)), Gap("apart", distance=Fraction(1)), ""),
    case(
        "more than as much",
        Gap("apart", distance=Fraction(1)),
        Gap("apart", distance=Fraction(1), exact=False),
        "farther",
    ),
    case("more than nothing to an overlap", Gap("apart", distance=Fraction(0), exact=False), Gap("overlap"), "closer"),
    case("an overlap to more than nothing", Gap("overlap"), Gap("apart", distance=Fraction(0), exact=False), "farther"),
    case("two overlaps", Gap("overlap"), Gap("overlap"), ""),
    case("options that meet now", Gap("apart"), Gap("overlap"), "closer"),
    case("options that meet no longer", Gap("overlap"), Gap("apart"), "farther"),
    case("other options apart", Gap("apart"), Gap("apart"), ""),
    case("silent before", SILENT, Gap("apart", distance=Fraction(1)), ""),
    case("unknown now", Gap("apart", distance=Fraction(1)), UNKNOWN, ""),
    case("not comparable now", Gap("overlap"), Gap("not comparable", reason="basis"), ""),
]


@pytest.mark.parametrize(("before", "after", "expected"), DIRECTIONS)
def test_direction(before: Gap, after: Gap, expected: str) -> None:
    """A movement has a direction where the sets meet now, or no longer, or both distances are known and differ."""
    assert Movement("employer", before, after).direction == expected


DIFFERS = [
    case("apart", EMPLOYER + OWN_50, "pay", "apart", True),
    case("overlap", EMPLOYER + 'position.a = { value = "at least 40" }', "pay", "overlap", False),
    case("only one side", OWN_50, "pay", "silent", True),
    case("unknown", EMPLOYER + 'position.a = { value = "undisclosed" }', "pay", "unknown", True),
    case(
        "not comparable", EMPLOYER + 'position.a = { value = "40", qualifier = "net" }', "pay", "not comparable", True
    ),
    case(
        "an issue of process",
        """
        position.a = { issue = "mandate", value = "none" }
        position.e = { issue = "mandate", value = "full", party = "employer" }
        """,
        "mandate",
        "apart",
        False,
    ),
    case(
        "an issue of process with one side",
        'position.a = { issue = "mandate", value = "none" }',
        "mandate",
        "silent",
        False,
    ),
]


@pytest.mark.parametrize(("text", "issue", "status", "expected"), DIFFERS)
def test_differs(negotiation_of: Build, text: str, issue: str, status: str, expected: bool) -> None:
    """A difference counts unless the sets overlap or the issue is one of process."""
    negotiation = negotiation_of(text)
    (found,) = differences_between(_sides(negotiation), Snapshot(negotiation), [negotiation.issues[issue]])
    assert (found.gap.status, found.differs) == (status, expected)


def _sides(negotiation: Negotiation) -> tuple[dict[str, Position], dict[str, Position]]:
    snapshot = Snapshot(negotiation)
    union, employer = (
        {
            name: found
            for name, issue in negotiation.issues.items()
            if (found := current_position(snapshot, party, issue))
        }
        for party in ("union", "employer")
    )
    return union, employer


def test_both_silent_is_no_difference(negotiation_of: Build) -> None:
    """Where neither side spoke there is nothing to compare, in the order of the issues asked for."""
    negotiation = negotiation_of(OWN_50 + 'position.h = { issue = "hours", value = "35", party = "employer" }')
    issues = [negotiation.issues[name] for name in ("hours", "start", "pay")]
    found = differences_between(_sides(negotiation), Snapshot(negotiation), issues)
    assert [difference.issue.id for difference in found] == ["hours", "pay"]


@pytest.mark.parametrize("value", [case("a value", "50"), case("undisclosed", "undisclosed")])
def test_the_same_record_is_no_difference(negotiation_of: Build, value: str) -> None:
    """A side set beside itself does not differ, even where nobody knows the value."""
    negotiation = negotiation_of(f'position.a = {{ value = "{value}" }}')
    one, other = _sides(negotiation)[0], {"pay": replace(negotiation.positions[0])}
    (found,) = differences_between((one, other), Snapshot(negotiation), [negotiation.issues["pay"]])
    assert not found.differs


@pytest.fixture(scope="module")
def empty(negotiation_of: Build) -> Negotiation:
    """The parties and issues, and no entries."""
    return negotiation_of("")


def position(name: str, party: str, value: str, day: int) -> Position:
    """Return a party's own statement of one day in March."""
    stated = parse_when(date(2024, 3, day))
    return Position(
        id=name,
        party=party,
        issue="pay",
        value=value,
        side="own",
        stated=stated,
        day=date(2024, 3, day),
        recorded=RECORDED,
    )


NUMBERS = st.integers(1, 60).map(str)
SETS = st.one_of(
    NUMBERS,
    st.sampled_from(["at least {}", "under {}", "over {}", "not {}"]).flatmap(lambda words: NUMBERS.map(words.format)),
    st.tuples(st.integers(1, 30), st.integers(31, 60)).map(lambda ends: f"{ends[0]}..{ends[1]}"),
)
REVERSED = {"closer": "farther", "farther": "closer", "hardened": "softened", "softened": "hardened"}


@given(one=SETS, other=SETS, theirs=SETS)
def test_reversed_movements(empty: Negotiation, one: str, other: str, theirs: str) -> None:
    """Seen in reverse, closer is farther and hardened is softened; all else stays as it is."""
    there, back = (
        change(empty.with_entries([position("e", "employer", theirs, 1), *_two(values)]))
        for values in ((one, other), (other, one))
    )
    assert sorted(REVERSED.get(part, part) for part in classes(there).split()) == sorted(classes(back).split())


def _two(values: tuple[str, str]) -> tuple[Position, Position]:
    return position("a", "union", values[0], 1), position("b", "union", values[1], 2)


@given(values=st.lists(SETS, max_size=6), day=st.integers(1, 6))
def test_no_change_from_a_reading_to_itself(empty: Negotiation, values: list[str], day: int) -> None:
    """Between a moment and the same moment nothing changed, for no party and on no issue."""
    added = [
        position(f"p{number}", ("union", "employer")[number % 2], value, number // 2 + 1)
        for number, value in enumerate(values)
    ]
    negotiation = empty.with_entries(added)
    issues = tuple(negotiation.issues.values())
    one, other = (Snapshot(negotiation, date(2024, 3, day)) for _ in range(2))
    assert changes_between(one, other, negotiation.parties, issues) == []
