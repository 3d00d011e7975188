"""What was asked for, in the words of the command line: it holds on every page that takes it."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.frozen import dataclass
from negtrack.render.page import Detail, Layout


@dataclass(frozen=True)
class Asked:
    """Parties, a selection of issues, the moments of the two clocks, and how much of the provenance to show."""

    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    step: str = ""
    proposal: str = ""
    everything: bool = False
    matrix: bool = False
    as_of: str = ""
    known_at: str = ""
    detail: Detail = "normal"
    layout: Layout = "auto"

    @property
    def is_narrow(self) -> bool:
        """Return whether it asks for a part of the negotiation."""
        return bool(self.parties or self.issues or self.groups or self.step or self.proposal)

    @property
    def selection(self) -> Iterator[str]:
        """Yield the options that select issues."""
        for name, values in (("--issue", self.issues), ("--group", self.groups)):
            for value in values:
                yield from (name, value)

    @property
    def clocks(self) -> Iterator[str]:
        """Yield the options of the two clocks."""
        for name, value in (("--as-of", self.as_of), ("--known-at", self.known_at)):
            yield from (name, value) if value else ()

    @property
    def looks(self) -> Iterator[str]:
        """Yield the options that say how a page looks."""
        yield from {"whole": ("-v",), "brief": ("--brief",), "normal": ()}[self.detail]
        yield from ("--layout", self.layout) if self.layout != "auto" else ()

    @property
    def words(self) -> tuple[str, ...]:
        """Return everything as it is typed after `negtrack browse`."""
        steps = ("--step", self.step) if self.step else ()
        offers = ("--proposal", self.proposal) if self.proposal else ()
        switches = ((self.everything, "--all"), (self.matrix, "--matrix"))
        chosen = (name for is_on, name in switches if is_on)
        return (*self.parties, *offers, *chosen, *steps, *self.selection, *self.clocks, *self.looks)
