"""Find what a user typed: ids by unique prefix, moments by date, event or word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from typing import TypeVar

from negtrack.beginnings import add_beginning
from negtrack.dates import parse_when, rewrite_dates
from negtrack.errors import AmbiguousIdError, NotationError, TwoReadingsError, UnknownIdError, UsageError
from negtrack.frozen import dataclass
from negtrack.model import FINAL, Agreement, Entry, Event, Issue, Negotiation, Party, Proposal, Record, Source

Thing = TypeVar("Thing")
Paper = TypeVar("Paper", Proposal, Agreement)
_RENAMED = ("party", "issue", "event", "source")
"""The kinds of things that may have had other ids before."""
_START = "start"


def find_party(negotiation: Negotiation, text: str) -> Party:
    """Return the party with an id, the beginning of one, or a name. Raise `UnknownIdError` or `AmbiguousIdError`."""
    wanted, parties = _name_key(text), negotiation.parties.values()
    short = [party for party in parties if party.short and _name_key(party.short) == wanted]
    named = [party for party in parties if _name_key(party.name) == wanted] or (short if len(short) == 1 else [])
    if named and wanted not in negotiation.parties:
        return named[0]
    if wanted not in negotiation.parties and wanted in negotiation.unsound:
        raise UsageError(f'the file of the party "{text}" has errors; fix them first (negtrack check lists them)')
    instead = f"it is an issue; write --issue {wanted}" if wanted in negotiation.issues else ""
    return _find("party", text, negotiation.parties, negotiation.id, "parties", instead)


def find_issue(negotiation: Negotiation, text: str) -> Issue:
    """Return the issue with an id, a unique prefix of one, or a title."""
    wanted = _name_key(text)
    titled = [issue for issue in negotiation.issues.values() if _name_key(issue.title) == wanted]
    if len(titled) == 1 and wanted not in negotiation.issues:
        return titled[0]
    instead = "it is a party" if wanted in negotiation.parties else ""
    return _find("issue", text, negotiation.issues, negotiation.id, "issues", instead)


def find_issues(negotiation: Negotiation, text: str) -> Sequence[Issue]:
    """Return the issue that a text names, or all whose ids begin as it does before a final `*`."""
    return _find_several("issue", text, negotiation.issues, negotiation.id) or (find_issue(negotiation, text),)


def find_groups(negotiation: Negotiation, text: str) -> Sequence[str]:
    """Return the group of issues with a name or a unique beginning of one, or all that begin so before a final `*`."""
    known = {_name_key(issue.group): issue.group for issue in negotiation.issues.values() if issue.group}
    several = _find_several("group", text, known, negotiation.id)
    return several or (_find("group", text, known, negotiation.id, "issues"),)


def _find_several(kind: str, text: str, known: Mapping[str, Thing], place: str) -> tuple[Thing, ...]:
    """Return everything that begins with what stands before a final `*`; nothing where the text has none."""
    if not text.endswith("*"):
        return ()
    beginning = text.removesuffix("*").casefold()
    found = tuple(thing for name, thing in known.items() if name.startswith(beginning))
    if not found:
        raise UnknownIdError(kind, text, known, place, "issues")
    return found


def find_step(negotiation: Negotiation, text: str, issue: Issue | None = None) -> str:
    """Return the step with a name or a unique prefix of one, of `issue` or of any."""
    issues = [issue] if issue else negotiation.issues.values()
    known = {step: step for owner in issues for step in owner.steps}
    return _find("step", text, known, issue.id if issue else negotiation.id, "issues")


def find_event(negotiation: Negotiation, text: str) -> Event:
    """Return the event with an id or a unique prefix of one."""
    return _find("event", text, negotiation.events, negotiation.id, "events")


def find_source(negotiation: Negotiation, text: str) -> Source:
    """Return the source with an id, a unique prefix of one, or a title or an address that no other has."""
    return _titled_source(negotiation, text) or _find("source", text, negotiation.sources, negotiation.id, "sources")


def _titled_source(negotiation: Negotiation, text: str) -> Source | None:
    """Return the only source with a title or an address, where it is no id; None for none, or several."""
    wanted = _name_key(text)
    names = ((source, (_name_key(source.title), _name_key(source.URL))) for source in negotiation.sources.values())
    found = [source for source, known in names if wanted and wanted in known]
    return found[0] if len(found) == 1 and wanted not in negotiation.sources else None


def find_proposal(negotiation: Negotiation, text: str, among: Sequence[Proposal] | None = None) -> Proposal:
    """Return the proposal with an id, the beginning or end of one, or words of its title; `among` limits them."""
    return _find_paper("proposal", negotiation, text, negotiation.proposals, among)


def find_agreement(negotiation: Negotiation, text: str, among: Sequence[Agreement] | None = None) -> Agreement:
    """Return the agreement that a text names, as a proposal is named; `among` limits them."""
    return _find_paper("agreement", negotiation, text, negotiation.agreements, among)


def _find_paper(
    kind: str, known: Negotiation, text: str, whole: Sequence[Paper], among: Sequence[Paper] | None
) -> Paper:
    from negtrack.title_words import id_by_title  # few looks name a paper

    papers = {paper.id: paper for paper in (whole if among is None else among)}
    place = known.id if len(papers) == len(whole) else f"{known.id} at that moment"
    return _find(kind, id_by_title(papers, text, kind), papers, place, f"{kind}s")


def find_records(negotiation: Negotiation, names: Iterable[str], listing: str = "show --ids") -> list[Record]:
    """Return the records that `names` name, or that rest on the sources that they name, each once; all without names;
    `listing` is the command that lists them. Raise `UnknownIdError` or `AmbiguousIdError`."""
    wanted: dict[str, None] = {}
    for text in names:
        begun = [name for name in negotiation.sources if name.startswith(text)]
        if text in negotiation.sources or len(begun) == 1 or _titled_source(negotiation, text):
            source = find_source(negotiation, text).id
            wanted |= {record.id: None for record in negotiation.records if source in record.cites}
        else:
            wanted[find_record(negotiation, text, listing).id] = None
    return [record for record in negotiation.records if not names or record.id in wanted]


def find_record(negotiation: Negotiation, text: str, listing: str = "show --ids") -> Entry:
    """Return the record with an id, a unique prefix of one, or the hex digits at its end; for an offer derived from a
    proposal, written `proposal#issue`, return that proposal."""
    text = text.partition("#")[0]
    entries, wanted = negotiation.entries, _name_key(text)
    if wanted not in entries and re.fullmatch("[0-9a-f]{4,64}", wanted):
        ending = [name for name in entries if name.endswith(f"-{wanted}")]
        if len(ending) > 1:
            raise AmbiguousIdError("record", text, ending)
        if ending:
            return entries[ending[0]]
    return _find("record", text, entries, negotiation.id, listing)


def find_any(negotiation: Negotiation, text: str) -> Party | Entry | Issue:
    """Return the party, the record or the issue that a text names, looked up in this order. Raise `UnknownIdError`."""
    if text in negotiation.issues and text not in negotiation.parties:
        return negotiation.issues[text]
    finders: tuple[Callable[[Negotiation, str], Party | Entry | Issue], ...] = (find_party, find_record, find_issue)
    for find in finders:
        with suppress(UnknownIdError):
            return find(negotiation, text)
    ids = (*negotiation.parties, *negotiation.entries, *negotiation.issues)
    raise UnknownIdError("party, record or issue", text, ids, negotiation.id, "parties")


def find_name(negotiation: Negotiation, text: str) -> str:
    """Return the name of a record as others name it; of a term `PROPOSAL#ISSUE`, of a label `PROPOSAL#final`."""
    record, hash_, term = text.partition("#")
    found = find_record(negotiation, record).id
    if not hash_ or term == FINAL:
        return f"{found}{hash_}{term}"
    return f"{found}#{find_issue(negotiation, term).id}"


def _name_key(text: str) -> str:
    """Return `text` in the spelling of ids, NFC and case-folded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def _find(kind: str, text: str, known: Mapping[str, Thing], place: str, listing: str, instead: str = "") -> Thing:
    wanted = _name_key(text)
    if wanted in known:
        return known[wanted]
    named = known.values() if kind in _RENAMED else ()
    if former := [thing for thing in named if wanted in thing.formerly]:  # type: ignore[attr-defined]  # definitions
        return former[0]
    matches = [name for name in known if wanted and name.startswith(wanted)]
    if len(matches) > 1:
        raise AmbiguousIdError(kind, text, matches)
    if not matches:
        raise UnknownIdError(kind, text, known, place, listing, instead)
    add_beginning(kind, text, matches[0])
    return known[matches[0]]


