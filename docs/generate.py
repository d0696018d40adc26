"""Write the pages that follow from code, so that the two cannot differ: `make docs`.

docs/data-model.md comes from the schemas, docs/reference/cli.md from the command line itself, docs/reference/linked-data.md
from the vocabulary of the JSON-LD.
"""

import ast
import inspect
import sys
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

import schemas
from pipeline.cli.command import app
from pipeline.export.jsonld_terms import own_terms
from schemas.base import Model

HEAD = """# Data model

Written by `make docs` from `schemas/`. `plan.json` is a `Plan`, `document.json` a `Document`. Keys are sorted, arrays
are in document order; `null` is written where nothing is printed.

How the plan's header is filled:

| field | rule |
|---|---|
| `title` | the carried plan's own title; where the notice carries none, the notice's. White space removed. |
| `genre` | the longest noun of the lexicon that the title ends in, years in brackets aside (行动计划, 方案, 规划 …) |
| `number`, `issuers` | of the notice, only as printed; a draft has neither |
| `issued_on` | 成文日期 under the signature, never the day of publication |
| `period` | the years that the text states (规划期为2022—2025年) unless the title has others, those of the title, or of the five-year plan that it names (十四五 is 2021–2025), else the one year in which the plan says it is in force; else null |
| `status` | 征求意见稿 where the head prints that it is a draft (讨论稿, 送审稿, 草案 too), else 正式 |
"""

ORDER = (
    "Plan",
    "PlanHeader",
    "Period",
    "Source",
    "Notice",
    "Element",
    "Heading",
    "Task",
    "PlanItem",
    "Deadline",
    "Extra",
    "Indicator",
    "IndicatorValue",
    "Responsibility",
    "Unit",
    "Commitment",
    "Taxonomy",
    "Taxon",
    "Reference",
    "StatedRule",
    "Finding",
    "Message",
    "Evidence",
    "Coverage",
    "Signal",
    "Unread",
    "Document",
    "Page",
    "Block",
    "Run",
    "PathSpan",
    "Table",
    "Cell",
    "Remark",
    "Correction",
)
"""From what a reader of plan.json meets first to what stands behind it; models that are not named here follow."""


def data_model() -> str:
    """Return the page."""
    rest = sorted(name for name, value in vars(schemas).items() if _is_model(value) and name not in ORDER)
    return "\n".join([HEAD, *(_section(getattr(schemas, name)) for name in (*ORDER, *rest))])


def _is_model(value: object) -> bool:
    return inspect.isclass(value) and issubclass(value, Model)


def _section(model: type[Model]) -> str:
    module = import_module(model.__module__)
    tree = ast.parse(inspect.getsource(module))
    node = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == model.__name__)
    named = {target.id: ast.unparse(part.value) for part in tree.body if isinstance(part, ast.Assign) and part.value
             for target in part.targets if isinstance(target, ast.Name)}  # fmt: skip
    about = ast.get_docstring(node) or (ast.get_docstring(tree) if len(_classes(tree)) == 1 else "") or ""
    lines = [f"## {model.__name__}", "", *([about.replace("``", "`"), ""] if about else [])]
    notes = _field_notes(node)
    lines += ["| field | type | |", "|---|---|---|"]
    for part in node.body:
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            kind = ast.unparse(part.annotation)
            kind = named.get(kind, kind).replace("|", "\\|")
            default = f"default `{ast.unparse(part.value)}`. " if part.value and ast.unparse(part.value) != "()" else ""
            note = " ".join(notes.get(part.target.id, "").split()).replace("|", "\\|").replace("``", "`")
            lines.append(f"| `{part.target.id}` | `{kind}` | {(default + note).strip()} |")
    return "\n".join([*lines, ""])


def _classes(tree: ast.Module) -> list[ast.ClassDef]:
    return [node for node in tree.body if isinstance(node, ast.ClassDef)]


