"""Documented tables: a name, columns with their meanings, and rows at one moment of the two clocks.

In a row an absent value is None, never 0 or an empty text. A list is a tuple of texts. A number is an integer if whole,
otherwise the nearest real; the column after it, of the same name and `_exact`, has it as a decimal.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from types import EllipsisType
from typing import Literal

from negtrack.dates import When
from negtrack.field_docs import FieldDoc, FieldType
from negtrack.frozen import dataclass, replace
from negtrack.model import Item, Passage, Record, docs_of
from negtrack.query import Snapshot

ColumnType = Literal["text", "integer", "real", "decimal", "boolean", "day", "instant", "list"]
DIGITS, PLACES = 38, 12
"""Most digits of a decimal, and most of them after the point: those of the widest decimals that engines have."""
_EXACT = "_exact"
Facts = Mapping[str, object]
"""Column -> value, in the classes of the model."""


@dataclass(frozen=True)
class Column:
    """One column: `decimal` holds a `Decimal`, `day` a `date`, `instant` a `datetime` in UTC, `list` a tuple of
    texts."""

    name: str
    type: ColumnType
    meaning: str


@dataclass(frozen=True)
class Relation:
    """One table; `facts` yields its rows as mappings with every column except `negotiation`."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    facts: Callable[[Snapshot], Iterable[Facts]]

    def rows(self, snapshot: Snapshot) -> Iterator[tuple[object, ...]]:
        """Yield the rows of a snapshot, with values in the order of the columns."""
        talks = snapshot.negotiation.id or None
        for facts in self.facts(snapshot):
            yield tuple(talks if column is NEGOTIATION else _value_in(facts, column) for column in self.columns)

    def only(self, names: Collection[str]) -> Relation:
        """Return the table with the columns of these names, so that its rows find out nothing else; with its first
        column, so that they can be counted."""
        first, *others = self.columns
        return replace(self, columns=(first, *(column for column in others if column.name in names)))

    @property
    def with_decimals(self) -> Relation:
        """Return the table with a decimal column after each real one."""
        pairs = ((column, _exact_column(column)) for column in self.columns)
        return replace(self, columns=tuple(column for pair in pairs for column in pair if column))


def _exact_column(column: Column) -> Column | None:
    if column.type != "real":
        return None
    meaning = f"`{column.name}` exactly; null if it has more than {PLACES} places."
    return Column(f"{column.name}{_EXACT}", "decimal", meaning)


def _value_in(row: Facts, column: Column) -> object:
    if column.type == "decimal":
        return exact_decimal(row[column.name.removesuffix(_EXACT)])
    return _value(row[column.name])


def exact_decimal(amount: object) -> Decimal | None:
    """Return a number as a decimal of at most `DIGITS` digits and `PLACES` places; None if it is none."""
    if not isinstance(amount, int | Fraction):
        return None
    scaled = Fraction(amount) * 10**PLACES
    if scaled.denominator != 1 or abs(scaled) >= 10**DIGITS:
        return None
    digits = str(abs(scaled.numerator)).zfill(PLACES + 1)
    text = f"{'-' * (scaled < 0)}{digits[:-PLACES]}.{digits[-PLACES:]}"
    return Decimal(text.rstrip("0").rstrip("."))


def _value(fact: object) -> object:
    if isinstance(fact, When):
        return fact.text
    if isinstance(fact, Fraction):
        return fact.numerator if fact.denominator == 1 else float(fact)
    if isinstance(fact, Passage):
        return fact.text
    if isinstance(fact, Mapping):
        return tuple(f"{key} = {text}" for key, text in fact.items()) or None
    if isinstance(fact, list | tuple):
        return tuple(str(item) for item in fact) or None
    return None if fact == "" else fact


ID = Column("id", "text", "Its id.")
NEGOTIATION = Column("negotiation", "text", "The negotiation.")
_NOTES = {
    "date": "; an EDTF date (ISO 8601-2)",
    "instant": ", in UTC",
    "group": '; in SQL written "group", in quotes',
}
"""Addition to the meaning of a field, by type of the field or by name of the column."""


def columns_of(model: type[Item], *layout: str | Column | EllipsisType) -> tuple[Column, ...]:
    """Return columns in the order of `layout`: keys of the fields of `model`, derived columns, and `...` for all
    other fields except those of provenance."""
    docs = docs_of(model)
    placed = {part.name if isinstance(part, Column) else part for part in layout}
    named = {*placed, *(("party",) if model is Record else docs_of(Record) if issubclass(model, Record) else ())}
    rest = [column(doc) for key, doc in docs.items() if key not in named]
    columns: list[Column] = []
    for part in layout:
        if isinstance(part, Column):
            columns.append(part)
        else:
            columns += [column(docs[part])] if isinstance(part, str) else rest
    return tuple(columns)


_TYPES: Mapping[FieldType, ColumnType] = {"instant": "instant", "switch": "boolean"}


def column(doc: FieldDoc) -> Column:
    """Return the column of a field."""
    kind: ColumnType = "list" if doc.many else _TYPES.get(doc.type, "text")
    note = _NOTES.get(doc.column) or _NOTES.get(doc.type, "")
    return Column(doc.column, kind, f"{doc.text.removesuffix('.')}{note}.")


_VOICE = Column("voice", "text", "Whose word it is: PARTY/DELEGATE, a party, else the speaker, else the publication.")
_DAY = Column("day", "day", "The day for which it counts: the last possible day of `stated`.")
_SOURCE = Column("source", "text", "The first of its sources.")
PROVENANCE = columns_of(
    Record, "stated", _DAY, "recorded", "speaker", "side", _VOICE, "attribution", "grade", _SOURCE, "sources",
    "locator", ...
)  # fmt: skip


def field_facts(item: Item) -> dict[str, object]:
    """Return the id and every field of an item by its column."""
    return {"id": item.id, **{doc.column: getattr(item, doc.attribute) for doc in docs_of(type(item)).values()}}


def record_facts(record: Record) -> dict[str, object]:
    """Return `field_facts` with the derived columns of `PROVENANCE`."""
    source = record.sources[0] if record.sources else ""
    return {**field_facts(record), "voice": record.voice, "day": record.day, "source": source}
