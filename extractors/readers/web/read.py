"""Read a web page: its main text as paragraphs and tables; everything around it as furniture."""

import contextlib
import email
import email.message
import email.policy
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from extractors.errors import UnreadableError
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.cleaning import printed_length
from extractors.readers.base.encoding import check_legible, decode, known_encoding
from extractors.readers.base.limits import Limits, check_blocks
from extractors.readers.web.blocks import page_blocks
from extractors.readers.web.error_pages import error_page
from extractors.readers.web.not_read import FEWEST, text_missing
from schemas import Document, Remark, Source

LINES = lazy_pattern(r"<(?:p|br|div|li|h[1-6]|section|article|pre|body|html)\b", re.I)
"""Elements that end lines: without any, the line ends of the source are printed."""
PAGES = 20
"""Pages of one saved file that are looked at."""
LAYOUT = lazy_pattern(r"</?(?:div|section|article|main|center|header|footer|form)\b[^<>]*>", re.I)
TYPE = lazy_pattern(r"</?(?:span|font|b|i|u|strong|em|o:p|big|small)\b[^<>]*>", re.I)
"""Elements that a page is laid out with, and those that change its type."""


END = lazy_pattern(r"</(?:html|body)\s*>", re.I)
"""Pages put together from several have such an end in their middle: the parser would stop there, browsers go on."""
LONG_TAG = lazy_pattern(r"<[^<>]{200000,}")
MOST_ATTRIBUTES = 20_000
"""Attributes of one element: the parser compares each with all before it."""
NO_MARKUP = str.maketrans({"\x00": "", "\x0b": " ", "\x0c": " ", "\ufffe": "\ufffd", "\uffff": "\ufffd"})
"""Characters that no page has; the parser takes them into names of elements, which it then cannot write itself."""
PART = lazy_pattern(rb"^--[^\s-]", re.M)
"""Lines that may begin a part of a mail; the parser takes a fifth of a millisecond for each."""
MOST_PARTS = 20_000
PARAGRAPHS = "count((//p|//li|//br|//dt|//dd|//h1|//h2|//h3|//h4|//h5|//h6)[not(ancestor::table)])"
"""The elements that end a paragraph, other than those of tables."""


def read_html(path: Path, data: bytes, limits: Limits) -> Document:
    """Read an HTML file or fragment. Evidence points to elements by XPath."""
    decoded = decode(data)
    if decoded is None or len(decoded.text) > limits.characters:
        reason = "it is not text in any known encoding" if decoded is None else "the page is too long"
        raise UnreadableError(path.name, reason, "provide the original page, or raise the limit")
    check_legible(path.name, data, decoded)
    if any(tag[0].count("=") > MOST_ATTRIBUTES for tag in LONG_TAG.finditer(decoded.text)):
        reason = f"an element has more than {MOST_ATTRIBUTES:,} attributes"
        raise UnreadableError(path.name, reason, "save the page again from the browser")
    root = parse(decoded.text)
    if root is not None and not LINES.search(decoded.text):
        root.set("style", "white-space:pre-line")  # a text with tables in HTML, as converters to Markdown write it
    if root is not None:
        _check_size(path.name, root, limits)
    blocks, remarks = page_blocks(root, limits) if root is not None else ((), [])
    if not any(block.kind != "furniture" for block in blocks):
        raise UnreadableError(
            path.name, "the page contains no text", "save the page from the browser once it has loaded"
        )
    document = Document(
        source=Source(file=path.name, sha256=hashlib.sha256(data).hexdigest()),
        format="html",
        encoding=decoded.encoding,
        length=printed_length(block.text for block in blocks),
        blocks=blocks,
    )
    missing = [*text_missing(decoded.text, _main_length(document)), *error_page(_title(root), blocks)]
    return document.model_copy(update={"remarks": (*remarks, *missing)})


def _title(root: lxml_html.HtmlElement | None) -> str:
    """Return what the page calls itself in its head; empty if it does not."""
    return "" if root is None else root.findtext(".//title") or ""


