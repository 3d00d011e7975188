"""`add-position`: what a party would accept, appended to its file."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from .harness import EXAMPLE, Result, Terminal, contents, run, unchanged
from .small import ROW, positions

HAMAS = "data/gaza-ceasefire-2024/parties/hamas.toml"
RATIO = ("add-position", "hamas", "female-soldier-ratio", "25:1", "--source", "reuters-2024-03-28")


@pytest.fixture
def with_source(here: Path) -> Path:
    """Return the shipped data and one newer source."""
    run("add-source", "reuters-2024-03-28", "--container-title", "Reuters", "--issued", "2024-03-28", cwd=here)
    return here


def test_changes_one_file_by_appending(with_source: Path) -> None:
    """The party's file grows at its end, all else stays byte for byte; the new id is on stdout alone."""
    before = contents(with_source)
    result = run(*RATIO, cwd=with_source)
    assert result.code == 0
    name = result.out.strip()
    assert name.startswith("2024-03-28-female-soldier-ratio-")
    after = contents(with_source)
    assert [path for path in after if after[path] != before.get(path)] == [HAMAS]
    assert after[HAMAS].startswith(before[HAMAS])
    added = after[HAMAS][len(before[HAMAS]) :].decode()
    assert added.startswith(f'\n[position."{name}"]\nissue = "female-soldier-ratio"\n')
    assert f"negtrack: recorded {name} in parties/hamas.toml" in result.err
    assert "2024-03-28" in result.err.replace(name, ""), "the day taken from the source is printed"


def test_the_movement_can_be_seen(with_source: Path) -> None:
    """Hamas of 26 March against Hamas now: 30:1 -> 25:1, on another basis, and the same on the page."""
    name = run(*RATIO, cwd=with_source).out.strip()
    result = run("diff", "hamas@2024-03-26", "hamas", "--format", "table", cwd=with_source)
    assert result.code == 1
    assert "female-soldier-ratio  30:1 (security prisoners) -> 25:1" in result.out
    (row,) = run("diff", "hamas@2024-03-26", "hamas", "--json", cwd=with_source).json["rows"]
    assert row["after_id"] == name


def test_the_same_again_changes_nothing(with_source: Path) -> None:
    """Recording a thing twice is a no-op that gives the same id and says so, whenever it happens."""
    first = run(*RATIO, cwd=with_source)
    with unchanged(with_source):
        again = run(*RATIO, cwd=with_source, env={"SOURCE_DATE_EPOCH": "1795800000"})
    assert (again.code, again.out) == (0, first.out)
    assert f"already recorded as {first.out.strip()}; nothing written" in again.err


def test_two_coders_read_the_same_words(with_source: Path) -> None:
    """What each read out of one source is a record of its own, and the same coder's is recorded once."""
    names = [run(*RATIO, "--coder", coder, cwd=with_source).out for coder in ("kb", "mo", "kb")]
    assert names[0] == names[2] != names[1]


def test_a_source_cannot_report_what_came_later(here: Path) -> None:
    """The Journal of 25 March on a statement of 28 March: refused, nothing written."""
    with unchanged(here):
        result = run(
            *("add-position", "hamas", "female-soldier-ratio", "25:1"),
            *("--source", "wsj-2024-03-25", "--stated", "2024-03-28"),
            cwd=here,
        )
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "negtrack: nothing written: stated: the source wsj-2024-03-25 appeared on 2024-03-25 "
        "and cannot report a statement of 2024-03-28; correct the date, or name another source\n"
    )


def test_dry_run_writes_nothing(with_source: Path) -> None:
    """The TOML is printed under the name of its file; the id is the one that would be given."""
    with unchanged(with_source):
        dry = run(*RATIO, "--dry-run", cwd=with_source)
    assert dry.code == 0
    assert "would be appended to parties/hamas.toml" in dry.err
    assert dry.out.startswith(f'[position."{run(*RATIO, cwd=with_source).out.strip()}"]\n')


