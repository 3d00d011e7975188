"""What a later statement clears, held to the rule said out loud, whatever is said by whom and on which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.model import Issue, Negotiation, Party, Position
from negtrack.query import Snapshot, live_positions, remaining_positions

ISSUES = {
    "pay": Issue(id="pay", title="Pay", kind="quantity"),
    "mandate": Issue(id="mandate", title="Mandate", kind="mandate"),
}
PARTIES = {name: Party(id=name, name=name, role="principal") for name in ("union", "employer", "state")}
POSITIONS = st.builds(
    Position,
    id=st.just(""),
    party=st.just("union"),
    recorded=st.just(datetime(2024, 6, 1, tzinfo=UTC)),
    issue=st.just("pay"),
    day=st.dates(date(2024, 3, 1), date(2024, 3, 4)),
    value=st.sampled_from(["40", "50", "unspecified", ""]),
    stance=st.sampled_from(["demand", "demand", "red-line"]),
    side=st.sampled_from(["own", "union", "state", "media"]),
    speaker=st.sampled_from(["", "Aides", "union"]),  # a paper may go by the holder's own name
    toward=st.sampled_from(["", "", "employer", "state"]),
)


def build_position(day: int, side: str, **more: Any) -> Position:
    """Return a position of a day of March."""
    recorded = datetime(2024, 6, 1, tzinfo=UTC)
    return Position(
        id="", party="union", recorded=recorded, issue="pay", day=date(2024, 3, day), value="40", side=side, **more
    )


"""A paper that goes by the holder's name clears what the holder said, and not what that had cleared in a pair."""


def snapshot_of(positions: list[Position], issue: str) -> Snapshot:
    """Return a snapshot of `positions`, all on `issue`; those without a value withdraw the first."""
    value = {"40": "limited", "50": "full"} if issue == "mandate" else {}
    found = [
        replace(position, id=f"p{number}", issue=issue, value=value.get(position.value, position.value))
        if position.value
        else replace(position, id=f"p{number}", issue=issue, stance="withdrawal", withdraws=("p0",))
        for number, position in enumerate(positions)
    ]
    return Snapshot(Negotiation(id="talks", title="Talks", parties=PARTIES, issues=ISSUES, positions=tuple(found)))


def clears(later: Position, one: Position, toward: str) -> bool:
    """Whether `later` clears `one`: said afterwards, with a set, by the same voice or, but for mandates, by the holder
    itself, to all or to whom `one` was meant for or is asked about."""
    voices = later.voice == one.voice or (later.is_own and one.issue != "mandate")
    return (
        later.day > one.day
        and later.value not in ("", "unspecified")
        and voices
        and later.toward in ("", one.toward, toward)
    )


def stand(positions: tuple[Position, ...], toward: str) -> set[str]:
    """The ids of what nothing cleared, and every red line, that the holder did not withdraw; with `toward` of what was
    meant for all or for that one."""
    gone = {name for position in positions if position.is_own for name in position.withdraws}
    meant = [
        position
        for position in positions
        if position.value and position.id not in gone and (not toward or position.toward in ("", toward))
    ]
    return {
        position.id
        for position in meant
        if position.stance == "red-line" or not any(clears(later, position, toward) for later in positions)
    }


def live(snapshot: Snapshot, issue: str, toward: str) -> set[str]:
    """Return the ids of the union's live positions."""
    return {position.id for position in live_positions(snapshot, "union", ISSUES[issue], toward)}


@pytest.mark.parametrize("issue", ISSUES)
@pytest.mark.parametrize("toward", ["", "employer", "state"])
@given(positions=st.lists(POSITIONS, max_size=7))
def test_what_clears(positions: list[Position], issue: str, toward: str) -> None:
    """What is live is what the rule leaves, in every pair."""
    snapshot = snapshot_of(positions, issue)
    assert live(snapshot, issue, toward) == stand(snapshot.negotiation.positions, toward)


@pytest.mark.parametrize("issue", ISSUES)
@given(first=st.lists(POSITIONS, max_size=7), later=st.lists(POSITIONS, max_size=4))
def test_what_remains_can_be_remembered(first: list[Position], later: list[Position], issue: str) -> None:
    """What remains of two groups together is what remains of what remains of the first, and the second."""
    known = ISSUES[issue]
    remaining = remaining_positions(first, known)
    assert remaining_positions([*first, *later], known) == remaining_positions([*remaining, *later], known)
