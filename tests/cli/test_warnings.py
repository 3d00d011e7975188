"""Warnings about what was just recorded: a bound written backwards is recorded, and named on stderr."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..negotiations import write_negotiation
from .harness import run

SAID = ("--side", "own", "--on-record", "--stated", "2024-03-25", "--source", "wsj-2024-03-25")
ADVICE = "is the bound written backwards?"


@pytest.fixture
def talks(here: Path) -> Path:
    """A folder with an issue of which each side wants another direction."""
    wants = ("--wants", "hamas=more", "--wants", "israel=less")
    assert run("add-issue", "trucks", "--title", "Trucks", "--kind", "quantity", *wants, cwd=here).code == 0
    return here


def test_a_position(talks: Path) -> None:
    """The id is on stdout all the same, the exit code 0, and a dry run warns too."""
    for more in (("--dry-run",), ()):
        result = run("add-position", "hamas", "trucks", "at most 500", *SAID, *more, cwd=talks)
        assert result.code == 0
        warning = 'negtrack: warning: value: "at most 500", though hamas wants more of it; is the bound'
        assert warning in result.err
    assert result.out.startswith("2024-03-25-trucks-")
    result = run("add-position", "israel", "trucks", "at most 500", *SAID, cwd=talks)
    assert (result.code, ADVICE in result.err) == (0, False)


def test_recording_again_does_not_warn(talks: Path) -> None:
    """What is there already is not new."""
    words = ("add-position", "hamas", "trucks", "at most 500", *SAID)
    assert ADVICE in run(*words, cwd=talks).err
    assert ADVICE not in run(*words, cwd=talks).err


def test_a_term(talks: Path) -> None:
    """A term is warned about as a position is."""
    result = run("add-proposal", "israel", "--title", "Plan", "--term", "trucks=at least 200", *SAID, cwd=talks)
    assert result.code == 0
    assert 'warning: terms: "trucks = at least 200", though israel wants less of it' in result.err


def test_an_import(talks: Path) -> None:
    """Each record is named, up to a number; the rest is counted."""
    rows = "".join(f"hamas,trucks,at most {number},2024-03-25,own\n" for number in range(23))
    (talks / "rows.csv").write_text(f"party,issue,value,stated,side\n{rows}", "utf-8")
    result = run("import", "rows.csv", cwd=talks)
    assert result.code == 0
    assert result.err.count(ADVICE) == 20
    assert "warning: [position.2024-03-25-trucks-" in result.err
    assert "negtrack: 3 more warnings; negtrack check lists them\n" in result.err


def test_an_import_of_a_sheet_that_defines_the_issue(talks: Path) -> None:
    """Issue and party may come with the record."""
    (talks / "sheet.toml").write_text(
        """
        party.un = { name = "UN", role = "principal" }
        issue.fuel = { title = "Fuel", kind = "quantity", wants = { un = "more" } }
        [position.a]
        party = "un"
        issue = "fuel"
        value = "at most 40"
        stated = 2024-03-25
        side = "own"
        """,
        "utf-8",
    )
    result = run("import", "sheet.toml", cwd=talks)
    assert (result.code, result.err.count(ADVICE)) == (0, 1), result.err


@pytest.fixture
def papers(here: Path) -> Path:
    """A folder with amounts in euros, and a paper of Hamas that lapsed."""
    assert run("add-issue", "aid", "--title", "Aid", "--kind", "money", cwd=here).code == 0
    paper = ("--title", "Paper", "--term", "aid=EUR 5m", "--expires", "2024-03-26", "--id", "paper")
    assert run("add-proposal", "hamas", *paper, *SAID, cwd=here).code == 0
    deal = ("--title", "Deal", "--date", "2024-03-25", "--term", "aid=EUR 5m", "--id", "deal", *SAID[3:])
    assert run("add-agreement", *deal, cwd=here).code == 0
    return here


LATER = ("--stated", "2024-03-28", "--side", "own")
NEXT = ("--stated", "2024-03-26", "--side", "own")


@pytest.mark.parametrize(
    ("words", "warning"),
    [
        (
            ("add-position", "israel", "aid", "USD 6m", *LATER),
            'value: "USD 6m" is in USD, all 2 others on it are in EUR',
        ),
        (
            ("add-proposal", "israel", "--title", "P", "--term", "aid=EUR 6m/month", *LATER),
            'terms: "aid = EUR 6m/month" is in EUR/month, all 2 others',
        ),
        (("add-response", "israel", "paper", "accepted", *LATER), "to: paper lapsed on 2024-03-26, before this"),
        (("add-response", "hamas", "paper", "accepted", *LATER), "to: paper was tabled by hamas itself"),
        (
            ("add-milestone", "deal", "ratified", "--by", "israel", "--for", "3", "--against", "8", *LATER),
            "milestone: ratified 3 to 8, with fewer votes for it",
        ),
        (("add-position", "hamas", "aid", "EUR 9m", *LATER), 'value: "EUR 9m" stands beside "EUR 5m" of paper'),
        (
            ("add-position", "hamas", "aid", "at most EUR 6m", *LATER),
            'value: "at most EUR 6m" stands beside "EUR 5m" of paper',
        ),
        (
            ("add-position", "hamas", "aid", "EUR 9m", *LATER, "--on-record"),
            'value: "EUR 9m" stands beside "EUR 5m" of paper, 2024-03-25, which stays the current position',
        ),
    ],
)
def test_what_other_records_tell(papers: Path, words: tuple[str, ...], warning: str) -> None:
    """A record that is odd beside others is recorded, and that is said in one line."""
    result = run(*words, cwd=papers)
    assert result.code == 0, result.err
    assert result.err.count("negtrack: warning: ") == 1
    assert f"negtrack: warning: {warning}" in result.err


@pytest.fixture
def concluded(here: Path) -> Path:
    """A folder with an offer that Israel reserved, the agreement that followed it, and an older paper."""
    assert run("add-issue", "aid", "--title", "Aid", "--kind", "money", cwd=here).code == 0
    for name, value in (("old", "EUR 4m"), ("last", "EUR 5m")):
        paper = ("--title", "Paper", "--term", f"aid={value}", "--id", name)
        assert run("add-proposal", "hamas", *paper, *SAID, cwd=here).code == 0
    answer = ("last#aid", "accepted-with-reservations", "--reservations", "from 2028 only", *SAID)
    assert run("add-response", "israel", *answer, cwd=here).code == 0
    deal = ("--title", "Deal", "--date", "2024-03-25", "--from", "last", "--id", "deal", *SAID[3:])
    result = run("add-agreement", *deal, cwd=here)
    assert 'warning: israel accepted last#aid with reservations: "from 2028 only"; views show that' in result.err
    return here


@pytest.mark.parametrize(
    ("words", "warning"),
    [
        (
            ("add-milestone", "deal#aid", "done", "--value", "EUR 3m"),
            'deal#aid is "EUR 5m", and done "EUR 3m" is',
        ),
        (("add-milestone", "deal#aid", "done", "--value", "EUR 5m"), ""),
        (("add-milestone", "deal#aid", "not-done", "--value", "EUR 2m"), ""),
        (("add-response", "israel", "old", "accepted"), "to: old was overtaken by deal on 2024-03-25, before this"),
        (("add-response", "israel", "old", "rejected"), ""),
        (("add-response", "israel", "last", "rejected"), "to: last became deal on 2024-03-25, before this; to go back"),
        (("add-response", "israel", "last", "accepted"), "to: last became deal on 2024-03-25, before this; look at"),
    ],
)
def test_what_an_agreement_tells(concluded: Path, words: tuple[str, ...], warning: str) -> None:
    """A report of something else than was agreed, and an answer that the agreement overtook, are said at once."""
    later = LATER[:2] if words[0] == "add-milestone" else LATER
    result = run(*words, *later, cwd=concluded)
    assert result.code == 0, result.err
    assert (f"negtrack: warning: {warning}" in result.err) == bool(warning), result.err
    assert result.err.count("warning") == bool(warning)


def test_an_import_of_what_is_odd(papers: Path) -> None:
    """An import warns, and `check` says the same of it later."""
    (papers / "rows.csv").write_text("party,issue,value,stated,side\nisrael,aid,USD 6m,2024-03-28,own\n", "utf-8")
    said = "is in USD, all 2 others on it are in EUR, and nothing can compare them; look at it again"
    result = run("import", "rows.csv", cwd=papers)
    assert (result.code, "warning: value: " in result.err, said in result.err) == (0, True, True)
    assert said in run("check", cwd=papers).out


@pytest.fixture
def package(here: Path) -> Path:
    """A folder with a paper of three terms that Israel accepted as a whole."""
    terms: tuple[str, ...] = ()
    for name in ("aid", "fuel", "staff"):
        assert run("add-issue", name, "--title", name, "--kind", "quantity", cwd=here).code == 0
        terms += ("--term", f"{name}=5")
    assert run("add-proposal", "hamas", "--title", "Package", *terms, "--id", "pack", *SAID, cwd=here).code == 0
    assert run("add-response", "israel", "pack", "accepted", "--id", "yes", *SAID, cwd=here).code == 0
    return here


ALONE = "; to go back on aid alone, record an answer to it: add-response israel pack#aid rejected"


@pytest.mark.parametrize(
    ("words", "warning"),
    [
        (("israel", "aid", "--withdraws", "yes"), f"withdraws all of yes, also what it says on fuel and staff{ALONE}"),
        (("israel", "aid", "--denies", "yes"), "denies all of yes, also what it says on fuel and staff\n"),
        (
            ("hamas", "fuel", "--withdraws", "pack"),
            "withdraws all of pack, also what it says on aid and staff; --withdraws pack#fuel takes back fuel alone",
        ),
        (("hamas", "fuel", "--withdraws", "pack#fuel"), ""),
        (("hamas", "fuel", "--withdraws", "pack", "--side", "israel"), ""),
    ],
)
def test_what_a_withdrawal_takes_along(package: Path, words: tuple[str, ...], warning: str) -> None:
    """Who withdraws or denies a whole paper, or an answer to one, on one issue learns what else that takes back."""
    said = LATER[:2] if "--side" in words else LATER
    result = run("add-position", *said, *words, cwd=package)
    assert result.code == 0, result.err
    assert result.err.count("warning: ") == bool(warning), result.err
    assert warning in result.err


def test_a_retracted_withdrawal_takes_nothing_along(package: Path) -> None:
    """An issue on which the same answer was withdrawn by a record since retracted is named all the same."""
    first = ("add-position", "israel", "fuel", "--withdraws", "yes", "--id", "drop", *LATER)
    assert run(*first, cwd=package).code == 0
    assert run("retract", "drop", "--reason", "misread", cwd=package).code == 0
    result = run("add-position", "israel", "aid", "--withdraws", "yes", *LATER, cwd=package)
    assert f"withdraws all of yes, also what it says on fuel and staff{ALONE}" in result.err


@pytest.mark.parametrize(
    ("issue", "answer", "warning"),
    [
        (
            "aid",
            "no",
            "said on aid before, 9 and 5, of which no says nothing; to take back no alone, record a",
        ),
        ("aid", "yes", "withdraws all of yes, also what it says on fuel and staff"),
        (
            "trucks",
            "yes",
            "ends what israel said on trucks before, 9, of which yes says nothing; to withdraw yes",
        ),
        ("trucks", "no", ""),
    ],
)
def test_what_a_withdrawal_ends_on_its_issue(package: Path, issue: str, answer: str, warning: str) -> None:
    """Who withdraws an answer on an issue on which that says nothing learns which of its own words this ends."""
    assert run("add-issue", "trucks", "--title", "Trucks", "--kind", "quantity", cwd=package).code == 0
    if answer == "no":
        assert run("add-response", "israel", "pack", "rejected", "--id", "no", *NEXT, cwd=package).code == 0
    if warning:
        assert run("add-position", "israel", issue, "9", *NEXT, cwd=package).code == 0
    result = run("add-position", "israel", issue, "--withdraws", answer, *LATER, cwd=package)
    assert result.code == 0, result.err
    assert warning in result.err
    assert ("of which" in result.err) == ("of which" in warning)
    assert ("add-response israel pack pending" in result.err) == warning.endswith("record a")


def test_a_whole_withdrawn_on_each_issue(package: Path) -> None:
    """A withdrawal on every issue of an answer means the whole, and is no surprise."""
    head = "party,issue,stance,withdraws,stated,side\n"
    rows = "".join(f"israel,{name},withdrawal,yes,2024-03-28,own\n" for name in ("aid", "fuel", "staff"))
    (package / "rows.csv").write_text(head + rows, "utf-8")
    result = run("import", "rows.csv", cwd=package)
    assert (result.code, "withdraws all" in result.err) == (0, False), result.err


def test_a_delegate_who_speaks_for_another_party(tmp_path: Path) -> None:
    """Is warned of, not refused, as people change sides."""
    write_negotiation(tmp_path)
    run("add-party", "union", "--name", "The Union", "--role", "principal", "--delegate", "Ann Roe", cwd=tmp_path)
    said = ("pay", "5", "--speaker", "ann-roe", "--side", "own", "--source", "gazette")
    warned = run("add-position", "employer", *said, cwd=tmp_path)
    assert warned.code == 0
    assert "warning: speaker: ann-roe is a delegate of union, and this is the side of employer" in warned.err
    assert "delegate" not in run("add-position", "union", *said, cwd=tmp_path).err
