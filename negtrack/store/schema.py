"""The JSON Schemas of the files, built from the records' classes, for editors that validate and explain during typing.

A schema rejects what no record can hold (unknown keys, missing fields, other words) and accepts everything that a load
accepts; what depends on other records stays with `check`. Draft 7, which is what taplo and Tombi read. To taplo
TOML's dates are texts, to Tombi they are what `format` names.
"""

from __future__ import annotations

import contextlib
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from negtrack.errors import NegtrackError, NotWrittenError, Problem
from negtrack.field_docs import FieldDoc
from negtrack.model import Item, Party, Term, docs_of, key_of
from negtrack.model.fields import ID_PATTERN
from negtrack.store.file_kinds import FILE_KINDS, FORMAT, MODELS
from negtrack.store.load import read_bytes, reason_of
from negtrack.store.locate import Place, files_of
from negtrack.store.safe_read import is_there, refuse_outside
from negtrack.store.write import lock, replace_file, run_steps

SCHEMA_FOLDER = ".schema"
_ABOVE = {"negotiation": "", "sources": "", "agreements": "", "proposed": "", "party": "../"}
"""Kind of file -> the way from it to its negotiation's folder."""


def header_for(kind: str) -> str:
    """Return the first line of a new file of this kind, by which editors find its schema."""
    return f"#:schema {_ABOVE[kind]}{SCHEMA_FOLDER}/{kind}.json\n"


def refresh_schemas(place: Place) -> list[str]:
    """Put the schemas of this version into the negotiation's folder; return the names of those that were not there.

    Raises `NotWrittenError` and `StoredError`.
    """
    with lock(place.folder):
        steps = schema_steps(place)
        run_steps(steps)
    return [name for name, _ in steps]


def schema_steps(place: Place) -> list[tuple[str, Callable[[], None]]]:
    """Return the name of each schema that is not of this version, and how to write it, for `run_steps`.

    Call it under the lock. Raises `NotWrittenError`.
    """
    steps: list[tuple[str, Callable[[], None]]] = []
    for path, kind in zip(schema_files(place), _ABOVE, strict=True):
        try:
            refuse_outside(path, place.root)
            before = read_bytes(path, place.root) if is_there(path) else None
        except (OSError, NegtrackError) as error:
            raise NotWrittenError(f"{SCHEMA_FOLDER}: {reason_of(error)}") from error
        after = schema_text(kind).encode("utf-8")
        if before != after:
            steps.append((place.shown(path), partial(replace_file, path, after, before)))
    return steps


def schema_files(place: Place) -> list[Path]:
    """Return the paths of the schemas of `place`, whether they exist or not."""
    return [place.folder / SCHEMA_FOLDER / f"{kind}.json" for kind in _ABOVE]


def stale_schemas(place: Place) -> Iterator[Problem]:
    """Yield a note for each schema that is of another version, or missing and named by a file's first line."""
    for kind in _ABOVE:
        path = place.folder / SCHEMA_FOLDER / f"{kind}.json"
        reason = _stale_reason(place, path, kind)
        if reason and (reason != _MISSING or _is_named(place, kind)):
            message = f"{reason}; run negtrack schema --write"
            yield Problem(place.shown(path), 0, "", message, "note", "stale-schema")


def _is_named(place: Place, kind: str) -> bool:
    """Return whether the first line of a file names the schema of its `kind`."""
    first = header_for(kind).strip().encode()
    with contextlib.suppress(OSError):
        return any(_starts_with(path, place, first) for path, other in _named_files(place) if other == kind)
    return False


def _named_files(place: Place) -> Iterator[tuple[Path, str]]:
    yield from files_of(place)
    yield place.proposed, "proposed"


def _starts_with(path: Path, place: Place, first: bytes) -> bool:
    with contextlib.suppress(OSError, NegtrackError):
        return read_bytes(path, place.root).removeprefix(BOM_UTF8).startswith(first)
    return False


_MISSING = "missing, so that editors cannot help"


def _stale_reason(place: Place, path: Path, kind: str) -> str:
    if not is_there(path):
        return _MISSING
    try:
        return "" if read_bytes(path, place.root) == schema_text(kind).encode() else "of another version of negtrack"
    except (OSError, NegtrackError) as error:
        return reason_of(error)


