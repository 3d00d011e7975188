"""Types of fields: the kinds of issues, and the validation of texts, grades, dates and terms."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from negtrack.dates import When, parse_when
from negtrack.errors import NotationError
from negtrack.event_dates import parse_event_date
from negtrack.ids import MAX_ID_LENGTH, parse_id, parse_step
from negtrack.values import KINDS

if TYPE_CHECKING:
    IssueKind = str
else:
    IssueKind = Literal[tuple(KINDS)]

OWN, MEDIA, THIRD_PARTY = "own", "media", "third-party"
REPORTED = "reported"
SAID = "said"
SIDES = "own|media|third-party|PARTY"
"""What a side may be, for help texts."""

MAX_TEXT = 16_000
"""Maximum number of characters of a field; longer texts are rejected, so that the lines of a file stay readable."""


class Checked:
    """Annotation of a field that is validated by `parse`, which returns the value or raises `NotationError`.

    `schema` is the JSON Schema for editors; it accepts everything that `parse` accepts, and a little more.
    """

    def __init__(self, parse: Callable[[Any], object], **schema: object) -> None:
        self.parse = parse
        self.schema = schema

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> object:
        """Return `parse` to pydantic; the import costs nothing, as pydantic is loaded when it calls this."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.parse)

    def __get_pydantic_json_schema__(self, source: object, handler: object) -> dict[str, object]:
        """Return `schema` to pydantic."""
        return self.schema if "anyOf" in self.schema else {"type": "string", **self.schema}


def parse_text(raw: object) -> str:
    """Return a text as written; raise NotationError if it is empty, blank or longer than `MAX_TEXT` characters."""
    if not isinstance(raw, str):
        raise NotationError("not a text; put it in quotes")
    if not raw.strip():
        raise NotationError("empty; write a text or omit the field")
    if len(raw) > MAX_TEXT:
        raise NotationError(f"longer than {MAX_TEXT} characters; shorten the text and write a locator")
    return raw


MAX_VOTES = 10**12
"""Largest number of votes; nobody has as many, and every format can hold it."""
MAX_CAVEAT = 120
"""Maximum number of characters of a caveat, which is printed with its value."""


def parse_caveat(raw: object) -> str:
    """Return a warning of at most `MAX_CAVEAT` characters."""
    text = parse_text(raw)
    if len(text) > MAX_CAVEAT:
        raise NotationError(f"longer than {MAX_CAVEAT} characters; shorten it, and write the rest in note")
    return text


def parse_switch(raw: object) -> bool:
    """Return true or false, as TOML writes them."""
    if not isinstance(raw, bool):
        raise NotationError("not true or false; write it without quotes")
    return raw


_HASH = "[0-9a-f]{64}"
_SHARE = "(100|[0-9]{1,2}(\\.[0-9]{1,6})?)%"
_MOST_DECIMALS = 6


def parse_votes(raw: object) -> int | str:
    """Return a number of votes, or the share of those who voted, such as `54.74%`."""
    if type(raw) is int and 0 <= raw <= MAX_VOTES:
        return raw
    if isinstance(raw, str) and _is_share(raw):
        return raw
    raise NotationError(f'"{raw}" is neither a whole number nor a share; write one such as 26, or "54.74%" in quotes')


def _is_share(text: str) -> bool:
    """Return whether a text is what the pattern `_SHARE` says, which takes longer to compile."""
    whole, point, decimals = text.removesuffix("%").partition(".")
    digits = whole + decimals
    is_number = digits.isdigit() and digits.isascii() and len(whole) in (1, 2) and len(decimals) <= _MOST_DECIMALS
    return text.endswith("%") and ((is_number and bool(point) == bool(decimals)) or text == "100%")


_GRADES = frozenset(f"{letter}{digit}" for letter in "ABCDEF" for digit in "123456")


def parse_grade(raw: object) -> str:
    """Return an Admiralty grade: source reliability A-F, information credibility 1-6 (NATO STANAG 2511)."""
    if not isinstance(raw, str) or raw not in _GRADES:
        raise NotationError(f'"{raw}" is not a grade; write a letter A-F and a digit 1-6, such as B2')
    return raw


