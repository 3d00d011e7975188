"""The program's entry: `negtrack`, or `python -m negtrack`."""

import gc
import io
import os
import sys
import warnings


def main() -> int:
    """Run one command and return its exit code; print the version and the help without importing anything else."""
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        return _print_version()
    if os.environ.get("_NEGTRACK_COMPLETE"):
        return _complete(os.environ["_NEGTRACK_COMPLETE"])
    if sys.argv[-1] == "--help" and (page := _read_help()):
        return _print(page)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # a library's warning about a file tells a user nothing
    gc.disable()  # records hold no cycles, and checking them again and again takes a third of a large import
    try:
        from negtrack.cli.run import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while the commands are still being imported
        return 130


def _complete(shell: str) -> int:
    """Print completions for a shell; not even an interruption may leave a trace on its line."""
    try:
        from negtrack.cli.completion.complete import complete

        return complete(shell, sys.argv[1:])
    except KeyboardInterrupt:
        return 130


def _print_version() -> int:
    from negtrack import __version__

    return _print(f"negtrack {__version__}\n")


def _read_help() -> str | None:
    from negtrack.cli.help_pages import read_help

    return read_help(sys.argv[1:]) if sys.stdout is not None else None


def _print(text: str) -> int:
    """Print a text in UTF-8 and return the exit code, 2 where stdout cannot be written."""
    try:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        code = 0
    except OSError as error:
        print(f"negtrack: cannot write: {str(error.strerror).lower()}", file=sys.stderr)
        code = 2
    else:
        return 0
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter fails again at exit
    return code


def start() -> None:
    """Run `main` and end the process at once, as freeing all objects takes a tenth of a short run. `run` has flushed
    stdout."""
    code = main()
    if sys.stderr is not None:
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    start()
