"""From documents to one negotiation: ids are made unique, references resolved, values read by their issue's scale.

A record that points at nothing, or whose value does not fit its issue, is skipped and reported as a `Problem`;
a record is not reported because something that it points at is itself invalid.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TypeVar

from negtrack.errors import Problem
from negtrack.frozen import replace
from negtrack.model import (
    MEDIA,
    NAMING,
    OWN,
    SAID,
    TAKING_BACK,
    THIRD_PARTY,
    DealRecord,
    Definition,
    Delegate,
    Entry,
    Event,
    Issue,
    Item,
    Negotiation,
    Party,
    Position,
    Proposal,
    Record,
    Response,
    Retraction,
    Source,
    TableSide,
    in_groups,
    record_of,
    records_of,
    term_of,
)
from negtrack.model.rewriting import former_names, rewrite_all
from negtrack.store.deal_links import deal_errors
from negtrack.store.definition_checks import SIDE_MISSING, FieldError, issue_errors
from negtrack.store.definition_links import event_errors, fix_event_days, former_errors, provenance_errors
from negtrack.store.document import Document
from negtrack.store.parse import TERM, field_code
from negtrack.store.plain_positions import PlainPositions
from negtrack.store.record_links import issue_dates, link_record
from negtrack.store.references import References
from negtrack.store.term_links import TermLinks

EntryT = TypeVar("EntryT", bound=Entry)


def link_negotiation(
    name: str, documents: Sequence[Document], others: Collection[str] = ()
) -> tuple[Negotiation, list[Problem]]:
    """Return the negotiation `name` that `documents` hold together, and the problems between them; `others` are the ids
    of further entries."""
    linker = Linker(name, documents, others)
    return linker.link(), linker.problems


def link_entries(known: Negotiation, entries: Iterable[EntryT]) -> Iterator[EntryT | None]:
    """Yield each of `entries` linked to the definitions of `known`, None where it is invalid; its references to other
    entries are not checked."""
    linker = Linker(known.id, (), _Everything(), known)
    for entry in rewrite_all(entries, former_names(known.definitions)):
        yield linker.complete(entry) if linker.is_valid(entry) else None


class _Everything(frozenset[str]):
    """A set that holds every id."""

    def __contains__(self, name: object) -> bool:
        return True


class Linker:
    """Link the items of several documents into one negotiation."""

    def __init__(
        self,
        name: str,
        documents: Sequence[Document],
        others: Collection[str] = (),
        known: Negotiation | None = None,
    ) -> None:
        self.problems: list[Problem] = []
        self._documents = documents
        self._broken = {key for document in documents for key in document.broken}
        self._unreadable_kinds = frozenset(_content_kind(document) for document in documents if document.unreadable)
        self._references = References(self._broken, self._unreadable_kinds, others)
        self._homes: dict[tuple[str, str], tuple[Document, Item]] = {}
        plain = next((document.plain for document in documents if "title" in document.plain), {})
        self._order: list[str] = list(plain.get("parties", ()))
        self._negotiation = known or Negotiation(
            name, plain.get("title", name), plain.get("summary", ""), order=tuple(self._order)
        )
        self._links = TermLinks(self._negotiation, self._references)
        self._plain = PlainPositions(self._negotiation, self._links)
        self._ids: set[str] = set()

    def link(self) -> Negotiation:
        """Return the negotiation with all valid items; call once."""
        items = list(self._unique_items())
        names = former_names(item for item in items if isinstance(item, Definition))
        items = rewrite_all(items, names)
        self._order = [names.id_of(Party.table, name) for name in self._order]
        self._define([item for item in items if isinstance(item, Definition)])
        entries = [item for item in items if isinstance(item, Entry)]
        self._ids = {entry.id for entry in entries} | self._broken
        valid = [linked for entry in entries if (linked := self._link(entry)) is not None]
        invalid = frozenset(self._ids - {entry.id for entry in valid})
        return replace(self._negotiation.with_entries(valid), unsound=invalid)

    def _unique_items(self) -> Iterator[Item]:
        for document in self._documents:
            for item in document.items:
                home, first = self._homes.setdefault(_key(item), (document, item))
                if first is item:
                    yield item
                else:
                    message = f"this id is taken, by {home.path}:{first.line}; choose another"
                    self._report(item, FieldError("", message, "doubled-id"), document)

    def _define(self, definitions: Sequence[Definition]) -> None:
        parties = {item.id: item for item in definitions if isinstance(item, Party)}
        events = {item.id: item for item in definitions if isinstance(item, Event)}
        sources = {item.id: item for item in definitions if isinstance(item, Source)}
        for item in definitions:
            for error in self._definition_errors(item, parties):
                self._report(item, error)
            if isinstance(item, Event | Delegate):
                for error in provenance_errors(item, parties, sources, self._references):
                    self._report(item, error)
        for found, error in (*event_errors(events, self._references), *former_errors(definitions)):
            self._report(found, error)
        delegates = [item for item in definitions if isinstance(item, Delegate) and item.party in parties]
        position = {name: number for number, name in enumerate(self._order)}
        ordered = sorted(
            parties.values(), key=lambda party: (position.get(party.id, len(position)), party.name.casefold(), party.id)
        )
        named = {
            party.id: replace(party, delegates=tuple(delegate for delegate in delegates if delegate.party == party.id))
            for party in ordered
        }
        self._negotiation = replace(
            self._negotiation,
            parties=named,
            issues=in_groups(item for item in definitions if isinstance(item, Issue)),
            events=fix_event_days(events),
            sources=sources,
            sides={item.id: item for item in definitions if isinstance(item, TableSide)},
        )
        self._links = TermLinks(self._negotiation, self._references)
        self._plain = PlainPositions(self._negotiation, self._links)

    def _definition_errors(self, item: Definition, parties: Mapping[str, Party]) -> Iterator[FieldError]:
        if isinstance(item, Party) and item.member_of and item.member_of not in parties.keys() | self._broken:
            yield self._references.unknown_error("member_of", "party", item.member_of, parties)
        if isinstance(item, Delegate) and item.party not in parties.keys() | self._broken:
            yield self._references.unknown_error("party", "party", item.party, parties)
        if isinstance(item, Issue):
            yield from issue_errors(item)
        if isinstance(item, Event) and item.side == OWN:
            yield FieldError("side", "own is a party's word, and an event is no party's; write the id of the party")

    def _link(self, entry: Entry) -> Entry | None:
        errors = [] if self._is_plain(entry) else list(self._errors_of(entry))
        for error in errors:
            if error.message:
                self._report(entry, error)
        return None if errors else self.complete(entry)

    def complete(self, entry: EntryT) -> EntryT:
        """Return a valid entry with the dates that its sources give it, and its voice."""
        known = self._negotiation
        return link_record(entry, known.sources, known.parties) if isinstance(entry, Record) else entry

    def is_valid(self, entry: Entry) -> bool:
        """Return whether an entry together with what it points at has no errors."""
        return self._is_plain(entry) or not any(True for _ in self._errors_of(entry))

    def _is_plain(self, entry: Entry) -> bool:
        return isinstance(entry, Position) and self._plain.is_valid(entry)

    def _errors_of(self, entry: Entry) -> Iterator[FieldError]:
        known = self._negotiation
        if entry.party and entry.party not in known.parties:
            yield from self._references.errors("party", "party", [entry.party], known.parties)
        if isinstance(entry, Record):
            yield from self._record_errors(entry)
        if isinstance(entry, DealRecord):
            yield from deal_errors(entry, self._links, self._ids)
        elif isinstance(entry, Position):
            yield from self._position_errors(entry)
        elif isinstance(entry, Proposal):
            yield from self._links.paper_errors(entry)
            yield from self._references.errors("with", "party", entry.with_, known.parties)
            for field in ("answers", "amends", "discloses"):
                yield from self._references.errors(field, "record", [getattr(entry, field)], self._ids)
            for field in ("alternative_to", "supersedes"):
                yield from self._references.errors(field, "record", getattr(entry, field), self._ids)
        elif isinstance(entry, Response):
            yield from self._references.errors("to", "record", records_of(entry.to), self._ids)
            if len(records_of(entry.to)) > 1 or (len(entry.to) > 1 and not all(map(term_of, entry.to))):
                yield FieldError("to", "names more than terms of one proposal; record an answer to each")
            if entry.no_counter and entry.answer != "rejected":
                yield FieldError("no-counter", f"has no meaning beside {entry.answer}; leave it out, or write rejected")
        elif isinstance(entry, Retraction):
            yield from self._references.errors("of", "record", [entry.of], self._ids)

    def _record_errors(self, record: Record) -> Iterator[FieldError]:
        known = self._negotiation
        yield from self._references.errors("sources", "source", record.sources, known.sources)
        if record.side not in known.parties and record.side not in (OWN, MEDIA, THIRD_PARTY):
            yield from self._references.errors("side", "party", [record.side], known.parties)
        if record.speaker and not record.side:
            yield FieldError("side", SIDE_MISSING)
        if record.after:
            yield from self._references.errors("after", "record", map(record_of, record.after), self._ids)
        if record.stated is None and not issue_dates(record, known.sources):
            message = "missing; write when it was said, or name a source that has a date"
            is_excused = "source" in self._unreadable_kinds or not self._broken.isdisjoint(record.sources)
            yield FieldError("stated", "" if is_excused else message)

    def _position_errors(self, position: Position) -> Iterator[FieldError]:
        known = self._negotiation
        if position.toward:
            yield from self._references.errors("toward", "party", [position.toward], known.parties)
        for field in NAMING:
            if ids := getattr(position, field):
                yield from self._references.errors(field, "record", map(record_of, ids), self._ids)
        if position.limits:
            yield from self._links.term_errors("limits", position.limits)
        if position.issue not in known.issues:
            yield from self._references.errors("issue", "issue", [position.issue], known.issues)
        if taking_back := TAKING_BACK.get(position.stance):
            if position.value:
                yield FieldError("value", f"a {position.stance} carries no value; leave it out")
            if not position.is_said:
                yield FieldError("modality", f"a {position.stance} is always {SAID}; leave it out")
            if not getattr(position, taking_back):
                yield FieldError(taking_back, f"missing; a {position.stance} names the records that it takes back")
        elif not position.value:
            yield FieldError("value", "missing; write what the party would accept, or unspecified, or undisclosed")
        elif position.issue in known.issues:
            yield from self._links.value_errors("value", position.issue, position.value, position.stance)

    def _report(self, item: Item, error: FieldError, document: Document | None = None) -> None:
        home = document or self._homes[_key(item)][0]
        path: tuple[str, ...] = (item.table, item.id)
        field = error.field
        if error.term and home.lines.own(*path, TERM, error.term):
            path, field = (*path, TERM, error.term), "value" if field == "terms" else field
        elif error.term and error.code != "dangling-reference":
            code = error.code or field_code(error.message)
            error = replace(error, message=f"{error.term}: {error.message}", code=code)
        former = (former for former, key in item.former_keys.items() if key == field and home.lines.has(path, former))
        field = next(former, field)
        place = f"[{'.'.join(path)}]" if home.lines.own(*path) else ""
        where = f"{place}{' ' if place and field else ''}{field}:"
        line = home.lines.field(path, field)
        code = error.code or field_code(error.message)
        self.problems.append(Problem(home.path, line, where, error.message, code=code))


def _key(item: Item) -> tuple[str, str]:
    """Return the namespace that an id must be unique in: all entries share one, each kind of definition has its own."""
    if isinstance(item, Delegate):
        return f"delegate of {item.party}", item.id
    return "entry" if isinstance(item, Entry) else item.table, item.id


def _content_kind(document: Document) -> str:
    """Return the kind of ids that a file holds and others point at, besides that of its name."""
    return "source" if PurePath(document.path).stem == "sources" else "record"
