"""From what a person typed to the thing meant: ids by unique prefix, moments by date, event or word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from negtrack.dates import parse_when
from negtrack.errors import AmbiguousIdError, NotationError, UnknownIdError, UsageError
from negtrack.frozen import dataclass
from negtrack.model import Entry, Event, Issue, Negotiation, Party, Proposal, Source

Thing = TypeVar("Thing")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def find_party(negotiation: Negotiation, text: str) -> Party:
    """The party meant by an id, a unique prefix of one, or a name. Raises `UnknownIdError`, `AmbiguousIdError`."""
    wanted = _name_key(text)
    named = [party for party in negotiation.parties.values() if _name_key(party.name) == wanted]
    if named and wanted not in negotiation.parties:
        return named[0]
    if wanted not in negotiation.parties and wanted in negotiation.unsound:
        raise UsageError(f'the file of the party "{text}" is at fault, so nothing is known of it; see negtrack check')
    return _find("party", text, negotiation.parties, negotiation.id, "parties")


def find_issue(negotiation: Negotiation, text: str) -> Issue:
    """The issue meant by an id, a unique prefix of one, or a title."""
    wanted = _name_key(text)
    titled = [issue for issue in negotiation.issues.values() if _name_key(issue.title) == wanted]
    if len(titled) == 1 and wanted not in negotiation.issues:
        return titled[0]
    return _find("issue", text, negotiation.issues, negotiation.id, "issues")


def find_event(negotiation: Negotiation, text: str) -> Event:
    """The event meant by an id or a unique prefix of one."""
    return _find("event", text, negotiation.events, negotiation.id, "events")


def find_source(negotiation: Negotiation, text: str) -> Source:
    """The source meant by an id or a unique prefix of one."""
    return _find("source", text, negotiation.sources, negotiation.id, "sources")


def find_proposal(negotiation: Negotiation, text: str, among: Iterable[Proposal] | None = None) -> Proposal:
    """The proposal meant by an id or a unique prefix of one; `among` narrows it to those that stood at a moment."""
    known = {proposal.id: proposal for proposal in (negotiation.proposals if among is None else among)}
    place = negotiation.id if among is None else f"{negotiation.id} at that moment"
    return _find("proposal", text, known, place, "proposals")


def find_record(negotiation: Negotiation, text: str) -> Entry:
    """The record meant by an id, a unique prefix of one, or the hex digits that one ends in; for an offer that a
    proposal amounts to, written `proposal#issue`, that proposal."""
    text = text.partition("#")[0]
    entries, wanted = negotiation.entries, _name_key(text)
    if wanted not in entries and re.fullmatch("[0-9a-f]{4,64}", wanted):
        ending = [name for name in entries if name.endswith(f"-{wanted}")]
        if len(ending) > 1:
            raise AmbiguousIdError("record", text, ending)
        if ending:
            return entries[ending[0]]
    return _find("record", text, entries, negotiation.id, "show --ids")


def _name_key(text: str) -> str:
    """`text` in the spelling of ids, in which no two names differ by case or by how a letter is composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def _find(kind: str, text: str, known: Mapping[str, Thing], place: str, listing: str) -> Thing:
    wanted = _name_key(text)
    if wanted in known:
        return known[wanted]
    matches = [name for name in known if wanted and name.startswith(wanted)]
    if len(matches) > 1:
        raise AmbiguousIdError(kind, text, matches)
    if not matches:
        raise UnknownIdError(kind, text, known, place, listing)
    return known[matches[0]]


@dataclass(frozen=True)
class Clock:
    """The instant that counts as now; read once, where the program starts."""

    now: datetime

    @property
    def today(self) -> date:
        """Today, in UTC."""
        return self.now.astimezone(UTC).date()


def find_day(negotiation: Negotiation, text: str, clock: Clock) -> date:
    """The day that WHEN means on the clock of statements: a date (its last day), `today`, `yesterday`, a weekday (the
    last one before today), `-14d`, or an event (its end). Raises `UsageError`, `UnknownIdError`."""
    word = _name_key(text.strip())
    if find_revision(text) is not None:
        raise UsageError(
            f'"{text}": a revision goes by what was recorded; give it to --known-at, --known-since or PARTY@git:REV'
        )
    day = _relative_day(word, clock.today)
    if day:
        return day
    try:
        when = parse_when(word)
    except NotationError as error:
        is_event = any(name.startswith(word) for name in negotiation.events)
        if re.match("[0-9.]", word) and not is_event:
            message = str(error)
            raise UsageError(message if text in message else f'"{text}": {message}') from error
        end = find_event(negotiation, word).end
        if end is None:
            raise UsageError(f'the event "{text}" has no date yet') from error
        return end
    if when.last is None:
        raise UsageError(f'"{text}" has no end; write one day')
    return when.last


def _relative_day(word: str, today: date) -> date | None:
    ago = re.fullmatch("-([0-9]{1,5})d", word)
    if ago:
        return today - timedelta(days=min(int(ago[1]), today.toordinal() - 1))
    if word in _WEEKDAYS:
        return today - timedelta(days=(today.weekday() - _WEEKDAYS.index(word) - 1) % 7 + 1)
    return {"today": today, "yesterday": today - timedelta(days=1)}.get(word)


def find_revision(text: str) -> str | None:
    """REV where WHEN is `git:REV`, letter for letter; None where it is anything else."""
    clock, colon, revision = text.strip().partition(":")
    return revision if colon and clock.casefold() == "git" else None


def find_instant(negotiation: Negotiation, text: str, clock: Clock) -> datetime:
    """The instant that WHEN means on the clock of recording: a date-time as it is, a day up to its end in UTC."""
    try:
        when = parse_when(text.strip())
    except NotationError:
        when = None
    if when and when.instant:
        return when.instant
    return datetime.combine(find_day(negotiation, text, clock), time(23, 59, 59), UTC)
