"""`review` and `import --proposed`: records that are proposed, read beside their words, and accepted or removed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from .harness import Result, Terminal, run, unchanged
from .small import load, take

TEXT = """The talks went on until midnight.

The union asks for at least 101 a day. “We stay,” they said.

The employer offers at most 80 a day, and no more than that. The employer waits.
"""
SAID = {"issue": "pay", "stated": "2024-03-25", "side": "own", "sources": "gazette"}
UNION = {**SAID, "party": "union", "value": "at least 101", "quote": "at least 101 a day"}
EMPLOYER = {**SAID, "party": "employer", "value": "at most 80", "quote": "at most 80 a day"}
FALSE = {**SAID, "party": "union", "value": "at least 107", "quote": "at least 107 a day"}


@pytest.fixture
def held(talks: Path) -> Path:
    """Return a folder with the small negotiation and the text of its gazette."""
    (talks / "gazette.txt").write_text(TEXT, "utf-8")
    assert run("source-text", "gazette", talks / "gazette.txt", cwd=talks).code == 0
    return talks


def propose(here: Path, *rows: dict[str, str]) -> list[str]:
    """Propose rows and return the ids."""
    result = take(here, rows, "--proposed")
    assert result.code == 0, result.err
    return result.lines


def review(here: Path, answers: Sequence[str], *names: str, editor: str = "") -> Result:
    """Answer the questions of `review` on a terminal."""
    env = {"EDITOR": editor} if editor else {}
    return run("review", *names, cwd=here, tty=True, stdin="".join(f"{answer}\n" for answer in answers), env=env)


def text_of(here: Path) -> str:
    """Return the file of proposed records."""
    return (here / "data/talks/proposed.toml").read_text("utf-8")


def ids(here: Path) -> list[str]:
    """Return the ids of the records that are proposed."""
    return run("review", "--ids", cwd=here).lines


def test_nothing_enters_unread(held: Path) -> None:
    """A proposed record changes no answer and no other file; each answer says on stderr how many there are."""
    looks = [("show",), ("compare", "--json"), ("overview",), ("gaps",), ("history", "pay")]
    looks += [("query", "select count(*) from position"), ("sources",), ("export", "--to", "jsonl")]
    before = [run(*words, cwd=held).out for words in looks]
    files = {path: path.read_bytes() for path in (held / "data/talks").rglob("*.toml")}
    (name,) = propose(held, UNION)
    assert [run(*words, cwd=held).out for words in looks] == before
    assert {path: path.read_bytes() for path in files} == files
    assert run("show", cwd=held).err == "negtrack: 1 proposed, not counted; see negtrack review\n"
    assert run("show", name, cwd=held).code == 2


def test_a_record_is_proposed_once(held: Path) -> None:
    """The same rows again, or those of a record that stands already, bring nothing new."""
    names = propose(held, UNION, EMPLOYER)
    before = text_of(held)
    assert propose(held, UNION, EMPLOYER) == []
    assert text_of(held) == before
    review(held, ["y", "y"])
    assert propose(held, UNION, EMPLOYER) == []
    assert set(names) < set(load(held).entries)


def test_it_is_listed_off_a_terminal(held: Path) -> None:
    """With its words in the text, or why these do not verify; nothing is asked and nothing written."""
    propose(held, UNION, FALSE)
    with unchanged(held):
        first, second = (json.loads(line) for line in run("review", "--format", "jsonl", cwd=held).lines)
    assert (first["status"], first["paragraph"], first["reason"]) == ("found", 2, None)
    assert first["excerpt"] == 'The union asks for >>at least 101 a day<<. "We stay," they said.'
    assert (second["status"], second["excerpt"]) == ("orphaned", None)
    assert "nearest is: The union asks for at least 101 a day" in second["reason"]


@pytest.mark.parametrize("width", [40, 80, 160])
def test_its_page_fits(held: Path, width: int) -> None:
    """No line is wider than the terminal, and the words stand out without colour."""
    propose(held, UNION, FALSE)
    page = run("review", "--format", "table", cwd=held, env={"COLUMNS": str(width)}).out
    assert max(map(len, page.splitlines())) <= width
    assert "The union asks for >>at least 101 a day<<" in " ".join(page.split())
    assert "cannot be accepted: orphaned in gazette" in " ".join(page.split())


def test_accepting_records_it(held: Path) -> None:
    """It is recorded as any record is, at the instant of its acceptance, and no longer proposed; undo takes both back
    at once."""
    (name,) = propose(held, UNION)
    before = text_of(held)
    result = review(held, ["y"])
    assert name in result.out.split()
    assert "recorded " + name + " in parties/union.toml" in result.err
    assert "negtrack: 1 accepted, 0 removed, 0 of 1 left" in result.err
    assert load(held).entries[name].quote == "at least 101 a day"  # type: ignore[attr-defined]  # a position
    assert ids(held) == []
    assert "[position" not in text_of(held)
    assert run("undo", "--yes", cwd=held).code == 0
    assert (text_of(held), name in load(held).entries) == (before, False)


def test_what_does_not_verify_is_refused(held: Path) -> None:
    """With the reason, however often it is asked; nothing is written."""
    names = propose(held, FALSE)
    with unchanged(held):
        result = review(held, ["y", "Y", "q"])
    assert result.err.count("not accepted: orphaned in gazette") == 2
    assert ids(held) == names


def test_without_a_text_nothing_is_accepted(talks: Path) -> None:
    """Words that nobody can look up are no reason to record anything."""
    propose(talks, UNION)
    with unchanged(talks):
        assert "unverified in gazette: no text is kept of its source" in review(talks, ["y", "q"]).err


def test_every_word_must_verify(held: Path) -> None:
    """A true passage accepts no false quote beside it, and no false quote of a term."""
    passage = json.dumps({"quote": "at least 101 a day"})
    propose(held, {**FALSE, "locator": passage})
    result = review(held, ["y", "n"])
    assert "not accepted: orphaned in gazette" in result.err
    offer = {"table": "proposal", "party": "employer", "title": "P", "terms": "pay = 80", "id": "p"}
    offer |= {**{key: SAID[key] for key in ("stated", "side", "sources")}, "quote": "at most 80 a day"}
    propose(held, {**offer, "term-quote": "pay=at most 88 a day"})
    assert "not accepted: on pay: orphaned" in review(held, ["y", "q"]).err


def test_removing_can_be_undone(held: Path) -> None:
    """The others stay byte for byte."""
    propose(held, UNION, EMPLOYER)
    before = text_of(held)
    result = review(held, ["n", "s"])
    assert "0 accepted, 1 removed, 1 of 2 left" in result.err
    assert text_of(held) in before.replace(before[before.index("[position") : before.rindex("[position")], "")
    assert run("undo", "--yes", cwd=held).code == 0
    assert text_of(held) == before


def test_quitting_leaves_the_rest(held: Path) -> None:
    """What was answered before is stored; other answers ask again."""
    names = propose(held, UNION, EMPLOYER)
    result = review(held, ["", "what", "y", "q"])
    assert "1 accepted, 0 removed, 1 of 2 left" in result.err
    assert ids(held) == names[1:]


def test_an_edited_record_is_read_again(held: Path) -> None:
    """It gets the id of its new content, and is accepted like any other; its text is not kept."""
    names = propose(held, FALSE, EMPLOYER)
    result = review(held, ["e", "y", "q"], editor="sed -i s/107/101/g")
    assert "1 accepted, 0 removed, 1 of 2 left" in result.err
    (new,) = [name for name in load(held).entries if name.startswith("2024-03-25-pay") and name in result.out]
    assert (load(held).entries[new].value, ids(held)) == ("at least 101", names[1:])  # type: ignore[attr-defined]
    assert not list((held / "data/talks/.negtrack").glob("review-*"))


def test_an_edit_with_errors_is_kept(held: Path) -> None:
    """The record stays as it was, and the next edit goes on with the text."""
    names = propose(held, UNION)
    result = review(held, ["e", "q"], editor="sed -i s/union/unoin/")
    assert 'no party "unoin"; did you mean union?' in result.err
    assert ids(held) == names
    assert "unoin" in review(held, ["e", "q"], editor="cat").out or list((held / "data").rglob("review-*"))
    assert "1 accepted" in review(held, ["e", "y"], editor="sed -i s/unoin/union/").err


def test_sources_and_ids_select(held: Path) -> None:
    """A source stands for all that rests on it; an unknown name is an error."""
    names = propose(held, UNION, EMPLOYER)
    assert run("review", "gazette", "--ids", cwd=held).lines == names
    assert run("review", names[1][-4:], "--ids", cwd=held).lines == names[1:]
    assert run("review", "nothing", cwd=held).code == 2


def test_an_interrupt_loses_nothing(held: Path) -> None:
    """Ctrl-C at the second question leaves the first answer stored and the second record proposed."""
    names = propose(held, UNION, EMPLOYER)
    terminal = Terminal("review", cwd=held)
    terminal.expect("q quit: ")
    terminal.answer("y")
    assert "2 of 2" in terminal.expect("q quit: ")
    assert terminal.break_off() == 130
    assert (ids(held), names[0] in load(held).entries) == (names[1:], True)


def test_what_was_renamed_is_understood(held: Path) -> None:
    """A proposed record that names a former id is shown and recorded with the present one."""
    (name,) = propose(held, UNION)
    assert run("rename", "issue", "pay", "wage", cwd=held).code == 0
    assert "wage" in run("review", "--format", "table", cwd=held).out
    assert "1 accepted" in review(held, ["y"]).err
    assert {position.issue for position in load(held).positions} == {"wage"}
    assert name not in ids(held)


def test_what_stands_already_is_only_taken_out(held: Path) -> None:
    """A record that was added meanwhile, as a cut-off acceptance leaves it, is not recorded twice."""
    (name,) = propose(held, UNION)
    before = text_of(held)
    review(held, ["y"])
    (held / "data/talks/proposed.toml").write_text(before, "utf-8")
    party = (held / "data/talks/parties/union.toml").read_bytes()
    assert f"already recorded {name}" in review(held, ["y"]).err
    assert ((held / "data/talks/parties/union.toml").read_bytes(), ids(held)) == (party, [])


def test_what_was_retracted_is_refused(held: Path) -> None:
    """Accepting it again would bring back what somebody took back."""
    (name,) = propose(held, UNION)
    before = text_of(held)
    review(held, ["y"])
    run("retract", name, "--reason", "misread", cwd=held)
    (held / "data/talks/proposed.toml").write_text(before, "utf-8")
    with unchanged(held):
        assert "was retracted (misread)" in review(held, ["y", "q"]).err


def test_a_changed_record_is_not_accepted_as_shown(held: Path) -> None:
    """What another process changed between the page and the answer is refused."""
    propose(held, UNION)
    terminal = Terminal("review", cwd=held)
    terminal.expect("q quit: ")
    path = held / "data/talks/proposed.toml"
    path.write_text(path.read_text("utf-8").replace('"at least 101"', '"at least 99"'), "utf-8")
    terminal.answer("y")
    terminal.expect("is no longer proposed as it was shown")
    terminal.answer("q")
    terminal.end()
    assert "at least 99" in text_of(held)


def test_a_text_that_is_kept_meanwhile_counts(talks: Path) -> None:
    """A record that was shown without a text is accepted once its source has one with its words."""
    (name,) = propose(talks, UNION)
    terminal = Terminal("review", cwd=talks)
    terminal.expect("q quit: ")
    (talks / "gazette.txt").write_text(TEXT, "utf-8")
    assert run("source-text", "gazette", talks / "gazette.txt", cwd=talks).code == 0
    terminal.answer("y")
    assert terminal.end() == 0
    assert name in load(talks).entries


def test_errors_in_their_form_are_reported(held: Path) -> None:
    """`check` names file and line; `review` asks nothing, and the list has what is valid; other answers still come."""
    propose(held, UNION)
    path = held / "data/talks/proposed.toml"
    path.write_text(path.read_text("utf-8") + '\n[position.x]\nparty = "union"\nisue = "pay"\n', "utf-8")
    result = run("check", cwd=held)
    assert result.code == 1
    assert "unknown field; did you mean issue?" in result.out
    assert review(held, ["y"]).code == 2
    listed = run("review", "--ids", cwd=held)
    assert (listed.code, len(listed.lines)) == (2, 1)
    assert run("show", cwd=held).code == 0


def test_a_file_that_cannot_be_read_is_named(held: Path) -> None:
    """A list of proposed records says so of the file, not of a write; only a write adds that nothing was written."""
    propose(held, UNION)
    (held / "data/talks/proposed.toml").write_bytes(b"\xff")
    said = "proposed.toml: not UTF-8: byte 0xff in line 1; save the file as UTF-8"
    assert run("review", cwd=held).err.splitlines() == [said]
    assert "\tnot UTF-8: byte 0xff" in run("check", cwd=held).out
    result = take(held, [EMPLOYER], "--proposed")
    assert said in result.err


def test_edit_corrects_the_file(held: Path) -> None:
    """`edit proposed` stores what is valid in form, and keeps what is not."""
    propose(held, UNION)
    env = {"EDITOR": 'sh -c \'sed -i "s/101/102/" "$1"\' x'}
    assert run("edit", "proposed", cwd=held, env=env).code == 0
    assert "at least 102" in text_of(held)
    wrong = run("edit", "proposed", cwd=held, env={"EDITOR": 'sh -c \'sed -i "s/issue =/isue =/" "$1"\' x'})
    assert wrong.code == 2
    assert "unknown field" in wrong.err
    assert "isue" not in text_of(held)


@pytest.mark.parametrize("word", ["next", "not sure", "none", "yep", "?"])
def test_only_whole_answers_count(held: Path, word: str) -> None:
    """A word that begins like an answer is none: it removes and accepts nothing."""
    proposed = propose(held, UNION)
    result = review(held, [word, "q"])
    assert "s  skip it: it stays proposed\n" in result.err
    assert ids(held) == proposed


def test_the_words_are_looked_up_again_when_accepted(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that was replaced while its record was shown accepts nothing."""
    proposed = propose(held, UNION)
    path = next((held / "data/talks/.negtrack/text").iterdir())

    def answer(*_: object, **__: object) -> str:
        path.write_text("The union asks for nothing.\n", "utf-8")
        return answers.pop(0)

    answers = ["y", "q"]
    monkeypatch.setattr("negtrack.cli.recording.reviewing.ask", answer)
    assert "not accepted" in review(held, []).err
    assert ids(held) == proposed


