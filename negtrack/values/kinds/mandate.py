"""Mandates: the authority of a delegation to agree."""

from __future__ import annotations

from negtrack.values.options import OptionKind

MANDATE = OptionKind(
    name="mandate",
    noun="a mandate",
    examples=("limited", "at least limited"),
    help="what a delegation may agree to: none, refer-back, limited, sufficient, full",
    options=("none", "refer-back", "limited", "sufficient", "full"),
    is_ordered=True,
    is_mandate=True,
    required_class="process",
)
