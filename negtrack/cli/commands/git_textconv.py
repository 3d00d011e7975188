"""`negtrack git-textconv`: the text that `git diff` and `git log -p` show instead of the TOML."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from negtrack.cli.options import argument
from negtrack.cli.output.printing import write_out
from negtrack.exchange.git.textconv import textconv_lines
from negtrack.render.clean import sanitise
from negtrack.store.safe_read import read_named

EXAMPLES = (
    "negtrack git-textconv data/harbour-pay/negotiation.toml",
    "negtrack git-textconv data/harbour-pay/sources.toml",
    "negtrack git-textconv data/harbour-pay/parties/union.toml",
)


def command(file: Annotated[Path, argument(metavar="FILE", help="File of a negotiation.")]) -> None:
    """Print a file as flat lines, issue.field = value. Called by git after git-setup.

    A file that is not TOML, such as one with conflict markers, is printed as it is.
    """
    text = read_named(file).decode("utf-8-sig", "replace")
    write_out(f"{sanitise(line)}\n" for line in textconv_lines(text))
