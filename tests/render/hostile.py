"""Strings that would steer a terminal, reorder text or pass for markup, and where they may never come out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import tomli_w

from negtrack.model import DEFINITIONS, ENTRIES, keys_of
from negtrack.model.fields import MAX_CAVEAT, Text

HOSTILE = (
    "\x1b[2J",  # clears the screen
    "\x1b]0;owned\x07",  # OSC 0: the window's title
    "\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\",  # OSC 8: a link
    "\x1b]52;c;ZXZpbA==\x07",  # OSC 52: the clipboard
    '\x1bP$q"p\x1b\\',  # DCS
    "\x9b31m",  # CSI as one C1 character
    "\x90q\x9c",  # DCS and ST as C1
    "\x7f",
    "a\x08b",
    "safe\rEVIL",
    "nul\x00nul",
    "\u202eevil\u202c",
    "\u202a\u202b\u202d",
    "\u2066a\u2067b\u2068c\u2069",
    "zero\u200bwidth\ufeff",
    "line\u2028para\u2029next\x85nel\x0bvt\x0cff",
    "[/b] [red]x[/red] [link=file:///x]y[/link] :smile: \\[b]",
    "tab\tand\nnewline",
)
EVERYTHING = " ".join(HOSTILE)
OURS = "\u2068\u2069"
"""The isolates that pages put around their own lines of right-to-left text."""

_NOTATION = {"value", "otherwise", "names"}
"""Texts that are read as values, or as the names of them."""
_CHECKED = {"summary", "locator", "tags"}
"""Texts that are declared otherwise: of the negotiation itself, or with a form of their own."""


def _free_keys() -> Iterator[str]:
    for model in (*DEFINITIONS, *ENTRIES):
        hints = get_type_hints(model, include_extras=True)
        for key, attribute in keys_of(model).items():
            if Text in (hints[attribute], *get_args(hints[attribute])):
                yield key


FREE = frozenset(_free_keys()) - _NOTATION | _CHECKED
"""Keys whose values are texts that people write freely, as the fields are declared."""


def foreign_bytes(text: str) -> list[str]:
    """Return what could steer a terminal: controls but newline and tab, C1, DEL, and bidi controls not ours."""
    found = re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067\u200b\ufeff\u2028\u2029]", text)
    for line in text.split("\n"):
        found += [] if line.count("\u2068") == line.count("\u2069") else ["unbalanced isolate"]
    return found


def shorten(poison: str) -> str:
    """Return what of `poison` a caveat can hold, without the first string of `HOSTILE`, which marks whole texts."""
    return poison.strip(" ").removeprefix(HOSTILE[0]).strip(" ")[:MAX_CAVEAT]


def make_hostile(folder: Path, poison: str = EVERYTHING, front: bool = False) -> None:
    """Put `poison` at the end, or in `front`, of every free text in the files of one negotiation."""
    for path in [*folder.glob("*.toml"), *folder.glob("parties/*.toml")]:
        tables = tomllib.loads(path.read_text("utf-8"))
        path.write_text(
            tomli_w.dumps(_poison_table(tables, lambda text: f"{poison}{text}" if front else f"{text} {poison}")),
            encoding="utf-8",
        )


def _poison_table(table: dict[str, Any], poison: Callable[[str], str]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            changed[key] = _poison_table(value, poison)
        elif key == "caveat":
            changed[key] = shorten(poison(""))
        elif key in FREE and isinstance(value, str):
            changed[key] = poison(value)
        elif key in FREE and isinstance(value, list):
            changed[key] = [poison(text) for text in value]
        else:
            changed[key] = value
    return changed
