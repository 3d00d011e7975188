"""What a later statement clears, held to the rules compared pair by pair, with all voices and days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.dates import parse_when
from negtrack.gap import contains
from negtrack.model import Issue, Negotiation, Party, Position, Proposal, Strength, is_later
from negtrack.query import Snapshot, live_positions, remaining_positions
from negtrack.query.remaining import Remainder
from negtrack.values import parse_value

ISSUES = {
    "pay": Issue(id="pay", title="Pay", kind="quantity", basis="gross"),
    "mandate": Issue(id="mandate", title="Mandate", kind="mandate"),
}
LEVELS = {"40": "limited", "50": "full", "at most 45": "refer-back"}
PARTIES = {name: Party(id=name, name=name, role="principal") for name in ("union", "employer", "state")}
VOICES = (
    *(("own", "union"), ("own", "union"), ("union", "union"), ("own", "union/ann"), ("own", "union/bob")),
    *(("state", "state"), ("media", "Ann"), ("media", "union"), ("", "reported")),
)
FIRST = date(2024, 3, 1)
RECORDED = datetime(2024, 6, 1, tzinfo=UTC)


@st.composite
def positions_of(draw: st.DrawFn, count: int) -> list[Position]:
    """Draw up to `count` positions of the union on one issue: its own words, papers, acceptances, delegates', others',
    of days, instants and spans, and withdrawals."""
    found: list[Position] = []
    for number in range(draw(st.integers(0, count))):
        position = _draw_position(draw, f"p{number}", found)
        named = draw(st.sampled_from([None, None, *found]))
        if named and not is_later(named, position):
            position = replace(position, after=(named.origin or named.id,))
        found.append(position)
    return found


def _draw_position(draw: st.DrawFn, name: str, earlier: Sequence[Position]) -> Position:
    side, voice = draw(st.sampled_from(VOICES))
    said = ["demand", "demand", "offer", "offer", "acceptance", "red-line"]
    stance = draw(st.sampled_from([*said, "withdrawal", "withdrawal", "denial"]))
    is_withdrawal, takes_back = stance == "withdrawal", stance in ("withdrawal", "denial")
    paper = f"{name}-paper" if stance == "offer" and draw(st.booleans()) else ""
    values = ["40", "50", "at most 45", "unspecified", "undisclosed"]
    names = [known for other in earlier for known in (other.id, other.proposal) if known]
    withdrawn = draw(st.lists(st.sampled_from(names), max_size=2)) if is_withdrawal and names else []
    limit = [Strength.STRONG, Strength.WEAK, Strength.OTHER] if stance == "acceptance" else [Strength.STRONG]
    stated, day = draw(moments())
    return Position(
        id=name,
        party="union",
        recorded=RECORDED,
        issue="pay",
        day=day,
        stated=parse_when(stated),
        value="" if takes_back else draw(st.sampled_from([*values[:3], *values])),
        stance=stance,
        side=side,
        voice=voice,
        attribution=draw(st.sampled_from(["on-record", "document", "background", None])),
        modality="said" if takes_back else draw(st.sampled_from([*["said"] * 6, "considered", "hoped"])),
        toward=draw(st.sampled_from(["", "", "", "employer", "state"])),
        qualifier=draw(st.sampled_from(["", "", "", "gross", "net"])),
        withdraws=tuple(withdrawn),
        proposal=paper,
        origin=paper,
        at_most=draw(st.sampled_from(limit)),
    )


@st.composite
def moments(draw: st.DrawFn) -> tuple[str, date]:
    """Draw a day, an instant, or a span with an open or a known start, and the day on which that counts."""
    first, last = sorted(FIRST + timedelta(days=draw(st.integers(0, 4))) for _ in range(2))
    text = draw(
        st.sampled_from([f"{last}", f"{last}", f"{last}T09:00:00Z", f"{last}T18:00:00Z", f"{first}/{last}", ""])
    )
    return text or f"../{last}", draw(st.sampled_from([last, last, first])) if "/" in text else last


def snapshot_of(positions: Iterable[Position], issue: str) -> Snapshot:
    """Return a snapshot of `positions`, all on `issue`, and of the papers that they come from."""
    levels = LEVELS if issue == "mandate" else {}
    found = tuple(replace(one, issue=issue, value=levels.get(one.value, one.value)) for one in positions)
    papers = tuple(_paper_of(one) for one in found if one.proposal)
    return Snapshot(
        Negotiation(id="talks", title="Talks", parties=PARTIES, issues=ISSUES, positions=found, proposals=papers)
    )


def _paper_of(term: Position) -> Proposal:
    moment: dict[str, Any] = {"stated": term.stated, "day": term.day, "after": term.after}
    return Proposal(id=term.proposal, party="union", recorded=RECORDED, title="Paper", **moment)


def names_outcomes(one: Position) -> bool:
    """Return whether it was said as it stands and names outcomes."""
    return one.value not in ("", "unspecified", "undisclosed") and one.modality == "said"


def sort(one: Position) -> str:
    """Return the modality of what was not said as it stands, else `unspecified`, `undisclosed` or nothing."""
    return one.modality if one.modality != "said" else one.value if one.value.startswith("un") else ""


def is_own(one: Position) -> bool:
    """Return whether the party or one of its delegates says so."""
    return one.side in ("own", "union")


def is_common(one: Position) -> bool:
    """Return whether the party itself speaks, not a delegate of it alone."""
    return is_own(one) and "/" not in one.voice


def is_delegates(one: Position) -> bool:
    """Return whether it is a delegate's own word, and no paper."""
    return "/" in one.voice and not one.proposal