def schema_text(kind: str) -> str:
    """Return the schema of a kind of file (of `FILE_KINDS`) as JSON, the same at every call."""
    import json  # only where a schema is written

    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"


def schema_of(kind: str) -> dict[str, Any]:
    """Return the schema of a kind of file: its plain keys, and its tables of records by id."""
    plain, required = _plain(kind)
    tables = FILE_KINDS[kind].tables
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"negtrack {kind} file",
        "description": FILE_KINDS[kind].meaning,
        "type": "object",
        "properties": {**plain, **{name: _by_id(MODELS[name]) for name in tables}},
        "required": required,
        "additionalProperties": False,
        "definitions": {name: _record(MODELS[name], in_sheet=kind in ("sheet", "proposed")) for name in tables},
    }


def _plain(kind: str) -> tuple[dict[str, Any], list[str]]:
    """Return the keys above all tables, and those of them that are required."""
    if kind == "party":
        own = _record(Party, in_sheet=False)
        return own["properties"], own["required"]
    text: dict[str, Any] = {"type": "string"}
    known = {
        "format": {"const": FORMAT},
        "title": text,
        "summary": text,
        "parties": {"type": "array", "items": text},
    }
    described = {key: {"description": meaning, **known[key]} for key, meaning in FILE_KINDS[kind].plain.items()}
    return described, ["title"] if kind == "negotiation" else []


def _by_id(model: type[Item]) -> dict[str, Any]:
    return {
        "description": _first_sentence(model),
        "type": "object",
        "patternProperties": {ID_PATTERN: {"$ref": f"#/definitions/{model.table}"}},
        "additionalProperties": False,
    }


def _record(model: type[Item], in_sheet: bool) -> dict[str, Any]:
    """Return the schema of one record: without the party in a party's file, with `recorded` optional in a sheet."""
    from pydantic import TypeAdapter

    whole = TypeAdapter(model).json_schema()
    docs = {key: doc for key, doc in docs_of(model).items() if in_sheet or key != "party"}
    described = {key: _field_schema(doc, whole["properties"][doc.attribute]) for key, doc in docs.items()}
    needed = [key_of(name) for name in whole["required"] if not (in_sheet and name == "recorded")]
    if model.has_terms:
        described[Term.table] = _terms()
    described |= {former: described[key] for former, key in model.former_keys.items()}
    record: dict[str, Any] = {
        "description": _first_sentence(model),
        "type": "object",
        "properties": described,
        "required": [key for key in docs if key in needed and key not in model.former_keys.values()],
        "additionalProperties": False,
    }
    if model.former_keys:
        record["allOf"] = [
            {"anyOf": [{"required": [key]}, {"required": [former]}]} for former, key in model.former_keys.items()
        ]
    return {**record, "dependencies": {"speaker": ["side"]}} if "speaker" in docs else record


def _terms() -> dict[str, Any]:
    """Return the schema of the terms that have tables of their own, by issue."""
    from pydantic import TypeAdapter

    whole = TypeAdapter(Term).json_schema()
    docs = docs_of(Term)
    term = {
        "description": _first_sentence(Term),
        "type": "object",
        "properties": {key: _field_schema(doc, whole["properties"][doc.attribute]) for key, doc in docs.items()},
        "required": ["value"],
        "additionalProperties": False,
        "dependencies": {"speaker": ["side"]},
    }
    return {
        "description": "Terms with more than a value, by issue.",
        "type": "object",
        "patternProperties": {ID_PATTERN: term},
        "additionalProperties": False,
    }


def _field_schema(doc: FieldDoc, raw: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one field: pydantic's schema without `null`, which TOML lacks, and its meaning."""
    field, null = dict(raw), {"type": "null"}
    if null in field.get("anyOf", ()):
        field |= next(branch for branch in field.pop("anyOf") if branch != null)
    for noise in ("title", *([] if field.get("default") else ["default"])):
        field.pop(noise, None)
    if field.get("type") == "object":
        field["additionalProperties"] = False
    return {"description": doc.explained, **field}


def _first_sentence(model: type[Item] | type[Term]) -> str:
    text = " ".join((model.__doc__ or "").split())
    return text.partition(". ")[0].rstrip(".") + "."
