"""Coding sheets: TOML files with the contents of one source document, of any party, to import into parties' files.

A sheet holds any kind of definition and record; each record names its party. The examples that come with negtrack are
folders of sheets, and a whole negotiation can be exported as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from negtrack.errors import DataError, NegtrackError, Problem, UnknownIdError, UsageError
from negtrack.exchange.rows import items_of
from negtrack.frozen import dataclass
from negtrack.model import Delegate, Entry, Item, Negotiation, to_table
from negtrack.render.clean import escape
from negtrack.store.file_kinds import FORMAT
from negtrack.store.load import read_text, reason_of
from negtrack.store.parse import parse_document
from negtrack.store.render_toml import render_table

EXAMPLES = "seeds"


@dataclass(frozen=True)
class Sheets:
    """The contents of several sheets: their items in order, and the plain keys (`title`, ...) of the first sheet that
    has any."""

    items: tuple[Item, ...]
    plain: Mapping[str, Any]


def read_sheets(paths: Iterable[Path], recorded: datetime) -> Sheets:
    """Read the sheets at `paths`; `recorded` is for entries without one. Raises `DataError` with all problems."""
    items: list[Item] = []
    problems: list[Problem] = []
    plain: Mapping[str, Any] = {}
    for path in paths:
        try:
            text = read_text(path, path.parent)
        except (OSError, NegtrackError) as error:
            problems.append(Problem(str(path), 0, "", reason_of(error)))
            continue
        document, errors = parse_document(text, str(path), "sheet", recorded=recorded)
        problems += errors
        items += document.items
        plain = plain or document.plain
    if problems:
        raise DataError(problems)
    return Sheets(tuple(items), plain)


def sheet_lines(negotiation: Negotiation) -> Iterator[str]:
    """Yield the whole negotiation as one sheet, with hidden characters as TOML escapes. Raises `UsageError` where two
    parties have a delegate of the same id, as a sheet has one table per delegate."""
    own = {"title": negotiation.title, "summary": negotiation.summary, "parties": list(negotiation.parties)}
    yield _block({"format": FORMAT, **{key: value for key, value in own.items() if value}})
    written: set[tuple[str, str]] = set()
    for item in items_of(negotiation):
        if (item.table, item.id) in written:
            raise UsageError(f"two parties have a {item.table} {item.id}, which a sheet cannot hold; export to jsonl")
        written.add((item.table, item.id))
        party = {"party": item.party} if isinstance(item, Entry | Delegate) and item.party else {}
        yield "\n" + _block({item.table: {item.id: {**party, **to_table(item)}}})


def _block(table: Mapping[str, Any]) -> str:
    return "\n".join(escape(line) for line in render_table(table).split("\n"))


def example_names() -> list[str]:
    """Return the examples that come with negtrack."""
    folder = _examples_folder()
    return sorted(child.name for child in folder.iterdir() if child.is_dir()) if folder.is_dir() else []


def example_sheets(name: str) -> list[Path]:
    """Return the sheets of one example, in order. Raises `UnknownIdError`."""
    if name not in example_names():
        raise UnknownIdError("example", name, example_names())
    return sorted((_examples_folder() / name).glob("*.toml"))


def _examples_folder() -> Path:
    """Return the folder inside the installed package; in a checkout, the one next to the package."""
    package = Path(str(files("negtrack")))
    inside = package / EXAMPLES
    return inside if inside.is_dir() else package.parent / EXAMPLES
