"""`negtrack import`: take in spreadsheets, JSON Lines and coding sheets."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path
from typing import Annotated

import typer

from negtrack.cli.destination import destination_of, written_to
from negtrack.cli.options import Scope, argument, option
from negtrack.cli.progress import Progress
from negtrack.cli.recording import DryRun
from negtrack.cli.session import read_clock
from negtrack.cli.taking import add_taken, tell_added, tell_unused
from negtrack.exchange.incoming.columns import parse_assignments
from negtrack.exchange.incoming.fields import parse_date_format
from negtrack.exchange.incoming.intake import Intake, Rules
from negtrack.exchange.incoming.names import Names, parse_kinds
from negtrack.exchange.incoming.source import SourceFormat, read_content
from negtrack.exchange.incoming.taking import How, negotiation_told, take_content
from negtrack.frozen import dataclass


@dataclass(frozen=True)
class Reading:
    """How the files are read."""

    format: Annotated[
        SourceFormat | None, option("--from", help="What the files are written in; else as their endings tell.")
    ] = None
    map: Annotated[list[str], option("--map", metavar="FIELD=COLUMN", help="Which column a field is in; repeated.")] = (
        field(default_factory=list)
    )
    given: Annotated[list[str], option("--set", metavar="FIELD=TEXT", help="For rows without it; repeated.")] = field(
        default_factory=list
    )
    encoding: Annotated[str, option("--encoding", help="Of csv and tsv that is not UTF-8, such as cp1252.")] = ""
    date_format: Annotated[str, option("--date-format", metavar="FORMAT", help="Of its dates, such as %d/%m/%Y.")] = ""
    sheet: Annotated[str, option("--sheet", metavar="NAME", help="Of a workbook; else records, else the first.")] = ""


@dataclass(frozen=True)
class Making:
    """What is made, and what is left out."""

    create: Annotated[
        bool, typer.Option("--create", help="Make missing parties, issues, sources; start the talks.")
    ] = False
    kind: Annotated[
        list[str], option("--kind", metavar="[ISSUE=]KIND", help="Of issues made; else as their values tell. Repeated.")
    ] = field(default_factory=list)
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave out rows at fault, write the rest.")] = False


def command(
    file: Annotated[list[str], argument(metavar="FILE...", help="Files, or - for stdin (JSON Lines).")],
    *,
    reading: Reading,
    making: Making,
    dry_run: DryRun = False,
    scope: Scope,
) -> None:
    """Take in rows of positions and other records, or coding sheets: all of them, or nothing where anything is wrong.

    A column is a field by its name (party, issue, value, stated, speaker, side, sources, ...), or by --map. Parties,
    issues and sources may be named by id, name or title. What is recorded already is left alone, so that a file can be
    imported again after it grew.
    """
    how = How(parse_assignments("--map", reading.map), reading.encoding, reading.sheet)
    rules = Rules(read_clock().now, parse_assignments("--set", reading.given), parse_date_format(reading.date_format))
    contents = [read_content(name, reading.format) for name in file]
    told = next(filter(None, (negotiation_told(content, how) for content in contents)), "")
    loaded = destination_of(scope, told, Path(contents[0].path).stem, making.create)
    intake = Intake(Names(loaded.negotiation, making.create, parse_kinds(making.kind)), rules)
    with Progress("Importing") as progress:
        for number, content in enumerate(contents):
            share = 0.2 / len(contents)
            take_content(content, how, intake, progress.part(share * number, share * (number + 1)))
        tell_unused(intake, "; --map FIELD=COLUMN uses one")
        with written_to(loaded, intake.plain, dry_run) as place:
            added = add_taken(place, intake, progress, dry_run, making.skip_bad)
    tell_added(intake, added, dry_run)
