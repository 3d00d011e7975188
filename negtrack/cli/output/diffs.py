"""Changes of files, printed as a diff before they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
    for old, new in _pairs(list(changes)):
        whole = Change(new.path, old.before, new.after)
        for line in diff_lines(whole, place.shown(old.path), place.shown(new.path)):
            yield f"{sanitise(line)}\n"


def _pairs(changes: Sequence[Change]) -> Iterator[tuple[Change, Change]]:
    """Yield what each file was before and is after; a file that is removed beside one that is made was moved."""
    rest = list(changes)
    while rest:
        change = rest.pop(0)
        beside = rest[0] if rest else change
        if change.after is None and beside.before is None:
            yield change, rest.pop(0)
        elif change.before is None and beside.after is None:
            yield rest.pop(0), change
        else:
            yield change, change
