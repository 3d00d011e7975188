"""Invalid rows, of which an import may skip some: what each is about, so that one can say what stands in its place."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from negtrack.cell_lists import elements_of
from negtrack.dates import When, parse_when
from negtrack.errors import NotationError
from negtrack.exchange.import_.fields import parse_cell, text_of
from negtrack.exchange.import_.imported import Imported
from negtrack.exchange.import_.names import NameResolver
from negtrack.exchange.import_.row import CELL, RawRow
from negtrack.frozen import dataclass, replace
from negtrack.model import Position, Proposal, Record

FILE = "file"
"""The noun of a file that cannot be read at all."""


@dataclass(frozen=True)
class Skipped:
    """An invalid row, or one cell of a row: the party and the issues that it is about, as it names them, and the day;
    "", () and None where nobody knows."""

    path: str
    place: str
    """`row 7, Union (D7)`."""
    noun: str
    """What it is: a cell, a row, a record, a file."""
    party: str = ""
    issues: tuple[str, ...] = ()
    stated: When | None = None


def skipped_row(path: str, row: RawRow, place: str, cells: Mapping[str, object], names: NameResolver) -> Skipped:
    """Return a row that cannot be read, by its cells (field -> cell) that can."""
    terms = cells.get("terms")
    issues = [cells["issue"]] if "issue" in cells else terms if isinstance(terms, list) else _elements(terms)
    where = f"row {row.number}, {place}" if place and row.noun == CELL else f"row {row.number}"
    return Skipped(
        path,
        where,
        row.noun,
        _text(cells.get("party")),
        tuple(_text(name).partition("=")[0].strip() for name in issues),
        _day_of(cells, names),
    )


def skipped_blocks(
    tables: Mapping[str, object], path: str, broken: Container[str], names: NameResolver
) -> Iterator[Skipped]:
    """Yield the blocks of a coding sheet that are `broken`, by their ids."""
    for table, group in tables.items():
        for id, cells in group.items() if isinstance(group, dict) else ():
            if id in broken and isinstance(cells, dict):
                row = RawRow(0, cells, noun="record")
                yield replace(skipped_row(path, row, "", cells, names), place=f"[{table}.{id}]")


def skipped_item(imported: Imported, names: NameResolver) -> Skipped:
    """Return an imported row that was refused."""
    item = imported.item
    issues = tuple(term.issue for term in item.terms) if isinstance(item, Proposal) else (getattr(item, "issue", ""),)
    where = imported.place_of("value" if imported.noun == CELL else "")
    if not isinstance(item, Position | Proposal):
        return Skipped(imported.path, where, imported.noun)
    cited = names.negotiation.sources.get(item.sources[0]) if item.sources else None
    day = getattr(item, "tabled", None) or item.stated or (cited.issued if cited else None)
    return Skipped(imported.path, where, imported.noun, item.party, issues, day)


def _day_of(cells: Mapping[str, object], names: NameResolver) -> When | None:
    """Return the day of a row, else that of the first of its sources."""
    for model, key in ((Proposal, "tabled"), (Record, "stated")):
        try:
            if key in cells:
                return parse_when(parse_cell(model, key, cells[key]))  # type: ignore[arg-type]  # as a file has it
        except NotationError:
            return None
    cited = cells.get("sources")
    source = next(map(_text, cited) if isinstance(cited, list) else iter(_elements(cited)), "")
    known = names.negotiation.sources.get(names.known_source(source)) if source else None
    return known.issued if known else None


def _elements(cell: object) -> list[str]:
    return elements_of(_text(cell))


def _text(cell: object) -> str:
    try:
        return "" if cell is None else text_of(cell)
    except NotationError:
        return ""
