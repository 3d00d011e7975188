"""An answer that its party withdrew stays on record: what was said, and that it was withdrawn, with both days."""

from __future__ import annotations

from datetime import date

import pytest

from negtrack.query import Snapshot
from negtrack.render.page import RenderOptions
from negtrack.render.pages import page_of
from negtrack.render.terminal import render_page
from negtrack.views.compare import build_compare
from negtrack.views.due import build_due
from negtrack.views.findings import waiting_findings
from negtrack.views.history import build_history
from negtrack.views.overview import build_overview
from negtrack.views.proposal import build_proposal
from negtrack.views.proposals import build_proposals
from negtrack.views.record import build_records
from negtrack.views.scorecard import build_scorecard
from negtrack.views.show import build_show
from negtrack.views.view import View

from .negotiations import build_negotiation

OWN = 'side = "own", attribution = "on-record"'
UNTIL = "stated = 2024-03-01, expires = 2024-03-20"
PAPER = f"""
proposal.p = {{ party = "employer", terms = ["pay = 45", "hours = 38"], tabled = 2024-03-01, {UNTIL}, {OWN} }}
response.r = {{ party = "union", to = "p", answer = "accepted", stated = 2024-03-05, {OWN} }}
"""
WITHDRAWN = f'position.w = {{ stance = "withdrawal", withdraws = ["r"], stated = 2024-03-09, {OWN} }}\n'


def snapshot(text: str = PAPER + WITHDRAWN, day: int = 11) -> Snapshot:
    """Return the talks on a day of March."""
    return Snapshot(build_negotiation(text), date(2024, 3, day))


def answers(text: str = PAPER + WITHDRAWN) -> list[str]:
    """Return the answers to the proposal with their days and marks."""
    known = snapshot(text)
    view = build_proposal(known, known.proposals[0])
    return [" ".join(filter(None, (line.answer, line.when, *line.marks))) for line in view.answers]


def page(view: View) -> str:
    """Return a view as a terminal of 100 columns shows it."""
    return "\n".join(render_page(page_of(view, RenderOptions(width=100)), 100, colour=False))


def test_the_answer_of_a_proposal() -> None:
    """A withdrawn answer stands in the place of an answer, with the day of both, and nobody waits for another."""
    assert answers() == ["accepted 5 Mar withdrawn by the party, 9 Mar"]
    assert list(waiting_findings(snapshot())) == []
    (line,) = build_proposals(snapshot()).lines
    assert line["union"] == "accepted (own words, 5 Mar, withdrawn by the party, 9 Mar)"


def test_the_table_of_a_proposal() -> None:
    """In a table the answer has both days too."""
    known = snapshot()
    *_, row = build_proposal(known, known.proposals[0]).table().rows
    assert row[-1] == "accepted (own words, 5 Mar, withdrawn by the party, 9 Mar)"


def test_a_later_answer_takes_its_place() -> None:
    """Of a party that answered again since, the later answer alone is shown."""
    again = f'response.s = {{ party = "union", to = "p", answer = "rejected", stated = 2024-03-10, {OWN} }}\n'
    assert answers(PAPER + WITHDRAWN + again) == ["rejected 10 Mar"]


def test_what_others_say_stands_beside_it() -> None:
    """What others say of its answer stands, with the answer that the party withdrew after it."""
    said = 'response.s = { party = "union", to = "p", answer = "welcomed", stated = 2024-03-10, side = "media" }\n'
    assert answers(PAPER + WITHDRAWN + said) == ["welcomed 10 Mar", "accepted 5 Mar withdrawn by the party, 9 Mar"]