def is_others(one: Position) -> bool:
    """Return whether somebody else says so, and it is no paper."""
    return not is_own(one) and not one.proposal


def is_same_voice(one: Position, other: Position) -> bool:
    """Return whether one voice says both: a speaker who is only named like the party is another."""
    return one.voice == other.voice and is_own(one) == is_own(other)


def clears(later: Position, one: Position) -> bool:
    """Return whether the rules let a word end an earlier one, rule by rule."""
    same = is_same_voice(later, one)
    binds = later.strength <= one.strength
    if not names_outcomes(later):
        return same and sort(later) == sort(one)
    if one.stance == "red-line" and names_outcomes(one):
        return (same and later.stance == "red-line") or crosses(later, one)
    if one.issue == "mandate":
        return same
    if later.proposal:
        return bool(one.proposal) or is_others(one) or binds
    if one.proposal and later.strength == 2:
        return False
    if one.proposal:
        return is_common(later) and later.stance in ("offer", "acceptance") and binds
    if is_common(later):
        if later.strength == 2:
            return same and is_common(one) and one.strength == 2
        return is_others(one) or (binds and (not is_delegates(one) or later.stance == "acceptance"))
    if is_delegates(later):
        return same and binds
    return same and is_others(one)


def crosses(later: Position, one: Position) -> bool:
    """Return whether the party itself, in no weaker a word, goes outside a red line on the basis of that."""
    scale = ISSUES[one.issue].scale
    basis = ISSUES[one.issue].basis
    if not names_outcomes(one) or not names_outcomes(later) or later.stance == "red-line":
        return False
    if not is_own(later) or later.strength > one.strength:
        return False
    if one.issue == "mandate" and not is_same_voice(later, one):
        return False
    if (later.qualifier or basis) != (one.qualifier or basis):
        return False
    return contains(parse_value(one.value, scale), parse_value(later.value, scale), scale) is False


def stand(positions: Sequence[Position], toward: str) -> set[str]:
    """Return the ids of what still stands, comparing every pair."""
    held = [one for one in positions if one.stance == "withdrawal" and (is_own(one) or one.side in ("media", ""))]

    def is_ended(one: Position) -> bool:
        naming = [withdrawal for withdrawal in held if {one.id, one.proposal} & set(withdrawal.withdraws)]
        by_name = any(not is_later(one, withdrawal) for withdrawal in naming)
        is_line = one.stance == "red-line" and names_outcomes(one)
        meant = [withdrawal for withdrawal in held if withdrawal.toward in ("", one.toward, toward)]
        return by_name or (not is_line and any(is_later(withdrawal, one) for withdrawal in meant))

    def is_cleared(one: Position) -> bool:
        meant = [later for later in positions if later.value and later.toward in ("", one.toward, toward)]
        return any(is_later(later, one) and clears(later, one) for later in meant)

    asked = [one for one in positions if one.value and (not toward or one.toward in ("", toward))]
    return {one.id for one in asked if not is_ended(one) and not is_cleared(one)}


