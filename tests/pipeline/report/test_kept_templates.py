"""Pages are the same whether their templates are compiled or were kept, and whatever became of what was kept."""

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from pipeline.templates.kept_templates import KeptTemplates


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "cache"))
    (tmp_path / "page.html").write_text("{% for name in names %}<b>{{ name }}</b>{% endfor %}", encoding="utf-8")
    return tmp_path


def printed(folder: Path, options: str = "") -> tuple[str, bool]:
    """Return the page and whether its template had to be compiled."""
    env = Environment(loader=FileSystemLoader(folder), autoescape=True, bytecode_cache=KeptTemplates(options))
    compiled: list[str] = []
    compile_source = env._generate

    def counted(*args: object, **named: object) -> str:
        compiled.append("")
        return compile_source(*args, **named)  # type: ignore[arg-type]

    env._generate = counted  # type: ignore[method-assign, assignment]
    return env.get_template("page.html").render(names=["局", "<委>"]), bool(compiled)


PAGE = "<b>局</b><b>&lt;委&gt;</b>"


def test_a_template_is_compiled_once(folder: Path) -> None:
    assert printed(folder) == (PAGE, True)
    assert printed(folder) == (PAGE, False)
    assert printed(folder, "with other options") == (PAGE, True)


def test_a_changed_template_is_compiled_anew(folder: Path) -> None:
    printed(folder)
    (folder / "page.html").write_text("{{ names|length }}", encoding="utf-8")
    assert printed(folder) == ("2", True)
    assert printed(folder) == ("2", False)


def test_damage_is_repaired(folder: Path) -> None:
    printed(folder)
    (kept,) = (path for path in (folder / "cache").rglob("*") if path.is_file())
    whole = kept.read_bytes()
    for content in (b"", whole[:40], whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
        kept.write_bytes(content)
        assert printed(folder) == (PAGE, True)
        assert printed(folder) == (PAGE, False)


def test_where_nothing_can_be_written_templates_are_compiled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").touch()
    monkeypatch.setattr(sys, "pycache_prefix", str(folder / "file"))
    assert printed(folder) == (PAGE, True)
    assert printed(folder) == (PAGE, True)
