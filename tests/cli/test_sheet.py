"""`sheet`: what one source says, written down in one's editor in one go; nothing that was typed is lost."""

from __future__ import annotations

import shlex
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from negtrack.exchange.import_.form import read_form

from .harness import EXAMPLE, SEEDS, Result, Terminal, contents, run, unchanged

ARTICLE = "wsj-2024-03-25"
KEYS = ("party", "issue", "value", "text", "speaker", "side", "attribution", "quote", "locator", "stance")
"""The keys of an empty block, in order."""
MOST_KEYS = 2_175
LEAVING = 3
"""Keys to save and leave an editor such as nano."""


def editor(folder: Path, script: str) -> dict[str, str]:
    """Return the environment with an editor that keeps a copy of the blank text and does `script` to the file `$1`."""
    program = folder / "typist"
    program.write_text(f'#!/bin/sh\ncp "$1" "{folder}/blank"\n{script}\n')
    program.chmod(0o755)
    return {"EDITOR": str(program), "VISUAL": ""}


def sheet(folder: Path, script: str, *words: str) -> Result:
    """Run `sheet` with an editor that does `script`."""
    return run("sheet", *(words or ("gazette",)), cwd=folder, env=editor(folder, script))


def fill(number: int, **texts: str) -> str:
    """Return a script that fills in a block, as one types it."""
    block = f"/^.position.{number}.$/,/^$/"
    return "\n".join(f"sed -i '{block}s|^{key}  *= .*|&{text}|' \"$1\"" for key, text in texts.items())


def kept_in(folder: Path) -> list[Path]:
    """Return the texts of sheets that were kept."""
    return sorted((folder / "data/talks").glob(".negtrack-sheet-*.toml"))


def test_a_statement_is_recorded(talks: Path) -> None:
    """From the source, on its day, with beginnings and everyday words understood; the text is gone then."""
    texts = {"party": "em", "issue": "pa", "value": "up to 85", "speaker": 'A "senior" aide', "side": "ow"}
    result = sheet(talks, fill(1, **texts, attribution="back", text=r"It\x27s at most 85 #1."))
    assert result.code == 0, result.err
    (name,) = result.lines
    assert name.startswith("2024-03-25-pay-")
    assert 'read "up to 85" as "at most 85"' in result.err
    table = tomllib.loads((talks / "data/talks/parties/employer.toml").read_text())["position"][name]
    assert table.pop("recorded")
    assert {key: str(text) for key, text in table.items()} == {
        "issue": "pay",
        "stance": "demand",
        "value": "at most 85",
        "text": "It's at most 85 #1.",
        "stated": "2024-03-25",
        "speaker": 'A "senior" aide',
        "side": "own",
        "attribution": "background",
        "sources": "['gazette']",
    }
    assert kept_in(talks) == []


def test_the_blank_says_what_can_be_written(talks: Path) -> None:
    """Parties, issues with their kinds and examples, events and words, as comments; a known source has no block."""
    result = sheet(talks, "true")
    assert (result.code, result.err) == (0, "negtrack: nothing written down\n")
    blank = (talks / "blank").read_text()
    comments = [line for line in blank.splitlines() if line.startswith("#")]
    for words in ("union     The Union", "pay    Wages (quantity: ", "signed  Signature", "stance: demand, offer"):
        assert any(words in line for line in comments), words
    assert "[source." not in blank
    assert read_form(blank, "blank")[0] == []
    assert kept_in(talks) == []


def test_a_new_source_is_written_down_with_it(talks: Path) -> None:
    """Its block comes first."""
    source = "sed -i 's/^issued .*/issued = 2024-03-26/; s/^container-title .*/&The Post/' \"$1\"\n"
    result = sheet(talks, source + fill(1, party="union", issue="pay", value="105"), "post-2024-03-26")
    assert result.code == 0, result.err
    assert "1 record and 1 definition new" in result.err
    assert '[source.post-2024-03-26]\ncontainer-title = "The Post"' in (talks / "data/talks/sources.toml").read_text()


