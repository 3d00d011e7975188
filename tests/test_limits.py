"""What is too large, too deep, too long or no file at all: each is one line that says so, at once, and exit 2."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from negtrack.errors import NotationError
from negtrack.ids import id_of
from negtrack.store.toml import read_toml
from negtrack.views import sql

from .cli.harness import EXAMPLE, Result, command_line, copy_data, environment, run, unchanged
from .cli.repository import SOMEBODY, Clone
from .examples import sampled

SOURCE = ("--source", "wsj-2024-03-25")
POSITION = ("add-position", "hamas", "civilian-return", "immediately", *SOURCE)
NINES = "9" * 10_000


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a copy of the shipped data in it, to run commands in."""
    copy_data(tmp_path)
    return tmp_path


@contextmanager
def soon(seconds: int) -> Iterator[None]:
    """Fail what computes longer, whatever else the machine does, and what waits for two minutes."""

    def stop(_: int, __: FrameType | None) -> None:
        raise AssertionError(f"computed for {seconds} seconds, or did not end")

    before = [signal.signal(number, stop) for number in (signal.SIGPROF, signal.SIGALRM)]
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(120)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        for number, handler in zip((signal.SIGPROF, signal.SIGALRM), before, strict=True):
            signal.signal(number, handler)


def run_refused(*words: str, cwd: Path, message: str = "", **more: str) -> Result:
    """Run a command that must be refused in one line, with nothing on stdout and `message` in it."""
    result = run(*words, cwd=cwd, env=more)
    assert (result.code, result.out) == (2, ""), (words[:4], result.err[:300])
    assert result.err.count("\n") == 1, result.err[:600]
    assert "internal error: " not in result.err, result.err[:600]
    assert message in result.err, result.err[:600]
    return result


# What is no file


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        here = os.open(".", os.O_RDONLY)
        os.chdir(path.parent)  # the path of a socket may not be long
        try:
            bound.bind(path.name)
        finally:
            os.fchdir(here)
            os.close(here)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200_000_000)


def _link_out(path: Path) -> None:
    outside = path.parents[3] / "outside.toml"
    outside.write_text("name = 'Outside'\n")
    path.symlink_to(outside)


STRANGE: dict[str, Callable[[Path], None]] = {
    "a pipe": lambda path: os.mkfifo(path),
    "/dev/zero": lambda path: path.symlink_to("/dev/zero"),
    "a socket": _socket,
    "a folder": lambda path: path.mkdir(),
    "a link to itself": lambda path: path.symlink_to(path),
    "a link out of the folder": _link_out,
    "200 MB": _sparse,
}


@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_no_file(here: Path, kind: str) -> None:
    """As a party's file, to import, edit, export to, merge, show in a diff, or look for data in: soon, and one line."""
    data = here / "data" / EXAMPLE
    for name in ("parties/hamas.toml", "strange.csv"):
        (data / name).unlink(missing_ok=True)
        STRANGE[kind](data / name)
    party, strange = (str(data / name) for name in ("parties/hamas.toml", "strange.csv"))
    with soon(10):
        shown = run("show", cwd=here)
        assert (shown.code, shown.err.count("parties/hamas.toml: ")) == (2, 1)
        assert "israel" in shown.out
        assert run("check", cwd=here).code == 1
        for words in (
            ("import", strange),
            ("import", party, "--from", "csv"),
            ("export", "-o", strange),
            ("export", "--to", "csv", "-o", strange),
            ("edit", "hamas"),
            ("git-textconv", party),
            ("git-merge", party, party, party),
            ("--data", strange, "show"),
        ):
            if kind != "a link out of the folder" or words[0] != "--data":
                run_refused(*words, cwd=here, EDITOR="false")
        if kind == "200 MB":
            assert "larger than 67,108,864 bytes; import it in several parts" in run("import", strange, cwd=here).err
        if kind in ("a pipe", "/dev/zero", "a socket", "a folder"):
            run_refused("export", "-o", strange, "--force", cwd=here)
        kept = os.lstat(strange)
    assert os.lstat(strange).st_ino == kept.st_ino
    assert kind != "a link out of the folder" or (here / "outside.toml").read_text() == "name = 'Outside'\n"


