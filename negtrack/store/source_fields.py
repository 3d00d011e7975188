"""The fields that say which text a source has, written into its table; nothing else of the file changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from negtrack.errors import DataError, NegtrackError, NotWrittenError
from negtrack.frozen import dataclass, replace
from negtrack.model import Source, keys_of
from negtrack.store.change import Change, change_steps
from negtrack.store.last_write import remember
from negtrack.store.load import decode, read_bytes, reason_of
from negtrack.store.locate import Place
from negtrack.store.parse import parse_document
from negtrack.store.rewrite_toml import encode_like, set_fields, tables
from negtrack.store.texts import text_change, text_steps
from negtrack.store.write import lock, run_steps


@dataclass(frozen=True)
class TextFields:
    """What a source says of its text."""

    text_sha256: str
    extractor: str
    retrieved: datetime | None

    @property
    def keys(self) -> Mapping[str, Any]:
        """Return key in the file -> value."""
        values = vars(self)
        return {key: values[name] for key, name in keys_of(Source).items() if name in values}


@dataclass(frozen=True)
class KeptText:
    """A source's text, which is to be kept, and what the source says of it."""

    text: str
    fields: TextFields

    def is_of(self, source: Source) -> bool:
        """Return whether a source has this text, or none."""
        return source.text_sha256 in ("", self.fields.text_sha256)

    def retell(self, source: Source) -> Source:
        """Return a source that says which text it has."""
        return replace(source, **vars(self.fields))


def retell_sources(before: bytes, sources: Iterable[Source]) -> tuple[bytes, list[Source]]:
    """Return the bytes of `sources.toml` with what `sources` say of their texts, and those of them that have a table of
    their own, in which it can be written; the others stay."""
    wanted: dict[tuple[str, ...], Source] = {(source.table, source.id): source for source in sources}
    parts, retold = [], []
    for path, text in tables(decode(before)):
        if source := wanted.get(path):
            fields = TextFields(source.text_sha256, source.extractor, source.retrieved)
            text = set_fields(text, path, fields.keys)
            retold.append(source)
        parts.append(text)
    return encode_like(before, "".join(parts)), retold


def keep_text(place: Place, source: str, text: str, fields: TextFields) -> bool:
    """Keep a source's text and write its fields into its table; return False where the same is kept already.

    Raises `DataError` where `sources.toml` has errors, `NotWrittenError`, `StoredError`.
    """
    with lock(place.folder):
        before = _read(place)
        known = _find(place, decode(before), source)
        change, kept = Change(place.sources, before, before), text_change(place, source, text)
        if known.text_sha256 != fields.text_sha256 or not known.extractor or known.retrieved is None:
            after = encode_like(before, set_fields(decode(before), (Source.table, source), fields.keys))
            _verify(place, before, after, replace(known, **vars(fields)))
            change = Change(place.sources, before, after)
        remember(place, [kept, change])
        steps = [*text_steps(place, [kept]), *change_steps([change])]
        run_steps(steps)
    return bool(steps)


def _read(place: Place) -> bytes:
    try:
        return read_bytes(place.sources, place.root)
    except (OSError, NegtrackError) as error:
        raise NotWrittenError(f"{place.sources.name}: {reason_of(error)}") from error


def _find(place: Place, text: str, source: str) -> Source:
    document, problems = parse_document(text, place.sources.name, "sources")
    if problems:
        raise DataError(problems)
    return next(item for item in document.items if isinstance(item, Source) and item.id == source)


def _verify(place: Place, before: bytes, after: bytes, wanted: Source) -> None:
    """Raise `NotWrittenError` where `after` does not say what `before` says, but for one source."""
    name = place.sources.name
    (old, _), (new, problems) = (parse_document(decode(content), name, "sources") for content in (before, after))
    if (
        problems
        or new.plain != old.plain
        or new.items != tuple(wanted if item.id == wanted.id else item for item in old.items)
    ):
        raise NotWrittenError(f"{name}: [source.{wanted.id}] has no simple table of its own; write the fields by edit")