def test_copied_blocks_and_other_blocks(talks: Path) -> None:
    """A block that was copied keeps its number; a proposal, a note and an issue of one's own go into one sheet."""
    text = """\
[issue.hours]
title = Hours of work
kind = quantity
unit = hours
[position.1]
party = union
issue = hours
value = 35
[position.1]
party = employer
issue = hours
value = 40
[proposal.1]
party = union
title = The plan
terms = pay = 90; hours = 38
[note.1]
party = union
text = A remark
tags = ["one", "two"]
"""
    (talks / "text").write_text(text)
    result = sheet(talks, f'cp "{talks}/text" "$1"')
    assert result.code == 0, result.err
    assert "4 records and 1 definition new" in result.err
    rows = run("query", "SELECT value FROM position WHERE issue = 'hours' ORDER BY value", cwd=talks).rows
    assert [row["value"] for row in rows] == ["35", "38", "40"]


ERRORS: Mapping[str, tuple[str, str]] = {
    "no party": (
        "party = guild\nissue = pay\nvalue = 3\n",
        '[position.1] party: no party "guild"; add a block [party.ID]',
    ),
    "several": ("party = u\nparties = x\n", "[position.1] parties: unknown field; did you mean party?"),
    "value": ("party = union\nissue = pay\nvalue = a lot\n", '[position.1] value: "a lot": not a quantity'),
    "two readings": (
        "party = union\nissue = pay\nvalue = 12.500\n",
        'value: "12.500" may be 12500',
    ),
    "word": (
        "party = union\nissue = pay\nvalue = 3\nstance = wish\n",
        '[position.1] stance: "wish" is not known here; write one of',
    ),
    "speaker": ("party = union\nissue = pay\nvalue = 3\nspeaker = x\n", "[position.1] side: missing"),
    "no toml": ("party = union\nissue = pay\nvalue 3\n", "not TOML"),
}


@pytest.mark.parametrize(("block", "message"), ERRORS.values(), ids=ERRORS)
def test_with_an_error_nothing_is_recorded_and_the_text_is_kept(talks: Path, block: str, message: str) -> None:
    """The line of the error is said, and where the text is; the next sheet continues with it."""
    good = "[position.7]\nparty = union\nissue = pay\nvalue = 99\n"
    (talks / "text").write_text(f"{good}\n[position.1]\n{block}")
    with unchanged(talks / "data"):
        result = sheet(talks, f'cp "{talks}/text" "$1"')
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    (kept,) = kept_in(talks)
    shown = kept.relative_to(talks)
    assert result.err.startswith(f"{shown}:")
    assert result.err.endswith(f"negtrack: nothing written: the sheet has errors; your text is kept in {shown}\n")
    assert kept.read_text() == (talks / "text").read_text()
    again = sheet(talks, f"printf '%s' '{good}' > \"$1\"")
    assert f"continuing with the text that was kept in {shown}" in again.err
    assert (talks / "blank").read_text() == (talks / "text").read_text()
    assert again.code == 0
    assert kept_in(talks) == []


def test_one_cause_is_one_line(talks: Path) -> None:
    """A party that is unknown in ten blocks is named once, with the blocks."""
    block = "party = Dokers\nissue = pay\nvalue = 5\nside = own\n"
    (talks / "text").write_text("\n".join(f"[position.{number}]\n{block}" for number in range(1, 11)))
    result = sheet(talks, f'cp "{talks}/text" "$1"')
    lines = [line for line in result.err.splitlines() if "Dokers" in line]
    assert len(lines) == 1
    assert f"[{', '.join(f'position.{number}' for number in range(1, 11))}] party:" in lines[0]


def test_what_is_defined_below_is_known_above(talks: Path) -> None:
    """A party and an issue that are defined at the end of the sheet are found by their names in the blocks above."""
    below = "[party.pilots]\nname = Port Pilots\nrole = principal\n[issue.tugs]\ntitle = Tugs at night\nkind = quantity"
    script = fill(1, party="Port Pilots", issue="Tugs at night", value="2", side="own")
    result = sheet(talks, f"{script}\ncat >> \"$1\" <<'END'\n{below}\nEND")
    assert result.code == 0, result.err
    assert "1 record and 2 definitions new" in result.err
    assert 'issue = "tugs"' in (talks / "data/talks/parties/pilots.toml").read_text()


def test_a_kept_text_can_be_discarded(talks: Path) -> None:
    """Then the sheet is blank again."""
    sheet(talks, fill(1, party="guild"))
    assert kept_in(talks)
    result = sheet(talks, "true", "gazette", "--discard")
    assert result.err == "negtrack: nothing written down\n"
    assert "guild" not in (talks / "blank").read_text()


def test_an_editor_that_fails_loses_nothing(talks: Path) -> None:
    """What was saved before is kept."""
    result = sheet(talks, fill(1, party="union") + "\nexit 3")
    assert result.code == 2
    (kept,) = kept_in(talks)
    assert "party           = union" in kept.read_text()


