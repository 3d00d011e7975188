"""What holds for every command: exit codes, streams, where options may stand, and what the environment says."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import signal
import subprocess
from pathlib import Path
from unittest import mock

import pytest

import negtrack
from negtrack.cli.commands import COMMANDS, NAMES

from ..programs import require
from .harness import (
    EXAMPLE,
    SHIPPED,
    Terminal,
    command_line,
    contents,
    copy_data,
    environment,
    home,
    run,
    spawn,
    start_on_terminal,
)

LOOK = ("show", "compare", "parties", "issues", "events", "sources", "proposals", "negotiations", "check")


def test_version() -> None:
    """The process and the package say the same, with and without other words."""
    output = f"negtrack {negtrack.__version__}\n"
    assert spawn("--version").out == output
    assert run("--version") == run("--color", "never", "--version")
    assert run("--version").out == output


def test_no_command_is_the_help() -> None:
    """All commands are listed, readable; nothing was asked, so nothing is an answer: exit 2, or 0 as `--help`."""
    result = run()
    lines = (result.out + result.err).splitlines()
    for name in NAMES:
        assert any(line.strip().startswith(name) for line in lines), name
    assert "\u240a" not in result.out + result.err


@pytest.mark.parametrize("name", NAMES)
def test_help(name: str) -> None:
    """Every command's help renders at 80 columns within the width, and at 40 without a crash; brackets survive."""
    result = run(name, "--help", env={"COLUMNS": "80"})
    assert (result.code, result.err) == (0, "")
    assert max(map(len, result.lines)) <= 80
    assert f"negtrack {name} [OPTIONS]" in result.out
    narrow = run(name, "--help", env={"COLUMNS": "40"})
    assert (narrow.code, narrow.err) == (0, "")


def test_help_of_the_whole() -> None:
    """The groups of commands and what each does, within 80 columns."""
    result = run("--help", env={"COLUMNS": "80"})
    assert result.code == 0
    assert max(map(len, result.lines)) <= 80
    for heading, group in COMMANDS.items():
        assert f"\n{heading}:\n" in result.out
        for name, purpose in group.items():
            assert f"{name} " in result.out
            assert " ".join(purpose.split()) in " ".join(result.out.split())
    assert run("--help", env={"COLUMNS": "40"}).code == 0


@pytest.mark.parametrize("name", LOOK)
def test_a_pipe_gets_tsv_and_a_terminal_a_table(name: str) -> None:
    """The default format goes by what stdout is."""
    assert run(name).out == run(name, "--format", "tsv").out
    assert run(name, tty=True, env={"NO_COLOR": "1"}).out == run(name, "--format", "table").out


@pytest.mark.parametrize("name", LOOK)
def test_no_header_and_ids(name: str) -> None:
    """`--no-header` leaves out one line; `--ids` gives a column without it."""
    whole = run(name).lines
    assert run(name, "--no-header").lines == whole[1:]
    assert run(name, "--ids").code == 0


@pytest.mark.parametrize("name", LOOK)
def test_json_in_two_spellings(name: str) -> None:
    """`--json` is `--format json`; jsonl gives its rows; both carry the schema."""
    whole = run(name, "--json")
    assert whole.out == run(name, "--format", "json").out
    assert whole.json["schema"] == f"negtrack.{name}/1"
    lines = run(name, "--format", "jsonl").lines
    assert len(lines) == len(whole.json["rows"])
    assert all(line.startswith(f'{{"schema":"negtrack.{name}/1",') for line in lines)


@pytest.mark.parametrize(
    "option", [("-n", EXAMPLE), ("--negotiation", "gaza"), ("--data", "data"), ("--color", "always")]
)
@pytest.mark.parametrize("name", ["compare", "parties"])
def test_scope_before_and_after_the_command(option: tuple[str, str], name: str) -> None:
    """`-n`, `--data` and `--color` are taken on either side of the command's name."""
    after = run(name, "--format", "table", *option)
    before = run(*option, name, "--format", "table")
    assert (before.code, before.err) == (0, "")
    assert before.out == after.out


