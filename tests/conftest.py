"""What the tests share: a negotiation from a few lines of TOML, written where the test can see them."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
import typer
from hypothesis import settings

from negtrack.cli import session
from negtrack.cli.app import Commands
from negtrack.model import Negotiation
from negtrack.store import load, schema, verify_write

from .examples import TIERS
from .folders import remove_folders
from .negotiations import build_negotiation, link_once, parse_once, snapshot_once
from .programs import skip_without_libraries
from .sampling import choose_cases, leave_to_deep


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites the golden files with what is shown now; `--every-case` takes no samples."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden and tests/errors")
    parser.addoption("--every-case", action="store_true", help="leave no usual case to the deep tier")


def pytest_configure(config: pytest.Config) -> None:
    """`-m deep` and `-m soak` try each property on more examples. Ctrl-C is not ignored, as it would be for all that
    the tests start where they run in the background. Byte code is kept, whatever the environment says, as otherwise
    each process that a test starts compiles the program anew."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    settings.load_profile(tier_of(config))
    sent = getattr(config, "workerinput", None)
    takes_all = config.option.update_golden or names_a_part(config)
    config.option.every_case = sent["every-case"] if sent else config.option.every_case or takes_all
    skip_without_libraries()
    gc.disable()


def pytest_unconfigure() -> None:
    """Each process takes along the folders that its tests shared."""
    remove_folders()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Who names a part names it to the first process alone, which sends it to the others."""
    node.workerinput["every-case"] = node.config.option.every_case


def tier_of(config: pytest.Config) -> str:
    """Return the tier that the run is for."""
    return config.option.markexpr if config.option.markexpr in TIERS else "usual"


def names_a_part(config: pytest.Config) -> bool:
    """Return whether the run is of some tests, by the name of a file, folder or test, and not of all."""
    return bool(config.option.keyword) or config.args_source is pytest.Config.ArgsSource.ARGS


@pytest.hookimpl(wrapper=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> Iterator[None]:
    """Of a test with parameters, a run of samples makes only the cases that it takes."""
    yield
    if not metafunc.config.option.every_case:
        choose_cases(metafunc)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The tests of properties belong to every tier."""
    tier = tier_of(config)
    for item in items:
        if tier != "usual" and getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(tier)
    if not config.option.every_case:
        leave_to_deep(items)


_SETTINGS = {
    *("NEGTRACK_DATA", "NEGTRACK_NEGOTIATION", "NEGTRACK_DEBUG", "NEGTRACK_NO_CACHE", "SOURCE_DATE_EPOCH"),
    *("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"),
}


@pytest.fixture(autouse=True, scope="session")
def _environment_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests leave nothing in the cache folder of the user who runs them, and see nothing of that user's settings."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _SETTINGS & os.environ.keys():
            patch.delenv(name)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True, scope="session")
def _short_memory() -> Iterator[None]:
    """Commands run in this process parse each text, link the same documents, read a moment of them, and build each
    schema and each command of typer once: all of these depend on nothing else. They do not wait for the disk, as no
    test cuts its power."""
    build = Commands.get_command
    find_command = cache(lambda name: build(None, None, name))  # type: ignore[arg-type]  # are not used
    with pytest.MonkeyPatch.context() as patch:
        for module in (load, verify_write):
            patch.setattr(module, "parse_document", parse_once)
        patch.setattr(load, "link_negotiation", link_once)
        patch.setattr(session, "snapshot_at", snapshot_once)
        patch.setattr(schema, "schema_text", cache(schema.schema_text))
        patch.setattr(typer.main, "get_command", cache(typer.main.get_command))
        patch.setattr(Commands, "get_command", lambda _, __, name: find_command(name))
        patch.setattr(os, "fsync", lambda _: None)
        yield


def pytest_collection_finish() -> None:
    """Garbage is not looked for while tests are collected, seldom afterwards, and never among what all share."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


@pytest.fixture(scope="session")
def negotiation_of() -> Callable[..., Negotiation]:
    """`negotiation_of(text, head=HEAD)`: the negotiation that a few lines of TOML describe."""
    return build_negotiation