def test_an_edit_is_kept_in_utf_8_in_any_locale(held: Path) -> None:
    """What waits for the editor is written in UTF-8, whatever the locale's encoding is."""
    propose(held, {**UNION, "text": "grün"})
    words = [
        sys.executable,
        "-c",
        "import sys; from negtrack.store.last_write import replace_own; "
        "from negtrack.store.locate import Place; from pathlib import Path; here = Path('data'); "
        "replace_own(Place(here, here / 'talks'), 'kept.toml', 'gr\\u00fcn')",
    ]
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    subprocess.run(words, cwd=held, env={**os.environ, **plain}, check=True)
    assert (held / "data/talks/.negtrack/kept.toml").read_bytes() == "grün".encode()


def test_a_source_of_proposed_records_is_used(held: Path) -> None:
    """`check` does not advise to delete a source that only a proposed record names."""
    run("add-source", "letter", "--issued", "2024-03-25", cwd=held)
    assert "unused-source" in run("check", cwd=held).out
    propose(held, {**UNION, "sources": "letter"})
    assert "unused-source" not in run("check", cwd=held).out


def test_a_source_that_was_renamed_is_used(held: Path) -> None:
    """So is one that a proposed record names by its former id."""
    run("add-source", "letter", "--issued", "2024-03-25", cwd=held)
    propose(held, {**UNION, "sources": "letter"})
    assert run("rename", "source", "letter", "memo", cwd=held).code == 0
    assert "unused-source" not in run("check", cwd=held).out


def test_a_source_of_a_proposed_term_is_used(held: Path) -> None:
    """So is one that a single term of a proposed paper rests on."""
    run("add-source", "letter", "--issued", "2024-03-25", cwd=held)
    propose(held, UNION)
    with (held / "data/talks/proposed.toml").open("a") as file:
        file.write(
            '\n[proposal.plan]\nparty = "union"\ntitle = "Plan"\nstated = 2024-03-25\nsources = ["gazette"]\n'
            '[proposal.plan.term.pay]\nvalue = "90"\nsources = ["letter"]\n'
        )
    assert "unused-source" not in run("check", cwd=held).out
