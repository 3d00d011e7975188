"""What becomes of each item that is to be added: new, known already, restored, or refused; all of it in memory."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from negtrack.errors import NegtrackError, NotWrittenError, Problem, nearest
from negtrack.frozen import dataclass
from negtrack.ids import make_id, parse_id
from negtrack.model import (
    Definition,
    Delegate,
    Entry,
    Item,
    Party,
    Position,
    Record,
    Retraction,
    Source,
    digest,
    to_table,
)
from negtrack.query import standing_retractions
from negtrack.store.link import date_record
from negtrack.store.load import Loaded
from negtrack.store.render_toml import Block, render_block

State = Literal["new", "known", "restored"]
OnProgress = Callable[[float], None]
"""Hears how far a long work has come, from 0 to 1."""


def ignore_progress(share: float) -> None:
    """For work that nobody watches."""


@dataclass(frozen=True)
class Added:
    """What became of one item: its id, whether it was new, the file it is in and the TOML that was appended."""

    id: str
    state: State
    path: str
    block: str = ""
    item: Item | None = None


@dataclass(frozen=True)
class _Candidate:
    """An entry that is to be added: its number, the entry with its date, and its digest."""

    number: int
    entry: Entry
    mark: str


class _TakenIds:
    """The ids that no new entry may have: those in the files, and those that were added."""

    def __init__(self, loaded: Loaded) -> None:
        self.added: set[str] = set()
        self._loaded = loaded

    def __contains__(self, name: object) -> bool:
        return name in self.added or self._loaded.has_entry(str(name))


@dataclasses.dataclass
class Plan:
    """Decides on items one by one, as if those before were written; `blocks` is what to append to each file."""

    loaded: Loaded
    now: datetime
    blocks: dict[Path, list[Block]] = field(default_factory=dict)
    refused: list[tuple[Problem, int]] = field(default_factory=list)
    """What cannot be added: why, and the item's number."""

    def __post_init__(self) -> None:
        items = [item for document in self.loaded.documents for item in document.items]
        known = self.loaded.negotiation
        self._sources = dict(known.sources)
        self._definitions = {_definition_key(item): item for item in items if isinstance(item, Definition)}
        self._parties = {item.id for item in items if isinstance(item, Party)}
        self._parties |= {Path(document.path).stem for document in self.loaded.documents}
        self._taken = _TakenIds(self.loaded)
        self._by_digest: dict[tuple[str, str, str], dict[str, Entry]] = {}
        self._retractions = list(known.retractions)
        self._asked: set[str] = set()
        self._shown: dict[Path, str] = {}

    def add_all(self, items: Sequence[Item], on_progress: OnProgress = ignore_progress) -> list[Added]:
        """What becomes of each of `items` that is not refused, definitions first; `tell` hears how far it has come."""
        numbered = list(enumerate(items))
        defining = [(number, item) for number, item in numbered if isinstance(item, Definition)]
        defining.sort(key=lambda each: not isinstance(each[1], Party))  # a party's own fields stand above all tables
        added = [done for number, item in defining if (done := self._tried(number, item))]
        dated = [(number, self._dated(item)) for number, item in numbered if isinstance(item, Entry)]
        asked = [_Candidate(number, entry, digest(entry)) for number, entry in dated]
        self._asked = {each.mark for each in asked}
        for number, each in enumerate(asked, 1):
            if done := self._tried(each.number, each):
                added.append(done)
            on_progress(number / len(asked))
        return added

    def _tried(self, number: int, item: Definition | _Candidate) -> Added | None:
        """The item added; None where it is refused, which is noted."""
        try:
            return self._enter(item) if isinstance(item, _Candidate) else self._define(number, item)
        except NegtrackError as error:
            problem = error.problem if isinstance(error, _PartyError) else Problem("", 0, "", _reason(error))
            self.refused.append((problem, number))
            return None

    def _define(self, number: int, item: Definition) -> Added:
        parse_id(item.id)
        path = self._home(item)
        known = self._definitions.get(_definition_key(item))
        if known is not None:
            shown = self.loaded.place.shown(path)
            if to_table(known) == to_table(item):
                return Added(item.id, "known", shown, item=known)
            raise NotWrittenError(
                f"{item.table} {item.id} is defined otherwise in {shown}:{known.line}; correct it there"
            )
        self._definitions[_definition_key(item)] = item
        if isinstance(item, Source):
            self._sources[item.id] = item
        if isinstance(item, Party):
            self._parties.add(item.id)
        return self._append(path, item, number)

    def _enter(self, asked: _Candidate) -> Added:
        entry = asked.entry
        self._check_party(entry)
        path = self._home(entry)
        digests = self._digests_like(entry)
        known = digests.get(asked.mark)
        if known is not None:
            return self._known(known, path, asked.number)
        if isinstance(entry, Retraction) and not entry.id and (standing := self._standing(entry)):
            return Added(standing.id, "known", self.loaded.place.shown(path), item=standing)
        if entry.id in self._taken:
            told = "leave the id out, and for a better reading name it in supersedes"
            raise NotWrittenError(f"the id {entry.id} is taken by another record; {told}")
        if entry.id:
            parse_id(entry.id)
        else:
            day = entry.day if isinstance(entry, Record) else entry.recorded.date()
            entry = replace(entry, id=make_id(day, entry.subject, asked.mark, self._taken))
        self._taken.added.add(entry.id)
        digests[asked.mark] = entry
        if isinstance(entry, Retraction):
            self._retractions.append(entry)
        return self._append(path, entry, asked.number)

    def _digests_like(self, entry: Entry) -> dict[str, Entry]:
        """Return the entries that can be the same as `entry`, by digest, unlinked ones too: a run may be cut off."""
        key = (entry.table, entry.party, entry.issue if isinstance(entry, Position) else "")
        if key not in self._by_digest:
            self._by_digest[key] = {digest(self._dated(other)): other for other in self.loaded.entries_like(entry)}
        return self._by_digest[key]

    def _standing(self, retraction: Retraction) -> Retraction | None:
        """The retraction that takes the same entry back already."""
        return standing_retractions(self._retractions).get(retraction.of)

    def _dated(self, entry: Entry) -> Entry:
        return date_record(entry, self._sources) if isinstance(entry, Record) else entry

    def _known(self, known: Entry, path: Path, number: int) -> Added:
        """What is recorded already: left alone, or restored by taking back every retraction that stands."""
        restored = list(self._restoring(known, number))
        if not restored:
            return Added(known.id, "known", self.loaded.place.shown(path), item=known)
        return Added(known.id, "restored", restored[0].path, "".join(each.block for each in restored), known)

    def _restoring(self, known: Entry, number: int) -> Iterator[Added]:
        while retraction := standing_retractions(self._retractions).get(known.id):
            if digest(retraction) in self._asked:  # both are added again: so it stays taken back
                return
            back = Retraction(id="", party=known.party, recorded=self.now, of=retraction.id, reason="recorded again")
            yield self._enter(_Candidate(number, back, digest(back)))

    def _check_party(self, entry: Entry) -> None:
        """Raises `_PartyError` for a party that has no file yet, and that nothing added before defines."""
        if entry.party not in self._parties:
            near = nearest(entry.party, [name for table, name in self._definitions if table == Party.table])
            raise _PartyError(entry, f"did you mean {near[0]}?" if near else "define it with add-party")

    def _append(self, path: Path, item: Item, number: int) -> Added:
        block = render_block(item)
        if path not in self._shown:
            self._shown[path] = self.loaded.place.shown(path)
        self.blocks.setdefault(path, []).append(Block(block, number))
        return Added(item.id, "new", self._shown[path], block, item)

    def _home(self, item: Item) -> Path:
        place = self.loaded.place
        if isinstance(item, Entry | Delegate):
            return place.party(item.party)
        if isinstance(item, Party):
            return place.party(item.id)
        return place.sources if isinstance(item, Source) else place.negotiation


class _PartyError(NegtrackError):
    """An entry of a party that there is not."""

    def __init__(self, entry: Entry, hint: str) -> None:
        where = f"[{entry.table}.{entry.id}] party:"
        self.problem = Problem("", 0, where, f'no party "{entry.party}"; {hint}')
        super().__init__(str(self.problem))


def _reason(error: NegtrackError) -> str:
    return str(error).removeprefix("nothing written: ")


def _definition_key(item: Definition) -> tuple[str, str]:
    return item.table + (f" {item.party}" if isinstance(item, Delegate) else ""), item.id
