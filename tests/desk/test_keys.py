"""How many keys a position takes at the desk."""

from __future__ import annotations

import shlex
from statistics import median

from negtrack.desk.desk import Desk
from negtrack.desk.questions import PARTY_ITSELF, SOURCE_ITSELF
from negtrack.model import OWN, Passage

from .reader import Reader
from .strike import WANTED, Wanted

MEDIAN, MOST = 8, 12
"""Keys beyond those of the value."""


def take(reader: Reader, wanted: str) -> None:
    """Choose from a menu: by its key, turning the pages to it."""
    menu = reader.desk.menu
    assert menu, reader.shown
    assert wanted in [choice.id for choice in menu.choices], reader.shown
    while wanted not in [choice.id for _, choice in reader.desk.menu.shown]:  # type: ignore[union-attr]  # it is shown
        reader.press("0")
    reader.press(next(key for key, choice in reader.desk.menu.shown if choice.id == wanted))  # type: ignore[union-attr]


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


def say_who(reader: Reader, wanted: Wanted) -> None:
    """Set stance, voice and grade where they are not carried over as wanted."""
    draft = reader.desk.draft
    assert draft
    if (draft.get("speaker"), draft.get("side")) != (wanted.speaker, wanted.side):
        reader.press("w")
        choices = [choice.id for choice in reader.desk.menu.choices] if reader.desk.menu else []
        voice = wanted.speaker or (PARTY_ITSELF if wanted.side == OWN else SOURCE_ITSELF)
        if voice in choices:
            take(reader, voice)
        else:
            reader.press("n").type(voice).press("enter")
        if reader.desk.question == "side":
            take(reader, wanted.side)
    if draft.get("grade") != wanted.grade:
        reader.press("g").type(wanted.grade)


def record(reader: Reader, wanted: Wanted) -> int:
    """Record a position as a reader does; return the keys beyond those of its value."""
    before = len(reader.keys)
    go_to(reader, wanted.words)
    reader.press("v", *"J" * (wanted.sentences - 1))
    say_who(reader, wanted)
    if wanted.stance != stance_on(reader.desk, wanted.issue):
        reader.press("s")
        take(reader, wanted.stance)
    take(reader, wanted.party)
    take(reader, wanted.issue)
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
