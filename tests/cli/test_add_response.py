"""`add-response`: one party's answer to a proposal, in its own words or another's."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from .harness import EXAMPLE, Terminal, contents, look, run, unchanged

COMPROMISE = "us-compromise-2024-03"
HAMAS = f"data/{EXAMPLE}/parties/hamas.toml"
YES = ("add-response", "hamas", COMPROMISE, "accepted", "--stated", "2024-03-28", "--on-record")


def answers(here: Path, *args: object) -> list[tuple[str, str, str]]:
    """Return the answers to the compromise: party, answer and words."""
    rows = run("proposals", COMPROMISE, *args, cwd=here).rows
    return [(row["party"], row["answer"], row["words"]) for row in rows if row["part"] == "answer"]


def test_changes_one_file_by_appending(here: Path) -> None:
    """The answering party's file grows at its end; the id has the day and the proposal in it."""
    before = contents(here)
    result = run(*YES, cwd=here)
    assert result.code == 0, result.err
    assert result.out.startswith(f"2024-03-28-{COMPROMISE}-")
    assert f"recorded {result.out.strip()} in parties/hamas.toml" in result.err
    after = contents(here)
    assert [name for name in after if after[name] != before.get(name)] == [HAMAS]
    assert after[HAMAS].startswith(before[HAMAS])


def test_an_answer_of_its_own_clears_what_was_said_before(here: Path) -> None:
    """Own words of a later day leave neither its earlier answer nor the other side's standing."""
    run(*YES, cwd=here)
    assert [answer for answer in answers(here) if answer[0] == "hamas"] == [("hamas", "accepted", "own words")]


def test_pending_ends_with_the_party_s_own_answer(here: Path) -> None:
    """On 24 March the answer of Hamas was awaited; what others say it answered stands beside that, its own ends it."""
    day = ("--as-of", "2024-03-24")
    assert [answer for answer in answers(here, *day) if answer[0] == "hamas"] == [
        ("hamas", "pending", "in the words of Israeli official briefed on the talks")
    ]
    run(
        *("add-response", "hamas", COMPROMISE, "countered", "--stated", "2024-03-24"),
        *("--speaker", "Egyptian officials", "--side", "egypt"),
        cwd=here,
    )
    assert [answer for answer in answers(here, *day) if answer[0] == "hamas"] == [
        ("hamas", "countered", "in the words of Egyptian officials"),
        ("hamas", "pending", "in the words of Israeli official briefed on the talks"),
    ]
    run("add-response", "hamas", COMPROMISE, "rejected", "--stated", "2024-03-24", "--on-record", cwd=here)
    own = next(answer for answer in answers(here, *day) if answer[0] == "hamas")
    assert own == ("hamas", "rejected", "own words")


def test_two_descriptions_stand_side_by_side(here: Path) -> None:
    """What the other side says of a later day stands beside the party's own answer, which comes first."""
    run(*YES, cwd=here)
    run(
        *("add-response", "hamas", COMPROMISE, "rejected", "--stated", "2024-03-29"),
        *("--speaker", "An official", "--side", "israel", "--on-record"),
        cwd=here,
    )
    assert [answer for answer in answers(here) if answer[0] == "hamas"] == [
        ("hamas", "accepted", "own words"),
        ("hamas", "rejected", "in the words of An official (Israel)"),
    ]


def test_reservations_are_kept_and_shown(here: Path) -> None:
    """In the record, on the proposal's page and in its rows."""
    given = ("accepted-with-reservations", "--reservations", "no exile", "--stated", "2024-03-28", "--on-record")
    name = run("add-response", "hamas", COMPROMISE, *given, cwd=here).out.strip()
    fields = tomllib.loads((here / HAMAS).read_text("utf-8"))["response"][name]
    assert (fields["answer"], fields["reservations"]) == ("accepted-with-reservations", "no exile")
    assert "with reservations: no exile" in look("proposals", COMPROMISE, cwd=here)
    assert "no exile" in {row["reservations"] for row in run("proposals", COMPROMISE, cwd=here).rows}


def test_an_answer_is_no_position(here: Path) -> None:
    """A mediator's proposal that is accepted moves nobody on any issue."""
    run("add-note", "hamas", "The day after.", "--stated", "2024-03-28", cwd=here)
    before = [(row["issue"], row["israel"], row["hamas"]) for row in run("compare", cwd=here).rows]
    run(*YES, cwd=here)
    assert [(row["issue"], row["israel"], row["hamas"]) for row in run("compare", cwd=here).rows] == before


def test_both_accepting_a_mediator_s_terms_on_record_settles_them(here: Path) -> None:
    """That an unnamed official of Israel accepted it is not enough; once both did on record, its term is agreed.

    The paper itself keeps its number secret, so the agreed one is that of its disclosure, and in whose words.
    """
    run(*YES, cwd=here)
    (row,) = run("gaps", "--issue", "prisoners-first-stage", cwd=here).rows
    assert row["status"] == "not comparable"
    run("add-response", "israel", *YES[2:], cwd=here)
    (row,) = run("gaps", "--issue", "prisoners-first-stage", cwd=here).rows
    assert (row["status"], row["trend"]) == ("agreed", "agreed")
    assert row["gap"] == f"agreed provisionally about 700, {COMPROMISE}, according to source, to CNN"


def test_show_party_lists_its_answers(here: Path) -> None:
    """With the words and the id."""
    name = run(*YES, cwd=here).out.strip()
    page = look("show", "hamas", cwd=here)
    assert name in page
    assert f" {COMPROMISE}  accepted" in page


