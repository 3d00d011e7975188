"""Parts of a zip archive, such as a document is: read up to a limit, whatever the archive says of their size."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator

from negtrack.errors import NegtrackError

MAX_PART = 64 * 1024 * 1024
"""Bytes of one part, unpacked."""
DAMAGES = (zipfile.BadZipFile, OSError, RuntimeError, ValueError, EOFError, OverflowError, struct.error)
"""What zipfile raises where it opens an archive that is damaged; its manual names only the first."""
_CHUNK = 1 << 20


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
