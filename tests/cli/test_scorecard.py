"""`scorecard`: who moved how far, from the first figures to what was agreed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..negotiations import write_negotiation
from .harness import look, run

NEGOTIATION = """\
format = 1
title = "Talks"
parties = ["union", "employer"]
issue.pay = { title = "Wages", kind = "quantity", unit = "euros", wants = { union = "more", employer = "less" } }
issue.tax = { title = "Tax", kind = "money", steps = ["2024", "2025"], over = "year", total = "sum", group = "money" }
issue.mode = { title = "Mode", kind = "choice", options = ["by-the-long-northern-road", "ship"] }
issue.rest = { title = "Rest", kind = "quantity", unit = "days" }
issue.food = { title = "Food", kind = "yes-no" }
event.break = { title = "Break", date = 2024-03-06 }
"""
SOURCES = 'source.gazette = { container-title = "The Gazette", issued = 2024-03-25 }\n'
RECORDED = 'sources = ["gazette"], recorded = 2024-03-26 00:00:00Z'
OWN = 'side = "own", attribution = "on-record"'


def positions(*rows: tuple[str, str, str, int]) -> str:
    """Return positions of a party's file: id, issue, value, day in March."""
    said = f"{OWN}, {RECORDED}"
    return "".join(
        f'position.{name} = {{ issue = "{issue}", value = "{value}", stated = 2024-03-{day:02}, {said} }}\n'
        for name, issue, value, day in rows
    )


UNION = 'name = "The Union"\nrole = "principal"\n' + positions(
    ("u1", "pay", "100", 1),
    ("u2", "pay", "80", 5),
    ("u3", "tax", "USD 90m; 95m", 2),
    ("u4", "mode", "ship", 2),
    ("u5", "rest", "30", 2),
)
UNION += f"""\
position.u6 = {{ issue = "rest", stance = "withdrawal", withdraws = ["u5"], stated = 2024-03-09, \
speaker = "Reporters", side = "media", {RECORDED} }}
"""
EMPLOYER = 'name = "The Employer"\nrole = "principal"\nshort = "Emp"\n' + positions(
    ("e1", "pay", "40", 2),
    ("e2", "tax", "USD 40m; 50m", 3),
    ("e3", "mode", "by-the-long-northern-road", 2),
    ("e4", "food", "yes", 4),
)
EMPLOYER += f"""\
position.e5 = {{ issue = "pay", stance = "red-line", value = "at most 50", stated = 2024-03-03, \
speaker = "Reporters", side = "media", {RECORDED} }}
"""
DEAL = f"""\
agreement.deal = {{ title = "Deal", kind = "full", date = 2024-03-20, {RECORDED}, \
terms = ["pay = 60", "tax = USD 60m; 80m", "mode = ship", "food = yes"] }}
milestone.signed = {{ agreement = "deal", milestone = "signed", date = 2024-03-20, {RECORDED} }}
"""


@pytest.fixture
def bargain(tmp_path: Path) -> Path:
    """Return a folder with a negotiation that came to an agreement."""
    files = {
        "negotiation.toml": NEGOTIATION,
        "sources.toml": SOURCES,
        "parties/union.toml": UNION,
        "parties/employer.toml": EMPLOYER,
        "agreements.toml": DEAL,
    }
    write_negotiation(tmp_path / "data/talks", files)
    return tmp_path


def figures(bargain: Path, *args: object) -> dict[str, tuple[str, ...]]:
    """Return opening, last, move and percent of both parties on each measure."""
    keys = ("opening", "last", "moved", "percent")
    return {
        f"{row['issue']} {row['step']}".rstrip(): tuple(
            row[f"{side}_{key}"] for side in ("one", "other") for key in keys
        )
        for row in run("scorecard", *args, cwd=bargain).rows
        if row["part"] == "score"
    }


