"""The days at which `<` and `>` stop."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from negtrack.browse.browser import Visit, refresh
from negtrack.browse.changes import changes_of
from negtrack.browse.places import Place
from negtrack.frozen import replace
from negtrack.screen.rows import plain

from .walker import DATA, TALKS, Walker

NAME = "port"
FILES = {
    "negotiation.toml": """\
format = 1
title = "Port talks"
parties = ["union", "employer"]

[issue.pay]
title = "Pay"
kind = "quantity"
unit = "EUR"

[issue.hours]
title = "Hours a week"
kind = "quantity"
unit = "hours"
""",
    "sources.toml": '[source.herald]\ncontainer-title = "The Herald"\nissued = 2024-06-01\n',
    "agreements.toml": """\
[agreement.partial]
title = "Partial agreement"
date = 2024-04-10
kind = "partial"
between = ["union", "employer"]
sources = ["herald"]
recorded = 2024-06-01 09:00:00+00:00

[open.hours-left]
agreement = "partial"
issue = "hours"
decide-by = 2024-04-20
otherwise = "38"
stated = 2024-04-10
sources = ["herald"]
recorded = 2024-06-01 09:00:00+00:00
""",
    "parties/union.toml": """\
name = "Union"
role = "principal"

[position.ask]
issue = "pay"
value = "at least 45"
requires = ["hours = 36"]
stated = 2024-03-01
side = "own"
sources = ["herald"]
recorded = 2024-06-01 09:00:00+00:00
""",
    "parties/employer.toml": """\
name = "Employer"
role = "principal"

[position.about]
issue = "pay"
value = "at most 30"
stated = "2024-02-20/2024-02-25"
side = "own"
sources = ["herald"]
recorded = 2024-06-01 09:00:00+00:00

[proposal.offer]
title = "Offer of March"
stated = 2024-03-05
expires = 2024-03-08
terms = ["pay = 33"]
side = "own"
sources = ["herald"]
recorded = 2024-06-01 09:00:00+00:00

[proposal.second]
title = "Second offer"
stated = 2024-03-10
terms = ["pay = 35"]
side = "own"
attribution = "on-record"
sources = ["herald"]
recorded = 2024-06-01 09:00:00+00:00

[position.back]
issue = "hours"
stance = "withdrawal"
withdraws = ["second"]
stated = 2024-03-12
side = "own"
attribution = "on-record"
sources = ["herald"]
recorded = 2024-06-01 09:00:00+00:00

[position.last]
issue = "hours"
value = "40"
stated = 2024-05-01
side = "own"
sources = ["herald"]
recorded = 2024-06-01 09:00:00+00:00
""",
}
MASKED = re.compile(r"\d+ days?|[Aa]s of .*|^── .*|(?<=[A-Z][a-z][a-z]) 20\d\d")
"""What is another each day or year though nothing was said, and the days of events, which are no records."""
BARS = "·▁▂▃▄▅▆▇█"
"""Signs of the bars below a history, which grow with the days."""


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """Return the folder of a negotiation in which things happen by themselves."""
    for name, text in FILES.items():
        path = tmp_path / "data" / NAME / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "data"


def page_at(walker: Walker, place: Place, day: date) -> list[str]:
    """Return the words of a page as of a day, without what is another each day."""
    asked = replace(walker.browser.asked, as_of=day.isoformat())
    browser = refresh(replace(walker.browser, visits=(Visit(place),), asked=asked, width=300))
    words = [word for row in browser.sheet.rows for word in MASKED.sub("", plain(row)).split()]
    return [word for word in words if word.strip(BARS)]


def stops(walker: Walker, place: Place) -> set[date]:
    """Return the days at which a page stops."""
    return set(changes_of(replace(walker.browser, visits=(Visit(place),))))


def changed_days(walker: Walker, place: Place) -> set[date]:
    """Return the days on which a page is another than on the day before, each day computed by itself."""
    records = walker.talks.negotiation.records
    days = sorted(record.day for record in records)
    first = days[0] - timedelta(30)
    pages = [
        (day, page_at(walker, place, day)) for day in (first + timedelta(n) for n in range((days[-1] - first).days + 1))
    ]
    return {day for (_, before), (day, page) in pairwise(pages) if page != before}


def test_what_happens_by_itself(talks: Path) -> None:
    """A withdrawal under another issue, an offer that lapses, a deadline that passes and the first day of an inexact
    date are stops, each with its words; a deadline also where a condition depends on it."""
    walker = Walker(NAME, data=talks)
    assert {date(2024, 3, 9), date(2024, 3, 12), date(2024, 4, 21)} <= stops(walker, ("issue", "pay"))
    assert date(2024, 2, 20) in stops(walker, ("compare",))
    assert date(2024, 2, 20) not in stops(walker, ("issue", "pay"))
    walker.press("2")
    said = [walker.press("<").browser.message.partition(": ")[2] for _ in range(9)]
    assert said[:5] == [
        "1 deadline passed on hours",
        "2 records on hours",
        "1 record on hours, pay",
        "1 record on pay",
        "1 offer lapsed on pay",
    ]
    assert said[-1] == "1 record perhaps said already on pay"


@pytest.mark.parametrize("place", [("issue", "pay"), ("issue", "hours"), ("compare",), ("show",), ("party", "union")])
def test_no_change_is_passed_by(talks: Path, place: Place) -> None:
    """Every day on which a page differs from the day before is a stop."""
    walker = Walker(NAME, data=talks)
    assert changed_days(walker, place)
    assert changed_days(walker, place) <= stops(walker, place)


def test_what_others_say_changes_the_page_of_a_party(talks: Path) -> None:
    """The page of a party stops where another speaks on an issue on which a condition of it depends, and where a paper
    is tabled that it had answered before."""
    walker = Walker(NAME, data=talks)
    assert date(2024, 5, 1) in stops(walker, ("party", "union"))
    paper = 'title = "Late"\ntabled = 2024-04-28\nterms = ["pay = 44"]\nsources = ["herald"]\nside = "own"\n'
    answer = 'to = "late"\nanswer = "accepted"\nstated = 2024-04-02\nside = "own"\nsources = ["herald"]\n'
    for party, table in (("employer", f"[proposal.late]\n{paper}"), ("union", f"[response.early]\n{answer}")):
        path = talks / NAME / "parties" / f"{party}.toml"
        path.write_text(f"{path.read_text()}\n{table}recorded = 2024-06-01 09:00:00+00:00\n")
    walker = Walker(NAME, data=talks)
    assert date(2024, 4, 28) in stops(walker, ("party", "union"))
    assert changed_days(walker, ("party", "union")) <= stops(walker, ("party", "union"))


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        (TALKS[2], slice(1, None, 12)),
        *(pytest.param(name, slice(0, None, 3), marks=pytest.mark.deep) for name in TALKS[1:]),
    ],
)
def test_no_change_of_the_shipped_talks_is_passed_by(name: str, taken: slice) -> None:
    """On the page of all parties, and of each third issue."""
    walker = Walker(name, data=DATA)
    known = walker.talks.negotiation
    places: list[Place] = [("show",), *(("issue", issue) for issue in known.issues)]
    for place in places[taken]:
        missing = changed_days(walker, place) - stops(walker, place)
        assert not {day for day in missing if (day.month, day.day) != (1, 1)}, place
