"""The fields of a record as options and arguments of a command, and their values as values of the record."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from typing import Annotated, Any

from negtrack.beginnings import add_beginning
from negtrack.cell_lists import elements_of
from negtrack.cli.options import OneParameter, OptionGroup, argument, option
from negtrack.cli.output.printing import log
from negtrack.cli.recording.records import term_text
from negtrack.cli.session import Session
from negtrack.errors import NotationError, UnknownIdError, UsageError
from negtrack.field_docs import ON_RECORD, FieldDoc, option_docs
from negtrack.lookup import (
    find_agreement,
    find_event,
    find_issue,
    find_name,
    find_party,
    find_proposal,
    find_source,
    read_date,
)
from negtrack.model import MEDIA, OWN, REPORTED, THIRD_PARTY, Item, Record, docs_of
from negtrack.model.fields import SIDES, parse_votes

Given = Mapping[str, Any]
"""Key -> value of the option: a text, or a list of texts; "" or [] for an option that is not given."""


class FieldsOf(OptionGroup):
    """Marker of a parameter that stands for one option per field of `model`, the fields named in `first` first."""

    def __init__(self, model: type[Item], *first: str) -> None:
        self.model, self.first = model, first

    def parameters(self, own_names: Container[str], /) -> list[OneParameter]:
        return list(map(_parameter, self._docs(own_names)))

    def collect(self, given: dict[str, Any], own_names: Container[str], /) -> Given:
        return {doc.key: given.pop(doc.attribute) for doc in self._docs(own_names)}

    def _docs(self, own_names: Container[str]) -> list[FieldDoc]:
        provenance = docs_of(Record) if issubclass(self.model, Record) else {}
        own = [doc for key, doc in docs_of(self.model).items() if key not in provenance]
        return option_docs(own, provenance.values(), own_names, self.first)


def _parameter(doc: FieldDoc) -> OneParameter:
    marker = option(*doc.flags, metavar=doc.metavar or None, help=doc.help, words=doc.words)
    if doc.type == "switch":
        return doc.attribute, False, Annotated[bool, marker]
    if doc.many:
        return doc.attribute, [], Annotated[list[str], marker]
    return doc.attribute, "", Annotated[str, marker]


def argument_of(model: type[Item], key: str) -> Any:
    """Return the argument that gives the field `key` of `model`."""
    doc = docs_of(model)[key]
    return argument(metavar=doc.metavar, help=doc.text if doc.many else doc.help, words=doc.words)


_PAST = ("--stated", "--tabled", "--issued", "--accessed")
"""Options of days that have passed, so that `20 Nov` is the last one."""
_FINDERS: Mapping[str, Callable[[Session, str, str], str | int]] = {
    "PARTY": lambda session, text, _: find_party(session.negotiation, text).id,
    "ISSUE": lambda session, text, _: find_issue(session.negotiation, text).id,
    "EVENT": lambda session, text, _: find_event(session.negotiation, text).id,
    "SOURCE": lambda session, text, _: find_source(session.negotiation, text).id,
    "PROPOSAL": lambda session, text, _: find_proposal(session.negotiation, text).id,
    "AGREEMENT": lambda session, text, _: find_agreement(session.negotiation, text).id,
    "DATE": lambda session, text, flag: _date_text(session, text, flag),
    "NUMBER": lambda _session, text, flag: _votes(text.strip(), flag),
    "RECORD": lambda session, text, _: find_name(session.negotiation, text),
    "ISSUE=VALUE": lambda session, text, flag: term_text(session.negotiation, text, flag),
}
"""Metavar of a field -> function from session, text and option to the id or the canonical words."""


def _date_text(session: Session, text: str, flag: str) -> str:
    """Return a date as people write it in the notation, and log it where that is other words. Raises `UsageError`."""
    try:
        words = read_date(text, session.clock.today, flag in _PAST)
    except (NotationError, UsageError) as error:
        raise UsageError(f"{flag} {error}") from error
    if words != text:
        log(f'negtrack: {flag} "{text}" is read as {words}')
    return words


def _votes(text: str, flag: str) -> int | str:
    try:
        return parse_votes(int(text) if re.fullmatch("[0-9]{1,13}", text) else text)
    except NotationError:
        raise UsageError(
            f'{flag} "{text}": neither a whole number nor a share; write one such as 26 or 54.74%'
        ) from None


def find_named(session: Session, model: type[Item], given: Given) -> dict[str, Any]:
    """Return `given` with every name resolved to an id. Raises `NegtrackError` for an unknown name."""
    return {key: _find(session, docs_of(model)[key], value) for key, value in given.items()}


def own_fields(session: Session, model: type[Record], given: Given) -> dict[str, Any]:
    """Return the fields of `given` that are not provenance, with every name resolved to an id."""
    names = {*docs_of(Record), ON_RECORD.key}
    return find_named(session, model, {key: value for key, value in given.items() if key not in names})


def find_beginning(session: Session, model: type[Item], key: str, cell: object) -> object:
    """Return the text of a field with the whole id or closed word of which it is the beginning; any other cell, and a
    text that is none, as it is. Raises `NegtrackError`, also for the beginning of several."""
    doc = docs_of(model).get(key)
    if doc is None or not isinstance(cell, str):
        return cell
    return (
        [_find_beginning(session, doc, part) for part in elements_of(cell)]
        if doc.many
        else _find_beginning(session, doc, cell)
    )


def _find_beginning(session: Session, doc: FieldDoc, cell: str) -> object:
    is_side, word = doc.doc.names == SIDES, cell.casefold()
    closed = (OWN, MEDIA, THIRD_PARTY, REPORTED) if is_side else tuple(doc.words)
    words = [known for known in closed if known.startswith(word)]
    is_party = is_side and any(name.startswith(word) for name in session.negotiation.parties)
    if closed and not is_party and (words or not is_side):
        if len(words) == 1 and words[0] != word:
            add_beginning(doc.key, cell, words[0])
        return words[0] if len(words) == 1 else cell
    find = _FINDERS["PARTY"] if is_side else _FINDERS.get(doc.metavar)
    if find is None or word in closed:
        return cell
    try:
        return find(session, cell, doc.key)
    except UnknownIdError:
        return cell


def _find(session: Session, doc: FieldDoc, value: str | list[str]) -> str | int | list[str | int]:
    find = _FINDERS.get(doc.metavar)
    if isinstance(value, list):
        found = [find(session, text, doc.flags[0]) if find else text for text in value]
        refuse_twice(doc.flags[0], found)
        return found
    return find(session, value, doc.flags[0]) if find and value else value


def refuse_twice(flag: str, given: Sequence[str | int]) -> None:
    """Raise `UsageError` where a list of an option names one thing twice."""
    for value in given:
        if given.count(value) > 1:
            raise UsageError(f"{flag} {value} is given twice; leave one out")
