"""Prompts for missing values: on a terminal one after the other, elsewhere an error.

The choices are quoted before the question. The answer is checked at once; an invalid answer is asked for again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

import typer

from negtrack.cli.output.printing import log
from negtrack.cli.session import Session
from negtrack.dates import parse_when
from negtrack.errors import NegtrackError, NotationError, UsageError
from negtrack.lookup import find_agreement, find_party, read_date
from negtrack.model import Agreement, Party
from negtrack.render.clean import sanitise

Found = TypeVar("Found")


def can_ask() -> bool:
    """Return whether stdin and stdout are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def prompt_for(
    given: str, name: str, find: Callable[[str], Found], choices: Iterable[tuple[str, str]] = (), hint: str = ""
) -> Found:
    """Return `find` of `given`, or of the answer to a prompt for `name` where nothing is given.

    Raises the errors of `find` for a given text, and `UsageError` where nothing is given and there is no terminal.
    """
    if given:
        return _find(given, name, find)
    if not can_ask():
        raise UsageError(f"missing {name}{f' ({hint})' if hint else ''}")
    for choice, title in choices:
        log(f"  {choice}{f'  {title}' if title and title != choice else ''}")
    while True:
        answer = typer.prompt(sanitise(f"{name}{f' ({hint})' if hint else ''}"), err=True).strip()
        try:
            return find(answer)
        except NegtrackError as error:
            log(str(error))


def prompt_party(session: Session, given: str) -> Party:
    """Return the party that `given`, or the answer to a prompt, names."""
    known = session.negotiation
    choices = [(party.id, party.name) for party in known.parties.values()]
    return prompt_for(given, "PARTY", lambda text: find_party(known, text), choices)


def prompt_date(given: str, name: str) -> str:
    """Return the date that is given for the option `name`, or the answer to a prompt."""
    return prompt_for(given, name, lambda text: parse_when(read_date(text, date.max, is_past=False)).text)


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
