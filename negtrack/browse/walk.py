"""The days on which something changed: `<` and `>` move from one to the next, so that one walks through the talks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from negtrack.browse.asked import Asked
from negtrack.browse.browser import Browser, refresh
from negtrack.browse.places import takes_filter
from negtrack.frozen import replace
from negtrack.lookup import find_party
from negtrack.model import Entry, Negotiation, Record, record_of

_MOST_NAMED = 4


def changes_of(browser: Browser) -> dict[date, list[Record]]:
    """Return the days from which records count that bear on the page, with these records, in order."""
    asked = replace(browser.asked, as_of="")
    snapshot = browser.talks.snapshot(asked)
    wanted = _wanted(browser, asked)
    days: dict[date, list[Record]] = {}
    for record in snapshot.negotiation.records:
        if snapshot.counts(record) and wanted(record):
            days.setdefault(record.day, []).append(record)
    return {day: days[day] for day in sorted(days)}


class _Wanted:
    """Whether a record bears on a page: on its issues, and on what its parties hold."""

    def __init__(self, known: Negotiation, issues: Sequence[str] | None, parties: Sequence[str]) -> None:
        self.known, self.issues, self.parties = known, issues, parties

    def __call__(self, record: Record) -> bool:
        of_party = not self.parties or not record.party or record.party in self.parties
        return of_party and (self.issues is None or any(name in self.issues for name in issues_of(self.known, record)))


def _wanted(browser: Browser, asked: Asked) -> _Wanted:
    kind, *names = browser.place
    known = browser.talks.negotiation
    if kind == "pair":
        return _Wanted(known, names[:1], names[1:])
    if kind == "party":
        return _Wanted(known, None, names)
    entry = known.entries.get(names[-1]) if kind in ("record", "proposal", "agreement", "text") else None
    if entry:
        return _Wanted(known, list(issues_of(known, entry)) or None, ())
    parties = [find_party(known, name).id for name in asked.parties] if takes_filter(browser.place) else []
    if kind == "issue":
        return _Wanted(known, names, parties)
    if takes_filter(browser.place) and (asked.issues or asked.groups):
        return _Wanted(known, [issue.id for issue in browser.talks.issues(asked)], parties)
    return _Wanted(known, None, parties)


def issues_of(known: Negotiation, record: Entry) -> Iterator[str]:
    """Yield the issues that a record is about: its own, those of its terms, and those of what it answers or ends."""
    if issue := getattr(record, "issue", ""):
        yield issue
    yield from (term.issue for term in getattr(record, "terms", ()))
    for name in (getattr(record, "proposal", ""), getattr(record, "agreement", "")):
        entry, _, term = name.partition("#")
        answered = known.entries.get(record_of(entry))
        if term:
            yield term
        elif isinstance(answered, Record) and answered is not record:
            yield from issues_of(known, answered)


def walk(browser: Browser, step: int) -> Browser:
    """Return the state as of the change before (`step` -1) or after (1); now, after the last one."""
    changes = changes_of(browser)
    here = browser.talks.snapshot(browser.asked).day
    if step < 0:
        day = max((day for day in changes if here and day < here), default=None)
        if day is None:
            return browser.said("nothing is on record before that day")
    else:
        day = min((day for day in changes if here and here < day), default=None)
        if day is None or not browser.asked.as_of:
            return _at(browser, "", "this is the latest") if browser.asked.as_of else browser.said("this is the latest")
    return _at(browser, day.isoformat(), _change_text(browser, list(changes), day, changes[day]))


def _at(browser: Browser, as_of: str, message: str) -> Browser:
    return refresh(replace(browser, asked=replace(browser.asked, as_of=as_of))).said(message)


def _change_text(browser: Browser, days: Sequence[date], day: date, records: Sequence[Record]) -> str:
    """Return which change a day is, and what it is about."""
    named = _names(browser.talks.negotiation, records)
    about = ", ".join([*named[:_MOST_NAMED], *([f"and {len(named) - _MOST_NAMED} more"] * (len(named) > _MOST_NAMED))])
    count = f"{len(records)} record{'' if len(records) == 1 else 's'}"
    return f"change {days.index(day) + 1} of {len(days)}: {count}{f' on {about}' if about else ''}"


def _names(known: Negotiation, records: Iterable[Record]) -> Sequence[str]:
    return list(dict.fromkeys(name for record in records for name in issues_of(known, record)))
