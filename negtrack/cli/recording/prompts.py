"""Prompts for missing values: on a terminal one after the other, elsewhere an error.

The choices are listed before the question, and taken by number, id or beginning. The answer is checked at once; an
invalid answer is asked for again, and what is not there yet can be defined on the spot.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from negtrack.beginnings import add_beginning
from negtrack.cli.output.printing import log, log_folded
from negtrack.cli.recording.answers import ANSWERS
from negtrack.cli.session import Session
from negtrack.dates import parse_when
from negtrack.errors import NegtrackError, NotationError, UnknownIdError, UsageError
from negtrack.ids import id_of
from negtrack.lookup import find_agreement, find_party, read_date
from negtrack.model import Agreement, Party
from negtrack.render.clean import sanitise

Found = TypeVar("Found")
_MOST_WORDS = 15
"""Most words to choose from that an error lists."""


def confirm(question: str, default: bool) -> bool:
    """Return the answer to a question of yes or no. Raises `KeyboardInterrupt` where it is broken off."""
    import typer

    try:
        return typer.confirm(question, default=default, err=True)
    except typer.Abort:
        log("")  # what is said next begins on a line of its own
        raise KeyboardInterrupt from None


def can_ask() -> bool:
    """Return whether stdin and stdout are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def prompt_for(
    given: str,
    name: str,
    find: Callable[[str], Found],
    choices: Iterable[tuple[str, str]] = (),
    hint: str = "",
    default: str = "",
    create: Callable[[str], Found] | None = None,
) -> Found:
    """Return `find` of `given`, or of the answer to a prompt for `name` where nothing is given. Enter is the answer
    `default`; a name that nothing has is offered to `create`.

    Raises the errors of `find` for a given text, and `UsageError` where nothing is given and there is no terminal.
    """
    if given:
        return _find(given, name, find)
    if not can_ask():
        raise UsageError(f"missing {name}{f' ({beside})' if (beside := hint or _few_words(choices)) else ''}")
    numbered = _list_choices(choices, create is not None)
    default = ANSWERS.offered(name) or default
    while True:
        answer = _chosen(ask(name, hint, default), numbered)
        found = _try(name, answer, find, create)
        if found is not None:
            return found


def _few_words(choices: Iterable[tuple[str, str]]) -> str:
    """Return the words to choose from, where they are few: `one of principal, mediator`; "" otherwise."""
    words = [word for word, _ in choices]
    return f"one of {', '.join(words)}" if 0 < len(words) <= _MOST_WORDS else ""


def prompt_or_none(
    name: str,
    find: Callable[[str], str],
    choices: Iterable[tuple[str, str]] | None = (),
    hint: str = "",
    create: Callable[[str], str] | None = None,
) -> str:
    """Return `find` of the answer to a prompt, as `prompt_for` does; "" for Enter. Where the choices are None, they
    were listed before."""
    numbered = [] if choices is None else _list_choices(choices, create is not None)
    offered = ANSWERS.offered(name)
    while True:
        note = "" if offered else "Enter: none"
        answer = _chosen(ask(name, "; ".join(filter(None, (hint, note))), offered, optional=True), numbered)
        if not answer:
            ANSWERS.keep(name, "")
            return ""
        found = _try(name, answer, find, create)
        if found is not None:
            return found


def _try(name: str, answer: str, find: Callable[[str], Found], create: Callable[[str], Found] | None) -> Found | None:
    """Return `find` of an answer, or what is made of it, and keep the answer, before it is asked what a new thing is;
    None, with the reason logged, where to ask again."""
    try:
        found = find(answer)
    except UnknownIdError as error:
        log_folded(str(error))
        question = f'Define "{error.given}" now?'
        is_default = bool(ANSWERS.offered(question))
        if create is None:
            return None
        ANSWERS.keep(name, answer)
        if not confirm(sanitise(question), is_default):
            ANSWERS.drop_last()
            return None
        ANSWERS.keep(question, "y")
        return create(answer)
    except NegtrackError as error:
        log_folded(str(error))
        return None
    ANSWERS.keep(name, answer)
    return found


