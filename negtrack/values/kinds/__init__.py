"""Kinds of values, one file each. To add one, write its file, import it here and add it to the tuple below.

File and object are named after the kind (`yes_no.py`, `YES_NO`), so that completion lists kinds without imports.
"""

from __future__ import annotations

from collections.abc import Mapping

from negtrack.values.kind import Kind
from negtrack.values.kinds.choice import CHOICE
from negtrack.values.kinds.date import DATE
from negtrack.values.kinds.duration import DURATION
from negtrack.values.kinds.mandate import MANDATE
from negtrack.values.kinds.money import MONEY
from negtrack.values.kinds.names import NAMES
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
    NAMES,
    TEXT,
)
"""Kinds in the order of help texts and messages."""

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _IN_ORDER}
"""Every kind by its name."""