def live(snapshot: Snapshot, issue: str, toward: str) -> set[str]:
    """Return the ids of the union's live positions."""
    return {position.id for position in live_positions(snapshot, "union", ISSUES[issue], toward)}


@pytest.mark.parametrize("issue", ISSUES)
@pytest.mark.parametrize("toward", ["", "employer", "state"])
@given(positions=positions_of(9))
def test_what_clears(positions: list[Position], issue: str, toward: str) -> None:
    """What is live is what the rules leave, in every pair."""
    snapshot = snapshot_of(positions, issue)
    assert live(snapshot, issue, toward) == stand(snapshot.negotiation.positions, toward)


@pytest.mark.parametrize("issue", ISSUES)
@pytest.mark.parametrize("toward", ["", "employer"])
@given(positions=positions_of(12))
def test_what_remains_can_be_remembered(positions: list[Position], issue: str, toward: str) -> None:
    """What remains of all that comes from no paper, together with the papers, gives the same answer as all."""
    negotiation = snapshot_of(positions, issue).negotiation
    papers = [position for position in negotiation.positions if position.proposal]
    others = [position for position in negotiation.positions if not position.proposal]
    remaining = (*remaining_positions(negotiation, others, ISSUES[issue]), *papers)
    everything = stand(negotiation.positions, toward)
    assert stand(remaining, toward) == everything
    assert live(snapshot_of(remaining, issue), issue, toward) == everything
    assert any(one.value for one in remaining) == any(one.value for one in positions)  # the party was heard
    assert max((one.day for one in remaining), default=None) == max((one.day for one in positions), default=None)


@pytest.mark.parametrize("issue", ISSUES)
@given(positions=positions_of(9))
def test_what_remains_day_after_day(positions: list[Position], issue: str) -> None:
    """What remains once the words of each day were added gives the same answer as all, in every pair."""
    known = snapshot_of(positions, issue).negotiation
    remainder = Remainder(known, ISSUES[issue])
    for day in sorted({position.day for position in known.positions}):
        said = [(number, position) for number, position in enumerate(known.positions) if position.day == day]
        remainder.add(said)
    for toward in ("", "employer", "state"):
        everything = stand(known.positions, toward)
        assert stand(remainder.positions, toward) == everything
        assert live(snapshot_of(remainder.positions, issue), issue, toward) == everything


def word(name: str, day: int, value: str, stance: str = "demand", **fields: Any) -> Position:
    """Return a position of the union on pay in its own strong voice."""
    moment = date(2024, 3, day)
    common: dict[str, Any] = {"party": "union", "recorded": RECORDED, "issue": "pay", "side": "own", "voice": "union"}
    common |= {"day": moment, "stated": parse_when(moment), "attribution": "on-record"}
    return Position(id=name, value=value, stance=stance, **common | fields)


PAST = [
    pytest.param(
        [
            word("line", 1, "at most 45", "red-line"),
            word("crossing", 2, "50"),
            word("back", 3, "40"),
            word("other", 4, "at most 45", "red-line", toward="employer"),
        ],
        {"": {"back", "other"}, "employer": {"other"}, "state": {"back"}},
        id="a-crossed-red-line-beside-a-new-one-toward-one-party",
    ),
    pytest.param(
        [
            word("strong", 1, "unspecified"),
            word("weak", 2, "unspecified", attribution=None),
            word("value", 3, "40", attribution=None),
        ],
        {"": {"value"}, "employer": {"value"}, "state": {"value"}},
        id="a-weak-word-without-a-value-ended-a-strong-one",
    ),
    pytest.param(
        [
            word("line", 1, "unspecified", "red-line"),
            word("remark", 2, "unspecified"),
            word("value", 3, "40"),
        ],
        {"": {"value"}, "employer": {"value"}, "state": {"value"}},
        id="a-red-line-without-a-value-ends-as-any-word",
    ),
    pytest.param(
        [
            word("perhaps-later", 4, "40", stated=parse_when("../2024-03-04")),
            word("of-one", 2, "", "withdrawal", withdraws=("perhaps-later",)),
            word("of-all", 4, "", "withdrawal"),
        ],
        {"": set(), "employer": set(), "state": set()},
        id="a-withdrawal-that-names-a-record-before-one-of-all",
    ),
]


