"""`negtrack init`: start a negotiation, or copy an example."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negtrack.cli.ask import asked_for
from negtrack.cli.options import Scope
from negtrack.cli.session import read_clock, say
from negtrack.errors import UsageError
from negtrack.exchange.sheets import Sheets, example_sheets, read_sheets
from negtrack.ids import parse_id
from negtrack.model import parse_text
from negtrack.store.add import add_items
from negtrack.store.start import start_negotiation


def command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="[ID]", help="The negotiation's id; with --example, the folder to put it in.", show_default=False
        ),
    ] = "",
    *,
    title: Annotated[str, typer.Option("--title", help="What the talks are about.", show_default=False)] = "",
    example: Annotated[
        str,
        typer.Option(
            "--example", metavar="NAME", help="Copy an example, such as gaza-ceasefire-2024.", show_default=False
        ),
    ] = "",
    folder: Annotated[
        str,
        typer.Option(
            "--dir", metavar="DIR", help="Where its data folder is, or is made; else here.", show_default=False
        ),
    ] = "",
    scope: Scope,
) -> None:
    """Start a negotiation in data/ID of the current folder, or of DIR; with --example, one that comes with negtrack."""
    if example and name and folder:
        raise UsageError("with --example, name the folder once: init --example NAME DIR")
    root = Path(scope.data) if scope.data else Path(folder or (name if example else "")) / "data"
    clock = read_clock()
    if example:
        sheets = read_sheets(example_sheets(example), clock.now)
        title = title or sheets.plain.get("title", example)
        place = start_negotiation(
            root, example, title, sheets.plain.get("summary", ""), sheets.plain.get("parties", ())
        )
    else:
        sheets = Sheets((), {})
        found = asked_for(name, "ID", parse_id, hint="letters, digits and hyphens, such as coal-pay-2025")
        place = start_negotiation(root, found, asked_for(title or (found if name else ""), "--title", parse_text))
    added = add_items(place, sheets.items, clock.now)
    print(place.id)
    told = (
        f" with {len(added)} definitions and records"
        if added
        else "; next: add-party, add-event, add-issue, add-source"
    )
    say(f"negtrack: started {place.folder}{told}")
