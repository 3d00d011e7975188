"""Ids: one spelling for each name, none that harms a file system or a command line, and hashes of content."""

from __future__ import annotations

import hashlib
import json
import random
import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.errors import NotationError
from negtrack.ids import MAX_ID_BYTES, MAX_ID_LENGTH, content_hash, fold, make_id, parse_id, subject_in, subject_of
from negtrack.json_texts import sorted_json

DAY = date(2024, 3, 25)
DIGEST = "5d1c" + "0123456789abcdef" * 3 + "0" * 12
LONE_SURROGATE = "\ud800"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Israel", "israel"),
        ("ISRAEL", "israel"),
        ("Straße", "strasse"),
        ("The United States of America", "the-united-states-of-america"),
        ("u_s.a", "u-s-a"),
        ("  -a--b- ", "a-b"),
        ("Côte d'Ivoire", "côte-d-ivoire"),
        ("co\u0302te", "c\u00f4te"),
        ("../x", "x"),
        ("/etc/x", "etc-x"),
        ("a\0b", "a-b"),
        ("a\u202eb", "a-b"),
        ("ab\u200b", "ab"),
        ("..", ""),
        ("🕊", ""),
        ("", ""),
    ],
)
def test_fold(name: str, expected: str) -> None:
    """A name folds to NFC, case-folded, with one hyphen for every run of other characters."""
    assert fold(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        *("israel", "a", "42-days", "2024-03-25-civilian-return-5d1c", "conduct", "com", "14days"),
        *("côte", "ירושלים", "القدس", "москва", "日本"),
    ],
)
def test_sound_ids(name: str) -> None:
    """Letters and marks of any script, digits and hyphens make an id."""
    assert parse_id(name) == name


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Hamas", '"Hamas" is not an id; write hamas'),
        ("co\u0302te", "write c\u00f4te"),
        ("../x", "write x"),
        ("/etc/x", "write etc-x"),
        ("a/b", "write a-b"),
        ("a\\b", "write a-b"),
        ("a b", "write a-b"),
        ("a--b", "write a-b"),
        ("a-", "write a"),
        ("-rf", "write rf"),
        (".a", "write a"),
        ("CON", "reserved word"),
        ("a\0b", "write a-b"),
        ("\0", "write letters, digits and hyphens"),
        ("..", "write letters, digits and hyphens"),
        ("", "may not be empty"),
        (None, "an id is a text"),
        (7, "an id is a text"),
        (LONE_SURROGATE, "write letters, digits and hyphens"),
        ("x" * (MAX_ID_LENGTH + 1), "too long"),
        ("x" * 300, "too long"),
        ("字" * (MAX_ID_BYTES // 3 + 1), "too long"),
    ],
)
def test_unsound_ids(text: object, message: str) -> None:
    """What is no id is refused with what would be one."""
    with pytest.raises(NotationError) as caught:
        parse_id(text)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "word",
    [
        *("own", "media", "third-party", "reported", "today", "yesterday", "tomorrow", "now", "monday", "sunday"),
        *(
            "con",
            "prn",
            "aux",
            "nul",
            "com1",
            "lpt9",
            "2024",
            "2024-03",
            "2024-03-25",
            "14d",
            "2w",
            "6m",
            "1y",
            f"{10**20}d",
        ),
    ],
)
def test_reserved_ids(word: str) -> None:
    """Sides, words for days, date-like words and the names of Windows devices are reserved; the hint is an id."""
    with pytest.raises(NotationError, match="reserved word") as caught:
        parse_id(word)
    assert parse_id(str(caught.value).rpartition(" ")[2]) == f"{word}-1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hamas", "HAMAS"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
        ("Москва", "МОСКВА"),
        ("Côte", unicodedata.normalize("NFD", "Côte")),
        ("한국", unicodedata.normalize("NFD", "한국")),
    ],
)
def test_twins(one: str, other: str) -> None:
    """Names that differ by case or composition alone have one id."""
    assert one != other
    assert fold(one) == fold(other) == parse_id(fold(one))


def test_scripts_keep_their_names_apart() -> None:
    """Names in Hebrew, Arabic and Cyrillic give usable, different ids."""
    names = ["חמאס", "ישראל", "מצרים", "حماس", "إسرائيل", "مصر", "قَطَر", "ХАМАС", "Израиль", "Египет"]
    assert len({parse_id(fold(name)) for name in names}) == len(names)


@given(name=st.text(max_size=30))
def test_what_folds_is_an_id(name: str) -> None:
    """Folding twice is folding once, and what is left, whatever it begins with, is fit for an id."""
    folded = fold(name)
    assert fold(folded) == folded
    assert folded == fold(unicodedata.normalize("NFD", name))
    usable = folded if folded else "x"
    assert parse_id(f"x-{usable}") == f"x-{usable}"


