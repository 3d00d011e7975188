"""Changes of files, printed as a diff before they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negtrack.cli.output.printing import log, write_out
from negtrack.render.clean import sanitise
from negtrack.store.change import Change, diff_lines
from negtrack.store.locate import Place


def log_diffs(place: Place, changes: Iterable[Change]) -> None:
    """Write the diff of each change on stderr."""
    for line in _lines(place, changes):
        log(line.removesuffix("\n"))


def write_diffs(place: Place, changes: Iterable[Change]) -> None:
    """Write the diff of each change on stdout."""
    write_out(_lines(place, changes))


def _lines(place: Place, changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        for line in diff_lines(change, place.shown(change.path)):
            yield f"{sanitise(line)}\n"
