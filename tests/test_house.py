"""The rules of the house: who may import whom, how long files and functions are, and what the repository holds."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import negtrack
from negtrack.cli.commands import NAMES
from negtrack.cli.options import Format
from negtrack.render.formats import renderer_of

from .sources import tree

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "negtrack"
COMMANDS = PACKAGE / "cli/commands"
FILES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

LAYERS = (
    ("beginnings", "cell_lists", "frozen", "hashes", "json_texts", "lazy", "unsafe_chars"),
    ("errors",),
    ("dates", "event_dates", "field_docs", "ids"),
    ("values", "gap"),
    ("model",),
    ("query", "title_words", "relative_days"),
    ("checks", "coding", "diff", "history", "lookup", "score", "store"),
    ("text",),
    ("views",),
    ("render", "exchange"),
    ("screen",),
    ("desk", "browse"),
    ("manual",),
    ("answers",),
    ("api",),
    ("cli",),
    ("__main__",),
)
"""From left to right: a module imports from its own layer or those to the left of it, never to the right."""

ALLOWED = {
    "beginnings": {"beginnings"},
    "cell_lists": {"cell_lists"},
    "field_docs": {"errors", "field_docs"},
    "frozen": {"frozen"},
    "hashes": {"hashes"},
    "json_texts": {"json_texts"},
    "lazy": {"lazy"},
    "errors": {"errors", "frozen"},
    "unsafe_chars": {"unsafe_chars"},
    "dates": {"errors", "frozen", "dates"},
    "event_dates": {"errors", "frozen", "dates", "ids"},
    "ids": {"errors", "hashes", "json_texts", "ids"},
    "values": {"errors", "frozen", "lazy", "dates", "event_dates", "ids", "values"},
    "gap": {"errors", "frozen", "dates", "ids", "values", "gap"},
    "model": {"errors", "field_docs", "frozen", "dates", "event_dates", "ids", "values", "model"},
    "query": {"errors", "frozen", "lazy", "dates", "values", "gap", "model", "query"},
    "relative_days": {"dates", "errors"},
    "title_words": {"beginnings", "errors", "ids", "model"},
    "lookup": {"beginnings", "errors", "frozen", "dates", "ids", "model", "lookup", "relative_days", "title_words"},
    "checks": {"errors", "frozen", "unsafe_chars", "dates", "ids", "values", "gap", "model", "query", "checks"},
    "coding": {"frozen", "values", "gap", "model", "query", "coding"},
    "diff": {"errors", "frozen", "lazy", "dates", "values", "gap", "model", "query", "diff"},
    "score": {"errors", "frozen", "dates", "values", "gap", "model", "query", "score"},
    "history": {"errors", "frozen", "dates", "values", "gap", "model", "query", "diff", "history"},
    "store": {
        "beginnings",
        "errors",
        "field_docs",
        "frozen",
        "hashes",
        "json_texts",
        "lazy",
        "unsafe_chars",
        "dates",
        "event_dates",
        "ids",
        "values",
        "model",
        "query",
        "checks",
        "store",
    },
    "text": {"errors", "frozen", "model", "store", "text"},
    "views": {
        "errors",
        "field_docs",
        "frozen",
        "dates",
        "values",
        "gap",
        "model",
        "query",
        "coding",
        "diff",
        "history",
        "score",
        "text",
        "views",
    },
    "render": {"cell_lists", "frozen", "json_texts", "unsafe_chars", "views", "render"},
    "exchange": {
        "cell_lists",
        "errors",
        "frozen",
        "unsafe_chars",
        "dates",
        "ids",
        "values",
        "model",
        "query",
        "store",
        "views",
        "render",
        "exchange",
    },
    "screen": {"errors", "frozen", "render", "screen"},
    "desk": {"errors", "frozen", "values", "model", "query", "lookup", "text", "screen", "desk"},
    "browse": {"errors", "frozen", "model", "query", "lookup", "text", "views", "render", "screen", "browse"},
    "manual": {"errors", "exchange", "manual"},
    "answers": {"errors", "lookup", "model", "query", "views"},
    "api": {"answers", "errors", "frozen", "query", "store", "views"},
    "cli": {name for layer in LAYERS[:-1] for name in layer},
    "__main__": {"cli"},
}
"""What each module or package imports from. `lookup` and `gap` keep to records; only `cli` knows the whole line."""

TYPES_FOR_PAGES = {"negtrack/render/pages/show.py": {"Note", "Position", "Proposal", "Response"}}
"""Pages that tell records apart by their class: which classes of `model` they import for it, and nothing else."""

RENDER_FOR_EXCHANGE = {"charts", "clean", "csv", "json", "markup", "md"}
"""What exchange takes from `render`: how a text is made harmless, and nothing that lays out a view."""


@cache
def imports(path: Path) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return module and names of every import in a file."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            names = tuple(alias.name for alias in node.names)
            module = node.module or ""
            if module == "negtrack":
                yield from ((f"negtrack.{name}", ()) for name in names if name != "__version__")
            else:
                yield module, names
        elif isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)


def part(path: Path) -> str:
    """Return the module or package of negtrack that a file belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def name_of(path: Path) -> str:
    """Return a file as the rules name it."""
    return path.relative_to(ROOT).as_posix()


