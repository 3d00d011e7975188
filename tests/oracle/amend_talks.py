"""Random small negotiations in which papers amend earlier ones, which some accept."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from negtrack.model import Negotiation
from tests.oracle.talks import Table, link_tables
from tests.oracle.term_talks import TermDraw

MIXED = {"position": 3, "proposal": 6, "response": 8, "taking back": 2}


def random_amendments(seed: int) -> tuple[str, Negotiation]:
    """Return a negotiation with papers that amend others as a sheet and as linked."""
    return link_tables(AmendDraw(Random(seed)).tables)


class AmendDraw(TermDraw):
    """Draw papers of which many amend one of the same party, most of one or two terms."""

    themes = tuple(
        replace(theme, kinds=MIXED, own=0.92, in_order=order) for theme in TermDraw.themes for order in (False, True)
    )

    def draw_proposal(self) -> Table:
        table = super().draw_proposal()
        own = [name for name in self.proposals if self.find(name)["party"] == table["party"]]
        if own and self.chance(0.7):
            table["amends"] = self.rng.choice(own)
            if self.chance(0.6):
                table |= self.keep_one(table)
        return table

    def keep_one(self, table: Table) -> Table:
        """Return the terms of a paper without all but one."""
        texts, tables = table.get("terms", []), table.get("term", {})
        return {"terms": texts[:1]} | ({"term": {}} if texts else {"term": dict([*tables.items()][:1])})

    def draw_response(self) -> Table:
        table = super().draw_response()
        if self.chance(0.5):
            table |= {"answer": "accepted", "modality": "said", "attribution": "on-record"}
        return table
