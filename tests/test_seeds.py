"""The shipped example: its sheets give the shipped data, and the data holds every row of the facts."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from negtrack.checks import check_negotiation
from negtrack.ids import make_id
from negtrack.model import Negotiation, Record, digest
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place

from .cli.harness import EXAMPLE, SEEDS, SHIPPED, contents, run, unchanged

SHEETS = sorted((SEEDS / EXAMPLE).glob("*.toml"))
WSJ = "wsj-2024-03-25"
SHORT = {"wsj": WSJ, "pledgetimes": "pledgetimes-2024-02-27"}
"""How the tables below name the longest sources."""

POSITIONS = """
    # holder|issue|value|stated|speaker|voice|stance|source|locator
    hamas|civilian-return|immediately|2024-03-25||reported|demand|wsj|¶3
    israel|civilian-return|at least 2 weeks after deal-signed|2024-03-25|Egyptian officials|egypt|demand|wsj|¶3
    israel|return-pace|gradual|2024-03-25|Egyptian officials|egypt|demand|wsj|¶3
    hamas|female-soldier-ratio|30:1|2024-03-25||reported|demand|wsj|¶3
    israel|female-soldier-ratio|under 30:1|2024-03-25||reported|refusal|wsj|¶3
    israel|team-mandate|limited|2024-03-25|international mediators in Doha|mediators|statement|wsj|¶11
    israel|team-mandate|limited|2024-03-25|families of hostages|families of hostages|statement|wsj|¶11
    israel|team-mandate|limited|2024-03-25|former security officials|former security officials|statement|wsj|¶11
    israel|team-mandate|refer-back|2024-03-25|Gershon Baskin|Gershon Baskin|statement|wsj|¶12
    israel|team-mandate|sufficient|2024-03-25|senior Israeli official in the negotiations|israel|statement|wsj|¶13
    hamas|team-mandate|refer-back|2024-03-25|Israeli officials|israel|statement|wsj|¶16
    israel|expected-length|at least 2 weeks|2024-03-25|Israeli officials|israel|statement|wsj|¶16
    mediators|expected-length|under 3 weeks|2024-03-25|the mediators|mediators|statement|wsj|¶17
    israel|rafah-operation|major|2024-03-25|Benjamin Netanyahu|israel|statement|wsj|¶8, ¶10
    united-states|rafah-operation|none or limited|2024-03-25|Antony Blinken|united-states|demand|wsj|¶9, ¶10
    united-states|ceasefire-at-un|yes|2024-03-25||reported|statement|wsj|¶5
    israel|prisoners-first-stage|400|2024-02-27|reports citing Al Jazeera|reports citing Al Jazeera|offer|pledgetimes|
    israel|return-pace|gradual|2024-02-27|reports citing Al Jazeera|reports citing Al Jazeera|offer|pledgetimes|
    hamas|permanent-ceasefire|immediate|../2024-01-31||reported|demand|reuters-2024-03-15|
    israel|team-mandate|limited|2024-03-17|senior Israeli official|israel|statement|timesofisrael-2024-03-17|
    israel|team-mandate|sufficient|2024-03-18|Israeli officials|israel|statement|timesofisrael-2024-03-18|
    hamas|team-mandate|none|2024-03-18|Israeli official|israel|statement|timesofisrael-2024-03-18|
    israel|prisoners-first-stage|700..800|2024-03-24|Israeli officials|israel|offer|jpost-2024-03-24|
    israel|team-mandate|unspecified|2024-03-24|Israeli media|Israeli media|statement|jpost-2024-03-24|
    israel|life-sentence-ratio|7:1|2024-03-24|high-ranking Israeli source|israel|statement|bayannews-2024-03-25|
"""
"""Every position of the facts, as it must stand in the data. Hamas's terms of 14 March are those of its proposal."""

RESPONSES = """
    # holder|proposal|answer|stated|speaker|voice|source
    israel|us-compromise-2024-03|accepted|2024-03-25|senior Israeli official|israel|wsj
    hamas|us-compromise-2024-03|pending|2024-03-25|senior Israeli official|israel|wsj
    israel|us-compromise-2024-03|accepted|2024-03-25|Arab mediators|mediators|wsj
    israel|hamas-2024-03-14|rejected|2024-03-14|prime minister's office|israel|reuters-2024-03-15
    israel|us-compromise-2024-03|accepted|2024-03-23|Israeli official|israel|reuters-2024-03-23
    hamas|us-compromise-2024-03|pending|2024-03-23|Israeli official|israel|reuters-2024-03-23
    hamas|us-compromise-2024-03|restated|2024-03-25||hamas|southasiantimes-2024-03-25
    hamas|us-compromise-2024-03|rejected|2024-03-26|Netanyahu's office|israel|sputnik-2024-03-26
"""

