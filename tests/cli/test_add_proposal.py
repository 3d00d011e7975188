"""`add-proposal`: terms that a party put on the table, kept secret or disclosed later."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from .harness import EXAMPLE, Terminal, contents, look, run, unchanged

PARTIES = f"data/{EXAMPLE}/parties"
BRIDGE = (
    *("add-proposal", "united-states", "--title", "Bridge", "--kind", "bridging", "--tabled", "2024-03-26"),
    *("--term", "civilian-return=undisclosed", "--term", "return-pace = undisclosed"),
    *("--between", "israel", "--between", "hamas", "--stated", "2024-03-26", "--side", "own", "--id", "bridge"),
)
DISCLOSURE = (
    *("add-proposal", "united-states", "--discloses", "bridge", "--term", "civilian-return=1 week"),
    *("--stated", "2024-03-28", "--side", "own"),
)
OWN = (
    *("add-proposal", "israel", "--title", "Offer of Israel", "--kind", "counter", "--term", "civilian-return=10 days"),
    *("--between", "israel", "--between", "hamas", "--stated", "2024-03-29", "--on-record", "--id", "offer"),
)


def terms(here: Path, name: str, *args: object, columns: tuple[str, str] = ("offered", "gap")) -> dict[str, list[str]]:
    """Return issue -> what is offered, and Israel's gap to it, or two other columns."""
    rows = run("proposals", name, *args, cwd=here).rows
    return {
        row["issue"]: [row[column] for column in columns]
        for row in rows
        if (row["part"], row["party"]) == ("term", "israel")
    }


def disclosed(here: Path, name: str, *args: object) -> dict[str, list[str]]:
    """Return issue -> what is offered by the paper itself, and what became known of it."""
    return terms(here, name, *args, columns=("offered", "disclosed"))


def stored_fields(here: Path, party: str, name: str) -> dict[str, object]:
    """Return the fields of a proposal as its party's file has them."""
    table: dict[str, dict[str, object]] = tomllib.loads((here / PARTIES / f"{party}.toml").read_text("utf-8"))[
        "proposal"
    ]
    return table[name]


def test_changes_one_file_by_appending(here: Path) -> None:
    """The file of the party that tabled it grows at its end; the id alone is on stdout."""
    before = contents(here)
    result = run(*BRIDGE, cwd=here)
    assert (result.code, result.out) == (0, "bridge\n")
    assert "recorded bridge in parties/united-states.toml" in result.err
    after = contents(here)
    path = f"{PARTIES}/united-states.toml"
    assert [name for name in after if after[name] != before.get(name)] == [path]
    assert after[path].startswith(before[path])


def test_every_option_reaches_its_field(here: Path) -> None:
    """One option a field; terms in canonical words, names found by their beginnings."""
    result = run(
        *("add-proposal", "hamas", "--title", "Answer", "--kind", "counter", "--tabled", "../2024-03-27"),
        *("--term", "civilian-return = <=2 weeks", "--term", "prisoners-first-stage=700..900"),
        *("--between", "hamas", "--between", "Israel", "--answers", "us-compromise", "--text", "Our words."),
        *("--quote", "theirs", "--source", "sputnik-2024-03-26", "--stated", "2024-03-26", "--grade", "C2"),
        *("--speaker", "A leader", "--side", "own", "--attribution", "leak", "--locator", "¶2", "--note", "N."),
        *("--tag", "one", "--id", "by-hand"),
        cwd=here,
    )
    assert result.code == 0, result.err
    fields = stored_fields(here, "hamas", "by-hand")
    assert str(fields.pop("recorded")) == "2026-11-26 13:33:20+00:00"
    assert str(fields.pop("stated")) == "2024-03-26"
    assert fields == {
        "title": "Answer",
        "kind": "counter",
        "tabled": "../2024-03-27",
        "terms": ["civilian-return = at most 2 weeks", "prisoners-first-stage = 700..900"],
        "between": ["hamas", "israel"],
        "answers": "us-compromise-2024-03",
        "text": "Our words.",
        "quote": "theirs",
        "sources": ["sputnik-2024-03-26"],
        "grade": "C2",
        "speaker": "A leader",
        "side": "own",
        "attribution": "leak",
        "locator": "¶2",
        "note": "N.",
        "tags": ["one"],
    }


