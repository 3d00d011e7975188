"""The words that a shell offers: what fits where the cursor stands, in bash, zsh and fish; nothing hidden."""

from __future__ import annotations

import contextlib
import io
import os
import select
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from typer.main import get_command

from negtrack.cli.app import app
from negtrack.cli.commands import NAMES
from negtrack.cli.completion.complete import complete
from negtrack.cli.table import parameters_of
from negtrack.model import Item, docs_of
from negtrack.store.file_kinds import MODELS

from ..programs import require
from .harness import EXAMPLE, ROOT, command_line, environment, home, run, spawn, start_on_terminal

PARTIES = ["egypt", "hamas", "israel", "mediators", "qatar", "united-states"]
MOMENTS = [
    *("doha-round", "chiefs-in-doha", "gallant-in-washington", "us-draft-vetoed", "unsc-2728", "deal-signed"),
    *("ceasefire-start", "today", "yesterday"),
]
SHELLS = ("bash", "zsh", "fish")


def completions(*words: str, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return what a shell is offered for the last of `words`: word -> what it stands for."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with (
        contextlib.chdir(cwd or home()),
        mock.patch.dict(os.environ, environment(env), clear=True),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        assert complete("fish", words) == 0
    out.seek(0)
    assert err.getvalue() == ""
    return dict(line.split("\t", 1) for line in out.read().splitlines())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("show h", ["hamas", "hamas-2024-03-14"]),
        ("show israel 2024-03-25-civ", ["2024-03-25-civilian-return-5c8a", "2024-03-25-civilian-return-d836"]),
        ("compare ''", PARTIES),
        ("manual val", ["values"]),
        ("help ove", ["overview"]),
        ("help conditions", ["conditions"]),
        ("compare --proposal ''", ["hamas-2024-03-14", "us-compromise-2024-03"]),
        ("history r", ["rafah-operation", "return-pace"]),
        ("history return-pace is", ["israel"]),
        ("diff israel@", [f"israel@{moment}" for moment in sorted(MOMENTS)]),
        ("diff --since ''", sorted(MOMENTS)),
        ("diff --only new", ["new", "newly-contested"]),
        ("show --issue=civ", ["--issue=civilian-return"]),
        ("show --issue civ", ["civilian-return"]),
        ("show --group ex", ["exchange"]),
        ("show --format j", ["json", "jsonl"]),
        ("gaps --sort ''", ["issue", "moved", "widest"]),
        ("proposals ''", ["hamas-2024-03-14", "us-compromise-2024-03"]),
        ("retract 2024-02-06", ["2024-02-06-permanent-ceasefire-8dc9"]),
        ("retract 2024-03-25-pro", ["2024-03-25-proposal-a35c"]),
        ("add-position israel return-pace ''", ["gradual", "undisclosed", "unrestricted", "unspecified"]),
        ("add-position israel team-mandate s", ["sufficient"]),
        ("add-position israel civilian-return x --stance r", ["red-line", "refusal"]),
        ("add-position israel civilian-return x --source wsj", ["wsj-2024-03-25"]),
        ("add-position israel civilian-return x --side m", ["media", "mediators"]),
        ("add-position israel civilian-return x --attribution o", ["on-record"]),
        ("add-position israel civilian-return x --limits ret", ["return-pace="]),
        ("add-proposal qatar --term return-pace=g", ["return-pace=gradual"]),
        ("add-proposal qatar --kind b", ["bridging"]),
        ("add-response hamas us", ["us-compromise-2024-03"]),
        ("add-response hamas us-compromise-2024-03 acc", ["accepted", "accepted-with-reservations"]),
        ("add-agreement --from us", ["us-compromise-2024-03"]),
        ("add-agreement --kind f", ["full"]),
        ("add-milestone deal rat", ["ratified"]),
        ("add-issue x --kind q", ["quantity"]),
        ("add-issue x --class p", ["process"]),
        ("add-issue x --anchor dea", ["deal-signed"]),
        ("add-issue x --wants isr", ["israel=less", "israel=more"]),
        ("add-party x --role m", ["mediator"]),
        ("edit ''", sorted([*PARTIES, "negotiation", "sources", "agreements", "proposed"])),
        ("schema ''", ["agreements", "negotiation", "party", "proposed", "sheet", "sources"]),
        ("-n ''", [EXAMPLE]),
        ("show -n ''", [EXAMPLE]),
        ("show --la", ["--layout"]),
        ("ov", ["overview"]),
        ("show -- --", []),
        ("add-note israel some-words x", []),
        ("no-such-command ''", []),
        ("add-event ''", []),
    ],
)
def test_what_fits_is_offered(line: str, words: list[str]) -> None:
    """Names of the right kind, and the words of closed lists; where neither fits, nothing."""
    assert sorted(completions(*shlex.split(line))) == words


