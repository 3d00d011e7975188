"""The tables of the manual and what the code says are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import get_args

import pytest

from negtrack.checks import CHECKS, code_of
from negtrack.cli.commands import NAMES, find_command
from negtrack.cli.options import Format
from negtrack.cli.run import run
from negtrack.diff import CHANGE_CLASSES
from negtrack.exchange.export.formats import ExportFormat
from negtrack.gap import gap_between, print_gap
from negtrack.score.findings import SORTS, Outcome
from negtrack.values import KINDS, Scale, parse_value, print_value
from negtrack.views import signs
from negtrack.views.signs import MEANINGS
from negtrack.views.trends import TREND_SIGNS

from .pages import PAGES, ROOT, Page
from .reference import PARTS, update

FOREIGN = {"--filter", "--citeproc", "--bibliography", "--wait", "--no-textconv"}
"""Options of other programs that the pages name: of fzf, pandoc, git and an editor."""
PROSE = [page for page in PAGES.values() if page.name != "architecture"]
OUTCOMES = "| `part` | `outcome` | the party's figure or red line |"
TEXT = "\n".join(page.text for page in PROSE)
SCALES = {kind: Scale(kind) for kind in KINDS} | {
    "timing": Scale("timing", anchor="deal-signed"),
    "quantity": Scale("quantity", unit="prisoners"),
    "choice": Scale("choice", options=("none", "gradual", "unrestricted"), ordered=True),
    "names": Scale("names", options=("Bexley", "Fenwick", "Garrow", "Hale")),
}


def options_of(capsys: pytest.CaptureFixture[str], *command: str) -> set[str]:
    """Return the long options that `--help` lists."""
    run([*command, "--help"])
    options = capsys.readouterr().out.partition("\nOptions:\n")[2]
    named = re.findall(r"^  (?:-\w, )?((?:--[\w-]+(?:, )?)+)", options, re.MULTILINE)
    return {option for names in named for option in names.split(", ")}


@pytest.mark.parametrize("page", PROSE, ids=lambda page: page.name)
def test_what_the_code_knows_is_as_the_code_has_it(page: Page) -> None:
    """`python -m tests.reference` would change nothing."""
    assert update(page.text) == page.text


def test_every_part_from_the_code_is_in_the_manual() -> None:
    """Once."""
    named = re.findall("<!-- from the code: (.*) -->", TEXT)
    assert sorted(named) == sorted(PARTS)


def test_every_format_has_a_row() -> None:
    """The table of formats lists those of all answers first, then those of single commands."""
    rows = [code_in(name)[0] for name, _ in rows_of("| format | what |")]
    assert rows == [*get_args(Format), "csl-json", "ics"]


def test_every_export_format_has_a_row() -> None:
    """It says which can be imported again, and so does the help of `export`."""
    table = rows_of("| `--to` | what | can be imported again |")
    rows = {name: answer for names, _, answer in table for name in re.findall(r"`(\w+)`", names)}
    assert set(rows) == set(ExportFormat)
    again = [name for name, answer in rows.items() if answer != "no"]
    help = " ".join((find_command("export").__doc__ or "").split())
    assert f"{', '.join(again[:-1])} and {again[-1]} can be imported again" in help


@pytest.fixture
def helps(capsys: pytest.CaptureFixture[str]) -> Mapping[str, set[str]]:
    """Command -> its long options; the program's own under the empty name."""
    return {"": options_of(capsys), **{name: options_of(capsys, name) for name in NAMES}}


def rows_of(heading: str) -> Iterator[list[str]]:
    """Yield the cells of the table whose header line is `heading`; a `\\|` in a cell is no border."""
    lines = TEXT.partition(f"\n{heading}\n")[2].splitlines()[1:]
    for line in lines:
        if not line.startswith("| "):
            return
        yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def long_options(text: str) -> set[str]:
    """Return the long options that a text names."""
    return set(re.findall(r"(?<![\w-])--[A-Za-z][A-Za-z-]*", text))


