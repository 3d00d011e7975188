"""One issue through time as SVG: what is drawn, where, and that nothing is drawn that was not said."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.render.charts.issue_svg import WIDTH, Ruled, draw_issue, shades_of
from negtrack.render.charts.scale import Axis
from negtrack.render.charts.score_svg import draw_shares
from negtrack.render.charts.strip_svg import rank_chart
from negtrack.render.charts.text_width import FONT, text_width
from negtrack.views.compare import build_compare, default_columns
from negtrack.views.issue_chart import IssueChart, build_issue_chart
from negtrack.views.phrasing import MONTHS

Build = Callable[..., Negotiation]
TALKS = """
position.a = { value = "10", side = "own", stated = 2024-03-01 }
position.b = { value = "8", side = "own", stated = 2024-03-11 }
position.c = { party = "employer", value = "4", side = "media", stated = 2024-03-05 }
"""
LADDER = """
party.union = { name = "Union", role = "principal" }
party.employer = { name = "Employers", role = "principal" }
issue.pay = { title = "Pay", kind = "choice", ladder = ["none", "some", "most", "all"] }
"""
YES = """
party.union = { name = "Union", role = "principal" }
party.employer = { name = "Employers", role = "principal" }
issue.pay = { title = "Pay", kind = "yes-no" }
"""
YEARS = """
party.union = { name = "Union", role = "principal" }
party.employer = { name = "Employers", role = "principal" }
issue.pay = { title = "Pay", kind = "money", steps = ["2024", "2025", "2026"], over = "year", total = "sum" }
"""


def chart_of(negotiation: Negotiation, issue: str = "pay") -> IssueChart | None:
    """Return the chart of an issue."""
    snapshot = Snapshot(negotiation)
    (row,) = build_compare(snapshot, default_columns(snapshot), [negotiation.issues[issue]]).issues
    return build_issue_chart(row)


def svg_of(negotiation: Negotiation, issue: str = "pay") -> str:
    """Return the drawing of an issue."""
    chart = chart_of(negotiation, issue)
    assert chart
    return draw_issue(chart, (), "c1", "Pay through time", "described")


def paths(svg: str, name: str) -> list[str]:
    """Return what the paths of a class draw."""
    return re.findall(rf'<path class="{name}" (?:fill="[^"]*" )?d="([^"]*)"', svg)


def test_steps_between_statements(negotiation_of: Build) -> None:
    """Each figure is level until the next one, joined by a step on the day of that, and the last runs on to the end."""
    svg = svg_of(negotiation_of(TALKS))
    (union,) = [path for path in paths(svg, "l") if path.count("M") == 2]
    first, second = re.findall(r"M(\d+) (\d+)H(\d+)", union)
    assert first[2] == second[0]
    assert first[1] < second[1]
    assert paths(svg, "r") == [f"M{second[0]} {first[1]}V{second[1]}"]
    assert int(second[2]) == WIDTH - 7


def test_own_words_and_those_of_others(negotiation_of: Build) -> None:
    """A mark is filled for the party's own words, and hollow for what others say of it."""
    svg = svg_of(negotiation_of(TALKS))
    assert [len(re.findall("M", path)) for path in paths(svg, "p")] == [2]
    assert [len(re.findall("M", path)) for path in paths(svg, "o")] == [1]


def test_the_lines_of_others_words_are_thin(negotiation_of: Build) -> None:
    """What somebody else says of a party is drawn by another class than its own word."""
    svg = svg_of(negotiation_of(TALKS))
    assert len(paths(svg, "l")) == 1
    assert len(paths(svg, "n")) == 1
    assert paths(svg_of(negotiation_of(TALKS.replace("media", "own"))), "n") == []


def test_the_lowest_value_is_not_on_the_line_of_days(negotiation_of: Build) -> None:
    """Between the lowest line of the plot and the line of days is room, so that the latter reads as no value."""
    (days,), (grid,) = paths(svg_of(negotiation_of(TALKS)), "f"), paths(svg_of(negotiation_of(TALKS)), "z")
    base = int(re.findall(r"^M\d+ (\d+)H", days)[0])
    assert base - max(map(int, re.findall(r"M\d+ (\d+)H", grid))) >= 6


