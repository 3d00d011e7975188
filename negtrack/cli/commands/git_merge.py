"""`negtrack git-merge`: the merge driver of git for the files of a negotiation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from negtrack.cli.options import argument
from negtrack.cli.output.printing import Finished, log
from negtrack.errors import NegtrackError
from negtrack.exchange.git.merge import MARKER_SIZE, merge_texts
from negtrack.store.safe_read import decode, read_named
from negtrack.store.write import replace_file

_MARK = "\ufeff".encode()


EXAMPLES = (
    "negtrack git-merge base.toml ours.toml theirs.toml",
    "negtrack git-merge base.toml ours.toml theirs.toml 7",
    "negtrack git-merge base.toml ours.toml theirs.toml 7 parties/union.toml",
)


def command(
    base: Annotated[Path, argument(metavar="BASE", help="Common ancestor of both versions.")],
    ours: Annotated[Path, argument(metavar="OURS", help="Our version; replaced by the merged one.")],
    theirs: Annotated[Path, argument(metavar="THEIRS", help="Version to merge into ours.")],
    marker_size: Annotated[int, argument(metavar="[MARKER_SIZE]", help="Length of a conflict marker.")] = MARKER_SIZE,
    path: Annotated[str, argument(metavar="[PATH]", help="Path of the file in the work tree, for messages.")] = "",
) -> None:
    """Merge two versions of a file record by record. Called by git after git-setup.

    Exits 1 if a record is in conflict: both versions stand between markers, and a message names it.
    """
    name, raw, before, after = path or str(ours), read_named(ours), read_named(base), read_named(theirs)
    try:
        merged = merge_texts(decode(before), decode(raw), decode(after), marker_size)
    except NegtrackError as error:
        log(f"{name}: merged line by line, as the records cannot be separated: {error}")
        raise Finished(_merge_lines(base, ours, theirs, marker_size)) from None
    mark = _MARK if raw.startswith(_MARK) else b""
    replace_file(ours, mark + merged.text.encode(), raw)
    for conflict in merged.conflicts:
        log(f"{name}: {conflict}")
    raise Finished(int(bool(merged.conflicts)))


def _merge_lines(base: Path, ours: Path, theirs: Path, size: int) -> int:
    """Write the result of git's own merge of texts atomically; return its exit code."""
    from negtrack.store.git import merge_file

    before = read_named(ours)
    code, merged = merge_file(base, ours, theirs, size)
    replace_file(ours, merged, before)
    return code
