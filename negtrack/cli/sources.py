"""`negtrack sources`."""

from __future__ import annotations

from negtrack.cli.options import Clocks, Output, Scope
from negtrack.cli.session import open_session
from negtrack.views.lists import build_sources


def command(*, clocks: Clocks, output: Output, scope: Scope) -> None:
    """The sources, and how many records rest on each."""
    session = open_session(scope)
    session.answer(build_sources(session.reading(clocks)), output)
