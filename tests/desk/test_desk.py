"""The desk, key by key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from negtrack.cli.recording import desk
from negtrack.desk.voices import voice_so_far
from negtrack.desk.wording import record_line
from negtrack.model import Event, Issue, Passage, Position
from negtrack.model.locators import MAX_QUOTE
from negtrack.store.add import add_items
from negtrack.store.change import Change
from negtrack.store.locate import Place
from negtrack.text.find import SearchText, find_passages

from ..cli.harness import contents, run
from .reader import Reader, write_talks
from .strike import ARTICLE, NEGOTIATION


def choose(reader: Reader, id: str) -> Reader:
    """Take a choice by its key."""
    assert reader.desk.menu
    return reader.press(*next(choice.keys for choice in reader.desk.menu.choices if choice.id == id))


def on(reader: Reader, party: str, issue: str) -> Reader:
    """Choose a party and an issue, and keep the stance and the voice where they are asked for."""
    return keep(choose(choose(reader, party), issue))


def keep(reader: Reader) -> Reader:
    """Answer questions about stance and voice with what they are so far."""
    while reader.desk.question in ("stance", "voice"):
        choose(reader, reader.desk.stance if reader.desk.question == "stance" else voice_so_far(reader.desk))
    return reader


def record(reader: Reader, party: str = "union", issue: str = "wage-rise", value: str = "9%") -> Position:
    """Record a position from the sentence that is read, and return it."""
    on(reader.press("v"), party, issue).type(value).press("enter")
    return next(position for position in reader.negotiation.positions if position.id == reader.work.ids[-1])


def choices(reader: Reader) -> list[str]:
    """Return the choices that are shown."""
    return [choice.id for choice in reader.desk.menu.shown] if reader.desk.menu else []


def leave(reader: Reader) -> Reader:
    """Go back until the text is read."""
    while reader.desk.question:
        reader.press("esc")
    return reader


def quote(reader: Reader) -> str:
    """Return the words that are chosen."""
    return reader.desk.article.words(reader.desk.span)


def test_what_is_recorded(reader: Reader) -> None:
    """Quote and place in the text, the source, its day, and what `add-position` fills in where nobody is named; the
    words are found where the record says."""
    reader.press(" ", " ")
    position = record(reader)
    assert (position.stance, position.value, position.attribution) == ("demand", "9%", "reported")
    assert position.quote == "The Union wants wages to rise by at least 9% this year, union officials said."
    assert position.stated
    assert (position.sources, position.stated.text) == (("herald",), "2024-03-25")
    assert isinstance(position.locator, Passage)
    assert position.locator.place == "paragraph 3"
    assert (position.locator.prefix, position.locator.suffix) == ("\n", " They called the rise overdue.\n")
    passage = replace(position.locator, quote=position.quote)
    (finding,) = find_passages(SearchText(reader.desk.article.text, unchanged=True), [passage])
    assert (finding.status, finding.start) == ("found", position.locator.start)
    assert reader.desk.message.startswith(f"recorded {position.id} in parties/union.toml")
    assert run("check", cwd=reader.folder.parents[1]).code == 0


def test_the_same_as_by_command(tmp_path: Path) -> None:
    """A position of the desk is byte for byte what `add-position` records with the same options."""
    for name in ("desk", "command"):
        write_talks(tmp_path / name)
    reader = Reader(tmp_path / "desk")
    reader.press(" ", " ", "v", "g").type("b2").press("w")
    choose(reader, "union officials")
    on(choose(reader, "union"), "union", "wage-rise").type("min 9%").press("enter")
    position = reader.negotiation.positions[0]
    assert isinstance(position.locator, Passage)
    result = run(
        *("add-position", "union", "wage-rise", "min 9%", "--speaker", "union officials", "--side", "own"),
        *("--grade", "B2", "--source", "herald", "--quote", position.quote, "--locator", position.locator.text),
        cwd=tmp_path / "command",
    )
    assert result.code == 0, result.err
    name = "parties/union.toml"
    one, other = (
        contents(tmp_path / folder / "data/port")[name].split(b"recorded")[0] for folder in ("desk", "command")
    )
    assert one == other


def test_mentions(reader: Reader) -> None:
    """`space` goes to the next sentence that names a party or a word of an issue, in the plural too, and passes those
    that name none; `b` goes back."""
    visited = []
    for _ in range(30):
        reader.press(" ")
        visited.append(quote(reader).split(" ")[0:3])
    assert ["The", "port", "handled"] not in visited
    assert ["They", "called", "the"] in visited  # it says "rise"
    assert reader.desk.message == "no further mention of a party or an issue"
    before = quote(reader)
    reader.press("b", " ")
    assert quote(reader) == before


def test_the_words_grow_and_shrink(reader: Reader) -> None:
    """By sentences, within one by clauses, and by words at both ends; never to nothing, and never over the limit."""
    reader.press("j", "j", "v")
    whole = quote(reader)
    assert quote(reader.press("J")) == f"{whole} They called the rise overdue."
    assert quote(reader.press("K")) == whole
    assert quote(reader.press("K")) == "The Union wants wages to rise by at least 9% this year"
    assert quote(reader.press("H", "H")) == "The Union wants wages to rise by at least 9%"
    assert quote(reader.press(">", ">")) == "wants wages to rise by at least 9%"
    assert quote(reader.press("<", "L")) == "Union wants wages to rise by at least 9% this"
    assert quote(reader.press("J")) == "Union wants wages to rise by at least 9% this year"
    reader.press(*"J" * 60)
    assert len(quote(reader)) <= MAX_QUOTE
    reader.press(*"K" * 99)
    assert quote(reader) == "Union"


def test_a_quote_is_never_longer_than_the_limit(tmp_path: Path) -> None:
    """Of a longer sentence goes in what a quote may have; what would be more is refused in words."""
    write_talks(tmp_path, "endless " * 1_000)
    reader = Reader(tmp_path).press("v", "J")
    assert len(quote(reader)) == MAX_QUOTE
    assert "K shrinks it" in reader.shown
    assert len(record(Reader(tmp_path)).quote) == MAX_QUOTE


def test_carried_over(reader: Reader) -> None:
    """Speaker, side, attribution, grade and stance stay until a key changes them; whose people the speaker is does not
    change with the party."""
    reader.press(" ", " ", "v", "g").type("B2").press("s")
    choose(reader, "refusal").press("w")
    choose(choose(reader, "union officials"), "union").press("a")
    on(choose(reader, "background"), "union", "wage-rise").type("under 9%").press("enter")
    first = reader.negotiation.positions[0]
    assert (first.speaker, first.side, first.attribution) == ("union officials", "own", "background")
    other = record(reader, "employer", value="over 4%")
    assert (other.speaker, other.side, other.attribution) == ("union officials", "union", "background")
    assert (other.grade, other.stance) == ("B2", "refusal")
    reader.press("v", "w")
    on(choose(reader, "the source itself"), "union", "wage-rise").type("under 8%").press("enter")
    third = next(position for position in reader.negotiation.positions if position.value == "under 8%")
    assert (third.speaker, third.side, third.attribution) == ("", "", "reported")


def test_the_party_itself(reader: Reader) -> None:
    """Its own word is that of the party of this position; on the next one, of another party, it stays the first one's
    word."""
    reader.press("v", "w")
    on(choose(reader, "the party itself"), "union", "wage-rise").type("9%").press("enter")
    assert reader.negotiation.positions[0].side == "own"
    assert record(reader, "employer", value="4%").side == "union"


def test_stances_by_class(reader: Reader) -> None:
    """A stance is carried over among issues of one class; a mandate is a statement unless it is said otherwise."""
    reader.press("v", "s")
    on(choose(reader, "offer"), "employer", "wage-rise").type("4%").press("enter")
    assert record(reader, "employer", "employer-mandate", "full").stance == "statement"
    assert record(reader, "employer", "overtime", "12").stance == "offer"


def test_what_the_words_mention_first(reader: Reader) -> None:
    """The first keys are for the parties and issues that the words mention, then for those that were used last: a
    sentence about the union alone offers no other party by itself."""
    record(reader, "employer", "holidays", "30")
    reader.press(" ", " ", "v")
    assert choices(reader)[:2] == ["union", "employer"]
    reader.press("1")
    assert choices(reader)[:2] == ["wage-rise", "holidays"]


def test_keys_stay(reader: Reader) -> None:
    """A party and an issue have one key in every sentence, in the order of the files; what the sentence names has a
    mark, and the only one that it names is what Enter takes."""
    keys = []
    for _ in range(9):
        reader.press(" ", "v")
        assert reader.desk.menu
        parties = reader.desk.menu
        choose(reader, "union")
        keys.append(
            ({one.id: one.keys for one in parties.choices}, {one.id: one.keys for one in reader.desk.menu.choices})
        )
        assert parties.default in ("", *(one.id for one in parties.choices if one.is_named))
        reader.press("esc", "esc")
    assert all(one == keys[0] for one in keys)
    assert keys[0][0] == {"union": "1", "employer": "2", "mediators": "3"}
    assert list(keys[0][1].values()) == list("abcdefghi")


def test_a_key_of_a_side_is_that_of_the_party(reader: Reader) -> None:
    """Parties have their keys wherever they are chosen."""
    reader.press("v", "d")
    assert reader.desk.menu
    assert {one.id: one.keys for one in reader.desk.menu.choices} == {
        "union": "1",
        "employer": "2",
        "mediators": "3",
        "media": "m",
        "third-party": "t",
    }


def test_nobody_is_taken_whom_the_words_do_not_name(reader: Reader) -> None:
    """Enter chooses the only party that they name; where they name none, or several, it says so."""
    record(reader)
    assert "choose by a key" in reader.press("v", "enter").shown
    assert reader.desk.question == "party"
    reader.press("esc", "/").type("prefers").press("enter", "v", "enter")
    assert reader.desk.question == "party"


def test_stance_and_voice_are_asked_first(reader: Reader) -> None:
    """The first position of a sitting is no demand, and nobody's word, by itself; neither is the first one on an issue
    of another class."""
    reader.press("v", "1")
    choose(reader, "holidays")
    assert (reader.desk.question, reader.desk.menu.default if reader.desk.menu else "") == ("stance", "demand")
    reader.press("enter")
    assert (reader.desk.question, reader.desk.menu.default if reader.desk.menu else "") == (
        "voice",
        "the source itself",
    )
    reader.press("enter")
    assert reader.desk.question == "value"
    record(leave(reader))
    reader.press("v", "1")
    assert choose(reader, "employer-mandate").desk.question == "stance"


def test_the_way_back_leads_to_what_was_doubtful(reader: Reader) -> None:
    """From the value to whose word it is, then to the stance, also of a position that was taken back."""
    on(reader.press("v"), "union", "wage-rise").type("9%").press("enter", "u")
    asked = [reader.press("esc").desk.question for _ in range(3)]
    assert asked == ["voice", "stance", "issue"]
    assert choose(reader, "wage-rise").desk.question == "value"


def test_a_character_that_chooses_nothing(reader: Reader) -> None:
    """Is said where a choice is asked for, so that a value typed too early is seen; other keys are not."""
    assert "9 chooses nothing here" in reader.press("v", "9").shown
    assert reader.desk.question == "party"
    assert "chooses nothing" not in reader.press("up").shown


def test_how_it_was_said_is_on_record(reader: Reader) -> None:
    """A record that is no demand, or that another than the source said, shows it beside its value."""
    position = record(reader)
    placed = reader.desk.known.records[0]
    assert record_line(reader.desk, placed) == "¶1 union wage-rise 9%"
    said = replace(position, speaker="union officials", side="own")
    assert record_line(reader.desk, replace(placed, record=said)) == "¶1 union wage-rise 9% (union officials, own)"
    offer = replace(position, stance="offer")
    assert record_line(reader.desk, replace(placed, record=offer)) == "¶1 union wage-rise 9% (offer)"


def test_a_word_of_an_offer_is_asked_about(reader: Reader) -> None:
    """What the words say is marked, and taken by Enter where it is one thing alone; what the reader says is not asked
    again."""
    record(reader)
    reader.press("/").type("asks for").press("enter", "v", "1", "g")
    assert reader.desk.question == "value"  # "asks for" is a demand, and nobody is quoted
    reader.press("esc", "esc", "esc", "/").type("offered a rise").press("enter", "v", "2", "a")
    assert reader.desk.question == "stance"
    side = " ".join(row.split("│")[1].strip() for row in reader.page[1:-2])
    assert 'the words say "offered", "will not"' in side
    assert "*offer" in reader.shown
    assert "choose by a key" in reader.press("enter").shown
    reader.press("esc", "esc", "s", "b", "2", "a")
    assert reader.desk.question == "voice"
    reader.press("esc", "esc", *"KK", "H", "H", "2", "a")
    assert reader.desk.question == "voice"


def test_a_word_of_hearsay_is_asked_about(reader: Reader) -> None:
    """Who may be speaking is offered by a digit; the source itself has a letter, everywhere the same."""
    record(reader)
    reader.press("/").type("offered a rise").press("enter", "v", "s", "b", "2", "a")
    assert reader.desk.question == "voice"
    assert "1 *people close to the terminals" in reader.shown
    reader.press("1", "t").type("4%").press("enter")
    (position,) = (one for one in reader.negotiation.positions if one.party == "employer")
    assert (position.stance, position.speaker, position.side) == (
        "offer",
        "people close to the terminals",
        "third-party",
    )


def test_a_speaker_who_is_not_named_is_asked_about(reader: Reader) -> None:
    """In another paragraph; in the same one, and where the sentence names that speaker, the voice is carried over."""
    reader.press(" ", " ", "v", "w", "1", "1", "1", "a").type("9%").press("enter")
    assert on_value(reader.press("j"))
    assert on_value(reader.press("/").type("contract should").press("enter"))
    reader.press("/").type("plans to automate").press("enter", "v", "2", "c")
    assert reader.desk.question == "voice"


@pytest.mark.parametrize("taken", [(), ("m",)])
def test_a_speaker_who_was_just_typed_is_offered_again(reader: Reader, taken: tuple[str, ...]) -> None:
    """Asked anew whose word it is, before a side was chosen and after that, Enter keeps the name that was typed."""
    reader.press(" ", " ", "v", "w", "n").type("a visitor").press("enter", *taken)
    reader.press(*(("w",) if taken else ("esc", "esc")))
    assert reader.desk.question == "voice"
    choose(reader, voice_so_far(reader.desk))
    assert reader.desk.draft
    assert (reader.desk.draft.get("speaker"), reader.desk.draft.get("side")) == ("a visitor", "media" if taken else "")
    assert reader.desk.question == ("party" if taken else "side")


def on_value(reader: Reader) -> bool:
    """Return whether the value is the next question after party and issue; the position is dropped."""
    reader.press("v", "1", "a")
    found = reader.desk.question == "value"
    reader.press("esc", "esc", "esc")
    return found


def test_a_party_that_speaks_for_itself(tmp_path: Path) -> None:
    """Where the sentence names the party as the one who speaks, the choice is its own word."""
    write_talks(tmp_path, "The Union tells reporters that it wants a rise of at least 9%.")
    reader = Reader(tmp_path).press("v", "1", "a")
    assert reader.desk.question == "voice"
    choose(reader, "Union").type("9%").press("enter")
    (position,) = reader.negotiation.positions
    assert (position.speaker, position.side, position.attribution) == ("", "own", None)


def test_only_the_hash_of_the_words(reader: Reader) -> None:
    """`h` records no word of the text: where they begin, how many they are, and the hashes of them and of what stands
    around them. It stays, also for the next desk on the source, until `h` changes it; a copy of the text verifies it,
    and a repeat of the words elsewhere is not taken for them."""
    reader.press(" ", " ", "v", "h", "esc")
    position = record(reader)
    words = "The Union wants wages to rise by at least 9% this year, union officials said."
    assert position.quote == ""
    assert isinstance(position.locator, Passage)
    assert position.locator.fields.keys() == {"place", "start", "length", "quote-sha256", "around-sha256"}
    assert words[10:40] not in "".join(
        part.decode() for part in contents(reader.folder).values() if b"[position" in part
    )
    assert "as a hash" in reader.press("v").shown
    again = Reader(reader.folder.parents[1])
    assert "as a hash" in again.press(" ", " ", "v").shown
    assert record(again.press("h", "esc", "j")).quote.startswith("They called")
    found = find_passages(SearchText(f"{words}\nOther.\n{words} They called the rise overdue."), [position.locator])
    assert [one.status for one in found] == ["moved"]


def test_a_hash_is_the_one_that_verify_reads(reader: Reader) -> None:
    """Of words over the end of a paragraph too."""
    reader.press("v", "h", "J")
    choose(choose(reader, "union"), "wage-rise")
    keep(reader).type("9%").press("enter")
    (row,) = run("verify", "--format", "tsv", cwd=reader.folder.parents[1]).rows
    assert (row["status"], row["start"]) == ("found", "0")


def test_values_are_checked_as_they_are_typed(reader: Reader) -> None:
    """By the issue's kind, whose help stands above; what is invalid is not taken, and stays to be corrected."""
    reader.press("v")
    on(reader, "union", "contract-length").type("3 yaers")
    assert "a duration: " in reader.shown
    assert "not a duration" in reader.shown
    reader.press("enter")
    assert reader.desk.is_alert
    assert not reader.negotiation.positions
    reader.press(*["backspace"] * 5).type("years")
    assert "= 3 years" in reader.shown
    reader.press("enter")
    assert reader.negotiation.positions[0].value == "3 years"


