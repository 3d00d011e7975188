"""What reading the pages of the shipped talks whole has shown: lines fold between their parts, nothing is said by
place or colour alone, and two pages say the same of a pair."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.render.page import RenderOptions, pack
from negtrack.views.gaps import build_gaps
from negtrack.views.rounds import UNCHANGED_LEGEND, build_rounds
from negtrack.views.score_words import moved_words

from ..cli.harness import SHIPPED, look
from .test_pages_by_eye import OFFERS, shown

Build = Callable[..., Negotiation]
GAZA, BASEBALL = ("-n", "gaza-ceasefire-2024"), ("-n", "mlb-lockout-2021-22")


def page(*command: str, width: int = 80) -> list[str]:
    """Return the lines of a page of the shipped talks."""
    return look(*command, "--data", SHIPPED, width=width).splitlines()


def test_items_are_packed_whole() -> None:
    """As many items to a line as fit, none parted; one that is wider than the page has a line of its own."""
    assert list(pack(["a b", "c d", "e f g h i j"], "   ", RenderOptions(9))) == ["a b   c d", "e f g h i j"]


def test_a_heading_folds_between_its_parts() -> None:
    """No count of a heading stands on another line than its name, no meaning of a sign on two lines."""
    found = page(*GAZA, "diff", "israel", "hamas", "--as-of", "2025-03-14")
    assert found[1:3] == [
        "as of 14 Mar 2025 · issues: 3 apart · 3 not comparable · 1 unknown · 5 silent ·",
        "1 overlap · 17 agreed · 2 contested",
    ]
    assert page(*GAZA, "compare", "--as-of", "2025-03-20")[-2:] == [
        "! contested   -v shows the whole provenance, --brief hides it",
        "silent: nothing on record here",
    ]


def test_whose_word_an_offer_is_stands_beside_it() -> None:
    """In whose words a term was offered stands before what was agreed, which is in nobody's, and a party that has said
    nothing since the deal is not named again."""
    found = page(*GAZA, "proposals", "israel-2024-05-27")
    start = found.index("coast-road-withdrawal  offered: day 7")
    assert found[start + 1 : start + 4] == [
        "  according to Ynet",
        "  agreed day 7, done 27 Jan, ended 18 Mar; nothing since the deal",
        "netzarim-withdrawal  offered: day 22",
    ]


def test_silence_is_said_once() -> None:
    """A party without a word on a term is silent, not silent twice."""
    found = page(*GAZA, "proposals", "mediators-2025-01-12", "--as-of", "2025-01-14")
    assert "  Israel: silent" in found


@pytest.mark.parametrize("command", ["compare", "gaps", "diff israel hamas"])
def test_a_contested_pair_is_contested_on_every_page(command: str) -> None:
    """Where a position of a pair is contested, the gap says so on each page."""
    moment = ("--issue", "permanent-ceasefire", "--as-of", "2024-03-26")
    assert "contested" in " ".join(page(*GAZA, *command.split(), *moment)[3:-1])


def test_gaps_name_whose_position_is_contested(negotiation_of: Build) -> None:
    """For programs a gap has the parties whose position is contested."""
    text = """
    position.p = { value = "40", side = "own", stated = 2024-03-01 }
    position.q = { value = "45", side = "own", speaker = "Envoy", stated = 2024-03-01 }
    position.r = { party = "employer", value = "50", side = "own", stated = 2024-03-02 }
    """
    negotiation = negotiation_of(text)
    view = build_gaps(Snapshot(negotiation, date(2024, 3, 5)), [negotiation.issues["pay"]], None, (None, ""))
    assert [row["contested"] for row in view.rows()] == [["union"]]


def test_a_step_that_hangs_on_a_condition_is_conditional() -> None:
    """Steps that meet are conditional in the schedule, too, as they are one by one."""
    moment = ("diff", "mlb", "mlbpa", "--issue", "rules-committee", "--as-of", "2022-03-08")
    assert "    management: conditional; union: apart 2; umpires: conditional" in page(*BASEBALL, *moment)
    alone = page(*BASEBALL, *moment, "--step", "management")
    assert any(line.startswith("? rules-committee  conditional: a whole deal") for line in alone)


def test_the_steps_of_a_difference_are_named_once() -> None:
    """Above a line with the gap in each step the title does not name the steps, too."""
    found = page(*GAZA, "diff", "egypt-2024-04-27", "hamas-2024-05-06", "--as-of", "2024-05-07")
    start = next(number for number, line in enumerate(found) if line.startswith("~ return-screening"))
    assert found[start + 1 : start + 3] == [
        "    who return to the north, by class",
        "    on-foot: apart 3 rungs; by-vehicle: apart 3 rungs",
    ]


def test_long_names_of_papers_have_no_column() -> None:
    """Where the name of a paper takes more than a third of the page, what it says follows its name."""
    found = page(*GAZA, "diff", "egypt-2024-04-27", "hamas-2024-05-06", "--as-of", "2024-05-07")
    start = next(number for number, line in enumerate(found) if line.startswith("? hostages-first-phase"))
    assert found[start + 1 : start + 5] == [
        "    Egyptian paper of April 2024: 33 (alive)  according to three Israeli",
        "        officials, to The New York Times, background, Apr 2024, C2",
        "    Text that Hamas accepts, 6 May 2024: 33 (alive or dead)  own document, 6",
        "        May, C1",
    ]


def test_parties_to_what_was_reopened_are_named_once() -> None:
    """Where the same two had agreed on all that is listed, the heading names them."""
    found = page(*GAZA, "diff", "--since", "2025-03-01", "--until", "2025-03-18")
    assert "agreements on issues  Israel and Hamas" in found
    assert not any(line.strip() == "Israel and Hamas" for line in found)


def test_rounds_explain_no_sign_that_the_page_lacks(negotiation_of: Build) -> None:
    """In paragraphs nothing is marked as unchanged; in columns it is, where something is."""
    text = """
    proposal.a = { party = "union", tabled = 2024-03-01, terms = ["pay = 5"], side = "own" }
    proposal.b = { party = "union", tabled = 2024-03-02, terms = ["pay = 5"], side = "own", final = true }
    """
    negotiation = negotiation_of(text, OFFERS)
    view = build_rounds(Snapshot(negotiation), (), negotiation.issues.values())
    assert any(UNCHANGED_LEGEND in line for line in shown(view, 120))
    assert not any("unchanged" in line for line in shown(view, 30))


@pytest.mark.parametrize(
    ("moved", "words"),
    [
        ("50m 73.5%", ("moved 50m 73.5%",)),
        ("not comparable", ("move not comparable",)),
        ("-", ()),
    ],
)
def test_a_move_in_a_sentence(moved: str, words: tuple[str, ...]) -> None:
    """A move that nobody knows is left out; one that cannot be measured is no distance."""
    assert moved_words(moved) == words


def test_a_figure_of_one_side_stands_behind_its_step() -> None:
    """The figure of a step and the step itself are two numbers: `phase-length 2: 42 days`."""
    text = " ".join(" ".join(page(*GAZA, "scorecard")).split())
    assert "phase-length 2: 42 days (opening 6 May 2024); phase-length 3: 42 days" in text


def test_a_caveat_ends_before_the_next_report() -> None:
    """Among reports of what became of a term a caveat stands in brackets behind its own."""
    text = " ".join(" ".join(page(*GAZA, "compare", "--issue", "prisoners-total", "--as-of", "2025-03-20")).split())
    assert 'done: under 2000, 27 Feb (caveat: "nearly 2000" is read as under 2000), done: 1700..2000' in text


def test_events_have_no_thread_of_a_title() -> None:
    """Where a table has less than 16 cells for a title, each event has a paragraph, whose fields are named."""
    found = page(*GAZA, "events", "--as-of", "2024-03-26")
    start = found.index("unsc-2728")
    assert found[start + 1 : start + 3] == [
        "  when: 25 Mar",
        "  title: Security Council demands an immediate cease-fire and all hostages, 14",
    ]


def test_the_year_of_a_span_stands_once() -> None:
    """A span of days in another year has it at its end; one that crosses a year has it where it is another."""
    found = page(*BASEBALL, "events")
    assert "  when: 29 Nov - 1 Dec 2021" in found
    assert "  when: 2 Dec 2021 - 10 Mar" in found


def test_what_nobody_has_spoken_of_since_the_deal_spans_the_page() -> None:
    """In columns an issue on which the parties have said nothing since the deal has no empty cells, but two lines."""
    found = page(*GAZA, "compare", "--issue", "rafah-crossing", "--as-of", "2025-03-20", width=160)
    start = found.index(" rafah-crossing  Rafah crossing opens, after ceasefire-start")
    assert found[start + 1] == "   agreed 7 days, ended 18 Mar; nothing since the deal"


def test_an_offer_has_as_much_room_as_an_answer() -> None:
    """Beside the positions of the parties an offer is no thread, and each gap stands below the position."""
    found = page(*GAZA, "proposals", "us-compromise-2024-03", "--as-of", "2024-03-26", width=160)
    start = next(number for number, line in enumerate(found) if line.startswith("term"))
    assert found[start].split() == ["term", "offered", "Israel", "Hamas"]
    assert set(found[start + 1]) == {"─"}
    assert "about 700, according to source, to CNN, 25" in found[start + 3]
    assert found[start + 5].split() == ["unknown", "unknown"]


def test_a_scorecard_has_its_headings_in_a_line() -> None:
    """Where the page has room no heading of the table folds."""
    heads = " issue  Israel opening  Hamas opening  Israel last  Hamas last  agreed  Israel moved  Hamas moved"
    found = page(*GAZA, "scorecard", width=160)
    assert heads.split() in [line.split() for line in found]


def test_no_id_is_broken_that_fits_the_page() -> None:
    """At 40 columns a paragraph with an id that its indent leaves no room for stands further to the left."""
    text = page(*GAZA, "show", "israel", "--as-of", "2024-03-26", width=40)
    assert "   2024-03-24-prisoners-first-stage-a375" in text
    assert "     Between 700 and 800 prisoners for" in text


def test_a_condition_is_said_once() -> None:
    """What a value says that it hangs on does not stand below it again."""
    found = page(*BASEBALL, "show", "mlb", "--issue", "qualifying-offer", "--as-of", "2022-03-08")
    assert sum("international-draft = yes (not met)" in line for line in found) == 2
    assert not any(line.strip().startswith("requires") for line in found)


def test_a_term_without_a_term_in_the_deal_says_that_alone() -> None:
    """Beside an offer on which the deal has no term stands that, and the gap of each party to it, not also that of the
    parties to each other."""
    found = page(*BASEBALL, "proposals", "mlb-2022-07-24", "--as-of", "2022-07-26")
    start = found.index("int-draft-money  offered: USD 191m")
    assert found[start + 1] == "  no term on record"
    assert found[start + 2].startswith("  Major League Baseball: USD 191m")


def test_the_days_of_a_narrow_history_line_up() -> None:
    """Where a value stands below its party, the party stands below those of the other days."""
    found = page(*GAZA, "history", "permanent-ceasefire", "hamas", "--as-of", "2024-03-25", width=40)
    assert found[found.index("14 Mar    Hamas") + 1] == "          date-after-first-exchange"


XTERM = {"31": (205, 0, 0), "32": (0, 205, 0), "33": (205, 205, 0), "34": (0, 0, 238), "35": (205, 0, 205)}
"""Colours of an escape code in xterm."""


def _light(colour: tuple[int, int, int]) -> float:
    """Return the relative luminance of a colour (WCAG 2.1)."""
    parts = (part / 255 for part in colour)
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_an_alert_is_read_on_light_and_on_dark_ground() -> None:
    """What is disputed has a colour with a contrast of 3 at least to black and to white, as WCAG asks of large text."""
    shown_in = look(*GAZA, "overview", "--as-of", "2024-03-26", "--data", SHIPPED, "--color", "always")
    code = shown_in.partition("contested 2")[0].rpartition("\x1b[")[2].partition("m")[0]
    light = _light(XTERM[code])
    assert (light + 0.05) / 0.05 >= 3
    assert 1.05 / (light + 0.05) >= 3


def test_what_stands_in_brackets_is_one_part_of_a_heading() -> None:
    """A heading folds between its parts, not at a semicolon in brackets."""
    found = page(*GAZA, "compare", "--issue", "perimeter", "--as-of", "2025-03-20", width=40)
    assert found[2:4] == ["ended 18 Mar (by Israel, according to", "Hamas; by Hamas, according to prime"]


def test_a_row_without_a_day_has_a_heading() -> None:
    """In paragraphs what has no day is headed by its next field, not by nothing."""
    found = page(*GAZA, "due", "--as-of", "2025-03-10", width=40)
    assert "prisoners-total; caveat: whether the" in found
    assert "" not in found[3:]


def test_a_value_of_a_narrow_history_is_no_thread() -> None:
    """A value that would fold in a few cells beside its party stands below it."""
    found = page(*BASEBALL, "history", "bonus-pool", "--step", "2022", "--as-of", "2022-02-17", width=40)
    assert found[found.index("24 Jan  MLB Players Association") + 1] == "        USD 105m"


def test_long_names_leave_room_for_what_they_name() -> None:
    """Where names take more than a third of the page, the answers to a proposal and the fields of a record follow
    theirs."""
    answers = page(*BASEBALL, "proposals", "mlb-2022-03-01", "--as-of", "2022-03-02", width=40)
    assert answers[-3:-1] == [" MLB Players Association: rejected, no", "   counter-offer  reported by USA Today,"]
    record = page(*BASEBALL, "show", "mlb-2022-01-25", width=40)
    assert " title: League accepts the idea of a" in record
