"""The records, frozen: what one negotiation's files hold.

    Negotiation
        Party               who negotiates; may be a member of a bloc, itself a party
            Delegate        a person who negotiates or decides for it
        Issue               one question to agree on; its Scale says how its values are read
        Event               a dated or still undated happening
        Source              the publication that a record rests on
        Position            what a party would accept on one issue, by one speaker at one time
        Proposal            terms put on the table
            Term            one issue and the value offered on it
        Response            one party's answer to a proposal
        Note                a remark that is no position
        Retraction          takes back one entry of ours

The classes are plain and import nothing heavy; the types of their fields are the schema, which `store.parse` has
pydantic enforce on everything that enters. An absent text is "", an absent list is ().
"""

from __future__ import annotations

import datetime as datetimes
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from negtrack.dates import When, parse_when, to_toml
from negtrack.errors import NotationError
from negtrack.ids import content_hash, parse_id
from negtrack.values import MANDATE_LADDER, Scale

Role = Literal["principal", "mediator", "guarantor", "supporter", "observer"]
Authority = Literal["decides", "negotiates", "briefed"]
IssueClass = Literal["substance", "process"]
IssueKind = Literal[
    "timing", "duration", "quantity", "percent", "ratio", "money", "date", "choice", "yes-no", "mandate", "text"
]
Stance = Literal["demand", "offer", "acceptance", "refusal", "red-line", "statement", "withdrawal", "denial"]
Attribution = Literal["on-record", "background", "deep-background", "document", "leak", "reported"]
ProposalKind = Literal["bridging", "single-text", "package", "counter"]
Answer = Literal["accepted", "accepted-with-reservations", "rejected", "countered", "restated", "pending"]
Leaning = Literal["more", "less"]

OWN, MEDIA, THIRD_PARTY = "own", "media", "third-party"
REPORTED = "reported"

MAX_TEXT = 16_000
"""Letters that one field may hold; a longer text is refused on entry, so that a file's lines stay readable."""


class Checked:
    """Marks a field whose raw value goes through `parse`, which gives the value or raises `NotationError`."""

    def __init__(self, parse: Callable[[Any], object]) -> None:
        self.parse = parse

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> object:
        """The hook by which pydantic finds `parse`; imported only where pydantic is already at work."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.parse)


def parse_text(raw: object) -> str:
    """A text as written, neither empty nor only blanks nor over `MAX_TEXT` letters."""
    if not isinstance(raw, str):
        raise NotationError("not a text; put it in quotes")
    if not raw.strip():
        raise NotationError("empty; leave the field out where there is nothing to say")
    if len(raw) > MAX_TEXT:
        raise NotationError(f"longer than {MAX_TEXT} letters; keep the text short and give a locator")
    return raw


def parse_grade(raw: object) -> str:
    """An Admiralty grade: source reliability A-F, information credibility 1-6 (NATO STANAG 2511)."""
    if not isinstance(raw, str) or not re.fullmatch("[A-F][1-6]", raw):
        raise NotationError(f'"{raw}" is not a grade; write a letter A-F and a digit 1-6, such as B2')
    return raw


def parse_side(raw: object) -> str:
    """Whose side a speaker is on: `own`, `media`, `third-party` or a party's id."""
    return raw if isinstance(raw, str) and raw in (OWN, MEDIA, THIRD_PARTY) else parse_id(raw)


def parse_instant(raw: object) -> datetime:
    """An instant in UTC, whole seconds; a date-time without offset is a `NotationError`."""
    if not isinstance(raw, datetime) or raw.tzinfo is None:
        raise NotationError("not an instant; write a date, a time and an offset, such as 2026-11-23 09:12:44+00:00")
    try:
        return raw.astimezone(UTC).replace(microsecond=0)
    except OverflowError as fault:
        raise NotationError("the instant falls outside the years 1 to 9999 in UTC; write another") from fault


@dataclass(frozen=True, slots=True)
class Term:
    """One issue and the value put forward on it; written `issue = value`."""

    issue: str
    value: str

    def __str__(self) -> str:
        return f"{self.issue} = {self.value}"


def parse_term(raw: object) -> Term:
    """The `Term` that `issue = value` (blanks around `=` as you like) writes."""
    issue, equals, value = raw.partition("=") if isinstance(raw, str) else ("", "", "")
    if not equals or not issue.strip() or not value.strip():
        raise NotationError(f'"{raw}" is not a term; write "ISSUE = VALUE"')
    return Term(parse_id(issue.strip()), value.strip())


