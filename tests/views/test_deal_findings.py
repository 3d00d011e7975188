"""What the overview says of agreements: concluded, open, reopened, due; and nothing that they have overtaken."""

from __future__ import annotations

from datetime import date

import pytest

from negtrack.query import Snapshot, due_of
from negtrack.views.due import is_near
from negtrack.views.overview import OverviewView, build_overview

from ..examples import tiers
from ..negotiations import build_negotiation
from ..oracle.deal_talks import random_deals

OWN = 'side = "own", attribution = "on-record"'
SAID = f"""
position.u = {{ value = "50", {OWN}, stated = 2024-01-01 }}
position.e = {{ value = "40", party = "employer", {OWN}, stated = 2024-01-01 }}
position.h = {{ value = "35", issue = "hours", {OWN}, stated = 2024-01-01 }}
position.k = {{ value = "38", issue = "hours", {OWN}, stated = 2024-01-01, party = "employer" }}
position.m = {{ value = "none", issue = "mandate", {OWN}, stated = 2024-01-01 }}
"""
DEAL = """
agreement.deal = { date = 2024-03-10, stated = 2024-03-10, kind = "full", terms = ["pay = 45"] }
milestone.s = { agreement = "deal", milestone = "signed", stated = 2024-03-10, date = 2024-03-10 }
"""
ITEM = """
open.o = { agreement = "deal", issue = "start", decide-by = 2024-06-01, otherwise = "1 week", stated = 2024-03-10 }
"""
ENDED = 'milestone.f = { agreement = "deal", milestone = "ended", side = "media", stated = 2024-03-15 }\n'


SIGNED = 'event.signed = { title = "Signed", date = %s }\n'


def overview(text: str, day: date = date(2024, 3, 20)) -> OverviewView:
    """Return the overview of a day."""
    return build_overview(Snapshot(build_negotiation(text), day), 30)


def findings(text: str, heading: str, day: date = date(2024, 3, 20)) -> list[str]:
    """Return the findings under a heading."""
    return [finding.words for finding in overview(text, day).findings if finding.heading == heading]


def test_nothing_else_is_due_where_something_is_open_soon() -> None:
    """An open item that is decided within 30 days is due too, though it stands by itself."""
    assert findings(SAID + DEAL + ITEM, "due") == ["nothing within 30 days"]
    assert findings(SAID + DEAL + ITEM, "due", date(2024, 5, 20)) == ["nothing else within 30 days"]


def test_an_agreement_that_settles_the_talks() -> None:
    """It is named first, with how many issues are in it, open, and not in it; nothing from before it is apart, stale,
    silent, thin or moved."""
    view = overview(SAID + DEAL + ITEM)
    assert dict(view.counts) == {
        "agreed": 1,
        "open": 1,
        "overlap": 0,
        "apart": 0,
        "silent": 0,
        "no term on record": 1,
        "contested": 0,
    }
    assert [(finding.heading, finding.words) for finding in view.findings] == [
        ("concluded", "agreed 10 Mar 2024, signed · 1 issue open until 1 Jun · 1 issue in it · 1 not in it"),
        ("open", "start until 1 Jun, 73 days, else 1 week"),
        ("due", "nothing within 30 days"),
        ("agreed", "pay 45"),
    ]


def test_a_word_since_the_agreement() -> None:
    """What a party names after it on an issue that is not in it counts again."""
    later = f'position.n = {{ value = "30", issue = "hours", {OWN}, stated = 2024-03-12 }}\n'
    view = overview(SAID + DEAL + ITEM + later)
    assert dict(view.counts)["apart"] == 1
    assert findings(SAID + DEAL + ITEM + later, "widest") == [
        "hours 8 (Employers, Union), 266.7% of the first gap (3 on 1 Jan), unchanged since 12 Mar"
    ]


@pytest.mark.parametrize("kind", ["partial", "extension"])
def test_an_agreement_on_some_issues(kind: str) -> None:
    """The talks on the others go on: they are apart and stale as before."""
    text = SAID + DEAL.replace("full", kind)
    assert dict(overview(text).counts)["apart"] == 1
    assert [words.split(",")[0] for words in findings(text, "stale")] == ["hours", "hours", "mandate"]


def test_before_the_agreement() -> None:
    """The day before nothing of it is there."""
    view = overview(SAID + DEAL + ITEM, date(2024, 3, 9))
    assert dict(view.counts)["apart"] == 2
    assert not {"concluded", "open", "due"} & {finding.heading for finding in view.findings}


