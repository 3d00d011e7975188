"""Open items whose day has passed, and whether their fallback came: only where the agreement held when it was due."""

from __future__ import annotations

from negtrack.dates import When
from negtrack.model import OpenItem, Record
from negtrack.model.order import instant_of
from negtrack.query.deadlines import lapse_day
from negtrack.query.deals import Deal, deals_of, milestones_of, term_endings
from negtrack.query.snapshot import Snapshot

_STOPS = frozenset({"suspended", "ended", "rejected"})


def has_passed(snapshot: Snapshot, item: OpenItem) -> bool:
    """Return whether the day by which an open item was to be decided has passed."""
    ended, today = lapse_day(item.decide_by), snapshot.as_of or snapshot.whole.day
    return ended is not None and today is not None and today >= ended


def held_until(snapshot: Snapshot, deal: Deal, item: OpenItem) -> bool:
    """Return whether an agreement was made, and nothing had suspended or ended it, or its term, when an open item was
    to be decided: at the end of that day, or at the instant; whatever it was carried on with since."""
    due = item.decide_by
    if due.last is None or _is_after(deal.agreement, due):
        return False
    known = (*deal.milestones, *milestones_of(snapshot, deal.agreement.id, item.issue))
    if not any(one.milestone in _STOPS for one in known):
        return True
    key = ("on", due.text)
    if key not in snapshot.day_memo:
        until = (one for one in snapshot.negotiation.milestones if not _is_after(one, due))
        part = snapshot.negotiation.part(milestones=tuple(until))
        snapshot.day_memo[key] = snapshot.derive(negotiation=part, as_of=due.last)
    then: Snapshot = snapshot.day_memo[key]
    deals = (one for one in deals_of(then) if one.agreement is deal.agreement)
    return not any(term_endings(then, one, item.issue) for one in deals)


def _is_after(record: Record, due: When) -> bool:
    """Return whether a record is of later than a deadline: by its last possible day, or by two instants."""
    moment = instant_of(record)
    return moment > due.instant if moment and due.instant else due.last is not None and record.day > due.last
