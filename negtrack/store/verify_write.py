"""Verification of a write in advance: the new texts are read as a load would read them, and compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from negtrack.checks import ERRORS, check_negotiation
from negtrack.errors import Problem
from negtrack.frozen import replace
from negtrack.model import Definition, Entry, Item, Negotiation, record_of, references
from negtrack.store.document import Document, Loaded
from negtrack.store.link import link_negotiation
from negtrack.store.load import decode
from negtrack.store.parse import parse_document, parse_tail
from negtrack.store.plan import OnProgress, ignore_progress
from negtrack.store.render_toml import NewText
from negtrack.store.toml import size_problem
from negtrack.store.toml_source import Lines


def verify_write(
    loaded: Loaded,
    texts: Mapping[Path, NewText],
    now: datetime,
    on_progress: OnProgress = ignore_progress,
    changed: Mapping[tuple[str, str], Item] | None = None,
) -> list[Problem]:
    """Return the problems that a load or a check would newly report once the files of `loaded` are `texts`, in which
    the definitions `changed` say more, by table and id; `on_progress` gets the share that is done."""
    documents = {document.path: _change(document, changed or {}) for document in loaded.documents}
    problems: list[Problem] = []
    for number, (path, text) in enumerate(texts.items(), 1):
        shown = loaded.place.shown(path)
        document, new_problems = _read(loaded, documents.get(shown), path, text)
        problems += new_problems
        if shown in documents and not _extends(documents[shown], document):
            problems.append(Problem(shown, 0, "", "the new text would change what the file holds"))
        documents[shown] = document
        on_progress(number / (len(texts) + 1))
    before, only = loaded.negotiation, None
    if loaded.digests is None:
        after, linking = link_negotiation(loaded.place.id, list(documents.values()))
    else:  # files without errors, in which no older entry can name a new one
        new, linking = link_negotiation(loaded.place.id, list(documents.values()), before.entries)
        only = list(new.entries.values())
        after = new.with_entries(_older_entries(before, only))
    errors = _errors(after, now, only)
    new_errors = _new_problems(errors, _errors(before, now, None if only is None else ())) if errors else []
    return [*problems, *_new_problems(linking, loaded.problems), *new_errors]


def _older_entries(before: Negotiation, new: Iterable[Entry]) -> Sequence[Entry]:
    """Return the entries that decide whether `new` ones are valid: of the positions only those that take others back or
    that a new one names, as a cache reads no more."""
    names = {record_of(name) for entry in new for _, name in references(entry)} & before.entries.keys()
    older = (*before.other_records, *before.retractions, *before.acts, *map(before.entries.__getitem__, names))
    return [*{entry.id: entry for entry in older}.values()]


def _read(loaded: Loaded, before: Document | None, path: Path, text: NewText) -> tuple[Document, list[Problem]]:
    """Return the new text as a document without the entries that a cache holds; where possible only what is appended
    is read."""
    shown, kind = loaded.place.shown(path), loaded.place.kind(path)
    party = path.stem if kind == "party" else ""
    if loaded.digests is None or before is None or text.before is None:
        return parse_document(decode(text.after), shown, kind, party)
    from negtrack.hashes import digest_of  # only where a cache was read

    if loaded.digests[shown] != digest_of(text.before):
        return before, [Problem(shown, 0, "", "the file was changed by somebody else meanwhile; run the command again")]
    if too_large := size_problem(decode(text.after), shown):
        return before, [too_large]
    if text.after.startswith(text.before):
        appended = text.after[len(text.before) :].decode()
        items, problems = parse_tail(appended, shown, kind, party, text.before.count(b"\n"))
        if not problems and Lines(decode(text.before)).extends():
            return replace(before, items=(*before.items, *items), lines=Lines(decode(text.after))), []
    document, problems = parse_document(decode(text.after), shown, kind, party)
    new = (item for item in document.items if isinstance(item, Definition) or not loaded.has_entry(item.id))
    return replace(document, plain=before.plain, items=tuple(new)), problems


def _change(document: Document, changed: Mapping[tuple[str, str], Item]) -> Document:
    """Return a document as it should be once some of its definitions are `changed`."""
    if not any(_key(item) in changed for item in document.items):
        return document
    return replace(document, items=tuple(changed.get(_key(item), item) for item in document.items))


def _extends(before: Document, after: Document) -> bool:
    after_items = {_key(item): item for item in after.items}
    return before.plain == after.plain and all(after_items.get(_key(item)) == item for item in before.items)


def _key(item: Item) -> tuple[str, str]:
    return item.table, item.id


def _errors(negotiation: Negotiation, now: datetime, only: Sequence[Entry] | None) -> list[Problem]:
    problems = check_negotiation(negotiation, now.astimezone(UTC).date(), only, checks=ERRORS)
    return [problem for problem in problems if problem.severity == "error"]


def _new_problems(problems: Iterable[Problem], before: Iterable[Problem]) -> list[Problem]:
    known = {(problem.path, problem.where, problem.message) for problem in before}
    return [problem for problem in problems if (problem.path, problem.where, problem.message) not in known]
