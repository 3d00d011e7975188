"""Setup of a clone so that git diffs and merges negotiations by records: entries in its own config, and lines in a
shared `.gitattributes` next to the data. What a person wrote in either is never changed.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from negtrack.frozen import dataclass
from negtrack.store.git import GitError, git
from negtrack.store.safe_read import is_there, read_named
from negtrack.store.write import replace_file, run_steps

ATTRIBUTES = ".gitattributes"
_ADDED_BY = "# Added by negtrack git-setup; each clone runs it once."
_WANTED = ("diff=negtrack", "merge=negtrack")
_FILES = ("negotiation.toml", "sources.toml", "agreements.toml", "proposed.toml", "parties/*.toml")
_OURS = re.compile(r".* -P -m negtrack git-(textconv|merge) .*")


@dataclass(frozen=True)
class GitSetting:
    """One entry of the clone's config: its wanted and its present value ("" for none)."""

    name: str
    wanted: str
    now: str

    @property
    def is_ours(self) -> bool:
        """Whether an earlier `git-setup` wrote the entry, of this negtrack or another."""
        return self.now == self.wanted or bool(_OURS.fullmatch(self.now))


@dataclass(frozen=True)
class GitSetup:
    """The setup of a repository: the config entries, and the attribute lines that `path` lacks."""

    folder: Path
    settings: tuple[GitSetting, ...]
    lines: tuple[str, ...]

    @property
    def path(self) -> Path:
        """The file of attributes."""
        return self.folder / ATTRIBUTES

    @property
    def missing(self) -> tuple[GitSetting, ...]:
        """The config entries that are not as wanted and may be changed."""
        return tuple(
            setting
            for setting in self.settings
            if setting.now != setting.wanted and (not setting.now or setting.is_ours)
        )

    @property
    def foreign(self) -> tuple[GitSetting, ...]:
        """The config entries that a person set to something else; they stay as they are."""
        return tuple(setting for setting in self.settings if setting.now and not setting.is_ours)


def find_setup(root: Path, pointed: str) -> GitSetup:
    """Return what `root` needs; where `pointed` names a negotiation that is a repository of its own, what that
    folder needs. Raises `GitError` without a repository."""
    folder, prefix = root, "*/"
    if pointed and (root / pointed).is_dir() and _top(root / pointed) == (root / pointed).resolve():
        folder, prefix = root / pointed, "/"
    _top(folder)
    settings = tuple(GitSetting(name, wanted, _read_setting(folder, name)) for name, wanted in _wanted_settings())
    known = [line.split() for line in (_content(folder / ATTRIBUTES) or b"").decode("utf-8", "replace").splitlines()]
    needed = (f"{prefix}{name}" for name in _FILES)
    missing = [name for name in needed if not any(words[:1] == [name] and {*_WANTED} <= {*words} for words in known)]
    return GitSetup(folder, settings, tuple(" ".join((name, *_WANTED)) for name in missing))


def install(setup: GitSetup) -> None:
    """Add the missing lines, which git ignores without the entries, and the entries. Raises `GitError`,
    `NotWrittenError`, `StoredError`."""
    steps: list[tuple[str, Callable[[], object]]] = []
    if setup.lines:
        before = _content(setup.path)
        steps.append((ATTRIBUTES, partial(replace_file, setup.path, _with_lines(before or b"", setup.lines), before)))
    for setting in setup.missing:
        words = ("config", "--local", "--replace-all", setting.name, setting.wanted)
        steps.append((setting.name, partial(git, setup.folder, *words)))
    run_steps(steps)


def is_shared(setup: GitSetup) -> bool:
    """Return whether the attribute lines are committed, so that all clones share them."""
    try:
        return bool(git(setup.folder, "ls-tree", "--name-only", "HEAD", "--", ATTRIBUTES))
    except GitError:  # no commit yet
        return False


def uninstall(setup: GitSetup) -> bool:
    """Remove what `install` added, here or before, but not lines that are committed; return whether there was
    anything. Raises as it does."""
    before = _content(setup.path) or b""
    after = before if is_shared(setup) else b"".join(_without_ours(before))
    steps: list[tuple[str, Callable[[], object]]] = []
    if after != before:
        change = partial(replace_file, setup.path, after, before) if after else setup.path.unlink
        steps.append((f"{ATTRIBUTES} without the lines", change))
    for setting in setup.settings:
        if setting.now and setting.is_ours:
            unset = partial(git, setup.folder, "config", "--local", "--unset-all", setting.name)
            steps.append((f"the config without {setting.name}", unset))
    run_steps(steps)
    return bool(steps)


def _with_lines(content: bytes, lines: Iterable[str]) -> bytes:
    """Return `content` with the lines appended after a blank line, in its line endings."""
    ending = b"\r\n" if b"\r\n" in content else b"\n"
    gap = b"" if not content else ending if content.endswith(b"\n") else ending * 2
    return content + gap + b"".join(line.encode() + ending for line in (_ADDED_BY, *lines))


def _without_ours(content: bytes) -> Iterator[bytes]:
    """Yield the lines of `content` without each block that begins with our comment, and the blank line before it."""
    inside, blank = False, b""
    for line in content.splitlines(keepends=True):
        words = line.decode("utf-8", "replace").split()
        inside = line.strip() == _ADDED_BY.encode() or (inside and words[1:] == [*_WANTED])
        if inside:
            blank = b""
        elif not words:
            yield blank
            blank = line
        else:
            yield blank + line
            blank = b""
    yield blank


def _wanted_settings() -> Iterator[tuple[str, str]]:
    """Yield the name and value of each entry. The commands work without negtrack on PATH, import nothing from the
    work tree (-P), and should this Python be gone one day, git goes on with its own merge and the plain text."""
    start = f"{shlex.quote(sys.executable)} -P -m negtrack"
    yield "diff.negtrack.textconv", f'f() {{ {start} git-textconv "$1" || cat "$1"; }}; f'
    yield "diff.negtrack.xfuncname", r"^(.+\.id = .*)$"
    yield "merge.negtrack.name", "negtrack, record by record"
    lines = "{ ! grep -q '^<<<<<<<' %A && git merge-file --marker-size=%L %A %O %B; }"
    yield "merge.negtrack.driver", f"{start} git-merge %O %A %B %L %P || {lines}"


def _top(folder: Path) -> Path:
    return Path(git(folder, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n")).resolve()


def _read_setting(folder: Path, name: str) -> str:
    try:
        return git(folder, "config", "--local", "--get", name).decode("utf-8", "replace").rstrip("\n")
    except GitError:
        return ""


def _content(path: Path) -> bytes | None:
    return read_named(path) if is_there(path) else None
