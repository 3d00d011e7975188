"""`negtrack sources`."""

from __future__ import annotations

from negtrack.cli.options import CitedOutput, Clocks, Scope
from negtrack.cli.session import open_session, put
from negtrack.views.lists import build_sources


def command(*, clocks: Clocks, output: CitedOutput, scope: Scope) -> None:
    """The sources, and how many records rest on each."""
    session = open_session(scope, clocks)
    reading = session.reading(clocks)
    view = build_sources(reading)
    if output.is_csl:
        from negtrack.exchange.csl import csl_text

        put([csl_text(reading.negotiation.sources[str(row["id"])] for row in view.lines)])
        session.end()
    session.answer(view, output.plain)
