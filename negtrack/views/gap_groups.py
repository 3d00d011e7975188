"""Rows of `gaps` for a reader: of many pairs those together of which one agreement says the same."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from negtrack.views.gap_row import GapRow
from negtrack.views.pair_names import pair_names, short_names
from negtrack.views.voices import party_name


class GapGroup(NamedTuple):
    """Rows that read alike, and between whom they are."""

    rows: Sequence[GapRow]
    names: str


def group_rows(rows: Sequence[GapRow], names: Mapping[tuple[str, str], str]) -> Sequence[GapGroup]:
    """Return the rows in their order, those together that one agreement decides and that read alike in every cell;
    `names` are those of each pair."""
    groups: dict[Hashable, list[GapRow]] = {}
    for row in rows:
        groups.setdefault(_reading(row), []).append(row)
    return [GapGroup(alike, _between(alike, names)) for alike in groups.values()]


def _reading(row: GapRow) -> Hashable:
    """Return all that a row says but for the names; its pair where no agreement decides."""
    settlement = row.now.settlement
    if settlement is None or settlement.deal is None:
        return row.issue.id, row.now.one, row.now.other
    deal = settlement.deal.agreement.id
    contested = bool(row.contested)
    return row.issue.id, deal, row.words, row.before_text, row.trend, row.since_text, contested, row.remarks


def _between(rows: Sequence[GapRow], names: Mapping[tuple[str, str], str]) -> str:
    """Return between whom rows are: `each two of Norway, Iceland and the Faroes`, `312 pairs`."""
    pairs = [(row.now.one, row.now.other) for row in rows]
    if len(pairs) == 1:
        return names[pairs[0]]
    known = rows[0].snapshot.negotiation
    parties = list(dict.fromkeys(party for pair in pairs for party in pair))
    if len(pairs) != len(parties) * (len(parties) - 1) // 2:
        return pair_names(rows[0].snapshot, pairs)
    return f"each two of {short_names([party_name(known, party) for party in parties])}"
