"""Every target with bytes that Hypothesis makes of the corpus, and under `-m soak` with a coverage-guided fuzzer."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .targets import ROOT, TARGETS, corpus

SECONDS = int(os.environ.get("NEGTRACK_FUZZ_SECONDS", "600"))
"""How long the coverage-guided fuzzer runs, all targets together."""
SLOW = 1.0


def mutations(name: str) -> st.SearchStrategy[bytes]:
    """Bytes at random, and entries of the corpus with pieces cut out, doubled, and put in."""
    seeds = sorted(set(corpus(name)), key=lambda seed: (len(seed), seed))
    change = st.tuples(st.integers(0, 1000), st.integers(0, 40), st.binary(max_size=8) | st.text(max_size=4).map(_raw))
    return st.binary() | st.text().map(_raw) | st.builds(_change, st.sampled_from(seeds), st.lists(change, max_size=4))


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _change(seed: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for share, length, piece in changes:
        place = len(seed) * share // 1000
        seed = seed[:place] + piece + seed[place + length :]
    return seed


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("examples", [25, pytest.param(20_000, marks=pytest.mark.soak)])
def test_properties_hold_for_any_bytes(
    name: str, examples: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing but negtrack's own errors, what each target says, and an answer within a second."""
    monkeypatch.chdir(tmp_path)

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=mutations(name))
    def holds(data: bytes) -> None:
        begun = time.process_time()
        TARGETS[name](data)
        assert time.process_time() - begun < SLOW

    holds()


@pytest.mark.parametrize("name", TARGETS)
def test_the_corpus_holds(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a fuzzer begins with is not itself a finding, and what it once found stays fixed."""
    monkeypatch.chdir(tmp_path)
    for data in corpus(name):
        TARGETS[name](data)


@pytest.mark.soak
@pytest.mark.parametrize("name", TARGETS)
def test_coverage_guided(name: str, tmp_path: Path) -> None:
    """The same properties for inputs that the fuzzer makes so that they reach ever more of the code."""
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris cannot be installed on this Python; pip install -e '.[fuzz]' says why")
    outcome = fuzz(name, max(SECONDS // len(TARGETS), 1), tmp_path)
    assert outcome.returncode == 0, outcome.stderr[-3000:]
    assert re.search(r"Done \d+ runs", outcome.stderr)


def fuzz(name: str, seconds: int, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the fuzzer on one target in a process of its own, as it ends the one that it runs in."""
    runner = Path(__file__).with_name("run_atheris.py")
    return subprocess.run(
        [sys.executable, str(runner), name, str(seconds), str(folder)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
