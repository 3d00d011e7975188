"""The past of an issue, walked day by day: never otherwise than each day read anew."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations

import pytest

from negtrack.history import gap_days, last_change
from negtrack.model import Negotiation
from negtrack.query import Pair, Snapshot, pair_of, pairs_of, restricted

from .crowds import random_crowd
from .examples import tiers
from .negotiations import build_negotiation
from .oracle.amend_talks import random_amendments
from .oracle.deal_talks import random_deals
from .oracle.rare_talks import random_rare
from .oracle.step_talks import random_steps
from .oracle.talks import random_talks
from .oracle.term_talks import random_terms
from .step_deals import random_step_deals

OWN = 'side = "own", attribution = "on-record"'


def random_alternatives(seed: int) -> tuple[str, Negotiation]:
    """Draw packages of the union on one or two issues, most of them alternatives, and words of the employer."""
    draw, lines = random.Random(seed), []
    for number in range(draw.randint(2, 4)):
        terms = [f"{issue} = {draw.randint(5, 8)}" for issue in draw.sample(["pay", "hours"], draw.randint(1, 2))]
        others = f', alternative_to = ["q{number - 1}"]' if number and draw.random() < 0.7 else ""
        day = f"stated = 2024-03-{draw.randint(1, 9):02}"
        lines.append(f'proposal.q{number} = {{ party = "union", {OWN}, terms = {terms}, {day}{others} }}')
    for number in range(draw.randint(2, 5)):
        words = f'issue = "{draw.choice(["pay", "hours"])}", value = "{draw.randint(5, 8)}"'
        day = f"stated = 2024-03-{draw.randint(1, 9):02}"
        lines.append(f'position.e{number} = {{ party = "employer", {OWN}, {words}, {day} }}')
        name, day = f"q{draw.randint(0, 1)}", f"stated = 2024-03-{draw.randint(1, 9):02}"
        to = draw.choice(
            [name, *(f"{name}#{issue}" for issue in ("pay", "hours") if f"'{issue} =" in lines[int(name[1])])]
        )
        lines.append(f'response.r{number} = {{ party = "employer", {OWN}, to = "{to}", answer = "accepted", {day} }}')
    return "\n".join(lines), build_negotiation("\n".join(lines))


DRAWS = [
    *(random_talks, random_crowd, random_deals, random_terms, random_amendments, random_steps),
    *(random_alternatives, random_rare, random_step_deals),
]
PAIR = f"""
position.u = {{ party = "union", issue = "hours", value = "5", {OWN} }}
position.e = {{ party = "employer", issue = "hours", value = "8", {OWN}, stated = 2024-03-02 }}
"""
PAPER = f'proposal.q = {{ party = "state", {OWN}, terms = ["hours = 6"], stated = 2024-03-03 }}\n' + "\n".join(
    f'response.{party} = {{ party = "{party}", {OWN}, to = "q", answer = "accepted", stated = 2024-03-04 }}'
    for party in ("union", "employer")
)
CASES = {
    "an alternative without a term on the issue": (
        f"""
        proposal.p = {{ party = "union", {OWN}, terms = ["hours = 6", "pay = 9"] }}
        proposal.q = {{ party = "union", {OWN}, terms = ["pay = 8"], alternative_to = ["p"], stated = 2024-03-03 }}
        position.e = {{ party = "employer", issue = "hours", value = "6", {OWN}, stated = 2024-03-02 }}
        """,
        [(1, "silent"), (2, "overlap"), (3, "conditional")],
    ),
    "a condition that a word on another issue meets": (
        f"""
        position.u = {{ party = "union", issue = "hours", value = "at least 5", requires = ["pay = 7"], {OWN} }}
        position.e = {{ party = "employer", issue = "hours", value = "8", {OWN}, stated = 2024-03-02 }}
        position.f = {{ party = "employer", value = "6", {OWN}, stated = 2024-03-02 }}
        position.g = {{ party = "employer", value = "7", {OWN}, stated = 2024-03-10 }}
        """,
        [(1, "silent"), (2, "conditional"), (10, "overlap")],
    ),
    "a condition that a carried term of the same paper meets": (
        f"""
        proposal.p = {{ party = "union", {OWN}, term = {{ pay = {{ value = "7", requires = ["hours = 6"] }} }} }}
        proposal.q = {{ party = "union", {OWN}, amends = "p", stated = 2024-03-02, term = {{ hours = {{ value = "6", \
requires = ["pay = at least 5"] }} }} }}
        response.r = {{ party = "employer", {OWN}, to = "q", answer = "accepted", stated = 2024-03-03 }}
        """,
        [(2, "silent"), (3, "agreed")],
    ),
    "a paper that was answered before it was tabled": (
        PAIR + PAPER.replace("stated = 2024-03-03", "stated = 2024-03-09"),
        [(1, "silent"), (2, "apart"), (4, "apart"), (9, "agreed")],
    ),
    "a paper that its party, a third one, drops": (
        PAIR + PAPER + f'\nposition.w = {{ party = "state", issue = "hours", {OWN}, stance = "withdrawal",'
        ' withdraws = ["q"], stated = 2024-03-10 }',
        [(1, "silent"), (2, "apart"), (4, "agreed"), (10, "overlap")],
    ),
    "a paper of which a better reading names other issues": (
        PAIR
        + PAPER
        + f'\nproposal.r = {{ party = "state", {OWN}, terms = ["pay = 6"], supersedes = ["q"], stated = 2024-03-03 }}',
        [(1, "silent"), (2, "apart"), (4, "apart")],
    ),
    "a better reading of a paper to which two others are alternatives": (
        f"""
        proposal.o = {{ party = "union", {OWN}, terms = ["pay = 9"] }}
        proposal.p = {{ party = "union", {OWN}, terms = ["hours = 9"], alternative_to = ["o"], stated = 2024-03-03 }}
        proposal.q = {{ party = "union", {OWN}, terms = ["hours = at least 6"], alternative_to = ["o"], \
stated = 2024-03-03 }}
        proposal.r = {{ party = "union", {OWN}, terms = ["pay = 8"], supersedes = ["o"] }}
        position.e = {{ party = "employer", issue = "hours", value = "6", {OWN}, stated = 2024-03-02 }}
        """,
        [(2, "silent"), (3, "apart")],
    ),
    "a rejection of an agreement that is taken back": (
        f"""
        agreement.a = {{ kind = "full", date = 2024-03-03, stated = 2024-03-03, terms = ["pay = 6"], \
between = ["union", "employer"] }}
        response.r = {{ party = "employer", {OWN}, to = "a", answer = "rejected", stated = 2024-03-04 }}
        position.w = {{ party = "employer", issue = "hours", {OWN}, stance = "withdrawal", withdraws = ["r"], \
stated = 2024-03-08 }}
        """,
        [(3, "silent"), (4, "silent"), (8, "silent")],
    ),
    "a withdrawal elsewhere of which a position is a better reading": (
        PAIR
        + f"""
        position.w = {{ party = "union", {OWN}, stance = "withdrawal", withdraws = ["u"], stated = 2024-03-05 }}
        position.b = {{ party = "union", {OWN}, value = "7", supersedes = ["w"], stated = 2024-03-05 }}
        """,
        [(1, "silent"), (2, "apart")],
    ),
    "a term of which a third party's position is a better reading": (
        PAIR + PAPER + f'\nposition.w = {{ party = "state", issue = "hours", {OWN}, value = "7",'
        ' supersedes = ["q#hours"], stated = 2024-03-10 }',
        [(1, "silent"), (2, "apart"), (4, "apart"), (10, "apart")],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=[name.replace(" ", "-") for name in CASES])
def test_what_others_say_changes_a_pair_on_its_day(case: tuple[str, list[tuple[int, str]]]) -> None:
    """A pair changes on the day on which a condition is met, an answered paper is tabled or the paper of another is
    dropped, and stands at the end as every other view has it."""
    text, expected = case
    negotiation = build_negotiation(text)
    now = Snapshot(negotiation)
    days = list(gap_days(now, negotiation.issues["hours"], "union", "employer"))
    assert [(day.day.day, day.pair.status) for day in days] == expected
    assert_same_days(negotiation, newest_first=False)
    assert_same_days(negotiation, newest_first=True)


def test_what_meets_a_condition_is_the_last_change() -> None:
    """Since a condition was met the gap is unchanged, and before that it was conditional."""
    negotiation = build_negotiation(CASES["a condition that a word on another issue meets"][0])
    days = gap_days(Snapshot(negotiation), negotiation.issues["hours"], "union", "employer", newest_first=True)
    since, before = last_change(days)
    assert (since, before and before.status) == (date(2024, 3, 10), "conditional")


@pytest.mark.parametrize("draw", DRAWS)
@pytest.mark.parametrize("count", tiers(15, 1_000, 10_000))
def test_every_day_is_as_read_anew(count: int, draw: Callable[[int], tuple[str, Negotiation]]) -> None:
    """In random talks each pair stands on each day, walked forwards or backwards, as in a snapshot of the whole
    negotiation that is made for that day alone."""
    for seed in range(count):
        assert_same_days(draw(seed)[1], newest_first=bool(seed % 2))


def test_pairs_of_many_parties_share_the_past(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of twelve parties with three words each, on three days, the past of all 66 pairs is that of one snapshot of
    the issue."""
    names = [f"p{number}" for number in range(12)]
    head = 'issue.pay = { title = "Pay", kind = "quantity", unit = "euros" }\n'
    head += "".join(f'party.{name} = {{ name = "{name}", role = "principal" }}\n' for name in names)
    said = 'value = "{0}", stated = 2024-03-0{1}'
    words = "".join(
        f'position.{name}-{day} = {{ party = "{name}", {OWN}, {said.format(10 * day + number, day)} }}\n'
        for number, name in enumerate(names)
        for day in (1, 2, 3)
    )
    made: list[object] = []
    restrict = restricted._on_issue
    monkeypatch.setattr(restricted, "_on_issue", lambda *given: made.append(given) or restrict(*given))
    now = Snapshot(build_negotiation(words, head))
    issue = now.negotiation.issues["pay"]
    days = [[*gap_days(now, issue, one, other)] for one, other in combinations(names, 2)]
    assert [len(some) for some in days] == [3] * 66
    assert len(made) == 1