def test_every_event_has_its_number(negotiation_of: Build) -> None:
    """Numbers that would run into each other share a label over the first of them, also at the right end."""
    chart = chart_of(negotiation_of(TALKS))
    assert chart
    days = (1, 1, 1, 4, 7, 11, 11)
    events = [Ruled(number, date(2024, 3, day), date(2024, 3, day)) for number, day in enumerate(days, 1)]
    svg = draw_issue(chart, events, "c1", "Pay", "described")
    labels = re.findall(r"<text x=(\d+) y=9>([^<]*)<", svg)
    assert [text for _, text in labels] == ["1-3", "4", "5", "6-7"]
    ends = [int(x) + text_width(text) for x, text in labels]
    assert all(end < int(x) for end, (x, _) in zip(ends, labels[1:], strict=False))
    assert ends[-1] <= WIDTH


def test_months_are_named_at_even_steps(negotiation_of: Build) -> None:
    """Of a year that has no room for the names of all months every second or third is named."""
    talks = TALKS + 'position.z = { value = "7", side = "own", stated = 2025-02-11 }'
    named = [text for text in re.findall(r">([A-Z][a-z]{2})<", svg_of(negotiation_of(talks))) if text in MONTHS]
    assert len(named) >= 3
    assert len({MONTHS.index(b) - MONTHS.index(a) for a, b in pairwise(named)}) == 1


def test_the_space_between_the_two(negotiation_of: Build) -> None:
    """Space is shaded from the day on which both have a figure, and ends where they meet."""
    chart = chart_of(negotiation_of(TALKS + 'position.d = { value = "4", side = "own", stated = 2024-03-20 }'))
    assert chart
    spaces = [(space.start.day, space.end.day, int(space.low), int(space.high)) for space in chart.spaces]
    assert spaces == [(5, 11, 4, 10), (11, 20, 4, 8)]


@pytest.mark.parametrize(
    ("value", "name", "count"),
    [
        ("5..9", "b", 1),
        ("5..9", "e", 2),
        ("under 9", "x", 1),
        ("about 7", "a", 1),
        ("one of 5..9", "q", 1),
        ("7", "l", 1),
    ],
)
def test_a_sign_for_each_sort_of_set(negotiation_of: Build, value: str, name: str, count: int) -> None:
    """A range is a band with edges, an excluded end is dotted, about and one of have signs of their own."""
    svg = svg_of(negotiation_of(f'position.a = {{ value = "{value}", side = "own" }}'))
    assert sum(path.count("M") for path in paths(svg, name)) == count


@pytest.mark.parametrize(("value", "way"), [("at least 5", "u"), ("at most 5", "d")])
def test_an_open_end_fades(negotiation_of: Build, value: str, way: str) -> None:
    """A set without a bound fades on that side, beyond all numbers."""
    text = f'position.a = {{ value = "{value}", side = "own" }}\nposition.b = {{ party = "employer", value = "3..8" }}'
    svg = svg_of(negotiation_of(text))
    assert re.findall(r'fill="url\(#(\w)\d\)"', svg) == [way]


@pytest.mark.parametrize("stated", ['"../2024-03-05"', '"2024-03-02/2024-03-05"', '"2024-02"'])
def test_an_unknown_day_is_a_span(negotiation_of: Build, stated: str) -> None:
    """A dashed line leads to the last day on which it may have been said, from which on it counts."""
    text = TALKS + f'position.h = {{ issue = "hours", value = "40", side = "own", stated = {stated} }}'
    later = 'position.i = { issue = "hours", value = "30", side = "own", stated = 2024-03-20 }'
    svg = svg_of(negotiation_of(text + "\n" + later), "hours")
    (lead,) = paths(svg, "w")
    start, _, end = map(int, re.findall(r"\d+", lead))
    assert start < end
    assert re.search(rf"M{end} \d+H", paths(svg, "l")[0])


