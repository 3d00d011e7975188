"""Parts of a zip archive, such as a document is: read up to a limit, whatever the archive says of their size."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

from negtrack.errors import NegtrackError

MAX_PART = 64 * 1024 * 1024
"""Bytes of one part, unpacked."""
DAMAGES = (zipfile.BadZipFile, OSError, RuntimeError, ValueError, EOFError, OverflowError, struct.error)
"""What zipfile raises where it opens an archive that is damaged; its manual names only the first."""
_CHUNK = 1 << 20
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins (MS-CFB, 2.2): one of the formats before 2007, or one around an encrypted archive."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream of a compound file that holds an encrypted archive (MS-OFFCRYPTO, 2.3.4.4)."""
_LOCKED = "encrypted with a password; save it without one"


def read_part(archive: zipfile.ZipFile, name: str, remedy: str) -> bytes:
    """Return a part of an archive. Raises `KeyError` where it has none of that name, and `NegtrackError` with a remedy
    for one that is too large or damaged."""
    chunks, size = [], 0
    for chunk in read_chunks(archive, name, remedy):
        chunks.append(chunk)
        size += len(chunk)
        if size > MAX_PART:
            raise NegtrackError(f"a part of it is larger than {MAX_PART:,} bytes; {remedy}")
    return b"".join(chunks)


def read_chunks(archive: zipfile.ZipFile, name: str, remedy: str) -> Iterator[bytes]:
    """Yield a part of an archive, of any size, in pieces of at most 1 MiB. Raises as `read_part` does for one that is
    damaged."""
    try:
        with archive.open(name) as part:
            while chunk := part.read(_CHUNK):
                yield chunk
    except KeyError:
        raise
    except Exception as error:  # zipfile raises many kinds of errors for an archive that is damaged or encrypted
        raise NegtrackError(f"a part of it is damaged or encrypted; {remedy}") from error


def closed_reason(raw: bytes, remedy: str) -> str:
    """Return why the archive of a document cannot be opened, and what to do: it is encrypted, or of a format before
    2007, for which `remedy` says what to save it as; "" where neither is so."""
    if raw.startswith(_COMPOUND):
        return _LOCKED if _ENCRYPTED in raw else f"in the format of Office before 2007, whatever its name; {remedy}"
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _LOCKED if any(member.flag_bits & 1 for member in archive.infolist()) else ""
    except DAMAGES:
        return ""
