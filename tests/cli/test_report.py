"""`report`: a page about the talks, on stdout or in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import SHIPPED, run

TALKS = ("--data", SHIPPED, "-n", "uaw-detroit-2023")


def test_a_file_is_written_once(tmp_path: Path) -> None:
    """`-o` names the file, which is not written over without `--force`."""
    path = tmp_path / "page.html"
    first = run("report", *TALKS, "-o", path)
    assert (first.code, first.out, first.err) == (0, "", f"negtrack: wrote {path}\n")
    assert path.read_text("utf-8").startswith("<!doctype html>\n<html lang=en>")
    again = run("report", *TALKS, "-o", path)
    assert (again.code, again.err) == (
        2,
        f"negtrack: nothing written: {path} is there already; --force writes over it\n",
    )
    assert run("report", *TALKS, "-o", path, "--force").code == 0


def test_a_part_of_the_talks() -> None:
    """Issues can be chosen, and the two clocks set; the heading names them."""
    page = run("report", *TALKS, "--issue", "top-hourly-wage", "--as-of", "2023-09-20").out
    assert page.count("<section class=issue>") == 1
    assert "as of 20 Sep 2023" in page
    assert "25 Sep" not in page


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (
            ("--since", "2023-10-01", "--as-of", "2023-09-01"),
            "the span ends on 2023-09-01, before it begins",
        ),
        (("--since", "soon"), 'no event "soon"'),
        (("--party", "nobody"), 'no party "nobody"'),
    ],
)
def test_bad_options(args: tuple[str, ...], message: str) -> None:
    """A line says what is wrong."""
    result = run("report", *TALKS, *args)
    assert result.code == 2
    assert message in result.err
    assert result.out == ""
