"""`negtrack import`: file coding sheets into the parties' files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

from negtrack.cli.adding import add, preview
from negtrack.cli.options import DryRun, Scope, argument
from negtrack.cli.session import open_session, put, say
from negtrack.exchange.sheets import read_sheets
from negtrack.model import Entry
from negtrack.render.clean import clean
from negtrack.views.words import counted


def command(
    file: Annotated[list[Path], argument(metavar="FILE...", help="Coding sheets (TOML).")],
    *,
    dry_run: DryRun = False,
    scope: Scope,
) -> None:
    """File what coding sheets hold into the parties' files: all of it, or nothing where anything is wrong.

    What is recorded already is left alone, so that a sheet can be imported again after it grew.
    """
    session = open_session(scope, writing=True)
    added = add(session, read_sheets(file, session.clock.now).items, dry_run)
    if dry_run:
        preview(added)
        return
    counts = Counter(each.state for each in added)
    for each in added:
        if each.state != "known" and isinstance(each.item, Entry):
            put([f"{clean(each.id)}\n"])
    defined = sum(each.state == "new" and not isinstance(each.item, Entry) for each in added)
    new = f"{counted(counts['new'] - defined, 'record')} and {counted(defined, 'definition')} new"
    say(f"negtrack: {new}, {counts['known']} already there, {counts['restored']} restored")
