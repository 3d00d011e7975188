"""What undoing a write would do, in a sentence: how many records and definitions go, come back, or change."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from negtrack.errors import NegtrackError, join_with_and
from negtrack.model import Definition, Delegate, Item, to_table
from negtrack.store.change import Change
from negtrack.store.locate import Place
from negtrack.store.parse import parse_document
from negtrack.store.safe_read import decode
from negtrack.views.phrasing import count_text

_MOST = 5
"""Most items of one kind that are named."""
Items = Mapping[tuple[str, str, str], Item]
"""Table, id and, of a delegate, party -> item."""


def undo_words(place: Place, changes: Sequence[Change]) -> str:
    """Return what the changes of an undo do to the records and definitions, with the number of files."""
    now = _items(place, {change.path: change.before for change in changes})
    then = _items(place, {change.path: change.after for change in changes})
    gone = [item for key, item in now.items() if key not in then]
    back = [item for key, item in then.items() if key not in now]
    other = [item for key, item in then.items() if key in now and to_table(now[key]) != to_table(item)]
    done = (("removes", gone), ("puts back", back), ("changes back", other))
    said = [f"{verb} {join_with_and(list(_groups(items)))}" for verb, items in done if items]
    return f"{', '.join(said) or 'changes no record or definition'}, in {count_text(len(changes), 'file')}"


def _items(place: Place, contents: Mapping[Path, bytes | None]) -> Items:
    """Return the items in the texts of files; none of a file that cannot be read."""
    found: dict[tuple[str, str, str], Item] = {}
    for path, content in contents.items():
        with contextlib.suppress(NegtrackError):
            kind = place.kind(path)
            party = path.stem if kind == "party" else ""
            document, _ = parse_document(decode(content or b""), place.shown(path), kind, party)
            for item in document.items:
                owner = item.party if isinstance(item, Delegate) else ""
                found[item.table, item.id, owner] = item
    return found


def _groups(items: Sequence[Item]) -> Iterator[str]:
    """Yield the records and the definitions among `items`: their number, and the first of them by name."""
    for noun, group in (
        ("record", [item for item in items if not isinstance(item, Definition)]),
        ("definition", [item for item in items if isinstance(item, Definition)]),
    ):
        names = [f"{item.table} {item.id}" if noun == "definition" else item.id for item in group]
        if names:
            more = ", ..." if len(names) > _MOST else ""
            yield f"{count_text(len(names), noun)} ({', '.join(names[:_MOST])}{more})"
