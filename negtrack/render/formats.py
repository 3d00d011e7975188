"""Machine and document formats: `render_NAME` in the module `NAME` writes the format `NAME`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from negtrack.views.view import View

Renderer = Callable[[View, bool], Iterator[str]]
"""Function that yields the lines of a view; the flag adds the header, in formats that have one."""


def renderer_of(name: str) -> Renderer:
    """Return the renderer of the format `name`; import no other format."""
    renderer: Renderer = getattr(import_module(f"negtrack.render.{name}"), f"render_{name}")
    return renderer