def added_fields(here: Path, result: Result) -> dict[str, str]:
    """Return the fields of the record that was just added."""
    assert result.code == 0, result.err
    files = (here / f"data/{EXAMPLE}/parties").glob("*.toml")
    tables = [tomllib.loads(path.read_text("utf-8")).get("position", {}) for path in files]
    (fields,) = (table[result.out.strip()] for table in tables if result.out.strip() in table)
    return {key: "; ".join(value) if isinstance(value, list) else str(value) for key, value in fields.items()}


@pytest.mark.parametrize(
    ("given", "side", "attribution"),
    [
        ((), None, "reported"),
        (("--side", "own"), "own", None),
        (("--on-record",), "own", "on-record"),
        (("--side", "egypt", "--on-record", "--speaker", "A minister"), "egypt", "on-record"),
        (("--side", "Egy", "--speaker", "A minister", "--attribution", "leak"), "egypt", "leak"),
        (("--side", "third-party", "--speaker", "An observer"), "third-party", None),
    ],
)
def test_who_speaks(here: Path, given: tuple[str, ...], side: str | None, attribution: str | None) -> None:
    """Nothing said is the source's own words; `--on-record` alone is the party itself."""
    result = run("add-position", "hamas", "team-mandate", "limited", "--source", "wsj-2024-03-25", *given, cwd=here)
    fields = added_fields(here, result)
    assert (fields.get("side"), fields.get("attribution")) == (side, attribution)


def test_values_are_kept_in_canonical_words(here: Path) -> None:
    """Symbols are understood; what is stored is one spelling."""
    result = run("add-position", "israel", "civilian-return", ">=2 weeks", "--source", "wsj-2024-03-25", cwd=here)
    assert added_fields(here, result)["value"] == "at least 2 weeks"


def test_every_option_reaches_its_field(here: Path) -> None:
    """One option a field; lists are repeated."""
    result = run(
        *("add-position", "israel", "team-mandate", "limited", "--stance", "statement"),
        *("--granted-by", "war cabinet", "--limits", "civilian-return = at least 2 weeks"),
        *("--requires", "a list of names", "--requires", "return-pace = gradual"),
        *("--toward", "hamas", "--qualifier", "in writing", "--text", "Our words.", "--quote", "theirs"),
        *("--source", "wsj-2024-03-25", "--source", "jpost-2024-03-24", "--locator", "¶9", "--grade", "B2"),
        *("--note", "A remark.", "--tag", "one", "--tag", "two", "--coder", "kb", "--stated", "2024-03-23"),
        *("--speaker", "An official", "--side", "own", "--attribution", "background", "--id", "by-hand"),
        cwd=here,
    )
    assert (result.code, result.out) == (0, "by-hand\n"), result.err
    assert added_fields(here, result) == {
        "issue": "team-mandate",
        "stance": "statement",
        "value": "limited",
        "granted_by": "war cabinet",
        "limits": "civilian-return = at least 2 weeks",
        "requires": "a list of names; return-pace = gradual",
        "toward": "hamas",
        "qualifier": "in writing",
        "text": "Our words.",
        "quote": "theirs",
        "sources": "wsj-2024-03-25; jpost-2024-03-24",
        "locator": "¶9",
        "grade": "B2",
        "note": "A remark.",
        "tags": "one; two",
        "coder": "kb",
        "stated": "2024-03-23",
        "speaker": "An official",
        "side": "own",
        "attribution": "background",
        "recorded": "2026-11-26 13:33:20+00:00",
    }


