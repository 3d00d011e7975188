"""Changes and gaps of many parties in words: counted on a page, whole for programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import ModuleType

import pytest

from negtrack.diff import additions_between, changes_between, movement, own_classes
from negtrack.diff import changes as changes_module
from negtrack.frozen import replace
from negtrack.model import Negotiation
from negtrack.query import Snapshot, deals_of, pairs_of, words
from negtrack.render.page import Detail, RenderOptions
from negtrack.render.pages import page_of
from negtrack.render.terminal import render_page, width_of
from negtrack.views import change_phrases, statement
from negtrack.views.changes import ChangesView, build_changes
from negtrack.views.compare import build_compare
from negtrack.views.deal_states import deal_text
from negtrack.views.history import build_history
from negtrack.views.overview import build_overview
from negtrack.views.view import View

Build = Callable[..., Negotiation]
HELD = {"a": "30", "b": "30", "c": "40", "d": "60", "e": "60"}
"""What five more parties hold; the union moves from 50 to 40."""


def talks(build: Build, held: dict[str, str] = HELD) -> Negotiation:
    """Return talks in which the union moves from 50 to 40 among other principals."""
    parties = "".join(f'party.{name} = {{ name = "{name.upper()}", role = "principal" }}\n' for name in held)
    said = "".join(
        f'position.{name} = {{ party = "{name}", value = "{value}", stated = 2024-02-01, OWN }}\n'
        for name, value in held.items()
    )
    said += 'position.u = { value = "50", stated = 2024-02-01, OWN }\n'
    said += 'position.v = { value = "40", stated = 2024-03-02, OWN }\n'
    return build(parties + said.replace("OWN", 'side = "own", attribution = "on-record"'))


def changes(negotiation: Negotiation) -> ChangesView:
    """Return the view of `diff --since 2024-03-01`."""
    after = Snapshot(negotiation)
    before = replace(after, as_of=date(2024, 3, 1))
    found = changes_between(before, after, negotiation.parties, tuple(negotiation.issues.values()))
    return build_changes(before, after, "Since 1 Mar 2024", found)


def test_a_move_against_many_is_counted(negotiation_of: Build) -> None:
    """A move against more than three counterparts says how many it is closer to and farther from, and its sign is
    neither way; the whole phrase names them, those with the same gaps together."""
    (line,) = changes(talks(negotiation_of)).lines
    assert (line.sign, line.value) == ("~", "50 -> 40")
    assert line.short_phrase == "moved closer to 3, farther from 2"
    assert line.phrase == (
        "moved closer to A, B: apart 20 -> apart 10; moved closer to C: apart 10 -> overlap 40; "
        "moved farther from D, E: apart 10 -> apart 20"
    )


def test_a_move_against_few_is_told(negotiation_of: Build) -> None:
    """Of three counterparts each is named with its gaps."""
    (line,) = changes(talks(negotiation_of, {name: HELD[name] for name in "acd"})).lines
    assert line.short_phrase == line.phrase
    assert line.phrase.count("moved") == 3


def test_each_movement_is_worded_once(negotiation_of: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a move against many each pair is worded once for each of the two days, also where its gaps stand with those
    of others."""
    worded = count_calls(monkeypatch, change_phrases, "pair_words")
    (line,) = changes(talks(negotiation_of)).lines
    assert line.phrase
    assert worded() == 2 * len(HELD)


