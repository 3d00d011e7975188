"""`schema`: the schemas for editors agree with what a load accepts and refuses."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from negtrack.dates import parse_when
from negtrack.errors import NotationError
from negtrack.ids import parse_id
from negtrack.model import parse_term
from negtrack.store.parse import parse_document
from negtrack.store.schema import SCHEMA_FOLDER, header_for, schema_of

from .harness import ROOT, run, unchanged

KINDS = ("party", "agreements", "negotiation", "sources", "sheet")
SHIPPED = sorted((ROOT / "data").glob("*/*.toml")) + sorted((ROOT / "data").glob("*/parties/*.toml"))
SEEDS = sorted((ROOT / "seeds").glob("*/*.toml"))

VALID: Mapping[str, str] = {
    "party": """
        name = "Union"
        role = "principal"
        member_of = "workers"
        [delegate."имя"]
        name = "Имя"
        authority = "decides"
        [position.a]
        issue = "pay"
        stance = "demand"
        value = "at least 3%"
        speaker = "The president"
        side = "own"
        grade = "B2"
        stated = "../2024-03-23"
        sources = ["gazette"]
        limits = ["pay = at most 4%"]
        recorded = 2024-03-26T00:00:00Z
        [proposal.b]
        title = "Terms"
        kind = "package"
        recorded = 2024-03-26 00:00:00+00:00
        [response.c]
        proposal = "b"
        answer = "accepted"
        recorded = 2024-03-26 00:00:00+00:00
        [retraction.d]
        of = "c"
        reason = "misread"
        recorded = 2024-03-26 00:00:00+00:00
    """,
    "agreements": """
        [agreement.a]
        title = "Contract"
        date = 2024-03-20
        follows = "b"
        terms = ["pay = 3%"]
        recorded = 2024-03-26 00:00:00+00:00
        [agreement.a.term.hours]
        value = "35"
        [open.c]
        agreement = "a"
        issue = "start"
        decide-by = 2024-06-30
        recorded = 2024-03-26 00:00:00+00:00
        [milestone.d]
        agreement = "a#pay"
        milestone = "done"
        for = 26
        against = "45.26%"
        recorded = 2024-03-26 00:00:00+00:00
        [retraction.e]
        of = "d"
        reason = "misread"
        recorded = 2024-03-26 00:00:00+00:00
    """,
    "negotiation": """
        format = 1
        title = "Talks"
        parties = ["union"]
        [issue.pay]
        title = "Pay"
        class = "substance"
        kind = "percent"
        wants = { union = "more" }
        [event.signed]
        title = "Signature"
        date = 2024-03
    """.replace("2024-03\n", '"2024-03"\n'),
    "sources": """
        [source.gazette]
        container-title = "The Gazette"
        issued = 2024-03-25
        author = ["A. Author"]
    """,
    "sheet": """
        [party.union]
        name = "Union"
        role = "principal"
        [note.a]
        party = "union"
        text = "No date of recording, which import fills in."
        stated = 2024-03-25
    """,
}
"""One valid file of each kind."""


def as_editors_see(value: Any) -> Any:
    """Return a value with its dates as text, as taplo hands them to the schema."""
    if isinstance(value, dict):
        return {key: as_editors_see(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_editors_see(item) for item in value]
    return str(value) if isinstance(value, date | datetime) else value


def schema_errors(kind: str, text: str) -> list[str]:
    """Return the errors that the schema finds in a file."""
    return [iter_error.message for iter_error in validator_of(kind).iter_errors(as_editors_see(tomllib.loads(text)))]


@cache
def validator_of(kind: str) -> jsonschema.Draft7Validator:
    """Return what holds files of a kind against their schema."""
    return jsonschema.Draft7Validator(schema_of(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_prints_a_valid_schema(kind: str) -> None:
    """JSON of draft 7 that is itself valid, the same at every call, every field with a description for editors."""
    result = run("schema", kind)
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("}\n")
    assert run("schema", kind).out == result.out
    schema = result.json
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    for record in (schema, *schema["definitions"].values()):
        assert record["additionalProperties"] is False
        assert record["description"].endswith(".")
        for name, schema_field in record["properties"].items():
            assert schema_field["description"].endswith("."), name


@pytest.mark.parametrize("path", [*SHIPPED, *SEEDS], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_shipped_files_are_valid(path: Path) -> None:
    """Both negotiations and their sheets."""
    kind = "sheet" if path in SEEDS else path.stem if path.stem in KINDS else "party"
    assert schema_errors(kind, path.read_text("utf-8")) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_below_are_valid(kind: str) -> None:
    """The schema and a load accept them, so that a changed file fails for its own error only."""
    assert schema_errors(kind, VALID[kind]) == []
    instant = datetime.fromisoformat("2024-03-26T00:00:00+00:00")
    _, problems = parse_document(VALID[kind], "x", kind, "union" if kind == "party" else "", instant)
    assert problems == []


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("party", 'name = "Union"', 'nmae = "Union"'),
        ("party", 'name = "Union"', ""),
        ("party", 'name = "Union"', 'name = ""'),
        ("party", 'name = "Union"', "name = 3"),
        ("party", '"principal"', '"principle"'),
        ("party", '"decides"', '"decide"'),
        ("party", "[position.a]", "[posiition.a]"),
        ("party", "[position.a]", '[position."A b"]'),
        ("party", "[position.a]", "[position.-a]"),
        ("party", "[position.a]", "[position.A]"),
        ("party", "[position.a]", "[[position]]"),
        ("party", 'issue = "pay"', ""),
        ("party", 'issue = "pay"', 'issue = "Pay"'),
        ("party", 'issue = "pay"', 'issues = "pay"'),
        ("party", 'issue = "pay"', 'issue = "pay"\nparty = "union"'),
        ("party", 'issue = "pay"', 'issue = "pay"\nline = 3'),
        ("party", '"demand"', '"demnd"'),
        ("party", '"at least 3%"', '" "'),
        ("party", '"at least 3%"', "3"),
        ("party", '"B2"', '"G2"'),
        ("party", '"B2"', '"B22"'),
        ("party", 'side = "own"', ""),
        ("party", '"../2024-03-23"', '"last week"'),
        ("party", '"../2024-03-23"', "2024"),
        ("party", '["gazette"]', '"gazette"'),
        ("party", '["gazette"]', '["The Gazette"]'),
        ("party", '"pay = at most 4%"', '"at most 4%"'),
        ("party", "recorded = 2024-03-26T00:00:00Z", ""),
        ("party", "2024-03-26T00:00:00Z", "2024-03-26"),
        ("party", "2024-03-26T00:00:00Z", "2024-03-26T00:00:00"),
        ("party", '"package"', '"packet"'),
        ("party", '"accepted"', '"yes"'),
        ("party", 'reason = "misread"', ""),
        ("agreements", 'title = "Contract"', 'title = "Contract"\nparty = "union"'),
        ("agreements", "date = 2024-03-20", ""),
        ("agreements", '"b"', '"The offer"'),
        ("agreements", 'value = "35"', ""),
        ("agreements", "decide-by = 2024-06-30", ""),
        ("agreements", '"a#pay"', '"a#"'),
        ("agreements", '"done"', '"ready"'),
        ("agreements", "for = 26", "for = -1"),
        ("agreements", "for = 26", 'for = "26"'),
        ("agreements", '"45.26%"', '"145.26%"'),
        ("agreements", "[open.c]", "[position.c]"),
        ("negotiation", "format = 1", "format = 2"),
        ("negotiation", 'title = "Talks"', ""),
        ("negotiation", 'title = "Talks"', 'titel = "Talks"'),
        ("negotiation", '["union"]', '"union"'),
        ("negotiation", '"percent"', '"per cent"'),
        ("negotiation", '"substance"', '"sustance"'),
        ("negotiation", "class =", "class_ ="),
        ("negotiation", '"more"', '"most"'),
        ("negotiation", "union =", '"the union" ='),
        ("negotiation", '"2024-03"', '"March"'),
        ("sources", "container-title", "container_title"),
        ("sources", "2024-03-25", '"25 March"'),
        ("sources", '["A. Author"]', '"A. Author"'),
        ("sources", "[source.gazette]", "[sources.gazette]"),
        ("sheet", 'party = "union"', ""),
        ("sheet", "stated", "statd"),
    ],
)
def test_what_no_record_can_hold_is_refused(kind: str, old: str, new: str) -> None:
    """By the schema as by a load: unknown keys, other words, what is missing, what is no id, text, date or term."""
    text = VALID[kind].replace(old, new, 1)
    assert text != VALID[kind]
    _, problems = parse_document(text, "x", kind, "union" if kind == "party" else "")
    assert problems or old == 'side = "own"'  # which a load refuses when it links the files
    assert schema_errors(kind, text)


@pytest.mark.parametrize(
    "given",
    ["a", "a-b", "имя", "שלום", "100", "a--b", "-a", "a-", "a b", "A", "a_b", "a.b", "ÀB", "é", "\U00010400", ""],
)
def test_every_id_is_one_to_the_schema(given: str) -> None:
    """What is refused is no id; of letters beyond ASCII it lets a few more through."""
    try:
        parse_id(given)
    except NotationError:
        return
    assert not schema_errors("negotiation", f"title = 'x'\n[event.'{given}']\ntitle = 'x'")


@pytest.mark.parametrize(
    "given",
    [
        *("2024-03-25", '"2024-03-25"', '"2024-03"', '"2024"', '"../2024-03-25"', '"2024-03-25/.."', '" 2024 "'),
        *('"2024-03/2024-04-02"', "2024-03-25T14:00:00+02:00", '"2024-03-25 14:00:00Z"', '"2024-03-25T14:00+02:00"'),
    ],
)
def test_every_date_is_one_to_the_schema(given: str) -> None:
    """Each of the notations that a load takes."""
    parse_when(tomllib.loads(f"x = {given}")["x"])
    assert not schema_errors("negotiation", f"title = 'x'\n[event.a]\ntitle = 'x'\ndate = {given}")


@pytest.mark.parametrize("kind", KINDS)
def test_every_date_may_be_one_of_toml_or_a_text(kind: str) -> None:
    """Editors differ: to some, TOML's dates are texts, to others they are what `format` says and a text is not."""
    records = schema_of(kind)["definitions"].values()
    fields = [field for record in records for field in record["properties"].values() if "[0-9]{4}-" in str(field)]
    flat = [field for field in fields if "pattern" in field and "patternProperties" not in field]
    assert flat
    for field in flat:
        formats = [branch.get("format") for branch in field.get("anyOf", (field,))]
        assert formats in (["date", "date-time", None], ["date-time"]), field


