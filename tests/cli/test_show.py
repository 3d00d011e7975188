"""`show`: where parties stand with the whole provenance, or one record whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import EXAMPLE, SHIPPED, home, look, run


def test_columns_two_and_four_hold_issue_and_value() -> None:
    """`negtrack show hamas | cut -f1,2,4` gives party, issue and value."""
    cut = [tuple(line.split("\t")[number] for number in (0, 1, 3)) for line in run("show", "hamas").lines]
    assert cut[0] == ("party", "issue", "value")
    assert ("hamas", "civilian-return", "immediately") in cut
    assert ("hamas", "female-soldier-ratio", "30:1") in cut
    assert ("hamas", "prisoners-first-stage", "700..1000") in cut


def test_first_row_as_json() -> None:
    """`rows[0].value` is the first position's value; the whole carries its schema."""
    whole = run("show", "--json").json
    assert whole["schema"] == "negtrack.show/1"
    assert whole["rows"][0]["value"] == "at least 2 weeks"
    assert whole["rows"][0]["sources"] == ["wsj-2024-03-25"]
    assert {row["answer"] for row in whole["responses"]} == {
        "accepted",
        "pending",
        "rejected",
        "restated",
        "welcomed",
    }
    assert len(whole["notes"]) == 32


def test_everything_the_source_says_is_shown() -> None:
    """Value, who says so and how, our words, the paragraph and the id: all stand on the page."""
    page = look("show", "israel")
    for line in (
        " civilian-return  Start of civilians' return to northern Gaza",
        "   at least 2 weeks",
        '     according to Egyptian officials, background, 25 Mar, B2; caveat: "only starting two weeks',
        "     Civilians begin to return two weeks after the signature, not before.",
        "     wsj-2024-03-25 ¶3  2024-03-25-civilian-return-d836",
        " David Barnea  Mossad, head of Israel's team, negotiates",
    ):
        assert line in page.splitlines()


def test_all_voices_on_the_mandate() -> None:
    """The headline first, then every contested claim, then what contradicts nothing, then the older ones."""
    rows = run("show", "israel", "--issue", "team-mandate").rows
    assert [(row["standing"], row["value"]) for row in rows] == [
        ("current", "sufficient"),
        ("contested", "limited"),
        ("contested", "limited"),
        ("contested", "limited"),
        ("live", "refer-back"),
        ("earlier", "unspecified"),
        ("earlier", "unspecified"),
    ]
    assert {row["voice"] for row in rows} == {
        "israel",
        "international mediators in Doha",
        "families of hostages",
        "former security officials",
        "Gershon Baskin",
        "Channel 12",
        "N12",
    }


def test_all_adds_what_no_longer_stands() -> None:
    """`--all` adds the positions that later ones cleared."""
    rows = run("show", "israel", "--all", "--issue", "prisoners-first-stage").rows
    assert [(row["standing"], row["value"]) for row in rows] == [
        ("current", "one of 700..800"),
        ("live", "about 700"),
        ("live", "at most 800"),
        ("cleared", "400"),
    ]


@pytest.mark.parametrize("name", ["2024-03-25-civilian-return-d836", "2024-03-25-civilian-return-d8", "d836"])
def test_a_record_by_id_prefix_or_hex(name: str) -> None:
    """A record is named by its id, a unique prefix, or the hex digits that it ends in."""
    (row,) = run("show", name).rows
    assert row["id"] == "2024-03-25-civilian-return-d836"
    assert row["standing"] == "live"


def test_a_record_whole() -> None:
    """Every field as the file has it, and the place in the file."""
    page = look("show", "d836")
    assert page.splitlines()[2].startswith("2024-03-25-civilian-return-d836")
    assert "value        at least 2 weeks after deal-signed" in page
    (row,) = run("show", "d836").rows
    path, line = row["file"].split(":")
    text = (home() / "data" / EXAMPLE / path).read_text("utf-8")
    assert text.splitlines()[int(line) - 1] == '[position."2024-03-25-civilian-return-d836"]'


def test_a_proposal_with_the_answers_to_it() -> None:
    """A proposal shows what answers it, in whose words."""
    (row,) = run("show", "us-compromise-2024-03").rows
    assert row["links"].count("answered by") == 9


