"""Talks made up by a seed, as large as wanted: 20 parties, 50 issues, texts in several scripts; and the same statements
for other programs that keep records as text.

`python tests/benchmarks/generate.py POSITIONS FOLDER` writes the folder `talks` into FOLDER, and with --peers the files
`talks.journal` (hledger), `talks.rec` (recutils), `talks.json` (taskwarrior), `talks.jsonl` (sqlite-utils, VisiData)
and `talks.jrnl` (jrnl).
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

PARTIES = 20
PRINCIPALS = 4
ISSUES = 50
KINDS = ("quantity", "percent", "duration", "timing", "choice", "yes-no", "money", "date", "ratio", "text")
OF_KIND = {
    "quantity": 'unit = "people"\n',
    "timing": 'anchor = "signing"\n',
    "choice": 'ladder = ["none", "some", "most", "all"]\n',
    "ratio": 'give = "prisoners"\nper = "hostage"\n',
}
TEXTS = (
    "The delegation said that it would not move before the next round.",
    "Officials close to the talks described the offer as final, and the tone as calm.",
    "قال الوفد إنه لن يتحرك قبل الجولة القادمة.",
    "המשלחת אמרה שלא תזוז לפני הסבב הבא.",
    "Делегация заявила, что не изменит позицию до следующего раунда.",
    "代表团表示在下一轮之前不会改变立场。",
    "La délégation s'est dite « prête à discuter » d'un calendrier 🕊️.",
)
FIRST_DAY = date(2021, 1, 1)
DAYS = 1200


@dataclass(frozen=True)
class Statement:
    """One position, with what other programs can say of it."""

    id: str
    party: str
    issue: str
    value: str
    day: date
    voice: str
    text: str
    toml: str


def value_of(kind: str, pick: random.Random) -> str:
    """Return a value that a party may accept on an issue of a kind."""
    number = pick.randrange(1, 900)
    return {
        "quantity": pick.choice((f"{number}", f"at least {number}", f"{number}..{number + 50}")),
        "percent": pick.choice((f"{number % 100}%", f"at most {number % 100}%")),
        "duration": f"{number % 20 + 2} weeks",
        "timing": pick.choice((f"{number % 90 + 2} days", f"at least {number % 90 + 2} days")),
        "choice": pick.choice(("none", "some", "most", "all")),
        "yes-no": pick.choice(("yes", "no")),
        "money": f"USD {number}m",
        "date": str(date(2026, 1, 1) + timedelta(days=number)),
        "ratio": f"{number % 50 + 1}:1",
        "text": pick.choice(("a monitoring body", "no inspections")),
    }[kind]


class Talks:
    """The statements of one seed, in the order in which they were recorded."""

    def __init__(self, count: int, seed: int = 7) -> None:
        self.count = count
        self._pick = random.Random(seed)
        self.parties = [f"party-{number:02}" for number in range(PARTIES)]
        self.issues = [f"issue-{number:02}" for number in range(ISSUES)]
        self.days = [FIRST_DAY + timedelta(days=self._pick.randrange(DAYS)) for _ in range(min(2000, count // 50 + 20))]
        self._last: dict[tuple[str, str], str] = {}

    def negotiation(self) -> Iterator[str]:
        """Return the definitions."""
        yield f'format = 1\ntitle = "Talks"\nparties = {json.dumps(self.parties)}\n'
        for number, name in enumerate(self.issues):
            kind = KINDS[number % len(KINDS)]
            yield f'\n[issue.{name}]\ntitle = "Question {number}"\nkind = "{kind}"\ngroup = "Basket {number // 10}"\n'
            yield OF_KIND.get(kind, "")
        yield '\n[event.signing]\ntitle = "Signature"\n'
        for number in range(30):
            day = FIRST_DAY + timedelta(40 * number)
            yield f'\n[event.round-{number:02}]\ntitle = "Round {number}"\ndate = {day}\n'

    def sources(self) -> Iterator[str]:
        """Return the publications."""
        for number, day in enumerate(self.days):
            blank = "\n" if number else ""
            yield f'{blank}[source.report-{number:04}]\ntype = "article-newspaper"\ntitle = "Report {number}"\n'
            yield f'container-title = "Paper {number % 30}"\nissued = {day}\nURL = "https://example.org/{number}"\n'

    def head(self, number: int) -> str:
        """Return the head of a party's file, above its records."""
        role = "principal" if number < PRINCIPALS else "mediator" if number < 8 else "observer"
        return f'name = "Party {number}"\nrole = "{role}"\n\n[delegate.head]\nname = "Head of party {number}"\n'

    def statements(self) -> Iterator[Statement]:
        """Yield the positions, one after another."""
        for number in range(self.count):
            yield self._statement(number)

    def _statement(self, number: int) -> Statement:
        pick = self._pick
        party, issue = pick.choice(self.parties), pick.choice(self.issues)
        source = pick.randrange(len(self.days))
        day = self.days[source]
        value = value_of(KINDS[int(issue[-2:]) % len(KINDS)], pick)
        name = f"{day}-{issue}-{number:07x}"
        said = [f'value = "{value}"', *self._special(party, issue)]
        if said[-1].startswith(("withdraws", "denies")):
            said = said[1:]
        else:
            self._last[party, issue] = name
        voice, words = self._voice(party)
        text = f"{pick.choice(TEXTS)} ({number})"
        recorded = datetime(2025, 1, 1) + timedelta(seconds=30 * number)
        toml = "\n".join(
            [
                f'\n[position."{name}"]',  # as negtrack writes a name that begins like a day
                f'issue = "{issue}"',
                *said,
                f'text = "{text}"',
                f"stated = {day}",
                *words,
                f'grade = "{pick.choice("ABC")}{pick.randrange(1, 5)}"',
                f'sources = [\n    "report-{source:04}",\n]',
                f"recorded = {recorded.isoformat(' ')}+00:00",
                "",
            ]
        )
        return Statement(name, party, issue, value, day, voice, text, toml)

    def _special(self, party: str, issue: str) -> list[str]:
        """Return the special fields of a few statements: taken back, red line, for one counterpart, without a value."""
        chance, last = self._pick.random(), self._last.get((party, issue))
        if chance < 0.02 and last:
            return ['stance = "withdrawal"', f'withdraws = [\n    "{last}",\n]']
        if chance < 0.03 and last:
            return ['stance = "denial"', f'denies = [\n    "{last}",\n]']
        if chance < 0.04:
            return ['stance = "red-line"']
        others = [other for other in self.parties[:PRINCIPALS] if other != party]
        return [f'toward = "{self._pick.choice(others)}"'] if chance < 0.05 else ['stance = "demand"']

    def _voice(self, party: str) -> tuple[str, list[str]]:
        chance, other = self._pick.random(), self._pick.choice(self.parties)
        if chance < 0.4:
            return party, ['speaker = "The spokesman"', 'side = "own"', 'attribution = "on-record"']
        if chance < 0.8:
            return other, [f'speaker = "Officials of {other}"', f'side = "{other}"', 'attribution = "background"']
        return "reported", ['attribution = "reported"']


