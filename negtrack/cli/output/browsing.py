"""The browser from its first key to its last, and what it wants done outside it: copy, edit, read what is typed."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from negtrack.browse.actions import open_place, press, resize
from negtrack.browse.answers import check_asked
from negtrack.browse.asked import Asked
from negtrack.browse.browser import Answers, Browser, Visit, lay_page, open_browser, refresh
from negtrack.browse.page import command_text, draw
from negtrack.browse.places import Place, find_places, first_places, is_there, line_of, takes_filter
from negtrack.cli.options import Clocks, Scope, Selection
from negtrack.cli.output.browse_words import read_asked, scope_words
from negtrack.cli.output.clipboard import copy_text
from negtrack.cli.plain import read_plain_line
from negtrack.cli.recording.editing import edit_file
from negtrack.cli.session import Session, open_session
from negtrack.errors import NegtrackError, UsageError
from negtrack.frozen import replace
from negtrack.lookup import Clock, find_revision
from negtrack.model import Issue, Negotiation, Source
from negtrack.query import Snapshot
from negtrack.screen.terminal import Screen
from negtrack.store.texts import read_held

_LARGE = 2_000
"""Records of talks of which a page takes a while."""
_MOVES = frozenset(("", "down", "up", "pgdn", "pgup", "home", "end", " ", "/", "?"))
"""Keys that stay on their page."""


class SessionTalks:
    """The talks of a session; a moment is read once."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self.session, self._scope = session, scope
        self._snapshots: dict[tuple[str, str], Snapshot] = {}

    @property
    def negotiation(self) -> Negotiation:
        """Return the negotiation with all its valid records."""
        return self.session.negotiation

    @property
    def clock(self) -> Clock:
        """Return what counts as now."""
        return self.session.clock

    @property
    def scope(self) -> Sequence[str]:
        """Return the options that say where the negotiation is."""
        return scope_words(self._scope)

    def snapshot(self, asked: Asked) -> Snapshot:
        """Return the negotiation at the moment that is asked for."""
        moment = asked.as_of, asked.known_at
        if moment not in self._snapshots:
            self._snapshots[moment] = self.session.snapshot(Clocks(*moment))
        return self._snapshots[moment]

    def issues(self, asked: Asked) -> Sequence[Issue]:
        """Return the issues that are selected."""
        return self.session.issues(_selection(asked))

    def at_step(self, asked: Asked) -> tuple[Snapshot, Sequence[Issue]]:
        """Return the snapshot and the issues that are selected, in the step that is asked for."""
        return self.session.at_step(self.snapshot(asked), _selection(asked), asked.step)

    def read_text(self, source: Source) -> str | None:
        """Return the text that is kept of a source; None where none is."""
        return read_held(self.session.loaded.place, source)

    def reload(self, asked: Asked) -> SessionTalks:
        """Return the talks with the files as they are now, at the revision that is asked for."""
        return SessionTalks(open_session(self._scope, Clocks(asked.as_of, asked.known_at)), self._scope)


def _selection(asked: Asked) -> Selection:
    return Selection([*asked.issues], [*asked.groups])


def show_pages(screen: Screen, session: Session, scope: Scope, places: Sequence[Place], asked: Asked) -> Session:
    """Show pages until the reader leaves; return the session with the files as they were read last."""
    talks = SessionTalks(session, scope)
    browser = open_browser(talks, places, asked, *screen.size)
    if number := len(talks.session.loaded.problems):
        errors = f"{number} error{'' if number == 1 else 's'} in the files; negtrack check lists them"
        browser = browser.said(errors, is_alert=True)
    while True:
        browser = resize(browser, *screen.size)
        screen.show(draw(browser))
        key = screen.key()
        try:
            browser = _press(screen, browser, key)
            if browser.wants == "quit":
                return talks.session
            if browser.wants:
                browser, talks = do(browser, talks, screen)
        except KeyboardInterrupt:  # while a page was worked out; while a key is awaited it leaves
            browser = browser.said("broken off")


def _press(screen: Screen, browser: Browser, key: str) -> Browser:
    """Return the state after a key; of large talks say that a page is worked out, which takes its time."""
    if key == "resize":
        return browser
    if len(browser.talks.negotiation.entries) >= _LARGE and key not in _MOVES and browser.typed is None:
        screen.show(draw(browser.said("working it out ... (Ctrl-C breaks off)")))
    return press(browser, key)


def do(browser: Browser, talks: SessionTalks, screen: Screen) -> tuple[Browser, SessionTalks]:
    """Return the state after what the browser wants was done, and the talks; with a message where that failed."""
    wants, browser = browser.wants, replace(browser, wants="")
    try:
        if wants == "copy":
            text = command_text(browser)
            return browser.said(f"{text}  ({copy_text(text)})"), talks
        if wants == "edit":
            return _edit(browser, talks, screen)
        return filtered(browser, talks, browser.typed.text if browser.typed else "")
    except NegtrackError as error:
        return browser.said(str(error), is_alert=True), talks


def _edit(browser: Browser, talks: SessionTalks, screen: Screen) -> tuple[Browser, SessionTalks]:
    """Open the editor at what the page shows, or at what is selected on a page of many."""
    known = talks.negotiation
    found = line_of(known, browser.place) or (line_of(known, browser.target) if browser.target else None)
    if found is None:
        return browser.said("nothing is selected that stands in a file"), talks
    messages: list[str] = []
    try:
        with screen.suspended():
            edit_file(talks.session.loaded.place, found[0], messages.append, found[1])
    except OSError as error:
        messages.append(f"{error.strerror or error}")
    except NegtrackError as error:
        messages.append(str(error))
    fresh = talks.reload(browser.asked)
    visits = tuple(visit for visit in browser.visits if is_there(fresh.negotiation, visit.place))
    visits = visits or tuple(Visit(place) for place in first_places(browser.asked))
    return refresh(replace(browser, answers=Answers(fresh), visits=visits)).said("; ".join(messages)), fresh


def filtered(browser: Browser, talks: SessionTalks, text: str) -> tuple[Browser, SessionTalks]:
    """Return the state with what was typed asked for, on the page that is shown where that takes it. Raises
    `NegtrackError`, with which the line stays as it is typed."""
    what, asked = read_asked(read_line(text))
    if find_revision(asked.known_at) != find_revision(browser.asked.known_at):
        talks = talks.reload(asked)
    places, asked = find_places(talks.negotiation, what, asked)
    check_asked(talks, asked)
    changed = replace(browser, answers=Answers(talks), asked=asked, typed=None)
    if places:
        return open_place(changed, places[-1]), talks
    if not takes_filter(browser.place) and (found := first_places(asked)) != [("overview",)]:
        return lay_page(replace(changed, visits=(*browser.visits[:1], Visit(found[0])))), talks
    return lay_page(changed), talks


def read_line(text: str) -> Mapping[str, Any]:
    """Return the parameters of `browse` that a typed line gives, read as the command line reads them."""
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise UsageError("a quotation mark is not closed") from error
    for word in words:
        if word.startswith(("-n", "--negotiation", "--data")):
            raise UsageError(f"{word} is for the start; leave with q and call negtrack browse with it")
    line = read_plain_line(["browse", *words])
    if line:
        return line[1]
    from negtrack.cli.app import read_by_typer  # which says what is wrong

    return read_by_typer("browse", words)
