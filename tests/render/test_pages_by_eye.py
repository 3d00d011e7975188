"""Pages as they look in narrow and wide terminals: no word is broken, nothing is said twice, every sign has a key."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from negtrack.diff import changes_between, differences_between
from negtrack.errors import Problem
from negtrack.model import Negotiation
from negtrack.query import Snapshot, current_position
from negtrack.render.page import RenderOptions
from negtrack.render.pages import page_of
from negtrack.render.terminal import render_page, width_of
from negtrack.views.changes import build_changes
from negtrack.views.compare import build_compare
from negtrack.views.differences import Side, build_diff
from negtrack.views.due import build_due
from negtrack.views.gaps import build_gaps
from negtrack.views.history import build_history
from negtrack.views.overview import build_overview
from negtrack.views.problems import build_check
from negtrack.views.rounds import build_rounds
from negtrack.views.scorecard import build_scorecard
from negtrack.views.view import View

Build = Callable[..., Negotiation]


def shown(view: View, width: int) -> list[str]:
    """Return the lines of the page of a view."""
    page = page_of(view, RenderOptions(width, measure=width_of))
    return [line for line in "".join(render_page(page, width, False)).split("\n") if line]


def test_history_breaks_no_word(negotiation_of: Build) -> None:
    """At 40 columns a long name and a long value stand below each other, as wide as the page."""
    head = """
    party.league = { name = "Major Football Confederation", role = "principal" }
    issue.pay = { title = "Pay", kind = "quantity", steps = ["2022", "2023"], over = "year" }
    """
    said = 'position.a = { party = "league", value = "undisclosed; 5", stated = "2024-01-17/2024-02-28" }'
    negotiation = negotiation_of(said, head)
    page = shown(build_history(Snapshot(negotiation), negotiation.issues["pay"], list(negotiation.principals)), 40)
    text = " ".join(" ".join(page).split())
    assert "17 Jan - 28 Feb Major Football Confederation undisclosed; 5" in text


OFFERS = """
party.union = { name = "Dockers and Clerks", short = "DC", role = "principal" }
party.employer = { name = "Employers", role = "principal" }
issue.pay = { title = "Pay", kind = "quantity" }
issue.rule = { title = "Rule", kind = "choice", options = ["six-years-or-five-and-age-of-thirty", "none"] }
"""


def test_rounds_in_paragraphs(negotiation_of: Build) -> None:
    """Where no offer has a column each has the short name of who tabled it, and what is agreed says so once."""
    text = """
    proposal.a = { party = "union", tabled = 2024-03-01, terms = ["pay = 5", "rule = none"], side = "own" }
    agreement.d = { kind = "partial", date = 2024-03-02, between = ["union", "employer"], terms = ["pay = 4"] }
    """
    negotiation = negotiation_of(text, OFFERS)
    page = shown(build_rounds(Snapshot(negotiation), (), negotiation.issues.values()), 30)
    assert page[page.index("pay") :][:6] == [
        *("pay", "  DC 1 Mar: 5", "  agreed provisionally 4, d", "rule", "  DC 1 Mar: none", "  gap: silent"),
    ]


def test_rounds_have_room_of_their_own(negotiation_of: Build) -> None:
    """A long word in one offer takes no room from the columns of others: at 100 columns the newest three stand beside
    each other, and the one with the long word by itself."""
    text = "".join(
        f'proposal.p{day} = {{ party = "union", tabled = 2024-03-0{day}, terms = ["pay = {day}"], side = "own" }}\n'
        for day in (2, 3, 4)
    )
    text += """
    proposal.p1 = { party = "union", tabled = 2024-03-01, terms = ["rule = six-years-or-five-and-age-of-thirty"] }
    """
    negotiation = negotiation_of(text, OFFERS)
    page = shown(build_rounds(Snapshot(negotiation), (), negotiation.issues.values()), 100)
    heads = [" ".join(line.split()).replace("Dockers and Clerks", "DC") for line in page if line.startswith("issue")]
    assert heads == ["issue DC 1 Mar", "issue DC 2 DC 3 DC 4 gap"]


def test_an_event_is_named_once(negotiation_of: Build) -> None:
    """A title that is the id in words stands alone, any other behind the id."""
    text = """
    event.trade-deadline = { title = "Trade deadline", date = 2024-03-20 }
    event.vote = { title = "The members vote", date = 2024-03-21 }
    """
    view = build_due(Snapshot(negotiation_of(text), date(2024, 3, 15)), 30)
    assert [row["what"] for row in view.rows()] == ["Trade deadline", "vote: The members vote"]


def test_problems_stand_as_the_loader_prints_them() -> None:
    """Where no table fits: the severity, then place, record and field, then what is wrong."""
    problem = Problem("agreements.toml", 281, "[milestone.2023-11-16-general-motors] for:", "54.74%; retract one")
    assert shown(build_check("talks", [problem]), 40)[1:] == [
        "error  agreements.toml:281:",
        "  [milestone.2023-11-16-general-motors]",
        "  for: 54.74%; retract one",
    ]


DEALS = """
party.union = { name = "Union", role = "principal" }
party.ford = { name = "Ford", role = "principal" }
party.gm = { name = "GM", role = "principal" }
issue.pay = { title = "Pay", kind = "percent" }
"""
TABLE = f'{DEALS}side.three = {{ title = "Three", parties = ["ford", "gm"] }}\n'
"""The same with both employers on one side."""


def test_compare_names_the_agreement_of_those_compared(negotiation_of: Build) -> None:
    """The heading has the newest agreement between the parties that stand side by side, and no other's; it names them
    where others stand beside."""
    text = """
    agreement.f = { stated = 2024-03-02, date = 2024-03-02, between = ["union", "ford"], terms = ["pay = 4%"] }
    agreement.g = { stated = 2024-03-09, date = 2024-03-09, between = ["union", "gm"], terms = ["pay = 5%"] }
    """
    negotiation = negotiation_of(text, DEALS)

    def aside(*names: str) -> str:
        parties = [negotiation.parties[name] for name in names]
        return build_compare(Snapshot(negotiation), parties, negotiation.issues.values()).frame.aside

    assert aside("union", "ford").startswith("2 principals · agreed provisionally 2 Mar 2024")
    others = "Union and GM: agreed provisionally 9 Mar 2024 · the newest of 2 agreements"
    assert aside("union", "ford", "gm") == f"3 principals · {others}"
    assert aside("ford", "gm") == "2 principals"


WORDS = 'issue.words = { title = "Words", kind = "text" }'


def diff_of(negotiation: Negotiation, name: str) -> View:
    """Return the view of `diff union employer` on one issue."""
    snapshot, issue, names = Snapshot(negotiation), negotiation.issues[name], ("union", "employer")
    held = [{name: position} for party in names if (position := current_position(snapshot, party, issue))]
    differences = differences_between((held[0], held[1]), snapshot, [issue], None, names)
    sides = [Side(negotiation.parties[party].name, one, snapshot) for party, one in zip(names, held, strict=True)]
    return build_diff(snapshot, (sides[0], sides[1]), tuple(differences))


def test_diff_says_what_its_brackets_mean(negotiation_of: Build) -> None:
    """Words of two texts that differ stand in brackets, of which there is a key; numbers have neither."""
    text = """
    position.a = { issue = "words", value = "a full truce", side = "own" }
    position.b = { issue = "words", party = "employer", value = "a short truce", side = "own" }
    """
    negotiation = negotiation_of(text, f'{DEALS}\nparty.employer = {{ name = "E", role = "principal" }}\n{WORDS}')
    page = " ".join(" ".join(shown(diff_of(negotiation, "words"), 80)).split())
    assert "a [full] truce" in page
    assert "[ ] words that the other does not have" in page


def test_the_brackets_of_diff_are_none_of_the_text(negotiation_of: Build) -> None:
    """In bracketed text of a treaty the marks are others, so that ours are not taken for those of a party."""
    text = """
    position.a = { issue = "words", value = "parties [shall] act", side = "own" }
    position.b = { issue = "words", party = "employer", value = "parties [should] act", side = "own" }
    """
    negotiation = negotiation_of(text, f'{DEALS}\nparty.employer = {{ name = "E", role = "principal" }}\n{WORDS}')
    page = " ".join(" ".join(shown(diff_of(negotiation, "words"), 80)).split())
    assert "parties [{shall}] act" in page
    assert "{ } words that the other does not have" in page


def test_a_count_of_the_overview_stays_beside_its_name(negotiation_of: Build) -> None:
    """At 40 columns as at 80 every status stands on one line with its count."""
    for width in (24, 40, 80):
        page = shown(build_overview(Snapshot(negotiation_of("")), 30), width)
        start = next(number for number, line in enumerate(page) if line.startswith(" issues"))
        words = re.split(r"\s{2,}", "   ".join(line.strip() for line in page[start : start + 4]).strip())
        assert {"agreed 0", "overlap 0", "apart 0"} <= set(words)


def test_gaps_in_paragraphs_begin_with_the_pair(negotiation_of: Build) -> None:
    """Where no table fits, each of several pairs stands beside its issue and before its gap, and one line says that
    neither has spoken."""
    said = """
    position.a = { party = "union", value = "20%", side = "own", attribution = "on-record", stated = 2024-03-01 }
    position.c = { party = "ford", value = "10%", side = "own", attribution = "on-record", stated = 2024-03-01 }
    """
    snapshot = Snapshot(negotiation_of(said, TABLE))
    page = shown(build_gaps(snapshot, snapshot.negotiation.issues.values(), None, (None, "")), 60)
    assert page[-6:-1] == [
        "+ pay  Ford - Union",
        "    apart 10 points",
        "    new, was silent; unchanged since 1 Mar",
        "= pay  GM - Union",
        "    silent  same",
    ]


def test_an_agreement_of_others_is_not_in_a_history(negotiation_of: Build) -> None:
    """The history of some parties has the agreements between them, of one party its own; where no distance is known, no
    bars stand beside the gap."""
    said = """
    position.a = { party = "gm", value = "20%", side = "own", stated = 2024-03-01 }
    position.b = { party = "gm", value = "22%", side = "own", stated = 2024-03-05 }
    agreement.f = { date = 2024-03-08, between = ["union", "ford"], terms = ["pay = 25%"], side = "union" }
    """
    snapshot = Snapshot(negotiation_of(said, TABLE))
    known = snapshot.negotiation.parties
    pages = {
        names: " ".join(
            shown(build_history(snapshot, snapshot.negotiation.issues["pay"], [known[n] for n in names]), 80)
        )
        for names in (("gm",), ("ford",), ("union", "gm"), ("union", "ford"))
    }
    assert ["f: 25%" in page for page in pages.values()] == [False, True, True, True]
    assert not any(sign in pages["union", name].partition("gap")[2] for name in ("gm", "ford") for sign in "·▁")


def test_the_columns_of_a_narrow_history_line_up(negotiation_of: Build) -> None:
    """At 40 columns names and values begin in one column each, and a value that is wider than its room stands whole
    below the name."""
    parties = """
    party.union = { name = "Union", role = "principal" }
    party.employer = { name = "General Motors", role = "principal" }
    issue.pay = { title = "Pay", kind = "money" }
    """
    said = """
    position.a = { party = "union", value = "USD 9", side = "own", stated = 2024-03-01 }
    position.b = { party = "employer", value = "USD 7", side = "own", stated = "2024-01-17/2024-02-18" }
    position.c = { party = "employer", value = "USD 7.25/hour", side = "own", stated = 2024-03-02 }
    """
    negotiation = negotiation_of(said, parties)
    page = shown(build_history(Snapshot(negotiation), negotiation.issues["pay"], list(negotiation.principals)), 40)
    names = [text.index(name) for text in page for name in ("General", "Union") if name in text]
    assert names[:3] == [17, 17, 17]
    assert [text.index("USD") for text in page if text.endswith(("USD 7", "USD 9"))] == [33, 33]
    assert "USD 7.25/hour" in [text.strip() for text in page]


def test_a_caveat_stands_beside_its_milestone_in_brief(negotiation_of: Build) -> None:
    """Who reported a vote, and how it was read, stands in `history --brief` too."""
    said = """
    position.a = { party = "union", value = "5%", side = "own", stated = 2024-03-01 }
    agreement.d = { date = 2024-03-02, between = ["union", "ford"], terms = ["pay = 5%"], side = "union" }
    source.post = { publisher = "The Post", issued = 2024-03-04 }
    milestone.v = { agreement = "d", milestone = "ratified", sources = ["post"], caveat = "as read" }
    """
    negotiation = negotiation_of(said, DEALS)
    view = build_history(Snapshot(negotiation), negotiation.issues["pay"], list(negotiation.principals))
    page = page_of(view, RenderOptions(80, detail="brief", measure=width_of))
    assert "reported by The Post; caveat: as read" in "".join(render_page(page, 80, False))


def test_a_scorecard_has_one_layout(negotiation_of: Build) -> None:
    """Where the table of one pair of parties has no room, the others are paragraphs too."""
    parties = TABLE.replace('"GM"', '"General Motors Corporation"')
    said = """
    position.a = { party = "union", value = "40%", side = "own", stated = 2024-03-01 }
    position.b = { party = "ford", value = "10%", side = "own", stated = 2024-03-01 }
    position.c = { party = "gm", value = "12%", side = "own", stated = 2024-03-01 }
    """
    snapshot = Snapshot(negotiation_of(said, parties))
    view = build_scorecard(snapshot, snapshot.negotiation.issues.values())
    assert "\n".join(shown(view, 80)).count("opening 40%") == 2
    assert "\n".join(shown(view, 160)).count("opening 40%") == 0


def test_a_long_name_in_a_diff_has_no_column(negotiation_of: Build) -> None:
    """Where a name needs more than a third of the page, each value follows its name, and nothing hangs in a thread."""
    parties = """
    party.union = { name = "Union", role = "principal" }
    party.employer = { name = "General Motors", role = "principal" }
    issue.pay = { title = "Pay", kind = "percent" }
    """
    said = 'position.a = { party = "union", value = "40%" }\nposition.b = { party = "employer", value = "10%" }'
    page = shown(diff_of(negotiation_of(said, parties), "pay"), 40)
    assert [text.strip().split("%")[0] for text in page if "%" in text] == ["Union: 40", "General Motors: 10"]


def test_each_of_several_movements_has_a_line(negotiation_of: Build) -> None:
    """In `diff --since` a value that moved towards several counterparts stands alone, and each of them below it."""
    said = """
    position.a = { party = "union", value = "20%", side = "own", stated = 2024-03-01 }
    position.b = { party = "ford", value = "10%", side = "own", stated = 2024-03-01 }
    position.c = { party = "gm", value = "8%", side = "own", stated = 2024-03-01 }
    position.d = { party = "union", value = "15%", side = "own", stated = 2024-03-05 }
    """
    known = negotiation_of(said, DEALS)
    after = Snapshot(known)
    before, issues = after.derive(as_of=date(2024, 3, 2)), list(known.issues.values())
    view = build_changes(before, after, "Since 2 Mar", changes_between(before, after, ["union"], issues), [])
    page = shown(view, 160)
    start = page.index(" > pay  20% -> 15%")
    assert [text.split(":")[0] for text in page[start + 1 : start + 3]] == [
        "     moved closer to Ford",
        "     moved closer to GM",
    ]
