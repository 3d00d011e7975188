"""`negtrack export`: export a negotiation to spreadsheets, documents and programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from negtrack.cli.options import Clocks, Scope, Selection, option
from negtrack.cli.output.exports import Choice, build_export, refuse_force, write_text_file
from negtrack.cli.output.folders import write_folder
from negtrack.cli.output.printing import log, write_out
from negtrack.cli.session import open_session
from negtrack.errors import UsageError
from negtrack.exchange.export.formats import TEXTS, ExportFormat
from negtrack.frozen import dataclass, replace
from negtrack.store.write import write_whole

_DOCUMENTS = (ExportFormat.docx, ExportFormat.html, ExportFormat.md)
_NAMED = "--to docx, html, md"


@dataclass(frozen=True)
class Destination:
    """Options of the format and the file."""

    to: Annotated[ExportFormat | None, option("--to", help="Output format [default: from the file extension].")] = None
    output: Annotated[
        str, option("-o", "--output", metavar="PATH", help="File, for parquet and --tidy a folder [default: stdout].")
    ] = ""
    force: Annotated[bool, option("--force", help="Overwrite an existing file.")] = False
    tidy: Annotated[
        bool, option("--tidy", help="Write a folder of csv: each table of query, and a data dictionary.")
    ] = False
    one_mode: Annotated[
        bool, option("--one-mode", help="Tie the parties of a network to each other, by how often their values meet.")
    ] = False


EXAMPLES = (
    "negtrack export -o talks.xlsx",
    "negtrack export --to md --group pay",
    "negtrack export --one-mode -o talks.gexf",
)


def command(*, target: Destination, choice: Choice, selection: Selection, clocks: Clocks, scope: Scope) -> None:
    """Export a negotiation, or a selection of it, to a file or stdout.

    csv, tsv, jsonl, json, toml and xlsx can be imported again, with the cells that were changed on the first sheet of
    an xlsx. docx, html and md are documents for readers, parquet is for query engines, graphml and gexf are networks
    of parties and issues.
    """
    refuse_force(target.output, target.force)
    session = open_session(scope, clocks)
    format = _format(target, choice)
    export = replace(build_export(session, choice, selection, clocks), one_mode=target.one_mode)
    session.refuse_errors()
    if not target.output:
        write_out(export.lines(format, sys.stdout.isatty()))
    elif target.tidy or format is ExportFormat.parquet:
        write_folder(Path(target.output), export.files(format), target.force)
    elif format in TEXTS:
        write_text_file(target.output, export.lines(format, to_terminal=False), target.force)
    else:
        write_whole(Path(target.output), export.content(format), target.force)
        log(f"negtrack: wrote {target.output}")


def _format(target: Destination, choice: Choice) -> ExportFormat:
    ending = "csv" if target.tidy else Path(target.output).suffix.lower().removeprefix(".")
    known = ", ".join(ExportFormat)
    if target.to is None and ending not in list(ExportFormat):
        raise UsageError(f"{_unknown_format(target.output)}; use --to FORMAT ({known})")
    format = target.to or ExportFormat(ending)
    if target.one_mode and format not in (ExportFormat.graphml, ExportFormat.gexf):
        raise UsageError(f"--one-mode is of networks; use it with --to graphml or gexf, not {format}")
    if target.tidy and (format is not ExportFormat.csv or not target.output):
        raise UsageError("--tidy writes a folder of csv; name it with -o DIR, and leave out any other --to")
    if choice.since and format not in _DOCUMENTS:
        raise UsageError(f"--since marks what is new in a document; use it with {_NAMED}, not {format}")
    if choice.proposal and format not in (*_DOCUMENTS, ExportFormat.xlsx):
        raise UsageError(f"--proposal is of documents; use it with {_NAMED} or xlsx, not {format}")
    if not target.output and format not in TEXTS:
        raise UsageError(f"{format} cannot be written to stdout; name {_kind(format)} with -o PATH")
    return format


def _unknown_format(path: str) -> str:
    return f"{path}: unknown file extension" if path else "no output format given"


def _kind(format: ExportFormat) -> str:
    return "a folder" if format is ExportFormat.parquet else "a file"
