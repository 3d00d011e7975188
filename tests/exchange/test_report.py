"""The report as a page: its sizes, its parts, what is read out of it, and talks that are hard to show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from lxml import html

from negtrack.exchange.export.html.issues import MOST_BYTES
from negtrack.model import Negotiation
from negtrack.views.silence import NOTHING_SINCE

from ..cli.harness import SHIPPED, run
from .documents import TITLED, report_text

Make = Callable[..., Negotiation]
NAMES = sorted(path.name for path in SHIPPED.iterdir() if path.is_dir())
TALKS = """
source.press = { publisher = "Press", issued = 2024-03-01, URL = "https://example.org/a" }
position.a = { value = "6", side = "own", attribution = "on-record", sources = ["press"], stated = 2024-02-20 }
position.b = { value = "5", side = "own", attribution = "on-record", stated = 2024-02-28 }
position.c = { party = "employer", value = "2..3", sources = ["press"], stated = 2024-02-25 }
event.round = { title = "Second round", date = 2024-02-26 }
"""


@pytest.fixture(scope="module", params=NAMES)
def shipped(request: pytest.FixtureRequest) -> str:
    """Return the report of a shipped negotiation."""
    return run("report", "--data", SHIPPED, "-n", request.param).out


def issues_of(page: str) -> list[str]:
    """Return the part of each issue."""
    return re.findall(r"<section class=issue>.*?</section>", page, re.DOTALL)


def test_size_of_an_issue(shipped: str) -> None:
    """An issue takes at most 6 kB with its chart and its table."""
    sizes = [len(part.encode()) for part in issues_of(shipped)]
    assert len(sizes) > 3
    assert max(sizes) <= MOST_BYTES


def test_silence_since_a_deal_is_said_once() -> None:
    """Where nobody has spoken since a deal, its row at a glance says so once; what a deal says is not called a gap; a
    paper that names few of the issues has no column."""
    page = run("report", "--data", SHIPPED, "-n", "gaza-ceasefire-2024").out
    glance = page[page.index("id=glance") : page.index("</table>")]
    by_one = f"{NOTHING_SINCE} by "
    said = ((row, row.partition(">agreed")[2]) for row in glance.split("<tr>"))
    rows = [row for row, gap in said if NOTHING_SINCE in gap and by_one not in gap]
    assert len(rows) > 10
    assert {row.count(NOTHING_SINCE) for row in rows} == {1}
    assert {row.count("<td></td>") for row in rows} == {2}
    assert "How far apart: <b>agreed" not in page
    assert re.findall(r"<th scope=col>([^<]*)</th>", glance) == ["Issue", "Israel", "Hamas", "Agreed or gap"]


def test_ids_and_references(shipped: str) -> None:
    """Ids are unique, and every link, label and pattern of the page refers to one of them."""
    ids = Counter(re.findall(r'<[^>]*?\sid="?([^\s">]+)', shipped))
    assert [name for name, count in ids.items() if count > 1] == []
    named = set(re.findall(r'href="?#([^\s">]+)', shipped)) | set(re.findall(r"url\(#(\w+)\)", shipped))
    named |= {
        name for names in re.findall(r'aria-labelledby=("[^"]+"|[^ >]+)', shipped) for name in names.strip('"').split()
    }
    assert named - ids.keys() == set()


def test_nothing_from_elsewhere(shipped: str) -> None:
    """But for links that a reader may follow, the page names no address, and it has no script."""
    rest = re.sub(r'<a href="https?://[^"]*" rel="noopener noreferrer">(?:<bdi>)?[^<]*(?:</bdi>)?</a>', "", shipped)
    assert not re.search(r'\s(?:src|href|data|action)=(?!"?#)|<script|<link|@import|url\((?!#)', rest)


@pytest.mark.deep
def test_the_same_bytes() -> None:
    """The same data gives the same page, and export --to html gives it too."""
    where = ("--data", SHIPPED, "-n", NAMES[0])
    first, again, exported = run("report", *where), run("report", *where), run("export", "--to", "html", *where)
    assert first.out == again.out == exported.out


def test_words_do_not_stick_together(negotiation_of: Make) -> None:
    """Text taken out of the page has a blank between any two pieces of it."""
    text = " ".join(html.fromstring(report_text(negotiation_of(TALKS, TITLED))).text_content().split())
    for words in (
        "Issue Employers Union Gap Pay 2 to 3 reported by Press 5 apart 2",
        "Employers 2 to 3 reported by Press, 25 Feb [1] Union 5 own statement, 28 Feb Earlier",
        "Events in the charts 26 Feb: Second round",
    ):
        assert words in text


def test_earlier_statements(negotiation_of: Make) -> None:
    """Below what stands are the statements that stood before, and events by the numbers of the charts."""
    page = report_text(negotiation_of(TALKS, TITLED))
    text = " ".join(html.fromstring(page).text_content().split())
    assert "Earlier, newest first Union 6 own statement, 20 Feb [1]" in text
    assert "Events in the charts 26 Feb: Second round" in text


def test_what_changed(negotiation_of: Make) -> None:
    """On top is what moved since the day, in sentences and as a table; below, the cells that changed are marked."""
    page = report_text(negotiation_of(TALKS, TITLED), since=date(2024, 2, 24))
    tree = html.fromstring(page)
    heading, *_ = tree.xpath("//h2")
    assert heading.text_content() == "Since 24 Feb 2024"
    sentences = [" ".join(item.text_content().split()) for item in heading.getparent().xpath(".//li")]
    assert sentences == [
        "Pay: Union went from 6 to 5; moved closer to Employers: from silent to apart 2, according to "
        "Press, measured against 2 to 3 of 25 Feb.",
        "1 position is new.",
    ]
    assert [mark.text_content() for mark in tree.xpath("//section[@class='issue']//mark")] == [
        "new since 24 Feb 2024",
        "changed since 24 Feb 2024; before: 6",
    ]


def test_nothing_changed(negotiation_of: Make) -> None:
    """A day after which nothing was said has a sentence that says so."""
    page = report_text(negotiation_of(TALKS, TITLED), since=date(2024, 3, 5))
    assert "<li>Nothing on record after 28 Feb 2024.</li>" in page
    assert "<mark>" not in page


def test_an_issue_without_positions(negotiation_of: Make) -> None:
    """Has no chart and no guess, but words."""
    (_, hours, *_) = issues_of(report_text(negotiation_of(TALKS)))
    assert "<h3 id=i-hours>Hours</h3>" in hours
    assert "No position on record." in hours
    assert "<svg" not in hours


def test_a_single_statement(negotiation_of: Make) -> None:
    """One figure alone is a mark on its day, and its party's name stands below."""
    (pay, *_) = issues_of(report_text(negotiation_of('position.a = { value = "6", side = "own" }')))
    assert ">Union<" in pay
    assert "Employers</bdi>" not in pay


