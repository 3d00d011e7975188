"""Plain English: none of the words and loop variables of a dialect that nobody else speaks."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

from .sources import tree

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(path for folder in ("negtrack", "tests") for path in (ROOT / folder).rglob("*.py"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "negtrack").rglob("*.md"), *(ROOT / "tests").rglob("*.md")])
MARKERS = ("told", "whoever", "whichever", "as far as")
LOOP_VARIABLE = "each"


def markers_of(path: Path) -> int:
    """Return how often a file uses a marker as a word of its own, or a loop over the variable of no name."""
    text = path.read_text("utf-8")
    words = re.findall(rf"\b({'|'.join(MARKERS)})\b", " ".join(text.split()), re.IGNORECASE)
    if path.suffix != ".py":
        return len(words)
    is_worth_parsing = re.search(rf"\bfor\b(?:(?!\bin\b).)*?\b{LOOP_VARIABLE}\b", text, re.DOTALL)
    nodes = ast.walk(tree(path)) if is_worth_parsing else ()
    return len(words) + sum(LOOP_VARIABLE in names_of(node) for node in nodes)


def names_of(node: ast.AST) -> set[str]:
    """Return the variables that a loop or a comprehension sets."""
    target = node.target if isinstance(node, ast.For | ast.comprehension) else None
    return {name.id for name in ast.walk(target) if isinstance(name, ast.Name)} if target else set()


def all_markers() -> Counter[str]:
    """Return the markers of each file that has any."""
    counts = {
        path.relative_to(ROOT).as_posix(): markers_of(path) for path in [*FILES, *PAGES] if path != Path(__file__)
    }
    return Counter({name: count for name, count in counts.items() if count})


def test_no_dialect() -> None:
    """No file has any of the markers."""
    assert all_markers() == Counter()


def test_what_is_a_marker(tmp_path: Path) -> None:
    """Words count, in any line break; parts of names do not; loops count by their variable."""
    file = tmp_path / "module.py"
    file.write_text(
        '"""Told as\nfar as; retold, told_by."""\nfor each in []:\n    [each for _, each in [] for item in []]\n'
    )
    assert markers_of(file) == 4
