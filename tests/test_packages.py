"""Proposals as wholes: joint ones, better readings, amendments, deadlines, labels and alternatives."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from negtrack.checks import check_negotiation
from negtrack.diff import changes_between
from negtrack.model import Negotiation, Position, Strength
from negtrack.query import (
    Snapshot,
    awaited_from,
    contested_positions,
    current_position,
    live_positions,
    pair_of,
    timeline_of,
)
from negtrack.views.cell import cell_of
from negtrack.views.history import HistoryLine, build_history
from negtrack.views.pair_words import pair_text
from negtrack.views.proposal import build_proposal
from negtrack.views.proposal_facts import proposal_facts
from negtrack.views.rounds import build_rounds
from negtrack.views.statement import Statement

from .negotiations import build_negotiation

OWN = 'side = "own", attribution = "on-record"'
HEAD = """
party.employer = { name = "Employers", role = "principal" }
party.union = { name = "Union", role = "principal" }
party.guild = { name = "Guild", role = "principal" }
issue.pay = { title = "Pay", kind = "quantity", unit = "euros" }
issue.hours = { title = "Hours", kind = "quantity", unit = "hours" }
"""


def held(known: Negotiation, party: str, issue: str, as_of: date | None = None) -> list[str]:
    """Return what a party holds on an issue: ids of live positions, the newest first."""
    snapshot = Snapshot(known, as_of)
    return [position.id for position in live_positions(snapshot, party, known.issues[issue])]


def status(known: Negotiation, issue: str, as_of: date | None = None) -> str:
    """Return how union and employer stand on an issue."""
    return pair_of(Snapshot(known, as_of), known.issues[issue], "union", "employer").status


# joint papers


JOINT = f'proposal.plan = {{ with = ["guild"], terms = ["pay = 50"], {OWN} }}\n'


def test_a_joint_paper_is_what_each_offers() -> None:
    """A paper tabled with another party is an offer of both: of the other in the words of the one that tabled it."""
    known = build_negotiation(JOINT, HEAD)
    one, other = (current_position(Snapshot(known), name, known.issues["pay"]) for name in ("union", "guild"))
    assert one is not None
    assert other is not None
    assert (one.id, one.is_own, one.voice) == ("plan#pay", True, "union")
    assert (other.id, other.party, other.is_own, other.side, other.voice) == (
        *("plan#pay/guild", "guild", False),
        *("union", "union"),
    )


def test_a_joint_paper_asks_only_the_others() -> None:
    """Nobody waits for an answer of those that tabled it."""
    known = build_negotiation(JOINT, HEAD)
    assert [party.id for party in awaited_from(Snapshot(known), known.proposals[0])] == ["employer"]


def test_who_tabled_jointly_agrees_only_by_a_word_of_its_own() -> None:
    """The paper is agreed between those that tabled it once the other says so itself."""
    known = build_negotiation(JOINT, HEAD)
    assert pair_of(Snapshot(known), known.issues["pay"], "union", "guild").status == "overlap"
    said = f'response.yes = {{ party = "guild", to = "plan", answer = "accepted", {OWN} }}'
    known = build_negotiation(JOINT + said, HEAD)
    assert pair_of(Snapshot(known), known.issues["pay"], "union", "guild").status == "agreed"
    accepted = current_position(Snapshot(known), "guild", known.issues["pay"])
    assert accepted is not None
    assert accepted.id == "yes#pay"


# better readings


def test_a_better_reading_stands_for_the_older() -> None:
    """A proposal that supersedes another one stands alone; the older is no proposal any more."""
    text = f"""
    proposal.plan = {{ terms = ["pay = 50", "hours = 35"], {OWN} }}
    proposal.better = {{ terms = ["pay = 51"], supersedes = ["plan"], {OWN} }}
    """
    known = build_negotiation(text)
    assert [proposal.id for proposal in Snapshot(known).proposals] == ["better"]
    assert held(known, "union", "pay") == ["better#pay"]
    assert held(known, "union", "hours") == []


# amendments


AMENDED = f"""
proposal.plan = {{ terms = ["pay = 50", "hours = 35"], {OWN} }}
proposal.next = {{ terms = ["pay = 48"], amends = "plan", stated = 2024-03-05, {OWN} }}
"""


def test_the_other_terms_carry_over() -> None:
    """An amendment has the other terms of the proposal that it amends; these are offered since they were named."""
    known = build_negotiation(AMENDED)
    snapshot = Snapshot(known)
    assert [str(term) for term in snapshot.terms_of(known.proposals[1])] == ["pay = 48", "hours = 35"]
    assert held(known, "union", "pay") == ["next#pay"]
    assert held(known, "union", "hours") == ["plan#hours"]
    view = build_proposal(snapshot, known.proposals[1])
    assert [line.marks for line in view.terms] == [(), ("unchanged since 1 Mar, plan",)]


def test_what_carries_over_clears_nothing() -> None:
    """A term that carries over does not take the place of what its party said in between."""
    said = f'position.said = {{ issue = "hours", value = "36", stance = "offer", stated = 2024-03-03, {OWN} }}'
    assert held(build_negotiation(AMENDED + said), "union", "hours") == ["said"]


def test_an_acceptance_takes_what_carries_over() -> None:
    """Who accepts an amendment accepts the terms that carry over, and both agree on them."""
    yes = f'response.yes = {{ party = "employer", to = "next", answer = "accepted", stated = 2024-03-06, {OWN} }}'
    known = build_negotiation(AMENDED + yes)
    assert held(known, "employer", "hours") == ["yes#hours"]
    assert status(known, "hours") == "agreed"


def test_carried_terms_that_hang_on_each_other() -> None:
    """Two terms that hang on each other are agreed with their offer, also where both carry over."""
    known = build_negotiation(
        f"""
        [proposal.plan]
        side = "own"
        attribution = "on-record"
        [proposal.plan.term.pay]
        value = "50"
        requires = ["hours = 35"]
        [proposal.plan.term.hours]
        value = "35"
        requires = ["pay = 50"]
        [proposal]
        next = {{ terms = ["start = immediately"], amends = "plan", stated = 2024-03-05, {OWN} }}
        [response]
        yes = {{ party = "employer", to = "next", answer = "accepted", stated = 2024-03-06, {OWN} }}
        """
    )
    assert (status(known, "pay"), status(known, "hours")) == ("agreed", "agreed")


@pytest.mark.parametrize(
    "ended",
    [
        "plan.expires = 2024-03-03",
        f'drop = {{ stance = "withdrawal", issue = "hours", withdraws = ["plan#hours"], stated = 2024-03-02, {OWN} }}',
    ],
)
def test_nothing_carries_over_from_what_is_gone(ended: str) -> None:
    """A lapsed offer hands on nothing, nor is a term that was withdrawn handed on."""
    table = "proposal" if ended.startswith("plan") else "position"
    text = AMENDED if table == "position" else AMENDED.replace('35"],', '35"], expires = 2024-03-03,')
    known = build_negotiation(text + (f"{table}.{ended}" if table == "position" else ""))
    assert [str(term) for term in Snapshot(known).terms_of(known.proposals[1])] == ["pay = 48"]


def test_what_was_only_considered_carries_over_as_such() -> None:
    """A term of a paper that was only considered is no firmer where it carries over: nobody agrees on it by accepting
    the amendment."""
    yes = f'response.yes = {{ party = "employer", to = "next", answer = "accepted", stated = 2024-03-06, {OWN} }}'
    known = build_negotiation(AMENDED.replace('35"],', '35"], modality = "considered",') + yes)
    assert held(known, "employer", "hours") == []
    assert status(known, "hours") != "agreed"
    assert status(known, "pay") == "agreed"


def test_an_acceptance_of_a_carried_term_is_no_stronger_than_the_word_that_named_it() -> None:
    """Who accepts an amendment accepts a term that others reported of the earlier paper no more strongly than that."""
    yes = f'response.yes = {{ party = "employer", to = "next", answer = "accepted", stated = 2024-03-06, {OWN} }}'
    text = AMENDED.replace(OWN, 'side = "media"', 1) + yes
    (accepted,) = live_positions(Snapshot(known := build_negotiation(text)), "employer", known.issues["hours"])
    assert (accepted.id, accepted.strength) == ("yes#hours", Strength.OTHER)


def test_what_its_party_denies_carries_over_to_no_amendment() -> None:
    """A term of which its party says that it never offered it is handed on by no paper that amends that one."""
    denial = (
        f'position.no = {{ stance = "denial", issue = "hours", denies = ["plan#hours"], stated = 2024-03-02, {OWN} }}'
    )
    known = build_negotiation(AMENDED + denial)
    assert [str(term) for term in Snapshot(known).terms_of(known.proposals[1])] == ["pay = 48"]


def test_a_later_paper_hands_nothing_on_to_an_earlier_one() -> None:
    """A paper that is said to amend one tabled two days later has its own terms alone."""
    known = build_negotiation(AMENDED.replace('35"],', '35"], stated = 2024-03-07,'))
    assert [str(term) for term in Snapshot(known).terms_of(known.entries["next"])] == ["pay = 48"]  # type: ignore[arg-type]


def test_a_circle_of_amendments_ends() -> None:
    """Proposals that amend each other are an error, and the terms of each are found nevertheless."""
    known = build_negotiation(
        """
        proposal.a = { terms = ["pay = 50"], amends = "b" }
        proposal.b = { terms = ["hours = 35"], amends = "a" }
        """
    )
    assert [str(term) for term in Snapshot(known).terms_of(known.proposals[0])] == ["pay = 50", "hours = 35"]
    assert "[proposal.a] amends: a -> b -> a is a circle; delete the wrong one of them" in errors(known)


# deadlines


LAPSING = (
    f'proposal.plan = {{ terms = ["pay = 50"], tabled = 2024-03-01, expires = 2024-03-05T17:00:00-05:00, {OWN} }}\n'
)
DAY = LAPSING.replace("2024-03-05T17:00:00-05:00", "2024-03-05")


def words(known: Negotiation, as_of: date | None = None) -> str:
    """Return the cell of the union on pay."""
    return cell_of(Snapshot(known, as_of), known.parties["union"], known.issues["pay"]).value


def test_a_lapsed_offer_stays_the_last_word() -> None:
    """An offer that has lapsed is still what its party said last, and says that it lapsed and when."""
    known = build_negotiation(LAPSING)
    assert words(known, date(2024, 3, 4)) == "50"
    assert words(known, date(2024, 3, 5)) == "50, lapsed 5 Mar 17:00"
    known = build_negotiation(DAY)
    assert words(known, date(2024, 3, 5)) == "50"
    assert words(known, date(2024, 3, 6)) == "50, lapsed 5 Mar"


def test_without_a_day_the_newest_record_decides() -> None:
    """What has lapsed without a day asked for is seen on the day of the newest record."""
    assert words(build_negotiation(DAY)) == "50"
    assert words(build_negotiation(DAY + "note.n = { text = 'x', stated = 2024-03-06 }")) == "50, lapsed 5 Mar"


def test_an_earlier_paper_never_comes_back() -> None:
    """Once an offer has lapsed, an earlier one of its party stays gone."""
    earlier = f'proposal.first = {{ terms = ["pay = 60"], stated = 2024-02-01, {OWN} }}'
    assert held(build_negotiation(DAY + earlier), "union", "pay", date(2024, 3, 9)) == ["plan#pay"]


@pytest.mark.parametrize(
    ("day", "position", "expected"),
    [
        ("2024-03-05T16:59:00-05:00", ["yes#pay"], "agreed"),
        ("2024-03-05T17:01:00-05:00", [], "silent"),
        ("2024-03-05", ["yes#pay"], "agreed"),  # perhaps after the hour, and nobody says so
        ("2024-03-06", [], "silent"),
    ],
)
def test_a_lapsed_offer_cannot_be_accepted(day: str, position: list[str], expected: str) -> None:
    """An acceptance after the deadline accepts nothing; one that came in time holds on."""
    said = f'response.yes = {{ party = "employer", to = "plan", answer = "accepted", stated = {day}, {OWN} }}'
    known = build_negotiation(LAPSING + said)
    assert held(known, "employer", "pay", date(2024, 3, 9)) == position
    assert status(known, "pay", date(2024, 3, 9)) == expected


def test_nobody_waits_for_an_answer_to_a_lapsed_offer() -> None:
    """An offer that has lapsed awaits no answer."""
    known = build_negotiation(DAY)
    waiting = [len(awaited_from(Snapshot(known, date(2024, 3, day)), known.proposals[0])) for day in (5, 6)]
    assert waiting == [1, 0]


def test_lapsing_is_a_change() -> None:
    """A span in which an offer lapses shows it, and no other span."""
    known = build_negotiation(DAY)

    def classes(first: int, last: int) -> list[tuple[str, ...]]:
        before, after = (Snapshot(known, date(2024, 3, day)) for day in (first, last))
        return [change.classes for change in changes_between(before, after, ["union"], [known.issues["pay"]])]

    assert classes(2, 5) == []
    assert classes(5, 6) == [("lapsed",)]
    assert classes(6, 9) == []


def test_a_history_knows_the_day_of_lapsing() -> None:
    """A day after the last statement has its own snapshot if an offer lapsed since."""
    known = build_negotiation(DAY + 'note.n = { text = "x", stated = 2024-03-09 }')
    timeline = timeline_of(Snapshot(known), known.issues["pay"], frozenset())
    said = [timeline.at(date(2024, 3, day)) for day in (4, 8)]
    cells = [cell_of(snapshot, known.parties["union"], known.issues["pay"]).value for snapshot in said]
    assert cells == ["50", "50, lapsed 5 Mar"]


# labels


FINAL = 'proposal.plan = { terms = ["pay = 50"], final = true, side = "employer", speaker = "An official" }\n'


@pytest.mark.parametrize(
    ("denial", "expected"),
    [
        ("", "final, in the words of An official"),
        (f"{OWN}", "final, in the words of An official; denied by Union"),
        ('side = "media", speaker = "Press"', "final, in the words of An official; denied according to Press"),
    ],
)
def test_a_label_is_a_claim(denial: str, expected: str) -> None:
    """That an offer is final is said in somebody's words, and can be denied without the offer itself."""
    text = f'position.no = {{ stance = "denial", denies = ["plan#final"], {denial} }}' if denial else ""
    known = build_negotiation(FINAL + text)
    assert list(proposal_facts(Snapshot(known), known.proposals[0])) == [expected]
    assert held(known, "union", "pay") == ["plan#pay"]
    assert contested_positions(Snapshot(known), "union", known.issues["pay"]) == ()
    assert errors(known) == []


