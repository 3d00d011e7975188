"""What a commit holds, in the ids of today: definitions that were renamed since have their new ids, and the old ones as
former ids."""

from __future__ import annotations

from collections.abc import Sequence

from negtrack.errors import NegtrackError
from negtrack.frozen import replace
from negtrack.model import Definition, Issue, Item
from negtrack.model.rewriting import Renaming, former_names, rewrite_item
from negtrack.store.document import Document
from negtrack.store.large import load_any
from negtrack.store.load import read_bytes
from negtrack.store.locate import Place, files_of

_KEY = b"formerly"


def in_new_ids(place: Place, documents: Sequence[Document]) -> list[Document]:
    """Return documents of a commit as they would be had their definitions been renamed before; those of a `place`
    without renamed definitions as they are."""
    items = [item for document in documents for item in document.items]
    here = {(item.table, item.id) for item in items if isinstance(item, Definition)}
    ids = {(table, old): new for (table, old), new in _read_renaming(place).ids.items() if (table, new) not in here}
    if not ids:
        return list(documents)
    renaming = Renaming(ids, {item.id: item.kind for item in items if isinstance(item, Issue)})
    return [
        replace(document, items=tuple(_rename(item, renaming) for item in document.items)) for document in documents
    ]


def _read_renaming(place: Place) -> Renaming:
    """Return the change from former ids to those of today. Only where a file has the word, it is read."""
    try:
        is_there = any(_KEY in read_bytes(path, place.root) for path, _ in files_of(place))
        return former_names(load_any(place).negotiation.definitions) if is_there else Renaming({})
    except (OSError, NegtrackError):  # of the files as they are; those of the commit do not depend on them
        return Renaming({})


def _rename(item: Item, renaming: Renaming) -> Item:
    renamed = rewrite_item(item, renaming)
    if isinstance(renamed, Definition) and renamed.id != item.id:
        return replace(renamed, formerly=(*renamed.formerly, item.id))
    return renamed