def write_talks(talks: Talks, folder: Path) -> None:
    """Write the talks to `folder`/talks, as negtrack keeps them."""
    place = folder / "talks"
    (place / "parties").mkdir(parents=True)
    (place / "negotiation.toml").write_text("".join(talks.negotiation()), "utf-8")
    (place / "sources.toml").write_text("".join(talks.sources()), "utf-8")
    with ExitStack() as stack:
        paths = {name: place / "parties" / f"{name}.toml" for name in talks.parties}
        files = {name: stack.enter_context(path.open("w", encoding="utf-8")) for name, path in paths.items()}
        for number, name in enumerate(talks.parties):
            files[name].write(talks.head(number))
        for statement in talks.statements():
            files[statement.party].write(statement.toml)


def write_peers(talks: Talks, folder: Path) -> None:
    """Write the same statements for hledger, recutils, taskwarrior, sqlite-utils and jrnl."""
    with ExitStack() as stack:
        diary = stack.enter_context((folder / "talks.jrnl").open("w", encoding="utf-8"))
        names = ("talks.journal", "talks.rec", "talks.jsonl", "talks.json")
        journal, rec, rows, tasks = (stack.enter_context((folder / name).open("w", encoding="utf-8")) for name in names)
        rec.write("%rec: Position\n%key: Id\n%type: Day date\n\n")
        for number, statement in enumerate(sorted(talks.statements(), key=lambda statement: statement.day)):
            journal.write(
                f"{statement.day} {statement.id} | {statement.value}\n"
                f"    {statement.party}:{statement.issue}  1\n    {statement.voice}\n\n"
            )
            diary.write(f"[{statement.day} 09:00] @{statement.party} {statement.issue} {statement.value}\n\n")
            rec.write(
                f"Id: {statement.id}\nParty: {statement.party}\nIssue: {statement.issue}\nValue: {statement.value}\n"
            )
            rec.write(f"Day: {statement.day}\nVoice: {statement.voice}\nText: {statement.text}\n\n")
            row = {
                "id": statement.id,
                "party": statement.party,
                "issue": statement.issue,
                "value": statement.value,
                "day": str(statement.day),
            }
            rows.write(json.dumps({**row, "voice": statement.voice, "text": statement.text}) + "\n")
            entry = f"{statement.day:%Y%m%d}T000000Z"
            task = {"uuid": f"00000000-0000-4000-8000-{number:012x}", "description": statement.value, "entry": entry}
            tasks.write(
                json.dumps({**task, "status": "pending", "project": statement.party, "tags": [statement.issue]}) + "\n"
            )


def main() -> None:
    """Write the files that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("positions", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", action="store_true")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    write_talks(Talks(given.positions), given.folder)
    if given.peers:
        write_peers(Talks(given.positions), given.folder)


if __name__ == "__main__":
    main()
