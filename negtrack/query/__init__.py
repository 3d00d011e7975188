"""Queries: from all records to those that count.

strength    whose words bind, and what clears what
retractions what our own corrections end
derived     positions that a proposal or an answer amounts to
offers      all such positions of a snapshot, and terms that carry over
deadlines   offers that lapse
snapshot    records that count at a moment of the two clocks
restricted  a snapshot of one issue
issue_days  days on which it may change how matters stand on an issue
timeline    one issue at the end of each of its days
measured    what the values of two positions come to
live        positions that still stand
positions   the current position, and what disputes it
answers     standing responses
answerable  what a party may answer
blocs       who negotiates with whom as one
binding     what binds a party to an agreement
votes       reports of a vote of which the counts contradict each other
deal        one agreement at one moment
deals       agreements as they stand, and which of them decides on an issue
agreements  terms of proposals that two principals both stand by
fallbacks   open items whose day has passed, and whether their fallback came
settlements what agreements leave of an issue: settled, open, reopened, ended
term_reports what stands beside a term: done otherwise, accepted with reservations
conditions  requirements in return, whether they are met, and what is settled
alternatives packages of which one holds
plain       parties of which one word stands, the same for everybody
words       what a party says in its pairs
meetings    how two positions meet
pairs       gaps between counterparts, and what is settled
contests    positions of a party that dispute each other
before      how matters stood before an agreement
red_lines   red lines that leave no room for what was agreed
pair_groups pairs of many parties that stand alike
similarity  on how many issues two parties meet
clusters    parties in the order of their similarity
steps       one step of schedules alone, and what a later schedule leaves open
raised      issues that had come up by a day
waiting     whose answer is still awaited
outcomes    what became of what was due
due         days that offers, agreements and events name, and what became of each
mandates    limits, and values outside them
"""

from importlib import import_module
from typing import TYPE_CHECKING

from negtrack.query.agreements import AgreedTerm
from negtrack.query.alternatives import alternatives_of
from negtrack.query.answerable import answerable
from negtrack.query.answers import CONTRARY, UNDECIDED, contested_responses, rejection_of, standing_responses
from negtrack.query.before import (
    before_deal,
    is_since,
    measured_position,
    pair_before,
    settlements_with,
    settling_record,
)
from negtrack.query.blocs import (
    are_any_counterparts,
    are_counterparts,
    concerned_by,
    counterpart_pairs,
    counterparts_of,
    is_bloc,
    side_of,
    speaks_for_itself,
)
from negtrack.query.conditions import Condition, conditions_of, settlement_of
from negtrack.query.contests import contested_positions
from negtrack.query.crossings import crossing_words
from negtrack.query.deadlines import has_lapsed, is_too_late, lapse_day
from negtrack.query.deals import (
    Deal,
    DealState,
    deals_between,
    deals_of,
    is_announced_to,
    is_party,
    milestones_of,
    term_endings,
)
from negtrack.query.derived import concerned, fallback_term, offers_of, term_position
from negtrack.query.fallbacks import has_passed, held_until, may_have_held
from negtrack.query.live import (
    crossing_of,
    live_positions,
    silencing_agreement,
    stands_alike,
    value_of,
)
from negtrack.query.mandates import Breach, limiting_mandate, mandate_claims, offer_breach, term_breach
from negtrack.query.measured import is_same_set, same_sets
from negtrack.query.meetings import Meeting, Status, meeting_of, unmet_conditions
from negtrack.query.offers import carried_terms, tabled_position
from negtrack.query.pair_groups import PairGroup, pair_groups
from negtrack.query.pairs import (
    LEAST_SETTLED,
    Pair,
    least_settled,
    nearest_alternative,
    pair_of,
    pairs_of,
    rejection_by,
    sorted_by_settlement,
)
from negtrack.query.positions import (
    Standing,
    current_position,
    headline_of,
    is_denied,
    on_basis,
    position_gap,
    standing_of,
)
from negtrack.query.remaining import remaining_positions
from negtrack.query.retractions import standing_retractions, supersedes
from negtrack.query.settlements import BY_FALLBACK, SETTLED, Settlement, perhaps_milestones
from negtrack.query.snapshot import Snapshot
from negtrack.query.steps import at_step, unrestated_steps
from negtrack.query.strength import clears, grade_order, has_set, holds
from negtrack.query.term_reports import bound_after, reservations_of
from negtrack.query.votes import is_tie, lead, rival_counts