def test_what_a_word_stands_for_is_said_beside_it() -> None:
    """The party's name, the title, the publication; for a record its issue and value."""
    assert completions("show", "isr") == {"israel": "Israel"}
    assert completions("history", "return-p") == {"return-pace": "Pace of civilians' return to northern Gaza"}
    assert completions("add-note", "israel", "x", "--source", "wsj") == {"wsj-2024-03-25": "The Wall Street Journal"}
    offers = completions("show", "2024-03-25-civilian-return-d")
    assert offers == {"2024-03-25-civilian-return-d836": "civilian-return: at least 2 weeks after deal-signed"}
    assert completions("over")["overview"] == "Show a whole negotiation on one screen."


def test_the_data_is_found_as_a_command_finds_it(tmp_path: Path) -> None:
    """By `--data`, before or after the command, by the environment, or upward from here; the shipped two need `-n`."""
    data = str(ROOT / "data")
    uaw = {"NEGTRACK_DATA": data, "NEGTRACK_NEGOTIATION": "uaw-detroit-2023"}
    assert "uaw" in completions("show", "u", cwd=tmp_path, env=uaw)
    assert completions("--data", data, "-n", EXAMPLE, "show", "qata", cwd=tmp_path) == {"qatar": "Qatar"}
    assert completions("show", "--data", data, "-n", EXAMPLE, "qata", cwd=tmp_path) == {"qatar": "Qatar"}
    assert completions("show", "qata", cwd=tmp_path) == {}
    assert completions("show", "--data", data, "qata", cwd=tmp_path) == {}


def test_agreements_are_offered() -> None:
    """Their ids, each with its title; as records too."""
    shipped = ("--data", str(ROOT / "data"), "-n", "uaw-detroit-2023")
    assert completions(*shipped, "add-open", "ford") == {"ford-2023-10-25": "Tentative agreement of the UAW and Ford"}
    assert "ford-2023-10-25" in completions(*shipped, "retract", "ford")


def test_every_command_is_offered() -> None:
    """In the order of --help."""
    assert list(completions("", cwd=home())) == list(NAMES)


@pytest.mark.parametrize("name", ["", *NAMES])
def test_what_is_offered_is_what_the_commands_take(name: str) -> None:
    """What is read from the source is what typer makes of it: flags, metavars, helps, words."""
    whole: Any = get_command(app)
    command = whole.get_command(None, name) if name else whole
    theirs = [
        (
            (*param.opts, *param.secondary_opts) if param.param_type_name == "option" else (),
            (param.metavar or "", param.help or ""),
            (bool(getattr(param, "is_flag", False)), param.nargs == -1 or param.multiple),
        )
        for param in command.params
    ]
    ours = [
        (parameter.flags, (parameter.metavar, parameter.help), (parameter.switch, parameter.many))
        for parameter in parameters_of(name)
    ]
    assert ours == theirs
    choices = [tuple(getattr(param.type, "choices", ())) for param in command.params]
    pairs = zip(choices, parameters_of(name), strict=True)
    assert [tuple(parameter.words) for words, parameter in pairs if words] == list(filter(None, choices))


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_the_words_of_a_field_are_offered_with_their_meanings(model: type[Item]) -> None:
    """What is read from the source is what the class says: the words of each field that has an option."""
    command = "retract" if model.table == "retraction" else f"add-{model.table}"
    docs = {doc.flags: doc.words for doc in docs_of(model).values()}
    if command in NAMES:
        ours = {
            parameter.flags: dict(parameter.words) for parameter in parameters_of(command) if parameter.flags in docs
        }
        assert ours == {flags: docs[flags] for flags in ours}
        assert ours


