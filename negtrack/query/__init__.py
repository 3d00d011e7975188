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
said        what a party ever said on an issue, by voice, value and withdrawal
live        positions that still stand
positions   the current position, and what disputes it
answers     standing responses
answer_rules what a party may answer
blocs       who negotiates with whom as one
binding     what binds a party to an agreement
votes       reports of a vote of which the counts contradict each other
deal        one agreement at one moment
deals       agreements as they stand, and which of them decides on an issue
agreements  terms of proposals that two principals both stand by
fallbacks   open items whose day has passed, and whether their fallback came
step_deals  which of several agreements decides on which steps
settlements what agreements leave of an issue: settled, open, reopened, ended
step_terms  what several agreements settle in different steps
term_reports what stands beside a term: done otherwise, accepted with reservations
conditions  requirements in return, whether they are met, and what is settled
alternatives packages of which one holds
plain       parties of which one word stands, the same for everybody
words       what a party says in its pairs
meetings    how two positions meet
pair_past   the past of pairs whose own words alone bear on an issue
pairs       gaps between counterparts, and what is settled
contests    positions of a party that dispute each other
before      how matters stood before an agreement
red_lines   red lines that leave no room for what was agreed
alike_pairs pairs of many parties that stand alike
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

TYPE_CHECKING = False  # true to type checkers
if TYPE_CHECKING:
    from negtrack.query.agreements import AgreedTerm as AgreedTerm
    from negtrack.query.alike_pairs import PairGroup as PairGroup
    from negtrack.query.alike_pairs import pair_groups as pair_groups
    from negtrack.query.alternatives import alternatives_of as alternatives_of
    from negtrack.query.answer_rules import answerable as answerable
    from negtrack.query.answers import CONTRARY as CONTRARY
    from negtrack.query.answers import UNDECIDED as UNDECIDED
    from negtrack.query.answers import contested_responses as contested_responses
    from negtrack.query.answers import has_answered as has_answered
    from negtrack.query.answers import rejection_by as rejection_by
    from negtrack.query.answers import rejection_of as rejection_of
    from negtrack.query.answers import standing_responses as standing_responses
    from negtrack.query.answers import withdrawn_responses as withdrawn_responses
    from negtrack.query.before import before_deal as before_deal
    from negtrack.query.before import is_since as is_since
    from negtrack.query.before import measured_position as measured_position
    from negtrack.query.before import pair_before as pair_before
    from negtrack.query.before import settlements_with as settlements_with
    from negtrack.query.before import settling_record as settling_record
    from negtrack.query.blocs import are_any_counterparts as are_any_counterparts
    from negtrack.query.blocs import are_counterparts as are_counterparts
    from negtrack.query.blocs import concerned_by as concerned_by
    from negtrack.query.blocs import counterpart_pairs as counterpart_pairs
    from negtrack.query.blocs import counterparts_of as counterparts_of
    from negtrack.query.blocs import is_bloc as is_bloc
    from negtrack.query.blocs import side_of as side_of
    from negtrack.query.blocs import speaks_for_itself as speaks_for_itself
    from negtrack.query.conditions import Condition as Condition
    from negtrack.query.conditions import conditions_of as conditions_of
    from negtrack.query.conditions import settlement_of as settlement_of
    from negtrack.query.contests import contested_positions as contested_positions
    from negtrack.query.crossings import crossing_words as crossing_words
    from negtrack.query.deadlines import has_lapsed as has_lapsed
    from negtrack.query.deadlines import is_too_late as is_too_late
    from negtrack.query.deadlines import lapse_day as lapse_day
    from negtrack.query.deals import Deal as Deal
    from negtrack.query.deals import DealState as DealState
    from negtrack.query.deals import deals_between as deals_between
    from negtrack.query.deals import deals_of as deals_of
    from negtrack.query.deals import is_announced_to as is_announced_to
    from negtrack.query.deals import is_party as is_party
    from negtrack.query.deals import milestones_of as milestones_of
    from negtrack.query.deals import term_endings as term_endings
    from negtrack.query.derived import concerned as concerned
    from negtrack.query.derived import fallback_term as fallback_term
    from negtrack.query.derived import offers_of as offers_of
    from negtrack.query.derived import term_position as term_position
    from negtrack.query.due import Due as Due
    from negtrack.query.due import due_of as due_of
    from negtrack.query.fallbacks import has_passed as has_passed
    from negtrack.query.fallbacks import held_until as held_until
    from negtrack.query.fallbacks import may_have_held as may_have_held
    from negtrack.query.live import crossing_of as crossing_of
    from negtrack.query.live import live_positions as live_positions
    from negtrack.query.live import silencing_agreement as silencing_agreement
    from negtrack.query.live import stands_alike as stands_alike
    from negtrack.query.live import value_of as value_of
    from negtrack.query.live import withdrawals_of as withdrawals_of
    from negtrack.query.mandates import Breach as Breach
    from negtrack.query.mandates import limiting_mandate as limiting_mandate
    from negtrack.query.mandates import mandate_claims as mandate_claims
    from negtrack.query.mandates import offer_breach as offer_breach
    from negtrack.query.mandates import term_breach as term_breach
    from negtrack.query.measured import is_same_set as is_same_set
    from negtrack.query.meetings import Meeting as Meeting
    from negtrack.query.meetings import Status as Status
    from negtrack.query.meetings import meeting_of as meeting_of
    from negtrack.query.meetings import unmet_conditions as unmet_conditions
    from negtrack.query.offers import carried_terms as carried_terms
    from negtrack.query.offers import tabled_position as tabled_position
    from negtrack.query.outcomes import WAITING as WAITING
    from negtrack.query.pair_past import GapDay as GapDay
    from negtrack.query.pair_past import past_of_pair as past_of_pair
    from negtrack.query.pairs import LEAST_SETTLED as LEAST_SETTLED
    from negtrack.query.pairs import Pair as Pair
    from negtrack.query.pairs import least_settled as least_settled
    from negtrack.query.pairs import nearest_alternative as nearest_alternative
    from negtrack.query.pairs import pair_of as pair_of
    from negtrack.query.pairs import pairs_of as pairs_of
    from negtrack.query.pairs import sorted_by_settlement as sorted_by_settlement
    from negtrack.query.positions import Standing as Standing
    from negtrack.query.positions import current_position as current_position
    from negtrack.query.positions import gap_of_sets as gap_of_sets
    from negtrack.query.positions import headline_of as headline_of
    from negtrack.query.positions import is_denied as is_denied
    from negtrack.query.positions import on_basis as on_basis
    from negtrack.query.positions import position_gap as position_gap
    from negtrack.query.positions import standing_of as standing_of
    from negtrack.query.raised import raised_issues as raised_issues
    from negtrack.query.red_lines import crossed_red_lines as crossed_red_lines
    from negtrack.query.red_lines import leaves_room as leaves_room
    from negtrack.query.remaining import remaining_positions as remaining_positions
    from negtrack.query.restricted import on_issue as on_issue
    from negtrack.query.retractions import standing_retractions as standing_retractions
    from negtrack.query.retractions import supersedes as supersedes
    from negtrack.query.said import last_of_voice as last_of_voice
    from negtrack.query.said import perhaps_withdrawn as perhaps_withdrawn
    from negtrack.query.said import withdrawals_on as withdrawals_on
    from negtrack.query.settlements import BY_FALLBACK as BY_FALLBACK
    from negtrack.query.settlements import SETTLED as SETTLED
    from negtrack.query.settlements import Settlement as Settlement
    from negtrack.query.settlements import perhaps_milestones as perhaps_milestones
    from negtrack.query.snapshot import Snapshot as Snapshot
    from negtrack.query.step_deals import named_steps as named_steps
    from negtrack.query.steps import at_step as at_step
    from negtrack.query.steps import unrestated_steps as unrestated_steps
    from negtrack.query.strength import clears as clears
    from negtrack.query.strength import grade_order as grade_order
    from negtrack.query.strength import has_set as has_set
    from negtrack.query.strength import holds as holds
    from negtrack.query.term_reports import bound_after as bound_after
    from negtrack.query.term_reports import reservations_of as reservations_of
    from negtrack.query.timeline import Timeline as Timeline
    from negtrack.query.timeline import timeline_of as timeline_of
    from negtrack.query.votes import is_tie as is_tie
    from negtrack.query.votes import lead as lead
    from negtrack.query.votes import rival_counts as rival_counts
    from negtrack.query.waiting import awaited_from as awaited_from
    from negtrack.query.waiting import deal_before as deal_before
    from negtrack.query.waiting import is_asked as is_asked
    from negtrack.query.waiting import is_overtaken as is_overtaken
    from negtrack.query.waiting import later_offers as later_offers
    from negtrack.query.waiting import overtaking_deal as overtaking_deal