# alternatives


EITHER = f"""
proposal.a = {{ terms = ["pay = 50", "hours = 35"], {OWN} }}
proposal.b = {{ terms = ["pay = 42", "hours = 40"], alternative_to = ["a"], {OWN} }}
"""
ASK = f'position.ask = {{ party = "employer", value = "40", {OWN} }}\n'


def test_alternatives_stand_beside_each_other() -> None:
    """Of two packages that are offered instead of each other both live, and neither disputes the other, whenever each
    was tabled."""
    known = build_negotiation(EITHER)
    assert held(known, "union", "pay") == ["a#pay", "b#pay"]
    assert contested_positions(Snapshot(known), "union", known.issues["pay"]) == ()
    later = build_negotiation(EITHER.replace('["a"],', '["a"], stated = 2024-03-02,'))
    assert held(later, "union", "pay") == ["b#pay", "a#pay"]


def test_the_next_paper_clears_all_alternatives() -> None:
    """A later paper is the end of every alternative."""
    paper = f'proposal.c = {{ terms = ["pay = 45"], stated = 2024-03-04, {OWN} }}'
    assert held(build_negotiation(EITHER + paper), "union", "pay") == ["c#pay"]


def test_a_paper_in_between_clears_the_older_alternative() -> None:
    """An alternative to a paper that another one has cleared meanwhile does not bring that back."""
    paper = f'proposal.m = {{ terms = ["pay = 45"], stated = 2024-03-02, {OWN} }}\n'
    later = EITHER.replace('["a"],', '["a"], stated = 2024-03-03,')
    assert held(build_negotiation(later + paper), "union", "pay") == ["b#pay"]


