"""Answers to another party's position: what they derive, what a pair then reads, and where they are shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from negtrack.checks import check_negotiation
from negtrack.diff import additions_between, change_of, differences_between
from negtrack.history import gap_days
from negtrack.model import Negotiation, Strength
from negtrack.query import Snapshot, current_position, on_issue, pair_of
from negtrack.views.additions import addition_row
from negtrack.views.compare import build_compare
from negtrack.views.differences import Side, build_diff
from negtrack.views.gaps import build_gaps
from negtrack.views.overview import build_overview
from negtrack.views.pair_words import pair_fields, pair_text
from negtrack.views.phrasing import answered_text
from negtrack.views.proposal import build_proposal
from negtrack.views.show import build_show

from .negotiations import build_negotiation

STRONG = 'side = "own", attribution = "on-record"'
DEMAND = f'position.d = {{ value = "at least 50", {STRONG} }}\n'
"""The union demands at least 50, on 1 March."""


def answer(word: str, said: str = STRONG, more: str = "", name: str = "r", to: str = "d", day: int = 3) -> str:
    """Return an answer of the employer."""
    fields = f'party = "employer", to = "{to}", answer = "{word}", stated = 2024-03-0{day}'
    return f"response.{name} = {{ {', '.join(filter(None, (fields, said, more)))} }}\n"


REJECTED = DEMAND + answer("rejected")
DENIED = f'position.n = {{ party = "employer", stance = "denial", denies = ["r"], stated = 2024-03-04, {STRONG} }}\n'
PLAN = f'proposal.plan = {{ terms = ["pay = 60", "hours = 35"], {STRONG} }}\n'


def words_of(known: Negotiation, issue: str = "pay", as_of: date | None = None) -> str:
    """Return how union and employer stand on an issue, in words."""
    snapshot = Snapshot(known, as_of)
    return pair_text(snapshot, pair_of(snapshot, known.issues[issue], "employer", "union"), known.issues[issue])


PAIRS = {
    "rejected": (REJECTED, "rejected by Employers"),
    "nothing in turn": (
        DEMAND + answer("rejected", more="no-counter = true"),
        "rejected by Employers, no counter-offer",
    ),
    "our caveat": (DEMAND + answer("rejected", more='caveat = "by a nod"'), "rejected by Employers, caveat: by a nod"),
    "denied beside another": (
        REJECTED + answer("countered", 'side = "own"', 'after = ["r"]', name="q") + DENIED.replace('["r"]', '["q"]'),
        "rejected by Employers",
    ),
    "weak": (
        DEMAND + answer("rejected", 'side = "own", speaker = "An official"'),
        "rejected by Employers, according to An official",
    ),
    "weak, of nobody": (
        DEMAND + answer("rejected", 'side = "own"'),
        "rejected by Employers, according to Employers (not on record)",
    ),
    "a delegate": (DEMAND + answer("rejected", f'speaker = "An owner", {STRONG}'), "rejected by Employers"),
    "of others alone": (DEMAND + answer("rejected", 'speaker = "A reporter", side = "media"'), "silent"),
    "of the other side": (DEMAND + answer("rejected", 'side = "union"'), "silent"),
    "denied": (REJECTED + DENIED, "silent"),
    "not said": (DEMAND + answer("rejected", more='modality = "considered"'), "silent"),
    "countered": (DEMAND + answer("countered"), "silent"),
    "pending again": (REJECTED + answer("pending", name="s", day=4), "silent"),
    "an earlier answer": (REJECTED + answer("welcomed", name="s", day=2), "rejected by Employers"),
    "others say otherwise": (
        REJECTED + answer("countered", 'side = "union"', name="s", day=4),
        "rejected by Employers",
    ),
    "what is not live": (
        REJECTED + f'position.e = {{ value = "at least 45", stated = 2024-03-04, {STRONG} }}\n',
        "silent",
    ),
    "what was withdrawn": (
        REJECTED + f'position.w = {{ stance = "withdrawal", withdraws = ["d"], stated = 2024-03-04, {STRONG} }}\n',
        "withdrawn 4 Mar by Union",
    ),
    "what others report": (
        'position.d = { value = "at least 50", side = "media", speaker = "A reporter" }\n' + answer("rejected"),
        "rejected by Employers",
    ),
    "meant for another": (
        'party.bank = { name = "Bank", role = "principal" }\n'
        f'position.d = {{ value = "at least 50", toward = "bank", {STRONG} }}\n' + answer("rejected"),
        "silent",
    ),
    "named something": (
        REJECTED + f'position.o = {{ party = "employer", value = "at most 40", stated = 2024-03-02, {STRONG} }}\n',
        "apart 10",
    ),
    "named no value": (
        REJECTED + f'position.o = {{ party = "employer", value = "unspecified", stated = 2024-03-02, {STRONG} }}\n',
        "unknown",
    ),
    "withdrew its own": (
        REJECTED
        + f'position.o = {{ party = "employer", value = "40", {STRONG} }}\n'
        + 'position.w = { party = "employer", stance = "withdrawal", withdraws = ["o"], stated = 2024-03-02, '
        + f"{STRONG} }}\n",
        "rejected by Employers; withdrawn 2 Mar by Employers",
    ),
    "a term": (PLAN + answer("rejected", to="plan#pay"), "rejected by Employers"),
    "another term": (PLAN + answer("rejected", to="plan#hours"), "silent"),
    "a whole proposal": (PLAN + answer("rejected", to="plan"), "silent"),
    "accepted": (DEMAND + answer("accepted"), "overlap at least 50"),
    "accepted, then rejected": (
        DEMAND + answer("accepted") + answer("rejected", name="s", day=4),
        "rejected by Employers",
    ),
    "a retracted answer": (REJECTED + 'retraction.x = { party = "employer", of = "r" }\n', "silent"),
}


@pytest.mark.parametrize(("text", "expected"), PAIRS.values(), ids=PAIRS)
def test_pair(text: str, expected: str) -> None:
    """A pair of which one names nothing reads `rejected` where that one itself rejects what the other holds."""
    assert words_of(build_negotiation(text)) == expected


ACCEPTANCES = {
    "its own strong word": (DEMAND + answer("accepted"), ("at least 50", Strength.STRONG)),
    "a weak answer": (DEMAND + answer("accepted", 'side = "own"'), ("at least 50", Strength.WEAK)),
    "in others' words": (DEMAND + answer("accepted", 'side = "union"'), ("at least 50", Strength.OTHER)),
    "a weak position": (
        'position.d = { value = "50", side = "own" }\n' + answer("accepted"),
        ("50", Strength.WEAK),
    ),
    "a position in others' words": (
        'position.d = { value = "50", side = "media", speaker = "A reporter" }\n' + answer("accepted"),
        ("50", Strength.OTHER),
    ),
    "with reservations": (DEMAND + answer("accepted-with-reservations"), None),
    "not said": (DEMAND + answer("accepted", more='modality = "hoped"'), None),
    "no value": (f'position.d = {{ value = "unspecified", {STRONG} }}\n' + answer("accepted"), None),
    "only considered": (
        f'position.d = {{ value = "50", modality = "considered", {STRONG} }}\n' + answer("accepted"),
        None,
    ),
    "a retracted position": (DEMAND + answer("accepted") + 'retraction.x = { of = "d" }\n', None),
    "its own offer of the day": (
        DEMAND
        + answer("accepted")
        + 'position.o = { party = "employer", stance = "offer", value = "45", stated = 2024-03-03, '
        + f"{STRONG} }}\n",
        ("45", Strength.STRONG),
    ),
    "meant for another": (
        'party.bank = { name = "Bank", role = "principal" }\n'
        f'position.d = {{ value = "50", toward = "bank", {STRONG} }}\n' + answer("accepted"),
        None,
    ),
    "a mediator": (DEMAND + answer("accepted").replace("employer", "state"), None),
}


@pytest.mark.parametrize(("text", "expected"), ACCEPTANCES.values(), ids=ACCEPTANCES)
def test_acceptance(text: str, expected: tuple[str, Strength] | None) -> None:
    """A principal's `accepted` is its acceptance of what the position names, no stronger than answer and position."""
    known = build_negotiation(text)
    party = "state" if 'party = "state"' in text else "employer"
    current = current_position(Snapshot(known), party, known.issues["pay"])
    assert ((current.value, current.strength) if current else None) == expected