def test_a_withdrawal_takes_no_value(here: Path) -> None:
    """`--withdraws` makes a withdrawal; what it names no longer stands."""
    result = run(
        *("add-position", "hamas", "civilian-return", "--withdraws", "5c8a", "--on-record"),
        *("--stated", "2024-04-01", "--text", "Dropped."),
        cwd=here,
    )
    assert result.code == 0, result.err
    assert {row["issue"]: row for row in run("compare", cwd=here).rows}["civilian-return"]["hamas"] == ""


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "missing PARTY"),
        (("hamas",), "missing ISSUE"),
        (("hamas", "civilian-return"), "missing VALUE"),
        (("hamas", "civilian-return", "immediately"), "missing --source"),
        (("hammas", "civilian-return", "immediately"), 'no party "hammas" in gaza-ceasefire-2024; did you mean hamas?'),
        (("hamas", "civilian-retrun", "immediately"), "did you mean civilian-return"),
        (("hamas", "civilian-return", "2 wekes"), 'VALUE "2 wekes": not a timing; write "immediately"'),
        (("hamas", "civilian-return", "immediately", "--source", "wjs"), "negtrack sources lists them"),
        (
            ("hamas", "civilian-return", "immediately", "--source", "wsj", "--speaker", "X"),
            "--speaker needs --side: own, media, third-party or a party",
        ),
        (("hamas", "civilian-return", "immediately", "--source", "wsj", "--grade", "Z9"), '"Z9" is not a grade'),
        (("hamas", "civilian-return", "immediately", "--source", "wsj", "--stance", "demnd"), "did you mean demand?"),
        (("hamas", "female-soldier-ratio", "30:1", "--stance", "refusal", "--source", "wsj"), 'write "not 30:1"'),
        (("hamas", "civilian-return", "immediately", "--source", "wsj", "--id", "d836 x"), "is not an id"),
        (("hamas", "team-mandate", "none", "--source", "wsj", "--withdraws", "nope"), 'no record "nope"'),
    ],
)
def test_what_does_not_hold_is_one_line(here: Path, given: tuple[str, ...], message: str) -> None:
    """Exit 2, one line that says what to do, nothing on stdout, nothing written."""
    with unchanged(here):
        result = run("add-position", *given, cwd=here)
    assert (result.code, result.out) == (2, "")
    errors = [line for line in result.err.splitlines() if not line.startswith("negtrack: stated on ")]
    assert len(errors) == 1
    assert message in errors[0]


def test_on_a_terminal_it_asks(here: Path) -> None:
    """All that a good record needs: choices are listed and taken by number or beginning, Enter takes what is offered or
    leaves out what may be left out, and an invalid answer is asked for again."""
    terminal = Terminal("add-position", cwd=here)
    assert "  2  hamas  Hamas" in terminal.expect("PARTY: ")
    terminal.answer("hammas")
    assert 'no party "hammas" in gaza-ceasefire-2024; did you mean hamas?' in terminal.expect("[y/N]: ")
    terminal.answer("")
    terminal.expect("PARTY: ")
    terminal.answer("2")
    assert "  civilian-return  Start of civilians' return to northern Gaza" in terminal.expect("ISSUE: ")
    terminal.answer("civ")
    assert "  2  offer  what the party would give" in terminal.expect("STANCE [demand]: ")
    terminal.answer("")
    terminal.expect("VALUE (a timing")
    terminal.answer("2 wekes")
    assert "not a timing" in terminal.expect("VALUE (a timing")
    terminal.answer("at most 1 week")
    answers = {
        "speaker (": "Hamas officials",
        "side of the speaker: ": "own",
        "attribution (Enter: none): ": "background",
        "source (Enter: none): ": "sputnik-2024-03-26",
        "when (if not the day of the source; Enter: none): ": "",
        "text (what was said, in your words; Enter: none): ": "A week.",
    }
    for question, answer in answers.items():
        terminal.expect(question)
        terminal.answer(answer)
    assert terminal.end() == 0
    query = "SELECT stance, speaker, side, attribution, text FROM position WHERE value = 'at most 1 week'"
    (stored,) = run("query", query, cwd=here).rows
    assert [*stored.values()] == ["demand", "Hamas officials", "own", "background", "A week."]