def test_the_nearest_alternative_gives_the_gap() -> None:
    """The gap is that of the nearest alternative, and says which it is; the cell shows all."""
    known = build_negotiation(EITHER + ASK)
    snapshot, issue = Snapshot(known), known.issues["pay"]
    pair = pair_of(snapshot, issue, "union", "employer")
    assert pair.status == "apart"
    assert pair.gap.distance == Fraction(2)
    assert pair_text(snapshot, pair, issue) == "apart 2, via b"
    assert pair.left is not None
    assert pair.left.id == "b#pay"
    cell = cell_of(snapshot, known.parties["union"], issue)
    assert (cell.value, cell.others) == ("a: 50 or b: 42", ())


def test_history_calls_an_alternative_so() -> None:
    """Of alternatives of one day one is current; each other is an alternative to it and no new position, also where the
    party had said something before. A differing report of the current one is none."""
    first = f'position.first = {{ party = "union", value = "60", stated = 2024-02-20, {OWN} }}\n'
    report = """
    proposal.report = { party = "union", terms = ["pay = 51"], discloses = "a", stated = 2024-03-01, side = "media" }
    """
    known = build_negotiation(first + EITHER + report)
    view = build_history(Snapshot(known), known.issues["pay"], [known.parties["union"]])
    lines = {line.statement.position.id: line for line in view.lines if isinstance(line, HistoryLine)}
    assert {name: line.phrases for name, line in lines.items() if line.phrases[0].startswith("alternative")} == {
        "b#pay": ("alternative to a",)
    }
    assert lines["b#pay"].step.classes == ()
    assert {row["id"]: row["change"] for row in view.rows()}["b#pay"] == "alternative to a"