def test_a_sheet_that_is_recorded_again_brings_nothing_new(talks: Path) -> None:
    """As any import."""
    script = fill(1, party="union", issue="pay", value="105", side="own")
    assert "1 record and 0 definitions new" in sheet(talks, script).err
    before = contents(talks)
    assert "0 records and 0 definitions new, 1 already there" in sheet(talks, script).err
    assert contents(talks) == before


def test_on_a_terminal_the_editor_is_opened_again(talks: Path) -> None:
    """Where one says so; the second time the text is right."""
    script = 'grep -q ": once" "$1" && sed -i "s/^value.*/value = 105/" "$1" || { cp "$(dirname "$0")/text" "$1"; }'
    (talks / "text").write_text("# : once\n[position.1]\nparty = union\nissue = pay\nvalue = much\n")
    terminal = Terminal("sheet", "gazette", cwd=talks, env=editor(talks, script))
    terminal.expect("Reopen the editor?")
    terminal.answer("")
    assert terminal.end() == 0
    assert kept_in(talks) == []
    assert 'value = "105"' in (talks / "data/talks/parties/union.toml").read_text()


def keys_of_an_article(blank: str) -> tuple[int, str]:
    """Return how many keys one presses to write down the first ten statements of an article into a blank, and the text
    then: the letters, a key for each line on the way, saving, leaving, and the command itself."""
    article = tomllib.loads((SEEDS / EXAMPLE / f"{ARTICLE}.toml").read_text())
    typed, text = len(f"negtrack sheet {ARTICLE}\n") + LEAVING, blank
    for number, table in enumerate(list(article["position"].values())[:10], 1):
        table["locator"] = table["locator"]["place"]
        given = {key: str(table[key]) for key in KEYS if key in table and table[key] != "demand"}
        given["grade"] = table["grade"]
        for key, words in given.items():
            start = text.index(f"[position.{number}]")
            if key in KEYS:
                place = text.index(f"\n{key:15} = ", start) + len(f"\n{key:15} = ")
                addition = words
            else:
                place = start + len(f"[position.{number}]")
                addition = f"\n{key} = {words}"
            text = f"{text[:place]}{addition}{text[place:]}"
            typed += len(addition)
    return typed + text[: text.index("[position.11]")].count("\n"), text


def test_an_article_of_ten_statements_takes_a_quarter_of_the_keys(here: Path) -> None:
    """No more than 2,175 keys, with speaker, text, quotation, place and grade of each."""
    result = sheet(here, "true", ARTICLE, "-n", "gaza")
    assert result.code == 0
    keys, text = keys_of_an_article((here / "blank").read_text())
    assert keys <= MOST_KEYS
    (here / "text").write_text(text)
    recorded = sheet(here, f'cp {shlex.quote(str(here / "text"))} "$1"', ARTICLE, "-n", "gaza")
    assert recorded.code == 0, recorded.err
    assert "9 records and 0 definitions new, 1 already there" in recorded.err


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("[inaudible] nine", "[inaudible] nine"),
        ("[1] nine", "[1] nine"),
        ('["sic"] nine', '["sic"] nine'),
        ("[...]", "[...]"),
        ("[we will", "[we will"),
        ('"Nine", he said', '"Nine", he said'),
        ("'Nine'", "Nine"),
        ('"""Nine""" # said', "Nine"),
        ('"""Nine\nten"""', "Nine ten"),
        ("{nine}", "{nine}"),
        ("= nine = 9", "= nine = 9"),
        ("true", "true"),
    ],
)
def test_a_text_needs_no_quotation_marks(talks: Path, written: str, stored: str) -> None:
    """Whatever it begins with; one in TOML's own marks is read as TOML."""
    (talks / "text").write_text(f"[position.1]\nparty = union\nissue = pay\nvalue = 105\nquote = {written}\n")
    result = sheet(talks, f'cp "{talks}/text" "$1"')
    assert result.code == 0, result.err
    table = tomllib.loads((talks / "data/talks/parties/union.toml").read_text())["position"][result.lines[0]]
    assert " ".join(table["quote"].split()) == stored