def test_an_acceptance_has_basis_conditions_and_caveats() -> None:
    """What is accepted is accepted on the position's basis, on its conditions and with the caveats of both."""
    demand = 'value = "50", qualifier = "net", requires = ["hours = 35"], caveat = "from notes", toward = "employer"'
    known = build_negotiation(
        f"position.d = {{ {demand}, {STRONG} }}\n" + answer("accepted", more='caveat = "by a nod"')
    )
    accepted = current_position(Snapshot(known), "employer", known.issues["pay"], toward="union")
    assert accepted
    assert (accepted.id, accepted.stance, accepted.day, accepted.toward) == (
        "r#pay",
        "acceptance",
        date(2024, 3, 3),
        "union",
    )
    assert (accepted.qualifier, accepted.caveat) == ("net", "by a nod; from notes")
    assert [str(condition) for condition in accepted.requires] == ["hours = 35"]


def test_a_mandate_is_not_taken_over() -> None:
    """To accept what is claimed of another's mandate says nothing of one's own."""
    known = build_negotiation(f'position.d = {{ issue = "mandate", value = "full", {STRONG} }}\n' + answer("accepted"))
    assert current_position(Snapshot(known), "employer", known.issues["mandate"]) is None


def test_an_acceptance_counts_beside_whom_it_answers() -> None:
    """Of several counterparts a party accepts what one of them holds toward that one alone; of one alone toward all."""
    negotiation = (
        'party.bank = { name = "Bank", role = "principal" }\n'
        f'position.d = {{ party = "bank", value = "50", {STRONG} }}\n'
        f'position.e = {{ value = "60", {STRONG} }}\n' + answer("accepted")
    )
    known = build_negotiation(negotiation)
    snapshot, issue = Snapshot(known), known.issues["pay"]
    assert pair_of(snapshot, issue, "employer", "bank").status == "overlap"
    assert pair_of(snapshot, issue, "employer", "union").status == "silent"
    small = on_issue(snapshot, issue, ("employer", "bank"))
    assert pair_text(small, pair_of(small, issue, "employer", "bank"), issue) == "overlap 50"
    branch = 'party.union = { name = "Union", role = "principal", member_of = "employer" }\n'
    accepted = current_position(Snapshot(build_negotiation(branch + negotiation)), "employer", issue)
    assert accepted
    assert accepted.toward == ""
    retracted = build_negotiation(negotiation + 'retraction.x = { party = "bank", of = "d" }\n')
    small = on_issue(Snapshot(retracted), issue, ("employer", "bank"))
    assert pair_of(small, issue, "employer", "bank").status == "silent"