def test_the_last_scope_counts() -> None:
    """What an alias says can be said otherwise behind it."""
    assert run("-n", "uaw", "-n", EXAMPLE, "parties").out == run("-n", EXAMPLE, "parties").out
    assert run("parties", "-n", "uaw", "-n", EXAMPLE, "--ids", "-v").code == 2  # typer's line, for -v
    assert run("parties", "-n", "nosuch", "-n", EXAMPLE).code == 0


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Return a folder with two negotiations."""
    copy_data(tmp_path)
    run("init", "coal-pay", "--title", "Coal pay", cwd=tmp_path)
    return tmp_path


def test_one_of_two_must_be_chosen(two: Path) -> None:
    """Exit 2 and their ids; `-n` or the environment chooses, also by prefix."""
    result = run("issues", cwd=two)
    assert (result.code, result.out) == (2, "")
    assert result.err == "negtrack: there are 2 negotiations; choose with -n: coal-pay, gaza-ceasefire-2024\n"
    assert len(run("issues", "-n", "gaza", cwd=two).lines) == 13
    assert len(run("issues", cwd=two, env={"NEGTRACK_NEGOTIATION": "coal-pay"}).lines) == 1
    assert 'no negotiation "nope"' in run("issues", "-n", "nope", cwd=two).err


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("compare", "gaza"), "; to choose gaza, write -n gaza\n"),
        (("gaps", "Coal"), "; to choose Coal, write -n Coal\n"),
        (("compare", "hamas"), "choose with -n: coal-pay, gaza-ceasefire-2024\n"),
        (("-compare",), "no such option: -c; write negtrack compare\n"),
        (("report", "-n", "gaza", "p.html"), '"p.html" is more than report takes; to write a file, use -o p.html\n'),
        (("report", "-n", "gaza", "p"), '"p" is more than report takes; negtrack report --help says what it takes\n'),
    ],
)
def test_a_word_in_the_wrong_place(two: Path, words: tuple[str, ...], hint: str) -> None:
    """The message says where the word belongs."""
    result = run(*words, cwd=two)
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith(hint)


@pytest.mark.parametrize("place", ["before", "after"])
def test_an_option_beats_the_environment(two: Path, place: str) -> None:
    """What the command line says counts, wherever it says it."""
    option = ("-n", "gaza-ceasefire-2024")
    words = (*option, "issues") if place == "before" else ("issues", *option)
    assert len(run(*words, cwd=two, env={"NEGTRACK_NEGOTIATION": "coal-pay"}).lines) == 13
    words = ("--data", "/nowhere", "issues") if place == "before" else ("issues", "--data", "/nowhere")
    result = run(*words, cwd=two, env={"NEGTRACK_DATA": str(home() / "data")})
    assert (result.code, result.out) == (2, "")


def test_where_the_data_is(two: Path) -> None:
    """`--data`, else `NEGTRACK_DATA`, else the nearest folder upward; one negotiation's own folder will do."""
    away = two / "elsewhere/deep"
    away.mkdir(parents=True)
    assert run("negotiations", "--ids", cwd=away).lines == ["coal-pay", "gaza-ceasefire-2024"]
    assert run("parties", "--ids", cwd=two / "data/gaza-ceasefire-2024/parties").lines[0] == "israel"
    assert run("parties", "--ids", "--data", SHIPPED / EXAMPLE, cwd=Path("/")).lines[0] == "israel"
    assert run("parties", "--ids", cwd=Path("/"), env={"NEGTRACK_DATA": str(home())}).lines[0] == "israel"
    result = run("parties", cwd=Path("/proc"))
    assert (result.code, result.out) == (2, "")
    assert "start with negtrack init, or name a folder with --data DIR" in result.err


def test_ids_by_prefix_case_and_name() -> None:
    """Any unique prefix, any case, and a party's name."""
    expected = run("show", "united-states").out
    for name in ("united", "UNITED-States", "United States", "u"):
        assert run("show", name).out == expected


