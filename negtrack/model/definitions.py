"""What records refer to: parties and their delegates, issues, events, sources."""

import datetime
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from typing import ClassVar

from negtrack.frozen import dataclass
from negtrack.model.fields import Authority, Day, Id, IssueClass, IssueKind, Leaning, OwnId, Role, Text
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

    party: Id
    name: Text
    office: Text = ""
    authority: Authority | None = None


@dataclass(frozen=True, kw_only=True)
class Party(Definition):
    """Who negotiates. `member_of` names a bloc, itself a party."""

    table: ClassVar[str] = "party"
    derived: ClassVar[frozenset[str]] = frozenset({"id", "line", "delegates"})

    name: Text
    role: Role
    member_of: Id = ""
    delegates: tuple[Delegate, ...] = ()


@dataclass(frozen=True, kw_only=True)
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

    title: Text
    date: Day | None = None
    until: Day | None = None
    place: Text = ""
    participants: tuple[Id, ...] = ()

    @property
    def end(self) -> datetime.date | None:
        """Its last possible day, None where it is undated."""
        when = self.until or self.date
        return when.last if when else None


@dataclass(frozen=True, kw_only=True)
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


DEFINITIONS: tuple[type[Definition], ...] = (Party, Delegate, Issue, Event, Source)
