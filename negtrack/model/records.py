"""Entries of a party's file, appended and never changed: positions, proposals, responses, notes, retractions."""

from dataclasses import field, fields
from datetime import date
from enum import IntEnum
from typing import ClassVar, Self

from negtrack.dates import When
from negtrack.field_docs import doc
from negtrack.frozen import dataclass, replace_fast
from negtrack.model.definitions import Item
from negtrack.model.fields import (
    OWN,
    SAID,
    Caveat,
    Day,
    Grade,
    Id,
    Instant,
    Side,
    Switch,
    TermText,
    Text,
)
from negtrack.model.words import Answer, Attribution, Modality, ProposalKind, Stance


class Strength(IntEnum):
    """How far words bind a party, the strongest first."""

    STRONG = 0
    WEAK = 1
    OTHER = 2


_SIDES = "own|media|third-party|PARTY"
_NAMES: dict[type[Item], tuple[str, ...]] = {}


def names_of(model: type[Item]) -> tuple[str, ...]:
    """Return the field names of a class of items, in order."""
    if model not in _NAMES:
        _NAMES[model] = tuple(item_field.name for item_field in fields(model))
    return _NAMES[model]


@dataclass(frozen=True, kw_only=True)
class Entry(Item):
    """One table appended to a party's file; never changed, only taken back by a later one."""

    party: Id = field(metadata=doc("The party that it belongs to.", names="PARTY", option=False))
    recorded: Instant = field(metadata=doc("The instant at which it was recorded.", option=False))

    @property
    def subject(self) -> str:
        """Return the subject, which is the middle of its id."""
        return self.table


@dataclass(frozen=True, kw_only=True)
class Record(Entry):
    """An entry with provenance fields, because it reports a statement.

    `day` is the day that it counts on: the last possible day of `stated`, capped by its sources' dates. `voice` says
    whose word it is: `PARTY/DELEGATE` for a delegate of its party, the party for everybody else who speaks for it,
    the party of another side, else the speaker, else the publication.
    """

    derived: ClassVar[frozenset[str]] = frozenset({"id", "line", "day", "voice"})

    text: Text = field(default="", metadata=doc("What was said, in our words."))
    stated: Day | None = field(
        default=None, metadata=doc("When it was said [default: the date of the first source].", names="DATE")
    )
    speaker: Text = field(default="", metadata=doc("Who said so; requires the side."))
    side: Side = field(
        default="",
        metadata=doc("The side that the speaker belongs to: own, media, third-party or a party.", names=_SIDES),
    )
    attribution: Attribution | None = field(default=None, metadata=doc("The terms of attribution."))
    grade: Grade = field(
        default="", metadata=doc("Admiralty grade: source reliability A-F, information credibility 1-6; such as B2.")
    )
    sources: tuple[Id, ...] = field(
        default=(), metadata=doc("The publications that support it.", "--source", names="SOURCE")
    )
    locator: Text = field(default="", metadata=doc("Where in the source: paragraph, page, time code."))
    quote: Text = field(default="", metadata=doc("A short phrase, verbatim."))
    note: Text = field(default="", metadata=doc("A remark of ours."))
    tags: tuple[Id, ...] = field(default=(), metadata=doc("Keywords.", "--tag"))
    modality: Modality = field(default=SAID, metadata=doc("How firmly it was said."))
    caveat: Caveat = field(
        default="",
        metadata=doc("Our short warning on how the words were read, printed with the value; at most 120 characters."),
    )
    after: tuple[Id, ...] = field(
        default=(), metadata=doc("A record that this one came after, if the dates do not show it.", names="RECORD")
    )
    day: date = field(default=date.min, compare=False)
    voice: str = field(default="", compare=False)

    def linked(self, day: date, stated: When | None, voice: str) -> Self:
        """Return the record with the day that it counts on and its voice."""
        return replace_fast(self, day=day, stated=stated, voice=voice)

    @property
    def when(self) -> When | None:
        """Return when it was said; for a proposal, when it was tabled."""
        return self.stated

    @property
    def first_day(self) -> date:
        """Return the first possible day of its date; the first day of the calendar if that is open."""
        when = self.when
        return min(when.first, self.day) if when and when.first else date.min

    @property
    def is_said(self) -> bool:
        """Return whether it was stated as it stands."""
        return self.modality == SAID

    @property
    def is_own(self) -> bool:
        """Return whether the party speaks for itself."""
        return self.side in (OWN, self.party)

    @property
    def strength(self) -> Strength:
        """Return how far the record binds its party: its own words on record or in a document, its own words on other
        terms, or the words of others."""
        if not self.is_own:
            return Strength.OTHER
        return Strength.STRONG if self.attribution in ("on-record", "document") else Strength.WEAK


