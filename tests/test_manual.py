"""The pages of the manual: what they link is there, and so are the files that those for developers name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MANUAL = ROOT / "negtrack/manual"
DECISIONS = sorted((MANUAL / "decisions").glob("*.md"))
PAGES = (ROOT / "CONTRIBUTING.md", MANUAL / "architecture.md", *DECISIONS)
LINKED = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(MANUAL.rglob("*.md")))

_TOPS = "negtrack|tests|data|seeds|findings|[.]ci|[.]github"
_PATH = re.compile(rf"`((?:{_TOPS})/[\w./-]*)`")
_IN_PACKAGE = re.compile(r"`((?:checks|cli|exchange|model|query|render|store|values|views)/[\w./-]*)`")
_LINK = re.compile(r"\]\(([^)#:]*)(?:#([^)]*))?\)")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def name_of(path: Path) -> str:
    """Return a page's path from the top of the repository."""
    return path.relative_to(ROOT).as_posix()


def named_paths(text: str) -> set[Path]:
    """Return the files and folders that a page names in code quotes; `NAME` stands for a name to choose."""
    found = {ROOT / path for path in _PATH.findall(text)} | {
        ROOT / "negtrack" / path for path in _IN_PACKAGE.findall(text)
    }
    return {path.parent if "NAME" in path.name else path for path in found}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    """Paths in code quotes exist."""
    assert {name_of(path) for path in named_paths(page.read_text("utf-8")) if not path.exists()} == set()


def anchors_of(text: str) -> set[str]:
    """Return what links to the headings of a page end in."""
    headings = re.findall("^#+ (.*)$", _FENCED.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", LINKED, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    """Its page exists, and so does the heading that it names."""
    for target, anchor in _LINK.findall(_FENCED.sub("", page.read_text("utf-8"))):
        other = page.parent / target if target else page
        assert other.exists(), target
        assert not anchor or anchor in anchors_of(other.read_text("utf-8")), f"{target}#{anchor}"


def test_the_readme_links_every_page() -> None:
    """A reader of the repository finds the whole manual."""
    linked = {target for target, _ in _LINK.findall((ROOT / "README.md").read_text("utf-8"))}
    assert {name_of(path) for path in MANUAL.glob("*.md")} <= linked


def test_paths_are_found_in_a_page() -> None:
    """Both ways of writing a path are recognised, and a file to be named counts as its folder."""
    text = "See `negtrack/views/NAME.py`, `store/write.py` and `tests/golden/`, but not `a/b` or `show PARTY`."
    assert named_paths(text) == {ROOT / "negtrack/views", ROOT / "negtrack/store/write.py", ROOT / "tests/golden"}


def test_every_decision_is_listed_and_has_its_three_parts() -> None:
    """The architecture page links each decision under its own title; numbers are in order and without gaps."""
    listed = (MANUAL / "architecture.md").read_text("utf-8")
    for number, path in enumerate(DECISIONS, 1):
        title, *rest = path.read_text("utf-8").splitlines()
        assert path.name.startswith(f"{number:04} ".replace(" ", "-"))
        assert title.startswith(f"# {number:04} ")
        assert f"- [{title.removeprefix('# ')}](decisions/{path.name})" in listed
        parts = [line.split("**")[1] for line in rest if line.startswith("**")]
        assert parts == ["Context.", "Decision.", "Consequences."]
