"""`history`: one issue through time, who moved and by how much, drawn on a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import EXAMPLE, SHIPPED, look, run

STAGE = "prisoners-first-stage"
WAGES = "general-wage-increase"
UAW = ("--data", SHIPPED, "-n", "uaw-detroit-2023")


def line_of(page: str, *words: str) -> str:
    """Return the one dated line of a page that holds all the words; not the one that says why it has no mark."""
    dated = (line for line in page.splitlines() if not line.startswith("not on the axis"))
    (line,) = (line for line in dated if all(word in line for word in words))
    return line


def test_every_dated_position_in_order() -> None:
    """Positions and events day by day, each position with what it changed; only the headline of a day moves."""
    rows = run("history", STAGE).rows
    assert [(row["day"], row["party"] or row["id"], row["value"]) for row in rows] == [
        ("2024-02-27", "israel", "400"),
        ("2024-03-14", "hamas", "700..1000"),
        ("2024-03-18", "doha-round", ""),
        ("2024-03-22", "chiefs-in-doha", ""),
        ("2024-03-22", "us-draft-vetoed", ""),
        ("2024-03-24", "israel", "about 700"),
        ("2024-03-24", "israel", "at most 800"),
        ("2024-03-24", "israel", "one of 700..800"),
        ("2024-03-25", "gallant-in-washington", ""),
        ("2024-03-25", "unsc-2728", ""),
    ]
    positions = [row for row in rows if row["kind"] == "position"]
    assert [row["classes"] for row in positions] == ["new", "new", "new", "new", "softened"]
    assert positions[-1]["change"] == "softened by 300 to 400; another voice"
    assert [row["voice"] for row in positions] == [
        "informed sources, to Al Jazeera",
        "hamas",
        "israel",
        "Channel 12",
        "israel",
    ]


def test_a_move_tells_the_gap_before_and_after() -> None:
    """Closer is judged by what the counterpart held, with whose words both gaps rest on."""
    (row,) = (row for row in run("history", WAGES, "ford", *UAW).rows if row["value"] == "20%")
    assert row["change"] == (
        "moved closer to UAW: apart 30 points -> apart 16 points, according to Shawn Fain (UAW) and The Detroit News; "
        "softened by 10 points"
    )


def test_ranges_are_drawn_below_their_numbers() -> None:
    """At 100 columns each set is a bar that begins and ends where its bounds stand on the axis, if on its basis."""
    page = look("history", STAGE)
    axis = next(line for line in page.splitlines() if line.split() == ["400", "700", "800"])
    assert line_of(page, "27 Feb", "400 ").index("|") == axis.index("400")
    israel, channel = line_of(page, "one of 700..800", "["), line_of(page, "at most 800", "<")
    assert israel.index("[") == axis.index("700")
    assert israel.index("]") == channel.index("]") == len(axis) - 1
    assert israel.strip().endswith("=]")
    assert "[" not in line_of(page, "14 Mar", "700..1000"), "for other hostages"


def test_events_are_ruled_lines() -> None:
    """An event of several days stands as one line across the page, between what was said before and after it began."""
    page = look("history", STAGE)
    ruled = line_of(page, "Doha round")
    assert ruled.startswith("── 18 Mar - 26 Mar  Doha round of March 2024 ──")
    assert len(ruled) == 100
    assert page.index("14 Mar") < page.index("Doha round") < page.index("24 Mar  Israel")


def test_the_gap_s_line_tells_when_it_closed(here: Path) -> None:
    """The gap now, in whose words, since when, what it was before, and a sparkline."""
    ended = ("--stated", "2024-03-28", "--on-record")
    run("add-position", "hamas", "life-sentence-ratio", "5:1", *ended, cwd=here)
    last, key = look("history", "life-sentence-ratio", cwd=here).splitlines()[-2:]
    assert "overlap 5:1, according to Channel 12, since 28 Mar, apart 25 before" in last
    assert last.endswith("██▁")
    assert key.startswith("bars: the gap after each change")


def test_silence_is_a_dot() -> None:
    """On a day when only one of the two had spoken the sparkline has a dot."""
    assert look("history", "civilian-return").splitlines()[-2].endswith("  ·█")


def test_the_series_of_the_gap_is_data() -> None:
    """JSON has the gap of every day on which anything happened."""
    gaps = {gap["day"]: gap for gap in run("history", "civilian-return", "--json").json["gaps"]}
    assert gaps["2024-03-23"]["status"] == "silent"
    assert (gaps["2024-03-25"]["status"], gaps["2024-03-25"]["distance"]) == ("apart", 14)
    stage = {gap["day"]: gap for gap in run("history", STAGE, "--json").json["gaps"]}
    assert (stage["2024-03-14"]["gap"], stage["2024-03-14"]["distance"]) == ("not comparable: basis", None)


def test_bounds_are_numbers() -> None:
    """`low` and `high` are numbers; an open end has none."""
    rows = {row["party"]: row for row in run("history", "civilian-return", "--json").json["rows"] if "party" in row}
    assert (rows["israel"]["low"], rows["israel"]["high"]) == (14, None)
    assert (rows["hamas"]["low"], rows["hamas"]["high"]) == (0, 0)


def test_open_ends_have_arrows() -> None:
    """`at least` runs on to the right, `at most` comes from the left."""
    assert "[===>" in line_of(look("history", "civilian-return"), "at least 2 weeks")
    drawn = line_of(look("history", STAGE), "at most 800")
    assert "<====" in drawn
    assert drawn.endswith("=]")


def test_a_narrow_page_leaves_the_chart_out() -> None:
    """At 40 columns no bar is squeezed in; the values and movements stand as ever."""
    page = look("history", STAGE, width=40)
    assert "==" not in page
    for words in ("400", "700..1000", "one of 700..800", "softened by 300 to 400"):
        assert words in " ".join(page.split())


def test_parties_narrow_it() -> None:
    """Only the positions of the parties named; the events stay."""
    rows = run("history", STAGE, "hamas").rows
    assert {row["party"] for row in rows} == {"hamas", ""}
    assert {row["party"] for row in run("history", STAGE, "hamas", "Israel").rows} == {"israel", "hamas", ""}


def test_every_voice_has_its_line() -> None:
    """Claims about a mandate: one line a voice; what contradicts is contested, an if-sentence and a vague one not."""
    rows = [row for row in run("history", "team-mandate", "israel").rows if row["kind"] == "position"]
    assert len(rows) == 8
    assert {row["voice"] for row in rows if row["contested"] == "no"} == {
        "israel",
        "Channel 12",
        "N12",
        "Gershon Baskin",
    }
    assert {row["voice"] for row in rows if row["contested"] == "yes"} == {
        "israel",
        "international mediators in Doha",
        "families of hostages",
        "former security officials",
    }
    assert look("history", "team-mandate", "israel").count("! contested") == 4


def test_as_of_ends_it() -> None:
    """What was stated later is not there, and the gap is the one of that day."""
    rows = run("history", STAGE, "--as-of", "2024-03-20").rows
    assert [row["value"] for row in rows if row["party"]] == ["400", "700..1000"]
    page = " ".join(look("history", WAGES, "uaw", "ford", "--as-of", "2023-09-10", *UAW).split())
    assert "apart 30 points, according to The Detroit News and Shawn Fain (UAW), since 8 Sep" in page


def test_known_at_leaves_out_what_was_recorded_later() -> None:
    """The second clock."""
    rows = run("history", STAGE, "--known-at", "2026-11-20T09:05:00Z").rows
    assert [row["value"] for row in rows if row["party"]] == ["400", "700..1000"]


def test_an_issue_that_nobody_spoke_on_yet() -> None:
    """It is said, exit 0, and no row comes in machine formats."""
    assert "no position on record" in look("history", "female-soldier-ratio", "--as-of", "2024-03-20")
    result = run("history", "female-soldier-ratio", "--as-of", "2024-03-20")
    assert (result.code, len(result.lines)) == (0, 1)


def test_ids_can_be_shown() -> None:
    """Those of the positions are ids that `show` takes."""
    ids = run("history", STAGE, "--ids").lines
    assert "2024-03-24-prisoners-first-stage-a375" in ids
    for name in [row["id"] for row in run("history", STAGE).rows if row["kind"] == "position"]:
        assert name in ids
        assert run("show", name).code == 0


def test_brief_leaves_provenance_out() -> None:
    """The day's provenance is gone; that it is not the party's own word on record, and what moved, stay."""
    assert "B2" not in look("history", STAGE, "--brief")
    assert "softened by 300 to 400" in look("history", STAGE, "--brief")


def test_verbose_adds_the_source() -> None:
    """`-v` shows the whole provenance, as in the other views."""
    assert "jpost-2024-03-24" in look("history", STAGE, "-v")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("nope",), 'no issue "nope" in gaza-ceasefire-2024'),
        (("civilian-retrun",), "did you mean civilian-return"),
        ((STAGE, "hammas"), "did you mean hamas?"),
        ((), "ISSUE"),
    ],
)
def test_what_is_not_there(given: tuple[str, ...], message: str) -> None:
    """Exit 2 and one line for an unknown issue or party."""
    result = run("history", *given)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert len(result.err.splitlines()) == 1


def test_what_others_report_never_ends_an_employer_s_own_line() -> None:
    """The UAW's talks: 25 % that sources report of General Motors and Stellantis stands beside what these said."""
    rows = [row for row in run("history", WAGES, *UAW).rows if row["kind"] == "position"]
    steps = [(row["party"], row["value"]) for row in rows if row["current"] == "yes"]
    assert [value for party, value in steps if party == "uaw"] == ["40%", "36%", "25%"]
    assert [value for party, value in steps if party == "ford"] == ["9%", "10%", "20%", "23%"]
    assert [value for party, value in steps if party == "general-motors"] == ["10%", "20%", "23%"]
    assert [value for party, value in steps if party == "stellantis"] == ["14.5%", "17.5%", "20%"]
    beside = {(row["party"], row["value"]) for row in rows if row["contested"] == "yes"}
    assert {("general-motors", "25%"), ("stellantis", "23%"), ("stellantis", "25%")} <= beside


