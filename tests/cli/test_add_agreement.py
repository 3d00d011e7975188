"""`add-agreement`: what the parties settled, in a file of its own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from .harness import Terminal, contents, run, unchanged

FILE = "data/talks/agreements.toml"
OFFER = (
    *("add-proposal", "union", "--title", "The offer", "--term", "pay=40", "--term", "start=2 weeks", "--between"),
    *("union", "--between", "employer", "--term-qualifier", "pay=net", "--source", "gazette", "--id", "offer"),
)
DEAL = ("add-agreement", "--from", "offer", "--date", "2024-03-25", "--source", "gazette", "--id", "deal")


def stored(talks: Path, table: str, name: str) -> Any:
    """Return the fields of a record as the file of agreements has them."""
    return tomllib.loads((talks / FILE).read_text("utf-8"))[table][name]


def test_it_stands_in_a_file_of_its_own(talks: Path) -> None:
    """The file is made, with the line by which editors find its schema; no party's file changes."""
    before = contents(talks)
    result = run(
        *("add-agreement", "--title", "Contract", "--kind", "full", "--date", "2024-03-20", "--term", "pay=40"),
        *("--source", "gazette", "--side", "employer"),
        cwd=talks,
    )
    assert (result.code, result.out.rpartition("-")[0]) == (0, "2024-03-20-agreement"), result.err
    after = contents(talks)
    assert [name for name in after if after[name] != before.get(name)] == [FILE]
    assert after[FILE].decode().startswith("#:schema .schema/agreements.json\n")
    deal = stored(talks, "agreement", result.out.strip())
    assert (deal["title"], deal["kind"], deal["terms"], deal["side"]) == ("Contract", "full", ["pay = 40"], "employer")
    assert "party" not in deal


def test_the_terms_of_a_proposal(talks: Path) -> None:
    """`--from` takes the terms, how they count, the title and the parties of a proposal; a term that is given counts
    in place of its own."""
    run(*OFFER, cwd=talks)
    assert run(*DEAL, "--term", "start=immediately", cwd=talks).code == 0
    deal = stored(talks, "agreement", "deal")
    assert (deal["title"], deal["between"], deal["follows"]) == ("The offer", ["union", "employer"], "offer")
    assert (deal["terms"], deal["term"]) == (["start = immediately"], {"pay": {"value": "40", "qualifier": "net"}})


def test_it_follows_also_other_proposals(talks: Path) -> None:
    """`--follows` adds to the proposal that `--from` names, whose words on a term an option replaces."""
    run(*OFFER, cwd=talks)
    other = tuple("earlier" if word == "offer" else word for word in OFFER)
    run(*other, "--text", "The one before.", cwd=talks)
    assert run(*DEAL, "--follows", "earlier", "--term-qualifier", "pay=gross", cwd=talks).code == 0
    deal = stored(talks, "agreement", "deal")
    assert deal["follows"] == ["offer", "earlier"]
    assert deal["term"] == {"pay": {"value": "40", "qualifier": "gross"}}


def test_terms_in_words(talks: Path) -> None:
    """`show` of an agreement says what each term says, in words."""
    run(*OFFER, cwd=talks)
    run(*DEAL, cwd=talks)
    row = run("show", "deal", cwd=talks).rows[0]
    assert "term pay = 40 · qualifier: net" in row["fields"]
    assert row["file"].startswith("agreements.toml:")
    assert row["links"] == "follows offer"


def test_the_same_again(talks: Path) -> None:
    """An agreement that is on record already is not written again."""
    run(*OFFER, cwd=talks)
    run(*DEAL, cwd=talks)
    with unchanged(talks):
        again = run(*DEAL, cwd=talks)
    assert (again.code, again.out, again.err) == (0, "deal\n", "negtrack: already recorded as deal; nothing written\n")


def test_a_second_agreement_on_one_issue(talks: Path) -> None:
    """Two agreements in force that settle one issue are recorded with a warning that names both, and noted by
    `check`."""
    run(*OFFER, cwd=talks)
    run(*DEAL, cwd=talks)
    second = ("add-agreement", "--title", "B", "--date", "2024-03-25", "--term", "pay=41", "--source", "gazette")
    result = run(*second, "--id", "second", cwd=talks)
    words = "pay is a term of both deal and second, and neither has ended on record"
    assert (result.code, words in result.err) == (0, True)
    assert words in run("check", cwd=talks).out
    run("add-milestone", "deal", "ended", "--source", "gazette", cwd=talks)
    assert words not in run("check", cwd=talks).out


def test_two_agreements_on_an_issue_of_their_sheet(talks: Path) -> None:
    """The warning comes also where the issue and the parties are defined in the sheet that is imported."""
    sheet = """
    [issue.rest]
    title = "Rest"
    kind = "quantity"
    unit = "hours"
    [party.guild]
    name = "Guild"
    role = "principal"
    [agreement.one]
    title = "One"
    date = 2024-03-20
    between = ["guild", "employer"]
    terms = ["rest = 9"]
    sources = ["gazette"]
    [agreement.two]
    title = "Two"
    date = 2024-03-22
    between = ["guild", "employer"]
    terms = ["rest = 8"]
    sources = ["gazette"]
    """
    (talks / "sheet.toml").write_text(sheet)
    result = run("import", "sheet.toml", cwd=talks)
    assert result.code == 0, result.err
    assert "rest is a term of both one and two, and neither has ended on record" in result.err


