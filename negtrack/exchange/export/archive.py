"""Reproducible zip archives, such as xlsx and docx files: every member gets the same date."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from negtrack.errors import UsageError
from negtrack.frozen import dataclass

MOST_BYTES = zipfile.ZIP64_LIMIT
"""Bytes of one member, unpacked, beyond which programs that open documents need not read an archive: 2 GiB."""


@dataclass(frozen=True)
class Filling:
    """What goes into a member of an archive, before its first `mark`."""

    mark: bytes
    pieces: Iterable[bytes]


def normalise_archive(data: bytes, day: datetime, fillings: Mapping[str, Filling] | None = None) -> bytes:
    """Return the archive `data` with its members in the same order, all dated `day`, and those that `fillings` names
    filled, a piece at a time. Raises `ValueError` where such a member has no mark, and `UsageError` where one has
    more than `MOST_BYTES`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, day.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            with new.open(member, "w") as file:
                file.writelines(_within_limit(_filled(old.read(name), (fillings or {}).get(name))))
    return packed.getvalue()


def _within_limit(pieces: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_BYTES:
            message = f"a part of the document would have more than {MOST_BYTES:,} bytes, which programs cannot open"
            raise UsageError(f"{message}; export to csv, jsonl or toml")
        yield piece


def _filled(content: bytes, filling: Filling | None) -> Iterator[bytes]:
    place = content.index(filling.mark) if filling else len(content)
    yield content[:place]
    yield from filling.pieces if filling else ()
    yield content[place:]
