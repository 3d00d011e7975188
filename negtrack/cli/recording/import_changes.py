"""What would become current: the changes that an import would bring, tried on a copy of the files."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from negtrack.cli.output.printing import log
from negtrack.diff import changes_between
from negtrack.model import Item, Negotiation
from negtrack.query import Snapshot
from negtrack.store.add import add_items
from negtrack.store.corrections import Corrections
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place
from negtrack.views.changes import build_changes

_MOST = 50
"""Most changes that are named; the rest are counted."""


def log_changes(place: Place, items: Sequence[Item], now: datetime, corrections: Corrections) -> Negotiation:
    """Log which positions would be current in place of which, once `items` are added to the files of `place`; return
    the negotiation as it would be then."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Place(Path(folder), Path(folder) / place.folder.name)
        shutil.copytree(place.folder, copy.folder, ignore=shutil.ignore_patterns(".*"))
        before = load_negotiation(copy).negotiation
        add_items(copy, items, now, corrections=corrections)
        after = load_negotiation(copy).negotiation
        lines = list(_change_lines(Snapshot(before.with_definitions_of(after)), Snapshot(after)))
    log(f"negtrack: {'would become current:' if lines else 'no current position would change'}")
    for line in lines[:_MOST]:
        log(f"  {line}")
    if len(lines) > _MOST:
        log(f"  and {len(lines) - _MOST} more")
    return after


def _change_lines(before: Snapshot, after: Snapshot) -> Iterator[str]:
    known = after.negotiation
    changes = changes_between(before, after, list(known.parties), list(known.issues.values()))
    for row in build_changes(before, after, "", changes, []).lines:
        yield f"{row.sign} {row.change.party} {row.change.issue.id}: {row.value}  {row.short_phrase}".rstrip()
