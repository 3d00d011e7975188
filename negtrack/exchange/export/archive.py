"""Reproducible zip archives, such as xlsx and docx files: every member gets the same date."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from negtrack.frozen import dataclass


@dataclass(frozen=True)
class Filling:
    """What goes into a member of an archive, before its first `mark`."""

    mark: bytes
    pieces: Iterable[bytes]


def normalise_archive(data: bytes, day: datetime, fillings: Mapping[str, Filling] | None = None) -> bytes:
    """Return the archive `data` with its members in the same order, all dated `day`, and those that `fillings` names
    filled, a piece at a time. Raises `ValueError` where such a member has no mark."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, day.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            with new.open(member, "w") as file:
                file.writelines(_filled(old.read(name), (fillings or {}).get(name)))
    return packed.getvalue()


def _filled(content: bytes, filling: Filling | None) -> Iterator[bytes]:
    place = content.index(filling.mark) if filling else len(content)
    yield content[:place]
    yield from filling.pieces if filling else ()
    yield content[place:]