def assert_same_days(negotiation: Negotiation, newest_first: bool) -> None:
    """Assert that all days of all pairs of a negotiation are as read anew, and that none is missing on which a pair
    changed."""
    now = Snapshot(negotiation)
    for issue in negotiation.issues.values():
        for pair in pairs_of(now, issue):
            past = {day.day: day.pair for day in gap_days(now, issue, pair.one, pair.other, newest_first)}
            last = None
            for day in days_of(negotiation):
                last, anew = past.get(day, last), pair_of(Snapshot(negotiation, day), issue, pair.one, pair.other)
                is_same = how_stands(last) == how_stands(anew) if last else anew.status == "silent"
                assert is_same, (issue.id, pair.one, pair.other, day)


def days_of(negotiation: Negotiation) -> Iterator[date]:
    """Yield each day from that of the first record that counts to that of the last, which is today."""
    now = Snapshot(negotiation)
    days = [record.day for record in filter(now.counts, negotiation.records)]
    for number in range((max(days) - min(days)).days + 1 if days else 0):
        yield min(days) + timedelta(days=number)


def how_stands(pair: Pair) -> tuple[object, ...]:
    """Return what of a pair a page shows."""
    settlement = pair.settlement
    return (
        *(pair.status, pair.gap, pair.red_lines, pair.left, pair.right),
        *(settlement and settlement.state, settlement and settlement.value),
    )
