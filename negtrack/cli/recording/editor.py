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
_VI = ("editor", "sensible-editor", "vi", "vim", "nvim", "gvim", "view")
_PLUS = frozenset((*_VI, "nano", "pico", "emacs", "emacsclient", "mg", "jed", "joe", "ne", "kak", "micro", "gedit"))
"""Editors that take `+LINE FILE`."""
_GOTO = frozenset(("code", "codium", "code-insiders", "cursor"))
_COLON = _GOTO | {"hx", "helix", "subl", "zed"}
"""Editors that take `FILE:LINE`; some of them after `-g`."""


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


def run_editor(editor: Sequence[str], path: Path, line: int = 0) -> None:
    """Have the file `path` edited, at a line where the editor is known to take one. Raises `NotWrittenError`,
    `OSError`."""
    code = subprocess.run([*editor, *_at_line(editor[0], path, line)], check=False).returncode
    if code:
        raise NotWrittenError(f"the editor {editor[0]} exited with code {code}")


def _at_line(editor: str, path: Path, line: int) -> list[str]:
    """Return the words after an editor's own that open a file, at a line where there is one."""
    name = Path(editor).stem
    if line and name in _PLUS:
        return [f"+{line}", str(path)]
    if line and name in _COLON:
        return [*(["-g"] if name in _GOTO else []), f"{path}:{line}"]
    return [str(path)]
