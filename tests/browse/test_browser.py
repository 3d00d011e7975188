"""What keys do to the browser: pages opened and left, filters, days, and the command that prints each page."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence

import pytest

from negtrack.browse.actions import open_place
from negtrack.browse.page import draw
from negtrack.browse.places import TOP, Place, is_there, line_of
from negtrack.browse.sheet import LABELS
from negtrack.errors import NegtrackError
from negtrack.screen.rows import plain, row_width

from ..cli.harness import run
from ..examples import tiers
from .walker import DATA, TALKS, Walker

GAZA, MLB, UAW = TALKS


def words_of(lines: list[str]) -> str:
    """Return the words of a page, however its lines fold and rules are long."""
    return "".join("".join(lines).replace("─", "").split())


def test_enter_opens_and_q_goes_back() -> None:
    """To the page before, with what was selected still selected; from the first page `q` leaves."""
    walker = Walker(GAZA).press("down", "enter")
    assert walker.command == "history rafah-crossing"
    walker.press("enter")
    assert walker.command == "show hamas-2024-06-11"
    walker.press("q", "q")
    assert walker.command == "overview -v"
    assert walker.browser.target == ("issue", "rafah-crossing")
    assert any(row.startswith("b>") for row in walker.page)
    assert walker.press("q").browser.wants == "quit"


def test_a_letter_opens_what_stands_beside_it() -> None:
    """Selected or not; `esc` goes back as `q` does."""
    walker = Walker(GAZA).press("g", "b")
    assert walker.command.startswith("show 2025-01-03-living-hostages-list-")
    assert walker.press("esc", "left").command == "overview -v"


def test_two_letters_where_there_are_many() -> None:
    """The first one leads there, the second opens; a key that is no letter forgets the first."""
    walker = Walker(MLB).press("4")
    assert walker.browser.sheet.margin == 3
    assert [item.label for item in walker.browser.sheet.items[:2]] == ["aa", "ab"]
    walker.press("c")
    assert "c… and another letter" in walker.text
    label = next(row[:2] for row in walker.page if row.startswith("c"))
    walker.press("esc")
    assert not walker.browser.label
    walker.press(*label)
    assert len(walker.browser.visits) == 3
    missing = walker.press("q").press("Z", "Z")
    assert "nothing here has the letters Z" in missing.text


def test_pages_of_the_whole() -> None:
    """A digit each; behind each stands the page where the browser began."""
    walker = Walker(MLB)
    for key, name in TOP.items():
        assert walker.press(key).browser.place == (name,)
        assert len(walker.browser.visits) == (1 if key == "1" else 2)


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("", "overview -v"),
        ("israel", "show israel --all"),
        ("israel hamas", "compare israel hamas"),
        ("civilian-return", "history civilian-return"),
        ("civilian-return hamas", "history civilian-return hamas"),
        ("civilian-return return-pace", "compare --issue civilian-return --issue return-pace"),
        ("--group exch* --brief", "compare --group 'exch*' --brief"),
        ("--matrix --all", "compare --all --matrix"),
        ("--as-of 2024-04-01", "overview --as-of 2024-04-01 -v"),
        ("d836 --known-at 2030-01-01", "show 2024-03-25-civilian-return-d836 --known-at 2030-01-01"),
    ],
)
def test_it_begins_as_the_commands_do(words: str, command: str) -> None:
    """With what `show`, `compare` or `history` take, at the page that they print."""
    walker = Walker(GAZA, words)
    assert shlex.split(walker.command) == shlex.split(command)
    if words:
        assert Walker(GAZA).filter(words).command == walker.command


def test_filter() -> None:
    """The words are those of the command line; those that hold are offered, and hold on every page that takes them."""
    walker = Walker(MLB).filter("mlb mlbpa --group 'luxury tax'")
    assert walker.command == "compare mlb mlbpa --group luxury tax"
    assert walker.press("3").command == "gaps mlb mlbpa --group luxury tax"
    walker.press("2", "a")
    assert walker.command == "history luxury-tax-threshold mlb mlbpa"
    assert "mlb mlbpa --group 'luxury tax'" in walker.press("/").text
    walker.press("esc", "q", "/", "ctrl-u", "enter")
    assert walker.command == "compare"
    assert walker.filter("--all").press("3").command == "gaps --all"


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("compare", "compare"),
        ("compare mlb mlbpa", "compare mlb mlbpa"),
        ("gaps mlb", "gaps mlb"),
        ("history luxury-tax-threshold", "history luxury-tax-threshold"),
        ("due", "due"),
    ],
)
def test_a_command_in_front_of_what_is_asked_for(words: str, command: str) -> None:
    """Opens the page of that command, as it is typed without `browse`."""
    assert Walker(MLB, words).command == command


def test_the_filter_says_what_it_takes() -> None:
    """Until the first key is pressed."""
    walker = Walker(MLB, size=(100, 24)).press("/")
    assert "parties, an issue or a record, --issue" in walker.text
    assert "an issue or a record" not in walker.press("m").text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--isue x", "no such option: --isue"),
        ("--issue nope", 'no issue "nope" in mlb-lockout-2021-22; known are'),
        ("nobody", 'no party, record or issue "nobody"'),
        ("'", "a quotation mark is not closed"),
        ("-n other", "-n is for the start"),
        ("--as-of someday", 'no event "someday"'),
        ("--as-of", "option '--as-of' requires an argument"),
        ("mlb 77b2", "browse takes parties and issues, or records, not both at once"),
        ("--help", "--help is for the command line"),
        ("--layout round", "'round' is not one of"),
    ],
)
def test_a_filter_that_fits_nothing(words: str, message: str) -> None:
    """Says why as the command line does; the words stay to be mended, and the page as it was."""
    walker = Walker(MLB, size=(160, 24)).filter(words)
    assert message in walker.text
    assert f"/ {words}" in walker.text
    assert walker.press("esc").command == "overview -v"


@pytest.mark.parametrize("words", ["--group nope*", "--issue nope", "--step nope", "--proposal nope", "--as-of nope"])
def test_what_a_page_does_not_take_is_checked_too(words: str) -> None:
    """At once, not on the page that takes it; also where the browser begins."""
    walker = Walker(GAZA, "return-pace").press("a").filter(words)
    assert "nope" in "".join(walker.page[-4:-2])
    assert walker.browser.typed
    assert walker.press("esc").browser.asked == Walker(GAZA).browser.asked
    with pytest.raises(NegtrackError):
        Walker(GAZA, f"return-pace {words}")


def test_walk_through_the_talks() -> None:
    """`<` shows the day of each change before, `>` leads back to now; each page is that of its day."""
    walker = Walker(UAW).press("2").filter("--issue top-hourly-wage")
    days = []
    while "nothing is on record before that day" not in walker.press("<").text:
        days.append(walker.browser.asked.as_of)
    assert days == sorted(set(days), reverse=True)
    assert (days[0], len(days)) == ("2023-11-18", 8)  # of 9 changes; the last one, of 20 November, is what stands now
    assert walker.command == f"compare --issue top-hourly-wage --as-of {days[-1]}"
    first = re.search("change 1 of ([0-9]+): [0-9]+ records? on top-hourly-wage", Walker.press(walker, ">", "<").text)
    assert first
    for _ in range(int(first[1])):
        walker.press(">")
    assert (walker.browser.asked.as_of, walker.command) == ("", "compare --issue top-hourly-wage")
    assert "this is the latest" in walker.press(">").text


def test_a_vote_is_about_the_terms_of_its_agreement() -> None:
    """What became of an agreement is a change on the issues that it names, not on those of which it says nothing."""
    walker = Walker("uaw-detroit-2023")
    assert walker.press("<").browser.message.partition(": ")[2] == "2 records on general-wage-increase, top-hourly-wage"


def test_the_changes_are_those_of_the_page() -> None:
    """Of an issue on its page, of a party on its own, of what a record is about on that of the record."""
    counts = {}
    for words in ("", "general-wage-increase", "ford", "f0be"):
        walker = Walker(UAW, words) if words != "f0be" else Walker(UAW, "general-wage-increase").press("a")
        found = re.search("change [0-9]+ of ([0-9]+)", walker.press("<").text)
        assert found, words
        counts[words] = int(found[1])
    assert counts[""] > counts["general-wage-increase"] == counts["f0be"] > 1
    assert counts[""] > counts["ford"] > 1


def test_a_paper_that_was_not_tabled_by_then() -> None:
    """The page says so, and `q` goes back all the same."""
    walker = Walker(GAZA).press("5", "a")
    assert walker.command.startswith("proposals ")
    for _ in range(70):
        walker.press("<")
    assert "! no proposal" in walker.text
    assert walker.press("q").command.startswith("proposals --as-of")


def test_a_page_does_not_open_itself() -> None:
    """The gap on the page of a pair leads nowhere; on that of the issue it opens the pair."""
    walker = Walker(GAZA, "life-sentence-ratio").press("end", "enter")
    assert walker.command == "history life-sentence-ratio israel hamas"
    assert ("pair", "life-sentence-ratio", "israel", "hamas") not in [item.place for item in walker.browser.sheet.items]


def test_down_passes_what_opens_the_same() -> None:
    """Of rows that open one page each is selected in turn, and the one that was left when `q` comes back."""
    walker = Walker(UAW)
    places = [item.place for item in walker.browser.sheet.items]
    assert len(set(places)) < len(places)
    for number in range(len(places)):
        assert walker.browser.selected == number
        assert walker.press("enter", "q").browser.selected == number
        walker.press("down")


def test_down_goes_through_what_is_not_in_sight_yet() -> None:
    """A page begins at its top; where nothing there opens anything, the keys go on row by row until something does."""
    walker = Walker(GAZA, "d836", size=(40, 12))
    assert walker.browser.visit.top == 0
    assert walker.press("down").browser.visit.top == 1
    for _ in range(60):
        walker.press("down")
    assert any(row.startswith("c>") for row in walker.page)


def test_the_last_answers_are_kept() -> None:
    """So that the way back is short; not all of a long walk."""
    walker = Walker(GAZA).press("4")
    for item in walker.browser.sheet.items[:60]:
        open_place(walker.browser, item.place)
    assert 20 < len(walker.browser.answers._kept) < 40


def test_what_is_no_longer_there() -> None:
    """Pages of what was taken out of the files are known."""
    known = Walker(GAZA).talks.negotiation
    there = [("overview",), ("issue", "return-pace"), ("pair", "return-pace", "israel", "hamas"), ("party", "hamas")]
    gone = [("issue", "x"), ("pair", "return-pace", "israel", "x"), ("party", "x"), ("record", "x"), ("text", "x")]
    assert all(is_there(known, place) for place in there)
    assert not any(is_there(known, place) for place in [*gone, ("text", "wsj-2024-03-25", "x"), ("proposal", "x")])


def test_detail() -> None:
    """The whole provenance, none, the usual; where two look alike, the next one."""
    walker = Walker(GAZA).press("2")
    assert [walker.press("v").command for _ in range(3)] == ["compare -v", "compare --brief", "compare"]
    assert walker.press("1", "v").command == "overview -v"
    assert walker.press("6").command == "agreements"
    assert [walker.press("v").command for _ in range(2)] == ["agreements -v", "agreements --brief"]


def test_copy_and_edit_are_wanted() -> None:
    """What is done outside is asked for by its name."""
    assert Walker(GAZA).press("y", "E").did == ["copy", "edit"]


def test_help_is_a_page() -> None:
    """With every key; it is left as every page is."""
    walker = Walker(GAZA, size=(80, 50)).press("?", "?")
    for words in ("Enter", "<", ">", "/", "E", "y", "1 overview", "8 sources"):
        assert words in walker.text
    assert walker.press("q").command == "overview -v"


def test_no_letter_means_two_things() -> None:
    """The letters of labels mean nothing else."""
    assert len(set(LABELS)) == len(LABELS)
    assert not set(LABELS) & set("qvyE")


def all_places() -> list[tuple[str, Place]]:
    """Return the name of the talks and the place of every page."""
    places: list[tuple[str, Place]] = []
    for name in TALKS:
        known = Walker(name).talks.negotiation
        places += [(name, (kind,)) for kind in TOP.values()]
        places += [(name, ("issue", issue)) for issue in known.issues]
        places += [(name, ("pair", issue, *list(known.parties)[:2])) for issue in known.issues]
        places += [(name, ("party", party)) for party in known.parties]
        places += [(name, ("record", entry)) for entry in known.entries]
        places += [(name, ("proposal", proposal.id)) for proposal in known.proposals]
        places += [(name, ("agreement", agreement.id)) for agreement in known.agreements]
    return places


@pytest.mark.parametrize("sample", tiers((21, 80), (7, 40, 80, 160)))
def test_a_page_has_the_words_that_its_command_prints(sample: Sequence[int]) -> None:
    """No less and no more; a record's page also names what it leads to. What it refuses, the page says."""
    (step, *widths), places = sample, all_places()
    chosen = {*(one for one in places if len(one[1]) == 1), *places[::step]}
    for width in widths:
        walkers = {name: Walker(name, size=(width, 24)) for name in TALKS}
        for name, place in chosen:
            browser = open_place(walkers[name].browser, place)
            env = {"COLUMNS": str(browser.width - browser.sheet.margin), "NO_COLOR": "1"}
            result = run(*browser.command[1:], tty=True, env=env)
            printed = words_of((result.out or result.err.replace("negtrack: ", "! ")).splitlines())
            shown = words_of([plain(row) for row in browser.sheet.rows])
            assert shown.startswith(printed) if place[0] == "record" else shown == printed, place


