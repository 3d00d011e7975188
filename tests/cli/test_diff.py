"""`diff`: what differs between two sides, what changed over time; exit codes as diff(1) has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..negotiations import write_negotiation
from .harness import SHIPPED, look, run, unchanged

APART = "apart 14 days, according to Egyptian officials and The Wall Street Journal"


def test_two_parties_differ() -> None:
    """Exit 1; the differences are listed by issue with both sides and who says so."""
    result = run("diff", "israel", "hamas")
    assert (result.code, result.err) == (1, "")
    rows = {row["issue"]: row for row in result.rows}
    assert {name: row["sign"] for name, row in rows.items()} == {
        "civilian-return": "~",
        "return-pace": "-",
        "female-soldier-ratio": "?",
        "life-sentence-ratio": "~",
        "prisoners-first-stage": "?",
        "hostages-first-phase": "-",
        "permanent-ceasefire": "~",
    }
    assert rows["civilian-return"]["gap"] == APART
    assert rows["civilian-return"]["left_speaker"] == "Egyptian officials"
    assert rows["female-soldier-ratio"]["gap"] == "not comparable: basis"
    assert "prisoner-veto" not in rows


def test_the_sides_the_other_way_round() -> None:
    """What only the second side holds is `+`."""
    rows = {row["issue"]: row for row in run("diff", "hamas", "israel").rows}
    assert (rows["return-pace"]["sign"], rows["hostages-first-phase"]["sign"]) == ("+", "+")


def test_page() -> None:
    """The page gives the counts first, then both sides of each difference below each other."""
    page = page_of_differences("diff", "israel", "hamas")
    assert "3 apart · 2 not comparable · 2 silent · 2 contested" in page.splitlines()[0]
    assert "    Israel  at least 2 weeks  according to Egyptian officials, background, 25 Mar, B2; caveat: " in page
    assert "    Hamas   immediately       reported by The Wall Street Journal, 25 Mar, B2; caveat: " in page


def page_of_differences(*args: str, cwd: Path | None = None) -> str:
    """Return the page of a `diff` that finds differences."""
    result = run(*args, "--format", "table", cwd=cwd)
    assert (result.code, result.err) == (1, "")
    return result.out


@pytest.fixture
def overlap(here: Path) -> Path:
    """Return the shipped talks, in which Hamas also came down to what Channel 12 says that Israel offers."""
    run("add-position", "hamas", "life-sentence-ratio", "5:1", *LATER, cwd=here)
    return here


def test_all_adds_what_does_not_differ(overlap: Path) -> None:
    """An overlap counts as no difference; `--all` shows it."""
    assert "life-sentence-ratio" not in {row["issue"] for row in run("diff", "israel", "hamas", cwd=overlap).rows}
    rows = {row["issue"]: row for row in run("diff", "israel", "hamas", "--all", cwd=overlap).rows}
    assert rows["life-sentence-ratio"]["gap"] == "overlap 5:1, according to Channel 12"
    assert rows["life-sentence-ratio"]["sign"] == "="


def test_a_side_does_not_differ_from_itself() -> None:
    """Exit 0 and no row."""
    result = run("diff", "israel", "israel")
    assert (result.code, len(result.lines), result.err) == (0, 1, "")


def test_overlap_alone_is_no_difference(overlap: Path) -> None:
    """Exit 0 where the only issue asked for overlaps."""
    assert run("diff", "israel", "hamas", "--issue", "life-sentence-ratio", cwd=overlap).code == 0
    assert run("diff", "israel", "hamas", "--issue", "life-sentence-ratio").code == 1


def test_agreed_is_no_difference(talks: Path) -> None:
    """Exit 0 where `compare` calls the only issue agreed, though a party's words before it were apart; 1 once it is
    not."""
    offer = ("--title", "Deal", "--kind", "counter", "--term", "pay = 90", "--id", "deal", "--stated", "2024-03-28")
    run("add-proposal", "employer", *offer, "--on-record", cwd=talks)
    assert run("diff", "union", "employer", cwd=talks).code == 1
    run("add-response", "union", "deal", "accepted", "--stated", "2024-03-29", "--on-record", cwd=talks)
    (pay, *_) = run("compare", cwd=talks).rows
    (row,) = run("diff", "union", "employer", "--all", cwd=talks).rows
    assert (pay["status"], row["status"], row["agreed"], row["sign"]) == ("agreed", "agreed", "90", "=")
    result = run("diff", "union", "employer", "--format", "table", cwd=talks)
    assert (result.code, result.lines[-3:]) == (0, ["no difference", "", "use --all to show all issues"])
    run("add-response", "union", "deal", "rejected", "--stated", "2024-03-29", "--on-record", cwd=talks)
    assert run("compare", cwd=talks).rows[0]["status"] != "agreed"


def test_two_papers_of_one_title_are_told_apart(talks: Path) -> None:
    """An agreement has the title of the proposal that it follows; beside that both have their ids."""
    offer = ("--title", "Deal", "--term", "pay = 90", "--id", "offer", "--stated", "2024-03-28", "--on-record")
    run("add-proposal", "employer", *offer, cwd=talks)
    deal = ("--date", "2024-03-29", "--stated", "2024-03-29", "--id", "accord")
    assert run("add-agreement", "--from", "offer", *deal, cwd=talks).code == 0
    result = run("diff", "offer", "accord", "--format", "table", cwd=talks)
    assert result.lines[0].startswith("Deal (offer) and Deal (accord)")


ENDED = """
[agreement.deal]
title = "Contract"
date = 2024-03-27
terms = ["start = 2 weeks"]
between = ["union", "employer"]
stated = 2024-03-28
recorded = 2024-03-28 00:00:00Z
[milestone.signed]
agreement = "deal"
milestone = "signed"
date = 2024-03-27
stated = 2024-03-28
recorded = 2024-03-28 00:00:00Z
"""
END = """
[milestone.ended]
agreement = "deal"
milestone = "ended"
by = "union"
date = 2024-03-28
side = "own"
stated = 2024-03-28
recorded = 2024-03-28 00:00:00Z
"""


@pytest.mark.parametrize(
    ("deal", "status", "gap"),
    [
        (ENDED, "agreed", "agreed 2 weeks"),
        (ENDED + END, "silent", "agreed 2 weeks, ended 28 Mar; nothing since the deal"),
    ],
)
def test_what_an_agreement_names_alone(deal: str, status: str, gap: str, talks: Path) -> None:
    """An issue that only an agreement names is counted, and `--all` shows it, also once the agreement has ended; it
    does not differ."""
    (talks / "data/talks/agreements.toml").write_text(deal, "utf-8")
    rows = {row["issue"]: row for row in run("diff", "union", "employer", "--all", cwd=talks).rows}
    start = rows["start"]
    assert (start["status"], start["gap"], start["differs"]) == (status, gap, "no")
    shown = run("diff", "union", "employer", "--issue", "start", "--format", "table", cwd=talks)
    assert (shown.code, f"issues: 1 {status}" in shown.out, gap in shown.out) == (0, True, True)


def test_an_issue_asked_for_by_name_has_a_row(talks: Path) -> None:
    """It says that nothing is on record, and is no difference."""
    result = run("diff", "union", "employer", "--issue", "start", cwd=talks)
    (row,) = result.rows
    assert (result.code, row["issue"], row["status"], row["gap"], row["sign"]) == (0, "start", "silent", "silent", " ")


def test_a_row_of_one_side_says_what_was_agreed(talks: Path) -> None:
    """Where one side alone has a word, the page says what was agreed and who went back on it."""
    offer = ("--title", "Deal", "--kind", "counter", "--term", "pay = 90", "--id", "deal", "--stated", "2024-03-28")
    run("add-proposal", "employer", *offer, "--on-record", cwd=talks)
    accepted = ("--id", "yes", "--stated", "2024-03-29", "--on-record")
    run("add-response", "union", "deal", "accepted", *accepted, cwd=talks)
    taken_back = ("--stance", "withdrawal", "--withdraws", "yes", "--stated", "2024-03-30", "--on-record")
    run("add-position", "union", "pay", *taken_back, cwd=talks)
    shown = " ".join(run("diff", "union", "employer", "--format", "table", cwd=talks).out.split())
    assert "agreed provisionally 90, deal, reopened by The Union since 30 Mar" in shown


def test_silent_on_both_sides_is_no_difference() -> None:
    """Two parties that said nothing do not differ."""
    assert run("diff", "qatar", "egypt").code == 0


def test_unknown_side_is_trouble() -> None:
    """Exit 2, nothing on stdout, and one line that says where to look."""
    result = run("diff", "israel", "nobody")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        'negtrack: no party or proposal "nobody" in gaza-ceasefire-2024; '
        "known are israel, hamas, united-states, qatar, egypt, mediators, ... (negtrack parties lists them)\n"
    )
    assert "did you mean hamas?" in run("diff", "israel", "hammas").err


@pytest.mark.parametrize("sides", [[], ["israel"], ["israel", "hamas", "egypt"]])
def test_takes_two_sides(sides: list[str]) -> None:
    """Fewer or more than two sides are trouble."""
    result = run("diff", *sides)
    assert (result.code, result.out) == (2, "")
    assert "diff takes two sides, such as: diff israel hamas" in result.err


def test_one_party_at_two_moments() -> None:
    """PARTY@WHEN against PARTY shows how it moved."""
    result = run("diff", "israel@2024-03-18", "israel", "--issue", "prisoners-first-stage")
    assert result.code == 1
    row, *others = result.rows
    assert {other["part"] for other in others} == {"claim", "answer"}
    assert (row["before"], row["after"]) == ("400", "one of 700..800")
    assert (row["by_least"], row["by_most"]) == ("300", "400")
    page = page_of_differences("diff", "israel@2024-03-18", "israel", "--issue", "prisoners-first-stage")
    assert "400 -> one of 700..800  softened by 300 to 400; another voice" in page


def test_a_proposal_is_a_side() -> None:
    """A proposal's terms against a party's positions: an undisclosed number is unknown, and counts as a difference."""
    result = run("diff", "us-compromise", "hamas")
    assert result.code == 1
    (row,) = result.rows
    assert (row["issue"], row["sign"], row["left_value"]) == ("prisoners-first-stage", "?", "undisclosed")


def test_a_disclosure_is_a_side() -> None:
    """What others say of a secret offer is compared as the offer is."""
    result = run("--data", str(SHIPPED), "-n", "gaza-ceasefire-2024", "diff", "2024-03-25-proposal-a35c", "hamas")
    assert (result.code, result.err) == (1, "")
    assert [row["gap"] for row in result.rows] == ["not comparable: basis"]


def test_two_papers_show_what_one_of_them_alone_names() -> None:
    """Beside the terms of both stand those that only one of two papers has; each counts as a difference."""
    papers = ("egypt-2024-04-27", "israel-2024-05-27", "-n", "gaza-ceasefire-2024", "--data", SHIPPED)
    rows = {row["issue"]: row for row in run("diff", *papers).rows}
    assert (rows["prisoner-veto"]["sign"], rows["prisoner-veto"]["left_value"]) == ("-", "yes")
    assert (rows["netzarim-withdrawal"]["sign"], rows["netzarim-withdrawal"]["right_value"]) == ("+", "day 22")
    assert rows["release-pace"]["gap"].startswith("apart 4 days")


def test_since_a_day() -> None:
    """What was stated after a day: softened, new, newly contested, each with who says so."""
    page = page_of_differences("diff", "--since", "2024-03-14")
    assert " + civilian-return  at least 2 weeks  new" in page.splitlines()
    text = " ".join(page.split())
    moved = "~ prisoners-first-stage 400 -> one of 700..800 softened by 300 to 400; another voice 27 Feb, according to"
    assert moved in text
    assert (
        "limited (according to international mediators in Doha, 25 Mar, B2; according to families of hostages, 25 Mar, "
        "B2; according to former security officials, 25 Mar, B2; caveat of all: the mandate is only part of what they "
        "say)"
    ) in text


def test_another_anchor_and_another_basis_are_no_movement() -> None:
    """What counts from another event or on another basis changed, and hardened or softened nothing."""
    rows = {row["issue"]: row for row in run("diff", "--since", "2024-03-24", "israel").rows if row["part"] == "change"}
    assert rows["civilian-return"]["phrase"] == "changed: another anchor; another voice"
    assert rows["female-soldier-ratio"]["phrase"] == "changed: another basis; another voice"


def test_what_changed_no_position_has_sections_of_its_own() -> None:
    """Claims, answers and notes follow the changes; without any change, no position changed, and exit 1."""
    page = page_of_differences("diff", "--since", "2024-03-25")
    assert page.splitlines()[2:5] == ["no position changed", "", "other statements"]
    words = "us-compromise-2024-03  Hamas: rejected, according to prime minister's office (Israel)"
    assert f" + {words}" in page.splitlines()
    rows = run("diff", "--since", "2024-03-25", "--json").json["rows"]
    assert [(row["part"], row["party"]) for row in rows] == [
        ("claim", "hamas"),
        ("answer", "hamas"),
        *([("note", "israel")] * 2),
        ("note", "qatar"),
    ]
    assert (rows[0]["after"], rows[0]["phrase"]) == ("immediate", "contests the current position")
    assert (rows[1]["about"], rows[1]["text"]) == ("us-compromise-2024-03", "rejected")
    assert {row["part"] for row in run("diff", "--since", "2024-03-25", "qatar").rows} == {"note"}
    assert run("diff", "--since", "2024-03-25", "egypt").code == 0
    assert run("diff", "--since", "2024-03-25", "--only", "answer", "--stat").rows == [
        {"about": "hamas", "class": "answer", "count": "1"}
    ]
    brief = page_of_differences("diff", "--since", "2024-03-25", "--brief")
    assert words in brief
    assert "26 Mar, " not in brief


def test_the_heading_says_what_was_asked_for() -> None:
    """A page on which nothing changed says of whom, on which issues and which classes alone; one of all names none."""
    span = ("diff", "--since", "2024-03-19", "--until", "2024-03-21")
    assert look(*span, "hamas").startswith("Since 19 Mar 2024 until 21 Mar 2024: Hamas ")
    assert look(*span, "--issue", "rafah-operation").startswith("Since 19 Mar 2024 until 21 Mar 2024: rafah-operation ")
    heading = " ".join(look(*span, "--only", "closer", "--only", "agreed").split())
    assert heading.startswith("Since 19 Mar 2024 until 21 Mar 2024, only agreed and closer ")
    assert look(*span).startswith("Since 19 Mar 2024 until 21 Mar 2024 ")
    assert look("diff", "israel", "hamas", "--issue", "return-pace").startswith("Israel and Hamas: return-pace ")
    assert look("show", "egypt", "--issue", "return-pace").split("  ")[0].endswith(": return-pace")
    assert look("rounds", "--issue", "return-pace").split("  ")[0].endswith(": rounds, return-pace")


def test_since_and_until() -> None:
    """A span of time ends at `--until`; nothing in it is exit 0."""
    assert run("diff", "--since", "2024-03-19", "--until", "2024-03-21").code == 0
    assert "nothing changed" in look("diff", "--since", "2024-03-19", "--until", "2024-03-21")
    rows = run("diff", "--since", "2024-03-14", "--until", "2024-03-24").rows
    assert {(row["party"], row["issue"]) for row in rows} >= {("israel", "prisoners-first-stage")}
    assert ("hamas", "civilian-return") not in {(row["party"], row["issue"]) for row in rows}


def test_until_an_event() -> None:
    """`--until` takes what `--since` takes; on the second clock it ends what was stated."""
    by_day = run("diff", "--since", "2024-03-14", "--until", "2024-03-26")
    assert run("diff", "--since", "2024-03-14", "--until", "doha-round").out == by_day.out
    known = run("diff", "--known-since", "2026-11-20T09:20:00Z", "--until", "2024-03-24", "--name-only")
    assert known.lines == ["prisoners-first-stage", "life-sentence-ratio"]


def test_a_span_that_ends_before_it_begins_is_trouble() -> None:
    """Nothing was withdrawn; the dates are swapped."""
    result = run("diff", "--since", "2024-03-22", "--until", "2024-03-14")
    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("israel", "hamas", "--until", "2024-03-22"), "--until needs --since"),
        (("--since", "2024-03-14", "--until", "2024-03-20", "--as-of", "2024-03-20"), "--until and --as-of"),
        (("--since", "2024-03-14", "--known-since", "2026-11-20"), "--since and --known-since"),
        (("--since", "2024-03-14", "--only", "moved"), "write one of new, closer, farther"),
        (("--since", "2024-03-14", "--only", "hardend"), "did you mean hardened?"),
        (("israel", "hamas", "--only", "closer"), "--only needs --since"),
        (("--since", "deal-signed"), "has no date yet"),
    ],
)
def test_what_does_not_hold_is_one_line(given: tuple[str, ...], message: str) -> None:
    """Exit 2, nothing on stdout."""
    result = run("diff", *given)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert len(result.err.splitlines()) == 1


def test_only_some_classes() -> None:
    """`--only` keeps the changes of a class, and the exit code is about those alone."""
    result = run("diff", "--since", "2024-03-14", "--only", "softened")
    assert result.code == 1
    assert [(row["party"], row["issue"]) for row in result.rows] == [("israel", "prisoners-first-stage")]
    both = run("diff", "--since", "2024-03-14", "--only", "softened", "--only", "newly-contested").rows
    assert [row["issue"] for row in both] == ["prisoners-first-stage", "team-mandate", "permanent-ceasefire"]
    nothing = run("diff", "--since", "2024-03-14", "--only", "agreed")
    assert (nothing.code, len(nothing.lines), nothing.err) == (0, 1, "")


def test_only_at_two_moments_of_a_party() -> None:
    """PARTY@WHEN against PARTY has classes too."""
    sides = ("diff", "israel@2024-03-18", "israel", "--name-only")
    assert run(*sides, "--only", "softened").lines == ["prisoners-first-stage"]
    assert run(*sides, "--only", "withdrawn").code == 0


def test_stat_counts_classes() -> None:
    """How many changes of each class each party made, and on how many issues two sides stand how."""
    result = run("diff", "--since", "2024-03-14", "--stat", "--json")
    assert result.code == 1
    counted = {(row["about"], row["class"]): row["count"] for row in result.json["rows"]}
    assert counted["israel", "softened"] == counted["israel", "restated"] == counted["israel", "newly-contested"] == 1
    assert (counted["hamas", "new"], counted["hamas", "claim"], counted["qatar", "note"]) == (4, 4, 1)
    assert result.json["schema"] == "negtrack.stat/1"
    sides = run("diff", "israel", "hamas", "--stat")
    statuses = {row["class"]: row["count"] for row in sides.rows}
    assert (sides.code, statuses) == (1, {"apart": "3", "silent": "2", "not comparable": "2"})
    assert run("diff", "israel", "israel", "--stat").code == 0


def test_stat_agrees_with_the_rows() -> None:
    """The counts add up to the classes of the changes themselves."""
    rows = run("diff", "--since", "2024-03-14", "--json").json["rows"]
    counted = run("diff", "--since", "2024-03-14", "--stat", "--json").json["rows"]
    assert sum(row["count"] for row in counted) == sum(len(row["classes"]) for row in rows)


def test_name_only_gives_each_issue_once() -> None:
    """One id a line, without a header, fit for a loop; the exit code stays."""
    result = run("diff", "--since", "2024-03-14", "--name-only")
    assert result.code == 1
    assert len(result.lines) == len(set(result.lines))
    assert set(result.lines) <= set(run("issues", "--ids").lines)
    assert run("diff", "--since", "2024-03-19", "--until", "2024-03-21", "--name-only").out == ""


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("--since", "2024-03-14"), 1),
        (("--since", "2024-03-19", "--until", "2024-03-21"), 0),
        (("--since", "2024-03-14", "--only", "agreed"), 0),
        (("israel", "hamas"), 1),
        (("israel", "israel"), 0),
        (("--known-since", "2026-11-21"), 0),
    ],
)
def test_quiet_is_the_exit_code_alone(given: tuple[str, ...], code: int) -> None:
    """Nothing on either stream; what says how to print is refused."""
    result = run("diff", *given, "--quiet")
    assert (result.code, result.out, result.err) == (code, "", "")
    for form in (("--format", "table"), ("--json",), ("--stat",), ("--name-only",), ("-v",), ("--no-header",)):
        result = run("diff", *given, "--quiet", *form)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(f"negtrack: --quiet prints nothing, and {' '.join(form)} says what to print")


def test_a_party_with_alternatives_beside_a_paper(talks: Path) -> None:
    """The nearest of its packages counts; beside one of them it does not differ."""
    offer = ("--stated", "2024-03-28", "--on-record", "--term")
    run("add-proposal", "union", "--title", "A", "--id", "a", *offer, "pay=90", cwd=talks)
    run("add-proposal", "union", "--title", "B", "--id", "b", "--alternative-to", "a", *offer, "pay=85", cwd=talks)
    run("add-proposal", "employer", "--title", "C", "--id", "c", *offer, "pay=80", cwd=talks)
    for sides in (("union", "c"), ("c", "union")):
        (row,) = run("diff", *sides, cwd=talks).rows
        assert (row["distance"], row["gap"]) == ("5", "apart 5")
        assert "apart 5, via b" in page_of_differences("diff", *sides, cwd=talks)
    for paper in ("a", "b"):
        assert run("diff", "union", paper, cwd=talks).code == 0


def test_stat_counts_as_the_heading_does(talks: Path) -> None:
    """What is agreed is not counted as apart, though the last words are; an issue of process has no status."""
    run("add-issue", "team", "--title", "Team", "--kind", "mandate", cwd=talks)
    run("add-position", "union", "team", "full", "--stated", "2024-03-20", cwd=talks)
    run(
        "add-agreement",
        "--title",
        "Deal",
        "--date",
        "2024-03-28",
        "--stated",
        "2024-03-28",
        "--term",
        "pay=90",
        cwd=talks,
    )
    rows = run("diff", "union", "employer", "--stat", "--all", cwd=talks).rows
    assert [(row["class"], row["count"]) for row in rows] == [("agreed", "1")]


def test_quiet_still_prints_errors() -> None:
    """Exit 2 is never silent."""
    result = run("diff", "--since", "nope", "--quiet")
    assert result.code == 2
    assert result.err


LATER = ("--stated", "2024-03-28", "--on-record")
EGYPT = ("--stated", "2024-03-28", "--speaker", "Egyptian officials", "--side", "egypt")


def views_of(party: str, issue: str, here: Path) -> list[str]:
    """Return the texts of `show` and `compare` on an issue, one line each."""
    pages = look("show", party, "--issue", issue, cwd=here), look("compare", "--issue", issue, cwd=here, width=160)
    return [" ".join(page.split()) for page in pages]


def test_a_denial_of_its_own(here: Path) -> None:
    """What the party says that it never said is contested, marked in every view, and keeps its value."""
    run("add-position", "hamas", "civilian-return", "--denies", "5c8a", *LATER, cwd=here)
    change, denial = run("diff", "--since", "2024-03-27", "--json", cwd=here).json["rows"]
    assert (change["part"], change["classes"]) == ("change", ["newly-contested"])
    assert (denial["part"], denial["classes"], denial["before"]) == ("denial", ["denied"], "immediately")
    assert denial["before_id"].endswith("5c8a")
    for page in views_of("hamas", "civilian-return", here):
        assert "! denied by the party" in page
        assert "!civilian-return" in page
        assert "immediately" in page
    assert run("compare", "--issue", "civilian-return", cwd=here).rows[0]["contested"] == "hamas"


def test_a_denial_that_another_side_claims(here: Path) -> None:
    """It is marked as a claim, in whose words, and contests nothing."""
    run("add-position", "hamas", "civilian-return", "--denies", "5c8a", *EGYPT, cwd=here)
    assert run("diff", "--since", "2024-03-27", "--only", "denied", cwd=here).code == 0
    for page in views_of("hamas", "civilian-return", here):
        assert "! denied, according to Egyptian officials" in page
        assert "!civilian-return" not in page
    assert run("compare", "--issue", "civilian-return", cwd=here).rows[0]["contested"] == ""


def test_a_withdrawal_of_its_own(here: Path) -> None:
    """The party drops it: it stands no more, and `show --all` still has it with what withdrew it."""
    name = run("add-position", "hamas", "civilian-return", "--withdraws", "5c8a", *LATER, cwd=here).out.strip()
    (row,) = run("diff", "--since", "2024-03-27", "--json", cwd=here).json["rows"]
    assert (row["classes"], row["before"], row["after"]) == (["withdrawn"], "immediately", None)
    assert run("compare", "--issue", "civilian-return", cwd=here).rows[0]["status"] == "silent"
    rows = {row["id"]: row for row in run("show", "hamas", "--issue", "civilian-return", "--all", cwd=here).rows}
    assert rows["2024-03-25-civilian-return-5c8a"]["standing"] == "withdrawn"
    assert rows[name]["stance"] == "withdrawal"
    assert f"withdrawn by {name}" in run("show", "5c8a", cwd=here).rows[0]["links"]


def test_a_withdrawal_that_another_side_claims(here: Path) -> None:
    """Only a claim: the position stands, marked with whose words they are."""
    run("add-position", "hamas", "civilian-return", "--withdraws", "5c8a", *EGYPT, cwd=here)
    for page in views_of("hamas", "civilian-return", here):
        assert "immediately" in page
        assert "! withdrawn, according to Egyptian officials" in page
    assert run("diff", "--since", "2024-03-27", "--only", "withdrawn", cwd=here).code == 0
    assert run("compare", "--issue", "civilian-return", cwd=here).rows[0]["gap"] == APART


def test_a_record_of_another_party_cannot_be_denied(here: Path) -> None:
    """One line, exit 2, nothing written."""
    with unchanged(here):
        result = run("add-position", "israel", "civilian-return", "--denies", "5c8a", *LATER, cwd=here)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "negtrack: nothing written: denies: 2024-03-25-civilian-return-5c8a is a record of hamas, not of israel; "
        "name one of its own\n"
    )
    file = here / "data/gaza-ceasefire-2024/parties/israel.toml"
    with file.open("a", encoding="utf-8") as stream:
        stream.write(
            '\n[position.by-hand]\nissue = "civilian-return"\nstance = "denial"\nstated = 2024-03-26\nside = "own"\n'
            'denies = ["2024-03-25-civilian-return-5c8a"]\nsources = ["sputnik-2024-03-26"]\n'
            "recorded = 2024-03-27 00:00:00Z\n"
        )
    found = run("check", "--json", cwd=here)
    assert found.code == 1
    (error,) = (row for row in found.json["rows"] if row["severity"] == "error")
    assert (
        error["message"] == "2024-03-25-civilian-return-5c8a is a record of hamas, not of israel; name one of its own"
    )


def test_linked_issues_are_named(here: Path) -> None:
    """Where an issue moves, those that hang together with it stand below; a new one moved nothing."""
    run("add-position", "hamas", "civilian-return", "1 week", *LATER, cwd=here)
    run("add-position", "hamas", "hostages-first-phase", "33", *LATER, cwd=here)
    rows = {row["issue"]: row for row in run("diff", "--since", "2024-03-27", "--json", cwd=here).json["rows"]}
    assert rows["civilian-return"]["linked"] == ["return-pace"]
    assert rows["hostages-first-phase"]["linked"] == []
    result = run("diff", "--since", "2024-03-27", "--format", "table", cwd=here)
    assert "linked: return-pace" in result.out


def test_conditions_follow_what_moves(here: Path) -> None:
    """A condition is met, not met or unknown by where the others stand, and prose is left alone; none is said twice."""
    run(
        *("add-position", "hamas", "civilian-return", "at most 4 weeks", *LATER),
        *("--requires", "prisoners-first-stage = at least 700", "--requires", "return-pace = unrestricted"),
        *("--requires", "permanent-ceasefire = immediate", "--requires", "prisoner-veto = no"),
        *("--requires", "a list of names"),
        cwd=here,
    )
    page = views_of("hamas", "civilian-return", here)[0]
    assert page.count("prisoners-first-stage = at least 700 (met") == 1
    assert page.count("return-pace = unrestricted (not met)") == 1
    assert page.count("permanent-ceasefire = immediate (not met)") == 1
    assert page.count("prisoner-veto = no (unknown)") == 1
    assert page.count("a list of names") == 1
    assert "a list of names (" not in page
    run("add-position", "israel", "return-pace", "unrestricted", *LATER, cwd=here)
    assert "return-pace = unrestricted (met" in views_of("hamas", "civilian-return", here)[0]


def test_limits_of_the_wrong_kind(here: Path) -> None:
    """One line, exit 2, nothing written: a wrong kind of value, an unknown issue, limits of what is no mandate."""
    for issue, value, limit, message in (
        ("team-mandate", "limited", "civilian-return = 30:1", 'civilian-return "30:1": not a timing'),
        ("team-mandate", "limited", "civilian-retrun = 2 weeks", "did you mean civilian-return"),
        ("team-mandate", "limited", "2 weeks", "not a term; write ISSUE=VALUE"),
        ("return-pace", "gradual", "civilian-return = 2 weeks", "only a mandate has limits"),
    ):
        with unchanged(here):
            result = run("add-position", "israel", issue, value, "--limits", limit, *LATER, cwd=here)
        assert (result.code, result.out) == (2, "")
        assert message in result.err
        assert len(result.err.splitlines()) == 1


def test_since_for_some_parties() -> None:
    """Parties after `--since` narrow the answer."""
    assert {row["party"] for row in run("diff", "--since", "2024-03-14", "hamas").rows} == {"hamas"}


def test_known_since_goes_by_when_it_was_recorded() -> None:
    """The second clock: a number that was recorded later is new, whenever it was said."""
    rows = run("diff", "--known-since", "2026-11-20T09:20:00Z").rows
    changed = {row["issue"] for row in rows if row["part"] == "change"}
    assert "hostages-first-phase" not in changed
    assert "prisoners-first-stage" in changed
    assert run("diff", "--known-since", "2026-11-21").code == 0


def test_relative_days_count_from_the_clock() -> None:
    """`-14d`, weekdays and today are read from `SOURCE_DATE_EPOCH`."""
    on_28_march = {"SOURCE_DATE_EPOCH": "1711620000"}  # a Thursday
    by_date = run("diff", "--since", "2024-03-14").out
    assert run("diff", "--since", "-14d", env=on_28_march).out == by_date
    assert run("diff", "--since", "monday", env=on_28_march).out == run("diff", "--since", "2024-03-25").out
    assert run("diff", "--since", "today", env=on_28_march).code == 0


def test_ids_are_those_of_the_issues() -> None:
    """`--ids` gives one id a line and keeps the exit code."""
    result = run("diff", "israel", "hamas", "--ids")
    assert result.code == 1
    assert result.lines[:2] == ["civilian-return", "return-pace"]


def test_json_says_whether_anything_differs() -> None:
    """The whole answer carries its schema, its sides and `differs`."""
    whole = run("diff", "israel", "hamas", "--json").json
    assert (whole["schema"], whole["left"], whole["right"], whole["differs"]) == (
        "negtrack.diff/1",
        "Israel",
        "Hamas",
        True,
    )
    assert run("diff", "israel", "israel", "--json").json["differs"] is False


def test_texts_are_compared_word_by_word(tmp_path: Path) -> None:
    """What differs in two texts stands in brackets; Chinese is taken letter by letter."""
    files = {"negotiation.toml": 'title = "Talks"\n[issue.words]\ntitle = "Words"\nkind = "text"\n'}
    for party, value in (("one", "release of all prisoners 立即停火"), ("two", "release of some prisoners 立即撤軍")):
        files[f"parties/{party}.toml"] = (
            f'name = "{party}"\nrole = "principal"\n[position.{party}-1]\nissue = "words"\nvalue = "{value}"\n'
            "stated = 2024-03-25\nrecorded = 2024-03-26 00:00:00Z\n"
        )
    write_negotiation(tmp_path / "data/talks", files)
    result = run("diff", "one", "two", "--format", "table", cwd=tmp_path)
    assert result.code == 1
    assert "release of [all] prisoners 立即[停火]" in result.out
    assert "release of [some] prisoners 立即[撤軍]" in result.out