def test_a_source_that_is_older_than_what_it_reports(negotiation_of: Build) -> None:
    """What a source of February reports of March counts from the day of the source, and is drawn there: within the
    plot, with no dashes from a day that was yet to come."""
    press = 'source.press = { publisher = "Press", issued = 2024-02-10 }'
    march = 'position.c = { value = "6", stated = "2024-03", sources = ["press"] }'
    before = 'position.a = { party = "employer", value = "3", stated = 2024-01-05 }'
    svg = svg_of(negotiation_of(f"{press}\n{march}\n{before}"))
    across = [int(place) for path in re.findall(r' d="([^"]*)"', svg) for place in re.findall(r"[MH](\d+)", path)]
    assert max(across) < WIDTH
    assert not paths(svg, "w")


def test_disputes_are_hatched(negotiation_of: Build) -> None:
    """What disputes a headline is hatched, and is no line."""
    text = TALKS + 'position.e = { value = "2", side = "state", stated = 2024-03-11 }'
    assert len(paths(svg_of(negotiation_of(text)), "h")) == 1


def test_the_limits_of_a_mandate_are_dashed(negotiation_of: Build) -> None:
    """The bound that a mandate sets has long dashes from the day of the mandate."""
    text = TALKS + 'position.m = { issue = "mandate", value = "limited", side = "own", limits = ["pay = at least 6"] }'
    assert len(paths(svg_of(negotiation_of(text)), "m")) == 1


def test_an_agreement_is_ruled_and_ends_the_positions(negotiation_of: Build) -> None:
    """From the day of the agreement there is its value alone."""
    text = (
        TALKS
        + """
    agreement.deal = { date = 2024-03-20, stated = 2024-03-20, between = ["union", "employer"], terms = ["pay = 6"] }
    milestone.s = { agreement = "deal", milestone = "signed", date = 2024-03-20, stated = 2024-03-20, by = "union" }
    milestone.t = { agreement = "deal", milestone = "signed", date = 2024-03-20, stated = 2024-03-20, by = "employer" }
    position.f = { issue = "hours", value = "40", stated = 2024-03-30 }
    """
    )
    negotiation = negotiation_of(text)
    chart = chart_of(negotiation)
    assert chart
    assert {held.end.day for track in chart.tracks for held in track.held if held.end} == {11, 20}
    assert all(held.end for track in chart.tracks for held in track.held)
    assert [(deal.start.day, deal.end) for deal in chart.deals] == [(20, None)]
    assert len(paths(svg_of(negotiation), "k")) == 1


def test_a_schedule_is_a_group_of_lines(negotiation_of: Build) -> None:
    """Each step has a line in the colour of its party, and its name at the end of it; a step left open has none."""
    text = 'position.a = { value = "2024: USD 1m; 2026: USD 3m", side = "own" }'
    svg = svg_of(negotiation_of(text, YEARS))
    assert [path.count("M") for path in paths(svg, "l")] == [2]
    assert re.findall(r">(20\d\d)</text>", svg) == ["2024", "2026"]


@pytest.mark.parametrize(("head", "names"), [(LADDER, ["none", "some", "most", "all"]), (YES, ["yes", "no"])])
def test_levels(negotiation_of: Build, head: str, names: list[str]) -> None:
    """A ladder and yes-no have all their levels, the least lowest, and yes above no."""
    svg = svg_of(negotiation_of(f'position.a = {{ value = "{names[1]}", side = "own" }}', head))
    heights = {text: int(y) for y, text in re.findall(r"y=(\d+) class=s>([^<]*)</text>", svg)}
    lowest_first = names if head == LADDER else names[::-1]
    assert sorted(heights, key=lambda name: -heights[name]) == lowest_first


