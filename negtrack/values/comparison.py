"""What a comparison of two values gives: whether the sets meet, and if not, how far apart they are."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from negtrack.frozen import dataclass
from negtrack.values.shapes import Value

GapStatus = Literal["overlap", "apart", "not comparable", "unknown", "silent"]


@dataclass(frozen=True)
class Gap:
    """How two values stand to each other."""

    status: GapStatus
    common: Value | None = None
    """What both accept, where they overlap."""
    distance: Fraction | None = None
    """In `unit`, where they are apart; None between options without order."""
    exact: bool = True
    """False where they are more than `distance` apart: an end is excluded."""
    about: bool = False
    """Whether a point that is only `about` took part."""
    unit: str = ""
    """`days`, `months`, `rungs`, `points`, `USD/year`, a quantity's unit; empty for ratios."""
    reason: str = ""
    """Why they are not comparable: `anchor`, `unit`, `currency`, `period`, `words`."""
    kind: str = ""


def not_comparable(reason: str) -> Gap:
    """Return the gap between values that cannot be compared."""
    return Gap("not comparable", reason=reason)
