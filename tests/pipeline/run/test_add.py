"""Registering a notice: what is proposed, what is refused, and that nothing is lost. The extractor is the stub."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.errors import UnreadableError
from pipeline.corpus.manifest import Corpus, read_corpus
from pipeline.errors import InputError, RefusedError
from pipeline.run.add import Added, Wish, add, proposed_id
from tests.support.stub_extract import stub_extract

MakeCorpus = Callable[..., Corpus]


@pytest.fixture
def corpus(make_corpus: MakeCorpus) -> Corpus:
    return make_corpus({"a-2023": "甲方案\n1. 修路"}, **{"a-2023": {"place": "某市甲县"}})


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "new plan.TXT"
    path.write_text("新方案\n1. 架桥\n2. 种树", encoding="utf-8")
    return path


def register(path: Path, corpus: Corpus, **wish: object) -> Added:
    return add(path, corpus, Wish(**wish), stub_extract)


def test_a_notice_is_copied_and_appended(corpus: Corpus, notice: Path) -> None:
    before = corpus.manifest.read_text(encoding="utf-8")
    added = register(notice, corpus)
    assert corpus.manifest.read_text(encoding="utf-8").startswith(before.rstrip("\n"))
    entry = read_corpus(corpus.folder).entries[-1]
    assert entry == added.entry
    assert (entry.id, entry.file, entry.source_name, entry.place) == (
        "new-plan",
        "new-plan.txt",
        "new plan.TXT",
        "甲县",
    )
    assert corpus.path(entry).read_bytes() == notice.read_bytes()
    assert [task.title for task in added.results[0].plan.tasks] == ["架桥", "种树"]
    assert added.may_follow == ("a-2023",)


def test_what_a_person_says_is_kept(corpus: Corpus, notice: Path) -> None:
    entry = register(notice, corpus, id="b-2025", place="乙县", predecessor="a-2023").entry
    assert (entry.id, entry.place, entry.predecessor) == ("b-2025", "乙县", "a-2023")


REFUSED = [
    ({"id": "a-2023"}, InputError, "in use"),
    ({"id": "A-2023"}, InputError, "in use"),
    ({"id": "../x"}, InputError, "--id"),
    ({"id": "report"}, InputError, "is a reserved name in outputs/"),
    ({"predecessor": "z"}, InputError, "there is no plan z"),
]


@pytest.mark.parametrize(("wish", "error", "told"), REFUSED, ids=[told for _, _, told in REFUSED])
def test_wishes_that_cannot_be_met(
    corpus: Corpus, notice: Path, wish: dict[str, str], error: type[Exception], told: str
) -> None:
    before = corpus.manifest.read_bytes()
    with pytest.raises(error, match=told):
        register(notice, corpus, **wish)
    assert corpus.manifest.read_bytes() == before
    assert len(list((corpus.folder / "documents").iterdir())) == 1


def test_the_same_bytes_are_refused(corpus: Corpus, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes((corpus.folder / "documents" / "a-2023.txt").read_bytes())
    with pytest.raises(RefusedError, match=r"already registered, as a-2023"):
        register(copy, corpus)


def test_the_same_text_with_other_line_ends_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes("\ufeff甲方案\r\n1.  修路\r\n".encode())
    with pytest.raises(RefusedError, match=r"its text is identical to that of a-2023"):
        register(copy, corpus)


def test_a_text_without_tasks_is_registered_only_on_request(corpus: Corpus, tmp_path: Path) -> None:
    news = tmp_path / "news.txt"
    news.write_text("今日天气晴好", encoding="utf-8")
    with pytest.raises(RefusedError, match="no task was found"):
        register(news, corpus)
    assert register(news, corpus, anyway=True).entry.id == "news"


def test_a_file_that_cannot_be_read_changes_nothing(corpus: Corpus, tmp_path: Path) -> None:
    before = corpus.manifest.read_bytes()
    (tmp_path / "broken.txt").write_text("BROKEN", encoding="utf-8")
    for name in ("broken.txt", "missing.txt"):
        with pytest.raises(UnreadableError, match=name):
            register(tmp_path / name, corpus)
    assert corpus.manifest.read_bytes() == before


def test_a_taken_proposal_is_counted_on(corpus: Corpus, tmp_path: Path) -> None:
    for number, folder in enumerate(("x", "y", "z"), 1):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "plan-one.txt"
        path.write_text(f"方案{number}\n1. 第{number}事", encoding="utf-8")
        register(path, read_corpus(corpus.folder))
    assert [entry.id for entry in read_corpus(corpus.folder).entries] == [
        "a-2023",
        "plan-one",
        "plan-one-2",
        "plan-one-3",
    ]


PROPOSALS = [
    ("Linyi Plan 2023.pdf", "linyi-plan-2023"),
    ("001_348f6371bd033186.txt", "甲县-2023"),
    ("t20230512_4411.html", "甲县-2023"),
    ("W020230105.docx", "甲县-2023"),
    ("关于印发方案的通知.docx", "甲县-2023"),
    ("report.txt", "甲县-2023"),
]


@pytest.mark.parametrize(("name", "id"), PROPOSALS, ids=[name for name, _ in PROPOSALS])
def test_proposed_ids(name: str, id: str, notice: Path) -> None:
    plan = stub_extract(notice, "x")[0].plan
    assert proposed_id(Path(name), plan) == id


@pytest.mark.parametrize(("issuers", "id"), [(("某某部", "某某总局"), "某某部-2023"), ((), "国家-2023")])
def test_a_plan_for_the_nation_is_named_after_its_issuer(issuers: tuple[str, ...], id: str, notice: Path) -> None:
    plan = stub_extract(notice, "x")[0].plan
    header = plan.plan.model_copy(update={"place": "国家", "issuers": issuers})
    assert proposed_id(Path("abc-2023.txt"), plan.model_copy(update={"plan": header})) == id


def test_bundles_are_one_text_only_when_every_part_is(corpus: Corpus, tmp_path: Path) -> None:
    for name, second in (("first-bundle", "架桥"), ("other-bundle", "种树")):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"甲\n1. 修路===乙\n1. {second}", encoding="utf-8")
        assert register(path, read_corpus(corpus.folder)).entry.id == name


@pytest.mark.parametrize("empty", ["[]\n", "# plans\n[ ]\n", "# no plan yet\n"])
def test_a_manifest_without_entries_is_extended(make_corpus: MakeCorpus, notice: Path, empty: str) -> None:
    corpus = make_corpus({})
    corpus.manifest.write_text(empty, encoding="utf-8")
    corpus = read_corpus(corpus.folder)
    added = register(notice, corpus)
    assert read_corpus(corpus.folder).entries == (added.entry,)


def test_a_manifest_of_another_form_is_left_alone(make_corpus: MakeCorpus, notice: Path) -> None:
    corpus = make_corpus({"a-2023": "甲方案\n1. 修路"})
    entry = corpus.entries[0]
    text = f"[{{id: {entry.id}, file: {entry.file}, sha256: {entry.sha256}}}]\n"
    corpus.manifest.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        register(notice, read_corpus(corpus.folder))
    assert corpus.manifest.read_text(encoding="utf-8") == text
    assert len(list(corpus.path(entry).parent.iterdir())) == 1
