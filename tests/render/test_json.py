"""JSON with indentation is what the standard library writes, and safe to print."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.render.json import dumps

_ODD = ['"', "\\", "\n", "\r", "\t", "\b", "\f", "\x00", "\x1f", "é", "\U0001f600", "/", "a", " "]
TEXTS = st.text(st.sampled_from(_ODD), max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
)


@given(VALUES)
def test_the_same_as_the_standard_library(value: object) -> None:
    """Of texts, numbers, words, lists and objects, nested and empty."""
    assert dumps(value, indent=2) == json.dumps(value, ensure_ascii=False, indent=2)
    assert json.loads(dumps(value)) == value


@given(st.text())
def test_every_text_is_read_back(text: str) -> None:
    """Also with the characters that are escaped because they could control a terminal."""
    assert json.loads(dumps({text: [text]}, indent=2)) == {text: [text]}


def test_what_json_does_not_know() -> None:
    """Nothing is written in place of it."""
    with pytest.raises(TypeError):
        dumps([{1, 2}], indent=2)