def test_an_id_of_its_own(here: Path) -> None:
    """Without `--id` it is the day, the words of its title and four hex digits of its content; a package unless another
    kind is named."""
    given = [*BRIDGE[:3], BRIDGE[3], *BRIDGE[6:-2]]
    result = run(*given, cwd=here)
    assert result.out.startswith("2024-03-26-bridge-")
    assert stored_fields(here, "united-states", result.out.strip())["kind"] == "package"


def test_the_same_again_changes_nothing(here: Path) -> None:
    """Recording it twice is a no-op that gives the same id and says so, also at another instant."""
    given = BRIDGE[:-2]
    first = run(*given, cwd=here)
    with unchanged(here):
        again = run(*given, cwd=here, env={"SOURCE_DATE_EPOCH": "1795800000"})
    assert (again.code, again.out) == (0, first.out)
    assert "nothing written" in again.err


def test_dry_run_writes_nothing(here: Path) -> None:
    """The TOML is printed, the file named."""
    with unchanged(here):
        dry = run(*BRIDGE, "--dry-run", cwd=here)
    assert dry.code == 0
    assert dry.out.startswith("[proposal.bridge]\n")
    assert "would be appended to parties/united-states.toml" in dry.err
    assert tomllib.loads(dry.out)["proposal"]["bridge"]["terms"] == [
        "civilian-return = undisclosed",
        "return-pace = undisclosed",
    ]


def test_secret_terms_are_unknown(here: Path) -> None:
    """A term that nobody made public: no gap to it is claimed, and no offer follows from it."""
    run(*BRIDGE, cwd=here)
    assert terms(here, "bridge")["civilian-return"] == ["undisclosed", "unknown"]
    assert {row["gap"] for row in run("proposals", "bridge", cwd=here).rows if row["issue"] == "civilian-return"} == {
        "unknown"
    }


def test_disclosed_later(here: Path) -> None:
    """`--discloses` tells terms from its day on, in its own voice beside the paper's; the list has one proposal."""
    run(*BRIDGE, cwd=here)
    result = run(*DISCLOSURE, cwd=here)
    assert result.code == 0, result.err
    assert disclosed(here, "bridge") == {
        "civilian-return": ["undisclosed", "1 week, own statement, 28 Mar"],
        "return-pace": ["undisclosed", ""],
    }
    assert disclosed(here, "bridge", "--as-of", "2024-03-27")["civilian-return"] == ["undisclosed", ""]
    assert run("proposals", "--ids", cwd=here).lines == ["hamas-2024-03-14", "us-compromise-2024-03", "bridge"]
    rows = {row["id"]: row for row in run("proposals", cwd=here).rows}
    assert rows["bridge"]["terms"] == "civilian-return = undisclosed; return-pace = undisclosed"


def test_a_disclosure_takes_its_title_and_kind(here: Path) -> None:
    """They are those of the proposal that it discloses, unless given."""
    run(*BRIDGE, cwd=here)
    fields = stored_fields(here, "united-states", run(*DISCLOSURE, cwd=here).out.strip())
    assert (fields["title"], fields["kind"], fields["discloses"]) == ("Bridge", "bridging", "bridge")


def test_show_names_the_disclosure(here: Path) -> None:
    """The record of the proposal says what disclosed it."""
    run(*BRIDGE, cwd=here)
    name = run(*DISCLOSURE, cwd=here).out.strip()
    (row,) = run("show", "bridge", cwd=here).rows
    assert f"disclosed by {name}" in row["links"]


