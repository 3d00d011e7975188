"""Proposed records: what people, scripts and language models suggest, kept apart until a person accepts each one.

`proposed.toml` holds them in the shape of a coding sheet. A load does not read it, so that no view, count or export
knows of them. One that is accepted is added as any other record is, and taken out of the file in the same write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from negtrack.errors import NotWrittenError, Problem, RefusedError
from negtrack.frozen import replace_fast
from negtrack.ids import SHORTEST_HASH, make_id
from negtrack.model import (
    Agreement,
    Item,
    Negotiation,
    Passage,
    Proposal,
    Record,
    Retraction,
    Term,
    digest,
)
from negtrack.store.add import kept_changes, plan_items, replace_all
from negtrack.store.change import Change
from negtrack.store.corrections import NONE, Corrections
from negtrack.store.document import Loaded
from negtrack.store.large import load_any
from negtrack.store.load import decode
from negtrack.store.locate import PROPOSED_FILE, Place
from negtrack.store.plan import Added, OnProgress, ignore_progress
from negtrack.store.proposed_file import KIND, ProposedFile, parse_records, proposed_table, read_valid
from negtrack.store.record_links import link_record
from negtrack.store.render_toml import Block, NewText, append_blocks
from negtrack.store.schema import header_for
from negtrack.store.toml_source import without_table
from negtrack.store.write import lock


def propose_items(
    place: Place,
    items: Sequence[Item],
    now: datetime,
    dry_run: bool = False,
    on_progress: OnProgress = ignore_progress,
    corrections: Corrections = NONE,
) -> list[Added]:
    """Keep `items` as proposed records, all or none; whatever would be refused if it were recorded is refused.

    What is recorded, retracted or proposed already stays unchanged. Raises as `add_items` does, and `RefusedError` for
    a new definition.
    """
    with lock(place.folder):
        loaded, file = load_any(place), read_valid(place)
        added, _ = plan_items(loaded, items, now, on_progress, corrections)
        _refuse(items, added)
        kept = list(_keep_apart(loaded, file, added))
        blocks = [Block(result.block, 0) for result in kept if result.block]
        text = append_blocks(file.content, header_for(KIND), blocks)
        change = Change(place.proposed, file.content, text.after)
        if blocks and not dry_run:
            _verify(change, [*file.records, *(result.item for result in kept if result.block)])
            _, retold = plan_items(loaded, (), now, ignore_progress, corrections)
            replace_all(place, retold, [change], kept_changes(loaded, corrections))
    return kept


def accept_proposed(place: Place, shown: Record, now: datetime, verify: Callable[[Negotiation, Record], None]) -> Added:
    """Verify a proposed record, which is what was `shown`, record it and take it out of the proposed ones, at once.

    One that is recorded already is only taken out. Raises as `add_items` and `verify` do, and `NotWrittenError` where
    it is no longer proposed as shown, or was retracted.
    """
    with lock(place.folder):
        loaded, file = load_any(place), read_valid(place)
        record = _find(file, shown)
        verify(loaded.negotiation, record)
        added, texts = _plan_one(loaded, record, now)
        if added[0].state == "retracted":
            raise NotWrittenError(f"{added[0].id} was retracted ({added[0].reason}); record it with --restore")
        replace_all(place, texts, [_change_without(place, file, record)])
    return added[0]


def remove_proposed(place: Place, shown: Record) -> None:
    """Remove a proposed record, which is what was `shown`. Raises `DataError`, `NotWrittenError`, `StoredError`."""
    with lock(place.folder):
        file = read_valid(place)
        replace_all(place, {}, [_change_without(place, file, _find(file, shown))])


def replace_proposed(place: Place, shown: Record, new: Record, now: datetime) -> Record:
    """Put `new` at the end of the file for a proposed record, which is what was `shown`; return it with its id. Raises
    as `add_items` does where it could not be recorded."""
    with lock(place.folder):
        loaded, file = load_any(place), read_valid(place)
        old = _find(file, shown)
        new = replace_fast(_link(loaded, new), recorded=old.recorded)
        if new.id == old.id and _has_made_id(_link(loaded, old)):
            others = file.by_id.keys() - {old.id}
            new = replace_fast(new, id=make_id(new.day, new.subject, digest(new), others))
        elif new.id != old.id and new.id in file.by_id:
            raise NotWrittenError(f"the id {new.id} is taken by another proposed record")
        _plan_one(loaded, new, now)
        without = _change_without(place, file, old)
        text = append_blocks(without.after, "", [Block(proposed_table(new), 0)])
        change = Change(place.proposed, file.content, text.after)
        _verify(change, [*(record for record in file.records if record.id != old.id), new])
        replace_all(place, {}, [change])
    return new


def _find(file: ProposedFile, shown: Record) -> Record:
    record = file.by_id.get(shown.id)
    if record is None or record != shown:
        raise NotWrittenError(f"{shown.id} is no longer proposed as it was shown; run the command again")
    return record


def _link(loaded: Loaded, record: Record) -> Record:
    return link_record(record, loaded.negotiation.sources, loaded.negotiation.parties)


def _plan_one(loaded: Loaded, record: Record, now: datetime) -> tuple[list[Added], dict[Path, NewText]]:
    """Return the outcome of recording a proposed record now, whose id is made anew where it was made from its
    content."""
    name = "" if _has_made_id(_link(loaded, record)) else record.id
    return plan_items(loaded, [replace_fast(record, id=name, recorded=now)], now, ignore_progress, NONE)


def _has_made_id(record: Record) -> bool:
    """Return whether a record's id is the one that is made from its content."""
    mark = digest(record)
    shortest = make_id(record.day, record.subject, mark, ())
    return record.id.startswith(shortest) and mark.startswith(record.id[len(shortest) - SHORTEST_HASH :])


