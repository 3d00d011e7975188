"""`add-party`: a party, and the file that everything on record of it goes into."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import Terminal, contents, run, unchanged


def test_makes_the_party_s_file(here: Path) -> None:
    """One new file: the line for editors, then its own fields; the id is made from the name."""
    before = contents(here)
    result = run(
        *("add-party", "--name", "Islamic Jihad", "--role", "principal"),
        *("--delegate", "Ziyad al-Nakhalah/Secretary General/decides"),
        cwd=here,
    )
    assert (result.code, result.out.splitlines()[0]) == (0, "islamic-jihad")
    after = contents(here)
    assert [name for name in after if name not in before] == ["data/gaza-ceasefire-2024/parties/islamic-jihad.toml"]
    assert all(after[name] == before[name] for name in before)
    assert after["data/gaza-ceasefire-2024/parties/islamic-jihad.toml"].decode() == (
        '#:schema ../.schema/party.json\n\nname = "Islamic Jihad"\nrole = "principal"\n\n'
        '[delegate.ziyad-al-nakhalah]\nname = "Ziyad al-Nakhalah"\noffice = "Secretary General"\n'
        'authority = "decides"\n'
    )


@pytest.mark.parametrize(
    ("name", "made"), [("חמאס", "חמאס"), ("حماس", "حماس"), ("Хамас", "хамас"), ("以色列", "以色列")]
)
def test_names_of_every_script_give_ids(here: Path, name: str, made: str) -> None:
    """Letters of any script are kept, case-folded."""
    result = run("add-party", "--name", name, "--role", "observer", cwd=here)
    assert (result.code, result.out) == (0, f"{made}\n")
    assert run("show", name, cwd=here).code == 0


def test_a_member_of_a_bloc(here: Path) -> None:
    """`--member-of` takes a party by prefix or name."""
    run("add-party", "oman", "--name", "Oman", "--role", "mediator", "--member-of", "Arab mediators", cwd=here)
    assert {row["id"]: row["member_of"] for row in run("parties", cwd=here).rows}["oman"] == "mediators"


def test_a_part_of_a_party(here: Path) -> None:
    """A member needs no role; it may have a short name as any party."""
    words = ("add-party", "cabinet", "--name", "War Cabinet", "--short", "Cabinet", "--member-of", "israel")
    assert run(*words, cwd=here).code == 0
    (row,) = (row for row in run("parties", cwd=here).rows if row["id"] == "cabinet")
    assert (row["role"], row["member_of"], row["short"]) == ("", "israel", "Cabinet")
    assert "part of Israel" in run("show", "cabinet", "--format", "table", cwd=here).out
    assert {(row["one"], row["other"]) for row in run("gaps", cwd=here).rows} == {("israel", "hamas")}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "missing --name"),
        (("oman",), "missing --role"),
        (("oman", "--role", "medaitor"), "did you mean mediator?"),
        (("oman", "--role", "mediator", "--member-of", "mediatrs"), "did you mean mediators?"),
        (("own", "--role", "mediator"), '"own" is a reserved word'),
        (("con", "--role", "mediator"), '"con" is a reserved word'),
        (("Hamas", "--role", "mediator"), "hamas"),
        (("hamas", "--role", "mediator"), "party hamas is defined otherwise in parties/hamas.toml:1"),
        (("oman", "--role", "mediator", "--delegate", "A/B/chief"), '"chief"'),
    ],
)
def test_what_does_not_hold_is_one_line(here: Path, given: tuple[str, ...], message: str) -> None:
    """Exit 2, nothing written."""
    with unchanged(here):
        result = run("add-party", *given, cwd=here)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert message in result.err


def test_dry_run(here: Path) -> None:
    """No file is made."""
    with unchanged(here):
        result = run("add-party", "oman", "--role", "mediator", "--dry-run", cwd=here)
    assert (result.code, result.out) == (0, 'name = "oman"\nrole = "mediator"\n')


@pytest.mark.deep
def test_on_a_terminal_the_roles_are_shown(here: Path) -> None:
    """The words that may be written stand before the question."""
    terminal = Terminal("add-party", "oman", cwd=here)
    seen = terminal.expect("role: ")
    assert "  guarantor" in seen
    terminal.answer("guarantr")
    assert "did you mean guarantor?" in terminal.expect("role: ")
    terminal.answer("guarantor")
    assert terminal.end() == 0


def test_a_message_is_folded_between_words(here: Path) -> None:
    """On a terminal no line of a message ends within a word; elsewhere it is one line."""
    terminal = Terminal("add-party", "dock-owners", "--name", "Owners", "--role", "observer", cwd=here, width=40)
    assert terminal.end() == 0
    assert "negtrack: defined dock-owners in\n  parties/dock-owners.toml\n" in terminal.seen
    other = run("add-party", "crane-owners", "--name", "Cranes", "--role", "observer", cwd=here)
    assert other.err == "negtrack: defined crane-owners in parties/crane-owners.toml\n"
