"""Every look command in every format on the shipped data, as it was last accepted; `pytest --update-golden` rewrites.

A golden file is a transcript: each command line, then what it printed. What a reader cannot see is written as a mark
(ESC as its control picture, CR too), and the place of the data as `<data>`.
"""

from __future__ import annotations

import functools
import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.cells import cell_len

from ..cli.harness import SHIPPED, Result, home, run

GOLDEN = Path(__file__).parent
WIDTHS = (40, 80, 160)
MACHINE = ("tsv", "csv", "json", "jsonl", "md")

UAW = "uaw-detroit-2023"
BASEBALL = "mlb-lockout-2021-22"
"""The second shipped negotiation; a command line that names it is read from what is shipped, all others from Gaza's."""

LOOKS: dict[str, tuple[str, ...]] = {
    "show": ("show",),
    "show-party": ("show", "hamas", "--issue", "civilian-return", "--issue", "team-mandate"),
    "show-record": ("show", "d836", "us-compromise-2024-03"),
    "compare": ("compare",),
    "diff-sides": ("diff", "israel", "hamas"),
    "diff-since": ("diff", "--since", "2024-03-14"),
    "diff-moments": ("diff", "israel@2024-03-18", "israel"),
    "diff-proposal": ("diff", "us-compromise-2024-03", "hamas"),
    "parties": ("parties",),
    "issues": ("issues",),
    "events": ("events",),
    "sources": ("sources",),
    "proposals": ("proposals",),
    "proposal": ("proposals", "us-compromise-2024-03"),
    "proposal-own": ("proposals", "hamas-2024-03-14"),
    "rounds": ("rounds",),
    "history": ("history", "prisoners-first-stage"),
    "history-timing": ("history", "civilian-return"),
    "history-mandate": ("history", "team-mandate", "israel"),
    "history-wages": ("-n", UAW, "history", "general-wage-increase"),
    "compare-wages": ("-n", UAW, "compare", "--as-of", "2023-10-27"),
    "gaps": ("gaps", "--since", "2024-03-14"),
    "gaps-silent": ("gaps", "--since", "2024-02-27"),
    "gaps-wages": ("-n", UAW, "gaps"),
    "matrix": ("-n", UAW, "matrix"),
    "scorecard": ("scorecard",),
    "scorecard-wages": ("-n", UAW, "scorecard"),
    "overview": ("overview",),
    "overview-wages": ("-n", UAW, "overview"),
    "agreements": ("-n", UAW, "agreements"),
    "due": ("-n", BASEBALL, "due"),
    "negotiations": ("negotiations",),
    "check": ("check",),
    "query": ("query", "SELECT issue, one, other, status, gap, distance, unit, since FROM gap"),
}
"""Transcript -> the command that it shows in every format and width."""

LEAVING: dict[str, tuple[str, ...]] = {
    "sources-csl": ("sources", "--format", "csl-json"),
    "export-md": ("export", "--to", "md"),
    "export-md-wages": ("-n", UAW, "export", "--to", "md"),
    "export-toml": ("export", "--to", "toml", "--issue", "return-pace"),
}
"""Transcript -> the command that it shows in the one format that it names, which has no width."""

MORE: dict[str, tuple[tuple[str, ...], ...]] = {
    "show": (("-v",), ("--brief",), ("--all",), ("--as-of", "2024-03-20")),
    "compare": (
        ("-v",),
        ("--brief",),
        ("--all",),
        ("--as-of", "2024-03-20"),
        ("--proposal", "us-compromise-2024-03"),
        ("--color", "always", "--group", "process"),
    ),
    "diff-sides": (("-v",), ("--brief",), ("--all",), ("--as-of", "2024-03-20"), ("--color", "always")),
    "diff-since": (("--brief",), ("--color", "always")),
    "issues": (("--as-of", "2024-03-20"),),
    "sources": (("-v",),),
    "show-record": (("--color", "always"),),
    "proposal": (("--brief",), ("--as-of", "2024-03-24"), ("--as-of", "2024-03-25"), ("--color", "always")),
    "history": (("-v",), ("--brief",), ("--as-of", "2024-03-20"), ("--color", "always")),
    "gaps": (("--sort", "widest"), ("--sort", "issue"), ("--color", "always")),
    "scorecard": (("-v",), ("--brief",), ("--since", "2024-03-14"), ("--color", "always")),
    "matrix": (("-v",), ("--between", "2023-09-15", "2023-11-20"), ("--explain", "uaw", "ford")),
    "agreements": (("-v",), ("--color", "always")),
    "due": (("--within", "30d"), ("--as-of", "2022-03-01")),
    "overview": (("-v",), ("--stale", "1"), ("--as-of", "2024-03-20"), ("--color", "always")),
}
"""Transcript -> further options, each shown as a table in 100 columns."""