def test_an_answer_that_others_report_ends_no_waiting() -> None:
    """An answer that others reported, and that was withdrawn, is shown and ends no waiting."""
    text = PAPER.replace(f"stated = 2024-03-05, {OWN}", 'stated = 2024-03-05, side = "media"')
    assert answers(text + WITHDRAWN) == ["accepted 5 Mar withdrawn by the party, 9 Mar"]
    assert [finding.words for finding in waiting_findings(snapshot(text + WITHDRAWN))] == ["p: Union, 10 days"]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (11, "Union: accepted 5 Mar, withdrawn by the party, 9 Mar; 9 days"),
        (21, "Union: accepted 5 Mar, withdrawn by the party, 9 Mar; passed"),
    ],
)
def test_what_is_due(day: int, state: str) -> None:
    """`due` names the withdrawn answer, before the offer lapses and after it."""
    (line,) = build_due(snapshot(day=day)).lines
    assert line["words"] == state


def test_a_denied_answer_in_due() -> None:
    """`due` says of an answer that its party denies it."""
    denial = f'position.d = {{ stance = "denial", denies = ["r"], stated = 2024-03-09, {OWN} }}\n'
    (line,) = build_due(snapshot(PAPER + denial)).lines
    assert line["words"] == "Union: accepted 5 Mar, denied by the party; awaits Union, 9 days"


def test_the_other_issues_of_a_withdrawn_answer() -> None:
    """An answer is withdrawn on all issues that it names, not on that of the withdrawal alone."""
    known = snapshot()
    issues = [known.negotiation.issues[name] for name in ("pay", "hours")]
    shown = page(build_show(known, [known.negotiation.parties["union"]], issues))
    assert shown.count("withdrawn 9 Mar") == 2
    assert "silent" not in shown


def test_the_other_issues_of_a_withdrawn_paper() -> None:
    """A party that withdrew a paper is not silent on the other issues of the paper."""
    withdrawn = (
        f'position.w = {{ party = "employer", stance = "withdrawal", withdraws = ["p"], stated = 2024-03-09, {OWN} }}\n'
    )
    known = snapshot(PAPER.splitlines()[1] + "\n" + withdrawn)
    (silent,) = [f.words for f in build_overview(known, 30).findings if f.heading == "silent" and f.about == "employer"]
    assert silent == "Employers on pay (withdrawn 9 Mar), hours (withdrawn 9 Mar), start"


def test_the_history_of_another_issue() -> None:
    """`history` marks the acceptance of an issue that the withdrawal does not name as withdrawn."""
    known = snapshot()
    shown = page(build_history(known, known.negotiation.issues["hours"], known.negotiation.principals))
    assert "! withdrawn by the party, 9 Mar" in shown


CLAIM = 'position.c = { stance = "withdrawal", withdraws = ["r"], stated = 2024-03-09, side = "employer" }\n'
CLAIMED = "withdrawn, according to Employers"
VALUES = (("pay", "45"), ("hours", "38"))


def test_what_others_claim_of_an_answer() -> None:
    """That an answer was withdrawn in the words of another marks it, what it accepts, and what rests on that."""
    known = snapshot(PAPER + CLAIM)
    assert answers(PAPER + CLAIM) == [f"accepted 5 Mar {CLAIMED}"]
    union, issues = known.negotiation.parties["union"], [known.negotiation.issues[name] for name in ("pay", "hours")]
    assert page(build_show(known, [union], issues)).count(f"! {CLAIMED}") == 2
    agreed = [finding.words for finding in build_overview(known, 30).findings if finding.heading == "agreed"]
    assert agreed == [f"{name} provisionally {value}, p, acceptance by Union {CLAIMED}" for name, value in VALUES]


def test_what_others_claim_of_an_offer() -> None:
    """That an offer was withdrawn in the words of another marks what rests on it."""
    named = 'party = "employer", stance = "withdrawal", withdraws = ["p"], stated = 2024-03-09, side = "union"'
    claim = f"position.c = {{ {named} }}\n"
    (one, _) = [f.words for f in build_overview(snapshot(PAPER + claim), 30).findings if f.heading == "agreed"]
    assert one == "pay provisionally 45, p, offer by Employers withdrawn, according to Union"


