"""The days on which a page changes: what was said, what lapsed, and what takes effect by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Literal

from negtrack.browse.asked import Asked
from negtrack.browse.browser import Browser
from negtrack.browse.places import takes_filter
from negtrack.errors import NotationError
from negtrack.frozen import dataclass, replace
from negtrack.lookup import find_party
from negtrack.model import Agreement, Entry, Milestone, Negotiation, OpenItem, Proposal, Record, parse_term, record_of
from negtrack.query import lapse_day

What = Literal["said", "perhaps", "lapsed", "passed"]
"""Said by that day; perhaps said already; an offer lapsed; the day of an open item passed."""
_INEXACT = frozenset(("overview", "compare", "show", "party"))
"""Pages that show what a party perhaps said already; those of agreements, what perhaps happened to these already."""


@dataclass(frozen=True)
class Change:
    """A record, and what happens to it on a day."""

    record: Record
    what: What


def changes_of(browser: Browser) -> dict[date, list[Change]]:
    """Return the days on which something happens that bears on the page, in order, up to the newest record's."""
    asked = replace(browser.asked, as_of="")
    snapshot = browser.talks.snapshot(asked)
    wanted = _wanted(browser, asked)
    days: dict[date, list[Change]] = {}
    counts = snapshot.on_record if _shows_all(browser) else snapshot.counts
    for record in snapshot.negotiation.records:
        if counts(record) and wanted(record):
            for day, what in _days_of(record):
                is_shown = what != "perhaps" or _shows_perhaps(browser.place[0], record)
                if is_shown and snapshot.day and day <= snapshot.day:
                    days.setdefault(day, []).append(Change(record, what))
    return {day: days[day] for day in sorted(days)}


def _days_of(record: Record) -> Iterator[tuple[date, What]]:
    """Yield the days on which something happens to a record."""
    yield record.day, "said"
    if date.min < record.first_day < record.day:
        yield record.first_day, "perhaps"
    if isinstance(record, Proposal | OpenItem):
        is_open = isinstance(record, OpenItem)
        ended = lapse_day(record.decide_by if isinstance(record, OpenItem) else record.expires)
        if ended and ended > record.day:
            yield ended, "passed" if is_open else "lapsed"


def _shows_all(browser: Browser) -> bool:
    """Return whether the page also shows what is retracted or superseded."""
    return browser.place[0] in ("show", "record") or (browser.place[0] == "party" and browser.asked.everything)


def _shows_perhaps(page: str, record: Record) -> bool:
    return page in ("agreement", "agreements") if isinstance(record, Milestone) else page in _INEXACT


class Issues:
    """The issues that each record of a negotiation is about."""

    def __init__(self, known: Negotiation) -> None:
        self.known = known
        self._found: dict[str, frozenset[str]] = {}

    @cached_property
    def _disclosed(self) -> dict[str, list[Proposal]]:
        """Proposal -> the records that disclose terms of it."""
        found: dict[str, list[Proposal]] = defaultdict(list)
        for proposal in self.known.proposals:
            found[proposal.discloses].append(proposal)
        return found

    def of(self, record: Entry) -> frozenset[str]:
        """Return the issues of a record: its own, those of its terms, and those of what it answers, amends, takes back
        or ends. An agreement that is not partial is about all, as it says of the others that it has no term."""
        if record.id not in self._found:
            self._found[record.id] = frozenset()  # for records that name each other
            self._found[record.id] = frozenset(self._read(record))
        return self._found[record.id]

    def _read(self, record: Entry) -> Iterator[str]:
        if isinstance(record, Agreement) and record.kind not in ("partial", "extension"):
            yield from self.known.issues
        if issue := getattr(record, "issue", ""):
            yield issue
        yield from (term.issue for term in getattr(record, "terms", ()))
        for disclosure in self._disclosed.get(record.id, ()):
            yield from (term.issue for term in disclosure.terms)
        for name in () if isinstance(record, OpenItem) else _names_of(record):
            entry, _, term = name.partition("#")
            other = self.known.entries.get(record_of(entry))
            if term:
                yield term
            elif isinstance(other, Record):
                yield from self.of(other)

    def required(self, issues: Collection[str]) -> set[str]:
        """Return the issues on which the values of some issues depend, directly or by one of these: those of their
        conditions, and of the other terms of an alternative."""
        found, new = set(issues), set(issues)
        while new:
            new = self._required_by(new) - found
            found |= new
        return found - set(issues)

    def required_of(self, parties: frozenset[str]) -> set[str]:
        """Return the issues on which depends what some parties said, offered or answered."""
        known = self.known
        answered = {response.proposal for response in known.responses if response.party in parties}
        papers = [one for one in known.proposals if one.id in answered or not parties.isdisjoint(_makers(one))]
        texts = [text for one in known.positions if one.party in parties for text in one.requires]
        texts += [text for paper in papers for term in paper.terms for text in term.requires]
        packages = (self.of(paper) for paper in papers if paper.alternative_to)
        found = {*map(_issue_in, texts), *chain.from_iterable(packages)} & known.issues.keys()
        return found | self.required(found)

    def _required_by(self, issues: Collection[str]) -> set[str]:
        texts = [text for one in self.known.positions if one.issue in issues for text in one.requires]
        found: set[str] = set()
        papers: Sequence[Proposal | Agreement] = (*self.known.proposals, *self.known.agreements)
        for paper in papers:
            terms = [term for term in paper.terms if term.issue in issues]
            texts += [text for term in terms for text in term.requires]
            if terms and isinstance(paper, Proposal) and paper.alternative_to:
                found |= self.of(paper)
        return (found | set(map(_issue_in, texts))) & self.known.issues.keys()


