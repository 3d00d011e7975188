"""A reader at the desk: keys pressed one after the other, and everything done that the desk wants, in real files."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from negtrack.cli.options import Scope
from negtrack.cli.recording.desk import DeskWork
from negtrack.cli.session import open_session
from negtrack.desk.actions import press
from negtrack.desk.article import Article
from negtrack.desk.desk import Desk, open_desk
from negtrack.desk.page import draw, settle
from negtrack.model import Negotiation
from negtrack.screen.rows import plain
from negtrack.text.normalise import join_paragraphs, split_plain

from ..negotiations import read_negotiation, write_negotiation
from .strike import ARTICLE, NEGOTIATION

FOLDER = "data/port"


def write_talks(folder: Path, text: str = ARTICLE, files: Mapping[str, str] = NEGOTIATION) -> Path:
    """Write a negotiation, and keep `text` as that of its source; return its folder."""
    place = write_negotiation(folder / FOLDER, files)
    held = place / ".negtrack/text/herald.txt"
    held.parent.mkdir(parents=True)
    held.write_text(join_paragraphs(split_plain(text)), "utf-8")
    return place


class Reader:
    """Presses keys; counts them, and keeps the names of all that were pressed."""

    def __init__(self, folder: Path, width: int = 80, height: int = 24) -> None:
        self.folder = folder / FOLDER
        with contextlib.chdir(folder):
            session = open_session(Scope(), writing=True)
        text = (self.folder / ".negtrack/text/herald.txt").read_text("utf-8")
        article = Article(text)
        self.work = DeskWork(session, "herald", article)
        self.desk: Desk = settle(open_desk(article, self.work.known, width, height))
        self.keys: list[str] = []

    def press(self, *keys: str) -> Reader:
        """Press keys by their names."""
        for key in keys:
            self.keys.append(key)
            desk = press(self.desk, key)
            if desk.wants in ("write", "undo", "define"):
                desk = self.work.do(desk, nullcontext)
            self.desk = settle(desk)
        return self

    def type(self, text: str) -> Reader:
        """Press the keys of a text."""
        return self.press(*text)

    def resize(self, width: int, height: int) -> Reader:
        """Give the window another size."""
        self.desk = settle(replace(self.desk, width=width, height=height))
        return self

    @property
    def page(self) -> list[str]:
        """Return the rows of the page as plain text, without the signs that isolate."""
        return [plain(row).replace("\u2068", "").replace("\u2069", "").rstrip() for row in draw(self.desk)]

    @property
    def shown(self) -> str:
        """Return the page as one text."""
        return "\n".join(self.page)

    @property
    def negotiation(self) -> Negotiation:
        """Return what the files hold now; nothing may be wrong in them."""
        return read_negotiation(self.folder)