def test_the_first_value_after_a_rejection_is_new() -> None:
    """A party that rejected and then names a value makes a first offer, which hardens nothing and moves nowhere."""
    offer = f'position.o = {{ party = "employer", stance = "offer", value = "30", stated = 2024-03-05, {STRONG} }}\n'
    known = build_negotiation(REJECTED + offer)
    before, after = (Snapshot(known, date(2024, 3, day)) for day in (4, 5))
    change = change_of(before, after, "employer", known.issues["pay"])
    assert change
    assert change.classes == ("new",)
    row = build_gaps(after, [known.issues["pay"]], None, (date(2024, 3, 4), "")).lines[0]
    assert (row.before.status, row.now.status, row.trend) == ("rejected", "apart", "new")


def test_the_days_of_a_pair() -> None:
    """A pair has stood rejected since the day of the answer."""
    known = build_negotiation(REJECTED)
    issue = known.issues["pay"]
    days = [(day.day.day, day.pair.status) for day in gap_days(Snapshot(known), issue, "employer", "union")]
    assert days == [(1, "silent"), (3, "rejected")]
    assert build_gaps(Snapshot(known), [issue], None, (None, "")).lines[0].since_text == "3 Mar"
    inexact = build_negotiation(REJECTED.replace("stated = 2024-03-03", 'stated = "../2024-03-03"'))
    assert build_gaps(Snapshot(inexact), [issue], None, (None, "")).lines[0].since_text == "3 Mar or before"


