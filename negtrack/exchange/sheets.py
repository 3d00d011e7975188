"""Coding sheets: TOML files that hold what one source document says, of any party, to be filed into parties' files.

A sheet holds any kind of definition and record; each record names its party. The examples that come with negtrack are
folders of sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from negtrack.errors import DataError, NegtrackError, Problem, UnknownIdError
from negtrack.model import Item
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
