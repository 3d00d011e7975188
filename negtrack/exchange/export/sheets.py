"""Coding sheets: TOML files that hold what one source document says, of any party, to be filed into parties' files.

A sheet holds any kind of definition and record; each record names its party. The examples that come with negtrack are
folders of sheets, and a whole negotiation can be given as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import tomli_w

from negtrack.errors import DataError, NegtrackError, Problem, UnknownIdError, UsageError
from negtrack.exchange.rows import items_of
from negtrack.frozen import dataclass
from negtrack.model import Delegate, Entry, Item, Negotiation, to_table
from negtrack.render.clean import escape
from negtrack.store.file_kinds import FORMAT
from negtrack.store.load import read_text, reason_of
from negtrack.store.parse import parse_document

EXAMPLES = "seeds"


@dataclass(frozen=True)
class Sheets:
    """What several sheets hold together: their items in order, and the plain keys (`title`, ...) of the first that has
    any."""

    items: tuple[Item, ...]
    plain: Mapping[str, Any]


def read_sheets(paths: Iterable[Path], recorded: datetime) -> Sheets:
    """The sheets at `paths`; entries without `recorded` get the instant given. Raises `DataError` with all problems."""
    items: list[Item] = []
    problems: list[Problem] = []
    plain: Mapping[str, Any] = {}
    for path in paths:
        try:
            text = read_text(path, path.parent)
        except (OSError, NegtrackError) as error:
            problems.append(Problem(str(path), 0, "", reason_of(error)))
            continue
        document, faults = parse_document(text, str(path), "sheet", recorded=recorded)
        problems += faults
        items += document.items
        plain = plain or document.plain
    if problems:
        raise DataError(problems)
    return Sheets(tuple(items), plain)


def sheet_lines(negotiation: Negotiation) -> Iterator[str]:
    """The whole negotiation as one sheet, hidden characters as TOML's own escapes. Raises `UsageError` where two
    parties have a delegate of one id, as a sheet has one table for each."""
    own = {"title": negotiation.title, "summary": negotiation.summary, "parties": list(negotiation.parties)}
    yield _block({"format": FORMAT, **{key: value for key, value in own.items() if value}})
    seen: set[tuple[str, str]] = set()
    for item in items_of(negotiation):
        if (item.table, item.id) in seen:
            raise UsageError(f"two parties have a {item.table} {item.id}, which a sheet cannot hold; export to jsonl")
        seen.add((item.table, item.id))
        party = {"party": item.party} if isinstance(item, Entry | Delegate) else {}
        yield "\n" + _block({item.table: {item.id: {**party, **to_table(item)}}})


def _block(table: Mapping[str, Any]) -> str:
    return "\n".join(escape(line) for line in tomli_w.dumps(table).split("\n"))


def example_names() -> list[str]:
    """The examples that come with negtrack."""
    folder = _examples_folder()
    return sorted(child.name for child in folder.iterdir() if child.is_dir()) if folder.is_dir() else []


def example_sheets(name: str) -> list[Path]:
    """The sheets of one example, in order. Raises `UnknownIdError`."""
    if name not in example_names():
        raise UnknownIdError("example", name, example_names())
    return sorted((_examples_folder() / name).glob("*.toml"))


def _examples_folder() -> Path:
    """Inside the installed package; in a checkout, beside it."""
    package = Path(str(files("negtrack")))
    inside = package / EXAMPLES
    return inside if inside.is_dir() else package.parent / EXAMPLES
