"""Queries: from all records to those that count.

strength    whose words bind, and what clears what
retractions what our own corrections end
derived     positions that a proposal or an answer amounts to
offers      all such positions of a snapshot, and terms that carry over
deadlines   offers that lapse
snapshot    records that count at a moment of the two clocks
live        positions that still stand
positions   the current position, and what disputes it
answers     standing responses
blocs       who negotiates with whom as one
agreements  terms that two principals both stand by
conditions  requirements in return, whether they are met, and what is agreed
alternatives packages of which one holds
pairs       gaps and agreements between counterparts
steps       one step of schedules alone, and what a later schedule leaves open
waiting     whose answer is still awaited
mandates    limits, and values outside them
"""

from negtrack.query.agreements import AgreedTerm
from negtrack.query.alternatives import alternatives_of, nearest_alternative
from negtrack.query.answers import CONTRARY, UNDECIDED, contested_responses, standing_responses
from negtrack.query.blocs import are_counterparts, is_bloc, side_of, speaks_for_itself
from negtrack.query.conditions import Condition, agreed_by, conditions_of
from negtrack.query.deadlines import has_lapsed, lapse_day
from negtrack.query.derived import concerned, offers_of, term_position
from negtrack.query.live import crossing_of, live_positions, remaining_positions, value_of
from negtrack.query.mandates import Breach, limiting_mandate, mandate_claims, offer_breach, term_breach
from negtrack.query.offers import carried_terms
from negtrack.query.pairs import (
    LEAST_SETTLED,
    Meeting,
    Pair,
    Status,
    counterparts_of,
    least_settled,
    pair_of,
    pairs_of,
    rejection_by,
)
from negtrack.query.positions import (
    Standing,
    contested_positions,
    current_position,
    is_denied,
    on_basis,
    position_gap,
    standing_of,
)
from negtrack.query.retractions import standing_retractions, supersedes
from negtrack.query.snapshot import Snapshot
from negtrack.query.steps import at_step, unrestated_steps
from negtrack.query.strength import grade_order, has_set, holds
from negtrack.query.waiting import awaited_from, is_asked

__all__ = [
    "CONTRARY",
    "LEAST_SETTLED",
    "UNDECIDED",
    "AgreedTerm",
    "Breach",
    "Condition",
    "Meeting",
    "Pair",
    "Snapshot",
    "Standing",
    "Status",
    "agreed_by",
    "alternatives_of",
    "are_counterparts",
    "at_step",
    "awaited_from",
    "carried_terms",
    "concerned",
    "conditions_of",
    "contested_positions",
    "contested_responses",
    "counterparts_of",
    "crossing_of",
    "current_position",
    "grade_order",
    "has_lapsed",
    "has_set",
    "holds",
    "is_asked",
    "is_bloc",
    "is_denied",
    "lapse_day",
    "least_settled",
    "limiting_mandate",
    "live_positions",
    "mandate_claims",
    "nearest_alternative",
    "offer_breach",
    "offers_of",
    "on_basis",
    "pair_of",
    "pairs_of",
    "position_gap",
    "rejection_by",
    "remaining_positions",
    "side_of",
    "speaks_for_itself",
    "standing_of",
    "standing_responses",
    "standing_retractions",
    "supersedes",
    "term_breach",
    "term_position",
    "unrestated_steps",
    "value_of",
]
