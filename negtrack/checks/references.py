"""What names nothing, or what it cannot name. Ids whose own tables could not be read are not held against who names
them: the one fault has its own line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from negtrack.checks.context import PLAIN, CheckContext, problem
from negtrack.errors import Problem, nearest
from negtrack.model import NAMING, Entry, Position, Proposal, Response, Retraction
from negtrack.query import supersedes

EntryT = TypeVar("EntryT", bound=Entry)


def check_dangling_reference(context: CheckContext) -> Iterator[Problem]:
    """What definitions point at is there: the parties in order, an issue's anchor, links and leanings, participants."""
    known = context.negotiation
    if not context.with_definitions:
        return
    for name in _unknown(known.order, known.parties, known.unsound):
        message = _no("party", name, known.parties, "add it with add-party, or delete it here")
        yield Problem(PLAIN, 0, "parties:", message)
    for issue in known.issues.values():
        for name in _unknown([issue.anchor], known.events, known.unsound):
            yield problem(issue, "anchor", _no("event", name, known.events, "define it with add-event"))
        for name in _unknown(issue.linked, known.issues, known.unsound):
            yield problem(issue, "linked", _no("issue", name, known.issues, "define it with add-issue, or delete it"))
        for name in _unknown(issue.wants, known.parties, known.unsound):
            yield problem(issue, "wants", _no("party", name, known.parties, "add it with add-party, or delete it"))
    for event in known.events.values():
        for name in _unknown(event.participants, known.parties, known.unsound):
            message = _no("party", name, known.parties, "add it with add-party, or delete it")
            yield problem(event, "participants", message)


def _unknown(names: Iterable[str], known: Collection[str], unsound: Collection[str]) -> list[str]:
    return [name for name in names if name and name not in known and name not in unsound]


def _no(kind: str, name: str, known: Iterable[str], otherwise: str) -> str:
    near = nearest(name, known)
    return f'no {kind} "{name}"; {f"did you mean {near[0]}?" if near else otherwise}'


def check_wrong_reference(context: CheckContext) -> Iterator[Problem]:
    """A record takes back or betters earlier ones of its own party, and answers a proposal."""
    entries = context.negotiation.entries
    for position in context.of(Position):
        for field in NAMING:
            why = _no_better if field == "supersedes" else _not_its_own
            yield from _wrong(position, field, getattr(position, field), entries, why)
    for proposal in context.of(Proposal):
        for field in ("answers", "discloses"):
            yield from _wrong(proposal, field, [getattr(proposal, field)], entries, _no_proposal)
    for response in context.of(Response):
        yield from _wrong(response, "proposal", [response.proposal], entries, _no_proposal)
    for retraction in context.of(Retraction):
        yield from _wrong(retraction, "of", [retraction.of], entries, _of_another)


def _wrong(
    entry: EntryT, field: str, names: Iterable[str], entries: Mapping[str, Entry], why: Callable[[EntryT, Entry], str]
) -> Iterator[Problem]:
    for name in names:
        reason = why(entry, entries[name]) if name in entries else ""
        if reason:
            yield problem(entry, field, f"{name} {reason}")


def _no_better(better: Position, worse: Entry) -> str:
    """Why `better` cannot stand for `worse`; "" where it can."""
    if better.id == worse.id:  # the shortest circle
        return ""
    if not isinstance(worse, Position):
        return f"is a {worse.table}; name a position, or take it back with negtrack retract"
    if supersedes(better, worse):
        return ""
    reason = "was recorded later" if worse.recorded > better.recorded else "is of another holder or issue"
    return f"{reason}; supersede an earlier reading of the same position"


def _not_its_own(position: Position, record: Entry) -> str:
    """Why `position` cannot take `record` back; "" where it can."""
    if not isinstance(record, Position | Proposal):
        return f"is a {record.table}; name a position or a proposal"
    if record.party != position.party:
        return f"is a record of {record.party}, not of {position.party}; name one of its own"
    if isinstance(record, Position) and record.issue != position.issue:
        return f"is on {record.issue}, not on {position.issue}; write one for each issue"
    return f"was stated on {record.day}, after this; correct the one or the other" if record.day > position.day else ""


def _no_proposal(_: Entry, answered: Entry) -> str:
    return "" if isinstance(answered, Proposal) else f"is a {answered.table}; name a proposal"


def _of_another(retraction: Retraction, entry: Entry) -> str:
    """Why a retraction cannot take `entry` back; "" where it can."""
    if entry.party == retraction.party:
        return ""
    return f"is a record of {entry.party}, not of {retraction.party}; write the retraction into its file"
