"""Random small negotiations, dense in days, so that ties and orders matter; a seed always gives the same one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import tomli_w

from negtrack.frozen import dataclass
from negtrack.model import Negotiation
from negtrack.store.link import link_negotiation
from negtrack.store.parse import parse_document

Table = dict[str, Any]
Tables = dict[str, dict[str, Table]]

FIRST = date(2024, 3, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(5)]
MEASURED = ("10", "20", "30", "at least 20", "at most 20", "10..20", "not 20", "one of 10..20", "one of 20..30")
NO_SET = ("unspecified", "undisclosed")
VALUES = {
    "pay": MEASURED,
    "jobs": MEASURED,
    "pace": ("slow", "even", "fast", "slow or even", "at least even"),
    "start": ("immediately", "10 days", "at least 10 days", "at most 2 weeks", "2 weeks after vote", "5..10 days"),
    "mandate": ("none", "limited", "full", "at least sufficient"),
}
ISSUES: dict[str, Table] = {
    "pay": {"title": "Pay", "kind": "quantity", "unit": "euros"},
    "jobs": {"title": "Jobs", "kind": "quantity", "unit": "jobs", "basis": "gross"},
    "pace": {"title": "Pace", "kind": "choice", "ladder": ["slow", "even", "fast"]},
    "start": {"title": "Start", "kind": "timing", "anchor": "signed"},
    "mandate": {"title": "Mandate", "class": "process", "kind": "mandate"},
}
WIDE = {  # hold most others, for conditions that are met
    "pay": ("at least 5",),
    "jobs": ("at least 5",),
    "pace": ("slow or even or fast",),
    "start": ("at most 20 days",),
    "mandate": ("at least none",),
}
STANCES = (*["demand"] * 3, *["offer"] * 3, "acceptance", "red-line", "red-line", "refusal", "statement")
ANSWERS = (
    *["accepted"] * 7,
    *("rejected", "rejected", "countered", "restated", "welcomed", "pending", "accepted-with-reservations"),
)
ENTRIES = ("position", "proposal", "response", "retraction", "agreement", "open", "milestone")


@dataclass(frozen=True, kw_only=True)
class Theme:
    """What a negotiation has more of than others: chances of 1, and weights."""

    kinds: dict[str, int]
    third: float = 0.5
    """Of a third principal."""
    first_issue: float = 0.5
    own: float = 0.6
    said: float = 0.7
    requires: float = 0.25
    instants: float = 0.15
    intervals: float = 0.25
    in_order: bool = False
    """Whether later entries were said later."""
    hidden: float = 0.3
    """Of a term that is undisclosed."""


MIXED = {"position": 10, "proposal": 3, "response": 5, "disclosure": 2, "taking back": 3, "retraction": 1}
DEALS = {"position": 2, "proposal": 3, "response": 7, "disclosure": 2, "taking back": 1}
LATER_WORDS = {"position": 4, "proposal": 2, "response": 6, "taking back": 2}
THEMES = (
    *(Theme(kinds=MIXED),) * 4,
    Theme(kinds=DEALS, third=0.1, first_issue=0.8, own=0.9, said=0.97, intervals=0.1),
    *(Theme(kinds=DEALS, third=0, first_issue=0.9, own=0.97, said=1, intervals=0.1, hidden=0.9),) * 3,
    *(Theme(kinds=LATER_WORDS, third=0, first_issue=1, own=0.97, said=1, hidden=0.1, in_order=True),) * 6,
    *(Theme(kinds=MIXED, third=0.3, first_issue=0.9, own=0.8, said=0.9, instants=0.9, intervals=0.05),) * 3,
    Theme(kinds={"position": 1}, third=0.1, own=0.95, said=0.97, requires=0.8),
    *(Theme(kinds={"position": 1}, third=0.5, own=0.95, said=1, requires=1, intervals=0),) * 3,
)


def random_talks(seed: int) -> tuple[str, Negotiation]:
    """Return a negotiation as a sheet and as linked; what the linker refuses is left out."""
    return link_tables(Draw(Random(seed)).tables)


def link_tables(tables: Tables) -> tuple[str, Negotiation]:
    """Return tables as a sheet and as linked, without what the linker refuses."""
    while True:
        text = tomli_w.dumps(tables)
        document, problems = parse_document(text, "sheet.toml", "sheet")
        negotiation, more = link_negotiation("talks", [document])
        refused = [problem.record.partition(".") for problem in (*problems, *more) if problem.severity == "error"]
        if not refused:
            return text, negotiation
        for kind, _, name in refused:
            tables[kind].pop(name, None)


class Draw:
    """Draw the definitions and the records of one negotiation."""

    themes: tuple[Theme, ...] = THEMES
    values: Mapping[str, tuple[str, ...]] = VALUES
    wide: Mapping[str, tuple[str, ...]] = WIDE
    number = 0
    """Of the record that is drawn."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.theme = rng.choice(self.themes)
        self.tables = self.draw_definitions()
        self.parties = [name for name, party in self.tables["party"].items() if party.get("role") == "principal"]
        self.names: list[str] = []
        self.draw_records()

    def draw_records(self) -> None:
        """Draw a few records."""
        for number in range(self.rng.randint(3, 14)):
            self.number = number
            self.draw_record()

    def chance(self, chance: float) -> bool:
        return self.rng.random() < chance

    def add(self, table: str, letter: str, content: Table) -> str:
        """Add one record, and return its id."""
        self.number += 1
        name = f"{letter}{self.number}"
        self.tables[table][name] = content
        return name

    def draw_own(self, party: str, day: int) -> Table:
        """Draw whose word a party's own statement on record of a day is."""
        own = {"side": "own", "attribution": "on-record", "modality": "said", "stated": DAYS[day]}
        return {"party": party, "recorded": self.draw_instant(), **own}

    def draw_definitions(self) -> Tables:
        parties = self.draw_parties()
        issues = self.rng.sample([*ISSUES], self.rng.randint(2, 3))
        return {
            "party": parties,
            "delegate": {
                f"{party}-{number}": {"party": party, "name": f"Delegate {number} of {party}"}
                for party in parties
                if parties[party].get("role") == "principal"
                for number in ("1", "2")
            },
            "issue": {name: ISSUES[name] for name in issues},
            "event": {"signed": {"title": "Signature"}, "vote": {"title": "Vote"}},
            "source": {
                "gazette": {"container-title": "Gazette", "issued": DAYS[3]},
                "courier": {"publisher": "Courier", "issued": DAYS[1]},
                "leaflet": {"title": "Leaflet"},
            },
            **{kind: {} for kind in ENTRIES},
        }

    def draw_parties(self) -> dict[str, Table]:
        names = ["north", "south", *(["west"] if self.chance(self.theme.third) else [])]
        parties: dict[str, Table] = {name: {"name": name.title(), "role": "principal"} for name in names}
        if "west" in parties and self.chance(0.3):
            parties["league"] = {"name": "League", "role": self.rng.choice(["principal", "observer"])}
            parties["west"]["member_of"] = "league"
        return parties | {"host": {"name": "Host", "role": "mediator"}}

    @property
    def proposals(self) -> list[str]:
        return [name for name, table in self.tables["proposal"].items() if "discloses" not in table]

    def draw_record(self) -> None:
        """Add one entry of a kind that what is there allows."""
        kinds = {
            kind: weight
            for kind, weight in self.theme.kinds.items()
            if self.proposals or kind not in ("response", "disclosure")
            if self.names or kind not in ("taking back", "retraction")
        }
        kind = self.rng.choices([*kinds], [*kinds.values()])[0]
        draw, table, letter = {
            "position": (self.draw_position, "position", "p"),
            "proposal": (self.draw_proposal, "proposal", "q"),
            "response": (self.draw_response, "response", "r"),
            "disclosure": (self.draw_disclosure, "proposal", "d"),
            "taking back": (self.draw_taking_back, "position", "w"),
            "retraction": (self.draw_retraction, "retraction", "x"),
        }[kind]
        name = f"{letter}{self.number}"
        self.tables[table][name] = draw()
        self.names.append(name)

    def find(self, name: str) -> Table:
        return next(self.tables[kind][name] for kind in ENTRIES if name in self.tables[kind])

    def draw_position(self) -> Table:
        party, issue = self.rng.choice(self.parties), self.draw_issue()
        table = self.draw_provenance(party)
        table |= {"issue": issue, "stance": self.rng.choice(STANCES), "value": self.draw_value(issue)}
        if table["stance"] == "statement" and self.chance(0.2):
            del table["value"]
        if self.chance(0.15):
            table["qualifier"] = self.rng.choice(["gross", "net"])
        if self.chance(0.2):
            table["toward"] = self.draw_other(party)
        if self.chance(self.theme.requires):
            table["requires"] = [self.draw_condition() for _ in range(self.rng.choice([1, 1, 2]))]
        if self.chance(0.05) and self.names:
            table["supersedes"] = [self.rng.choice(self.names)]
        return table

    def draw_other(self, party: str) -> str:
        return self.rng.choice([name for name in self.parties if name != party])

    def draw_condition(self) -> str:
        if self.chance(0.2):
            return "a vote of the members"
        issue = self.draw_issue()
        return f"{issue} = {self.rng.choice((*self.values[issue], *self.wide[issue]))}"

    def draw_taking_back(self) -> Table:
        """Draw a withdrawal or a denial, mostly of something of the same party."""
        named = self.rng.choice(self.names)
        target = self.find(named)
        party = target["party"] if self.chance(0.8) else self.rng.choice(self.parties)
        if party == "host":
            party = self.rng.choice(self.parties)
        issue = target.get("issue", self.draw_issue()) if self.chance(0.8) else self.draw_issue()
        table = self.draw_provenance(party) | {"issue": issue, "modality": "said"}
        if self.chance(0.5):
            return table | {"stance": "denial", "denies": [named]}
        table |= {"stance": "withdrawal", "withdraws": [named]}
        if self.chance(0.1):
            table["toward"] = self.draw_other(party)
        return table

    def draw_proposal(self) -> Table:
        party = self.rng.choice([*self.parties, *self.parties, "host"])
        issues = self.rng.sample([*self.tables["issue"]], self.rng.randint(1, len(self.tables["issue"])))
        table = self.draw_provenance(party, own=0.8)
        table |= {"title": "Paper", "terms": [self.draw_term(issue) for issue in issues]}
        if self.chance(0.4):
            table["between"] = self.rng.sample(self.parties, self.rng.randint(1, 2))
        if self.chance(0.25):
            table["tabled"] = self.draw_date()
        return table

    def draw_term(self, issue: str) -> str:
        return f"{issue} = {'undisclosed' if self.chance(self.theme.hidden) else self.draw_value(issue)}"

    def draw_disclosure(self) -> Table:
        """Draw a record that says what is in a proposal, mostly of its party, mostly about its undisclosed terms."""
        named = self.rng.choice(self.proposals)
        proposal = self.find(named)
        hidden = [text.partition(" = ")[0] for text in proposal.get("terms", []) if "undisclosed" in text]
        issue = self.rng.choice(hidden) if hidden and self.chance(0.8) else self.draw_issue()
        table = self.draw_provenance(proposal["party"] if self.chance(0.8) else self.rng.choice(self.parties), own=0.4)
        table |= {"title": "Disclosed", "discloses": named, "terms": [f"{issue} = {self.draw_value(issue)}"]}
        if self.chance(0.3):
            table["tabled"] = proposal.get("tabled", proposal.get("stated", DAYS[0]))
        return table

    def draw_response(self) -> Table:
        named = self.rng.choice(self.proposals)
        proposer = self.find(named)["party"]
        party = self.draw_other(proposer) if self.chance(0.9) else self.rng.choice(self.parties)
        table = self.draw_provenance(party, own=max(self.theme.own, 0.8))
        return table | {"proposal": named, "answer": self.rng.choice(ANSWERS)}

    def draw_retraction(self) -> Table:
        named = self.rng.choice(self.names)
        party = self.find(named)["party"]
        return {"party": party, "of": named, "reason": "misread", "recorded": self.draw_instant()}

    def draw_provenance(self, party: str, own: float = 0.0) -> Table:
        table = {"party": party, "recorded": self.draw_instant(), **self.draw_speaker(party, own or self.theme.own)}
        table["grade"] = self.rng.choice(["A1", "B2", "C2", "B4", "F6", ""])
        unsure = ["considered", "hoped", "conditional", "inferred"]
        table["modality"] = "said" if self.chance(self.theme.said) else self.rng.choice(unsure)
        table["sources"] = self.rng.sample(["gazette", "courier", "leaflet"], self.rng.choice([0, 1, 1, 2]))
        if "gazette" not in table["sources"][:1] or self.chance(0.7):
            table["stated"] = self.draw_date()
        if self.names and self.chance(0.15):
            table["after"] = [self.rng.choice(self.names)]
        return {key: value for key, value in table.items() if value not in ("", [])}

    def draw_speaker(self, party: str, own: float) -> Table:
        if self.chance(own):
            attribution = self.rng.choice(["on-record", "on-record", "on-record", "document", "background", ""])
            table = {"side": self.rng.choice(["own", "own", "own", party]), "attribution": attribution}
            if self.chance(0.25):
                number = self.rng.choice("12")
                table["speaker"] = self.rng.choice([f"{party}-{number}", f"Delegate {number} of {party}"])
            return table
        other = self.rng.choice([*self.parties, "host"])
        speakers: list[Table] = [
            {"side": "media", "speaker": "an analyst"},
            {"side": "media"},
            {"side": "third-party", "speaker": "diplomats"},
            {"side": other, "speaker": "an official"},
            {},
        ]
        attribution = self.rng.choice(["on-record", "background", "reported", "leak", ""])
        return self.rng.choice(speakers) | {"attribution": attribution}

    def draw_issue(self) -> str:
        """Draw the first issue most often, so that its records meet."""
        issues = [*self.tables["issue"]]
        return issues[0] if self.chance(self.theme.first_issue) else self.rng.choice(issues)

    def draw_value(self, issue: str) -> str:
        return self.rng.choice(NO_SET if self.chance(0.12) else self.values[issue])

    def draw_date(self) -> date | datetime | str:
        """Draw an exact day, an instant, or an interval with or without both ends."""
        one, other = sorted(self.rng.choices(DAYS, k=2))
        if self.theme.in_order:
            return DAYS[min(self.number // 2, len(DAYS) - 1)]
        if self.chance(self.theme.intervals):
            return f"../{other}" if self.chance(0.3) else f"{one}/{other}"
        if self.chance(self.theme.instants):
            return datetime(one.year, one.month, one.day, self.rng.choice([9, 18]), tzinfo=UTC)
        return one

    def draw_instant(self) -> datetime:
        return datetime(2024, 6, self.rng.randint(1, 3), self.rng.choice([8, 20]), tzinfo=UTC)