def test_what_is_missing_is_defined_on_the_spot(talks: Path) -> None:
    """A party, an issue and a source with the ids that are offered; all of it is recorded together at the end."""
    terminal = Terminal("add-position", cwd=talks)
    for question, answer in (
        *(("PARTY: ", "The Guild"), ('Define "The Guild" now? [y/N]: ', "y")),
        *(("name of the party [The Guild]: ", ""), ("role [principal]: ", ""), ("its id [the-guild]: ", "")),
        *(
            ("ISSUE: ", "Hours"),
            ('Define "Hours" now? [y/N]: ', "y"),
            ("title of the issue [Hours]: ", "Hours of work"),
        ),
        *(("kind (how its values are written): ", "quant"), ("unit (such as people; Enter: none): ", "hours")),
        *(("its id [hours-of-work]: ", ""), ("STANCE [demand]: ", "2"), ("VALUE", "at most 38")),
        *(("speaker (", ""), ("side (", "own"), ("attribution (", "on"), ("source (", "The Post")),
        *(('Define "The Post" now? [y/N]: ', "y"), ("newspaper, site or publisher [The Post]: ", "")),
        *(("day on which it appeared: ", "2024-03-27"), ("title (Enter: none): ", "")),
        *(("its id [the-post-2024-03-27]: ", ""), ("when (", ""), ("text (", "")),
    ):
        with unchanged(talks):
            terminal.expect(question)
        terminal.answer(answer)
    assert terminal.end() == 0
    table = (talks / "data/talks/parties/the-guild.toml").read_text()
    assert 'issue = "hours-of-work"\nstance = "offer"\nvalue = "at most 38"' in table
    assert "[issue.hours-of-work]" in (talks / "data/talks/negotiation.toml").read_text()
    assert (
        '[source.the-post-2024-03-27]\ncontainer-title = "The Post"' in (talks / "data/talks/sources.toml").read_text()
    )


def test_a_whole_command_is_asked_nothing(here: Path) -> None:
    """On a terminal too: what a record may be without is not asked for where nothing else is."""
    words = ("hamas", "civilian-return", "at most 1 week", "--source", "sputnik-2024-03-26")
    terminal = Terminal("add-position", *words, cwd=here)
    assert terminal.end() == 0
    assert "Who said it?" not in terminal.seen


@pytest.mark.deep
def test_a_ladder_shows_its_rungs(here: Path) -> None:
    """Where the issue has named outcomes they are the choices."""
    terminal = Terminal("add-position", "hamas", "return-pace", "--source", "sputnik-2024-03-26", cwd=here)
    terminal.expect("STANCE [demand]: ")
    terminal.answer("")
    terminal.expect("unrestricted")
    terminal.answer("unrestricted")
    for _ in range(4):
        terminal.expect(": ")
        terminal.answer("")
    assert terminal.end() == 0


def test_ctrl_c_at_a_question(here: Path) -> None:
    """Exit 130, no traceback, nothing written."""
    with unchanged(here):
        terminal = Terminal("add-position", "hamas", cwd=here)
        terminal.expect("ISSUE: ")
        assert terminal.break_off() == 130
    assert "Traceback" not in terminal.seen


@pytest.mark.deep
def test_end_of_input_at_a_question(here: Path) -> None:
    """Ctrl-D gives up as Ctrl-C does, without a traceback, and nothing is written."""
    with unchanged(here):
        terminal = Terminal("add-position", "hamas", cwd=here)
        terminal.expect("ISSUE: ")
        terminal.press(b"\x04")
        assert terminal.end() in (2, 130)
    assert "Traceback" not in terminal.seen


# Many at once, on stdin


def lines(*rows: Mapping[str, object]) -> str:
    """Return the rows as JSON Lines."""
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_lines_on_stdin(talks: Path) -> None:
    """Each is a position; all ids are on stdout, in order, and a second time nothing is new."""
    text = lines(ROW, {**ROW, "party": "The Employer", "value": 80}, {**ROW, "sources": ["gazette"], "value": "9..10"})
    result = run("add-position", "-", cwd=talks, stdin=text)
    assert result.code == 0, result.err
    assert [position.value for position in positions(talks, result.lines)] == ["at least 90", "80", "9..10"]
    assert result.err.splitlines() == [
        "negtrack: warning: 2 records have no source; to name one, undo this import and repeat it with --source ID",
        "negtrack: 3 records and 0 definitions new, 0 already there, 0 restored",
    ]
    with unchanged(talks):
        again = run("add-position", "-", cwd=talks, stdin=text)
    assert (again.code, again.out) == (0, "")


