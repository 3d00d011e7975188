"""The user's editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from negtrack.cli.recording.prompts import can_ask
from negtrack.errors import NotWrittenError, UsageError

_EDITORS = ("sensible-editor", "nano", "vim", "vi", "notepad")


def editor_command() -> list[str]:
    """Return the words of the editor's command. Raises `UsageError`."""
    wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not wanted:
        found = next((name for name in _EDITORS if shutil.which(name)), "")
        if not can_ask() or not found:
            raise UsageError("no editor found; set VISUAL or EDITOR, such as EDITOR=nano")
        return [found]
    try:
        words = shlex.split(wanted, posix=os.name != "nt")
    except ValueError as error:
        raise UsageError(f'the editor "{wanted}": a quotation mark is not closed') from error
    if not words or not shutil.which(words[0]):
        raise UsageError(f'no editor "{wanted}"; set VISUAL or EDITOR to another')
    return words


def run_editor(editor: Sequence[str], path: Path) -> None:
    """Have the file `path` edited. Raises `NotWrittenError`, `OSError`."""
    code = subprocess.run([*editor, str(path)], check=False).returncode
    if code:
        raise NotWrittenError(f"the editor {editor[0]} exited with code {code}")
