"""The state of the browser: the pages that lead to the one that is shown, what is asked for, and what is typed."""

from __future__ import annotations

import shlex
from collections import OrderedDict
from collections.abc import Sequence
from typing import Literal

from negtrack.browse.answers import build_answer, check_asked
from negtrack.browse.asked import Asked
from negtrack.browse.layout import AboutRow, lay_out
from negtrack.browse.places import HELP, Place, command_of, looks_of, resolve, takes_filter
from negtrack.browse.sheet import Key, Sheet, build_sheet, margin_for
from negtrack.browse.sources import text_rows
from negtrack.browse.talks import Talks
from negtrack.errors import NegtrackError
from negtrack.frozen import dataclass, field, replace
from negtrack.model import Record
from negtrack.render.clean import sanitise
from negtrack.render.page import BLANK, Element, RenderOptions, alert, dim, line
from negtrack.render.pages import page_of
from negtrack.screen.cells import fold, shorten, width_of
from negtrack.screen.entry import Entry
from negtrack.views.view import View

Wants = Literal["", "copy", "edit", "filter", "quit"]
"""What is to be done outside: copy the command, edit a file, read the words of a filter, leave."""
_KEPT = 32
"""Answers that are kept, so that the way back is short."""
_LEAST_WIDTH = 8
_MOST_PASSES = 4


class Answers:
    """The answers that were built from some files, the last ones kept."""

    def __init__(self, talks: Talks) -> None:
        self.talks = talks
        self._kept: OrderedDict[tuple[Place, Asked], View] = OrderedDict()

    def view(self, place: Place, asked: Asked) -> View:
        """Return the answer of a page. Raises `NegtrackError`."""
        key = place, replace(asked, detail="normal", layout="auto")
        if key not in self._kept:
            self._kept[key] = build_answer(self.talks, place, asked)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


@dataclass(frozen=True)
class Visit:
    """A page that was opened: what of it is selected, and its first row in sight."""

    place: Place
    selected: Key | None = None
    top: int = 0