@pytest.mark.parametrize(("positions", "expected"), PAST)
def test_what_is_past_has_had_its_effect(positions: list[Position], expected: dict[str, set[str]]) -> None:
    """What remains keeps what has ended something that would stand again without it."""
    remaining = remaining_positions(snapshot_of(positions, "pay").negotiation, positions, ISSUES["pay"])
    for group in (positions, remaining):
        assert {toward: live(snapshot_of(group, "pay"), "pay", toward) for toward in expected} == expected


def remains(group: list[Position]) -> list[str]:
    """Return what remains of positions on pay."""
    known = snapshot_of(group, "pay").negotiation
    return [position.id for position in remaining_positions(known, group, ISSUES["pay"])]


def remains_day_after_day(group: list[Position]) -> list[str]:
    """Return what remains of positions on pay that are added in their order."""
    remainder = Remainder(snapshot_of(group, "pay").negotiation, ISSUES["pay"])
    for number, position in enumerate(group):
        remainder.add([(number, position)])
    return [position.id for position in remainder.positions]


def test_what_is_past_is_dropped() -> None:
    """Of a party that says something on record every day only the last day remains, also where days are added."""
    group = [word(f"p{day}", day, "40") for day in range(1, 9)]
    assert remains(group) == remains_day_after_day(group) == ["p8"]


def test_what_took_back_earlier_words_is_dropped() -> None:
    """Of withdrawals to all the last remains, and what it ended; of claims nothing that a later word of the party has
    cleared. A denial remains, as what it names may be of a later day, of another issue or an answer."""
    group = [
        *(word("first", 1, "40"), word("gone", 2, "", "withdrawal"), word("again", 3, "", "withdrawal")),
        *(
            word("denied", 4, "", "denial", denies=("first",)),
            word("claimed", 4, "", "withdrawal", side="state", voice="state"),
        ),
    ]
    assert remains(group) == remains_day_after_day(group) == ["first", "again", "denied", "claimed"]
    group.append(word("back", 5, "40"))
    assert remains(group) == remains_day_after_day(group) == ["again", "denied", "back"]
    toward = [*group, word("to-one", 6, "", "withdrawal", toward="employer"), word("to-all", 7, "", "withdrawal")]
    assert remains(toward) == remains_day_after_day(toward) == ["denied", "back", "to-all"]


def test_a_withdrawal_that_says_what_it_came_after_remains() -> None:
    """A later withdrawal does not end what only an earlier one is known to have come after."""
    early = word("early", 4, "40", stated=parse_when("../2024-03-04"))
    group = [early, word("gone", 3, "", "withdrawal", after=("early",)), word("again", 4, "", "withdrawal")]
    assert remains(group) == ["early", "gone", "again"]
    assert live(snapshot_of(group, "pay"), "pay", "") == set()


def test_what_only_a_replaced_red_line_kept_is_dropped() -> None:
    """What a later word has cleared remains for a red line that rests on it, until another line replaces that."""
    line, inside, later = word("line", 1, "at most 45", "red-line"), word("inside", 2, "40"), word("later", 3, "40")
    new = word("new", 4, "at most 45", "red-line")
    assert remains_day_after_day([line, inside, later]) == ["line", "inside", "later"]
    assert remains([line, inside, later, new]) == remains_day_after_day([line, inside, later, new])
    assert "inside" not in remains_day_after_day([line, inside, later, new])


def test_of_a_crossed_red_line_only_the_first_crossing_remains() -> None:
    """What a party says once it went outside its red line is as past as without that line."""
    line, inside, crossing = (
        word("line", 1, "at most 45", "red-line"),
        word("inside", 2, "40"),
        word("crossing", 3, "50"),
    )
    later = [word(f"p{day}", day, "50") for day in range(4, 9)]
    assert remains([line, inside]) == ["line", "inside"]
    assert remains([line, inside, crossing, *later]) == ["line", "crossing", "p8"]