def test_a_retracted_disclosure_is_secret_again(here: Path) -> None:
    """And recording it again with --restore restores it."""
    run(*BRIDGE, cwd=here)
    name = run(*DISCLOSURE, cwd=here).out.strip()
    run("retract", name, "--reason", "misread", cwd=here)
    assert disclosed(here, "bridge")["civilian-return"] == ["undisclosed", ""]
    assert "it stands again" in run(*DISCLOSURE, "--restore", cwd=here).err
    assert disclosed(here, "bridge")["civilian-return"][1].startswith("1 week, ")


def test_a_mediator_s_is_nobody_s_offer(here: Path) -> None:
    """Terms of the United States move neither side's position."""
    before = run("compare", cwd=here).rows
    run(*BRIDGE, cwd=here)
    run(*DISCLOSURE, cwd=here)
    assert [(row["israel"], row["hamas"]) for row in run("compare", cwd=here).rows] == [
        (row["israel"], row["hamas"]) for row in before
    ]


def test_a_principal_s_is_its_offer(here: Path) -> None:
    """Its terms are its positions of that day, with an id that `show` knows; the diff tells the move."""
    run(*OWN, cwd=here)
    row = {row["issue"]: row for row in run("compare", cwd=here).rows}["civilian-return"]
    assert (row["israel"], row["gap"]) == ("10 days", "apart 10 days, according to The Wall Street Journal")
    (position,) = run("show", "israel", "--issue", "civilian-return", cwd=here).rows
    assert (position["id"], position["stance"]) == ("offer#civilian-return", "offer")
    assert run("show", "offer#civilian-return", cwd=here).code == 0
    change, proposal = run("diff", "--since", "2024-03-28", "--json", cwd=here).json["rows"]
    assert (change["before"], change["after"]) == ("at least 2 weeks", "10 days")
    assert (change["classes"], change["by_least"], change["by_unit"]) == (["closer", "softened"], 4, "days")
    assert (proposal["part"], proposal["classes"], proposal["after_id"]) == ("proposal", ["proposal"], "offer")


def test_a_principal_s_secret_offer_disclosed_later(here: Path) -> None:
    """Undisclosed, it clears nothing; disclosed, it is the party's position, 50 from the nearest of Israel's words."""
    given = ("--between", "israel", "--between", "hamas", "--on-record")
    term = "prisoners-first-stage=undisclosed"
    run(
        *("add-proposal", "hamas", "--title", "H", "--term", term, "--stated", "2024-04-01", *given, "--id", "h"),
        cwd=here,
    )
    stage = ("compare", "--issue", "prisoners-first-stage")
    assert run(*stage, cwd=here).rows[0]["hamas"] == "700..1000"
    assert "also undisclosed" in look(*stage, cwd=here)
    run(
        *("add-proposal", "hamas", "--discloses", "h", "--term", "prisoners-first-stage=750"),
        *("--stated", "2024-04-03", "--on-record"),
        cwd=here,
    )
    (row,) = run(*stage, cwd=here).rows
    assert (row["hamas"], row["gap"]) == ("750", "apart about 50, according to high-ranking Israeli source")
    assert run(*stage, "--as-of", "2024-04-02", cwd=here).rows[0]["hamas"] == "700..1000"


def test_agreed_provisionally(here: Path) -> None:
    """One tabled it, the other accepted it in its own voice: the pair has agreed, in every view that has pairs."""
    run(*OWN, cwd=here)
    run("add-response", "hamas", "offer", "accepted", "--stated", "2024-03-30", "--on-record", cwd=here)
    (row,) = run("gaps", "--issue", "civilian-return", cwd=here).rows
    assert (row["status"], row["trend"]) == ("agreed", "agreed")
    assert "provisionally" in row["gap"]
    assert run("compare", "--issue", "civilian-return", cwd=here).rows[0]["status"] == "agreed"
    page = " ".join(look("compare", "--issue", "civilian-return", cwd=here).split())
    assert "agreed" in page
    assert "provisionally" in page
    settled = run("diff", "--since", "2024-03-29", "--only", "agreed", cwd=here).rows
    assert {(row["party"], row["issue"]) for row in settled} == {
        ("israel", "civilian-return"),
        ("hamas", "civilian-return"),
    }
    assert run("gaps", "--issue", "civilian-return", "--as-of", "2024-03-29", cwd=here).rows[0]["status"] == "apart"