@pytest.mark.parametrize("given", ["pay = 3", "pay=3", " pay  =  at least 3 ", "a = b = c"])
def test_every_term_is_one_to_the_schema(given: str) -> None:
    """With blanks around the sign as one likes."""
    parse_term(given)
    assert not schema_errors("party", VALID["party"].replace("pay = at most 4%", given))


def test_init_puts_them_beside_the_files(tmp_path: Path) -> None:
    """With the line that editors find them by, relative to each file; nothing there is ignored by git, or a problem."""
    run("init", "talks", "--title", "Talks", cwd=tmp_path)
    folder = tmp_path / "data" / "talks"
    for kind in ("party", "negotiation", "sources"):
        assert (folder / SCHEMA_FOLDER / f"{kind}.json").read_text("utf-8") == run("schema", kind).out
    first = (folder / "negotiation.toml").read_text("utf-8").splitlines()[0]
    assert first == header_for("negotiation").rstrip("\n") == "#:schema .schema/negotiation.json"
    for kind, file in (("party", "parties/x.toml"), ("sources", "sources.toml")):
        target = header_for(kind).removeprefix("#:schema ").rstrip("\n")
        assert ((folder / file).parent / target).resolve() == folder.resolve() / SCHEMA_FOLDER / f"{kind}.json"
    assert (folder / ".gitignore").read_text() == ".negtrack*\n"
    assert run("check", "--strict", cwd=tmp_path).code == 0