@pytest.mark.parametrize("name", TALKS)
def test_any_record_in_four_keys(name: str) -> None:
    """From the overview, by the letters and digits that stand on the pages, in a window of 80 by 24."""
    start = Walker(name).browser
    reached: dict[Place, int] = {}
    ways: list[tuple[Place, int]] = [(("overview",), 0), *(((kind,), 1) for kind in TOP.values())]
    while ways:
        place, keys = ways.pop(0)
        if reached.get(place, 99) <= keys:
            continue
        reached[place] = keys
        if keys < 4:
            items = open_place(start, place).sheet.items
            ways += [(item.place, keys + len(item.label)) for item in items if keys + len(item.label) <= 4]
        ways.sort(key=lambda way: way[1])
    missing = [name for name in start.talks.negotiation.entries if ("record", name) not in reached]
    assert missing == []


@pytest.mark.parametrize("name", TALKS)
def test_the_line_of_a_record(name: str) -> None:
    """Is that of its header, in the file that `edit` opens by that name."""
    known = Walker(name).talks.negotiation
    for entry in known.entries.values():
        found = line_of(known, ("record", entry.id))
        assert found
        file = DATA / name / (f"parties/{found[0]}.toml" if found[0] in known.parties else f"{found[0]}.toml")
        assert entry.id in file.read_text().splitlines()[found[1] - 1]
    for issue in known.issues.values():
        found = line_of(known, ("issue", issue.id))
        assert found == ("negotiation", issue.line)
        assert issue.id in (DATA / name / "negotiation.toml").read_text().splitlines()[issue.line - 1]
    assert line_of(known, ("overview",)) is None


@pytest.mark.parametrize("size", [(20, 10), (40, 12), (80, 24), (160, 50), (10, 3), (5, 1)])
def test_every_page_fits(size: tuple[int, int]) -> None:
    """As many rows as the window has, none wider; the command stands last."""
    walker = Walker(GAZA, size=size)
    for key in TOP:
        walker.press(key)
        for more in ("pgdn", "end", "up", "enter", "enter", "enter"):
            assert len(walker.page) == size[1]
            assert all(row_width(row) <= size[0] for row in draw(walker.browser))
            walker.press(more)
        if size[0] >= 20:
            assert walker.page[-1].startswith(("$ negtrack", "  "))
    walker.resize(80, 24)
    assert len(walker.page) == 24


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_a_filter_in_a_window_of_a_few_cells(width: int) -> None:
    """What is typed is drawn, and cut, where nothing has room."""
    walker = Walker(MLB).resize(width, 5).press("/", "ctrl-u", *"mlb")
    assert all(row_width(row) <= width for row in draw(walker.browser))
