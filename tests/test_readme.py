"""The README is true: its examples run and print what it shows, and it names every command and option there is.

Every `console` block is run as in a terminal of 100 columns: the ones above the first heading in the project's folder,
the others in order in one empty folder. `...` stands for any lines, `# exits N` for an exit code other than 0; an
example without output may print anything. What follows `<<'END'` up to `END` belongs to the command. A `toml` block
whose first line names a file is put into that folder.
`python -m tests.test_readme` puts what the examples print now into the README, where it is no longer what it shows.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path

import pytest

from negtrack.checks import CHECKS, code_of
from negtrack.cli.app import NAMES, run
from negtrack.diff import CHANGE_CLASSES
from negtrack.gap import gap_between, print_gap
from negtrack.model import Definition, Issue, Item, Record, Term, docs_of
from negtrack.store.file_kinds import MODELS
from negtrack.values import KINDS, Scale, parse_value, print_value
from negtrack.views.gaps import TREND_SIGNS

from .programs import require

NEEDED = ("jq", "fzf", "perl", "cmp")
"""Programs that examples call beside git and those that every system has."""
FOREIGN = {"--filter", "--citeproc", "--bibliography", "--wait", "--no-textconv"}
"""Options of other programs that the README names: of fzf, pandoc, git and an editor."""
ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
NOW = "1795425164"  # 2026-11-23 09:12:44 UTC
SCALES = {kind: Scale(kind) for kind in KINDS} | {
    "timing": Scale("timing", anchor="deal-signed"),
    "quantity": Scale("quantity", unit="prisoners"),
    "choice": Scale("choice", options=("none", "gradual", "unrestricted"), ordered=True),
    "names": Scale("names", options=("Bexley", "Fenwick", "Garrow", "Hale")),
}


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, the line that it begins on, its lines, and whether a heading is above it."""

    language: str
    line: int
    lines: tuple[str, ...]
    is_under_heading: bool


@dataclass(frozen=True)
class Example:
    """One command of a `console` block, with the exit code and the output that the README shows; `height` counts the
    lines of the command itself."""

    line: int
    command: str
    height: int
    code: int
    output: tuple[str, ...]
    is_under_heading: bool

    def __str__(self) -> str:
        return f"line {self.line}"


@dataclass(frozen=True)
class Outcome:
    """What one example did."""

    code: int
    output: str


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the fenced blocks of a Markdown text, in order."""
    language, begin, under, held = "", 0, False, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        if not begin and line.startswith("```"):
            language, begin, held = line[3:], number, []
        elif begin and line == "```":
            yield Block(language, begin, tuple(held), under)
            begin = 0
        elif begin:
            held.append(line)
        else:
            under = under or line.startswith("## ")


def examples_of(block: Block) -> Iterator[Example]:
    """Yield the commands of a `console` block; what follows a command is its output, up to the next one."""
    starts = [index for index, line in enumerate(block.lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        command, _, code = block.lines[start][2:].partition("  # exits ")
        follow = block.lines[start + 1 : end]
        height = follow.index("END") + 1 if "<<'END'" in command else 0
        whole = "\n".join((command.strip(), *follow[:height]))
        line = block.line + 1 + start
        yield Example(line, whole, height + 1, int(code or 0), tuple(follow[height:]), block.is_under_heading)


BLOCKS = tuple(blocks_of(README))
SET_UP = tuple(line for block in BLOCKS if block.language == "sh" for line in block.lines)
EXAMPLES = tuple(example for block in BLOCKS if block.language == "console" for example in examples_of(block))


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal, and keeps what was written to it."""

    def __init__(self) -> None:
        self.kept = io.BytesIO()
        super().__init__(self.kept, encoding="utf-8", newline="\n")

    def isatty(self) -> bool:
        return True

    def text(self) -> str:
        """Return what was written so far."""
        self.flush()
        return self.kept.getvalue().decode("utf-8")


def run_alone(command: str) -> Outcome:
    """Run one `negtrack` command here, with a terminal for stdout and stderr and nobody to ask."""
    terminal = Terminal()
    with contextlib.redirect_stdout(terminal), contextlib.redirect_stderr(terminal):
        code = run(shlex.split(command)[1:])
    return Outcome(code, terminal.text())


