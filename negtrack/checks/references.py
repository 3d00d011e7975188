"""Ids that name nothing, or a record of the wrong kind. Ids whose own tables could not be read are no problem here, as
those have errors of their own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from negtrack.checks.context import PLAIN, CheckContext, problem
from negtrack.checks.deals import kind_text, wrong_deal_references
from negtrack.errors import Problem, nearest
from negtrack.model import (
    FINAL,
    NAMING,
    Agreement,
    Entry,
    Note,
    Position,
    Proposal,
    Record,
    Response,
    Retraction,
    record_of,
    term_of,
)
from negtrack.query import supersedes

EntryT = TypeVar("EntryT", bound=Entry)


def check_dangling_reference(context: CheckContext) -> Iterator[Problem]:
    """Report unknown ids in definitions: the parties in order, an issue's anchor, links and leanings, participants,
    sides."""
    known = context.negotiation
    if not context.with_definitions:
        return
    for name in _unknown_names(known.order, known.parties, known.unsound):
        message = _unknown_message("party", name, known.parties, "add it with add-party, or delete it here")
        yield Problem(PLAIN, 0, "parties:", message)
    for issue in known.issues.values():
        for name in _unknown_names([issue.anchor], known.events, known.unsound):
            yield problem(issue, "anchor", _unknown_message("event", name, known.events, "define it with add-event"))
        for name in _unknown_names(issue.linked, known.issues, known.unsound):
            yield problem(
                issue, "linked", _unknown_message("issue", name, known.issues, "define it with add-issue, or delete it")
            )
        for name in _unknown_names(issue.wants, known.parties, known.unsound):
            yield problem(
                issue, "wants", _unknown_message("party", name, known.parties, "add it with add-party, or delete it")
            )
    for event in known.events.values():
        for name in _unknown_names(event.participants, known.parties, known.unsound):
            message = _unknown_message("party", name, known.parties, "add it with add-party, or delete it")
            yield problem(event, "participants", message)
    for side in known.sides.values():
        for name in _unknown_names(side.parties, known.parties, known.unsound):
            message = _unknown_message("party", name, known.parties, "add it with add-party, or delete it")
            yield problem(side, "parties", message)


def _unknown_names(names: Iterable[str], known: Collection[str], invalid: Collection[str]) -> list[str]:
    return [name for name in names if name and name not in known and name not in invalid]


def _unknown_message(kind: str, name: str, known: Iterable[str], fix: str) -> str:
    near = nearest(name, known)
    return f'no {kind} "{name}"; {f"did you mean {near[0]}?" if near else fix}'


def check_wrong_reference(context: CheckContext) -> Iterator[Problem]:
    """Report records that take back or supersede what is not an earlier one of their party, answer what
    nobody can answer, or name a term that a proposal does not have."""
    entries = context.negotiation.entries
    for naming in context.naming:
        yield from _term_problems(context, *naming)
    for position in context.acts:
        for field in NAMING:
            reason_for = _supersedes_problem if field == "supersedes" else _taking_back_problem
            yield from _reference_problems(position, field, getattr(position, field), entries, reason_for)
    for proposal in context.of(Proposal):
        yield from _proposal_problems(proposal, entries)
    for response in context.of(Response):
        yield from _reference_problems(response, "to", response.to, entries, _response_problem)
    yield from wrong_deal_references(context)
    for retraction in context.of(Retraction):
        yield from _reference_problems(retraction, "of", [retraction.of], entries, _retraction_problem)


def _term_problems(context: CheckContext, entry: Entry, field: str, name: str) -> Iterator[Problem]:
    """Yield a problem where an entry names a `PROPOSAL#ISSUE` in a field that is no term."""
    named = context.negotiation.entries.get(record_of(name))
    if named is None or not term_of(name):
        return
    if not isinstance(named, Proposal | Agreement):
        yield problem(entry, field, f"{named.id} is {kind_text(named)}, which has no terms; write {named.id} alone")
    elif field == "denies" and term_of(name) == FINAL:
        if not isinstance(named, Proposal) or not named.final:
            yield problem(entry, field, f"{named.id} is not called final; name the proposal or a term of it")
    elif term_of(name) not in (terms := _term_issues(context, named, field)):
        near = nearest(term_of(name), terms)
        hint = f"did you mean {near[0]}?" if near else f"its terms are on {', '.join(terms) or 'nothing'}"
        yield problem(entry, field, f"{named.id} has no term on {term_of(name)}; {hint}")


def _term_issues(context: CheckContext, proposal: Proposal | Agreement, field: str) -> list[str]:
    """Return the issues of the terms that may be named: in an answer also of those that carry over."""
    if isinstance(proposal, Agreement):
        return [term.issue for term in proposal.terms]
    snapshot = context.snapshot
    return [term.issue for term in (snapshot.terms_of if field == "to" else snapshot.named_terms)(proposal)]


def _proposal_problems(proposal: Proposal, entries: Mapping[str, Entry]) -> Iterator[Problem]:
    yield from _reference_problems(proposal, "answers", [proposal.answers], entries, _answers_problem)
    yield from _reference_problems(proposal, "discloses", [proposal.discloses], entries, _proposal_problem)
    yield from _reference_problems(proposal, "amends", [proposal.amends], entries, _amends_problem)
    yield from _reference_problems(proposal, "alternative_to", proposal.alternative_to, entries, _alternative_problem)
    yield from _reference_problems(proposal, "supersedes", proposal.supersedes, entries, _supersedes_problem)
    if proposal.party in proposal.with_:
        yield problem(proposal, "with", f"{proposal.party} tabled it itself; name the others alone")


def _answers_problem(proposal: Proposal, earlier: Entry, name: str) -> str:
    """Return why a proposal cannot answer another; "" where it can."""
    if not isinstance(earlier, Proposal):
        return _proposal_problem(proposal, earlier, name)
    if earlier.party == proposal.party:
        return f"is a proposal of {proposal.party} itself; name another party's, or use amends"
    if earlier.first_day > proposal.day:
        return f"was tabled on {earlier.day}, after this; correct one or the other"
    return ""


def _amends_problem(proposal: Proposal, earlier: Entry, name: str) -> str:
    """Return why a proposal cannot amend another; "" where it can."""
    if not isinstance(earlier, Proposal) or earlier.id == proposal.id:  # itself: the shortest circle
        return _proposal_problem(proposal, earlier, name)
    return f"was tabled on {earlier.day}, after this; correct one or the other" if earlier.day > proposal.day else ""


def _alternative_problem(proposal: Proposal, other: Entry, name: str) -> str:
    """Return why a proposal cannot be an alternative to another; "" where it can."""
    if not isinstance(other, Proposal):
        return _proposal_problem(proposal, other, name)
    if other.party != proposal.party:
        return f"is a proposal of {other.party}, not of {proposal.party}; name one of its own, or use answers"
    return "is this proposal itself; name another" if other.id == proposal.id else ""


def _reference_problems(
    entry: EntryT,
    field: str,
    names: Iterable[str],
    entries: Mapping[str, Entry],
    reason_for: Callable[[EntryT, Entry, str], str],
) -> Iterator[Problem]:
    for name in names:
        reason = reason_for(entry, entries[record_of(name)], name) if record_of(name) in entries else ""
        if reason:
            yield problem(entry, field, f"{name} {reason}")


def _supersedes_problem(better: Position | Proposal, worse: Entry, name: str) -> str:
    """Return why `better` cannot supersede `worse`; "" where it can."""
    if better.id == worse.id:  # the shortest circle
        return ""
    if isinstance(better, Proposal):
        fits = isinstance(worse, Proposal) and supersedes(better, worse, name)
        return "" if fits else "is no earlier record of a proposal of the same party; supersede one"
    if not isinstance(worse, Position) and not (isinstance(worse, Proposal) and term_of(name)):
        return f"is {kind_text(worse)}; name a position or a term, or take it back with negtrack retract"
    if supersedes(better, worse, name):
        return ""
    reason = "was recorded later" if worse.recorded > better.recorded else "is of another holder or issue"
    return f"{reason}; supersede an earlier reading of the same position"


def _taking_back_problem(position: Position, record: Entry, name: str) -> str:
    """Return why `position` cannot take `record`, or the term of it that `name` means, back; "" where it can."""
    kinds = (Position, Proposal, Response, *((Note,) if position.stance == "denial" else ()))
    if not isinstance(record, Record) or not isinstance(record, kinds):
        return f"is {kind_text(record)}; name a position, a proposal or an answer"
    if record.party != position.party:
        return f"is a record of {record.party}, not of {position.party}; name one of its own"
    issues = _issues_named(record, name)
    if issues and position.issue not in issues and not _is_label(position, name):
        return f"is on {', '.join(sorted(issues))}, not on {position.issue}; write one for each issue"
    return f"was stated on {record.day}, after this; correct one or the other" if record.day > position.day else ""


def _issues_named(record: Entry, name: str) -> frozenset[str]:
    """Return the issues that a name is about; none if it is about all that a record is."""
    if isinstance(record, Response):
        return record.issues
    return frozenset((record.issue if isinstance(record, Position) else term_of(name),)) - {""}


def _is_label(position: Position, name: str) -> bool:
    return position.stance == "denial" and term_of(name) == FINAL


def _proposal_problem(_: Entry, answered: Entry, _name: str) -> str:
    return "" if isinstance(answered, Proposal) else f"is {kind_text(answered)}; name a proposal"


def _response_problem(response: Response, answered: Entry, _name: str) -> str:
    """Return why a record cannot be answered; "" where it can."""
    if isinstance(answered, Proposal | Agreement):
        return ""
    if not isinstance(answered, Position):
        return f"is {kind_text(answered)}; name a proposal, an agreement or a position"
    if answered.party == response.party:
        return f"is a position of {answered.party} itself; name one of another party"
    return "" if answered.value else f"is a {answered.stance}, which names no value; name a position that does"


def _retraction_problem(retraction: Retraction, entry: Entry, _name: str) -> str:
    """Return why a retraction cannot take `entry` back; "" where it can."""
    if entry.party == retraction.party:
        return ""
    if not entry.party or not retraction.party:
        return f"stands in {entry.file}, not in {retraction.file}; write the retraction into its file"
    return f"is a record of {entry.party}, not of {retraction.party}; write the retraction into its file"
