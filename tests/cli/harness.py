"""Running `negtrack` in this process or in one of its own, off a terminal or on one."""

from __future__ import annotations

import contextlib
import csv
import fcntl
import functools
import io
import json
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from negtrack.cli.run import run as run_app
from negtrack.exchange.export.sheets import read_sheets
from negtrack.store.add import add_items
from negtrack.store.create import create_negotiation

from ..folders import make_folder

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "data"
SEEDS = ROOT / "seeds"
EXAMPLE = "gaza-ceasefire-2024"
MARCH = sorted(path for path in (SEEDS / EXAMPLE).glob("*.toml") if re.search("^00-|2024-0[23]", path.stem))
"""The sheets of the talks of Gaza that were written by the end of March 2024."""
NOW = "1795700000"
"""The instant that counts as now, as `SOURCE_DATE_EPOCH`: 26 November 2026, after everything shipped was recorded."""

_OURS = re.compile("NEGTRACK_.*|NO_COLOR|FORCE_COLOR|CLICOLOR.*|COLUMNS|LINES|TERM|PAGER|LESS.*|SOURCE_DATE_EPOCH")
_BASE = {"COLUMNS": "100", "LINES": "50", "PAGER": "", "SOURCE_DATE_EPOCH": NOW, "TERM": "xterm"}


@dataclass(frozen=True)
class Result:
    """What one run gave: the exit code, and both streams as text, line endings as they came."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Return the lines of stdout."""
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        """Return stdout as JSON."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[dict[str, str]]:
        """Return stdout as tab-separated rows under their header."""
        head, *rest = csv.reader(self.out.splitlines(), delimiter="\t")
        return [dict(zip(head, cells, strict=True)) for cells in rest]


class _Stream(io.TextIOWrapper):
    """A stream in memory that says whether it is a terminal."""

    def __init__(self, tty: bool, text: str = "") -> None:
        self.kept = io.BytesIO(text.encode())
        self._tty = tty
        super().__init__(self.kept, encoding="utf-8", newline="\n")

    def isatty(self) -> bool:
        return self._tty

    def text(self) -> str:
        self.flush()
        return self.kept.getvalue().decode()


def environment(env: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return this process's environment without what a user sets for colours, widths and data, and with `env`."""
    rest = {name: value for name, value in os.environ.items() if not _OURS.fullmatch(name)}
    return {**rest, **_BASE, **(env or {})}


def run(
    *args: object,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    tty: bool = False,
    stdin: str = "",
) -> Result:
    """Run `negtrack ARGS` in this process, in `cwd` (`home`, unless given), with the text `stdin` to read."""
    streams = _Stream(tty), _Stream(tty)
    with (
        contextlib.chdir(cwd or home()),
        mock.patch.dict(os.environ, environment(env), clear=True),
        mock.patch.object(sys, "stdin", _Stream(tty, stdin)),
        mock.patch.object(sys, "stdout", streams[0]),
        mock.patch.object(sys, "stderr", streams[1]),
    ):
        code = run_app([str(arg) for arg in args])
    return Result(code, *(stream.text() for stream in streams))


def look(*args: object, cwd: Path | None = None, width: int = 100, **env: str) -> str:
    """Return the page that `negtrack ARGS --format table` shows in `width` columns."""
    result = run(*args, "--format", "table", cwd=cwd, env={"COLUMNS": str(width), **env})
    assert result.err == ""
    return result.out


def command_line(*args: object) -> list[str]:
    """Return the words that start `negtrack ARGS` as a process."""
    return [sys.executable, "-m", "negtrack", *(str(arg) for arg in args)]


def spawn(*args: object, cwd: Path | None = None, env: Mapping[str, str] | None = None, **more: Any) -> Result:
    """Run `negtrack ARGS` as a process of its own."""
    done = subprocess.run(
        command_line(*args),
        cwd=cwd or home(),
        env=environment(env),
        stdin=subprocess.DEVNULL,
        stdout=more.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
        **more,
    )
    return Result(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())