LAID_OUT = ("compare", "parties", "issues", "sources")
"""Transcripts of commands whose tables have two layouts."""


@dataclass(frozen=True)
class Entry:
    """One command line of a transcript, and what it gave."""

    words: tuple[str, ...]
    width: int
    result: Result

    @property
    def is_plain_table(self) -> bool:
        """Return whether the output is a table without colours."""
        return "table" in self.words and "always" not in self.words

    @property
    def text(self) -> str:
        """Return the command line and its output, with marks for what a reader cannot see."""
        columns = f"COLUMNS={self.width} " if "table" in self.words else ""
        code = f"(exit {self.result.code})\n" if self.result.code else ""
        output = self.result.out.replace("\x1b", "\u241b").replace("\r", "\u240d")
        return f"$ {columns}negtrack {shlex.join(self.words)}\n{mask_data(output)}{code}\n"


def mask_data(text: str) -> str:
    """Return `text` with `<data>` for the place of the data, also where a narrow page folded it."""
    folded = r"[\n\\]?".join(map(re.escape, str(home() / "data")))
    return re.sub(folded, "<data>", text)


def data_of(words: Sequence[str]) -> Path:
    """Return the folder that a command line is run on."""
    return SHIPPED if {UAW, BASEBALL} & {*words} else home() / "data"


def _lines(name: str) -> Iterator[tuple[tuple[str, ...], int]]:
    if name in LEAVING:
        yield LEAVING[name], 80
        return
    words = LOOKS[name]
    layouts = ("auto", "columns", "stacked") if name in LAID_OUT else ("auto",)
    for width in WIDTHS:
        for layout in layouts:
            option = ("--layout", layout) if layout != "auto" else ()
            yield (*words, "--format", "table", *option), width
    for options in MORE.get(name, ()):
        yield (*words, *options, "--format", "table"), 100
    for form in MACHINE:
        yield (*words, "--format", form), 80


@functools.cache
def entries(name: str) -> tuple[Entry, ...]:
    """Return everything that one transcript shows, run once."""
    return tuple(
        Entry(words, width, run(*words, env={"COLUMNS": str(width), "NEGTRACK_DATA": str(data_of(words))}))
        for words, width in _lines(name)
    )


def pages(name: str) -> list[Entry]:
    """Return the entries of a transcript that are tables without colours."""
    return [page for page in entries(name) if page.is_plain_table]


@pytest.mark.parametrize("name", [*LOOKS, *LEAVING])
def test_transcript(name: str, request: pytest.FixtureRequest) -> None:
    """What each command shows is what was accepted last."""
    text = "".join(entry.text for entry in entries(name))
    path = GOLDEN / f"{name}.txt"
    if request.config.getoption("--update-golden", default=False):
        path.write_text(text, encoding="utf-8")
    assert text == (path.read_text(encoding="utf-8") if path.exists() else "")


def test_no_transcript_is_left_over() -> None:
    """Every golden file belongs to a command."""
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {*LOOKS, *LEAVING}


NO_ROOM = " cells are too few for columns, so the page is stacked\n"


@pytest.mark.parametrize("name", [*LOOKS, *LEAVING])
def test_streams_and_codes(name: str) -> None:
    """All goes to stdout, but that columns have no room; 1 only where a `diff` differs, the same in every format."""
    code = 1 if name.startswith("diff") else 0
    for entry in entries(name):
        assert not entry.result.err or ("columns" in entry.words and entry.result.err.endswith(NO_ROOM))
    assert {(entry.result.code, bool(entry.result.out) or name == "check") for entry in entries(name)} == {(code, True)}


@pytest.mark.parametrize("name", LOOKS)
def test_no_line_over_the_width(name: str) -> None:
    """Measured in cells, in every width and layout; no line ends in blanks."""
    for page in pages(name):
        for line in page.result.lines:
            assert cell_len(line) <= page.width, (page.words, page.width, line)
            assert line == line.rstrip(), (page.words, page.width, line)


