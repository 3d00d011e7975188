"""`negtrack sources`: list the sources."""

from __future__ import annotations

from typing import Annotated, Literal

from negtrack.cli.options import Clocks, Output, Scope, option
from negtrack.cli.output.printing import write_out
from negtrack.cli.session import open_session
from negtrack.frozen import dataclass
from negtrack.views.lists import build_sources

SourcesFormat = Literal["table", "tsv", "csv", "json", "jsonl", "md", "csl-json"]
"""Output formats of a list of sources; csl-json is for reference managers."""

_FORMAT = option(
    "--format", help="Output format [default: table on a terminal, tsv into a pipe]; csl-json for Zotero and pandoc."
)


@dataclass(frozen=True)
class SourcesOutput(Output):
    """Output of a list of sources."""

    format: Annotated[SourcesFormat | None, _FORMAT] = None  # type: ignore[assignment]  # one more than other answers have

    @property
    def is_csl(self) -> bool:
        """Whether to print CSL-JSON; `--ids` and `--json` override it, as every format."""
        return self.format == "csl-json" and not (self.ids or self.json)

    @property
    def plain(self) -> Output:
        """The same output without CSL-JSON."""
        shared = None if self.format == "csl-json" else self.format
        return Output(**{**vars(self), "format": shared})


EXAMPLES = (
    "negtrack sources",
    "negtrack sources -v",
    "negtrack sources --format csl-json > sources.json",
)


def command(*, clocks: Clocks, output: SourcesOutput, scope: Scope) -> None:
    """List the sources, and how many records rest on each."""
    session = open_session(scope, clocks)
    snapshot = session.snapshot(clocks)
    view = build_sources(snapshot)
    if output.is_csl:
        from negtrack.exchange.export.csl import csl_text

        write_out([csl_text(snapshot.negotiation.sources[str(row["id"])] for row in view.lines)])
        session.end()
    session.answer(view, output.plain)
