"""Random small negotiations on an issue with steps, and with offers that amend earlier ones."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from negtrack.model import Negotiation
from tests.oracle.deal_talks import DealDraw
from tests.oracle.talks import DAYS, ISSUES, VALUES, WIDE, Table, Tables, Theme, link_tables
from tests.oracle.term_talks import TermDraw

STEPPED = (
    *("10; 20", "10; 30", "20; 20", "20; 30", "one: 10", "one: 20", "two: 20", "two: 30", "20"),
    *("at least 10; 20", "at most 20", "10..20; 20..30", "one of 10..20; 20", "10; undisclosed"),
)
ALL_STEPS = ("at least 5", "one: at least 5", "at least 5; at least 10")


def random_steps(seed: int) -> tuple[str, Negotiation]:
    """Return a negotiation on pay by steps as a sheet and as linked, every second one with agreements."""
    draw = StepDealDraw if seed % 2 else StepDraw
    return link_tables(draw(Random(seed)).tables)


def with_steps(tables: Tables) -> Tables:
    """Return definitions in which pay has steps, and is the issue that is spoken of most."""
    pay = ISSUES["pay"] | {"steps": ["one", "two"], "over": "year", "total": "sum"}
    others = {name: issue for name, issue in tables["issue"].items() if name != "pay"}
    return tables | {"issue": {"pay": pay, **others}}


class StepDraw(TermDraw):
    """Draw what is said of pay by steps, and offers of which some amend earlier ones."""

    values = VALUES | {"pay": STEPPED}
    wide = WIDE | {"pay": ALL_STEPS}

    def draw_definitions(self) -> Tables:
        return with_steps(super().draw_definitions())

    def draw_proposal(self) -> Table:
        return amend(self, super().draw_proposal())

    def draw_records(self) -> None:
        super().draw_records()
        if self.chance(0.2):
            self.draw_amendment()

    def draw_amendment(self) -> None:
        """Draw an offer, another that amends it in one term, and the acceptance of that."""
        party = self.rng.choice(self.parties)
        other = self.draw_other(party)
        offer, issues = self.draw_offer(other, 1)
        term = f"{issues[0]} = {self.rng.choice(self.values[issues[0]])}"
        new = {"title": "Paper", "terms": [term], "amends": offer}
        if self.chance(0.2):
            self.tables["proposal"][offer]["expires"] = DAYS[2]
        amended = self.add("proposal", "q", self.draw_own(other, 3) | new)
        if self.chance(0.2):
            taken = {"issue": issues[1], "stance": "withdrawal", "withdraws": [f"{offer}#{issues[1]}"]}
            self.add("position", "w", self.draw_own(other, 2) | taken)
        self.add("response", "r", self.draw_own(party, 4) | {"to": amended, "answer": "accepted"})


class StepDealDraw(DealDraw):
    """Draw agreements on pay by steps."""

    themes: tuple[Theme, ...] = tuple(replace(theme, third=min(theme.third, 0.5)) for theme in DealDraw.themes)
    values = VALUES | {"pay": STEPPED}
    wide = WIDE | {"pay": ALL_STEPS}

    def draw_definitions(self) -> Tables:
        return with_steps(super().draw_definitions())

    def draw_proposal(self) -> Table:
        return amend(self, super().draw_proposal())


def amend(draw: StepDraw | StepDealDraw, table: Table) -> Table:
    """Return an offer that in some cases amends an earlier one of its party."""
    earlier = [name for name in draw.proposals if draw.find(name)["party"] == table["party"]]
    return table | {"amends": draw.rng.choice(earlier)} if earlier and draw.chance(0.6) else table
