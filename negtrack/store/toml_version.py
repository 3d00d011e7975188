"""TOML 1.1 in a file: what rtoml reads, and what readers of TOML 1.0 refuse or, a time without seconds, may misread."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

from negtrack.errors import NegtrackError, Problem
from negtrack.store.load import decode, read_bytes
from negtrack.store.locate import Place, files_of
from negtrack.store.safe_read import is_there
from negtrack.store.toml import read_toml
from negtrack.store.toml_source import TOKEN

_STRING = re.compile(r'^(?:"""|\'\'\'|"|\')')
_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\(e|x[0-9A-Fa-f]{2})")
_TIME = re.compile(r"(?<![0-9:+-])(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ])?[0-9]{2}:[0-9]{2}(?![0-9:])")
_SHORT = re.compile(r":(?<=[0-9]{2}:)(?<![+\-:][0-9]{2}:)[0-9]{2}(?![0-9:])")
"""What every such time holds, which begins with a sign that is found at once; the offset of an instant is none."""


def newer_toml(place: Place) -> Iterator[Problem]:
    """Yield a note for the first thing in each valid file that only TOML 1.1 has."""
    for path, _ in files_of(place):
        with contextlib.suppress(OSError, NegtrackError):
            text = decode(read_bytes(path, place.root)) if is_there(path) else ""
            if _may_be_newer(text) and (found := newer_at(text)) and not read_toml(text, "")[1]:
                line, what = found
                message = f"{what}, which TOML 1.1 alone has; other programs refuse the file or misread it"
                yield Problem(place.shown(path), line, "", message, "note", "newer-toml")


def _may_be_newer(text: str) -> bool:
    """Return whether a text holds what all of TOML 1.1 has of its own: few files of records do."""
    return any(sign in text for sign in ("{", "\\e", "\\x")) or _SHORT.search(text) is not None


def newer_at(text: str) -> tuple[int, str] | None:
    """Return the line and the name of the first thing of TOML 1.1 in a valid text."""
    inline: list[str] = []
    last = 0
    before = ""
    for token in re.finditer(TOKEN, text):
        between, sign = text[last : token.start()], token[0]
        if bare := _TIME.search(between):
            return _line(text, last + bare.start()), "a time without seconds; write 10:00:00"
        before = between.strip() or before
        if sign[0] == '"' and (escape := _ESCAPE.search(sign)):
            return _line(text, token.start() + escape.start()), f"an escape \\{escape[1]}"
        if sign in "{[":
            inline.append(sign)
        elif sign == "\n" and inline[-1:] == ["{"]:
            return _line(text, token.start()), "an inline table of several lines"
        elif sign in "]}":
            if sign == "}" and before.endswith(","):
                return _line(text, token.start()), "an inline table with a comma at its end"
            del inline[-1:]
        before = sign if not sign.isspace() and not sign.startswith("#") else before
        last = token.end()
    bare = _TIME.search(text, last)
    return (_line(text, bare.start()), "a time without seconds; write 10:00:00") if bare else None


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
