"""Merge of three versions of one file, record by record, as text: unchanged pieces keep every byte.

A text is cut into pieces: the plain keys at its head, then one piece per table `[kind.id]`. Pieces are merged by key: a
change on one side is applied; a record entered on both sides is kept once; a piece that the two sides changed
differently is a conflict, with both versions between markers. The result is parsed and verified before it is returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from negtrack.errors import NegtrackError
from negtrack.frozen import dataclass
from negtrack.store.toml import read_toml
from negtrack.store.toml_source import comments, header_of, plain_header, statements

MARKER_SIZE = 7
Key = tuple[str, ...]
"""`("position", "2024-...")` for a table, `("title",)` for a plain key, `()` for the comment on top."""


class NotMergeableError(NegtrackError):
    """Texts that cannot be merged by records, only by lines."""


@dataclass(frozen=True)
class Conflict:
    """One piece that the two sides changed differently; either text is "" where that side deleted it."""

    key: Key
    ours: str
    theirs: str

    def __str__(self) -> str:
        name = f"[{'.'.join(self.key)}]" if len(self.key) > 1 else self.key[0] if self.key else "the comment on top"
        if self.ours and self.theirs:
            return f"{name}: {'recorded' if len(self.key) > 1 else 'written'} differently on the two sides"
        return f"{name}: deleted on {'their' if self.ours else 'our'} side and changed on the other"


@dataclass(frozen=True)
class Merged:
    """The merged text, and its conflicts, which stand between markers."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True)
class _Piece:
    """A key with its lines, without the line break and the blank lines after it, which are its `gap`; `value` is its
    parsed TOML."""

    key: Key
    body: str
    gap: str
    value: Any

    @property
    def lines(self) -> str:
        """The body with normalised line endings, and its headers as new ones are written."""
        return "".join(map(plain_header, statements(self.body.replace("\r\n", "\n"))))


def merge_texts(base: str, ours: str, theirs: str, size: int = MARKER_SIZE) -> Merged:
    """Merge the changes of `theirs` since `base` into `ours`, in the order of ours, new pieces last. Conflict markers
    have `size` signs. Raises `NotMergeableError` where a text is not TOML of keyed tables, or the result does not parse
    as exactly the expected records."""
    three = (_pieces(base), _pieces(ours), _pieces(theirs))
    order = sorted((*three[1], *(key for key in three[2] if key not in three[1])), key=len)
    chosen = [found for key in order if (found := _merge_pieces(key, *three)) is not None]
    _verify(chosen, three[1], _ending(ours))
    conflicts = tuple(piece for piece in chosen if isinstance(piece, Conflict))
    return Merged(_join(chosen, three[1], _ending(ours), size), conflicts)


def _merge_pieces(
    key: Key, base: Mapping[Key, _Piece], ours: Mapping[Key, _Piece], theirs: Mapping[Key, _Piece]
) -> _Piece | Conflict | None:
    """Return the merged piece of one key; None where it is deleted."""
    was, one, other = base.get(key), ours.get(key), theirs.get(key)
    if _are_equal(one, other) or _are_equal(other, was):
        return one
    if _are_equal(one, was):
        return other
    same = _find_duplicate(one, other) if one and other else None
    return same or Conflict(key, one.body if one else "", other.body if other else "")


