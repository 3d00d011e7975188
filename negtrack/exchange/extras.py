"""Optional libraries that only some formats need: they come as extras and are imported where they are used; an error
names a missing one."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from negtrack.errors import UsageError

LIBRARIES = {"docx": "python-docx", "myst_parser": "myst-docutils"}
"""Module -> library of another name."""


def load_extra(module: str, extra: str, what: str) -> ModuleType:
    """Import and return the `module` that `what` needs, of a library that comes with `negtrack[extra]`.

    Raises `UsageError` where that is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as missing:
        name = module.partition(".")[0]
        library = LIBRARIES.get(name, name)
        raise UsageError(f"{what} needs {library}; install it with: pip install 'negtrack[{extra}]'") from missing
