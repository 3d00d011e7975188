"""The clipboard: by a program where the session has one, else by the terminal itself, which also reaches over ssh."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from negtrack.render.clean import sanitise

_SECONDS = 2.0
"""How long a program may take."""


def copy_text(text: str) -> str:
    """Copy a text, without control characters, and return how. What the terminal does with it nobody says, so the
    sentence does not claim that it is copied."""
    shown = sanitise(text)
    for program in _programs():
        if _run(program, shown):
            return f"copied with {program[0]}"
    sys.stdout.write(f"\x1b]52;c;{base64.b64encode(shown.encode()).decode()}\x07")  # OSC 52 of xterm
    sys.stdout.flush()
    return "sent to the clipboard of the terminal, where it has one"


def _programs() -> Iterator[list[str]]:
    """Yield the programs for the clipboard of this session."""
    wanted = [
        (bool(os.environ.get("WAYLAND_DISPLAY")), ["wl-copy"]),
        (bool(os.environ.get("DISPLAY")), ["xclip", "-selection", "clipboard"]),
        (bool(os.environ.get("DISPLAY")), ["xsel", "--clipboard", "--input"]),
        (sys.platform == "darwin", ["pbcopy"]),
        (bool(os.environ.get("WSL_DISTRO_NAME")), ["clip.exe"]),
    ]
    yield from (words for is_here, words in wanted if is_here and shutil.which(words[0]))


def _run(program: list[str], text: str) -> bool:
    """Return whether a program took the text."""
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(program, input=text.encode(), stdout=quiet, stderr=quiet, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