def crowd(make: Make, count: int, silent: int = 0) -> Negotiation:
    """Return talks of as many parties, each with a value, a day, a grade and a source of its own, and of some that are
    silent."""
    head = 'title = "Talks"\nissue.pay = { title = "Pay", kind = "quantity", unit = "euros" }\n' + "\n".join(
        f'party.p{number} = {{ name = "Party {number}", role = "principal" }}' for number in range(count + silent)
    )
    sources = "\n".join(f'source.s{n} = {{ publisher = "Press {n}", issued = 2024-03-30 }}' for n in range(count))
    said = "\n".join(
        f'position.a{n} = {{ party = "p{n}", value = "{7 * n % count}", side = "own", attribution = "on-record", '
        f'grade = "B{1 + n % 5}", stated = 2024-03-{1 + n % 29:02}, sources = ["s{n}"] }}'
        for n in range(count)
    )
    return make(f"{sources}\n{said}", head)


def test_many_parties_at_a_glance(negotiation_of: Make) -> None:
    """With many parties at a glance their most common values are counted, or how many there are; the chart has a dot
    for each of them."""
    page = report_text(crowd(negotiation_of, 59, silent=1))
    assert "59 values, each of 1 · <span class=dim>nothing on record 1</span></td>" in page
    assert "59 parties, a line or a dot each, the lowest value on the left</p>" in page


