"""The names in a negotiation's files, for shell completion: found by their headers, without validation.

Reads as little as possible; a file that cannot be read has no names. Each name comes with a short description, ""
where the file has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from negtrack.store.locate import PARTIES_FOLDER, Place
from negtrack.store.quick_look import string_in, strings_in, tables_in

Named = tuple[str, str]
DEAL_TABLES = ("agreement", "open", "milestone", "retraction")
ENTRY_TABLES = ("position", "proposal", "response", "note", *DEAL_TABLES)
_MAX_READ = 64 * 1024 * 1024
_DESCRIPTIVE = {
    "issue": ("title",),
    "event": ("title",),
    "source": ("container-title", "publisher", "title"),
    "proposal": ("title",),
    "position": ("issue", "value"),
    "response": ("to", "answer"),
    "note": ("text",),
    "retraction": ("reason",),
    "agreement": ("title",),
    "open": ("agreement", "issue"),
    "milestone": ("agreement", "milestone"),
}
"""Table -> the fields that describe an item."""


_TWO_WORDS = ("position", "response", "open", "milestone")
"""The tables of items that two fields describe together."""


def party_names(place: Place) -> Iterator[Named]:
    """Yield the parties that have a file, with the names they are known by."""
    for path in _party_paths(place):
        yield path.stem, string_in(_text_of(path).partition("\n[")[0], "name")


def names_in(place: Place, *tables: str, start: str = "") -> Iterator[Named]:
    """Yield the ids in `tables` (`issue`, `event`, `source` or those of entries) that begin with `start`."""
    for path in _paths_of(place, tables):
        for table, name, body in tables_in(_text_of(path), tables, start):
            yield name, _describe(table, body)


def _describe(table: str, body: str) -> str:
    words = (string_in(body, key) for key in _DESCRIPTIVE[table])
    return (": " if table in _TWO_WORDS else ", ").join(filter(None, words))


def proposal_names(place: Place, start: str = "") -> Iterator[Named]:
    """Yield the ids of the proposals that begin with `start`, with their titles; a disclosure is none."""
    for path in _party_paths(place):
        for _, name, body in tables_in(_text_of(path), ("proposal",), start):
            if not string_in(body, "discloses"):
                yield name, string_in(body, "title")


def proposed_names(place: Place, start: str = "") -> Iterator[Named]:
    """Yield the ids of the proposed records that begin with `start`."""
    for table, name, body in tables_in(_text_of(place.proposed), ENTRY_TABLES, start):
        yield name, _describe(table, body)


def groups_in(place: Place) -> Iterator[Named]:
    """Yield the groups of the issues, each once."""
    bodies = (body for _, _, body in tables_in(_text_of(place.negotiation), ("issue",), ""))
    yield from dict.fromkeys((group, "") for body in bodies if (group := string_in(body, "group")))


def steps_in(place: Place, issue: str) -> Iterator[Named]:
    """Yield the steps of an issue, or of all, each once."""
    found = tables_in(_text_of(place.negotiation), ("issue",), issue)
    bodies = [body for _, name, body in found if not issue or name == issue]
    yield from dict.fromkeys((step, "") for body in bodies for step in strings_in(body, "steps"))


def scale_in(place: Place, issue: str) -> tuple[str, list[str]]:
    """Return the kind of an issue, and the rungs of its ladder, its options or its names; "" and none for an issue that
    is not there."""
    for _, name, body in tables_in(_text_of(place.negotiation), ("issue",), issue):
        if name == issue:
            lists = (strings_in(body, key) for key in ("ladder", "options", "names"))
            return string_in(body, "kind"), next(filter(None, lists), [])
    return "", []


def _paths_of(place: Place, tables: tuple[str, ...]) -> Iterator[Path]:
    if {"issue", "event"} & set(tables):
        yield place.negotiation
    if "source" in tables:
        yield place.sources
    if set(ENTRY_TABLES) & set(tables):
        yield from _party_paths(place)
    if set(DEAL_TABLES) & set(tables):
        yield place.agreements


def _party_paths(place: Place) -> list[Path]:
    found = (place.folder / PARTIES_FOLDER).glob("*.toml")
    return sorted(path for path in found if not path.name.startswith("."))


def _text_of(path: Path) -> str:
    """Return the text of a regular file, "" for anything else."""
    if not path.is_file() or path.stat().st_size > _MAX_READ:
        return ""
    return path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
