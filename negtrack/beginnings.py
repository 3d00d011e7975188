"""Beginnings that were taken for whole ids, so that a command that writes can say what it took.

They are collected within one command only: a program that asks through the library, or a browser that stays open, keeps
none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_TAKEN: ContextVar[dict[str, str] | None] = ContextVar("taken", default=None)


@contextmanager
def collect_beginnings() -> Iterator[None]:
    """Collect what is taken for the beginning of an id or a word until the end of the block."""
    token = _TAKEN.set({})
    try:
        yield
    finally:
        _TAKEN.reset(token)


def add_beginning(kind: str, text: str, id: str) -> None:
    """Add a text that was taken for the thing of `kind` with this id; nothing where nobody collects."""
    taken = _TAKEN.get()
    if taken is not None:
        taken[text.strip()] = f"{kind} {id}".strip()


def take_beginnings() -> dict[str, str]:
    """Return what was collected since the last look, text -> words, and forget it."""
    taken = _TAKEN.get()
    found = dict(taken or {})
    if taken:
        taken.clear()
    return found
