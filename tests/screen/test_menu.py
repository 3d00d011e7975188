"""Choices and the keys that take them."""

from __future__ import annotations

from negtrack.screen.menu import DIGITS, LETTERS, Choice, Menu

CHOICES = [Choice(f"issue-{number:02}", f"Title {number}") for number in range(30)]


def test_keys_take_choices() -> None:
    """In order; a key that stands at none takes nothing, and none of the keys means something else in a menu."""
    menu = Menu(CHOICES)
    assert menu.taken("a") == CHOICES[0]
    assert menu.taken("n") is menu.taken("q") is menu.taken("0") is None
    assert [key for key, _ in Menu(CHOICES, DIGITS).shown] == list("123456789")


def test_pages() -> None:
    """Every choice is on one of them; the last one leads to the first."""
    menu = Menu(CHOICES, LETTERS, room=12)
    seen = []
    for _ in range(menu.pages):
        seen += [choice for _, choice in menu.shown]
        menu = menu.turned()
    assert seen == CHOICES
    assert menu.page == 0


def test_a_narrower_window_shows_the_same_page_or_an_earlier_one() -> None:
    """A page that is no more is never shown empty."""
    menu = Menu(CHOICES, LETTERS, room=3).turned(9)
    assert menu.shown
    assert Menu(CHOICES, LETTERS, room=20, page=menu.page).shown


def test_filter() -> None:
    """What begins with the words that were typed comes before what only has them."""
    menu = Menu([Choice("a-pay", "Wages"), Choice("pay", "Pay"), Choice("hours", "Paid hours")]).filtered("Pa")
    assert [choice.id for choice in menu.matching] == ["pay", "a-pay", "hours"]
    assert not Menu(CHOICES).filtered("nothing").matching
