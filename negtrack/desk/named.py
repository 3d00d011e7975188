"""Parties, issues and records as choices: those first that the words name, each with the keys that stay its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from negtrack.desk.cues import stances_in
from negtrack.desk.desk import Desk
from negtrack.desk.draft import Draft
from negtrack.model import Response, docs_of, record_of
from negtrack.query import answerable
from negtrack.screen.menu import DIGITS, LETTERS, Choice, label

_SPEAKS_OF: Mapping[str, str] = {"accepted": "acceptance", "rejected": "refusal"}
"""Answer -> the stance whose words speak of it."""


def _choices_of(kind: str, named: Callable[[Desk], Mapping[str, str]]) -> Callable[[Desk], Sequence[Choice]]:
    """Return what gives things of a kind, id -> title, as choices with their keys, those first that the words name."""

    def choices(desk: Desk) -> Sequence[Choice]:
        titles, mentioned, keys = named(desk), desk.named, desk.keys[kind]
        return [Choice(id, titles[id], keys[id], id in mentioned) for id in desk.in_order(list(titles))]

    return choices


def parties_of(desk: Desk) -> Mapping[str, str]:
    """Return id -> name of the parties."""
    return {party.id: party.name for party in desk.known.negotiation.parties.values()}


def issues_of(desk: Desk) -> Mapping[str, str]:
    """Return id -> title of the issues."""
    return {issue.id: issue.title for issue in desk.known.negotiation.issues.values()}


party_choices = _choices_of("party", parties_of)
issue_choices = _choices_of("issue", issues_of)


def with_party_keys(desk: Desk) -> Desk:
    """Return the state with digits for the parties, in the order of the files."""
    return desk.with_keys("party", desk.known.negotiation.parties, DIGITS)


def with_issue_keys(desk: Desk) -> Desk:
    """Return the state with letters for the issues, in the order of the files."""
    return desk.with_keys("issue", desk.known.negotiation.issues, LETTERS)


def only_named(named: Callable[[Desk], Mapping[str, str]], chosen: Callable[[Draft], str]) -> Callable[[Desk], str]:
    """Return what gives the choice that Enter takes: what was chosen before, else the only one that the words name."""

    def default(desk: Desk) -> str:
        before = chosen(desk.draft) if desk.draft else ""
        mentioned = [id for id in named(desk) if id in desk.named]
        return before or (mentioned[0] if len(mentioned) == 1 else "")

    return default


def with_record_keys(desk: Desk) -> Desk:
    """Return the state with letters for what the party of the draft may answer."""
    return desk.with_keys("record", _answerable(desk), LETTERS)


def record_choices(desk: Desk) -> Sequence[Choice]:
    """Return what the party may answer, that first on whose issue or party the words are."""
    found, keys, named = _answerable(desk), desk.keys["record"], desk.named
    choices = [
        Choice(name, text, keys[name], bool(subjects & named.keys())) for name, (text, subjects) in found.items()
    ]
    return sorted(choices, key=lambda choice: not choice.is_named)


def _answerable(desk: Desk) -> Mapping[str, tuple[str, frozenset[str]]]:
    found = answerable(desk.known.negotiation, desk.draft.party) if desk.draft else {}
    return {name: said for name, said in found.items() if record_of(name) not in desk.known.hidden}


def answer_choices(desk: Desk) -> Sequence[Choice]:
    """Return the answers, with a mark at those that the words speak of."""
    found = stances_in(desk.article.words(desk.span))
    words = docs_of(Response)["answer"].words.items()
    return label([Choice(word, meaning, is_named=_SPEAKS_OF.get(word) in found) for word, meaning in words])
