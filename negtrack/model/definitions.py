"""What records refer to: parties and their delegates, issues, events, sources."""

import datetime
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from typing import ClassVar

from negtrack.field_docs import doc
from negtrack.frozen import dataclass
from negtrack.model.fields import Day, Id, IssueKind, OwnId, Text
from negtrack.model.words import Authority, IssueClass, Leaning, Role
from negtrack.values import KINDS, Scale


@dataclass(frozen=True, kw_only=True)
class Item:
    """One table of a file, under its id."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    table: ClassVar[str]
    derived: ClassVar[frozenset[str]] = frozenset({"id", "line"})
    """Fields that no key of the table gives."""

    id: OwnId
    line: int = field(default=0, compare=False)
    """Where it stands in its file, counted from 1."""


@dataclass(frozen=True, kw_only=True)
class Definition(Item):
    """What records refer to: a name for something, corrected by hand."""


@dataclass(frozen=True, kw_only=True)
class Delegate(Definition):
    """A person who negotiates or decides for a party."""

    table: ClassVar[str] = "delegate"

    party: Id = field(metadata=doc("The party that the person acts for.", names="PARTY"))
    name: Text = field(metadata=doc("The person's name."))
    office: Text = field(default="", metadata=doc("The person's office."))
    authority: Authority | None = field(default=None, metadata=doc("What the person may do."))


@dataclass(frozen=True, kw_only=True)
class Party(Definition):
    """Who negotiates. `member_of` names a bloc, itself a party."""

    table: ClassVar[str] = "party"
    derived: ClassVar[frozenset[str]] = frozenset({"id", "line", "delegates"})

    name: Text = field(metadata=doc("The name, as people write it."))
    role: Role = field(metadata=doc("Who it is at the table."))
    member_of: Id = field(default="", metadata=doc("The bloc that it negotiates in, itself a party.", names="PARTY"))
    delegates: tuple[Delegate, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Issue(Definition):
    """One question on which the parties must agree, of one dimension."""

    table: ClassVar[str] = "issue"

    title: Text = field(metadata=doc("What is to be agreed, in a few words."))
    class_: IssueClass = field(default="substance", metadata=doc("Its class, which is process for a mandate."))
    kind: IssueKind = field(metadata=doc("How its values are written and measured."))
    group: Text = field(default="", metadata=doc("The heading that it stands under."))
    anchor: Id = field(default="", metadata=doc("For a timing: the event that it counts from.", names="EVENT"))
    unit: Text = field(default="", metadata=doc("For a quantity: what is counted."))
    basis: Text = field(default="", metadata=doc("How it is counted."))
    give: Text = field(default="", metadata=doc("For a ratio: what is given."))
    per: Text = field(default="", metadata=doc("For a ratio: for each of what."))
    ladder: tuple[Id, ...] = field(default=(), metadata=doc("For a choice: its rungs, the least first."))
    options: tuple[Id, ...] = field(default=(), metadata=doc("For a choice without order: its outcomes."))
    linked: tuple[Id, ...] = field(default=(), metadata=doc("Issues that it hangs together with.", names="ISSUE"))
    wants: Mapping[Id, Leaning] = field(
        default_factory=dict,
        hash=False,
        metadata=doc("Which way a party pulls: PARTY = more or less.", names="PARTY=more|less"),
    )

    @property
    def is_mandate(self) -> bool:
        """Whether its values say what a delegation may agree to."""
        return KINDS[self.kind].is_mandate

    @property
    def is_compared(self) -> bool:
        """Whether its values are compared; words are shown as they are."""
        return KINDS[self.kind].is_compared

    @property
    def scale(self) -> Scale:
        """How this issue's values are read and compared."""
        return _scale(self.kind, self.anchor, self.unit, self.ladder or self.options, bool(self.ladder))


@lru_cache(maxsize=1 << 10)  # one and the same for all values of an issue, so that what was read of them is found fast
def _scale(kind: str, anchor: str, unit: str, options: tuple[str, ...], ordered: bool) -> Scale:
    own = KINDS[kind]
    if own.is_ordered:
        return Scale(kind, options=own.options, ordered=True)
    return Scale(kind, anchor=anchor, unit=unit, options=options, ordered=ordered)


@dataclass(frozen=True, kw_only=True)
class Event(Definition):
    """A happening: a day, a span (`until` is its last day), or not yet dated."""

    table: ClassVar[str] = "event"

    title: Text = field(metadata=doc("What happens."))
    date: Day | None = field(
        default=None, metadata=doc("Its day, or its first day; left out while it is not known.", names="DATE")
    )
    until: Day | None = field(default=None, metadata=doc("Its last day.", names="DATE"))
    place: Text = field(default="", metadata=doc("Where it is."))
    participants: tuple[Id, ...] = field(default=(), metadata=doc("The parties that take part.", names="PARTY"))

    @property
    def end(self) -> datetime.date | None:
        """Its last possible day, None where it is undated."""
        when = self.until or self.date
        return when.last if when else None


@dataclass(frozen=True, kw_only=True)
class Source(Definition):
    """A publication; the names of its fields are those of CSL-JSON (docs.citationstyles.org)."""

    table: ClassVar[str] = "source"

    type: Text = field(default="", metadata=doc("CSL's type, such as article-newspaper or webpage."))
    title: Text = field(default="", metadata=doc("Its title."))
    author: tuple[Text, ...] = field(default=(), metadata=doc("Who wrote it."))
    container_title: Text = field(default="", metadata=doc("What it appeared in: the newspaper, the site."))
    publisher: Text = field(default="", metadata=doc("Who published it."))
    issued: Day | None = field(default=None, metadata=doc("When it appeared.", names="DATE"))
    URL: Text = field(default="", metadata=doc("Where it can be read.", "--url", "--URL"))
    archive: Text = field(default="", metadata=doc("Where a copy is kept."))
    accessed: Day | None = field(default=None, metadata=doc("When it was read.", names="DATE"))
    language: Text = field(default="", metadata=doc("Its language, such as en or he."))
    note: Text = field(default="", metadata=doc("A remark of ours."))

    @property
    def name(self) -> str:
        """The publication as a reader knows it."""
        return self.container_title or self.publisher or self.title or self.id


DEFINITIONS: tuple[type[Definition], ...] = (Party, Delegate, Issue, Event, Source)
