"""The merge by records: nothing is lost, nothing doubled, and what nobody changed keeps every byte."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.exchange.git.merge import Merged, NotMergeableError, merge_texts

HEAD = '# The union.\n\nname = "Union"\nrole = "principal"\n'
A = '\n# first of all\n[position.a]\nissue = "pay"\nvalue = "1"\nrecorded = 2024-06-01 00:00:00Z\n'
B = '\n[position.b]\nissue = "pay"\ntext = """\n[position.fake]\n"""\nrecorded = 2024-06-02 00:00:00Z\n'
C = '\n[note.c]\nsources = [\n    "x", # why\n]\nrecorded = 2024-06-03 00:00:00Z\n'
CHANGED = A.replace('"1"', '"2"')


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Merge three texts, which must have no conflict."""
    result = merge_texts(base, ours, theirs)
    assert not result.conflicts
    return result


def test_both_sides_append() -> None:
    """Theirs stands behind ours, with its own comments, and every byte of both is there."""
    assert merge(HEAD + A, HEAD + A + B, HEAD + A + C).text == HEAD + A + B + C
    assert merge("", HEAD, "").text == HEAD
    assert merge(HEAD, HEAD, HEAD + A).text == HEAD + A


def test_agreements_are_merged_too() -> None:
    """What one side settled and what another says became of it stand one behind the other, terms with their own."""
    deal = '[agreement.a]\ntitle = "A"\ndate = 2024-06-01\n'
    term = '\n[agreement.a.term.pay]\nvalue = "40"\ncaveat = "about"\n'
    vote = '\n[milestone.m]\nagreement = "a"\nmilestone = "ratified"\nfor = 0\nagainst = 12\n'
    left = '\n[open.o]\nagreement = "a"\nissue = "hours"\ndecide-by = 2024-07-01\n'
    assert merge(deal + term, deal + term + vote, deal + term + left).text == deal + term + vote + left


def test_one_side_changes_or_deletes() -> None:
    """That side's word counts, wherever the record stands."""
    assert merge(HEAD + A + B, HEAD + A + B + C, HEAD + CHANGED + B).text == HEAD + CHANGED + B + C
    assert merge(HEAD + A + B, HEAD + CHANGED + B, HEAD + A + B + C).text == HEAD + CHANGED + B + C
    assert merge(HEAD + A + B, HEAD + B, HEAD + A + B + C).text == HEAD + B + C
    assert merge(HEAD + A + B, HEAD + A + B + C, HEAD + A).text == HEAD + A + C
    assert merge(HEAD + A + B, HEAD + A, HEAD + B).text == HEAD.rstrip("\n") + "\n"


def test_the_same_record_on_both_sides() -> None:
    """It is kept once, as the one who was first recorded it, with either side merged into the other."""
    later = A.replace("06-01", "06-09")
    assert merge(HEAD, HEAD + A, HEAD + later).text == HEAD + A
    assert merge(HEAD, HEAD + later, HEAD + A).text == HEAD + A
    assert merge(HEAD, HEAD + later + B, HEAD + C + A).text == HEAD + A + B + C


def test_the_same_id_with_other_content() -> None:
    """Both versions stand between markers, which nothing else does, and the record is named."""
    result = merge_texts(HEAD, HEAD + A + B, HEAD + CHANGED + C, 9)
    assert [str(conflict) for conflict in result.conflicts] == ["[position.a]: recorded differently on the two sides"]
    block, other = A.strip("\n"), CHANGED.strip("\n")
    assert result.text == f"{HEAD}\n<<<<<<<<< ours\n{block}\n=========\n{other}\n>>>>>>>>> theirs\n{B}{C}"


def test_deleted_and_changed() -> None:
    """A conflict in either direction: the changed version against nothing."""
    for ours, theirs, reason in (
        (HEAD + B, HEAD + CHANGED + B, "deleted on our side"),
        (HEAD + CHANGED + B, HEAD + B, "deleted on their side"),
    ):
        result = merge_texts(HEAD + A + B, ours, theirs)
        assert [str(conflict) for conflict in result.conflicts] == [f"[position.a]: {reason} and changed on the other"]
        assert CHANGED.strip("\n") in result.text


