"""Corrections of what is recorded, which only the user asks for.

What was retracted stays so, and a position of the same date and source that says otherwise, as where a cell of a table
was changed after an import, stands beside the earlier one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from negtrack.frozen import dataclass, field, replace
from negtrack.model import Position

if TYPE_CHECKING:
    from negtrack.store.source_fields import KeptText


@dataclass(frozen=True)
class Corrections:
    """What may be done to what is there: `restore` what was retracted, `supersede` what says otherwise of the same date
    and source, give the issues `extended` more options than they have, and keep `texts` of sources, by their ids."""

    restore: bool = False
    supersede: bool = False
    extended: Collection[str] = ()
    texts: Mapping[str, KeptText] = field(default_factory=dict)


NONE = Corrections()


class Rivals:
    """The positions that are there, by what a changed cell leaves as it is; read once for each issue of a party. What
    another coder read is another reading, and no rival."""

    def __init__(self) -> None:
        self._by_origin: dict[tuple[str, str], dict[object, dict[str, Position]]] = {}
        self._superseded: set[str] = set()

    def of(self, position: Position, known: Iterable[Position]) -> list[Position]:
        """Return the rivals of a position among those `known` on its issue: of its date and source, or of its id."""
        key = (position.party, position.issue)
        if key not in self._by_origin:
            self._by_origin[key] = _by_origin(list(known))
        origins = self._by_origin[key]
        if not origins:
            return []
        found = {**origins.get(_origin(position), {}), **origins.get(position.id, {})}
        left_out = {*self._superseded, *position.supersedes}
        return [rival for id, rival in found.items() if id not in left_out and _may_be_one_coder(rival, position)]

    def supersede(self, position: Position, rival: Position, now: datetime) -> Position:
        """Return a position as the better reading of its rival; where it has the rival's id, without it."""
        self._superseded.add(rival.id)
        better = replace(position, supersedes=(*position.supersedes, rival.id))
        return replace(better, id="", recorded=now) if position.id == rival.id else better


def _may_be_one_coder(one: Position, other: Position) -> bool:
    return one.coder == other.coder or not (one.coder and other.coder)


def _by_origin(known: list[Position]) -> dict[object, dict[str, Position]]:
    superseded = {name for position in known for name in position.supersedes}
    found: dict[object, dict[str, Position]] = {}
    for position in known:
        if position.id not in superseded:
            found.setdefault(_origin(position), {})[position.id] = position
            found.setdefault(position.id, {})[position.id] = position
    return found


def _origin(position: Position) -> tuple[object, ...]:
    """Return where, when and by whom a position was said."""
    stated = position.stated.text if position.stated else ""
    said_by = (position.speaker, position.side, position.toward)
    return stated, position.sources, str(position.locator), *said_by, position.qualifier
