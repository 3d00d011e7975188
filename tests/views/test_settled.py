"""What agreements leave of an issue, as each view says it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from negtrack.diff import additions_between, changes_between
from negtrack.model import Negotiation
from negtrack.query import Snapshot, deals_of, pair_before, pair_of
from negtrack.views.additions import addition_row
from negtrack.views.agreements import build_agreements
from negtrack.views.changes import ChangesView, build_changes
from negtrack.views.compare import build_compare, default_columns
from negtrack.views.compared_issue import IssueRow
from negtrack.views.deal_lines import DealLine
from negtrack.views.deal_states import deals_summary, milestone_text
from negtrack.views.gap_line import gap_line
from negtrack.views.gap_row import GapRow
from negtrack.views.gaps import build_gaps
from negtrack.views.history import build_history
from negtrack.views.pair_words import pair_fields, pair_text
from negtrack.views.party_answer import BEFORE
from negtrack.views.proposal import build_proposal
from negtrack.views.rounds import build_rounds
from negtrack.views.show import build_show

from ..negotiations import put_on_record

Build = Callable[..., Negotiation]

TALKS = put_on_record("""
position.low = { party = "employer", value = "30", side = "own", stated = 2024-03-02 }
position.high = { value = "50", side = "own", stated = 2024-03-03 }
position.short = { issue = "hours", value = "35", side = "own", stated = 2024-03-03 }
position.long = { party = "employer", issue = "hours", value = "38", side = "own", stated = 2024-03-03 }
proposal.last = { party = "employer", terms = ["pay = 40"], side = "own", tabled = 2024-03-09 }
response.yes = { to = "last", answer = "accepted", side = "own", stated = 2024-03-09 }
agreement.deal = { title = "Deal", date = 2024-03-10, follows = "last", terms = ["pay = 40"], stated = 2024-03-10 }
open.item = { agreement = "deal", issue = "hours", decide-by = 2024-03-25, otherwise = "37", stated = 2024-03-10 }
""")
SIGNED = """
milestone.signed = { agreement = "deal", milestone = "signed", date = 2024-03-12, stated = 2024-03-12 }
"""
ENDED = """
milestone.by-e = { agreement = "deal", milestone = "ended", by = "employer", side = "union", date = 2024-03-18 }
milestone.by-u = { agreement = "deal", milestone = "ended", by = "union", side = "employer", date = 2024-03-18 }
""".replace("date =", "stated = 2024-03-18, date =")
SUSPENDED = """
milestone.stop = { agreement = "deal", milestone = "suspended", date = 2024-03-20, stated = 2024-03-20 }
"""
LATER = SUSPENDED.replace("03-20", "03-27")
DONE = """
milestone.done = { agreement = "deal#pay", milestone = "done", date = 2024-03-15, stated = 2024-03-15 }
"""
BY = DONE.replace("date =", 'by = "employer", date =')
BY_BOTH = BY + DONE.replace("milestone.done", "milestone.both").replace("date =", 'by = "union", date =')
CLAIMED = DONE.replace("date =", 'side = "union", speaker = "Chair", date =')
SHOP = 'party.shop = { name = "Shop", role = "principal" }\n'
BETWEEN = TALKS.replace("date = 2024-03-10, f", 'between = ["union", "employer"], date = 2024-03-10, f')
DISPUTED = """
position.more = { value = "60", side = "own", stated = 2024-03-20 }
"""


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def at(negotiation: Negotiation, day: int) -> Snapshot:
    """Return the negotiation as of a day of March 2024."""
    return Snapshot(negotiation, date(2024, 3, day))


def row(snapshot: Snapshot, issue: str) -> IssueRow:
    """Return one issue of `compare`."""
    view = build_compare(snapshot, default_columns(snapshot), [snapshot.negotiation.issues[issue]])
    return view.issues[0]


def words(snapshot: Snapshot, issue: str = "pay") -> str:
    """Return how the pair stands."""
    definition = snapshot.negotiation.issues[issue]
    return pair_text(snapshot, pair_of(snapshot, definition, "employer", "union"), definition)


PROVISIONAL = "agreed provisionally 40, deal"
NO_FALLBACK = TALKS.replace(', otherwise = "37"', "")
ANSWERS = """
response.ok = { party = "employer", to = "deal", answer = "accepted", side = "own", stated = 2024-03-11 }
response.wait = { to = "deal", answer = "pending", side = "own", stated = 2024-03-11 }
"""
WITHOUT = TALKS.replace("proposal.last", "#").replace("response.yes", "#").replace('follows = "last", ', "")


@pytest.mark.parametrize(
    ("text", "day", "issue", "expected"),
    [
        case("before", TALKS, 8, "pay", "apart 20"),
        case("not binding yet", TALKS, 11, "pay", PROVISIONAL),
        case("binding", TALKS + SIGNED, 12, "pay", "agreed 40"),
        case("done", TALKS + SIGNED + DONE, 16, "pay", "agreed 40, done 15 Mar"),
        case("disputed", TALKS + SIGNED + DISPUTED, 21, "pay", "agreed 40, disputed by Union since 20 Mar"),
        case(
            "gone back on",
            TALKS + DISPUTED,
            21,
            "pay",
            "agreed provisionally 40, reopened by Union since 20 Mar; ",
        ),
        case("ended", TALKS + SIGNED + ENDED, 19, "pay", "agreed 40, ended 18 Mar; nothing since the deal"),
        case("done by one", TALKS + SIGNED + BY, 16, "pay", "agreed 40, done by Employers 15 Mar"),
        case(
            "done by each",
            TALKS + SIGNED + BY_BOTH,
            16,
            "pay",
            "agreed 40, done by Union 15 Mar, done by Employers 15 Mar",
        ),
        case("done by all", TALKS + SIGNED + BY + DONE.replace(".done", ".all"), 16, "pay", "agreed 40, done 15 Mar"),
        case(
            "done in the words of one",
            TALKS + SIGNED + CLAIMED,
            16,
            "pay",
            "agreed 40, done 15 Mar (according to Chair (Union))",
        ),
        case("done and ended", TALKS + SIGNED + DONE + ENDED, 19, "pay", "agreed 40, done 15 Mar, ended 18 Mar; "),
        case("open", TALKS + SIGNED, 25, "hours", "open until 25 Mar, else 37; apart 3"),
        case("past its day", TALKS + SIGNED, 26, "hours", "settled by the fallback 25 Mar: 37"),
        case("not binding past its day", TALKS, 26, "hours", "settled provisionally by the fallback 25 Mar: 37"),
        case(
            "suspended", TALKS + SIGNED + SUSPENDED, 26, "hours", "open until 25 Mar, else 37, suspended 20 Mar; nothi"
        ),
        case(
            "suspended later",
            TALKS + SIGNED + LATER,
            28,
            "hours",
            "settled by the fallback 25 Mar: 37, suspended 27 Mar",
        ),
        case(
            "no fallback", TALKS.replace(', otherwise = "37"', ""), 26, "hours", "not decided by 25 Mar, no fallback on"
        ),
        case(
            "open and ended", TALKS + SIGNED + ENDED, 19, "hours", "open until 25 Mar, else 37, ended 18 Mar; nothing"
        ),
        case("not in it", TALKS + SIGNED, 12, "start", "silent, no term on record"),
        case("announced", WITHOUT + ANSWERS, 12, "pay", "apart 20, announced by "),
    ],
)
def test_words(negotiation_of: Build, text: str, day: int, issue: str, expected: str) -> None:
    """Every view prints what is settled, what is open and until when, what became of a term, and whose word stands
    against it; the gap only where nothing settles the issue."""
    assert words(at(negotiation_of(text), day), issue).startswith(expected)


def test_who_did_not_accept_stands_beside_what_was_announced(negotiation_of: Build) -> None:
    """An agreement that is only announced names the answer that is not `accepted`, and settles nothing."""
    announced = 'milestone.a = { agreement = "deal", milestone = "announced", side = "state", speaker = "Minister" }\n'
    snapshot = at(negotiation_of(WITHOUT + ANSWERS + announced), 12)
    assert "announced by Minister (State): 40, deal, Union: pending 11 Mar" in words(snapshot)


def test_fields(negotiation_of: Build) -> None:
    """Programs get the state, the value, the agreement, what was before, and who disputes it; no distance."""
    snapshot = at(negotiation_of(TALKS + SIGNED + DISPUTED), 21)
    issue = snapshot.negotiation.issues["pay"]
    fields = pair_fields(snapshot, pair_of(snapshot, issue, "employer", "union"), issue)
    assert (fields["status"], fields["distance"], fields["unit"]) == ("agreed", None, "")
    assert (fields["settled"], fields["settled_value"], fields["agreement"]) == ("agreed", "40", "deal")
    assert (fields["before_deal"], fields["disputed_by"]) == ("apart 20 before", ["union"])


def test_cells_hold_the_last_words_before(negotiation_of: Build) -> None:
    """A cell of an agreed issue has the last word before the agreement, not the offer that became it; what was said
    since stands beside it, and disputes nothing."""
    found = row(at(negotiation_of(TALKS + SIGNED + DISPUTED), 21), "pay")
    assert [cell.value for cell in found.cells] == ["30", "50"]
    assert [other.words.partition(",")[0] for other in found.cells[1].others] == ["60"]
    assert [other.standing for other in found.cells[1].others] == ["since the deal"]
    assert (found.notes, found.contested) == ("apart 20 before", ())


def test_cells_are_empty_once_it_has_ended(negotiation_of: Build) -> None:
    """Once an agreement has ended, cells have only what was said since."""
    talks = negotiation_of(TALKS + SIGNED + ENDED + DISPUTED)
    assert [cell.value for cell in row(at(talks, 19), "pay").cells] == ["nothing since the deal"] * 2
    assert [cell.value for cell in row(at(talks, 21), "pay").cells] == ["nothing since the deal", "60"]
    assert words(at(talks, 21)) == "agreed 40, ended 18 Mar; nothing since the deal by Employers"


def test_a_third_party_brings_no_term_back(negotiation_of: Build) -> None:
    """The terms of one paper stand alike once the agreement that it became has ended: also on an issue on which nobody
    else spoke, beside a principal that is not in the agreement."""
    package = BETWEEN.replace('terms = ["pay = 40"]', 'terms = ["pay = 40", "leave = a"]')
    package = package.replace('answer = "accepted"', 'answer = "accepted-with-reservations"')
    issue = 'issue.leave = { title = "Leave", kind = "choice", options = ["a", "b"] }\n'
    talks = negotiation_of(issue + SHOP + package + SIGNED + ENDED)
    for name in ("pay", "leave"):
        found = {cell.party.id: cell.value for cell in row(at(talks, 19), name).cells}
        assert found["employer"] == "nothing since the deal", name


def test_a_paper_for_others_outlasts_an_agreement(negotiation_of: Build) -> None:
    """What was tabled to a principal that is not in an agreement stands also once that has ended, where nobody else
    spoke on the issue."""
    issue = 'issue.leave = { title = "Leave", kind = "choice", options = ["a", "b"] }\n'
    deal = BETWEEN.replace('terms = ["pay = 40"], stated', 'terms = ["pay = 40", "leave = a"], stated')
    said = 'party = "employer", terms = ["leave = b"], side = "own", tabled = 2024-03-05'
    for between, value in ((', between = ["shop"]', "b"), ("", "nothing since the deal")):
        talks = negotiation_of(issue + SHOP + deal + SIGNED + ENDED + f"proposal.other = {{ {said}{between} }}\n")
        found = {cell.party.id: cell.value for cell in row(at(talks, 19), "leave").cells}
        assert found["employer"] == value, between


def test_gaps_says_since_when_an_agreement_has_ended(negotiation_of: Build) -> None:
    """What was agreed and has ended stands unchanged since the day on which it ended."""
    snapshot = at(negotiation_of(TALKS + SIGNED + ENDED), 19)
    (found,) = build_gaps(snapshot, [snapshot.negotiation.issues["pay"]], None, (None, "")).lines
    assert (found.trend, found.since_text) == ("reopened", "18 Mar")


def test_the_heading_of_the_last_column(negotiation_of: Build) -> None:
    """The last column of `compare` and `rounds` is headed `agreed` where all its rows are settled, `agreed or gap`
    where an agreement says anything of an issue, else `gap`."""
    talks = negotiation_of(TALKS + SIGNED)
    agreed = [issue for issue in talks.issues.values() if row(at(talks, 12), issue.id).status == "agreed"]
    everything = list(talks.issues.values())
    cases = ((8, everything, "gap"), (12, everything, "agreed or gap"), (12, agreed, "agreed"))
    for day, issues, heading in cases:
        snapshot = at(talks, day)
        assert build_compare(snapshot, default_columns(snapshot), issues).last_column == heading
    assert build_rounds(at(talks, 12), (), agreed).last_column == "agreed"


def test_the_summary_in_the_heading(negotiation_of: Build) -> None:
    """The heading of `compare` says how the newest agreement stands, and what is open."""
    talks = negotiation_of(TALKS + SIGNED + ENDED)
    assert deals_summary(at(talks, 11), talks.parties) == (
        "agreed provisionally 10 Mar 2024",
        "1 issue open until 25 Mar",
    )
    assert deals_summary(at(talks, 12), talks.parties) == ("agreed 10 Mar 2024, signed", "1 issue open until 25 Mar")
    assert deals_summary(at(talks, 18), talks.parties)[0].startswith(
        "ended 18 Mar (by Employers, according to Union; by Union, "
    )


def test_the_summary_of_what_is_in_force_without_signatures(negotiation_of: Build) -> None:
    """An agreement that is reported to be in force binds none that has not signed, ratified or accepted it; the heading
    says both."""
    force = """milestone.force = { agreement = "deal", milestone = "in-force", stated = 2024-03-11, date = DAY }\n"""
    talks = negotiation_of(TALKS + force.replace("DAY", "2024-03-11"))
    assert deals_summary(at(talks, 12), talks.parties)[0] == "agreed provisionally 10 Mar 2024, in force"
    planned = negotiation_of(TALKS + force.replace("DAY", "2024-05-01"))
    assert deals_summary(at(planned, 12), planned.parties)[0] == "agreed provisionally 10 Mar 2024"


def test_the_summary_names_who_signed(negotiation_of: Build) -> None:
    """Where one party signed and the other accepted, the heading does not say that it is signed, but by whom."""
    steps = """
    milestone.one = { agreement = "deal", milestone = "signed", by = "employer", side = "own", stated = 2024-03-11 }
    response.two = { party = "union", to = "deal", answer = "accepted", side = "own", attribution = "on-record",
        stated = 2024-03-11 }
    """.replace(",\n", ", ")
    talks = negotiation_of(TALKS + steps)
    assert deals_summary(at(talks, 12), talks.parties)[0] == "agreed 10 Mar 2024, signed by Employers"
    signed = steps.splitlines()[1].replace(".one", ".other").replace("employer", "union")
    both = negotiation_of(TALKS + steps + signed)
    assert deals_summary(at(both, 12), both.parties)[0] == "agreed 10 Mar 2024, signed"


def _changes(negotiation: Negotiation, since: int, until: int) -> ChangesView:
    before, after = at(negotiation, since), at(negotiation, until)
    parties, issues = list(negotiation.parties), list(negotiation.issues.values())
    changes = changes_between(before, after, parties, issues)
    return build_changes(before, after, "", changes, additions_between(before, after, parties, issues, changes))


def _phrases(view: ChangesView) -> dict[tuple[str, str], tuple[tuple[str, ...], str]]:
    return {
        (line.change.party, line.change.issue.id): (line.change.classes, line.phrase)
        for line in view.lines
        if line.change.party == "union"
    }


def test_diff_tells_what_was_agreed(negotiation_of: Build) -> None:
    """`diff --since` has the class `agreed` with both last words; the offer that became the agreement is no
    movement."""
    view = _changes(negotiation_of(TALKS), 5, 11)
    classes, phrase = _phrases(view)["union", "pay"]
    assert classes == ("agreed",)
    assert phrase == "agreed provisionally 40, deal (Union 50, Employers 30)"


def test_diff_tells_what_the_fallback_settles(negotiation_of: Build) -> None:
    """The fallback is no agreement: its class is `settled-by-fallback`."""
    classes, phrase = _phrases(_changes(negotiation_of(TALKS + SIGNED), 20, 26))["union", "hours"]
    assert classes == ("settled-by-fallback",)
    assert phrase == "settled by the fallback 25 Mar: 37 (Union 35, Employers 38)"


SINCE = put_on_record("""
position.late = { party = "employer", issue = "hours", value = "36", side = "own", stated = 2024-03-27 }
""")


def test_a_word_after_the_fallback_is_no_last_word(negotiation_of: Build) -> None:
    """What a party says after the fallback disputes it, and how far apart the two were before stays as it was, in every
    view."""
    snapshot = at(negotiation_of(TALKS + SIGNED + SINCE), 27)
    expected = "settled by the fallback 25 Mar: 37, disputed by Employers since 27 Mar"
    assert words(snapshot, "hours") == expected
    found = row(snapshot, "hours")
    assert found.notes == "apart 3 before"
    assert [(line.statement.value, line.standing) for line in found.cells[0].lines] == [
        ("38", "current"),
        ("36", "since the deal"),
    ]
    issue = snapshot.negotiation.issues["hours"]
    assert gap_line(snapshot, issue, "union", "employer").words == f"{expected}, apart 3 before"
    fields = pair_fields(snapshot, pair_of(snapshot, issue, "union", "employer"), issue)
    assert (fields["disputed_by"], fields["before_deal"]) == (["employer"], "apart 3 before")


def test_a_word_after_the_fallback_divides_no_offer(negotiation_of: Build) -> None:
    """An offer of before the fallback that a later word does not replace stands as it stood then."""
    package = """
    [proposal.package]
    party = "employer"
    kind = "package"
    terms = ["hours = 39", "pay = 31"]
    side = "own"
    attribution = "on-record"
    tabled = 2024-03-04
    """
    found = row(at(negotiation_of(TALKS + SIGNED + SINCE + package), 27), "hours")
    assert [line.standing for line in found.cells[0].lines] == ["current", "since the deal"]


def test_a_word_after_the_fallback_is_no_movement(negotiation_of: Build) -> None:
    """`diff --since` and `history` call it a dispute; what stood before the fallback is what was said by then."""
    view = _changes(negotiation_of(TALKS + SIGNED + SINCE), 20, 27)
    classes = {line.change.party: line.change.classes for line in view.lines if line.change.issue.id == "hours"}
    assert classes == dict.fromkeys(("union", "employer"), ("settled-by-fallback",))
    assert "(Union 35, Employers 38)" in _phrases(view)["union", "hours"][1]
    assert [dispute.words.split(",")[0] for dispute in view.disputes] == ["Employers now 36"]


def test_a_word_on_the_last_day_is_no_dispute(negotiation_of: Build) -> None:
    """A fallback comes at the end of its day, or at its hour: what was said by then is a last word before it."""
    on_the_day = SINCE.replace("03-27", "03-25")
    assert words(at(negotiation_of(TALKS + SIGNED + on_the_day), 27), "hours") == ("settled by the fallback 25 Mar: 37")
    by_noon = TALKS.replace("2024-03-25", "2024-03-25T12:00:00Z")
    for hour, beside in (("11:00", ""), ("13:00", ", disputed by Employers since 25 Mar")):
        said = by_noon + SIGNED + SINCE.replace("2024-03-27", f"2024-03-25T{hour}:00Z")
        assert words(at(negotiation_of(said), 27), "hours").endswith(f"37{beside}")


def test_a_contrary_word_disputes_a_provisional_fallback(negotiation_of: Build) -> None:
    """It stands beside what is settled, as beside what binds all; who withdraws what the fallback overtook disputes
    nothing."""
    later = at(negotiation_of(TALKS + SINCE), 27)
    assert words(later, "hours") == (
        "settled provisionally by the fallback 25 Mar: 37, disputed by Employers since 27 Mar"
    )
    gone = """
    [position.gone]
    party = "employer"
    issue = "hours"
    stance = "withdrawal"
    withdraws = ["long"]
    side = "own"
    stated = 2024-03-27
    """
    withdrawn = at(negotiation_of(TALKS + SIGNED + gone), 27)
    assert words(withdrawn, "hours") == "settled by the fallback 25 Mar: 37"


def test_diff_tells_what_was_reopened(negotiation_of: Build) -> None:
    """A term that holds no more is `reopened`, never closer; one that was done before is not."""
    view = _changes(negotiation_of(TALKS + SIGNED + ENDED), 15, 19)
    classes, phrase = _phrases(view)["union", "pay"]
    assert classes == ("reopened",)
    assert "reopened with Employers: agreed 40, ended 18 Mar" in phrase
    done = _phrases(_changes(negotiation_of(TALKS + SIGNED + DONE + ENDED), 15, 19))
    assert "reopened" not in done.get(("union", "pay"), ((), ""))[0]


def test_diff_tells_of_milestones(negotiation_of: Build) -> None:
    """Agreements, open items and milestones are listed even where no position changed; of an agreement between others
    they are not."""
    talks = negotiation_of(TALKS + SIGNED)
    shown = {row.addition.part: row.words for row in _changes(talks, 8, 12).additions}
    assert shown["agreement"] == "Deal (pay = 40), reported"
    assert shown["open"] == "open until 25 Mar, else 37, reported"
    assert shown["milestone"] == "signed, reported"
    third = 'party.shop = { name = "Shop", role = "principal" }\n'
    others = negotiation_of(
        third + TALKS.replace("date = 2024-03-10, f", 'between = ["union", "employer"], date = 2024-03-10, f')
    )
    before, after = at(others, 9), at(others, 12)
    found = additions_between(before, after, ["shop"], list(others.issues.values()), [])
    assert [addition_row(before, after, one).words for one in found] == []


def test_gaps(negotiation_of: Build) -> None:
    """`gaps` has the agreed value, how far apart the two were before as a remark, and no share of the first gap;
    the two have agreed since the offer was accepted."""
    snapshot = at(negotiation_of(TALKS + SIGNED), 12)
    line = _gap(snapshot, "pay")
    assert (line.words, line.remarks, line.trend, line.share) == (
        "agreed 40",
        ("apart 20 before",),
        "agreed",
        None,
    )
    assert line.since == date(2024, 3, 9)
    ended = at(negotiation_of(TALKS + SIGNED + ENDED), 19)
    assert _gap(ended, "pay").trend == "reopened"
    done = at(negotiation_of(TALKS + SIGNED + DONE + ENDED), 19)
    assert _gap(done, "pay").trend == "done"


def _gap(snapshot: Snapshot, issue: str) -> GapRow:
    return build_gaps(snapshot, [snapshot.negotiation.issues[issue]], None, (None, "")).lines[0]


def test_history_has_lines_without_a_holder(negotiation_of: Build) -> None:
    """A term, what is left open, the fallback and a vote have lines of their own in `history`; the value has its mark
    in the chart. What became of another term is not among them."""
    vote = 'milestone.vote = { agreement = "deal", milestone = "ratified", by = "union", body = "members", for = 26 }\n'
    other = (
        'milestone.other = { agreement = "deal#start", milestone = "done", date = 2024-03-15, stated = 2024-03-15 }\n'
    )
    talks = (TALKS + SIGNED + vote + other).replace('"pay = 40"], stated', '"pay = 40", "start = 1 day"], stated')
    snapshot = at(negotiation_of(talks), 26)
    pay, hours = (_deal_lines(snapshot, issue) for issue in ("pay", "hours"))
    assert [(line.kind, line.words) for line in pay] == [
        ("milestone", "deal: ratified by Union, members, 26 for"),
        ("agreement", "deal: 40"),
        ("milestone", "deal: signed"),
    ]
    assert [bool(line.intervals) for line in pay] == [False, True, False]
    assert [(line.kind, line.words) for line in hours][1:] == [
        ("open", "deal: open until 25 Mar, else 37"),
        ("milestone", "deal: signed"),
        ("fallback", "settled by the fallback: 37"),
    ]


def _deal_lines(snapshot: Snapshot, issue: str) -> list[DealLine]:
    known = snapshot.negotiation
    view = build_history(snapshot, known.issues[issue], list(known.parties.values()))
    return [line for line in view.lines if isinstance(line, DealLine)]


def test_proposals(negotiation_of: Build) -> None:
    """A proposal says which agreement it became; its terms stand beside the last words before, without a gap."""
    snapshot = at(negotiation_of(TALKS + SIGNED), 12)
    view = build_proposal(snapshot, snapshot.proposals[0])
    assert view.facts == ("became deal after 1 day",)
    assert view.terms[0].marks == ("agreed 40",)
    assert [(stand.value.partition(",")[0], stand.gap) for stand in view.terms[0].stands] == [
        ("30", BEFORE),
        ("50", BEFORE),
    ]


def test_rounds(negotiation_of: Build) -> None:
    """`rounds` has the agreed value and what was before it in the last column."""
    snapshot = at(negotiation_of(TALKS + SIGNED), 12)
    view = build_rounds(snapshot, (), [snapshot.negotiation.issues["pay"]])
    assert (view.offers[0].claims, view.offers[0].marks) == (("became deal after 1 day",), [])
    assert view.lines[0].whole_gap == "agreed 40; apart 20 before"


def test_show(negotiation_of: Build) -> None:
    """`show PARTY` has what is settled above the last words."""
    snapshot = at(negotiation_of(TALKS + SIGNED), 12)
    known = snapshot.negotiation
    (section,) = build_show(snapshot, [known.parties["union"]], list(known.issues.values())).sections
    assert {stand.issue.id: stand.settled for stand in section.stands} == {
        "pay": "agreed 40",
        "hours": "open until 25 Mar, else 37",
    }


def test_agreements(negotiation_of: Build) -> None:
    """`agreements` says how each stands: whom it binds since when, what may have happened by now, who ended it."""
    late = (
        'milestone.r = { agreement = "deal", milestone = "ratified", by = "union", date = "2024-03-10/2024-03-14" }\n'
    )
    talks = negotiation_of(TALKS + late.replace("date =", "stated = 2024-03-14, date ="))
    assert [_status(at(talks, day)) for day in (12, 14)] == [
        "agreed provisionally, perhaps already ratified by Union by 14 Mar",
        "agreed provisionally, ratified by Union 14 Mar",
    ]
    ended = at(negotiation_of(TALKS + SIGNED + ENDED), 18)
    assert _status(ended) == "ended 18 Mar (by Employers, according to Union; by Union, according to Employers)"


def _status(snapshot: Snapshot) -> object:
    return build_agreements(snapshot).lines[0]["status"]


def test_votes_of_parts_stand_under_their_name(negotiation_of: Build) -> None:
    """The vote of a part of a party is shown with its votes, and decides nothing."""
    board = 'party.board = { name = "Board", member_of = "union" }\n'
    vote = 'milestone.v = { agreement = "deal", milestone = "rejected", by = "board", for = 0, against = 8 }\n'
    snapshot = Snapshot(negotiation_of(board + TALKS + SIGNED + vote))
    assert deals_of(snapshot)[0].state == "agreed"
    assert milestone_text(snapshot, snapshot.milestones[0]) == "rejected by Board (Union), 0 to 8"


def test_one_pair_of_several(negotiation_of: Build) -> None:
    """Where one pair of several has agreed, its value stands beside the least settled pair."""
    word = 'position.s = { party = "shop", value = "20", side = "own" }\n'
    found = row(at(negotiation_of(SHOP + word + BETWEEN), 12), "pay")
    assert "agreed provisionally 40, deal (Employers, Union)" in found.gap
    assert found.gap.startswith("apart ")


def test_what_a_term_says_besides_its_value(negotiation_of: Build) -> None:
    """The basis and the conditions of a term stand with its value, our caveat beside it, and against whose red line it
    is."""
    table = '[agreement.deal.term.pay]\nvalue = "40"\nqualifier = "net"\nrequires = ["peace"]\ncaveat = "as read"\n'
    line = 'position.line = { value = "at least 45", stance = "red-line", side = "own", stated = 2024-03-01 }\n'
    deal = '[agreement.deal]\ntitle = "Deal"\ndate = 2024-03-10\nstated = 2024-03-10\n'
    snapshot = at(negotiation_of(SIGNED + deal + table), 12)
    assert words(snapshot) == "agreed 40 (net), if peace"
    assert row(snapshot, "pay").notes == "caveat: as read"
    assert words(at(negotiation_of(WITHOUT + SIGNED + line), 12)) == "agreed 40, against a red line of Union"


def test_what_the_followed_offer_says_otherwise_is_a_last_word(negotiation_of: Build) -> None:
    """Of the offer that an agreement follows what the agreement changed stays its party's last word before, also in the
    words of who accepted it; what it took over is the agreement."""
    found = []
    for value in ("40", "42"):
        text = (TALKS + SIGNED).replace(
            'follows = "last", terms = ["pay = 40"]', f'follows = "last", terms = ["pay = {value}"]'
        )
        snapshot = at(negotiation_of(text), 12)
        pair = pair_of(snapshot, snapshot.negotiation.issues["pay"], "employer", "union")
        before = pair_before(snapshot, snapshot.negotiation.issues["pay"], pair)
        assert before
        assert before.left
        assert before.right
        found.append((before.left.value, before.right.value))
    assert found == [("30", "50"), ("40", "40")]


@pytest.mark.parametrize(
    ("value", "phrase"),
    [("60", "disputes what is agreed"), ("40", "said since the deal, beside what is agreed")],
)
def test_an_own_word_after_the_agreement_is_no_claim(negotiation_of: Build, value: str, phrase: str) -> None:
    """`diff --since` says of a party's own later word whether it disputes what is agreed; it changed no position."""
    word = f'position.more = {{ value = "{value}", side = "own", stated = 2024-03-20 }}\n'
    before, after = (at(negotiation_of(TALKS + SIGNED + put_on_record(word)), day) for day in (13, 20))
    issues = [*after.negotiation.issues.values()]
    changes = changes_between(before, after, ["union"], issues)
    assert [change.classes for change in changes] == []
    (row,) = (addition_row(before, after, one) for one in additions_between(before, after, ["union"], issues, changes))
    assert (row.change, row.sign) == (f"statement: {phrase}", "!" if "disputes" in phrase else "+")


def test_the_summary_of_an_agreement_of_blocs(negotiation_of: Build) -> None:
    """An agreement of a bloc is one of its members, who stand in the columns."""
    members = """
    party.acme = { name = "Acme", role = "principal", member_of = "employer" }
    party.bolt = { name = "Bolt", role = "principal", member_of = "employer" }
    """
    talks = negotiation_of(members + TALKS)
    assert deals_summary(at(talks, 11), ("union", "acme", "bolt"))[:1] == ("agreed provisionally 10 Mar 2024",)
