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
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("["):
            path = _plain_path(line.removesuffix("\r"))
            if path is None:
                return None
            found.append((start, path, number))
        elif line[:1] in (" ", "\t") and line.lstrip(" \t").startswith("["):
            return None
        start += len(line) + 1
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
