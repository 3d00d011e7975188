"""The negotiation that rows are imported into: an existing one, or with `--create` a new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from negtrack.cli.options import Scope
from negtrack.cli.output.printing import log, relative_path
from negtrack.errors import NotationError, UnknownIdError, UsageError
from negtrack.ids import fold, parse_id
from negtrack.model import Negotiation
from negtrack.store.create import create_negotiation
from negtrack.store.document import Loaded
from negtrack.store.load import load_negotiation
from negtrack.store.locate import NoDataError, Place, find_place, find_root
from negtrack.store.staging import stage_negotiation


def destination_of(scope: Scope, named: str, name: str, create: bool) -> Loaded:
    """Return the negotiation that `-n`, else the file itself (`named`), else the folder points at. With `create`, where
    there is none, return an empty one that is not yet on disk, with the wanted name, else `name`."""
    wanted = scope.negotiation or named
    try:
        place = find_place(scope.data, wanted, Path.cwd())
        if named and not scope.negotiation and place.id != named:  # a file gives a whole id, never a prefix
            raise UnknownIdError("negotiation", named, [place.id], str(place.root), "negotiations")
        loaded = load_negotiation(place)
    except (NoDataError, UnknownIdError) as error:
        if not create:
            raise UsageError(f"{error}; use --create to start one") from error
        return Loaded(_new_place(scope, wanted or name), Negotiation(wanted or name, ""), (), ())
    if named not in ("", loaded.place.id):
        raise UsageError(
            f"the file belongs to the negotiation {named}, not to {loaded.place.id}; to mix them, delete its row of "
            "the table negotiation"
        )
    for problem in loaded.problems:
        log(str(problem))
    return loaded


def _new_place(scope: Scope, name: str) -> Place:
    try:
        root = find_root(scope.data, Path.cwd())[0]
    except NoDataError:
        root = Path(scope.data).absolute() if scope.data else Path.cwd() / "data"
    try:
        return Place(root, root / parse_id(fold(name)))
    except NotationError as error:
        raise UsageError(f"{error}; name the new negotiation with -n ID") from error


@contextmanager
def open_destination(loaded: Loaded, plain: Mapping[str, object], dry_run: bool) -> Iterator[Place]:
    """Yield the place to write to; a new negotiation is kept only if no error occurs."""
    if loaded.documents:
        yield loaded.place
        return
    with stage_negotiation(loaded.place, keep=not dry_run) as stage:
        yield create_negotiation(
            stage,
            loaded.place.id,
            str(plain.get("title", "") or loaded.place.id),
            str(plain.get("summary", "")),
            _as_list(plain.get("parties", ())),
        )
    log(f"negtrack: {'would start' if dry_run else 'started'} {relative_path(loaded.place.folder)}")


def _as_list(parties: object) -> list[str]:
    return [str(party) for party in parties] if isinstance(parties, list | tuple) else []
