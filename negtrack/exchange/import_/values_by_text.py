"""Cells of rows as raw values of fields, with names as ids; what recurs in a table is read once."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field

from negtrack.exchange.import_.fields import ExactNumber, parse_cell
from negtrack.exchange.import_.names import NameResolver
from negtrack.model import Entry, Item

_ONE_SOURCE = re.compile("source", re.IGNORECASE)
_SHORT = 40
"""Most letters of a text that is likely to recur in its column."""


@dataclasses.dataclass
class ValuesByText:
    """The raw values of the cells of a table; `date_format` parses dates that are not in the notation."""

    names: NameResolver
    date_format: str
    _has_one_source: bool = False
    """Whether its column of sources is called `source`, so that a semicolon may be a part of a title."""
    _known: dict[tuple[type[Item], str, str], object] = field(default_factory=dict)
    """Class, field and short text -> raw value."""

    def start(self, columns: Iterable[str]) -> None:
        """Start a table with these columns."""
        self._has_one_source = any(_ONE_SOURCE.fullmatch(name) for name in columns)
        self._known = {}

    def read(self, model: type[Item], key: str, cell: object) -> object:
        """Return the raw value of a cell. Raises `NotationError`."""
        if not isinstance(cell, str) or isinstance(cell, ExactNumber) or len(cell) > _SHORT or ";" in cell:
            return self._parse(model, key, cell)
        place = (model, key, cell)
        if place not in self._known:
            self._known[place] = self._parse(model, key, cell)
        return self._known[place]

    def _parse(self, model: type[Item], key: str, cell: object) -> object:
        if key == "sources" and self._has_one_source and isinstance(cell, str) and issubclass(model, Entry):
            cell = self.names.sources_of(cell)
        raw = parse_cell(model, key, cell, self.date_format)
        return self._find_ids(model, key, raw) if key in _FINDERS else raw

    def _find_ids(self, model: type[Item], key: str, raw: object) -> object:
        """Return names as ids; the definitions of an import name each other only by id."""
        if not issubclass(model, Entry):
            return raw
        find = _FINDERS[key](self.names)
        return [find(str(name)) for name in raw] if isinstance(raw, list) else find(str(raw))


_FINDERS: Mapping[str, Callable[[NameResolver], Callable[[str], str]]] = {
    "party": lambda names: names.party,
    "issue": lambda names: names.issue,
    "side": lambda names: names.side,
    "toward": lambda names: names.other_party,
    "by": lambda names: names.other_party,
    "between": lambda names: names.other_party,
    "with": lambda names: names.other_party,
    "sources": lambda names: names.source,
}
"""Field of a record that names something -> function from the name to the id."""
