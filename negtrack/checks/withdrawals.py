"""What a withdrawal or a denial that names a whole paper, or the answer to one, takes back besides its own issue."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from negtrack.model import TAKING_BACK, Agreement, Entry, Position, Proposal, Response
from negtrack.query import Snapshot, holds

_MOST = 5
"""Most issues that are named."""


def taken_along_text(snapshot: Snapshot, position: Position) -> str:
    """Return in words what else than its own issue a withdrawal or a denial takes back, and how to take back that
    alone; "" where it takes back nothing else, or is only a claim."""
    is_own_denial = position.stance == "denial" and position.is_own
    for name in (*position.withdraws, *position.denies) if is_own_denial or holds(position) else ():
        entry = snapshot.negotiation.entries.get(name)
        issues = _issues_of(snapshot, entry) if entry and entry.party == position.party else ()
        apart = _issues_apart(snapshot, position, name)
        if entry and (others := [issue for issue in issues if issue not in apart]):
            advice = _advice(position, entry) if position.issue in issues else ""
            verb = "withdraws" if position.stance == "withdrawal" else "denies"
            return f"{verb} all of {name}, also what it says on {_listed(others)}{advice}"
    return ""


def _issues_of(snapshot: Snapshot, entry: Entry | None) -> Sequence[str]:
    """Return the issues on which a paper has terms, or on which an answer to one says something."""
    if isinstance(entry, Response):
        answered = snapshot.negotiation.entries.get(entry.proposal)
        return [issue for issue in _issues_of(snapshot, answered) if entry.concerns(issue)]
    if isinstance(entry, Proposal):
        return [term.issue for term in snapshot.terms_of(entry)]
    return [term.issue for term in entry.terms] if isinstance(entry, Agreement) else ()


def _issues_apart(snapshot: Snapshot, position: Position, name: str) -> Collection[str]:
    """Return the issues on which the party takes back the same whole: who records that on each issue means them all."""
    acts = (act for act in snapshot.negotiation.taking_back if act.party == position.party)
    return {act.issue for act in acts if act.stance == position.stance and name in (*act.withdraws, *act.denies)}


def _advice(position: Position, entry: Entry) -> str:
    """Return how to take back what the whole says on the issue of a withdrawal alone."""
    if not isinstance(entry, Response):
        return f"; --{TAKING_BACK[position.stance]} {entry.id}#{position.issue} takes back {position.issue} alone"
    if position.stance == "denial":
        return ""
    term = f"{entry.proposal}#{position.issue}"
    return f"; to go back on {position.issue} alone, record an answer to it: add-response {entry.party} {term} rejected"


def _listed(issues: Sequence[str]) -> str:
    rest = len(issues) - _MOST
    shown = [*issues[:_MOST], *([f"{rest} more"] if rest > 0 else [])]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