def test_the_head_is_merged_by_key() -> None:
    """Two keys changed on two sides are both taken; one key changed on both is a conflict of that key."""
    ours, theirs = HEAD.replace("Union", "Unions"), HEAD.replace("principal", "observer")
    assert (
        merge(HEAD + A, ours + A, theirs + A).text
        == HEAD.replace("Union", "Unions").replace("The Unions", "The union").replace("principal", "observer") + A
    )
    result = merge_texts(HEAD + A, ours + A, HEAD.replace("Union", "League") + A + B)
    assert [str(conflict) for conflict in result.conflicts] == ["name: written differently on the two sides"]
    assert result.text.endswith(A + B)
    new = merge(HEAD + A, HEAD + A, HEAD + 'member_of = "x"\n' + A)
    assert new.text == HEAD + 'member_of = "x"\n' + A


def test_values_of_several_lines_are_never_cut() -> None:
    """A list or a text stays one value, whatever its lines look like."""
    head = 'parties = [\n    "a",\n["b"],\n]\ntitle = """\n[issue.fake]\nx = 1\n"""\n'
    assert merge(head, head + A, head.replace('"a"', '"c"') + B).text == head.replace('"a"', '"c"') + A + B


def test_a_header_means_the_same_in_quotes() -> None:
    """A side that quoted the ids changed nothing: the changes of the other side are taken, and nothing doubled."""
    bare = (
        A.replace("position.a", "position.2024-05-31-pay-d3a1") + "\n[position.2024-05-31-pay-d3a1.locator]\npage = 1\n"
    )
    quoted = bare.replace("2024-05-31-pay-d3a1", '"2024-05-31-pay-d3a1"')
    assert bare.count("2024-05-31-pay-d3a1") == quoted.count('"2024-05-31-pay-d3a1"') == 2
    later = bare.replace("page = 1", "page = 2")
    assert merge(HEAD + bare, HEAD + quoted, HEAD + later + B).text == HEAD + later + B
    assert merge(HEAD + bare, HEAD + later + B, HEAD + quoted).text == HEAD + later + B
    assert merge(HEAD, HEAD + quoted, HEAD + bare).text == HEAD + quoted
    assert merge(HEAD + bare, HEAD + quoted, HEAD).text == HEAD.rstrip("\n") + "\n"
    fake = '\n[note.d]\ntext = """\n[position.2024-05-31-x]\n"""\n'
    conflict = merge_texts(HEAD + B, HEAD + fake, HEAD + fake.replace("2024-05-31-x", '"2024-05-31-x"')).conflicts
    assert [found.key for found in conflict] == [("note", "d")]


def test_line_endings_stay() -> None:
    """Each piece keeps its own; a file that was only converted counts as unchanged; marks are in ours."""
    crlf = (HEAD + A).replace("\n", "\r\n")
    assert merge(HEAD + A, crlf, HEAD + A + B).text == crlf + "\r\n" + B.lstrip("\n")
    assert merge(HEAD + A, HEAD + A + B, crlf).text == HEAD + A + B
    assert "<<<<<<< ours\r\n" in merge_texts(HEAD, crlf, HEAD + CHANGED).text


def test_spacing_stays() -> None:
    """Tables without a blank line between them, and several blank lines, are as ours has them."""
    for gap in ("", "\n\n\n"):
        ours = HEAD + A.lstrip("\n") + gap + B.lstrip("\n")
        assert merge(HEAD + A + B, ours, HEAD + A + B).text == ours
        assert merge(ours, ours, ours + C).text == ours + C


def test_a_file_without_its_last_line_break() -> None:
    """What is appended begins on a line of its own."""
    assert merge(HEAD + A, (HEAD + A).rstrip("\n"), HEAD + A + B).text == HEAD + A + B