def _check_size(file: str, root: lxml_html.HtmlElement, limits: Limits) -> None:
    """Refuse a page whose elements or lines exceed the limits, before each of them is read."""
    count = sum(1 for _ in root.iter())
    if count > limits.elements:
        reason = f"the page has {count:,} elements, the limit is {limits.elements:,}"
        raise UnreadableError(file, reason, "save the part of it that is the plan")
    check_blocks(file, int(root.xpath(PARAGRAPHS)), limits)


def read_mht(path: Path, data: bytes, limits: Limits, read: Callable[[Path, bytes, Limits], Document]) -> Document:
    """Read a page that a browser saved with its pictures in one file (MIME multipart/related, RFC 2557), or a mail.

    Of several pages (frames) the one with the most text is read. Evidence points to its elements by XPath. The text of a
    mail without a page is read by ``read``; its evidence counts the code points of that text.
    """
    parts = sum(1 for _ in PART.finditer(data))
    if parts > MOST_PARTS:
        reason = f"it may have {parts:,} parts, the limit is {MOST_PARTS:,}"
        raise UnreadableError(path.name, reason, "save the part that is the plan")
    message = email.message_from_bytes(data, policy=email.policy.default)
    documents, names, plain = list[Document](), list[str](), list[bytes]()
    for part in message.walk():
        content = part.get_payload(decode=True)
        if part.get_content_type() == "text/plain" and part.get_content_disposition() != "attachment":
            plain += [_in_utf8(content, part.get_content_charset())] if isinstance(content, bytes) else []
        elif part.get_content_type() != "text/html" or not isinstance(content, bytes):
            names += [part.get_filename() or ""] if part.get_content_disposition() == "attachment" else []
        elif len(documents) < PAGES:
            with contextlib.suppress(UnreadableError):
                documents.append(read_html(path, _in_utf8(content, part.get_content_charset()), limits))
    if not documents and (text := max(plain, key=len, default=b"")).strip():
        documents.append(read(path, text, limits))
    if not documents:
        raise UnreadableError(path.name, "the saved page contains no HTML", "save the page from the browser as HTML")
    document = max(documents, key=_main_length)
    others = sum(_main_length(other) >= FEWEST for other in documents) - (_main_length(document) >= FEWEST)
    remarks = [*document.remarks]
    if others:
        zh, en = f"文件中另有{others}个页面未读取。", f"{others} more pages of the file were not read."
        remarks.append(Remark(code="part-not-read", zh=zh, en=en))
    for name in filter(None, names):
        zh, en = f"邮件的附件“{name}”未读取。", f"The attachment “{name}” of the mail was not read."
        remarks.append(Remark(code="part-not-read", zh=zh, en=en))
    source = Source(file=path.name, sha256=hashlib.sha256(data).hexdigest())
    return document.model_copy(update={"source": source, "format": "mht", "remarks": tuple(remarks)})


def _main_length(document: Document) -> int:
    return printed_length(block.text for block in document.blocks if block.kind != "furniture")


def _in_utf8(content: bytes, charset: str | None) -> bytes:
    """Return a page in UTF-8 where the file names another encoding for it; as it is where it names none it knows."""
    encoding = known_encoding(charset) if charset else None
    try:
        return content if encoding is None else content.decode(encoding).encode()
    except UnicodeDecodeError:
        return content


def parse(text: str) -> lxml_html.HtmlElement | None:
    """Parse decoded HTML; None if it holds no element. No network, no entities beyond HTML's own.

    Pages with hundreds of elements that nobody closed are nested deeper than the parser goes: those that only lay out the
    page, or change its type, become line breaks and nothing then.
    """
    text = END.sub("", text)
    root, deep = _parse_once(text)
    return _parse_once(TYPE.sub("", LAYOUT.sub("<br>", text)))[0] if deep else root


def _parse_once(text: str) -> tuple[lxml_html.HtmlElement | None, bool]:
    """Return the parsed page, and whether it is nested too deep for the parser to reach its end."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        root = lxml_html.document_fromstring(text.translate(NO_MARKUP).encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        root = None
    return root, any("Excessive depth" in error.message for error in parser.error_log)
