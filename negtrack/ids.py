"""Ids: folding names, rejecting invalid ids, and building a record's id from its content.

An id is letters and marks of any script, digits and hyphens, in NFC and case-folded, so that one name has one id
and every id can be a file name, a TOML key and a word on a command line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from datetime import date
from functools import cache, lru_cache

from negtrack.errors import NotationError

MAX_ID_LENGTH = 100  # characters; in UTF-8 they could exceed a file system's 255 bytes, so bytes are limited too
MAX_ID_BYTES = 200
SHORTEST_HASH = 4
_LONG_NAME = 60
"""Most characters of an id that is made of a long name."""

_WORDS = {"own", "media", "third-party", "reported", "today", "yesterday", "tomorrow", "now"}
_WEEKDAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
_RESERVED = frozenset(_WORDS | _WEEKDAYS | _DEVICES)
_INVISIBLE = "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
"""Invisible letters and marks (Default_Ignorable_Code_Point), with which two ids would look alike."""
_LONG_SUBJECT = 40
"""Most characters of a title in an id."""
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LENGTHS = ((4,), (4, 2), (4, 2, 2))
"""Digits of a year, a month and a day."""
_LONGEST_DAY = 10
"""Characters of a whole day."""


def fold(name: str) -> str:
    """Return `name` in the spelling of ids: NFC, case-folded, every run of other characters as one hyphen."""
    if _is_folded(name):
        return name
    if name.isascii():
        return _other_signs().sub("-", name.lower()).strip("-")
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    letters = (char if _is_id_letter(char) else "-" for char in folded)
    return re.sub("-+", "-", "".join(letters)).strip("-")


@cache
def _other_signs() -> re.Pattern[str]:
    """Return the compiled pattern of what separates the words of a lower-case ASCII name."""
    return re.compile("[^a-z0-9]+")


def _is_folded(name: str) -> bool:
    """Return whether an ASCII name is in the spelling of ids, as nearly all are. To compile a pattern takes longer than
    to look at all ids of a small negotiation."""
    letters = name.replace("-", "")
    is_plain = letters.isalnum() and name.isascii() and name == name.lower()
    return is_plain and name[0] != "-" != name[-1] and "--" not in name


def parse_id(text: object) -> str:
    """Return `text` if it is an id; raise `NotationError` with the reason and a valid id otherwise."""
    if not isinstance(text, str):
        raise NotationError(_other_type(text))
    if not text:
        raise NotationError("an id may not be empty; write letters, digits and hyphens")
    return _parse(text)


def _other_type(value: object) -> str:
    """Return what to write in place of what is no text where one id stands."""
    if not isinstance(value, list):
        return "an id is a text; write it in quotation marks"
    one = f'write "{value[0]}"' if len(value) == 1 and isinstance(value[0], str) else "write one of them as a text"
    return f"only one id may stand here, not a list; {one}"


@lru_cache(maxsize=1 << 16)  # the records of a negotiation repeat a few ids
def _parse(text: str) -> str:
    is_long = not text.isascii() and len(text.encode("utf-8", "surrogatepass")) > MAX_ID_BYTES
    if is_long or len(text) > MAX_ID_LENGTH:
        raise NotationError(f'id "{text[:20]}...": too long; at most {MAX_ID_LENGTH} letters and {MAX_ID_BYTES} bytes')
    folded = fold(text)
    if _is_reserved(folded):
        raise NotationError(f'"{text}" is a reserved word; choose another id, such as {folded}-1')
    if text != folded:
        hint = f"; write {folded}" if folded else "; write letters, digits and hyphens"
        raise NotationError(f'"{text}" is not an id{hint}')
    return text


def id_of(name: str) -> str:
    """Return an id for a name: its first words where it is too long, with `-1` where it is like a date or a device.

    Raise `NotationError` for a word of negtrack, such as `own`, and a name without letters and digits.
    """
    folded = fold(name)
    if len(folded) > MAX_ID_LENGTH or len(folded.encode("utf-8", "surrogatepass")) > MAX_ID_BYTES:
        words = folded[: _LONG_NAME + 1].encode("utf-8", "ignore")[: 2 * _LONG_NAME].decode("utf-8", "ignore")
        folded = words.rpartition("-")[0] or words[:_LONG_NAME]
    is_changed = _is_reserved(folded) and folded not in _WORDS
    return parse_id(f"{folded}-1" if is_changed else folded)


def parse_step(text: object) -> str:
    """Return `text` if it can name a step: in the spelling of ids, but a year too; raise `NotationError` otherwise."""
    name = fold(text) if isinstance(text, str) else ""
    if not name or name != text or len(name) > MAX_ID_LENGTH or len(name.encode()) > MAX_ID_BYTES:
        shown = str(text)[:40]
        raise NotationError(f'"{shown}" is not the name of a step; write {name[:40] or "letters, digits and hyphens"}')
    return name


def _is_reserved(name: str) -> bool:
    return name in _RESERVED or (name[:1].isdigit() and _is_like_a_date(name))


def _is_like_a_date(name: str) -> bool:
    """Return whether a name is a year, a month or a day, or a span of time such as `2w`."""
    if name[-1] in "dwmy":
        return name[:-1].isdigit() and name.isascii()
    if len(name) > _LONGEST_DAY:  # as nearly all are that begin with a digit
        return False
    parts = name.split("-")
    return tuple(map(len, parts)) in _LENGTHS and "".join(parts).isdigit() and name.isascii()


def content_hash(content: Mapping[str, object]) -> str:
    """Return the SHA-256 hex digest of `content` (str, list and dict values), independent of the order of its keys."""
    from negtrack.hashes import sha256  # here only, as a look makes no id
    from negtrack.json_texts import sorted_json

    return sha256(sorted_json(content).encode("utf-8", "surrogatepass")).hexdigest()


def make_id(day: date, subject: str, digest: str, taken: Container[str]) -> str:
    """Return the id `<day>-<subject>-<hash>`, with enough digits of `digest` to differ from all of `taken`."""
    room = subject[: MAX_ID_LENGTH - 32].encode("utf-8")[: MAX_ID_BYTES - 32]
    subject = room.decode("utf-8", "ignore").strip("-")
    for length in range(SHORTEST_HASH, len(digest) + 1):
        name = f"{day.isoformat()}-{subject}-{digest[:length]}"
        if name not in taken:
            return name
    raise NotationError(f"no free id for {subject} of {day}")


def subject_of(title: str) -> str:
    """Return the first words of a title as the middle of an id; "" for a title without letters and digits."""
    folded = fold(title)
    if len(folded) <= _LONG_SUBJECT:
        return folded
    return folded[: _LONG_SUBJECT + 1].rpartition("-")[0] or folded[:_LONG_SUBJECT]


def subject_in(name: str) -> str:
    """Return what an id is about, without the days and the hash in it; the whole id where nothing else is left."""
    generated = re.fullmatch(f"{_DAY}-(.+)-[0-9a-f]{{{SHORTEST_HASH},64}}", name)
    return re.sub(f"(?:^|-){_DAY}(?=-|$)", "", generated[1] if generated else name).strip("-") or name


def _is_id_letter(char: str) -> bool:
    category = unicodedata.category(char)
    return char == "-" or category == "Nd" or (category[0] in "LM" and not re.match(_INVISIBLE, char))
