"""What is appended to a party's file and never changed: positions, proposals, responses, notes, retractions."""

from dataclasses import field, fields
from datetime import date
from typing import ClassVar, Self

from negtrack.dates import When
from negtrack.frozen import dataclass, replace_fast
from negtrack.model.definitions import Item
from negtrack.model.fields import (
    MEDIA,
    OWN,
    REPORTED,
    THIRD_PARTY,
    Answer,
    Attribution,
    Day,
    Grade,
    Id,
    Instant,
    ProposalKind,
    Side,
    Stance,
    TermText,
    Text,
)

_NAMES: dict[type[Item], tuple[str, ...]] = {}


def names_of(model: type[Item]) -> tuple[str, ...]:
    """The fields of a class of items, in order."""
    if model not in _NAMES:
        _NAMES[model] = tuple(each.name for each in fields(model))
    return _NAMES[model]


@dataclass(frozen=True, kw_only=True)
class Entry(Item):
    """One appended table of a party's file; never changed, only taken back by a later one."""

    party: Id
    recorded: Instant

    @property
    def subject(self) -> str:
        """What it is about: the middle of its id."""
        return self.table


@dataclass(frozen=True, kw_only=True)
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

    def counting_on(self, day: date, stated: When | None) -> Self:
        """The same record with the day that it counts on."""
        return replace_fast(self, day=day, stated=stated)

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


TAKING_BACK = {"withdrawal": "withdraws", "denial": "denies"}
"""Stance -> the field that names the records which a position takes back by it."""
NAMING = ("supersedes", *TAKING_BACK.values())
"""The fields of a position that name other records."""


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
class Proposal(Record):
    """Terms put on the table."""

    table: ClassVar[str] = "proposal"

    title: Text
    kind: ProposalKind = "package"
    tabled: Day | None = None
    terms: tuple[TermText, ...] = ()
    between: tuple[Id, ...] = ()
    answers: Id = ""
    discloses: Id = ""
    """An earlier proposal whose undisclosed terms this record tells; it is then no proposal of its own."""

    @property
    def subject(self) -> str:
        return self.table


@dataclass(frozen=True, kw_only=True)
class Response(Record):
    """One party's answer to a proposal."""

    table: ClassVar[str] = "response"

    proposal: Id
    answer: Answer
    reservations: Text = ""

    @property
    def subject(self) -> str:
        return self.proposal


@dataclass(frozen=True, kw_only=True)
class Note(Record):
    """A context figure or a remark that is no position."""

    table: ClassVar[str] = "note"


@dataclass(frozen=True, kw_only=True)
class Retraction(Entry):
    """Says that one entry of ours (also a retraction) was an error."""

    table: ClassVar[str] = "retraction"

    of: Id
    reason: Text


ENTRIES: tuple[type[Entry], ...] = (Position, Proposal, Response, Note, Retraction)
