"""`negtrack git-merge`: what `git merge` calls for the files of a negotiation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negtrack.cli.options import argument
from negtrack.cli.output.printing import log
from negtrack.errors import NegtrackError
from negtrack.exchange.git.merge import MARKER_SIZE, merge_texts
from negtrack.store.safe_read import decode, read_named
from negtrack.store.write import replace_file

_MARK = "\ufeff".encode()


def command(
    base: Annotated[Path, argument(metavar="BASE", help="The version that both sides began with.")],
    ours: Annotated[Path, argument(metavar="OURS", help="Our version; the merged one takes its place.")],
    theirs: Annotated[Path, argument(metavar="THEIRS", help="The version to merge into ours.")],
    marker_size: Annotated[int, argument(metavar="[MARKER_SIZE]", help="How many signs a marker has.")] = MARKER_SIZE,
    path: Annotated[str, argument(metavar="[PATH]", help="The file's name in the work tree, for messages.")] = "",
) -> None:
    """Merge two versions of a file record by record. Called by git; git-setup tells it to.

    Exits 1 where a record is left in conflict: both versions stand between markers, and it is named.
    """
    name, raw, before, after = path or str(ours), read_named(ours), read_named(base), read_named(theirs)
    try:
        merged = merge_texts(decode(before), decode(raw), decode(after), marker_size)
    except NegtrackError as error:
        log(f"{name}: merged line by line, as records cannot be told apart: {error}")
        raise typer.Exit(_merge_lines(base, ours, theirs, marker_size)) from None
    mark = _MARK if raw.startswith(_MARK) else b""
    replace_file(ours, mark + merged.text.encode(), raw)
    for conflict in merged.conflicts:
        log(f"{name}: {conflict}")
    raise typer.Exit(int(bool(merged.conflicts)))


def _merge_lines(base: Path, ours: Path, theirs: Path, size: int) -> int:
    """Git's own merge of texts, written as atomically; gives its exit code."""
    from negtrack.store.git import merge_file

    before = read_named(ours)
    code, merged = merge_file(base, ours, theirs, size)
    replace_file(ours, merged, before)
    return code
