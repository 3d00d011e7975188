"""`compare`: the parties side by side, how far apart they are, and who says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .harness import SHIPPED, look, run


def block(page: str, issue: str) -> list[str]:
    """Return the lines of one issue on a page."""
    lines = page.splitlines()
    start = next(number for number, line in enumerate(lines) if re.match(rf"[ !]{issue}\b", line))
    end = next((n for n in range(start + 1, len(lines)) if re.match(r"[ !]\S|\S|$", lines[n])), len(lines))
    return lines[start:end]


def columns(page: str, issue: str) -> list[str]:
    """Return the cells of one issue, each as one text, cut where the headings begin."""
    head = next(line for line in page.splitlines() if line.startswith("issue "))
    starts = [match.start() for match in re.finditer(r"\S+( \S+)*", head)]
    spans = list(zip(starts, [*starts[1:], None], strict=True))
    lines = [line for line in block(page, issue) if not re.match(r"   [A-Z]\w*( \w+)*: ", line)]
    return [" ".join(" ".join(line[slice(*span)].split()) for line in lines).strip() for span in spans]


@pytest.fixture(scope="module")
def page() -> str:
    """Return the comparison of the shipped data in 100 columns."""
    return look("compare")


def test_principals_side_by_side_at_100_columns(page: str) -> None:
    """Israel and Hamas have a column each, in the order of the negotiation's file, and the gap comes last."""
    assert re.search(r"^issue +Israel +Hamas +gap$", page, re.MULTILINE)
    assert page.splitlines()[0].startswith("Gaza cease-fire and hostage talks")
    assert page.splitlines()[0].endswith("as of 26 Mar 2024 · 2 principals")


@pytest.mark.parametrize(
    ("issue", "israel", "hamas", "gap"),
    [
        (
            "civilian-return",
            "at least 2 weeks",
            "immediately",
            "apart 14 days, according to Egyptian officials and The Wall Street Journal",
        ),
        ("return-pace", "gradual", "silent", "silent"),
        ("female-soldier-ratio", "under 30:1", "30:1 (security prisoners)", "not comparable: basis"),
        ("life-sentence-ratio", "5:1", "30:1", "apart 25, according to Channel 12"),
        ("prisoners-first-stage", "one of 700..800", "700..1000 (for the women", "not comparable: basis"),
        (
            "permanent-ceasefire",
            "none",
            "date-after-first-exchange",
            "apart 2 rungs, according to The Times of Israel, contested",
        ),
    ],
)
def test_positions_and_gaps(page: str, issue: str, israel: str, hamas: str, gap: str) -> None:
    """Each issue's row has both values and how far apart they are, and in whose words if not in the parties' own."""
    _, one, other, last = columns(page, issue)
    assert one.startswith(israel)
    assert other.replace(" ", "").startswith(hamas.replace(" ", "")), "folded or not"
    assert last == gap


def test_provenance_stands_under_the_value(page: str) -> None:
    """Who said so, when and how reliable, and our caveat: under each value; what others said earlier stands below."""
    _, israel, hamas, _ = columns(page, "civilian-return")
    assert israel == (
        "at least 2 weeks according to Egyptian officials, 25 Mar, B2; "
        'caveat: "only starting two weeks after" is read as: not before '
        "earlier 2 weeks after ceasefire-start according to Channel 12, 23 Mar, C2"
    )
    assert hamas == (
        "immediately reported by The Wall Street Journal, 25 Mar, B2; "
        "caveat: the paper names no starting point; counted from the signature, as Israel's is"
    )


def test_contested_mandate_shows_every_voice(page: str) -> None:
    """The claims that contradict the mandate of Israel's team are marked; an if-sentence and a vague report are not."""
    assert block(page, "team-mandate")[0].startswith("!team-mandate")
    _, israel, hamas, gap = columns(page, "team-mandate")
    claims = re.split(r" ! | also | earlier ", israel)
    assert claims[0] == (
        "sufficient senior Israeli official in the negotiations (own), 25 Mar, B3; "
        "caveat: says both: not all that was asked, and enough for a deal"
    )
    assert claims[1] == (
        "limited according to international mediators in Doha, 25 Mar, B2; according to families of hostages, "
        "25 Mar, B2; according to former security officials, 25 Mar, B2; "
        "caveat of all: the mandate is only part of what they say"
    )
    assert claims[2] == (
        "if refer-back according to Gershon Baskin, 25 Mar, B6; "
        "caveat: an if-sentence; he does not say that the team must refer back"
    )
    assert claims[3] == "unspecified according to Channel 12, 23 Mar, B3; according to N12, 23 Mar, B2"
    assert hamas == "refer-back according to Israeli officials, 25 Mar, B2; caveat: the other side's words"
    assert gap == "contested"


