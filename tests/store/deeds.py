"""Every command that writes, as a deed on a small negotiation: its words, its input, and where its files lie."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from negtrack.errors import DataError
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place

from .harness import ISRAEL, environment, make_place

SERVER = Path(__file__).with_name("server.py")
EPOCH = "1795700000"
SAID = ("--source", "wsj", "--stated", "2024-03-25")
SIDE = ("--set", "side=reported")
TABLED = """
[proposal.plan]
title = "The plan"
tabled = 2024-03-23
terms = ["captives = 40"]
stated = 2024-03-23
sources = ["reuters"]
recorded = 2024-03-26 09:12:44+00:00
"""
ONE = "party,issue,value,stated,sources\nhamas,captives,35,2024-03-25,wsj\n"
QUOTING = "party,issue,value,stated,sources,quote\nhamas,captives,35,2024-03-25,wsj,thirty-five\n"
FOUR = """\
party,issue,value,stated,sources
israel,captives,45,2024-03-25,wsj
hamas,captives,35,2024-03-25,a new paper
egypt,duration,40,2024-03-25,wsj
qatar,duration,42,2024-03-25,another paper
israel,duration,30,2024-03-25,another paper
"""
SHEET = """\
[source.jpost]
title = "A report"
issued = 2024-03-24

[issue.hours]
title = "Hours"
kind = "quantity"
unit = "hours"

[position.by-sheet]
party = "hamas"
issue = "hours"
value = "12"
sources = ["jpost"]
"""
EDITOR = """\
#!/bin/sh
ulimit -S -f unlimited
grep -q '# by hand' "$1" || echo '# by hand' >> "$1"
cp "$1" typed
"""


@dataclass(frozen=True)
class Answer:
    """How a command ended: its exit code (negative: a signal), and both streams."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Deed:
    """One way to write: the words of the command, stdin, and what the folder needs beside the negotiation."""

    name: str
    words: tuple[str, ...]
    stdin: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    """The words of a command that comes first."""
    empty: bool = False
    """Whether it begins without any negotiation."""
    repository: bool = False
    long: bool = False
    """Whether it is for the long runs alone."""

    def __str__(self) -> str:
        return self.name


def _many(count: int) -> str:
    block = '\n[position.old-{0}]\nissue = "remarks"\nvalue = "{0}"\nstated = 2024-03-25\n' + (
        'sources = ["wsj"]\nrecorded = 2024-03-26 09:12:44+00:00\n'
    )
    return ISRAEL + "".join(block.format(number) for number in range(count))


_KEYS = "".join(f"key-{number} = {number}\n" for number in range(40))
_THREE = {"base": _KEYS, "ours": _KEYS.replace("= 1\n", "= 77\n"), "theirs": _KEYS.replace("= 9\n", "= 88\n")}
_ATTRIBUTES = {"data/.gitattributes": "* text=auto\n"}
_FOUR = {"four.csv": FOUR}
_LINE = {"party": "hamas", "issue": "captives", "value": "36", "stated": "2024-03-25", "sources": ["wsj"]}
_ADD = ("add-position", "israel", "captives", "50", *SAID)

DEEDS = (
    Deed("add-party", ("add-party", "qatar", "--name", "Qatar", "--role", "mediator")),
    Deed("add-issue", ("add-issue", "pause", "--title", "The pause", "--kind", "duration")),
    Deed("add-event", ("add-event", "talks", "--title", "Talks", "--date", "2024-03-28")),
    Deed("add-side", ("add-side", "one", "--title", "One", "--party", "israel")),
    Deed("add-source", ("add-source", "jpost", "--title", "A report", "--issued", "2024-03-24")),
    Deed("add-position", _ADD),
    Deed("add beside a stale file", _ADD, files={"data/talks/parties/.negtrack-0123456789ab.tmp": "half"}),
    Deed("add to 1,000 records", _ADD, files={"data/talks/parties/israel.toml": _many(1000)}, long=True),
    Deed("add-position -", ("add-position", "-"), stdin=json.dumps(_LINE)),
    Deed("add-proposal", ("add-proposal", "egypt", "--title", "Another", "--term", "captives=41", *SAID)),
    Deed("add-response", ("add-response", "hamas", "plan", "rejected", "--side", "own", *SAID)),
    Deed(
        "add-agreement", ("add-agreement", "--title", "Accord", "--date", "2024-03-25", "--term", "captives=41", *SAID)
    ),
    Deed("add-note", ("add-note", "hamas", "A remark", *SAID)),
    Deed("retract", ("retract", "first", "--reason", "misread")),
    Deed("set-kind", ("set-kind", "captives", "text")),
    Deed("rename issue", ("rename", "issue", "captives", "people")),
    Deed("rename source", ("rename", "source", "wsj", "journal")),
    Deed("undo", ("undo", "--yes"), before=_ADD),
    Deed("init", ("init", "pay", "--title", "Pay")),
    Deed("init --example", ("init", "--example", "uaw-detroit-2023"), empty=True),
    Deed("import of a sheet", ("import", "sheet.toml"), files={"sheet.toml": SHEET}),
    Deed("import to one party", ("import", "one.csv", *SIDE), files={"one.csv": ONE}),
    Deed("import --proposed", ("import", "quoting.csv", "--proposed", *SIDE), files={"quoting.csv": QUOTING}),
    Deed(
        "import of quotes",
        ("import", "quoting.csv", *SIDE),
        files={"quoting.csv": QUOTING, "data/talks/.negtrack/text/wsj.txt": "thirty-four, they said"},
    ),
    Deed("import to four parties", ("import", "four.csv", "--create", *SIDE), files=_FOUR),
    Deed("import into nothing", ("import", "four.csv", "--create", "-n", "new", *SIDE), files=_FOUR, empty=True),
    Deed("edit", ("edit", "israel")),
    Deed("edit sources", ("edit", "sources")),
    Deed("git-merge", ("git-merge", "base", "ours", "theirs"), files=_THREE),
    Deed("git-setup", ("git-setup",), repository=True),
    Deed("git-setup again", ("git-setup",), before=("git-setup",), files=_ATTRIBUTES, repository=True),
    Deed("git-setup --undo", ("git-setup", "--undo"), before=("git-setup",), repository=True),
    Deed("export", ("export", "-o", "all.csv")),
    Deed("export --force", ("export", "-o", "old.html", "--force"), files={"old.html": "old\n"}),
    Deed("export of parquet", ("export", "--to", "parquet", "-o", "lake", "--force")),
    Deed("schema --write", ("schema", "--write")),
)


