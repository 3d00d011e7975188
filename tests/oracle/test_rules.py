"""The program reads random negotiations as a slow reading of the rules does, which was written from the page alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from negtrack.model import Negotiation
from tests.examples import tiers
from tests.oracle.amend_talks import random_amendments
from tests.oracle.compare import clocks_of, differences
from tests.oracle.deal_phenomena import OF_DEALS, deal_phenomena
from tests.oracle.deal_talks import random_deals
from tests.oracle.phenomena import PHENOMENA, phenomena
from tests.oracle.rare_phenomena import OF_RARE, rare_phenomena
from tests.oracle.rare_talks import random_rare
from tests.oracle.statements import Talks
from tests.oracle.step_phenomena import OF_STEPS, step_phenomena
from tests.oracle.step_talks import random_steps
from tests.oracle.talks import random_talks
from tests.oracle.term_phenomena import OF_TERMS, term_phenomena
from tests.oracle.term_talks import random_terms

Kind = tuple[Callable[[int], tuple[str, Negotiation]], Callable[[Talks], set[str]], tuple[str, ...]]
"""How talks are drawn, how what they hold is found, and what has to be found."""
KINDS = [
    (random_talks, phenomena, PHENOMENA),
    pytest.param((random_deals, deal_phenomena, OF_DEALS), marks=pytest.mark.deep),
    pytest.param((random_terms, term_phenomena, OF_TERMS), marks=pytest.mark.deep),
    pytest.param((random_steps, step_phenomena, OF_STEPS), marks=pytest.mark.deep),
    pytest.param((random_rare, rare_phenomena, OF_RARE), marks=pytest.mark.deep),
]


@pytest.mark.parametrize(
    "draw", [random_talks, random_deals, random_terms, random_steps, random_amendments, random_rare]
)
@pytest.mark.parametrize("count", tiers(10, 1_000, 20_000))
def test_readings_agree(count: int, draw: Callable[[int], tuple[str, Negotiation]]) -> None:
    """Both give the same live positions, headlines, contests, agreements, statuses, answers and conditions, now and at
    an earlier moment of either clock."""
    for seed in range(count):
        text, negotiation = draw(seed)
        for as_of, known_at in clocks_of(seed):
            found = differences(negotiation, as_of, known_at)
            listed = "\n".join(f"{question}: oracle {one}, program {other}" for question, one, other in found)
            assert not found, f"seed {seed}, as of {as_of}, known at {known_at}\n{listed}\n\n{text}"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sample", tiers((200, 1), (2_000, 8)))
def test_talks_put_all_rules_to_the_test(sample: tuple[int, int], kind: Kind) -> None:
    """Each phenomenon of the rules occurs in at least one of 200 random negotiations, and often in 2,000."""
    count, least = sample
    draw, find, names = kind
    occurrences: Counter[str] = Counter()
    for seed in range(count):
        occurrences.update(find(Talks(draw(seed)[1])))
    rare = {name: occurrences[name] for name in names if occurrences[name] < least}
    assert not rare, f"of {count} negotiations: {rare}"