PEOPLE = """
    # party|name|authority
    israel|David Barnea|negotiates
    israel|Yoav Gallant|decides
    united-states|William Burns|negotiates
    qatar|Mohammed bin Abdulrahman al-Thani|negotiates
    egypt|Abbas Kamel|negotiates
    hamas|Yahya Sinwar|decides
"""

ADDRESSES = """
    # source|part of its address
    pledgetimes-2024-02-27|pledgetimes.com/gaza-war-biden-israel-has-agreed-to-suspend-its-attacks-during-ramadan
    reuters-2024-03-15|japannews.yomiuri.co.jp/news-services/reuters/20240315-174814
    stratnewsglobal-2024-03-15|stratnewsglobal.com/world-news/hamas-issues-ceasefire-proposal-to-mediators
    timesofisrael-2024-03-17|timesofisrael.com/israeli-delegation-to-head-to-doha-for-hostage-talks
    jpost-2024-03-24|jpost.com/breaking-news/article-793512
    southasiantimes-2024-03-25|thesouthasiantimes.info/hamas-rejects-latest-ceasefire-proposal
    sputnik-2024-03-26|sputnikglobe.com/20240326/netanyahus-office-all-us-gaza-ceasefire-deal-proposals
"""


def rows(table: str) -> list[tuple[str, ...]]:
    """Return the lines of a table above, cell by cell."""
    lines = (line for line in table.strip().splitlines() if not line.strip().startswith("#"))
    return [tuple(SHORT.get(cell, cell) for cell in line.strip().split("|")) for line in lines]


@pytest.fixture(scope="module")
def shipped() -> Negotiation:
    """The negotiation that data/ holds; it has no problem."""
    loaded = load_negotiation(Place(SHIPPED, SHIPPED / EXAMPLE))
    assert loaded.problems == ()
    return loaded.negotiation


@pytest.mark.parametrize("example", sorted(path.name for path in SEEDS.iterdir() if path.is_dir()))
def test_the_sheets_give_the_data_byte_for_byte(tmp_path: Path, example: str) -> None:
    """`init --example` files the shipped sheets; the result is data/, dot-files aside, without a problem or a note."""
    assert run("init", "--example", example, cwd=tmp_path).code == 0
    assert contents(tmp_path / "data" / example) == contents(SHIPPED / example)
    assert run("check", "--strict", cwd=tmp_path).code == 0


def test_import_into_an_empty_negotiation_gives_the_same(tmp_path: Path) -> None:
    """Also by hand: an empty negotiation with the sheet's own head, then `import` of every sheet in one go."""
    run("init", "--example", EXAMPLE, cwd=tmp_path)
    folder = tmp_path / "data" / EXAMPLE
    head = (folder / "negotiation.toml").read_text("utf-8").partition("\n[")[0]
    for path in [folder / "sources.toml", *folder.glob("parties/*.toml")]:
        path.unlink()
    (folder / "negotiation.toml").write_text(head, "utf-8", newline="")
    result = run("import", *SHEETS, cwd=tmp_path)
    assert result.code == 0, result.err
    assert contents(folder) == contents(SHIPPED / EXAMPLE)
    with unchanged(tmp_path):
        again = run("import", *SHEETS, cwd=tmp_path)
    assert (again.code, again.out) == (0, "")
    assert re.fullmatch(r"negtrack: 0 .*new, \d+ already there, 0 restored\n", again.err)


def test_nothing_is_wrong_with_it(shipped: Negotiation) -> None:
    """No check finds anything, not even a note."""
    assert check_negotiation(shipped, datetime.now(UTC).date()) == []


def test_every_position_of_the_facts(shipped: Negotiation) -> None:
    """Each row is there with value, day, speaker, voice, stance, source and paragraph; and there is no other."""
    found = [
        (
            *(
                position.party,
                position.issue,
                position.value,
                position.stated.text if position.stated else "",
                position.speaker,
                position.voice,
            ),
            *(position.stance, position.sources[0], position.locator),
        )
        for position in shipped.positions
        if not position.proposal
    ]
    assert sorted(found) == sorted(rows(POSITIONS))


def test_every_answer_of_the_facts(shipped: Negotiation) -> None:
    """Hamas's own words and the other side's are two different records."""
    found = [
        (
            *(response.party, response.proposal, response.answer, response.stated.text if response.stated else ""),
            response.speaker,
            response.voice,
            response.sources[0],
        )
        for response in shipped.responses
    ]
    assert sorted(found) == sorted(rows(RESPONSES))


