"""The shipped data with hostile strings in every text: no command lets one of them through, on any stream."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from operator import itemgetter
from pathlib import Path
from typing import Any, get_args
from unittest import mock
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len

from negtrack.cli.commands import NAMES
from negtrack.cli.completion.complete import complete
from negtrack.cli.options import Format
from negtrack.cli.table import parameters_of
from negtrack.exchange.export.formats import TEXTS

from ..cli.harness import EXAMPLE, SHIPPED, Terminal, copy_data, run, spawn
from ..examples import sampled, tiers
from .hostile import EVERYTHING, HOSTILE, foreign_bytes, make_hostile, shorten

TYPED = EVERYTHING.replace("\x00", "")
"""What can stand on a command line."""
FORMULAS = ("=1+1", "+cmd|' /c calc'!A1", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1", "'=1")
RECORD = "2024-03-25-civilian-return-d836"
SOURCE = ("--source", "wsj-2024-03-25")
SAID = (
    *("--text", TYPED, "--quote", TYPED, "--note", TYPED, "--locator", TYPED, "--tag", TYPED, "--side", "media"),
    *("--caveat", shorten(TYPED)),
)

DEAL = """
[agreement.accord]
title = "Accord"
date = 2024-03-25
terms = ["civilian-return = 1 week"]
text = "An accord."
sources = ["wsj-2024-03-25"]
recorded = 2026-11-20 00:00:00Z

[milestone.sealed]
agreement = "accord"
milestone = "signed"
by = "israel"
body = "cabinet"
for = 3
speaker = "Aides"
side = "media"
sources = ["wsj-2024-03-25"]
recorded = 2026-11-20 00:00:00Z
"""
"""An agreement, as the shipped talks have none that ends before their last day."""
CODED = "".join(
    f"""