def test_a_record_is_worded_where_it_is_asked_for(negotiation_of: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what changed no position a program gets the value without its provenance; counts need neither."""
    valued = count_calls(monkeypatch, statement, "value_text")
    words = 'value = "70", side = "media", attribution = "reported", stated = 2024-03-03'
    said = "".join(f"position.c{number} = {{ {words}, text = '{number}' }}\n" for number in range(5))
    negotiation = negotiation_of("position.u = { value = '50', side = 'own', attribution = 'on-record' }\n" + said)
    now = Snapshot(negotiation)
    before, issues = replace(now, as_of=date(2024, 3, 2)), tuple(negotiation.issues.values())
    found = changes_between(before, now, negotiation.parties, issues)
    others = additions_between(before, now, negotiation.parties, issues, found)
    view = build_changes(before, now, "Since 2 Mar 2024", [], others)
    assert "5 other statements" in view.counts
    assert valued() == 0
    assert [row["text"] for row in view.rows()] == ["70"] * 5
    assert valued() == 5


def test_what_a_counterpart_held_is_asked_once_between_its_words(
    negotiation_of: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where all move on days of their own among counterparts that said one thing, what each of these held is found out
    once."""
    parties = "".join(f'party.{name} = {{ name = "{name.upper()}", role = "principal" }}\n' for name in "abcdefgh")
    said = "".join(
        f'position.{name}{day} = {{ party = "{name}", value = "{day + number}", stated = 2024-03-{day + number:02}, '
        'side = "own", attribution = "on-record" }\n'
        for number, name in enumerate("abcdefgh")
        for day in ((1, 10) if name in "abcd" else (1,))
    )
    negotiation = negotiation_of(parties + said)
    asked = count_calls(monkeypatch, movement, "_held_in")
    now, issue = Snapshot(negotiation), negotiation.issues["pay"]
    found = changes_between(replace(now, as_of=date(2024, 3, 9)), now, negotiation.parties, [issue])
    assert sum(len(change.movements) for change in found) == 4 * 7
    assert asked() <= 12 + len(negotiation.principals)


def test_a_movement_is_measured_until_its_direction_is_known(
    negotiation_of: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks what a party did to its position gets the first direction after one of many counterparts, and the second
    after the first that it went the other way from; no agreement is looked for."""
    measured = count_calls(monkeypatch, movement, "_movement")
    agreed = count_calls(monkeypatch, changes_module, "agreements_of")
    negotiation = talks(negotiation_of)
    now = Snapshot(negotiation)
    found = own_classes(replace(now, as_of=date(2024, 3, 1)), now, "union", negotiation.issues["pay"])
    assert (next(found), measured()) == ("closer", 1)
    assert (next(found), measured(), next(found, None)) == ("farther", 4, None)
    assert agreed() == 0


def test_an_overview_asks_for_agreements_of_the_movements_that_it_names(
    negotiation_of: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of nine parties that moved five are named, and no more are asked with whom they came to agree."""
    names = "abcdefghi"
    parties = "".join(f'party.{name} = {{ name = "{name.upper()}", role = "principal" }}\n' for name in names)
    said = "".join(
        f'position.{name}{day} = {{ party = "{name}", value = "{day + number}", stated = 2024-03-0{day}, '
        'side = "own", attribution = "on-record" }\n'
        for number, name in enumerate(names)
        for day in (1, 2)
    )
    said += 'proposal.p = { party = "a", terms = ["hours = 5"], side = "own", attribution = "on-record" }\n'
    hours = 'issue.hours = { title = "Hours", kind = "quantity", unit = "hours" }\n'
    asked = count_calls(monkeypatch, changes_module, "agreements_of")
    view = build_overview(Snapshot(negotiation_of(hours + parties + said)), 30)
    moved = [finding for finding in view.findings if finding.heading == "moved"]
    assert (len(moved), moved[-1].words, asked()) == (6, "and 4 more", 5)


def test_what_counts_of_a_party_is_found_once_for_all(negotiation_of: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of parties with two words each what counts in their pairs is found once a party, not once a pair."""
    found = count_calls(monkeypatch, words, "_words")
    names = "abcdef"
    parties = "".join(f'party.{name} = {{ name = "{name.upper()}", role = "principal" }}\n' for name in names)
    said = "".join(
        f'position.{name}{value} = {{ party = "{name}", value = "{value}", side = "own", speaker = "{value}" }}\n'
        for name in names
        for value in ("5", "7")
    )
    negotiation = negotiation_of(parties + said)
    assert len(pairs_of(Snapshot(negotiation), negotiation.issues["pay"])) > len(negotiation.principals)
    assert found() == len(negotiation.principals)


def count_calls(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> Callable[[], int]:
    """Count the calls of a function by a module from now on."""
    asked, calls = getattr(module, name), list[object]()

    def counted(*given: object) -> object:
        calls.append(given)
        return asked(*given)

    monkeypatch.setattr(module, name, counted)
    return lambda: len(calls)


def test_positions_that_moved_both_ways_are_counted_once(negotiation_of: Build) -> None:
    """A position that is closer to some and farther from others is one change in the line of counts."""
    assert changes(talks(negotiation_of)).counts == "positions: 1 closer to some and farther from others"


def shown(view: View, detail: str) -> str:
    """Return the page of a view as one line of words."""
    options = RenderOptions(80, detail="whole" if detail == "whole" else "normal", measure=width_of)
    return " ".join(" ".join(render_page(page_of(view, options), 80, False)).split())


@pytest.mark.parametrize("detail", ["normal", "whole"])
def test_the_page_names_under_v(negotiation_of: Build, detail: str) -> None:
    """The page of changes counts and says how to see the names; with `-v` it names them; a program gets the names."""
    view = changes(talks(negotiation_of))
    page = shown(view, detail)
    assert ("moved closer to 3, farther from 2" in page) is ("-v names" in page) is (detail == "normal")
    assert ("moved closer to A, B: apart 20" in page) is (detail == "whole")
    assert [row["phrase"] for row in view.rows()] == [view.lines[0].phrase]


@pytest.mark.parametrize("detail", ["normal", "whole"])
def test_history_counts_pairs_that_stand_alike(negotiation_of: Build, detail: str) -> None:
    """With more than ten pairs the page of `history` counts those whose gaps read the same; with `-v` each has its
    line."""
    negotiation = talks(negotiation_of)
    view = build_history(Snapshot(negotiation), negotiation.issues["pay"], list(negotiation.principals))
    page = shown(view, detail)
    assert ("gaps of 21 pairs 6 silent" in page) is ("-v names" in page) is (detail == "normal")
    assert ("gap A - B overlap 30" in page) is (detail == "whole")
    assert ("moved closer to 3, farther from 2" in page) is (detail == "normal")


FLEET = """
position.gone = { party = "p03", stance = "withdrawal", stated = 2024-03-02, withdraws = ["s03"], OWN }
position.more = { party = "p05", value = "9", stated = 2024-06-01, OWN }
position.said = { party = "p06", value = "4", stated = 2024-03-01, side = "media", speaker = "One" }
proposal.paper = { party = "p00", tabled = 2024-03-05, terms = ["pay = 6"], title = "Paper", OWN }
agreement.deal = { kind = "full", date = 2024-04-01, between = ALL, terms = ["pay = 6"], OF_NOBODY }
"""


def fleet(build: Build, more: str = "") -> Negotiation:
    """Return talks of twelve parties, one of which withdrew its position, and another spoke again after a deal of
    all."""
    names = [f"p{number:02}" for number in range(12)]
    head = "".join(f'party.{name} = {{ name = "{name.upper()}", role = "principal" }}\n' for name in names)
    head += 'issue.pay = { title = "Pay", kind = "quantity", unit = "boats" }\n'
    text = "".join(f'position.s{name[1:]} = {{ party = "{name}", value = "5", OWN }}\n' for name in names)
    text += FLEET.replace("ALL", str(names))
    for name in names:
        text += f'milestone.{name} = {{ agreement = "deal", milestone = "signed", by = "{name}", stated = 2024-04-01, '
        text += f'side = "{name}", attribution = "on-record" }}\n'
    own = 'side = "own", attribution = "on-record"'
    return build(
        (text + more).replace("OWN", own).replace("OF_NOBODY", 'stated = 2024-04-01, side = "p00"'),
        f'title = "T"\n{head}',
    )


def compared(negotiation: Negotiation, day: date, detail: Detail = "normal") -> str:
    """Return the page of `compare` of all parties with the paper, as of a day, in one line."""
    snapshot = Snapshot(negotiation, as_of=day)
    paper = negotiation.proposals[0]
    view = build_compare(snapshot, list(negotiation.principals), negotiation.issues.values(), paper)
    options = RenderOptions(100, detail=detail, measure=width_of)
    return " ".join(" ".join(render_page(page_of(view, options), 100, False)).split())


def test_compare_of_many_says_what_is_agreed(negotiation_of: Build) -> None:
    """`compare` of more parties than have a line each says what is agreed, who disputes it and what a party said since,
    as it does of two."""
    page = compared(fleet(negotiation_of), date(2024, 6, 2))
    assert "since the deal 9 (1) P05" in page
    assert "agreed 6" in page
    assert "disputed by P05 since 1 Jun" in page
    assert "agreed 6" in compared(fleet(negotiation_of), date(2024, 6, 2), "brief")


def test_many_that_signed_are_counted(negotiation_of: Build) -> None:
    """Where all of many parties signed an agreement, it says so without their names; beside another agreement
    `overview` names the first few of them."""
    negotiation = fleet(negotiation_of)
    (deal,) = deals_of(Snapshot(negotiation))
    assert deal_text(Snapshot(negotiation), deal) == "agreed, signed by all 12 parties 1 Apr"
    two = (
        'agreement.two = { kind = "full", date = 2024-03-20, between = ["p00", "p01"], terms = ["pay = 5"], OF_NOBODY }'
    )
    findings = build_overview(Snapshot(fleet(negotiation_of, two)), 30).findings
    assert any(one.words.startswith("P00, P01, P02 and 9 others: agreed") for one in findings)


def test_compare_of_many_has_what_is_offered(negotiation_of: Build) -> None:
    """It has what a proposal offers, those with the same gap to it together, and how many pairs stand how; a party that
    withdrew its position is not silent."""
    page = compared(fleet(negotiation_of), date(2024, 3, 9))
    assert "withdrawn 2 Mar (1) P03" in page
    assert "silent (1)" not in page
    assert "Paper: 6" in page
    assert "P01, P02, P04, P05, P06, P07, P08, P09, P10, P11: apart 1" in page
    assert "gap: " in page


def questionnaire(build: Build, parties: int, words: str = "yes maybe no") -> Negotiation:
    """Return talks of parties that answer 38 questions with one of some words; the first is silent on the first."""
    ladder = ", ".join(f'"{word}"' for word in words.split())
    head = "".join(
        f'party.p{number:02} = {{ name = "Party {number:02}", role = "principal" }}\n' for number in range(parties)
    )
    head += "".join(
        f'issue.q{issue:02} = {{ title = "Question", kind = "choice", ladder = [{ladder}] }}\n' for issue in range(38)
    )
    said = (
        f'position.s{party}-{issue} = {{ party = "p{party:02}", issue = "q{issue:02}", OWN, '
        f'value = "{words.split()[(party * issue + party) % len(words.split())]}" }}'
        for party in range(parties)
        for issue in range(38)
        if party or issue
    )
    return build("\n".join(said).replace("OWN", 'side = "own", attribution = "on-record"'), f'title = "T"\n{head}')


def matrix(negotiation: Negotiation, width: int) -> list[str]:
    """Return the lines of the page of `compare --matrix`."""
    snapshot = Snapshot(negotiation)
    view = build_compare(snapshot, list(negotiation.principals), negotiation.issues.values(), is_matrix=True)
    return list(render_page(page_of(view, RenderOptions(width, measure=width_of)), width, False))


def test_signs_of_few_values_mean_the_same_on_each_issue(negotiation_of: Build) -> None:
    """Where all issues have few values between them a letter stands for one value, in the order of the scale, and 28
    parties by 38 issues take 45 lines of 110 columns."""
    lines = matrix(questionnaire(negotiation_of, 28), 110)
    assert len(lines) <= 45
    assert lines[-1].strip() == "A yes  B maybe  C no   · silent: nothing on record here"
    first, second = lines[2].split(), lines[3].split()
    assert (first[:4], second[:4]) == (["q00", "·", "B", "C"], ["q01", "A", "C", "B"])


def test_signs_of_many_values_are_those_of_the_issue(negotiation_of: Build) -> None:
    """Where issues have many values between them a letter counts how many hold a value on the issue, and says so."""
    lines = matrix(questionnaire(negotiation_of, 9, "a b c d e f g"), 110)
    assert lines[2].split()[:4] == ["q00", "·", "A", "B"]
    assert lines[3].split()[:4] == ["q01", "A", "B", "C"]
    assert "A the value that most hold on the issue" in "".join(lines[-2:])
