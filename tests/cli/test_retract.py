"""`retract`: an entry of ours that was an error; it stays in its file and has no effect."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import contents, run, unchanged

ISRAEL = "data/gaza-ceasefire-2024/parties/israel.toml"


def test_takes_an_entry_back(here: Path) -> None:
    """The party's file grows by a retraction; the entry counts no more on any view, but is shown with what it was.

    What Channel 12 had said of Israel two days before is then the last word on the issue again.
    """
    before = contents(here)
    result = run("retract", "d836", "--reason", "misread the paragraph", cwd=here)
    assert result.code == 0
    assert "retracted 2024-03-25-civilian-return-d836, by " in result.err
    after = contents(here)
    assert [name for name in after if after[name] != before.get(name)] == [ISRAEL]
    assert after[ISRAEL].startswith(before[ISRAEL])
    assert {row["issue"]: row["israel"] for row in run("compare", cwd=here).rows}["civilian-return"] == (
        "2 weeks after ceasefire-start"
    )
    (row,) = run("show", "d836", cwd=here).rows
    assert row["standing"] == "retracted"
    assert row["links"].startswith("retracted by ")


def test_known_at_still_has_it(here: Path) -> None:
    """What we believed before the correction can be asked for."""
    run("retract", "d836", "--reason", "misread", cwd=here)
    rows = {row["issue"]: row for row in run("compare", "--known-at", "2026-11-25", cwd=here).rows}
    assert rows["civilian-return"]["israel"] == "at least 2 weeks"
    changed = run("diff", "--known-since", "2026-11-25", "--json", cwd=here).json["rows"]
    assert [(row["issue"], row["classes"]) for row in changed] == [("civilian-return", ["retracted"])]


def test_retracting_the_retraction_restores(here: Path) -> None:
    """A retraction is an entry too."""
    name = run("retract", "d836", "--reason", "misread", cwd=here).out.strip()
    assert run("retract", name, "--reason", "it was right after all", cwd=here).code == 0
    assert {row["issue"]: row["israel"] for row in run("compare", cwd=here).rows}["civilian-return"] == (
        "at least 2 weeks"
    )


def test_recording_a_retracted_thing_again(here: Path) -> None:
    """It stays retracted, which is said, unless --restore asks for it."""
    given = ("add-position", "hamas", "team-mandate", "limited", "--source", "wsj-2024-03-25", "--side", "own")
    name = run(*given, cwd=here).out.strip()
    run("retract", name, "--reason", "misread", cwd=here)
    with unchanged(here):
        again = run(*given, cwd=here)
    assert (again.code, again.out.strip()) == (0, name)
    assert again.err == f"negtrack: {name} was retracted (misread); nothing written, unless --restore asks for it\n"
    again = run(*given, "--restore", cwd=here)
    assert (again.code, again.out.strip()) == (0, name)
    assert f"{name} was retracted before; it stands again" in again.err
    assert run("show", name, cwd=here).rows[0]["standing"] == "live"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "missing RECORD"),
        (("d836",), "missing --reason"),
        (("nope", "--reason", "x"), 'no record "nope"'),
        (("2024-03-25", "--reason", "x"), "more than one record"),
    ],
)
def test_what_does_not_hold_is_one_line(here: Path, given: tuple[str, ...], message: str) -> None:
    """Exit 2, nothing written."""
    with unchanged(here):
        result = run("retract", *given, cwd=here)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert message in result.err


def test_dry_run(here: Path) -> None:
    """Nothing is written."""
    with unchanged(here):
        result = run("retract", "d836", "--reason", "x", "--dry-run", cwd=here)
    assert result.out.startswith("[retraction.")


def test_another_reason_for_what_is_retracted_already(talks: Path) -> None:
    """It is not recorded, and the reason that stands is named."""
    assert run("retract", "first", "--reason", "Misread.", cwd=talks).code == 0
    (retraction,) = run("retract", "first", "--reason", "Another.", cwd=talks).out.split()
    said = run("retract", "first", "--reason", "Another.", cwd=talks).err
    assert said == f"negtrack: first is retracted already, by {retraction} (Misread.); nothing written\n"