[position.of-{coder}]
issue = "civilian-return"
value = "{value}"
locator = "here"
sources = ["wsj-2024-03-25"]
coder = "{coder}"
recorded = 2026-11-20 00:00:00Z
"""
    for coder, value in (("kb", "immediately"), ("mo", "1 week"))
)
"""What two coders have of the same words."""

LOOKS: Mapping[str, Sequence[tuple[str, ...]]] = {
    "show": ((), ("--all", "-v"), ("d836", "us-compromise-2024-03")),
    "compare": ((), ("-v", "--all", "--proposal", "us-compromise-2024-03")),
    "diff": (("israel", "hamas", "--all"), ("--since", "2024-03-14"), ("--known-since", "2020-01-01")),
    "history": (("civilian-return",), ("team-mandate", "-v")),
    "gaps": ((),),
    "overview": ((),),
    "parties": ((),),
    "issues": ((),),
    "events": ((),),
    "sources": (("-v",),),
    "proposals": ((), ("us-compromise-2024-03",)),
    "agreements": ((), ("-v",)),
    "matrix": ((),),
    "rounds": ((),),
    "due": ((),),
    "scorecard": ((),),
    "negotiations": ((),),
    "agree": (("kb", "mo"), ("kb", "mo", "--settle", "-v")),
    "verify": ((), ("-v",)),
    "review": ((),),
    "check": ((), ("--sources",)),
    "query": (
        ("SELECT * FROM position",),
        ("SELECT title || char(27, 8238, 157) AS \"a\x1b[2J\u202e\n\", id AS '=x\x9b' FROM proposal",),
        ("--tables",),
    ),
}
"""What each command that answers in a format is asked, by its name."""

WRITES: Mapping[str, Sequence[tuple[str, ...]]] = {
    "init": (("talks", "--title", TYPED),),
    "add-party": (("new", "--name", TYPED, "--role", "observer", "--delegate", f"{TYPED}/{TYPED}"),),
    "add-issue": (("new", "--title", TYPED, "--kind", "quantity", "--unit", TYPED, "--group", TYPED),),
    "add-event": (("new", "--title", TYPED, "--place", TYPED),),
    "add-side": (("new", "--title", TYPED, "--party", "hamas"),),
    "add-source": (("new", "--title", TYPED, "--issued", "2024-03-01", "--author", TYPED, "--url", TYPED),),
    "source-text": (("wsj-2024-03-25", "page.txt"), ("wsj-2024-03-25", "keys.toml"), (TYPED, TYPED)),
    "add-position": (("hamas", "team-mandate", "none", *SOURCE, *SAID, "--speaker", TYPED, "--granted-by", TYPED),),
    "add-proposal": (("hamas", "--title", TYPED, "--term", "civilian-return=immediately", *SOURCE, *SAID),),
    "add-response": (("hamas", "us-compromise-2024-03", "rejected", "--reservations", TYPED, *SOURCE, *SAID),),
    "add-agreement": (("--title", TYPED, "--date", "2024-03-25", *SOURCE, *SAID),),
    "add-open": (("accord", "return-pace", "--decide-by", "2024-06-01", *SOURCE, *SAID),),
    "add-milestone": (("accord", "signed", "--by", "hamas", "--body", TYPED, *SOURCE, *SAID),),
    "add-note": (("hamas", *SOURCE, *SAID),),
    "retract": ((RECORD, "--reason", TYPED),),
    "edit": (("hamas",), (TYPED,)),
    "rename": (("issue", TYPED, TYPED), ("party", "hamas", TYPED)),
    "set-kind": (("return-pace", "text", "--dry-run"), ("return-pace", "choice", "--ladder", TYPED), (TYPED, TYPED)),
    "undo": (("--dry-run",), ("--yes",)),
    "code": (("wsj-2024-03-25", "--lines"), ("wsj-2024-03-25",), (TYPED, "--lines")),
    "browse": ((), (TYPED,), ("--issue", TYPED), ("--as-of", TYPED)),
    "sheet": (("wsj-2024-03-25",), (TYPED,)),
    "import": (
        (f"{TYPED}.csv",),
        ("columns.csv", "--set", "side=own"),
        ("cells.csv",),
        ("keys.jsonl",),
        ("keys.toml",),
        ("broken.toml",),
    ),
    "export": tuple(("--to", form) for form in TEXTS),
    "report": ((), ("--since", "2024-03-14")),
    "schema": (("party",), ("--write",), (TYPED,)),
    "git-setup": ((), ("--dry-run",), ("--undo",)),
    "git-textconv": ((f"data/{EXAMPLE}/parties/hamas.toml",), ("broken.toml",), (TYPED,)),
    "git-merge": (("base.toml", "ours.toml", "theirs.toml", "7", TYPED), ("base.toml", "broken.toml", "keys.toml")),
    "manual": ((TYPED,), ("--html", TYPED)),
    "help": ((TYPED,),),
}
"""The same for those that write, or exchange with others."""

CELLS = ",".join(f'"{text}"' for text in (TYPED.replace('"', '""'),) * 3)
FILES = {
    "columns.csv": f'party,issue,"{EVERYTHING}"\nhamas,civilian-return,x\n',
    "cells.csv": f"party,issue,value,side\n{CELLS},own\n",
    "keys.jsonl": json.dumps({"party": EVERYTHING, "issue": EVERYTHING, "side": "own", EVERYTHING: EVERYTHING}) + "\n",
    "keys.toml": f"[position.{json.dumps(EVERYTHING[:60])}]\nparty = {json.dumps(EVERYTHING)}\n",
    "broken.toml": f"name = {EVERYTHING}\n",
    "page.txt": EVERYTHING,
    "base.toml": 'name = "A"\n',
    "ours.toml": f'name = "A"\n[note.{json.dumps(HOSTILE[0])}]\ntext = "one"\n',
    "theirs.toml": f'name = "A"\n[note.{json.dumps(HOSTILE[0])}]\ntext = {json.dumps(EVERYTHING)}\n',
}
"""Files that commands are given; JSON's escapes are TOML's."""

ASKED: list[tuple[str, ...]] = [(name, *words) for name, calls in LOOKS.items() for words in calls]
SAMPLED = [
    pytest.param(call, marks=() if call[1:] == LOOKS[call[0]][0] or call[0] == "query" else pytest.mark.deep)
    for call in ASKED
]
"""The first of each, and all of SQL, in the usual run; the others deep."""
ACTED: list[tuple[str, ...]] = [(name, *words) for name, calls in WRITES.items() for words in calls]


def complaints(result: Any) -> list[str]:
    """Return the errors in a run's two streams: hostile bytes, a traceback, an internal error."""
    found = foreign_bytes(result.out.replace("\r\n", "\n")) + foreign_bytes(result.err)
    return found + [word for word in ("Traceback", "internal error: ") if word in result.err]


