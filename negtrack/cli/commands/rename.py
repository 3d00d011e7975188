"""`negtrack rename`: give a party, an issue, an event or a source another id, in all files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Literal

from negtrack.cli.options import Scope, argument
from negtrack.cli.output.diffs import write_diffs
from negtrack.cli.output.printing import log, write_ids
from negtrack.cli.recording.write_options import DryDiff
from negtrack.cli.session import open_session
from negtrack.lookup import find_event, find_issue, find_party, find_source
from negtrack.model import Definition, Negotiation
from negtrack.store.rename import rename_definition
from negtrack.views.phrasing import count_text

Renamed = Literal["issue", "party", "event", "source"]
_FINDERS: Mapping[str, Callable[[Negotiation, str], Definition]] = {
    "issue": find_issue,
    "party": find_party,
    "event": find_event,
    "source": find_source,
}


EXAMPLES = (
    "negtrack rename issue night-shift nights --dry-run",
    "negtrack rename party port port-company",
    "negtrack rename source letter-2026-11-16 letter",
)


def command(
    kind: Annotated[Renamed, argument(metavar="issue|party|event|source", help="What is renamed.")],
    old: Annotated[str, argument(metavar="OLD", help="Id that it has.")],
    new: Annotated[str, argument(metavar="NEW", help="Id that it gets.")],
    *,
    dry_run: DryDiff = False,
    scope: Scope,
) -> None:
    """Rename a party, an issue, an event or a source: its id changes wherever it stands, in all files at once.

    Everything else stays as it was written, also the ids of records. The old id is still understood: when you type it,
    in files to import, and in what git has committed.
    """
    session = open_session(scope)
    found = _FINDERS[kind](session.negotiation, old)
    place = session.loaded.place
    changes = rename_definition(place, found.table, found.id, new, dry_run)
    if not changes:
        log(f"negtrack: the {kind} is {new} already; nothing written")
    elif dry_run:
        write_diffs(place, changes)
    else:
        write_ids(new, [new])
        count = count_text(len({change.path for change in changes if change.after is not None}), "file")
        log(f"negtrack: renamed {kind} {found.id} to {new} in {count}; {found.id} is still understood")
