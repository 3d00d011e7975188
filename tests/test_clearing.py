"""What a later statement clears, held to the rule said out loud, whatever is said by whom and on which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.dates import parse_when
from negtrack.gap import contains
from negtrack.model import Issue, Negotiation, Party, Position, is_later
from negtrack.query import Snapshot, live_positions, remaining_positions
from negtrack.values import parse_value

ISSUES = {
    "pay": Issue(id="pay", title="Pay", kind="quantity"),
    "mandate": Issue(id="mandate", title="Mandate", kind="mandate"),
}
PARTIES = {name: Party(id=name, name=name, role="principal") for name in ("union", "employer", "state")}
SIDES = (("own", "union"), ("own", "union/ann"), ("union", "union"), ("state", "state"), ("media", "Ann"))
DAYS = st.dates(date(2024, 3, 1), date(2024, 3, 4))


@st.composite
def positions_of(draw: st.DrawFn, count: int) -> list[Position]:
    """Draw up to `count` positions of the union on one issue: its own words, papers, delegates', others'."""
    return [_draw_position(draw, number) for number in range(draw(st.integers(0, count)))]


def _draw_position(draw: st.DrawFn, number: int) -> Position:
    side, voice = draw(st.sampled_from(SIDES))
    day = draw(DAYS)
    first = draw(st.sampled_from(["", "2024-02-28/"]))
    stance = draw(st.sampled_from(["demand", "demand", "offer", "acceptance", "red-line", "withdrawal"]))
    paper = draw(st.sampled_from(["", "", f"paper{number}"])) if stance == "offer" else ""
    is_withdrawal = stance == "withdrawal"
    return Position(
        id=f"p{number}",
        party="union",
        recorded=datetime(2024, 6, 1, tzinfo=UTC),
        issue="pay",
        day=day,
        stated=parse_when(f"{first}{day}"),
        value="" if is_withdrawal else draw(st.sampled_from(["40", "50", "at most 45", "unspecified", "undisclosed"])),
        stance=stance,
        side=side,
        voice=voice,
        attribution=draw(st.sampled_from(["on-record", "background", None])),
        modality="said" if is_withdrawal else draw(st.sampled_from(["said", "said", "said", "considered"])),
        toward=draw(st.sampled_from(["", "", "employer", "state"])),
        after=draw(st.sampled_from([(), (), (f"p{number - 1}",)])) if number else (),
        withdraws=("p0",) if is_withdrawal else (),
        proposal=paper,
        origin=paper,
    )


def snapshot_of(positions: Sequence[Position], issue: str) -> Snapshot:
    """Return a snapshot of `positions`, all on `issue`."""
    values = {"40": "limited", "50": "full", "at most 45": "refer-back"} if issue == "mandate" else {}
    found = [replace(one, issue=issue, value=values.get(one.value, one.value)) for one in positions]
    return Snapshot(Negotiation(id="talks", title="Talks", parties=PARTIES, issues=ISSUES, positions=tuple(found)))


def names_outcomes(one: Position) -> bool:
    """Return whether it was said as it stands and names outcomes."""
    return one.value not in ("", "unspecified", "undisclosed") and one.modality == "said"


def sort(one: Position) -> str:
    """Return the modality, else the flag, else nothing."""
    return one.modality if one.modality != "said" else one.value if one.value.startswith("un") else ""


def clears(later: Position, one: Position) -> bool:
    """Return whether the rule lets a later word end an earlier one, rule by rule."""
    rank, other = int(later.strength), int(one.strength)
    common = later.voice == "union" and later.is_own
    if not names_outcomes(later):
        return later.voice == one.voice and sort(later) == sort(one)
    if one.stance == "red-line" and names_outcomes(one):
        return later.stance == "red-line" and later.voice == one.voice
    if one.issue == "mandate":
        return later.voice == one.voice
    if later.proposal:
        return one.proposal != "" or other == 2 or rank <= other
    if one.proposal:
        return common and later.stance in ("offer", "acceptance") and rank <= other
    if common:
        delegates = one.is_own and one.voice != "union"
        return rank <= other and (not delegates or later.stance == "acceptance")
    if later.is_own:
        return later.voice == one.voice and rank <= other
    return later.voice == one.voice and not one.is_own


def crosses(later: Position, one: Position) -> bool:
    """Return whether the party itself goes outside a red line with no weaker a word."""
    if one.stance != "red-line" or not names_outcomes(one) or later.stance == "red-line":
        return False
    if not names_outcomes(later) or not later.is_own or later.strength > one.strength:
        return False
    scale = ISSUES[one.issue].scale
    return contains(parse_value(one.value, scale), parse_value(later.value, scale), scale) is False


def stand(positions: Sequence[Position], toward: str) -> set[str]:
    """Return the ids of what still stands, comparing every pair."""
    held = [one for one in positions if one.stance == "withdrawal" and (one.is_own or one.side == "media")]
    ends = {name: one for one in sorted(held, key=lambda one: (one.day, one.id)) for name in one.withdraws}

    def is_ended(one: Position) -> bool:
        by_name = one.id in ends and not is_later(one, ends[one.id])
        red_line = one.stance == "red-line" and names_outcomes(one)
        return by_name or (not red_line and any(is_later(withdrawal, one) for withdrawal in held))

    def is_cleared(one: Position) -> bool:
        meant = [later for later in positions if later.value and later.toward in ("", one.toward, toward)]
        return any(is_later(later, one) and (clears(later, one) or crosses(later, one)) for later in meant)

    asked = [one for one in positions if one.value and (not toward or one.toward in ("", toward))]
    return {one.id for one in asked if not is_ended(one) and not is_cleared(one)}


def live(snapshot: Snapshot, issue: str, toward: str) -> set[str]:
    """Return the ids of the union's live positions."""
    return {position.id for position in live_positions(snapshot, "union", ISSUES[issue], toward)}


@pytest.mark.parametrize("issue", ISSUES)
@pytest.mark.parametrize("toward", ["", "employer", "state"])
@given(positions=positions_of(9))
def test_what_clears(positions: list[Position], issue: str, toward: str) -> None:
    """What is live is what the rule leaves, in every pair."""
    snapshot = snapshot_of(positions, issue)
    assert live(snapshot, issue, toward) == stand(snapshot.negotiation.positions, toward)


@pytest.mark.parametrize("issue", ISSUES)
@pytest.mark.parametrize("toward", ["", "employer"])
@given(positions=positions_of(12), cut=st.integers(0, 12))
def test_what_remains_can_be_remembered(positions: list[Position], cut: int, issue: str, toward: str) -> None:
    """What remains of what remains of the first and of the others gives the same answer as all of them."""
    known = snapshot_of(positions, issue).negotiation.positions
    remaining = (*remaining_positions(known[:cut], ISSUES[issue]), *known[cut:])
    assert live(snapshot_of(remaining, issue), issue, toward) == stand(known, toward)


def test_what_is_past_is_dropped() -> None:
    """Of a party that says something on record every day only the last day remains."""
    recorded = datetime(2024, 6, 1, tzinfo=UTC)
    days = [date(2024, 3, day) for day in range(1, 9)]
    group = [
        Position(
            id=f"p{day.day}",
            party="union",
            recorded=recorded,
            issue="pay",
            day=day,
            stated=parse_when(day),
            value="40",
            side="own",
            voice="union",
            attribution="on-record",
        )
        for day in days
    ]
    assert [position.id for position in remaining_positions(group, ISSUES["pay"])] == ["p8"]