def test_repeat(reader: Reader) -> None:
    """`.` offers party, issue and value of the last position on the words that are read now: Enter takes the value,
    and the first key replaces it."""
    assert "no position was recorded here yet" in reader.press(".").shown
    record(reader, value="9%")
    keep(reader.press("j", ".")).press("enter")
    keep(reader.press("j", ".")).type("8%").press("enter")
    positions = reader.negotiation.positions
    assert [position.value for position in positions] == ["9%", "9%", "8%"]
    assert len({position.quote for position in positions}) == 3


def test_undo_and_correct(reader: Reader) -> None:
    """`u` takes back what was recorded last, byte for byte, and opens it again; one after the other, all that this
    desk recorded."""
    before = contents(reader.folder)
    record(reader, value="9%")
    after = contents(reader.folder)
    record(reader, "employer", value="4%")
    reader.press("u")
    assert contents(reader.folder) == after
    reader.press("ctrl-u").type("5%").press("enter")
    assert [position.value for position in reader.negotiation.positions] == ["5%", "9%"]
    leave(leave(reader.press("u")).press("u"))
    assert contents(reader.folder) == before
    assert "nothing that was recorded here is left to undo" in reader.press("u").shown


def test_undo_takes_back_nothing_of_others(reader: Reader) -> None:
    """Where somebody else wrote to the same file since, `u` says so and leaves it; a write to another file is none of
    its concern."""
    record(reader)
    folder = reader.folder.parents[1]
    others = ("--stated", "2024-03-20", "--on-record")
    assert run("add-position", "employer", "overtime", "12", *others, cwd=folder).code == 0
    reader.press("u")
    assert [position.party for position in reader.negotiation.positions] == ["employer"]
    reader.press("enter")
    assert run("add-position", "union", "overtime", "12", *others, cwd=folder).code == 0
    reader.press("u")
    assert "parties/union.toml was changed since; use negtrack retract instead" in reader.desk.message
    assert len(reader.negotiation.positions) == 3