def test_an_ambiguous_prefix_is_trouble() -> None:
    """More than one record begins with it: exit 2 and the first few."""
    result = run("show", "2024-03-25")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith('negtrack: "2024-03-25" ')
    assert "more than one record: 2024-03-25-civilian-return-5c8a, " in result.err


def test_an_unknown_name_offers_the_nearest() -> None:
    """Parties and records are both searched."""
    assert "did you mean hamas?" in run("show", "hammas").err
    assert "did you mean 2024-03-25-civilian-return-d836 or " in run("show", "2024-03-25-civilian-retrun-d836").err


def test_parties_and_records_do_not_mix() -> None:
    """One answer is either about parties or about records."""
    assert run("show", "israel", "d836").code == 2


def test_ids_are_those_of_the_records() -> None:
    """`--ids` gives ids that `show` takes again."""
    ids = run("show", "israel", "--ids").lines
    assert "2024-03-25-civilian-return-d836" in ids
    assert run("show", *[id for id in ids if "#" not in id]).code == 0


@pytest.mark.parametrize("party", ["israel", "hamas"])
def test_every_id_of_a_list_can_be_shown(party: str) -> None:
    """Also an offer that a proposal stands for has an id that `show` knows."""
    for name in run("show", party, "--ids").lines:
        assert run("show", name).code == 0, name


def test_verbose_adds_notes() -> None:
    """Remarks of ours are left to `-v`."""
    remark = "note: Text seen by Reuters."
    assert remark not in look("show", "hamas")
    assert remark in look("show", "hamas", "-v")


def test_brief_leaves_provenance_out() -> None:
    """`--brief` shows values and answers, and whose words they are where they are not the party's own on record."""
    page = look("show", "israel", "--brief")
    assert "700..800" in page
    assert "background" not in page
    assert "jpost-2024-03-24" not in page


def test_a_party_that_said_nothing() -> None:
    """It is shown as such, not left out."""
    assert "no position on record" in look("show", "egypt")
    assert len(run("show", "egypt").lines) == 1


def test_as_of_and_known_at() -> None:
    """Both clocks are on this view too."""
    assert "400" in {row["value"] for row in run("show", "israel", "--as-of", "2024-03-01").rows}
    assert len(run("show", "--known-at", "2026-11-01").lines) == 1


def test_a_record_before_its_day() -> None:
    """Its page says by which clock it is not on record yet, and has no link to what came later."""
    talks = ("-n", "uaw-detroit-2023", "--data", SHIPPED)
    record = "2023-09-13-general-wage-increase-2976"
    for day, standing in (("08", "not yet said"), ("10", "perhaps already said"), ("13", "live")):
        page = " ".join(look("show", record, "--as-of", f"2023-09-{day}", *talks).split())
        assert f"{record} {standing} position of UAW" in page
    assert "not yet recorded" in look("show", record, "--known-at", "2026-11-01", *talks)
    page = look("show", "ford-2023-10-25", "--as-of", "2023-10-27", *talks)
    assert ("announced by Ford" in page, "ratified" in page) == (True, False)


def test_a_party_whose_file_has_errors(here: Path) -> None:
    """The error is not that there is no such party, but that its file has errors, on every command that asks for it."""
    path = here / "data/gaza-ceasefire-2024/parties/hamas.toml"
    path.write_text(path.read_text("utf-8").replace('"', "", 1), "utf-8")
    for words in (
        ("show", "hamas"),
        ("compare", "israel", "hamas"),
        ("diff", "israel", "hamas"),
        ("gaps", "israel", "hamas"),
    ):
        result = run(*words, cwd=here)
        assert result.code == 2
        assert "hamas" in result.err
        assert "has errors" in result.err
        assert "no party" not in result.err


def test_an_issue_shows_its_history(here: Path) -> None:
    """By its id or the beginning of it; beside anything else it is an error."""
    history = run("history", "civilian-return", cwd=here).out
    assert run("show", "civilian-return", cwd=here).out == history
    assert run("show", "civilian-r", cwd=here).out == history
    result = run("show", "civilian-return", "israel", cwd=here)
    assert (result.code, result.err) == (
        2,
        "negtrack: show takes one issue alone; history takes an issue and parties\n",
    )
