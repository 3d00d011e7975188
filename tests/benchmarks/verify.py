"""Measure `verify` without its start-up: 10,000 quotes in 10 MB of text, the nearest sentence beside difflib's."""

from __future__ import annotations

import difflib
import time
from collections.abc import Callable
from random import Random

from negtrack.model import Passage
from negtrack.text.find import SearchText, find_passages
from negtrack.text.nearest import Sentences

QUOTES, LOST, COMPARED = 10_000, 50, 2_000


def write_text(random: Random) -> str:
    """Return 10 MB of sentences whose words are as unevenly frequent as those of a language."""
    words = ["".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=random.randint(2, 10))) for _ in range(30_000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]

    def sentence() -> str:
        return " ".join(random.choices(words, weights, k=random.randint(8, 25))) + "."

    return "\n".join(" ".join(sentence() for _ in range(5)) for _ in range(17_000))


def quote(random: Random, text: str) -> Passage:
    """Return the passage of some words of a text."""
    start = text.index(" ", random.randrange(len(text) - 300)) + 1
    end = text.index(" ", start + random.randint(20, 80))
    return Passage(
        quote=text[start:end], prefix=text[max(start - 32, 0) : start], suffix=text[end : end + 32], start=start
    )


def measure(name: str, work: Callable[[], object]) -> float:
    """Print and return how many seconds a piece of work takes."""
    begin = time.perf_counter()
    work()
    seconds = time.perf_counter() - begin
    print(f"{name}: {seconds:.2f} s")
    return seconds


def main() -> None:
    """Measure unchanged and changed texts, and lost quotes."""
    random = Random(1)
    text = write_text(random)
    passages = [quote(random, text) for _ in range(QUOTES)]
    print(f"{QUOTES:,} quotes, {len(text):,} characters")
    measure("unchanged", lambda: find_passages(SearchText(text, unchanged=True), passages))
    measure("changed", lambda: find_passages(SearchText(f"A new head line.\n{text}"), passages))
    lost = [" ".join(reversed(passage.quote.split())) for passage in passages[:LOST]]
    sentences = Sentences(text)
    ours = measure(f"nearest sentence of {LOST} lost quotes", lambda: [*map(sentences.nearest, lost)]) / LOST
    some = sentences.sentences[:COMPARED]
    naive = measure(
        f"difflib, one lost quote beside {COMPARED:,} sentences",
        lambda: max(some, key=lambda sentence: difflib.SequenceMatcher(None, lost[0], sentence).ratio()),
    )
    naive *= len(sentences.sentences) / COMPARED
    number = len(sentences.sentences)
    print(f"difflib beside all {number:,} sentences would take {naive:.1f} s a quote, {naive / ours:.0f} x")


if __name__ == "__main__":
    main()