def test_options_hold_for_lines_that_do_not_say(talks: Path) -> None:
    """What stands in a line goes before what stands on the command line."""
    text = lines({"party": "union", "value": "1", "stated": "2024-03-01"}, {**ROW, "side": "media", "speaker": "Radio"})
    options = ("--side", "own", "--grade", "C3", "--source", "gazette", "--tag", "a", "--tag", "b")
    result = run("add-position", "-", "pay", *options, cwd=talks, stdin=text)
    assert result.code == 0, result.err
    first, second = positions(talks, result.lines)
    assert (first.issue, first.side, first.grade, first.sources, first.tags) == (
        "pay",
        "own",
        "C3",
        ("gazette",),
        ("a", "b"),
    )
    assert (second.side, second.speaker, second.grade) == ("media", "Radio", "C3")


def test_no_option_is_dropped(talks: Path) -> None:
    """Lists hold for every line as well."""
    options = ("--requires", "start = 2 weeks", "--requires", "x;y", "--supersedes", "first")
    result = run(
        "add-position", "-", *options, cwd=talks, stdin=lines({**ROW, "requires": ["a; b"]}, {**ROW, "value": 7})
    )
    own, given = positions(talks, result.lines)
    assert (own.requires, given.requires) == (("a; b",), ("start = 2 weeks", "x;y"))
    assert own.supersedes == given.supersedes == ("first",)
    row = {key: text for key, text in ROW.items() if key != "value"}
    result = run("add-position", "-", "--stance", "withdrawal", "--withdraws", own.id, cwd=talks, stdin=lines(row))
    (withdrawal,) = positions(talks, result.lines)
    assert withdrawal.withdraws == (own.id,)


def test_invalid_lines(talks: Path) -> None:
    """Every error with its row and field; nothing is written, and nothing missing is created."""
    text = lines(ROW, {**ROW, "party": "unoin"}, {**ROW, "value": "many"}, {**ROW, "speaker": "x", "side": None})
    with unchanged(talks):
        result = run("add-position", "-", cwd=talks, stdin=text + "nonsense\n")
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        'stdin: row 2, party: no party "unoin"; did you mean union?',
        'stdin: row 3, value: "many": not a quantity; write "33", "700..1000", "at least 40"',
        "stdin: row 4, side: missing, required with speaker; write own, media, third-party or a party's id",
        "stdin: row 5: not JSON: expecting value at column 1",
        "negtrack: nothing written: 4 errors (see above)",
    ]


def test_lines_of_nothing(talks: Path) -> None:
    """An empty stdin is an error, so that a broken pipeline is noticed."""
    with unchanged(talks):
        result = run("add-position", "-", cwd=talks, stdin="\n")
    assert (result.code, result.err) == (2, "-: empty; there is nothing to import\n")


def test_fields_that_nobody_knows_are_named(talks: Path) -> None:
    """They are not used; a line may come from any program."""
    result = run("add-position", "-", cwd=talks, stdin=lines({**ROW, "colour": "red"}))
    assert (result.code, len(result.lines)) == (0, 1)
    assert result.err.startswith("negtrack: columns not used: colour\n")


def test_one_id_is_not_for_many(talks: Path) -> None:
    """--id is refused beside `-`; a line names its own."""
    with unchanged(talks):
        result = run("add-position", "-", "--id", "x", cwd=talks, stdin=lines(ROW))
    assert result.err == "negtrack: --id names one record; write the ids into the lines\n"
    assert run("add-position", "-", cwd=talks, stdin=lines({**ROW, "id": "x"})).out == "x\n"


def test_lines_can_be_tried(talks: Path) -> None:
    """--dry-run shows the TOML, and writes nothing."""
    with unchanged(talks):
        result = run("add-position", "-", "--dry-run", cwd=talks, stdin=lines(ROW))
    assert result.code == 0
    assert 'value = "at least 90"\n' in result.out


