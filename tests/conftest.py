"""What the tests share: a negotiation from a few lines of TOML, written where the test can see them."""

from __future__ import annotations

import signal
import tomllib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import tomli_w
from hypothesis import settings

from negtrack.model import ENTRIES, Negotiation
from negtrack.store.link import link_negotiation
from negtrack.store.parse import parse_document

from .examples import TIERS


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites the golden files with what is shown now."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden and tests/errors")


def pytest_configure(config: pytest.Config) -> None:
    """`-m deep` and `-m soak` try each property on more examples. Ctrl-C is not ignored, as it would be for all that
    the tests start where they run in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    settings.load_profile(tier_of(config))


def tier_of(config: pytest.Config) -> str:
    """Return the tier that the run is for."""
    return config.option.markexpr if config.option.markexpr in TIERS else "usual"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The tests of properties belong to every tier."""
    tier = tier_of(config)
    for item in items:
        if tier != "usual" and getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(tier)


@pytest.fixture(autouse=True, scope="session")
def _cache_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests leave nothing in the cache folder of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


HEAD = """
party.employer = { name = "Employers", role = "principal" }
party.union = { name = "Union", role = "principal" }
party.state = { name = "State", role = "mediator" }
issue.pay = { title = "Pay", kind = "quantity", unit = "euros", basis = "gross" }
issue.hours = { title = "Hours", kind = "quantity", unit = "hours" }
issue.start = { title = "Start", kind = "timing", anchor = "signed" }
issue.mandate = { title = "Mandate", class = "process", kind = "mandate" }
event.signed = { title = "Signature" }
"""
"""Two principals, a mediator, three issues of substance and one of process."""

DEFAULTS: dict[str, dict[str, str]] = {
    "position": {"issue": "pay"},
    "proposal": {"title": "Terms"},
    "retraction": {"reason": "misread"},
}


def build_negotiation(text: str, head: str = HEAD) -> Negotiation:
    """The negotiation that `text` (a sheet; inline tables welcome) adds to `head`; fails where there is a problem.

    What an entry leaves out is filled in: its party (union), issue (pay), day (1 March) and instant (1 June 2024).
    """
    tables = tomllib.loads(head)
    for kind, group in tomllib.loads(text).items():
        tables[kind] = {**tables.get(kind, {}), **group} if isinstance(group, dict) else group
    for model in ENTRIES:
        for name, table in tables.get(model.table, {}).items():
            tables[model.table][name] = _completed(model.table, table)
    document, problems = parse_document(tomli_w.dumps(tables), "sheet.toml", "sheet")
    negotiation, faults = link_negotiation("talks", [document])
    assert not [str(problem) for problem in (*problems, *faults)]
    return negotiation


def _completed(kind: str, table: dict[str, Any]) -> dict[str, Any]:
    common = tomllib.loads('party = "union"\nrecorded = 2024-06-01 00:00:00+00:00')
    stated = {} if kind == "retraction" or "sources" in table else tomllib.loads("stated = 2024-03-01")
    return common | stated | DEFAULTS.get(kind, {}) | table


@pytest.fixture(scope="session")
def negotiation_of() -> Callable[..., Negotiation]:
    """`negotiation_of(text, head=HEAD)`: the negotiation that a few lines of TOML describe."""
    return build_negotiation
