"""Where words stand in a source: a free text for readers, or a passage that can be looked up in the source's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, ClassVar

from negtrack.errors import NotationError
from negtrack.field_docs import key_of
from negtrack.frozen import dataclass
from negtrack.model.fields import MAX_TEXT, Checked, parse_hash, parse_text

MAX_QUOTE = 2_000
"""Maximum number of characters of a quote that is looked up."""
MAX_CONTEXT = 500
"""Maximum number of characters before and after it."""
MAX_PLACE = 1 << 31
"""Largest place in a text, more than any text has."""


@dataclass(frozen=True)
class Passage:
    """Words in the text of a record's first source: the words, or their hash where they may not be copied.

    `start` and `length` count code points of the normalised text, from 0; without a quote of its own the record's
    `quote` is meant. `around_sha256` is the hash of the words with what stands around them. `place` is for readers:
    paragraph, page.
    """

    table: ClassVar[str] = "locator"

    place: str = ""
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    length: int | None = None
    quote_sha256: str = ""
    around_sha256: str = ""

    def __str__(self) -> str:
        return self.place or (f"character {self.start:,}" if self.start is not None else f'"{self.quote}"')

    @property
    def fields(self) -> dict[str, str | int]:
        """Return key in the file -> value, for what is given."""
        return {key_of(name): value for name, value in vars(self).items() if value not in ("", None)}

    @property
    def text(self) -> str:
        """Return the passage as JSON, as a cell or an option holds it."""
        import json  # here and below only for a passage

        return json.dumps(self.fields, ensure_ascii=False)


def locator_text(locator: str | Passage) -> str:
    """Return a locator as a cell of an answer has it: its text or its place, else the whole passage as JSON."""
    return locator if isinstance(locator, str) else locator.place or locator.text


def _parse_words(most: int, raw: object) -> str:
    text = parse_text(raw)
    if len(text) > most:
        raise NotationError(f"longer than {most:,} characters; shorten it")
    return text


def _parse_number(least: int, raw: object) -> int:
    if type(raw) is not int or not least <= raw <= MAX_PLACE:
        raise NotationError(f"not a whole number of at least {least}")
    return raw


def _parse_context(raw: object) -> str:
    """Return the characters before or after a quote; a line ending among them is the end of a paragraph."""
    return _parse_words(MAX_CONTEXT, raw) if raw != "\n" else "\n"


_PARSERS: Mapping[str, Callable[[object], str | int]] = {
    "place": parse_text,
    "quote": partial(_parse_words, MAX_QUOTE),
    "prefix": _parse_context,
    "suffix": _parse_context,
    "start": partial(_parse_number, 0),
    "length": partial(_parse_number, 1),
    "quote-sha256": parse_hash,
    "around-sha256": parse_hash,
}
"""Key -> what its value must be."""


def parse_locator(raw: object) -> str | Passage:
    """Return a free text as it is, a passage from a table or from its JSON."""
    if isinstance(raw, Passage):
        return raw
    if isinstance(raw, str) and raw.lstrip().startswith("{") and re.match(r'\s*\{\s*"', raw):
        import json

        try:
            raw = json.loads(raw)
        except ValueError as error:
            raise NotationError("begins as JSON and is no object of it; write a text, or a passage") from error
    return _parse_passage(raw) if isinstance(raw, dict) else parse_text(raw)


def _parse_passage(table: Mapping[str, object]) -> Passage:
    values = {}
    for key, value in table.items():
        if key not in _PARSERS:
            raise NotationError(f'unknown key "{key}"; known are {", ".join(_PARSERS)}')
        try:
            values[key.replace("-", "_")] = _PARSERS[key](value)
        except NotationError as error:
            raise NotationError(f"{key}: {error}") from error
    given = values.keys()
    hashed = {"start", "length", "quote_sha256"}
    if "quote_sha256" in given and (not hashed <= given or given & {"quote", "prefix", "suffix"}):
        raise NotationError("a hash stands beside start and length, and no words; write these three alone")
    if "quote_sha256" not in given and (
        given & {"length", "around_sha256"} or not given & {"quote", "start", "prefix", "suffix"}
    ):
        raise NotationError("write quote, prefix, suffix and start, or start, length and quote-sha256")
    return Passage(**values)  # type: ignore[arg-type]  # each value has the type that its parser returns


_KEYS: Mapping[str, object] = {
    "place": {"type": "string", "pattern": r"\S", "maxLength": MAX_TEXT},
    "quote": {"type": "string", "pattern": r"\S", "maxLength": MAX_QUOTE},
    "prefix": {"type": "string", "pattern": r"\S|^\n$", "maxLength": MAX_CONTEXT},
    "suffix": {"type": "string", "pattern": r"\S|^\n$", "maxLength": MAX_CONTEXT},
    "start": {"type": "integer", "minimum": 0, "maximum": MAX_PLACE},
    "length": {"type": "integer", "minimum": 1, "maximum": MAX_PLACE},
    "quote-sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "around-sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
}
Locator = Annotated[
    str | Passage,
    Checked(
        parse_locator,
        type=["string", "object"],
        pattern=r"\S",
        maxLength=MAX_TEXT,
        properties=_KEYS,
        additionalProperties=False,
    ),
]
