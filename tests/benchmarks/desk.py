"""Measure the reading desk: the cpu to its first and to its whole page, beside an empty curses program."""

from __future__ import annotations

import fcntl
import os
import pty
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = "wsj-2024-03-25"
EMPTY = "import curses; curses.wrapper(lambda window: (window.addstr('ready'), window.refresh(), window.get_wch()))"
CODE = ["-m", "negtrack", "-n", "gaza-ceasefire-2024", "code", SOURCE]
RUNS = 25


def seconds_to(words: str, command: Sequence[str], folder: Path) -> float:
    """Return the cpu seconds that a command has taken when it shows some words; Linux counts them."""
    process, terminal = pty.fork()
    if not process:
        os.chdir(folder)
        os.execve(sys.executable, [sys.executable, *command], {**os.environ, "TERM": "xterm"})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    shown = b""
    while words.encode() not in shown:
        shown += os.read(terminal, 65536)
    os.kill(process, signal.SIGSTOP)
    taken = int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)
    return taken


def main() -> None:
    """Measure in turn, on a copy of the shipped talks of Gaza."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "data/gaza-ceasefire-2024", folder / "data/gaza-ceasefire-2024")
        held = folder / f"data/gaza-ceasefire-2024/.negtrack/text/{SOURCE}.txt"
        held.parent.mkdir(parents=True, exist_ok=True)
        held.write_text("\n".join(f"Paragraph {number} of an article. Israel, Hamas." for number in range(40)))
        commands = {"empty": ("ready", ["-c", EMPTY]), "first": ("article", CODE), "whole": ("next mention", CODE)}
        taken: dict[str, list[float]] = {what: [] for what in commands}
        for _ in range(RUNS):
            for what, (words, command) in commands.items():
                taken[what].append(seconds_to(words, command, folder))
    empty = statistics.median(taken["empty"])
    for what, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"{what}: {median * 1000:.0f} ms, {median / empty:.1f} times an empty curses program")


if __name__ == "__main__":
    main()
