"""The catalogue of findings and the page written from it."""

import re
import string

import pytest

from pipeline.audit.catalogue import catalogue, finding
from pipeline.audit.page import SEVERITIES, VERDICTS, page
from pipeline.compare.statements.sentences import sentences
from schemas import Message
from tests.support.paths import ROOT

ENTRIES = tuple(catalogue().values())


def test_the_page_is_the_catalogue():
    assert (ROOT / "docs" / "findings.md").read_text(encoding="utf-8") == page(), (
        "run: python -m pipeline.audit.page > docs/findings.md"
    )


def test_every_code_in_the_sources_has_an_entry():
    literal = re.compile(r"""(?:\bcode=|\bfinding\(\s*)["']([a-z]+(?:-[a-z]+)+)["']""")
    codes = {
        (code, path.name)
        for folder in ("extractors", "pipeline")
        for path in (ROOT / folder).rglob("*.py")
        for code in literal.findall(path.read_text(encoding="utf-8"))
    }
    known = catalogue().keys() | sentences().keys()  # the statements of a comparison have codes too
    assert {(code, name) for code, name in codes if code not in known} == set()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_an_entry_speaks_two_languages_of_the_same_words(entry):
    texts = (entry.says.zh, entry.says.en) if entry.says else ("", "")
    fields = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in texts]
    assert fields[0] == fields[1]
    assert entry.title.zh and entry.title.en and entry.about.zh and entry.about.en
    assert entry.severity in {name for name, _ in SEVERITIES}


def test_codes_are_written_alike():
    assert [entry.code for entry in ENTRIES if not re.fullmatch(r"[a-z]+(-[a-z]+)+", entry.code)] == []


def test_what_agrees_is_information():
    words = {"claims": "“三大”", "listed": Message(zh="相符", en="as listed")}
    severities = [finding("count-claimed", verdict, (), **words).severity for verdict, _, _ in VERDICTS]
    assert severities == ["info", "info", "notice", "notice", "notice"]


def test_an_unknown_code_is_refused():
    with pytest.raises(KeyError):
        finding("no-such-code", "agrees", ())
