"""`python tests/fuzz/run_atheris.py TARGET SECONDS FOLDER`: one target under a coverage-guided fuzzer (libFuzzer by way
of atheris). Begins with the target's corpus; what it finds stands in FOLDER/found, a file that names the fault's bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["negtrack"]):
    from tests.fuzz.targets import TARGETS, corpus


def main() -> None:
    """Fuzz until the time is up (exit 0) or something is found (exit 77)."""
    name, seconds, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    seeds, found, work = folder / "seeds", folder / "found", folder / "work"
    for path in (seeds, found, work):
        path.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(corpus(name)):
        (seeds / f"{number:04}").write_bytes(seed)
    limits = [f"-max_total_time={seconds}", "-timeout=5", "-max_len=4096", "-report_slow_units=1", "-rss_limit_mb=1500"]
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={found}/", str(work), str(seeds)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
