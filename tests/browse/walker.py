"""A reader of the browser: keys pressed one after the other, and what the browser wants done, on real files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import ClassVar

from negtrack.browse.actions import press, resize
from negtrack.browse.asked import Asked
from negtrack.browse.browser import Browser, open_browser
from negtrack.browse.page import draw
from negtrack.browse.places import find_places, first_places
from negtrack.cli.options import Scope
from negtrack.cli.output.browse_words import read_asked
from negtrack.cli.output.browsing import SessionTalks, filtered, read_line
from negtrack.cli.session import open_session
from negtrack.errors import NegtrackError
from negtrack.frozen import replace
from negtrack.query import Snapshot
from negtrack.screen.rows import plain

DATA = Path(__file__).resolve().parents[2] / "data"
TALKS = ("gaza-ceasefire-2024", "mlb-lockout-2021-22", "uaw-detroit-2023")


class ShippedTalks(SessionTalks):
    """Shipped talks, which all tests read once, with what stands now."""

    _session = staticmethod(cache(open_session))
    _now: ClassVar[dict[Scope, Snapshot]] = {}

    def __init__(self, scope: Scope) -> None:
        super().__init__(self._session(scope), scope)
        self._place = scope

    def snapshot(self, asked: Asked) -> Snapshot:
        """Return the negotiation at the moment that is asked for; now it is the same one for all tests."""
        if asked.as_of or asked.known_at:
            return super().snapshot(asked)
        if self._place not in self._now:
            self._now[self._place] = super().snapshot(asked)
        return self._now[self._place]


class Walker:
    """Presses keys, and does what they ask for but for the editor and the clipboard."""

    def __init__(self, name: str, words: str = "", data: Path = DATA, size: tuple[int, int] = (80, 24)) -> None:
        scope = Scope(name, str(data))
        self.talks = ShippedTalks(scope) if data == DATA else SessionTalks(open_session(scope), scope)
        places, asked = find_places(self.talks.negotiation, *read_asked(read_line(words)))
        self.browser: Browser = open_browser(self.talks, places or first_places(asked), asked, *size)
        self.did: list[str] = []

    def press(self, *keys: str) -> Walker:
        """Press keys by their names."""
        for key in keys:
            browser = press(self.browser, key)
            if browser.wants:
                self.did.append(browser.wants)
            if browser.wants == "filter":
                browser = self._filter(replace(browser, wants=""))
            self.browser = replace(browser, wants="") if browser.wants != "quit" else browser
        return self

    def _filter(self, browser: Browser) -> Browser:
        try:
            browser, self.talks = filtered(browser, self.talks, browser.typed.text if browser.typed else "")
        except NegtrackError as error:
            return browser.said(str(error), is_alert=True)
        return browser

    def filter(self, text: str) -> Walker:
        """Type the words of a filter in place of those that are offered."""
        return self.press("/", "ctrl-u", *text, "enter")

    def resize(self, width: int, height: int) -> Walker:
        """Change the size of the window."""
        self.browser = resize(self.browser, width, height)
        return self

    @property
    def page(self) -> list[str]:
        """Return the rows of the window without their looks."""
        return [plain(row) for row in draw(self.browser)]

    @property
    def rows(self) -> list[str]:
        """Return all rows of the page, without labels, keys and command."""
        return [plain(row).rstrip() for row in self.browser.sheet.rows]

    @property
    def text(self) -> str:
        """Return the window in one string."""
        return "\n".join(self.page)

    @property
    def command(self) -> str:
        """Return the command at the bottom, without the options that say where the negotiation is."""
        return " ".join(word for word in self.browser.command[1:] if word not in self.talks.scope)
