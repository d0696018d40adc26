"""Write docs/data-model.md from the schemas, so that the two cannot differ: `make docs`."""

import ast
import inspect
import sys
from importlib import import_module
from pathlib import Path

import schemas
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
| `period` | the years of the title, or of the five-year plan that it names (十四五 is 2021–2025); else null |
| `status` | 征求意见稿 where printed, else 正式 |
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


if __name__ == "__main__":
    page = Path(__file__).parent / "data-model.md"
    page.write_text(data_model(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{page.name} written\n")