def _refuse(items: Sequence[Item], added: Sequence[Added]) -> None:
    """Raise `RefusedError` for what cannot be proposed: new definitions, retractions, and records that quote nothing,
    as nobody could accept them."""
    new = {(result.item.table, result.id) for result in added if result.item and result.state == "new"}
    refused: list[tuple[Problem, int | None]] = []
    for number, item in enumerate(items):
        if isinstance(item, Record):
            if not _has_words(item):
                refused.append((Problem("", 0, "quote:", "missing; a proposed record quotes its source"), number))
        elif isinstance(item, Retraction) or (item.table, item.id) in new:
            message = f"a new {item.table} cannot be proposed, only a record; define or record it first"
            refused.append((Problem("", 0, "", message), number))
    if refused:
        raise RefusedError(refused)


def _has_words(record: Record) -> bool:
    said: list[Record | Term] = [record, *(record.terms if isinstance(record, Proposal | Agreement) else ())]
    locators = [one.locator for one in said if isinstance(one.locator, Passage)]
    return any(one.quote for one in said) or any(locator.quote or locator.quote_sha256 for locator in locators)


def _keep_apart(loaded: Loaded, file: ProposedFile, added: Sequence[Added]) -> Iterator[Added]:
    """Yield the outcome for each item: what would be new is new as a proposed record, unless it is one already."""
    known = {digest(_link(loaded, record)): record for record in file.records}
    taken = {record.id for record in file.records}
    for result in added:
        record = result.item
        if result.state != "new" or not isinstance(record, Record):
            yield result
        elif same := known.get(digest(record)):
            yield Added(same.id, "known", PROPOSED_FILE, item=same)
        else:
            free = record if record.id not in taken else _with_free_id(record, {*taken, *loaded.negotiation.entries})
            taken.add(free.id)
            yield Added(free.id, "new", PROPOSED_FILE, proposed_table(free), free)


def _with_free_id(record: Record, taken: set[str]) -> Record:
    if not _has_made_id(record):
        raise NotWrittenError(f"the id {record.id} is taken by another proposed record; leave the id out")
    return replace_fast(record, id=make_id(record.day, record.subject, digest(record), taken))


def _change_without(place: Place, file: ProposedFile, record: Record) -> Change:
    """Return the change that takes a record out of the file. Raises `NotWrittenError` for a layout in which it has no
    table of its own."""
    before = file.content or b""
    after = without_table(before.decode(), (record.table, record.id)).encode()
    change = Change(place.proposed, before, after)
    _verify(change, [other for other in file.records if other is not record])
    return change


def _verify(change: Change, wanted: Sequence[Item | None]) -> None:
    """Raise `NotWrittenError` where the new text does not hold exactly the `wanted` records."""
    records, problems = parse_records(decode(change.after or b""))
    if problems or list(records) != list(wanted):
        remedy = "use negtrack edit proposed"
        raise NotWrittenError(f"{PROPOSED_FILE}: its layout is not one that can be changed here; {remedy}")