@pytest.mark.parametrize(
    "words", [("show", "nobody"), ("compare", "--as-of", "nowhere"), ("nope",), ("show", "--nope")]
)
def test_trouble_is_2_and_one_line(words: tuple[str, ...]) -> None:
    """Nothing on stdout; one line on stderr that begins with the program's name."""
    result = run(*words)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert result.err.startswith("negtrack: ")


@pytest.mark.parametrize("words", [("show",), ("show", "--json"), ("parties", "--ids"), ("--help",)])
def test_a_pipe_that_nobody_reads_is_silent(words: tuple[str, ...]) -> None:
    """Its reader is gone before the first byte is written: not a word, and no failure."""
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        result = spawn(*words, stdout=theirs)
    finally:
        os.close(theirs)
    assert result.err == ""
    assert result.code in (0, 128 + signal.SIGPIPE), "1 would say that something differs"


def test_a_closed_pipe_is_silent() -> None:
    """`negtrack show | head -1` gives one line and not a word more."""
    require("bash")
    command = " ".join(command_line("show", "--format", "json"))
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -1; echo ${{PIPESTATUS[0]}}"],
        cwd=home(),
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.splitlines()[0] == "{"
    assert done.stdout.splitlines()[1] in ("0", "141")
    assert done.stderr == ""


@pytest.mark.parametrize("words", [("show",), ("parties", "--ids"), ("--version",), ("--help",)])
def test_a_full_disk_is_one_line(words: tuple[str, ...]) -> None:
    """Exit 2 where stdout cannot take the answer."""
    with open("/dev/full", "w") as full:
        result = spawn(*words, stdout=full)
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "no space left on device" in result.err
    assert "Traceback" not in result.err


def test_a_closed_stdout_is_no_traceback() -> None:
    """`negtrack show >&-` is trouble, and one line at most."""
    command = " ".join(command_line("show"))
    done = subprocess.run(
        ["sh", "-c", f"{command} >&-"], cwd=home(), env=environment(), capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 2)


def test_an_interrupt_is_130() -> None:
    """Ctrl-C while the files are read: nothing is said."""
    with mock.patch("negtrack.store.load.load_negotiation", side_effect=KeyboardInterrupt):
        result = run("show")
    assert (result.code, result.out, result.err) == (130, "", "")


def test_an_interrupted_process_ends_with_130(here: Path) -> None:
    """SIGINT to a process that waits for the lock of another writer."""
    with open(here / f"data/{EXAMPLE}/.negtrack.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = subprocess.Popen(
            command_line("retract", "d836", "--reason", "x"),
            cwd=here,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


def test_an_internal_error_is_one_line_too() -> None:
    """Exit 2; `--debug` before the command shows where it arose."""
    with mock.patch("negtrack.store.load.load_negotiation", side_effect=ZeroDivisionError("oh\x1b[2J")):
        result = run("show")
        traced = run("--debug", "show")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "negtrack: internal error: ZeroDivisionError: oh\u241b[2J; "
        "use --debug before the command to see the traceback\n"
    )
    assert "Traceback" in traced.err
    assert traced.code == 2


def test_look_commands_write_nothing(here: Path) -> None:
    """Not even a lock file: they work on a folder that they may not write to."""
    folder = here / "data" / EXAMPLE
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    for name in LOOK:
        assert run(name, cwd=here).code == 0
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_stdin_is_not_read(here: Path) -> None:
    """A write command off a terminal does not wait for input."""
    ours, theirs = os.pipe()
    try:
        done = subprocess.run(
            command_line("add-position", "hamas"),
            cwd=here,
            env=environment(),
            stdin=ours,
            capture_output=True,
            timeout=20,
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 2
    assert done.stderr.startswith(b"negtrack: missing ISSUE (one of civilian-return, ")


def test_no_questions_where_stdout_is_a_pipe(here: Path) -> None:
    """Both stdin and stdout must be terminals: a redirected stdout must not swallow a question."""
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            command_line("add-party"), cwd=here, env=environment(), stdin=theirs, capture_output=True, timeout=20
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"negtrack: missing --name\n")


