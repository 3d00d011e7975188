"""`negtrack schema`: the JSON Schema of a kind of file, for editors."""

from __future__ import annotations

from typing import Annotated, Literal

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.output.printing import log, write_out
from negtrack.cli.session import place_of
from negtrack.errors import UsageError
from negtrack.store.schema import refresh_schemas, schema_text

Kind = Literal["party", "agreements", "negotiation", "sources", "proposed", "sheet"]
"""The kinds of files that hold records."""


EXAMPLES = (
    "negtrack schema party",
    "negtrack schema --write",
    "negtrack schema sheet > sheet.json",
)


def command(
    kind: Annotated[
        Kind | None, argument(metavar="party|agreements|negotiation|sources|proposed|sheet", help="Kind of file.")
    ] = None,
    *,
    write: Annotated[bool, option("--write", help="Write this version's schemas next to the files.")] = False,
    scope: Scope,
) -> None:
    """Print the JSON Schema (draft 7) of a kind of file. Editors find it by the #:schema line on top of new files.

    init writes the schemas into .schema of the negotiation's folder; --write does so for an older one or after an
    upgrade.
    """
    if bool(kind) == write:
        raise UsageError(
            "schema takes a kind of file (party, agreements, negotiation, sources, proposed or sheet), or --write"
        )
    if kind:
        write_out([schema_text(kind)])
        return
    written = refresh_schemas(place_of(scope))
    message = f"wrote {', '.join(written)}" if written else "the schemas are up to date"
    log(f"negtrack: {message}")
