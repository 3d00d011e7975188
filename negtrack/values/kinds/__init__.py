"""The kinds of values, one file each. To add one: its file, and a line among the imports and in the table below.

File and object are called after the kind (`yes_no.py`, `YES_NO`): so the completion finds it without an import.
"""

from __future__ import annotations

from collections.abc import Mapping

from negtrack.values.kind import Kind
from negtrack.values.kinds.choice import CHOICE
from negtrack.values.kinds.date import DATE
from negtrack.values.kinds.duration import DURATION
from negtrack.values.kinds.mandate import MANDATE
from negtrack.values.kinds.money import MONEY
from negtrack.values.kinds.percent import PERCENT
from negtrack.values.kinds.quantity import QUANTITY
from negtrack.values.kinds.ratio import RATIO
from negtrack.values.kinds.text import TEXT
from negtrack.values.kinds.timing import TIMING
from negtrack.values.kinds.yes_no import YES_NO

_IN_ORDER: tuple[Kind, ...] = (
    TIMING,
    DURATION,
    QUANTITY,
    PERCENT,
    RATIO,
    MONEY,
    DATE,
    CHOICE,
    YES_NO,
    MANDATE,
    TEXT,
)
"""As help and messages list them."""

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _IN_ORDER}
"""Every kind by its name."""
