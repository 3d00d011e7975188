"""Tables hold what a statement reads, and no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.views import sql
from negtrack.views.gap_row import GapRow
from negtrack.views.sql import execute

from .test_query import RECORDS


@pytest.mark.parametrize(
    "statement",
    [
        "select count(*) from gap",
        "select COUNT ( * ), status from gap group by status order by 2",
        "select * from gap",
        "select gap from gap",
        "select gap.gap, one from gap where one is not distinct from one and 'x' is distinct from gap",
        "select count(*) from gap where 'x' is distinct from gap",
        "select g.*, 1 * 2 from gap g",
        "select one, since from gap where distance_exact is not null",
        'select "GAP" from gap order by issue, one, other',
        "select one from gap natural left join position order by 1",
        "select party, count(*) from current join gap using (issue) group by party order by 1",
        "select id from position where exists (select 1 from gap where gap.one = position.party)",
        "select one_position from gap where settled is null union select id from source",
    ],
)
def test_a_table_holds_what_the_statement_reads(
    statement: str, negotiation_of: Callable[..., Negotiation], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statement gives the same on tables with the columns that it names as on whole ones."""
    snapshot = Snapshot(negotiation_of(RECORDS))
    found = execute(snapshot, statement)
    monkeypatch.setattr(sql, "_needed", lambda relation, _: relation)
    assert execute(snapshot, statement) == found
    assert found[1]


def test_counting_pairs_walks_no_past(
    negotiation_of: Callable[..., Negotiation], monkeypatch: pytest.MonkeyPatch
) -> None:
    """To count gaps, no pair is asked since when it stands so, nor put in words."""
    asked: list[object] = []
    for name in ("since", "words"):
        monkeypatch.setattr(GapRow, name, property(lambda row: asked.append(row)))
    snapshot = Snapshot(negotiation_of(RECORDS))
    execute(snapshot, "select count(*), max(distance) from gap")
    assert asked == []
    execute(snapshot, "select since from gap")
    assert asked
