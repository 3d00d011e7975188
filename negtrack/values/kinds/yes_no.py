"""Yes or no."""

from __future__ import annotations

from negtrack.values.options import OptionKind

YES_NO = OptionKind(
    name="yes-no",
    noun="a yes-no value",
    examples=("yes", "no", "yes or no"),
    help="yes, no",
    options=("yes", "no"),
    is_binary=True,
    breadth=2,
)
