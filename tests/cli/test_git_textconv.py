"""`git-textconv`: what git shows of a file."""

from __future__ import annotations

from pathlib import Path

from .harness import EXAMPLE, SHIPPED, run


def test_a_party_reads_as_positions() -> None:
    """Flat lines on stdout, exit 0."""
    result = run("git-textconv", SHIPPED / EXAMPLE / "parties/hamas.toml")
    assert (result.code, result.err) == (0, "")
    assert "civilian-return.value = immediately" in result.lines


def test_any_bytes_are_shown_clean(tmp_path: Path) -> None:
    """Bytes that are no text, controls and right-to-left overrides come as marks, with exit 0."""
    file = tmp_path / "x.toml"
    for content in (b"\xff\xfe\x00<<<<<<< a\x1b[2J\n", 'name = "\u202eabc\\u001b]0;x\\u0007"\n'.encode(), b"a = ["):
        file.write_bytes(content)
        result = run("git-textconv", file)
        assert result.code == 0
        assert result.out
        assert not set(result.out) & {"\x1b", "\x00", "\x07", "\u202e"}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """One line, exit 2."""
    result = run("git-textconv", tmp_path / "none.toml")
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
