"""Real repositories for tests: a clone with the shipped negotiation in it, and git run in it as somebody."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from .harness import EXAMPLE, copy_data

SOMEBODY = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    **{
        f"GIT_{role}_{field}": "somebody@example.org" for role in ("AUTHOR", "COMMITTER") for field in ("NAME", "EMAIL")
    },
}
"""The environment that keeps git from this machine's settings; tests set it for the whole process."""


@dataclass(frozen=True)
class Clone:
    """One clone; its data is in `top`/data."""

    top: Path

    @property
    def folder(self) -> Path:
        """Return the negotiation's folder."""
        return self.top / "data" / EXAMPLE

    def party(self, name: str) -> Path:
        """Return a party's file."""
        return self.folder / f"parties/{name}.toml"

    def git(self, *words: str, code: int = 0) -> str:
        """Run git, which must end with `code`; return both its streams."""
        done = subprocess.run(["git", *words], cwd=self.top, capture_output=True, check=False)
        output = (done.stdout + done.stderr).decode()
        assert done.returncode == code, output
        return output

    def commit(self, message: str = "more") -> None:
        """Commit everything."""
        self.git("add", "-A")
        self.git("commit", "-qm", message)

    def add(self, party: str, name: str, value: str, recorded: str = "2024-06-01 00:00:00Z") -> None:
        """Append a position on the return of civilians by hand."""
        with self.party(party).open("a", encoding="utf-8", newline="") as file:
            file.write(
                f'\n[position.{name}]\nissue = "civilian-return"\nstance = "demand"\nvalue = "{value}"\n'
                f'stated = 2024-03-26\nside = "own"\nsources = ["sputnik-2024-03-26"]\nrecorded = {recorded}\n'
            )

    def clone(self, name: str) -> Clone:
        """Create a second clone next to this one."""
        self.git("clone", "-q", ".", f"../{name}")
        return Clone(self.top.parent / name)


def new_clone(folder: Path) -> Clone:
    """Create a repository in `folder`/one with one commit: the shipped negotiation of Gaza."""
    top = folder / "one"
    copy_data(top)
    clone = Clone(top)
    clone.git("init", "-q", "-b", "main")
    clone.commit("the shipped data")
    return clone
