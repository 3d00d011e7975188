"""Which cases of the usual tests a run of all of them leaves to the deep tier: the one place with the rule.

`pytest` alone takes one of every five cases of a long row, one of every fifteen where a case costs more than others,
and at most one of each file that starts a browser, Node or DuckDB. `pytest tests/errors`, or any other part by its
name, takes them all, as do `--update-golden` and `--every-case`, which `.ci/run` uses. A run of samples makes only the
cases that it runs: to make half of all cases for nothing takes each process seconds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

import pytest

LONG = 6
"""A test with more cases than this is a long row."""
STEP = 5
"""Of a long row, the first of every so many cases is usual."""
RARE = 15
"""Of a row of `COSTLY`, the first of every so many cases is usual, however short the row is."""
COSTLY = {
    "tests/api/test_api.py": {"test_answers_are_those_of_the_commands"},
    "tests/browse/test_browser.py": {
        *("test_any_record_in_four_keys", "test_every_page_fits", "test_what_a_page_does_not_take_is_checked_too"),
    },
    "tests/browse/test_changes.py": {"test_no_change_is_passed_by"},
    "tests/browse/test_random_keys.py": {"test_any_keys"},
    "tests/cache/test_cache.py": {"test_one_change"},
    "tests/cache/test_damage.py": {"test_a_tail_with_errors"},
    "tests/cli/test_add_agreement.py": {"test_no_question_loses_the_answers_before_it"},
    "tests/cli/test_add_position.py": {"test_no_question_loses_the_answers_before_it"},
    "tests/cli/test_add_proposal.py": {"test_no_question_loses_the_answers_before_it"},
    "tests/cli/test_app.py": {"test_a_full_disk_is_one_line", "test_nobody_reads_stderr"},
    "tests/cli/test_browse.py": {"test_a_terminal_that_draws_no_page", "test_what_is_unknown"},
    "tests/cli/test_code.py": {"test_a_terminal_that_draws_no_page"},
    "tests/cli/test_git_merge.py": {"test_a_driver_that_is_killed_loses_nothing"},
    "tests/cli/test_init.py": {"test_a_start_without_its_records_says_so"},
    "tests/cli/test_plain.py": {"test_a_plain_look_imports_little"},
    "tests/cli/test_query.py": {"test_every_table_in_every_format"},
    "tests/cli/test_sheet.py": {"test_the_editor_opens_where_typing_begins"},
    "tests/cli/test_undo.py": {"test_it_asks_on_a_terminal"},
    "tests/desk/test_random_keys.py": {"test_any_keys"},
    "tests/exchange/test_network.py": {"test_gexf", "test_one_mode_counts_as_matrix_does"},
    "tests/exchange/test_report.py": {"test_size_of_an_issue", "test_statuses_are_counted_as_overview_counts"},
    "tests/exchange/test_turned.py": {"test_word"},
    "tests/readers/test_bibliographies.py": {
        *("test_a_note_overrides_nothing", "test_days_without_their_year", "test_lines_of_a_note"),
        "test_no_date_is_refused_or_lost",
    },
    "tests/readers/test_tables.py": {"test_readers_of_lines", "test_readers_of_quotation_marks"},
    "tests/render/test_hostile.py": {
        *("test_completion", "test_exported_archives_are_well_formed", "test_the_exported_page_runs_nothing"),
    },
    "tests/store/test_write.py": {"test_restored_within_one_second"},
    "tests/test_headings.py": {"test_documents_explain_silent", "test_documents_name_both_clocks"},
    "tests/test_limits.py": {"test_ids_that_come_in", "test_values_and_numbers"},
    "tests/test_machine_values.py": {"test_machine_values_parse_back"},
    "tests/test_seeds.py": {"test_import_into_an_empty_negotiation_gives_the_same"},
}
"""File -> its tests of which a case takes a tenth of a second or more."""
SLOW = {
    "tests/exchange/test_browser.py": {"test_nothing_meets"},
    "tests/exchange/test_duckdb.py": set[str](),
    "tests/readers/test_toml.py": set[str](),
}
"""File whose tests start other programs -> its tests of which one case is usual; DuckDB is asked in readers, too, and
Node there for other formats."""
RUNS = {"not deep and not soak": "usual", "deep": "deep", "soak": "soak"}
"""What `-m` says -> the tier that the run takes."""


class Case(Protocol):
    """A case of a test with parameters, before it is made."""

    marks: list[pytest.Mark]


AnyCase = TypeVar("AnyCase")


def choose_cases(metafunc: pytest.Metafunc) -> None:
    """Mark the cases of a test that the rule leaves to the deep tier, and drop those that the run would not take; one
    stays, for the run to count the test as left out. What pytest keeps for itself is read for it: its public calls show
    one row of parameters at a time, and the rule counts the cases of all rows of a test together."""
    test, cases = metafunc.definition, metafunc._calls  # where pytest has them until it makes them
    tier = RUNS.get(metafunc.config.option.markexpr)
    if tier != "usual" and getattr(metafunc.function, "is_hypothesis_test", False):
        return
    whole = tiers_among(test.iter_markers())
    usual = [] if whole else [case for case in cases if not tiers_among(case.marks)]
    for case in left_out(test.nodeid, usual):
        case.marks.append(pytest.mark.deep.mark)
    if tier:
        cases[:] = [case for case in cases if is_in(tier, whole | tiers_among(case.marks))] or cases[:1]


def tiers_among(marks: Iterable[pytest.Mark]) -> set[str]:
    """Return the tiers beside the usual one that a test or case is marked for."""
    return {mark.name for mark in marks} & {"deep", "soak"}


def is_in(tier: str, marked: set[str]) -> bool:
    """Return whether a run of a tier takes what is marked for these tiers."""
    return not marked if tier == "usual" else tier in marked


def leave_to_deep(items: Iterable[pytest.Item]) -> None:
    """Mark as deep the tests of `SLOW`, with parameters or without, of which no case is usual."""
    for item in items:
        file, _, name = item.nodeid.partition("[")[0].partition("::")
        if file in SLOW and name not in SLOW[file] and not tiers_among(item.iter_markers()):
            item.add_marker("deep")


def left_out(test: str, cases: Sequence[AnyCase]) -> list[AnyCase]:
    """Return the cases of the test `FILE::NAME` that the usual run leaves out."""
    file, _, name = test.partition("::")  # which pytest writes with / on every system
    if file in SLOW:
        return list(cases) if name not in SLOW[file] else list(cases[1:])
    step = RARE if name in COSTLY.get(file, ()) else STEP if len(cases) > LONG else 1
    return [case for number, case in enumerate(cases) if number % step]
