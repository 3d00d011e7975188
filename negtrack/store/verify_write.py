"""The proof that the files will hold what is added: the new texts are read as a load would read them, and compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from negtrack.checks import check_negotiation
from negtrack.errors import Problem
from negtrack.model import Item, Negotiation
from negtrack.store.link import link_negotiation
from negtrack.store.load import Loaded, decode
from negtrack.store.parse import Document, parse_document, parse_tail
from negtrack.store.plan import OnProgress, ignore_progress
from negtrack.store.render_toml import NewText


def verify_write(
    loaded: Loaded, texts: Mapping[Path, NewText], now: datetime, on_progress: OnProgress = ignore_progress
) -> list[Problem]:
    """Everything that a load or a check would newly complain of, once the files of `loaded` are `texts`; `tell` hears
    how far it has come."""
    documents = {document.path: document for document in loaded.documents}
    problems: list[Problem] = []
    for number, (path, text) in enumerate(texts.items(), 1):
        shown = loaded.place.shown(path)
        document, faults = _read(loaded, documents.get(shown), path, text)
        problems += faults
        if shown in documents and not _extends(documents[shown], document):
            problems.append(Problem(shown, 0, "", "the new text would change what the file holds"))
        documents[shown] = document
        on_progress(number / (len(texts) + 1))
    negotiation, faults = link_negotiation(loaded.place.id, list(documents.values()), loaded.beside or ())
    problems += _news(faults, loaded.problems)
    problems += _news(_errors(negotiation, now), _errors(loaded.negotiation, now))
    return problems


def _read(loaded: Loaded, before: Document | None, path: Path, text: NewText) -> tuple[Document, list[Problem]]:
    """The new text as it will be read: whole, or where only a part of the old one was, what is appended to it."""
    shown, kind = loaded.place.shown(path), loaded.place.kind(path)
    party = path.stem if kind == "party" else ""
    if loaded.beside is None or before is None or text.before is None:
        return parse_document(decode(text.after), shown, kind, party)
    if not loaded.beside.is_as_read(shown, text.before):
        return before, [Problem(shown, 0, "", "the file was changed by somebody else meanwhile; run the command again")]
    appended = text.after[len(text.before) :].decode()
    items, problems = parse_tail(appended, shown, kind, party, text.before.count(b"\n"))
    return replace(before, items=(*before.items, *items)), problems


def _extends(before: Document, after: Document) -> bool:
    after_items = {_key(item): item for item in after.items}
    return before.plain == after.plain and all(after_items.get(_key(item)) == item for item in before.items)


def _key(item: Item) -> tuple[str, str]:
    return item.table, item.id


def _errors(negotiation: Negotiation, now: datetime) -> list[Problem]:
    every = negotiation.sources.keys()  # as if all were cited: that one is not is a note, and a part has thousands
    problems = check_negotiation(negotiation, now.astimezone(UTC).date(), every)
    return [problem for problem in problems if problem.severity == "error"]


def _news(problems: Iterable[Problem], before: Iterable[Problem]) -> list[Problem]:
    known = {(problem.path, problem.where, problem.message) for problem in before}
    return [each for each in problems if (each.path, each.where, each.message) not in known]
