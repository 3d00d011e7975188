"""The options of commands that record something, in groups as those of `options`."""

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