@pytest.mark.deep
def test_the_answer_fits_the_terminal(here: Path) -> None:
    """On a terminal the width is the terminal's own."""
    for width in (50, 120):
        terminal = Terminal("compare", "--color", "never", cwd=here, width=width)
        assert terminal.end() == 0
        lines = terminal.seen.splitlines()
        assert max(map(len, lines)) <= width
        assert any(len(line) > width - 12 for line in lines)


def test_a_long_answer_goes_through_the_pager(here: Path) -> None:
    """On a terminal `PAGER` gets what does not fit; a short answer and a pipe do without."""
    pager = here / "pager"
    pager.write_text("#!/bin/sh\necho PAGED; cat\n")
    pager.chmod(0o755)
    env = {"PAGER": str(pager)}
    for words, paged in ((("show",), True), (("parties",), False)):
        terminal = Terminal(*words, cwd=here, env=env)
        assert terminal.end() == 0
        assert ("PAGED" in terminal.seen) is paged
    assert "PAGED" not in spawn("show", cwd=here, env=env).out


def test_broken_files_end_in_2_with_the_rest_shown(here: Path) -> None:
    """The valid rest on stdout, each problem on stderr with its place, and no file touched."""
    folder = here / "data" / EXAMPLE
    (folder / "parties/hamas.toml").write_bytes(b'name = "Hamas"\nrole = "principal"\n\n[position.')
    before = contents(here)
    for name in ("show", "compare", "parties", "issues", "events", "sources", "proposals", "negotiations"):
        result = run(name, cwd=here)
        assert result.code == 2, name
        assert "parties/hamas.toml:4: " in result.err
        assert len(result.lines) > 1
    assert contents(here) == before


def test_the_clock_must_be_a_number() -> None:
    """A `SOURCE_DATE_EPOCH` that is none is an error."""
    result = run("show", env={"SOURCE_DATE_EPOCH": "yesterday"})
    assert (result.code, result.out) == (2, "")
    assert 'SOURCE_DATE_EPOCH "yesterday" is not a number of seconds since 1970' in result.err


@pytest.mark.parametrize(
    ("words", "code"),
    [(("bogus",), 2), (("import", "nothing.csv"), 2), (("import", "bad.toml"), 2), (("show",), 0), (("--help",), 0)],
)
def test_nobody_reads_stderr(tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    """Where stderr is a closed pipe or a full disk, the exit code is what it would have been: 0 means done."""
    copy_data(tmp_path)
    (tmp_path / "bad.toml").write_text("[note.x]\ntxt = 1\n")
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as gone, Path("/dev/full").open("w") as full:
        for stream in (gone, full):
            done = subprocess.run(
                command_line(*words),
                cwd=tmp_path,
                env=environment(),
                stdout=subprocess.DEVNULL,
                stderr=stream,
                timeout=60,
            )
            assert done.returncode == code


def test_an_internal_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that nobody foresaw is one line, clean, and exit 2; only `--debug` shows where, as clean."""

    def fail(*_: object) -> None:
        raise RuntimeError("\x1b[2Jboo\u202e")

    monkeypatch.setattr("negtrack.cli.commands.show.open_session", fail)
    plain, debug = run("show"), run("--debug", "show")
    assert (plain.code, plain.err.count("\n")) == (2, 1)
    assert plain.err.startswith("negtrack: internal error: RuntimeError: \u241b[2Jboo")
    assert "Traceback" in debug.err
    assert not {"\x1b", "\u202e"} & {*plain.err, *debug.err}


def test_messages_fold_where_stdout_goes_elsewhere(tmp_path: Path) -> None:
    """By the width of the terminal of stderr, as in `negtrack ... > ids`."""
    env = environment({})
    env.pop("COLUMNS"), env.pop("LINES")
    command = ["sh", "-c", '"$@" > out', "sh", *command_line("init", "talks", "--title", "T")]
    process, ours = start_on_terminal(command, tmp_path, env, 40)
    seen = b""
    with contextlib.suppress(OSError):  # how a terminal ends on Linux
        while part := os.read(ours, 1024):
            seen += part
    os.close(ours)
    assert process.wait(60) == 0
    lines = seen.decode().split("\r\n")
    assert lines[:2] == ["negtrack: started data/talks; next:", "  add-party, add-event, add-issue,"]
