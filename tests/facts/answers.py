"""Short lines from what the commands answer about the shipped talks, so that a test reads as the facts do."""

from __future__ import annotations

from typing import Any

from ..cli.harness import SHIPPED, Result, look, run

FIRM = {"said": "", "conditional": "if ", "considered": "considers ", "hoped": "hoped: ", "inferred": "inferred: "}


class Talks:
    """One of the shipped negotiations, and what the commands say about it."""

    def __init__(self, example: str) -> None:
        self._place = ("-n", example, "--data", SHIPPED)

    def run(self, *args: object) -> Result:
        """Run a command on it, without a word on stderr."""
        result = run(*args, *self._place)
        assert result.err == ""
        return result

    def rows(self, *args: object) -> list[dict[str, Any]]:
        """Return the rows of a command's answer in JSON."""
        found: list[dict[str, Any]] = self.run(*args, "--format", "json").json["rows"]
        return found

    def page(self, *args: object) -> str:
        """Return the page of a command as running text."""
        return " ".join(look(*args, *self._place, width=400).split())

    def cell(self, party: str, issue: str, day: str, *more: str) -> list[str]:
        """Return what stands of a party on an issue: `STANDING: VALUE (QUALIFIER); VOICE, STATED, GRADE`."""
        return [
            f"{row['standing']}: {_value(row)}; {row['voice']}, {row['stated']}, {row['grade']}"
            for row in self.rows("show", party, "--issue", issue, "--as-of", day, *more)
        ]

    def caveats(self, party: str, issue: str, day: str) -> list[str]:
        """Return the caveats of what stands of a party on an issue."""
        rows = self.rows("show", party, "--issue", issue, "--as-of", day)
        return [row["caveat"] for row in rows if row["caveat"]]

    def gap(self, issue: str, one: str, other: str, day: str) -> str:
        """Return the gap of two parties in words."""
        (row,) = self.rows("gaps", one, other, "--issue", issue, "--as-of", day)
        return str(row["gap"])

    def answers(self, proposal: str, day: str) -> list[str]:
        """Return the answers to a proposal: `PARTY ANSWER, WHOSE WORDS, STATED, GRADE`."""
        return [
            f"{row['party']} {row['answer']}, {row['speaker'] or row['words']}, {row['stated']}, {row['grade']}"
            for row in self.rows("proposals", proposal, "--as-of", day)
            if row["part"] == "answer"
        ]

    def changes(self, *args: object) -> list[str]:
        """Return what `diff` reports of positions: `PARTY ISSUE: CLASSES`."""
        return [
            f"{row['party']} {row['issue']}: {', '.join(row['classes'])}"
            for row in self.rows("diff", *args)
            if row["issue"]
        ]

    def overview(self, heading: str, day: str) -> list[str]:
        """Return the lines of `overview` under a heading."""
        return [row["words"] for row in self.rows("overview", "--as-of", day) if row["heading"] == heading]

    def counts(self, day: str) -> dict[str, int]:
        """Return how many issues have each status."""
        found: dict[str, int] = self.run("overview", "--as-of", day, "--format", "json").json["counts"]
        return found


def _value(row: dict[str, Any]) -> str:
    basis = f" ({row['qualifier']})" if row["qualifier"] else ""
    return f"{FIRM[row['modality']]}{row['value']}{basis}"