def test_lists_over_several_lines(talks: Path) -> None:
    """They are read as TOML, and the keys below them as before."""
    tags = 'tags = [ # two\n  "one",\n  "two",\n]\ntext = [sic] a list\n'
    (talks / "text").write_text(f"[position.1]\nparty = union\nissue = pay\nvalue = 105\n{tags}")
    result = sheet(talks, f'cp "{talks}/text" "$1"')
    assert result.code == 0, result.err
    table = tomllib.loads((talks / "data/talks/parties/union.toml").read_text())["position"][result.lines[0]]
    assert (table["tags"], table["text"]) == (["one", "two"], "[sic] a list")


def test_terms_with_tables_of_their_own(talks: Path) -> None:
    """In the block of their proposal, also in a copied one, beside the list of the others."""
    text = """\
[proposal.1]
party = union
title = The plan
terms = start = 2 weeks
[proposal.1.term.pay]
value = up to 90
caveat = [sic] ninety
requires = start = 2 weeks; the strike ends
tags = one; two
[proposal.1]
party = employer
title = The answer
[proposal.1.term.pay]
value = 80
speaker = an aide
side = employer
"""
    (talks / "text").write_text(text)
    result = sheet(talks, f'cp "{talks}/text" "$1"')
    assert result.code == 0, result.err
    one, other = (
        tomllib.loads((talks / f"data/talks/parties/{party}.toml").read_text())["proposal"]
        for party in ("union", "employer")
    )
    (plan,), (answer,) = one.values(), other.values()
    assert plan["terms"] == ["start = 2 weeks"]
    assert plan["term"] == {
        "pay": {
            "value": "at most 90",
            "requires": ["start = 2 weeks", "the strike ends"],
            "caveat": "[sic] ninety",
            "tags": ["one", "two"],
        }
    }
    assert answer["term"] == {"pay": {"value": "80", "speaker": "an aide", "side": "employer"}}


@pytest.mark.parametrize(
    ("below", "says"),
    [
        ("[proposal.1.term.pay]\nvalue = 3\nreason = x\n", "6: [proposal.1.term.pay] reason: unknown field"),
        ("[proposal.1.term.pay]\ncaveat = x\n", "4: [proposal.1.term.pay] value: missing; write it"),
        ("[proposal.1.term.pay]\nvalue = much\n", '"much": not a quantity'),
        ("[proposal.1.term]\nvalue = 3\n", "4: [proposal.1.term]: names no issue; write it last"),
        ("[note.1.term.pay]\nvalue = 3\n", "[note.1] term: unknown field"),
    ],
)
def test_terms_that_cannot_be_read(talks: Path, below: str, says: str) -> None:
    """One line says so, and nothing is written."""
    (talks / "text").write_text(f"[proposal.1]\nparty = union\ntitle = X\n{below}")
    with unchanged(talks / "data"):
        result = sheet(talks, f'cp "{talks}/text" "$1"')
    assert result.code == 2
    assert says in result.err.splitlines()[0]


def test_a_text_of_another_encoding(talks: Path) -> None:
    """One that an editor saves as Latin-1 is refused in one line, and kept."""
    script = "printf '[position.1]\\nparty = union\\nissue = pay\\nvalue = 105\\nquote = caf\\351\\n' > \"$1\""
    with unchanged(talks / "data"):
        result = sheet(talks, script)
    first, last = result.err.splitlines()
    assert "not UTF-8" in first
    assert last.startswith("negtrack: nothing written: the sheet has errors; your text is kept in ")
    assert b"caf\xe9" in kept_in(talks)[0].read_bytes()


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (["party = nobody"], "party = nobody"),
        (["party = union", "issue = pay", "value = much", "side = own"], "value = much"),
    ],
)
def test_the_editor_opens_where_typing_begins(talks: Path, typed: list[str], wrong: str) -> None:
    """One that takes a line is opened at the first party that is not filled in, and again at the first error."""
    edits = [f"sed -i '0,/^{line.split()[0]} *= *$/s//{line}/' \"$2\"" for line in typed]
    program = talks / "vim"
    program.write_text(f"""#!/bin/sh
sed -n "${{1#+}}p" "$2" >> {talks}/lines
{"; ".join(edits)}
""")
    program.chmod(0o755)
    terminal = Terminal("sheet", "gazette", cwd=talks, env={"VISUAL": str(program)})
    terminal.expect("Reopen the editor?")
    terminal.answer("y")
    terminal.expect("Reopen the editor?")
    terminal.answer("n")
    assert terminal.end() == 2
    first, again = (talks / "lines").read_text().splitlines()
    assert (first.split(), again.split()) == (["party", "="], wrong.split())
