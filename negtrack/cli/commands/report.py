"""`negtrack report`: a page with a chart and a table for each issue."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Clocks, Scope, Selection, option
from negtrack.cli.output.exports import Choice, build_export, refuse_force, write_text_file
from negtrack.cli.output.printing import write_out
from negtrack.cli.session import open_session
from negtrack.exchange.export.formats import ExportFormat

EXAMPLES = (
    "negtrack report -o report.html",
    "negtrack report --group pay -o report.html --force",
    "negtrack report --as-of 2026-11-20",
)


def command(
    *,
    output: Annotated[str, option("-o", "--output", metavar="PATH", help="HTML file [default: stdout].")] = "",
    force: Annotated[bool, option("--force", help="Overwrite an existing file.")] = False,
    choice: Choice,
    selection: Selection,
    clocks: Clocks,
    scope: Scope,
) -> None:
    """Write one HTML page about the talks: what moved, and a chart and a table for each issue.

    The page needs no script and loads nothing; export --to html gives the same.
    """
    refuse_force(output, force)
    session = open_session(scope, clocks)
    export = build_export(session, choice, selection, clocks)
    session.refuse_errors()
    lines = export.lines(ExportFormat.html, to_terminal=False)
    if output:
        write_text_file(output, lines, force)
    else:
        write_out(lines)