def test_another_basis_is_not_drawn() -> None:
    """46 % compounded stands in its line with its basis, has no bounds and never counts as the current number."""
    (compounded,) = (row for row in run("history", WAGES, *UAW).rows if row["value"] == "46%")
    assert (compounded["qualifier"], compounded["remark"]) == ("compounded", "")
    assert (compounded["low"], compounded["high"], compounded["current"]) == ("", "", "no")
    assert "|" not in line_of(look("history", WAGES, *UAW), "46% (compounded)")


def test_a_sparkline_for_each_pair(ford_deal: Path) -> None:
    """One union against three employers: three gaps, each with its names; the union's steps name each counterpart. What
    it accepted of an offer between it and Ford is no word of its to General Motors."""
    page = look("history", WAGES, cwd=ford_deal)
    gaps = [line for line in page.splitlines() if line.startswith("gap ")]
    assert [line.split("  ")[0] for line in gaps] == [
        "gap UAW - Ford",
        "gap UAW - General Motors",
        "gap UAW - Stellantis",
    ]
    assert "agreed provisionally 25%, ford-tentative, since 25 Oct, apart 2 points before" in gaps[0]
    assert "apart 2 points, according to people familiar with the discussions, since" in gaps[1]
    (step,) = (row for row in run("history", WAGES, cwd=ford_deal).rows if row["value"] == "36%")
    assert "moved closer to General Motors: apart 30 points -> apart 26 points, " in step["change"]
    assert "moved closer to Stellantis: apart 25.5 points, " in step["change"]
    assert " -> apart 18.5 points, according to The Detroit News and Shawn Fain" in step["change"]


