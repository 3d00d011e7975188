"""The export formats: rows to import again, documents for readers, tables for query engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property

from negtrack.exchange.delimited import csv_lines, tsv_lines
from negtrack.exchange.export.document import Dossier
from negtrack.exchange.export.dossier import build_dossier
from negtrack.exchange.export.objects import json_text, jsonl_lines
from negtrack.exchange.export.sheets import sheet_lines
from negtrack.frozen import dataclass
from negtrack.model import Issue, Party, Proposal
from negtrack.query import Snapshot
from negtrack.render.clean import sanitise_lines
from negtrack.views.compare import default_columns


class ExportFormat(StrEnum):
    """Formats of an export."""

    csv = "csv"
    tsv = "tsv"
    jsonl = "jsonl"
    json = "json"
    toml = "toml"
    xlsx = "xlsx"
    docx = "docx"
    html = "html"
    md = "md"
    graphml = "graphml"
    gexf = "gexf"
    parquet = "parquet"


@dataclass(frozen=True)
class Export:
    """The contents of an export: a snapshot of the chosen part, and for documents its columns, issues and proposal."""

    snapshot: Snapshot
    parties: Sequence[Party]
    issues: Sequence[Issue]
    proposal: Proposal | None = None
    since: date | None = None
    """The day since which changes are marked in documents."""
    one_mode: bool = False
    """Whether a network ties parties to each other, and not to issues."""

    @cached_property
    def dossier(self) -> Dossier:
        """The contents of documents."""
        return build_dossier(self.snapshot, self.parties, self.issues, self.proposal, self.since)

    @property
    def speakers(self) -> Sequence[Party]:
        """The parties that a network ties to issues: all that spoke, and the principals."""
        return default_columns(self.snapshot, everybody=True)

    def lines(self, format: ExportFormat, to_terminal: bool) -> Iterator[str]:
        """Return the text in `format`, one of `TEXTS`; with hidden characters as marks where it goes `to_terminal`."""
        return TEXTS[format](self, to_terminal)

    def content(self, format: ExportFormat) -> bytes:
        """Return the bytes in `format`, one of `BINARIES`. Raises `UsageError` where its library is missing."""
        return BINARIES[format](self)

    def files(self, format: ExportFormat) -> Mapping[str, bytes]:
        """Return the tables as csv or parquet files, by path in a folder. Raises `UsageError` without its library."""
        if format is ExportFormat.csv:
            from negtrack.exchange.export.tidy import tidy_files

            return tidy_files(self.snapshot)
        from negtrack.exchange.export.parquet import parquet_files

        return parquet_files(self.snapshot)


def _csv(export: Export, to_terminal: bool) -> Iterator[str]:
    return csv_lines(export.snapshot.negotiation, sanitise_lines if to_terminal else str)


def _html(export: Export, _: bool) -> Iterator[str]:
    from negtrack.exchange.export.html.page import html_text
    from negtrack.exchange.export.report import build_report

    yield html_text(build_report(export.snapshot, export.parties, export.issues, export.proposal, export.since))


def _md(export: Export, _: bool) -> Iterator[str]:
    from negtrack.exchange.export.md import md_text
    from negtrack.exchange.export.prose import in_prose

    yield md_text(in_prose(export.dossier))


def _graphml(export: Export, _: bool) -> Iterator[str]:
    from negtrack.exchange.export.network import graphml_lines
    from negtrack.views.network import build_issue_network, build_party_network

    snapshot, issues = export.snapshot, export.issues
    party_network = build_party_network(snapshot, issues) if export.one_mode else None
    return graphml_lines(party_network or build_issue_network(snapshot, export.speakers, issues))


def _gexf(export: Export, _: bool) -> Iterator[str]:
    from negtrack.exchange.export.network import gexf_lines
    from negtrack.views.network import build_issue_spells, build_party_network

    snapshot, issues = export.snapshot, export.issues
    party_network = build_party_network(snapshot, issues, through_time=True) if export.one_mode else None
    return gexf_lines(party_network or build_issue_spells(snapshot, export.speakers, issues))


def _xlsx(export: Export) -> bytes:
    from negtrack.exchange.export.xlsx import xlsx_bytes

    return xlsx_bytes(export.dossier)


def _docx(export: Export) -> bytes:
    from negtrack.exchange.export.docx import docx_bytes
    from negtrack.exchange.export.prose import in_prose

    return docx_bytes(in_prose(export.dossier))


TEXTS: Mapping[ExportFormat, Callable[[Export, bool], Iterator[str]]] = {
    ExportFormat.csv: _csv,
    ExportFormat.tsv: lambda export, _: tsv_lines(export.snapshot.negotiation),
    ExportFormat.jsonl: lambda export, _: jsonl_lines(export.snapshot.negotiation),
    ExportFormat.json: lambda export, _: iter([json_text(export.snapshot.negotiation)]),
    ExportFormat.toml: lambda export, _: sheet_lines(export.snapshot.negotiation),
    ExportFormat.html: _html,
    ExportFormat.md: _md,
    ExportFormat.graphml: _graphml,
    ExportFormat.gexf: _gexf,
}
BINARIES: Mapping[ExportFormat, Callable[[Export], bytes]] = {
    ExportFormat.xlsx: _xlsx,
    ExportFormat.docx: _docx,
}
