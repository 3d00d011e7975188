"""negtrack: plain-text accounting for negotiations. Who stands where, on whose word, and how far apart they are.

As a library: `negtrack.open(FOLDER)` gives the talks in a folder, and these answer `show`, `compare`, `gaps`,
`scorecard` and `query`. Nothing is imported before it is used, as the command line starts here too.
"""

TYPE_CHECKING = False  # true to type checkers; the module of that name takes a while to import
if TYPE_CHECKING:
    from negtrack.api import Answer, NegtrackError, Row, Talks, open

__version__ = "0.1.0"
__all__ = ["Answer", "NegtrackError", "Row", "Talks", "__version__", "open"]


def __getattr__(name: str) -> object:
    """Return what the library offers, imported when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from negtrack import api

    return getattr(api, name)


def __dir__() -> list[str]:
    """Return the names that the library offers."""
    return __all__
