"""The widths of the columns of `compare`."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.render.clean import mostly_right_to_left
from negtrack.render.page import GUTTER, LEAST_PARTY, RenderOptions
from negtrack.views.compare import CompareView

_ISSUE, _MOST_ISSUE, NO_ISSUE = 24, 30, 1
"""Cells of the column of issues, at most, and where issues have lines of their own."""
_LEAST_CELLS, _ENOUGH = 16, 32
"""Least cells of a party beneath an issue that has a line of its own, and how many are enough."""
_GAP, _MOST_GAP = 18, 30


def column_widths(view: CompareView, options: RenderOptions) -> Iterator[tuple[int, ...]]:
    """Yield the widths of the issue, the parties, the proposal and the gap that the page has room for, the widest
    first; none for a stacked page."""
    count = len(view.parties) + bool(view.proposal)
    is_forced = options.layout == "columns"
    if options.layout == "stacked" or not count or (not is_forced and _right_to_left(view)):
        return
    layouts = [(_ISSUE, LEAST_PARTY)]
    layouts += [(NO_ISSUE, _LEAST_CELLS)] if options.detail != "brief" else []
    layouts += [(_ISSUE, 1)] if is_forced else []
    for issue, least in layouts:
        room = options.width - GUTTER * (count + 1) - issue - _GAP
        if room // count >= least:
            yield _widths(issue, count, room, any(len(row.pairs) > 1 and len(row.gaps) > 1 for row in view.issues))


def _widths(issue: int, count: int, room: int, has_several: bool) -> tuple[int, ...]:
    """Return the widths of the columns in the `room` that the least issue and gap leave: both widen as soon as the
    parties have enough; the gap is as wide as a party where an issue has several, and parties keep their least."""
    party = (room + _GAP) // (count + 1)
    if issue == NO_ISSUE or (has_several and party >= LEAST_PARTY):
        return (issue, *[party] * count, room + _GAP - party * count)
    spare = max(room - _ENOUGH * count, 0)
    wider, gap = (min(spare // 2, most - least) for least, most in ((_ISSUE, _MOST_ISSUE), (_GAP, _MOST_GAP)))
    party = (room - wider - gap) // count
    return (issue + wider, *[party] * count, room - party * count - wider + _GAP)


def _right_to_left(view: CompareView) -> bool:
    values = [cell.value for row in view.issues for cell in row.cells if cell.headline]
    return mostly_right_to_left(" ".join(values))