@pytest.mark.parametrize("name", [*LOOKS, *LEAVING])
def test_no_control_byte(name: str) -> None:
    """Nothing below a blank but the newline (in machine formats also tab and CR), no DEL, no C1, no bidi control."""
    for entry in entries(name):
        if "always" not in entry.words:
            text = entry.result.out.replace("\r\n", "\n") if "csv" in entry.words else entry.result.out
            allowed = "\n\t" if "tsv" in entry.words else "\n"
            assert not re.search(f"(?![{allowed}])[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), entry.words


def squeeze(text: str) -> str:
    """Return `text` without any white space, as no folding can change it."""
    return "".join(text.split())


def unfold_columns(page: str) -> str:
    """Return `page` with its columns one below the other, so that the folded text of a column is together again."""
    lines = page.splitlines()
    rules = [number for number, line in enumerate(lines) if line and set(line) == {"─"}]
    heads = lines[: rules[0]] if rules else [line for line in lines if line.startswith("term  ")]
    head = heads[max((n for n, line in enumerate(heads) if not line), default=-1) + 1] if heads else ""
    if not re.search(r"\S {2,}\S", head):
        return page
    starts = [match.start() for match in re.finditer(r"\S+(?: \S+)*", head)]
    spans = list(zip([0, *starts[1:]], [*starts[1:], None], strict=True))
    return "\n".join(line[slice(*span)] for span in spans for line in lines) + page


def required_values(name: str) -> Sequence[str]:
    """Return what must stand on every page of a transcript, whole: the worded values of the answer's own rows."""
    (answer,) = (entry.result.json for entry in entries(name) if entry.words[-1] == "json")
    table: dict[str, tuple[str, ...]] = {
        "compare": (*answer.get("parties", ()), "gap", "issue"),
        "diff-sides": ("issue", "left_value", "right_value", "gap"),
        "diff-proposal": ("issue", "left_value", "right_value", "gap"),
        "diff-since": ("issue", "after", "phrase"),
        "diff-moments": ("issue", "before", "after", "phrase"),
        "show": ("issue", "value", "text", "speaker", "id"),
        "show-party": ("issue", "value", "text", "speaker", "id"),
        "show-record": ("id", "value", "file"),
        "parties": ("id", "name", "role"),
        "issues": ("id", "title", "kind", "gap"),
        "events": ("id", "title", "place"),
        "sources": ("id",),
        "proposals": ("id", "title", "israel", "hamas"),
        "proposal": ("issue", "offered", "value", "gap", "answer", "speaker"),
        "rounds": ("permanent-ceasefire", "prisoners-first-stage"),
        "history": ("value", "change"),
        "gaps": ("issue", "gap"),
        "scorecard": ("issue", "one_opening", "other_opening", "agreed", "one_moved", "other_moved", "words"),
        "overview": ("words",),
        "negotiations": ("id", "title", "positions"),
        "check": ("message",),
        "query": ("issue", "gap", "distance"),
        "matrix": ("meeting", "comparable"),
        "due": ("what", "words"),
        "agreements": ("id", "title", "status"),
    }
    keys = table[name if name in table else name.partition("-")[0]]
    return [str(row[key]) for row in answer["rows"] for key in keys if row.get(key) not in (None, "", 0)]


DELEGATES = {"netanyahu": "Benjamin Netanyahu", "blinken": "Antony Blinken", "fain": "Shawn Fain"}
"""Speaker in the files -> the name that a page prints."""


@pytest.mark.parametrize("name", LOOKS)
def test_every_value_in_full(name: str) -> None:
    """Nothing is cut: at every width and in every layout all values stand on the page, however folded."""
    for page in pages(name):
        if set(page.words) & {"--brief", "--all", "--as-of", "--stale", "--within"}:
            continue  # these answer something else than the rows that were asked for
        if name.startswith("overview") and "-v" not in page.words:
            continue  # a screen names what it has no room for
        text = squeeze(unfold_columns(page.result.out))
        missing = [value for value in required_values(name) if squeeze(DELEGATES.get(value, value)) not in text]
        assert not missing, (page.words, page.width, missing)


@pytest.mark.parametrize("name", ["show", "show-record", "diff-since"])
def test_every_width_says_the_same(name: str) -> None:
    """Pages of one layout hold the same text at every width."""
    alike = [page for page in pages(name) if page.words == (*LOOKS[name], "--format", "table")]
    assert len(alike) == len(WIDTHS)
    assert len({squeeze(page.result.out).replace("─", "") for page in alike}) == 1
