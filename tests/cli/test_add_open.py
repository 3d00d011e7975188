"""`add-open`: an issue that an agreement leaves open."""

from __future__ import annotations

import tomllib
from pathlib import Path

from .harness import Terminal, run

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


def test_an_open_item_on_a_term(talks: Path) -> None:
    """An issue that its agreement settles is left open with a warning that names both; `check` and `show` say so of the
    item and the agreement, until one is retracted."""
    run(*DEAL, "--term", "pay=40", cwd=talks)
    result = run(
        "add-open", "deal", "pay", "--decide-by", "2024-07-25", "--source", "gazette", "--id", "item", cwd=talks
    )
    words = 'pay is left open by item, though deal has the term "pay = 40", which counts'
    assert (result.code, words in result.err) == (0, True)
    assert any(words in row["message"] for row in run("check", cwd=talks).rows)
    shown = [run("show", name, cwd=talks).rows[0]["standing"] for name in ("item", "deal")]
    assert all(text.endswith("; pay is left open by item, though it is a term, which counts") for text in shown)
    run("retract", "item", "--reason", "misread", cwd=talks)
    assert not any(words in row["message"] for row in run("check", cwd=talks).rows)
    assert run("show", "item", cwd=talks).rows[0]["standing"] == "retracted"


def test_who_said_it_is_asked(talks: Path) -> None:
    """On a terminal, where the agreement is asked for too."""
    run(*DEAL, cwd=talks)
    terminal = Terminal("add-open", "--decide-by", "2024-07-25", "--source", "gazette", cwd=talks)
    answers = {"AGREEMENT": "deal", "ISSUE: ": "start", "speaker (": "an aide", "side of the speaker: ": "union"}
    for question, answer in {**answers, "attribution (": "", "when (": "", "text (": ""}.items():
        terminal.expect(question)
        terminal.answer(answer)
    assert terminal.end() == 0
    (item,) = tomllib.loads((talks / "data/talks/agreements.toml").read_text("utf-8"))["open"].values()
    assert (item["speaker"], item["side"]) == ("an aide", "union")