def test_withdrawals_and_denials_have_lines(here: Path) -> None:
    """What a party drops or disowns is a step of its own, in whose words it is."""
    drop = ("--stated", "2024-03-28", "--on-record")
    run("add-position", "hamas", "civilian-return", "--denies", "5c8a", *drop, cwd=here)
    run("add-position", "hamas", "female-soldier-ratio", "--withdraws", "150a", *drop, cwd=here)
    (denial,) = (r for r in run("history", "civilian-return", cwd=here).rows if "denied" in r["classes"])
    assert (denial["day"], denial["party"], denial["voice"]) == ("2024-03-28", "hamas", "hamas")
    page = look("history", "female-soldier-ratio", cwd=here)
    assert "withdraws 2024-03-23-female-soldier-ratio-150a" in page
    assert "withdrawn 28 Mar by Hamas, apart 25 before" in page.splitlines()[-4]


def test_what_was_retracted_is_not_history(here: Path) -> None:
    """An entry that was our error never happened."""
    assert "one of 700..800" in {row["value"] for row in run("history", STAGE, cwd=here).rows}
    run("retract", "a375", "--reason", "misread", cwd=here)
    assert "one of 700..800" not in {row["value"] for row in run("history", STAGE, cwd=here).rows}


def test_the_negotiation_named(here: Path) -> None:
    """JSON says which negotiation and issue, and as of when."""
    whole = run("history", STAGE, "--json", cwd=here).json
    assert (whole["schema"], whole["negotiation"], whole["issue"], whole["as_of"]) == (
        "negtrack.history/1",
        EXAMPLE,
        STAGE,
        "2024-03-26",
    )
