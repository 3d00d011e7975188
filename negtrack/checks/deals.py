"""Agreements, and what became of them: what they may name, and issues that two of them settle at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from negtrack.checks.context import CheckContext, note, problem, term_note
from negtrack.errors import Problem
from negtrack.model import Agreement, Entry, Milestone, Negotiation, OpenItem, Proposal, record_of, term_of
from negtrack.query import (
    Deal,
    Snapshot,
    are_counterparts,
    crossed_red_lines,
    deals_of,
    is_announced_to,
    is_party,
    is_tie,
    lead,
    named_steps,
    rival_counts,
    term_endings,
    term_position,
)
from negtrack.values import flag_of


def wrong_deal_references(context: CheckContext) -> Iterator[Problem]:
    """Yield a problem for each agreement, open item or milestone that names a record of another kind, or a body of
    another party."""
    entries = context.negotiation.entries
    for agreement in context.of(Agreement):
        for name in agreement.follows:
            if (named := entries.get(record_of(name))) and not isinstance(named, Proposal):
                yield problem(agreement, "follows", f"{name} is {kind_text(named)}; name a proposal")
            elif term_of(name):
                message = f"{name} is one term of {record_of(name)}; an agreement follows a whole proposal, name that"
                yield problem(agreement, "follows", message)
            elif isinstance(named, Proposal) and named.first_day > agreement.day:
                message = f"{name} was tabled on {named.day}, after this was made; correct one or the other"
                yield problem(agreement, "follows", message)
    about: tuple[OpenItem | Milestone, ...] = (*context.of(OpenItem), *context.of(Milestone))
    for record in about:
        named = entries.get(record_of(record.agreement))
        if named and not isinstance(named, Agreement):
            yield problem(record, "agreement", f"{named.id} is {kind_text(named)}; name an agreement")
    for milestone in context.of(Milestone):
        part = context.negotiation.parties.get(milestone.body)
        if part and part.member_of != milestone.by:
            owner = f"a part of {part.member_of}" if part.is_part else "a party by itself"
            yield problem(milestone, "body", f"{part.id} is {owner}, not a part of {milestone.by}; correct one of them")


def kind_text(entry: Entry) -> str:
    """Return the kind of an entry with its article."""
    return {"agreement": "an agreement", "open": "an open item"}.get(entry.table, f"a {entry.table}")


def check_agreed_twice(context: CheckContext) -> Iterator[Problem]:
    """Report issues on which two agreements between the same parties hold."""
    reported = {agreement.id for agreement in context.of(Agreement)}
    for issues, one, other in settled_twice(context.snapshot):
        if other.id in reported:
            yield note(other, "terms", twice_text(issues, one, other))


def check_settled_and_open(context: CheckContext) -> Iterator[Problem]:
    """Report issues that one agreement settles and leaves open."""
    counting = {item.id for item in context.snapshot.open_items}
    for item in context.of(OpenItem):
        text = settled_and_open_text(item, context.negotiation.entries.get(item.agreement))
        if text and item.id in counting:
            yield note(item, "issue", text)


def settled_and_open_text(item: OpenItem, agreement: Entry | None) -> str:
    """Return what to do about an issue that an agreement leaves open though it has a term on it; "" if it has none."""
    terms = agreement.terms if isinstance(agreement, Agreement) else ()
    term = next((term for term in terms if term.issue == item.issue and flag_of(term.value) != "unspecified"), None)
    if term is None:
        return ""
    fix = "retract the open item, or correct the term"
    return f'{item.issue} is left open by {item.id}, though {item.agreement} has the term "{term}", which counts; {fix}'


def check_rival_votes(context: CheckContext) -> Iterator[Problem]:
    """Report counts of a vote that contradict those of another report of it."""
    names = {milestone.id for milestone in context.of(Milestone)}
    for vote, text in rival_votes(context.snapshot.milestones, names) if names else ():
        yield note(vote, "for" if vote.for_ is not None else "against", text)


def check_signed_after_rejection(context: CheckContext) -> Iterator[Problem]:
    """Report signatures of an agreement that a vote of the same party had rejected before."""
    names = {milestone.id for milestone in context.of(Milestone)}
    for deal in deals_of(context.snapshot) if names else ():
        for signed in deal.later_signatures:
            if names & {signed.id, *(vote.id for vote in deal.endings)}:
                vote = next(vote for vote in deal.endings if signed.by in ("", vote.by))
                text = f"signed after {vote.by} had rejected it ({vote.id}), which decides"
                yield note(signed, "agreement", f"{text}; if it voted again, record that vote with add-milestone")


def check_lost_vote(context: CheckContext) -> Iterator[Problem]:
    """Report votes that ratified with no more votes for than against, or rejected with more."""
    for vote in filter(context.snapshot.counts, context.of(Milestone)):
        more, counted = lead(vote) if vote.is_said else 0, f"{vote.milestone} {vote.votes}"
        if is_tie(vote) and vote.is_said and vote.milestone in ("ratified", "recommended") and not vote.caveat:
            text = "with as many votes against it as for it; look at both, or say in caveat what decided"
            yield note(vote, "milestone", f"{counted}, {text}")
        if more < 0 and vote.milestone in ("ratified", "recommended"):
            text = "with fewer votes for it than against; look at the word and the count"
            yield note(vote, "milestone", f"{counted}, {text}")
        if more > 0 and vote.milestone == "rejected" and not vote.caveat:
            text = "with more votes for it than against; look at both, or say in caveat which majority it needed"
            yield note(vote, "milestone", f"{counted}, {text}")


def rival_votes(milestones: Sequence[Milestone], names: Collection[str]) -> Iterator[tuple[Milestone, str]]:
    """Yield the reports of votes, of those with the ids `names`, of which the count contradicts that of another, and
    what to do about it."""
    for pair in rival_counts(milestones):
        for vote, other in (pair, pair[::-1]):
            if vote.id in names and (vote is pair[0] or other.id not in names):
                fix = "retract the wrong one, or keep both as rival reports"
                yield vote, f"{vote.milestone} {vote.votes}, but {other.votes} ({other.id}) in the same vote; {fix}"


def check_crossed_red_line(context: CheckContext) -> Iterator[Problem]:
    """Report terms of agreements that lie outside a red line of one of its parties."""
    snapshot = context.snapshot
    known = context.negotiation
    for agreement in context.of(Agreement):
        for term in agreement.terms:
            agreed, issue = term_position(agreement, term), known.issues[term.issue]
            for line in crossed_red_lines(snapshot, issue, agreed, sorted(_bound(known, agreement))):
                message = f'"{term}" lies outside the red line {line.id} of {line.party}, "{line.value}"'
                yield term_note(agreement, term, f"{message}; correct one of them, if it was misread")


def twice_text(issues: Sequence[str], one: Agreement, other: Agreement) -> str:
    """Return what to do about issues that two agreements settle."""
    verb = "is a term" if len(issues) == 1 else "are terms"
    fix = "record which has ended with add-milestone, or correct one of them"
    return f"{', '.join(issues)} {verb} of both {one.id} and {other.id}, and neither has ended on record; {fix}"


def settled_twice(snapshot: Snapshot) -> Iterator[tuple[Sequence[str], Agreement, Agreement]]:
    """Yield the issues that two agreements settle, with both of them, the older first: both hold on them between two
    parties that both are between."""
    for newer, older in combinations(deals_of(snapshot), 2):
        issues = [term.issue for term in newer.terms if _settle_both(snapshot, (newer, older), term.issue)]
        if issues and _have_counterparts(snapshot, newer, older):
            yield issues, older.agreement, newer.agreement


def _settle_both(snapshot: Snapshot, deals: Sequence[Deal], issue: str) -> bool:
    """Return whether two agreements, the newer first, hold on an issue and settle it. One that settles some of the
    steps amends the other."""
    terms = [deal.settling_term(issue) for deal in deals]
    if not all(terms) or any(term_endings(snapshot, deal, issue) for deal in deals):
        return False
    newer, older = (named_steps(term.value, snapshot.negotiation.issues[issue]).keys() for term in terms if term)
    return older <= newer


def _have_counterparts(snapshot: Snapshot, *deals: Deal) -> bool:
    """Return whether two parties that negotiate with each other are in all of some agreements, themselves, with their
    blocs or with all their members, and answered none of them otherwise than by accepting."""
    known = snapshot.negotiation
    names = dict.fromkeys(name for deal in deals for name in deal.parties if name in known.parties)
    parties = [known.parties[name] for name in names if all(is_party(snapshot, deal, name) for deal in deals)]
    return any(
        are_counterparts(known, one, other)
        and not any(is_announced_to(snapshot, deal, one.id, other.id) for deal in deals)
        for one, other in combinations(parties, 2)
    )


def _bound(known: Negotiation, agreement: Agreement) -> set[str]:
    """Return the parties that an agreement binds."""
    return {*agreement.between} or {party.id for party in known.principals}