def test_a_row_for_each_measure(bargain: Path) -> None:
    """Each issue, each step and the total; exact for programs, and in percent."""
    assert figures(bargain) == {
        "pay": ("100", "80", "40", "66.7", "40", "40", "20", "33.3"),
        "tax 2024": ("USD 90m", "USD 90m", "USD 30m", "60.0", "USD 40m", "USD 40m", "USD 20m", "40.0"),
        "tax 2025": ("USD 95m", "USD 95m", "USD 15m", "33.3", "USD 50m", "USD 50m", "USD 30m", "66.7"),
        "tax sum 2024-2025": ("USD 185m", "USD 185m", "USD 45m", "47.4", "USD 90m", "USD 90m", "USD 50m", "52.6"),
        "mode": ("ship", "ship", "0", "", "by-the-long-northern-road", "by-the-long-northern-road", "to another", ""),
        "rest": ("30", "", "", "", "", "", "", ""),
        "food": ("", "", "", "", "yes", "yes", "0", ""),
    }
    rows = {row["issue"]: row for row in run("scorecard", cwd=bargain).rows if row["part"] == "score"}
    assert (rows["pay"]["one_share"], rows["pay"]["opening_gap"], rows["pay"]["agreement"]) == ("0 2/3", "60", "deal")
    assert (rows["mode"]["other_no_share"], rows["mode"]["last_of"]) == ("nothing measures the distance", "union")


def test_a_row_for_each_finding(bargain: Path) -> None:
    """Dropped demands, red lines, what only one named: with the record, and by what."""
    rows = [row for row in run("scorecard", cwd=bargain).rows if row["part"] != "score"]
    assert [(row["part"], row["party"], row["record"], row["outcome"], row["by"]) for row in rows] == [
        ("dropped", "employer", "e3", "given up", ""),
        ("dropped", "union", "u5", "withdrawn", "u6"),
        ("red line", "employer", "e5", "crossed by the agreement", "deal#pay"),
        ("named by one", "employer", "e4", "agreed", "deal#food"),
    ]


def test_the_page(bargain: Path) -> None:
    """A table of the figures without the currency that a row shares, whose words they are, then the lists."""
    page = look("scorecard", cwd=bargain, width=100)
    lines = [" ".join(line.split()) for line in page.splitlines()]
    assert "pay 100 40 80 40 60 40 euros 66.7% 20 euros 33.3%" in lines
    assert "2024 90m 40m 90m 40m 60m 30m 60.0% 20m 40.0%" in lines
    assert "sum 2024-2025 185m 90m 185m 90m 140m 45m 47.4% 50m 52.6%" in lines
    assert "The Union: opening own statement, 1 Mar" in lines
    assert "mode agreed ship" in lines
    assert "deal, 20 Mar 2024: agreed, signed 20 Mar" in lines
    text = " ".join(lines)
    assert "dropped The Union rest 30 (withdrawn 9 Mar, according to Reporters)" in text
    assert "red lines Emp pay at most 50 (crossed by the agreement, according to Reporters)" in text
    assert "named by one alone Emp food yes (4 Mar)" in text
    assert "whose last figure The Union mode Emp food neither pay; tax 2024, 2025, sum 2024-2025" in text
    assert "opening = first figure on record" in page
    counted = (
        "agreed on 4 of 4 issues with figures, a share of the gap on 2; dropped 2; red lines 1; named by one alone 1"
    )
    assert counted in text


@pytest.mark.parametrize("args", [("--layout", "stacked"), ("-v",), ("--brief",)])
def test_layouts_and_detail(bargain: Path, args: tuple[str, ...]) -> None:
    """A paragraph for each measure; ids with the whole provenance; figures alone without it."""
    text = " ".join(look("scorecard", *args, cwd=bargain, width=100).split())
    expected = {
        "--layout": "pay agreed 60 The Union: opening 100, last 80, moved 40 euros 66.7%",
        "-v": "opening own statement, on-record, 1 Mar, u1",
        "--brief": "no share: the other side named no opening money tax USD 2024 90m 40m 90m 40m 60m",
    }
    assert expected[args[0]] in text


LATER = f"""\
position.e6 = {{ issue = "tax", value = "2024: USD 50m", stated = 2024-03-02, {OWN}, {RECORDED} }}
position.e7 = {{ issue = "pay", value = "60", stated = 2024-03-10, speaker = "an official", side = "own", \
attribution = "background", caveat = "before tax", {RECORDED} }}
"""


