"""Two texts word by word, and the signs and words of `diff SIDE SIDE`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.diff import differences_between
from negtrack.model import Negotiation
from negtrack.query import Snapshot, current_position
from negtrack.views.differences import DiffView, Side, build_diff
from negtrack.views.text_pieces import MAX_WORDS, Piece, word_diff

from ..negotiations import put_on_record

Build = Callable[..., Negotiation]


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def mark_differences(pieces: tuple[Piece, ...]) -> str:
    """Return the text with what differs in brackets."""
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces)


TEXTS = [
    case("the same", "a full truce", "a full truce", "a full truce", "a full truce"),
    case("one word", "a full truce", "a short truce", "a [full] truce", "a [short] truce"),
    case("a word more", "a truce", "a full truce", "a truce", "a [full ]truce"),
    case("all", "peace", "war", "[peace]", "[war]"),
    case("a word is never split", "truces", "truce", "[truces]", "[truce]"),
    case("the sign behind a word", "truce.", "truce!", "truce[.]", "truce[!]"),
    case("Chinese letter by letter", "全面停火", "部分停火", "[全面]停火", "[部分]停火"),
    case("Japanese within other letters", "停火A", "停火B", "停火[A]", "停火[B]"),
    case("an accent stays with its letter", "cafe\u0301", "cafe", "[cafe\u0301]", "[cafe]"),
    case("an accent of a wide letter", "は\u3099い", "はい", "[は\u3099]い", "[は]い"),
    case("a vowel sign stays with its letter", "का", "क", "[का]", "[क]"),
    case("a variation selector stays with its sign", "❤\ufe0f ok", "❤ ok", "[❤\ufe0f] ok", "[❤] ok"),
    case("emoji one by one", "👍👎", "👍👌", "👍[👎]", "👍[👌]"),
    case(
        "a joined emoji is one",
        "👨\u200d👩\u200d👧",
        "👨\u200d👩\u200d👦",
        "[👨\u200d👩\u200d👧]",
        "[👨\u200d👩\u200d👦]",
    ),
    case("a skin tone stays", "👍\U0001f3fd", "👍\U0001f3ff", "[👍\U0001f3fd]", "[👍\U0001f3ff]"),
    case("a flag is one", "🇩🇪", "🇩🇰", "[🇩🇪]", "[🇩🇰]"),
    case(
        "a flag of tags is one",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "[🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f]",
        "[🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f]",
    ),
]


@pytest.mark.parametrize(("left", "right", "one", "other"), TEXTS)
def test_word_diff(left: str, right: str, one: str, other: str) -> None:
    """Texts differ by words, CJK by letters, and what a reader sees as one letter is never split."""
    ours, theirs = word_diff(left, right)
    assert (mark_differences(ours), mark_differences(theirs)) == (one, other)


def test_long_texts_are_shown_whole() -> None:
    """Above 2,000 words and blanks of both texts between what they share at their ends, they are not compared word by
    word."""
    words = ["word"] * (MAX_WORDS // 4)
    just = " ".join(words)
    assert len(word_diff(just, f"{just}")[0]) == 1
    ours, theirs = word_diff(just, just.replace("word", "term", 1))
    assert (len(ours), len(theirs)) == (2, 2)
    longer, other = f"a {just} b", f"c {just} d"
    assert word_diff(longer, other) == ((Piece(longer, True),), (Piece(other, True),))
    assert word_diff(longer, longer) == ((Piece(longer, False),), (Piece(longer, False),))


LETTERS = st.text(alphabet=st.sampled_from("ab 停火.\u0301👍\U0001f3fd🇩\u200d\n"), max_size=30) | st.text(max_size=30)


@given(left=LETTERS, right=LETTERS)
def test_nothing_is_lost(left: str, right: str) -> None:
    """The pieces of a side are its text, no piece is empty, and what does not differ is the same on both sides, but for
    blanks, which are a part of what differs around them."""
    ours, theirs = word_diff(left, right)
    assert "".join(our.text for our in ours) == left
    assert "".join(their.text for their in theirs) == right
    assert all(piece.text for piece in (*ours, *theirs))
    shared = ["".join("".join(piece.text for piece in side if not piece.differs).split()) for side in (ours, theirs)]
    assert shared[0] == shared[1]


HEAD = """
party.employer = { name = "Employers", role = "principal" }
party.union = { name = "Union", role = "principal" }
issue.pay = { title = "Pay", kind = "quantity", basis = "gross" }
issue.wording = { title = "Wording", kind = "text" }
issue.mandate = { title = "Mandate", class = "process", kind = "mandate" }
"""


def view(negotiation: Negotiation, everything: bool = True) -> DiffView:
    """Return the view of `diff employer union` on all issues."""
    snapshot = Snapshot(negotiation)
    issues = negotiation.issues
    sides = [
        {name: found for name in issues if (found := current_position(snapshot, party, issues[name]))}
        for party in ("employer", "union")
    ]
    parties = ("employer", "union")
    differences = tuple(differences_between((sides[0], sides[1]), snapshot, issues.values(), None, parties))
    return build_diff(
        snapshot, (Side("Employers", sides[0], snapshot), Side("Union", sides[1], snapshot)), differences, everything
    )


SIGNS = [
    case("apart", 'value = "40"', 'value = "50"', "~", "apart 10"),
    case("overlap", 'value = "40"', 'value = "at least 40"', "=", "overlap 40"),
    case("not comparable", 'value = "40"', 'value = "40", qualifier = "net"', "?", "not comparable: basis"),
    case("unknown", 'value = "40"', 'value = "undisclosed"', "?", "unknown"),
    case("not said", 'value = "40"', 'value = "40", modality = "hoped"', "?", "unknown"),
    case("a reporter's doubt", 'value = "at least 40"', 'value = "one of 35..45"', "?", "unknown"),
    case("conditional", 'value = "40"', 'value = "40", requires = ["peace"]', "?", "conditional: peace"),
    case("only the left", 'value = "40"', "", "-", "only Employers"),
    case("only the right", "", 'value = "50"', "+", "only Union"),
    case(
        "process",
        'issue = "mandate", value = "full"',
        'issue = "mandate", value = "none"',
        " ",
        "process, not compared",
    ),
]


@pytest.mark.parametrize(("left", "right", "sign", "gap"), SIGNS)
def test_signs(negotiation_of: Build, left: str, right: str, sign: str, gap: str) -> None:
    """Every row has one sign and says in words how the sides stand."""
    text = f'position.e = {{ party = "employer", side = "own", {left} }}\n' if left else ""
    text += f'position.u = {{ side = "own", {right} }}\n' if right else ""
    (line,) = view(negotiation_of(put_on_record(text), HEAD)).lines
    assert (line.sign, line.gap) == (sign, gap)


AGREED = """
proposal.p = { party = "employer", title = "Terms", terms = ["pay = 45"], side = "own" }
response.r = { proposal = "p", answer = "accepted", side = "own", stated = 2024-03-02 }
"""


def test_agreed(negotiation_of: Build) -> None:
    """What `compare` calls agreed is no difference; in weak words it is an overlap, and none either."""
    found = view(negotiation_of(put_on_record(AGREED), HEAD), everything=False)
    (line,) = found.lines
    assert (line.sign, line.gap, found.shown, found.differs) == ("=", "agreed provisionally 45, p", (), False)
    assert found.counts == "issues: 1 agreed"
    weak = view(negotiation_of(AGREED, HEAD))
    assert (weak.lines[0].gap.split(",")[0], weak.differs) == ("overlap 45", False)


@pytest.mark.parametrize(
    ("later", "status"),
    [
        case("a later demand ends it", 'position.u = { value = "50", side = "own", stated = 2024-03-03 }', "apart"),
        case(
            "a later rejection ends it",
            'response.s = { proposal = "p", answer = "rejected", side = "own", stated = 2024-03-03 }',
            "silent",
        ),
        case("a later report does not", 'position.v = { value = "50", stated = 2024-03-03 }', "agreed"),
    ],
)
def test_agreed_no_more(negotiation_of: Build, later: str, status: str) -> None:
    """What a party says against it ends an agreement, and is a difference; what others say is none."""
    found = view(negotiation_of(put_on_record(AGREED + later), HEAD))
    assert (found.lines[0].difference.status, found.differs) == (status, status != "agreed")


MIXED = """
position.e = { party = "employer", value = "40" }
position.u = { value = "at least 40" }
position.f = { party = "employer", issue = "wording", value = "a full truce" }
position.v = { issue = "wording", value = "a short truce" }
position.m = { issue = "mandate", value = "none", side = "own" }
position.n = { issue = "mandate", value = "full", side = "employer" }
"""


def test_what_is_shown(negotiation_of: Build) -> None:
    """Without `--all` only what differs is shown; the counts are of all, a contest whatever the issue."""
    everything, part = (view(negotiation_of(MIXED, HEAD), show_all) for show_all in (True, False))
    assert [line.difference.issue.id for line in everything.shown] == ["pay", "wording", "mandate"]
    assert [line.difference.issue.id for line in part.shown] == ["wording"]
    assert part.counts == everything.counts == "issues: 1 not comparable · 1 overlap · 1 contested"
    assert part.differs
    assert [line.contested for line in part.lines] == [False, False, True]


def test_a_contested_value_is_shown(negotiation_of: Build) -> None:
    """Where the two meet and one of them is contested, the row is there without `--all`, and is no difference."""
    said = """
    position.a = { party = "union", issue = "pay", value = "40", side = "own", stated = 2024-03-01 }
    position.b = { party = "employer", issue = "pay", value = "40", side = "own", stated = 2024-03-01 }
    position.c = { party = "employer", issue = "pay", value = "30", side = "media", stated = 2024-03-02 }
    """
    found = view(negotiation_of(said, HEAD), False)
    assert [(line.difference.issue.id, line.contested) for line in found.shown] == [("pay", True)]
    assert not found.differs


def test_texts_are_marked(negotiation_of: Build) -> None:
    """Two texts carry the marks of their words; values of other kinds carry none."""
    pay, wording, _ = view(negotiation_of(MIXED, HEAD)).lines
    assert (mark_differences(wording.left.pieces), mark_differences(wording.right.pieces)) == (
        "a [full] truce",
        "a [short] truce",
    )
    assert pay.left.pieces == ()
