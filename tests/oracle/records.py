"""When a record was said, by whom, and how firmly, from the page; whose own it is depends on the holder it is about."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from negtrack.model import Agreement, Milestone, Proposal, Record

if TYPE_CHECKING:
    from tests.oracle.statements import Talks

STRONG, WEAK, OTHER = 0, 1, 2
OUTSIDE = ("media", "third-party")


def earliest_issue(talks: Talks, record: Record) -> date | None:
    """The earliest day on which one of its sources appeared."""
    issued = [talks.negotiation.sources[name].issued for name in record.sources]
    return min((when.last for when in issued if when and when.last), default=None)


def last_day(talks: Talks, record: Record) -> date:
    """The last possible day is capped by the earliest `issued` of its sources; a proposal's day is its `tabled`."""
    cap, when = earliest_issue(talks, record), record.when
    ends = [when.last if when else None, cap, record.stated.last if is_dated(record) and record.stated else None]
    return min((day for day in ends if day), default=date.max)


def is_dated(record: Record) -> bool:
    """Whether it has a date besides the day on which it was said; it counts from that day if it was said before."""
    return isinstance(record, Agreement | Milestone)


def first_day(talks: Talks, record: Record) -> date:
    """The first possible day is capped too; an open start is minus infinity."""
    when = record.when
    return min(when.first, last_day(talks, record)) if when and when.first else date.min


def instant(talks: Talks, record: Record) -> datetime | None:
    """Some dates are instants."""
    when = record.when
    return when.instant if when and when.last == last_day(talks, record) else None


def is_own(record: Record, holder: str) -> bool:
    """Own is the side `own` or the holder's id."""
    return record.side in ("own", holder)


def strength_of(record: Record, holder: str) -> int:
    """Strong is own and on record or in a document, weak is own otherwise, other is the rest."""
    if not is_own(record, holder):
        return OTHER
    return STRONG if record.attribution in ("on-record", "document") else WEAK


def voice_of(talks: Talks, record: Record, holder: str) -> str:
    """A delegate of the holder is a voice; all others who speak for it are its common voice; another party's people
    are that party's voice; else the speaker; without a speaker the publication."""
    if is_own(record, holder):
        delegates = talks.negotiation.parties[holder].delegates
        mine = [delegate.id for delegate in delegates if record.speaker in (delegate.id, delegate.name)]
        return f"{holder}/{mine[0]}" if mine else holder
    if record.side and record.side not in OUTSIDE:
        return record.side
    return record.speaker or publication_of(talks, record)


def publication_of(talks: Talks, record: Record) -> str:
    """The publication is the first source's `container-title`, else its `publisher`, else its id; or `reported`."""
    if not record.sources:
        return "reported"
    source = talks.negotiation.sources[record.sources[0]]
    return source.container_title or source.publisher or source.id


def is_later(talks: Talks, y: Record, x: Record) -> bool:
    """y is certainly later: its instant is, or its first possible day is after the last of x; where the dates tell
    neither order, where y says so with `after` and x does not say the reverse."""
    if is_dated_later(talks, y, x):
        return True
    return not is_dated_later(talks, x, y) and x.id in y.after and y.id not in x.after


def is_dated_later(talks: Talks, y: Record, x: Record) -> bool:
    """Whether the dates alone show that y is later."""
    mine, other = instant(talks, y), instant(talks, x)
    return mine > other if mine and other else first_day(talks, y) > last_day(talks, x)


def has_come_too_late(talks: Talks, record: Record, proposal: Proposal) -> bool:
    """Whether a record was certainly said once an offer had lapsed: after its instant, or after its day is over."""
    expires = proposal.expires
    if expires is None or expires.last is None:
        return False
    mine, end = instant(talks, record), expires.instant
    return mine > end if mine and end else first_day(talks, record) > expires.last


def is_exact(talks: Talks, record: Record) -> bool:
    """Whether a record is of one day."""
    return first_day(talks, record) == last_day(talks, record)
