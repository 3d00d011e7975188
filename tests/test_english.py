"""Plain English: words and loop variables of a dialect that nobody else speaks are not to be written anew."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(path for folder in ("negtrack", "tests") for path in (ROOT / folder).rglob("*.py"))
MARKERS = ("told", "whoever", "whichever", "as far as")
LOOP_VARIABLE = "each"


def markers_of(path: Path) -> int:
    """Return how often a file uses a marker as a word of its own, or a loop over the variable of no name."""
    text = path.read_text("utf-8")
    words = re.findall(rf"\b({'|'.join(MARKERS)})\b", " ".join(text.split()), re.IGNORECASE)
    return len(words) + sum(LOOP_VARIABLE in names_of(node) for node in ast.walk(ast.parse(text)))


def names_of(node: ast.AST) -> set[str]:
    """Return the variables that a loop or a comprehension sets."""
    target = node.target if isinstance(node, ast.For | ast.comprehension) else None
    return {name.id for name in ast.walk(target) if isinstance(name, ast.Name)} if target else set()


def all_markers() -> Counter[str]:
    """Return the markers of each file that has any."""
    counts = {path.relative_to(ROOT).as_posix(): markers_of(path) for path in FILES if path != Path(__file__)}
    return Counter({name: count for name, count in counts.items() if count})


def test_no_new_dialect() -> None:
    """No file has more of the markers than it had when this was written."""
    assert all_markers() - Counter(KNOWN) == Counter()


def test_what_is_a_marker(tmp_path: Path) -> None:
    """Words count, in any line break; parts of names do not; loops count by their variable."""
    file = tmp_path / "module.py"
    file.write_text(
        '"""Told as\nfar as; retold, told_by."""\nfor each in []:\n    [each for _, each in [] for item in []]\n'
    )
    assert markers_of(file) == 4


KNOWN = {
    "negtrack/__main__.py": 1,
    "negtrack/checks/context.py": 4,
    "negtrack/checks/effects.py": 3,
    "negtrack/checks/positions.py": 2,
    "negtrack/checks/proposals.py": 1,
    "negtrack/cli/app.py": 1,
    "negtrack/cli/commands/compare.py": 1,
    "negtrack/cli/commands/diff.py": 1,
    "negtrack/cli/commands/edit.py": 1,
    "negtrack/cli/commands/git_merge.py": 1,
    "negtrack/cli/commands/git_setup.py": 2,
    "negtrack/cli/commands/init.py": 1,
    "negtrack/cli/commands/negotiations.py": 2,
    "negtrack/cli/commands/overview.py": 2,
    "negtrack/cli/commands/schema.py": 2,
    "negtrack/cli/commands/show.py": 2,
    "negtrack/cli/completion/complete.py": 1,
    "negtrack/cli/completion/shells.py": 1,
    "negtrack/cli/completion/signatures.py": 6,
    "negtrack/cli/options.py": 1,
    "negtrack/cli/output/printing.py": 1,
    "negtrack/cli/recording/destination.py": 8,
    "negtrack/cli/recording/import_rows.py": 31,
    "negtrack/cli/recording/write.py": 9,
    "negtrack/cli/session.py": 6,
    "negtrack/dates.py": 2,
    "negtrack/diff/changes.py": 2,
    "negtrack/errors.py": 1,
    "negtrack/exchange/cells.py": 1,
    "negtrack/exchange/export/dossier.py": 4,
    "negtrack/exchange/export/parquet.py": 3,
    "negtrack/exchange/export/selection.py": 3,
    "negtrack/exchange/export/xlsx.py": 1,
    "negtrack/exchange/git/merge.py": 6,
    "negtrack/exchange/git/textconv.py": 5,
    "negtrack/exchange/import_/canonicalise.py": 2,
    "negtrack/exchange/import_/fields.py": 2,
    "negtrack/exchange/import_/importer.py": 6,
    "negtrack/exchange/import_/objects.py": 2,
    "negtrack/exchange/import_/read_file.py": 1,
    "negtrack/exchange/import_/source.py": 3,
    "negtrack/exchange/rows.py": 2,
    "negtrack/history.py": 10,
    "negtrack/model/negotiation.py": 6,
    "negtrack/model/records.py": 1,
    "negtrack/model/tables.py": 1,
    "negtrack/query/answers.py": 3,
    "negtrack/query/conditions.py": 1,
    "negtrack/query/pairs.py": 2,
    "negtrack/query/positions.py": 11,
    "negtrack/query/snapshot.py": 18,
    "negtrack/render/flat.py": 2,
    "negtrack/render/json.py": 1,
    "negtrack/render/pages/compare.py": 5,
    "negtrack/render/pages/differences.py": 1,
    "negtrack/render/pages/gaps.py": 1,
    "negtrack/render/pages/history.py": 6,
    "negtrack/render/pages/overview.py": 1,
    "negtrack/render/pages/proposal.py": 1,
    "negtrack/render/pages/show.py": 2,
    "negtrack/render/terminal.py": 1,
    "negtrack/store/check.py": 2,
    "negtrack/store/coerce.py": 5,
    "negtrack/store/edit.py": 6,
    "negtrack/store/git.py": 7,
    "negtrack/store/git_setup.py": 3,
    "negtrack/store/link.py": 2,
    "negtrack/store/load.py": 1,
    "negtrack/store/names.py": 1,
    "negtrack/store/parse.py": 3,
    "negtrack/store/plan.py": 5,
    "negtrack/store/safe_read.py": 4,
    "negtrack/store/schema.py": 1,
    "negtrack/store/toml.py": 4,
    "negtrack/store/toml_source.py": 2,
    "negtrack/store/verify_write.py": 1,
    "negtrack/store/write.py": 6,
    "negtrack/views/cell.py": 1,
    "negtrack/views/changes.py": 5,
    "negtrack/views/compare.py": 2,
    "negtrack/views/gaps.py": 1,
    "negtrack/views/history.py": 2,
    "negtrack/views/lists.py": 2,
    "negtrack/views/overview.py": 1,
    "negtrack/views/phrasing.py": 2,
    "negtrack/views/query.py": 2,
    "negtrack/views/record.py": 1,
    "negtrack/views/relations/__init__.py": 1,
    "negtrack/views/relations/relation.py": 1,
    "negtrack/views/show.py": 3,
    "tests/benchmarks/generate.py": 2,
    "tests/benchmarks/run.py": 2,
    "tests/cache/mistakes.py": 1,
    "tests/cache/talks.py": 1,
    "tests/cli/repository.py": 3,
    "tests/cli/test_add_event.py": 3,
    "tests/cli/test_add_issue.py": 8,
    "tests/cli/test_add_note.py": 3,
    "tests/cli/test_add_party.py": 3,
    "tests/cli/test_add_position.py": 5,
    "tests/cli/test_add_proposal.py": 11,
    "tests/cli/test_add_response.py": 7,
    "tests/cli/test_add_source.py": 3,
    "tests/cli/test_app.py": 5,
    "tests/cli/test_check.py": 13,
    "tests/cli/test_compare.py": 3,
    "tests/cli/test_complete.py": 10,
    "tests/cli/test_diff.py": 8,
    "tests/cli/test_edit.py": 10,
    "tests/cli/test_export.py": 10,
    "tests/cli/test_gaps.py": 4,
    "tests/cli/test_git_merge.py": 4,
    "tests/cli/test_git_setup.py": 2,
    "tests/cli/test_history.py": 4,
    "tests/cli/test_import.py": 30,
    "tests/cli/test_init.py": 3,
    "tests/cli/test_negotiations.py": 1,
    "tests/cli/test_overview.py": 20,
    "tests/cli/test_proposals.py": 8,
    "tests/cli/test_query.py": 15,
    "tests/cli/test_retract.py": 3,
    "tests/cli/test_schema.py": 8,
    "tests/cli/test_session.py": 1,
    "tests/cli/test_show.py": 6,
    "tests/cli/test_sources.py": 2,
    "tests/conftest.py": 1,
    "tests/errors/test_errors.py": 17,
    "tests/exchange/generated.py": 2,
    "tests/exchange/incoming/test_columns.py": 4,
    "tests/exchange/incoming/test_delimited.py": 5,
    "tests/exchange/incoming/test_objects.py": 4,
    "tests/exchange/incoming/test_workbook.py": 11,
    "tests/exchange/test_docx.py": 2,
    "tests/exchange/test_extract.py": 2,
    "tests/exchange/test_extras.py": 2,
    "tests/exchange/test_html.py": 5,
    "tests/exchange/test_merge.py": 9,
    "tests/exchange/test_objects.py": 3,
    "tests/exchange/test_parquet.py": 3,
    "tests/exchange/test_rows.py": 4,
    "tests/exchange/test_xlsx.py": 2,
    "tests/fuzz/run_atheris.py": 1,
    "tests/fuzz/targets.py": 3,
    "tests/fuzz/test_targets.py": 4,
    "tests/golden/test_golden.py": 10,
    "tests/render/hostile.py": 1,
    "tests/render/test_chart.py": 2,
    "tests/render/test_formats.py": 3,
    "tests/render/test_hostile.py": 12,
    "tests/render/test_terminal.py": 10,
    "tests/store/deeds.py": 4,
    "tests/store/harness.py": 2,
    "tests/store/server.py": 1,
    "tests/store/test_every_call.py": 15,
    "tests/store/test_every_command.py": 15,
    "tests/store/test_faults.py": 8,
    "tests/store/test_load.py": 9,
    "tests/store/test_parse.py": 5,
    "tests/store/test_plan.py": 18,
    "tests/store/test_sound.py": 3,
    "tests/store/test_staging.py": 1,
    "tests/store/test_toml.py": 6,
    "tests/store/test_write.py": 5,
    "tests/store/test_write_whole.py": 4,
    "tests/test_checks.py": 5,
    "tests/test_clearing.py": 5,
    "tests/test_conditions.py": 3,
    "tests/test_diff.py": 11,
    "tests/test_disclosure.py": 14,
    "tests/test_frozen.py": 1,
    "tests/test_gap.py": 2,
    "tests/test_history.py": 10,
    "tests/test_house.py": 2,
    "tests/test_ids.py": 1,
    "tests/test_limits.py": 37,
    "tests/test_mandates.py": 4,
    "tests/test_model.py": 3,
    "tests/test_query.py": 10,
    "tests/test_readme.py": 6,
    "tests/test_revisions.py": 4,
    "tests/test_seeds.py": 7,
    "tests/views/test_compare.py": 4,
    "tests/views/test_differences.py": 7,
    "tests/views/test_gaps.py": 4,
    "tests/views/test_history.py": 1,
    "tests/views/test_overview.py": 4,
    "tests/views/test_proposal.py": 7,
    "tests/views/test_query.py": 7,
    "tests/views/test_show.py": 5,
}
"""File -> the markers that it still has; only to be shortened."""