def test_sub_tables_belong_to_their_record() -> None:
    """A change in one is a change of the record that it is in."""
    issue = '\n[issue.x]\ntitle = "X"\n\n[issue.x.wants]\nunion = "more"\n\n[issue.y]\ntitle = "Y"\n'
    other = issue.replace("more", "less")
    assert merge(HEAD + issue, HEAD + issue + B, HEAD + other).text == HEAD + other + B


@pytest.mark.parametrize(
    "text",
    [
        "half [",
        "[position]\n[position.a]\nx = 1\n",
        "[[position]]\nx = 1\n",
        'position.a = { x = 1 }\n[position.b]\n"y" = 2\n',
        '[issue.a]\n[issue.b]\n[issue.a.wants]\nx = "more"\n',
        '"quoted key" = 1\n',
    ],
)
def test_what_cannot_be_cut_is_refused(text: str) -> None:
    """No guess is made: the caller merges by lines."""
    for three in ((text, HEAD, HEAD + A), (HEAD, text, HEAD + A), (HEAD, HEAD + A, text)):
        with pytest.raises(NotMergeableError):
            merge_texts(*three)


IDS = st.sampled_from([f"r{number}" for number in range(6)])
VALUES = st.tuples(st.sampled_from("12"), st.sampled_from([1, 2]), st.booleans())
SIDES = st.dictionaries(IDS, VALUES)


def party_file(records: dict[str, tuple[str, int, bool]], order: bool) -> str:
    """Return a party's file of records: what each says, the day of its record, and whether a comment stands above."""
    blocks = [
        f'\n{"# remark" + chr(10) if comment else ""}[position.{name}]\nvalue = "{value}"\nrecorded = 2024-06-0{day} '
        "00:00:00Z\n"
        for name, (value, day, comment) in records.items()
    ]
    return HEAD + "".join(blocks if order else reversed(blocks))


def values_of(text: str) -> dict[str, Any]:
    """Return what each record in `text` says, without when it was recorded."""
    return {name: table["value"] for name, table in tomllib.loads(text).get("position", {}).items()}


@given(SIDES, SIDES, SIDES, st.booleans())
def test_nothing_is_lost_or_doubled(
    base: dict[str, tuple[str, int, bool]],
    ours: dict[str, tuple[str, int, bool]],
    theirs: dict[str, tuple[str, int, bool]],
    order: bool,
) -> None:
    """Every record of either side is in the result, or in a named conflict, unless the other side deleted what this one
    left alone; each stands there once, and both directions hold the same records."""
    three = party_file(base, True), party_file(ours, True), party_file(theirs, order)
    result = merge_texts(*three)
    named = {conflict.key[1]: conflict for conflict in result.conflicts}
    plain = "".join(line for line in result.text.splitlines(True) if not line.startswith(("<<<<", "====", ">>>>")))
    for name in {*base, *ours, *theirs}:
        was, one, other = base.get(name), ours.get(name), theirs.get(name)
        versions = [version for version in (one, other) if version]
        stands = plain.count(f"[position.{name}]")
        if name in named:
            assert was not in (one, other)
            assert one != other
            assert stands == len(versions)
            assert all(f'value = "{version[0]}"' in named[name].ours + named[name].theirs for version in versions)
        elif (one is None and other in (None, was)) or (other is None and one == was):
            assert stands == 0
        else:
            assert stands == 1
            assert value_of(name, result.text, named) in {
                version[0] for version in versions if version != was or one == other
            }
    back = merge_texts(three[0], three[2], three[1])
    assert {conflict.key for conflict in back.conflicts} == {conflict.key for conflict in result.conflicts}
    if not named:
        assert tomllib.loads(back.text) == tomllib.loads(result.text)


def value_of(name: str, text: str, named: dict[str, Any]) -> str:
    """Return what the record `name` says in a merged text, its conflicts left out."""
    for conflict in named.values():
        text = text.replace(conflict.ours, "").replace(conflict.theirs, "")
    lines = [line for line in text.splitlines(True) if not line.startswith(("<<<<", "====", ">>>>"))]
    return str(values_of("".join(lines))[name])