def _are_equal(one: _Piece | None, other: _Piece | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.body == other.body or one.lines == other.lines


def _find_duplicate(one: _Piece, other: _Piece) -> _Piece | None:
    """Return the piece that was recorded earlier, where the two differ in nothing else; None where they do."""
    if not (isinstance(one.value, dict) and isinstance(other.value, dict)):
        return None
    when, then = one.value.get("recorded"), other.value.get("recorded")
    known = isinstance(when, datetime) and isinstance(then, datetime) and when.tzinfo and then.tzinfo
    if (
        not known
        or not _same_table({**one.value, "recorded": then}, other.value)
        or comments(one.lines) != comments(other.lines)
    ):
        return None
    return min(one, other, key=lambda piece: (piece.value["recorded"], piece.lines))


def _same_table(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two tables are equal; in Python 1, 1.0 and true would be equal."""
    return repr(sorted(one.items())) == repr(sorted(other.items()))


def _pieces(text: str) -> dict[Key, _Piece]:
    """Return the pieces of `text` in order. Raises `NotMergeableError`."""
    tables, problems = read_toml(text, "")
    if problems:
        raise NotMergeableError(str(problems[0]))
    found: dict[Key, _Piece] = {}
    for key, part in _parts(text):
        if not key and not part:
            continue
        if key in found:
            raise NotMergeableError(f"{'.'.join(key)} appears twice")
        body = part.rstrip(" \t\r\n")
        found[key] = _Piece(key, body, part[len(body) :], _value(tables, key))
    count = sum(len(table) if isinstance(table, dict) else 1 for table in tables.values())
    if count != len(found) - (() in found):
        raise NotMergeableError("tables without a header of their own")
    return found


def _value(tables: Mapping[str, Any], key: Key) -> Any:
    value: Any = tables if key else None
    for part in key:
        if not isinstance(value, dict) or part not in value:
            raise NotMergeableError(f"no header names {'.'.join(key)}")
        value = value[part]
    if len(key) != 2 and isinstance(value, dict):
        raise NotMergeableError(f"{'.'.join(key)} is not a table of its own")
    return value


def _parts(text: str) -> Iterator[tuple[Key, str]]:
    """Yield each key with its text and the comments right above it; the parts are the whole text."""
    key: Key = ()
    part, above, in_head = "", "", True
    for statement in statements(text):
        line = statement.strip()
        if line.startswith("#"):
            above += statement
            continue
        here = header_of(statement)
        in_head = in_head and here is None
        start = here[:2] if here is not None else _plain_key(line) if in_head and line else key
        if start != key:
            yield key, part
            key, part = start, above + statement
        else:
            part += above + statement
        above = ""
    yield key, part + above


def _plain_key(line: str) -> Key:
    match = re.match(r"([A-Za-z0-9_-]+)[ \t]*=", line)
    if not match:
        raise NotMergeableError("a key that is not a plain word")
    return (match[1],)


def _ending(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _verify(chosen: Sequence[_Piece | Conflict], ours: Mapping[Key, _Piece], ending: str) -> None:
    """Parse both resolutions, all conflicts decided for ours and all for theirs. Raises `NotMergeableError`."""
    for side in ("ours", "theirs") if any(isinstance(piece, Conflict) for piece in chosen) else ("ours",):
        decided = [
            _Piece(part.key, getattr(part, side), "", ...) if isinstance(part, Conflict) else part for part in chosen
        ]
        text = _join([piece for piece in decided if piece.body], ours, ending, MARKER_SIZE)
        read = _pieces(text)
        wanted = {piece.key: piece for piece in decided if piece.body}
        for key, piece in wanted.items():
            if key not in read or not _are_equal(read[key], piece) or piece.value not in (..., read[key].value):
                raise NotMergeableError(f"{'.'.join(key)} would not be parsed as written")
        if read.keys() != wanted.keys():
            raise NotMergeableError("the result would hold other records")


def _join(chosen: Sequence[_Piece | Conflict], ours: Mapping[Key, _Piece], ending: str, size: int) -> str:
    """Return the pieces as one text."""
    texts = []
    last = [*ours][-1] if ours else None
    for piece, following in zip(chosen, [*chosen[1:], None], strict=False):
        texts.append(_mark_conflict(piece, ending, size) if isinstance(piece, Conflict) else piece.body)
        gap = ours[piece.key].gap if piece.key in ours else piece.gap if isinstance(piece, _Piece) else ""
        if following is None and piece.key != last:
            gap = gap[: gap.find("\n") + 1] or ending
        elif following is not None:
            gap = _gap(gap, following.key, piece.key in ours and following.key in ours, ending)
        texts.append(gap)
    return "".join(texts)


def _gap(gap: str, following: Key, in_ours: bool, ending: str) -> str:
    """Return the gap before a piece: unchanged if both are `in_ours`, else a blank line (none before a plain key)."""
    needed = 2 if len(following) > 1 else 1
    keep = "\n" in gap if in_ours else gap.count("\n") >= needed > 1
    return gap if keep else ending * needed


def _mark_conflict(conflict: Conflict, ending: str, size: int) -> str:
    sides = [f"{text}{ending}" if text else "" for text in (conflict.ours, conflict.theirs)]
    return f"{'<' * size} ours{ending}{sides[0]}{'=' * size}{ending}{sides[1]}{'>' * size} theirs"