def test_steps_that_do_not_add_up_to_their_sum(bargain: Path) -> None:
    """Where a step opened with another record than the first whole schedule, the sum says that they do not add up; a
    side whose steps do, says nothing."""
    add(bargain, LATER)
    text = " ".join(look("scorecard", "--issue", "tax", cwd=bargain, width=100).split())
    assert "2024 90m 50m" in text
    assert "sum 2024-2025 185m 90m" in text
    words = (
        "Emp: opening of the whole schedule: own statement, 3 Mar; 2024 opened otherwise, so the steps do not add up"
    )
    assert text.count("opened otherwise") == 1
    assert words in text


def test_whose_words_the_last_figure_is(bargain: Path) -> None:
    """The last figure that was agreed names whose words it is where that is not the party's own."""
    add(bargain, LATER)
    page = look("scorecard", cwd=bargain, width=100)
    assert "whose last figure The Union mode Emp (an official (own)) pay Emp food neither tax" in " ".join(page.split())


def test_stars_stand_for_voices_in_brief(bargain: Path) -> None:
    """Brief has a star in place of other people's words, says what it means, and keeps caveats."""
    assert "*" not in look("scorecard", "--brief", cwd=bargain, width=100)
    add(bargain, LATER)
    page = " ".join(look("scorecard", "--brief", "--layout", "stacked", cwd=bargain, width=100).split())
    assert "Emp: opening 40, last 60*, moved 20 euros 33.3% Emp: last: caveat: before tax" in page
    assert "* not on record as its own words, or with a caveat" in page


def test_lists_of_a_narrow_page(bargain: Path) -> None:
    """On a page without room beside the headings the lists stand beneath them."""
    assert "\n red lines\n   Emp  pay at most 50 (crossed by" in look("scorecard", cwd=bargain, width=40)


def add(bargain: Path, text: str) -> None:
    """Append positions to the file of the employer."""
    with next(bargain.rglob("employer.toml")).open("a") as file:
        file.write(text)


def test_since_an_event(bargain: Path) -> None:
    """The openings are what each held then, else its next; the heading says so."""
    assert figures(bargain, "--since", "break")["pay"][:4] == ("80", "80", "20", "50.0")
    assert "opening = held on break, 6 Mar 2024, else the next" in look("scorecard", "--since", "break", cwd=bargain)


def test_one_step_and_one_issue(bargain: Path) -> None:
    """`--step` leaves out the total and issues without it; `--issue` and `--group` choose."""
    assert list(figures(bargain, "--step", "2025")) == ["tax 2025"]
    assert list(figures(bargain, "--issue", "pay")) == ["pay"]
    assert list(figures(bargain, "--group", "money")) == ["tax 2024", "tax 2025", "tax sum 2024-2025"]


def test_before_the_agreement_each_moved_to_its_last(bargain: Path) -> None:
    """On a day before it there is no agreement, and the gap that is left stands in its place."""
    assert figures(bargain, "--as-of", "2024-03-10")["pay"] == ("100", "80", "20", "33.3", "40", "40", "0", "0.0")
    text = " ".join(look("scorecard", "--as-of", "2024-03-10", cwd=bargain).split())
    assert "no agreement on record" in text
    assert "pay 100 40 80 40 40 left 20 euros 33.3% 0 0%" in text


def test_an_agreement_by_its_id(bargain: Path) -> None:
    """A unique prefix names it, the heading has it whole; an unknown one is an error."""
    assert "scorecard of deal" in look("scorecard", "de", cwd=bargain)
    result = run("scorecard", "ideal", cwd=bargain)
    assert (result.code, result.err) == (
        2,
        'negtrack: no agreement "ideal" in talks; did you mean deal? (negtrack agreements lists them)\n',
    )


