"""Adding definitions and entries: everything is decided and proven on texts in memory before a file is opened to write.

Adding goes: lock, load, make ids, append the tables to copies of the texts, read those as a load would, compare, check,
replace. What a load or a check would complain of is not written. Files are replaced in one order, definitions before
the entries that point at them, so that a run that was cut off can simply be run again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import tomli_w

from negtrack.checks import check_negotiation
from negtrack.errors import DataError, NotWrittenError, Problem, StoredError, nearest
from negtrack.ids import made_id, parse_id
from negtrack.model import (
    Definition,
    Delegate,
    Entry,
    Item,
    Negotiation,
    Party,
    Record,
    Retraction,
    Source,
    digest,
    to_table,
)
from negtrack.query import standing_retractions
from negtrack.store.link import dated, link_negotiation
from negtrack.store.load import Loaded, load_negotiation, read_bytes, reason_of
from negtrack.store.locate import Place
from negtrack.store.parse import Document, parse_document
from negtrack.store.write import appended, locked, replace_file, sweep

State = Literal["new", "known", "restored"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one item: its id, whether it was new, the file it is in and the TOML that was appended."""

    id: str
    state: State
    path: str
    block: str = ""
    item: Item | None = None


def add_items(place: Place, items: Sequence[Item], now: datetime, dry_run: bool = False) -> list[Added]:
    """Adds `items` to the files of `place`, all or none; an entry with the id "" gets one.

    What is recorded already is left alone, what was retracted is restored. Raises `DataError` with everything that is
    wrong with the items, `NotWrittenError` and `StoredError`.
    """
    if not place.folder.is_dir():
        raise NotWrittenError(f"{place.folder}: there is no such folder")
    if dry_run:
        return _Plan(load_negotiation(place), now).add_all(items)
    with locked(place.folder):
        sweep(place.folder)
        plan = _Plan(load_negotiation(place), now)
        added = plan.add_all(items)
        _replace_all(plan)
    return added