def _names_of(record: Entry) -> Iterator[str]:
    """Yield the records that a record is about."""
    for key in ("proposal", "agreement", "amends", "answers"):
        if name := getattr(record, key, ""):
            yield name
    for key in ("withdraws", "denies", "alternative_to", "follows"):
        yield from getattr(record, key, ())


def _issue_in(condition: str) -> str:
    """Return the issue that a condition names; "" for prose."""
    try:
        return parse_term(condition).issue
    except NotationError:
        return ""


class _Wanted:
    """Whether a record bears on a page: on its issues and on what its parties hold, or on the conditions of that."""

    def __init__(self, known: Negotiation, issues: Sequence[str] | None, parties: Sequence[str]) -> None:
        self.parties, self.about = frozenset(parties), Issues(known)
        self.issues = None if issues is None else frozenset(issues)
        self.required = self.about.required(issues) if issues else self.about.required_of(self.parties)
        self.answered = _answered_early(known)

    def __call__(self, record: Record) -> bool:
        parties = (*_parties_of(self.about.known, record), *self.answered.get(record.id, ()))
        if self.parties and self.parties.isdisjoint(parties):
            return bool(self.required) and not self.required.isdisjoint(self.about.of(record))
        about = frozenset() if self.issues is None else self.about.of(record)
        return self.issues is None or not about.isdisjoint(self.issues | self.required)


def _answered_early(known: Negotiation) -> Mapping[str, Collection[str]]:
    """Map what was answered before its day, since when the answers count, to those who answered."""
    found: dict[str, list[str]] = defaultdict(list)
    for response in known.responses:
        entry = known.entries.get(response.proposal)
        if isinstance(entry, Record) and response.day < entry.day:
            found[entry.id].append(response.party)
    return found


def _makers(proposal: Proposal) -> Collection[str]:
    return proposal.party, *proposal.with_


def _parties_of(known: Negotiation, record: Record) -> Collection[str]:
    """Return the parties that a record is about: those of a disclosure also who made the offer; all, of what belongs to
    nobody."""
    if not record.party:
        return known.parties
    if not isinstance(record, Proposal):
        return (record.party,)
    offer = known.entries.get(record.discloses)
    return (*_makers(record), *(_makers(offer) if isinstance(offer, Proposal) else ()))


def _wanted(browser: Browser, asked: Asked) -> _Wanted:
    kind, *names = browser.place
    known = browser.talks.negotiation
    if kind == "pair":
        return _Wanted(known, names[:1], names[1:])
    if kind == "party":
        return _Wanted(known, None, names)
    entry = known.entries.get(names[-1]) if kind in ("record", "proposal", "agreement", "text") else None
    if entry:
        return _Wanted(known, list(Issues(known).of(entry)) or None, ())
    parties = [find_party(known, name).id for name in asked.parties] if takes_filter(browser.place) else []
    if kind == "issue":
        return _Wanted(known, names, parties)
    if takes_filter(browser.place) and (asked.issues or asked.groups):
        return _Wanted(known, [issue.id for issue in browser.talks.issues(asked)], parties)
    return _Wanted(known, None, parties)
