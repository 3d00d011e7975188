"""Which column is which field."""

from __future__ import annotations

import pytest

from negtrack.errors import UsageError
from negtrack.exchange.import_.columns import find_columns, find_field, parse_assignments
from negtrack.exchange.rows import columns

KNOWN = columns()


@pytest.mark.parametrize("name", KNOWN)
def test_every_field_by_its_name(name: str) -> None:
    """As it is written in the files, in capitals, with blanks or hyphens for its underscores."""
    spellings = (name, name.upper(), name.title(), name.replace("_", " "), name.replace("_", "-"), f" {name} ")
    assert {find_field(spelling) for spelling in spellings} == {name}


@pytest.mark.parametrize(
    ("text", "field"),
    [("Source", "sources"), ("tag", "tags"), ("Parties", "parties"), ("Foo", ""), ("", ""), ("#", "")],
)
def test_one_of_several(text: str, field: str) -> None:
    """A list may be called by one of it; what means no field is none."""
    assert find_field(text) == field


def test_what_is_mapped_goes_first() -> None:
    """A column that is called like a mapped field is not used, nor one that no field is called."""
    found = find_columns(["Party", "Holder", "Colour"], {"party": "holder"}, KNOWN)
    assert (dict(found.fields), found.unused) == ({"Holder": "party"}, ["Party", "Colour"])


def test_a_field_that_the_table_has_not() -> None:
    """A column of another table's field is not used."""
    assert find_columns(["party", "ladder"], {}, {"party"}).unused == ["ladder"]


@pytest.mark.parametrize(
    ("names", "mapped", "message"),
    [
        (["Sources", "source"], {}, 'the columns "Sources" and "source" are both sources; say which with --map'),
        (["a"], {"value": "a", "note": "a"}, 'the column "a" is mapped twice'),
        (["a"], {"value": "a", "note": "A"}, 'the column "a" is mapped twice'),
    ],
)
def test_invalid_columns(names: list[str], mapped: dict[str, str], message: str) -> None:
    """Nothing is decided for the user."""
    with pytest.raises(UsageError, match=message):
        find_columns(names, mapped, KNOWN)


def test_two_columns_that_differ_by_case() -> None:
    """Each can be mapped by its very name."""
    found = find_columns(["Value", "VALUE"], {"value": "VALUE", "note": "Value"}, KNOWN)
    assert dict(found.fields) == {"VALUE": "value", "Value": "note"}


def test_assignments() -> None:
    """Field in any spelling; the text may hold `=`."""
    assert parse_assignments("--set", ["Granted By=a = b", "side= own "]) == {"granted_by": "a = b", "side": "own"}