Id = Annotated[str, Checked(parse_id)]
Text = Annotated[str, Checked(parse_text)]
Grade = Annotated[str, Checked(parse_grade)]
Side = Annotated[str, Checked(parse_side)]
Day = Annotated[When, Checked(parse_when)]
Instant = Annotated[datetime, Checked(parse_instant)]
TermText = Annotated[Term, Checked(parse_term)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One table of a file, under its id."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    table: ClassVar[str]
    derived: ClassVar[frozenset[str]] = frozenset({"id", "line"})
    """Fields that no key of the table gives."""

    id: Id
    line: int = field(default=0, compare=False)
    """Where it stands in its file, counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Item):
    """What records refer to: a name for something, corrected by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegate(Definition):
    """A person who negotiates or decides for a party."""

    table: ClassVar[str] = "delegate"

    party: Id
    name: Text
    office: Text = ""
    authority: Authority | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Definition):
    """Who negotiates. `member_of` names a bloc, itself a party."""

    table: ClassVar[str] = "party"
    derived: ClassVar[frozenset[str]] = frozenset({"id", "line", "delegates"})

    name: Text
    role: Role
    member_of: Id = ""
    delegates: tuple[Delegate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(Definition):
    """One question on which the parties must agree, of one dimension."""

    table: ClassVar[str] = "issue"

    title: Text
    class_: IssueClass = "substance"
    kind: IssueKind
    group: Text = ""
    anchor: Id = ""
    unit: Text = ""
    basis: Text = ""
    give: Text = ""
    per: Text = ""
    ladder: tuple[Id, ...] = ()
    options: tuple[Id, ...] = ()
    linked: tuple[Id, ...] = ()
    wants: Mapping[Id, Leaning] = field(default_factory=dict, hash=False)

    @property
    def scale(self) -> Scale:
        """How this issue's values are read and compared."""
        if self.kind == "mandate":
            return Scale("mandate", options=MANDATE_LADDER, ordered=True)
        return Scale(
            self.kind,
            anchor=self.anchor,
            unit=self.unit,
            options=self.ladder or self.options,
            ordered=bool(self.ladder),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Definition):
    """A happening: a day, a span (`until` is its last day), or not yet dated."""

    table: ClassVar[str] = "event"

    title: Text
    date: Day | None = None
    until: Day | None = None
    place: Text = ""
    participants: tuple[Id, ...] = ()

    @property
    def end(self) -> datetimes.date | None:
        """Its last possible day, None where it is undated."""
        when = self.until or self.date
        return when.last if when else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Definition):
    """A publication; the names of its fields are those of CSL-JSON (docs.citationstyles.org)."""

    table: ClassVar[str] = "source"

    type: Text = ""
    title: Text = ""
    author: tuple[Text, ...] = ()
    container_title: Text = ""
    publisher: Text = ""
    issued: Day | None = None
    URL: Text = ""
    archive: Text = ""
    accessed: Day | None = None
    language: Text = ""
    note: Text = ""

    @property
    def name(self) -> str:
        """The publication as a reader knows it."""
        return self.container_title or self.publisher or self.title or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Item):
    """One appended table of a party's file; never changed, only taken back by a later one."""

    party: Id
    recorded: Instant

    @property
    def subject(self) -> str:
        """What it is about: the middle of its id."""
        return self.table


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Entry):
    """An entry that rests on somebody's words: the provenance fields.

    `day` is the day that it counts on: the last possible day of `stated`, capped by its sources' dates.
    """

    derived: ClassVar[frozenset[str]] = frozenset({"id", "line", "day"})

    text: Text = ""
    stated: Day | None = None
    speaker: Text = ""
    side: Side = ""
    attribution: Attribution | None = None
    grade: Grade = ""
    sources: tuple[Id, ...] = ()
    locator: Text = ""
    quote: Text = ""
    note: Text = ""
    tags: tuple[Id, ...] = ()
    day: date = field(default=date.min, compare=False)

    @property
    def voice(self) -> str:
        """The side where it is a party (`own` being the record's own), else the speaker, else `reported`."""
        if self.side == OWN:
            return self.party
        if self.side and self.side not in (MEDIA, THIRD_PARTY):
            return self.side
        return self.speaker or REPORTED

    @property
    def is_own(self) -> bool:
        """Whether the party speaks for itself."""
        return self.side in (OWN, self.party)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Record):
    """One statement of what a party would accept on one issue."""

    table: ClassVar[str] = "position"

    issue: Id
    stance: Stance = "demand"
    value: Text = ""
    qualifier: Text = ""
    toward: Id = ""
    requires: tuple[Text, ...] = ()
    supersedes: tuple[Id, ...] = ()
    withdraws: tuple[Id, ...] = ()
    denies: tuple[Id, ...] = ()
    granted_by: Text = ""
    limits: tuple[TermText, ...] = ()
    proposal: str = field(default="", compare=False)
    """The proposal that it was derived from, "" where it was recorded itself."""

    derived: ClassVar[frozenset[str]] = frozenset({"id", "line", "day", "proposal"})

    @property
    def subject(self) -> str:
        return self.issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Record):
    """Terms put on the table."""

    table: ClassVar[str] = "proposal"

    title: Text
    kind: ProposalKind = "package"
    tabled: Day | None = None
    terms: tuple[TermText, ...] = ()
    between: tuple[Id, ...] = ()
    answers: Id = ""

    @property
    def subject(self) -> str:
        return self.table


