"""Negotiations in a git repository, read from its object store: no work tree, index or ref is changed.

Only plumbing is called. The data's folder alone selects the repository: the variables by which git points a hook at
another one are removed from its environment.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from negtrack.errors import DataError, NegtrackError, Problem
from negtrack.frozen import dataclass, replace
from negtrack.model import ENTRIES
from negtrack.store.document import Document, Loaded
from negtrack.store.load import decode, link_documents, read_bytes, read_document
from negtrack.store.locate import AGREEMENTS_FILE, NEGOTIATION_FILE, PARTIES_FOLDER, PROPOSED_FILE, SOURCES_FILE, Place
from negtrack.store.renamed import in_new_ids
from negtrack.store.safe_read import MAX_FILE, TOO_LARGE
from negtrack.store.toml import read_toml
from negtrack.store.toml_source import headers

MAX_NAMED = 5
"""Ids of vanished records that one message names."""
_ELSEWHERE = frozenset(
    (
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"),
        *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX", "GIT_IMPLICIT_WORK_TREE", "GIT_SHALLOW_FILE"),
    )
)
_QUIET = ("--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")


class GitError(NegtrackError):
    """A failure of git, with its reason."""


@dataclass(frozen=True)
class Blob:
    """One file of a commit: its name below the folder, its object, and its size in bytes (-1 for
    what is no regular file: a link, a submodule)."""

    name: str
    object: str
    size: int


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """Return what `git ARGUMENTS` prints in `folder`. Raises `GitError` with git's own first line."""
    done = _run(folder, *arguments, stdin=stdin)
    if done.returncode:
        raise GitError(_reason(folder, done.stderr.decode("utf-8", "replace")))
    return done.stdout


def merge_file(base: Path, ours: Path, theirs: Path, size: int) -> tuple[int, bytes]:
    """Return git's merge of three files line by line: 0, or 1 where conflicts are left, and the merged bytes. Raises
    `GitError` where it cannot merge them at all."""
    names = ("-L", "ours", "-L", "base", "-L", "theirs", f"--marker-size={size}")
    files = (str(path.absolute()) for path in (ours, base, theirs))
    done = _run(Path.cwd(), "merge-file", "-p", "-q", *names, *files)
    if not 0 <= done.returncode < 128:
        raise GitError(_reason(Path.cwd(), done.stderr.decode("utf-8", "replace")))
    return min(done.returncode, 1), done.stdout


