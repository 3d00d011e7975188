"""Conditions that a party sets in return, and whether they are met."""

from __future__ import annotations

from typing import Literal

from negtrack.errors import NotationError
from negtrack.frozen import dataclass
from negtrack.gap import gap_between
from negtrack.model import Issue, Position, parse_term
from negtrack.query.pairs import bloc, speaks_for_itself
from negtrack.query.positions import current_position, value_of
from negtrack.query.snapshot import Snapshot
from negtrack.values import Value, parse_value


@dataclass(frozen=True)
class Condition:
    """One condition as written; `state` is "" for prose, which cannot be checked."""

    text: str
    state: Literal["met", "not met", "unknown", ""]

    def __str__(self) -> str:
        return f"{self.text} ({self.state})" if self.state else self.text


def conditions_of(snapshot: Snapshot, position: Position) -> tuple[Condition, ...]:
    """Return the conditions of a position. A condition `issue = value` is met if every counterpart accepts part of the
    value, not met if one accepts none of it, otherwise unknown."""
    return tuple(_condition(snapshot, position, text) for text in position.requires)


def _condition(snapshot: Snapshot, position: Position, text: str) -> Condition:
    issue, value = _parse_term(snapshot, text)
    if issue is None or value is None:
        return Condition(text, "")
    holder = snapshot.negotiation.parties[position.party]
    others = [
        party.id
        for party in snapshot.negotiation.principals
        if bloc(party) != bloc(holder) and speaks_for_itself(snapshot, party, issue)
    ]
    counterparts = [position.toward] if position.toward else others
    statuses = {_status(snapshot, name, issue, value, position.party) for name in counterparts}
    if "apart" in statuses:
        return Condition(text, "not met")
    return Condition(text, "met" if statuses == {"overlap"} else "unknown")


def _parse_term(snapshot: Snapshot, text: str) -> tuple[Issue | None, Value | None]:
    try:
        term = parse_term(text)
        issue = snapshot.negotiation.issues.get(term.issue)
        return issue, parse_value(term.value, issue.scale) if issue else None
    except NotationError:
        return None, None


def _status(snapshot: Snapshot, party: str, issue: Issue, value: Value, holder: str) -> str:
    theirs = current_position(snapshot, party, issue, toward=holder)
    accepted = value_of(theirs, issue) if theirs else None
    return gap_between(accepted, value, issue.scale, snapshot.negotiation.event_dates).status
