"""What all entries share: their party and instant, and for records who said what, when and where."""

from datetime import date
from enum import IntEnum
from typing import ClassVar, Self

from negtrack.dates import When
from negtrack.field_docs import doc
from negtrack.frozen import dataclass, field, fields, replace_fast
from negtrack.model.definitions import Item
from negtrack.model.fields import OWN, SAID, SIDES, Caveat, Day, Grade, Id, Instant, Side, Text
from negtrack.model.locators import Locator
from negtrack.model.terms import RecordName
from negtrack.model.words import Attribution, Modality


class Strength(IntEnum):
    """How far words bind a party, the strongest first."""

    STRONG = 0
    WEAK = 1
    OTHER = 2


_NAMES: dict[type, tuple[str, ...]] = {}


def names_of(model: type) -> tuple[str, ...]:
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
    def file(self) -> str:
        """Return the file that holds it, in the negotiation's folder."""
        return f"parties/{self.party}.toml" if self.party else "agreements.toml"

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
        metadata=doc("The side that the speaker belongs to: own, media, third-party or a party.", names=SIDES),
    )
    attribution: Attribution | None = field(default=None, metadata=doc("The terms of attribution."))
    grade: Grade = field(
        default="", metadata=doc("Admiralty grade: source reliability A-F, information credibility 1-6; such as B2.")
    )
    sources: tuple[Id, ...] = field(
        default=(), metadata=doc("The publications that support it.", "--source", names="SOURCE")
    )
    locator: Locator = field(
        default="",
        metadata=doc("Where in the source: paragraph, page, time code; or a passage that verify looks up."),
    )
    quote: Text = field(default="", metadata=doc("A short phrase, verbatim."))
    note: Text = field(default="", metadata=doc("A remark of ours."))
    tags: tuple[Id, ...] = field(default=(), metadata=doc("Keywords.", "--tag"))
    coder: Id = field(
        default="", metadata=doc("The one of us who read it out of the source, where several code.", names="CODER")
    )
    modality: Modality = field(default=SAID, metadata=doc("How firmly it was said."))
    caveat: Caveat = field(
        default="",
        metadata=doc("Our short warning on how the words were read, printed with the value; at most 120 characters."),
    )
    after: tuple[RecordName, ...] = field(
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
    def cites(self) -> tuple[str, ...]:
        """Return every source that it names; a proposal also those of its terms."""
        return self.sources

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
    def holder(self) -> str:
        """Return the party whose words or act it reports."""
        return self.party

    @property
    def is_own(self) -> bool:
        """Return whether the party speaks for itself."""
        return self.side in (OWN, self.party or OWN)

    @property
    def strength(self) -> Strength:
        """Return how far the record binds its party: its own words on record or in a document, its own words on other
        terms, or the words of others."""
        if not self.is_own:
            return Strength.OTHER
        return Strength.STRONG if self.attribution in ("on-record", "document") else Strength.WEAK
