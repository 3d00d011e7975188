"""The formats that a negotiation leaves in: rows to be taken in again, documents for readers, tables for engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property

from negtrack.exchange.delimited import csv_lines, tsv_lines
from negtrack.exchange.document import Dossier
from negtrack.exchange.dossier import build_dossier
from negtrack.exchange.objects import json_text, jsonl_lines
from negtrack.exchange.sheets import sheet_lines
from negtrack.frozen import dataclass
from negtrack.model import Issue, Party, Proposal
from negtrack.query import Reading
from negtrack.render.clean import clean_lines


class ExportFormat(StrEnum):
    """What a negotiation is written as."""

    csv = "csv"
    tsv = "tsv"
    jsonl = "jsonl"
    json = "json"
    toml = "toml"
    xlsx = "xlsx"
    docx = "docx"
    html = "html"
    md = "md"
    parquet = "parquet"


@dataclass(frozen=True)
class Leaving:
    """What is to leave: a reading of what was chosen, and for documents whose columns, which issues, which proposal."""

    reading: Reading
    parties: Sequence[Party]
    issues: Sequence[Issue]
    proposal: Proposal | None = None

    @cached_property
    def dossier(self) -> Dossier:
        """What documents show of it."""
        return build_dossier(self.reading, self.parties, self.issues, self.proposal)

    def lines(self, format: ExportFormat, to_file: bool) -> Iterator[str]:
        """It as a text of `format`, one of `TEXTS`; what does not go `to_file` may meet a terminal, and is cleaned."""
        return TEXTS[format](self, to_file)

    def content(self, format: ExportFormat) -> bytes:
        """It as the bytes of `format`, one of `BINARIES`. Raises `UsageError` where its library is missing."""
        return BINARIES[format](self)

    def files(self) -> Mapping[str, bytes]:
        """It as parquet files, by their path below a folder. Raises `UsageError` where the library is missing."""
        from negtrack.exchange.parquet import parquet_files

        return parquet_files(self.reading)


def _csv(leaving: Leaving, to_file: bool) -> Iterator[str]:
    return csv_lines(leaving.reading.negotiation, str if to_file else clean_lines)


def _html(leaving: Leaving, _: bool) -> Iterator[str]:
    from negtrack.exchange.html import html_text

    yield html_text(leaving.dossier)


def _md(leaving: Leaving, _: bool) -> Iterator[str]:
    from negtrack.exchange.md import md_text

    yield md_text(leaving.dossier)


def _xlsx(leaving: Leaving) -> bytes:
    from negtrack.exchange.xlsx import xlsx_bytes

    return xlsx_bytes(leaving.dossier)


def _docx(leaving: Leaving) -> bytes:
    from negtrack.exchange.docx import docx_bytes

    return docx_bytes(leaving.dossier)


TEXTS: Mapping[ExportFormat, Callable[[Leaving, bool], Iterator[str]]] = {
    ExportFormat.csv: _csv,
    ExportFormat.tsv: lambda leaving, _: tsv_lines(leaving.reading.negotiation),
    ExportFormat.jsonl: lambda leaving, _: jsonl_lines(leaving.reading.negotiation),
    ExportFormat.json: lambda leaving, _: iter([json_text(leaving.reading.negotiation)]),
    ExportFormat.toml: lambda leaving, _: sheet_lines(leaving.reading.negotiation),
    ExportFormat.html: _html,
    ExportFormat.md: _md,
}
BINARIES: Mapping[ExportFormat, Callable[[Leaving], bytes]] = {
    ExportFormat.xlsx: _xlsx,
    ExportFormat.docx: _docx,
}
