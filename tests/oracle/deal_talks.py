"""Random small negotiations with agreements: what was said before, the agreements, and what became of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from random import Random

from negtrack.model import Negotiation
from tests.oracle.talks import DAYS, Draw, Table, Theme, link_tables

MIXED = {"position": 6, "proposal": 2, "response": 2, "taking back": 1}
CALM = Theme(kinds=MIXED, intervals=0.1, said=0.97, own=0.9, instants=0.1, requires=0, hidden=0, third=0)
THEMES = (
    CALM,
    replace(CALM, third=0.5, requires=0.1, hidden=0.1),
    replace(CALM, kinds={"position": 1}, requires=0.8),
    replace(CALM, third=1),
)
WHOLE = (
    *["signed"] * 6,
    *["ratified"] * 4,
    *(
        "rejected",
        "announced",
        "initialled",
        "recommended",
        "in-force",
        "phase-ended",
        "suspended",
        "suspended",
        "ended",
        "ended",
    ),
)
SINGLE = ("begun", "done", "done", "not-done", "suspended", "suspended", "ended")
KINDS = (*[""] * 3, "full", "full", "partial", "in-principle", "extension")


def random_deals(seed: int) -> tuple[str, Negotiation]:
    """Return a negotiation with agreements as a sheet and as linked."""
    return link_tables(DealDraw(Random(seed)).tables)


class DealDraw(Draw):
    """Draw first what was said before an agreement, then that, and then what became of it."""

    themes: tuple[Theme, ...] = THEMES
    days = (0, 4)
    earlier: list[str]
    """The proposals from before the first agreement."""

    def draw_records(self) -> None:
        self.number = 0
        day = self.rng.randint(1, 3)
        self.draw_some((0, day), self.rng.randint(1, 4))
        self.earlier = self.proposals
        for _ in range(self.rng.choice([1, 1, 1, 2])):
            self.days = (day, min(day + 1, 4))
            self.draw_deal()
            if self.chance(0.15):
                self.draw_announcement()
            self.draw_fates(self.rng.randint(0, 4))
            self.draw_some((max(day - 1, 0), 4), self.rng.choice([0, 0, 1, 2]))
            if self.chance(0.15):
                self.draw_accepted_offer(day)
            day = min(day + 1, 4)

    def draw_some(self, days: tuple[int, int], count: int) -> None:
        """Draw records of some days."""
        for _ in range(count):
            self.days = days
            self.number += 1
            self.draw_record()

    def draw_accepted_offer(self, day: int) -> None:
        """Draw an offer of the days after an agreement, and its acceptance."""
        self.days = (min(day + 1, 4), 4)
        offer = self.draw_proposal() | {"stated": self.draw_day(), "side": "own", "modality": "said"}
        if offer["party"] == "host":
            offer["party"] = self.parties[0]
        self.add("proposal", "q", {key: offer[key] for key in offer if key not in ("tabled", "between", "speaker")})
        party = self.draw_other(offer["party"])
        own = {"side": "own", "attribution": "on-record", "stated": DAYS[4], "modality": "said"}
        answer = self.draw_provenance(party) | own | {"to": f"q{self.number}", "answer": "accepted"}
        self.add("response", "r", {key: answer[key] for key in answer if key not in ("speaker", "sources")})

    def draw_announcement(self) -> None:
        """Draw a party's own announcement of the newest agreement, by which it is bound where nobody votes."""
        party = self.rng.choice(self.parties)
        table = {"agreement": [*self.tables["agreement"]][-1], "milestone": "announced", "by": party}
        own = self.draw_own(party, self.days[1])
        self.add("milestone", "m", table | {key: own[key] for key in own if key != "party"})

    def draw_deal(self) -> None:
        """Draw an agreement, and what it leaves open."""
        issues = [name for name in self.tables["issue"] if name != "mandate"]
        named = self.rng.sample(issues, self.rng.randint(0, len(issues)))
        table = self.draw_claim("", own=0.0) | {"title": "Contract", "date": self.draw_date()}
        table |= self.draw_terms(named)
        if (len(self.parties) > 2 and self.chance(0.6)) or self.chance(0.2):
            table["between"] = self.rng.sample(self.parties, self.rng.choice([2, 2, 3][: len(self.parties)]))
        if self.earlier and self.chance(0.4):
            table["follows"] = [self.rng.choice(self.earlier)]
        if kind := self.rng.choice(KINDS):
            table["kind"] = kind
        self.add("agreement", "a", {key: value for key, value in table.items() if value not in ([], {})})
        deal = f"a{self.number}"
        for issue in issues:
            if self.chance(0.1 if issue in named else 0.5):
                self.draw_item(deal, issue)

    def draw_terms(self, named: list[str]) -> Table:
        """Draw the terms of an agreement, some as tables with conditions, which settle no less."""
        texts, tables = [], {}
        for issue in named:
            value, others = (
                self.rng.choice(self.values[issue]),
                [name for name in self.tables["issue"] if name != issue],
            )
            if self.chance(0.3):
                other = self.rng.choice(others)
                tables[issue] = {"value": value, "requires": [f"{other} = {self.rng.choice(self.values[other])}"]}
            else:
                texts.append(f"{issue} = {value}")
        return {"terms": texts, "term": tables}

    def draw_item(self, deal: str, issue: str) -> None:
        """Draw an issue that an agreement leaves open."""
        table = self.draw_claim("", own=0.0) | {"agreement": deal, "issue": issue, "decide-by": self.draw_day()}
        if self.chance(0.7):
            table["otherwise"] = self.rng.choice(self.values[issue])
        self.add("open", "o", table)

    def draw_fates(self, count: int) -> None:
        """Draw what became of agreements, and the answers of parties to them."""
        deals = [*self.tables["agreement"]]
        for _ in range(count):
            deal = deals[-1] if self.chance(0.8) else self.rng.choice(deals)
            self.days = (self.days[0], 4)
            if self.chance(0.3):
                self.draw_answer(deal)
            else:
                self.draw_milestone(deal)

    def draw_answer(self, deal: str) -> None:
        """Draw an answer of a party to an agreement."""
        party = self.rng.choice(self.parties)
        answer = self.rng.choice(["accepted", "accepted", "accepted", "rejected", "welcomed", "restated"])
        self.add("response", "r", self.draw_provenance(party, own=0.9) | {"to": deal, "answer": answer})

    def draw_milestone(self, deal: str) -> None:
        """Draw a milestone of an agreement, or of one of its terms."""
        agreement = self.tables["agreement"][deal]
        terms = [*(term.partition(" = ")[0] for term in agreement.get("terms", [])), *agreement.get("term", {})]
        issue = self.rng.choice(terms) if terms and self.chance(0.3) else ""
        word = self.rng.choice(SINGLE if issue else WHOLE)
        by = self.rng.choice(["", *self.parties, *self.parties, *self.parts, *(["host"] if self.chance(0.2) else [])])
        table = self.draw_claim(by, own=0.5 if by else 0.0)
        table |= {"agreement": f"{deal}#{issue}" if issue else deal, "milestone": word}
        if by:
            table["by"] = by
        if self.chance(0.2):
            table["date"] = self.draw_date()
        self.add("milestone", "m", table)
        if word == "signed" and by in self.parties and self.chance(0.2):
            self.draw_rival_votes(deal, by)
        if word == "ended" and not issue and self.chance(0.4):
            rival = self.draw_claim("", own=0.0) | {"agreement": deal, "milestone": word}
            self.add("milestone", "m", rival | {"by": self.rng.choice(self.parties)})
        if word == "recommended" and by in self.parties:
            answer = self.draw_provenance(by, own=1.0) | {"to": deal, "answer": "accepted"}
            self.add("response", "r", answer)
        if word == "suspended" and not issue and self.chance(0.6):
            again = self.draw_claim("", own=0.0) | {"agreement": deal, "milestone": "in-force", "stated": DAYS[4]}
            self.add("milestone", "m", again)

    def draw_rival_votes(self, deal: str, by: str) -> None:
        """Draw two votes of one party on one day, of which nobody knows which came last."""
        own = {"side": "own", "attribution": "on-record", "stated": self.draw_day()}
        for word in ("rejected", "ratified"):
            claim = self.draw_claim(by, own=1.0) | own | {"agreement": deal, "milestone": word, "by": by}
            self.add("milestone", "m", {key: value for key, value in claim.items() if key != "speaker"})

    @property
    def parts(self) -> list[str]:
        """Return the parties that are parts of others."""
        return [name for name, party in self.tables["party"].items() if "role" not in party]

    def draw_parties(self) -> dict[str, Table]:
        parties = super().draw_parties()
        if "west" in parties and self.chance(0.5):
            parties["league"] = {"name": "League", "role": "principal"}
            parties["west"]["member_of"] = "league"
            if self.chance(0.5):
                parties["east"] = {"name": "East", "role": "principal", "member_of": "league"}
        if self.chance(0.2):
            parties["crew"] = {"name": "Crew", "member_of": "north"}
        return parties

    def draw_claim(self, by: str, own: float) -> Table:
        """Draw who reports what is of no party."""
        table = self.draw_provenance(by or "north", own) | {"stated": self.draw_date()}
        if by and self.chance(own):
            table |= {"side": "own", "attribution": self.rng.choice(["on-record", "document", "background"])}
        elif self.chance(0.5):
            table.pop("side", None)
            table.pop("speaker", None)
        if not by and table.get("side") == "own":
            table["side"] = "media"
        del table["party"]
        return {key: value for key, value in table.items() if key != "after"}

    def draw_day(self) -> date:
        return DAYS[self.rng.randint(*self.days)]

    def draw_date(self) -> date | datetime | str:
        one, other = sorted([self.draw_day(), self.draw_day()])
        if self.chance(self.theme.intervals):
            return f"{one}/{other}" if one != other else one
        return one