def _field_notes(node: ast.ClassDef) -> dict[str, str]:
    """Return the string that follows each field."""
    notes = {}
    for part, after in zip(node.body, node.body[1:], strict=False):
        if isinstance(part, ast.AnnAssign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            notes[ast.unparse(part.target)] = str(after.value.value)
    return notes


CLI_HEAD = """# Commands

Written by `make docs` from the command line itself. After `make` the command stands in `.venv/bin/gangmu`.

Results go to standard output, sentences and progress to standard error. `--json` prints for programs. Exit codes: 0 done
(findings included), 1 a document failed, 2 wrong usage.

Help and messages are in Chinese or English, as the locale says; `gangmu --lang zh …`, `--lang en` or the environment variable
`GANGMU_LANG` chooses. What `--json` prints is the same in both.
"""


class Parameter(NamedTuple):
    """An argument or option of a command, as its function declares it."""

    name: str
    kind: Any
    default: Any
    info: ArgumentInfo | OptionInfo

    @property
    def placeholder(self) -> str:
        """What stands for the value in the usage line."""
        words = "|".join(choice.value for choice in self.kind) if _is_choice(self.kind) else ""
        named = self.name if isinstance(self.info, ArgumentInfo) else getattr(self.kind, "__name__", "value")
        return words or self.info.metavar or named.upper()

    @property
    def required(self) -> bool:
        """Tell whether the command refuses to run without it."""
        return self.default is inspect.Parameter.empty


def commands() -> str:
    """Return the page of all commands, in the order in which ``gangmu --help`` lists them."""
    found = [_command(info.callback, "gangmu") for info in app.registered_commands]
    for group in app.registered_groups:
        found += [_command(info.callback, f"gangmu {group.name}") for info in group.typer_instance.registered_commands]
    return "\n".join([CLI_HEAD, *("\n".join(lines) for lines in found)])


def _command(function: Any, above: str) -> Iterator[str]:
    name = f"{above} {function.__name__.replace('_', '-')}"
    parameters = tuple(_parameters(function))
    arguments = [each for each in parameters if isinstance(each.info, ArgumentInfo)]
    usage = [each.placeholder if each.required else f"[{each.placeholder}]" for each in arguments]
    yield from (f"## {name}", "", " ".join((inspect.getdoc(function) or "").split()), "")
    yield from (
        "```text",
        " ".join([name, *(["[OPTIONS]"] if len(parameters) > len(arguments) else []), *usage]),
        "```",
        "",
    )
    yield from ("| | | default |", "|---|---|---|")
    for each in parameters:
        cells = (_name(each), each.info.help or "", _default(each))
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("<", "&lt;") for cell in cells) + " |"
    yield ""


def _parameters(function: Any) -> Iterator[Parameter]:
    hints = get_type_hints(function, include_extras=True)
    for name, parameter in inspect.signature(function).parameters.items():
        kind, info = get_args(hints[name])[:2] if get_origin(hints[name]) is Annotated else (hints[name], None)
        inner = [each for each in get_args(kind) if each is not type(None)]
        yield Parameter(name, inner[0] if inner and get_origin(kind) is not list else kind, parameter.default, info)


def _name(parameter: Parameter) -> str:
    if isinstance(parameter.info, ArgumentInfo):
        return f"`{parameter.placeholder}`"
    given = (parameter.info.default, *(parameter.info.param_decls or ()))  # typer takes the first one as a default
    words = ", ".join(f"`{word}`" for word in given if isinstance(word, str))
    return words if parameter.kind is bool else f"{words} `{parameter.placeholder}`"


def _default(parameter: Parameter) -> str:
    if parameter.required:
        return "required"
    value, variable = parameter.default, parameter.info.envvar
    shown = "" if value is None or value is False else f"`{value.value if isinstance(value, Enum) else value}`"
    return "; ".join(part for part in (shown, f"or `{variable}` of the environment" if variable else "") if part)


def _is_choice(kind: Any) -> bool:
    return inspect.isclass(kind) and issubclass(kind, Enum)


TERMS = """# Terms of the linked data

Written by `make docs` from `pipeline/export/jsonld_terms.yml`. `gangmu export --format jsonld` uses PROV-O, Web Annotation, Dublin
Core, SKOS and ORG, and where none of them has a term, one of these: `urn:gangmu:terms#Task` is the entry Task below. The file
defines the terms it uses, so that no address has to be fetched.
"""


def linked_data_terms() -> str:
    """Return the page of the JSON-LD's own terms, a heading each, so that each has an address."""
    entries = (f"### {name}\n\n{term.about.zh}, {term.type}. {term.about.en}\n" for name, term in own_terms().items())
    return "\n".join((TERMS, *entries))


PAGES = {"data-model.md": data_model, "reference/cli.md": commands, "reference/linked-data.md": linked_data_terms}
"""Each generated page below docs/ and what returns its text."""

if __name__ == "__main__":
    for name, write in PAGES.items():
        page = Path(__file__).parent / name
        page.parent.mkdir(exist_ok=True)
        page.write_text(write(), encoding="utf-8", newline="\n")
        sys.stdout.write(f"docs/{name} written\n")
