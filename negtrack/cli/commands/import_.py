"""`negtrack import`: import spreadsheets, JSON Lines and coding sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.output.progress import Progress
from negtrack.cli.recording.destination import destination_of, open_destination
from negtrack.cli.recording.import_report import log_added, log_proposed, log_unused
from negtrack.cli.recording.import_rows import AddItems, add_imported
from negtrack.cli.recording.left_out import refuse_existing, write_left_out
from negtrack.cli.recording.write_options import DryRun
from negtrack.cli.session import read_clock
from negtrack.errors import UsageError
from negtrack.exchange.import_.annotations.passages import Unit
from negtrack.exchange.import_.columns import parse_assignments
from negtrack.exchange.import_.fields import parse_date_format
from negtrack.exchange.import_.given import Given, parse_kinds, parse_roles
from negtrack.exchange.import_.idle_options import refuse_idle
from negtrack.exchange.import_.imported import ImportRules
from negtrack.exchange.import_.importer import Importer
from negtrack.exchange.import_.names import NameResolver
from negtrack.exchange.import_.namespace import parse_rulings
from negtrack.exchange.import_.new_options import parse_ladders
from negtrack.exchange.import_.read_file import ReadOptions, import_content, named_negotiation
from negtrack.exchange.import_.source import Content, SourceFormat, read_content
from negtrack.exchange.rows import TABLE
from negtrack.frozen import dataclass, field
from negtrack.model import Negotiation, Source
from negtrack.store.add import add_items
from negtrack.store.corrections import Corrections
from negtrack.store.proposed import propose_items
from negtrack.values.spelling import Spelling

DecimalSign = Literal["point", "comma"]
_UNITS: Mapping[str | None, Unit] = {None: "either", "code-points": "code points", "utf-16": "utf-16"}
_DECIMALS: Mapping[str | None, Literal["", ".", ","]] = {None: "", "point": ".", "comma": ","}


@dataclass(frozen=True)
class FileOptions:
    """Options of reading the files."""

    format: Annotated[
        SourceFormat | None, option("--from", help="Format of the files [default: from their extensions].")
    ] = None
    map: Annotated[
        list[str], option("--map", metavar="FIELD=COLUMN", help="Map a field to a column; may be repeated.")
    ] = field(default_factory=list)
    holding: Annotated[
        Literal["sources"] | None,
        option("--as", help="Read CSL-JSON, or rows, as sources; bib and ris hold nothing else."),
    ] = None
    given: Annotated[
        list[str], option("--set", metavar="FIELD=TEXT", help="Default for empty cells; may be repeated.")
    ] = field(default_factory=list)
    encoding: Annotated[str, option("--encoding", help="Encoding of text files, such as cp1252 [default: UTF-8].")] = ""
    date_format: Annotated[
        str, option("--date-format", metavar="FORMAT", help="Format of dates, such as %d/%m/%Y.")
    ] = ""
    decimal: Annotated[
        DecimalSign | None,
        option("--decimal", help="What separates decimals; else 12.500 is refused, as it has two readings."),
    ] = None
    offers: Annotated[bool, option("--offers", help="Read each row as an offer; its other columns are issues.")] = False
    wide: Annotated[
        bool, option("--wide", help="Read issues down and parties across [default: if the table shows it].")
    ] = False
    sheet: Annotated[
        str,
        option(
            "--sheet",
            metavar="NAME",
            help="Sheet of a workbook [default: records, else the first], or number of a table of a document.",
        ),
    ] = ""
    hidden: Annotated[bool, option("--hidden", help="Read hidden rows, columns and text too.")] = False
    computed: Annotated[bool, option("--computed", help="Read the values that a workbook holds for its formulas.")] = (
        False
    )
    places: Annotated[
        Literal["code-points", "utf-16"] | None,
        option("--places", help="What places in coded texts count; else those behind an emoji may be left out."),
    ] = None


@dataclass(frozen=True)
class NewItemOptions:
    """Options of what to create and what to skip."""

    create: Annotated[bool, option("--create", help="Create missing parties, issues, sources and negotiation.")] = False
    kind: Annotated[
        list[str],
        option(
            "--kind",
            metavar="[ISSUE=]KIND",
            help="Kind of new issues [default: inferred from their values]; may be repeated.",
        ),
    ] = field(default_factory=list)
    title: Annotated[str, option("--title", help="Title of a new negotiation [default: its id].")] = ""
    role: Annotated[
        list[str],
        option(
            "--role",
            metavar="[PARTY=]ROLE",
            help="Role of new parties [default: principal if they hold positions, else observer]; may be repeated.",
        ),
    ] = field(default_factory=list)
    same: Annotated[
        list[str], option("--same", metavar="NAME=NAME", help="Two names of one thing; may be repeated.")
    ] = field(default_factory=list)
    apart: Annotated[
        list[str], option("--apart", metavar="NAME=NAME", help="Two names of two things; may be repeated.")
    ] = field(default_factory=list)
    ladder: Annotated[
        list[str],
        option("--ladder", metavar="ISSUE=RUNG,...", help="Ladder of a known issue with new rungs; may be repeated."),
    ] = field(default_factory=list)
    restore: Annotated[bool, option("--restore", help="Restore records that were retracted.")] = False
    supersede: Annotated[
        bool, option("--supersede", help="Supersede records of the same date and source that say otherwise.")
    ] = False
    proposed: Annotated[
        bool, option("--proposed", help="Keep the records apart as proposed ones, until review accepts them.")
    ] = False
    skip_bad: Annotated[bool, option("--skip-bad", help="Skip invalid rows and write the rest.")] = False
    left_out: Annotated[
        str, option("--left-out", metavar="FILE", help="Write annotations that are no position, and why, as csv.")
    ] = ""


EXAMPLES = (
    "negtrack import table.csv --set side=reported --create",
    "negtrack import chart.csv --wide --set side=own --set stated=2026-11-22 --create",
    "negtrack import daily-2026-11-23.toml",
)


def command(
    file: Annotated[list[str], argument(metavar="FILE...", help="Files to import, or - for stdin (JSON Lines).")],
    *,
    files: FileOptions,
    new: NewItemOptions,
    dry_run: DryRun = False,
    scope: Scope,
) -> None:
    """Import rows of positions and other records, or coding sheets: all of them, or nothing if any has an error.

    A column is a field by its name (party, issue, value, stated, speaker, side, sources, ...), or by --map. Parties,
    issues and sources can be named by id, name or title. Existing records stay unchanged, so that a file can be
    imported again after it grew.
    """
    add, rules = _adder(new), _rules(files)
    options, contents = _read_options(files, rules), _read_contents(file, files)
    named = next(filter(None, (named_negotiation(content, options) for content in contents)), "")
    loaded = destination_of(scope, named, Path(contents[0].path).stem, new.create)
    importer = Importer(_resolver(new, loaded.negotiation, rules), rules)
    _check_title(new.title, loaded.negotiation)
    with Progress("Importing") as progress:
        _read_all(contents, options, importer, progress)
        with open_destination(loaded, _plain(importer, new), dry_run) as place:
            added = add_imported(place, importer, progress, dry_run, new.skip_bad, _corrections(importer, new), add)
            if not (loaded.documents or added):
                _refuse_empty(importer, file, new)
    (log_proposed if new.proposed else log_added)(loaded.place, importer, added, dry_run)
    write_left_out(importer.left_out, new.left_out)


def _read_contents(names: Sequence[str], files: FileOptions) -> Sequence[Content]:
    """Read the files. Raises `UsageError` for an option that changes nothing of them."""
    contents = [read_content(name, files.format) for name in names]
    given = {f"--{name.replace('_', '-')}": value for name, value in vars(files).items()}
    refuse_idle(contents, given | {"--as sources": files.holding})
    return contents


def _read_all(contents: Sequence[Content], options: ReadOptions, importer: Importer, progress: Progress) -> None:
    """Import the files into `importer`, in the first fifth of the progress, and log the columns that were not used."""
    share = 0.2 / len(contents)
    for number, content in enumerate(contents):
        import_content(content, options, importer, progress.part(share * number, share * (number + 1)))
    log_unused(importer, "; use --map FIELD=COLUMN to use one")


def _check_title(title: str, known: Negotiation) -> None:
    """Raise `UsageError` for another title than that of a negotiation that is there already."""
    if title and known.title and title != known.title:
        raise UsageError(f'--title is of a new negotiation, and {known.id} has the title "{known.title}"; use edit')


def _refuse_empty(importer: Importer, files: Sequence[str], new: NewItemOptions) -> None:
    """Raise `UsageError` for files that would start a negotiation without anything in it, unless it is an export."""
    if not importer.plain:
        write_left_out(importer.left_out, new.left_out)
        raise UsageError(f"{' '.join(files)}: nothing to import, so no negotiation was started")


def _corrections(importer: Importer, new: NewItemOptions) -> Corrections:
    """Return what becomes of records that were retracted or say otherwise, and of choices with new options."""
    return Corrections(new.restore, new.supersede, importer.names.new_options.extended)


def _adder(new: NewItemOptions) -> AddItems:
    """Return how items are added. Raises `UsageError` for options that do not go together, or that name a file that is
    there."""
    refuse_existing(new.left_out)
    if new.proposed and (new.create or new.restore or new.supersede):
        raise UsageError("--proposed creates, restores and supersedes nothing; leave the other option out")
    return propose_items if new.proposed else add_items


def _rules(files: FileOptions) -> ImportRules:
    """Return the rules by which rows are read. Raises `UsageError` for an invalid option."""
    spelling = Spelling(_DECIMALS[files.decimal], date_format=parse_date_format(files.date_format))
    mapped = parse_assignments("--map", files.map)
    given = {**parse_assignments("--set", files.given), **({TABLE: Source.table} if files.holding else {})}
    return ImportRules(read_clock().now, given, spelling, files.offers, mapped)


def _read_options(files: FileOptions, rules: ImportRules) -> ReadOptions:
    marked = (files.wide, files.hidden, files.computed, bool(files.holding))
    return ReadOptions(rules.mapped, files.encoding, files.sheet, *marked, unit=_UNITS[files.places])


def _plain(importer: Importer, new: NewItemOptions) -> Mapping[str, object]:
    """Return the own fields of a new negotiation: those of the files, else the title that is given, and its parties in
    the order of the rows."""
    parties = {} if new.skip_bad else {"parties": [*importer.names.parties.created]}
    return {**parties, **({"title": new.title} if new.title else {}), **importer.plain}


def _resolver(new: NewItemOptions, known: Negotiation, rules: ImportRules) -> NameResolver:
    given = Given(
        parse_kinds(new.kind), parse_roles(new.role), parse_rulings(new.same, new.apart), parse_ladders(new.ladder)
    )
    return NameResolver(known, new.create, given, rules.spelling)
