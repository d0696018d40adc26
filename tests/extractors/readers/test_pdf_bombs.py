"""PDFs of a few kilobytes that a library expands to gigabytes: counted first, and ended with a sentence."""

import random
import zlib
from pathlib import Path

import pytest

from extractors.errors import UnreadableError
from extractors.readers import read_document
from extractors.readers.base.limits import Limits
from extractors.readers.pdf.forms import FORM_BYTES, drawn_bytes
from extractors.readers.pdf.streams import PdfBytes, check_streams, has_dense_stream, unpacked_sizes
from tests.support.bombs.pdf import FORM, deflated, pdf, stream

MOST = 10**12
TEXT = b"BT /H 12 Tf 50 700 Td (repair the road) Tj ET"
FONT = b"/Font<</H 3 0 R>>"


def write_pdf(page_stream: bytes, resources: bytes, *objects: bytes) -> bytes:
    """Return a PDF of two pages, the first with one line of text; ``objects`` are numbered from 10 on."""
    pages = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources<<%s>>>>"
    numbered = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[4 0 R 5 0 R]/Count 2>>",
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        4: pages % (6, FONT),
        5: pages % (7, FONT + resources),
        6: stream(TEXT),
        7: page_stream,
        **dict(enumerate(objects, 10)),
    }
    return pdf(numbered)


def nested_forms(depth: int, times: int, draw: bytes = b"/F Do ") -> bytes:
    """Return a PDF whose second page draws a form that draws the next one, and so on, each ``times`` times."""
    forms = [
        stream(draw * times, FORM + b"/Resources<</XObject<</F %d 0 R>>>>" % number) for number in range(11, 10 + depth)
    ]
    return write_pdf(stream(draw * times), b"/XObject<</F 10 0 R>>", *forms, stream(b"", FORM + b"/Resources<<>>"))


def test_forms_count_as_often_as_they_are_drawn() -> None:
    # A page draws a form ten times, which draws an empty one ten times; "/F Do " has six bytes.
    inner = FORM_BYTES
    outer = FORM_BYTES + 60 + 10 * inner
    assert list(drawn_bytes(PdfBytes(nested_forms(2, 10)), MOST)) == [
        FORM_BYTES + len(TEXT),
        FORM_BYTES + 60 + 10 * outer,
    ]


def test_a_name_may_be_written_in_escapes() -> None:
    assert list(drawn_bytes(PdfBytes(nested_forms(5, 10, b"/#46 Do ")), 10_000_000))[1] == 10_000_001


def test_a_form_without_resources_takes_those_of_the_page() -> None:
    data = write_pdf(stream(b"/F Do"), b"/XObject<</F 10 0 R/G 11 0 R>>", stream(b"/G Do" * 7, FORM), stream(b"", FORM))
    assert list(drawn_bytes(PdfBytes(data), MOST))[1] == 2 * FORM_BYTES + 5 + 35 + 7 * FORM_BYTES


@pytest.mark.parametrize(
    "inner", [b"/F Do", b"/F%a\nDo", b"/G Do"], ids=["itself", "with a comment", "by another form"]
)
def test_a_page_of_forms_that_draw_themselves_is_not_expanded(inner: bytes) -> None:
    forms = (stream(inner, FORM), stream(b"/F Do", FORM))
    data = write_pdf(stream(b"/F Do"), b"/XObject<</F 10 0 R/G 11 0 R>>", *forms)
    assert list(drawn_bytes(PdfBytes(data), MOST))[1] == MOST + 1


def test_a_font_may_have_the_name_of_a_form() -> None:
    data = write_pdf(stream(b"/F Do"), b"/XObject<</F 10 0 R>>", stream(b"BT /F 12 Tf ET", FORM))
    assert list(drawn_bytes(PdfBytes(data), MOST))[1] == 2 * FORM_BYTES + 5 + 14


def test_forms_nested_deeper_than_python_recurses_are_counted() -> None:
    assert list(drawn_bytes(PdfBytes(nested_forms(3_000, 1)), MOST))[1] == 3_000 * (FORM_BYTES + 6) + FORM_BYTES


