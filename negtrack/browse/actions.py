"""Keys of the browser and what they do, in one table; every other letter opens what stands beside it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from functools import partial

from negtrack.browse.browser import Browser, Visit, Wants, refresh, scroll_to_selected
from negtrack.browse.places import HELP, TOP, Place
from negtrack.browse.sheet import LABELS
from negtrack.browse.walk import walk
from negtrack.errors import NegtrackError
from negtrack.frozen import replace
from negtrack.render.page import Detail, Element, Line, line, strong
from negtrack.screen.entry import offer
from negtrack.screen.keys import Binding

BrowserBinding = Binding[Browser]
_FILTERS = "parties, an issue or a record, --issue, --group, --as-of; Enter applies, Esc leaves"
_DETAILS: Sequence[Detail] = ("normal", "whole", "brief")


def press(browser: Browser, key: str) -> Browser:
    """Return the state after a key; a key that means nothing leaves it as it is."""
    browser = browser.said("")
    if browser.typed is not None:
        return _type(browser, key)
    if len(key) == 1 and key in LABELS and browser.sheet.items:
        return _take_label(browser, browser.label + key)
    if browser.label:
        browser = replace(browser, label="")
        if key in ("esc", "backspace"):
            return browser
    binding = next((one for one in BINDINGS if key in one.keys), None)
    try:
        return binding.act(browser) if binding else browser
    except NegtrackError as error:  # as where the editor took out what is asked for
        return browser.said(str(error), is_alert=True)


def resize(browser: Browser, width: int, height: int) -> Browser:
    """Return the state in a window of another size."""
    if (width, height) == (browser.width, browser.height):
        return browser
    return refresh(replace(browser, width=width, height=height))


def open_place(browser: Browser, place: Place) -> Browser:
    """Return the state with a page opened; the one that is shown stays behind it."""
    return refresh(replace(browser, visits=(*browser.visits, Visit(place)), label=""))


def _take_label(browser: Browser, keys: str) -> Browser:
    """Return the state with the page opened whose label is typed; before its last key, the first such is selected."""
    found = browser.sheet.labelled(keys)
    if not found:
        return replace(browser, label="").said(f"nothing here has the letters {keys}")
    item = browser.sheet.items[found[0]]
    browser = browser.at(replace(browser.visit, selected=item.key))
    if item.label == keys:
        return open_place(browser, item.place)
    return _show_row(replace(browser, label=keys), found[0]).said(f"{keys}… and another letter")


def _show_row(browser: Browser, number: int) -> Browser:
    """Return the state with an item at the top of the window, unless it is in sight."""
    row, top = browser.sheet.items[number].row, browser.visit.top
    if top <= row < top + browser.body // 2:
        return browser
    return browser.at(replace(browser.visit, top=min(row, max(len(browser.sheet.rows) - browser.body, 0))))


def _open(browser: Browser) -> Browser:
    return open_place(browser, browser.target) if browser.target else browser.said("this page opens nothing")


def _back(browser: Browser) -> Browser:
    if len(browser.visits) == 1:
        return replace(browser, wants="quit")
    return refresh(replace(browser, visits=browser.visits[:-1]))


def _move(step: int, browser: Browser) -> Browser:
    """Return the state with the next paragraph selected; where it is out of sight, one row further."""
    number, sheet, visit = browser.selected, browser.sheet, browser.visit
    target = None if number is None else min(max(number + step, 0), len(sheet.items) - 1)
    if target is None or target == number:
        return _scroll(browser, step)
    row = sheet.items[target].row
    if not visit.top - 1 <= row <= visit.top + browser.body:
        return _scroll(browser, step)
    return scroll_to_selected(browser.at(replace(visit, selected=sheet.items[target].key)))


def _scroll(browser: Browser, rows: int) -> Browser:
    """Return the state some rows further, with the nearest paragraph in sight selected."""
    sheet = browser.sheet
    top = min(max(browser.visit.top + rows, 0), max(len(sheet.rows) - browser.body, 0))
    number = browser.selected
    key = browser.visit.selected
    if number is not None and not top <= sheet.items[number].row < top + browser.body:
        seen = [item for item in sheet.items if top <= item.row < top + browser.body]
        key = (seen[0] if rows > 0 else seen[-1]).key if seen else key
    return browser.at(replace(browser.visit, top=top, selected=key))


def _turn(pages: int, browser: Browser) -> Browser:
    return _scroll(browser, pages * max(browser.body - 1, 1))


def _ends(is_last: bool, browser: Browser) -> Browser:
    items = browser.sheet.items
    moved = _scroll(browser, len(browser.sheet.rows) if is_last else -len(browser.sheet.rows))
    key = items[-1 if is_last else 0].key if items else None
    return moved.at(replace(moved.visit, selected=key))


def _top_page(kind: str, browser: Browser) -> Browser:
    """Return the state at a page of the whole negotiation; behind it the page where the browser began."""
    first = browser.visits[0]
    place: Place = (kind,)
    if first.place == place:
        return refresh(replace(browser, visits=(first,)))
    return refresh(replace(browser, visits=(first, Visit(place))))


def _detail(browser: Browser) -> Browser:
    """Return the state with more of the provenance, then with less."""
    start = _DETAILS.index(browser.asked.detail) + 1
    for detail in (*_DETAILS[start:], *_DETAILS[:start]):
        changed = replace(browser, asked=replace(browser.asked, detail=detail))
        if changed.page_asked != browser.page_asked:
            break
    return refresh(changed)


def _filter(browser: Browser) -> Browser:
    return replace(browser, typed=offer(shlex.join(browser.asked.words))).said(_FILTERS)


def _type(browser: Browser, key: str) -> Browser:
    """Return the state after a key while the words of a filter are typed."""
    if key == "esc" or browser.typed is None:
        return replace(browser, typed=None)
    if key == "enter":
        return replace(browser, wants="filter")
    typed = browser.typed.press(key)
    return replace(browser, typed=typed) if typed else browser


def _wish(what: Wants, browser: Browser) -> Browser:
    return replace(browser, wants=what)


def _help(browser: Browser) -> Browser:
    return browser if browser.place == HELP else open_place(browser, HELP)


def help_page() -> Iterator[Element]:
    """Yield the page of the keys."""
    yield line(strong("Keys"))
    for binding in BINDINGS:
        if binding.keys[0] not in TOP:
            yield _help_line(binding.shown, binding.help)
    pages = ", ".join(f"{key} {name}" for key, name in TOP.items())
    yield _help_line("1-8", f"Open a page of the whole negotiation: {pages}.")
    yield _help_line("a-Z", "Open what stands beside the letter; where there are two letters, type both.")


def _help_line(keys: str, text: str) -> Line:
    return line(strong(f"{keys:{_KEY_CELLS}}"), text, hang=_KEY_CELLS)


_KEY_CELLS = 8
BINDINGS: Sequence[BrowserBinding] = (
    Binding(("enter", "right"), "open", "Open what is selected (>); a letter opens what stands beside it.", _open),
    Binding(
        ("q", "esc", "left", "backspace"), "back", "Go back; leave from the first page. Ctrl-C leaves at once.", _back
    ),
    Binding(("<",), "", "Show the state as of the change before.", partial(walk, step=-1)),
    Binding((">",), "", "Show the state as of the change after; after the last one, now.", partial(walk, step=1)),
    Binding(("/",), "filter", "Filter: parties and options, as after negtrack browse.", _filter),
    Binding(("y",), "copy", "Show the whole command that prints this page, and copy it.", partial(_wish, "copy")),
    Binding(("E",), "edit", "Open the editor at the line of the record.", partial(_wish, "edit")),
    Binding(("v",), "detail", "Show the whole provenance, then none, then the usual.", _detail),
    Binding(("down",), "", "Select the next.", partial(_move, 1)),
    Binding(("up",), "", "Select the one before.", partial(_move, -1)),
    Binding(("pgdn", " "), "", "Turn the page.", partial(_turn, 1)),
    Binding(("pgup",), "", "Turn it back.", partial(_turn, -1)),
    Binding(("home",), "", "Go to the beginning.", partial(_ends, False)),
    Binding(("end",), "", "Go to the end.", partial(_ends, True)),
    *(Binding((key,), "", f"Open the page of {name}.", partial(_top_page, name)) for key, name in TOP.items()),
    Binding(("?",), "keys", "Show this page.", _help),
)
"""What keys do on every page."""
