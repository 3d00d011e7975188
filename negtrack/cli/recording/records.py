"""Records from options: the same validation as for files, with the option's name in the message."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from negtrack.cli.output.printing import log
from negtrack.errors import NotationError, NotWrittenError, UsageError, nearest
from negtrack.lookup import find_issue
from negtrack.model import Issue, Item, Negotiation, keys_of
from negtrack.store.parse_item import parse_item
from negtrack.values import read_value
from negtrack.values.ranges import fold

ItemType = TypeVar("ItemType", bound=Item)


def build_record(model: type[ItemType], name: str, given: Mapping[str, object]) -> ItemType:
    """Return an item of `model` from key -> text, date, list or instant; an empty value counts as not given.

    Raises `NotWrittenError` with the first invalid option.
    """
    keys = keys_of(model)
    table = {key: value for key, value in given.items() if value not in ("", None, [], (), {})}
    item, errors = parse_item(model, name, {keys[key]: value for key, value in table.items()})
    if item is None:
        field, message = errors[0]
        key = next((key for key, attribute in keys.items() if attribute == field), field)
        raise NotWrittenError(f"{key.replace('_', '-') or 'id'}: {message}")
    return item


def one_of(words: Collection[str]) -> Callable[[str], str]:
    """Return a check that a text is one of `words`; its `NotationError` names them."""

    def find(text: str) -> str:
        if text in words:
            return text
        near = nearest(text, words)
        hint = f"did you mean {near[0]}?" if near else f"write one of {', '.join(words)}"
        raise NotationError(f'"{text}": {hint}')

    return find


def value_words(issue: Issue, text: str, name: str) -> str:
    """Return the value that the option `name` gives on an issue, in canonical words. Raises `UsageError`."""
    try:
        return value_text(text.strip(), issue)
    except NotationError as error:
        raise UsageError(f'{name} {issue.id} "{text.strip()}": {error}') from error


def term_text(negotiation: Negotiation, text: str, name: str) -> str:
    """Return the term `ISSUE=VALUE` of the option `name` with the issue's id and the value in canonical words. Raises
    `NegtrackError`."""
    issue, equals, value = text.partition("=")
    if not equals or not value.strip():
        raise UsageError(f'{name} "{text}": not a term; write ISSUE=VALUE')
    found = find_issue(negotiation, issue.strip())
    return f"{found.id} = {value_words(found, value, name)}"


def value_text(text: str, issue: Issue) -> str:
    """Return a value on an issue in canonical words, and log it where these are other words. Raises `NotationError`,
    which names the page of the manual."""
    try:
        words = read_value(text, issue.scale)
    except NotationError as error:
        raise NotationError(f"{error} (negtrack manual values)") from error
    if fold(words).casefold() != fold(text).casefold() or _has_capital_million(text, words):
        log(f'negtrack: "{text}" is read as "{words}"')
    return words


def _has_capital_million(text: str, words: str) -> bool:
    """Return whether an M of the text became the m of the notation, which stands for millions."""
    return bool(re.search(r"[0-9] ?M\b", text) and re.search(r"[0-9]m\b", words))


def split_list(texts: list[str], separator: str = ",") -> list[str]:
    """Return the parts of `texts`: `--ladder a,b,c` is `--ladder a --ladder b --ladder c`."""
    return [part.strip() for text in texts for part in text.split(separator) if part.strip()]
