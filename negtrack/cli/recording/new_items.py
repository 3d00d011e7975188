"""Definitions that are made in prompts, on the spot, for a record that names what is not there yet."""

from __future__ import annotations

from typing import TypeVar

from negtrack.cli.recording.prompts import prompt_date, prompt_for, prompt_or_none, suggest_id
from negtrack.cli.recording.records import build_record, one_of, split_list
from negtrack.cli.session import Session
from negtrack.ids import parse_id
from negtrack.lookup import find_event
from negtrack.model import Definition, Event, Issue, Party, Source, docs_of, parse_text
from negtrack.values import KINDS

DefinitionT = TypeVar("DefinitionT", bound=Definition)


def create_party(session: Session, text: str) -> Party:
    """Return a new party of which `text` is the name."""
    name = prompt_for("", "name of the party", parse_text, default=text)
    roles = docs_of(Party)["role"].words
    role = prompt_for("", "role", one_of(roles), roles.items(), default="principal")
    return _make(session, Party, _prompt_id(name), {"name": name, "role": role})


def create_source(session: Session, text: str) -> Source:
    """Return a new source that `text` names."""
    publication = prompt_for("", "newspaper, site or publisher", parse_text, default=text)
    issued = prompt_date("", "day on which it appeared", session.clock.today)
    title = prompt_or_none("title", parse_text)
    name = _prompt_id(f"{publication} {issued}")
    return _make(session, Source, name, {"container-title": publication, "issued": issued, "title": title})


def create_issue(session: Session, text: str) -> Issue:
    """Return a new issue of which `text` is the title."""
    title = prompt_for("", "title of the issue", parse_text, default=text)
    kinds = ((name, kind.help) for name, kind in KINDS.items())
    kind = KINDS[prompt_for("", "kind", one_of(KINDS), kinds, hint="how its values are written")]
    fields: dict[str, object] = {"title": title, "kind": kind.name, "class": kind.required_class or "substance"}
    if kind.has_anchor:
        fields["anchor"] = prompt_event(session, "", "the event it counts from").id
    if "ladder" in kind.option_fields:
        hint = "from least to most, such as none,limited,major"
        fields["ladder"] = split_list([prompt_for("", "rungs", parse_text, hint=hint)])
    if kind.name == "quantity":
        fields["unit"] = prompt_or_none("unit", parse_text, hint="such as people")
    return _make(session, Issue, _prompt_id(title), fields)


def create_event(session: Session, text: str) -> Event:
    """Return a new event of which `text` is the title."""
    title = prompt_for("", "title of the event", parse_text, default=text)
    return _make(session, Event, _prompt_id(title), {"title": title})


def prompt_event(session: Session, given: str, hint: str, name: str = "EVENT") -> Event:
    """Return the event that `given`, or the answer to a prompt, names."""
    known = session.negotiation
    events = [(event.id, event.title) for event in known.events.values()]
    return prompt_for(
        given,
        name,
        lambda text: find_event(known, text),
        events,
        hint,
        create=lambda text: create_event(session, text),
    )


def _prompt_id(name: str) -> str:
    """Return the id of a new thing: the one that is made of its name, or another."""
    return prompt_for("", "its id", parse_id, default=suggest_id(name))


def _make(session: Session, model: type[DefinitionT], name: str, fields: dict[str, object]) -> DefinitionT:
    """Return a definition, which is recorded with the record that needs it."""
    made = build_record(model, name, fields)
    session.made.append(made)
    return made
