"""What the commands share that write a negotiation to a file: the choice of its part, and the file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated

from negtrack.answers import refuse_backwards
from negtrack.cli.options import Clocks, Selection, option
from negtrack.cli.output.printing import log
from negtrack.cli.session import Session
from negtrack.errors import UsageError
from negtrack.exchange.export.formats import Export
from negtrack.exchange.export.selection import select_part
from negtrack.frozen import dataclass, field, replace
from negtrack.lookup import find_day, find_party, find_proposal
from negtrack.query import Snapshot, raised_issues
from negtrack.store.write import write_whole
from negtrack.views.compare import default_columns


@dataclass(frozen=True)
class Choice:
    """Options of what to export."""

    party: Annotated[
        list[str], option("--party", metavar="PARTY", help="Only records of this party; may be repeated.")
    ] = field(default_factory=list)
    proposal: Annotated[
        str, option("--proposal", metavar="ID", help="Proposal to show in a document [default: newest on the table].")
    ] = ""
    since: Annotated[
        str, option("--since", metavar="WHEN", help="Mark in a document what was stated after this date.")
    ] = ""


def build_export(session: Session, choice: Choice, selection: Selection, clocks: Clocks) -> Export:
    """Return the contents of an export. Raises `UsageError` for a span that ends before it begins."""
    snapshot = session.snapshot(clocks)
    parties = list(dict.fromkeys(find_party(session.negotiation, name).id for name in choice.party))
    issues = session.issues(selection)
    chosen = [issue.id for issue in issues] if selection.issue or selection.group else []
    offer = find_proposal(session.negotiation, choice.proposal, snapshot.proposals) if choice.proposal else None
    since = _find_since(session, snapshot, choice.since) if choice.since else None
    narrow = replace(snapshot, negotiation=select_part(snapshot, parties, chosen), context=snapshot.negotiation)
    columns = [narrow.negotiation.parties[name] for name in parties] or default_columns(narrow)
    raised = narrow.negotiation.issues if chosen or snapshot.as_of is None else raised_issues(snapshot)
    rows = [issue for issue in issues if issue.id in narrow.negotiation.issues and issue.id in raised]
    return Export(narrow, columns, rows, offer, since)


def _find_since(session: Session, snapshot: Snapshot, when: str) -> date:
    day = find_day(session.negotiation, when, session.clock)
    refuse_backwards(day, snapshot.as_of)
    return day


def refuse_force(path: str, force: bool) -> None:
    """Raise `UsageError` for `--force` where no file is named."""
    if force and not path:
        raise UsageError("--force overwrites a file; name it with -o PATH")


def write_text_file(path: str, lines: Iterable[str], force: bool) -> None:
    """Write a text to a file, whole or not at all, and say so."""
    write_whole(Path(path), "".join(lines).encode("utf-8", "surrogatepass"), force)
    log(f"negtrack: wrote {path}")
