"""The rows of a menu: each choice with its keys."""

from __future__ import annotations

from negtrack.render.clean import sanitise
from negtrack.screen.cells import Range, fold, width_of
from negtrack.screen.menu import Choice, Menu
from negtrack.screen.rows import Mark, Piece, Row, isolated, line


def menu_rows(menu: Menu, width: int, height: int) -> list[Row]:
    """Return the choices that are in sight, each with its keys, and a sign where what is read speaks of it: whole
    while all stay in sight, first those of which the id would be cut."""
    room = max((len(choice.keys) for choice in menu.shown), default=1)
    found = [[_choice_row(choice, room, width)] for choice in menu.shown]
    spare = height - len(found) - (menu.pages > 1)
    left = width - room - 1
    for number in sorted(range(len(found)), key=lambda number: width_of(_choice_words(menu.shown[number])[0]) <= left):
        whole = _choice_rows(menu.shown[number], room, width)
        if len(whole) - 1 <= spare:
            found[number], spare = whole, spare - len(whole) + 1
    rows = [row for of_choice in found for row in of_choice]
    if menu.pages > 1:
        rows.append((Piece("PgDn", "head"), Piece(f" page {menu.page % menu.pages + 1} of {menu.pages}", "dim")))
    return rows or [(Piece("nothing matches", "dim"),)]


def _choice_row(choice: Choice, room: int, width: int) -> Row:
    """Return a choice in one row, its title cut where it is wider."""
    name, title = _choice_words(choice)
    left = width - room - 1
    rest = left - width_of(name)
    shown = line(f"  {title}" if title and rest > 5 else "", rest, "dim")
    return Piece(f"{choice.keys:{room}} ", "head"), *line(name, left, _look_of(choice)), *shown


def _choice_rows(choice: Choice, room: int, width: int) -> list[Row]:
    """Return a choice with its whole id and title, which fold where they are wider than the row."""
    name, title = map(sanitise, _choice_words(choice))
    text = f"{name}  {title}".rstrip()
    indent = " " * min(room + 4, width // 4)
    first, *others = fold(text, width - room - 1)
    begin = others[0][0] if others else len(text)
    ranges = [first, *((begin + start, begin + end) for start, end in fold(text[begin:], width - len(indent)))]
    rows = [isolated(_pieces(text, found, len(name), choice)) for found in ranges[: None if others else 1]]
    labels = [Piece(f"{choice.keys:{room}} ", "head"), *[Piece(indent)] * (len(rows) - 1)]
    return [(label, *row) for label, row in zip(labels, rows, strict=True)]


def _pieces(text: str, found: Range, border: int, choice: Choice) -> list[Piece]:
    """Return a range of the words of a choice: what stands before the border is its id."""
    start, end = found
    middle = min(max(border, start), end)
    return [Piece(text[start:middle], _look_of(choice)), Piece(text[middle:end], "dim")]


def _choice_words(choice: Choice) -> tuple[str, str]:
    """Return the id of a choice behind its sign, and its title where that says more."""
    title = choice.title if choice.title.casefold().replace(" ", "-") != choice.id else ""
    return f"{'*' if choice.is_named else ' '}{choice.id}", title


def _look_of(choice: Choice) -> Mark:
    return "found" if choice.is_named else ""
