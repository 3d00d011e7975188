"""Definitions that records refer to: parties and their delegates, issues, events, sources."""

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import ClassVar

from negtrack.event_dates import days_after
from negtrack.field_docs import doc
from negtrack.frozen import dataclass, field
from negtrack.model.author_names import plain_name
from negtrack.model.fields import (
    SIDES,
    Day,
    EventDate,
    Hash,
    Id,
    Instant,
    IssueKind,
    OwnId,
    Side,
    StepName,
    Switch,
    Text,
)
from negtrack.model.words import Authority, IssueClass, Leaning, Role, StepSort, Total
from negtrack.values import KINDS, EventDay, Scale


@dataclass(frozen=True, kw_only=True)
class Item:
    """One table of a file, identified by its id."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    table: ClassVar[str]
    derived: ClassVar[frozenset[str]] = frozenset({"id", "line"})
    """Fields that have no key in the table."""
    former_keys: ClassVar[Mapping[str, str]] = {}
    """Former name of a key -> the key; files with it go on loading."""
    has_terms: ClassVar[bool] = False
    """Whether its `terms` may have tables of their own, `[table.ID.term.ISSUE]`."""

    id: OwnId
    line: int = field(default=0, compare=False)
    """Its line in the file, from 1."""


@dataclass(frozen=True, kw_only=True)
class Definition(Item):
    """A named thing that records refer to; corrected by hand."""

    formerly: tuple[Id, ...] = field(
        default=(), metadata=doc("Ids that it had before, which still mean it.", option=False)
    )


@dataclass(frozen=True, kw_only=True)
class Delegate(Definition):
    """A person who negotiates or decides for a party."""

    table: ClassVar[str] = "delegate"

    party: Id = field(metadata=doc("The party that the person acts for.", names="PARTY"))
    name: Text = field(metadata=doc("The person's name."))
    office: Text = field(default="", metadata=doc("The person's office."))
    authority: Authority | None = field(default=None, metadata=doc("The person's authority."))
    sources: tuple[Id, ...] = field(
        default=(), metadata=doc("The publications that support it.", "--source", names="SOURCE")
    )
    speaker: Text = field(default="", metadata=doc("Who said so; requires the side."))
    side: Side = field(default="", metadata=doc("The side that the speaker belongs to.", names=SIDES))
    note: Text = field(default="", metadata=doc("A remark of ours."))


@dataclass(frozen=True, kw_only=True)
class Party(Definition):
    """A party to the negotiation. `member_of` names a bloc, itself a party; a member that is no principal is a part of
    that party, such as its board or its owners, and needs no role."""

    table: ClassVar[str] = "party"
    derived: ClassVar[frozenset[str]] = frozenset({"id", "line", "delegates"})

    name: Text = field(metadata=doc("The name, as people write it."))
    short: Text = field(default="", metadata=doc("A short name, for columns that the name does not fit."))
    role: Role = field(default="", metadata=doc("Its role in the talks; none for a part of a party."))
    member_of: Id = field(
        default="", metadata=doc("The bloc that it negotiates in, or the party that it is part of.", names="PARTY")
    )
    delegates: tuple[Delegate, ...] = ()

    @property
    def is_principal(self) -> bool:
        """Return whether it negotiates and must agree."""
        return self.role == "principal"

    @property
    def is_part(self) -> bool:
        """Return whether it is a part of another party."""
        return bool(self.member_of) and not self.is_principal


@dataclass(frozen=True, kw_only=True)
class Issue(Definition):
    """One question on which the parties must agree, of one dimension."""

    table: ClassVar[str] = "issue"
    derived: ClassVar[frozenset[str]] = frozenset({"id", "line", "step"})

    title: Text = field(metadata=doc("The question, in a few words."))
    class_: IssueClass = field(default="substance", metadata=doc("Its class; process for a mandate."))
    kind: IssueKind = field(metadata=doc("How its values are written and measured."))
    group: Text = field(default="", metadata=doc("The heading of its group."))
    anchor: Id = field(default="", metadata=doc("For a timing: the event that it counts from.", names="EVENT"))
    unit: Text = field(default="", metadata=doc("For a quantity: the unit; for a date: years, for whole years."))
    basis: Text = field(default="", metadata=doc("How it is counted."))
    give: Text = field(default="", metadata=doc("For a ratio: what is given."))
    per: Text = field(default="", metadata=doc("For a ratio: the unit that it is given for."))
    ladder: tuple[Id, ...] = field(default=(), metadata=doc("For a choice: its rungs, the least first."))
    options: tuple[Id, ...] = field(default=(), metadata=doc("For a choice without order: its outcomes."))
    names: tuple[Text, ...] = field(
        default=(), metadata=doc("For names: the closed list of names that a value may hold.", names="NAME")
    )
    steps: tuple[StepName, ...] = field(
        default=(), metadata=doc("Its steps, in order, each of which has a value of its own.", names="STEP")
    )
    over: StepSort | None = field(default=None, metadata=doc("What its steps are."))
    total: Total | None = field(default=None, metadata=doc("What its steps are together; none unless given."))
    linked: tuple[Id, ...] = field(default=(), metadata=doc("Issues that are linked with it.", names="ISSUE"))
    wants: Mapping[Id, Leaning] = field(
        default_factory=dict,
        hash=False,
        metadata=doc("The direction that a party wants: PARTY = more or less.", names="PARTY=more|less"),
    )
    step: str = ""
    """The only one of its steps that an answer is about; "" for all."""

    @property
    def heading(self) -> str:
        """Return what stands above it in a view: its group, else its class."""
        return self.group or self.class_

    @property
    def is_mandate(self) -> bool:
        """Return whether its values define the authority of a delegation."""
        return KINDS[self.kind].is_mandate

    @property
    def is_compared(self) -> bool:
        """Return whether its values are compared; words are only shown."""
        return KINDS[self.kind].is_compared

    @property
    def scale(self) -> Scale:
        """Return the scale on which its values are parsed and compared."""
        schedule = (self.steps, self.over or "", self.total or "", self.step) if self.steps else ()
        outcomes = self.ladder or self.options or self.names
        return _scale(self.kind, self.anchor, self.unit, outcomes, bool(self.ladder), *schedule)


@lru_cache(maxsize=1 << 10)  # all values of an issue share one scale, so that the cache of parsed values is fast
def _scale(
    kind: str,
    anchor: str,
    unit: str,
    options: tuple[str, ...],
    ordered: bool,
    steps: tuple[str, ...] = (),
    *schedule: str,
) -> Scale:
    own = KINDS[kind]
    if own.is_ordered:
        return Scale(kind, "", "", own.options, True, steps, *schedule)
    return Scale(kind, anchor, unit, options, ordered, steps, *schedule)


@dataclass(frozen=True, kw_only=True)
class Event(Definition):
    """A happening: a day, a span (`until` is its last day), or not yet dated."""

    table: ClassVar[str] = "event"

    title: Text = field(metadata=doc("What happens."))
    date: EventDate | None = field(
        default=None,
        metadata=doc("Its day, or its first day, or '42 days after EVENT'; omitted if unknown.", names="DATE"),
    )
    until: Day | None = field(default=None, metadata=doc("Its last day.", names="DATE"))
    place: Text = field(default="", metadata=doc("Where it is."))
    participants: tuple[Id, ...] = field(default=(), metadata=doc("The parties that take part.", names="PARTY"))
    day_one: Switch = field(
        default=False, metadata=doc("Whether its day is day 1 itself, otherwise the day after it is.", "--day-one")
    )
    sources: tuple[Id, ...] = field(
        default=(), metadata=doc("The publications that support it.", "--source", names="SOURCE")
    )
    speaker: Text = field(default="", metadata=doc("Who said so; requires the side."))
    side: Side = field(default="", metadata=doc("The side that the speaker belongs to.", names=SIDES))
    note: Text = field(default="", metadata=doc("A remark of ours."))

    @property
    def counting(self) -> EventDay:
        """Return what timings that count from it need to know."""
        when = self.date
        if when is None:
            return EventDay(is_day_one=self.day_one)
        offset = days_after(when, self.day_one) if when.base else None
        return EventDay(when.first if when.exact else None, self.day_one, when.base, offset)

    @property
    def start(self) -> datetime.date | None:
        """Return the last possible day on which it begins; None if undated."""
        return self.date.last if self.date else None

    @property
    def end(self) -> datetime.date | None:
        """Return its last possible day; None if undated."""
        when = self.until or self.date
        return when.last if when else None


@dataclass(frozen=True, kw_only=True)
class TableSide(Definition):
    """A side of the table: principals that stand together, and are no counterparts of each other."""

    table: ClassVar[str] = "side"

    title: Text = field(metadata=doc("What it is called."))
    parties: tuple[Id, ...] = field(metadata=doc("A principal or bloc that stands on it.", "--party", names="PARTY"))


@dataclass(frozen=True, kw_only=True)
class Source(Definition):
    """A publication; the names of its fields are those of CSL-JSON (docs.citationstyles.org)."""

    table: ClassVar[str] = "source"

    type: Text = field(default="", metadata=doc("CSL's type, such as article-newspaper or webpage."))
    title: Text = field(default="", metadata=doc("Its title."))
    author: tuple[Text, ...] = field(default=(), metadata=doc("Its authors."))
    container_title: Text = field(default="", metadata=doc("The newspaper or site in which it appeared."))
    publisher: Text = field(default="", metadata=doc("Its publisher."))
    issued: Day | None = field(default=None, metadata=doc("When it appeared.", names="DATE"))
    URL: Text = field(default="", metadata=doc("Its web address.", "--url", "--URL"))
    archive: Text = field(default="", metadata=doc("The address of a copy."))
    accessed: Day | None = field(default=None, metadata=doc("When it was read.", names="DATE"))
    language: Text = field(default="", metadata=doc("Its language, such as en or he."))
    note: Text = field(default="", metadata=doc("A remark of ours."))
    text_sha256: Hash = field(
        default="", metadata=doc("The SHA-256 of its text, which was kept on somebody's machine.", option=False)
    )
    extractor: Text = field(default="", metadata=doc("The programs that took its text from a file.", option=False))
    retrieved: Instant | None = field(
        default=None, metadata=doc("The instant at which its text was taken.", option=False)
    )

    @property
    def authors(self) -> tuple[str, ...]:
        """Return the names of its authors as they are shown."""
        return tuple(map(plain_name, self.author))

    @property
    def name(self) -> str:
        """Return the name by which readers know the publication."""
        return self.container_title or self.publisher or self.title or self.id


DEFINITIONS: tuple[type[Definition], ...] = (Party, Delegate, Issue, Event, TableSide, Source)
