"""Of random alternatives the nearest one gives the gap, each judged whole, with and without steps."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from negtrack.frozen import dataclass
from negtrack.query import Snapshot, pair_of
from tests.examples import tiers
from tests.negotiations import build_negotiation

HEAD = """
party.union = { name = "Union", role = "principal" }
party.employer = { name = "Employers", role = "principal" }
issue.pay = { title = "Pay", kind = "quantity", unit = "euros", STEPS }
issue.jobs = { title = "Jobs", kind = "quantity", unit = "jobs" }
"""
STEPS = 'steps = ["one", "two", "three"], over = "year", total = "sum"'
WORDS = 'side = "own", attribution = "on-record"'


@dataclass(frozen=True)
class Offers:
    """What is offered on pay, a number a step, and on jobs, by each alternative and by the other side."""

    pay: tuple[tuple[int, ...], ...]
    jobs: tuple[int, ...]
    other_pay: tuple[int, ...]
    other_jobs: int

    def nearness(self, number: int) -> tuple[int, Fraction]:
        """How near one alternative is on pay: first those that meet and whose other term is met too, then those that
        only meet, then by the distance, of steps by that of their sum."""
        if self.pay[number] == self.other_pay:
            return (0 if self.jobs[number] == self.other_jobs else 1), Fraction(0)
        return 2, Fraction(abs(sum(self.pay[number]) - sum(self.other_pay)))


def draw_offers(rng: Random, steps: int) -> Offers:
    """Draw two or three alternatives of a few small numbers, so that they often meet."""

    def draw() -> tuple[int, ...]:
        return tuple(rng.choice([10, 11, 13]) for _ in range(steps))

    count = rng.choice([2, 3])
    jobs = tuple(rng.choice([1, 2]) for _ in range(count))
    return Offers(tuple(draw() for _ in range(count)), jobs, draw(), rng.choice([1, 2]))


def write_offers(offers: Offers) -> str:
    """Return the alternatives of the union, and the positions of the employers, as a sheet."""
    lines = []
    for number, (pay, jobs) in enumerate(zip(offers.pay, offers.jobs, strict=True)):
        others = f', alternative_to = ["q{number - 1}"]' if number else ""
        terms = f'"pay = {"; ".join(map(str, pay))}", "jobs = {jobs}"'
        lines.append(f"proposal.q{number} = {{ terms = [{terms}], {WORDS}{others} }}")
    for issue, value in (("pay", "; ".join(map(str, offers.other_pay))), ("jobs", str(offers.other_jobs))):
        words = f'party = "employer", issue = "{issue}", value = "{value}", {WORDS}'
        lines.append(f"position.{issue} = {{ {words} }}")
    return "\n".join(lines)


@pytest.mark.parametrize("steps", [1, 3])
@pytest.mark.parametrize("count", tiers(60, 1_000))
def test_the_nearest_alternative_gives_the_gap(count: int, steps: int) -> None:
    """The status is that of the nearest alternative, which is named; where several are as near, one of these."""
    head = HEAD.replace(", STEPS", f", {STEPS}" if steps > 1 else "")
    for seed in range(count):
        offers = draw_offers(Random(seed), steps)
        text = write_offers(offers)
        snapshot = Snapshot(build_negotiation(text, head))
        pair = pair_of(snapshot, snapshot.negotiation.issues["pay"], "union", "employer")
        near = {f"q{number}": offers.nearness(number) for number in range(len(offers.pay))}
        least = min(near.values())
        assert pair.status == ("overlap", "conditional", "apart")[least[0]], text
        assert [near[name] for name in pair.meeting.via] == [least], text
        assert steps > 1 or least[0] < 2 or pair.gap.distance == least[1], text
