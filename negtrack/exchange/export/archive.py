"""Reproducible zip archives, such as xlsx and docx files: every member gets the same date."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime


def normalise_archive(data: bytes, day: datetime) -> bytes:
    """Return the archive `data` with its members in the same order, all dated `day`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, day.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return packed.getvalue()
