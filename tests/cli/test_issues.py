"""`issues`: what must be agreed, how far apart the parties are on each, and whose position is contested."""

from __future__ import annotations

from .harness import run


def test_status_of_every_issue() -> None:
    """Issues of substance have a status, issues of process none."""
    rows = {row["id"]: row for row in run("issues").rows}
    assert {name: row["status"] for name, row in rows.items() if row["class"] == "substance"} == {
        "civilian-return": "apart",
        "return-pace": "silent",
        "female-soldier-ratio": "not comparable",
        "life-sentence-ratio": "apart",
        "prisoners-first-stage": "not comparable",
        "hostages-first-phase": "silent",
        "prisoner-veto": "silent",
        "permanent-ceasefire": "apart",
    }
    assert {row["status"] for row in rows.values() if row["class"] == "process"} == {""}
    assert rows["team-mandate"]["contested"] == "israel"
    assert rows["permanent-ceasefire"]["contested"] == "hamas"
    assert rows["team-mandate"]["options"] == "none; refer-back; limited; sufficient; full"
    assert rows["civilian-return"]["anchor"] == "deal-signed"


def test_as_of() -> None:
    """The status is that of the day."""
    rows = {row["id"]: row for row in run("issues", "--as-of", "2024-03-24").rows}
    assert rows["female-soldier-ratio"]["gap"] == "apart 25, according to Al Jazeera"
    assert rows["team-mandate"]["contested"] == ""