def test_another_s_word_for_it_does_not_settle(here: Path) -> None:
    """That Israel says Hamas accepted is no agreement: the sets meet, in the words of Israel's official."""
    run(*OWN, cwd=here)
    run(
        *("add-response", "hamas", "offer", "accepted", "--stated", "2024-03-30"),
        *("--speaker", "An official", "--side", "israel"),
        cwd=here,
    )
    (row,) = run("gaps", "--issue", "civilian-return", cwd=here).rows
    assert (row["status"], row["gap"]) == ("overlap", "overlap 10 days, according to An official (Israel)")


def test_terms_outside_the_mandate(here: Path) -> None:
    """Marked in `proposals ID`, in `compare --proposal` and by `check`; a term inside the limits is not."""
    run(
        *("add-position", "israel", "team-mandate", "limited", "--limits", "civilian-return = at least 3 weeks"),
        *("--limits", "prisoners-first-stage = at most 900", "--granted-by", "war cabinet"),
        *("--stated", "2024-03-27", "--on-record", "--id", "m"),
        cwd=here,
    )
    run(
        *("add-proposal", "qatar", "--title", "Q", "--term", "civilian-return=1 week", "--id", "q"),
        *("--term", "prisoners-first-stage=850", "--stated", "2024-03-28", "--side", "own"),
        cwd=here,
    )
    rows = [row for row in run("proposals", "q", cwd=here).rows if row["part"] == "term"]
    assert {(row["issue"], row["party"]): row["mandate"] for row in rows} == {
        ("civilian-return", "israel"): "outside the mandate (at least 3 weeks)",
        ("civilian-return", "hamas"): "",
        ("prisoners-first-stage", "israel"): "",
        ("prisoners-first-stage", "hamas"): "",
    }
    assert "! outside the mandate (at least 3 weeks)" in look("proposals", "q", "--layout", "stacked", cwd=here)
    page = look("compare", "--proposal", "q", "--layout", "stacked", cwd=here)
    assert "! Israel: outside the mandate (at least 3 weeks)" in page
    assert page.count("outside the mandate") == 1
    notes = [row for row in run("check", "--json", cwd=here).json["rows"] if "mandate" in row["message"]]
    assert [(row["file"], row["severity"]) for row in notes] == [("parties/qatar.toml", "note")]
    assert "as m has it" in notes[0]["message"]


def test_an_offer_outside_the_mandate(here: Path) -> None:
    """A principal's own terms count as its offers: what its mandate does not cover is marked wherever it stands."""
    run(
        *("add-position", "israel", "team-mandate", "limited", "--limits", "civilian-return = at least 3 weeks"),
        *("--stated", "2024-03-27", "--on-record", "--id", "m"),
        cwd=here,
    )
    mark = "outside the mandate (at least 3 weeks)"
    assert mark not in look("compare", cwd=here, width=160), "a demand promises nothing"
    run(*OWN, cwd=here)
    for view in (("compare", "--layout", "stacked"), ("show", "israel")):
        assert f"! {mark}" in look(*view, "--issue", "civilian-return", cwd=here)
    (row,) = run("show", "israel", "--issue", "civilian-return", "--json", cwd=here).json["rows"]
    assert row["marks"] == [mark]
    (note,) = (row for row in run("check", "--json", cwd=here).json["rows"] if "mandate" in row["message"])
    assert (note["severity"], note["file"]) == ("note", "parties/israel.toml")
    assert "outside the mandate (at least 3 weeks)" in note["message"]
    assert run("check", cwd=here).code == 0
    assert run("check", "--strict", cwd=here).code == 1