def test_others_who_spoke_are_named(page: str) -> None:
    """A party without a column that spoke on an issue is listed below it."""
    assert "   United States: none or limited  Antony Blinken (own), 22 Mar, B1; caveat: " in page
    assert "   Arab mediators: hoped: under 3 weeks  reported by The Wall Street Journal, 25 Mar, B2; " in page


def test_as_of_an_earlier_day() -> None:
    """On 20 March Israel stood at 400 prisoners, and nothing was on record of when civilians return:
    that issue stands there only where it is asked for."""
    page = look("compare", "--as-of", "2024-03-20")
    _, israel, hamas, gap = columns(page, "prisoners-first-stage")
    assert (israel.split()[0], hamas.split()[0], gap) == ("400", "700..1000", "not comparable: basis")
    assert "civilian-return" not in page
    page = look("compare", "--as-of", "2024-03-20", "--issue", "civilian-return")
    assert columns(page, "civilian-return")[1:] == ["silent", "silent", "silent"]


def test_as_of_an_event() -> None:
    """WHEN may be an event: its end counts."""
    assert run("compare", "--as-of", "chiefs-in-doha").out == run("compare", "--as-of", "2024-03-24").out


def test_known_at_goes_by_when_it_was_recorded() -> None:
    """The second clock: before anything was written down, nothing is known."""
    rows = run("compare", "--known-at", "2026-11-19").rows
    assert {row["israel"] for row in rows} == {""}
    first = {row["issue"]: row for row in run("compare", "--known-at", "2026-11-20T09:05:00Z").rows}
    assert first["prisoners-first-stage"]["israel"] == "400"
    assert first["civilian-return"]["israel"] == "at least 2 weeks"
    later = {row["issue"]: row for row in run("compare", "--known-at", "2026-11-20T09:25:00Z").rows}
    assert later["prisoners-first-stage"]["israel"] == "one of 700..800"


def test_named_parties_get_the_columns() -> None:
    """Parties are taken by id, by prefix and by name, in the order given; each once."""
    result = run("compare", "hamas", "United States", "united", "isr")
    assert list(result.rows[0])[:4] == ["issue", "hamas", "united-states", "israel"]


def test_all_gives_everyone_who_spoke_a_column() -> None:
    """`--all` adds the parties that are no principals but spoke."""
    head = run("compare", "--all").lines[0].split("\t")
    assert head[1:5] == ["israel", "hamas", "united-states", "mediators"]


def test_more_columns_change_no_gap() -> None:
    """Mediators and guarantors are no counterparts: with their columns the principals are as far apart as without."""
    alone, beside = run("compare").rows, run("compare", "--all").rows
    assert [row["status"] for row in beside] == [row["status"] for row in alone]
    assert [row["distance"] for row in beside] == [row["distance"] for row in alone]


def test_proposal_column() -> None:
    """`--proposal` adds what it offers, and each party's gap to it."""
    rows = {row["issue"]: row for row in run("compare", "--proposal", "us-compromise-2024-03").rows}
    assert rows["prisoners-first-stage"]["proposal"] == "undisclosed"
    assert rows["civilian-return"]["proposal"] == ""
    assert "US compromise put forward in Qatar" in look("compare", "--proposal", "us-compromise-2024-03", width=240)


def test_issue_and_group_select_rows() -> None:
    """`--issue` and `--group` may be repeated and add up; issues may be named by prefix."""
    chosen = run("compare", "--issue", "team", "--group", "humanitarian", "--ids").lines
    assert chosen == ["civilian-return", "return-pace", "team-mandate"]


def test_machine_row() -> None:
    """The gap comes as status, amount, unit and common part, and JSON has numbers where there are numbers."""
    rows = {row["issue"]: row for row in run("compare", "--json").json["rows"]}
    assert rows["civilian-return"]["distance"] == 14
    assert rows["civilian-return"]["unit"] == "days"
    assert rows["civilian-return"]["according_to"] == ["Egyptian officials", "The Wall Street Journal"]
    assert rows["prisoners-first-stage"]["reason"] == "basis"
    assert rows["prisoners-first-stage"]["distance"] is None
    assert rows["team-mandate"]["contested"] == ["israel"]
    assert rows["return-pace"]["hamas"] is None


@pytest.mark.parametrize(
    ("value", "status", "distance", "more_than", "common"),
    [("80..120", "overlap", None, False, "100..120"), ("under 100", "apart", 0, True, None)],
)
def test_machine_row_of_sets(
    talks: Path, value: str, status: str, distance: int | None, more_than: bool, common: str | None
) -> None:
    """The common part of sets that meet is in JSON, and a distance from an excluded end says that it is more."""
    run("add-position", "employer", "pay", value, "--on-record", "--stated", "2024-03-26", cwd=talks)
    [row] = run("compare", "--issue", "pay", "--json", cwd=talks).json["rows"]
    assert (row["status"], row["distance"], row["more_than"], row["common"]) == (status, distance, more_than, common)


