"""What the views must say about the talks of February and March 2024: the answers by their numbers.

As of 26 March 2024 unless an answer has another day. No sentence of a view may be stronger than these.
"""

from __future__ import annotations

from .answers import Talks

WAIT = {
    11: "that Sinwar and Gallant decide, and according to whom: the authority of a delegate has no speaker",
    19: "that Qatar contradicts the end of the round, beside its date: an event has no note",
    21: "the deal of January 2025 and its scorecard: there are no agreements, and its sheets come later",
}
"""What waits for something that cannot be recorded yet, by the number of the answer."""

TALKS = Talks("gaza-ceasefire-2024")
LAST = "2024-03-26"
AS_OF, UNTIL = ("--as-of", LAST), ("--until", LAST)
US, HAMAS = "us-compromise-2024-03", "hamas-2024-03-14"


def test_1_the_return_is_14_days_apart_in_the_words_of_others() -> None:
    """Each figure stands with whose word it is and its caveat; Channel 12's, on another anchor, contests nothing."""
    day = "2024-03-25"
    assert TALKS.cell("hamas", "civilian-return", day) == [
        "current: immediately; The Wall Street Journal, 2024-03-25, B2",
    ]
    assert TALKS.cell("israel", "civilian-return", day) == [
        "current: at least 2 weeks; egypt, 2024-03-25, B2",
        "earlier: 2 weeks after ceasefire-start; Channel 12, 2024-03-23, C2",
    ]
    gap = "apart 14 days, according to Egyptian officials and The Wall Street Journal"
    assert TALKS.gap("civilian-return", "israel", "hamas", day) == gap
    assert TALKS.caveats("hamas", "civilian-return", day) == [
        "the paper names no starting point; counted from the signature, as Israel's is",
    ]
    assert TALKS.caveats("israel", "civilian-return", day) == [
        '"only starting two weeks after" is read as: not before',
    ]


def test_2_the_day_before_hamas_is_silent_on_the_return() -> None:
    """What came on 25 March is new for Hamas, and for Israel another voice on another anchor, never hardened."""
    assert TALKS.cell("hamas", "civilian-return", "2024-03-24") == []
    assert TALKS.gap("civilian-return", "israel", "hamas", "2024-03-24") == "silent"
    rows = TALKS.rows("diff", "--since", "2024-03-24", "--issue", "civilian-return", *UNTIL)
    assert [(row["party"], row["classes"]) for row in rows if row["part"] == "change"] == [
        ("israel", ["changed"]),
        ("hamas", ["new"]),
    ]
    page = TALKS.page("diff", "--since", "2024-03-24", "--issue", "civilian-return", *UNTIL)
    assert "another anchor; another voice" in page


def test_3_the_two_numbers_of_prisoners_hang_on_two_bases() -> None:
    """700 to 1000 for women, children, elderly and ill, and one of 700 to 800 for 40 hostages: not comparable."""
    assert TALKS.gap("prisoners-first-stage", "israel", "hamas", LAST) == "not comparable: basis"
    assert TALKS.cell("hamas", "prisoners-first-stage", LAST) == [
        "current: 700..1000 (for the women, children, elderly and ill, female recruits included); "
        "hamas, 2024-03-14, B2",
    ]
    assert TALKS.cell("israel", "prisoners-first-stage", LAST) == [
        "current: one of 700..800; israel, 2024-03-24, B2",
        "live: about 700; israel, 2024-03-24, F2",
        "live: at most 800; Channel 12, 2024-03-24, B2",
    ]
    assert "overlap" not in TALKS.page("compare", "--issue", "prisoners-first-stage", *AS_OF)


def test_4_israel_softened_by_300_to_400_and_moved_closer_to_nobody() -> None:
    """The change is measured on Israel's own line; on both days it is not comparable with Hamas's number."""
    args = ("--since", "2024-02-27", "--until", "2024-03-24")
    rows = TALKS.rows("diff", *args, "israel", "--issue", "prisoners-first-stage")
    (row,) = (row for row in rows if row["part"] == "change")
    assert (row["classes"], row["by_least"], row["by_most"], row["voice_changed"]) == (["softened"], 300, 400, True)
    (gap,) = TALKS.rows("gaps", "--since", "2024-03-14", "--issue", "prisoners-first-stage", *AS_OF)
    assert (gap["status"], gap["before_status"]) == ("not comparable", "not comparable")
    assert "closer" not in TALKS.page("history", "prisoners-first-stage", *AS_OF)