def _list_choices(choices: Iterable[tuple[str, str]], can_create: bool) -> list[str]:
    """Log the choices with their numbers, or that there is none yet and one can be defined, and return them."""
    listed = list(choices)
    if can_create and not listed:
        log_folded("none is defined yet: write its name to define one now")
    for number, (choice, title) in enumerate(listed, 1):
        log_folded(f"{number:3}  {choice}{f'  {title}' if title and title != choice else ''}")
    return [choice for choice, _ in listed]


def ask(name: str, hint: str = "", default: str = "", optional: bool = False) -> str:
    """Return the answer to one question, which must be given unless it is optional. Raises `KeyboardInterrupt` where it
    is broken off."""
    words = name.removeprefix("--").replace("-", " ") if name.startswith("--") else name
    label = _log_but_last_line(sanitise(f"{words}{f' ({hint})' if hint else ''}"))
    shown = default or ("" if optional else None)
    import typer  # only where something is asked

    try:
        return str(typer.prompt(label, shown, show_default=bool(default), err=True)).strip()
    except typer.Abort:
        log("")  # what is said next begins on a line of its own
        raise KeyboardInterrupt from None


def _log_but_last_line(label: str) -> str:
    """Return the last line of a question that does not fit on one, after printing the others."""
    from negtrack.cli.output.terminal_size import terminal_size
    from negtrack.screen.cells import fold

    *others, (start, end) = fold(label, terminal_size()[0] - len(": "))
    for begin, stop in others:
        log(label[begin:stop])
    return label[start:end]


def _chosen(answer: str, choices: Sequence[str]) -> str:
    """Return the choice with the number, or the only one with the beginning, that is the answer; else the answer."""
    if answer.isdecimal() and answer not in choices and 1 <= int(answer) <= len(choices):
        return choices[int(answer) - 1]
    if not answer:
        return ""
    begun = [choice for choice in choices if choice.startswith(answer.casefold())]
    if len(begun) == 1 and begun[0] != answer.casefold():
        add_beginning("", answer, begun[0])
    return begun[0] if len(begun) == 1 else answer


def suggest_id(*words: str) -> str:
    """Return the id that is made of words; "" where none can be."""
    try:
        return id_of(" ".join(filter(None, words)))
    except NotationError:
        return ""


def prompt_party(session: Session, given: str) -> Party:
    """Return the party that `given`, or the answer to a prompt, names."""
    from negtrack.cli.recording.new_items import create_party  # which prompts too

    known = session.negotiation
    choices = [(party.id, party.name) for party in known.parties.values()]
    return prompt_for(
        given, "PARTY", lambda text: find_party(known, text), choices, create=lambda text: create_party(session, text)
    )


def prompt_date(given: str, name: str, today: date | None = None, hint: str = "") -> str:
    """Return the date that is given for the option `name`, or the answer to a prompt with a hint; a day without a year
    is the last one before `today`, where that is given."""

    def find(text: str) -> str:
        words = parse_when(read_date(text, today or date.max, is_past=today is not None)).text
        if words != text:
            log_folded(f'negtrack: "{text}" is read as {words}')
        return words

    return prompt_for(given, name, find, hint=hint)


def prompt_agreement(session: Session, given: str) -> Agreement:
    """Return the agreement that `given`, or the answer to a prompt, names."""
    known = session.negotiation
    choices = [(agreement.id, agreement.title) for agreement in known.agreements]
    return prompt_for(given, "AGREEMENT", lambda text: find_agreement(known, text), choices)


def _find(given: str, name: str, find: Callable[[str], Found]) -> Found:
    try:
        return find(given)
    except NotationError as error:
        quoted = "" if given in str(error) else f' "{given}"'
        raise UsageError(f"{name}{quoted}: {error}") from error