TAKING_BACK = {"withdrawal": "withdraws", "denial": "denies"}
"""Stance -> the field that names the records that a position with this stance takes back."""
NAMING = ("supersedes", *TAKING_BACK.values())
"""Fields of a position that name other records."""


@dataclass(frozen=True, kw_only=True)
class Position(Record):
    """One statement of what a party would accept on one issue."""

    table: ClassVar[str] = "position"

    issue: Id = field(metadata=doc("The issue that it is about.", names="ISSUE"))
    stance: Stance = field(default="demand", metadata=doc("The kind of statement."))
    value: Text = field(
        default="", metadata=doc("What the party would accept, such as 'at least 2 weeks'.", names="VALUE")
    )
    qualifier: Text = field(default="", metadata=doc("How the value is counted, if not as the issue defines."))
    toward: Id = field(default="", metadata=doc("The counterpart, if it is meant for only one.", names="PARTY"))
    requires: tuple[Text, ...] = field(default=(), metadata=doc("A condition: 'ISSUE = VALUE' or prose."))
    supersedes: tuple[Id, ...] = field(
        default=(), metadata=doc("An entry of ours that this one corrects.", names="RECORD")
    )
    withdraws: tuple[Id, ...] = field(
        default=(), metadata=doc("A position or proposal that the party drops.", names="RECORD")
    )
    denies: tuple[Id, ...] = field(
        default=(), metadata=doc("A position that the party says it never took.", names="RECORD")
    )
    granted_by: Text = field(default="", metadata=doc("Who granted a mandate."))
    limits: tuple[TermText, ...] = field(
        default=(), metadata=doc("What a mandate allows: 'ISSUE = VALUE'.", names="ISSUE=VALUE")
    )
    proposal: str = field(default="", compare=False)
    """Proposal of whose terms it is one; "" for all others."""
    origin: str = field(default="", compare=False)
    """Record that it is derived from, a proposal, a disclosure or a response; "" if it was recorded itself."""
    at_most: Strength = field(default=Strength.STRONG, compare=False)
    """Strength that it cannot exceed: an acceptance binds no more than the term that was accepted."""

    derived: ClassVar[frozenset[str]] = Record.derived | {"proposal", "origin", "at_most"}

    @property
    def subject(self) -> str:
        return self.issue

    @property
    def strength(self) -> Strength:
        return max(super().strength, self.at_most)


@dataclass(frozen=True, kw_only=True)
class Proposal(Record):
    """Terms put on the table."""

    table: ClassVar[str] = "proposal"

    title: Text = field(metadata=doc("What people call it."))
    kind: ProposalKind = field(default="package", metadata=doc("The kind of proposal."))
    tabled: Day | None = field(
        default=None, metadata=doc("When it was tabled; '../2024-03-23' means by that day.", names="DATE")
    )
    terms: tuple[TermText, ...] = field(
        default=(),
        metadata=doc(
            "What it offers: 'ISSUE = VALUE', the value undisclosed if not public.", "--term", names="ISSUE=VALUE"
        ),
    )
    between: tuple[Id, ...] = field(
        default=(), metadata=doc("A party that it is to bring together [default: all].", names="PARTY")
    )
    answers: Id = field(default="", metadata=doc("The proposal that it answers.", names="PROPOSAL"))
    discloses: Id = field(
        default="",
        metadata=doc(
            "An earlier proposal whose undisclosed terms this one discloses; it is no new proposal.", names="PROPOSAL"
        ),
    )

    @property
    def subject(self) -> str:
        return self.table

    @property
    def when(self) -> When | None:
        return self.tabled or self.stated


@dataclass(frozen=True, kw_only=True)
class Response(Record):
    """One party's answer to a proposal."""

    table: ClassVar[str] = "response"

    proposal: Id = field(metadata=doc("The proposal that it answers.", names="PROPOSAL"))
    answer: Answer = field(metadata=doc("The party's answer."))
    no_counter: Switch = field(
        default=False, metadata=doc("Whether a party that rejected it offered nothing in turn.", "--no-counter")
    )
    reservations: Text = field(default="", metadata=doc("What the party reserves."))

    @property
    def subject(self) -> str:
        return self.proposal


@dataclass(frozen=True, kw_only=True)
class Note(Record):
    """A context figure or a remark that is no position."""

    table: ClassVar[str] = "note"


@dataclass(frozen=True, kw_only=True)
class Retraction(Entry):
    """A statement that one entry of ours, which may be a retraction, was an error."""

    table: ClassVar[str] = "retraction"

    of: Id = field(
        metadata=doc("The entry that was an error; to retract a retraction restores its entry.", names="RECORD")
    )
    reason: Text = field(metadata=doc("Why our entry was an error."))


ENTRIES: tuple[type[Entry], ...] = (Position, Proposal, Response, Note, Retraction)
