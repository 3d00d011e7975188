"""A coding sheet as people fill it in: blocks of keys, whose texts need no quotation marks; what is empty is left out.

A block `[position.3]` is a record whose id is made from its content, one with a word for a number, `[issue.pay]`, the
thing of that id. Lists and texts in TOML's own marks are read as TOML.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from negtrack.errors import DataError, Problem, nearest
from negtrack.exchange.import_.columns import fields_of, find_field, map_columns
from negtrack.exchange.import_.importer import Importer
from negtrack.exchange.import_.row import RawRow, RawTable
from negtrack.exchange.rows import ID, TABLE
from negtrack.frozen import dataclass
from negtrack.store.file_kinds import MODELS
from negtrack.store.toml import read_toml
from negtrack.store.toml_source import Lines

_KEY = re.compile(r"(\s*)([A-Za-z_-]+)\s*=\s*(.*?)\s*")
_BLOCKS = ("[", '"""', "'''")
"""How a value begins that may go over several lines."""
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
    blocks = [Block(table, name, cells) for table, group in tables.items() for name, cells in group.items() if cells]
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
            for key in (key for key in cells if find_field(key) not in known):
                near = nearest(key, known)
                hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
                where = f"[{table}.{name}] {key}:"
                yield Problem(path, lines.field((table, name), key), where, f"unknown field; {hint}")


def _quoted(lines: list[str]) -> Iterator[str]:
    """Yield the lines as TOML: texts in quotation marks, a comment in the place of a key without a text, and another
    number for a block that was copied."""
    until = ""
    seen: set[tuple[str, int]] = set()
    for line in lines:
        found = None if until else _KEY.fullmatch(line)
        if until:
            until = "" if until in line else until
            yield line
        elif found is None or line.lstrip().startswith("#"):
            yield _number_anew(line, seen)
        else:
            begin = next((mark for mark in _BLOCKS if found[3].startswith(mark)), "")
            end = "]" if begin == "[" else begin
            until = end if begin and end not in found[3][len(begin) :] else ""
            yield line if begin or _is_toml(found[3]) else f"{found[1]}{_pair(found[2], found[3])}"


def _number_anew(line: str, seen: set[tuple[str, int]]) -> str:
    """Return a line; the header of a block whose number was `seen` with the next number that was not."""
    header = re.fullmatch(r"\s*\[\s*([a-z]+)\s*\.\s*([0-9]{1,4})\s*\]\s*", line)
    if header is None:
        return line
    number = next(number for number in count(int(header[2])) if (header[1], number) not in seen)
    seen.add((header[1], number))
    return f"[{header[1]}.{number}]"


def _is_toml(text: str) -> bool:
    """Return whether a text stands in TOML's own quotation marks."""
    if text[:1] not in ("'", '"'):
        return False
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
    rows = (
        RawRow(number, {TABLE: block.table, ID: _id_of(block), **block.cells}) for number, block in enumerate(blocks, 1)
    )
    importer.import_table(RawTable(path, (), rows), map_columns({}), lambda _: None)
    importer.problems = [_at_line(problem, places, lines) for problem in importer.problems]
    importer.imported = [
        replace(imported, lines=lines, place=places[imported.row - 1]) for imported in importer.imported
    ]


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