SCHEDULES = f"""
issue.tax = {{ title = "Tax", kind = "money", steps = ["2024", "2025"], over = "year", total = "sum" }}
proposal.flat = {{ terms = ["tax = USD 25m"], {OWN} }}
proposal.a = {{ terms = ["tax = 2024: USD 40m"], alternative_to = ["flat"], {OWN} }}
proposal.b = {{ terms = ["tax = 2024: USD 20m"], alternative_to = ["flat"], {OWN} }}
"""
NEAREST = [
    ("2024: USD 115m", "apart in 1 of 2, 1 open, via a"),
    ("USD 115m; 120m", "apart in 1 of 2, 1 open, via a"),
    ("2024: USD 26m", "apart in 1 of 2, 1 open, via flat"),
    ("USD 25m", "overlap USD 25m, via flat"),
    ("2024: USD 40m", "overlap in 1 of 2, 1 open, via a"),
]


@pytest.mark.parametrize(("value", "expected"), NEAREST)
def test_the_nearest_schedule(value: str, expected: str) -> None:
    """Of schedules that are apart, and have no total alike, that is nearest which is so in the steps that all name."""
    ask = f'position.ask = {{ party = "employer", issue = "tax", value = "{value}", {OWN} }}\n'
    known = build_negotiation(SCHEDULES + ask)
    snapshot, issue = Snapshot(known), known.issues["tax"]
    assert pair_text(snapshot, pair_of(snapshot, issue, "union", "employer"), issue) == expected


