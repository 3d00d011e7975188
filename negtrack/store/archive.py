"""Parts of a zip archive, such as a document is: read up to a limit, whatever the archive says of their size."""

from __future__ import annotations

import zipfile

from negtrack.errors import NegtrackError

MAX_PART = 64 * 1024 * 1024
"""Bytes of one part, unpacked."""


def read_part(archive: zipfile.ZipFile, name: str, remedy: str) -> bytes:
    """Return a part of an archive. Raises `KeyError` where it has none of that name, and `NegtrackError` with a remedy
    for one that is too large."""
    with archive.open(name) as part:
        content = part.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise NegtrackError(f"a part of it is larger than {MAX_PART:,} bytes; {remedy}")
    return content
