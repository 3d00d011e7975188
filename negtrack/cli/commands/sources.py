"""`negtrack sources`: list the sources."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, Literal

from negtrack.cli.options import Clocks, Output, Scope, option
from negtrack.cli.output.output_format import output_format
from negtrack.cli.output.printing import write_out
from negtrack.cli.session import open_session
from negtrack.frozen import dataclass
from negtrack.model import Source
from negtrack.views.lists import build_sources

SourcesFormat = Literal["table", "tsv", "csv", "json", "jsonl", "md", "csl-json", "bibtex", "ris"]
"""Output formats of a list of sources; the last three are for reference managers."""

REFERENCES = ("csl-json", "bibtex", "ris")

_FORMAT = option(
    "--format",
    help="Output format [default: table on a terminal, tsv into a pipe]; csl-json, bibtex, ris for reference managers.",
)


@dataclass(frozen=True)
class SourcesOutput(Output):
    """Output of a list of sources."""

    format: Annotated[SourcesFormat | None, _FORMAT] = None  # type: ignore[assignment]  # one more than other answers have

    @property
    def plain(self) -> Output:
        """The same output without the formats for reference managers."""
        shared = None if self.format in REFERENCES else self.format
        return Output(**{**vars(self), "format": shared})


EXAMPLES = (
    "negtrack sources",
    "negtrack sources -v",
    "negtrack sources --format bibtex > sources.bib",
)


def command(*, clocks: Clocks, output: SourcesOutput, scope: Scope) -> None:
    """List the sources, and how many records rest on each."""
    session = open_session(scope, clocks)
    snapshot = session.snapshot(clocks)
    view = build_sources(snapshot)
    chosen = output_format(output, sys.stdout.isatty())
    if chosen in REFERENCES:
        shown = [snapshot.negotiation.sources[str(row["id"])] for row in view.lines]
        write_out([_references_text(chosen, shown)])
        session.end()
    session.answer(view, output.plain)


def _references_text(format: str, sources: Sequence[Source]) -> str:
    if format == "csl-json":
        from negtrack.exchange.export.csl import csl_text

        return csl_text(sources)
    from negtrack.exchange.export.references import bibtex_text, ris_text

    return bibtex_text(sources) if format == "bibtex" else ris_text(sources)
