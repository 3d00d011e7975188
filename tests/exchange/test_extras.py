"""Libraries that only some formats need."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from negtrack.errors import UsageError
from negtrack.exchange.export.docx import docx_bytes
from negtrack.exchange.export.ics import calendar_text
from negtrack.exchange.export.xlsx import xlsx_bytes
from negtrack.exchange.extras import load_extra
from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.views.due import build_due

from .documents import dossier


@pytest.mark.parametrize(
    ("write", "module", "message"),
    [
        (xlsx_bytes, "openpyxl", "xlsx needs openpyxl; install it with: pip install 'negtrack[office]'"),
        (docx_bytes, "docx", "docx needs python-docx; install it with: pip install 'negtrack[office]'"),
    ],
)
def test_a_missing_library_is_named(
    negotiation_of: Callable[..., Negotiation],
    monkeypatch: pytest.MonkeyPatch,
    write: Callable[..., bytes],
    module: str,
    message: str,
) -> None:
    """The library's own name, and the command that installs it."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError) as caught:
        write(dossier(negotiation_of("")))
    assert str(caught.value) == message


def test_the_library_of_calendars(negotiation_of: Callable[..., Negotiation], monkeypatch: pytest.MonkeyPatch) -> None:
    """A calendar names its library, too."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    negotiation = negotiation_of("")
    with pytest.raises(UsageError) as caught:
        calendar_text(negotiation, build_due(Snapshot(negotiation)))
    assert str(caught.value) == "a calendar needs icalendar; install it with: pip install 'negtrack[calendar]'"


def test_a_library_that_is_there_is_loaded() -> None:
    """The module itself is given."""
    assert load_extra("json", "office", "x") is sys.modules["json"]