def test_what_has_no_place_is_named(negotiation_of: Build) -> None:
    """Values in three currencies share no axis: the most or latest are drawn, the others named with the reason."""
    head = YEARS.replace(', steps = ["2024", "2025", "2026"], over = "year", total = "sum"', "")
    text = """
    position.a = { value = "USD 5", side = "own", stated = 2024-03-01 }
    position.b = { value = "EUR 6", side = "own", stated = 2024-03-02 }
    position.c = { party = "employer", value = "GBP 7", side = "own", stated = 2024-03-03 }
    """
    chart = chart_of(negotiation_of(text, head))
    assert chart
    assert chart.off_axis == ("Union: USD 5, another currency", "Union: EUR 6, another currency")
    assert [text for _, text in chart.ticks] == ["GBP 7"]


@pytest.mark.parametrize("value", ["undisclosed", "unspecified"])
def test_nothing_is_drawn_of_words(negotiation_of: Build, value: str) -> None:
    """What names no outcome has no place, and an issue of such words has no chart."""
    assert chart_of(negotiation_of(f'position.a = {{ value = "{value}", side = "own" }}')) is None


def test_an_issue_without_positions_has_no_chart(negotiation_of: Build) -> None:
    """Where nobody said anything there is nothing to draw."""
    assert chart_of(negotiation_of(TALKS), "hours") is None


def boxes(svg: str) -> list[tuple[int, int, int, int]]:
    """Return the left, top, right and lower ends of the texts of a drawing, as they are estimated."""
    found = []
    for x, y, end, text in re.findall(r"<text x=(\d+) y=(\d+)( class=s)?>([^<]*)</text>", svg):
        left = int(x) - (text_width(text) if end else 0)
        found.append((left, int(y) - FONT + 2, left + text_width(text), int(y)))
    return found


