"""The checks of `check` on records that can be read. Each check is one function in `CHECKS`, and its name gives the
code of its problems: `check_same_name` finds `same-name`.

An error cannot be as written; a note is a warning. The same errors keep a new record from being written.

context       the input of a check, and how it builds its problems
dates         impossible dates of statements, sources and recordings
references    ids that name nothing, or a record of the wrong kind
answers       answers to what is off the table, or before it was put there
conditions    conditions that fit no issue
effects       records without effect, and circular references
positions     fields and contradictions of positions
papers        remarks that leave a paper of their party standing
units         values in a currency or a unit of their own
bounds        bounds that are written backwards
proposals     offers and terms outside a mandate
deals         agreements, and what became of them
withdrawals   what withdrawals and denials of a whole take back besides their own issue
definitions   parties, sides and sources themselves
idle_fields   fields of an issue that its kind does not use
letters       invisible characters, and conflict markers of a merge
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from negtrack.checks.answers import answers_without_effect, check_early_answer
from negtrack.checks.bounds import backward_bounds, check_backward_bound
from negtrack.checks.conditions import check_unclear_condition, check_wrong_condition
from negtrack.checks.context import Check, CheckContext
from negtrack.checks.dates import check_impossible_date, check_recorded_ahead, check_recorded_early
from negtrack.checks.deals import (
    check_agreed_twice,
    check_crossed_red_line,
    check_lost_vote,
    check_rival_votes,
    check_settled_and_open,
    check_signed_after_rejection,
    rival_votes,
    settled_and_open_text,
    settled_twice,
    twice_text,
)
from negtrack.checks.definitions import (
    check_empty_grade,
    check_misplaced_party,
    check_missing_source,
    check_nested_bloc,
    check_other_speaker,
    check_same_name,
    check_shared_id,
    check_unused_source,
    other_speakers,
)
from negtrack.checks.effects import check_circular_reference, check_no_effect, check_other_day
from negtrack.checks.idle_fields import check_idle_field, idle_fields
from negtrack.checks.letters import check_conflict_marker, check_hidden_letter
from negtrack.checks.papers import check_beside_paper, remarks_beside_papers
from negtrack.checks.positions import check_contradiction, check_misplaced_field
from negtrack.checks.proposals import check_outside_mandate
from negtrack.checks.references import check_dangling_reference, check_wrong_reference
from negtrack.checks.units import NAMING_UNITS, check_other_unit, other_units
from negtrack.checks.withdrawals import ended_beside_text, taken_along_text
from negtrack.errors import Problem
from negtrack.frozen import replace
from negtrack.model import Entry, Negotiation

__all__ = [
    "CHECKS",
    "ERRORS",
    "NAMING_UNITS",
    "NOTES",
    "Check",
    "CheckContext",
    "answers_without_effect",
    "backward_bounds",
    "check_early_answer",
    "check_lost_vote",
    "check_negotiation",
    "code_of",
    "ended_beside_text",
    "idle_fields",
    "other_speakers",
    "other_units",
    "remarks_beside_papers",
    "rival_votes",
    "settled_and_open_text",
    "settled_twice",
    "taken_along_text",
    "twice_text",
]

ERRORS: tuple[Check, ...] = (
    check_impossible_date,
    check_dangling_reference,
    check_wrong_reference,
    check_circular_reference,
    check_misplaced_field,
    check_wrong_condition,
    check_nested_bloc,
    check_misplaced_party,
    check_same_name,
    check_conflict_marker,
)
"""The checks that find errors."""

NOTES: tuple[Check, ...] = (
    check_recorded_ahead,
    check_recorded_early,
    check_no_effect,
    check_early_answer,
    check_other_day,
    check_contradiction,
    check_beside_paper,
    check_other_unit,
    check_outside_mandate,
    check_agreed_twice,
    check_settled_and_open,
    check_signed_after_rejection,
    check_crossed_red_line,
    check_rival_votes,
    check_lost_vote,
    check_backward_bound,
    check_unclear_condition,
    check_missing_source,
    check_unused_source,
    check_empty_grade,
    check_idle_field,
    check_shared_id,
    check_other_speaker,
    check_hidden_letter,
)
"""The checks that find notes alone."""

CHECKS = (*ERRORS, *NOTES)
"""Errors first, then notes. No check takes more than a moment for each record, however many there are."""


def check_negotiation(
    negotiation: Negotiation,
    today: date,
    only: Sequence[Entry] | None = None,
    with_definitions: bool = True,
    checks: Sequence[Check] = CHECKS,
) -> list[Problem]:
    """Return every problem that the `checks` find, in the order of files and lines: in all of `negotiation`, or in
    `only` some of its entries and, with `with_definitions`, the definitions."""
    context = CheckContext(negotiation, today, only, with_definitions)
    found = [replace(problem, code=code_of(check)) for check in checks for problem in check(context)]
    vars(context.snapshot).clear()  # it refers to itself, so that all it has read would wait for the garbage collector
    return sorted(found, key=lambda problem: (problem.path, problem.line))


def code_of(check: Check) -> str:
    """Return the code of the problems of a check."""
    return check.__name__.removeprefix("check_").replace("_", "-")
