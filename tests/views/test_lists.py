"""Lists of what a negotiation holds."""

from __future__ import annotations

from negtrack.query import Snapshot
from negtrack.views.lists import build_sources

from ..negotiations import build_negotiation


def test_numbers_in_the_ids_of_sources_are_counted() -> None:
    """Of one day the second paper stands before the tenth."""
    known = build_negotiation(
        "\n".join(f'source.crp-{n} = {{ publisher = "Chair", issued = 2024-02-01 }}' for n in (10, 9, 2))
        + '\nposition.a = { value = "5" }'
    )
    assert [row["id"] for row in build_sources(Snapshot(known)).lines] == ["crp-2", "crp-9", "crp-10"]