if TYPE_CHECKING:
    from negtrack.query.due import Due, due_of
    from negtrack.query.outcomes import WAITING
    from negtrack.query.raised import raised_issues
    from negtrack.query.red_lines import crossed_red_lines, leaves_room
    from negtrack.query.restricted import on_issue
    from negtrack.query.timeline import Timeline, timeline_of
    from negtrack.query.waiting import awaited_from, deal_before, is_asked, is_overtaken, later_offers, overtaking_deal
else:

    def __getattr__(name: str) -> object:
        """Return what few looks need, and import its module then."""
        module = next((module for module, names in _LATE.items() if name in names), None)
        if module is None:
            raise AttributeError(name)
        return getattr(import_module(f"{__name__}.{module}"), name)


_LATE = {
    "due": ("Due", "due_of"),
    "outcomes": ("WAITING",),
    "raised": ("raised_issues",),
    "red_lines": ("crossed_red_lines", "leaves_room"),
    "restricted": ("on_issue",),
    "timeline": ("Timeline", "timeline_of"),
    "waiting": ("awaited_from", "deal_before", "is_asked", "is_overtaken", "later_offers", "overtaking_deal"),
}
"""Module that few looks need -> the names that are taken from it. None has the name of a module."""

__all__ = [
    "BY_FALLBACK",
    "CONTRARY",
    "LEAST_SETTLED",
    "SETTLED",
    "UNDECIDED",
    "WAITING",
    "AgreedTerm",
    "Breach",
    "Condition",
    "Deal",
    "DealState",
    "Due",
    "Meeting",
    "Pair",
    "PairGroup",
    "Settlement",
    "Snapshot",
    "Standing",
    "Status",
    "Timeline",
    "alternatives_of",
    "answerable",
    "are_any_counterparts",
    "are_counterparts",
    "at_step",
    "awaited_from",
    "before_deal",
    "bound_after",
    "carried_terms",
    "clears",
    "concerned",
    "concerned_by",
    "conditions_of",
    "contested_positions",
    "contested_responses",
    "counterpart_pairs",
    "counterparts_of",
    "crossed_red_lines",
    "crossing_of",
    "crossing_words",
    "current_position",
    "deal_before",
    "deals_between",
    "deals_of",
    "due_of",
    "fallback_term",
    "grade_order",
    "has_lapsed",
    "has_passed",
    "has_set",
    "headline_of",
    "held_until",
    "holds",
    "is_announced_to",
    "is_asked",
    "is_bloc",
    "is_denied",
    "is_overtaken",
    "is_party",
    "is_same_set",
    "is_since",
    "is_tie",
    "is_too_late",
    "lapse_day",
    "later_offers",
    "lead",
    "least_settled",
    "leaves_room",
    "limiting_mandate",
    "live_positions",
    "mandate_claims",
    "may_have_held",
    "measured_position",
    "meeting_of",
    "milestones_of",
    "nearest_alternative",
    "offer_breach",
    "offers_of",
    "on_basis",
    "on_issue",
    "overtaking_deal",
    "pair_before",
    "pair_groups",
    "pair_of",
    "pairs_of",
    "perhaps_milestones",
    "position_gap",
    "raised_issues",
    "rejection_by",
    "rejection_of",
    "remaining_positions",
    "reservations_of",
    "rival_counts",
    "same_sets",
    "settlement_of",
    "settlements_with",
    "settling_record",
    "side_of",
    "silencing_agreement",
    "sorted_by_settlement",
    "speaks_for_itself",
    "standing_of",
    "standing_responses",
    "standing_retractions",
    "stands_alike",
    "supersedes",
    "tabled_position",
    "term_breach",
    "term_endings",
    "term_position",
    "timeline_of",
    "unmet_conditions",
    "unrestated_steps",
    "value_of",
]
