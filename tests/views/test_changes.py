"""The rows and words of `diff --since`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from negtrack.diff import additions_between, changes_between
from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.views.change_row import related_issues
from negtrack.views.changes import ChangesView, build_changes, build_stat

from ..negotiations import HEAD

Build = Callable[..., Negotiation]
MARCH_1 = date(2024, 3, 1)


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def strong(text: str) -> str:
    """Return statements with every own one on record."""
    return text.replace('side = "own"', 'side = "own", attribution = "on-record"')


def changes(negotiation: Negotiation) -> ChangesView:
    """Return the view of `diff --since 2024-03-01`."""
    after = Snapshot(negotiation)
    before = replace(after, as_of=MARCH_1)
    issues = tuple(negotiation.issues.values())
    found = changes_between(before, after, negotiation.parties, issues)
    added = additions_between(before, after, negotiation.parties, issues, found)
    return build_changes(before, after, "Since 1 Mar 2024", found, added)


EMPLOYER = 'position.e = { party = "employer", value = "40", side = "own" }\n'
UNION = 'position.u = { value = "50", side = "own" }\n'

LATER_50 = 'position.v = { value = "50", side = "own", stated = 2024-03-02 }'

ROWS = [
    case("new", 'position.v = { value = "50", stated = 2024-03-02 }', "+", "50", "new"),
    case(
        "closer",
        UNION + 'position.v = { value = "45", side = "own", stated = 2024-03-02 }',
        ">",
        "50 -> 45",
        "moved closer to Employers: apart 10 -> apart 5",
    ),
    case(
        "farther",
        UNION + 'position.v = { value = "over 60", side = "own", stated = 2024-03-02 }',
        "<",
        "50 -> over 60",
        "moved farther from Employers: apart 10 -> apart > 20",
    ),
    case("restated", UNION + 'position.v = { value = "50", side = "own", stated = 2024-03-02 }', "=", "50", "restated"),
    case(
        "withdrawn",
        UNION + 'position.w = { stance = "withdrawal", withdraws = ["u"], side = "own", stated = 2024-03-02 }',
        "-",
        "50",
        "withdrawn",
    ),
    case(
        "a first value",
        'position.u = { value = "unspecified", side = "own" }\n' + LATER_50,
        "+",
        "unspecified -> 50",
        "first value",
    ),
    case(
        "a first offer",
        'position.u = { value = "not 40", stance = "refusal", side = "own" }\n' + LATER_50,
        "+",
        "not 40 -> 50",
        "first offer after a refusal",
    ),
    case(
        "another basis",
        'position.u = { value = "50", qualifier = "net", side = "own" }\n' + LATER_50,
        "~",
        "50 (net) -> 50",
        "changed: another basis",
    ),
    case(
        "order unknown",
        UNION + 'position.v = { value = "45", side = "own", stated = "../2024-03-09" }',
        "?",
        "50 -> 45",
        "order unknown",
    ),
]


@pytest.mark.parametrize(("text", "sign", "value", "phrase"), ROWS)
def test_rows(negotiation_of: Build, text: str, sign: str, value: str, phrase: str) -> None:
    """A change has a sign, the value before and after where it is another, and words for its classes."""
    (line,) = changes(negotiation_of(strong(EMPLOYER + text))).lines
    assert (line.sign, line.value, line.phrase) == (sign, value, phrase)


LATE = 'position.e = { party = "employer", value = "40", side = "own", stated = 2024-03-09 }\n'
MOVED = UNION + 'position.v = { value = "45", side = "own", stated = 2024-03-02 }\n'
REFERENCES = [
    case("its first position", LATE, "silent -> apart 5, measured against the first position of Employers, 9 Mar"),
    case(
        "what it held then",
        EMPLOYER + LATE.replace("position.e", "position.f").replace("40", "20"),
        "apart 10 -> apart 25, measured against 40 of 1 Mar",
    ),
    case(
        "an offer that has lapsed since",
        'proposal.o = { party = "employer", terms = ["pay = 40"], expires = 2024-03-04 }\n' + LATE.replace("40", "20"),
        "apart 10, according to a report -> apart 25, measured against 40 of 1 Mar, lapsed 4 Mar",
    ),
    case("what the gaps show already", EMPLOYER, "apart 10 -> apart 5"),
]


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_what_a_movement_is_measured_against(negotiation_of: Build, text: str, expected: str) -> None:
    """A movement says what it is measured against, if the gaps of the two dates do not show it."""
    phrases = [
        line.phrase for line in changes(negotiation_of(strong(text + MOVED))).lines if line.change.party == "union"
    ]
    assert phrases == [f"moved closer to Employers: {expected}"]


ADDED = [
    case(
        "a claim",
        MOVED + 'position.s = { value = "46", side = "state", speaker = "Ann", stated = 2024-03-02, grade = "B2" }',
        ("!", "pay", "Union: 46, according to Ann (State)  contests the current position", "2 Mar, B2"),
    ),
    case(
        "a denied claim",
        """
        position.s = { value = "46", side = "state", speaker = "Ann" }
        position.d = { stance = "denial", denies = ["s"], side = "own", attribution = "on-record", stated = 2024-03-02 }
        """,
        (
            "!",
            "pay",
            "Union: denies 46 (according to Ann (State)), own statement",
            "according to Ann (State), 1 Mar -> 2 Mar, on-record",
        ),
    ),
    case(
        "a withdrawal in the words of others",
        UNION + 'position.w = { stance = "withdrawal", withdraws = ["u"], side = "employer", stated = 2024-03-02 }',
        ("+", "pay", "Union: withdraws 50, according to Employers  a claim only", "2 Mar"),
    ),
    case(
        "a proposal that may be older",
        """
        [proposal.p]
        party = "state"
        title = "A"
        terms = ["pay = 45"]
        stated = 2024-03-02
        tabled = "../2024-03-02"
        """,
        ("+", "p", "State: A (pay = 45), reported", "by 2 Mar, perhaps before"),
    ),
    case(
        "an answer with reservations",
        """
        proposal.p = { party = "state", terms = ["pay = 45"] }
        response.r = { proposal = "p", answer = "accepted-with-reservations", reservations = "on hours", side = "own",
            stated = 2024-03-02 }
        """.replace(",\n            ", ", "),
        ("+", "p", "Union: accepted-with-reservations, on hours, own statement", "2 Mar"),
    ),
    case(
        "what was only hoped for",
        'note.n = { text = "A deal.", modality = "hoped", side = "own", stated = 2024-03-02 }',
        ("+", "", "Union: hoped: A deal.  own statement", "2 Mar"),
    ),
    case(
        "a note",
        'note.n = { text = "Rain.", speaker = "Ann", side = "media", stated = 2024-03-02 }',
        ("+", "", "Union: Rain.  according to Ann", "2 Mar"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), ADDED)
def test_additions(negotiation_of: Build, text: str, expected: tuple[str, ...]) -> None:
    """What changed no position is shown with whose it is, what it says, who says so and when."""
    (row,) = changes(negotiation_of(text)).additions
    assert (row.sign, row.about, row.words, row.origin) == expected


def test_every_row_has_every_column(negotiation_of: Build) -> None:
    """Changes and other records are rows of one table; `part` says which."""
    negotiation = negotiation_of(MOVED + 'note.n = { text = "Rain.", stated = 2024-03-02 }')
    view = changes(negotiation)
    assert [row["part"] for row in view.rows()] == ["change", "note"]
    assert all(set(row) == set(view.columns) for row in view.rows())


def test_qualifiers_stand_beside_the_values(negotiation_of: Build) -> None:
    """The value columns parse as values."""
    (row,) = changes(
        negotiation_of('position.u = { value = "50", qualifier = "net", side = "own" }\n' + LATER_50)
    ).rows()
    names = ("before", "before_qualifier", "before_remark", "after", "after_qualifier", "after_remark")
    assert [row[name] for name in names] == ["50", "net", "", "50", "", ""]


def test_a_change_that_may_be_older(negotiation_of: Build) -> None:
    """A statement whose interval began before the span says so."""
    view = changes(negotiation_of('position.v = { value = "45", side = "own", stated = "2024-02-20/2024-03-09" }'))
    (line,) = view.lines
    assert line.origin == "by 9 Mar, perhaps before, own statement"
    assert next(iter(view.rows()))["perhaps_before"] is True


def test_what_belongs_to_a_value(negotiation_of: Build) -> None:
    """Conditions and caveats stand with the values, in rows too; those of an earlier value as such."""
    view = changes(
        negotiation_of("""
        position.u = { value = "50", side = "own", caveat = "Read in haste." }
        position.v = { value = "45", side = "own", requires = ["hours = 35"], stated = 2024-03-02 }
        note.n = { text = "Rain.", caveat = "Hearsay.", modality = "inferred", stated = 2024-03-02 }
        """)
    )
    (line,), (note,) = view.lines, view.additions
    assert (line.value, line.caveats) == ("50 -> 45, if hours = 35 (unknown)", ("before: caveat: Read in haste.",))
    assert (note.text, note.caveat) == ("inferred: Rain.", "caveat: Hearsay.")
    rows = [(row["before_remark"], row["after_remark"]) for row in view.rows()]
    assert rows == [("caveat: Read in haste.", "if hours = 35 (unknown)"), ("", "inferred; caveat: Hearsay.")]
    assert [cells[3] for cells in view.table().rows] == [
        "changed; before: caveat: Read in haste.",
        "note: caveat: Hearsay.",
    ]


def test_no_position_changed(negotiation_of: Build) -> None:
    """Where only other records are new, the page says so and something differs."""
    view = changes(negotiation_of(EMPLOYER + 'note.n = { text = "Rain.", stated = 2024-03-02 }'))
    assert (view.summary, view.differs, view.counts) == ("no position changed", True, "1 note")


def test_one_move_is_counted_once(negotiation_of: Build) -> None:
    """A move that softened and came closer is one in the line of counts, with both words; what is contested is counted
    beside it."""
    head = HEAD.replace('basis = "gross" }', 'basis = "gross", wants = { union = "more", employer = "less" } }')
    text = """
    position.e = { party = "employer", value = "40", side = "own", stated = 2024-03-01 }
    position.h = { party = "employer", issue = "hours", value = "40", side = "own", stated = 2024-03-01 }
    position.a = { value = "50", side = "own", stated = 2024-03-01 }
    position.b = { value = "45", side = "own", stated = 2024-03-20 }
    position.c = { value = "48", side = "media", speaker = "Press", stated = 2024-03-20 }
    position.d = { issue = "hours", value = "30", side = "own", stated = 2024-03-01 }
    position.f = { issue = "hours", value = "35", side = "own", stated = 2024-03-20 }
    """
    expected = "positions: 1 closer · 1 closer and softened · 1 newly contested; 1 other statement"
    assert changes(negotiation_of(text, head)).counts == expected


def test_what_is_not_said_is_counted_by_itself(negotiation_of: Build) -> None:
    """A first word that was only hoped or considered is no new position."""
    view = changes(
        negotiation_of(
            """
            position.u = { value = "50", modality = "hoped", stated = 2024-03-02 }
            position.e = { party = "employer", value = "40", side = "own", stated = 2024-03-02 }
            """
        )
    )
    assert view.counts == "positions: 1 new · 1 not said as it stands"


def test_disputes(negotiation_of: Build) -> None:
    """A new contest names each value once, with all who give it."""
    view = changes(
        negotiation_of("""
        position.u = { value = "50", side = "own", stated = 2024-03-02 }
        position.v = { value = "40", side = "state", stated = 2024-03-02 }
        position.w = { value = "40", side = "media", speaker = "Ann", stated = 2024-03-02 }
        """)
    )
    assert view.lines[0].disputes == (
        "newly contested: 50 (own statement, 2 Mar); 40 (according to State, 2 Mar; according to Ann, 2 Mar)",
    )
    assert view.counts == "positions: 1 new · 1 newly contested; 2 other statements"


def test_words_that_a_gap_rests_on_are_named_once(negotiation_of: Build) -> None:
    """Where the same voices stand behind both gaps of a movement, they follow the second."""
    line = changes(negotiation_of(EMPLOYER + MOVED)).lines[-1]
    assert line.phrase == "moved closer to Employers: apart 10 -> apart 5, neither on record"


def test_two_voices_of_one_party(negotiation_of: Build) -> None:
    """What two voices of one party say apart from each other divides it."""
    head = """
    party.employer = { name = "Employers", role = "principal" }
    party.union = { name = "Union", role = "principal" }
    delegate.ann = { party = "union", name = "Ann" }
    issue.pay = { title = "Pay", kind = "quantity", unit = "euros" }
    """
    view = changes(
        negotiation_of(
            """
            position.u = { value = "50", side = "own", attribution = "on-record", stated = 2024-03-02 }
            position.v = { value = "40", side = "own", speaker = "Ann", stated = 2024-03-02 }
            """,
            head,
        )
    )
    assert view.lines[0].disputes == ("newly divided: 50 (own statement, 2 Mar); 40 (Ann (own), 2 Mar)",)


LINKED = 'issue.bonus = { title = "Bonus", kind = "quantity", linked = ["pay"] }\n'


def test_linked_issues(negotiation_of: Build) -> None:
    """When an issue moves, those that it names and those that name it are named; what is new has not moved."""
    moved = UNION + 'position.v = { value = "45", side = "own", stated = 2024-03-02 }'
    negotiation = negotiation_of(LINKED + moved)
    (line,) = changes(negotiation).lines
    assert line.linked == related_issues(Snapshot(negotiation), negotiation.issues["pay"]) == ("bonus",)
    assert related_issues(Snapshot(negotiation), negotiation.issues["bonus"]) == ("pay",)
    (line,) = changes(negotiation_of(LINKED + 'position.v = { value = "45", stated = 2024-03-02 }')).lines
    assert line.linked == ()


def test_counterparts(negotiation_of: Build) -> None:
    """A row names the counterparts that a party moved to or from; a correction of ours moved it nowhere."""
    moved = UNION + 'position.v = { value = "45", side = "own", stated = 2024-03-02 }'
    (row,) = changes(negotiation_of(EMPLOYER + moved)).rows()
    assert (row["classes"], row["counterparts"]) == (["closer"], ["employer"])
    negotiation = negotiation_of(
        EMPLOYER
        + UNION
        + 'position.v = { value = "45", side = "own", supersedes = ["u"], recorded = 2024-06-02 00:00:00+00:00 }'
    )
    after = Snapshot(negotiation)
    before = replace(after, known_at=negotiation.positions[0].recorded)
    found = changes_between(before, after, ["union"], [negotiation.issues["pay"]])
    (row,) = build_changes(before, after, "", found).rows()
    assert (row["classes"], row["counterparts"]) == (["corrected"], [])


def test_stat(negotiation_of: Build) -> None:
    """The statistic counts the changes of each party and class."""
    view = changes(
        negotiation_of(
            EMPLOYER
            + """
            position.v = { value = "50", stated = 2024-03-02 }
            position.w = { issue = "hours", value = "50", stated = 2024-03-02 }
            position.f = { party = "employer", value = "40", side = "own", stated = 2024-03-02 }
            """
        )
    )
    rows = [(row["about"], row["class"], row["count"]) for row in build_stat(view).rows()]
    assert rows == [("employer", "restated", 1), ("union", "new", 2)]


def test_nothing_changed(negotiation_of: Build) -> None:
    """Without a change there is nothing to show, and no difference."""
    view = changes(negotiation_of(EMPLOYER))
    assert (view.lines, view.differs, view.counts) == ((), False, "")
    assert view.summary == "nothing on record after 1 Mar 2024"


AGREED = """
proposal.p = { party = "state", terms = ["pay = 45"], side = "own", attribution = "on-record", stated = 2024-02-20 }
response.x = { proposal = "p", answer = "accepted", side = "own", attribution = "on-record", stated = 2024-03-02 }
response.y.party = "employer"
response.y.proposal = "p"
response.y.answer = "accepted"
response.y.side = "own"
response.y.attribution = "on-record"
response.y.stated = 2024-03-02
"""
REJECTED = """
response.z = { proposal = "p", answer = "rejected", side = "own", attribution = "on-record", stated = 2024-03-03 }
"""


def test_agreements(negotiation_of: Build) -> None:
    """An agreement and its end are named with the counterpart and the proposal."""
    agreed = changes(negotiation_of(AGREED)).lines
    assert [line.phrase.partition("; ")[2] or line.phrase for line in agreed] == [
        "agreed provisionally 45, p (with Union)",
        "agreed provisionally 45, p (with Employers)",
    ]
    union = changes(negotiation_of(strong(EMPLOYER + MOVED) + AGREED)).lines[-1]
    assert union.phrase == "moved closer to Employers: apart 10 -> agreed provisionally 45, p"
    ended = changes(negotiation_of(AGREED.replace("03-02", "03-01") + REJECTED)).lines
    assert [(line.sign, line.phrase) for line in ended] == [
        ("!", "reopened with Union, was agreed provisionally 45, p"),
        ("!", "ended by a later answer; reopened with Employers, was agreed provisionally 45, p"),
    ]


PACKAGES = """
proposal.a = { terms = ["pay = 50"], side = "own", expires = 2024-03-05 }
proposal.b = { terms = ["pay = 45"], side = "own", expires = 2024-03-05, alternative_to = ["a"] }
"""
SIGNED = """
agreement.deal = { date = 2024-03-03, stated = 2024-03-03, terms = ["pay = 44"] }
milestone.s = { agreement = "deal", milestone = "signed", date = 2024-03-03, stated = 2024-03-03 }
"""
U_TURN = """
position.x = { party = "employer", value = "at most 41", side = "own", attribution = "on-record", stated = 2024-03-06 }
"""


def test_what_a_deal_made_idle_does_not_lapse(negotiation_of: Build) -> None:
    """The lapse of an offer is a change, but none after an agreement; all alternatives that were held are named."""
    assert "2 lapsed" not in changes(negotiation_of(PACKAGES + EMPLOYER + SIGNED + U_TURN)).counts
    lapsed = changes(negotiation_of(PACKAGES + EMPLOYER + U_TURN))
    assert "1 lapsed" in lapsed.counts
    (agreed,) = (
        line for line in changes(negotiation_of(PACKAGES + EMPLOYER + SIGNED)).lines if "union" in line.change.party
    )
    assert agreed.value == "a: 50 or b: 45"
    assert "(Union a: 50 or b: 45, Employers 40)" in agreed.phrase


def test_a_word_against_what_is_agreed_heads_the_page(negotiation_of: Build) -> None:
    """It is counted first, with what is agreed and what the party says now; an answer counts as a word does."""
    view = changes(negotiation_of(EMPLOYER + SIGNED + U_TURN))
    assert view.counts.startswith("1 agreed issue disputed; ")
    ((heading, (dispute,)),) = view.disputed
    assert (heading, dispute.issue.id) == ("disputed", "pay")
    assert dispute.text == "agreed 44; Employers now at most 41, own statement"
    answer = (
        'response.r = { party = "employer", to = ["deal#pay"], answer = "rejected", side = "own", stated = 2024-03-06 }'
    )
    ((_, (dispute,)),) = changes(negotiation_of(EMPLOYER + SIGNED + strong(answer))).disputed
    assert dispute.text == "agreed 44; Employers now rejected (pay), own statement"
    assert not changes(negotiation_of(EMPLOYER + SIGNED)).disputes


def test_a_word_that_reopens_what_was_agreed_provisionally(negotiation_of: Build) -> None:
    """It heads the page as reopened."""
    announced = SIGNED.replace("signed", "announced")
    view = changes(negotiation_of(EMPLOYER + announced + U_TURN))
    assert view.counts.startswith("1 agreed issue reopened; ")
    assert [one.text for _, found in view.disputed for one in found] == [
        "reopened with Union, was agreed provisionally 44, deal; Employers now at most 41, own statement"
    ]