def _run(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    try:
        return subprocess.run(
            ["git", *_QUIET, *arguments],
            cwd=folder,
            input=stdin,
            capture_output=True,
            env={**environment, "LC_ALL": "C"},
            check=False,
        )
    except FileNotFoundError as error:
        raise GitError("git is not installed, or not on PATH; install it to read revisions") from error


def _reason(folder: Path, stderr: str) -> str:
    if "not a git repository" in stderr:
        return f"{folder} is not in a git repository; start one with git init"
    lines = [line.removeprefix("fatal: ").removeprefix("error: ") for line in stderr.splitlines() if line.strip()]
    return f"git: {lines[0] if lines else 'no reason given'}"


def commit_of(folder: Path, revision: str) -> str:
    """Return the object name of the commit that `revision` means in `folder`'s repository. Raises `GitError`."""
    if not revision or revision.startswith("-") or re.search(r"[\x00-\x1f\x7f]", revision):
        raise GitError(f'"git:{revision}" names no revision; write one such as git:HEAD~1')
    git(folder, "rev-parse", "--git-dir")
    try:
        named = _line(git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", revision))
        return _line(git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{named}^{{commit}}"))
    except GitError as error:
        raise GitError(f'no revision "{revision}" in this repository; git log lists the commits') from error


def _line(output: bytes) -> str:
    return output.decode("ascii", "replace").strip()


def load_revision(place: Place, revision: str) -> Loaded:
    """Return the negotiation in `place` as it is in a commit, read in the same way as its files. Paths of its
    problems are such as `git:REV:parties/israel.toml`. Raises `GitError`, and `DataError` as `load_negotiation`
    does."""
    blobs = _blobs(place, commit_of(place.folder, revision))
    if not blobs:
        raise GitError(
            f"the negotiation {place.id} is not in git:{revision}; git log -- {place.folder} shows its commits"
        )
    texts = dict(_contents(place.folder, blobs.values()))
    party_files = sorted(name for name in blobs if name.startswith(f"{PARTIES_FOLDER}/"))
    kinds = {NEGOTIATION_FILE: "negotiation", SOURCES_FILE: "sources"} | dict.fromkeys(party_files, "party")
    kinds[AGREEMENTS_FILE] = "agreements"
    read = [_document(name, kind, blobs, texts) for name, kind in kinds.items()]
    documents = in_new_ids(place, [document for document, _ in read])
    read = [(document, problems) for document, (_, problems) in zip(documents, read, strict=True)]
    try:
        loaded = link_documents(place, read)
    except DataError as error:
        raise DataError(_with_revision(error.problems, revision)) from error
    negotiation = replace(loaded.negotiation, revision=revision)
    problems = _with_revision(loaded.problems, revision)
    return replace(loaded, negotiation=negotiation, problems=problems, revision=revision)


_ALONE = (NEGOTIATION_FILE, SOURCES_FILE, AGREEMENTS_FILE, PROPOSED_FILE)
"""The files of a negotiation that are not in its folder of parties."""


def _with_revision(problems: Iterable[Problem], revision: str) -> tuple[Problem, ...]:
    return tuple(replace(problem, path=f"git:{revision}:{problem.path}") for problem in problems)


def _document(
    name: str, kind: str, blobs: Mapping[str, Blob], contents: Mapping[str, bytes]
) -> tuple[Document, list[Problem]]:
    def read() -> str:
        if name not in blobs:
            raise FileNotFoundError(name)
        if blobs[name].size > MAX_FILE:
            raise NegtrackError(TOO_LARGE)
        if name not in contents:
            raise NegtrackError("not a regular file in that commit; only those are read from it")
        return decode(contents[name])

    return read_document(name, kind, read)


def _blobs(place: Place, commit: str) -> dict[str, Blob]:
    """Return the negotiation's files in a commit, by name."""
    listed = git(place.folder, "ls-tree", "-z", "-l", commit, "--", *_ALONE, f"{PARTIES_FOLDER}/")
    blobs: dict[str, Blob] = {}
    for entry in listed.split(b"\0")[:-1]:
        about, _, raw = entry.partition(b"\t")
        mode, _, name, size = about.decode("ascii").split()
        shown = os.fsdecode(raw)
        if mode != "040000" and is_data_file(shown):
            blobs[shown] = Blob(shown, name, int(size) if mode.startswith("100") else -1)
    return blobs


def is_data_file(name: str) -> bool:
    """Return whether `name`, below a negotiation's folder, is one of its files."""
    folder, _, file = name.rpartition("/")
    if folder != PARTIES_FOLDER:
        return name in _ALONE
    return file.endswith(".toml") and not file.startswith(".")


def _contents(folder: Path, blobs: Iterable[Blob]) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of those blobs that are regular files and not too large, read by one process, with their
    names."""
    wanted = [blob for blob in blobs if 0 <= blob.size <= MAX_FILE]
    objects = "".join(f"{blob.object}\n" for blob in wanted).encode("ascii")
    output, at = git(folder, "cat-file", "--batch", stdin=objects), 0
    for blob in wanted:
        start = output.index(b"\n", at) + 1
        if not output[at:start].endswith(b" %d\n" % blob.size):
            raise GitError(f"git: {output[at:start].decode('utf-8', 'replace').strip()}")
        at = start + blob.size + 1
        yield blob.name, output[start : at - 1]


def vanished_records(place: Place) -> list[Problem]:
    """Return a problem for each file of `place` whose records of the last commit are in no file any more; none where
    there is no git, no repository, or no commit that holds the folder. Only files that differ from the commit are
    read."""
    try:
        commit = commit_of(place.folder, "HEAD")
        changed = git(place.folder, "diff-index", "-z", "--name-only", "--relative", "--no-renames", commit, "--", ".")
        names = {os.fsdecode(name) for name in changed.split(b"\0")[:-1]}
        blobs = {name: blob for name, blob in _blobs(place, commit).items() if name in names - {PROPOSED_FILE}}
        if not blobs:
            return []
        before = dict(_contents(place.folder, blobs.values()))
    except GitError:
        return []
    gone = {name: _missing(content, place, [name]) for name, content in before.items()}
    if any(gone.values()):
        everywhere = list(_files(place))
        gone = {name: _missing(content, place, everywhere) for name, content in before.items()}
    messages = ((name, _vanished_message(place, name, ids)) for name, ids in gone.items() if ids)
    return [Problem(name, 0, "", message, code="vanished-record") for name, message in messages]


def committed_files(place: Place, names: Collection[str]) -> Mapping[str, bytes]:
    """Return the bytes of those files of `place` that the last commit holds, by name; none without git, a repository or
    a commit."""
    try:
        blobs = _blobs(place, commit_of(place.folder, "HEAD"))
        return dict(_contents(place.folder, [blob for name, blob in blobs.items() if name in names]))
    except GitError:
        return {}


def _missing(content: bytes, place: Place, names: Iterable[str]) -> list[str]:
    """Return the ids of the records in `content` that none of the files holds."""
    here = {record for name in names for record in _records(_bytes(place.folder / name, place.root))}
    return [name for kind, name in _records(content) if (kind, name) not in here]


def unmerged_files(place: Place) -> list[Problem]:
    """Return a problem for each file of `place` with an unresolved merge, with or without conflict markers."""
    try:
        listed = git(place.folder, "ls-files", "-z", "--unmerged", "--", ".")
    except GitError:
        return []
    names = sorted({os.fsdecode(entry.partition(b"\t")[2]) for entry in listed.split(b"\0")[:-1]})
    message = "a merge is not settled here; see what either side holds (git log --merge -p), then git add the file"
    return [Problem(name, 0, "", message, code="unmerged-file") for name in names if is_data_file(name)]


def _vanished_message(place: Place, name: str, ids: list[str]) -> str:
    more = f" and {len(ids) - MAX_NAMED} more" if len(ids) > MAX_NAMED else ""
    shown = f"{', '.join(ids[:MAX_NAMED])}{more}"
    count = f"{len(ids)} record{'s' if len(ids) > 1 else ''}"
    restore = shlex.join(("git", "-C", os.path.relpath(place.folder), "checkout", "HEAD", "--", name))
    return (
        f"{count} vanished since HEAD: {shown}; put them back (git diff HEAD shows them, {restore} "
        "restores the whole file), and take back an error with negtrack retract"
    )


def _records(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the kind and id of every record in `content`, by its headers where it cannot be read."""
    text = content.decode("utf-8", "replace")
    tables, problems = read_toml(text, "")
    held = ((kind, name) for kind, group in tables.items() if isinstance(group, dict) for name in group)
    named = ((path[0], path[1]) for path in headers(text) if len(path) > 1) if problems else held
    kinds = {model.table for model in ENTRIES}
    yield from dict.fromkeys((kind, name) for kind, name in named if kind in kinds)


def _files(place: Place) -> Iterator[str]:
    yield NEGOTIATION_FILE
    yield AGREEMENTS_FILE
    folder = place.folder / PARTIES_FOLDER
    if folder.is_dir():
        yield from (f"{PARTIES_FOLDER}/{name}" for name in sorted(os.listdir(folder)))


def _bytes(path: Path, root: Path) -> bytes:
    """Return the bytes of a regular file, b"" for anything else; the load reports the reason."""
    try:
        return read_bytes(path, root)
    except (OSError, NegtrackError):
        return b""
