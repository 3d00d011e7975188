"""`negtrack git-setup`: configure git to read and merge the files record by record."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

from negtrack.cli.options import Scope, option
from negtrack.cli.output.printing import log, relative_path, write_out
from negtrack.render.clean import sanitise
from negtrack.store.git_setup import GitSetup, find_setup, install, is_shared, uninstall
from negtrack.store.locate import find_root

EXAMPLES = (
    "negtrack git-setup",
    "negtrack git-setup --dry-run",
    "negtrack git-setup --undo",
)


def command(
    *,
    undo: Annotated[bool, option("--undo", help="Remove what git-setup added.")] = False,
    dry_run: Annotated[bool, option("--dry-run", help="Print what would be set; set nothing.")] = False,
    scope: Scope,
) -> None:
    """Configure git to show and merge the files of negotiations record by record in this clone.

    Sets entries in the clone's own config, and adds lines to the .gitattributes of the data folder.
    """
    root, pointed = find_root(scope.data, Path.cwd())
    setup = find_setup(root, scope.negotiation or pointed)
    if undo:
        log("negtrack: removed the settings" if uninstall(setup) else "negtrack: nothing to remove")
        if is_shared(setup):
            log(f"negtrack: {relative_path(setup.path)} is committed and shared by everybody; it was kept")
    elif dry_run:
        _preview(setup)
    else:
        _set(setup)


def _preview(setup: GitSetup) -> None:
    write_out(f"git config {entry.name} {sanitise(shlex.quote(entry.wanted))}\n" for entry in setup.missing)
    write_out(f"{sanitise(relative_path(setup.path))}: {sanitise(line)}\n" for line in setup.lines)


def _set(setup: GitSetup) -> None:
    install(setup)
    for entry in setup.foreign:
        log(f"negtrack: {entry.name} has another value and was kept; run git config --unset {entry.name} to replace it")
    if setup.missing or setup.lines:
        log("negtrack: git diff, log -p and merge now work record by record in this clone")
        log("negtrack: for a patch that applies, use git diff --no-textconv or git format-patch")
    else:
        log("negtrack: already set up")
    if setup.lines:
        log(f"negtrack: commit {relative_path(setup.path)}; everybody else runs negtrack git-setup once in their clone")
