"""`diff`: what differs between two sides, what changed over time; exit codes as diff(1) has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import look, run


def test_two_parties_differ() -> None:
    """Exit 1; what differs is told issue by issue with both sides and who says so."""
    result = run("diff", "israel", "hamas")
    assert (result.code, result.err) == (1, "")
    rows = {row["issue"]: row for row in result.rows}
    assert (rows["civilian-return"]["sign"], rows["civilian-return"]["gap"]) == ("~", "apart 14 days")
    assert (rows["return-pace"]["sign"], rows["permanent-ceasefire"]["sign"]) == ("-", "+")
    assert rows["civilian-return"]["left_speaker"] == "Egyptian officials"
    assert rows["female-soldier-ratio"]["gap"] == "apart > 0"
    assert "prisoners-first-stage" not in rows


def test_page() -> None:
    """The page gives the counts first, then both sides of each difference below each other."""
    page = look_differing("diff", "israel", "hamas")
    assert "2 apart · 3 silent · 1 overlap · 1 contested" in page.splitlines()[0]
    assert "    Israel  at least 2 weeks  Egyptian officials, background, 25 Mar, B2" in page
    assert "    Hamas   immediately       reported by The Wall Street Journal, 25 Mar, C3" in page


def look_differing(*args: str) -> str:
    """The page of a `diff` that finds differences."""
    result = run(*args, "--format", "table")
    assert (result.code, result.err) == (1, "")
    return result.out


def test_all_adds_what_does_not_differ() -> None:
    """An overlap counts as no difference; `--all` shows it."""
    rows = {row["issue"]: row for row in run("diff", "israel", "hamas", "--all").rows}
    assert rows["prisoners-first-stage"]["gap"] == "overlap 700..800"
    assert rows["prisoners-first-stage"]["sign"] == "="


def test_a_side_does_not_differ_from_itself() -> None:
    """Exit 0 and no row."""
    result = run("diff", "israel", "israel")
    assert (result.code, len(result.lines), result.err) == (0, 1, "")


def test_overlap_alone_is_no_difference() -> None:
    """Exit 0 where the only issue asked for overlaps."""
    assert run("diff", "israel", "hamas", "--issue", "prisoners-first-stage").code == 0


def test_silent_on_both_sides_is_no_difference() -> None:
    """Two parties that said nothing do not differ."""
    assert run("diff", "qatar", "egypt").code == 0


def test_unknown_side_is_trouble() -> None:
    """Exit 2, nothing on stdout, and one line that says where to look."""
    result = run("diff", "israel", "nobody")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        'negtrack: no party or proposal "nobody" in gaza-ceasefire-2024; known are israel, hamas, united-states, qatar, '
        "egypt, mediators, ... (negtrack parties lists them)\n"
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
    (row,) = result.rows
    assert (row["before"], row["after"]) == ("400", "700..800")
    assert row["before_id"].endswith("-57bf")
    page = look_differing("diff", "israel@2024-03-18", "israel", "--issue", "prisoners-first-stage")
    assert "400 -> 700..800  moved closer to Hamas: apart 300 -> overlap 700..800" in page


def test_a_proposal_is_a_side() -> None:
    """A proposal's terms against a party's positions: an undisclosed number is unknown, and counts as a difference."""
    result = run("diff", "us-compromise", "hamas")
    assert result.code == 1
    (row,) = result.rows
    assert (row["issue"], row["sign"], row["left_value"]) == ("prisoners-first-stage", "?", "undisclosed")


def test_since_a_day() -> None:
    """What was stated after a day: moved, new, newly contested, each with who says so."""
    page = look_differing("diff", "--since", "2024-03-14")
    for line in (
        " > prisoners-first-stage  400 -> 700..800  moved closer to Hamas: apart 300 -> overlap 700..800",
        "     27 Feb, reports citing Al Jazeera -> 24 Mar, Israeli officials (own); another voice",
        " + civilian-return  at least 2 weeks  new",
    ):
        assert line in page.splitlines()
    told = " ".join(page.split())
    assert (
        "! newly contested: sufficient (own), limited (international mediators in Doha, families of hostages, "
        "former security officials), refer-back (Gershon Baskin)"
    ) in told


def test_since_and_until() -> None:
    """A span of time ends at `--until`; nothing in it is exit 0."""
    assert run("diff", "--since", "2024-03-19", "--until", "2024-03-22").code == 0
    assert "nothing changed" in look("diff", "--since", "2024-03-19", "--until", "2024-03-22")
    rows = run("diff", "--since", "2024-03-14", "--until", "doha-round").rows
    assert {(row["party"], row["issue"]) for row in rows} >= {("israel", "prisoners-first-stage")}
    assert "civilian-return" not in {row["issue"] for row in rows}


def test_since_for_some_parties() -> None:
    """Parties after `--since` narrow the answer."""
    assert {row["party"] for row in run("diff", "--since", "2024-03-14", "hamas").rows} == {"hamas"}


def test_known_since_goes_by_when_it_was_recorded() -> None:
    """The second clock: a number that was recorded later is new, whenever it was said."""
    rows = run("diff", "--known-since", "2026-11-20T09:40:00Z").rows
    assert "prisoners-first-stage" not in {row["issue"] for row in rows}
    assert "civilian-return" in {row["issue"] for row in rows}
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
    folder = tmp_path / "data/talks"
    (folder / "parties").mkdir(parents=True)
    (folder / "negotiation.toml").write_text(
        'title = "Talks"\n[issue.words]\ntitle = "Words"\nkind = "text"\n', encoding="utf-8"
    )
    for party, value in (("one", "release of all prisoners 立即停火"), ("two", "release of some prisoners 立即撤軍")):
        (folder / f"parties/{party}.toml").write_text(
            f'name = "{party}"\nrole = "principal"\n[position.{party}-1]\nissue = "words"\nvalue = "{value}"\n'
            "stated = 2024-03-25\nrecorded = 2024-03-26 00:00:00Z\n",
            encoding="utf-8",
        )
    result = run("diff", "one", "two", "--format", "table", cwd=tmp_path)
    assert result.code == 1
    assert "release of [all] prisoners 立即[停火]" in result.out
    assert "release of [some] prisoners 立即[撤軍]" in result.out
