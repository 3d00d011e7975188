"""What a withdrawal or a denial that names a whole paper, or the answer to one, takes back besides."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from negtrack.model import TAKING_BACK, Agreement, Entry, Position, Proposal, Response
from negtrack.query import Snapshot, holds, live_positions

_MOST = 5
"""Most issues or values that are named."""
_ACCEPTING = ("accepted", "accepted-with-reservations")


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


def ended_beside_text(snapshot: Snapshot, position: Position) -> str:
    """Return in words what a withdrawal ends on its issue though nothing that it names says anything there, and how to
    take back that alone; "" where it names something there, or ends nothing else."""
    entries = [snapshot.negotiation.entries.get(name) for name in position.withdraws]
    named = [entry for entry in entries if isinstance(entry, Response | Proposal) and entry.party == position.party]
    if not named or len(named) < len(entries) or not holds(position):
        return ""
    ended = _ended_on_issue(snapshot, position)
    if not ended or any(one.origin in position.withdraws for one in ended):
        return ""
    values = _listed(list(dict.fromkeys(one.value for one in ended)))
    what = f"ends what {position.party} said on {position.issue} before, {values}, of which {named[0].id} says nothing"
    return f"{what}; {_advice_beside(snapshot, named[0])}"


def _ended_on_issue(snapshot: Snapshot, withdrawal: Position) -> Sequence[Position]:
    """Return what stood of a party on the issue of a withdrawal the day before it, and stands no more."""
    issue = snapshot.negotiation.issues[withdrawal.issue]
    before = snapshot.derive(as_of=withdrawal.first_day - timedelta(days=1))
    live = {one.id for one in live_positions(snapshot, withdrawal.party, issue)}
    return [one for one in live_positions(before, withdrawal.party, issue) if one.id not in live]


def _advice_beside(snapshot: Snapshot, entry: Response | Proposal) -> str:
    said = [one.issue for group in snapshot.offers.values() for one in group if one.origin == entry.id]
    if said:
        return f"to withdraw {entry.id} alone, record that on {said[0]}"
    if isinstance(entry, Proposal):
        return f"to withdraw {entry.id} alone, record that on an issue of its own"
    return f"to take back {entry.id} alone, record a new answer: add-response {entry.party} {entry.proposal} pending"


def _issues_of(snapshot: Snapshot, entry: Entry | None) -> Sequence[str]:
    """Return the issues on which a paper has terms, or on which an answer to one says something."""
    if isinstance(entry, Response):
        if (
            entry.answer not in _ACCEPTING and not entry.issues
        ):  # to reject a whole proposal says nothing of its single terms
            return ()
        answered = snapshot.negotiation.entries.get(entry.proposal)
        return [issue for issue in _issues_of(snapshot, answered) if entry.concerns(issue)]
    if isinstance(entry, Proposal):
        return [term.issue for term in snapshot.terms_of(entry)]
    return [term.issue for term in entry.terms] if isinstance(entry, Agreement) else ()


def _issues_apart(snapshot: Snapshot, position: Position, name: str) -> Collection[str]:
    """Return the issues on which the party takes back the same whole: who records that on each issue means them all."""
    acts = (act for act in snapshot.negotiation.taking_back if act.party == position.party)
    counting = (act for act in acts if snapshot.counts(act) and (holds(act) or act.is_own))
    return {act.issue for act in counting if act.stance == position.stance and name in (*act.withdraws, *act.denies)}


def _advice(position: Position, entry: Entry) -> str:
    """Return how to take back what the whole says on the issue of a withdrawal alone."""
    if not isinstance(entry, Response):
        return f"; --{TAKING_BACK[position.stance]} {entry.id}#{position.issue} takes back {position.issue} alone"
    if position.stance == "denial" or entry.answer not in _ACCEPTING:
        return ""
    term = f"{entry.proposal}#{position.issue}"
    return f"; to go back on {position.issue} alone, record an answer to it: add-response {entry.party} {term} rejected"


def _listed(issues: Sequence[str]) -> str:
    rest = len(issues) - _MOST
    shown = [*issues[:_MOST], *([f"{rest} more"] if rest > 0 else [])]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
