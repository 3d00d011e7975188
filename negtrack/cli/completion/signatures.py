"""The parameters of the commands, read from their source without running it: a shell that completes words cannot wait
for typer and the imports of a command.

A command's parameters are the annotations of its function: `Annotated[type, option(...)]`, a class that groups such,
or `FieldsOf(...)` and `argument_of(...)`, which stand for fields of a record. Names are followed through the imports to
their definitions.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from functools import cache
from pathlib import Path

from negtrack.field_docs import Doc, FieldDoc, FieldType, key_of, option_docs
from negtrack.frozen import dataclass

_KINDS = "negtrack.values.kinds"
_ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Parameter:
    """One option (`flags`, the spellings) or argument (none). `words` are the allowed words with their meanings,
    empty where any text is allowed; a `switch` has no value, `many` accepts several."""

    flags: tuple[str, ...]
    metavar: str
    help: str
    words: Mapping[str, str] = field(default_factory=dict)
    switch: bool = False
    many: bool = False


def commands() -> Mapping[str, str]:
    """Return every command with its help."""
    _, table = _Module("negtrack.cli.app").find("COMMANDS")
    return {name: help for group in ast.literal_eval(table).values() for name, help in group.items()}


def parameters_of(command: str) -> list[Parameter]:
    """Return the parameters of a command, "" for those before its name. Raises `LookupError` or `OSError` for an
    unknown command."""
    stem = command.replace("-", "_")
    place = "app" if not command else f"commands.{stem}_" if command == "import" else f"commands.{stem}"
    module, function = _Module(f"negtrack.cli.{place}").find("command" if command else "_before_command")
    if not isinstance(function, ast.FunctionDef):
        raise LookupError(command)
    arguments = function.args
    defaults = [None] * (len(arguments.args) - len(arguments.defaults)) + [*arguments.defaults, *arguments.kw_defaults]
    pairs = list(zip((*arguments.args, *arguments.kwonlyargs), defaults, strict=True))
    own_names = {argument.arg for argument, _ in pairs}
    return [
        found for argument, default in pairs for found in module.parameters(argument.annotation, default, own_names)
    ]


def words_of(module: str, name: str) -> Mapping[str, str]:
    """Return the words of `name`, a tuple, a `Literal` or `Words` of `module`, each with its meaning."""
    home, node = _Module(module).find(name)
    return home.words(node)


def kind_names() -> tuple[str, ...]:
    """Return the kinds of values; their objects in the registry have the same names."""
    _, node = _Module(_KINDS).find("_IN_ORDER")
    return tuple(name.id.lower().replace("_", "-") for name in ast.walk(node) if isinstance(name, ast.Name))


def options_of(kind: str) -> tuple[str, ...]:
    """Return the outcomes of the kind itself, none where its issues list them or there is no such kind."""
    if kind not in kind_names():
        return ()
    _, node = _Module(_KINDS).find(kind.upper().replace("-", "_"))
    options = (given.value for given in ast.walk(node) if isinstance(given, ast.keyword) and given.arg == "options")
    return tuple(ast.literal_eval(next(options, ast.Tuple([]))))


_STATEMENT = re.compile(r"\n(?=[a-zA-Z_@])")
"""Start of a statement at the top level; a closing bracket there belongs to the statement before."""
_NAMED = re.compile(r"(?:class |def )(\w+)|(\w+)(?:: [^=\n]+)? = ")
_IMPORT = re.compile(r"from (negtrack\.[\w.]+) import \(?([^()]*)")


@cache
class _Module:
    """The statements at the top level of one module; a statement is parsed when its name is looked up."""

    def __init__(self, name: str) -> None:
        self.name = name
        path = _ROOT.joinpath(*name.split("."))
        file = path / "__init__.py" if path.is_dir() else path.with_name(f"{path.name}.py")
        self._statements: dict[str, str] = {}
        self._imports: dict[str, str] = {}
        self._nodes: dict[str, ast.AST] = {}
        for statement in _STATEMENT.split(file.read_text("utf-8")):
            if found := _NAMED.match(statement):
                self._statements[found[1] or found[2]] = statement
            elif found := _IMPORT.match(statement):
                self._imports |= dict.fromkeys(re.findall(r"\w+", found[2]), found[1])

    def find(self, name: str) -> tuple[_Module, ast.AST]:
        """Return the module that defines `name`, and the definition. Raises `LookupError`."""
        if name in self._imports:
            return _Module(self._imports[name]).find(name)
        if name not in self._nodes:
            node = ast.parse(self._statements[name]).body[0]
            self._nodes[name] = getattr(node, "value", node)
        return self, self._nodes[name]

    def parameters(
        self, annotation: ast.AST | None, default: ast.AST | None, own_names: Collection[str]
    ) -> Iterator[Parameter]:
        """Yield the parameters of an annotation: one, or those of a group; none for typer's own context."""
        match annotation, default:
            case ast.Subscript(_, ast.Tuple([_, ast.Call(ast.Name("FieldsOf"), [model, *first])])), _:
                yield from map(_option, self._options(model, own_names, list(map(self._text, first))))
            case ast.Subscript(_, ast.Tuple([_, ast.Call(ast.Name("argument_of"), [model, key])])), _:
                doc = next(doc for doc in self._docs(model) if doc.key == self._text(key))
                yield Parameter((), doc.metavar, doc.text if doc.many else doc.help, doc.words)
            case ast.Subscript(ast.Name("Annotated"), ast.Tuple([type_, marker])), _:
                _, call = self.find(marker.id) if isinstance(marker, ast.Name) else (self, marker)
                yield self._parameter(type_, call)
            case ast.AST(), ast.Call():
                yield self._parameter(annotation, default)
            case ast.Name(name), _:
                module, node = self.find(name)
                if isinstance(node, ast.ClassDef):
                    for home, hint in module.fields(node).values():
                        yield from home.parameters(hint, None, own_names)
                else:
                    yield from module.parameters(node, None, own_names)

    def fields(self, group: ast.ClassDef) -> dict[str, tuple[_Module, ast.AST]]:
        """Return the fields of a group of options with their types, those of its base class first."""
        found: dict[str, tuple[_Module, ast.AST]] = {}
        for base in group.bases:
            module, node = self.find(base.id) if isinstance(base, ast.Name) else (self, base)
            if isinstance(node, ast.ClassDef):
                found |= module.fields(node)
        own = (line for line in group.body if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name))
        return found | {ast.unparse(line.target): (self, line.annotation) for line in own}

    def _options(self, model: ast.AST, own_names: Collection[str], first: list[str]) -> list[FieldDoc]:
        """Return the fields of a record that have an option."""
        module, node = self.find(ast.unparse(model))
        is_record = isinstance(node, ast.ClassDef) and any(
            ast.unparse(base) in ("Record", "DealRecord") for base in node.bases
        )
        provenance = module._docs(ast.Name("Record")) if is_record else []
        return option_docs(self._docs(model), provenance, own_names, first)

    def _docs(self, model: ast.AST) -> list[FieldDoc]:
        """Return the fields that the class of that name declares itself."""
        module, node = self.find(ast.unparse(model))
        assert isinstance(node, ast.ClassDef)
        found = []
        for line in node.body:
            match line:
                case ast.AnnAssign(
                    ast.Name(name), hint, ast.Call(keywords=[*_, ast.keyword("metadata", ast.Call() as call)]) as field
                ):
                    found.append(module._doc(name, hint, call, field))
        return found

    def _doc(self, name: str, hint: ast.AST, call: ast.Call, field: ast.Call) -> FieldDoc:
        keywords = {keyword.arg: keyword.value for keyword in call.keywords}
        names = self._text(keywords["names"]) if "names" in keywords else ""
        doc = Doc(*map(self._text, call.args), names=names, option="option" not in keywords)
        types = [node.id for node in ast.walk(hint) if isinstance(node, ast.Name)]
        if types[0] in ("tuple", "Mapping", "RecordNames"):
            return FieldDoc(key_of(name), name, doc, "list")
        words = {word: meaning for type_ in types for word, meaning in self._words(type_).items()}
        kind: FieldType = "switch" if "Switch" in types else "text"
        return FieldDoc(key_of(name), name, doc, kind, words, self._text(field.keywords[0].value))

    def _parameter(self, annotation: ast.AST, call: ast.AST) -> Parameter:
        assert isinstance(call, ast.Call)
        given = {keyword.arg: self._text(keyword.value) for keyword in call.keywords}
        flags = [text for text in map(self._text, call.args) if text.startswith("-")]
        named = [node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)]
        return Parameter(
            tuple(flags),
            given.get("metavar", ""),
            given.get("help", ""),
            {word: meaning for name in named for word, meaning in self._words(name).items()},
            switch="bool" in named,
            many="list" in named,
        )

    def _has_name(self, name: str) -> bool:
        return name in self._statements or name in self._imports

    def _text(self, node: ast.AST) -> str:
        """Return a text, also by the name of a constant; "" for anything else."""
        if isinstance(node, ast.Name) and self._has_name(node.id):
            module, node = self.find(node.id)
            return module._text(node)
        return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""

    def _words(self, name: str) -> Mapping[str, str]:
        """Return the words of the type of that name; none where it allows any text."""
        if name == "IssueKind":
            return dict.fromkeys(kind_names(), "")
        if not self._has_name(name):
            return {}
        module, node = self.find(name)
        match node:
            case ast.ClassDef(bases=[ast.Name("StrEnum")]):
                return {module._text(line.value): "" for line in node.body if isinstance(line, ast.Assign)}
            case ast.Subscript(ast.Name("Literal")) | ast.Subscript(_, ast.Tuple([_, ast.Call(ast.Name("Words"))])):
                return module.words(node)
        return {}

    def words(self, node: ast.AST) -> Mapping[str, str]:
        """Return the words that a tuple, a `Literal` or `Words` lists, each with its meaning."""
        for part in ast.walk(node):
            if isinstance(part, ast.Dict):
                found: Mapping[str, str] = ast.literal_eval(part)
                return found
        texts = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
        return {text: "" for text in texts if isinstance(text, str)}


def _option(doc: FieldDoc) -> Parameter:
    return Parameter(doc.flags, doc.metavar, doc.help, doc.words, switch=doc.type == "switch", many=doc.many)
