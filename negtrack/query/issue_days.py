"""The days on which it may change how matters stand on one issue: what was said on it, and what its conditions are
about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from negtrack.errors import NotationError
from negtrack.model import Issue, Negotiation, Position, Record, parse_term
from negtrack.query.deadlines import lapse_day
from negtrack.query.fallbacks import has_passed
from negtrack.query.restricted import on_issue
from negtrack.query.snapshot import Snapshot


def speakers_by_day(small: Snapshot, issue: Issue) -> Mapping[date, frozenset[str]]:
    """Map the days to the parties of which a position on an issue, or one that takes something back, is of that day;
    `small` is a snapshot restricted to the issue."""
    speakers: dict[date, set[str]] = {}
    for (party, name), group in small.positions.items():
        for position in group:
            if name == issue.id or not position.value:
                speakers.setdefault(position.day, set()).add(party)
    shared: dict[frozenset[str], frozenset[str]] = {}
    found = ((day, frozenset(names)) for day, names in speakers.items())
    return {day: shared.setdefault(names, names) for day, names in found}  # on most days one of a few parties spoke


def other_days(small: Snapshot, issue: Issue) -> set[date]:
    """Return the days of answers, disclosures and agreements, of what happened to these, and those from which on
    fallbacks settle the issue."""
    known = small.negotiation
    tabled = {proposal.id for proposal in small.proposals}
    disclosures = (proposal for proposal in known.proposals if proposal.discloses in tabled)
    others = (*known.responses, *disclosures, *_deal_records(known, issue))
    return {record.day for record in others if small.counts(record)} | set(_fallback_days(small, issue))


def tabling_days(small: Snapshot) -> set[date]:
    """Return the days on which proposals were tabled or lapsed, and those of positions that were answered."""
    known = small.negotiation
    lapsing = {day for proposal in small.proposals if (day := lapse_day(proposal.expires))}
    answered = (known.entries.get(response.proposal) for response in known.responses)
    said = {entry.day for entry in answered if isinstance(entry, Position)}
    return {proposal.day for proposal in small.proposals} | {day for day in lapsing | said if _has_come(small, day)}


def condition_days(snapshot: Snapshot, required: Collection[str]) -> frozenset[date]:
    """Return the days on which a condition about some issues may come to be met or not: those of the issues, and of
    their conditions in turn. `snapshot` remembers them; most positions have no condition."""
    key = "condition days", *sorted(required)
    if required and key not in snapshot.day_memo:
        found: frozenset[date] = frozenset()
        for name in _with_required(snapshot.whole, required):
            found |= _days_of(snapshot.whole, snapshot.whole.negotiation.issues[name])
        snapshot.day_memo[key] = found
    days: frozenset[date] = snapshot.day_memo[key] if required else frozenset()
    return days


def _with_required(whole: Snapshot, issues: Iterable[str]) -> set[str]:
    """Return some issues and those that conditions on them are about, directly or by one of these."""
    found, new = set[str](), set(issues)
    while new:
        found |= new
        known = (whole.negotiation.issues[name] for name in new)
        new = set[str]().union(*(_required_on(whole, issue) for issue in known)) - found
    return found


def _required_on(whole: Snapshot, issue: Issue) -> set[str]:
    return set[str]().union(*required_by(on_issue(whole, issue), issue).values())


def required_by(small: Snapshot, issue: Issue) -> Mapping[str, Collection[str]]:
    """Map the parties of which a position on an issue has conditions to the issues that these, and the other terms of
    alternatives, are about; "" to those of the terms of proposals."""
    texts: dict[str, set[str]] = {}
    for (party, name), group in small.positions.items():
        if name == issue.id:
            for position in group:
                if position.requires or position.package:
                    texts.setdefault(party, set()).update((*position.requires, *position.package))
    for proposal in small.negotiation.proposals:
        for term in proposal.terms:
            if term.issue == issue.id and term.requires:
                texts.setdefault("", set()).update(term.requires)
    known = small.negotiation.issues.keys()
    return {party: {_issue_in(text) for text in found} & known for party, found in texts.items()}


def _issue_in(condition: str) -> str:
    """Return the issue that a condition names; "" for prose."""
    try:
        return parse_term(condition).issue
    except NotationError:
        return ""


def _days_of(whole: Snapshot, issue: Issue) -> set[date]:
    small = on_issue(whole, issue)
    return speakers_by_day(small, issue).keys() | other_days(small, issue) | tabling_days(small)


def _deal_records(known: Negotiation, issue: Issue) -> Iterator[Record]:
    """Yield the agreements, what happened to them or to their terms on an issue, and what they leave open of it."""
    yield from known.agreements
    yield from (milestone for milestone in known.milestones if milestone.issue in ("", issue.id))
    yield from (item for item in known.open_items if item.issue == issue.id)


def _fallback_days(small: Snapshot, issue: Issue) -> Iterator[date]:
    """Yield the days from which on fallbacks settle an issue."""
    for item in small.open_items:
        if item.issue == issue.id and has_passed(small, item) and (day := lapse_day(item.decide_by)):
            yield day


def _has_come(snapshot: Snapshot, day: date) -> bool:
    return snapshot.as_of is None or day <= snapshot.as_of
