"""`rename`: another id for a definition in all files, nothing else changed, the old id still understood."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from unittest import mock

import pytest

from negtrack.store.locate import Place
from negtrack.store.rename import rename_definition

from ..negotiations import FILES, read_negotiation, write_negotiation
from .harness import EXAMPLE, MARCH, contents, copy_data, run, unchanged
from .repository import SOMEBODY, Clone, new_clone

RENAMED = (
    ("issue", "civilian-return", "q-issue"),
    ("event", "deal-signed", "q-event"),
    ("source", "reuters-2024-02-07", "q-source"),
    ("party", "israel", "q-party"),
)
TABLE = """\

# pay is what it is about; signed stays in a comment
[response . "third"]
to = ['first', ] # first
answer = "rejected"
stated = 2024-03-26
recorded = 2024-03-27 00:00:00Z

  [position.'fourth']
  issue  =  'pay'    # not "pay"
value = '''
at most 70'''
sources = [ "gazette", # of gazette
  'gazette' ]
requires = ["pay=70", "start = 2 weeks after signed", "pay is paid", "text = 2 weeks after signed"]
text = "pay = signed by the union in the gazette"
recorded = 2024-03-26 00:00:00Z

[proposal.plan]
title = "pay"
stated = 2024-03-26
recorded = 2024-03-26 00:00:00Z
terms = ["start = 3 weeks after signed"]
[proposal.plan.term.pay]
value = "75"
sources = ["gazette"]
"""
"""Tables as people write them."""


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which four definitions of the shipped data were renamed."""
    folder = tmp_path_factory.mktemp("renamed")
    copy_data(folder)
    for kind, old, new in RENAMED:
        result = run("rename", kind, old, new, cwd=folder)
        assert (result.code, result.out) == (0, f"{new}\n")
        assert f"renamed {kind} {old} to {new} in " in result.err
        assert f"; {old} is still understood\n" in result.err
    return folder / "data" / EXAMPLE


def back(text: str) -> str:
    """Return a text with the old ids in the place of the new ones, without the lines that remember the old."""
    for _, old, new in RENAMED:
        text = text.replace(f'formerly = [\n    "{old}",\n]\n', "").replace(new, old)
    return text


def test_nothing_but_the_ids_changes(renamed: Path, tmp_path: Path) -> None:
    """In no file: with the old ids put back they are what they were, byte for byte."""
    copy_data(tmp_path)
    before = contents(tmp_path / "data" / EXAMPLE)
    after = {back(name): back(raw.decode()).encode() for name, raw in contents(renamed).items()}
    assert after == before


def test_the_files_mean_the_same(renamed: Path, tmp_path: Path) -> None:
    """Every row of the negotiation is what it was, but for the ids."""
    copy_data(tmp_path)
    before = run("export", "--to", "jsonl", cwd=tmp_path / "data" / EXAMPLE).out
    after = run("export", "--to", "jsonl", cwd=renamed).out
    for _, old, new in RENAMED:
        after = after.replace(f',"formerly":["{old}"]', "").replace(new, old)
    assert sorted(after.splitlines()) == sorted(before.splitlines())


def test_a_sheet_with_the_old_ids_is_recorded_already(renamed: Path) -> None:
    """Also its definitions: an import of all that was coded before changes no byte."""
    with unchanged(renamed):
        result = run("import", *map(str, MARCH), cwd=renamed)
    assert (result.code, result.out) == (0, "")
    assert "0 records and 0 definitions new" in result.err


@pytest.mark.parametrize(
    "words", [("show", "israel"), ("history", "civilian-return"), ("events", "--as-of", "deal-signed")]
)
def test_the_old_id_is_understood_when_typed(renamed: Path, words: tuple[str, ...]) -> None:
    """Where a party, an issue or a moment is named."""
    old = run(*words, cwd=renamed)
    new = run(*(next((new for _, old, new in RENAMED if old == word), word) for word in words), cwd=renamed)
    assert (old.code, old.out) == (new.code, new.out)


def test_what_is_typed_with_old_ids_is_stored_with_new_ones(renamed: Path) -> None:
    """Party, issue, source and the event in a value."""
    value = "at least 3 weeks after deal-signed"
    words = ("israel", "civilian-return", value, "--source", "reuters-2024-02-07", "--dry-run")
    result = run("add-position", *words, cwd=renamed)
    assert "parties/q-party.toml" in result.err
    assert result.out.startswith('[position."2024-02-07-q-issue-')
    assert 'value = "at least 3 weeks after q-event"' in result.out
    assert '"q-source"' in result.out


