"""Files that want to do harm: markup in documents, bombs in YAML, paths in what runs leave behind."""

import json
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest

from pipeline.corpus.authority import read_authority
from pipeline.corpus.corrections import read_corrections
from pipeline.corpus.manifest import Corpus, read_corpus
from pipeline.errors import InputError
from pipeline.report import build
from pipeline.run.documents import drop_unregistered, run_documents
from pipeline.store.commit import JOURNAL, settle
from tests.support import plans as report_fixture
from tests.support.stub_extract import STUB

pytestmark = pytest.mark.slow

MakeCorpus = Callable[..., Corpus]
MARKUP = {"科技局": "<x>", "走廊": "\"'", "平台": "&#", "中试": "{{", "人民政府": "</b>"}
"""As long as what they stand for, so that every passage keeps its place."""


def hostile(outputs: Path) -> None:
    """Put markup into every string of every file, whatever it is: titles, names, ids of units, passages, sentences."""
    for path in outputs.rglob("*.json"):
        text = path.read_text(encoding="utf-8")
        for word, markup in MARKUP.items():
            text = text.replace(word, json.dumps(markup)[1:-1])
        path.write_text(text, encoding="utf-8")


def test_markup_in_a_document_stays_text_on_every_page(tmp_path: Path) -> None:
    outputs = report_fixture.write_outputs(tmp_path / "outputs")
    hostile(outputs)
    folder = build(outputs, tmp_path / "report").parent
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) > 5
    shown = 0
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "<x>" not in text, page
        tree = lxml.html.fromstring(text.encode())
        assert not tree.xpath("//x"), page
        for element in tree.iter():
            names = [name for name in element.attrib if name.startswith("on") or not name.replace("-", "").isalnum()]
            assert not names, f"{page}: {element.tag} {names}"
        shown += "<x>" in (tree.text_content() or "")
    assert shown > 3


BOMBS = {
    "aliases": "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c]\n",
    "nesting": "[" * 200_000,
    "nested mappings": "{a: " * 200_000,
    "python": "!!python/object/apply:os.system ['true']",
    "control": "a: \x00\x01",
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
@pytest.mark.parametrize("read", ["manifest", "authority", "corrections"])
def test_bombs_in_what_people_write_are_one_sentence(bomb: str, read: str, tmp_path: Path) -> None:
    path = tmp_path / "plans.yml"
    path.write_text(bomb, encoding="utf-8")
    readers: dict[str, Callable[[], object]] = {
        "manifest": lambda: read_corpus(tmp_path),
        "authority": lambda: read_authority(path),
        "corrections": lambda: read_corrections(path),
    }
    with pytest.raises(InputError) as caught:
        readers[read]()
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    "text", ["id: a\ntitle: 甲\nid: b\n", "- {id: a, title: 甲, id: b}\n", "- a:\n    id: 1\n    id: 2\n"]
)
def test_a_key_given_twice_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "plans.yml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="the key id is given twice in one entry"):
        read_corpus(tmp_path)


@pytest.mark.parametrize("name", ["../victim", "victim", "a/../../victim", "/etc", "a--x", ".."])
def test_what_runs_leave_behind_leads_nowhere_else(make_corpus: MakeCorpus, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    corpus = make_corpus({"a": "甲\n1. 一", "b": "乙\n1. 一"})
    list(run_documents(corpus, out, STUB))
    victims = [tmp_path / "victim", out / "victim", out / "a--x"]
    for victim in victims:
        victim.mkdir()
        (victim / "plan.json").write_text("mine", encoding="utf-8")
        (victim / ".plan.json.part").write_text("not mine", encoding="utf-8")
    made = json.loads((out / "a" / "made.json").read_bytes())
    (out / "a" / "made.json").write_text(
        json.dumps(made | {"details": made["details"] | {"plans": ["a", name]}}), encoding="utf-8"
    )
    journal = {"files": [f"{name}/plan.json", f"../{name}/plan.json"], "drop": [name, f"../{name}"]}
    (out / "a" / JOURNAL).write_text(json.dumps(journal), encoding="utf-8")
    settle(out)
    list(run_documents(corpus, out, STUB))
    drop_unregistered(make_corpus({"b": "乙\n1. 一"}), out)
    assert [(victim / "plan.json").read_text(encoding="utf-8") for victim in victims] == ["mine"] * 3
    assert not (out / "a").exists()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"inputs": {}, "outputs": {}, "details": {"plans": 2}}', "\x00"]
)
def test_a_damaged_made_json_is_made_anew(make_corpus: MakeCorpus, tmp_path: Path, text: str) -> None:
    corpus = make_corpus({"a": "甲\n1. 一"})
    list(run_documents(corpus, tmp_path / "out", STUB))
    (tmp_path / "out" / "a" / "made.json").write_text(text, encoding="utf-8")
    assert [outcome.state for outcome in run_documents(corpus, tmp_path / "out", STUB)] == ["made"]