def test_the_same_again_changes_nothing(here: Path) -> None:
    """A no-op that gives the same id and says so."""
    first = run(*YES, cwd=here)
    with unchanged(here):
        again = run(*YES, cwd=here, env={"SOURCE_DATE_EPOCH": "1795800000"})
    assert (again.code, again.out) == (0, first.out)
    assert f"already recorded as {first.out.strip()}; nothing written" in again.err


def test_dry_run_writes_nothing(here: Path) -> None:
    """The TOML with the id that it would have."""
    with unchanged(here):
        dry = run(*YES, "--dry-run", cwd=here)
    assert dry.code == 0
    assert dry.out.startswith(f'[response."{run(*YES, cwd=here).out.strip()}"]\n')


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "missing PARTY"),
        (("hamas",), "missing PROPOSAL"),
        (("hamas", COMPROMISE), "missing ANSWER"),
        (("hamas", COMPROMISE, "accepted"), "missing --source"),
        (("hammas", COMPROMISE, "accepted"), "did you mean hamas?"),
        (("hamas", "us-compromize", "accepted"), f"did you mean {COMPROMISE}?"),
        (("hamas", "nothing", "accepted"), "negtrack show --ids lists them"),
        (("hamas", COMPROMISE, "acepted"), '"acepted": did you mean accepted?'),
        (("hamas", COMPROMISE, "maybe"), "write one of accepted, accepted-with-reservations, welcomed, rejected"),
        (("hamas", COMPROMISE, "accepted", "--source", "nope"), "negtrack sources lists them"),
        (("hamas", COMPROMISE, "accepted", "--source", "wsj", "--speaker", "X"), "--speaker needs --side"),
        (("hamas", COMPROMISE, "accepted", "--source", "wsj", "--stated", "2024-04-01"), "cannot report a statement"),
    ],
)
def test_what_does_not_hold_is_one_line(here: Path, given: tuple[str, ...], message: str) -> None:
    """Exit 2, one line that says what to do, nothing on stdout, nothing written."""
    with unchanged(here):
        result = run("add-response", *given, cwd=here)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1
    assert message in result.err


@pytest.mark.deep
def test_on_a_terminal_it_asks(here: Path) -> None:
    """Party, proposal, answer and source, the choices before each; Hamas's answer is then in the proposals."""
    terminal = Terminal("add-response", "--side", "own", cwd=here)
    assert "  hamas  Hamas" in terminal.expect("PARTY: ")
    terminal.answer("hamas")
    assert f"  {COMPROMISE}  US compromise put forward in Qatar" in terminal.expect("PROPOSAL: ")
    terminal.answer("us-compromize")
    assert f"did you mean {COMPROMISE}?" in terminal.expect("PROPOSAL: ")
    terminal.answer("us-compromise")
    assert "  accepted-with-reservations" in terminal.expect("ANSWER: ")
    terminal.answer("maybe")
    assert "write one of accepted" in terminal.expect("ANSWER: ")
    terminal.answer("countered")
    terminal.expect("source (Enter: none): ")
    terminal.answer("sputnik-2024-03-26")
    for _ in range(2):
        terminal.expect(": ")
        terminal.answer("")
    assert terminal.end() == 0
    assert ("hamas", "countered", "own words") in answers(here)


def test_answers_a_position(here: Path) -> None:
    """Another party's position is answered by its id, a prefix of it or its hex, and the answer names the whole id."""
    rows = run("query", "select id from current where party = 'israel' and issue = 'civilian-return'", cwd=here).rows
    demand = rows[0]["id"]
    for day, name in enumerate((demand, demand[:-1], demand.rpartition("-")[2]), 28):
        given = ("add-response", "hamas", name, "rejected", "--stated", f"2024-03-{day}", "--on-record")
        result = run(*given, cwd=here)
        assert result.out.startswith(f"2024-03-{day}-civilian-return-"), result.err
    written = tomllib.loads((here / HAMAS).read_text(encoding="utf-8"))["response"].values()
    assert [response["to"] for response in written][-3:] == [demand] * 3


def test_nothing_to_answer(tmp_path: Path) -> None:
    """Where no proposal and no position is on record nothing is asked; one line says what to record first."""
    assert run("init", "talks", cwd=tmp_path).code == 0
    terminal = Terminal("add-response", cwd=tmp_path)
    assert terminal.end() == 2
    assert terminal.seen.endswith("nothing to answer is on record; record it first with add-proposal or add-position\n")


def test_words_of_a_title_name_what_is_answered(here: Path) -> None:
    """With a term, or without; what two titles have is refused, and other words are unknown."""
    offer = ("add-proposal", "israel", "--term", "civilian-return=10 days", "--stated", "2024-03-29", "--on-record")
    for title, name in (("Harbour of Malta", "p1"), ("Harbour of May", "p2")):
        assert run(*offer, "--title", title, "--id", name, cwd=here).code == 0
    answer = ("rejected", "--stated", "2024-03-30", "--side", "own", "--dry-run")
    for text, expected in (("malta", '"p1"'), ("Harbour of ma", ""), ("harbour of MAY#civ", '"p2#civilian-return"')):
        result = run("add-response", "hamas", text, *answer, cwd=here)
        assert (result.code, expected in result.out) == (0 if expected else 2, True), result.err
    assert 'no record "alta"' in run("add-response", "hamas", "alta", *answer, cwd=here).err