def cells(text: str) -> tuple[str, str, str]:
    """Return the cell of the union on pay, what it withdrew there, and how the pair stands."""
    known = snapshot(text)
    view = build_compare(known, known.negotiation.principals, [known.negotiation.issues["pay"]])
    (row,) = view.issues
    return row.cells[1].value, row.cells[1].silence.withdrawn, row.gap


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (OWN, "45"),
        ('speaker = "diplomats", side = "state"', "45, according to diplomats (State)"),
        ('attribution = "reported"', "45, reported"),
    ],
)
def test_whose_word_each_of_the_two_is(answer: str, expected: str) -> None:
    """Whose word the withdrawal is stands beside that, and whose the value was beside the value."""
    text = PAPER.replace(f"stated = 2024-03-05, {OWN}", f"stated = 2024-03-05, {answer}")
    reported = 'position.w = { stance = "withdrawal", withdraws = ["r"], stated = 2024-03-09 }\n'
    cell, withdrawn, gap = cells(text + reported)
    assert (cell, withdrawn) == ("withdrawn 9 Mar, reported", expected)
    assert gap.endswith("withdrawn 9 Mar by Union, reported")


def test_no_package_where_nothing_is_measured() -> None:
    """Beside what a party withdrew stands no package of the other: nothing is measured by it."""
    other = f'proposal.q = {{ party = "employer", terms = ["pay = 40"], alternative_to = ["p"], {UNTIL}, {OWN} }}\n'
    assert cells(PAPER + other + WITHDRAWN)[2] == "withdrawn 9 Mar by Union"


def test_the_record_of_a_proposal() -> None:
    """`show` of a proposal says which of its answers was taken back, and how."""
    again = f'response.s = {{ party = "union", to = "p", answer = "welcomed", stated = 2024-03-04, {OWN} }}\n'
    gone = 'retraction.x = { party = "union", of = "s", reason = "misread" }\n'
    known = snapshot(PAPER + WITHDRAWN + again + gone)
    (card,) = build_records(known, known.proposals).cards
    said = {link.id: link.words for link in card.links}
    assert said["r"] == "accepted: own statement, 5 Mar; withdrawn by the party, 9 Mar"
    assert said["s"] == "welcomed: own statement, 4 Mar; retracted"
    (card,) = build_records(known, [known.negotiation.entries["w"]]).cards
    assert [link.words for link in card.links] == ["accepted: own statement, 5 Mar"]


def test_a_withdrawal_that_names_nothing_on_its_issue() -> None:
    """A party that withdrew its word on an issue is shown with that, also where the withdrawal names no value there."""
    text = PAPER.replace('"accepted"', '"rejected"')
    own = f'position.u = {{ value = "50", stated = 2024-03-03, {OWN} }}\n'
    known = snapshot(text + own + WITHDRAWN)
    shown = page(build_show(known, [known.negotiation.parties["union"]], [known.negotiation.issues["pay"]]))
    assert "withdrawn 9 Mar" in shown


def test_the_scorecard_says_whose_word_a_withdrawal_is() -> None:
    """The scorecard names who reports a withdrawal, on each issue of the answer."""
    reported = 'position.w = { stance = "withdrawal", withdraws = ["r"], stated = 2024-03-09 }\n'
    first = f'position.u = {{ value = "60", stated = 2024-03-01, {OWN} }}\n'
    other = first.replace("position.u = {", 'position.h = { issue = "hours",')
    text = PAPER.replace('party = "employer"', 'party = "state"') + first + other + reported
    known = snapshot(text)
    rows = [*build_scorecard(known, known.negotiation.issues.values()).rows()]
    assert [str(row).count("withdrawn 9 Mar, reported") for row in rows if row["part"] == "score"] == [1, 1]
    assert [row["issue"] for row in rows if row["part"] == "dropped"] == ["pay", "hours"]