def test_write_refreshes_them(here: Path) -> None:
    """Only what differs from this version's is written, and named; nothing else is touched."""
    assert run("schema", "--write", cwd=here).code == 0
    with unchanged(here):
        result = run("schema", "--write", cwd=here)
        assert (result.code, result.out) == (0, "")
        assert result.err == "negtrack: the schemas are up to date\n"
    (party,) = here.rglob("party.json")
    party.write_text("old")
    with unchanged(here / "data" / "gaza-ceasefire-2024" / "parties"):
        result = run("schema", "--write", cwd=here)
    assert result.err == "negtrack: wrote .schema/party.json\n"
    assert json.loads(party.read_text())


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "schema takes a kind of file"),
        (("party", "--write"), "schema takes a kind of file"),
        (("parties",), "'parties' is not one of"),
    ],
)
def test_what_does_not_hold_is_one_line(given: tuple[str, ...], message: str) -> None:
    """Exit 2."""
    result = run("schema", *given)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert message in result.err


def test_write_where_it_cannot(here: Path) -> None:
    """A folder or a file in the way is one line, exit 2."""
    folder = here / "data" / "gaza-ceasefire-2024" / SCHEMA_FOLDER
    run("schema", "--write", cwd=here)
    (folder / "party.json").unlink()
    (folder / "party.json").mkdir()
    result = run("schema", "--write", cwd=here)
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert result.err.startswith("negtrack: nothing written: ")
