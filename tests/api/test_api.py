"""The library: its surface, its answers beside those of the commands, and what importing it costs."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import negtrack
from negtrack import Answer, NegtrackError, Talks

from ..cli.harness import SHIPPED, run
from ..negotiations import FILES, write_negotiation
from ..programs import require_library

SURFACE = Path(__file__).with_name("surface.txt")
GAZA, UAW = "gaza-ceasefire-2024", "uaw-detroit-2023"


def surface() -> Iterator[str]:
    """Yield a line for each name that users may rely on."""
    for name in sorted(negtrack.__all__):
        thing = getattr(negtrack, name)
        if inspect.isfunction(thing):
            yield f"{name}{inspect.signature(thing)}"
        elif inspect.isclass(thing):
            yield name
            for key, member in vars(thing).items():
                if not key.startswith("_") and (inspect.isfunction(member) or isinstance(member, property)):
                    signature = "" if isinstance(member, property) else inspect.signature(member)
                    yield f"  .{key}{signature}"
            yield from (
                f"  .{key}: {kind}" for key, kind in inspect.get_annotations(thing).items() if not key.startswith("_")
            )
        else:
            yield name


def test_surface() -> None:
    """What users rely on changes only where `surface.txt` does: names are added, and none is changed or removed."""
    assert "\n".join(surface()) + "\n" == SURFACE.read_text("utf-8")


def test_a_notebook_shows_what_a_thing_is() -> None:
    """In a line, however many rows there are."""
    talks = negtrack.open(SHIPPED, UAW)
    assert repr(talks) == f"<Talks {UAW}: {len(talks.parties)} parties, {len(talks.issues)} issues>"
    gaps = talks.gaps()
    assert repr(gaps) == f"<Answer gaps: {len(gaps)} rows, {len(gaps.columns)} columns>"


def test_everything_is_documented() -> None:
    """Each name and each method has a docstring."""
    for thing in (negtrack.open, Talks, Answer):
        assert thing.__doc__
        assert all(inspect.getdoc(member) for key, member in vars(thing).items() if not key.startswith("_"))


@pytest.fixture(scope="module", params=[GAZA, UAW])
def talks(request: pytest.FixtureRequest) -> Talks:
    """Two of the shipped negotiations."""
    return negtrack.open(SHIPPED, request.param)


def rows_of(talks: Talks, *words: str) -> list[dict[str, Any]]:
    """Return the rows that a command gives as JSON."""
    result = run("--data", SHIPPED, "-n", talks.id, *words, "--json")
    assert result.code == 0, result.err
    rows: list[dict[str, Any]] = result.json["rows"]
    return rows


def plain(value: Any) -> Any:
    """Return a frozen value as JSON has it."""
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, tuple) else value


def thawed(answer: Answer) -> list[Any]:
    """Return the rows of an answer as JSON has them."""
    return [plain(row) for row in answer]


def test_answers_are_those_of_the_commands(talks: Talks) -> None:
    """Every row of every question, also at another moment and of some issues."""
    first, second = talks.parties[:2]
    issue = talks.issues[0]
    day = "2024-03-25" if talks.id == GAZA else "2023-10-01"
    early = talks.at(as_of=day)
    statement = "SELECT party, issue, value, low FROM current"
    for answer, words in (
        (talks.show(), ("show",)),
        (talks.show(first, issues=[issue], everything=True), ("show", first, "--issue", issue, "--all")),
        (early.show(first), ("show", first, "--as-of", day)),
        (talks.compare(), ("compare",)),
        (talks.compare(everybody=True), ("compare", "--all")),
        (early.compare(), ("compare", "--as-of", day)),
        (talks.gaps(), ("gaps",)),
        (talks.gaps(first, second, since=day), ("gaps", first, second, "--since", day)),
        (talks.scorecard(), ("scorecard",)),
        (talks.scorecard(issues=[issue], since=day), ("scorecard", "--issue", issue, "--since", day)),
        (talks.query(statement), ("query", statement)),
    ):
        rows = rows_of(talks, *words)
        assert thawed(answer) == [{**dict.fromkeys(answer.columns), **row} for row in rows], words


def test_rows_cannot_be_changed(talks: Talks) -> None:
    """Neither an answer nor a row nor what is in it."""
    row = talks.show().rows[0]
    with pytest.raises(TypeError):
        row["party"] = "x"  # type: ignore[index]  # this is the point
    with pytest.raises(AttributeError):
        talks.show().rows = ()  # type: ignore[misc]  # so is this
    assert isinstance(row["sources"], tuple)


def test_frames(talks: Talks) -> None:
    """pandas and polars have the same columns and as many rows, also where there are none."""
    require_library("pandas")
    require_library("polars")
    for answer in (talks.gaps(), talks.compare(), talks.scorecard(), talks.query("SELECT * FROM gap WHERE 0")):
        for frame in (answer.to_pandas(), answer.to_polars()):
            assert (list(frame.columns), len(frame)) == (list(answer.columns), len(answer))
    assert talks.gaps().to_polars()["issue"].to_list() == [row["issue"] for row in talks.gaps()]
    assert talks.gaps().to_pandas()["status"].tolist() == [row["status"] for row in talks.gaps()]


def test_without_the_libraries(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing is named."""
    for name in ("pandas", "polars"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(NegtrackError, match="needs pandas"):
        talks.gaps().to_pandas()
    with pytest.raises(NegtrackError, match="needs polars"):
        talks.gaps().to_polars()


def test_errors(tmp_path: Path, talks: Talks) -> None:
    """An error in a file is raised, or with `strict=False` listed; an unknown name is an error with the nearest one."""
    union = FILES["parties/union.toml"].replace('"at least 100"', '"a lot"')
    write_negotiation(tmp_path / "talks", {**FILES, "parties/union.toml": union})
    with pytest.raises(NegtrackError, match="a lot"):
        negtrack.open(tmp_path)
    loose = negtrack.open(tmp_path, strict=False)
    assert len(loose.problems) == 1
    assert "a lot" in loose.problems[0]
    assert len(loose.show()) == 0
    with pytest.raises(NegtrackError, match="no party"):
        talks.show("nobody")
    with pytest.raises(NegtrackError, match="no negotiations"):
        negtrack.open(tmp_path / "nowhere")
    with pytest.raises(NegtrackError, match="one party or two"):
        talks.gaps(*talks.parties[:3])
    with pytest.raises(AttributeError):
        getattr(negtrack, "close")  # noqa: B009  # a name that there is not


def test_importing_is_lazy() -> None:
    """`import negtrack` loads no other module at all; what it offers is listed all the same."""
    code = (
        "import sys; before = set(sys.modules); import negtrack; names = dir(negtrack); "
        "print(sorted(set(sys.modules) - before), 'open' in names)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "['negtrack'] True\n"
