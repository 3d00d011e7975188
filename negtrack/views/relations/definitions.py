"""`party`, `delegate`, `issue`, `event` and `source`: what records refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from negtrack.model import Definition, Issue, Negotiation
from negtrack.query import Snapshot
from negtrack.values.kinds import KIND_NAMES
from negtrack.views.relations.relation import ID, NEGOTIATION, Column, Facts, Relation

_PARTY = (
    ID,
    Column("name", "text", "Its name."),
    Column("role", "text", "principal, mediator, guarantor, supporter or observer."),
    Column("member_of", "text", "The bloc that it negotiates in, itself a party."),
    NEGOTIATION,
)
_DELEGATE = (
    ID,
    Column("party", "text", "The party that the person negotiates or decides for."),
    Column("name", "text", "The person's name."),
    Column("office", "text", "The person's office."),
    Column("authority", "text", "decides, negotiates or briefed."),
    NEGOTIATION,
)
_ISSUE = (
    ID,
    Column("title", "text", "What it is called."),
    Column("class", "text", "substance or process."),
    Column("kind", "text", f"{KIND_NAMES}."),
    Column("group", "text", 'The group that it is shown in; in SQL written "group", in quotes.'),
    Column("anchor", "text", "The event that timings count from."),
    Column("unit", "text", "What a quantity counts."),
    Column("basis", "text", "What a count refers to."),
    Column("give", "text", "What a ratio gives."),
    Column("per", "text", "What a ratio gives it for."),
    Column("ladder", "list", "The rungs of an ordered choice, the lowest first."),
    Column("options", "list", "The options of a choice without order."),
    Column("linked", "list", "The issues that it is bound up with."),
    Column("wants", "list", "Which party wants more, which less: PARTY = more."),
    NEGOTIATION,
)
_EVENT = (
    ID,
    Column("title", "text", "What it is called."),
    Column("date", "text", "When it is or begins, as an EDTF date; null: not yet dated."),
    Column("until", "text", "Its last day, as an EDTF date, where it is a span."),
    Column("day", "day", "Its last possible day."),
    Column("place", "text", "Where."),
    Column("participants", "list", "The parties that take part."),
    NEGOTIATION,
)
_SOURCE = (
    ID,
    Column("type", "text", "Its type, as in CSL-JSON."),
    Column("title", "text", "Its title."),
    Column("author", "list", "Its authors."),
    Column("container_title", "text", "The newspaper, journal or book that it appeared in."),
    Column("publisher", "text", "Who published it."),
    Column("issued", "text", "When it appeared, as an EDTF date."),
    Column("day", "day", "The last possible day of `issued`."),
    Column("URL", "text", "Its address."),
    Column("archive", "text", "The address of a lasting copy."),
    Column("accessed", "text", "When it was read, as an EDTF date."),
    Column("language", "text", "Its language."),
    Column("note", "text", "A remark of ours."),
    NEGOTIATION,
)


def _issue_facts(issue: Issue) -> Facts:
    return {"class": issue.class_, "wants": tuple(f"{party} = {lean}" for party, lean in issue.wants.items())}


def _facts(
    columns: tuple[Column, ...],
    things: Callable[[Negotiation], Iterable[Definition]],
    more: Callable[..., Facts],
    snapshot: Snapshot,
) -> Iterator[Facts]:
    for thing in things(snapshot.negotiation):
        given = more(thing)
        names = [each.name for each in columns if each is not NEGOTIATION and each.name not in given]
        yield {**given, **{name: getattr(thing, name) for name in names}}


def _relation(
    name: str,
    meaning: str,
    columns: tuple[Column, ...],
    things: Callable[[Negotiation], Iterable[Definition]],
    more: Callable[..., Facts] = lambda _: {},
) -> Relation:
    return Relation(name, meaning, columns, partial(_facts, columns, things, more))


DEFINITIONS = (
    _relation("party", "Who negotiates.", _PARTY, lambda known: known.parties.values()),
    _relation(
        "delegate",
        "Who negotiates or decides for a party.",
        _DELEGATE,
        lambda known: (each for party in known.parties.values() for each in party.delegates),
    ),
    _relation("issue", "What the parties must agree on.", _ISSUE, lambda known: known.issues.values(), _issue_facts),
    _relation(
        "event",
        "What happened, or is to happen.",
        _EVENT,
        lambda known: known.events.values(),
        lambda event: {"day": event.end},
    ),
    _relation(
        "source",
        "The publications that records rest on.",
        _SOURCE,
        lambda known: known.sources.values(),
        lambda source: {"day": source.issued and source.issued.last},
    ),
)