def test_show_opens_with_the_mandate_s_limits(here: Path) -> None:
    """The claims about the delegates stand before the positions, with limits and who granted it further down."""
    run(
        *("add-position", "israel", "team-mandate", "sufficient", "--limits", "civilian-return = at least 3 weeks"),
        *("--granted-by", "war cabinet", "--stated", "2024-03-27", "--on-record", "--id", "m"),
        cwd=here,
    )
    page = look("show", "israel", cwd=here)
    head = page[: page.index("────")]
    for words in ("David Barnea", "team-mandate:", "! sufficient  own statement, 27 Mar", "! limited  according to "):
        assert words in head
    assert "granted by war cabinet" in page
    assert "limit civilian-return = at least 3 weeks" in page


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "missing PARTY"),
        (("hamas",), "missing --title"),
        (("hammas", "--title", "T"), "did you mean hamas?"),
        (("hamas", "--title", "T", "--term", "civilian-retrun=immediately"), "did you mean civilian-return"),
        (("hamas", "--title", "T", "--term", "civilian-return"), "not a term; write ISSUE=VALUE"),
        (("hamas", "--title", "T", "--term", "civilian-return="), "not a term; write ISSUE=VALUE"),
        (("hamas", "--title", "T", "--term", "civilian-return=30:1"), 'civilian-return "30:1": not a timing'),
        (("hamas", "--title", "T", "--kind", "packge"), "did you mean package?"),
        (("hamas", "--title", "T", "--between", "hammas"), "did you mean hamas?"),
        (("hamas", "--title", "T", "--answers", "us-compromize"), "did you mean us-compromise-2024-03?"),
        (("hamas", "--title", "T", "--discloses", "nope"), 'no proposal "nope"'),
        (("hamas", "--title", "T", "--term", "civilian-return=immediately"), "missing --source"),
        (("hamas", "--title", "T", "--tabled", "soon", "--source", "wsj"), 'tabled: "soon": not a date'),
        (("hamas", "--title", "T", "--source", "wsj", "--id", "hamas-2024-03-14"), "hamas-2024-03-14"),
        (("hamas", "--title", "T", "--source", "wsj", "--stated", "2024-03-28"), "cannot report a statement"),
    ],
)
def test_what_does_not_hold_is_one_line(here: Path, given: tuple[str, ...], message: str) -> None:
    """Exit 2, one line that says what to do, nothing on stdout, nothing written."""
    with unchanged(here):
        result = run("add-proposal", *given, cwd=here)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1
    assert message in result.err


@pytest.mark.deep
def test_on_a_terminal_it_asks(here: Path) -> None:
    """Party, title and source, each again after an answer that does not hold."""
    terminal = Terminal("add-proposal", "--side", "own", cwd=here)
    assert "  qatar  Qatar" in terminal.expect("PARTY: ")
    terminal.answer("quatar")
    assert "did you mean qatar?" in terminal.expect("[y/N]: ")
    terminal.answer("")
    terminal.expect("PARTY: ")
    terminal.answer("qatar")
    terminal.expect("title: ")
    terminal.answer("Plan of Qatar")
    for term in ("civilian-return=1 week", ""):
        terminal.expect("term (ISSUE, or ISSUE = VALUE, one after another; Enter: none): ")
        terminal.answer(term)
    assert "  wsj-2024-03-25  The Wall Street Journal" in terminal.expect("source (Enter: none): ")
    terminal.answer("wsj-2024-03-25")
    for _ in range(2):
        terminal.expect(": ")
        terminal.answer("")
    assert terminal.end() == 0
    assert "recorded 2024-03-25-plan-of-qatar" in terminal.seen
    assert b'title = "Plan of Qatar"' in contents(here)[f"{PARTIES}/qatar.toml"]


