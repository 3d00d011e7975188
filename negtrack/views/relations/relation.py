"""What a documented table is: a name, columns with their meanings, and its rows at one moment of the two clocks.

In a row an absent value is None, never 0 or an empty text; a list is a tuple of texts; a number is exact where it is
whole, else the nearest real.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Literal

from negtrack.dates import When
from negtrack.frozen import dataclass
from negtrack.model import Record
from negtrack.query import Snapshot
from negtrack.views.phrasing import provenance_fields

ColumnType = Literal["text", "integer", "real", "boolean", "day", "instant", "list"]
Facts = Mapping[str, object]
"""Column -> what is known, in the classes of the model."""


@dataclass(frozen=True)
class Column:
    """One column: `day` holds a `date`, `instant` a `datetime` in UTC, `list` a tuple of texts."""

    name: str
    type: ColumnType
    meaning: str


@dataclass(frozen=True)
class Relation:
    """One table; `facts` gives its rows as mappings that hold every column but `negotiation`."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    facts: Callable[[Snapshot], Iterable[Facts]]

    def rows(self, snapshot: Snapshot) -> Iterator[tuple[object, ...]]:
        """The rows at that moment, the values in the order of the columns."""
        for facts in self.facts(snapshot):
            known = {**facts, NEGOTIATION.name: snapshot.negotiation.id}
            yield tuple(_value(known[column.name]) for column in self.columns)


def _value(fact: object) -> object:
    if isinstance(fact, When):
        return fact.text
    if isinstance(fact, Fraction):
        return fact.numerator if fact.denominator == 1 else float(fact)
    if isinstance(fact, list | tuple):
        return tuple(str(each) for each in fact) or None
    return None if fact == "" else fact


ID = Column("id", "text", "Its id.")
PARTY = Column("party", "text", "The party whose file holds it.")
NEGOTIATION = Column("negotiation", "text", "The negotiation.")

PROVENANCE = (
    Column("stated", "text", "When it was said, as an EDTF date (ISO 8601-2), possibly inexact."),
    Column("day", "day", "The day that it counts on: the last possible day of `stated`."),
    Column("recorded", "instant", "The instant it was written down here, in UTC."),
    Column("speaker", "text", "Who said so."),
    Column("side", "text", "The party that the speaker belongs to: own, a party, media or third-party."),
    Column("voice", "text", "The side where it is a party, else the speaker, else `reported`."),
    Column("attribution", "text", "On what terms: on-record, background, deep-background, document, leak, reported."),
    Column("grade", "text", "Admiralty grade: source A-F, information 1-6."),
    Column("source", "text", "The first of its sources."),
    Column("sources", "list", "All its sources."),
    Column("locator", "text", "Where in the source: paragraph, page, time."),
    Column("text", "text", "What was said, in our words."),
    Column("quote", "text", "A phrase, verbatim."),
    Column("note", "text", "A remark of ours."),
    Column("tags", "list", "Words to find it by."),
)


def provenance_facts(record: Record) -> Facts:
    """The columns of `PROVENANCE`."""
    source = record.sources[0] if record.sources else ""
    return {**provenance_fields(record), "recorded": record.recorded, "day": record.day, "source": source}
