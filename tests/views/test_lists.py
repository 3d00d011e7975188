"""Lists of what a negotiation holds."""

from __future__ import annotations

from negtrack.query import Snapshot
from negtrack.views.lists import build_issues, build_sources

from ..negotiations import build_negotiation


def test_numbers_in_the_ids_of_sources_are_counted() -> None:
    """Of one day the second paper stands before the tenth."""
    known = build_negotiation(
        "\n".join(f'source.crp-{n} = {{ publisher = "Chair", issued = 2024-02-01 }}' for n in (10, 9, 2))
        + '\nposition.a = { value = "5" }'
    )
    assert [row["id"] for row in build_sources(Snapshot(known)).lines] == ["crp-2", "crp-9", "crp-10"]


def test_the_parties_that_are_contested() -> None:
    """Of more than eight parties with a contested position the page names three and counts the others, so that the gap
    has room; documents, programs and `-v` have them all."""
    text = "".join(
        f'party.p{n} = {{ name = "P{n}", role = "principal" }}\n'
        f'position.a{n} = {{ party = "p{n}", value = "5", side = "own", attribution = "on-record" }}\n'
        f'position.b{n} = {{ party = "p{n}", value = "6", side = "media" }}\n'
        for n in range(9)
    )
    view = build_issues(Snapshot(build_negotiation(text)))
    names = [f"p{n}" for n in range(9)]
    assert view.short_table().rows[0][-1] == "p0, p1, p2 and 6 more"
    assert view.table().rows[0][-1] == ", ".join(names)
    assert view.lines[0]["contested"] == names
