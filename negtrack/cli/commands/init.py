"""`negtrack init`: start a negotiation, or copy an example."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.output.printing import log, write_ids
from negtrack.cli.recording.prompts import can_ask, prompt_for, suggest_id
from negtrack.cli.session import read_clock
from negtrack.errors import DataError, NotWrittenError, StoredError, UsageError
from negtrack.exchange.export.sheets import Sheets, example_sheets, read_sheets
from negtrack.ids import parse_id
from negtrack.model import parse_text
from negtrack.store.add import add_items
from negtrack.store.create import create_negotiation
from negtrack.store.locate import Place
from negtrack.store.plan import Added
from negtrack.store.safe_read import reason_of

EXAMPLES = (
    "negtrack init rail-pay --title 'Pay on the railway'",
    "negtrack init rail-pay --title 'Pay on the railway' --dir rail",
    "negtrack init --example mlb-lockout-2021-22 baseball",
)

HINT = "letters, digits and hyphens, such as coal-pay-2025"


def command(
    name: Annotated[
        str,
        argument(metavar="[ID]", help="Id of the negotiation; with --example, the folder to create it in."),
    ] = "",
    *,
    title: Annotated[str, option("--title", help="Title of the negotiation.")] = "",
    example: Annotated[
        str,
        option("--example", metavar="NAME", help="Example to copy, such as gaza-ceasefire-2024."),
    ] = "",
    folder: Annotated[
        str,
        option("--dir", metavar="DIR", help="Folder that holds the data folder [default: the current folder]."),
    ] = "",
    scope: Scope,
) -> None:
    """Start a negotiation in data/ID of the current folder or of DIR, or copy one that comes with negtrack."""
    if example and name and folder:
        raise UsageError("with --example, name the folder once: init --example NAME DIR")
    root = _root(folder or (name if example else ""), scope)
    clock = read_clock()
    if example:
        sheets = read_sheets(example_sheets(example), clock.now)
        place = _start(root, example, title, sheets)
    else:
        sheets = Sheets((), {})
        title = title if name or not can_ask() else prompt_for(title, "--title", parse_text)
        found = prompt_for(name, "ID", parse_id, hint=HINT, default=suggest_id(title))
        place = _start(root, found, title or found, sheets)
    added = _add(place, sheets, clock.now)
    write_ids(str(place.folder), [place.id])
    log(f"negtrack: {_summary(place, added)}")


def _root(folder: str, scope: Scope) -> Path:
    """Return the data folder: that of `folder`, which is before NEGTRACK_DATA, or of `--data`. Raise `UsageError` for
    both, and for an id that is given as that of a negotiation that is there."""
    if scope.negotiation and scope.negotiation != os.environ.get("NEGTRACK_NEGOTIATION"):
        raise UsageError(f"init takes the id itself, without -n: init {scope.negotiation}")
    if folder and scope.data and scope.data != os.environ.get("NEGTRACK_DATA"):
        raise UsageError(f"--data {scope.data} and {folder} name two folders; use one of them")
    return Path(folder) / "data" if folder or not scope.data else Path(scope.data)


def _start(root: Path, name: str, title: str, sheets: Sheets) -> Place:
    plain = sheets.plain
    return create_negotiation(
        root, name, title or plain.get("title", name), plain.get("summary", ""), plain.get("parties", ())
    )


def _add(place: Place, sheets: Sheets, now: datetime) -> Sequence[Added]:
    """Add the records of an example to the negotiation that was just started."""
    if not sheets.items:
        return ()
    try:
        return add_items(place, sheets.items, now)
    except DataError as error:
        for problem in error.problems:
            log(str(problem))
        raise StoredError(place.negotiation.name, "the rest is not (see above)") from error
    except (NotWrittenError, OSError) as error:
        reason = reason_of(error).removeprefix("nothing written: ")
        raise StoredError(place.negotiation.name, f"the rest is not ({reason}); run the command again") from error


def _summary(place: Place, added: Sequence[Added]) -> str:
    new = sum(result.state != "known" for result in added)
    if added and not new:
        return f"{place.folder} is there already; nothing written"
    then = f" with {new} definitions and records" if new else "; next: add-party, add-event, add-issue, add-source"
    return f"started {place.folder}{then}"
