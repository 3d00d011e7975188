"""`negtrack matrix`: party by party, on how many issues two can be compared, and on how many their values meet."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

from negtrack.answers import find_counterparts, find_earlier_day
from negtrack.cli.options import Clocks, Output, Scope, Selection, option
from negtrack.cli.output.output_format import output_format
from negtrack.cli.output.printing import write_out
from negtrack.cli.session import Session, open_session
from negtrack.errors import UsageError
from negtrack.frozen import dataclass, replace
from negtrack.views.matrix import MatrixView, build_issues_behind, build_matrix

MatrixFormat = Literal["table", "tsv", "csv", "json", "jsonl", "md", "html"]
"""Output formats of the matrix; html is a page with the tree of the clusters."""

_FORMAT = option(
    "--format", help="Output format [default: table on a terminal, tsv into a pipe]; html draws the clusters."
)


@dataclass(frozen=True)
class MatrixOutput(Output):
    """Output of the matrix."""

    format: Annotated[MatrixFormat | None, _FORMAT] = None  # type: ignore[assignment]  # one more than other answers have

    @property
    def plain(self) -> Output:
        """The same output without the page."""
        shared = None if self.format == "html" else self.format
        return Output(**{**vars(self), "format": shared})


EXAMPLES = (
    "negtrack matrix",
    "negtrack matrix --explain union port",
    "negtrack matrix --between 2026-11-16 2026-11-23 --format html > matrix.html",
)


def command(
    *,
    explain: Annotated[
        tuple[str, str] | None,
        option("--explain", metavar="PARTY PARTY", help="List the issues behind the cell of two parties."),
    ] = None,
    between: Annotated[
        tuple[str, str] | None,
        option("--between", metavar="WHEN WHEN", help="Show who came nearer from the first day to the second."),
    ] = None,
    selection: Selection,
    clocks: Clocks,
    output: MatrixOutput,
    scope: Scope,
) -> None:
    """Show party by party on how many issues their values can be compared, and on how many they meet.

    The parties are in the order of their similarity, by average linkage. What nobody can compare is in no count.
    """
    session = open_session(scope, clocks)
    is_page = _is_page(explain, between, clocks, output)
    first, last = between or ("", "")
    snapshot = session.snapshot(replace(clocks, as_of=last) if last else clocks)
    issues = [issue for issue in session.issues(selection, snapshot.negotiation) if issue.class_ == "substance"]
    if explain:
        pair = find_counterparts(session.negotiation, *explain)
        session.answer(build_issues_behind(snapshot, issues, *pair), output.plain)
    view = build_matrix(snapshot, issues, find_earlier_day(session.negotiation, first, session.clock))
    if view.since and snapshot.as_of and view.since >= snapshot.as_of:
        raise UsageError(f"--between takes the earlier day first: {view.since} is not before {snapshot.as_of}")
    if is_page:
        _write_page(session, view)
    session.answer(view, output.plain)


def _is_page(explain: object, between: object, clocks: Clocks, output: MatrixOutput) -> bool:
    """Return whether to write a page of html. Raise `UsageError` for options that do not go together."""
    is_page = output_format(output, sys.stdout.isatty()) == "html"
    if between and (explain or clocks.as_of):
        raise UsageError("--between names both days itself; give it without --explain and --as-of")
    if explain and is_page:
        raise UsageError("--explain gives a list, which has no html; use --format md")
    return is_page


def _write_page(session: Session, view: MatrixView) -> None:
    from negtrack.exchange.export.html.matrix import matrix_text

    session.refuse_errors()
    write_out([matrix_text(view)])
    session.end()
