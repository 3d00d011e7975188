"""`issues`: what must be agreed, how far apart the parties are on each, and whose position is contested."""

from __future__ import annotations

from .harness import run


def test_status_of_every_issue() -> None:
    """Issues of substance have a status, issues of process none."""
    rows = {row["id"]: row for row in run("issues").rows}
    assert {name: row["status"] for name, row in rows.items() if row["class"] == "substance"} == {
        "civilian-return": "apart",
        "return-pace": "silent",
        "female-soldier-ratio": "apart",
        "life-sentence-ratio": "silent",
        "prisoners-first-stage": "overlap",
        "permanent-ceasefire": "silent",
    }
    assert {row["status"] for row in rows.values() if row["class"] == "process"} == {""}
    assert rows["team-mandate"]["contested"] == "israel"
    assert rows["team-mandate"]["options"] == "none; refer-back; limited; sufficient; full"
    assert rows["civilian-return"]["anchor"] == "deal-signed"


def test_as_of() -> None:
    """The status is that of the day."""
    rows = {row["id"]: row for row in run("issues", "--as-of", "2024-03-20").rows}
    assert rows["prisoners-first-stage"]["gap"] == "apart 300"
    assert rows["team-mandate"]["contested"] == ""
