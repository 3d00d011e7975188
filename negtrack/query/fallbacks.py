"""Open items whose day has passed, and whether their fallback came: only where the agreement held when it was due."""

from __future__ import annotations

from negtrack.dates import When
from negtrack.model import Milestone, OpenItem, Record
from negtrack.model.order import instant_of
from negtrack.query.binding import is_heard
from negtrack.query.deadlines import lapse_day
from negtrack.query.deals import Deal, deals_of, milestones_of, term_endings
from negtrack.query.snapshot import Snapshot

_STOPS = ("suspended", "ended", "rejected")
_VOTES = ("rejected", "ratified")
_RESUMED = ("in-force", "ratified", "begun", "done")


def has_passed(snapshot: Snapshot, item: OpenItem) -> bool:
    """Return whether the day by which an open item was to be decided has passed."""
    ended, today = lapse_day(item.decide_by), snapshot.as_of or snapshot.whole.day
    return ended is not None and today is not None and today >= ended


def held_until(snapshot: Snapshot, deal: Deal, item: OpenItem) -> bool:
    """Return whether an agreement was certainly made, and nothing may have suspended or ended it, or its term, when an
    open item was to be decided: at the end of that day, or at the instant; whatever it was carried on with since."""
    due, known = item.decide_by, _happened(snapshot, deal, item)
    if not _is_by(deal.agreement, due):
        return False
    stops = [one for one in known if one.milestone in _STOPS and _may_be_by(one, due)]
    if not stops or any(not _is_on_or_before(one, due) for one in stops):
        return not stops
    key = ("on", due.text)
    if key not in snapshot.day_memo:
        until = (one for one in snapshot.negotiation.milestones if _counts_by(one, due))
        part = snapshot.negotiation.part(milestones=tuple(until))
        snapshot.day_memo[key] = snapshot.derive(negotiation=part, as_of=due.last)
    then: Snapshot = snapshot.day_memo[key]
    deals = (one for one in deals_of(then) if one.agreement is deal.agreement)
    return not any(term_endings(then, one, item.issue) for one in deals)


def may_have_held(snapshot: Snapshot, deal: Deal, item: OpenItem) -> bool:
    """Return whether nobody knows if an agreement held when an open item was to be decided, as it may have been made,
    stopped or carried on with before that or after it."""
    records = (deal.agreement, *_happened(snapshot, deal, item))
    return any(_may_be_by(one, item.decide_by) and not _is_by(one, item.decide_by) for one in records)


def _happened(snapshot: Snapshot, deal: Deal, item: OpenItem) -> tuple[Milestone, ...]:
    """Return what stopped an agreement or carried it on, as its parties or sources say; also the members of a bloc,
    whose votes decide."""
    milestones = (*deal.milestones, *milestones_of(snapshot, deal.agreement.id, item.issue))
    voters = {name for party in deal.parties for name in snapshot.negotiation.members.get(party, ())}

    def is_known(one: Milestone) -> bool:
        return deal.hears(one) or (one.by in voters and one.milestone in _VOTES and is_heard(one, (one.by,)))

    return tuple(one for one in milestones if one.milestone in (*_STOPS, *_RESUMED) and is_known(one))


def _counts_by(record: Milestone, due: When) -> bool:
    """Return whether a milestone counts at a deadline: what stops an agreement if it may have come before that, all
    else if it has."""
    return _may_be_by(record, due) if record.milestone in _STOPS else _is_by(record, due)


def _is_by(record: Record, due: When) -> bool:
    """Return whether a record is certainly of no later than a deadline."""
    moment = instant_of(record)
    if due.last is None or (moment and due.instant):
        return bool(moment and due.instant and moment <= due.instant)
    return record.day < due.last if due.instant else record.day <= due.last


def _is_on_or_before(record: Record, due: When) -> bool:
    return due.last is not None and record.day <= due.last


def _may_be_by(record: Record, due: When) -> bool:
    """Return whether a record may be of no later than a deadline."""
    moment = instant_of(record)
    if due.last is None or (moment and due.instant):
        return bool(moment and due.instant and moment <= due.instant)
    return record.first_day <= due.last