class World:
    """A folder of its own for one deed, made again before each turn; `run` takes the steps of the server's words."""

    def __init__(self, root: Path, deed: Deed, server: Server) -> None:
        self.root, self.deed, self.server = root, deed, server
        self.here, self.io = root / "here", root / "io"
        self.place = Place(self.here / "data", self.here / "data" / ("new" if deed.empty else "talks"))

    def make(self) -> None:
        """Make the folder as it is before the deed."""
        shutil.rmtree(self.root, ignore_errors=True)
        self.io.mkdir(parents=True)
        self.here.mkdir()
        if not self.deed.empty:
            make_place(self.here / "data")
            with self.place.party("egypt").open("a") as file:
                file.write(TABLED)
        (self.io / "in").write_text(self.deed.stdin)
        (self.io / "editor").write_text(EDITOR)
        (self.io / "editor").chmod(0o755)
        if self.deed.repository:
            subprocess.run(["git", "init", "-q"], cwd=self.here, check=True)
        if self.deed.before:
            assert self.run(words=self.deed.before).code == 0
        for name, text in self.deed.files.items():
            (self.here / name).parent.mkdir(parents=True, exist_ok=True)
            (self.here / name).write_text(text)

    def run(
        self,
        trace: Sequence[str] = (),
        words: Sequence[str] = (),
        env_more: Mapping[str, str] | None = None,
        **more: Any,
    ) -> Answer:
        """Run the deed, or other `words`; under strace with the options `trace`. `more` are the server's: `kill_after`
        seconds, the `limit` of a file's size, the `user`."""
        names = {name: str(self.io / name) for name in ("in", "out", "err")}
        for name in ("out", "err"):
            (self.io / name).write_text("")
            (self.io / name).chmod(0o666)
        env = {"PATH": os.environ["PATH"], "HOME": str(self.io), "SOURCE_DATE_EPOCH": EPOCH}
        env |= {"GIT_CONFIG_NOSYSTEM": "1", "EDITOR": str(self.io / "editor"), **(env_more or {})}
        names |= {name: more.pop(name) for name in ("out", "err") if name in more}
        asked = {"cwd": str(self.here), "words": [*(words or self.deed.words)], "env": env, "trace": [*trace]}
        code = self.server.ask({**asked, **names, **more})
        return Answer(code, (self.io / "out").read_text(), (self.io / "err").read_text())

    def files(self) -> dict[str, bytes]:
        """Return the bytes of every file that means something, by name."""
        found = {path.relative_to(self.here).as_posix(): path for path in sorted(self.here.rglob("*"))}
        return {
            name: path.read_bytes()
            for name, path in found.items()
            if path.is_file() and ".negtrack" not in name and (".git/" not in name or name == ".git/config")
        }

    def leftovers(self) -> list[str]:
        """Return what no negotiation's folder may hold once a command has come to its end."""
        return [path.name for path in self.place.folder.rglob(".negtrack-*") if path.suffix != ".lock"]

    def broken_references(self) -> list[str]:
        """Return problems of records whose source, issue or event is not there."""
        if not self.place.negotiation.exists():
            return []
        try:
            problems = load_negotiation(self.place).problems
        except DataError as error:
            problems = error.problems
        named = re.compile(r"no (source|issue|event) |not TOML|not defined")
        return [message for message in map(str, problems) if named.search(message)]


class Server:
    """The process that runs commands for tests; one request at a time."""

    def __init__(self, *way: str) -> None:
        pipe = subprocess.PIPE
        command = [sys.executable, str(SERVER), *way]
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment())
        assert self._line() == "ready"

    def ask(self, request: Mapping[str, Any]) -> int:
        """Run the command of `request` and return its exit code."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{json.dumps(request)}\n")
        self._process.stdin.flush()
        return int(self._line())

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()
