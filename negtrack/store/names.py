"""The names in a negotiation's files, for shell completion: found by their headers, without validation.

Reads as little as possible; a file that cannot be read has no names. Each name comes with a short description, ""
where the file has none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from negtrack.store.locate import PARTIES_FOLDER, Place

Named = tuple[str, str]
ENTRY_TABLES = ("position", "proposal", "response", "note", "retraction")
_MAX_READ = 64 * 1024 * 1024
_DESCRIPTIVE = {
    "issue": ("title",),
    "event": ("title",),
    "source": ("container-title", "publisher", "title"),
    "proposal": ("title",),
    "position": ("issue", "value"),
    "response": ("proposal", "answer"),
    "note": ("text",),
    "retraction": ("reason",),
}
"""Table -> the fields that describe an item."""


def party_names(place: Place) -> Iterator[Named]:
    """Yield the parties that have a file, with the names they are known by."""
    for path in _party_paths(place):
        yield path.stem, _field(_text_of(path).partition("\n[")[0], "name")


def names_in(place: Place, *tables: str, start: str = "") -> Iterator[Named]:
    """Yield the ids in `tables` (`issue`, `event`, `source` or those of entries) that begin with `start`."""
    for path in _paths_of(place, tables):
        for table, name, body in _blocks(_text_of(path), tables, start):
            words = (_field(body, key) for key in _DESCRIPTIVE[table])
            yield name, (": " if table in ("position", "response") else ", ").join(filter(None, words))


def groups_in(place: Place) -> Iterator[Named]:
    """Yield the groups of the issues, each once."""
    bodies = (body for _, _, body in _blocks(_text_of(place.negotiation), ("issue",), ""))
    yield from dict.fromkeys((group, "") for body in bodies if (group := _field(body, "group")))


def scale_in(place: Place, issue: str) -> tuple[str, list[str]]:
    """Return the kind of an issue, and the rungs of its ladder or its options; "" and none for an issue that is not
    there."""
    for _, name, body in _blocks(_text_of(place.negotiation), ("issue",), issue):
        if name == issue:
            rungs = re.search(r"^[ \t]*(?:ladder|options)[ \t]*=[ \t]*\[([^\]]*)\]", body, re.MULTILINE)
            return _field(body, "kind"), [_unquote(rung) for rung in re.findall(_STRING, rungs[1])] if rungs else []
    return "", []


_STRING = r"""("(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""


def _paths_of(place: Place, tables: tuple[str, ...]) -> Iterator[Path]:
    if {"issue", "event"} & set(tables):
        yield place.negotiation
    if "source" in tables:
        yield place.sources
    if set(ENTRY_TABLES) & set(tables):
        yield from _party_paths(place)


def _party_paths(place: Place) -> list[Path]:
    found = (place.folder / PARTIES_FOLDER).glob("*.toml")
    return sorted(path for path in found if not path.name.startswith("."))


def _text_of(path: Path) -> str:
    """Return the text of a regular file, "" for anything else."""
    if not path.is_file() or path.stat().st_size > _MAX_READ:
        return ""
    return path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _blocks(text: str, tables: tuple[str, ...], start: str) -> Iterator[tuple[str, str, str]]:
    """Yield the tables of `text` whose ids begin with `start`: table, id, and what stands below the header."""
    header = (
        rf"""^\[[ \t]*({"|".join(tables)})[ \t]*\.[ \t]*["']?({re.escape(start)}[^\]"'.\s]*)["']?[ \t]*\][^\n]*\n"""
    )
    for match in re.finditer(header, text, re.MULTILINE):
        end = text.find("\n[", match.end() - 1)
        yield match[1], match[2], text[match.end() : end if end >= 0 else len(text)]


def _field(body: str, key: str) -> str:
    found = re.search(rf"^[ \t]*{key}[ \t]*=[ \t]*{_STRING}[ \t]*(?:#.*)?$", body, re.MULTILINE)
    return _unquote(found[1]) if found else ""


def _unquote(quoted: str) -> str:
    """Return the text of a TOML string on one line; "" where only a TOML reader can read it."""
    if quoted.startswith("'"):
        return quoted[1:-1]
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        return ""