def test_a_page_of_forms_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(nested_forms(10, 10))
    document = read_document(path)
    assert [block.text for block in document.blocks] == ["repair the road"]
    assert [page.how for page in document.pages] == ["text", "failed"]
    sentence = "Page 2 was not read: it expands to more than 30,000,000 bytes of drawing commands."
    assert sentence in [remark.en for remark in document.remarks]


def test_a_stream_deflated_twice_ends_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    twice = stream(deflated(3_000_000, 2), b"/Filter[/FlateDecode/FlateDecode]")
    path.write_bytes(write_pdf(twice, b""))
    with pytest.raises(UnreadableError, match="a part of it unpacks to more than 2,000,000 bytes"):
        read_document(path, Limits(stream_bytes=2_000_000))
    assert len(read_document(path, Limits(stream_bytes=3_000_000)).pages) == 2


@pytest.mark.parametrize("stated", [b"/Filter 10 0 R", b"/Filter[/#46lateDecode/FlateDecode]"])
def test_filters_stated_elsewhere_or_in_escapes_are_bounded_too(stated: bytes) -> None:
    data = write_pdf(stream(deflated(3_000_000, 2), stated), b"", b"[/FlateDecode/FlateDecode]")
    with pytest.raises(UnreadableError):
        check_streams("plan.pdf", PdfBytes(data), Limits(stream_bytes=2_000_000))


@pytest.mark.parametrize(
    ("content", "stated"),
    [
        (zlib.compress(b"\x81 " * 20_000), b"/Filter[/FlateDecode/RunLengthDecode]"),
        (b"\x81 " * 20_000, b"/Filter/RunLengthDecode"),
    ],
    ids=["deflated", "plain"],
)
def test_run_lengths_are_bounded_too(content: bytes, stated: bytes) -> None:
    data = write_pdf(stream(content, stated), b"")
    check_streams("plan.pdf", PdfBytes(data), Limits(stream_bytes=3_000_000))
    with pytest.raises(UnreadableError):
        check_streams("plan.pdf", PdfBytes(data), Limits(stream_bytes=2_000_000))


def test_a_stream_deflated_once_is_bounded_where_its_filters_are_unsure() -> None:
    data = write_pdf(stream(deflated(3_000_000, 1), b"/Name/A#20B/Filter/FlateDecode"), b"")
    with pytest.raises(UnreadableError):
        check_streams("plan.pdf", PdfBytes(data), Limits(stream_bytes=2_000_000))


def test_unpacking_ends_soon_after_the_limit() -> None:
    sizes = unpacked_sizes(deflated(20_000_000, 2), 2)
    assert next(size for size in sizes if size > 2_000_000) < 4_000_000


def test_a_page_that_repeats_itself_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(write_pdf(stream(zlib.compress(TEXT * 100_000), b"/Filter/FlateDecode"), b""))
    document = read_document(path, Limits(page_content=4_000_000))
    assert [page.how for page in document.pages] == ["text", "failed"]
    assert "expands to more than 4,000,000 bytes" in document.pages[1].reason


def test_pages_that_share_a_stream_have_a_limit_together(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(write_pdf(stream(zlib.compress(TEXT + b" " * 2_000_000), b"/Filter/FlateDecode"), b""))
    assert [page.how for page in read_document(path, Limits(file_content=1_000_000)).pages] == ["text", "failed"]
    assert [page.how for page in read_document(path, Limits(file_content=3_000_000)).pages] == ["text", "text"]


@pytest.mark.parametrize("stated", [b"/Subtype/Image", b""], ids=["picture", "packed little"])
def test_ordinary_streams_are_not_dense(stated: bytes) -> None:
    content = b" " * 2_000_000 if stated else bytes(random.Random(7).choices(b"0123456789 lm", k=2_000_000))
    data = write_pdf(stream(zlib.compress(content), stated + b"/Filter/FlateDecode"), b"")
    assert not has_dense_stream(PdfBytes(data))
