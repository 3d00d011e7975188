"""The options of commands that record something, in groups as those of `options`."""

from dataclasses import field
from typing import Annotated

import typer

from negtrack.cli.options import option
from negtrack.frozen import dataclass

DryRun = Annotated[bool, typer.Option("--dry-run", help="Print the TOML that would be appended; write nothing.")]


@dataclass(frozen=True)
class Writing:
    """How a record is written."""

    id: Annotated[str, option("--id", metavar="ID", help="The id, instead of one made by the program.")] = ""
    dry_run: DryRun = False


@dataclass(frozen=True)
class Provenance:
    """Who said it, when, where."""

    stated: Annotated[
        str,
        option("--stated", metavar="DATE", help="When it was said; else the source's date."),
    ] = ""
    text: Annotated[str, option("--text", help="What was said, in our words.")] = ""
    quote: Annotated[str, option("--quote", help="A short phrase, verbatim.")] = ""
    source: Annotated[
        list[str],
        option("--source", metavar="SOURCE", help="The publication; may be repeated."),
    ] = field(default_factory=list)
    locator: Annotated[str, option("--locator", help="Where in it: paragraph, page, time.")] = ""
    speaker: Annotated[str, option("--speaker", help="Who said so; asks for --side.")] = ""
    side: Annotated[
        str,
        option(
            "--side", metavar="own|media|third-party|PARTY", help="The speaker's: own, media, third-party or a party."
        ),
    ] = ""
    on_record: Annotated[bool, typer.Option("--on-record", help="On record; alone, by the party itself.")] = False
    attribution: Annotated[
        str,
        option(
            "--attribution",
            metavar="ATTRIBUTION",
            help="on-record, background, deep-background, document, leak or reported.",
        ),
    ] = ""
    grade: Annotated[
        str,
        option("--grade", help="Admiralty grade: source A-F, information 1-6, such as B2."),
    ] = ""
    note: Annotated[str, option("--note", help="A remark of ours.")] = ""
    tag: Annotated[list[str], option("--tag", help="A word to find it by; may be repeated.")] = field(
        default_factory=list
    )
