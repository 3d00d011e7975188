"""Pairs of many parties that stand alike: counted together, never otherwise than one by one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from negtrack.gap import gap_between
from negtrack.model import Negotiation
from negtrack.query import PairGroup, Snapshot, blocs, pair_groups, pairs, pairs_of, positions, rejection_by
from negtrack.views import overview

from .crowds import random_crowd
from .examples import tiers
from .negotiations import build_negotiation
from .oracle.deal_talks import random_deals
from .oracle.talks import random_talks
from .oracle.term_talks import random_terms

HEAD = """
issue.pay = { title = "Pay", kind = "quantity", unit = "euros", basis = "gross" }
issue.hours = { title = "Hours", kind = "quantity", unit = "hours" }
issue.talks = { title = "Talks", class = "process", kind = "yes-no" }
party.bloc = { name = "Bloc", role = "principal" }
party.m1 = { name = "Member 1", role = "principal", member_of = "bloc" }
party.m2 = { name = "Member 2", role = "principal", member_of = "bloc" }
party.s1 = { name = "Southern 1", role = "principal" }
party.s2 = { name = "Southern 2", role = "principal" }
party.a = { name = "A", role = "principal" }
party.b = { name = "B", role = "principal" }
party.c = { name = "C", role = "principal" }
side.south = { title = "South", parties = ["s1", "s2"] }
"""
ALL = ("m1", "m2", "s1", "s2", "a", "b", "c")
OWN = 'side = "own", attribution = "on-record"'


def hold(**values: str) -> str:
    """Return a position on pay of each party, `value` and more fields."""
    return "\n".join(f'position.p-{party} = {{ party = "{party}", {OWN}, {more} }}' for party, more in values.items())


DEAL = '\nagreement.d = { date = 2024-03-05, stated = 2024-03-05, terms = ["pay = 5"] }'
SIGNED = '\nmilestone.s = { agreement = "d", milestone = "signed", stated = 2024-03-05 }'
SAME = hold(**dict.fromkeys(ALL, 'value = "5"'))
CASES = {
    "nothing on record": "",
    "all the same": SAME,
    "two values": hold(**dict.fromkeys(ALL, 'value = "5"') | {"a": 'value = "7"', "m1": 'value = "7"'}),
    "silent ones": hold(a='value = "5"', m1='value = "5"'),
    "another basis": hold(**dict.fromkeys(ALL, 'value = "5"') | {"b": 'value = "5", qualifier = "net"'}),
    "not said": hold(**dict.fromkeys(ALL, 'value = "5"') | {"b": 'value = "6", modality = "hoped"'}),
    "undisclosed": hold(**dict.fromkeys(ALL, 'value = "5"') | {"c": 'value = "undisclosed"'}),
    "toward one": SAME + f'\nposition.t = {{ party = "a", {OWN}, value = "9", toward = "b" }}',
    "a condition": hold(**dict.fromkeys(ALL, 'value = "5"') | {"b": 'value = "5", requires = ["hours = 1"]'}),
    "a red line": SAME
    + f'\nposition.r = {{ party = "a", {OWN}, value = "at most 4", stance = "red-line" }}'
    + f'\nposition.s = {{ party = "b", {OWN}, value = "at most 4", stance = "red-line", stated = 2024-03-02 }}',
    "an agreement of some that has ended": hold(a='value = "5"', b='value = "7"')
    + f'\nposition.r = {{ party = "a", {OWN}, value = "at most 4", stance = "red-line" }}'
    + DEAL.replace(" }", ', between = ["a", "b"] }')
    + SIGNED
    + '\nmilestone.e = { agreement = "d", milestone = "ended", stated = 2024-03-08 }',
    "an agreement": SAME
    + f'\nproposal.o = {{ party = "a", {OWN}, terms = ["pay = 8"], stated = 2024-03-02 }}'
    + f'\nresponse.y = {{ party = "b", {OWN}, proposal = "o", answer = "accepted", stated = 2024-03-03 }}',
    "a rejection": hold(a='value = "5"', c='value = "5"')
    + f'\nresponse.n = {{ party = "b", {OWN}, to = "p-a", answer = "rejected", stated = 2024-03-03 }}',
    "an offer between two": SAME
    + f'\nproposal.o = {{ party = "a", {OWN}, terms = ["pay = 8"], between = ["a", "c"], stated = 2024-03-02 }}',
    "an agreement of all": SAME + DEAL + SIGNED,
    "an agreement of two": SAME + DEAL.replace("date", 'between = ["a", "b"], date') + SIGNED,
    "an agreement of the bloc": SAME + DEAL.replace("date", 'between = ["bloc", "b"], date') + SIGNED,
    "an agreement that one answered otherwise": SAME
    + DEAL
    + f'\nresponse.n = {{ party = "b", {OWN}, to = "d", answer = "pending", stated = 2024-03-05 }}',
    "a word after the agreement": SAME
    + DEAL
    + f'\nposition.n = {{ party = "b", {OWN}, value = "1", stated = 2024-03-07 }}',
    "an agreement that has ended": SAME
    + DEAL
    + SIGNED
    + '\nmilestone.e = { agreement = "d", milestone = "ended", side = "media", stated = 2024-03-06 }',
    "an open item": SAME
    + DEAL.replace("pay = 5", "hours = 5")
    + '\nopen.o = { agreement = "d", issue = "pay", decide-by = 2024-06-01 }',
    "the bloc itself": SAME + "\n" + hold(bloc='value = "6"'),
    "others' words": SAME
    + '\nposition.o = { party = "a", value = "9", side = "media", speaker = "Ann", stated = 2024-03-02 }',
    "a word on the day of the agreement": SAME
    + DEAL
    + f'\nposition.m = {{ party = "c", {OWN}, value = "1", stated = 2024-03-04 }}'
    + f'\nposition.n = {{ party = "b", {OWN}, value = "1", stated = 2024-03-05, after = ["d"] }}',
    "two words on one day": hold(a='value = "10"', b='value = "20"', c='value = "30"')
    + f'\nposition.a2 = {{ party = "a", {OWN}, value = "20", recorded = 2024-06-02T00:00:00Z }}'
    + f'\nposition.b2 = {{ party = "b", {OWN}, value = "10", recorded = 2024-06-02T00:00:00Z }}',
    "a word that is not on record": SAME.replace(OWN, 'side = "own"', 1),
    "two voices": SAME
    + f'\nposition.o = {{ party = "a", value = "at least 5", {OWN}, speaker = "Ann", stated = 2024-03-01 }}',
}


def build(text: str) -> Negotiation:
    """Build the talks of the bloc, the south and three others."""
    return build_negotiation(text, HEAD)


@pytest.mark.parametrize("text", CASES.values(), ids=[name.replace(" ", "-") for name in CASES])
def test_groups_are_all_pairs(text: str) -> None:
    """Each pair is in one group, with the status, the gap, the settlement, and the number of red lines and of words
    that are not on record that it has by itself."""
    assert_same_pairs(build(text))


@pytest.mark.parametrize("draw", [random_talks, random_crowd, random_deals, random_terms])
@pytest.mark.parametrize("count", tiers(20, 1_000, 10_000))
def test_groups_of_random_talks_are_all_pairs(count: int, draw: Callable[[int], tuple[str, Negotiation]]) -> None:
    """In random talks, too, no pair stands otherwise in its group than by itself."""
    for seed in range(count):
        assert_same_pairs(draw(seed)[1])


def assert_same_pairs(negotiation: Negotiation) -> None:
    """Assert that the groups of pairs on each issue are all pairs, as each is by itself."""
    snapshot = Snapshot(negotiation)
    for issue in negotiation.issues.values():
        groups = pair_groups(snapshot, issue)
        grouped = [(frozenset(names), group.pair) for group in groups for names in group.names()]
        alone = {frozenset((pair.one, pair.other)): pair for pair in pairs_of(snapshot, issue)}
        assert sorted(map(sorted, alone)) == sorted(sorted(names) for names, _ in grouped)
        assert sum(group.size for group in groups) == len(alone)
        for names, pair in grouped:
            found = alone[names]
            assert (pair.status, pair.gap, len(pair.red_lines)) == (found.status, found.gap, len(found.red_lines))
            assert len(pair.according_to) == len(found.according_to)
            assert (pair.settlement and pair.settlement.state) == (found.settlement and found.settlement.state)
            if names == {pair.one, pair.other}:
                assert pair == found


def test_a_few_pairs_are_built_for_many_parties(monkeypatch: pytest.MonkeyPatch) -> None:
    """An overview of 60 states that chose one of three values builds the gap of a handful of pairs."""
    states = "".join(f'party.p{number} = {{ name = "P{number}", role = "principal" }}\n' for number in range(60))
    words = "".join(
        f'position.s{number} = {{ party = "p{number}", side = "own", value = "{number % 3}" }}\n'
        for number in range(60)
    )
    head = 'issue.pay = { title = "Pay", kind = "quantity", unit = "euros" }\n' + states
    built: list[PairGroup] = []

    def count(*given: object) -> tuple[PairGroup, ...]:
        built.extend(found := pair_groups(*given))  # type: ignore[arg-type]
        return found

    monkeypatch.setattr(overview, "pair_groups", count)
    view = overview.build_overview(Snapshot(build_negotiation(words, head)), 30)
    assert (len(built), sum(group.size for group in built)) == (6, 60 * 59 // 2)
    assert [finding.words for finding in view.findings if finding.heading in ("overlap", "widest")] == [
        "pay in 570 of 1,770 pairs",
        "pay 2 each in 400 pairs",
    ]


def test_silence_of_many_parties_asks_for_no_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody answered anything, no party is asked what it rejected of each of the others."""
    asked: list[object] = []
    monkeypatch.setattr(pairs, "rejection_of", lambda *given: asked.append(given))
    snapshot = Snapshot(build(hold(a='value = "5"')))
    assert [rejection_by(snapshot, party, snapshot.negotiation.issues["pay"]) for party in ALL] == [None] * len(ALL)
    assert asked == []


