"""What is appended to a sound file is read by itself only where it means the same as in the whole file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from negtrack.store.parse import parse_document, parse_tail
from negtrack.store.toml_source import Lines

HEAD = """name = "North"
role = "principal"

[note.first]
text = "One."
stated = 2024-03-01
recorded = 2024-03-02 00:00:00Z
"""
SAID = "stated = 2024-03-01\nrecorded = 2024-03-02 00:00:00Z\n"
PIECES = (
    *(f'\n[note.n{number}]\ntext = "a"\n{SAID}' for number in range(3)),
    f'\n[position.p]\nissue = "pay"\nvalue = "4"\n{SAID}',
    f'\n[note."q\\u0041"]\ntext = "a"\n{SAID}',
    f'[note.\'s\']\ntext = """\n[note.fake]\n"""\n{SAID}',
    *("\n[postion.x]\n", "[issue.x]\n", "[note]\n", "[[note]]\n", "[note.n1.deep]\n", "[delegate.d]\nname = 'D'\n"),
    *("note = {}\n", "foo = {}\n", "name = 'Other'\n", "role = 'observer'\n", "note.dotted = { text = 'x' }\n"),
    *("text = 'more'\n", "# a comment\n", "\n", "\ufeff", "]", '"', "'", '"""', "\\", "\r\n", "\x00", "[note.first]\n"),
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join))
def test_a_tail_means_what_it_means_in_its_file(tail: str) -> None:
    """A tail without problems gives the items that the whole file has more, in the lines where they stand, and the
    whole file has no problem either; but for ids that were taken, which the cache itself refuses."""
    assert Lines(HEAD).extends()
    items, problems = parse_tail(tail, "f", "party", "north", HEAD.count("\n"))
    if problems or any(item.id == "first" for item in items):
        return
    before, _ = parse_document(HEAD, "f", "party", "north")
    document, faults = parse_document(HEAD + tail, "f", "party", "north")
    assert faults == []
    expected = {(item.table, item.id): (item, item.line) for item in (*before.items, *items)}
    assert {(item.table, item.id): (item, item.line) for item in document.items} == expected
