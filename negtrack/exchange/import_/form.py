"""A coding sheet as people fill it in: blocks of keys, whose texts need no quotation marks; what is empty is left out.

A block `[position.3]` is a record whose id is made from its content, one with a word for a number, `[issue.pay]`, the
thing of that id. Lists and texts in TOML's own marks are read as TOML.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count, islice
from typing import Any

from negtrack.cell_lists import elements_of
from negtrack.errors import DataError, Problem, nearest
from negtrack.exchange.import_.columns import fields_of, find_field, map_columns
from negtrack.exchange.import_.importer import Importer
from negtrack.exchange.import_.row import RawRow, RawTable
from negtrack.exchange.rows import ID, TABLE
from negtrack.frozen import dataclass, replace
from negtrack.model import Definition, Term, docs_of
from negtrack.store.file_kinds import MODELS
from negtrack.store.toml import read_toml
from negtrack.store.toml_source import Lines

_KEY = re.compile(r"(\s*)([A-Za-z_-]+)\s*=\s*(.*?)\s*")
_OPEN_LIST = re.compile(r"""\[\s*(?:["'#].*)?""")
"""The beginning of a list that goes on in the lines below."""
_NUMBER = re.compile("[0-9]+")


@dataclass(frozen=True)
class Block:
    """One block that says something: its table and name, and its cells."""

    table: str
    name: str
    cells: Mapping[str, object]


def read_form(text: str, path: str) -> tuple[list[Block], Lines]:
    """Return the blocks of a filled-in sheet, and its lines. Raises `DataError` where it cannot be read."""
    toml = "".join(f"{line}\n" for line in _quoted(text.splitlines()))
    tables, problems = read_toml(toml, path)
    lines = Lines(toml)
    if problems := problems or list(_unknown(tables, path, lines)):
        raise DataError(problems)
    blocks = [
        Block(table, name, _join_terms(table, cells))
        for table, group in tables.items()
        for name, cells in group.items()
        if cells
    ]
    return sorted(blocks, key=lambda block: lines.own(block.table, block.name)), lines


def _unknown(tables: Mapping[str, object], path: str, lines: Lines) -> Iterator[Problem]:
    """Yield a problem for each block and each key that is none."""
    for table, group in tables.items():
        blocks = group if isinstance(group, dict) else {}
        if table not in MODELS or not blocks or not all(isinstance(cells, dict) for cells in blocks.values()):
            near = nearest(table, list(MODELS))
            hint = f"did you mean [{near[0]}.1]?" if near else "write a header such as [position.1]"
            yield Problem(path, lines.header(table), f"{table}:", f"no kind of block; {hint}")
            continue
        known = [key for key in fields_of(table) if key not in (TABLE, ID)]
        for name, cells in blocks.items():
            terms = _terms_of(table, cells)
            keys = [key for key in cells if not MODELS[table].has_terms or key != Term.table]
            yield from _unknown_keys(keys, (table, name), known, (path, lines))
            if len(terms) < len(_below(cells)) and MODELS[table].has_terms:
                where = f"[{table}.{name}.{Term.table}]"
                yield Problem(path, lines.header(table, name, Term.table), f"{where}:", "names no issue; write it last")
            for issue, given in terms.items():
                place = (table, name, Term.table, issue)
                yield from _unknown_keys(given, place, list(docs_of(Term)), (path, lines))
                if "value" not in given:
                    yield Problem(path, lines.header(*place), f"[{'.'.join(place)}] value:", "missing; write it")


def _unknown_keys(
    keys: Iterable[str], block: tuple[str, ...], known: Collection[str], sheet: tuple[str, Lines]
) -> Iterator[Problem]:
    """Yield a problem for each key of a block that is not `known`."""
    path, lines = sheet
    for key in (key for key in keys if find_field(key) not in known):
        near = nearest(key, known)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
        yield Problem(path, lines.field(block, key), f"[{'.'.join(block)}] {key}:", f"unknown field; {hint}")


def _terms_of(table: str, cells: Mapping[str, object]) -> Mapping[str, dict[str, object]]:
    """Return the tables of terms below a block, issue -> cells: `[proposal.1.term.pay]`."""
    terms = _below(cells) if MODELS[table].has_terms else {}
    return {issue: given for issue, given in terms.items() if isinstance(given, dict)}


def _below(cells: Mapping[str, object]) -> Mapping[str, object]:
    """Return what stands below a block as its terms."""
    found = cells.get(Term.table)
    return found if isinstance(found, dict) else {"": found} if found else {}


def _join_terms(table: str, cells: Mapping[str, object]) -> Mapping[str, object]:
    """Return the cells of a block, with the terms that have tables of their own as the columns of terms."""
    terms = _terms_of(table, cells)
    if not terms:
        return cells
    joined: dict[str, Any] = {key: cell for key, cell in cells.items() if key != Term.table}
    listed = joined.get("terms", [])
    own = [f"{issue} = {given.get('value', '')}" for issue, given in terms.items()]
    joined["terms"] = [*(elements_of(listed) if isinstance(listed, str) else listed), *own]
    many = {doc.key for doc in docs_of(Term).values() if doc.many}
    for issue, given in terms.items():
        for key, cell in ((find_field(key), cell) for key, cell in given.items() if key != "value"):
            is_list = key in many and isinstance(cell, str)
            joined.setdefault(f"{Term.table}-{key}", {})[issue] = elements_of(str(cell)) if is_list else cell
    return joined


def _quoted(lines: list[str]) -> Iterator[str]:
    """Yield the lines as TOML: texts in quotation marks, a comment in the place of a key without a text, and another
    number for a block that was copied."""
    numbers: dict[tuple[str, str], int] = {}
    used: set[tuple[str, int]] = set()
    rest = iter(enumerate(lines))
    for number, line in rest:
        found = _KEY.fullmatch(line)
        if found is None or line.lstrip().startswith("#"):
            yield _number_anew(line, numbers, used)
        elif height := _height_of_value(lines[number:], found):
            yield line
            yield from (below for _, below in islice(rest, height - 1))
        else:
            yield f"{found[1]}{_pair(found[2], found[3])}"


def _height_of_value(lines: list[str], found: re.Match[str]) -> int:
    """Return how many of the `lines`, of which the first is `found`, are a value that stands in TOML's own marks; 0 for
    a text without them."""
    text = found[3]
    if text[:1] not in ("'", '"', "["):
        return 0
    if _is_toml(text):
        return 1
    mark = next((mark for mark in ('"""', "'''") if text.startswith(mark)), "]" if _OPEN_LIST.fullmatch(text) else "")
    if not mark or mark in text[len(mark) :]:
        return 0
    height = next((number for number, line in enumerate(lines[1:], 2) if mark in line), 1)
    return height if _is_toml("\n".join((text, *lines[1:height]))) else 1  # and TOML says what is wrong


def _number_anew(line: str, numbers: dict[tuple[str, str], int], used: set[tuple[str, int]]) -> str:
    """Return a line; the header of a block whose number was `used` with the next one that was not. `numbers` has the
    last number for each that was written, for the tables below it."""
    header = re.fullmatch(r"\s*\[\s*([a-z]+)\s*\.\s*([0-9]{1,4})\s*(\..+)?\]\s*", line)
    if header is None:
        return line
    table, written, below = header.groups()
    if not below:
        numbers[table, written] = next(number for number in count(int(written)) if (table, number) not in used)
        used.add((table, numbers[table, written]))
    return f"[{table}.{numbers.get((table, written), written)}{below or ''}]"


def _is_toml(text: str) -> bool:
    """Return whether a text is a value in TOML."""
    try:
        tomllib.loads(f"text = {text}")
    except ValueError:
        return False
    return True


def _pair(key: str, text: str) -> str:
    return f"{key} = {json.dumps(text, ensure_ascii=False)}" if text else "#"


def import_form(importer: Importer, blocks: list[Block], path: str, lines: Lines) -> None:
    """Import the blocks into `importer`, whose problems and items name the lines of the sheet."""
    for space in (importer.names.parties, importer.names.issues, importer.names.sources):
        space.remedy = f"add a block [{space.kind}.ID]"
    places = [(block.table, block.name) for block in blocks]
    numbered = sorted(enumerate(blocks, 1), key=lambda pair: not _is_definition(pair[1]))  # wherever they stand
    rows = (RawRow(number, {TABLE: block.table, ID: _id_of(block), **block.cells}) for number, block in numbered)
    importer.import_table(RawTable(path, (), rows), map_columns({}), lambda _: None)
    importer.problems = [_at_line(problem, places, lines) for problem in importer.problems]
    importer.imported = [
        replace(imported, lines=lines, place=places[imported.row - 1]) for imported in importer.imported
    ]


def _is_definition(block: Block) -> bool:
    return block.table in MODELS and issubclass(MODELS[block.table], Definition)


def _id_of(block: Block) -> str:
    return "" if _NUMBER.fullmatch(block.name) else block.name


def _at_line(problem: Problem, places: list[tuple[str, str]], lines: Lines) -> Problem:
    """Return the problem of a row at its line in the sheet."""
    found = re.fullmatch("row ([0-9]+)(?:, (.*))?:", problem.where)
    if found is None:
        return problem
    table, name = places[int(found[1]) - 1]
    key = found[2] or ""
    where = f"[{table}.{name}] {key}:" if key else f"[{table}.{name}]"
    return Problem(problem.path, lines.field((table, name), key), where, problem.message)
