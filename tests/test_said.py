"""What a party ever said, filed: the same as is found by looking through all of it, in time that grows with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from negtrack.diff.snapshots import withdrawal_of
from negtrack.history import steps_of
from negtrack.model import Issue, Negotiation, Record
from negtrack.query import Snapshot, holds, is_same_set, last_of_voice, perhaps_withdrawn, withdrawals_on

from .examples import tiers
from .negotiations import build_negotiation
from .test_the_past import DRAWS, OWN, days_of


@pytest.mark.parametrize("draw", DRAWS)
@pytest.mark.parametrize("count", tiers(15, 300, 3_000))
def test_what_is_filed_is_what_is_found_by_looking_through_all(
    count: int, draw: Callable[[int], tuple[str, Negotiation]]
) -> None:
    """In random talks the withdrawals, the last word of each voice and all that was withdrawn of the same value are, on
    each day, those among all that counts on that day."""
    for seed in range(count):
        negotiation = draw(seed)[1]
        for day in (None, *days_of(negotiation)):
            for party, issue in negotiation.groups:
                assert_filed(Snapshot(negotiation, day), party, negotiation.issues[issue])


def assert_filed(snapshot: Snapshot, party: str, issue: Issue) -> None:
    """Assert that what is filed of a party on an issue is what is found among all that counts."""
    group = snapshot.positions.get((party, issue.id), ())
    assert [*withdrawals_on(snapshot, party, issue.id)] == [one for one in group if holds(one)]
    valued = [one for one in group if one.value]
    for voice in {one.voice for one in group}:
        last = max((one for one in valued if one.voice == voice), key=lambda one: (one.day, one.recorded), default=None)
        assert last_of_voice(snapshot, party, issue.id, voice) is last
    for position in valued:
        alike = [one for one in valued if is_same_set(snapshot.negotiation, issue, one, position)]
        ended = [one.id for one in alike if withdrawal_of(snapshot, one)]
        found = perhaps_withdrawn(snapshot, issue, position)
        assert sorted(one.id for one in found if withdrawal_of(snapshot, one)) == sorted(ended)


def test_of_two_words_of_a_voice_on_one_day_the_last_is_recorded_last() -> None:
    """The last word of a voice is that of the last day, of one day what was recorded last, then what stands first."""
    words = [("a", 1, 9), ("b", 2, 3), ("c", 2, 8), ("d", 2, 8), ("e", 3, 1)]
    text = "\n".join(
        f'position.{name} = {{ party = "union", value = "{number}", {OWN}, stated = 2024-03-0{day}, '
        f"recorded = 2024-05-0{recorded}T00:00:00Z }}"
        for number, (name, day, recorded) in enumerate(words, 5)
    )
    negotiation = build_negotiation(text)
    found = [last_of_voice(Snapshot(negotiation, day), "union", "pay", "union") for day in days_of(negotiation)]
    assert [one and one.id for one in found] == ["a", "c", "e"]


def test_the_past_of_twice_as_many_words_looks_at_twice_as_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """What each of a party's words changed is found without looking at all that it said before."""
    looked: list[Record] = []
    select = Snapshot.select_counting

    def count(snapshot: Snapshot, records: Iterable[Record]) -> list[Record]:
        found = [*records]
        looked.extend(found)
        return select(snapshot, found)

    monkeypatch.setattr(Snapshot, "select_counting", count)
    many = []
    for number in (100, 200):
        looked.clear()
        now = Snapshot(build_negotiation("\n".join(_words(number))))
        steps = list(steps_of(now, now.negotiation.issues["pay"], ["union", "employer"]))
        assert {name for step in steps for name in step.classes} >= {"new", "closer", "farther"}
        many.append(len(looked))
    assert many[1] < 2.2 * many[0]


def _words(number: int) -> Iterator[str]:
    """Yield words of two parties, one a day, in two voices each."""
    for place in range(number):
        party = ("union", "employer")[place // 2 % 2]
        voice = OWN if place % 2 else 'side = "media", speaker = "a paper"'
        day = f"stated = 2024-{place // 28 + 1:02}-{place % 28 + 1:02}"
        yield f'position.p{place} = {{ party = "{party}", value = "{place % 3 + 5}", {voice}, {day} }}'
