"""README.md and the pages of the manual: how they are read, run and rewritten.

Every `console` block of a page is run in order, in a terminal of 100 columns (README.md: 80), in a folder of the page's
own, which is empty or a copy of what another page leaves, as the page says. In README.md those above the first heading
are run in the project's folder. `...` stands for any lines, `# exits N` for an exit code other than 0; an example
without output may print anything. What follows `<<'END'` up to `END` belongs to the command. A `toml` block whose
first line names a file is put into the folder.
`python -m tests.pages [NAME ...]` puts what the examples print now into the pages, where that is no longer shown.
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
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from negtrack.cli.run import run

NEEDED = ("jq", "fzf", "perl", "cmp")
"""Programs that examples call beside git and those that every system has."""
ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "negtrack/manual"
NOW = "1795425164"  # 2026-11-23 09:12:44 UTC
EMPTY = "The examples begin in an empty folder."
START = re.compile(r"^The examples begin in the folder that \[.*\]\((.*)\.md\) leaves\.$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, the line that it begins on, its lines, and whether a heading is above it."""

    language: str
    line: int
    lines: tuple[str, ...]
    is_under_heading: bool


@dataclass(frozen=True)
class Example:
    """One command of a `console` block, with the exit code and the output that the page shows; `height` counts the
    lines of the command itself."""

    line: int
    command: str
    height: int
    code: int
    output: tuple[str, ...]
    is_under_heading: bool


@dataclass(frozen=True)
class Outcome:
    """What one example did."""

    code: int
    output: str


@dataclass(frozen=True)
class Page:
    """README.md, or one page of the manual."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        """Return the page's topic, `README` for README.md."""
        return self.path.stem

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Return the fenced blocks."""
        return tuple(blocks_of(self.text))

    @cached_property
    def examples(self) -> tuple[Example, ...]:
        """Return the commands of all `console` blocks."""
        return tuple(example for block in self.blocks if block.language == "console" for example in examples_of(block))

    @property
    def start(self) -> str:
        """Return the page whose folder this one begins in, "" for an empty folder."""
        found = START.search(self.text)
        return found[1] if found else ""

    @property
    def columns(self) -> str:
        """Return the width of the terminal that the page shows."""
        return "80" if self.name == "README" else "78"


def read_page(path: Path) -> Page:
    """Return the page in a file."""
    return Page(path, path.read_text(encoding="utf-8"))


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


PAGES = {page.name: page for page in map(read_page, (ROOT / "README.md", *sorted(MANUAL.glob("*.md"))))}
"""Every page by its name."""


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


def set_surroundings(patch: pytest.MonkeyPatch, columns: str = "78") -> None:
    """This Python's `negtrack`, a width, no colours, no pager, a clock that stands still, and git as it comes."""
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
    for name, value in {"PATH": path, "COLUMNS": columns, "NO_COLOR": "1", "PAGER": "", "TERM": "xterm"}.items():
        patch.setenv(name, value)
    patch.setenv("SOURCE_DATE_EPOCH", NOW)
    patch.setattr(sys, "stdin", io.StringIO())


def matches(shown: tuple[str, ...], output: str) -> bool:
    """Return whether `output` is what the page shows, `...` standing for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in shown)
    printed = "".join(f"{line.rstrip()}\n" for line in output.splitlines())
    return re.fullmatch(pattern, printed) is not None


def is_as_shown(example: Example, outcome: Outcome) -> bool:
    """Return whether the exit code, and the output where one is shown, are those of the page."""
    return outcome.code == example.code and (not example.output or matches(example.output, outcome.output))


def run_page(page: Page, folder: Path) -> Mapping[Example, Outcome | None]:
    """Run every example of a page in order in `folder`, which holds what the page begins with."""
    for block in page.blocks:
        if block.language == "toml" and block.lines[0].startswith("# "):
            (folder / block.lines[0][2:]).write_text("\n".join(block.lines) + "\n", encoding="utf-8")
    found: dict[Example, Outcome | None] = {}
    with pytest.MonkeyPatch.context() as patch:
        set_surroundings(patch, page.columns)
        for example in page.examples:
            patch.chdir(folder if example.is_under_heading or page.name != "README" else ROOT)
            found[example] = run_example(example, patch)
    return found


def run_from_start(page: Page, folder: Path) -> Mapping[Example, Outcome | None]:
    """Run a page in `folder`, which is empty, after the pages that it builds on."""
    if page.start:
        run_from_start(PAGES[page.start], folder)
    return run_page(page, folder)


def update_page(text: str, outcomes: Mapping[Example, Outcome | None]) -> str:
    """Return a page with the outputs that the examples have now; those that still match are left as they are."""
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
    for name in sys.argv[1:] or PAGES:
        with tempfile.TemporaryDirectory() as scratch:
            found = run_from_start(PAGES[name], Path(scratch))
        PAGES[name].path.write_text(update_page(PAGES[name].text, found), encoding="utf-8")