def table_of(page: str) -> str:
    """Return the text of the table of the first issue, which takes at most 6 kB."""
    part, *_ = issues_of(page)
    assert len(part.encode()) <= MOST_BYTES
    (table,) = html.fromstring(part).xpath("//table")
    return " ".join(table.text_content().split())


def test_sixty_parties_that_all_differ(negotiation_of: Make) -> None:
    """Sixty parties, each with a value, a day, a grade and a source of its own, take at most 6 kB with all of these,
    the values in their order."""
    text = table_of(report_text(crowd(negotiation_of, 60)))
    assert text.startswith(
        "own statement, where nothing else is said Position Parties, and who says so 0 Party 0 (1 Mar"
    )
    shown = re.findall(r"(\d+) Party (\d+) \((\d+) Mar, B(\d) \[(\d+)\]\)", text)
    assert [int(value) for value, *_ in shown] == list(range(60))
    for value, *rest in shown:
        party, day, grade, _ = map(int, rest)
        assert (7 * party % 60, 1 + party % 29, 1 + party % 5) == (int(value), day, grade)
    assert len({number for *_, number in shown}) == 60


def test_more_parties_stand_by_quarters(negotiation_of: Make) -> None:
    """Of 120 such parties 6 kB hold the values, names and numbers of sources, by quarters; who says so is where the
    caption says."""
    text = table_of(report_text(crowd(negotiation_of, 120)))
    assert text.startswith("Who says so, and when: negtrack compare --issue pay -v Position Parties Lowest (30) 0")
    shown = re.findall(r"(\d+) Party (\d+) \[(\d+)\]", text)
    assert [int(value) for value, *_ in shown] == list(range(120))
    assert re.findall(r"(Lowest|Lower middle|Upper middle|Highest) \(30\)", text) == [
        "Lowest",
        "Lower middle",
        "Upper middle",
        "Highest",
    ]


def test_more_than_have_room(negotiation_of: Make) -> None:
    """Of more parties than 6 kB hold each quarter has its first and its last, and how many are between; the caption
    says where these are."""
    text = table_of(report_text(crowd(negotiation_of, 160)))
    assert text.startswith(
        "Those left out here, who says so, and when: negtrack compare --issue pay -v Position Parties"
    )
    more = [int(found) for found in re.findall(r"and (\d+) more part", text)]
    shown = [int(value) for value in re.findall(r"(\d+) Party", text)]
    assert len(shown) + sum(more) == 160
    assert len(more) == 4
    assert (shown[0], shown[-1]) == (0, 159)


def test_many_with_the_same_values(negotiation_of: Make) -> None:
    """Of 150 parties that hold one of two values each value has a row of names and how many more there are."""
    name = "A party that has a rather long name"
    head = 'title = "Talks"\nissue.pay = { title = "Pay", kind = "yes-no" }\n' + "\n".join(
        f'party.p{number} = {{ name = "{name} {number}", role = "principal" }}' for number in range(150)
    )
    said = (f'value = "{("yes", "no")[n % 2]}", side = "own", stated = 2024-03-{1 + n % 28:02}' for n in range(150))
    text = "\n".join(f'position.a{n} = {{ party = "p{n}", {words} }}' for n, words in enumerate(said))
    found = table_of(report_text(negotiation_of(text, head)))
    assert [int(count) for count in re.findall(r"(?:yes|no) \((\d+)\)", found)] == [75, 75]
    more = [int(count) for count in re.findall(r"and (\d+) more part", found)]
    assert len(more) == 2
    assert found.count(name) + sum(more) == 150


