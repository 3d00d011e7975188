"""A plan for adding items, in memory: each is new, known already, left retracted, restored, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from negtrack.errors import NegtrackError, NotWrittenError, Problem, nearest
from negtrack.frozen import dataclass, replace, replace_fast
from negtrack.ids import make_id, parse_id
from negtrack.model import (
    Definition,
    Delegate,
    Entry,
    Issue,
    Item,
    Party,
    Position,
    Proposal,
    Record,
    Retraction,
    Source,
    digest,
    to_table,
)
from negtrack.model.rewriting import former_names, rewrite_all
from negtrack.query import standing_retractions
from negtrack.store.candidates import Candidate, TakenIds, build_candidate
from negtrack.store.corrections import NONE, Corrections, Rivals
from negtrack.store.document import Loaded, likeness_of
from negtrack.store.record_links import link_record
from negtrack.store.render_toml import Block, render_block
from negtrack.store.same_offer import is_same_offer
from negtrack.store.without_additions import without_additions

State = Literal["new", "known", "extended", "retracted", "restored"]
OnProgress = Callable[[float], None]
"""Gets the share of a long task that is done, from 0 to 1."""


def ignore_progress(share: float) -> None:
    """Ignore the progress of a task."""


@dataclass(frozen=True)
class Added:
    """The outcome for one item: its id, whether it was new, the file it is in and the TOML that was appended."""

    id: str
    state: State
    path: str
    block: str = ""
    item: Item | None = None
    reason: str = ""
    """Why it was retracted, where it stays so."""
    rivals: tuple[Position, ...] = ()
    """For a new position: those of the same date and source that say otherwise."""


class Plan:
    """Decide on items one by one, as if those before were written; `blocks` is what to append to each file, `refused`
    what cannot be added: why, and the item's number, `extended` the issues with new options."""

    def __init__(self, loaded: Loaded, now: datetime, corrections: Corrections = NONE) -> None:
        self.loaded, self.now, self.corrections = loaded, now, corrections
        self.blocks: dict[Path, list[Block]] = {}
        self.refused: list[tuple[Problem, int]] = []
        self.extended: dict[str, Issue] = {}
        items = [item for document in self.loaded.documents for item in document.items]
        known = self.loaded.negotiation
        self._sources = dict(known.sources)
        self._former = former_names(known.definitions)
        self._definitions = {_definition_key(item): item for item in items if isinstance(item, Definition)}
        self._parties = {item.id for item in items if isinstance(item, Party)}
        self._parties |= {Path(document.path).stem for document in self.loaded.documents}
        self._taken = TakenIds(self.loaded)
        self._by_digest: dict[tuple[str, str, str], dict[str, list[Entry]]] = {}
        self._rivals = Rivals()
        self._retractions = list(known.retractions)
        self._candidate_digests: set[str] = set()
        self._shown: dict[Path, str] = {}
        self._party_files: dict[str, Path] = {}

    def add_all(self, items: Sequence[Item], on_progress: OnProgress = ignore_progress) -> list[Added]:
        """Return the outcome for each of `items` that is not refused, definitions first; `on_progress` gets the
        share done."""
        numbered = list(enumerate(rewrite_all(items, self._former)))
        defining = [(number, item) for number, item in numbered if isinstance(item, Definition)]
        defining.sort(key=lambda pair: not isinstance(pair[1], Party))  # a party's own fields stand above all tables
        added = [done for number, item in defining if (done := self._add_or_refuse(number, item))]
        dated = [(number, self._date(item)) for number, item in numbered if isinstance(item, Entry)]
        candidates = [build_candidate(number, entry) for number, entry in dated]
        del dated
        self._candidate_digests = {candidate.digest for candidate in candidates}
        for count, candidate in enumerate(candidates, 1):
            if done := self._add_or_refuse(candidate.number, candidate):
                added.append(done)
            on_progress(count / len(candidates))
        return added

    def _add_or_refuse(self, number: int, item: Definition | Candidate) -> Added | None:
        """Return the item as added; None where it is refused, which goes into `refused`."""
        try:
            return self._add_entry(item) if isinstance(item, Candidate) else self._add_definition(number, item)
        except NegtrackError as error:
            problem = error.problem if isinstance(error, _PartyError) else Problem("", 0, "", _reason(error))
            self.refused.append((problem, number))
            return None

    def _add_definition(self, number: int, item: Definition) -> Added:
        parse_id(item.id)
        path = self._file_of(item)
        known = self._definitions.get(_definition_key(item))
        if known is not None:
            shown = self.loaded.place.shown(path)
            if to_table(without_additions(known, item)) == to_table(item):
                return Added(item.id, "known", shown, item=known)
            if isinstance(item, Issue) and item.id in self.corrections.extended:
                self.extended[item.id] = item
                return Added(item.id, "extended", shown, item=item)
            where = (
                f"in {shown}:{known.line}; correct it there" if known.line else "before it; give one of them another id"
            )
            raise NotWrittenError(f"{item.table} {item.id} is defined otherwise {where}")
        self._definitions[_definition_key(item)] = item
        if isinstance(item, Source):
            self._sources[item.id] = item
        if isinstance(item, Party):
            self._parties.add(item.id)
        return self._append(path, item, number)

    def _add_entry(self, candidate: Candidate) -> Added:
        entry = candidate.entry
        self._check_party(entry)
        path = self._file_of(entry)
        same = self._digests_like(entry).setdefault(candidate.digest, [])
        known = _find_same(entry, same) or self._find_same_offer(entry) or self._find_corrected(candidate)
        if known is not None:
            return self._restore(known, path, candidate.number)
        if isinstance(entry, Retraction) and not entry.id and (standing := self._standing(entry)):
            return Added(standing.id, "known", self.loaded.place.shown(path), item=standing)
        rivals = self._rivals.of(entry, self._records_like(entry)) if isinstance(entry, Position) else []
        if isinstance(entry, Position) and self.corrections.supersede and len(rivals) == 1:
            entry, rivals = self._rivals.supersede(entry, rivals[0], self.now), []
        is_same = entry is candidate.entry
        entry = self._with_id(entry, candidate.digest if is_same else digest(entry))
        self._taken.added.add(entry.id)
        same.append(entry)
        if isinstance(entry, Retraction):
            self._retractions.append(entry)
        return self._append(path, entry, candidate.number, tuple(rivals), candidate.table if is_same else None)

    def _with_id(self, entry: Entry, mark: str) -> Entry:
        """Return a new entry of the digest `mark` with its id. Raises `NotWrittenError` where another record has it."""
        if entry.id in self._taken:
            hint = "leave the id out, and for a better reading name it in supersedes"
            raise NotWrittenError(f"the id {entry.id} is taken by another record; {hint}")
        if entry.id:
            parse_id(entry.id)
            return entry
        day = entry.day if isinstance(entry, Record) else entry.recorded.date()
        return replace_fast(entry, id=make_id(day, entry.subject, mark, self._taken))

    def _find_corrected(self, candidate: Candidate) -> Position | None:
        """Return the position that says the same and supersedes another, as `--supersede` writes it."""
        entry = candidate.entry
        if not isinstance(entry, Position) or entry.id or entry.supersedes:
            return None
        corrected = (other for other in self._rivals.of(entry, self._records_like(entry)) if other.supersedes)
        return next((other for other in corrected if digest(replace(other, supersedes=())) == candidate.digest), None)

    def _records_like(self, entry: Position) -> Iterator[Position]:
        """Yield the positions that stand on the issue of `entry` and are not added again."""
        retracted = standing_retractions(self._retractions)
        for mark, group in self._digests_like(entry).items():
            for other in group if mark not in self._candidate_digests else ():
                if isinstance(other, Position) and other.id not in retracted:
                    yield replace(other, stated=self._date(other).stated)  # type: ignore[attr-defined]

    def _find_same_offer(self, entry: Entry) -> Proposal | None:
        """Return the proposal of this id that offers the same, as a table of offers has it: its terms in another order,
        or in other words."""
        if not isinstance(entry, Proposal) or entry.id not in self._taken:
            return None
        alike = (other for group in self._digests_like(entry).values() for other in group)
        named = (other for other in alike if isinstance(other, Proposal) and other.id == entry.id)
        issues = self.loaded.negotiation.issues
        return next((other for other in named if is_same_offer(entry, other, issues)), None)

    def _digests_like(self, entry: Entry) -> dict[str, list[Entry]]:
        """Return the entries that can be the same as `entry`, by digest, unlinked ones too: a run may be cut off."""
        key = likeness_of(entry)
        if key not in self._by_digest:
            digests = self._by_digest[key] = {}
            for other in self.loaded.entries_like(entry):
                digests.setdefault(digest(self._date(other)), []).append(other)
        return self._by_digest[key]

    def _standing(self, retraction: Retraction) -> Retraction | None:
        """Return the retraction that takes the same entry back already."""
        return standing_retractions(self._retractions).get(retraction.of)

    def _date(self, entry: Entry) -> Entry:
        return (
            link_record(entry, self._sources, self.loaded.negotiation.parties) if isinstance(entry, Record) else entry
        )

    def _restore(self, known: Entry, path: Path, number: int) -> Added:
        """Return an entry that is recorded already: unchanged, left retracted, or restored by taking back every
        standing retraction."""
        standing = standing_retractions(self._retractions).get(known.id)
        is_asked = self.corrections.restore or isinstance(known, Retraction)
        if standing and not is_asked and digest(standing) not in self._candidate_digests:
            shown = self.loaded.place.shown(path)
            return Added(known.id, "retracted", shown, item=known, reason=standing.reason)
        restored = list(self._retract_all(known, number))
        if not restored:
            return Added(known.id, "known", self.loaded.place.shown(path), item=known)
        return Added(known.id, "restored", restored[0].path, "".join(back.block for back in restored), known)

    def _retract_all(self, known: Entry, number: int) -> Iterator[Added]:
        while retraction := standing_retractions(self._retractions).get(known.id):
            if digest(retraction) in self._candidate_digests:  # both are added again, so it stays taken back
                return
            back = Retraction(id="", party=known.party, recorded=self.now, of=retraction.id, reason="recorded again")
            yield self._add_entry(build_candidate(number, back))

    def _check_party(self, entry: Entry) -> None:
        """Raise `_PartyError` for a party that has no file yet, and that nothing added before defines."""
        if entry.party and entry.party not in self._parties:
            near = nearest(entry.party, [name for table, name in self._definitions if table == Party.table])
            raise _PartyError(entry, f"did you mean {near[0]}?" if near else "define it with add-party")

    def _append(
        self,
        path: Path,
        item: Item,
        number: int,
        rivals: tuple[Position, ...] = (),
        table: dict[str, Any] | None = None,
    ) -> Added:
        block = render_block(item, table)
        if path not in self._shown:
            self._shown[path] = self.loaded.place.shown(path)
        self.blocks.setdefault(path, []).append(Block(block, number))
        return Added(item.id, "new", self._shown[path], block, item, "", rivals)

    def _file_of(self, item: Item) -> Path:
        place = self.loaded.place
        if isinstance(item, Entry) and not item.party:
            return place.agreements
        if isinstance(item, Entry | Delegate | Party):
            party = item.id if isinstance(item, Party) else item.party
            if party not in self._party_files:
                self._party_files[party] = place.party(party)
            return self._party_files[party]
        return place.sources if isinstance(item, Source) else place.negotiation


def _find_same(entry: Entry, candidates: Sequence[Entry]) -> Entry | None:
    """Return which of the entries with the content of `entry` it is; None where it is another. A retraction that has an
    id is another where both id and instant differ: what was restored may have been retracted again."""
    if isinstance(entry, Retraction) and entry.id:
        same = (other for other in candidates if other.id == entry.id or other.recorded == entry.recorded)
        return next(same, None)
    return candidates[-1] if candidates else None


class _PartyError(NegtrackError):
    """An entry of an unknown party."""

    def __init__(self, entry: Entry, hint: str) -> None:
        where = f"[{entry.table}.{entry.id}] party:"
        self.problem = Problem("", 0, where, f'no party "{entry.party}"; {hint}')
        super().__init__(str(self.problem))


def _reason(error: NegtrackError) -> str:
    return str(error).removeprefix("nothing written: ")


def _definition_key(item: Definition) -> tuple[str, str]:
    return item.table + (f" {item.party}" if isinstance(item, Delegate) else ""), item.id