def run_in_shell(command: str) -> Outcome:
    """Run any other command in a shell."""
    line = ["/bin/sh", "-c", command]
    done = subprocess.run(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return Outcome(done.returncode, done.stdout.decode("utf-8"))


def programs_of(example: Example) -> list[str]:
    """Return the programs of `NEEDED` that an example calls."""
    return [name for name in NEEDED if re.search(rf"(?<![\w-]){name} ", example.command)]


def run_example(example: Example, patch: pytest.MonkeyPatch) -> Outcome | None:
    """Run `example`; return None where it needs a program that is not there; `export` holds for those after it."""
    command = example.command
    if not all(map(shutil.which, programs_of(example))):
        return None
    if command.startswith("export "):
        name, _, value = command.removeprefix("export ").partition("=")
        patch.setenv(name, value)
        return Outcome(0, "")
    is_alone = command.startswith("negtrack ") and not re.search(r"[|<>]|&&", command)
    return run_alone(command) if is_alone else run_in_shell(command)


def set_surroundings(patch: pytest.MonkeyPatch) -> None:
    """This Python's `negtrack`, 100 columns, no colours, no pager, a clock that stands still, and git as it comes."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    for name in ("NEGTRACK_DATA", "NEGTRACK_NEGOTIATION", "FORCE_COLOR", "CLICOLOR_FORCE", "VISUAL"):
        patch.delenv(name, raising=False)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        patch.delenv(name)
    for name, value in {"CONFIG_GLOBAL": os.devnull, "CONFIG_NOSYSTEM": "1", "PAGER": "cat"}.items():
        patch.setenv(f"GIT_{name}", value)
    for who in ("AUTHOR", "COMMITTER"):
        patch.setenv(f"GIT_{who}_NAME", "Ada")
        patch.setenv(f"GIT_{who}_EMAIL", "ada@example.org")
    for name, value in {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "PAGER": "", "TERM": "xterm"}.items():
        patch.setenv(name, value)
    patch.setenv("SOURCE_DATE_EPOCH", NOW)
    patch.setattr(sys, "stdin", io.StringIO())


def matches(shown: tuple[str, ...], output: str) -> bool:
    """Return whether `output` is what the README shows, `...` standing for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in shown)
    printed = "".join(f"{line.rstrip()}\n" for line in output.splitlines())
    return re.fullmatch(pattern, printed) is not None


def is_as_shown(example: Example, outcome: Outcome) -> bool:
    """Return whether the exit code, and the output where one is shown, are those of the README."""
    return outcome.code == example.code and (not example.output or matches(example.output, outcome.output))


def run_all(folder: Path) -> Mapping[Example, Outcome | None]:
    """Run every example once, in the order of the README."""
    for block in BLOCKS:
        if block.language == "toml" and block.lines[0].startswith("# "):
            (folder / block.lines[0][2:]).write_text("\n".join(block.lines) + "\n", encoding="utf-8")
    found: dict[Example, Outcome | None] = {}
    with pytest.MonkeyPatch.context() as patch:
        set_surroundings(patch)
        for example in EXAMPLES:
            patch.chdir(folder if example.is_under_heading else ROOT)
            found[example] = run_example(example, patch)
    return found


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the examples are run in."""
    return tmp_path_factory.mktemp("walk")


@pytest.fixture(scope="module")
def outcomes(walk: Path) -> Mapping[Example, Outcome | None]:
    """Every example's outcome; they are run once for all tests."""
    return run_all(walk)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Example, outcomes: Mapping[Example, Outcome | None]) -> None:
    """Each example exits and prints as shown."""
    require(*programs_of(example))
    outcome = outcomes[example]
    assert outcome
    assert is_as_shown(example, outcome), f"$ {example.command}  # exits {outcome.code}\n{outcome.output}"


MAIL = """\
#!/bin/sh
{ printf '%s|' "$@"; cat; } >> mailed
"""
DAY = 86_400


