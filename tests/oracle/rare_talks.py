"""Random small negotiations in which the rules meet that others leave alone: agreements with instants and terms left
open, answers to their terms, better readings of papers, joint papers, sides of the table, what is taken back late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

from negtrack.model import Negotiation
from tests.oracle.deal_talks import THEMES, DealDraw
from tests.oracle.talks import DAYS, Table, Tables, Theme, link_tables
from tests.oracle.term_talks import TermDraw

MIXED = {"position": 4, "proposal": 3, "response": 4, "disclosure": 2, "taking back": 2, "retraction": 1}
OPEN = ("unspecified", "undisclosed")
UNSURE = ("hoped", "considered", "said")


def random_rare(seed: int) -> tuple[str, Negotiation]:
    """Return a negotiation of what is rare as a sheet and as linked."""
    return link_tables(RareDraw(Random(seed)).tables)


class RareDraw(TermDraw, DealDraw):
    """Draw agreements and papers, and about them what hardly occurs elsewhere."""

    themes: tuple[Theme, ...] = tuple(replace(theme, kinds=MIXED, instants=0.3, requires=0.1) for theme in THEMES)

    def draw_definitions(self) -> Tables:
        """Draw definitions, with a side of the table in some talks of three principals."""
        tables = super().draw_definitions()
        names = [name for name, party in tables["party"].items() if party.get("role") == "principal"]
        if len(names) > 2 and self.chance(0.4):
            tables["side"] = {"ours": {"title": "Ours", "parties": self.rng.sample(names, 2)}}
        return tables

    def draw_records(self) -> None:
        """Draw an agreement with what became of it, and then some of what is rare."""
        super().draw_records()
        draws = (
            self.draw_answer_to_a_term,
            self.draw_void_record,
            self.draw_answer_taken_back,
            self.draw_better_reading,
            self.draw_joint_paper,
            self.draw_word_of_an_open_issue,
            self.draw_consent_in_part,
            self.draw_secret,
            self.draw_alternatives,
            self.draw_stop_at_an_hour,
        )
        for draw in self.rng.sample(draws, self.rng.choice([1, 2, 3])):
            draw()

    def draw_date(self) -> date | datetime | str:
        """Draw a day or an interval of the days at hand, or an instant."""
        if self.chance(self.theme.instants):
            return self.draw_hour()
        return super(TermDraw, self).draw_date()

    def draw_hour(self) -> datetime:
        """Draw an instant of the days at hand."""
        day = self.draw_day()
        return datetime(day.year, day.month, day.day, self.rng.choice([9, 12, 18]), tzinfo=UTC)

    def draw_terms(self, named: list[str]) -> Table:
        """Draw the terms of an agreement, of which some leave the value open or were not simply said."""
        terms = super().draw_terms(named)
        for issue, term in terms["term"].items():
            if self.chance(0.3):
                term["modality"] = self.rng.choice(UNSURE)
            if self.chance(0.2):
                term["value"] = self.rng.choice(OPEN)
            if self.chance(0.2) and issue == "jobs":
                term["qualifier"] = "net"
        return terms

    def draw_item(self, deal: str, issue: str) -> None:
        """Draw an open item, which may end at an hour, or have a fallback that is not public."""
        super().draw_item(deal, issue)
        item = self.tables["open"][f"o{self.number}"]
        if self.chance(0.4):
            item["decide-by"] = self.draw_hour()
        if self.chance(0.1):
            item["otherwise"] = self.rng.choice(OPEN)

    def draw_answer_to_a_term(self) -> None:
        """Draw answers of a party to a term of an agreement, and perhaps to all of it."""
        deal = self.rng.choice([*self.tables["agreement"]])
        terms = self.terms_of(deal)
        party, answers = self.rng.choice(self.parties), ["accepted", "rejected", "rejected", "restated", "welcomed"]
        for _ in range(self.rng.choice([1, 2])):
            whole = not terms or self.chance(0.3)
            to = deal if whole else [f"{deal}#{self.rng.choice(terms)}"]
            table = self.draw_provenance(party, own=0.9) | {"to": to, "answer": self.rng.choice(answers)}
            self.add("response", "r", table)

    def terms_of(self, deal: str) -> list[str]:
        """Return the issues on which an agreement has terms."""
        table = self.tables["agreement"][deal]
        return [*(text.partition(" = ")[0] for text in table.get("terms", [])), *table.get("term", {})]

    def draw_void_record(self) -> None:
        """Draw a retraction of an agreement, of what it leaves open or of what happened to it, and perhaps of that."""
        names = [name for kind in ("agreement", "open", "milestone") for name in self.tables[kind]]
        table = {"of": self.rng.choice(names), "reason": "misread", "recorded": self.draw_instant()}
        name = self.add("retraction", "x", table)
        if self.chance(0.2):
            self.add("retraction", "x", table | {"of": name})

    def draw_answer_taken_back(self) -> None:
        """Draw that a party withdraws or denies an answer, most of them answers to an agreement."""
        names = [*self.tables["response"]]
        to_deals = [name for name in names if "a" in str(self.tables["response"][name].get("to", ""))[:3]]
        if not names:
            return
        named = self.rng.choice(to_deals or names)
        party = self.tables["response"][named]["party"]
        table = self.draw_provenance(party, own=0.9) | {"issue": self.draw_issue(), "modality": "said"}
        word = self.rng.choice(
            [{"stance": "denial", "denies": [named]}, {"stance": "withdrawal", "withdraws": [named]}]
        )
        self.add("position", "w", table | word)

    def draw_better_reading(self) -> None:
        """Draw a better reading of a paper, or of one of its terms."""
        if not self.proposals:
            return
        named = self.rng.choice(self.proposals)
        table, later = self.find(named), {"recorded": datetime(2024, 6, 5, 8, tzinfo=UTC)}
        if self.chance(0.5) or table["party"] == "host":
            issue = self.draw_issue()
            new = {"title": "Paper", "terms": [f"{issue} = {self.draw_value(issue)}"], "supersedes": [named]}
            self.add("proposal", "q", self.draw_provenance(table["party"], own=0.9) | later | new)
            return
        issue = self.rng.choice(self.issues_of(named))
        position = self.draw_provenance(table["party"], own=0.9) | {"issue": issue, "stance": "demand"}
        self.add(
            "position", "p", position | later | {"value": self.draw_value(issue), "supersedes": [f"{named}#{issue}"]}
        )

    def draw_joint_paper(self) -> None:
        """Draw a paper that a party tabled with another one, and perhaps the answer of that or of a third."""
        table = self.draw_proposal()
        others = [name for name in self.parties if name != table["party"]]
        table["with"] = [self.rng.choice(others)]
        name = self.add("proposal", "q", table)
        self.names.append(name)
        if self.chance(0.7):
            party = self.rng.choice(self.parties)
            self.add(
                "response",
                "r",
                self.draw_own(party, 4) | {"to": name, "answer": self.rng.choice(["accepted", "rejected"])},
            )

    def draw_word_of_an_open_issue(self) -> None:
        """Draw that what an agreement leaves open was suspended, carried on with or ended by itself."""
        if not self.tables["open"]:
            return
        item = self.rng.choice([*self.tables["open"].values()])
        for word in self.rng.sample(("suspended", "ended", "begun", "done", "suspended"), self.rng.choice([1, 2])):
            name = f"{item['agreement']}#{item['issue']}"
            self.add("milestone", "m", self.draw_claim("", own=0.0) | {"agreement": name, "milestone": word})

    def draw_stop_at_an_hour(self) -> None:
        """Draw an open item that ends at an hour, and that its agreement was suspended on that day, and perhaps in
        force again, at an hour or at one that nobody knows."""
        deal = self.rng.choice([*self.tables["agreement"]])
        issue = self.rng.choice([name for name in self.tables["issue"] if name != "mandate"])
        self.draw_item(deal, issue)
        item, end = self.tables["open"][f"o{self.number}"], self.draw_hour()
        item |= {"decide-by": end, "otherwise": self.rng.choice(self.values[issue])}
        for word in ("suspended", *self.rng.choice([(), ("in-force",)])):
            when = end.date() if self.chance(0.3) else end.replace(hour=self.rng.choice([8, 10, 15, 20]))
            claim = self.draw_claim("", own=0.0) | {"agreement": deal, "milestone": word, "stated": when}
            claim.pop("sources", None)
            self.add("milestone", "m", claim)

    def draw_consent_in_part(self) -> None:
        """Draw an offer of which one term hangs on the other, or each on the other, and answers to the terms."""
        party = self.rng.choice(self.parties)
        offer, issues = self.draw_offer(self.draw_other(party), 1)
        texts = self.tables["proposal"][offer].pop("terms")
        values = [text.partition(" = ")[2] for text in texts]
        term = {issues[0]: {"value": values[0], "requires": texts[1:]}, issues[1]: {"value": values[1]}}
        if self.chance(0.6):
            term[issues[1]]["requires"] = [self.rng.choice([texts[0], "a vote of the members", self.draw_condition()])]
        self.tables["proposal"][offer]["term"] = term
        for issue in issues:
            answer = self.rng.choice(["accepted", "accepted", "accepted", "rejected", ""])
            if answer:
                self.add("response", "r", self.draw_own(party, 2) | {"to": [f"{offer}#{issue}"], "answer": answer})
        if self.chance(0.3):
            taken = {"issue": issues[1], "stance": "withdrawal", "withdraws": [f"{offer}#{issues[1]}"]}
            self.add("position", "w", self.draw_own(self.tables["proposal"][offer]["party"], 3) | taken)

    def draw_secret(self) -> None:
        """Draw an offer whose value is not public, what others disclose of it, and its acceptance."""
        party = self.rng.choice(self.parties)
        offer, issues = self.draw_offer(self.draw_other(party), 1)
        table = self.tables["proposal"][offer]
        text, issue = table["terms"][1], issues[0]
        term: Table = {"value": "undisclosed"} | self.draw_more(table["party"], issue)
        table |= {"terms": [text], "term": {issue: term}}
        for _ in range(self.rng.choice([1, 1, 2])):
            shown = {"value": self.rng.choice(self.values[issue][:2]), **self.draw_more(table["party"], issue)}
            new = {"title": "Disclosed", "discloses": offer, "term": {issue: shown}}
            self.add("proposal", "d", self.draw_provenance(table["party"], own=0.5) | {"stated": DAYS[2]} | new)
        self.add("response", "r", self.draw_own(party, 3) | {"to": offer, "answer": "accepted"})

    def draw_alternatives(self) -> None:
        """Draw packages of which exactly one holds, and perhaps an answer to one, and what was disclosed of one."""
        party = self.rng.choice(self.parties)
        names: list[str] = []
        for _ in range(self.rng.choice([2, 2, 3])):
            table = self.draw_proposal() | {"party": party, "side": "own"}
            others = {"alternative_to": [self.rng.choice(names)]} if names and self.chance(0.9) else {}
            kept = {key: table[key] for key in table if key not in ("speaker", "amends", "after")}
            names.append(self.add("proposal", "q", kept | others))
        self.names += names
        if self.chance(0.5):
            other = self.draw_other(party)
            self.add("response", "r", self.draw_own(other, 4) | {"to": self.rng.choice(names), "answer": "accepted"})
        if self.chance(0.3):
            issue = self.draw_issue()
            table = {"title": "Disclosed", "discloses": self.rng.choice(names)}
            table |= {"terms": [f"{issue} = {self.rng.choice(self.values[issue])}"]}
            self.add("proposal", "d", self.draw_provenance(party, own=0.4) | {"stated": DAYS[3]} | table)
