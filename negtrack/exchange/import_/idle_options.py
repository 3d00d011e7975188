"""Options that read some formats alone, and change nothing of files of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negtrack.errors import UsageError, join_with_and
from negtrack.exchange.import_.source import Content

_CELLS = ("csv", "tsv", "xlsx", "docx")
_ROWS = (*_CELLS, "json", "jsonl")
_CODED = ("qdpx", "dna")
READS: Mapping[str, Sequence[str]] = {
    "--wide": _CELLS,
    "--offers": _ROWS,
    "--as sources": (*_ROWS, "bib", "ris"),
    "--map": (*_ROWS, *_CODED),
    "--date-format": (*_ROWS, *_CODED),
    "--decimal": (*_ROWS, *_CODED),
    "--encoding": ("csv", "tsv", "json", "jsonl", "toml", "bib", "ris"),
    "--sheet": ("xlsx", "docx"),
    "--hidden": ("xlsx", "docx"),
    "--computed": ("xlsx",),
    "--places": ("json", "jsonl", "qdpx"),
}
"""Option -> the formats that it reads otherwise."""


def refuse_idle(contents: Sequence[Content], given: Mapping[str, object]) -> None:
    """Raise `UsageError` for an option of `given` with a value that changes nothing of any of the files."""
    for option, formats in READS.items():
        if given.get(option) and not any(content.format in formats for content in contents):
            raise UsageError(f"{contents[0].path}: {option} reads {join_with_and(formats)}; leave it out")
