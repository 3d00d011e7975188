"""The program's entry: `negtrack`, or `python -m negtrack`."""

import sys


def main() -> int:
    """Runs one command and gives its exit code; the version is told without reading anything else."""
    if sys.argv[1:] == ["--version"]:
        from negtrack import __version__

        print(f"negtrack {__version__}")
        return 0
    from negtrack.cli.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