@pytest.fixture
def scripted(
    walk: Path, outcomes: Mapping[Example, Outcome | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A copy of what the walk wrote, to be in, and a `mail` that puts its words and its text into the file `mailed`."""
    assert outcomes
    set_surroundings(monkeypatch)
    folder = tmp_path / "talks"
    shutil.copytree(walk, folder, ignore=shutil.ignore_patterns(".git"))
    mail = tmp_path / "bin" / "mail"
    mail.parent.mkdir()
    mail.write_text(MAIL)
    mail.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join((str(mail.parent), os.environ["PATH"])))
    monkeypatch.setenv("NEGTRACK_NEGOTIATION", "harbour-pay")
    monkeypatch.chdir(folder)
    return folder


def mail_of(folder: Path) -> str:
    """Return what `mail` was given, "" where it was not called."""
    return (folder / "mailed").read_text() if (folder / "mailed").exists() else ""


def test_the_mail_tells_what_was_recorded_yesterday(scripted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day after the walk its records are mailed to whom cron names."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW) + DAY))
    assert run_in_shell("sh new.sh ada@example.org") == Outcome(0, "")
    assert mail_of(scripted).startswith("-s|What is new|ada@example.org|Recorded since 22 Nov 2026")
    assert "back-pay" in mail_of(scripted)


@pytest.mark.parametrize("days", [0, 2])
def test_no_mail_where_nothing_was_recorded(scripted: Path, monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Neither on the day of the walk, whose mail is still to come, nor two days after."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW) + days * DAY))
    assert run_in_shell("sh new.sh ada@example.org") == Outcome(0, "")
    assert mail_of(scripted) == ""


def test_trouble_is_mailed(scripted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is the text, and the subject says that it is none of the talks."""
    monkeypatch.setenv("NEGTRACK_NEGOTIATION", "harbor-pay")
    assert run_in_shell("sh new.sh ada@example.org") == Outcome(0, "")
    assert mail_of(scripted).startswith('-s|negtrack: trouble|ada@example.org|negtrack: no negotiation "harbor-pay"')


def test_a_quiet_week(scripted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 0 of `diff` differs from 1, which the walk shows, and the script ends well in both."""
    assert scripted
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW) + 30 * DAY))
    assert run_in_shell("sh week.sh") == Outcome(0, "nothing new this week\n")


def test_trouble_ends_the_week(scripted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 2 is passed on."""
    assert scripted
    monkeypatch.setenv("NEGTRACK_NEGOTIATION", "harbor-pay")
    assert run_in_shell("sh week.sh").code == 2


def test_set_up_is_two_commands_of_one_line() -> None:
    """A fresh machine needs one line to see the shipped data and one to pass the tests; both make `.venv` first."""
    look, check = SET_UP
    assert all(line.startswith("python3 -m venv .venv && .venv/bin/pip install ") for line in SET_UP)
    assert look.endswith(".venv/bin/negtrack compare -n gaza-ceasefire-2024")
    assert check.endswith(".venv/bin/pytest -q")


def test_ci_calls_the_second_set_up_command() -> None:
    """What must hold before a change lands is proven by the README's own command."""
    assert SET_UP[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def options_of(capsys: pytest.CaptureFixture[str], *command: str) -> set[str]:
    """Return the long options that `--help` lists."""
    run([*command, "--help"])
    options = capsys.readouterr().out.partition("\nOptions:\n")[2]
    named = re.findall(r"^  (?:-\w, )?((?:--[\w-]+(?:, )?)+)", options, re.MULTILINE)
    return {option for names in named for option in names.split(", ")}


@pytest.fixture
def helps(capsys: pytest.CaptureFixture[str]) -> Mapping[str, set[str]]:
    """Command -> its long options; the program's own under the empty name."""
    return {"": options_of(capsys), **{name: options_of(capsys, name) for name in NAMES}}


def rows_of(heading: str) -> Iterator[list[str]]:
    """Yield the cells of the table whose header line is `heading`; a `\\|` in a cell is no border."""
    lines = README.partition(f"\n{heading}\n")[2].splitlines()[1:]
    for line in lines:
        if not line.startswith("| "):
            return
        yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def long_options(text: str) -> set[str]:
    """Return the long options that a text names."""
    return set(re.findall(r"(?<![\w-])--[A-Za-z][A-Za-z-]*", text))


def code_in(cell: str) -> list[str]:
    """Return the `code` in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def documented_options() -> dict[str, set[str]]:
    """Command -> the long options that its rows in the README's tables give it."""
    groups = {name: long_options(text) for name, text in rows_of("| group | options |")}
    found: dict[str, set[str]] = {}
    for command, _, shared, own in rows_of("| command | does | groups | options of its own |"):
        named = found.setdefault(code_in(command)[0].split()[0], {"--help"})
        named |= long_options(own).union(*(groups[name] for name in shared.split(", ") if name))
    return found


def test_every_command_has_a_row_with_just_its_options(helps: Mapping[str, set[str]]) -> None:
    """The table of commands says what `--help` says, for every command."""
    assert documented_options() == {name: helps[name] for name in NAMES}


def test_the_programs_own_options_are_named(helps: Mapping[str, set[str]]) -> None:
    """What stands before a command is in the README too."""
    assert helps[""] <= long_options(README)


def test_nothing_is_named_that_is_not_there(helps: Mapping[str, set[str]]) -> None:
    """Every option and every `negtrack COMMAND` in the README exists."""
    assert long_options(README) <= set().union(*helps.values(), FOREIGN)
    code = [*re.findall(r"`([^`\n]+)`", README), *(line for block in BLOCKS for line in block.lines)]
    named = {name for text in code for name in re.findall(r"\bnegtrack (?:-n \S+ )?([a-z][a-z-]*)", text)}
    assert named
    assert named <= set(NAMES)


def fields_of_tables() -> Iterator[tuple[type[Item] | type[Term], str]]:
    """Each class of items with the cell that lists its fields; `Record` with the provenance that records share."""
    for table, cell in rows_of("| table | fields (required ones first) |"):
        name = (code_in(table) or table.split())[0]
        yield {"provenance": Record, "term": Term, "every": Definition}.get(name) or MODELS[name], cell


def test_the_table_of_fields_names_each_field_and_its_words() -> None:
    """The fields and the closed words of each class and no others, those that it requires before the semicolon."""
    rows = dict(fields_of_tables())
    assert set(rows) == {*MODELS.values(), Record, Term, Definition}
    for model, cell in rows.items():
        shared = {*docs_of(Record)} - {"recorded"} if issubclass(model, Record) else {"party"}
        shared = {"party", "recorded"} if model is Record else shared
        shared |= {*docs_of(Definition)} if issubclass(model, Definition) and model is not Definition else set()
        docs = {key: doc for key, doc in docs_of(model).items() if key not in shared}
        words = {word for doc in docs.values() for word in doc.words if doc.key != "kind" or model is not Issue}
        assert set(code_in(cell)) - {"more", "less", "issue = value"} == set(docs) | words
        required = {field.name for field in fields(model) if field.default is field.default_factory is MISSING}
        assert required & set(docs) <= set(code_in(cell.partition(";")[0]))


def test_every_kind_has_examples_that_parse() -> None:
    """The table of kinds lists all of them as the registry does, with the first of their examples and what their line
    counts, and each example is read, printed and read again as the same."""
    rows = {
        code_in(kind)[0]: (code_in(texts), line) for kind, texts, line in rows_of("| kind | examples | measured in |")
    }
    assert list(rows) == list(KINDS)
    for name, (examples, line) in rows.items():
        kind = KINDS[name]
        assert kind.examples[0] in examples
        assert getattr(kind, "line_unit", "") in line
        assert not kind.is_ordered or " < ".join(f"`{rung}`" for rung in kind.options) in line
        for text in examples:
            value = parse_value(text, SCALES[name])
            assert parse_value(print_value(value, SCALES[name]), SCALES[name]) == value


def test_every_word_of_the_notation_parses() -> None:
    """The example of each word is a value of the kind that it names."""
    rows = list(rows_of("| words | example | accepts |"))
    assert rows
    for _, example, _ in rows:
        assert parse_value(code_in(example)[0], SCALES[example.split()[0]])


def test_every_gap_is_as_shown() -> None:
    """The table of gaps is what the arithmetic gives."""
    rows = list(rows_of("| kind | one | other | gap |"))
    assert rows
    for kind, *cells in rows:
        one, other, gap = (code_in(cell)[0] for cell in cells)
        scale = SCALES[kind]
        assert print_gap(gap_between(parse_value(one, scale), parse_value(other, scale), scale), scale) == gap


def test_every_class_of_change_has_a_row() -> None:
    """The table of classes lists all of them, in their order."""
    rows = rows_of("| class | what happened |")
    assert [name for named, _ in rows for name in code_in(named)] == list(CHANGE_CLASSES)


def section(heading: str) -> str:
    """Return the README below one heading, up to the next of its level."""
    return README.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_every_code_of_check_has_a_row() -> None:
    """Those of the checks, and those of the load; nothing else is named."""
    rows = [line for line in section("What check finds").splitlines() if line.startswith("| `")]
    named = {code for row in rows for code in re.findall("`([a-z-]+)`", row.split("|")[1])}
    checked = {code_of(check) for check in CHECKS}
    store = "".join(path.read_text("utf-8") for path in (ROOT / "negtrack/store").glob("*.py"))
    assert checked <= named
    assert [code for code in named - checked if f'"{code}"' not in store] == []


def test_every_promise_has_its_test() -> None:
    """Each file and each test that the table of promises names is there."""
    rows = [line for line in section("What is promised").splitlines() if ".py" in line]
    assert len(rows) > 10
    for row in rows:
        path = ""
        for named in re.findall("`([^`]*)`", row.split("|")[2]):
            path, _, test = named.partition("::") if not named.startswith("::") else (path, "", named[2:])
            text = (ROOT / "tests" / path).read_text("utf-8")
            assert not test or f"def {test}(" in text, named


def test_every_trend_has_a_row_with_its_sign() -> None:
    """The table of trends is the one that `gaps` goes by."""
    rows = rows_of("| sign | trend | the gap |")
    assert {code_in(trend)[0]: code_in(sign)[0] for sign, trend, _ in rows} == TREND_SIGNS


def update_readme(text: str, outcomes: Mapping[Example, Outcome | None]) -> str:
    """Return the README with the outputs that the examples have now; those that still match are left as they are."""
    lines = text.splitlines()
    for example, outcome in reversed(list(outcomes.items())):
        if outcome and not is_as_shown(example, outcome):
            shown = [line.rstrip() for line in outcome.output.splitlines()]
            above, *below = example.command.split("\n")
            first = f"$ {above}" + (f"  # exits {outcome.code}" if outcome.code else "")
            end = example.line - 1 + example.height + len(example.output)
            lines[example.line - 1 : end] = [first, *below, *shown]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        (ROOT / "README.md").write_text(update_readme(README, run_all(Path(scratch))), encoding="utf-8")
