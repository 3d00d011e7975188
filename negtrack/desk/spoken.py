"""The desk in plain lines, for screen readers and where no page can be drawn: the same state, questions and keys.

A line is a key while the text is read, and an answer where something is asked: a number, an id or its beginning, or a
text. An empty line goes to the next mention, or takes what is offered; `<` goes back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from negtrack.desk.actions import DeskBinding, bindings_of, names_of, press
from negtrack.desk.desk import Desk
from negtrack.desk.questions import answer, doubts, question_of
from negtrack.desk.wording import record_line, said_by
from negtrack.frozen import replace
from negtrack.model import Position
from negtrack.screen.menu import Choice, Menu

BACK = "<"
_OF_PAGES: Mapping[bool, Collection[str]] = {
    False: ("pgdn", "pgup", "home", "end", " "),
    True: ("esc", "0", "/", "enter", "pgdn", "<"),
}
"""Whether something is asked -> first keys of what a page does and lines do otherwise or not at all."""


def lines_of(desk: Desk) -> Iterator[str]:
    """Yield what is new in a state: the message, and the sentence or the question."""
    if desk.message:
        yield desk.message
    if desk.question:
        yield from _question_lines(desk)
    else:
        yield from _sentence_lines(desk)


def prompt_of(desk: Desk) -> str:
    """Return what a line is asked for with."""
    if not desk.question:
        return "Enter for the next mention, v to record, ? for all keys"
    offered = desk.menu.default if desk.menu else desk.entry.text if desk.entry else ""
    return f"{question_of(desk.question).label}{f' [{offered}]' if offered else ''}"


def help_lines(desk: Desk) -> Iterator[str]:
    """Yield every key that means something in lines, with what it does."""
    for binding in _bindings_of(desk):
        yield f"{binding.shown}  {binding.help}"
    if desk.question:
        yield f"an empty line takes what is in brackets; {BACK} goes back; Ctrl-C leaves, everything is recorded"
    else:
        yield "an empty line goes to the next mention"


def _bindings_of(desk: Desk) -> Sequence[DeskBinding]:
    """Return the keys of a state but those of a page."""
    if desk.entry is not None:
        return ()
    return [binding for binding in bindings_of(desk) if binding.keys[0] not in _OF_PAGES[bool(desk.question)]]


def reply(desk: Desk, line: str) -> Desk:
    """Return the state after a line."""
    text = line.strip()
    if text == BACK:
        return press(desk, "esc")
    if text == "?":
        return replace(desk, help_page=1, message="")
    if desk.menu:
        return _choose(desk, desk.menu, text)
    if desk.entry is not None:
        return answer(desk.with_message(""), text or desk.entry.text)
    if len(text) > 1:
        return desk.with_message(f'"{text}" is no key; ? lists them', is_alert=True)
    return press(desk, text or " ")


def _choose(desk: Desk, menu: Menu, text: str) -> Desk:
    """Return the state after the keys of a choice, another key, an id or the beginning of one."""
    if not text:
        return press(desk, "enter")
    by_keys = [choice for choice in menu.choices if choice.keys == text]
    if not by_keys and len(text) == 1 and any(text in binding.keys for binding in _bindings_of(desk)):
        return press(desk, text)
    found = menu.narrow(text).matching
    exact = [choice for choice in found if choice.id == text]
    begun = [choice for choice in found if choice.id.startswith(text)]
    for one in (exact, by_keys, begun, found):
        if len(one) == 1:
            return answer(desk.with_message(""), one[0].id)
    several = f"; it is the beginning of {', '.join(choice.id for choice in begun[:5])}" if begun else ""
    return desk.with_message(f'"{text}" is none of these{several}', is_alert=True)


def _sentence_lines(desk: Desk) -> Iterator[str]:
    article = desk.article
    place = f"paragraph {article.pager.paragraph(desk.span[0]) + 1} of {article.pager.paragraphs}"
    yield f"{place}, sentence {desk.sentence + 1} of {len(article.sentences)}:"
    yield article.words(desk.span)
    if names := names_of(desk, desk.sentence):
        yield f"mentions {', '.join(names)}"
    for placed in desk.known.records:
        if placed.span and placed.span[0] < desk.span[1] and desk.span[0] < placed.span[1]:
            yield f"recorded: {record_line(desk, placed)}"


def _question_lines(desk: Desk) -> Iterator[str]:
    question = question_of(desk.question)
    if desk.question == "party" and desk.draft:
        yield from _draft_lines(desk)
    if hint := question.hint(desk):
        yield f"{question.label}: {hint}"
    for choice in desk.menu.choices if desk.menu else ():
        yield f"{choice.keys:>3} {'*' if choice.is_named else ' '}{choice.id}{_title(choice)}"


def _draft_lines(desk: Desk) -> Iterator[str]:
    """Yield the words that are quoted, and what is carried over, with a question mark at what will be asked."""
    if desk.draft:
        yield f"quote{', as a hash' if desk.draft.is_hashed else ''}: {desk.article.words(desk.span)}"
        doubtful, grade = [*doubts(desk)], desk.draft.get("grade")
        stance = f"stance {desk.stance}{'?' * ('stance' in doubtful)}; " if desk.model is Position else ""
        yield f"{stance}said by {said_by(desk)}{'?' * ('voice' in doubtful)}{f'; grade {grade}' if grade else ''}"


def _title(choice: Choice) -> str:
    return f"  {choice.title}" if choice.title.casefold() not in ("", choice.id) else ""
