"""`negtrack proposals`."""

from __future__ import annotations

from negtrack.cli.options import Clocks, Output, Scope
from negtrack.cli.session import open_session
from negtrack.views.lists import build_proposals


def command(*, clocks: Clocks, output: Output, scope: Scope) -> None:
    """The proposals, and each principal's standing answers with whose words they are."""
    session = open_session(scope)
    session.answer(build_proposals(session.reading(clocks)), output)
