"""`negtrack agree`: show how far two coders agree."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.coders import find_coders
from negtrack.cli.options import Output, Scope, argument, option
from negtrack.cli.output.printing import Finished
from negtrack.cli.session import emit
from negtrack.coding import Metric, match_codings, measure
from negtrack.views.agree import build_agree, build_settle

EXAMPLES = (
    "negtrack agree kb.toml mo.toml",
    "negtrack agree kb.toml mo.toml --settle",
    "negtrack agree kb.toml mo.toml --metric nominal --json",
)


def command(
    one: Annotated[str, argument(metavar="CODER", help="A coder of the negotiation, a coding sheet, or a folder.")],
    other: Annotated[str, argument(metavar="OTHER", help="The other one.")],
    *,
    settle: Annotated[
        bool, option("--settle", help="List what the two have otherwise, and what only one has.")
    ] = False,
    metric: Annotated[
        Metric | None,
        option("--metric", help="Level of measurement of values [default: interval, by their gap, else nominal]."),
    ] = None,
    output: Output,
    scope: Scope,
) -> None:
    """Show how far two coders agree on what sources say: percent agreement and Krippendorff's alpha.

    A unit is what both read out of the same words of a source about one party and issue. Values are compared by kind,
    measured ones by how far they are apart.
    """
    coders = find_coders(scope, (one, other))
    units = match_codings(*coders)
    view = build_settle(coders, units) if settle else build_agree(coders, units, measure(coders[0], units, metric))
    emit(view, output, scope.color)
    raise Finished(0)