def test_an_unconditional_alternative_is_nearer() -> None:
    """Where two alternatives meet what the other side holds, that counts which waits for nothing."""
    text = EITHER.replace("pay = 50", "pay = 42").replace("hours = 40", "hours = 44")
    hours = f'position.hours = {{ party = "employer", issue = "hours", value = "44", {OWN} }}\n'
    known = build_negotiation(text + ASK.replace('"40"', '"42"') + hours)
    snapshot, issue = Snapshot(known), known.issues["pay"]
    assert pair_text(snapshot, pair_of(snapshot, issue, "union", "employer"), issue) == "overlap 42, via b"


@pytest.mark.parametrize(
    ("hours", "expected"), [("", "conditional"), ("hours = 40", "overlap"), ("hours = 35", "conditional")]
)
def test_an_alternative_is_judged_whole(hours: str, expected: str) -> None:
    """A term of an alternative overlaps only where the other terms of that alternative are met."""
    ask = ASK.replace('"40"', '"42"')
    value = hours.partition(" = ")[2]
    more = f'position.more = {{ party = "employer", issue = "hours", value = "{value}", {OWN} }}' if hours else ""
    known = build_negotiation(EITHER + ask + more)
    assert status(known, "pay") == expected
    assert Statement(Snapshot(known), live(known, "b#pay"), known.issues["pay"]).words == "a: 50 or b: 42"