def test_a_row_with_old_ids_is_stored_with_new_ones(renamed: Path, tmp_path: Path) -> None:
    """As a name of each that an import finds."""
    rows = tmp_path / "rows.csv"
    rows.write_text("party,issue,value,sources\nisrael,civilian-return,at least 5 weeks,reuters-2024-02-07\n")
    result = run("import", str(rows), "--set", "side=reported", "--dry-run", cwd=renamed)
    assert result.code == 0, result.err
    assert 'issue = "q-issue"' in result.out
    assert '"q-source"' in result.out


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Return the folder of a small negotiation whose files a person wrote."""
    union = FILES["parties/union.toml"] + TABLE
    files = FILES | {"parties/union.toml": "\ufeff" + union.replace("\n", "\r\n")}
    files["parties/employer.toml"] += 'member_of = "union"\n'
    files["negotiation.toml"] += '\n[side.ours]\ntitle = "Us"\nparties = ["union"]\n'
    files["negotiation.toml"] = files["negotiation.toml"].replace(
        'unit = "euros"\n', 'unit = "euros"\nwants = { union = "more", "employer" = "less" } # union = "more"\n'
    )
    files["negotiation.toml"] += (
        '\n[event.later]\ntitle = "Later"\ndate = "2 days after signed"\nparticipants = ["union"]\n'
    )
    return write_negotiation(tmp_path / "talks", files)


def changes_of(folder: Path, *words: str) -> list[str]:
    """Return the lines that a rename changes, those before and those after, as its diff has them."""
    shown = run("rename", *words, "--dry-run", cwd=folder)
    assert shown.code == 0, shown.err
    return [line for line in shown.out.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_an_issue_is_renamed_wherever_it_can_stand(written: Path) -> None:
    """In headers, terms, conditions and fields, in any quotation marks; not in comments, titles and prose."""
    assert changes_of(written, "issue", "pay", "wages") == [
        *("-[issue.pay]", "+[issue.wages]", "+formerly = [", '+    "pay",', "+]"),
        *('-issue = "pay"', '+issue = "wages"'),
        *("-  issue  =  'pay'    # not \"pay\"", "+  issue  =  'wages'    # not \"pay\""),
        '-requires = ["pay=70", "start = 2 weeks after signed", "pay is paid", "text = 2 weeks after signed"]',
        '+requires = ["wages=70", "start = 2 weeks after signed", "pay is paid", "text = 2 weeks after signed"]',
        *("-[proposal.plan.term.pay]", "+[proposal.plan.term.wages]"),
    ]


def test_an_event_is_renamed_wherever_it_can_stand(written: Path) -> None:
    """As an anchor, in dates, and in values and conditions on an issue whose values count from one."""
    shown = changes_of(written, "event", "signed", "done")
    assert [line for line in shown if line.startswith("+")] == [
        *('+anchor = "done"', "+[event.done]", "+formerly = [", '+    "signed",', "+]", '+date = "2 days after done"'),
        '+requires = ["pay=70", "start = 2 weeks after done", "pay is paid", "text = 2 weeks after signed"]',
        '+terms = ["start = 3 weeks after done"]',
    ]


def test_a_party_is_renamed_wherever_it_can_stand(written: Path) -> None:
    """Its file too, in lists, as a key, and as the bloc of another."""
    result = run("rename", "party", "union", "guild", cwd=written)
    assert result.err == "negtrack: renamed party union to guild in 3 files; union is still understood\n"
    assert sorted(path.name for path in (written / "parties").iterdir()) == ["employer.toml", "guild.toml"]
    talks = (written / "negotiation.toml").read_text()
    assert 'parties = ["guild", "employer"]' in talks
    assert 'wants = { guild = "more", "employer" = "less" } # union = "more"\n' in talks
    assert 'title = "Us"\nparties = ["guild"]' in talks
    assert 'participants = ["guild"]' in talks
    assert (written / "parties/employer.toml").read_text().endswith('member_of = "guild"\n')
    party = (written / "parties/guild.toml").read_bytes().decode()
    head = '\ufeffname = "The Union"\r\nrole = "principal"\r\nformerly = [\r\n    "union",\r\n]\r\n'
    assert party.startswith(head)
    assert "\n" not in party.replace("\r\n", "")
    read_negotiation(written)


def test_a_dry_run_writes_nothing(written: Path) -> None:
    """It shows the file of a party with both of its names, and only what changes in it."""
    with unchanged(written):
        shown = run("rename", "party", "union", "guild", "--dry-run", cwd=written)
    assert "--- parties/union.toml\n+++ parties/guild.toml\n" in shown.out
    lines = shown.out.partition("+++ parties/guild.toml\n")[2].partition("\n---")[0].splitlines()
    assert [line for line in lines if line[:1] in "+-"] == ["+formerly = [", '+    "union",', "+]"]


def test_the_id_that_it_has_already(written: Path) -> None:
    """Nothing is renamed, which is said, also on a dry run."""
    with unchanged(written):
        for words in ((), ("--dry-run",)):
            result = run("rename", "party", "union", "union", *words, cwd=written)
            assert (result.code, result.out) == (0, "")
            assert result.err == "negtrack: the party is union already; nothing written\n"


def test_comments_beside_former_ids_stay(tmp_path: Path) -> None:
    """Beside the list that grows, and in it."""
    talks = FILES["negotiation.toml"].replace(
        "[issue.pay]\n", '[issue.pay] # wages\nformerly = [ # by us\n  "money", # 2023\n] # and by them\n'
    )
    folder = write_negotiation(tmp_path / "talks", FILES | {"negotiation.toml": talks})
    assert run("rename", "issue", "pay", "wages", cwd=folder).code == 0
    head = '[issue.wages] # wages\n# by us\n# 2023\nformerly = [\n    "money",\n    "pay",\n] # and by them\n'
    assert head in (folder / "negotiation.toml").read_text()
    assert run("undo", "--yes", cwd=folder).code == 0
    assert (folder / "negotiation.toml").read_text() == talks


def test_a_name_can_be_changed_again_and_back(written: Path) -> None:
    """All former ids are kept, but the one that it has again."""
    for old, new, formerly in (
        ("pay", "wages", ["pay"]),
        ("wages", "salary", ["pay", "wages"]),
        ("wages", "pay", ["wages", "salary"]),
    ):
        assert run("rename", "issue", old, new, cwd=written).code == 0
        assert list(read_negotiation(written).issues[new].formerly) == formerly
    again = run("rename", "issue", "salary", "pay", cwd=written)
    assert (again.code, again.out, again.err) == (0, "", "negtrack: the issue is pay already; nothing written\n")


def cut_off(folder: Path, words: tuple[str, str, str]) -> Iterator[Path]:
    """Rename with a stop after each number of steps, in a copy of `folder` each; yield the copies."""
    for number in range(20):
        copy = folder.with_name(f"copy-{number}") / folder.name
        shutil.copytree(folder, copy)

        def run_some(steps: Iterable[tuple[str, Callable[[], object]]], most: int = number) -> None:
            for count, (_, step) in enumerate(steps):
                if count == most:
                    raise KeyboardInterrupt
                step()

        with mock.patch("negtrack.store.rename.run_steps", run_some), contextlib.suppress(KeyboardInterrupt):
            rename_definition(Place(copy.parent, copy), *words)
            return
        yield copy


@pytest.mark.parametrize("words", [("party", "union", "guild"), ("issue", "pay", "wages"), ("event", "signed", "done")])
def test_a_rename_that_is_cut_off_changes_no_answer(written: Path, words: tuple[str, str, str]) -> None:
    """After each of its steps every record is there, and means the same; running it again finishes it."""
    kind, old, new = words
    records = len(read_negotiation(written).entries)
    finished = []
    for copy in cut_off(written, words):
        known = read_negotiation(copy)
        assert len(known.entries) == records
        now = new if new in {definition.id for definition in known.definitions} else old
        assert {position.issue for position in known.positions} == {now if kind == "issue" else "pay"}
        assert {position.party for position in known.positions} == {now if kind == "party" else "union"}
        assert run("rename", *words, cwd=copy).code == 0
        finished.append(contents(copy))
    assert len(finished) >= 2
    assert all(files == finished[0] for files in finished)


def test_a_record_of_another_branch_has_the_old_id_and_still_counts(written: Path) -> None:
    """As after a merge; running the rename again gives it the new one."""
    run("rename", "issue", "pay", "wages", cwd=written)
    with (written / "parties/employer.toml").open("a") as file:
        file.write(
            '[position.late]\nissue = "pay"\nvalue = "60"\nstated = 2024-03-25\nrecorded = 2024-03-26 00:00:00Z\n'
        )
    assert {position.issue for position in read_negotiation(written).positions} == {"wages"}
    again = run("rename", "issue", "pay", "wages", cwd=written)
    assert "in 1 file;" in again.err
    assert 'issue = "wages"' in (written / "parties/employer.toml").read_text()


def test_a_layout_that_is_no_table_a_definition_is_left_alone(written: Path) -> None:
    """It is said which file, and nothing is written."""
    (written / "sources.toml").write_text(
        '[source]\ngazette = { container-title = "The Gazette", issued = 2024-03-25 }\n'
    )
    with unchanged(written):
        result = run("rename", "source", "gazette", "paper", cwd=written)
    assert result.code == 2
    assert result.err.startswith("negtrack: nothing written: sources.toml: its layout is not one that")


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Return a repository with the shipped negotiation in it."""
    for name, value in SOMEBODY.items():
        monkeypatch.setenv(name, value)
    return new_clone(tmp_path)


def test_what_git_has_committed_is_read_in_the_ids_of_today(clone: Clone) -> None:
    """By the new id and by the old one; nothing changed between the commit and now."""
    for kind, old, new in RENAMED:
        assert run("rename", kind, old, new, cwd=clone.top).code == 0
    same = run("diff", "israel@git:HEAD", "q-party", cwd=clone.top)
    assert (same.code, len(same.lines)) == (0, 1), same.out
    then = run("history", "civilian-return", "--known-at", "git:HEAD", cwd=clone.top)
    assert (then.code, then.out) == (0, run("history", "q-issue", cwd=clone.top).out)