@dataclass(frozen=True)
class Clock:
    """Instant that counts as now; read once at the start of the program."""

    now: datetime

    @property
    def today(self) -> date:
        """Return today in UTC."""
        return self.now.astimezone(UTC).date()


def find_day(negotiation: Negotiation, text: str, clock: Clock) -> date:
    """Return the day of WHEN on the clock of statements: a date (its last day), `today`, `yesterday`, a weekday (the
    last one before today), `-14d`, `7 days ago`, `last week`, `20 Nov`, `EVENT` (its end) or `EVENT:start`. Raise
    `UsageError` or `UnknownIdError`."""
    word = _name_key(text.strip())
    if find_revision(text) is not None:
        raise UsageError(
            f'"{text}": a revision selects by recording time; use it with --known-at, --known-since or PARTY@git:REV'
        )
    from negtrack.relative_days import day_of_words, length_ago  # few looks name a day

    day = day_of_words(word, clock.today) or length_ago(word, clock.today)
    if day:
        return day
    try:
        when = parse_when(word if word in negotiation.events else _rewrite_date(word, clock.today))
    except NotationError as error:
        is_event = any(name.startswith(word.partition(":")[0]) for name in negotiation.events)
        if re.match("[0-9.]", word) and not is_event:
            message = str(error)
            raise UsageError(message if text in message else f'"{text}": {message}') from error
        day = _event_day(negotiation, word)
        if day is None:
            raise UsageError(f'the event "{text}" has no date yet') from error
        return day
    if when.last is None:
        raise UsageError(f'"{text}" has no end; write one day')
    return when.last


