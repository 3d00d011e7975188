"""The bytes of an imported file or of stdin, and their format."""

from __future__ import annotations

import codecs
import sys
from enum import StrEnum
from pathlib import Path

from negtrack.errors import DataError, NegtrackError, Problem, UsageError
from negtrack.frozen import dataclass
from negtrack.store.load import read_bytes, reason_of
from negtrack.store.safe_read import STDIN

MAX_IMPORT = 64 * 1024 * 1024
"""Most bytes of one file; 50,000 rows with their texts are a fifth of it."""
_ENDINGS = {"ndjson": "jsonl", "jsonld": "json", "tab": "tsv", "txt": "tsv", "xlsm": "xlsx", "bibtex": "bib"}


class SourceFormat(StrEnum):
    """Formats of imported files."""

    csv = "csv"
    tsv = "tsv"
    jsonl = "jsonl"
    json = "json"
    xlsx = "xlsx"
    docx = "docx"
    toml = "toml"
    bib = "bib"
    ris = "ris"
    qdpx = "qdpx"
    dna = "dna"


@dataclass(frozen=True)
class Content:
    """One file's name, format and bytes."""

    path: str
    format: SourceFormat
    raw: bytes


def read_content(name: str, format: SourceFormat | None = None) -> Content:
    """Read the file `name`, or stdin for `-`, in `format` [default: by extension]. Raises `DataError`, `UsageError`."""
    chosen = format or _format_of(name)
    reason = f"larger than {MAX_IMPORT:,} bytes; import it in several parts"
    path = Path(name)
    try:
        from_stdin = name == STDIN
        raw = sys.stdin.buffer.read(MAX_IMPORT + 1) if from_stdin else read_bytes(path, path.parent, MAX_IMPORT, reason)
    except (OSError, NegtrackError) as error:
        raise DataError([Problem(name, 0, "", reason_of(error))]) from error
    if len(raw) > MAX_IMPORT:
        raise DataError([Problem(name, 0, "", reason)])
    if not raw.strip():
        raise DataError([Problem(name, 0, "", "empty; there is nothing to import")])
    return Content("stdin" if name == STDIN else name, chosen, raw)


_TO_CONVERT = dict.fromkeys(("ods", "fods", "xls", "xlsb", "numbers", "gnumeric", "sxc"), "xlsx, or as csv") | (
    dict.fromkeys(("odt", "fodt", "doc", "rtf", "pages"), "docx")
)
"""Ending of a file that is not read -> what to save it as."""
_OTHERS = {
    "zip": "zip is an archive; unpack it, and import the files in it",
    "conll": "conll has no texts and no lines; export as JSON",
}
"""Ending of a file that annotation programs write and that is not read -> why, and what to do."""


def _format_of(name: str) -> SourceFormat:
    ending = Path(name).suffix.lower().removeprefix(".")
    try:
        return SourceFormat.jsonl if name == STDIN else SourceFormat(_ENDINGS.get(ending, ending))
    except ValueError as error:
        if ending in _TO_CONVERT:
            raise UsageError(f"{name}: {ending} is not read; save it as {_TO_CONVERT[ending]}") from error
        if ending in _OTHERS:
            raise UsageError(f"{name}: {_OTHERS[ending]}") from error
        known = ", ".join(SourceFormat)
        raise UsageError(f"{name}: unknown file extension; use --from FORMAT ({known})") from error


def decode_content(content: Content, encoding: str) -> str:
    """Return the text of `content`: UTF-8 (UTF-16, UTF-32 with their mark), unless another `encoding` is named. Raises
    `DataError` with the first invalid byte and its row."""
    try:
        return content.raw.decode(encoding or _usual_encoding(content))
    except LookupError as error:
        raise UsageError(f'--encoding "{encoding}": unknown encoding; use utf-8, cp1252, utf-16, ...') from error
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(error.encoding, "ignore")
        outside = before.split('"')[::2] if content.format == "csv" else [before]  # a quoted cell may hold lines
        row = sum(part.count("\n") for part in outside) + 1
        byte, kind = error.object[error.start], error.encoding.upper()
        message = f"byte 0x{byte:02x} is not {kind}; save the file as UTF-8, or use --encoding"
        raise DataError([Problem(content.path, 0, f"row {row}:", message)]) from error


def _usual_encoding(content: Content) -> str:
    start, head = content.raw[:4], content.raw[:2]
    if start in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
        return "utf-32"
    if start.count(b"\0") == 3:
        likely = "utf-32-be" if start[:1] == b"\0" else "utf-32-le"
        raise DataError([Problem(content.path, 0, "", f"not UTF-8; it looks like --encoding {likely}")])
    if head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    if b"\0" in head:
        likely = "utf-16-be" if head[:1] == b"\0" else "utf-16-le"
        raise DataError([Problem(content.path, 0, "", f"not UTF-8; it looks like --encoding {likely}")])
    return "utf-8-sig"
