"""Several files in one folder, written by one command."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from negtrack.cli.output.printing import log
from negtrack.errors import NotWrittenError
from negtrack.store.write import run_steps, write_whole


def write_folder(folder: Path, files: Mapping[str, bytes], force: bool) -> None:
    """Write every file of a folder; without `force` none where one of them exists."""
    if folder.exists() and not folder.is_dir():
        raise NotWrittenError(f"{folder} is no folder; name another")
    paths = {folder / name: content for name, content in files.items()}
    existing = [path for path in paths if path.exists()]
    if existing and not force:
        raise NotWrittenError(f"{existing[0]} is there already; --force writes over it")
    run_steps((str(path), partial(_write_below, path, content, force)) for path, content in paths.items())
    log(f"negtrack: wrote {len(paths)} files in {folder}")


def _write_below(path: Path, content: bytes, force: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content, force)