def code_in(cell: str) -> list[str]:
    """Return the `code` in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def test_the_programs_own_options_are_named(helps: Mapping[str, set[str]]) -> None:
    """What stands before a command is in the manual too."""
    assert helps[""] <= long_options(TEXT)


def test_nothing_is_named_that_is_not_there(helps: Mapping[str, set[str]]) -> None:
    """Every option and every `negtrack COMMAND` on a page exists."""
    assert long_options(TEXT) <= set().union(*helps.values(), FOREIGN)
    code = [
        *re.findall(r"`([^`\n]+)`", TEXT),
        *(line for page in PROSE for block in page.blocks for line in block.lines),
    ]
    named = {name for text in code for name in re.findall(r"\bnegtrack (?:-n \S+ )?([a-z][a-z-]*)", text)}
    assert named
    assert named <= set(NAMES)


def test_every_kind_has_examples_that_parse() -> None:
    """The table of kinds lists all of them as the registry does, with the first of their examples and what their line
    counts, and each example is read, printed and read again as the same."""
    rows = {
        code_in(kind)[0]: (code_in(texts), line) for kind, texts, line in rows_of("| kind | examples | measured in |")
    }
    assert list(rows) == list(KINDS)
    for name, (examples, line) in rows.items():
        kind = KINDS[name]
        assert kind.examples[0] in examples
        assert getattr(kind, "line_unit", "") in line
        assert not kind.is_ordered or " < ".join(f"`{rung}`" for rung in kind.options) in line
        for text in examples:
            value = parse_value(text, SCALES[name])
            assert parse_value(print_value(value, SCALES[name]), SCALES[name]) == value


def test_every_word_of_the_notation_parses() -> None:
    """The example of each word is a value of the kind that it names."""
    rows = list(rows_of("| words | example | accepts |"))
    assert rows
    for _, example, _ in rows:
        assert parse_value(code_in(example)[0], SCALES[example.split()[0]])


def test_every_gap_is_as_shown() -> None:
    """The table of gaps is what the arithmetic gives."""
    rows = list(rows_of("| kind | one | other | gap |"))
    assert rows
    for kind, *cells in rows:
        one, other, gap = (code_in(cell)[0] for cell in cells)
        scale = SCALES[kind]
        assert print_gap(gap_between(parse_value(one, scale), parse_value(other, scale), scale), scale) == gap


def test_every_class_of_change_has_a_row() -> None:
    """The table of classes lists all of them, in their order."""
    rows = rows_of("| class | what happened |")
    assert [name for named, _ in rows for name in code_in(named)] == list(CHANGE_CLASSES)


def test_every_code_of_check_has_a_row() -> None:
    """Those of the checks, and those of the load; nothing else is named."""
    rows = [line for line in PAGES["check"].text.splitlines() if line.startswith("| `")]
    named = {code for row in rows for code in re.findall("`([a-z-]+)`", row.split("|")[1])}
    checked = {code_of(check) for check in CHECKS}
    store = "".join(path.read_text("utf-8") for path in (ROOT / "negtrack/store").glob("*.py"))
    assert checked <= named
    assert [code for code in named - checked if f'"{code}"' not in store] == []


def test_every_promise_has_its_test() -> None:
    """Each file and each test that the table of promises names is there."""
    rows = [line for line in PAGES["promises"].text.splitlines() if ".py" in line]
    assert len(rows) > 10
    for row in rows:
        path = ""
        for named in re.findall("`([^`]*)`", row.split("|")[2]):
            path, _, test = named.partition("::") if not named.startswith("::") else (path, "", named[2:])
            text = (ROOT / "tests" / path).read_text("utf-8")
            assert not test or f"def {test}(" in text, named


def test_every_outcome_has_a_row() -> None:
    """The table of outcomes has the words of the machine field, each with a list that it is in."""
    rows = [(code_in(part)[0], code_in(outcome)[0]) for part, outcome, _ in rows_of(OUTCOMES)]
    assert {outcome for _, outcome in rows} == set(get_args(Outcome))
    assert {part for part, _ in rows} == set(SORTS)


def test_every_sign_has_a_row_and_one_meaning() -> None:
    """The manual says of every sign of a page what it means; no two meanings have one sign."""
    part = (ROOT / "negtrack" / "manual" / "look.md").read_text("utf-8").partition("## Signs")[2].partition("\n## ")[0]
    assert dict(re.findall(r"^\| `(.)` \| ([^|]+) \|", part, re.MULTILINE)) == MEANINGS
    constants = [value for name, value in vars(signs).items() if name.isupper() and isinstance(value, str)]
    assert sorted(constants) == sorted(MEANINGS)


def test_every_trend_has_a_row_with_its_sign() -> None:
    """The table of trends is the one that `gaps` goes by."""
    rows = rows_of("| sign | trend | the gap |")
    assert {code_in(trend)[0]: code_in(sign)[0] for sign, trend, _ in rows} == TREND_SIGNS