def test_an_agreement_that_has_ended() -> None:
    """It is no more called concluded, and its term is reopened."""
    assert findings(SAID + DEAL + ITEM + ENDED, "concluded") == []
    (words,) = findings(SAID + DEAL + ITEM + ENDED, "agreement")
    assert words.startswith("ended 15 Mar")
    assert findings(SAID + DEAL + ITEM + ENDED, "reopened") == ["pay agreed 45, ended 15 Mar"]


def test_what_is_due_soon() -> None:
    """What is due within 30 days, or passed with nothing on record; an open item stands under its own heading."""
    text = (
        DEAL.replace('"pay = 45"', '"pay = 45", "start = 2 weeks"') + 'event.signed = { title = "Signed", date = %s }\n'
    )
    assert findings(text % "2024-03-10", "due") == ["2 weeks = 24 Mar: start, 4 days"]
    assert findings(text % "2024-03-01", "due") == ["2 weeks = 15 Mar: start, passed, nothing on record here"]
    assert findings(text % "2024-05-01", "due") == ["nothing within 30 days"]
    assert findings(SAID, "due") == []


@pytest.mark.parametrize(("after", "counted"), [("", 0), (', after = ["deal"]', 1)])
def test_a_word_of_the_day_of_an_agreement_but_after_it(after: str, counted: int) -> None:
    """An issue of which an agreement says nothing is negotiated again by a word that certainly came after it, also on
    its day."""
    word = f'position.w = {{ value = "36", issue = "hours", {OWN}, stated = 2024-03-10{after} }}\n'
    assert dict(overview(SAID + DEAL + word).counts)["apart"] == counted


def test_the_caveat_of_what_is_left_open() -> None:
    """A caveat on an open item stands beside its day, also where the summary only counts it."""
    text = SAID + DEAL + ITEM.replace("otherwise", 'caveat = "the day of the talks alone", otherwise')
    summary = "1 issue open until 1 Jun; caveat: the day of the talks alone · 1 issue in it"
    assert summary in findings(text, "concluded")[0]
    (item,) = [finding for finding in overview(text).findings if finding.heading == "open"]
    assert (item.remarks, item.short) == (("caveat: the day of the talks alone",), "start")


def test_what_is_only_announced() -> None:
    """The summary says who has not accepted, and every issue in the agreement what is announced of it, in short too."""
    answer = f'response.r = {{ party = "union", to = "deal", answer = "pending", {OWN}, stated = 2024-03-11 }}\n'
    deal = DEAL.partition("milestone")[0].replace('"pay = 45"', '"pay = 45", "hours = 36"')
    meets = 'value = "34..38", issue = "hours", party = "employer", stated = 2024-02-01'
    meets = f"position.n = {{ {meets}, {OWN} }}\n"
    text = SAID + deal + answer + meets
    assert findings(text, "agreement") == ["announced 10 Mar 2024, Union: pending 11 Mar · 2 issues in it"]
    for heading, issue, value in (("widest", "pay 10", "45"), ("overlap", "hours", "36")):
        (finding,) = [finding for finding in overview(text).findings if finding.heading == heading]
        assert f"announced by a report: {value}, deal, Union: pending 11 Mar" in finding.words
        assert finding.short in (finding.words, f"{issue} (announced: {value}, Union: pending)")


@pytest.mark.parametrize("count", tiers(40, 1_000))
def test_it_names_what_is_due_as_due_does(count: int) -> None:
    """Of random talks, on several days, `overview` counts as due or open just what `due --within 30d` lists, and says
    that nothing is due only where that lists nothing else."""
    for seed in range(count):
        _, known = random_deals(seed)
        days = sorted({record.day for record in known.records})
        for day in dict.fromkeys((days[len(days) // 2], days[-1])):
            assert _due_in_overview(Snapshot(known, day)) == _due_by_itself(Snapshot(known, day)), (seed, day)


def _due_in_overview(snapshot: Snapshot) -> tuple[int, bool]:
    """Return how many things the overview counts as due, besides what is open, and whether it says that none is."""
    found = [one for one in build_overview(snapshot, 30).findings if one.heading == "due"]
    named = sum(one.others or 1 for one in found if one.about or one.others)
    return named, any(one.words.startswith("nothing") for one in found)


def _due_by_itself(snapshot: Snapshot) -> tuple[int, bool]:
    """Return the same of `due --within 30d`."""
    every = due_of(snapshot)
    open_ahead = [due for due in every if due.kind == "open" and due.state == "ahead"]
    near = [due for due in every if is_near(snapshot, due, 30) and due not in open_ahead]
    return len(near), bool(every) and not near