def test_what_has_no_place_in_the_chart_comes_last(negotiation_of: Make) -> None:
    """In the table of many parties what has no place on the axis stands behind the values in their order."""
    head = 'title = "Talks"\nissue.pay = { title = "Pay", kind = "money" }\n' + "\n".join(
        f'party.p{number} = {{ name = "Party {number}", role = "principal" }}' for number in range(30)
    )
    text = "\n".join(
        f'position.a{n} = {{ party = "p{n}", value = "{"EUR" if n == 3 else "USD"} {40 - n}", side = "own" }}'
        for n in range(30)
    )
    (pay,) = issues_of(report_text(negotiation_of(text, head)))
    values = [cell.text_content().strip() for cell in html.fromstring(pay).xpath("//tbody//th")]
    assert values == [*(f"USD {40 - n}" for n in reversed(range(30)) if n != 3), "EUR 37"]
    assert "29 parties, a line or a dot each" in pay


RIGHT_TO_LEFT = ("מספר האסירים", "عدد الأسرى")


@pytest.mark.parametrize("title", [*RIGHT_TO_LEFT, "An issue " * 33, "人质人数"])
def test_titles_of_any_script_and_length(negotiation_of: Make, title: str) -> None:
    """A title has the direction of its script, and is whole however long it is."""
    head = TITLED.replace('title = "Pay"', f'title = "{title.strip()}"')
    page = report_text(negotiation_of(TALKS, head))
    direction = " dir=auto" if title in RIGHT_TO_LEFT else ""
    assert f"<h3 id=i-pay{direction}>{title.strip()}</h3>" in page


def test_only_legends_that_are_needed(negotiation_of: Make) -> None:
    """What the page does not have is not explained."""
    plain = report_text(
        negotiation_of('position.a = { value = "6", side = "own" }\nposition.b = { party = "employer", value = "3" }')
    )
    assert "how reliable the source is" not in plain
    assert "number in the list of sources" not in plain
    assert "number in the list of sources" in report_text(negotiation_of(TALKS))


def test_statuses_are_counted_as_overview_counts(shipped: str) -> None:
    """The report counts the issues by status as `overview` does, in the same words."""
    title = re.findall(r"<h1>([^<]*)</h1>", shipped)[0]
    (counted,) = re.findall(r"issues between counterparts: ([^<;]*)", shipped)
    name = next(name for name in NAMES if title in (SHIPPED / name / "negotiation.toml").read_text("utf-8"))
    lines = run("overview", "--data", SHIPPED, "-n", name, "--format", "tsv").out.splitlines()
    rows = [line.split("\t") for line in lines]
    counts = [f"{words} {about}" for _, heading, about, words, *_ in rows if heading == "count" and words != "0"]
    aside = (" contested", " disputed", " reopened")
    assert counted.split(", ") == [count for count in counts if not count.endswith(aside)]


def test_rounds_stand_a_few_to_a_table(negotiation_of: Make) -> None:
    """Eight offers stand in two tables with headings of their own, six and two, the gap beside the last."""
    offers = "".join(
        f'proposal.p{day} = {{ party = "union", tabled = 2024-02-{day:02}, terms = ["pay = {day}"] }}\n'
        for day in range(1, 9)
    )
    page = report_text(negotiation_of(offers, TITLED))
    assert re.findall(r"<h3 id=rounds-\d+>([^<]*)", page) == ["Offers 1 to 6", "Offers 7 to 8"]
    first, second = re.findall(r"<table aria-labelledby=rounds-\d+>.*?</thead>", page, re.DOTALL)
    assert [first.count("scope=col"), second.count("scope=col")] == [7, 4]
    assert ">gap</th>" in second
