"""From text to value and back, for every kind: one table names who reads and who prints.

`parse_value(print_value(value), scale) == value` holds for every value.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from negtrack.errors import NotationError
from negtrack.values.choice import parse_options, print_options
from negtrack.values.counts import PERCENT, QUANTITY, RATIO, parse_percent, parse_quantity, parse_ratio
from negtrack.values.days import DATE, parse_date
from negtrack.values.money import parse_money, print_money
from negtrack.values.ranges import Family, fold, print_ranges
from negtrack.values.shapes import FLAGS, Scale, Value
from negtrack.values.times import DURATION, parse_duration, parse_timing, print_timing

MAX_LENGTH = 1_000
MAX_WORDS = 20_000

_FAMILIES: dict[str, Family] = {
    "duration": DURATION,
    "quantity": QUANTITY,
    "percent": PERCENT,
    "ratio": RATIO,
    "date": DATE,
}


def parse_value(text: str, scale: Scale) -> Value:
    """The value that `text` names; raises NotationError, which says what is wrong and shows right examples."""
    return _parse(text, scale)


@lru_cache(maxsize=1 << 16)
def flag_of(text: str) -> str:
    """The flag that `text` is, "" where it names outcomes."""
    flag = fold(text).casefold()
    return flag if flag in FLAGS else ""


def print_value(value: Value, scale: Scale | None = None) -> str:
    """The canonical text; with the issue's scale, shorter where the issue already says it (its anchor, its ladder)."""
    if value.flag:
        return value.flag
    if value.kind == "text":
        return value.words
    if value.kind == "money":
        return print_money(value)
    if value.kind == "timing":
        return print_timing(value, scale)
    family = _FAMILIES.get(value.kind)
    return print_ranges(value.ranges, family) if family else print_options(value, scale)


@lru_cache(maxsize=1 << 16)
def _parse(text: str, scale: Scale) -> Value:
    parser = _PARSERS.get(scale.kind)
    if parser is None:
        raise NotationError(f'no kind "{scale.kind}"; write one of {", ".join(_PARSERS)}')
    limit = MAX_WORDS if scale.kind == "text" else MAX_LENGTH
    if len(text) > limit:
        raise NotationError(f"longer than {limit} characters; write the details in the text field")
    flag = flag_of(text)
    return Value(scale.kind, flag=flag) if flag else parser(text, scale)


def _parse_words(text: str, scale: Scale) -> Value:
    words = unicodedata.normalize("NFC", text).strip()
    if not words:
        raise NotationError('no words; write what the party would accept, or "unspecified"')
    return Value(scale.kind, words=words)


_PARSERS: dict[str, Callable[[str, Scale], Value]] = {
    "timing": parse_timing,
    "duration": parse_duration,
    "quantity": parse_quantity,
    "percent": parse_percent,
    "ratio": parse_ratio,
    "money": parse_money,
    "date": parse_date,
    "choice": parse_options,
    "yes-no": parse_options,
    "mandate": parse_options,
    "text": _parse_words,
}
