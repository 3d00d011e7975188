"""`party`, `delegate`, `issue`, `event`, `side` and `source`: the tables to which records refer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from negtrack.model import Definition, Delegate, Event, Issue, Negotiation, Party, Source, TableSide
from negtrack.query import Snapshot
from negtrack.views.relations.relation import ID, NEGOTIATION, Column, Facts, Relation, columns_of, field_facts

_EVENT_DAY = Column("day", "day", "Its last possible day.")
_SOURCE_DAY = Column("day", "day", "The last possible day of `issued`.")
_BEFORE_DAY = ("type", "title", "author", "container-title", "publisher", "issued")


def _facts(
    things: Callable[[Negotiation], Iterable[Definition]], more: Callable[..., Facts], snapshot: Snapshot
) -> Iterator[Facts]:
    return ({**field_facts(thing), **more(thing)} for thing in things(snapshot.negotiation))


def _relation(
    name: str,
    meaning: str,
    columns: tuple[Column, ...],
    things: Callable[[Negotiation], Iterable[Definition]],
    more: Callable[..., Facts] = lambda _: {},
) -> Relation:
    return Relation(name, meaning, (ID, *columns, NEGOTIATION), partial(_facts, things, more))


DEFINITIONS = (
    _relation(
        "party",
        "The parties to the negotiation.",
        columns_of(Party, ...),
        lambda negotiation: negotiation.parties.values(),
    ),
    _relation(
        "delegate",
        "People who negotiate or decide for a party.",
        columns_of(Delegate, ...),
        lambda negotiation: (delegate for party in negotiation.parties.values() for delegate in party.delegates),
    ),
    _relation(
        "issue",
        "The issues that the parties must agree on.",
        columns_of(Issue, ...),
        lambda negotiation: negotiation.issues.values(),
    ),
    _relation(
        "event",
        "Past and planned events.",
        columns_of(Event, "title", "date", "until", _EVENT_DAY, ...),
        lambda negotiation: negotiation.events.values(),
        lambda event: {"day": event.end},
    ),
    _relation(
        "side",
        "The sides of the table: principals that stand together.",
        columns_of(TableSide, ...),
        lambda negotiation: negotiation.sides.values(),
    ),
    _relation(
        "source",
        "The publications that records rest on.",
        columns_of(Source, *_BEFORE_DAY, _SOURCE_DAY, ...),
        lambda negotiation: negotiation.sources.values(),
        lambda source: {"day": source.issued and source.issued.last},
    ),
)
