"""Pages of the original beside the facts: drawn from the file, framed where the passages stand, kept between builds."""

import io
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from pipeline.corpus.manifest import Corpus, Entry
from pipeline.report import build
from pipeline.report.source.page_render import packed
from pipeline.report.source.page_view import page_views
from pipeline.run.products import build_product
from pipeline.store.results import read_result
from pipeline.views.indexed_plan import index_plan
from tests.support import original as original_fixture
from tests.support.original import PLAN_ID


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Path]]:
    folder = tmp_path_factory.mktemp("original")
    return folder, dict(original_fixture.write_original(folder / "outputs", folder))


def pages(report: Path) -> str:
    return (report / "plans" / PLAN_ID / "pages.html").read_text(encoding="utf-8")


def pictures(report: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(report.glob("scans/*/*.png"))}


def test_a_frame_holds_the_ink_of_its_passage(made: tuple[Path, dict[str, Path]]) -> None:
    folder, sources = made
    report = build(folder / "outputs", folder / "a", sources=sources).parent
    result = read_result(folder / "outputs" / PLAN_ID)
    duty = next(entry for entry in result.plan.responsibilities if entry.name == "县水利局")
    at = f"{duty.evidence.block}-{duty.evidence.start}-{duty.evidence.end}"
    found = re.search(
        rf'<a class="frame supports" href="([^"]+)" data-p="{at}"[^>]*style="([^"]+)"[^>]*id="{at}"', pages(report)
    )
    assert found and found[1].startswith(f"../../plans/{PLAN_ID}/index.html#task-")
    left, top, width, height = (float(number) / 100 for number in re.findall(r"([\d.]+)%", found[2]))
    with Image.open(next(report.glob("scans/*/1.png"))) as image:
        grey = image.convert("L")
        box = (left * grey.width, top * grey.height, (left + width) * grey.width, (top + height) * grey.height)
        inside = grey.crop(tuple(map(round, box)))
    dark = [sum(inside.getpixel((x, y)) < 128 for y in range(inside.height)) for x in range(inside.width)]
    assert sum(count > 0 for count in dark) > 0.5 * inside.width, "four characters stand in the frame from end to end"


def test_what_was_recognised_is_shown_with_its_confidence(made: tuple[Path, dict[str, Path]]) -> None:
    folder, _ = made
    book = index_plan(read_result(folder / "outputs" / PLAN_ID))
    first, second = page_views(book, {1: "one", 2: "two"})
    assert first.lines == ()
    assert [(line.text[:4], line.percent, line.doubtful) for line in second.lines[:2]] == [
        ("二、保障", "71%", True),
        ("（一）加", "98%", False),
    ]
    assert second.doubtful == 1


def test_pictures_of_the_former_report_are_taken_not_drawn(
    made: tuple[Path, dict[str, Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, sources = made
    report = build(folder / "outputs", folder / "b", sources=sources).parent
    before = pictures(report)
    monkeypatch.setattr("pipeline.report.source.page_render._of_pdf", lambda *_: pytest.fail("a page was drawn again"))
    build(folder / "outputs", folder / "b", sources=sources)
    assert pictures(report) == before and list(before) == ["1.png", "2.png"]


def test_the_report_of_a_corpus_takes_its_originals(made: tuple[Path, dict[str, Path]], tmp_path: Path) -> None:
    folder, sources = made
    sha256, path = next(iter(sources.items()))
    shutil.copytree(folder / "outputs", tmp_path / "outputs")
    shutil.copytree(path.parent, tmp_path / "corpus" / "documents", ignore=shutil.ignore_patterns("[!s]*"))
    corpus = Corpus(tmp_path / "corpus", (Entry(id=PLAN_ID, file=path.name, sha256=sha256),))
    (start,) = build_product("report", corpus, tmp_path / "outputs")
    assert list(pictures(start.parent)) == ["1.png", "2.png"]


@pytest.mark.parametrize("harm", ["missing", "another", "damaged"])
def test_without_its_original_a_plan_has_no_page_images(
    made: tuple[Path, dict[str, Path]], tmp_path: Path, harm: str
) -> None:
    folder, sources = made
    sha256, path = next(iter(sources.items()))
    other = tmp_path / "other.pdf"
    other.write_bytes(path.read_bytes()[:400] if harm == "damaged" else b"%PDF-1.4 another")
    given = {} if harm == "missing" else {sha256: other}
    report = build(folder / "outputs", tmp_path / "report", sources=given).parent
    assert not (report / "plans" / PLAN_ID / "pages.html").exists()
    assert "pages.html" not in (report / "plans" / PLAN_ID / "source.html").read_text(encoding="utf-8")


def test_a_page_that_can_no_longer_be_rendered_costs_its_picture_only(
    made: tuple[Path, dict[str, Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, sources = made
    monkeypatch.setattr("pipeline.report.source.page_render.digest", lambda _: next(iter(sources)))
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no PDF at all")
    report = build(folder / "outputs", tmp_path / "report", sources=dict.fromkeys(sources, broken)).parent
    assert (report / "plans" / PLAN_ID / "index.html").is_file() and not pictures(report)


def test_print_is_kept_in_greys_and_colours_and_photographs_stay() -> None:
    page = Image.new("RGB", (1000, 1415), "white")
    ImageDraw.Draw(page).rectangle((100, 100, 400, 140), fill=(12, 12, 12))
    suffix, data = packed(page)
    with Image.open(io.BytesIO(data)) as shown:
        grey = shown.convert("L")
        assert (suffix, shown.format, shown.size) == (".png", "PNG", page.size)
        assert (grey.getpixel((0, 0)), grey.getpixel((200, 120))) == (255, 0)  # 12 of 255 in 16 shades
    ImageDraw.Draw(page).rectangle((100, 200, 400, 240), fill=(200, 20, 20))
    suffix, data = packed(page)
    with Image.open(io.BytesIO(data)) as shown:
        red, green, _ = shown.convert("RGB").getpixel((200, 220))
        assert suffix == ".webp" and red > 150 > 100 > green
    assert packed(Image.effect_noise((1000, 1415), 80))[0] == ".webp"


def test_only_another_width_is_scaled() -> None:
    for size, expect in (((1001, 1416), (1001, 1416)), ((1000, 1415), (1000, 1415)), ((2000, 2829), (1000, 1414))):
        with Image.open(io.BytesIO(packed(Image.new("L", size, 255))[1])) as shown:
            assert shown.size == expect
