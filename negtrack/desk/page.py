"""The desk as rows of a page: the text with what is chosen in it, beside it what is asked or on record, and below it
always the keys.

Signs before a line of the text say what its looks say too: `>` for what is read or chosen, `*` for what a record
quotes. Brackets in place of the blanks before and after it show where in a line it begins and ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from negtrack.desk.actions import bindings_of, mentions_in, names_of
from negtrack.desk.desk import Desk
from negtrack.desk.layout import GUTTER
from negtrack.desk.questions import doubts, question_of, value_reading
from negtrack.desk.wording import record_line, said_by
from negtrack.errors import NegtrackError
from negtrack.frozen import replace
from negtrack.model import Position
from negtrack.screen.cells import Range, cut, width_of
from negtrack.screen.keys import keys_row
from negtrack.screen.menu_rows import menu_rows
from negtrack.screen.rows import Mark, Piece, Row, beside, fit, folded, isolated, line, of_height, piece

_LEAST_FORM, _LEAST_LINE = 14, 6
"""Rows of the pane from which the whole position is shown above a question, and from which a line of it is."""
_TYPED: Sequence[tuple[str, str]] = (("Enter", "take"), ("Esc", "back"), ("ctrl-u", "clear"))


def settle(desk: Desk) -> Desk:
    """Return the state with what is chosen in sight, and as many choices a page as there is room for."""
    if desk.help_page > len(_help_pages(desk)):
        desk = replace(desk, help_page=0)
    layout = desk.layout
    top = desk.article.pager.scroll(desk.top, desk.span, layout.text_width, layout.text_height)
    if desk.menu is None:
        return replace(desk, top=top)
    above = len(form_rows(desk)) + len(_label_rows(desk)) + int(desk.entry is not None)
    room = layout.side_height - above
    room = max(room if len(desk.menu.matching) <= room else room - 1, 1)
    return replace(desk, top=top, menu=replace(desk.menu, room=room))


def draw(desk: Desk) -> list[Row]:
    """Return the rows of the page, as many as the window has."""
    layout = desk.layout
    if desk.help_page:
        return _help_page(desk)
    text, side = text_rows(desk), of_height(side_rows(desk), layout.side_height)
    body = beside(text, side, layout.text_width + GUTTER, layout.side_height) if layout.is_wide else [*text, *side]
    head = [_head_row(desk)] * layout.head
    message = message_rows(desk)
    rows = of_height([*head, *body], desk.height - 2)
    kept = len(rows) - max(len(message) - 1, 0)
    page = [*rows[: max(kept, 0)], *(message or [()]), keys_row(_key_words(desk), desk.width - 1)]
    return [fit(row, desk.width) for row in page[-desk.height :]]


def _head_row(desk: Desk) -> Row:
    source, pager = desk.known.source, desk.article.pager
    place = f"{pager.paragraph(desk.span[0]) + 1}/{pager.paragraphs}"
    issued = f", {source.issued.text}" if source.issued else ""
    room = desk.width - width_of(place) - 1
    name = line(f"{source.name}{issued}  {source.title}", room, "head")
    gap = " " * max(room + 1 - sum(width_of(part.text.strip("\u2068\u2069")) for part in name), 1)
    return (*name, Piece(gap), Piece(place, "dim"))


def text_rows(desk: Desk) -> list[Row]:
    """Return the lines of the text that are in sight, with a sign before those that are chosen or quoted."""
    layout = desk.layout
    lines = desk.article.pager.lines(desk.top, layout.text_width)
    shown = [found for found, _ in zip(lines, range(layout.text_height), strict=False)]
    marks = list(_marked_ranges(desk, shown))
    rows: list[Row] = [_text_row(desk, found, marks) if found else () for found in shown]
    return of_height(rows, layout.text_height)


def _marked_ranges(desk: Desk, shown: Sequence[Range | None]) -> Iterator[tuple[Range, Mark]]:
    """Yield the marked ranges of the text, what matters most last."""
    for placed in desk.known.records:
        if placed.span:
            yield placed.span, "dim"
    for number in _sentences_of(desk, shown):
        for mention in mentions_in(desk, number):
            yield mention.range, "found"
    yield desk.span, "chosen" if desk.draft else "current"


def _sentences_of(desk: Desk, shown: Sequence[Range | None]) -> range:
    places = [place for found in shown if found for place in found]
    if not places or not desk.article.sentences:
        return range(0)
    return range(desk.article.sentence_at(places[0]), desk.article.sentence_at(places[-1]) + 1)


def _text_row(desk: Desk, found: Range, marks: Sequence[tuple[Range, Mark]]) -> Row:
    start, end = found
    text = _with_brackets(desk.article.text[start:end], desk.span[0] - start, desk.span[1] - start)
    cuts = sorted({start, end, *(min(max(place, start), end) for span, _ in marks for place in span)})
    pieces = []
    for first, last in pairwise(cuts):
        looks = [mark for span, mark in marks if span[0] <= first and last <= span[1]]
        is_named = "found" in looks and looks[-1] == "current"
        pieces.append(piece(text[first - start : last - start], "found" if is_named else looks[-1] if looks else ""))
    return Piece(_sign(found, marks)), *isolated(pieces)


def _with_brackets(line: str, start: int, end: int) -> str:
    """Return a line with a bracket for the blank before a range of it, and for the one after it."""
    if start > 0 and line[start - 1 : start] == " ":
        line = f"{line[: start - 1]}[{line[start:]}"
    return f"{line[:end]}]{line[end + 1 :]}" if end > 0 and line[end : end + 1] == " " else line


def _sign(found: Range, marks: Sequence[tuple[Range, Mark]]) -> str:
    looks = [mark for span, mark in marks if span[0] < found[1] and found[0] < span[1]]
    chosen = ">" if "chosen" in looks or "current" in looks else " "
    return chosen + ("*" if "dim" in looks else " ")


def side_rows(desk: Desk) -> list[Row]:
    """Return what is asked, under the position so far; while reading, what is on record from the source."""
    if not desk.question:
        return _record_rows(desk)
    rows = [*form_rows(desk), *_label_rows(desk)]
    if desk.entry is not None:
        rows += [_entry_row(desk)]
    if desk.menu:
        return [*rows, *menu_rows(desk.menu, desk.layout.side_width, desk.layout.side_height - len(rows))]
    return [*rows, *_reading_rows(desk)]


def form_rows(desk: Desk) -> list[Row]:
    """Return the position so far: whole where there is room, else in a line."""
    if desk.draft is None:
        return []
    width = desk.layout.side_width
    if desk.layout.side_height < _LEAST_LINE:
        return []
    if desk.layout.side_height < _LEAST_FORM:
        return [
            line(
                " ".join(filter(None, (desk.draft.party, desk.draft.issue, desk.draft.get("to") or desk.stance))),
                width,
                "dim",
            )
        ]
    doubtful = [*doubts(desk)]
    given = [
        ("party", desk.draft.party),
        ("issue", desk.draft.issue),
        ("stance", desk.stance + "?" * ("stance" in doubtful) if desk.model is Position else ""),
        ("said by", said_by(desk) + "?" * ("voice" in doubtful)),
        ("grade", desk.draft.get("grade")),
        *((key, text) for key, text in desk.draft.fields.items() if text and key not in _IN_FORM),
        ("quote", f"{desk.span[1] - desk.span[0]:,} characters{', as a hash' if desk.draft.is_hashed else ''}"),
    ]
    return [row for label, text in given if text for row in folded(f"{label:8}{text}", width, hang=8)] + [()]


_IN_FORM = frozenset(("speaker", "side", "attribution", "grade", "stance"))


def _label_rows(desk: Desk) -> list[Row]:
    question, width = question_of(desk.question), desk.layout.side_width
    hint, label = question.hint(desk), question.label
    if desk.menu and desk.menu.default:
        label = f"{label} [{desk.menu.default}]"
    if hint and desk.layout.side_height >= 8:
        return [*folded(label, width, "head"), *folded(hint, width, "dim", hang=0)]
    return [line(label, width, "head")]


def _entry_row(desk: Desk) -> Row:
    """Return the line that is typed, its end in sight, with the place of the next character."""
    entry, width = desk.entry, max(desk.layout.side_width - 3, 0)
    if entry is None:
        return ()
    before, after = entry.text[: entry.place], entry.text[entry.place :]
    while width_of(before) > width:
        before = before[1:]
    after = cut(after, width - width_of(before))
    look: Mark = "current" if entry.is_offered else ""
    return Piece("> ", "dim"), piece(before, look), piece(after[:1] or " ", "chosen"), piece(after[1:], look)


def _reading_rows(desk: Desk) -> list[Row]:
    """Return how the value that is typed is read, or what is wrong with it."""
    text = desk.entry.text.strip() if desk.entry else ""
    if desk.question != "value" or not text:
        return []
    try:
        return folded(f"= {value_reading(desk, text)}", desk.layout.side_width)
    except NegtrackError as error:
        return folded(str(error), desk.layout.side_width, "alert", hang=0)


def _record_rows(desk: Desk) -> list[Row]:
    """Return what is on record from the source, the last one first, and how many are not in sight."""
    width, height = desk.layout.side_width, desk.layout.side_height
    records = desk.known.records
    whose = ", yours alone" if desk.known.is_blind else ""
    count = f"{len(records)} record{'' if len(records) == 1 else 's'} of this source{whose}"
    rows: list[Row] = [line(count, width, "head")]
    for number, placed in enumerate(reversed(records)):
        more = folded(record_line(desk, placed), width)
        if len(rows) + len(more) > height - (number + 1 < len(records)):
            return [*rows, line(f"and {len(records) - number} more", width, "dim")]
        rows += more
    return rows


def message_rows(desk: Desk) -> list[Row]:
    """Return the message, else what the sentence mentions while reading."""
    if desk.message:
        rows = folded(desk.message, desk.width, "alert" if desk.is_alert else "", hang=0)
        return rows[: max(desk.height // 3, 1)]
    if desk.question:
        return []
    return [line(", ".join(names_of(desk, desk.sentence)), desk.width, "dim")]


def _key_words(desk: Desk) -> Sequence[tuple[str, str]]:
    if desk.entry is not None:
        return _TYPED
    words = [(binding.shown, binding.word) for binding in bindings_of(desk) if binding.word]
    if desk.menu:
        words = [(desk.menu.single_keys, "choose"), *words]
    return words


def _help_page(desk: Desk) -> list[Row]:
    """Return the page of keys that is shown, with what they do."""
    pages = _help_pages(desk)
    more = "any key shows more" if desk.help_page < len(pages) else "any key goes back"
    rows = [*of_height(pages[desk.help_page - 1], desk.height - 1), line(more, desk.width, "dim")]
    return [fit(row, desk.width) for row in rows]


_SIGNS = (
    (">", "before the lines that are read or chosen; [ and ] where the words begin and end"),
    ("*", "before a line that a record quotes, and before a choice that the sentence names"),
    ("?", "before a record whose words are not found in the text; after what the words leave open"),
)
"""Sign on a page -> its meaning."""


def _help_pages(desk: Desk) -> Sequence[Sequence[Row]]:
    rows: list[Row] = [(Piece("Keys", "head"),)]
    for binding in bindings_of(desk):
        rows += folded(f"{binding.shown:6}{binding.help}", desk.width, hang=6)
    rows += [(), (Piece("Signs", "head"),)]
    for sign, meaning in _SIGNS:
        rows += folded(f"{sign:6}{meaning}", desk.width, hang=6)
    room = max(desk.height - 1, 1)
    return [rows[start : start + room] for start in range(0, len(rows), room)]
