"""A hundred false quotes among the proposed records: none is accepted, however often a reader says yes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from negtrack.text.normalise import join_paragraphs, split_plain

from ..cli.harness import run
from ..cli.small import load, take
from ..negotiations import write_negotiation

SPEAKERS = ("The union", "The employer")
DEMANDS = ("asks for", "would accept", "still insists on", "was offered")
MATTERS = ("euros a day", "hours a week", "days of leave", "weeks of notice")


def sentence(number: int) -> str:
    """Return one of the sentences of the article; no two are the same, and each has a number of its own."""
    speaker, demand, matter = SPEAKERS[number % 2], DEMANDS[number // 2 % 4], MATTERS[number // 8 % 4]
    return f"{speaker} {demand} {131 + 7 * number} {matter} in round {number // 4 + 1}."


SENTENCES = [sentence(number) for number in range(40)]
ARTICLE = "\n\n".join(" ".join(SENTENCES[start : start + 4]) for start in range(0, len(SENTENCES), 4))
TEXT = join_paragraphs(split_plain(ARTICLE))


def planted() -> Iterator[dict[str, str]]:
    """Yield 100 false passages: 34 with one digit changed, 33 that are the other speaker's sentence between the words
    around this one's, 33 of two halves from different sentences."""
    for number in range(34):
        words = SENTENCES[number]
        changed = words.replace(str(131 + 7 * number), str(132 + 7 * number))
        yield {"quote": changed, **(around(number) if number % 2 else {})}
    for number in range(33):
        yield {"quote": SENTENCES[number + 1], **around(number)}
    for number in range(33):
        halves = SENTENCES[number].split(" "), SENTENCES[(number + 5) % 40].split(" ")
        yield {"quote": " ".join((*halves[0][:4], *halves[1][4:])), **(around(number) if number % 2 else {})}


def around(number: int) -> dict[str, str]:
    """Return what stands before and after a sentence of the article."""
    start = TEXT.index(SENTENCES[number])
    before, after = TEXT[max(start - 32, 0) : start], TEXT[start + len(SENTENCES[number]) :][:32]
    found = {"prefix": before.rpartition("\n")[2], "suffix": after.partition("\n")[0]}
    return {key: words for key, words in found.items() if words.strip()}


def test_no_false_quote_is_accepted(tmp_path: Path) -> None:
    """Of 100 false ones between 10 true ones a reader who always says yes accepts the true ones alone; no false quote
    stands in the article where its passage says so."""
    talks = tmp_path
    write_negotiation(talks / "data/talks")
    (talks / "gazette.txt").write_text(ARTICLE, "utf-8")
    run("source-text", "gazette", talks / "gazette.txt", cwd=talks)
    false = list(planted())
    true = [{"quote": SENTENCES[number], **around(number)} for number in range(0, 40, 4)]
    said = {"party": "union", "issue": "pay", "stated": "2024-03-25", "side": "own", "sources": "gazette"}
    rows = [
        {**said, "value": str(number), "locator": passage}
        for number, passage in enumerate([*false[:50], *true, *false[50:]])
    ]
    names = [f"{'true' if row['locator'] in true else 'false'}-{number}" for number, row in enumerate(rows)]
    rows = [{**row, "id": name} for row, name in zip(rows, names, strict=True)]
    assert len(false) == 100
    assert take(talks, json.dumps(rows), "--proposed", name="rows.json").code == 0
    answers = "".join("y\n" if name.startswith("true") else "y\ns\n" for name in names)
    result = run("review", cwd=talks, tty=True, stdin=answers)
    assert result.err.count("not accepted: ") == 100
    assert "10 accepted, 0 removed, 100 of 110 left" in result.err
    assert {name.partition("-")[0] for name in load(talks).entries} & {"true", "false"} == {"true"}
    statuses = [row["status"] for row in run("review", "--json", cwd=talks).json["rows"]]
    assert set(statuses) <= {"orphaned", "ambiguous", "changed"}