@pytest.mark.parametrize("key", [b"\x03", b"\x04"])
def test_answers_outlast_a_prompt_that_is_broken_off(talks: Path, key: bytes) -> None:
    """`negtrack --resume` runs the command again, with what was answered as the answer of Enter."""
    terminal = Terminal("add-position", cwd=talks)
    for question, answer in (("PARTY: ", "2"), ("ISSUE: ", "pa"), ("STANCE [demand]: ", "2"), ("VALUE (", "up to 90")):
        terminal.expect(question)
        terminal.answer(answer)
    terminal.expect("speaker (")
    assert terminal.break_off(key) == 130
    assert terminal.seen.endswith("negtrack: your answers are kept; negtrack --resume goes on with them\n")
    again = Terminal("--resume", cwd=talks)
    again.expect("negtrack: add-position\n")
    for question, answer in (
        *(("PARTY [employer]: ", ""), ("ISSUE [pay]: ", "")),
        *(("STANCE [offer]: ", ""), ("[up to 90]: ", "at most 91"), ("speaker (", ""), ("side (", "")),
        *(("source (", "gaz"), ("when (", ""), ("text (", "")),
    ):
        again.expect(question)
        again.answer(answer)
    assert again.end() == 0
    assert 'value = "at most 91"' in (talks / "data/talks/parties/employer.toml").read_text()
    nothing = run("--resume", cwd=talks)
    assert (nothing.code, nothing.err) == (2, "negtrack: no answers are kept here; there is nothing to resume\n")


ASKED = (
    *(("PARTY", "2"), ("ISSUE", "pa"), ("STANCE", "2"), ("VALUE", "at most 91"), ("speaker", "Ann Roe, director")),
    *(
        ("side of the speaker", "own"),
        ("attribution", "on-record"),
        ("source", "gaz"),
        ("when", ""),
        ("text", "No more."),
    ),
)
"""What a position is asked for, with an answer."""


@pytest.mark.parametrize("number", range(len(ASKED)))
def test_no_question_loses_the_answers_before_it(talks: Path, number: int) -> None:
    """A prompt that is broken off at any question goes on there once Enter took what was answered before."""
    terminal = Terminal("add-position", cwd=talks)
    for question, answer in ASKED[:number]:
        terminal.expect(question)
        terminal.answer(answer)
    terminal.expect(ASKED[number][0])
    assert terminal.break_off(b"\x03") == 130
    again = Terminal("--resume" if number else "add-position", cwd=talks)
    for place, (question, answer) in enumerate(ASKED):
        again.expect(question)
        again.answer("" if place < number else answer)
    assert again.end() == 0
    text = (talks / "data/talks/parties/employer.toml").read_text()
    assert all(line in text for line in ('value = "at most 91"', 'speaker = "Ann Roe, director"', 'text = "No more."'))


def test_answers_about_something_new_outlast_it(talks: Path) -> None:
    """What was answered about a party that is missing, and that it is to be defined, is offered again."""
    terminal = Terminal("add-position", cwd=talks)
    for question, answer in (("PARTY: ", "Port Pilots"), ("now? [y/N]: ", "y"), ("name of the party [", "Pilots")):
        terminal.expect(question)
        terminal.answer(answer)
    terminal.expect("role [")
    assert terminal.break_off(b"\x03") == 130
    again = Terminal("--resume", cwd=talks)
    for question in ("PARTY [Port Pilots]: ", "now? [Y/n]: ", "name of the party [Pilots]: "):
        again.expect(question)
        again.answer("")
    again.expect("role [")
    assert again.break_off(b"\x03") == 130


def test_answers_outlast_an_error_at_the_end(talks: Path) -> None:
    """A record that is refused once all is answered: one wrong answer is given anew, the others are offered."""
    terminal = Terminal("add-position", "employer", "pay", "70", "--stated", "2027-03-01", "--side", "own", cwd=talks)
    assert terminal.end() == 2
    assert "kept" not in terminal.seen
    terminal = Terminal("add-position", "employer", "pay", "--side", "own", cwd=talks)
    for question, answer in (
        *(("STANCE [demand]: ", "refusal"), ("VALUE (", "70"), ("source (", "gaz"), ("when (", ""), ("text (", "No.")),
    ):
        terminal.expect(question)
        terminal.answer(answer)
    assert terminal.end() == 2
    assert "a refusal states what remains acceptable" in terminal.seen
    again = Terminal("--resume", cwd=talks)
    for question, answer in (
        *(("STANCE [refusal]: ", ""), ("[70]: ", "under 70"), ("[gazette]: ", ""), ("when (", ""), ("[No.]: ", "")),
    ):
        again.expect(question)
        again.answer(answer)
    assert again.end() == 0


