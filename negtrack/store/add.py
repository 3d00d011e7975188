"""Addition of definitions and entries: everything is planned and verified in memory before a file is opened to write.

The steps: lock, load, plan (ids, what is known already), append the tables to copies of the texts, read those as a load
would, compare, check, replace. What a load or a check would report as an error is not written. Files are replaced in
one order, definitions before the entries that point at them, so that an interrupted run can simply be repeated.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path

from negtrack.errors import DataError, NegtrackError, NotWrittenError, Problem, RefusedError
from negtrack.frozen import replace_fast
from negtrack.model import Item, Source
from negtrack.store.change import Change, change_steps
from negtrack.store.corrections import NONE, Corrections
from negtrack.store.document import Loaded
from negtrack.store.large import load_again, load_any
from negtrack.store.last_write import remember
from negtrack.store.load import read_bytes, reason_of
from negtrack.store.locate import Place
from negtrack.store.plan import Added, OnProgress, Plan, ignore_progress
from negtrack.store.render_toml import NewText, append_blocks
from negtrack.store.rewrite_toml import extend_issues
from negtrack.store.safe_read import is_there, refuse_outside
from negtrack.store.schema import header_for
from negtrack.store.texts import text_change, text_steps
from negtrack.store.verify_write import verify_write
from negtrack.store.write import lock, run_steps


def add_items(
    place: Place,
    items: Sequence[Item],
    now: datetime,
    dry_run: bool = False,
    on_progress: OnProgress = ignore_progress,
    corrections: Corrections = NONE,
    source_texts: Mapping[str, str] | None = None,
    known: Loaded | None = None,
) -> list[Added]:
    """Add `items` to the files of `place`, all or none; an entry with the id "" gets one. `source_texts` has the texts
    to keep of new sources, by id; `known` is what was read of `place` before, and is read again only where a file is
    another now.

    What is recorded already stays unchanged, what was retracted stays so unless `corrections` say otherwise;
    `on_progress` gets the share that is done.
    Raises `RefusedError` with all problems of the items, `DataError` for files that have errors already,
    `NotWrittenError` and `StoredError`.
    """
    if not place.folder.is_dir():
        raise NotWrittenError(f"{place.folder}: there is no such folder")
    load = partial(load_again, known) if known else partial(load_any, place)
    if dry_run:
        return plan_items(load(), items, now, on_progress, corrections)[0]
    with lock(place.folder):
        loaded = load()
        added, texts = plan_items(loaded, items, now, on_progress, corrections)
        new = {result.id for result in added if result.state == "new" and isinstance(result.item, Source)}
        kept = [text_change(place, name, text) for name, text in (source_texts or {}).items() if name in new]
        replace_all(place, texts, kept=[*kept, *kept_changes(loaded, corrections, new)])
    return added


def plan_items(
    loaded: Loaded, items: Sequence[Item], now: datetime, on_progress: OnProgress, corrections: Corrections
) -> tuple[list[Added], dict[Path, NewText]]:
    """Return the outcome for `items`, and the verified texts of the files that change. Raises as `add_items` does."""
    plan = Plan(loaded, now, corrections)
    added = plan.add_all(items, lambda share: on_progress(share * 0.6))
    _refuse_broken(loaded, plan.blocks)
    sources, retold = _retell(loaded, plan)
    texts = dict(_new_texts(loaded, plan, sources))
    shown = {loaded.place.shown(path): text for path, text in texts.items()}
    refused: list[tuple[Problem, int | None]] = list(plan.refused)
    share = lambda part: on_progress(0.6 + part * 0.4)  # noqa: E731
    changed = {(item.table, item.id): item for item in (*plan.extended.values(), *retold)}
    problems = verify_write(loaded, texts, now, share, changed) if texts else []
    for problem in problems:
        number = shown[problem.path].number_at(problem.line) if problem.path in shown else None
        refused.append((problem, number))
    if refused:
        raise RefusedError(refused)
    return added, texts


def _new_texts(loaded: Loaded, plan: Plan, sources: bytes | None) -> Iterator[tuple[Path, NewText]]:
    """Yield the files that change, each with its text: with more options of issues, with what `sources` say of their
    texts, None where nothing new, and with the new blocks."""
    home = loaded.place.negotiation
    first = (*([home] if plan.extended else ()), *([loaded.place.sources] if sources is not None else ()))
    for path in dict.fromkeys((*first, *plan.blocks)):
        before = _bytes_of(loaded, path)
        old = extend_issues(before or b"", plan.extended.values()) if path == home else before
        old = sources if path == loaded.place.sources and sources is not None else old
        text = append_blocks(old, header_for(loaded.place.kind(path)), plan.blocks.get(path, []))
        yield path, replace_fast(text, before=before)


def _retell(loaded: Loaded, plan: Plan) -> tuple[bytes | None, list[Source]]:
    """Return the sources' file and the known sources once they name the texts that are kept of them now; None where
    none of them does so newly."""
    known = loaded.negotiation.sources
    texts = ((known[name], kept) for name, kept in plan.corrections.texts.items() if name in known)
    if not (wanted := [kept.retell(source) for source, kept in texts if not source.text_sha256]):
        return None, []
    from negtrack.store.source_fields import retell_sources  # only where texts are kept

    content, retold = retell_sources(_bytes_of(loaded, loaded.place.sources) or b"", wanted)
    return (content if retold else None), retold


def kept_changes(loaded: Loaded, corrections: Corrections, new: Collection[str] = ()) -> list[Change]:
    """Return what keeping the texts of known and of `new` sources makes of their files; a source that names another
    text meanwhile keeps that. Raises `NotWrittenError`."""
    known = loaded.negotiation.sources
    there = {name for name, kept in corrections.texts.items() if name in known and kept.is_of(known[name])}
    return [
        text_change(loaded.place, name, kept.text)
        for name, kept in corrections.texts.items()
        if name in there or name in new
    ]


def _refuse_broken(loaded: Loaded, paths: Iterable[Path]) -> None:
    """Raise `DataError` where a file to be written to has errors already; its owner fixes it first."""
    shown = {loaded.place.shown(path) for path in paths}
    problems = [problem for problem in loaded.problems if problem.path in shown]
    if problems:
        raise DataError(problems)


def _bytes_of(loaded: Loaded, path: Path) -> bytes | None:
    try:
        refuse_outside(path, loaded.place.root)
        return read_bytes(path, loaded.place.root) if is_there(path) else None
    except (OSError, NegtrackError) as error:
        raise NotWrittenError(f"{loaded.place.shown(path)}: {reason_of(error)}") from error


def replace_all(
    place: Place, texts: Mapping[Path, NewText], last: Sequence[Change] = (), kept: Sequence[Change] = ()
) -> None:
    """Replace the files one after another: the `kept` texts of sources, so that no source names a text that is not
    there, sources, the negotiation's own, the parties' by name, the agreements, which name proposals; then what is
    changed `last`. Call it under the lock."""
    order = {place.sources: 0, place.negotiation: 1, place.agreements: 3}
    paths = sorted(texts, key=lambda path: (order.get(path, 2), path.name))
    changes = [*(Change(path, texts[path].before, texts[path].after) for path in paths), *last]
    remember(place, [*kept, *changes])
    run_steps(chain(text_steps(place, kept), change_steps(changes)))