def live(known: Negotiation, name: str) -> Position:
    """Return a live position of the union on pay."""
    found = live_positions(Snapshot(known), "union", known.issues["pay"])
    return next(position for position in found if position.id == name)


def test_a_history_has_a_line_for_each_alternative() -> None:
    """Each line of `history` has its own package with its name, not all of them."""
    known = build_negotiation(EITHER)
    view = build_history(Snapshot(known), known.issues["pay"], list(known.parties.values()))
    assert [row[2] for row in view.table().rows] == ["a: 50", "b: 42"]


def test_movement_takes_the_nearest_alternative() -> None:
    """A party whose new package has a nearer alternative has moved closer by that one."""
    earlier = f'proposal.first = {{ terms = ["pay = 45"], stated = 2024-02-01, {OWN} }}\n'
    known = build_negotiation(EITHER + earlier + ASK.replace('40"', '40", stated = 2024-01-01'))
    before = Snapshot(known, date(2024, 2, 10))
    (change,) = changes_between(before, Snapshot(known), ["union"], [known.issues["pay"]])
    assert change.classes == ("closer",)
    assert [(one.before.distance, one.after.distance) for one in change.movements] == [(Fraction(5), Fraction(2))]


# errors


def errors(known: Negotiation) -> list[str]:
    """Return the errors that a check finds."""
    found = check_negotiation(known, datetime(2024, 6, 2, tzinfo=UTC).date())
    return [f"{one.where} {one.message}" for one in found if one.severity == "error"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            'proposal.a = {}\nproposal.b = { party = "employer", alternative_to = ["a"] }',
            "[proposal.b] alternative_to: a is a proposal of union, not of employer; name one of its own, or use "
            "answers",
        ),
        (
            'proposal.a = { alternative_to = ["a"] }',
            "[proposal.a] alternative_to: a is this proposal itself; name another",
        ),
        (
            "proposal.a = { expires = 2024-02-01 }",
            "[proposal.a] expires: 2024-02-01 is before it was tabled, 2024-03-01; correct one",
        ),
        (
            "proposal.a = { tabled = 2024-03-01T10:00:00Z, expires = 2024-03-01T09:00:00Z }",
            "[proposal.a] expires: 2024-03-01T09:00:00+00:00 is before it was tabled, 2024-03-01T10:00:00+00:00; "
            "correct one",
        ),
        (
            'proposal.a = { with = ["union"] }',
            "[proposal.a] with: union tabled it itself; name the others alone",
        ),
        (
            'proposal.a = {}\nproposal.b = { amends = "a", stated = 2024-02-01 }',
            "[proposal.b] amends: a was tabled on 2024-03-01, after this; correct one or the other",
        ),
        (
            'proposal.a = {}\nposition.b = { stance = "denial", denies = ["a#final"], side = "own" }',
            "[position.b] denies: a is not called final; name the proposal or a term of it",
        ),
        (
            'proposal.a = {}\nproposal.b = { party = "employer", supersedes = ["a"] }',
            "[proposal.b] supersedes: a is no earlier record of a proposal of the same party; supersede one",
        ),
    ],
)
def test_a_proposal_that_cannot_be_so(text: str, problem: str) -> None:
    """What names another party's alternative, a deadline in the past, itself, or what is no label is an error."""
    assert problem in errors(build_negotiation(text))


