"""Random small negotiations whose proposals have terms with more to say, and answers to single terms and positions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

from negtrack.model import Negotiation
from tests.oracle.talks import DAYS, THEMES, Draw, Table, Theme, link_tables

MIXED = {"position": 6, "proposal": 4, "response": 6, "taking back": 3}
CALM = replace(THEMES[0], kinds=MIXED, first_issue=0.8, own=0.85, said=0.95, intervals=0.1, requires=0.1, hidden=0.1)


def random_terms(seed: int) -> tuple[str, Negotiation]:
    """Return a negotiation with term tables as a sheet and as linked."""
    return link_tables(TermDraw(Random(seed)).tables)


class TermDraw(Draw):
    """Draw terms as tables, and answers and withdrawals that name single terms."""

    themes: tuple[Theme, ...] = (
        replace(CALM, third=0),
        replace(CALM, third=0, in_order=True),
        replace(CALM, third=0.4),
    )

    def draw_records(self) -> None:
        """Draw a few records, and now and then what is rare among them."""
        super().draw_records()
        for draw in (self.draw_answer_in_part, self.draw_offer_on_a_condition):
            if self.chance(0.1):
                draw()

    def draw_offer(self, party: str, day: int) -> tuple[str, list[str]]:
        """Draw an offer of a party itself on two issues, and return its id and these."""
        issues = self.rng.sample([*self.tables["issue"]], 2)
        terms = [f"{issue} = {self.rng.choice(self.values[issue])}" for issue in issues]
        return self.add("proposal", "q", self.draw_own(party, day) | {"title": "Paper", "terms": terms}), issues

    def draw_answer_in_part(self) -> None:
        """Draw an answer to two terms, and a later one to one of them."""
        party = self.rng.choice(self.parties)
        offer, issues = self.draw_offer(self.draw_other(party), 1)
        both = [f"{offer}#{issue}" for issue in issues]
        self.add("response", "r", self.draw_own(party, 2) | {"to": both, "answer": "rejected"})
        self.add("response", "r", self.draw_own(party, 4) | {"to": both[:1], "answer": "accepted"})

    def draw_offer_on_a_condition(self) -> None:
        """Draw an offer of which one term hangs on the other, and its acceptance."""
        party = self.rng.choice(self.parties)
        offer, issues = self.draw_offer(self.draw_other(party), 3)
        table = self.tables["proposal"][offer]
        value = table["terms"][0].partition(" = ")[2]
        table |= {"terms": table["terms"][1:], "term": {issues[0]: {"value": value, "requires": table["terms"][1:]}}}
        self.add("response", "r", self.draw_own(party, 4) | {"to": offer, "answer": "accepted"})

    def draw_proposal(self) -> Table:
        """Draw a proposal, some of whose terms are tables."""
        table = super().draw_proposal()
        texts, tables = [], {}
        for text in table["terms"]:
            issue, _, value = text.partition(" = ")
            if self.chance(0.5):
                tables[issue] = {"value": value, **self.draw_more(table["party"], issue)}
            else:
                texts.append(text)
        table |= {"terms": texts, "term": tables}
        if self.chance(0.25):
            table["expires"] = self.draw_deadline()
        return {key: value for key, value in table.items() if value not in ([], {})}

    def draw_more(self, party: str, issue: str) -> Table:
        """Draw what a term says besides its value."""
        more: Table = {}
        if self.chance(0.2):
            more["qualifier"] = self.rng.choice(["gross", "net"])
        if self.chance(0.4):
            other = self.rng.choice([name for name in self.tables["issue"] if name != issue])
            more["requires"] = [f"{other} = {self.rng.choice((*self.values[other], *self.wide[other] * 8))}"]
        if self.chance(0.1):
            more["modality"] = self.rng.choice(["hoped", "considered"])
        if self.chance(0.2):
            more |= self.draw_speaker(party, own=0.3)
        return {key: value for key, value in more.items() if value}

    def draw_deadline(self) -> date | datetime:
        """Draw a day or an instant."""
        day = self.rng.choice(DAYS)
        return datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if self.chance(0.3) else day

    def issues_of(self, proposal: str) -> list[str]:
        """Return the issues on which a proposal has terms."""
        table = self.find(proposal)
        return [text.partition(" = ")[0] for text in table.get("terms", [])] + [*table.get("term", {})]

    def draw_response(self) -> Table:
        """Draw an answer to a proposal, to some of its terms, or to a position of another party."""
        table = super().draw_response()
        proposal = table.pop("proposal")
        positions = [name for name, x in self.tables["position"].items() if x["party"] != table["party"]]
        if positions and self.chance(0.3):
            named = self.rng.choice(positions)
            answer = self.rng.choice(["rejected", "rejected", "accepted", "welcomed"])
            return table | {"to": named, "answer": answer}
        if self.chance(0.4):
            terms = self.issues_of(proposal)
            some = self.rng.sample(terms, self.rng.randint(1, len(terms)))
            return table | {"to": [f"{proposal}#{issue}" for issue in some]}
        return table | {"to": proposal}

    def draw_taking_back(self) -> Table:
        """Draw a withdrawal or a denial, some of single terms."""
        table = super().draw_taking_back()
        key = "denies" if "denies" in table else "withdraws"
        named = table[key][0]
        if named in self.proposals and self.chance(0.5):
            issue = self.rng.choice(self.issues_of(named))
            table |= {key: [f"{named}#{issue}"], "issue": issue}
        return table