def test_a_write_of_somebody_else_in_between(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered as the last write may be another's once this desk looks: then `u` takes back neither."""
    others = Change(reader.folder / "parties/employer.toml", b"after", b"before")
    monkeypatch.setattr(desk, "last_changes", lambda _: [others])
    name = record(reader).id
    assert f"take it back with negtrack retract {name}" in reader.press("u").desk.message
    assert [position.id for position in reader.negotiation.positions] == [name]


def test_recorded_already(reader: Reader) -> None:
    """The same once more writes nothing and says which record it is; there is nothing to undo then."""
    name = record(reader).id
    record(reader)
    assert reader.desk.message == f"already recorded as {name}; nothing written"
    assert reader.work.ids == [name]


def test_what_a_write_refuses_is_kept(reader: Reader) -> None:
    """A rule that the files would break is named in a line, and the position stays as it was entered."""
    reader.press("v", "f")
    choose(reader, "stated").type("2024-03-28").press("enter")
    on(reader, "union", "wage-rise").type("9%").press("enter")
    assert reader.desk.message.startswith("nothing written: ")
    assert "2024-03-28" in reader.desk.message
    assert reader.negotiation.positions == ()
    while reader.desk.question != "party":
        reader.press("esc")
    choose(reader.press("f"), "stated").press("ctrl-u").type("2024-03-25").press("enter")
    on(reader, "union", "wage-rise").type("9%").press("enter")
    assert len(reader.negotiation.positions) == 1


def test_other_fields(reader: Reader) -> None:
    """Each has its question, with its meaning, its words or its check."""
    reader.press("v", "f")
    choose(reader, "text").type("At least nine.").press("enter", "f")
    choose(choose(reader, "modality"), "conditional").press("f")
    choose(choose(reader, "toward"), "employer").press("f")
    choose(reader, "caveat").type("x" * 121).press("enter")
    assert "longer than 120" in reader.desk.message
    reader.press("backspace", "enter", "f")
    choose(reader, "requires").type("strike-pay = 3").press("enter")
    on(reader, "union", "wage-rise").type("9%").press("enter")
    position = reader.negotiation.positions[0]
    assert (position.text, position.modality, position.toward) == ("At least nine.", "conditional", "employer")
    assert (len(position.caveat), position.requires) == (120, ("strike-pay = 3",))


def test_a_withdrawal_needs_no_value(reader: Reader) -> None:
    """But what it takes back."""
    name = record(reader).id
    reader.press("v", "s")
    choose(reader, "withdrawal").press("f")
    choose(reader, "withdraws").type(name).press("enter")
    on(reader, "union", "wage-rise").press("enter")
    position = next(one for one in reader.negotiation.positions if one.stance == "withdrawal")
    assert (position.value, position.withdraws) == ("", (name,))


def test_more_choices_than_keys(tmp_path: Path) -> None:
    """Every party can be chosen where there are many: on a further page, or by a part of its name."""
    names = [f"party-{number:02}" for number in range(30)]
    parties = {f"parties/{name}.toml": f'name = "Delegation {name[-2:]}"\nrole = "principal"\n' for name in names}
    head = NEGOTIATION["negotiation.toml"].replace('["union"', f"{[*names, 'union']}"[:-1].replace("'", '"'))
    write_talks(tmp_path, files={**NEGOTIATION, **parties, "negotiation.toml": head})
    reader = Reader(tmp_path).press("v", "0", "0")
    assert reader.desk.menu
    assert reader.desk.menu.shown[0].id not in ("union", names[0])
    reader.press("/").type("delegation 27").press("enter")
    assert reader.desk.draft
    assert reader.desk.draft.party == "party-27"


def test_what_was_defined_here(reader: Reader) -> None:
    """Is recorded with the position that names it, and the event with the issue that counts from it; undone with it,
    and there again when that is corrected. What no position names is not recorded."""
    before = contents(reader.folder)
    event, issue = Event(id="vote", title="Vote"), Issue(id="start", title="Start", kind="timing", anchor="vote")
    reader.work.session.made.extend((event, issue, Event(id="other", title="Other")))
    reader.desk = replace(reader.desk, known=reader.work.known)
    record(reader, value="9%")
    assert set(reader.negotiation.events) == {"signed"}
    reader.press("v")
    on(reader, "union", "wage-rise").press("esc", "/").type("start").press("enter").type("2 weeks")
    reader.press("enter")
    assert set(reader.negotiation.events) == {"signed", "vote"}
    assert reader.negotiation.issues["start"] == issue
    reader.press("u")
    assert "start" not in reader.negotiation.issues
    reader.press("ctrl-u").type("3 weeks").press("enter")
    assert "start" in reader.negotiation.issues
    reader.press("u", "esc", "esc", "esc", "u")
    assert contents(reader.folder) == before


def test_find_words(reader: Reader) -> None:
    """`/` goes to the next sentence with some words, round the end of the text, `n` to the one after; words that are
    not there leave the reader where they are."""
    reader.press("/").type("AUTOMAT").press("enter")
    assert quote(reader).startswith("On the cranes")
    assert quote(reader.press("n")).startswith("The Union rules out automation")
    assert quote(reader.press("n")).startswith("On the cranes")
    reader.press("/").type("nowhere").press("enter")
    assert '"nowhere" is not in the text' in reader.shown
    assert quote(reader).startswith("On the cranes")


def test_leaving(reader: Reader) -> None:
    """Esc leads back question by question and drops what was not recorded; `q` leaves from the text alone."""
    reader.press("v", "1")
    assert reader.desk.question == "issue"
    reader.press("q", "esc", "esc")
    assert reader.desk.draft is None
    assert reader.press("q").desk.wants == "quit"
    assert reader.negotiation.positions == ()


def test_keys_that_mean_nothing(reader: Reader) -> None:
    """Change nothing."""
    before = reader.desk
    assert reader.press("~", "delete", "").desk == before


@pytest.mark.parametrize("question", ["", "v", "v1", "v1aaa"])
def test_help(reader: Reader, question: str) -> None:
    """`?` shows the keys of the moment, with what they do, on as many pages as the window needs; then all is as before.
    While a value is typed it is a character."""
    reader.press(*question).resize(20, 10)
    before = reader.desk
    reader.press("?")
    if question == "v1aaa":
        assert reader.desk.entry
        assert reader.desk.entry.text == "?"
        return
    pages = 0
    while reader.desk.help_page:
        assert "any key" in reader.shown
        pages += 1
        reader.press("x")
    assert pages > 1
    assert reader.desk == before


def test_records_of_the_source_alone(tmp_path: Path) -> None:
    """Beside the text stands what rests on this source, the last one first, and no entry that was taken back."""
    write_talks(tmp_path)
    reader = Reader(tmp_path)
    name = record(reader, value="9%").id
    record(reader, "employer", value="4%")
    folder = tmp_path
    assert run("add-position", "union", "overtime", "12", "--stated", "2024-03-20", "--on-record", cwd=folder).code == 0
    assert run("retract", name, "--reason", "misread", cwd=folder).code == 0
    shown = Reader(tmp_path).shown
    assert "1 record of this source" in shown
    assert "employer wage-rise 4%" in shown
    assert "overtime" not in shown


def test_speakers_that_are_known_need_no_side(reader: Reader) -> None:
    """Who spoke before is offered with the side and the attribution that were recorded; nobody else is given one."""
    reader.press("v", "w", "n").type('A "senior" aide').press("enter")
    on(choose(reader, "employer"), "employer", "wage-rise").type("4%").press("enter")
    reader.press("v", "w")
    choose(reader, 'A "senior" aide')
    assert reader.desk.question == "party"
    assert reader.desk.draft
    assert reader.desk.draft.get("side") == "employer"


def test_a_write_elsewhere_is_seen_after_the_next_one(reader: Reader) -> None:
    """The desk reads the files anew with each write."""
    record(reader)
    place = Place(reader.folder.parent, reader.folder)
    position = reader.negotiation.positions[0]
    add_items(place, [replace(position, id="", value="7%", quote="", locator="")], reader.work.session.clock.now)
    reader.press("j")
    record(reader, value="8%")
    assert {placed.record.id for placed in reader.desk.known.records} == {
        one.id for one in reader.negotiation.positions
    }
    assert len(reader.negotiation.positions) == 3


def test_the_article_is_as_the_desk_shows_it(reader: Reader) -> None:
    """Paragraphs as `source-text` keeps them."""
    assert reader.desk.article.pager.paragraphs == len([part for part in ARTICLE.split("\n\n") if part]) + 2


def answer_to(reader: Reader, party: str, name: str, word: str) -> Reader:
    """Record an answer from the sentence that is read, by keys."""
    choose(choose(choose(reader.press("a"), party), name), word)
    while reader.desk.question == "voice":
        choose(reader, voice_so_far(reader.desk))
    return reader


def test_an_answer(reader: Reader) -> None:
    """`a` records what a party says to another one's position, with its words and their place, byte for byte as
    `add-response` does; `u` takes it back, and `.` repeats positions alone."""
    held = record(reader, "union", "strike-pay", "3")
    before = contents(reader.folder)
    answer_to(reader.press(*"jjjj"), "employer", held.id, "rejected")
    assert reader.desk.message.startswith("recorded ")
    (response,) = reader.negotiation.responses
    assert (response.party, response.to, response.answer) == ("employer", (held.id,), "rejected")
    assert (response.attribution, response.sources) == ("reported", ("herald",))
    assert response.quote.startswith("The Employer offered")
    shown = [record_line(reader.desk, one) for one in reader.desk.known.records]
    assert f"¶4 employer rejected {held.id}" in shown
    written = contents(reader.folder)["parties/employer.toml"].split(b"recorded")[0]
    reader.press("u")
    assert contents(reader.folder) == before
    assert isinstance(response.locator, Passage)
    words = ("--source", "herald", "--quote", response.quote, "--locator", response.locator.text)
    result = run("add-response", "employer", held.id, "rejected", *words, cwd=reader.folder.parents[1])
    assert result.code == 0, result.err
    assert contents(reader.folder)["parties/employer.toml"].split(b"recorded")[0] == written


def test_what_can_be_answered(tmp_path: Path) -> None:
    """Proposals, their terms, and what other parties hold, each by the same key in every sentence; what the words speak
    of has a mark, and none is taken by Enter."""
    proposal = 'name = "State mediators"\nrole = "mediator"\n\n[proposal.plan]\ntitle = "Plan"\nstated = 2024-03-20\n'
    terms = 'attribution = "document"\nterms = ["wage-rise = 5%"]\nrecorded = 2024-03-20 12:00:00Z\n'
    write_talks(tmp_path, files={**NEGOTIATION, "parties/mediators.toml": f"{proposal}{terms}"})
    reader = Reader(tmp_path)
    own, other = record(reader, "union", "holidays", "30"), record(reader, "employer", "holidays", "20")
    choose(reader.press("/").type("offered a rise").press("enter", "a"), "union")
    assert reader.desk.menu
    first = {choice.id: choice.keys for choice in reader.desk.menu.choices}
    assert first.keys() == {"plan", "plan#wage-rise", other.id}
    assert own.id not in first
    assert "*plan#wage-rise" in reader.shown
    assert "choose by a key" in reader.press("enter").shown
    reader.press("esc", "esc", "j", "a")
    assert {choice.id: choice.keys for choice in choose(reader, "union").desk.menu.choices} == first  # type: ignore[union-attr]  # it is shown
    answer_to(reader.press("esc", "esc"), "union", "plan#wage-rise", "welcomed")
    assert reader.negotiation.responses[0].to == ("plan#wage-rise",)


def test_other_fields_of_an_answer(reader: Reader) -> None:
    """Those that an answer has; a stance is none of them."""
    held = record(reader, "union", "strike-pay", "3")
    reader.press("j", "a", "s")
    assert reader.desk.question == "party"
    choose(reader.press("f"), "reservations").type("Not in the old basin.").press("enter")
    choose(choose(choose(reader, "employer"), held.id), "accepted-with-reservations")
    choose(reader, "the source itself")
    (response,) = reader.negotiation.responses
    assert response.reservations == "Not in the old basin."


def test_an_answer_that_is_refused_stays(reader: Reader) -> None:
    """A rule that the files would break is named, and the answer can be corrected."""
    held = record(reader, "union", "strike-pay", "3")
    choose(reader.press("a", "f"), "stated").type("2024-03-28").press("enter")
    choose(choose(choose(reader, "employer"), held.id), "rejected")
    assert reader.desk.message.startswith("nothing written: ")
    assert reader.desk.question == "answer"
    choose(reader.press("esc", "esc", "f"), "stated").press("ctrl-u").press("enter")
    choose(choose(choose(reader, "employer"), held.id), "rejected")
    assert len(reader.negotiation.responses) == 1