@pytest.mark.parametrize(("width", "stacked"), [(40, True), (57, True), (80, False), (160, False)])
def test_stacks_below_16_cells_a_party(width: int, stacked: bool) -> None:
    """Columns only where each party gets 16 cells; `--layout` overrides both ways."""
    assert ("   Hamas: immediately" in look("compare", width=width)) is stacked
    assert "   Hamas: immediately" in look("compare", "--layout", "stacked", width=width)
    side_by_side = look("compare", "--layout", "columns", width=max(width, 80))
    assert "   Hamas: immediately" not in side_by_side


def test_brief_and_verbose() -> None:
    """`--brief` has a star where words are another's, and says what it means; `-v` adds how, the paragraph, the id."""
    brief = look("compare", "--brief")
    assert "senior Israeli official" not in brief
    assert "own document" not in brief
    assert "Israel: at least 2 weeks*" in look("compare", "--brief", width=80)
    assert "* not on record as its own words, or with a caveat" in brief
    whole = "".join(look("compare", "-v", "--layout", "stacked").split())
    for part in ("background", "wsj-2024-03-25 ¶3", "2024-03-25-civilian-return-d836"):
        assert part.replace(" ", "") in whole


def test_a_broken_file_hides_no_other(here: Path) -> None:
    """A party's file that cannot be read is reported on stderr, with exit 2; the others are compared."""
    (here / "data/gaza-ceasefire-2024/parties/egypt.toml").write_text("name = \n")
    result = run("compare", cwd=here)
    assert result.code == 2
    assert "parties/egypt.toml:1: " in result.err
    assert {row["issue"]: row for row in result.rows}["civilian-return"]["distance"] == "14"


def test_a_red_line_behind_a_newer_offer(tmp_path: Path) -> None:
    """An earlier red line that still lives is called one, and not taken for any other earlier position."""
    run("init", "talks", "--title", "Talks", cwd=tmp_path)
    for name in ("a", "b"):
        run("add-party", name, "--name", name.upper(), "--role", "principal", cwd=tmp_path)
    run("add-issue", "q", "--title", "Q", "--kind", "quantity", cwd=tmp_path)
    said = ("--side", "own", "--stated")
    run("add-position", "a", "q", "at most 11", "--stance", "red-line", *said, "2026-09-01", cwd=tmp_path)
    run("add-position", "a", "q", "at most 10", "--stance", "offer", *said, "2026-10-01", cwd=tmp_path)
    page = run("compare", "--format", "table", "--layout", "stacked", cwd=tmp_path).out
    assert "earlier at most 11  red line, own statement" in page


@pytest.mark.parametrize("words", [("history", "i"), ("diff", "zed", "abe")])
def test_a_long_name_keeps_its_distance(tmp_path: Path, words: tuple[str, ...]) -> None:
    """On a narrow page the value does not run into the party's name."""
    run("init", "talks", "--title", "Talks", cwd=tmp_path)
    for name, shown in (("zed", "Alpha"), ("abe", "Republic of South")):
        run("add-party", name, "--name", shown, "--role", "principal", cwd=tmp_path)
    run("add-issue", "i", "--title", "I", "--kind", "quantity", cwd=tmp_path)
    for name, value in (("zed", "1"), ("abe", "20")):
        run("add-position", name, "i", value, "--stated", "2026-01-01", "--side", "own", cwd=tmp_path)
    out = run(*words, "--format", "table", cwd=tmp_path, env={"COLUMNS": "40"}).out
    assert "Republic of South: 20" in out or "Republic of South  20" in out


@pytest.mark.parametrize("name", ["gaza-ceasefire-2024", "mlb-lockout-2021-22", "uaw-detroit-2023"])
def test_brief_is_never_longer_on_a_wider_page(name: str) -> None:
    """A short answer takes no more lines where there is more room: columns only where they are no longer."""
    widths = ("60", "80", "120", "160")
    command = ("-n", name, "compare", "--brief", "--format", "table")
    lengths = [len(run(*command, cwd=SHIPPED.parent, env={"COLUMNS": width}).lines) for width in widths]
    assert lengths == sorted(lengths, reverse=True)


def test_silence_since_a_deal_is_said_once() -> None:
    """Where nobody has spoken since a deal only the last column says so; the cells of the parties are empty."""
    page = look("compare", "--data", SHIPPED, "-n", "gaza-ceasefire-2024", "--issue", "flight-pause", width=160)
    assert " ".join(page.split()).count("nothing since") == 1
    assert "agreed or gap" in page
