"""`negtrack negotiations`: list the negotiations."""

from __future__ import annotations

from pathlib import Path

from negtrack.cli.options import Output, Scope
from negtrack.cli.output.printing import Finished
from negtrack.cli.session import emit, load_all
from negtrack.store.locate import find_root, negotiation_ids
from negtrack.views.lists import build_negotiations

EXAMPLES = (
    "negtrack negotiations",
    "negtrack negotiations --ids",
    "negtrack negotiations --json",
)


def command(*, output: Output, scope: Scope) -> None:
    """List the negotiations in the data folder, and what they hold."""
    root, _ = find_root(scope.data, Path.cwd())
    loaded = load_all(root)
    emit(build_negotiations([state.negotiation for state in loaded], str(root)), output, scope.color)
    is_valid = len(loaded) == len(negotiation_ids(root)) and not any(state.problems for state in loaded)
    raise Finished(0 if is_valid else 2)