def parse_hash(raw: object) -> str:
    """Return a SHA-256 in hexadecimal digits."""
    if not isinstance(raw, str) or not re.fullmatch(_HASH, raw):
        raise NotationError(f'"{raw}" is no SHA-256; write its 64 digits and letters a-f')
    return raw


def parse_side(raw: object) -> str:
    """Return the side of a speaker: `own`, `media`, `third-party` or a party's id."""
    return raw if isinstance(raw, str) and raw in (OWN, MEDIA, THIRD_PARTY) else parse_id(raw)


def parse_instant(raw: object) -> datetime:
    """Return an instant in UTC, in whole seconds; raise `NotationError` if the offset is missing."""
    if not isinstance(raw, datetime) or raw.tzinfo is None:
        raise NotationError("not an instant; write a date, a time and an offset, such as 2026-11-23 09:12:44+00:00")
    try:
        moment = raw.astimezone(UTC)
    except OverflowError as error:
        raise NotationError("the instant falls outside the years 1 to 9999 in UTC; write another") from error
    return moment.replace(microsecond=0) if moment.microsecond else moment


def parse_deadline(raw: object) -> When:
    """Return a whole day or an instant."""
    when = parse_when(raw)  # type: ignore[arg-type]  # it raises for other types
    if not when.exact:
        raise NotationError(f'"{when.text}" is no single day; write one, or an instant with its offset')
    return when


def _date(pattern: str) -> dict[str, object]:
    """Return the schema of a date in TOML's notation or in quotes: to some editors only `format` makes a string a date,
    and a string with one is no text in quotes to them."""
    text = {"type": "string"}
    return {"pattern": pattern, "anyOf": [{**text, "format": "date"}, {**text, "format": "date-time"}, text]}


ID_PATTERN = r"^[^\x00-/:-`{-\x7f]+(-[^\x00-/:-`{-\x7f]+)*$"
"""A pattern of ids for every regular expression engine; of ASCII it allows lower-case letters and digits only."""
_DAY_PATTERN = (
    r"^\s*([0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:.*|[0-9]{4}(-[0-9]{2}){0,2}(/(\.\.|[0-9]{4}(-[0-9]{2}){0,2}))?"
    r"|\.\./[0-9]{4}(-[0-9]{2}){0,2})\s*$"
)
_HANGING_PATTERN = r"^\s*([0-9]+\s+(day|week|month|year)s?\s+after|day\s+[0-9]+\s+of)\s+\S+\s*$"
_INSTANT_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:.*([Zz]|[+-][0-9]{2}:[0-9]{2})$"


def parse_own_id(raw: object) -> str:
    """Return an item's own id; "" for an entry whose id is not derived from its content yet."""
    return "" if raw == "" else parse_id(raw)


OwnId = Annotated[str, Checked(parse_own_id, pattern=ID_PATTERN, maxLength=MAX_ID_LENGTH)]
Id = Annotated[str, Checked(parse_id, pattern=ID_PATTERN, maxLength=MAX_ID_LENGTH)]
StepName = Annotated[str, Checked(parse_step, pattern=ID_PATTERN, maxLength=MAX_ID_LENGTH)]
Text = Annotated[str, Checked(parse_text, pattern=r"\S", maxLength=MAX_TEXT)]
Caveat = Annotated[str, Checked(parse_caveat, pattern=r"\S", maxLength=MAX_CAVEAT)]
Switch = Annotated[bool, Checked(parse_switch, type="boolean")]
Votes = Annotated[
    int | str,
    Checked(parse_votes, type=["integer", "string"], minimum=0, maximum=MAX_VOTES, pattern=f"^{_SHARE}$"),
]
Grade = Annotated[str, Checked(parse_grade, pattern="^[A-F][1-6]$")]
Hash = Annotated[str, Checked(parse_hash, pattern=f"^{_HASH}$")]
Side = Annotated[str, Checked(parse_side, pattern=ID_PATTERN, maxLength=MAX_ID_LENGTH)]
Day = Annotated[When, Checked(parse_when, **_date(_DAY_PATTERN))]
EventDate = Annotated[When, Checked(parse_event_date, **_date(f"{_DAY_PATTERN}|{_HANGING_PATTERN}"))]
Deadline = Annotated[When, Checked(parse_deadline, **_date(_DAY_PATTERN))]
Instant = Annotated[datetime, Checked(parse_instant, format="date-time", pattern=_INSTANT_PATTERN)]
