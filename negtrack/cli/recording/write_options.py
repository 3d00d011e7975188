"""The options of commands that write records, in groups as those of `options`."""

from typing import Annotated

from negtrack.cli.options import option
from negtrack.frozen import dataclass

DryRun = Annotated[bool, option("--dry-run", help="Print the TOML that would be appended; write nothing.")]


Restore = Annotated[bool, option("--restore", help="Restore the record if it was retracted.")]


@dataclass(frozen=True)
class Writing:
    """Options of writing a record."""

    id: Annotated[str, option("--id", metavar="ID", help="Id of the record [default: generated].")] = ""
    dry_run: DryRun = False


DryDiff = Annotated[bool, option("--dry-run", help="Print the diff of the files; write nothing.")]