def test_5_the_ratio_for_female_soldiers_is_not_comparable() -> None:
    """An inference makes no headline beside Al Jazeera's figure; on 24 March its two figures are 25 apart."""
    issue = "female-soldier-ratio"
    assert TALKS.gap(issue, "israel", "hamas", LAST) == "not comparable: basis"
    assert TALKS.cell("hamas", issue, LAST) == [
        "current: 30:1 (security prisoners); Al Jazeera, 2024-03-23, B2",
        "live: inferred: 30:1; The Wall Street Journal, 2024-03-25, B3",
    ]
    assert TALKS.cell("israel", issue, LAST) == [
        "current: under 30:1; The Wall Street Journal, 2024-03-25, B1",
        "earlier: 5:1 (security prisoners); Al Jazeera, 2024-03-23, B2",
    ]
    assert TALKS.gap(issue, "israel", "hamas", "2024-03-24") == "apart 25, according to Al Jazeera"
    rows = TALKS.rows("diff", "--since", "2024-03-24", "israel", "--issue", issue, *UNTIL)
    assert [(row["classes"], row["voice_changed"]) for row in rows if row["part"] == "change"] == [(["changed"], True)]
    assert "another basis" in TALKS.page("diff", "--since", "2024-03-24", "israel", "--issue", issue, *UNTIL)


def test_6_what_israel_considers_makes_no_set() -> None:
    """25 apart in Channel 12's account; 7:1 stands beside it with its word and its condition."""
    issue = "life-sentence-ratio"
    assert TALKS.gap(issue, "israel", "hamas", LAST) == "apart 25, according to Channel 12"
    assert TALKS.cell("hamas", issue, LAST) == ["current: 30:1; Channel 12, 2024-03-23, C2"]
    assert TALKS.cell("israel", issue, LAST) == [
        "current: 5:1; Channel 12, 2024-03-23, C2",
        "live: considers 7:1; israel, 2024-03-24, F3",
    ]
    assert "considers 7:1, if prisoner-veto = no (unknown)" in TALKS.page("compare", "--issue", issue, *AS_OF)
    assert TALKS.changes("--since", "2024-03-23", "israel", "--issue", issue, *UNTIL) == [f"israel {issue}: claim"]


def test_7_the_text_of_hamas_heads_and_others_contest_it() -> None:
    """Its own document, whatever the later days of the others, who say that it wants an end at once."""
    issue = "permanent-ceasefire"
    others = [
        "contested: immediate; The Times of Israel, 2024-03-23, B3",
        "contested: immediate; i24News, 2024-03-17, C3",
    ]
    text = "current: date-after-first-exchange; hamas, 2024-03-14, B2"
    assert TALKS.cell("hamas", issue, LAST) == [text, "contested: immediate; israel, 2024-03-26, B3", *others]
    assert TALKS.cell("hamas", issue, "2024-03-25") == [text, *others]
    assert TALKS.cell("israel", issue, LAST) == ["current: none; The Times of Israel, 2024-03-23, B2"]
    assert TALKS.gap(issue, "israel", "hamas", LAST) == "apart 2 rungs, according to The Times of Israel"


def test_8_what_led_to_the_text_of_hamas() -> None:
    """By 6 February at once, never since then; 7 February no value; 14 March two rungs softer in another voice."""
    rows = [row for row in TALKS.rows("history", "permanent-ceasefire", "hamas", *AS_OF) if row["kind"] == "position"]
    assert [(row["stated"], row["value"], row["voice"]) for row in rows[:3]] == [
        ("../2024-02-06", "immediate", "sources of Reuters"),
        ("2024-02-07", "unspecified", "source close to the talks"),
        ("2024-03-14", "date-after-first-exchange", "hamas"),
    ]
    assert rows[2]["classes"] == ["softened"]
    page = TALKS.page("history", "permanent-ceasefire", "hamas", *AS_OF)
    assert "by 6 Feb" in page
    assert "softened by 2 rungs; another voice" in page


def test_9_hamas_has_nothing_on_record_about_the_pace() -> None:
    """Three voices say gradual of Israel; the words of Abu Zuhri are a note and fill no cell."""
    assert TALKS.cell("israel", "return-pace", LAST) == [
        "current: gradual; egypt, 2024-03-25, B1",
        "earlier: gradual; Channel 12, 2024-03-23, C1",
        "earlier: gradual; informed sources, to Al Jazeera, 2024-02-27, C2",
    ]
    assert TALKS.cell("hamas", "return-pace", LAST) == []
    assert TALKS.gap("return-pace", "israel", "hamas", LAST) == "silent"
    assert TALKS.cell("israel", "hostages-first-phase", LAST) == ["current: 40 (alive); Channel 12, 2024-03-23, C2"]
    assert TALKS.cell("hamas", "hostages-first-phase", LAST) == []