def test_beginnings_are_said(talks: Path) -> None:
    """What was taken for the beginning of an id is said once it is recorded; a whole id, name or title is not."""
    result = run("add-position", "un", "p", "at least 90", "--source", "g", "--side", "em", "--dry-run", cwd=talks)
    assert result.code == 0, result.err
    expected = 'negtrack: read "g" as source gazette, "em" as party employer, "un" as party union, "p" as issue pay\n'
    assert sorted(result.err.split("\n")[0].removeprefix("negtrack: read ").split(", ")) == sorted(
        expected.strip().removeprefix("negtrack: read ").split(", ")
    )
    result = run("add-position", "The Employer", "Pay", "at least 91", "--source", "gazette", cwd=talks)
    assert result.code == 0, result.err
    assert "read" not in result.err
    result = run("retract", result.lines[0][:-1], "--reason", "typing error", cwd=talks)
    assert f'negtrack: read "{result.err.split(chr(34))[1]}" as record ' in result.err


def test_a_quote_that_is_not_in_the_text(talks: Path) -> None:
    """One line says so and where to look, for options, lines and tables; nothing where no text is kept."""
    quoting = ("--source", "gazette", "--side", "own", "--quote", "ninety at least")
    assert "quote" not in run("add-position", "union", "pay", "90", *quoting, cwd=talks).err
    (talks / "g.txt").write_text("The union wants 95 an hour; it said so, it said so.")
    assert run("source-text", "gazette", "g.txt", cwd=talks).code == 0
    result = run("add-position", "union", "pay", "91", *quoting, cwd=talks)
    message = "negtrack: warning: 1 quote not found in the text; see negtrack verify "
    assert f"{message}{result.lines[0]}\n" in result.err
    row = {**ROW, "sources": ["gazette"]}
    text = lines({**row, "quote": "it said so"}, {**row, "value": "95", "quote": "wants 95 an hour"})
    result = run("add-position", "-", cwd=talks, stdin=text)
    assert result.err.splitlines()[0] == (
        "negtrack: warning: 1 quote in several places of the text, or between other words; see negtrack verify "
        + result.lines[0]
    )
    assert "not found" not in result.err
    (talks / "t.jsonl").write_text(lines({**row, "value": "97", "quote": "x y"}, {**row, "value": "98", "quote": "y"}))
    result = run("import", "t.jsonl", "--proposed", cwd=talks)
    assert "negtrack: warning: 2 quotes not found in the text; see negtrack review\n" in result.err
    result = run("import", "t.jsonl", cwd=talks)
    assert f"2 quotes not found in the text; see negtrack verify {' '.join(result.lines)}\n" in result.err


def test_a_capital_m_is_said_back(talks: Path) -> None:
    """Where an M becomes the m of millions, that is said, though both are one letter."""
    assert run("add-issue", "staff", "--title", "Staff", "--kind", "quantity", "--unit", "people", cwd=talks).code == 0
    given = ("add-position", "union", "staff", "6M", "--stated", "2024-03-20", "--side", "own", "--dry-run")
    result = run(*given, cwd=talks)
    assert (result.code, '"6M" is read as "6m"' in result.err) == (0, True), result.err


def test_a_text_that_cannot_be_read(talks: Path) -> None:
    """A quote whose kept text cannot be read is recorded, with a warning and not an error, for a line and a table."""
    (talks / "g.txt").write_text("The union wants 95 an hour.")
    assert run("source-text", "gazette", "g.txt", cwd=talks).code == 0
    (kept,) = talks.rglob("text/gazette.txt")
    kept.write_bytes(b"\xff\xfe\xfd")
    text = lines({**ROW, "sources": ["gazette"], "quote": "wants 95 an hour"})
    assert "gazette.txt: " in run("add-position", "-", cwd=talks, stdin=text).err
    (talks / "t.jsonl").write_text(text.replace("wants 95", "95"))
    for options in (("--proposed",), ()):
        result = run("import", "t.jsonl", *options, cwd=talks)
        assert result.code == 0
        assert "warning: no quote was looked up in the text of its source: " in result.err
        assert "gazette.txt: " in result.err
        assert "1 record" in result.err