def test_each_format(bargain: Path) -> None:
    """Markdown is a table in words, JSON says what was asked for."""
    table = run("scorecard", "--format", "md", "--issue", "pay", cwd=bargain).out
    row = "The Union 100; The Employer 40 | The Union 80; The Employer 40 | 60 | 40 euros 66.7% | 20 euros 33.3%"
    assert f"| pay | {row} | - |" in table
    answer = run("scorecard", "deal", "--since", "break", "--format", "json", cwd=bargain).json
    assert (answer["schema"], answer["agreement"], answer["since"]) == ("negtrack.scorecard/1", "deal", "2024-03-06")
    assert run("scorecard", "--ids", cwd=bargain).lines == ["pay", "mode", "rest", "food", "tax"]


def test_in_sql(bargain: Path) -> None:
    """The table `scorecard` has a row for each party and measure, with numbers."""
    asked = "SELECT step, party, counterpart, moved, share, is_last, unit FROM scorecard WHERE step = '2024'"
    assert [tuple(row.values()) for row in run("query", asked, "--format", "json", cwd=bargain).json["rows"]] == [
        ("2024", "union", "employer", 30_000_000, 0.6, 0, "USD"),
        ("2024", "employer", "union", 20_000_000, 0.4, 0, "USD"),
    ]


def test_without_two_parties_that_named_anything(talks: Path) -> None:
    """The page says that there is nothing to measure; that is no error."""
    result = run("scorecard", "--issue", "start", cwd=talks)
    assert (result.code, result.rows) == (0, [])
    assert "no figures of two counterparts on record" in look("scorecard", "--issue", "start", cwd=talks)


LEFT_OPEN = f"""\
open.food = {{ agreement = "deal", issue = "rest", decide-by = 2024-03-22, otherwise = "20", {RECORDED} }}
open.work = {{ agreement = "deal", issue = "work", decide-by = 2024-03-22, otherwise = "40; 45", {RECORDED} }}
open.sleep = {{ agreement = "deal", issue = "sleep", decide-by = 2024-03-28, otherwise = "8", {RECORDED} }}
"""
NEVER_NAMED = """\
issue.work = { title = "Work", kind = "quantity", unit = "hours", steps = ["2024", "2025"], over = "year" }
issue.sleep = { title = "Sleep", kind = "quantity", unit = "hours" }
"""


def test_a_fallback_without_figures(bargain: Path) -> None:
    """An issue that its fallback settled has one line with its reason, also where nobody named a figure; one that is
    open has none."""
    folder = bargain / "data/talks"
    for name, more in (("agreements.toml", LEFT_OPEN), ("negotiation.toml", NEVER_NAMED)):
        (folder / name).write_text((folder / name).read_text() + more)
    rows = {row["issue"]: row for row in run("scorecard", cwd=bargain).rows if row["part"] == "score"}
    assert "sleep" not in rows
    work = rows["work"]
    assert (work["step"], work["state"], work["fallback"]) == ("", "settled by the fallback", "40; 45")
    assert work["remarks"] == "no share: no figure on record"
    page = " ".join(look("scorecard", "--layout", "stacked", cwd=bargain).split())
    assert "work settled by the fallback 22 Mar: 40; 45" in page
    assert page.count("no share: no figure on record") == 1
    assert page.count("rest settled by the fallback 22 Mar: 20") == 1


ENDED = f'milestone.end = {{ agreement = "deal", milestone = "ended", by = "union", date = 2024-03-24, {RECORDED} }}\n'


def test_what_the_cell_says_is_not_said_again(bargain: Path) -> None:
    """That a term ended with its agreement stands in its cell alone; a condition stands below it, and a side that named
    nothing has no line."""
    path = bargain / "data/talks/agreements.toml"
    path.write_text(path.read_text().replace('"food = yes"]', '"food = yes", "rest = 12..14"]') + ENDED)
    page = " ".join(look("scorecard", "--layout", "stacked", cwd=bargain).split())
    assert page.count("agreed 60, ended 24 Mar") == 1
    assert "opening -, last -, moved -" not in page
    term = 'term.pay = { value = "60", requires = ["rest = 12"] }, terms = ['
    text = path.read_text().replace('"pay = 60", ', "").replace("terms = [", term)
    path.write_text(text.removesuffix(ENDED))
    page = " ".join(look("scorecard", "--layout", "stacked", cwd=bargain).split())
    assert "agreed 60, if rest = 12" in page
