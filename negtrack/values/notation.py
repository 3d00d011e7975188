"""From text to value and back, for every kind, on the scale of an issue.

`parse_value(print_value(value), scale) == value` holds for every value.
"""

from __future__ import annotations

from functools import lru_cache

from negtrack.errors import NotationError
from negtrack.frozen import dataclass
from negtrack.values.kinds import KINDS
from negtrack.values.ranges import fold
from negtrack.values.shapes import FLAGS, Value


@dataclass(frozen=True)
class Scale:
    """How the values of one issue are read."""

    kind: str
    anchor: str = ""
    """Id of the event that timings count from."""
    unit: str = ""
    """The words of a quantity's unit."""
    options: tuple[str, ...] = ()
    ordered: bool = False
    """Whether the options are a ladder, the lowest rung first."""

    def __hash__(self) -> int:
        """Hash what differs most; every value that is read is looked up by it."""
        return hash((self.kind, self.anchor, self.unit))

    @property
    def names(self) -> tuple[str, ...]:
        """The options that a value may name; empty for measured kinds and text."""
        return KINDS[self.kind].options or self.options

    @property
    def is_ladder(self) -> bool:
        """Whether the options have an order, so that rungs can be counted."""
        return KINDS[self.kind].is_ladder(self)

    @property
    def has_line(self) -> bool:
        """Whether values can be drawn on an axis."""
        return KINDS[self.kind].has_line(self)


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