def test_the_same_values_are_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many parties hold two values, the gap between them is measured once."""
    measured: list[tuple[object, object]] = []
    monkeypatch.setattr(
        "negtrack.query.measured.gap_between", lambda a, b, *more: measured.append((a, b)) or gap_between(a, b, *more)
    )
    known = build_negotiation(HEAD + hold(**dict.fromkeys(ALL, 'value = "5"') | {"a": 'value = "7"'}))
    snapshot = Snapshot(known)
    pairs_of(snapshot, known.issues["pay"])
    pairs_of(Snapshot(known, snapshot.day), known.issues["pay"])
    assert 0 < len(measured) == len(set(measured))


def test_what_is_meant_for_all_is_ranked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A party that said nothing to one counterpart alone has one headline for all counterparts."""
    ranked: list[object] = []
    real = positions.headline_of
    monkeypatch.setattr(positions, "headline_of", lambda *given: ranked.append(given[3]) or real(*given))
    known = build(CASES["others' words"])
    pairs_of(Snapshot(known), known.issues["pay"])
    assert ranked == [""] * len(ALL)


@pytest.mark.parametrize("draw", [random_crowd, random_deals])
def test_a_party_faces_its_counterparts(draw: Callable[[int], tuple[str, Negotiation]]) -> None:
    """In random talks with blocs, sides and parts of parties a party faces those that negotiate with it, no others."""
    for seed in range(40):
        known = draw(seed)[1]
        for party in known.parties.values():
            expected = [one for one in known.principals if blocs.are_counterparts(known, party, one)]
            assert list(blocs.parties_facing(known, party)) == expected


def test_who_faces_whom_on_two_sides() -> None:
    """Of a bloc with members and a side of two, nobody faces its own bloc or side; a part of a party faces nobody."""
    known = build_negotiation("", HEAD + 'party.board = { name = "Board", member_of = "a" }\n')
    facing = {name: {one.id for one in blocs.parties_facing(known, party)} for name, party in known.parties.items()}
    others = {"a", "b", "c"}
    assert facing["m1"] == facing["bloc"] == {"s1", "s2"} | others
    assert facing["s1"] == {"bloc", "m1", "m2"} | others
    assert facing["board"] == set()
