"""Pairs of parties with one word each: never otherwise than by all rules of pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from negtrack.diff import change_of
from negtrack.model import Issue, Negotiation, Position
from negtrack.query import Snapshot, against, agreements, counterparts_of, live, pairs, pairs_of, positions, words
from negtrack.query.plain import plain_word

from .crowds import random_crowd
from .examples import tiers
from .negotiations import build_negotiation
from .oracle.deal_talks import random_deals
from .oracle.talks import random_talks
from .oracle.term_talks import random_terms

DRAWS = [random_talks, random_crowd, random_deals, random_terms]


def read_all(negotiation: Negotiation) -> list[object]:
    """Return every pair on every issue, the words of each party toward each counterpart, and what each changed since
    the middle day."""
    now = Snapshot(negotiation)
    days = sorted(record.day for record in negotiation.records)
    then = Snapshot(negotiation, as_of=days[len(days) // 2]) if days else now
    found: list[object] = []
    for issue in negotiation.issues.values():
        found += pairs_of(now, issue)
        for party in negotiation.parties:
            change = change_of(then, now, party, issue)
            movements = change.movements if change else ()
            steps = change.agreements if change else ()
            found += [change, movements, [movement.stood for movement in movements]]
            found += [(step.pair, step.now) for step in steps]
            for other in counterparts_of(now, party, issue):
                held = live.live_positions(now, party, issue, other)
                found += [held, positions.current_position(now, party, issue, other)]
    return found


def read_day_anew(snapshot: Snapshot, day: date, _: Issue) -> Snapshot:
    """Return a snapshot of all that was known on a day."""
    return snapshot if snapshot.as_of and snapshot.as_of <= day else snapshot.derive(as_of=day)


@pytest.mark.parametrize("draw", DRAWS)
@pytest.mark.parametrize("count", tiers(20, 1_000, 10_000))
def test_plain_pairs_are_as_by_all_rules(
    count: int, draw: Callable[[int], tuple[str, Negotiation]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In random talks pairs, words toward each counterpart, changes and movements are the same where no party is taken
    to say one word to everybody, and each day is read anew."""
    for seed in range(count):
        with monkeypatch.context() as patch:
            patch.setattr(pairs, "plain_word", lambda *_: None)
            for module in (live, positions, words):
                patch.setattr(module, "addressee", lambda *asked: asked[-1])
            for name in ("diff.movement", "query.against"):
                patch.setattr(f"negtrack.{name}.stands_alike", lambda *_: False)
            patch.setattr("negtrack.diff.movement._has_timeline", lambda *_: False)
            patch.setattr("negtrack.diff.movement._as_of", read_day_anew)
            for name in ("ends", "_spot"):
                patch.setattr(f"negtrack.query.measured._Measures.{name}", lambda *_: None)
            expected = read_all(draw(seed)[1])
        assert read_all(draw(seed)[1]) == expected


@pytest.mark.parametrize("draw", DRAWS)
def test_many_random_pairs_are_plain(draw: Callable[[int], tuple[str, Negotiation]]) -> None:
    """The random talks hold pairs of plain parties, silent and not, and others."""
    kinds = set()
    for seed in range(60):
        now = Snapshot(draw(seed)[1])
        for issue in now.negotiation.issues.values():
            for party in now.negotiation.parties:
                word = plain_word(now, party, issue)
                kinds.add("other" if word is None else "silent" if word.claim is None else "word")
    assert kinds == {"other", "silent", "word"}


def test_words_against_an_agreement_are_found_once_a_party(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of twelve parties to an agreement, each with a word after it, the words against it are looked for once for each
    party, not for each pair."""
    names = [f"p{number}" for number in range(12)]
    head = 'issue.pay = { title = "Pay", kind = "quantity", unit = "euros" }\n'
    head += "".join(f'party.{name} = {{ name = "{name}", role = "principal" }}\n' for name in names)
    words = "".join(
        f'position.{name} = {{ party = "{name}", side = "own", value = "{number}", stated = 2024-03-07 }}\n'
        for number, name in enumerate(names)
    )
    words += 'agreement.d = { date = 2024-03-05, stated = 2024-03-05, terms = ["pay = 5"] }'
    asked: list[str] = []
    look = agreements.contrary_words

    def count(snapshot: Snapshot, issue: Issue, party: str, *more: Any) -> Iterator[Position]:
        asked.append(party)
        return look(snapshot, issue, party, *more)

    monkeypatch.setattr(against, "contrary_words", count)
    now = Snapshot(build_negotiation(words, head))
    found = pairs_of(now, now.negotiation.issues["pay"])
    assert {pair.settlement.state for pair in found if pair.settlement} == {"reopened"}
    assert sorted(asked) == sorted(names)


def test_words_to_all_others_are_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a party that has a word for one of eleven counterparts alone, what it says to the others is found once."""
    names = [f"p{number}" for number in range(12)]
    head = 'issue.pay = { title = "Pay", kind = "quantity", unit = "euros" }\n'
    head += "".join(f'party.{name} = {{ name = "{name}", role = "principal" }}\n' for name in names)
    texts = "".join(f'position.{name} = {{ party = "{name}", side = "own", value = "5" }}\n' for name in names)
    texts += 'position.one = { party = "p0", side = "own", value = "7", toward = "p3", stated = 2024-03-07 }'
    asked: list[str] = []
    look = words._words

    def count(snapshot: Snapshot, issue: Issue, party: str, toward: str) -> words.Words:
        asked.extend([toward] if party == "p0" else [])
        return look(snapshot, issue, party, toward)

    monkeypatch.setattr(words, "_words", count)
    now = Snapshot(build_negotiation(texts, head))
    found = pairs_of(now, now.negotiation.issues["pay"])
    assert [pair.other for pair in found if pair.status == "apart"] == ["p3"]
    assert sorted(asked) == ["*", "p3"]