@pytest.mark.parametrize("kind", [kind for kind in STRANGE if kind != "a folder"])
@pytest.mark.parametrize("name", ["negotiation.toml", ".gitignore", ".schema/party.json"])
def test_init_beside_what_is_no_file(tmp_path: Path, name: str, kind: str) -> None:
    """`init` waits for nothing, reads nothing without end, and writes nowhere else."""
    path = tmp_path / "data/talks" / name
    path.parent.mkdir(parents=True)
    (tmp_path / "outside").write_text("secret")
    if kind == "a link out of the folder":
        path.symlink_to(tmp_path / "outside")
    else:
        STRANGE[kind](path)
    with soon(10):
        run_refused("init", "talks", "--title", "Talks", cwd=tmp_path)
    assert (tmp_path / "outside").read_text() == "secret"
    assert not (path.parent / "sources.toml").exists()


@pytest.mark.parametrize("name", ["parties", ".schema"])
def test_a_linked_folder(here: Path, name: str) -> None:
    """A folder of the negotiation that is a link out of the data is not followed, for reading or writing; a negotiation
    that is itself a link is."""
    folder = here / "data" / EXAMPLE
    outside = here / "outside"
    (folder / name).mkdir(exist_ok=True)
    (folder / name).rename(outside)
    if name == ".schema":
        (outside / "party.json").write_text("{}")
    (folder / name).symlink_to(outside)
    before = {path: path.read_bytes() for path in outside.iterdir()}
    assert run("add-party", "new", "--name", "New", "--role", "observer", cwd=here).code == 2 or name == ".schema"
    words = ("add-note", "hamas", "x", "--stated", "2024-03-01") if name == "parties" else ("schema", "--write")
    assert run(*words, cwd=here).code == 2
    assert run("check", cwd=here).out.count("leads out of") >= 1
    assert {path: path.read_bytes() for path in outside.iterdir()} == before
    (folder / name).unlink()
    outside.rename(folder / name)
    folder.rename(here / "elsewhere")
    folder.symlink_to(here / "elsewhere")
    assert run("show", cwd=here).code == 0


def test_what_stands_in_gitignore_stays(tmp_path: Path) -> None:
    """`init` adds its line behind what somebody wrote, once."""
    path = tmp_path / "data/talks/.gitignore"
    path.parent.mkdir(parents=True)
    path.write_text("*.bak\nprivate/")
    assert run("init", "talks", "--title", "Talks", cwd=tmp_path).code == 0
    assert path.read_text() == "*.bak\nprivate/\n.negtrack*\n"


def test_a_title_that_is_no_text(tmp_path: Path) -> None:
    """A byte of the command line that is not UTF-8 is named as what it is."""
    run_refused("init", "talks", "--title", "bad \udcff", cwd=tmp_path, message="write it again")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n" * 3_000_001, "more than 3,000,000 lines"),
        ("\n[a.b]" * 100_001, "more than 100,000 tables"),
        ("a = [" + "1,\n" * 1_500_001 + "1,1,\n" * 750_001 + "]", "more than 3,000,000 commas"),
    ],
)
def test_how_much_one_file_may_hold(text: str, message: str) -> None:
    """More lines or tables than are read soon are refused before they are read."""
    with soon(5):
        _, (problem,) = read_toml(text, "f.toml")
    assert message in problem.message
    assert "split it" in problem.message