@given(name=st.text(max_size=30))
def test_no_id_leaves_its_folder(name: str) -> None:
    """An id holds nothing that a path, a TOML header or a command line would read as more than a name."""
    folded = fold(name)
    assert not set(folded) & set("/\\.\0\n\"'[]{}=:*?<>|~$& ")
    assert not folded.startswith("-")


@pytest.mark.parametrize(
    ("taken", "ending"),
    [((), "5d1c"), (("5d1c",), "5d1c0"), (("5d1c", "5d1c0", "5d1c01"), "5d1c012"), (("5d1c0",), "5d1c")],
)
def test_made_id(taken: tuple[str, ...], ending: str) -> None:
    """A made id is day, subject and four digits of the hash, and more of them where those are taken."""
    used = {f"2024-03-25-pay-{digits}" for digits in taken}
    assert make_id(DAY, "pay", DIGEST, used) == f"2024-03-25-pay-{ending}"


@pytest.mark.parametrize("letter", ["x", "é", "字", "𐐨"])
def test_made_id_fits(letter: str) -> None:
    """A made id is an id, however long its subject."""
    subject = letter * min(MAX_ID_LENGTH, MAX_ID_BYTES // len(letter.encode()))
    assert parse_id(subject) == subject
    assert parse_id(make_id(DAY, subject, DIGEST, ())).endswith("-5d1c")


def test_made_id_gives_up() -> None:
    """Where every length is taken there is no id to make."""
    used = {f"2024-03-25-pay-{DIGEST[:length]}" for length in range(len(DIGEST) + 1)}
    with pytest.raises(NotationError, match="no free id for pay"):
        make_id(DAY, "pay", DIGEST, used)


@given(content=st.dictionaries(st.text(max_size=5), st.text() | st.lists(st.text(max_size=5))), seed=st.randoms())
def test_content_hash_ignores_order(content: dict[str, object], seed: random.Random) -> None:
    """The hash is the same whatever the order of keys, and another where a value is another."""
    keys = list(content)
    seed.shuffle(keys)
    assert content_hash({key: content[key] for key in keys}) == content_hash(content)
    assert content_hash(content | {"more": "more"}) != content_hash(content | {"more": "less"})


def test_content_hash_is_stable() -> None:
    """The hash of a content never changes from version to version, since ids are made of it."""
    assert content_hash({"b": ["1"], "a": "é"}) == "c689a077fa7e96430dc35b4145715b2d9b6b930c24f50eeafd6c5f1c7910bbc2"
    assert len(content_hash({"a": LONE_SURROGATE})) == 64


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("The bridge", "the-bridge"),
        ("Offer of 5 %, final!", "offer-of-5-final"),
        ("The company's counter-offer of November, as amended", "the-company-s-counter-offer-of-november"),
        ("x" * 90, "x" * 40),
        ("הצעה", "הצעה"),
        ("...", ""),
    ],
)
def test_a_title_is_the_middle_of_an_id(title: str, subject: str) -> None:
    """Its first words, at most 40 letters; nothing where it has none."""
    assert subject_of(title) == subject


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("witkoff-2025-03-12", "witkoff"),
        ("2024-04-08-us-plan-1a2b", "us-plan"),
        ("2024-03-25-civilian-return-5d1c", "civilian-return"),
        ("2024-03-25-2024-03-12-plan-5d1c", "plan"),
        ("plan-2024", "plan-2024"),
        ("deed-beef", "deed-beef"),
    ],
)
def test_an_answer_s_id_does_not_repeat_days(name: str, subject: str) -> None:
    """Of what it answers the day and the hash are left out."""
    assert subject_in(name) == subject


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_the_text_that_is_hashed(content: object) -> None:
    """It is what the standard library writes, so that records keep their ids."""
    whole = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert sorted_json(content) == whole
    if isinstance(content, dict):
        assert content_hash(content) == hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (["aosis"], 'only one id may stand here, not a list; write "aosis"'),
        (["a", "b"], "only one id may stand here, not a list; write one of them as a text"),
        ([], "only one id may stand here, not a list; write one of them as a text"),
        (5, "an id is a text; write it in quotation marks"),
        ("", "an id may not be empty; write letters, digits and hyphens"),
    ],
)
def test_what_is_no_text_is_not_called_empty(value: object, message: str) -> None:
    """A list where one id stands, as in `member_of = ["aosis"]`, is named as a list."""
    with pytest.raises(NotationError, match=f"^{re.escape(message)}$"):
        parse_id(value)