def test_10_the_mandate_of_israel_is_contested_by_three_voices() -> None:
    """An if-sentence is no contest and no claim; the mediators' names are not made up; 17 March was uncontested."""
    assert TALKS.cell("israel", "team-mandate", LAST) == [
        "current: sufficient; israel, 2024-03-25, B3",
        "contested: limited; international mediators in Doha, 2024-03-25, B2",
        "contested: limited; families of hostages, 2024-03-25, B2",
        "contested: limited; former security officials, 2024-03-25, B2",
        "live: if refer-back; Gershon Baskin, 2024-03-25, B6",
        "earlier: unspecified; Channel 12, 2024-03-23, B3",
        "earlier: unspecified; N12, 2024-03-23, B2",
    ]
    assert TALKS.cell("israel", "team-mandate", "2024-03-17") == ["current: limited; israel, 2024-03-17, B2"]
    past = [row for row in TALKS.rows("history", "team-mandate", "israel", *AS_OF) if row["day"] == "2024-03-17"]
    assert [row["value"] for row in past] == ["limited"]
    assert TALKS.overview("contested", LAST)[1].startswith(
        "team-mandate of Israel: sufficient (senior Israeli official in the negotiations (own), B3; "
    )


def test_11_that_hamas_must_refer_back_is_what_israeli_officials_say() -> None:
    """Never without "according to": Hamas itself has nothing on record, and nobody decides without somebody's word."""
    assert TALKS.cell("hamas", "team-mandate", LAST) == ["current: refer-back; israel, 2024-03-25, B2"]
    assert "refer-back according to Israeli officials" in TALKS.page("show", "hamas", "--issue", "team-mandate", *AS_OF)
    assert "decides" not in TALKS.page("show", "hamas", "israel", *AS_OF)


def test_12_no_number_for_israel_and_no_forecast_of_the_mediators() -> None:
    """Weeks are no number; what is hoped stands with its word."""
    assert TALKS.cell("israel", "expected-length", LAST) == ["current: unspecified; israel, 2024-03-25, B3"]
    assert TALKS.cell("mediators", "expected-length", LAST) == [
        "current: hoped: under 3 weeks; The Wall Street Journal, 2024-03-25, B2",
    ]


def test_13_the_answers_to_the_us_compromise() -> None:
    """Each in somebody's words; its number is a source's to CNN; nothing is agreed."""
    assert TALKS.answers(US, LAST) == [
        "israel accepted, senior Israeli official involved in the talks, 2024-03-25, B2",
        "israel welcomed, Arab mediators, 2024-03-25, B1",
        "hamas restated, own words, 2024-03-25, B1",
        "hamas rejected, prime minister's office, 2024-03-26, B3",
    ]
    terms = [row for row in TALKS.rows("proposals", US, *AS_OF) if row["part"] == "term"]
    assert {row["offered"] for row in terms} == {"undisclosed"}
    assert {tuple(row["disclosed"]) for row in terms} == {("about 700, according to source, to CNN, 25 Mar, C2",)}
    page = TALKS.page("proposals", US, *AS_OF)
    assert "tabled by United States by 23 Mar according to senior Israeli official" in page
    assert "caveat: the statement speaks of Israel's reply and does not name the US proposal" in page
    assert TALKS.counts(LAST)["agreed"] == 0


def test_14_the_same_answers_on_earlier_days() -> None:
    """What an official said to Reuters heads on 23 March; from 25 March no answer of Hamas is awaited."""
    assert TALKS.answers(US, "2024-03-23") == [
        "israel welcomed, Israeli official briefed on the talks, 2024-03-23, B1",
        "israel accepted, Israeli media, 2024-03-23, B2",
        "hamas pending, Israeli official briefed on the talks, 2024-03-23, B1",
    ]
    assert TALKS.answers(US, "2024-03-24")[0] == "israel accepted, Israeli official, 2024-03-24, B2"
    assert TALKS.answers(US, "2024-03-25")[2:] == ["hamas restated, own words, 2024-03-25, B1"]
    assert any(US in line and "Hamas" in line for line in TALKS.overview("waiting", "2024-03-24"))
    for day in ("2024-03-25", LAST):
        assert not any("Hamas," in line for line in TALKS.overview("waiting", day))


def test_15_israel_left_its_answer_to_the_cabinets() -> None:
    """Its office's pending heads; that it rejected is a newspaper's word; Washington spoke well of it."""
    assert TALKS.answers(HAMAS, LAST) == [
        "israel pending, prime minister's office, 2024-03-14, B1",
        "israel rejected, reported by The Times of Israel, 2024-03-15, B3",
        "united-states welcomed, John Kirby, White House, 2024-03-15, B1",
    ]


