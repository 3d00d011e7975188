"""What the commands take, read from their source without running it: a shell that completes words cannot wait for typer
and for all that a command imports.

A command's parameters are the annotations of its function, `Annotated[type, option(...)]` or a class that groups such;
names are followed through the imports to where they are defined.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from negtrack.errors import join_with_or
from negtrack.frozen import dataclass

_KINDS = "negtrack.values.kinds"
_ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Parameter:
    """One option (`flags`, the spellings) or argument (none). `words` are what its type allows, () for anything;
    `switch` takes no value, `many` takes several."""

    flags: tuple[str, ...]
    metavar: str
    help: str
    words: tuple[str, ...] = ()
    switch: bool = False
    many: bool = False


def commands() -> Mapping[str, str]:
    """Every command, with what it is for."""
    _, table = _Module("negtrack.cli.app").find("COMMANDS")
    return {name: told for group in ast.literal_eval(table).values() for name, told in group.items()}


def parameters_of(command: str) -> list[Parameter]:
    """The parameters of a command, "" for those before its name. Raises `LookupError` or `OSError` where it cannot be
    found."""
    stem = command.replace("-", "_")
    place = "app" if not command else f"commands.{stem}_" if command == "import" else f"commands.{stem}"
    module, function = _Module(f"negtrack.cli.{place}").find("command" if command else "_before_command")
    if not isinstance(function, ast.FunctionDef):
        raise LookupError(command)
    arguments = function.args
    defaults = [None] * (len(arguments.args) - len(arguments.defaults)) + [*arguments.defaults, *arguments.kw_defaults]
    pairs = zip((*arguments.args, *arguments.kwonlyargs), defaults, strict=True)
    return [found for each, default in pairs for found in module.parameters(each.annotation, default)]


def words_of(module: str, name: str) -> tuple[str, ...]:
    """The words of `name`, a `Literal` or a tuple of `module`."""
    _, node = _Module(module).find(name)
    return tuple(
        each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )


def kind_names() -> tuple[str, ...]:
    """Return the kinds of values, after which their objects in the registry are called."""
    _, node = _Module(_KINDS).find("_IN_ORDER")
    return tuple(name.id.lower().replace("_", "-") for name in ast.walk(node) if isinstance(name, ast.Name))


def options_of(kind: str) -> tuple[str, ...]:
    """Return the outcomes of the kind itself, none where its issues list them or there is no such kind."""
    if kind not in kind_names():
        return ()
    _, node = _Module(_KINDS).find(kind.upper().replace("-", "_"))
    options = (given.value for given in ast.walk(node) if isinstance(given, ast.keyword) and given.arg == "options")
    return tuple(ast.literal_eval(next(options, ast.Tuple([]))))


@cache
class _Module:
    """One module, as its top level reads."""

    def __init__(self, name: str) -> None:
        self.name = name
        path = _ROOT.joinpath(*name.split("."))
        file = path / "__init__.py" if path.is_dir() else path.with_name(f"{path.name}.py")
        tree = ast.parse(file.read_text("utf-8"))
        self._nodes: dict[str, ast.AST] = {}
        self._imports: dict[str, str] = {}
        for node in tree.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                self._nodes[node.name] = node
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self._nodes[node.targets[0].id] = node.value
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
                self._nodes[node.target.id] = node.value
            elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("negtrack."):
                self._imports |= {each.asname or each.name: node.module for each in node.names}

    def find(self, name: str) -> tuple[_Module, ast.AST]:
        """The module that defines `name`, and the definition. Raises `LookupError`."""
        if name in self._imports:
            return _Module(self._imports[name]).find(name)
        return self, self._nodes[name]

    def parameters(self, annotation: ast.AST | None, default: ast.AST | None) -> Iterator[Parameter]:
        """The parameters that an annotation stands for: one, or those of a group; none for typer's own context."""
        match annotation, default:
            case ast.Subscript(ast.Name("Annotated"), ast.Tuple([type_, marker])), _:
                _, call = self.find(marker.id) if isinstance(marker, ast.Name) else (self, marker)
                yield self._parameter(type_, call)
            case ast.AST(), ast.Call():
                yield self._parameter(annotation, default)
            case ast.Name(name), _:
                module, node = self.find(name)
                if isinstance(node, ast.ClassDef):
                    for home, each in module.fields(node).values():
                        yield from home.parameters(each, None)
                else:
                    yield from module.parameters(node, None)

    def fields(self, group: ast.ClassDef) -> dict[str, tuple[_Module, ast.AST]]:
        """The fields of a group of options with their types, those of the class that it extends first."""
        found: dict[str, tuple[_Module, ast.AST]] = {}
        for base in group.bases:
            module, node = self.find(base.id) if isinstance(base, ast.Name) else (self, base)
            if isinstance(node, ast.ClassDef):
                found |= module.fields(node)
        own = (each for each in group.body if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name))
        return found | {ast.unparse(each.target): (self, each.annotation) for each in own}

    def _parameter(self, annotation: ast.AST, call: ast.AST) -> Parameter:
        assert isinstance(call, ast.Call)
        given = {each.arg: self._text(each.value) for each in call.keywords}
        flags = [text for text in map(self._text, call.args) if text.startswith("-")]
        named = [each.id for each in ast.walk(annotation) if isinstance(each, ast.Name)]
        return Parameter(
            tuple(flags),
            given.get("metavar", ""),
            given.get("help", ""),
            tuple(word for name in named for word in self._words(name)),
            switch="bool" in named,
            many="list" in named,
        )

    def _text(self, node: ast.AST) -> str:
        """A text as written, or by the name of a constant; "" for anything else."""
        if isinstance(node, ast.Name) and node.id in {**self._nodes, **self._imports}:
            module, node = self.find(node.id)
            return module._text(node)
        if isinstance(node, ast.JoinedStr):
            return "".join(map(self._text, node.values))
        if isinstance(node, ast.FormattedValue) and ast.unparse(node.value) == "KIND_NAMES":
            return join_with_or(kind_names())
        return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""

    def _words(self, name: str) -> Iterator[str]:
        """The words of the `Literal` or `StrEnum` of that name; none for another type."""
        if name not in self._nodes and name not in self._imports:
            return
        module, node = self.find(name)
        if isinstance(node, ast.ClassDef):
            is_enum = any(isinstance(each, ast.Name) and each.id == "StrEnum" for each in node.bases)
            yield from (module._text(each.value) for each in node.body if is_enum and isinstance(each, ast.Assign))
        elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal":
            yield from words_of(module.name, name)
