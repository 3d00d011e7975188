"""What no view leaves out, not even `--brief`: whose words it is where they are not the party's own, and caveats."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.harness import look, run
from tests.negotiations import FILES, write_negotiation

OTHERS = """
[position.claim]
issue = "pay"
value = "90"
stance = "statement"
speaker = "an official"
side = "third-party"
caveat = "a round figure"
stated = 2024-03-20
recorded = 2024-03-26 00:00:00Z

[note.claim-2]
text = "The union is tired."
speaker = "an official"
side = "third-party"
stated = 2024-03-20
recorded = 2024-03-26 00:00:00Z
"""
WORDS = "according to an official; caveat: a round figure"


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """Return a folder of talks in which others speak about the employers."""
    files = FILES | {"parties/employer.toml": FILES["parties/employer.toml"] + OTHERS}
    return write_negotiation(tmp_path / "data/talks", files).parent


@pytest.mark.parametrize(
    "words",
    [
        ("show", "employer"),
        ("history", "pay"),
        ("diff", "union", "employer"),
    ],
)
def test_brief_keeps_whose_words_it_is(talks: Path, words: tuple[str, ...]) -> None:
    """Without provenance a page still says that a value is another's word, that it is a statement, and its caveat."""
    page = look(*words, "--brief", "--data", str(talks))
    assert f"statement, {WORDS}" in " ".join(page.split())


def test_a_note_of_others_is_theirs(talks: Path) -> None:
    """A remark of somebody else about a party does not read as the party's own."""
    page = look("show", "employer", "--brief", "--data", str(talks))
    assert page.count("according to an official") == 2


def test_own_words_need_no_voice(talks: Path) -> None:
    """A party's own value stands alone."""
    text = run("show", "union", "--brief", "--data", str(talks), "--format", "table").out
    assert "according to" not in text
