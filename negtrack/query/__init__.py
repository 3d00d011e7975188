"""Queries: from all records to those that count.

snapshot    records that count at a moment of the two clocks
positions   live, current, contested
mandates    limits, and values outside them
conditions  requirements in return, and whether they are met
answers     standing responses
pairs       gaps and agreements between counterparts
"""

from negtrack.query.answers import standing_responses, stands_by
from negtrack.query.conditions import Condition, conditions_of
from negtrack.query.mandates import Breach, limiting_mandate, mandate_claims, offer_breach, term_breach
from negtrack.query.pairs import (
    LEAST_SETTLED,
    Pair,
    Status,
    agreed_by,
    bloc,
    counterparts_of,
    is_bloc,
    least_settled,
    pair_of,
    pairs_of,
)
from negtrack.query.positions import (
    contested_positions,
    current_position,
    grade_order,
    has_set,
    headline_order,
    live_positions,
    on_basis,
    position_gap,
    remaining_positions,
    value_of,
)
from negtrack.query.snapshot import Snapshot, offers_of, standing_retractions, supersedes, term_position

__all__ = [
    "LEAST_SETTLED",
    "Breach",
    "Condition",
    "Pair",
    "Snapshot",
    "Status",
    "agreed_by",
    "bloc",
    "conditions_of",
    "contested_positions",
    "counterparts_of",
    "current_position",
    "grade_order",
    "has_set",
    "headline_order",
    "is_bloc",
    "least_settled",
    "limiting_mandate",
    "live_positions",
    "mandate_claims",
    "offer_breach",
    "offers_of",
    "on_basis",
    "pair_of",
    "pairs_of",
    "position_gap",
    "remaining_positions",
    "standing_responses",
    "standing_retractions",
    "stands_by",
    "supersedes",
    "term_breach",
    "term_position",
    "value_of",
]
