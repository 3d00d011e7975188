"""A process that has all of negtrack imported and forks off a child for each command, under strace where asked to.

`server.py WAY` writes in one of the driver's wrong ways, to show that the tests notice. Requests and answers are lines
of JSON. A child stops itself until strace has seized it, so that the calls that strace counts are those of the command
alone, and a point of the matrix costs a fork, not the start of Python.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import pkgutil
import resource
import signal
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import driver  # type: ignore[import-not-found]  # it stands beside this script

import negtrack
from negtrack.cli import run
from negtrack.cli.table import read_table

EXTRAS = (
    "tomllib",
    "pyarrow.parquet",
    "openpyxl",
    "docx",
    "tomli_w",
    "subprocess",
    "shutil",
    "encodings.utf_8_sig",
)
FIRST = (
    ("init", "--example", "uaw-detroit-2023"),
    ("check",),
    ("export", "--to", "html"),
    ("export", "--to", "parquet", "-o", "lake"),
    ("schema", "party"),
)


def warm_up() -> None:
    """Import everything that a command would, so that no child opens files for it, which its user may not read."""
    read_table()
    for module in pkgutil.walk_packages(negtrack.__path__, "negtrack."):
        import_module(module.name)
    for name in EXTRAS:
        with contextlib.suppress(ImportError):
            import_module(name)
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        for words in FIRST:
            run.run(words)  # for what is made once, such as the models' validators


def serve() -> None:
    """Answer each request with how its command ended."""
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            _work(request)
        print(json.dumps(_wait_for(child, request)), flush=True)


def _work(request: dict[str, Any]) -> NoReturn:
    """Run the command in this process, as `request` describes, and end the process whatever happens."""
    code = 97
    try:
        _set_up(request)
        from negtrack.__main__ import main

        code = main()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _set_up(request: dict[str, Any]) -> None:
    """Take the folder, the streams, the user, the limits and the environment of `request`."""
    os.chdir(request["cwd"])
    for number, name in enumerate(("in", "out", "err")):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT
        os.dup2(os.open(request[name], flags, 0o666), number)
    if request.get("user"):
        os.setgroups([])
        os.setresgid(*[request["user"]] * 3)
        os.setresuid(*[request["user"]] * 3)
    if request.get("limit"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["limit"], resource.RLIM_INFINITY))
    os.environ.clear()
    os.environ.update(request["env"])
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w", buffering=1)  # noqa: SIM115
    sys.argv = ["negtrack", *request["words"]]
    if request["trace"]:
        os.kill(os.getpid(), signal.SIGSTOP)


def _wait_for(child: int, request: dict[str, Any]) -> int:
    """Return the exit code of the child, negative where a signal ended it; strace follows it where asked to."""
    tracer = None
    if request["trace"]:
        os.waitpid(child, os.WUNTRACED)
        tracer = subprocess.Popen(["strace", "-qqq", "-y", "-p", str(child), *request["trace"]])
        status = Path(f"/proc/{child}/status")
        while "TracerPid:\t0\n" in status.read_text() and tracer.poll() is None:
            time.sleep(0.002)
        os.kill(child, signal.SIGCONT)
    if request.get("kill_after") is not None:
        time.sleep(request["kill_after"])
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if tracer is not None:
        tracer.wait()
    return code


def go_wrong(way: str) -> None:
    """Put a wrong `way` of writing in the place of the right one in every module that writes files."""
    wrong = {"in-place": driver.write_in_place, "bare-write": driver.bare_write}[way]
    for module in [loaded for name, loaded in sys.modules.items() if name.startswith("negtrack.")]:
        if hasattr(module, "replace_file"):
            vars(module)["replace_file"] = wrong
        if hasattr(module, "write_whole"):
            vars(module)["write_whole"] = wrong


if __name__ == "__main__":
    warm_up()
    if sys.argv[1:]:
        go_wrong(sys.argv[1])
    print("ready", flush=True)
    serve()