def test_nothing_is_written_on_request(talks: Path) -> None:
    """`--dry-run` prints the TOML alone."""
    run(*OFFER, cwd=talks)
    with unchanged(talks):
        result = run(*DEAL, "--dry-run", cwd=talks)
    assert result.out.startswith("[agreement.deal]\n")
    assert "would be appended to agreements.toml" in result.err


def test_what_is_missing_is_asked_for(talks: Path) -> None:
    """On a terminal title and day are asked for, and who said it, but no party's own word."""
    terminal = Terminal("add-agreement", "--term", "pay=40", "--source", "gazette", "--id", "deal", cwd=talks)
    terminal.expect("title: ")
    terminal.answer("Contract")
    terminal.expect("date (when it was settled): ")
    terminal.answer("2024-02-30")
    assert "has no day 30" in terminal.expect("date (when it was settled): ")
    terminal.answer("2024-03-20")
    assert "Who said it?" in terminal.expect("speaker (")
    terminal.answer("a spokesperson")
    assert "the party itself" not in terminal.expect("side of the speaker: ")
    terminal.answer("union")
    for question in ("attribution (", "when (", "text ("):
        terminal.expect(question)
        terminal.answer("")
    assert terminal.end() == 0
    deal = stored(talks, "agreement", "deal")
    assert (deal["title"], deal["terms"]) == ("Contract", ["pay = 40"])
    assert (deal["speaker"], deal["side"]) == ("a spokesperson", "union")


def test_terms_are_asked_for(talks: Path) -> None:
    """One after another, until an empty answer; an invalid one, and a second one on an issue, are asked for again."""
    terminal = Terminal("add-agreement", "--source", "gazette", "--id", "deal", cwd=talks)
    for answer in ("pay = much", "pay = up to 40", "pay=50", "start = 2 weeks", ""):
        terminal.expect("term (ISSUE, or ISSUE = VALUE, one after another; Enter: none): ")
        terminal.answer(answer)
    terminal.expect("title: ")
    terminal.answer("Contract")
    terminal.expect("date (when it was settled): ")
    terminal.answer("2024-03-20")
    for question in ("speaker (", "side (", "when (", "text ("):
        terminal.expect(question)
        terminal.answer("")
    assert terminal.end() == 0
    assert "there is a term on pay already" in terminal.seen
    assert stored(talks, "agreement", "deal")["terms"] == ["pay = at most 40", "start = 2 weeks"]


def test_taken_back_and_restored(talks: Path) -> None:
    """A retraction stands in the same file, takes the agreement out of the list, and can be retracted itself."""
    run(*OFFER, cwd=talks)
    run(*DEAL, cwd=talks)
    assert [row["id"] for row in run("agreements", cwd=talks).rows] == ["deal"]
    back = run("retract", "deal", "--reason", "misread", cwd=talks)
    assert f"retracted deal, by {back.out.strip()} in agreements.toml" in back.err
    assert run("agreements", cwd=talks).rows == []
    assert run("show", "deal", cwd=talks).rows[0]["standing"] == "retracted"
    run("retract", back.out.strip(), "--reason", "it was right", cwd=talks)
    assert [row["id"] for row in run("agreements", cwd=talks).rows] == ["deal"]


ASKED = (
    *(("term", "Night shifts = at most 2"), ("now? [", "y"), ("title of the issue", ""), ("kind", "quantity")),
    *(("unit", ""), ("its id", ""), ("term", "pay"), ("value of pay", "up to 40"), ("term", ""), ("title", "Contract")),
    *(("date", "2024-03-26"), ("speaker", "Ann Roe"), ("side of the speaker", "union"), ("attribution", "on-record")),
    *(("source", "The Post"), ("now? [", "y"), ("newspaper", ""), ("day on which", "2024-03-27"), ("title", "")),
    *(("its id", ""), ("when", ""), ("text", "Done.")),
)
"""What an agreement is asked for, with an answer, where issue and source are new."""


@pytest.mark.parametrize("number", range(len(ASKED)))
def test_no_question_loses_the_answers_before_it(talks: Path, number: int) -> None:
    """A prompt that is broken off at any question ends, resumed with Enter for what was answered, in the same files."""
    terminal = Terminal("add-agreement", "--id", "deal", cwd=talks)
    terminal.answer_all(ASKED[:number])
    terminal.expect(ASKED[number][0])
    assert terminal.break_off() == 130
    again = Terminal(*(["--resume"] if number else ["add-agreement", "--id", "deal"]), cwd=talks)
    again.answer_all([(question, "" if place < number else text) for place, (question, text) in enumerate(ASKED)])
    assert again.end() == 0, again.seen
    deal = stored(talks, "agreement", "deal")
    assert (deal["title"], deal["terms"]) == ("Contract", ["night-shifts = at most 2", "pay = at most 40"])
    assert (deal["speaker"], deal["side"], deal["text"]) == ("Ann Roe", "union", "Done.")
    assert "[source.the-post-2024-03-27]" in (talks / "data/talks/sources.toml").read_text()