def test_the_proposals(shipped: Negotiation) -> None:
    """A bridging one of the United States with a number that is not public; a package of Hamas with its terms."""
    by_id = {proposal.id: proposal for proposal in shipped.proposals}
    compromise, package = by_id["us-compromise-2024-03"], by_id["hamas-2024-03-14"]
    assert set(by_id) == {compromise.id, package.id}
    assert (compromise.party, compromise.kind, compromise.tabled and compromise.tabled.text) == (
        "united-states",
        "bridging",
        "../2024-03-23",
    )
    assert [str(term) for term in compromise.terms] == ["prisoners-first-stage = undisclosed"]
    assert compromise.between == ("israel", "hamas")
    assert (package.party, package.kind, package.tabled and package.tabled.text) == ("hamas", "package", "2024-03-14")
    assert [str(term) for term in package.terms] == [
        "prisoners-first-stage = 700..1000",
        "permanent-ceasefire = date-after-first-exchange",
    ]
    assert set(package.sources) == {"reuters-2024-03-15", "stratnewsglobal-2024-03-15"}


def test_the_people(shipped: Negotiation) -> None:
    """Everyone named in the facts is a delegate of a party."""
    found = {
        (delegate.party, delegate.name, delegate.authority)
        for party in shipped.parties.values()
        for delegate in party.delegates
    }
    assert set(rows(PEOPLE)) <= found


def test_the_parties_and_events(shipped: Negotiation) -> None:
    """Two principals; Qatar and Egypt are a bloc; the round in Doha has its days, the deal has none."""
    assert [party.id for party in shipped.principals] == ["israel", "hamas"]
    assert {party.id for party in shipped.parties.values() if party.member_of == "mediators"} == {"qatar", "egypt"}
    doha = shipped.events["doha-round"]
    assert (doha.date and doha.date.text, doha.until and doha.until.text) == ("2024-03-18", "2024-03-24")
    assert shipped.events["deal-signed"].date is None
    assert shipped.events["ceasefire-start"].date is None


def test_the_issues(shipped: Negotiation) -> None:
    """Kinds and rungs as the facts say."""
    issues = shipped.issues
    assert (issues["civilian-return"].kind, issues["civilian-return"].anchor) == ("timing", "deal-signed")
    assert issues["return-pace"].ladder == ("gradual", "unrestricted")
    assert issues["permanent-ceasefire"].ladder == ("none", "date-after-first-exchange", "immediate")
    assert issues["rafah-operation"].ladder == ("none", "limited", "major")
    assert {name for name, issue in issues.items() if issue.class_ == "process"} == {
        *("team-mandate", "expected-length", "rafah-operation", "ceasefire-at-un"),
    }
    assert (issues["female-soldier-ratio"].kind, issues["life-sentence-ratio"].kind) == ("ratio", "ratio")


@pytest.mark.parametrize(
    "words",
    [
        ("israel", "130 hostages", "33"),
        ("israel", "committed to a deal"),
        ("israel", "politically sensitive"),
        ("israel", "top negotiators left"),
        ("mediators", "when civilians return", "female soldier"),
    ],
)
def test_the_notes(shipped: Negotiation, words: tuple[str, ...]) -> None:
    """Context figures and remarks are kept as notes with their paragraph."""
    party, *phrases = words
    notes = [note for note in shipped.notes if note.party == party and all(word in note.text for word in phrases)]
    assert len(notes) == 1
    assert notes[0].locator.startswith("¶")


def test_the_sources(shipped: Negotiation) -> None:
    """Addresses as the facts give them; the first source has none, and its author."""
    for name, address in rows(ADDRESSES):
        assert address in shipped.sources[name].URL
    assert (shipped.sources[WSJ].URL, shipped.sources[WSJ].author) == ("", ("Summer Said",))
    assert shipped.sources[WSJ].container_title == "The Wall Street Journal"


def test_ids_are_those_that_the_program_makes(shipped: Negotiation) -> None:
    """Day, subject and the digest of the content; the two proposals alone were named by hand."""
    named = {proposal.id for proposal in shipped.proposals}
    for entry in shipped.entries.values():
        assert isinstance(entry, Record)
        if entry.id not in named:
            assert entry.id == make_id(entry.day, entry.subject, digest(entry), ())


def test_our_own_words_only(shipped: Negotiation) -> None:
    """A quote is one short phrase, and every record has a grade, a source and words of ours."""
    for record in shipped.records:
        assert len(record.quote.split()) <= 4
        assert record.grade
        assert record.sources
        assert record.text


def test_what_a_reader_must_be_able_to_see() -> None:
    """The number for the first stage moved from 400 to 700..800 and so met 700..1000; 300 apart on 14 March."""
    for day, gap in (("2024-03-14", "apart 300"), ("2024-03-24", "overlap 700..800")):
        asked = run("compare", "--as-of", day, "--issue", "prisoners-first-stage").rows
        assert [row["gap"] for row in asked] == [gap]
