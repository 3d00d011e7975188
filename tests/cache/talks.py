"""Talks made up at random: every kind of record, and each way of taking one back."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from pathlib import Path

PARTIES = {"north": "principal", "south": "principal", "island": "principal", "envoy": "mediator", "bloc": "principal"}
VALUES = {
    "pay": ("40", "at least 60", "50..90", "unspecified", "under 30"),
    "start": ("2 weeks", "at least 10 days", "undisclosed", "day 30"),
    "rung": ("none", "some", "all", "some or all"),
    "mandate": ("none", "limited", "full"),
}
NEGOTIATION = """\
format = 1
title = "Talks"
parties = ["south", "north"]

[issue.pay]
title = "Pay"
kind = "quantity"
unit = "euros"

[issue.start]
title = "Start"
kind = "timing"
anchor = "signed"

[issue.rung]
title = "Rung"
kind = "choice"
ladder = ["none", "some", "all"]

[issue.mandate]
title = "Mandate"
kind = "mandate"
class = "process"

[event.signed]
title = "Signature"

[side.shore]
title = "The shore"
parties = ["north", "island"]

[event.round-one]
title = "First round"
date = 2024-02-01
day-one = true

[event.round-two]
title = "Second round"
date = "day 8 of round-one"
note = "a week later"
"""


VOICES: tuple[list[str], ...] = (
    *(['side = "own"'], ['side = "own"', 'attribution = "on-record"'], ['side = "own"', 'speaker = "one"'], []),
    *(['speaker = "Aides"', 'side = "envoy"'], ['speaker = "A paper"', 'side = "media"']),
)
"""Lines of a record that say who speaks."""


class Talks:
    """Talks in the folder `place`, to which `record` appends one record after another."""

    def __init__(self, place: Path, seed: int) -> None:
        self.place = place
        self._random = random.Random(seed)
        self._number = 0
        self.alone: frozenset[str] = frozenset()
        """Parties whose files get neither proposals nor answers."""
        self._positions: dict[str, list[tuple[str, str]]] = {name: [] for name in PARTIES}
        self._proposals: list[tuple[str, str]] = []
        self._entries: dict[str, list[str]] = {name: [] for name in PARTIES}
        (place / "parties").mkdir(parents=True)
        (place / "negotiation.toml").write_text(NEGOTIATION, "utf-8")
        sources = (f'[source.s{day}]\ntitle = "Report {day}"\nissued = 2024-01-{day:02}\n' for day in range(1, 29))
        (place / "sources.toml").write_text("\n".join(sources), "utf-8")
        for name, role in PARTIES.items():
            member = 'member_of = "bloc"\n' if name == "island" else ""
            text = f'name = "{name.title()}"\nrole = "{role}"\n{member}\n[delegate.one]\nname = "One of {name}"\n'
            self.file(name).write_text(text, "utf-8")

    def file(self, party: str) -> Path:
        """Return the file of `party`."""
        return self.place / "parties" / f"{party}.toml"

    def forget(self, name: str) -> None:
        """Name a record no more, which was deleted from its file."""
        self._proposals = [one for one in self._proposals if one[0] != name]
        for entries in self._entries.values():
            entries[:] = [entry for entry in entries if entry != name]

    def records(self, count: int) -> None:
        """Append `count` records."""
        for _ in range(count):
            party, text = self.block()
            with self.file(party).open("a", encoding="utf-8") as file:
                file.write(text)

    def block(self) -> tuple[str, str]:
        """Return a party and the table of a new record of it."""
        pick = self._random
        self._number += 1
        party = pick.choice([*PARTIES])
        kinds = ["position"] * 12 + ["withdrawal", "denial", "supersedes", "proposal", "disclosure"]
        kinds += ["response", "response", "note", "retraction", "retraction"]
        kind = pick.choice(kinds)
        if party in self.alone and kind in ("proposal", "disclosure", "response"):
            kind = "position"
        own = self._positions[party]
        if kind in ("withdrawal", "denial", "supersedes") and not own:
            kind = "position"
        if kind in ("response", "disclosure") and not self._proposals:
            kind = "proposal"
        if kind == "retraction" and not self._entries[party]:
            kind = "note"
        table = {"withdrawal": "position", "denial": "position", "supersedes": "position", "disclosure": "proposal"}
        name = f"r{self._number}"
        lines = [f"\n[{table.get(kind, kind)}.{name}]", *getattr(self, f"_{kind}")(party, name)]
        if kind != "retraction":
            lines += self._provenance()
        self._entries[party].append(name)
        recorded = datetime(2024, 3, 1) + timedelta(minutes=self._number)
        return party, "\n".join([*lines, f"recorded = {recorded.isoformat(' ')}+00:00", ""])

    def _provenance(self) -> list[str]:
        pick = self._random
        day = date(2024, 2, 1) + timedelta(days=pick.randrange(20))
        stated = pick.choice(
            [str(day), str(day), f"{day} 09:00:00Z", f'"{day - timedelta(days=3)}/{day}"', f'"../{day}"']
        )
        lines = [f"stated = {stated}", *pick.choice(VOICES), f'grade = "B{pick.randrange(1, 6)}"']
        return [*lines, f'sources = ["s{pick.randrange(1, 29)}"]', 'text = "Said ‏so."'][: pick.randrange(3, 6)]

    def _issue(self) -> tuple[str, str]:
        issue = self._random.choice([*VALUES])
        return issue, self._random.choice(VALUES[issue])

    def _position(self, party: str, name: str) -> list[str]:
        pick = self._random
        issue, value = self._issue()
        self._positions[party].append((name, issue))
        lines = [f'issue = "{issue}"', f'value = "{value}"']
        stance = "statement" if issue == "mandate" else pick.choice(["demand", "demand", "offer", "red-line"])
        others = [other for other in ("north", "south") if other != party]
        lines += [f'toward = "{pick.choice(others)}"'] if pick.random() < 0.2 else []
        lines += [f'requires = ["pay = {pick.choice(VALUES["pay"])}"]'] if pick.random() < 0.2 else []
        lines += ['limits = ["pay = at least 50"]'] if issue == "mandate" else []
        lines += ['modality = "considered"'] if pick.random() < 0.1 else []
        return [*lines, f'stance = "{stance}"']

    def _supersedes(self, party: str, name: str) -> list[str]:
        worse, issue = self._random.choice(self._positions[party])
        self._positions[party].append((name, issue))
        return [f'issue = "{issue}"', f'value = "{VALUES[issue][0]}"', f'supersedes = ["{worse}"]']

    def _withdrawal(self, party: str, _name: str) -> list[str]:
        return [*self._targets(party, "withdraws"), 'stance = "withdrawal"']

    def _denial(self, party: str, _name: str) -> list[str]:
        return [*self._targets(party, "denies"), 'stance = "denial"']

    def _targets(self, party: str, field: str) -> list[str]:
        """Return one or two positions, whatever their issues."""
        meant = self._random.choices(self._positions[party], k=self._random.randrange(1, 3))
        names = sorted({name for name, _ in meant})
        return [f'issue = "{self._random.choice([*VALUES])}"', f"{field} = {names}".replace("'", '"')]

    def _proposal(self, party: str, name: str) -> list[str]:
        self._proposals.append((name, party))
        return ['title = "Terms"', f'terms = ["pay = {self._random.choice(VALUES["pay"][:3])}", "start = undisclosed"]']

    def _disclosure(self, _party: str, _name: str) -> list[str]:
        return [
            'title = "Disclosed"',
            f'discloses = "{self._random.choice(self._proposals)[0]}"',
            f'terms = ["start = {self._random.choice(("3 weeks", "unspecified"))}"]',
        ]

    def _response(self, _party: str, _name: str) -> list[str]:
        answer = self._random.choice(["accepted", "rejected", "pending"])
        return [f'proposal = "{self._random.choice(self._proposals)[0]}"', f'answer = "{answer}"']

    def _note(self, _party: str, _name: str) -> list[str]:
        return []

    def _retraction(self, party: str, _name: str) -> list[str]:
        return [f'of = "{self._random.choice(self._entries[party])}"', 'reason = "misread"']
