"""How the values of one issue are read."""

from __future__ import annotations

from negtrack.frozen import dataclass
from negtrack.values.kinds import KINDS


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
