"""The past of pairs whose own words alone bear on an issue: as that of all pairs, and each word found once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from negtrack import history
from negtrack.history import first_gap, gap_days
from negtrack.model import Issue, Negotiation
from negtrack.query import Snapshot, on_issue, pair_past
from negtrack.query.plain import PlainWord, plain_word
from negtrack.views.gaps import build_gaps

from .crowds import random_crowd
from .examples import tiers
from .negotiations import build_negotiation
from .oracle.talks import random_talks

NAMES = [f"p{number}" for number in range(12)]
CROWD = 'issue.pay = { title = "Pay", kind = "quantity", unit = "euros" }\n' + "".join(
    f'party.{name} = {{ name = "{name}", role = "principal" }}\n' for name in NAMES
)
WORDS = "".join(
    f'position.{name}-{day} = {{ party = "{name}", side = "own", value = "{number + day}", stated = 2024-03-0{day} }}\n'
    for number, name in enumerate(NAMES)
    for day in (2, 7)
)


def read_past(negotiation: Negotiation) -> list[object]:
    """Return the days of all pairs on every issue, in both orders, and the first gap of each."""
    found: list[object] = []
    names = [party.id for party in negotiation.principals]
    for issue in negotiation.issues.values():
        small = on_issue(Snapshot(negotiation), issue, names)
        for pair in combinations(names, 2):
            found += [list(gap_days(small, issue, *pair, newest_first=newest)) for newest in (True, False)]
            found.append(first_gap(small, issue, *pair))
    return found


@pytest.mark.parametrize("draw", [random_talks, random_crowd])
@pytest.mark.parametrize("count", tiers(20, 500, 5_000))
def test_the_past_of_a_pair_is_that_of_its_timeline(
    count: int, draw: Callable[[int], tuple[str, Negotiation]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In random talks the days of a pair and its first gap are the same where each day is read from its timeline."""
    for seed in range(count):
        with monkeypatch.context() as patch:
            patch.setattr(history, "past_of_pair", lambda *_: None)
            expected = read_past(draw(seed)[1])
        assert read_past(draw(seed)[1]) == expected


def test_many_random_pairs_have_such_a_past() -> None:
    """The random talks hold pairs on whose past nothing but their own words bears, and others."""
    found = set()
    for seed in range(60):
        snapshot = Snapshot(random_crowd(seed)[1])
        for issue in snapshot.negotiation.issues.values():
            names = [party.id for party in snapshot.negotiation.principals]
            small = on_issue(snapshot, issue, names)
            found |= {pair_past.past_of_pair(small, issue, *pair) is None for pair in combinations(names, 2)}
    assert found == {True, False}


def test_a_word_is_found_once_for_all_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of twelve parties with two words each, each word is looked for once, not once in each of 66 pairs."""
    asked: list[tuple[str, date | None]] = []

    def count(snapshot: Snapshot, party: str, issue: Issue) -> PlainWord | None:
        asked.append((party, snapshot.as_of))
        return plain_word(snapshot, party, issue)

    monkeypatch.setattr(pair_past, "plain_word", count)
    read_past(build_negotiation(WORDS, CROWD))
    assert sorted(asked) == sorted((name, date(2024, 3, day)) for name in NAMES for day in (2, 7))


def test_the_day_to_compare_with_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of twelve parties `gaps --since` reads the earlier day once an issue, not once for each of 66 pairs."""
    derived: list[object] = []
    derive = Snapshot.derive

    def count(snapshot: Snapshot, **fields: Any) -> Snapshot:
        derived.extend(fields.values())
        return derive(snapshot, **fields)

    monkeypatch.setattr(Snapshot, "derive", count)
    known = build_negotiation(WORDS, CROWD)
    day = date(2024, 3, 3)
    view = build_gaps(Snapshot(known), [known.issues["pay"]], None, (day, ""))
    assert {row.before.status for row in view.lines} == {"apart"}
    assert derived.count(day) == 1
