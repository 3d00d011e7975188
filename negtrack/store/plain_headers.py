"""Headers of a TOML text as we write them, found without the pattern of all headers, which takes longer to compile than
a short text to read."""

from __future__ import annotations

_LONGEST = 1 << 18
"""Letters of a text that is read so."""
_DEEPEST = 4
"""Keys of a header that are looked at."""


def plain_headers(text: str) -> list[tuple[int, tuple[str, ...], int]] | None:
    """Return each header as `Lines` has them; None where a line that begins with a bracket is not as we write headers,
    so that only the pattern tells what it is, and for a long text, which that finds faster."""
    if len(text) > _LONGEST:
        return None
    found: list[tuple[int, tuple[str, ...], int]] = []
    line, last, place = 1, 0, text.find("[")
    while place >= 0:
        start = text.rfind("\n", last, place) + 1 or last
        if start == place:
            end = text.find("\n", place)
            path = _plain_path(text[place : end if end >= 0 else len(text)].removesuffix("\r"))
            if path is None:
                return None
            line, last = line + text.count("\n", last, start), start
            found.append((start, path, line))
        elif not text[start:place].strip(" \t"):
            return None
        place = text.find("[", place + 1)
    return found


def _plain_path(line: str) -> tuple[str, ...] | None:
    """Return the path of a header of up to four keys without blanks, escapes and comments; None for another line."""
    path: list[str] = []
    rest = "." + line[1:-1]
    while rest.startswith(".") and line.endswith("]"):
        key, closed, rest = rest[2:].partition('"') if rest[1:2] == '"' else _take_bare(rest[1:])
        if not (closed and key) or not key.replace("-", "").replace("_", "").isalnum() or not key.isascii():
            return None
        path.append(key)
    return tuple(path) if path and not rest and len(path) <= _DEEPEST else None


def _take_bare(text: str) -> tuple[str, bool, str]:
    key, dot, rest = text.partition(".")
    return key, True, dot + rest
