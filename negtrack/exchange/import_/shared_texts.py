"""The texts that the cells of a workbook share, so written that openpyxl returns all their letters.

It takes `x005F_` out of them wherever it stands, as the escape of a low line (ECMA-376, part 1, 22.9.2.19) and as plain
letters; with its digits in small letters, and the first zero of plain ones escaped, it leaves both alone.
"""

from __future__ import annotations

import io
import re
import zipfile

from negtrack.errors import NegtrackError
from negtrack.store.archive import DAMAGES, read_chunks

_TAKEN_OUT = b"x005F_"
_PIECE = re.compile(rb"_x[0-9A-Fa-f]{4}_|x005F(?=_)")
"""An escape, as a reader takes one after the other, or letters that are taken out though they are none."""


def keep_letters(raw: bytes, most: int) -> bytes:
    """Return a workbook whose shared texts lose no letter when they are read; as it is where none would, where it is
    damaged, or larger than `most` bytes once unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        if sum(member.file_size for member in archive.infolist()) > most:
            return raw
        shared = [name for name in archive.namelist() if name.lower().endswith("sharedstrings.xml")]
        parts = {name: part for name in shared if _TAKEN_OUT in (part := _read(archive, name))}
        return _rebuild(archive, {name: _keep(part) for name, part in parts.items()}) if parts else raw
    except (*DAMAGES, NegtrackError):
        return raw


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    return b"".join(read_chunks(archive, name, ""))


def _keep(part: bytes) -> bytes:
    return _PIECE.sub(lambda match: match[0].lower() if match[0].startswith(b"_") else b"x_x0030_05F", part)


def _rebuild(archive: zipfile.ZipFile, parts: dict[str, bytes]) -> bytes:
    """Return the archive with other `parts`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as rebuilt:
        for name in dict.fromkeys(archive.namelist()):
            rebuilt.writestr(name, parts[name] if name in parts else _read(archive, name))
    return buffer.getvalue()
