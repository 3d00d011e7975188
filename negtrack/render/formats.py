"""The formats for machines and documents: `NAME` is written by `render_NAME` in the module of that name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from negtrack.views.view import View

Renderer = Callable[[View, bool], Iterator[str]]
"""Yields the lines of a view, with the names of its columns where the format has such a line and it is asked for."""


def renderer_of(name: str) -> Renderer:
    """Return what writes the format `name`; no other format is imported."""
    renderer: Renderer = getattr(import_module(f"negtrack.render.{name}"), f"render_{name}")
    return renderer