@dataclass(frozen=True, slots=True, kw_only=True)
class Response(Record):
    """One party's answer to a proposal."""

    table: ClassVar[str] = "response"

    proposal: Id
    answer: Answer
    reservations: Text = ""

    @property
    def subject(self) -> str:
        return self.proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A context figure or a remark that is no position."""

    table: ClassVar[str] = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction(Entry):
    """Says that one entry of ours (also a retraction) was an error."""

    table: ClassVar[str] = "retraction"

    of: Id
    reason: Text


DEFINITIONS: tuple[type[Definition], ...] = (Party, Delegate, Issue, Event, Source)
ENTRIES: tuple[type[Entry], ...] = (Position, Proposal, Response, Note, Retraction)

_KEYS = {"class_": "class", "container_title": "container-title"}


def key_of(attribute: str) -> str:
    """The key by which files and flags know `attribute`."""
    return _KEYS.get(attribute, attribute)


def keys_of(model: type[Item]) -> dict[str, str]:
    """Key in the file -> attribute, in the order of writing: what the class says first, provenance, `recorded` last."""
    names = [each.name for each in fields(model) if each.name not in model.derived]
    inherited = {each.name for base in model.__mro__[1:-1] if base in (Item, Entry, Record) for each in fields(base)}
    ordered = [name for name in names if name not in inherited] + [name for name in names if name in inherited]
    ordered.sort(key=lambda name: (name != "party", name == "recorded"))
    return {key_of(name): name for name in ordered}


def to_table(item: Item) -> dict[str, Any]:
    """What stands in the file for `item`: key -> TOML value; without its party, which the file is named by."""
    table = {key: _toml_value(getattr(item, name)) for key, name in keys_of(type(item)).items() if key != "party"}
    return {key: value for key, value in table.items() if value not in (None, "", [], {})}


def _toml_value(value: object) -> object:
    if isinstance(value, When):
        return to_toml(value)
    if isinstance(value, tuple):
        return [str(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value


def digest(entry: Entry) -> str:
    """The hash of everything that an entry says and of whom; not of when it was recorded."""
    table = {key: value for key, value in to_table(entry).items() if key != "recorded"}
    words = {key: value if isinstance(value, list) else str(value) for key, value in table.items()}
    return content_hash({**words, "table": entry.table, "party": entry.party})


@dataclass(frozen=True)
class Negotiation:
    """One set of talks, as read from its folder: definitions by id in display order, entries in any order."""

    id: str
    title: str
    summary: str = ""
    parties: Mapping[str, Party] = field(default_factory=dict)
    issues: Mapping[str, Issue] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    positions: tuple[Position, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    responses: tuple[Response, ...] = ()
    notes: tuple[Note, ...] = ()
    retractions: tuple[Retraction, ...] = ()

    @property
    def records(self) -> Iterator[Record]:
        """Every entry with provenance."""
        yield from self.positions
        yield from self.proposals
        yield from self.responses
        yield from self.notes

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Every entry by id."""
        return {entry.id: entry for entry in (*self.records, *self.retractions)}

    @cached_property
    def event_dates(self) -> Mapping[str, date]:
        """The exact day of each event that has one."""
        days = {event.id: event.date for event in self.events.values() if event.date and event.date.exact}
        return {name: day.last for name, day in days.items() if day.last is not None}

    @property
    def principals(self) -> tuple[Party, ...]:
        """The parties that must agree, in display order."""
        return tuple(party for party in self.parties.values() if party.role == "principal")

    def with_entries(self, added: Sequence[Entry]) -> Negotiation:
        """A copy that also holds the entries `added`."""
        return replace(
            self,
            positions=(*self.positions, *(each for each in added if isinstance(each, Position))),
            proposals=(*self.proposals, *(each for each in added if isinstance(each, Proposal))),
            responses=(*self.responses, *(each for each in added if isinstance(each, Response))),
            notes=(*self.notes, *(each for each in added if isinstance(each, Note))),
            retractions=(*self.retractions, *(each for each in added if isinstance(each, Retraction))),
        )
