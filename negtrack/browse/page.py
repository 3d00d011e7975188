"""The browser as rows of a window: the page with a key beside what it opens, below it the keys and always the command
that prints the page."""

from __future__ import annotations

import shlex

from negtrack.browse.actions import BINDINGS
from negtrack.browse.browser import Browser
from negtrack.screen.cells import cut, width_of
from negtrack.screen.keys import keys_row
from negtrack.screen.rows import Mark, Piece, Row, fit, folded, isolated, of_height, piece

_TYPED = "/ "


def draw(browser: Browser) -> list[Row]:
    """Return the rows of the window."""
    message = _message_rows(browser)
    below = [*(message or [_keys(browser)]), *_command_rows(browser)]
    body = _body(browser)[: max(browser.height - len(below), 0)]
    rows = [*of_height(body, max(browser.height - len(below), 0)), *below]
    return [fit(row, browser.width) for row in rows[-browser.height :]]


def _body(browser: Browser) -> list[Row]:
    """Return the rows of the page that are in sight, each with its label and what is selected marked."""
    sheet, top = browser.sheet, browser.visit.top
    selected = browser.selected
    rows: list[Row] = []
    for number in range(top, min(top + browser.body, len(sheet.rows))):
        item = sheet.by_row.get(number)
        rows.append((*_margin(browser, item, item is not None and item == selected), *sheet.rows[number]))
    return rows


def _margin(browser: Browser, item: int | None, is_selected: bool) -> Row:
    margin = browser.sheet.margin
    if item is None:
        return (Piece(" " * margin),) if margin else ()
    label = browser.sheet.items[item].label
    is_typed = bool(browser.label) and label.startswith(browser.label)
    look: Mark = "chosen" if is_selected else "found" if is_typed else "head"
    return Piece(label, look), Piece(">" if is_selected else " ", "head")


def _message_rows(browser: Browser) -> list[Row]:
    """Return the message, folded, and the line that is typed."""
    look: Mark = "alert" if browser.is_alert else ""
    rows = folded(browser.message, browser.width, look, hang=0)[: max(browser.height // 3, 1)]
    return [*(rows if browser.message else ()), *([_typed_row(browser)] if browser.typed is not None else ())]


def _typed_row(browser: Browser) -> Row:
    """Return the line that is typed, with the place of the next character in sight."""
    entry = browser.typed
    if entry is None:
        return ()
    room = max(browser.width - len(_TYPED) - 1, 0)
    before, after = entry.text[: entry.place], entry.text[entry.place :]
    while width_of(before) > room:
        before = before[1:]
    look: Mark = "current" if entry.is_offered else ""
    after = cut(after, room - width_of(before))
    return Piece(_TYPED, "dim"), piece(before, look), piece(after[:1] or " ", "chosen"), piece(after[1:], look)


def _command_rows(browser: Browser) -> list[Row]:
    signs = ("$ ", *["  "] * len(browser.command_lines))
    return [
        (Piece(sign, "dim"), *isolated([Piece(text, "head")]))
        for sign, text in zip(signs, browser.command_lines, strict=False)
    ]


def command_text(browser: Browser) -> str:
    """Return the command that prints the page, as a shell takes it."""
    return shlex.join(browser.command)


def _keys(browser: Browser) -> Row:
    words = [(binding.shown, binding.word) for binding in BINDINGS if binding.word]
    words[2:2] = [("<>", "change")]
    words.insert(len(words) - 1, ("1-8", "pages"))
    share = _share(browser)
    row = keys_row(words, browser.width - len(share) - 2)
    return (*row, Piece(" " * max(browser.width - 1 - len(share) - _cells(row), 0)), Piece(share, "dim"))


def _cells(row: Row) -> int:
    return sum(width_of(part.text) for part in row)


def _share(browser: Browser) -> str:
    """Return how much of the page lies above the window's end, where it does not fit; "" in a narrow window."""
    total, seen = len(browser.sheet.rows), browser.visit.top + browser.body
    return f"{min(100 * seen // total, 100)}%" if total > browser.body and browser.width >= 40 else ""