def test_nothing_heavy_is_read() -> None:
    """Neither typer nor pydantic, rich, tomli_w nor what reads records is loaded for a word."""
    heavy = {"typer", "pydantic", "rich", "tomli_w", "tomllib", "negtrack.store.parse", "negtrack.cli.commands.show"}
    code = (
        "import sys; sys.argv = ['negtrack', 'show', 'isr']; from negtrack.__main__ import main; main(); "
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    line = [sys.executable, "-c", code]
    env = environment({"_NEGTRACK_COMPLETE": "bash"})
    done = subprocess.run(line, cwd=home(), env=env, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["israel", "[]"]


def test_hostile_names_and_titles(here: Path) -> None:
    """An id with anything hidden in it is not offered; what a name stands for has marks, and is one line."""
    party = here / "data" / EXAMPLE / "parties" / "israel.toml"
    party.write_text('name = "Is\\u001b[2J\\u202era\\nel"\nrole = "principal"\n[note."a\x1b[2Jb"]\n[note.plain]\n')
    (party.parent / "evil\x1b]0;x\x07.toml").write_text('name = "x"\nrole = "principal"\n')
    (party.parent / "pipe.toml").unlink(missing_ok=True)
    os.mkfifo(party.parent / "pipe.toml")
    assert completions("show", "isr", cwd=here) == {"israel": "Is␛[2J<U+202E>ra␊el"}
    assert list(completions("show", "a", cwd=here)) == []
    assert list(completions("show", "pl", cwd=here)) == ["plain"]
    assert list(completions("show", "e", cwd=here)) == ["egypt"]


@pytest.mark.parametrize("broken", ["", "[[[", "\x00\xff", "[issue.x]\ntitle = 'y'\nladder = ["])
def test_broken_files_are_no_matter(here: Path, broken: str) -> None:
    """What can be read of them is offered, and nothing is said."""
    (here / "data" / EXAMPLE / "negotiation.toml").write_text(broken)
    assert completions("show", "isr", cwd=here) == {"israel": "Israel"}
    assert list(completions("history", "", cwd=here)) == (["x"] if "issue" in broken else [])


@pytest.mark.parametrize("shell", ["", "tcsh", "complete_bash", "source_zsh"])
def test_other_shells_get_no_more(shell: str) -> None:
    """A variable with something else in it breaks nothing."""
    result = spawn("show", "isr", env={"_NEGTRACK_COMPLETE": shell})
    assert result.err == ""
    if shell:
        assert result.out.strip() in ("israel", "")


def test_the_script_is_shown() -> None:
    """For each of the three; another shell is one line and exit 2."""
    for shell in SHELLS:
        result = run("--show-completion", shell)
        assert (result.code, result.err) == (0, "")
        assert "negtrack" in result.out
    assert run("--show-completion", "tcsh").code == 2


@pytest.fixture
def shell_home(here: Path) -> Path:
    """Return a folder with data, the scripts of the three shells, and a `negtrack` to call in `bin`."""
    program = here / "bin" / "negtrack"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.join(command_line())} "$@"\n')
    program.chmod(0o755)
    for shell in SHELLS:
        (here / shell).write_text(run("--show-completion", shell).out)
    shutil.copy(here / "zsh", here / "bin" / "_negtrack")
    return here


def shell_environment(folder: Path) -> dict[str, str]:
    """Return the environment in which a shell finds `negtrack`, with the folder as its home."""
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return environment({"PATH": path, "HOME": str(folder), "TERM": "dumb", "PS1": "> ", "PYTHONPATH": str(ROOT)})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["show", "isr"], ["israel"]),
        (["show", "--issue", "=", "civ"], ["civilian-return"]),
        (["diff", "israel", "@", "do"], ["@doha-round"]),
        (["diff", "israel", "@"], [f"@{moment}" for moment in MOMENTS]),
        (["show", "--group", "bes"], ["beside\\ the\\ talks"]),
        (["show", '"isr'], ["israel"]),
        (["add-proposal", "qatar", "--term", "return-p"], ["return-pace="]),
        (["history", "no-such"], []),
    ],
)
def test_bash_completes(shell_home: Path, words: list[str], expected: list[str]) -> None:
    """The shown script's function fills COMPREPLY, from words as bash breaks them."""
    require("bash")
    line = shlex.join(["negtrack", *words])
    code = f"source ./bash; COMP_WORDS=({line}); COMP_CWORD={len(words)}; _negtrack_complete negtrack; "
    code += '[[ ${#COMPREPLY[@]} == 0 ]] || printf "%s\\n" "${COMPREPLY[@]}"; complete -p negtrack'
    done = subprocess.run(
        ["bash", "-c", code],
        cwd=shell_home,
        env=shell_environment(shell_home),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [*expected, "complete -o default -F _negtrack_complete negtrack"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("negtrack show isr", ["israel\tIsrael"]),
        ("negtrack diff israel@do", ["israel@doha-round\tDoha round of March 2024"]),
        ("negtrack show --issue=return", ["--issue=return-pace\tPace of civilians' return to northern Gaza"]),
        ("negtrack import ba", ["bash"]),
    ],
)
def test_fish_completes(shell_home: Path, line: str, expected: list[str]) -> None:
    """With what a word stands for; where negtrack knows none, files."""
    require("fish")
    code = f"source ./fish; complete -C {shlex.quote(line)}"
    done = subprocess.run(
        ["fish", "-c", code],
        cwd=shell_home,
        env=shell_environment(shell_home),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert [line.rstrip("\t") for line in done.stdout.splitlines()] == expected


class Terminal:
    """An interactive shell, whose line editor alone can complete."""

    def __init__(self, folder: Path, shell: Sequence[str], *setup: str) -> None:
        require(shell[0])
        self._process, self._ours = start_on_terminal(shell, folder, shell_environment(folder))
        for line in (*setup, "printf '%s\\n' rea''dy"):
            os.write(self._ours, f"{line}\n".encode())
        self.read_until("\nready")

    def read_until(self, text: str) -> str:
        """Return the output up to `text`."""
        seen, start = "", time.monotonic()
        while text not in seen:
            assert select.select([self._ours], [], [], 30 - (time.monotonic() - start))[0], seen
            seen += os.read(self._ours, 65536).decode(errors="replace").replace("\r", "")
        return seen

    def complete_line(self, line: str) -> str:
        """Return `line` as it stands after a TAB."""
        os.write(self._ours, f"{line}\t\x01printf '%s\\n' 'go''t: \x05.'\n".encode())
        return self.read_until(".\n").rpartition("\ngot: ")[2].partition(".\n")[0].rstrip()

    def end(self) -> None:
        """End the shell."""
        os.close(self._ours)
        self._process.wait(30)


ZSH = ("zsh", "-f", "-i")


@pytest.mark.deep
def test_bash_puts_words_where_they_belong(shell_home: Path) -> None:
    """Its own line editor replaces an `@` with what stands behind it, and `=` not."""
    bash = Terminal(shell_home, ("bash", "--norc", "-i"), "source ./bash")
    try:
        assert bash.complete_line("negtrack diff israel@do") == "negtrack diff israel@doha-round"
        assert bash.complete_line("negtrack show --issue=civ") == "negtrack show --issue=civilian-return"
        assert bash.complete_line("negtrack show isr") == "negtrack show israel"
    finally:
        bash.end()


@pytest.mark.parametrize(
    "setup",
    [
        "compinit -u -D; source ./zsh",
        pytest.param("fpath=($PWD/bin $fpath); compinit -u -D", marks=pytest.mark.deep),
    ],
)
def test_zsh_completes(shell_home: Path, setup: str) -> None:
    """Sourced, or found on the path of functions."""
    zsh = Terminal(shell_home, ZSH, "autoload -U compinit", setup)
    try:
        assert zsh.complete_line("negtrack show isr") == "negtrack show israel"
        assert zsh.complete_line("negtrack show --issue=civ") == "negtrack show --issue=civilian-return"
        assert zsh.complete_line("negtrack diff israel@do") == "negtrack diff israel@doha-round"
        assert (
            zsh.complete_line("negtrack add-proposal us --term return-p")
            == "negtrack add-proposal us --term return-pace="
        )
        assert zsh.complete_line("negtrack import ba") == "negtrack import bash"
    finally:
        zsh.end()


def test_zsh_runs_nothing_that_a_title_says(shell_home: Path) -> None:
    """A title full of what a shell would run is shown, and never evaluated."""
    hostile = "\\\\$(touch ran1) `touch ran2` '; touch ran3 ' \\\" ; touch ran4; : %F{red} $(touch ran5)"
    for name in ("issue-a", "issue-b"):
        with (shell_home / "data" / EXAMPLE / "negotiation.toml").open("a") as file:
            file.write(f'\n[issue.{name}]\ntitle = "{hostile}"\nkind = "text"\n')
    zsh = Terminal(shell_home, ZSH, "autoload -U compinit", "compinit -u -D; source ./zsh")
    try:
        assert zsh.complete_line("negtrack history iss") == "negtrack history issue-"
    finally:
        zsh.end()
    assert not list(shell_home.rglob("ran*"))
