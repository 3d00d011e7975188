"""`<` and `>` move from one day on which the page changes to the next, so that one walks through the talks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from negtrack.browse.browser import Browser, refresh
from negtrack.browse.changes import Change, Issues, What, changes_of
from negtrack.frozen import replace
from negtrack.model import Agreement, Entry, Milestone

_MOST_NAMED = 4
_WORDS: dict[What, tuple[str, str]] = {
    "said": ("record", "records"),
    "perhaps": ("record perhaps said already", "records perhaps said already"),
    "lapsed": ("offer lapsed", "offers lapsed"),
    "passed": ("deadline passed", "deadlines passed"),
}


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


def _change_text(browser: Browser, days: Sequence[date], day: date, changes: Sequence[Change]) -> str:
    """Return which change a day is, and what it is about."""
    named = _names(browser, changes)
    about = ", ".join([*named[:_MOST_NAMED], *([f"and {len(named) - _MOST_NAMED} more"] * (len(named) > _MOST_NAMED))])
    counts = Counter(change.what for change in changes)
    count = ", ".join(f"{counts[what]} {words[counts[what] > 1]}" for what, words in _WORDS.items() if counts[what])
    return f"change {days.index(day) + 1} of {len(days)}: {count}{f' on {about}' if about else ''}"


def _names(browser: Browser, changes: Sequence[Change]) -> Sequence[str]:
    """Return the issues of some records, in order, each once; of an agreement, and of what became of it, those of its
    terms."""
    known = Issues(browser.talks.negotiation)
    names: dict[str, None] = {}
    for change in changes:
        record: Entry = change.record
        if isinstance(record, Milestone):
            record = known.known.entries.get(record.agreement, record)
        found = [term.issue for term in record.terms] if isinstance(record, Agreement) else known.of(record)
        names |= dict.fromkeys(found if isinstance(found, list) else sorted(found))
    return list(names)
