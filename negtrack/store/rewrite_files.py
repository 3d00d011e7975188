"""Changes of whole negotiations: of every file only what changes is written anew, and the texts are verified before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from negtrack.errors import DataError, NegtrackError, NotWrittenError, Problem
from negtrack.frozen import dataclass
from negtrack.model import Definition, Party, to_table
from negtrack.model.rewriting import Rewriting, rewrite_item
from negtrack.store.change import Change
from negtrack.store.document import Document, Loaded
from negtrack.store.load import decode, link_documents, load_negotiation, read_bytes, reason_of
from negtrack.store.locate import Place
from negtrack.store.parse import parse_document
from negtrack.store.rewrite_toml import encode_like, rewrite_toml, set_fields
from negtrack.store.safe_read import is_there
from negtrack.store.toml_source import comments


@dataclass(frozen=True)
class Redefinition:
    """A change of all files: what becomes of ids and values, and of one definition, as its file has it."""

    rewriting: Rewriting
    old: Definition
    new: Definition


@dataclass(frozen=True)
class Rewritten:
    """A file after a change: what it holds, and its bytes before and after."""

    document: Document
    change: Change


def load_valid(place: Place) -> Loaded:
    """Return the negotiation, read whole. Raises `DataError` where a file has errors."""
    loaded = load_negotiation(place)
    if loaded.problems:
        raise DataError(loaded.problems)
    return loaded


def definitions_in(loaded: Loaded) -> list[Definition]:
    """Return the definitions as their files have them."""
    return [item for document in loaded.documents for item in document.items if isinstance(item, Definition)]


def rewrite_files(loaded: Loaded, redefinition: Redefinition) -> list[Rewritten]:
    """Return every file after a change, that of the definition first. Raises `NotWrittenError`, and `DataError` where
    the change would bring errors."""
    place = loaded.place
    there = [document for document in loaded.documents if is_there(place.folder / document.path)]
    read = [_rewrite(place, document, redefinition) for document in there]
    again = link_documents(place, [(file.document, list[Problem]()) for file in read])
    if again.problems:
        raise DataError(again.problems)
    is_home = [redefinition.old in document.items for document in there]
    return [file for _, file in sorted(zip(is_home, read, strict=True), key=lambda pair: not pair[0])]


def _rewrite(place: Place, document: Document, redefinition: Redefinition) -> Rewritten:
    path, (old, new) = place.folder / document.path, (redefinition.old, redefinition.new)
    raw = _read(place, path)
    text = rewrite_toml(decode(raw), document.items, redefinition.rewriting)
    expected = [rewrite_item(item, redefinition.rewriting) for item in document.items]
    if old in document.items:
        number = document.items.index(old)
        before, after = to_table(expected[number]), to_table(new)
        differing = {key: after.get(key) for key in (*before, *after) if before.get(key) != after.get(key)}
        text = set_fields(text, () if isinstance(new, Party) else (new.table, new.id), differing)
        expected[number] = new
    is_kept = comments(decode(raw)) == comments(text)
    return Rewritten(_verify(place, document, text, expected, is_kept), Change(path, raw, encode_like(raw, text)))


def _verify(place: Place, document: Document, text: str, expected: Sequence[object], is_kept: bool) -> Document:
    """Return the new text as a document. Raises `NotWrittenError` where it is not what it should be, or has not kept
    the comments."""
    kind = place.kind(place.folder / document.path)
    party = next((item.id for item in expected if isinstance(item, Party)), "")
    shown = place.shown(place.party(party)) if kind == "party" else document.path
    after, problems = parse_document(text, shown, kind, party)
    if problems or list(after.items) != list(expected) or not is_kept:
        remedy = "write its tables with headers such as [issue.ID], or change it with edit"
        raise NotWrittenError(f"{document.path}: its layout is not one that can be changed here; {remedy}")
    return after


def _read(place: Place, path: Path) -> bytes:
    try:
        return read_bytes(path, place.root)
    except (OSError, NegtrackError) as error:
        raise NotWrittenError(f"{place.shown(path)}: {reason_of(error)}") from error
