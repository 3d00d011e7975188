"""The TOML that is appended for items: one block an item, and the item of each new line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import tomli_w

from negtrack.errors import NotWrittenError
from negtrack.frozen import dataclass
from negtrack.model import Item, Party, to_table
from negtrack.store.toml_source import quote_days, quote_key


@dataclass(frozen=True)
class Block:
    """The TOML of one item, and the item's number among those that were to be added."""

    text: str
    number: int


@dataclass(frozen=True)
class NewText:
    """A file's bytes before and after, and the line where each new block begins."""

    before: bytes | None
    after: bytes
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def number_at(self, line: int) -> int | None:
        """Return the item whose block holds `line`; None for a line that was there before."""
        place = bisect_right(self.starts, line)
        return self.numbers[place - 1] if place else None


def render_block(item: Item, known: dict[str, Any] | None = None) -> str:
    """Return the TOML of `item` in its file; `known` is its table, where there is one. Raises `NotWrittenError` for
    text that is not valid Unicode."""
    table = to_table(item) if known is None else known
    if (plain := _render_plain(item, table)) is not None:
        return plain
    return render_table(table if isinstance(item, Party) else {item.table: {item.id: table}})


def render_table(table: Mapping[str, Any]) -> str:
    """Return a table as TOML, every text on one line. Raises `NotWrittenError` for text that is not valid Unicode."""
    text = quote_days(tomli_w.dumps(table))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        raise NotWrittenError(f"a text holds {half!a}, half a letter that no file can keep") from error
    return text


def _render_plain(item: Item, table: Mapping[str, Any]) -> str | None:
    """Return what tomli-w writes for a table of texts in which nothing is escaped, in a fifth of the time; None for any
    other table."""
    texts = [value for value in table.values() if type(value) is str]
    lists = [value for value in table.values() if type(value) is list]
    others = [value for value in table.values() if type(value) in (date, datetime)]
    is_whole = len(texts) + len(lists) + len(others) == len(table) and not isinstance(item, Party)
    joined = "".join([*texts, *(text for value in lists for text in value)])
    is_bare = item.id.isascii() and item.id.replace("-", "").isalnum()
    if not (is_whole and is_bare and joined.isprintable()) or '"' in joined or "\\" in joined:
        return None
    header = f"[{item.table}.{quote_key(item.id)}]\n"
    return "".join([header, *(f"{key} = {_literal(value)}\n" for key, value in table.items())])


def _literal(value: object) -> str:
    if type(value) is list:
        return "".join(["[\n", *(f'    "{text}",\n' for text in value), "]"])
    return f'"{value}"' if type(value) is str else str(value)


def append_blocks(before: bytes | None, head: str, blocks: Sequence[Block]) -> NewText:
    """Return `before`, or where there is no file its `head`, with `blocks`, a blank line between, in the file's line
    endings; no byte of `before` changes."""
    old = head.encode() if before is None else before
    ending = b"\r\n" if b"\r\n" in old else b"\n"
    gap = b"" if not old else ending if old.endswith(b"\n") else ending * 2
    parts, starts = [old], []
    line = old.count(b"\n") + 1
    for block in blocks:
        starts.append(line + gap.count(b"\n"))
        parts += [gap, block.text.encode().replace(b"\n", ending)]
        line = starts[-1] + block.text.count("\n")
        gap = ending
    return NewText(before, b"".join(parts), tuple(starts), tuple(block.number for block in blocks))
