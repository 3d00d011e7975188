"""`add-open`: an issue that an agreement leaves open."""

from __future__ import annotations

import tomllib
from pathlib import Path

from .harness import run

DEAL = ("add-agreement", "--title", "Contract", "--date", "2024-03-20", "--source", "gazette", "--id", "deal")


def test_a_day_and_a_fallback(talks: Path) -> None:
    """The day may be an instant, the fallback is kept in canonical words; the id has the issue in it."""
    run(*DEAL, cwd=talks)
    until = ("--decide-by", "2024-07-25T23:59:00-04:00", "--otherwise", "2weeks")
    result = run("add-open", "de", "start", *until, "--source", "gazette", cwd=talks)
    assert (result.code, result.out.rpartition("-")[0]) == (0, "2024-03-25-start"), result.err
    item = tomllib.loads((talks / "data/talks/agreements.toml").read_text("utf-8"))["open"][result.out.strip()]
    assert (item["agreement"], item["issue"], item["otherwise"]) == ("deal", "start", "2 weeks")
    assert item["decide-by"].isoformat() == "2024-07-25T23:59:00-04:00"
    assert run("agreements", cwd=talks).rows[0]["open_items"] == "start"


def test_without_a_fallback(talks: Path) -> None:
    """What holds otherwise may be unknown."""
    run(*DEAL, cwd=talks)
    assert run("add-open", "deal", "start", "--decide-by", "2024-07-25", "--source", "gazette", cwd=talks).code == 0