def test_views_of_a_rejection() -> None:
    """compare and overview say that the party rejected, and nowhere that nothing of it is on record."""
    known = build_negotiation(REJECTED)
    snapshot = Snapshot(known)
    row = build_compare(snapshot, [known.parties["employer"], known.parties["union"]], [known.issues["pay"]]).issues[0]
    assert [cell.value for cell in row.cells] == ["rejected 3 Mar", "at least 50"]
    assert row.gap == "rejected by Employers"
    fields = pair_fields(snapshot, pair_of(snapshot, known.issues["pay"], "employer", "union"), known.issues["pay"])
    assert (fields["status"], fields["gap"], fields["distance"]) == ("rejected", "rejected by Employers", None)
    overview = build_overview(snapshot, 60)
    assert dict(overview.counts)["rejected"] == 1
    silent = {finding.about: finding.words for finding in overview.findings if finding.heading == "silent"}
    assert silent == {"employer": "Employers on hours, start", "union": "Union on hours, start"}


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        (PLAN + answer("rejected", to="plan#pay"), {"pay": "rejected", "hours": "silent"}),
        (PLAN + answer("rejected", to="plan"), {"pay": "silent", "hours": "silent"}),
        (
            PLAN
            + answer("rejected", to="plan#pay")
            + f'position.o = {{ party = "employer", value = "55", stated = 2024-03-04, {STRONG} }}\n',
            {"pay": "apart 5", "hours": "silent"},
        ),
    ],
)
def test_a_proposal_says_which_terms_were_rejected(text: str, gaps: dict[str, str]) -> None:
    """Who rejected a term and names nothing is not silent on it, but on the others; who names something has a gap."""
    snapshot = Snapshot(build_negotiation(text))
    view = build_proposal(snapshot, snapshot.proposals[0])
    rows = [row for row in view.rows() if row["party"] == "employer" and row["part"] == "term"]
    assert {row["issue"]: row["gap"] for row in rows} == gaps


def test_diff_of_two_parties() -> None:
    """diff of two parties shows what only one holds, and that the other rejected it."""
    snapshot = Snapshot(build_negotiation(REJECTED))
    issue = snapshot.negotiation.issues["pay"]
    held = {"pay": demand} if (demand := current_position(snapshot, "union", issue)) else {}
    sides = Side("Employers", {}, snapshot), Side("Union", held, snapshot)
    found = list(differences_between(({}, held), snapshot, [issue], parties=("employer", "union")))
    view = build_diff(snapshot, sides, found)
    assert [(line.sign, line.gap) for line in view.lines] == [("+", "rejected by Employers")]
    assert view.counts == "issues: 1 rejected"
    assert view.differs


def test_answers_are_shown() -> None:
    """show and diff --since name what was answered by its issue, its party and its value."""
    known = build_negotiation(REJECTED)
    snapshot = Snapshot(known)
    issues = list(known.issues.values())
    (described,) = build_show(snapshot, [known.parties["employer"]], issues).sections[0].responses
    assert (described.record.id, described.answered) == ("r", "pay, Union: at least 50")
    before = replace(snapshot, as_of=date(2024, 3, 2))
    for chosen in (issues, [known.issues["pay"]]):
        (addition,) = additions_between(before, snapshot, ["employer"], chosen, ())
        row = addition_row(before, snapshot, addition)
        assert (row.about, row.text, row.fields["about"]) == ("pay, Union: at least 50", "rejected", "d")
    assert additions_between(before, snapshot, ["employer"], [known.issues["hours"]], ()) == []
    assert answered_text(snapshot, build_negotiation(PLAN + answer("rejected", to="plan#pay")).responses[0]) == "plan"


NOTES = {
    "live": (REJECTED, []),
    "retracted": (
        REJECTED + 'retraction.x = { of = "d" }\n',
        ["d is retracted, so there is nothing to answer; retract this record too"],
    ),
    "superseded": (
        REJECTED + 'position.e = { value = "at least 45", supersedes = ["d"], recorded = 2024-06-02 00:00:00Z }\n',
        ["d is superseded, so there is nothing to answer; answer e"],
    ),
    "withdrawn before": (
        REJECTED + f'position.w = {{ stance = "withdrawal", withdraws = ["d"], stated = 2024-03-02, {STRONG} }}\n',
        ["d was withdrawn on 2024-03-02, before this; look at the date"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), NOTES.values(), ids=NOTES)
def test_no_effect(text: str, expected: list[str]) -> None:
    """check notes an answer to a position that was gone."""
    found = check_negotiation(build_negotiation(text), date(2024, 7, 1))
    assert [problem.message for problem in found if problem.code == "no-effect"] == expected


PROBLEMS: dict[str, tuple[str, Any]] = {
    "another's": (REJECTED, []),
    "its own": (
        REJECTED.replace('"employer"', '"union"'),
        ["d is a position of union itself; name one of another party"],
    ),
    "a term of a position": (
        DEMAND + answer("rejected", to="d#pay"),
        ["d is a position, which has no terms; write d alone"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PROBLEMS.values(), ids=PROBLEMS)
def test_check(text: str, expected: list[str]) -> None:
    """An answer may name another party's position, and never the party's own."""
    found = check_negotiation(build_negotiation(text), date(2024, 7, 1))
    assert [problem.message for problem in found if problem.code == "wrong-reference"] == expected