else:

    def __getattr__(name: str) -> object:
        """Return what is asked for, and import its module then."""
        if name not in _MODULES:
            raise AttributeError(name)
        found = globals()[name] = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        return found


_NAMES = {
    "agreements": "AgreedTerm",
    "alternatives": "alternatives_of",
    "answer_rules": "answerable",
    "answers": "CONTRARY UNDECIDED contested_responses has_answered rejection_by rejection_of "
    "standing_responses withdrawn_responses",
    "before": "before_deal is_since measured_position pair_before settlements_with settling_record",
    "blocs": "are_any_counterparts are_counterparts concerned_by counterpart_pairs counterparts_of is_bloc side_of "
    "speaks_for_itself",
    "conditions": "Condition conditions_of settlement_of",
    "contests": "contested_positions",
    "crossings": "crossing_words",
    "deadlines": "has_lapsed is_too_late lapse_day",
    "deals": "Deal DealState deals_between deals_of is_announced_to is_party milestones_of term_endings",
    "derived": "concerned fallback_term offers_of term_position",
    "due": "Due due_of",
    "fallbacks": "has_passed held_until may_have_held",
    "live": "crossing_of live_positions silencing_agreement stands_alike value_of withdrawals_of",
    "mandates": "Breach limiting_mandate mandate_claims offer_breach term_breach",
    "measured": "is_same_set",
    "meetings": "Meeting Status meeting_of unmet_conditions",
    "offers": "carried_terms tabled_position",
    "outcomes": "WAITING",
    "alike_pairs": "PairGroup pair_groups",
    "pair_past": "GapDay past_of_pair",
    "pairs": "LEAST_SETTLED Pair least_settled nearest_alternative pair_of pairs_of sorted_by_settlement",
    "positions": "Standing current_position gap_of_sets headline_of is_denied on_basis position_gap standing_of",
    "raised": "raised_issues",
    "red_lines": "crossed_red_lines leaves_room",
    "remaining": "remaining_positions",
    "restricted": "on_issue",
    "retractions": "standing_retractions supersedes",
    "said": "last_of_voice perhaps_withdrawn withdrawals_on",
    "settlements": "BY_FALLBACK SETTLED Settlement perhaps_milestones",
    "snapshot": "Snapshot",
    "step_deals": "named_steps",
    "steps": "at_step unrestated_steps",
    "strength": "clears grade_order has_set holds",
    "term_reports": "bound_after reservations_of",
    "timeline": "Timeline timeline_of",
    "votes": "is_tie lead rival_counts",
    "waiting": "awaited_from deal_before is_asked is_overtaken later_offers overtaking_deal",
}
"""Module -> the names that are taken from it, when they are asked for. None has the name of a module."""
_MODULES = {name: module for module, names in _NAMES.items() for name in names.split()}