@cache
def functions(path: Path) -> list[tuple[str, int]]:
    """Return every function of a file, and how many lines its body has without the docstring."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            found.append((f"{name_of(path)}:{node.name}", (node.end_lineno or 0) - body[0].lineno + 1))
    return found


def is_allowed(path: Path, module: str, names: tuple[str, ...]) -> bool:
    """Return whether the layer of a file allows it to import `names` from a module of negtrack."""
    here, other = part(path), module.split(".")[1]
    if name_of(path) in TYPES_FOR_PAGES and other == "model":
        return set(names) <= TYPES_FOR_PAGES[name_of(path)]
    if (here, other) == ("exchange", "render"):
        return module.split(".")[2] in RENDER_FOR_EXCHANGE
    return here == "__init__" or other in ALLOWED[here]


def test_arrows_point_to_the_left() -> None:
    """Every import of a file is one that its layer allows."""
    assert [
        f"{name_of(path)} imports {module}"
        for path in FILES
        for module, names in imports(path)
        if module.startswith("negtrack.") and not is_allowed(path, module, names)
    ] == []


def test_the_table_has_every_part() -> None:
    """A new module or package must be given its place in the line."""
    parts = {part(path) for path in FILES} - {"__init__"}
    assert parts == set(ALLOWED)
    order = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    for name, others in ALLOWED.items():
        assert all(order[other] <= order[name] for other in others), name


def test_commands_never_import_each_other() -> None:
    """What commands share has a file of its own."""
    commands = {f"negtrack.cli.commands.{module_of(name)}" for name in NAMES}
    for path in (PACKAGE / "cli").rglob("*.py"):
        for module, names in imports(path):
            assert module not in commands, f"{path.name} imports {module}"
            assert not {f"{module}.{name}" for name in names} & commands, f"{path.name} imports from {module}"


def module_of(name: str) -> str:
    """Return the module of a command; Python's own words get a line behind them."""
    return f"{name.replace('-', '_')}{'_' if name == 'import' else ''}"


def test_every_command_has_its_file_and_its_tests() -> None:
    """Command = file = function = test file, and no test file is without a command or a shared module."""
    modules = {path.stem for path in (PACKAGE / "cli").rglob("*.py")}
    tests = {path.stem for path in (ROOT / "tests/cli").glob("test_*.py")}
    for name in NAMES:
        assert module_of(name) in modules, name
        assert f"test_{name.replace('-', '_')}" in tests, name
        assert "\ndef command(" in (COMMANDS / f"{module_of(name)}.py").read_text("utf-8"), name
    assert {name.removeprefix("test_") for name in tests} <= modules | {"import"}


def test_every_format_is_a_file() -> None:
    """Each word of `Format` but the page in a terminal is written by the module and the function of its name."""
    for name in set(get_args(Format)) - {"table"}:
        assert callable(renderer_of(name))


def test_only_the_terminal_knows_rich() -> None:
    """And typer is the command line's."""
    for path in FILES:
        for module, _ in imports(path):
            if module.split(".")[0] == "rich":
                assert name_of(path) == "negtrack/render/wide.py"
            if module.split(".")[0] in ("typer", "click"):
                assert part(path) == "cli", name_of(path)


def test_pydantic_is_imported_late() -> None:
    """Nowhere at the top level of a module, but for its types."""
    for path in FILES:
        for node in tree(path).body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.startswith("pydantic") for name in names), name_of(path)


def test_looking_at_the_version_loads_next_to_nothing() -> None:
    """`--version` imports neither typer nor rich nor pydantic; a command's module is not loaded for another's."""
    code = "import sys; sys.argv = ['negtrack', '--version']; from negtrack.__main__ import main; main()"
    loaded = f"{code}; print(sorted({{'typer', 'rich', 'pydantic', 'negtrack.cli.commands.show'}} & set(sys.modules)))"
    output = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout
    assert output.splitlines() == [f"negtrack {negtrack.__version__}", "[]"]


def test_no_file_over_300_lines() -> None:
    """A file that outgrows them becomes a package."""
    assert [name_of(path) for path in FILES if len(path.read_text("utf-8").splitlines()) > 300] == []


def test_nine_functions_in_ten_within_25_lines() -> None:
    """Counted without docstrings and signatures."""
    lengths = sorted(length for path in FILES for _, length in functions(path))
    assert lengths[len(lengths) * 9 // 10] <= 25


def command_length(name: str) -> int:
    """Return how many lines the body of a command has, without those of the fields of a record to be written."""
    module = tree(COMMANDS / f"{module_of(name)}.py")
    (command,) = (node for node in module.body if isinstance(node, ast.FunctionDef) and node.name == "command")
    body = command.body[1:] if ast.get_docstring(command) else command.body
    dicts = [node for node in ast.walk(ast.Module(body, [])) if isinstance(node, ast.Dict)]
    fields = sum((node.end_lineno or 0) - node.lineno for node in dicts)
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 - fields


def test_a_command_s_body_is_short() -> None:
    """One session, a few look-ups, one answer."""
    assert [name for name in NAMES if command_length(name) > 15] == []


def test_docstrings() -> None:
    """Every module has one, and every public class and function; methods that a protocol defines need none."""
    for path in [*FILES, *TESTS]:
        assert ast.get_docstring(tree(path)), name_of(path)
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{name_of(path)}:{node.name}"


def test_top_level_of_the_repository() -> None:
    """Six entries, and what may join them; dot-files, and what git ignores, aside."""
    names = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - {"dist", "build"}
    needed = {"negtrack", "data", "seeds", "tests", "pyproject.toml", "README.md"}
    assert needed <= names
    assert names <= needed | {"LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "findings"}


def test_no_drawer_for_everything() -> None:
    """No module is called after nothing in particular, and nothing is left to do."""
    for path in FILES:
        assert path.stem not in ("utils", "util", "helpers", "common", "misc"), name_of(path)
        assert not re.search(r"\b(TODO|FIXME|XXX)\b", path.read_text("utf-8")), name_of(path)