@pytest.mark.parametrize("last", [1, 2, 9, 28, 400, 4000])
@pytest.mark.parametrize("values", [("5", "6"), ("1000000", "5", "6", "7", "999999"), ("at least 1", "1..2", "3")])
def test_labels_do_not_meet(negotiation_of: Build, last: int, values: tuple[str, ...]) -> None:
    """No text of a chart covers another or leaves the picture, whatever the numbers and the days."""
    from datetime import date, timedelta

    text = "\n".join(
        f'position.p{number} = {{ value = "{value}", side = "own", '
        f"stated = {date(2024, 1, 1) + timedelta(last * number // len(values))} }}"
        for number, value in enumerate(values)
    )
    placed = boxes(svg_of(negotiation_of(text)))
    assert len(placed) > 1
    assert all(left >= 0 and right <= WIDTH for left, _, right, _ in placed)
    meeting = [
        (one, other)
        for one, other in combinations(placed, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert meeting == []


def test_long_names_of_levels_stand_in_the_plot(negotiation_of: Build) -> None:
    """Rungs with long names are written over their lines, and still meet nothing."""
    rungs = [f"a-rung-with-quite-a-long-name-number-{number}" for number in range(4)]
    head = LADDER.replace('["none", "some", "most", "all"]', str(rungs).replace("'", '"'))
    svg = svg_of(negotiation_of(f'position.a = {{ value = "{rungs[1]}", side = "own" }}', head))
    placed = boxes(svg)
    assert all(right <= WIDTH for _, _, right, _ in placed)
    assert all(name in svg for name in rungs)
    (axis,) = paths(svg, "f")
    assert axis.startswith("M6 ")


def test_rungs_that_fit_nowhere_are_numbered(negotiation_of: Build) -> None:
    """Names longer than the picture are numbers there."""
    rungs = ["x" * 90, "y" * 90]
    head = LADDER.replace('["none", "some", "most", "all"]', str(rungs).replace("'", '"'))
    svg = svg_of(negotiation_of(f'position.a = {{ value = "{rungs[1]}", side = "own" }}', head))
    assert re.findall(r"class=s>([^<]*)</text>", svg) == ["1", "2"]


def crowd(build: Build, count: int) -> Negotiation:
    """Return talks of as many parties, each with a value that is its number."""
    head = 'issue.pay = { title = "Pay", kind = "quantity", unit = "euros" }\n' + "\n".join(
        f'party.p{number} = {{ name = "P{number}", role = "principal" }}' for number in range(count)
    )
    text = "\n".join(
        f'position.a{number} = {{ party = "p{number}", value = "{number}", side = "own" }}' for number in range(count)
    )
    return build(text, head)


def test_many_parties_have_one_colour(negotiation_of: Build) -> None:
    """More parties than there are colours are drawn in the colour of nobody, and no space between two of them."""
    svg = svg_of(crowd(negotiation_of, 24))
    assert svg.count("<g class=tn>") == 1
    (marks,) = paths(svg, "c")
    assert marks.count("h0") == 24
    assert "<g class=t0>" not in svg
    assert not paths(svg, "g")


def places_of(path: str) -> list[tuple[int, int]]:
    """Return where the lines and dots of a path of a ranked chart begin."""
    here, places = (0, 0), []
    for sign, first, second in re.findall(r"([Mmvhl])(-?\d+) ?(-?\d+)?", path):
        right, down = int(first), int(second or 0)
        here = {
            "M": (right, down),
            "m": (here[0] + right, here[1] + down),
            "l": (here[0] + right, here[1] + down),
            "h": (here[0] + right, here[1]),
            "v": (here[0], here[1] + right),
        }[sign]
        if sign != "v" and (sign, right) != ("h", 0):
            places.append(here)
    return places


@pytest.mark.parametrize("count", [25, 60, 232])
def test_more_than_an_eye_can_follow_is_ranked(negotiation_of: Build, count: int) -> None:
    """Of many parties with a value each every party is a dot in the order of the values; below are the numbers of the
    first, the last and each quarter."""
    svg = svg_of(crowd(negotiation_of, count))
    (dots,) = paths(svg, "jp")
    places = places_of(dots)
    assert len(places) == count
    assert sorted(places, key=lambda place: (place[0], -place[1])) == places
    assert places[0][1] > places[-1][1]
    shown = re.findall(r"<text x=\d+ y=129>(\d+)</text>", svg)
    assert shown[0] == "1"
    assert shown[-1] == str(count)
    assert len(shown) == 5


def test_a_ranked_chart_has_what_stands(negotiation_of: Build) -> None:
    """It has the sets that stand on the last day: what has no lower limit first, a line from end to end, one that runs
    on to the border and fades, a thin line and a hollow dot for others' words; none for a party that withdrew."""
    more = """
    position.low = { party = "p3", value = "at most 7", side = "own", stated = 2024-03-09 }
    position.high = { party = "p5", value = "at least 20", side = "own", stated = 2024-03-09 }
    position.range = { party = "p6", value = "10..12", side = "own", stated = 2024-03-09 }
    position.said = { party = "p7", value = "10..12", side = "media", stated = 2024-03-09 }
    position.gone = { party = "p8", stance = "withdrawal", side = "own", stated = 2024-03-09, withdraws = ["a8"] }
    """
    chart = chart_of(crowd(partial(_with_more, negotiation_of, more), 40))
    assert chart
    ranked = rank_chart(chart)
    assert [track.party.id for track in ranked.tracks[:4]] == ["p3", "p0", "p1", "p2"]
    assert len(ranked.tracks) == 39
    svg = svg_of(crowd(partial(_with_more, negotiation_of, more), 40))
    (lines,) = paths(svg, "jl")
    assert lines.count("v") == 3
    assert svg.count('fill="url(#fu)"') == svg.count('fill="url(#fd)"') == 1
    assert "url(#un)" not in svg


def test_others_words_are_thin_and_hollow(negotiation_of: Build) -> None:
    """In a ranked chart a set in others' words is a thin line, a value a hollow dot; what disputes them is hatched."""
    media = 'side = "media", stated = 2024-03-09'
    heads = "".join(f'party.q{n} = {{ name = "Q{n}", role = "principal" }}\n' for n in range(3))
    said = f"""
    position.x0 = {{ party = "q0", value = "3", {media} }}
    position.x1 = {{ party = "q1", value = "3..5", {media} }}
    position.x2 = {{ party = "q2", value = "3", {media}, speaker = "One" }}
    position.x3 = {{ party = "q2", value = "9", {media}, speaker = "Two" }}
    """
    svg = svg_of(crowd(partial(_with_more, negotiation_of, heads + said), 30))
    (hollow,) = paths(svg, "jo")
    assert paths(svg, "ji") == [hollow]
    assert len(places_of(hollow)) == 2
    assert paths(svg, "jn")[0].count("v") == 1
    assert len(paths(svg, "h")) == 1


RUNGS = ("none", "some", "most", "all")


def ladder_crowd(build: Build, count: int) -> Negotiation:
    """Return talks of as many parties, each on a rung of a ladder since a day of its own."""
    head = f'issue.pay = {{ title = "Pay", kind = "choice", ladder = {list(RUNGS)} }}\n' + "\n".join(
        f'party.p{number} = {{ name = "P{number}", role = "principal" }}' for number in range(count)
    )
    text = "\n".join(
        f'position.a{n} = {{ party = "p{n}", value = "{RUNGS[n % 4]}", side = "own", stated = 2024-0{1 + n // 28}-'
        f"{1 + n % 28:02} }}"
        for n in range(count)
    )
    return build(text, head)


def test_many_on_a_ladder_are_shaded(negotiation_of: Build) -> None:
    """Of many parties on a ladder a place is the darker the more of them stood on the rung, and on the right stands how
    many do now."""
    chart = chart_of(ladder_crowd(negotiation_of, 62))
    assert chart
    assert shades_of(chart) == [(1, 4), (5, 8), (9, 12), (13, 16)]
    svg = svg_of(ladder_crowd(negotiation_of, 62))
    assert not paths(svg, "jp")
    assert len([tone for tone in range(1, 5) if paths(svg, f"y{tone}")]) == 4
    found = ElementTree.fromstring(re.sub(r"=([^\s\">]+)", r'="\1"', svg))
    right = [text.text for text in found.iter("text") if int(text.attrib["x"]) > 330 and "class" not in text.attrib]
    assert right[:4] == ["16", "16", "15", "15"]


def test_shades_count_parties_once(negotiation_of: Build) -> None:
    """A party that said the same again, or that accepts several values of a cell, counts once in it; one that accepts
    all above a value counts in all cells above."""
    again = "\n".join(f'position.b{n} = {{ party = "p{n}", value = "{n}", stated = 2024-03-09 }}' for n in range(35))
    wide = 'position.w = { party = "p0", value = "at least 0", side = "own", stated = 2024-03-09 }'
    build = partial(_with_more, negotiation_of, f"{again}\n{wide}")
    chart = chart_of(crowd(build, 35))
    assert chart
    assert max(most for _, most in shades_of(chart)) == 5


def _with_more(build: Build, more: str, text: str, head: str) -> Negotiation:
    return build(f"{text}\n{more}", head)


def test_the_drawing_is_sound(negotiation_of: Build) -> None:
    """It is named and described for who cannot see it, its ids are its own, and the same talks give the same bytes."""
    svg = svg_of(negotiation_of(TALKS))
    assert (
        'role=img aria-labelledby="c1t c1d">\n<title id=c1t>Pay through time</title>\n<desc id=c1d>described</desc>'
        in svg
    )
    quoted = re.sub(r" ([a-z-]+)=([\w.-]+)", r' \1="\2"', svg)
    assert ElementTree.fromstring(quoted).tag == "svg"
    assert svg == svg_of(negotiation_of(TALKS))


def test_places_of_an_axis() -> None:
    """The first and the last number are at the two ends of an axis."""
    from fractions import Fraction

    axis = Axis(Fraction(3), Fraction(9), 100)
    assert [axis.cell(Fraction(number)) for number in (3, 6, 9)] == [0, 50, 99]


def test_shares_go_to_both_sides() -> None:
    """The share of one is a bar to the left, that of the other to the right, a negative one to the other side."""
    from fractions import Fraction

    svg = draw_shares(Fraction(1, 2), Fraction(-1, 10))
    assert paths(svg, "t0 p") == ["M50 1h-25v8H50z"]
    assert paths(svg, "t1 p") == ["M50 1h-5v8H50z"]
    assert 'aria-label="50.0% and -10.0% of the opening gap"' in svg
