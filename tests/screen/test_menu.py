"""Choices and the keys that take them."""

from __future__ import annotations

from negtrack.screen.menu import DIGITS, LETTERS, Choice, Menu, assign_keys, label

CHOICES = label([Choice(f"issue-{number:02}", f"Title {number}") for number in range(30)])


def test_keys_take_choices() -> None:
    """In order; a key that stands at none takes nothing, and none of the keys means something else in a menu."""
    menu = Menu(CHOICES)
    assert menu.choice_for("a") == CHOICES[0]
    assert menu.choice_for("n") is menu.choice_for("q") is menu.choice_for("0") is None
    assert [choice.keys for choice in label(CHOICES[:10], DIGITS)] == [*DIGITS, "01"]


def test_keys_of_what_is_not_in_sight() -> None:
    """Take it all the same, in whatever order the choices are offered."""
    menu = Menu(CHOICES[::-1], room=1)
    assert menu.choice_for("a") == CHOICES[0]
    assert menu.choice_for("z") == CHOICES[len(LETTERS) - 1]


def test_more_choices_than_keys() -> None:
    """The further ones have a zero before their letter; after it only these are offered, and their letters take them;
    one more zero leads back."""
    menu = Menu(CHOICES).press_zero()
    assert menu.choice_for("a") == CHOICES[len(LETTERS)]
    assert menu.shown == CHOICES[len(LETTERS) :]
    assert menu.press_zero() == Menu(CHOICES)


def test_zero_turns_a_page_where_it_begins_no_key() -> None:
    """It shows what is not in sight."""
    assert Menu(CHOICES[:5], room=3).press_zero().shown == CHOICES[3:5]


def test_keys_in_words() -> None:
    """A range only where it is one."""
    assert Menu(CHOICES).single_keys == "a-z"
    assert Menu(CHOICES[:1]).single_keys == "a"
    assert Menu([CHOICES[0], CHOICES[2]]).single_keys == Menu([]).single_keys == "key"


def test_keys_stay() -> None:
    """What has keys keeps them, wherever it stands now; what is new gets the next free ones."""
    keys = assign_keys(["b", "a"], LETTERS)
    assert assign_keys(["new", "a", "b"], LETTERS, keys) == {"b": "a", "a": "b", "new": "c"}


def test_pages() -> None:
    """Every choice is on one of them; the last one leads to the first."""
    menu = Menu(CHOICES, room=12)
    seen: list[Choice] = []
    for _ in range(menu.pages):
        seen += menu.shown
        menu = menu.turn()
    assert seen == CHOICES
    assert menu.page == 0


def test_a_wider_window_shows_the_same_page_or_an_earlier_one() -> None:
    """A page that is no more is never shown empty."""
    menu = Menu(CHOICES, room=3, page=9)
    assert menu.shown
    assert Menu(CHOICES, room=20, page=menu.page).shown


def test_filter() -> None:
    """What begins with the words that were typed comes before what only has them."""
    menu = Menu([Choice("a-pay", "Wages"), Choice("pay", "Pay"), Choice("hours", "Paid hours")]).narrow("Pa")
    assert [choice.id for choice in menu.matching] == ["pay", "a-pay", "hours"]
    assert not Menu(CHOICES).narrow("nothing").matching