@dataclass(frozen=True)
class Browser:
    """What the reader sees and has pressed."""

    answers: Answers = field(repr=False)
    visits: tuple[Visit, ...]
    asked: Asked
    sheet: Sheet = field(repr=False)
    width: int = 80
    height: int = 24
    typed: Entry | None = None
    """The words of a filter, while they are typed."""
    label: str = ""
    """The first keys of a label."""
    message: str = ""
    is_alert: bool = False
    wants: Wants = ""

    @property
    def talks(self) -> Talks:
        """Return the negotiation."""
        return self.answers.talks

    @property
    def place(self) -> Place:
        """Return the page that is shown."""
        return self.visits[-1].place

    @property
    def visit(self) -> Visit:
        """Return the page that is shown, with what is selected."""
        return self.visits[-1]

    @property
    def body(self) -> int:
        """Return the rows that the page may have; the last ones are for the keys and the command."""
        return max(self.height - 1 - len(self.command_lines), 1)

    @property
    def command_lines(self) -> Sequence[str]:
        """Return the command that prints the page, as a shell takes it, in lines: more than one where the window has
        room for them, the last one shortened where it has not."""
        text, width = sanitise(shlex.join(self.command)), max(self.width - 3, 1)
        ranges = fold(text, width)
        most = max(min(self.height // 6, 6), 1)
        if len(ranges) <= most:
            return [text[slice(*one)] for one in ranges]
        return [*(text[slice(*one)] for one in ranges[: most - 1]), shorten(text[ranges[most - 1][0] :], width)]

    @property
    def selected(self) -> int | None:
        """Return the number of what is selected; None where a page opens nothing."""
        found = self.sheet.find(self.visit.selected) if self.visit.selected else None
        return found if found is not None else 0 if self.sheet.items else None

    @property
    def target(self) -> Place:
        """Return the place that is selected; () for none."""
        return self.sheet.items[self.selected].place if self.selected is not None else ()

    @property
    def command(self) -> Sequence[str]:
        """Return the words of the command that prints the page."""
        return command_of(self.place, self.page_asked, self.talks.scope)

    @property
    def page_asked(self) -> Asked:
        """Return what is asked for, as the page takes it: an overview names every finding, so that each opens, and a
        page that a step or a selection does not fit goes without it."""
        return page_asked(self.talks, self.place, self.asked)

    def said(self, message: str, is_alert: bool = False) -> Browser:
        """Return the state with a message."""
        return replace(self, message=message, is_alert=is_alert)

    def at(self, visit: Visit) -> Browser:
        """Return the state with the last page as it was visited."""
        return replace(self, visits=(*self.visits[:-1], visit))


def page_asked(talks: Talks, place: Place, asked: Asked) -> Asked:
    """Return what of `asked` a page takes."""
    kind, asked = place[0], looks_of(place, asked)
    if kind == "overview" and asked.detail == "normal":
        return replace(asked, detail="whole")
    if kind in ("issue", "pair") and asked.step not in ("", *talks.negotiation.issues[place[1]].steps):
        return replace(asked, step="")
    return asked


def open_browser(talks: Talks, places: Sequence[Place], asked: Asked, width: int = 80, height: int = 24) -> Browser:
    """Return the browser at the last of some pages. Raises `NegtrackError` where what is asked for fits none."""
    check_asked(talks, asked)
    visits = tuple(Visit(place) for place in places)
    return lay_page(Browser(Answers(talks), visits, asked, build_sheet(()), width, height))


def refresh(browser: Browser) -> Browser:
    """Return the state with its page laid out, and what is selected in sight; where what is asked for fits no such
    page, it says why."""
    try:
        return lay_page(browser)
    except NegtrackError as error:
        rows = lay_out([BLANK, line(alert(f"! {error}"), indent=1, hang=2)], max(browser.width, _LEAST_WIDTH))
        return scroll_to_selected(replace(browser, sheet=build_sheet(rows)))


def lay_page(browser: Browser) -> Browser:
    """Return the state with its page laid out, and what is selected in sight. Raises `NegtrackError`."""
    sheet = _build(browser)
    fresh = replace(browser, sheet=sheet)
    if sheet.start and not browser.visit.top and not browser.visit.selected:
        return fresh.at(replace(fresh.visit, top=max(sheet.start - fresh.body // 3, 0)))
    return scroll_to_selected(fresh)


def scroll_to_selected(browser: Browser) -> Browser:
    """Return the state with the selected paragraph in sight, at the window's edge where it was not; a page on which
    nothing was selected yet begins at its top."""
    visit = browser.visit
    top = min(visit.top, max(len(browser.sheet.rows) - browser.body, 0))
    number = browser.sheet.find(visit.selected) if visit.selected else None
    if number is not None:
        row = browser.sheet.items[number].row
        end = min(browser.sheet.end_of(number), row + browser.body)
        top = row if row < top else max(top, end - browser.body)
        top = 0 if number == 0 and end <= browser.body else top
    return browser.at(replace(visit, top=max(top, 0)))


def _build(browser: Browser) -> Sheet:
    """Lay the page out beside its labels, whose width is known once it is laid out."""
    sheet, count = build_sheet(()), 1
    for _ in range(_MOST_PASSES):
        margin = margin_for(count)
        sheet = build_sheet(*_rows(browser, max(browser.width - margin, _LEAST_WIDTH)))
        if sheet.margin == margin or (sheet.items and sheet.margin < margin):
            break
        count = len(sheet.items)
    return sheet


def _rows(browser: Browser, width: int) -> tuple[list[AboutRow], int]:
    asked, place = browser.page_asked, browser.place
    if place[0] == "text":
        return text_rows(browser.talks, place, asked, width)
    if place == HELP:
        from negtrack.browse.actions import help_page  # the table of keys, which changes this state

        return list(lay_out(help_page(), width)), 0
    view = browser.answers.view(place, asked)
    options = RenderOptions(width, asked.layout, asked.detail, width_of)
    page = [*page_of(view, options), *_opens(browser)]
    rows = [replace(row, about=_opened(browser, row.about)) for row in lay_out(page, width)]
    return rows, 0


def _opened(browser: Browser, about: Place) -> Place:
    """Return the place that a row opens: none where that is the page itself, and the record of a paper on its page."""
    found = resolve(browser.talks.negotiation, about) if about else ()
    if found and found == browser.place:
        return ("record", found[1]) if found[0] == "agreement" else ()
    return found


def _opens(browser: Browser) -> list[Element]:
    """Return what a record leads to beside the records that bear on it: its words, issue, party and paper."""
    kind, *names = browser.place
    entry = browser.talks.negotiation.entries.get(names[0]) if kind == "record" else None
    if entry is None:
        return []
    sources = browser.talks.negotiation.sources
    cited = entry.cites if isinstance(entry, Record) else ()
    snapshot = browser.talks.snapshot(browser.asked)
    papers = [paper.id for paper in (*snapshot.proposals, *snapshot.agreements)]
    found: list[tuple[str, str, Place]]
    found = [("words in", name, ("text", name, entry.id)) for name in cited if name in sources]
    found += [(entry.table, entry.id, (entry.table, entry.id))] if entry.id in papers else []
    found += [(kind, name, (kind, name)) for kind in ("issue", "party") if (name := getattr(entry, kind, ""))]
    lines = [line(dim(f"{what} "), name, indent=1, hang=2, about=place) for what, name, place in found]
    return [BLANK, *lines] if lines else []


def narrows(browser: Browser) -> bool:
    """Return whether the page shows less where parties or issues are asked for."""
    return takes_filter(browser.place)
