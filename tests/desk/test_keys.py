"""How many keys a position takes at the desk."""

from __future__ import annotations

import shlex
from statistics import median

from negtrack.desk.desk import Desk
from negtrack.desk.questions import doubts
from negtrack.desk.voices import PARTY_ITSELF, SOURCE_ITSELF
from negtrack.model import OWN, Passage

from .reader import Reader
from .strike import WANTED, Wanted

MEDIAN, MOST = 8, 12
"""Keys beyond those of the value."""


def take(reader: Reader, wanted: str) -> None:
    """Choose from a menu by the keys that it shows."""
    menu = reader.desk.menu
    assert menu, reader.shown
    reader.press(*next(choice.keys for choice in menu.choices if choice.id == wanted))


def go_to(reader: Reader, words: str) -> None:
    """Go to the sentence that begins with some words: by mentions while they lead there, then by sentences."""
    text = reader.desk.article.text
    place = text.index(words)
    wanted = reader.desk.article.sentence_at(place)
    while reader.desk.sentence < wanted:
        before = reader.desk
        reader.press(" ")
        if reader.desk.sentence > wanted or reader.desk.sentence == before.sentence:
            reader.desk = before
            reader.keys.pop()
            reader.press("j")


def set_fields(reader: Reader, wanted: Wanted) -> None:
    """Set grade, voice and stance where they are not carried over as wanted, and the desk does not say that it will
    ask for them."""
    draft, asked = reader.desk.draft, [*doubts(reader.desk)]
    assert draft
    if draft.get("grade") != wanted.grade:
        reader.press("g").type(wanted.grade)
    if "voice" not in asked and (draft.get("speaker"), draft.get("side")) != (wanted.speaker, wanted.side):
        reader.press("w")
        answer(reader, wanted)
    if "stance" not in asked and wanted.stance != stance_on(reader.desk, wanted.issue):
        reader.press("s")
        answer(reader, wanted)


def answer(reader: Reader, wanted: Wanted) -> None:
    """Answer the question that is asked, with the key of a choice or a name that is none."""
    question = reader.desk.question
    if question == "stance":
        take(reader, wanted.stance)
        return
    choices = [choice.id for choice in reader.desk.menu.choices] if reader.desk.menu else []
    voice = wanted.speaker or (PARTY_ITSELF if wanted.side == OWN else SOURCE_ITSELF)
    if voice in choices:
        take(reader, voice)
    else:
        reader.press("n").type(voice).press("enter")
    if reader.desk.question == "side":
        take(reader, wanted.side)


def record(reader: Reader, wanted: Wanted) -> int:
    """Record a position as a reader does; return the keys beyond those of its value."""
    before = len(reader.keys)
    go_to(reader, wanted.words)
    reader.press("v", *"J" * (wanted.sentences - 1))
    set_fields(reader, wanted)
    take(reader, wanted.party)
    take(reader, wanted.issue)
    while reader.desk.question != "value":
        answer(reader, wanted)
    reader.type(wanted.value).press("enter")
    assert reader.desk.message.startswith("recorded "), reader.shown
    return len(reader.keys) - before - len(wanted.value)


def stance_on(desk: Desk, issue: str) -> str:
    """Return the stance that a position on an issue has unless another is chosen."""
    class_ = desk.known.negotiation.issues[issue].class_
    return desk.stances.get(class_) or ("statement" if class_ == "process" else "demand")


def test_an_article_in_few_keys(reader: Reader) -> None:
    """Going to the sentence, its words, party, issue, speaker, side, stance and grade: at most 8 keys in the median and
    12 at most, beside those of the value; and everything that was meant is in the files, with its words."""
    counts = [record(reader, wanted) for wanted in WANTED]
    assert median(counts) <= MEDIAN, counts
    assert max(counts) <= MOST, counts
    positions = reader.negotiation.positions
    assert len(positions) == len(WANTED)
    text = reader.desk.article.text
    for wanted, position in zip(WANTED, sorted(positions, key=lambda one: reader.work.ids.index(one.id)), strict=True):
        side = OWN if wanted.side == wanted.party else wanted.side
        assert (position.party, position.issue, position.stance) == (wanted.party, wanted.issue, wanted.stance)
        assert (position.speaker, position.side, position.grade) == (wanted.speaker, side, wanted.grade)
        assert position.attribution == ("reported" if not wanted.speaker else None)
        assert position.quote.startswith(wanted.words)
        assert isinstance(position.locator, Passage)
        assert position.locator.start == text.index(wanted.words)


def test_fewer_keys_than_commands(reader: Reader) -> None:
    """The same positions by `add-position`, with unique beginnings of ids and without a locator, take more than three
    times as many keys."""
    keys = sum(record(reader, wanted) + len(wanted.value) for wanted in WANTED)
    commands = 0
    for wanted, position in zip(WANTED, reader.negotiation.positions, strict=False):
        words = ["negtrack", "add-position", wanted.party[:2], wanted.issue[:3], wanted.value, "--source", "he"]
        words += ["--speaker", wanted.speaker, "--side", wanted.side] if wanted.speaker else []
        words += ["--stance", wanted.stance, "--grade", wanted.grade, "--quote", position.quote]
        commands += len(shlex.join(words)) + 1
    assert keys * 3 < commands, (keys, commands)
