"""What the browser asks of the negotiation's files; the command line answers it as it does for every command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from negtrack.browse.asked import Asked
from negtrack.lookup import Clock
from negtrack.model import Issue, Negotiation, Source
from negtrack.query import Snapshot


class Talks(Protocol):
    """A negotiation that was loaded, and the texts of its sources that are kept here."""

    @property
    def negotiation(self) -> Negotiation:
        """Return the negotiation with all its valid records."""
        ...

    @property
    def clock(self) -> Clock:
        """Return what counts as now."""
        ...

    @property
    def scope(self) -> Sequence[str]:
        """Return the options that say where the negotiation is, as the browser was called with them."""
        ...

    def snapshot(self, asked: Asked) -> Snapshot:
        """Return the negotiation at the moment that is asked for."""
        ...

    def issues(self, asked: Asked) -> Sequence[Issue]:
        """Return the issues that are selected."""
        ...

    def at_step(self, asked: Asked) -> tuple[Snapshot, Sequence[Issue]]:
        """Return the snapshot and the issues that are selected, in the step that is asked for."""
        ...

    def read_text(self, source: Source) -> str | None:
        """Return the text that is kept of a source; None where none is."""
        ...