def copy_with_a_deal(folder: Path) -> Path:
    """Copy the shipped talks, and add an agreement and what two coders read; return their folder."""
    place = copy_data(folder)
    with (place / "agreements.toml").open("a", encoding="utf-8") as file:
        file.write(DEAL)
    with (place / "parties/hamas.toml").open("a", encoding="utf-8") as file:
        file.write(CODED)
    return place


def keep_hostile_text(place: Path) -> None:
    """Keep a hostile text of a source."""
    held = place / ".negtrack/text/wsj-2024-03-25.txt"
    held.parent.mkdir(parents=True)
    held.write_bytes(EVERYTHING.encode("utf-8", "replace"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the hostile copy, which no test writes to."""
    folder = tmp_path_factory.mktemp("hostile")
    make_hostile(place := copy_with_a_deal(folder))
    keep_hostile_text(place)
    return folder


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the hostile copy and hostile files, that tests write to."""
    folder = tmp_path_factory.mktemp("scratch")
    make_hostile(place := copy_with_a_deal(folder))
    keep_hostile_text(place)
    for name, text in FILES.items():
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    return folder


def test_every_command_is_here() -> None:
    """A command that is added must be given something hostile too."""
    assert {*LOOKS, *WRITES} == set(NAMES)


def of_rows(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is asked without what is for pages alone."""
    return tuple(word for word in words if word != "-v")


def unexpected(words: tuple[str, ...], err: str) -> str:
    """Return what an answer says on stderr, but for the warning of verify that names the sources without a text."""
    is_warning = words[0] == "verify" and err.startswith("negtrack: warning: ") and "unverified" in err
    return "" if is_warning else err


@pytest.mark.parametrize("words", SAMPLED, ids=itemgetter(0))
def test_on_a_terminal(folder: Path, words: tuple[str, ...]) -> None:
    """No control but newline, no DEL, no C1, no bidi control of foreign origin, no line over the width."""
    result = run(*words, cwd=folder, env={"COLUMNS": "40", "NO_COLOR": "1"}, tty=True)
    assert (result.code in (0, 1), unexpected(words, result.err)) == (True, "")
    assert complaints(result) == []
    assert "\t" not in result.out
    assert max(map(cell_len, [*result.out.split("\n"), *result.err.split("\n")])) <= 40


@pytest.mark.parametrize("words", SAMPLED, ids=itemgetter(0))
def test_in_a_pipe(folder: Path, words: tuple[str, ...]) -> None:
    """One record a line with as many cells as the header, and the same characters kept out."""
    result = run(*of_rows(words), cwd=folder)
    assert (result.code in (0, 1), unexpected(words, result.err)) == (True, "")
    assert complaints(result) == []
    assert len({line.count("\t") for line in result.out.split("\n")[:-1]}) == 1


@pytest.mark.parametrize("words", SAMPLED, ids=itemgetter(0))
def test_in_other_formats(folder: Path, words: tuple[str, ...]) -> None:
    """The same in csv, which has its line ends, in Markdown, and in JSON, where the data is whole when it is read."""
    others = set(get_args(Format)) - {"table", "tsv", "json", "jsonl"}
    for form in (*sorted(others), "json", "jsonl"):
        out = run(*of_rows(words), "--format", form, cwd=folder).out
        assert foreign_bytes(out.replace("\r\n", "\n") if form == "csv" else out) == [], form
        assert "\t" not in out
        if form == "json":
            rows = json.loads(out)["rows"]
    assert [{k: v for k, v in json.loads(line).items() if k != "schema"} for line in out.splitlines()] == rows
    for text in texts_in(rows):
        assert text.count("\x1b[2J") == text.count(EVERYTHING), ascii(text)


def texts_in(value: object) -> Iterator[str]:
    """Yield every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)


def test_json_keeps_the_data(folder: Path) -> None:
    """For programs everything is there, as it was, names of columns too."""
    row, *_ = run("show", "israel", "--issue", "civilian-return", "--json", cwd=folder).json["rows"]
    assert row["speaker"] == f"Egyptian officials {EVERYTHING}"
    assert row["caveat"] == shorten(EVERYTHING)
    (row,) = run("query", 'SELECT char(27) AS "a\x1b[2J\u202e"', "--json", cwd=folder).json["rows"]
    assert row == {"a\x1b[2J\u202e": "\x1b"}


def test_csv_is_no_program(tmp_path: Path) -> None:
    """No cell of any answer begins as a formula does, unless it is a number (CWE-1236)."""
    data = copy_data(tmp_path)
    for number, formula in enumerate(FORMULAS):
        make_hostile(data, formula, front=True)
        for words in ASKED[number :: len(FORMULAS)]:
            for row in csv.reader(io.StringIO(run(*words, "--format", "csv", cwd=tmp_path).out)):
                bad = [cell for cell in row if re.match(r"[=+\-@\t\r]", cell)]
                assert all(re.fullmatch(r"[+-]?[0-9.]+%?", cell) for cell in bad), (words, bad)


@pytest.mark.parametrize("words", ACTED, ids=itemgetter(0))
def test_what_writes_and_exchanges(scratch: Path, words: tuple[str, ...]) -> None:
    """Previews, messages, errors and ids are clean, on a terminal and in a pipe, which takes csv as a file does; errors
    are a line each."""
    environ = {"GIT_CEILING_DIRECTORIES": str(scratch.parent), "NO_COLOR": "1", "EDITOR": "false", **CHOSEN}
    dry = "--dry-run" if any("--dry-run" in parameter.flags for parameter in parameters_of(words[0])) else ""
    for more, tty in (((dry,), True), ((dry,), False), ((), False)):
        result = run(*words, *filter(None, more), cwd=scratch, env=environ, tty=tty)
        is_file = words == ("export", "--to", "csv") and not tty
        assert complaints(replace(result, out="") if is_file else result) == [], (result.out, result.err)
        assert result.code in (0, 1, 2)
        assert result.code == 0 or result.err or result.out


CHOSEN = {"NEGTRACK_NEGOTIATION": EXAMPLE}
"""Which of the negotiations in `scratch` is meant, once there are two."""
OPTIONS = [
    (name, parameter)
    for name in ("", *NAMES)
    for parameter in parameters_of(name)
    if not parameter.switch and (name in ("", "show") or not {"-n", "--data", "--color"} & {*parameter.flags})
]
"""Whatever takes a word, with its command; what all commands take only once."""


@pytest.mark.parametrize("step", tiers(15, 1))
def test_every_option_and_argument(scratch: Path, step: int) -> None:
    """Whatever takes a word is given a hostile one: it is refused or taken, and shown with marks."""
    for name, parameter in OPTIONS[::step]:
        spelled = [parameter.flags[0], TYPED] if parameter.flags else [TYPED]
        result = run(*filter(None, [name]), *spelled, *(["show"] if not name else []), cwd=scratch, env=CHOSEN)
        assert complaints(result) == [], (name, spelled[0], result.err)
        assert (result.out, result.err) != ("", ""), (name, spelled[0])


@pytest.mark.parametrize(
    "name",
    ["NEGTRACK_DATA", "NEGTRACK_NEGOTIATION", "PAGER", "VISUAL", "SOURCE_DATE_EPOCH", "COLUMNS", "LINES", "TERM"],
)
def test_environment(folder: Path, name: str) -> None:
    """What the environment says is shown with marks, or not at all; nothing in it is an internal error."""
    words = ("edit", "hamas") if name == "VISUAL" else ("show", "--issue", "team-mandate")
    for text in (TYPED, "9" * 5000, '"', "99999999999999999999"):
        result = run(*words, cwd=folder, env={"NO_COLOR": "1", name: text}, tty=name != "VISUAL")
        assert complaints(result) == [], (text, result.err)


PAGES = ("show", "compare", "diff", "history", "overview")


def page_of(folder: Path, name: str) -> tuple[str, ...]:
    """Return one of the five pages, of the negotiation in `folder`."""
    parties = [row["id"] for row in run("parties", "--json", cwd=folder).json["rows"]]
    issue = run("issues", "--ids", cwd=folder).lines[0]
    return (name, *{"diff": [*parties[:2], "--all"], "history": [issue]}.get(name, []))


@pytest.mark.parametrize("name", sampled(PAGES, 5))
def test_a_real_terminal(folder: Path, name: str) -> None:
    """A process on a pseudo-terminal prints newlines, tabs and its own colours; without colours the same text."""
    shown = Terminal(*page_of(folder, name), cwd=folder)
    assert shown.end() in (0, 1)
    assert "\u241b" in shown.seen
    assert "\x1b[1m" in shown.seen
    assert foreign_bytes(re.sub(r"\x1b\[[0-9;]*m", "", shown.seen)) == []


@pytest.mark.deep
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("example", sorted(path.name for path in SHIPPED.iterdir() if path.is_dir()))
def test_everything_shipped(tmp_path: Path, example: str, name: str) -> None:
    """The five pages over each shipped negotiation, in a pipe and on a terminal; one as a process of its own."""
    make_hostile(copy_data(tmp_path, example))
    words = page_of(tmp_path, name)
    results = [run(*words, cwd=tmp_path), run(*words, cwd=tmp_path, tty=True, env={"NO_COLOR": "1"})]
    results += [spawn(*words, cwd=tmp_path)] if name == "compare" else []
    for result in results:
        assert complaints(result) == []
        assert result.code in (0, 1)
        assert "\u241b" in result.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(tmp_path: Path, shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where any command takes a word, nothing that a shell is offered has a hostile byte in it."""
    monkeypatch.chdir(tmp_path)
    make_hostile(copy_data(tmp_path))
    party = tmp_path / f"data/{EXAMPLE}/parties/hamas.toml"
    party.write_text(f'{party.read_text("utf-8")}\n[note."\u202ex"]\n', "utf-8")
    offered = 0
    for name, parameter in OPTIONS if shell == "fish" else [option for option in OPTIONS if not option[1].flags]:
        for start in ("", TYPED):
            output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
            with mock.patch("sys.stdout", output):
                assert complete(shell, [word for word in (name, *parameter.flags[:1]) if word] + [start]) == 0
            text = output.buffer.getvalue().decode()
            offered += text.count("\n")
            assert foreign_bytes(text) == [], (name, parameter)
    assert offered > 50


class _Page(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", 'https://example.org/"><script>x</script>']
)
def test_the_exported_page_runs_nothing(tmp_path: Path, address: str) -> None:
    """No script, no event handler, no address but of the web, and a policy that allows no script from anywhere."""
    data = copy_data(tmp_path)
    make_hostile(data, f"{EVERYTHING} <script>alert(1)</script>\" onload='x' ]]> {{{{ 7*7 }}}}")
    sources = tomllib.loads((data / "sources.toml").read_text("utf-8"))
    head = f'\n[source.bad]\ntitle = "Bad"\nissued = 2024-03-01\nURL = {json.dumps(address)}\n'
    (data / "sources.toml").write_text((data / "sources.toml").read_text("utf-8") + head, "utf-8")
    page = _Page(run("export", "--to", "html", cwd=tmp_path).out)
    assert sources
    banned = {"script", "iframe", "object", "embed", "img", "base", "form", "image", "use", "foreignobject"}
    assert not {tag for tag, _ in page.tags} & banned
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    links = [attributes["href"] for _, attributes in page.tags if "href" in attributes]
    assert {urlsplit(link or "").scheme for link in links} <= {"", "http", "https"}
    assert all((link or "").startswith(("#", "http://", "https://")) for link in links)
    (policy,) = [
        attributes["content"]
        for tag, attributes in page.tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert "default-src 'none'" in (policy or "")
    assert "script" not in (policy or "")
    assert "unsafe" not in (policy or "")


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_exported_archives_are_well_formed(scratch: Path, form: str) -> None:
    """Every part is XML, no cell is a formula, no field of a document fetches, no hidden character is left
    but in what is to be imported again."""
    assert run("export", "-o", f"out.{form}", cwd=scratch, env=CHOSEN).code == 0
    with zipfile.ZipFile(scratch / f"out.{form}") as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                root = ElementTree.fromstring(archive.read(name))
                tags = {element.tag.rpartition("}")[2] for element in root.iter()}
                assert not tags & {"f", "altChunk", "object"}, name
                fields = {(element.text or "").strip() for element in root.iter() if element.tag.endswith("}instrText")}
                assert fields <= {"PAGE", "NUMPAGES"}, name
                is_for_import = name == "xl/worksheets/sheet2.xml"  # the sheet `records` keeps every character
                assert is_for_import or foreign_bytes("".join(root.itertext())) == [], name


def test_every_hostile_text_can_be_recorded_and_read_back(tmp_path: Path) -> None:
    """What is typed is kept, whatever it is; what is echoed is clean, dry runs included."""
    copy_data(tmp_path)
    typed = {f"hostile-{number}": text for number, text in enumerate(HOSTILE) if "\x00" not in text}
    for name, text in typed.items():
        words = ("add-position", "hamas", "team-mandate", "none", *SOURCE, "--text", text)
        for more in (("--dry-run",), ("--id", name)) if text == HOSTILE[0] else (("--id", name),):
            result = run(*words, *more, cwd=tmp_path)
            assert result.code == 0, result.err
            assert complaints(result) == []
    rows = run("show", "hamas", "--all", "--json", cwd=tmp_path).json["rows"]
    assert {row["id"]: row["text"] for row in rows if row["id"] in typed} == typed


def test_hostile_names_in_files(tmp_path: Path) -> None:
    """Names of files and folders, ids, keys and values that do not hold are shown with marks, a line each."""
    data = copy_data(tmp_path)
    bad = [json.dumps(text) for text in HOSTILE]
    lines = [f"[note.{text}]\n{text} = {text}\nside = {text}\nstated = {text}\n" for text in bad]
    for number, text in enumerate(("\x1b[2J", "\u202eevil", "a\nb", "\x9b31m")):
        (data / f"parties/{text}.toml").write_text("name = \n")
        (data / f"parties/bad-{number}.toml").write_text(
            f"name = {bad[number]}\nrole = {bad[number]}\n{''.join(lines)}"
        )
        other = tmp_path / "data" / text
        other.mkdir()
        (other / "negotiation.toml").write_text(f"title = {bad[number]}\n{bad[number]} = 1\n")
    for words in [
        *ASKED,
        ("export", "--to", "csv"),
        ("edit", "hamas"),
        ("show", "-n", "x"),
    ]:
        scope = () if "-n" in words or words[0] == "negotiations" else ("-n", EXAMPLE)
        result = run(*words, *scope, cwd=tmp_path, env={"EDITOR": "false"})
        assert complaints(result) == [], (words, result.err)
    assert len(run("show", "-n", EXAMPLE, cwd=tmp_path).err.splitlines()) > 20
