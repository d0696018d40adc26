"""All texts that the command line shows, as templates: help, messages, and the two halves of errors."""

import ast
from collections.abc import Iterator

from tests.support.paths import ROOT

CLI = ROOT / "pipeline" / "cli"
MESSAGES = ("say", "warn", "translate")
ERRORS = ("InputError", "RefusedError", "DuplicateError", "OutputError", "StoppedError", "UnreadableError", "OcrError")


def template(node: ast.expr) -> Iterator[str]:
    """Yield the text of a literal or f-string with ``{}`` for each value; both of a choice."""
    match node:
        case ast.Constant(value=str(text)):
            yield text.replace("{", "{{").replace("}", "}}")
        case ast.JoinedStr(values=values):
            yield "".join(
                one.value.replace("{", "{{").replace("}", "}}") if isinstance(one, ast.Constant) else "{}"
                for one in values
            )
        case ast.IfExp(body=body, orelse=other):
            yield from template(body)
            yield from template(other)
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            yield from (one + two for one in template(left) for two in template(right))


def _calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            yield name, node


def _names(tree: ast.AST) -> dict[str, ast.expr]:
    """Return what plain names were last assigned: errors often name their reason first."""
    return {
        node.targets[0].id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


def shown_texts() -> dict[str, str]:
    """Return every template and the file in which it is written."""
    found: dict[str, str] = {}
    for path in sorted(CLI.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for text in _cli_texts(tree):
            found.setdefault(text, path.name)
    for path in sorted([*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "extractors").rglob("*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for text in _error_texts(tree):
            found.setdefault(text, path.name)
    return {text: name for text, name in found.items() if any(sign.isalpha() for sign in text.replace("{}", ""))}


def _cli_texts(tree: ast.Module) -> Iterator[str]:
    for name, call in _calls(tree):
        if name in MESSAGES and call.args:
            yield from template(call.args[0])
        for keyword in call.keywords:
            if keyword.arg in ("help", "epilog"):
                yield from template(keyword.value)
    commands = {
        name.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple)
        for name in node.elts
        if isinstance(name, ast.Name)
    }
    for node in tree.body:
        public = isinstance(node, ast.FunctionDef) and (node.name in commands or node.decorator_list)
        if public and (text := ast.get_docstring(node)):
            yield text.partition("\n\n")[0].replace("\n", " ")


def _error_texts(tree: ast.Module) -> Iterator[str]:
    names = _names(tree)
    for name, call in _calls(tree):
        if name in ERRORS:
            for given in call.args[1:3]:
                yield from template(names.get(given.id, given) if isinstance(given, ast.Name) else given)
