"""`negtrack browse`: walk through a negotiation on pages in the terminal."""

from __future__ import annotations

import shlex
from typing import Annotated

from negtrack.browse.first_page import draw_first
from negtrack.browse.places import command_of, find_places, first_places
from negtrack.cli.options import Clocks, LayoutChoice, Scope, Selection, Step, argument, option
from negtrack.cli.output.browse_words import read_asked, scope_words
from negtrack.cli.session import Session, open_session
from negtrack.frozen import dataclass
from negtrack.screen.terminal import Screen, refuse_dumb, run_screen

EXAMPLES = (
    "negtrack browse",
    "negtrack browse raise",
    "negtrack browse union port --group pay --as-of 2026-11-20",
)


@dataclass(frozen=True)
class Look:
    """How a page looks."""

    layout: Annotated[
        LayoutChoice, option("--layout", help="Page layout: side by side or stacked.", show_default=True)
    ] = "auto"
    verbose: Annotated[bool, option("-v", "--verbose", help="Show the whole provenance.")] = False
    brief: Annotated[bool, option("--brief", help="Omit provenance.")] = False


def command(
    what: Annotated[
        list[str] | None,
        argument(
            metavar="[PARTY, RECORD or ISSUE]...",
            help="Parties to compare, or records or an issue to open [default: the overview].",
        ),
    ] = None,
    *,
    proposal: Annotated[str, option("--proposal", metavar="PROPOSAL", help="Compare with its terms.")] = "",
    everything: Annotated[
        bool, option("--all", help="Compare every party that spoke, and show also what no longer stands.")
    ] = False,
    matrix: Annotated[bool, option("--matrix", help="Compare with one sign a cell, for many parties.")] = False,
    step: Step = "",
    selection: Selection,
    clocks: Clocks,
    look: Look,
    scope: Scope,
) -> None:
    """Walk through a negotiation on full pages: overview, issues, pairs, records, and the words in their source.

    Enter or the letter beside a line opens it, q goes back, < and > move to the change before and after, / filters; ?
    shows all keys. The command that prints the same always stands at the bottom.
    """
    session = open_session(scope, clocks)
    own = {"what": what, "proposal": proposal, "everything": everything, "matrix": matrix, "step": step}
    given = own | vars(selection) | vars(clocks) | vars(look)
    places, asked = find_places(session.negotiation, *read_asked(given))
    places = places or first_places(asked)
    text = shlex.join(command_of(places[-1], asked, scope_words(scope)))
    refuse_dumb(f"use {text}")

    def show(screen: Screen) -> Session:
        screen.show(draw_first(session.negotiation, text, *screen.size))
        from negtrack.cli.output.browsing import show_pages  # once something is seen

        return show_pages(screen, session, scope, places, asked)

    run_screen(show).end()
