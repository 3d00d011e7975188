"""Negotiations for tests: from a few lines of TOML in memory, or as files in a folder."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

import tomli_w

from negtrack.answers import snapshot_at
from negtrack.errors import Problem
from negtrack.ids import fold
from negtrack.lookup import Clock
from negtrack.model import DEAL_ENTRIES, ENTRIES, Negotiation
from negtrack.query import Snapshot
from negtrack.store.document import Document
from negtrack.store.link import link_negotiation
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place
from negtrack.store.parse import parse_document

Thing = TypeVar("Thing")

HEAD = """
party.employer = { name = "Employers", role = "principal" }
party.union = { name = "Union", role = "principal" }
party.state = { name = "State", role = "mediator" }
issue.pay = { title = "Pay", kind = "quantity", unit = "euros", basis = "gross" }
issue.hours = { title = "Hours", kind = "quantity", unit = "hours" }
issue.start = { title = "Start", kind = "timing", anchor = "signed" }
issue.mandate = { title = "Mandate", class = "process", kind = "mandate" }
event.signed = { title = "Signature" }
"""
"""Two principals, a mediator, three issues of substance and one of process."""

DEFAULTS: dict[str, dict[str, str]] = {
    "position": {"issue": "pay"},
    "proposal": {"title": "Terms"},
    "retraction": {"reason": "misread"},
    "agreement": {"title": "Contract"},
}

FILES = {
    "negotiation.toml": """\
format = 1
title = "Talks"
parties = ["union", "employer"]

[issue.pay]
title = "Wages"
kind = "quantity"
unit = "euros"

[issue.start]
title = "Start"
kind = "timing"
anchor = "signed"

[event.signed]
title = "Signature"
""",
    "sources.toml": """\
[source.gazette]
container-title = "The Gazette"
issued = 2024-03-25
""",
    "parties/union.toml": """\
name = "The Union"
role = "principal"

[position.first]
issue = "pay"
value = "at least 100"
sources = ["gazette"]
recorded = 2024-03-26 00:00:00Z
""",
    "parties/employer.toml": 'name = "The Employer"\nrole = "principal"\n',
}
"""A small negotiation as files: two principals, two issues, one source and one position."""


def build_negotiation(text: str, head: str = HEAD) -> Negotiation:
    """Build the negotiation that `text` (a sheet; inline tables welcome) adds to `head`; fail where there is a problem.

    What an entry leaves out is filled in: its party (union), issue (pay), day (1 March) and instant (1 June 2024).
    """
    tables = tomllib.loads(head)
    for kind, group in tomllib.loads(text).items():
        tables[kind] = {**tables.get(kind, {}), **group} if isinstance(group, dict) else group
    for model in ENTRIES:
        for name, table in tables.get(model.table, {}).items():
            tables[model.table][name] = _fill_in(model.table, table)
    document, problems = parse_document(tomli_w.dumps(tables), "sheet.toml", "sheet")
    assert not problems, [str(problem) for problem in problems]
    return link_document(document)


def link_document(document: Document) -> Negotiation:
    """Build the negotiation of one document, in whose items nothing may be wrong."""
    negotiation, problems = link_negotiation("talks", [document])
    assert not problems, [str(problem) for problem in problems]
    return negotiation


def put_on_record(text: str) -> str:
    """Return a sheet in which every word of a party's own is on record, so that it binds."""
    return text.replace('side = "own"', 'side = "own", attribution = "on-record"')


def is_prose(condition: str) -> bool:
    """Return whether no issue is named before an equals sign of a condition, which would have to be there."""
    name, equals, _ = condition.partition("=")
    return not equals or not name.strip() or fold(name.strip()) != name.strip().casefold()


def _fill_in(kind: str, table: dict[str, Any]) -> dict[str, Any]:
    party = {} if kind in {model.table for model in DEAL_ENTRIES} else {"party": "union"}
    common = party | tomllib.loads("recorded = 2024-06-01 00:00:00+00:00")
    stated = {} if kind == "retraction" or "sources" in table else tomllib.loads("stated = 2024-03-01")
    return common | stated | DEFAULTS.get(kind, {}) | table


def write_negotiation(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """Write the files of a negotiation, texts by name, byte for byte into `folder`; return that."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def read_negotiation(folder: Path) -> Negotiation:
    """Read the negotiation in `folder`, in whose files nothing may be wrong."""
    loaded = load_negotiation(Place(folder.parent, folder))
    assert not loaded.problems, [str(problem) for problem in loaded.problems]
    return loaded.negotiation


_parsed = lru_cache(maxsize=400)(parse_document)


def parse_once(text: str, path: str, kind: str, party: str = "") -> tuple[Document, list[Problem]]:
    """Return what `parse_document` does, from memory where the same text was parsed lately."""
    if len(text) > 200_000:
        return parse_document(text, path, kind, party)
    document, problems = _parsed(text, path, kind, party)
    return document, [*problems]


def link_once(name: str, documents: Sequence[Document]) -> tuple[Negotiation, list[Problem]]:
    """Return what `link_negotiation` does, from memory where the same documents, which never change, were linked
    lately."""
    if sum(len(document.items) for document in documents) > 1000:
        return link_negotiation(name, documents)
    negotiation, problems = _linked(name, _Same(documents))
    return negotiation, [*problems]


def snapshot_once(known: Negotiation, as_of: str, known_at: str, clock: Clock) -> Snapshot:
    """Return what `snapshot_at` does, from memory where that moment of the same negotiation, which never changes, was
    read lately."""
    return _read(_Same([known]), as_of, known_at, clock)


class _Same(Generic[Thing]):
    """Things that equal no others, not even those of the same content."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self.things = things
        self._ids = [id(thing) for thing in things]

    def __hash__(self) -> int:
        return hash(tuple(self._ids))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._ids == other._ids


@lru_cache(maxsize=50)
def _linked(name: str, same: _Same[Document]) -> tuple[Negotiation, list[Problem]]:
    return link_negotiation(name, same.things)


@lru_cache(maxsize=20)
def _read(same: _Same[Negotiation], as_of: str, known_at: str, clock: Clock) -> Snapshot:
    return snapshot_at(same.things[0], as_of, known_at, clock)
