"""From text to value and back, for every kind.

`parse_value(print_value(value), scale) == value` holds for every value.
"""

from __future__ import annotations

from functools import lru_cache

from negtrack.errors import NotationError
from negtrack.values.kinds import KINDS
from negtrack.values.ranges import fold
from negtrack.values.scale import Scale
from negtrack.values.shapes import FLAGS, Value


def parse_value(text: str, scale: Scale) -> Value:
    """Return the value that `text` names; raise NotationError, which says what is wrong and shows right examples."""
    return _parse(text, scale)


@lru_cache(maxsize=1 << 16)
def flag_of(text: str) -> str:
    """Return the flag that `text` is, "" where it names outcomes."""
    flag = fold(text).casefold()
    return flag if flag in FLAGS else ""


def print_value(value: Value, scale: Scale | None = None) -> str:
    """Return the canonical text; with the issue's scale, shorter where the issue already says it (anchor, ladder)."""
    return value.flag or KINDS[value.kind].print(value, scale)


@lru_cache(maxsize=1 << 16)
def _parse(text: str, scale: Scale) -> Value:
    kind = KINDS.get(scale.kind)
    if kind is None:
        raise NotationError(f'no kind "{scale.kind}"; write one of {", ".join(KINDS)}')
    if len(text) > kind.max_length:
        raise NotationError(f"longer than {kind.max_length} characters; write the details in the text field")
    flag = flag_of(text)
    return Value(kind.name, flag=flag) if flag else kind.parse(text, scale)
