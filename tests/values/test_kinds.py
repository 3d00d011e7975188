"""The registry of kinds: each kind is one file, and nothing else asks for it by its name."""

from __future__ import annotations

import importlib
import re
from dataclasses import fields
from pathlib import Path

import pytest

from negtrack.cli.table import words_of
from negtrack.model import Issue
from negtrack.values import KINDS, Kind, Scale, parse_value, print_value
from negtrack.values.kind import OPTION_FIELDS

ROOT = Path(__file__).parents[2]
EVERY_KIND = [pytest.param(kind, id=name) for name, kind in KINDS.items()]


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_kind_is_the_object_of_its_file(kind: Kind) -> None:
    """File and object are called after the kind."""
    word = kind.name.replace("-", "_")
    assert getattr(importlib.import_module(f"negtrack.values.kinds.{word}"), word.upper()) is kind


def test_every_file_is_a_kind() -> None:
    """None is without its line in the registry."""
    files = {path.stem.replace("_", "-") for path in (ROOT / "negtrack/values/kinds").glob("[!_]*.py")}
    assert files == set(KINDS)


def test_the_fields_with_lists_of_outcomes() -> None:
    """They are known without importing every kind."""
    assert set(OPTION_FIELDS) == {field for kind in KINDS.values() for field in kind.option_fields}


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_examples_are_values(kind: Kind) -> None:
    """Every example of a kind is parsed, and printed and parsed again as the same."""
    options = ("none", "gradual", "full") if "ladder" in kind.option_fields else ()
    scale = Scale(kind.name, options=options, ordered=bool(options))
    for example in kind.examples:
        value = parse_value(example, scale)
        assert parse_value(print_value(value, scale), scale) == value


def test_no_two_kinds_are_as_broad() -> None:
    """Which of two kinds an import infers never depends on their order in the registry."""
    breadths = [kind.breadth for kind in KINDS.values() if kind.breadth]
    assert len(set(breadths)) == len(breadths)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_what_issues_must_define_are_fields_of_an_issue(kind: Kind) -> None:
    """A kind asks for no field that no issue has."""
    asked = {field for group, _ in kind.needs for field in group} | set(kind.option_fields)
    assert asked <= {field.name for field in fields(Issue)}


def test_completion_knows_the_kinds() -> None:
    """What is read from the source is what the registry says."""
    assert words_of("KIND") == {kind.name: kind.options for kind in KINDS.values()}


def test_no_kind_is_named_outside_its_file() -> None:
    """Nothing in the package asks for a kind by its name: it asks the kind."""
    named = re.compile(rf"""kind (?:==|!=|in|not in) \(?["'](?:{"|".join(KINDS)})["']""")
    for path in (ROOT / "negtrack").rglob("*.py"):
        assert not named.search(path.read_text("utf-8")), path.relative_to(ROOT)