def _event_day(negotiation: Negotiation, word: str) -> date | None:
    """Return the end of the event `EVENT`, the start of the event in `EVENT:start`; None if undated."""
    name, colon, start = word.partition(":")
    event = find_event(negotiation, name if start == _START else word)
    return event.start if colon and start == _START else event.end


def _rewrite_date(word: str, today: date | None) -> str:
    """Return a date as people write it in the notation. Raise `UsageError` where it has two readings."""
    try:
        return rewrite_dates(word, today)
    except TwoReadingsError as error:
        raise UsageError(str(error)) from error


def read_date(text: str, today: date, is_past: bool = True) -> str:
    """Return a date as people write it in the notation; a day that names no year only where it `is_past`. Return any
    other text as it is. Raise `UsageError` where it has two readings."""
    try:
        parse_when(text)
    except NotationError:
        from negtrack.relative_days import day_of_words

        word = _name_key(text.strip())
        day = day_of_words(word, today) if is_past else None
        rewritten = day.isoformat() if day else _rewrite_date(word, today if is_past else None)
        return text if rewritten == word else rewritten
    return text


def find_days(text: str) -> int:
    """Return the number of days that a length names: `30d`, `30`, `2 weeks`. Raise `UsageError`."""
    found = re.fullmatch(r"([0-9]{1,5}) ?(d|days?|w|weeks?)?", text.strip().casefold())
    if found is None:
        raise UsageError(f'"{text}" is not a number of days; write 30d or "2 weeks"')
    return int(found[1]) * (7 if (found[2] or "").startswith("w") else 1)


def find_revision(text: str) -> str | None:
    """Return REV if WHEN is `git:REV`, with its case; None otherwise."""
    clock, colon, revision = text.strip().partition(":")
    return revision if colon and clock.casefold() == "git" else None


def find_instant(negotiation: Negotiation, text: str, clock: Clock) -> datetime:
    """Return the instant of WHEN on the clock of recording: a date-time itself, a day its end in UTC."""
    try:
        when = parse_when(text.strip())
    except NotationError:
        when = None
    if when and when.instant:
        return when.instant
    return datetime.combine(find_day(negotiation, text, clock), time(23, 59, 59), UTC)