def test_16_what_came_after_25_march() -> None:
    """One claim, one answer and three notes; no position changed, and nothing is newly contested."""
    rows = TALKS.rows("diff", "--since", "2024-03-25", *UNTIL)
    assert [(row["part"], row["party"], row["text"]) for row in rows if row["part"] != "note"] == [
        ("claim", "hamas", "immediate"),
        ("answer", "hamas", "rejected"),
    ]
    assert [row["party"] for row in rows if row["part"] == "note"] == ["israel", "israel", "qatar"]
    assert {row["after_voice"] for row in rows[:2]} == {"israel"}
    result = TALKS.run("diff", "--since", "2024-03-25", "--format", "table", *UNTIL)
    assert (result.code, "no position changed" in result.out, "nothing changed" in result.out) == (1, True, False)
    assert TALKS.run("diff", "--since", "doha-round", "--format", "table", *UNTIL).code == 0


def test_17_words_on_rafah_and_the_vote_count_from_their_own_day() -> None:
    """22 March, though the newspaper has them on the 25th; both statements, without an overlap."""
    beside = {("israel", "rafah-operation"), ("united-states", "rafah-operation"), ("united-states", "ceasefire-at-un")}
    since = {(row["party"], row["issue"]) for row in TALKS.rows("diff", "--since", "2024-03-22", *UNTIL)}
    assert not beside & since
    for day, shown in (("2024-03-21", False), ("2024-03-22", True)):
        found = {(row["party"], row["issue"]) for row in TALKS.rows("show", "--as-of", day)}
        assert (beside <= found, bool(beside & found)) == (shown, shown)
    rows = TALKS.rows("show", "--issue", "rafah-operation", *AS_OF)
    assert [(row["party"], row["value"], row["speaker"], row["stance"]) for row in rows] == [
        ("israel", "limited or major", "netanyahu", "statement"),
        ("united-states", "none or limited", "blinken", "statement"),
    ]
    assert "Benjamin Netanyahu (own), 22 Mar" in TALKS.page("compare", "--issue", "rafah-operation", *AS_OF)
    assert "overlap" not in TALKS.page("compare", "--issue", "rafah-operation", *AS_OF)


def test_18_the_pair_on_all_issues() -> None:
    """Three apart, two not comparable, two silent, one on which there is nothing; Hamas spoke itself on two."""
    counts = TALKS.counts(LAST)
    assert (counts["apart"], counts["not comparable"], counts["overlap"], counts["agreed"]) == (3, 2, 0, 0)
    rows = TALKS.rows("gaps", *AS_OF)
    assert {row["issue"] for row in rows if row["status"] == "apart"} == {
        *("civilian-return", "life-sentence-ratio", "permanent-ceasefire"),
    }
    assert {row["issue"] for row in rows if row["status"] == "silent" and (row["one_value"] or row["other_value"])} == {
        *("return-pace", "hostages-first-phase"),
    }
    assert [TALKS.cell(party, "prisoner-veto", LAST) for party in ("israel", "hamas")] == [[], []]
    contested = [words.split(" (")[0] for words in TALKS.overview("contested", LAST)]
    assert contested == [
        "permanent-ceasefire of Hamas: date-after-first-exchange",
        "team-mandate of Israel: sufficient",
    ]
    substance = {row["id"] for row in TALKS.rows("issues") if row["class"] == "substance"}
    own = {
        (row["party"], row["issue"])
        for row in TALKS.rows("show", "israel", "hamas", *AS_OF)
        if row["side"] == "own" and row["modality"] == "said" and row["issue"] in substance
    }
    assert own == {
        ("hamas", "prisoners-first-stage"),
        ("hamas", "permanent-ceasefire"),
        ("israel", "prisoners-first-stage"),
    }


def test_19_the_round_ran_until_26_march() -> None:
    """On 25 March it is running; nothing has 24 March as its end."""
    (row,) = (row for row in TALKS.rows("events") if row["id"] == "doha-round")
    assert (row["date"], row["until"]) == ("2024-03-18", "2024-03-26")
    page = TALKS.page("history", "permanent-ceasefire", *AS_OF)
    assert "18 Mar - 26 Mar Doha round of March 2024" in page


def test_20_israel_and_those_who_doubt_it() -> None:
    """Beside Netanyahu's word stand those against it; the dead stand with who counts them; none of it is a position."""
    notes = TALKS.run("show", "israel", "--format", "json", *AS_OF).json["notes"]
    speakers = [note["speaker"] for note in notes]
    for speaker in ("netanyahu", "some analysts", "former security officials", "representatives of the families"):
        assert speakers.count(speaker) == 1
    assert speakers.count("Gershon Baskin") == 2
    assert any(note["speaker"] == "Israel, Israeli authorities" and "1,200" in note["text"] for note in notes)
    dead = [
        note["party"]
        for party in ("israel", "hamas", "mediators")
        for note in TALKS.run("show", party, "--format", "json", *AS_OF).json["notes"]
        if note["speaker"] == "Palestinian health authorities"
    ]
    assert dead == ["mediators"]


def test_wait_is_said() -> None:
    """The answers that wait in part are of these numbers."""
    assert sorted(WAIT) == [11, 19, 21]