# views


def test_rounds_mark_what_is_final_and_lapsed() -> None:
    """A column of `rounds` says of an offer that it is called final, and of one that lapsed that it ended; what carries
    over is no value of the offer for programs."""
    text = AMENDED.replace('amends = "plan",', 'amends = "plan", expires = 2024-03-06, final = true,')
    known = build_negotiation(text + 'note.n = { text = "x", stated = 2024-03-09 }')
    view = build_rounds(Snapshot(known), (), known.issues.values())
    assert [offer.heading for offer in view.offers] == ["Union 1 Mar", "Union 5 Mar, final, ended"]
    assert view.offers[1].endings == ("lapsed 6 Mar",)
    assert view.offers[1].claims == ("final, in the words of Union",)
    assert [(row["id"], row["pay"], row["hours"]) for row in view.rows()] == [("plan", "50", "35"), ("next", "48", "")]
    (hours,) = [line for line in view.lines if line.issue.id == "hours"]
    assert [cell.short for cell in hours.cells if cell] == ["35", "="]


def test_a_proposal_says_what_its_terms_say() -> None:
    """The page of a proposal has the basis, condition and caveat of each term, and which were withdrawn."""
    text = f"""
    proposal.plan = {{ {OWN}, with = ["state"], term.pay = {{ value = "50", qualifier = "net", requires = ["a vote"],
        caveat = "from a photo", locator = "p. 3" }} }}
    position.drop = {{ stance = "withdrawal", withdraws = ["plan#pay"], stated = 2024-03-04, {OWN} }}
    """.replace("\n        caveat", " caveat")
    known = build_negotiation(text)
    view = build_proposal(Snapshot(known), known.proposals[0])
    (line,) = view.terms
    assert view.facts == ("with State",)
    assert line.words == "50 (net), if a vote; caveat: from a photo; withdrawn by the party, 4 Mar"
    assert line.where == "p. 3"
    cell = cell_of(Snapshot(known), known.parties["union"], known.issues["pay"])
    assert (cell.value, cell.silence.withdrawn) == ("withdrawn 4 Mar", "50 (net)")


def test_alternatives_are_no_contradiction() -> None:
    """Two packages of one day of which one holds are what was said, not a slip; two offers that both hold may be."""
    text = """
    proposal.a = {{ terms = ["pay = 40"], side = "own" }}
    proposal.b = {{ terms = ["pay = 42"], side = "own"{} }}
    """
    codes = [
        {problem.code for problem in check_negotiation(build_negotiation(text.format(more)), date(2024, 6, 1))}
        for more in (', alternative_to = ["a"]', "")
    ]
    assert ["contradiction" in found for found in codes] == [False, True]


def test_a_paper_that_was_amended_says_by_which() -> None:
    """So that nobody waits for an answer to it."""
    text = f"""
    proposal.p = {{ party = "union", terms = ["pay = 50"], stated = 2024-03-01, {OWN} }}
    proposal.q = {{ party = "union", terms = ["pay = 45"], amends = "p", stated = 2024-03-02, {OWN} }}
    """
    snapshot = Snapshot(build_negotiation(text, HEAD))
    first, second = snapshot.proposals
    assert list(proposal_facts(snapshot, first)) == ["amended by q, 2 Mar"]
    assert list(proposal_facts(snapshot, second)) == ["amends p"]