@dataclass
class _Plan:
    """The items to add, file by file, and the proof that the files will hold them."""

    loaded: Loaded
    now: datetime
    blocks: dict[Path, list[str]] = field(default_factory=dict)
    proven: dict[Path, tuple[bytes | None, bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = self.loaded.negotiation
        self.sources = dict(known.sources)
        self.taken = {name for document in self.loaded.documents for name in document.broken}
        entries = [item for document in self.loaded.documents for item in document.items if isinstance(item, Entry)]
        self.taken |= {entry.id for entry in entries}
        self.by_digest = {digest(self._dated(entry)): entry for entry in entries}  # unlinked too: a run may be cut off
        self.retractions = list(known.retractions)
        self.definitions = {
            _definition_key(item): item
            for document in self.loaded.documents
            for item in document.items
            if isinstance(item, Definition)
        }

    def add_all(self, items: Sequence[Item]) -> list[Added]:
        defining = [item for item in items if isinstance(item, Definition)]
        defining.sort(key=lambda item: not isinstance(item, Party))  # a party's own fields stand above all tables
        definitions = [self._define(item) for item in defining]
        asked = [item for item in items if isinstance(item, Entry)]
        self.asked = {digest(self._dated(item)) for item in asked}
        entries = [self._enter(item) for item in asked]
        self._prove()
        return definitions + entries

    def replacements(self) -> Iterator[tuple[Path, bytes | None, bytes]]:
        """The files to replace: sources, the negotiation's own, then the parties' by name."""
        place = self.loaded.place
        order = {place.sources: 0, place.negotiation: 1}
        for path in sorted(self.proven, key=lambda each: (order.get(each, 2), each.name)):
            before, after = self.proven[path]
            yield path, before, after

    def _define(self, item: Definition) -> Added:
        parse_id(item.id)
        path = self._home(item)
        known = self.definitions.get(_definition_key(item))
        shown = self.loaded.place.shown(path)
        if known is not None:
            if to_table(known) == to_table(item):
                return Added(item.id, "known", shown, item=known)
            raise NotWrittenError(
                f"{item.table} {item.id} is defined otherwise in {shown}:{known.line}; correct it there"
            )
        self.definitions[_definition_key(item)] = item
        if isinstance(item, Source):
            self.sources[item.id] = item
        return self._append(path, item, "new")

    def _enter(self, entry: Entry) -> Added:
        self._check_party(entry)
        entry = self._dated(entry)
        path = self._home(entry)
        mark = digest(entry)
        known = self.by_digest.get(mark)
        if known is not None:
            return self._known(known, path)
        if isinstance(entry, Retraction) and not entry.id and (standing := self._standing(entry)):
            return Added(standing.id, "known", self.loaded.place.shown(path), item=standing)
        if entry.id in self.taken:
            raise NotWrittenError(f"the id {entry.id} is taken by another record; choose another")
        if not entry.id:
            day = entry.day if isinstance(entry, Record) else entry.recorded.date()
            entry = replace(entry, id=made_id(day, entry.subject, mark, self.taken))
        parse_id(entry.id)
        self.taken.add(entry.id)
        self.by_digest[mark] = entry
        if isinstance(entry, Retraction):
            self.retractions.append(entry)
        return self._append(path, entry, "new")

    def _standing(self, retraction: Retraction) -> Retraction | None:
        """The retraction that takes the same entry back already."""
        return standing_retractions(self.retractions).get(retraction.of)

    def _dated(self, entry: Entry) -> Entry:
        return dated(entry, self.sources) if isinstance(entry, Record) else entry

    def _known(self, known: Entry, path: Path) -> Added:
        """What is recorded already: left alone, or restored by taking back every retraction that stands."""
        restored = []
        while retraction := standing_retractions(self.retractions).get(known.id):
            if digest(retraction) in self.asked:  # both are added again: so it stays taken back
                break
            back = Retraction(id="", party=known.party, recorded=self.now, of=retraction.id, reason="recorded again")
            restored.append(self._enter(back))
        if not restored:
            return Added(known.id, "known", self.loaded.place.shown(path), item=known)
        return Added(known.id, "restored", restored[0].path, "".join(each.block for each in restored), known)

    def _check_party(self, entry: Entry) -> None:
        """Raises `DataError` for a party that has no file yet, and that nothing added before defines."""
        parties = [name for table, name in self.definitions if table == Party.table]
        files = {Path(document.path).stem for document in self.loaded.documents}
        if entry.party not in parties and entry.party not in files:
            near = nearest(entry.party, parties)
            hint = f"did you mean {near[0]}?" if near else "define it with add-party"
            where = f"[{entry.table}.{entry.id}] party:"
            raise DataError([Problem("", 0, where, f'no party "{entry.party}"; {hint}')])

    def _append(self, path: Path, item: Item, state: State) -> Added:
        block = render_block(item)
        self.blocks.setdefault(path, []).append(block)
        return Added(item.id, state, self.loaded.place.shown(path), block, item)

    def _home(self, item: Item) -> Path:
        place = self.loaded.place
        if isinstance(item, Entry | Delegate):
            return place.party(item.party)
        if isinstance(item, Party):
            return place.party(item.id)
        return place.sources if isinstance(item, Source) else place.negotiation

    def _prove(self) -> None:
        """Reads the new texts as a load would. Raises `DataError` if anything old changed or anything new is amiss."""
        documents = {document.path: document for document in self.loaded.documents}
        self._refuse(fault for path in self.blocks for fault in self._faults_of(self.loaded.place.shown(path)))
        problems: list[Problem] = []
        for path, blocks in self.blocks.items():
            shown = self.loaded.place.shown(path)
            before = self._bytes_of(path)
            after = _joined(before, blocks)
            kind = {self.loaded.place.sources: "sources", self.loaded.place.negotiation: "negotiation"}.get(
                path, "party"
            )
            document, faults = parse_document(
                after.decode("utf-8-sig"), shown, kind, path.stem if kind == "party" else ""
            )
            problems += faults
            if shown in documents and not _extends(documents[shown], document):
                problems.append(Problem(shown, 0, "", "the new text would change what the file holds"))
            documents[shown] = document
            self.proven[path] = (before, after)
        self._refuse(problems)
        negotiation, faults = link_negotiation(self.loaded.place.id, list(documents.values()))
        self._refuse(_news(faults, self.loaded.problems))
        self._refuse(_news(_errors(negotiation, self.now), _errors(self.loaded.negotiation, self.now)))

    def _bytes_of(self, path: Path) -> bytes | None:
        try:
            return read_bytes(path, self.loaded.place.root) if os.path.lexists(path) else None
        except OSError as error:
            raise NotWrittenError(f"{self.loaded.place.shown(path)}: {reason_of(error)}") from error

    def _faults_of(self, shown: str) -> list[Problem]:
        """What is wrong already with a file that is to be written to; a broken file is left for its owner to mend."""
        return [problem for problem in self.loaded.problems if problem.path == shown]

    def _refuse(self, problems: Iterable[Problem]) -> None:
        found = tuple(problems)
        if found:
            raise DataError(found)


def _replace_all(plan: _Plan) -> None:
    """Replaces the files one after another; where that breaks off after the first, says what is stored."""
    stored: list[str] = []
    late: StoredError | None = None
    for path, before, after in plan.replacements():
        try:
            replace_file(path, after, before)
        except StoredError as error:
            late = error
        except NotWrittenError as error:
            if not stored:
                raise
            reason = str(error).removeprefix("nothing written: ")
            raise StoredError(" and ".join(stored), f"the rest is not ({reason}); run the command again") from error
        stored.append(path.name)
    if late is not None:
        raise late


def render_block(item: Item) -> str:
    """The TOML that stands for `item` in its file."""
    table: dict[str, Any] = to_table(item)
    if isinstance(item, Party):
        return tomli_w.dumps(table)
    return tomli_w.dumps({item.table: {item.id: table}})


def _joined(before: bytes | None, blocks: Sequence[str]) -> bytes:
    text = before or b""
    try:
        for block in blocks:
            text = appended(text, block)
    except UnicodeEncodeError as error:
        raise NotWrittenError(
            f"a text holds {error.object[error.start]!a}, half a letter that no file can keep"
        ) from error
    return text


def _extends(before: Document, after: Document) -> bool:
    after_items = {_item_key(item): item for item in after.items}
    return before.plain == after.plain and all(after_items.get(_item_key(item)) == item for item in before.items)


def _item_key(item: Item) -> tuple[str, str]:
    return item.table, item.id


def _definition_key(item: Definition) -> tuple[str, str]:
    return item.table + (f" {item.party}" if isinstance(item, Delegate) else ""), item.id


def _errors(negotiation: Negotiation, now: datetime) -> list[Problem]:
    problems = check_negotiation(negotiation, now.astimezone(UTC).date())
    return [problem for problem in problems if problem.severity == "error"]


def _news(problems: Iterable[Problem], before: Iterable[Problem]) -> list[Problem]:
    known = {(problem.path, problem.where, problem.message) for problem in before}
    return [each for each in problems if (each.path, each.where, each.message) not in known]