def start_on_terminal(
    command: Sequence[str], cwd: Path, env: Mapping[str, str], width: int = 80
) -> tuple[subprocess.Popen[bytes], int]:
    """Start a command on a pseudo-terminal that it controls; return the process and our end of the terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    try:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=env,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=functools.partial(fcntl.ioctl, 0, termios.TIOCSCTTY, 0),
        )
    finally:
        os.close(theirs)
    return process, ours


class Terminal:
    """`negtrack ARGS` on a pseudo-terminal of its own, answered one prompt after the other."""

    def __init__(self, *args: object, cwd: Path, env: Mapping[str, str] | None = None, width: int = 100) -> None:
        given = environment(env)
        given.pop("COLUMNS"), given.pop("LINES")
        self._process, self._ours = start_on_terminal(command_line(*args), cwd, given, width)
        self.seen = ""

    def expect(self, text: str, seconds: float = 20) -> str:
        """Read until `text` is shown; return everything since the last time."""
        start = time.monotonic()
        fresh = ""
        while text not in fresh:
            chunk = self._read(seconds - (time.monotonic() - start))
            if not chunk:
                raise AssertionError(f"{text!r} was not shown in: {fresh}")
            fresh += chunk
        self.seen += fresh
        return fresh

    def answer(self, text: str) -> None:
        """Type one line."""
        os.write(self._ours, f"{text}\n".encode())

    def answer_all(self, asked: Iterable[tuple[str, str]]) -> None:
        """Wait for each question and type its answer."""
        for question, answer in asked:
            self.expect(question)
            self.answer(answer)

    def press(self, key: bytes) -> None:
        """Type one key, once the program has had a moment to read."""
        time.sleep(0.3)
        os.write(self._ours, key)

    def break_off(self, key: bytes = b"\x03") -> int:
        """Press Ctrl-C (or `key`) and return the exit code; as people do, again where nothing happens: a signal that
        Python takes just before it waits for a line does not end the waiting."""
        for _ in range(4):
            self.press(key)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(5)
                break
        return self.end()

    def end(self) -> int:
        """Read what is left and return the exit code."""
        while chunk := self._read(20):
            self.seen += chunk
        self.seen = self.seen.replace("\r\n", "\n")  # a line's end may have come in two pieces
        code = self._process.wait(20)
        os.close(self._ours)  # not before: losing its terminal would end the process
        return code

    def _read(self, seconds: float) -> str:
        if not select.select([self._ours], [], [], max(seconds, 0))[0]:
            return ""
        try:
            return os.read(self._ours, 65536).decode(errors="replace").replace("\r\n", "\n")
        except OSError:  # the process has ended, and its terminal with it
            return ""


def copy_data(folder: Path, example: str = EXAMPLE) -> Path:
    """Copy one shipped negotiation to `folder`/data, unless another is named what the talks of Gaza were in March 2024;
    return its folder."""
    ignored = shutil.ignore_patterns(".negtrack*")
    data = home() / "data" if example == EXAMPLE else SHIPPED
    return Path(shutil.copytree(data / example, folder / "data" / example, ignore=ignored))


@functools.cache
def home() -> Path:
    """Return a folder with the negotiation of Gaza, which no test writes to: of the shipped sheets those alone of
    February and March 2024, so that a page of it stays short."""
    folder = make_folder()
    sheets = read_sheets(MARCH, datetime.now(UTC))
    head = (sheets.plain[key] for key in ("title", "summary", "parties"))
    place = create_negotiation(folder / "data", EXAMPLE, *head)
    add_items(place, sheets.items, datetime.now(UTC))
    return folder


@functools.cache
def two_at_home() -> Path:
    """Return a folder with the shipped talks of Gaza and of Detroit in its data, which no test writes to."""
    folder = make_folder()
    copy_data(folder)
    copy_data(folder, "uaw-detroit-2023")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below `folder` that is neither hidden nor negtrack's own, by name."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
    named = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: path.read_bytes() for name, path in named.items() if ".negtrack" not in path.parts}


@contextlib.contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    """Fail where a file below `folder` was changed, added or removed meanwhile."""
    before = contents(folder)
    yield
    after = contents(folder)
    assert sorted(before) == sorted(after)
    assert [name for name in before if before[name] != after[name]] == []