def test_how_many_rows_are_imported(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One row more than there may be is refused at once, and nothing is imported."""
    monkeypatch.setattr("negtrack.exchange.import_.importer.MAX_ROWS", 3)
    (here / "rows.csv").write_text("party,issue,value,side\n" + "hamas,civilian-return,immediately,own\n" * 9)
    result = run("import", "rows.csv", "--set", "stated=2024-03-25", cwd=here)
    assert (result.code, result.out) == (2, "")
    assert "rows.csv: more than 3 rows; import it in several parts" in result.err


@pytest.fixture
def clone(here: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """The copy of the data in a repository with one commit."""
    for name, value in SOMEBODY.items():
        monkeypatch.setenv(name, value)
    clone = Clone(here)
    clone.git("init", "-q")
    clone.commit()
    return clone


@pytest.mark.parametrize("name", [".gitattributes", f"{EXAMPLE}/parties/.negtrack-edit-hamas.toml"])
def test_pipes_in_other_places(clone: Clone, name: str) -> None:
    """Beside the data, too, nothing waits for a pipe."""
    os.mkfifo(clone.top / "data" / name)
    words = ("git-setup",) if "git" in name else ("edit", "hamas")
    with soon(10):
        run_refused(*words, cwd=clone.top, message="not a regular file", EDITOR="false")


def test_a_pipe_in_the_place_of_a_committed_file(clone: Clone) -> None:
    """`check`, which compares with the last commit, does not wait either, and says which records are gone."""
    clone.party("hamas").unlink()
    os.mkfifo(clone.party("hamas"))
    with soon(10):
        result = run("check", cwd=clone.top)
    assert result.code == 1
    assert "not a regular file" in result.out
    assert "vanished since HEAD" in result.out


def test_stdin_without_end(here: Path) -> None:
    """What never ends is refused once it is longer than what is taken."""
    for words, message in (
        (("query", "-"), b"at most 1,000,000 bytes"),
        (("import", "-"), b"larger than 67,108,864 bytes"),
    ):
        with Path("/dev/zero").open("rb") as endless:
            done = subprocess.run(
                command_line(*words), cwd=here, env=environment(), stdin=endless, capture_output=True, timeout=30
            )
        assert (done.returncode, done.stdout) == (2, b"")
        assert message in done.stderr


# What is too long, too large, too deep

NUMBERS = (
    *(NINES, f"-{NINES}", f"0.{NINES}", "1e999999999", "1E+5", "NaN", "Infinity", "1/0", f"1{',000' * 3000}"),
    *(f"{NINES}%", f"{NINES}:1", f"1:{NINES}", f"1/{NINES}", f"{NINES}..{NINES}", f"{NINES} days", f"day {NINES}"),
    *(f"USD {NINES}tn", " or ".join(map(str, range(5000))), "not " * 4000 + "5", "(" * 5000, "5" + "..6" * 3000),
    *(f"2 weeks after {'x' * 5000}", f"immediately after {NINES}"),
)


@pytest.mark.parametrize(
    "issue",
    sampled(["civilian-return", "female-soldier-ratio", "prisoners-first-stage", "expected-length", "return-pace"], 2),
)
def test_values_and_numbers(here: Path, issue: str) -> None:
    """Numbers beyond 30 digits, exponents, deep chains of words: refused at once, by every family of values."""
    with unchanged(here), soon(15):
        for value in NUMBERS:
            run_refused("add-position", "hamas", issue, "--source", "wsj-2024-03-25", "--", value, cwd=here)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((*POSITION, "--text", "x" * 16_001), 'text: "xxx'),
        ((*POSITION, "--text", "x" * 16_001), "longer than 16000 characters; shorten the text"),
        ((*POSITION, "--id", "x" * 101), "too long; at most 100 letters and 200 bytes"),
        ((*POSITION, "--id", "\u05d0" * 101), "too long; at most 100 letters and 200 bytes"),
        ((*POSITION, "--id", "\U00020000" * 51), "too long; at most 100 letters and 200 bytes"),
        (("add-party", "x" * 300, "--role", "observer"), "too long"),
        (("show", "--as-of", "-" + NINES + "d"), "no event"),
        (("show", "--as-of", "10000-01-01"), "not a date"),
        (("show", "--known-at", "9999-12-31T23:59:59-23:59"), "outside the years 1 to 9999"),
        (("show", "--known-at", f"git:{NINES}"), "not in a git repository"),
        (("overview", "--stale", NINES), "--stale"),
        (("query", "SELECT " + "(" * 5000), "parser stack overflow"),
        (("query", "SELECT " + "+".join("1" * 5000)), "too large (maximum depth 1000)"),
        (("query", "SELECT " + ",".join("1" * 2001)), "too many columns"),
        (("query", " UNION ALL ".join(["SELECT 1"] * 600)), "too many terms"),
        (("query", "SELECT length(zeroblob(900000000))"), "a text is too long"),
        (("query", f"SELECT '%' LIKE '{'%' * 60_000}'"), "LIKE or GLOB pattern too complex"),
    ],
)
def test_one_too_many(here: Path, words: tuple[str, ...], message: str) -> None:
    """Beyond each limit stands a line that names it."""
    with unchanged(here), soon(10):
        run_refused(*words, cwd=here, message=message)


def test_as_much_as_there_may_be(here: Path) -> None:
    """Up to each limit all goes well: a text of 16,000 letters, an id of 100 letters, 2,000 columns of one name."""
    assert run(*POSITION, "--text", "x" * 16_000, "--id", "x" * 100, cwd=here).code == 0
    assert run(*POSITION, "--text", "y", "--id", "\u05d0" * 100, cwd=here).code == 0
    with soon(10):
        columns = run("query", "SELECT " + ",".join("1" * 2000), cwd=here).lines[0].split("\t")
    assert columns[:3] + columns[-1:] == ["1", "1_2", "1_3", "1_2000"]
    assert run("show", "hamas", "--all", cwd=here).err == ""


def test_rows_of_an_answer(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement that never ends to give rows is ended."""
    monkeypatch.setattr(sql, "MAX_ROWS", 1000)
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c"
    with soon(10):
        run_refused("query", endless, cwd=here, message="more than 1000 rows; narrow it")


@pytest.mark.parametrize("columns", ["20000000", NINES, "-5", "0", "x"])
def test_width_and_height_of_what_there_is(here: Path, columns: str) -> None:
    """A page reckons with at most 1,000 cells, whatever the environment says."""
    with soon(10):
        result = run("show", cwd=here, tty=True, env={"COLUMNS": columns, "LINES": columns, "NO_COLOR": "1"})
    assert (result.code, result.err) == (0, "")
    assert max(map(len, result.lines)) <= 1000


PART = ("a", '"a"', "a ", '"a" ')


@pytest.mark.parametrize("part", sampled(PART, 3))
@pytest.mark.parametrize("line", ["{} = 1", "[{}]", "[[{}]]", "x = {{ {} = 1 }}"])
def test_long_keys_do_not_stall_the_reader(part: str, line: str) -> None:
    """Keys of 900 parts in any spelling, for which the reader would need half a minute, are refused unread."""
    key = ".".join([part] * 900)
    with soon(3):
        _, (problem,) = read_toml("".join(f"{line.format(f'k{number}.{key}')}\n" for number in range(1000)), "f.toml")
    assert (problem.line, problem.message) == (1, "nested too deeply; tables of records need two levels")


def test_a_text_with_many_points_is_no_key() -> None:
    """Dots in a text are not taken for the parts of a key."""
    text = f'a = "{"1.2.3. " * 100}"\nb = "{". . " * 100}"\nc = "{"word. " * 100}"\n'
    assert read_toml(text, "f.toml")[1] == []


# Ids

IDS = (
    "../x",
    "/etc/x",
    "a/b",
    "..",
    ".",
    "-rf",
    "CON",
    "a\0b",
    "x" * 300,
    "own",
    "today",
    "2024",
    "A",
    "e\u0301",
    "a b",
)
DEFINING = (
    *(("add-party", "{}", "--role", "observer"), ("add-issue", "{}", "--title", "x", "--kind", "text")),
    *(
        ("add-event", "{}", "--title", "x"),
        ("add-side", "{}", "--title", "x", "--party", "hamas"),
        ("add-source", "{}", "--issued", "2024-03-01"),
        ("init", "{}"),
    ),
    *((*POSITION, "--text", "z", "--id={}"), ("add-note", "hamas", *SOURCE, "--text", "z", "--id={}")),
    ("retract", "2024-03-25-civilian-return-4506", "--reason", "x", "--id={}"),
)
FINDING = (
    *(("show", "--", "{}"), ("compare", "--", "{}"), ("history", "--", "{}"), ("proposals", "--", "{}")),
    *(("edit", "--", "{}"), ("retract", "--reason", "x", "--", "{}"), ("export", "--party={}", "--to", "csv")),
    *(("show", "-n", "{}"), ("show", "--issue={}"), ("add-note", *SOURCE, "--text", "z", "--", "{}")),
    *(("add-response", "--", "hamas", "{}", "rejected"), ("add-position", *SOURCE, "--", "hamas", "{}", "1")),
)


@pytest.mark.parametrize("words", DEFINING, ids=lambda words: words[0])
def test_ids_that_are_none(here: Path, words: tuple[str, ...]) -> None:
    """Paths, reserved words, device names, other spellings: nothing is defined, and nothing written anywhere."""
    with unchanged(here):
        for name in IDS:
            if "{}" in words:
                free = [word for word in words if word != "{}"]
                result = run_refused(*free, "--", name, cwd=here)
            else:
                result = run_refused(*(word.replace("{}", name) for word in words), cwd=here)
            assert "Traceback" not in result.err
    assert sorted(path.name for path in here.iterdir()) == ["data"]
    assert sorted(path.name for path in (here / "data").iterdir()) == [EXAMPLE]


@pytest.mark.parametrize("words", FINDING, ids=" ".join)
def test_ids_that_name_nothing(here: Path, words: tuple[str, ...]) -> None:
    """The same where something is looked for: a line, and nothing read or written elsewhere."""
    with unchanged(here):
        for name in set(IDS) - {"2024", "A"}:
            run_refused(*(word.replace("{}", name) for word in words), cwd=here, EDITOR="false")


def _folded(name: str) -> str:
    try:
        return id_of(name)
    except NotationError:
        return ""


@pytest.mark.parametrize("form", ["csv", "jsonl", "toml"])
def test_ids_that_come_in(here: Path, form: str) -> None:
    """The same ids of records in files that are imported: refused in a sheet, folded in a table as names are."""
    row = {"party": "hamas", "issue": "civilian-return", "value": "immediately", "side": "own", "stated": "2024-03-25"}
    for name in IDS:
        text = {
            "csv": ",".join(("id", *row)) + "\n" + ",".join((f'"{name}"', *row.values())) + "\n",
            "jsonl": json.dumps({"id": name, **row}),
            "toml": f"[position.{json.dumps(name)}]\n" + "".join(f'{key} = "{value}"\n' for key, value in row.items()),
        }[form]
        (here / f"in.{form}").write_text(text, "utf-8")
        folded = "" if form == "toml" else _folded(name)
        with unchanged(here):
            result = run("import", f"in.{form}", "--dry-run", cwd=here)
            assert result.code == (0 if folded else 2), (name, result.err)
            said = (result.out + result.err).replace('"', "")
            assert (f"[position.{folded}]" if folded else "(see above)\n") in said, (name, said)
    assert not (here.parent / "x.toml").exists()


def test_twins(here: Path) -> None:
    """Names that look alike and are spelled otherwise are one id; names of other scripts give ids that can be used."""
    names = ("הסתדרות", "الاتحاد", "Профсоюз", "連合", "Škoda")
    for name in names:
        row = {"party": name, "issue": "civilian-return", "value": "immediately", "side": "own", "stated": "2024-03-25"}
        (here / "in.jsonl").write_text(json.dumps(row))
        assert run("import", "in.jsonl", "--create", cwd=here).code == 0
        assert run("show", unicodedata.normalize("NFD", name).upper(), cwd=here).code == 0
    new = {path.stem for path in (here / "data" / EXAMPLE / "parties").iterdir()} - {"hamas", "israel"}
    assert len(new) >= len(names)