def test_issues_of_terms_are_defined_on_the_spot(talks: Path) -> None:
    """An issue that is not there yet, with its value or without; a value that does not fit it is asked for again."""
    terminal = Terminal("add-proposal", "--side", "own", "--stated", "2024-03-20", cwd=talks)
    for question, answer in (
        *(("PARTY: ", "union"), ("title: ", "First offer"), ("term (", "Night shifts = max two")),
        *(('Define "Night shifts" now? [y/N]: ', "y"), ("title of the issue [", ""), ("kind (", "quant")),
        *(("unit (", ""), ("its id [night-shifts]: ", ""), ("value of night-shifts (", "max 2"), ("term (", "pay")),
        *(("value of pay (", "up to 40"), ("term (", "night-shifts = 3")),
        *(("there is a term on night-shifts already", ""), ("text (", "")),
    ):
        terminal.expect(question)
        terminal.answer(answer)
    assert terminal.end() == 0
    table = (talks / "data/talks/parties/union.toml").read_text()
    assert '"night-shifts = at most 2",\n    "pay = at most 40",\n' in table
    assert "[issue.night-shifts]" in (talks / "data/talks/negotiation.toml").read_text()


def test_a_question_ends_its_lines_between_words(talks: Path) -> None:
    """On a narrow terminal too; after Ctrl-C what is said begins on a line of its own."""
    terminal = Terminal("add-proposal", cwd=talks, width=30)
    for question, answer in (("PARTY: ", "union"), ("title: ", "Offer")):
        terminal.expect(question)
        terminal.answer(answer)
    assert "term (ISSUE, or ISSUE =\nVALUE, one after another;\nEnter: none): " in terminal.expect("none): ")
    terminal.break_off()
    assert "\nnegtrack: your answers are" in terminal.seen


ASKED = (
    *(("PARTY", "Port Pilots"), ("now? [", "y"), ("name of the party", ""), ("role", ""), ("its id", "")),
    *(("title", "First offer"), ("term", "Night shifts = at most 2"), ("now? [", "y"), ("title of the issue", "")),
    *(("kind", "quantity"), ("unit", ""), ("its id", ""), ("term", "pay"), ("value of pay", "up to 40"), ("term", "")),
    *(("speaker", "Ann Roe"), ("side of the speaker", "own"), ("attribution", "on-record")),
    *(("source", "The Post"), ("now? [", "y"), ("newspaper", ""), ("day on which", "2024-03-27"), ("title", "")),
    *(("its id", ""), ("when", ""), ("text", "No more.")),
)
"""What a proposal is asked for, with an answer, where party, issue and source are new."""


@pytest.mark.parametrize("number", range(len(ASKED)))
def test_no_question_loses_the_answers_before_it(talks: Path, number: int) -> None:
    """A prompt that is broken off at any question ends, resumed with Enter for what was answered, in the same files."""
    terminal = Terminal("add-proposal", cwd=talks)
    terminal.answer_all(ASKED[:number])
    terminal.expect(ASKED[number][0])
    assert terminal.break_off() == 130
    again = Terminal("--resume" if number else "add-proposal", cwd=talks)
    again.answer_all([(question, "" if place < number else text) for place, (question, text) in enumerate(ASKED)])
    assert again.end() == 0, again.seen
    party = (talks / "data/talks/parties/port-pilots.toml").read_text()
    assert '    "night-shifts = at most 2",\n    "pay = at most 40",\n' in party
    assert all(line in party for line in ('speaker = "Ann Roe"', 'text = "No more."', 'title = "First offer"'))
    assert "[issue.night-shifts]" in (talks / "data/talks/negotiation.toml").read_text()
    assert "[source.the-post-2024-03-27]" in (talks / "data/talks/sources.toml").read_text()
