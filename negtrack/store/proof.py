"""The proof that the files will hold what is added: the new texts are read as a load would read them, and compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from negtrack.checks import check_negotiation
from negtrack.errors import Problem
from negtrack.model import Item, Negotiation
from negtrack.store.appending import NewText
from negtrack.store.link import link_negotiation
from negtrack.store.load import Loaded
from negtrack.store.locate import Place
from negtrack.store.parse import Document, parse_document
from negtrack.store.plan import Tell, silent


def proof_problems(loaded: Loaded, texts: Mapping[Path, NewText], now: datetime, tell: Tell = silent) -> list[Problem]:
    """Everything that a load or a check would newly complain of, once the files of `loaded` are `texts`; `tell` hears
    how far it has come."""
    documents = {document.path: document for document in loaded.documents}
    problems: list[Problem] = []
    for number, (path, text) in enumerate(texts.items(), 1):
        shown = loaded.place.shown(path)
        document, faults = _read(loaded.place, path, text.after)
        problems += faults
        if shown in documents and not _extends(documents[shown], document):
            problems.append(Problem(shown, 0, "", "the new text would change what the file holds"))
        documents[shown] = document
        tell(number / (len(texts) + 1))
    negotiation, faults = link_negotiation(loaded.place.id, list(documents.values()))
    problems += _news(faults, loaded.problems)
    problems += _news(_errors(negotiation, now), _errors(loaded.negotiation, now))
    return problems


def _read(place: Place, path: Path, content: bytes) -> tuple[Document, list[Problem]]:
    kind = place.kind(path)
    return parse_document(content.decode("utf-8-sig"), place.shown(path), kind, path.stem if kind == "party" else "")


def _extends(before: Document, after: Document) -> bool:
    after_items = {_key(item): item for item in after.items}
    return before.plain == after.plain and all(after_items.get(_key(item)) == item for item in before.items)


def _key(item: Item) -> tuple[str, str]:
    return item.table, item.id


def _errors(negotiation: Negotiation, now: datetime) -> list[Problem]:
    problems = check_negotiation(negotiation, now.astimezone(UTC).date())
    return [problem for problem in problems if problem.severity == "error"]


def _news(problems: Iterable[Problem], before: Iterable[Problem]) -> list[Problem]:
    known = {(problem.path, problem.where, problem.message) for problem in before}
    return [each for each in problems if (each.path, each.where, each.message) not in known]
