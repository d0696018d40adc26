"""Read a web page: its main text as paragraphs and tables; everything around it as furniture."""

import email
import email.message
import email.policy
import hashlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from extractors.errors import UnreadableError
from extractors.language.whitespace import without_blanks
from extractors.readers.base.cleaning import printed_length
from extractors.readers.base.encoding import decode, known_encoding
from extractors.readers.base.limits import Limits
from extractors.readers.web.blocks import QUOTED, page_blocks
from extractors.readers.web.main_text import is_struck
from schemas import Document, Remark, Source


def read_html(path: Path, data: bytes, limits: Limits) -> Document:
    """Read an HTML file or fragment. Evidence points to elements by XPath."""
    decoded = decode(data)
    if decoded is None or len(decoded.text) > limits.characters:
        reason = "it is not text in any known encoding" if decoded is None else "the page is too long"
        raise UnreadableError(path.name, reason, "provide the original page, or raise the limit")
    root = parse(decoded.text)
    blocks, remarks = page_blocks(root, limits) if root is not None else ((), [])
    if not any(block.kind != "furniture" for block in blocks):
        raise UnreadableError(
            path.name, "the page contains no text", "save the page from the browser once it has loaded"
        )
    return Document(
        source=Source(file=path.name, sha256=hashlib.sha256(data).hexdigest()),
        format="html",
        encoding=decoded.encoding,
        length=printed_length(block.text for block in blocks),
        blocks=blocks,
        remarks=(*remarks, *(_struck_text(root) if root is not None else ())),
    )


def _struck_text(root: lxml_html.HtmlElement) -> Iterator[Remark]:
    """Yield a remark for the text that is printed with a line through it."""
    found = (element for element in root.iter() if isinstance(element.tag, str) and is_struck(element))
    texts = [text for element in found if (text := without_blanks("".join(element.itertext())))]
    if texts:
        more = "" if len(texts) == 1 else f" and {len(texts) - 1} more"
        yield Remark(
            code="part-not-read",
            zh=f"划去的文字“{texts[0][:QUOTED]}”等{len(texts)}处未读取。",
            en=f"Struck-through text “{texts[0][:QUOTED]}”{more} was not read.",
        )


def read_mht(path: Path, data: bytes, limits: Limits) -> Document:
    """Read a page that a browser saved with its pictures in one file (MIME multipart/related, RFC 2557).

    Evidence points to elements of the page by XPath; frames and further pages in the file are not read.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    page = message.get_body(preferencelist=("html",)) if isinstance(message, email.message.EmailMessage) else None
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes):
        raise UnreadableError(path.name, "the saved page contains no HTML", "save the page from the browser as HTML")
    document = read_html(path, _in_utf8(content, page.get_content_charset()), limits)
    source = Source(file=path.name, sha256=hashlib.sha256(data).hexdigest())
    return document.model_copy(update={"source": source, "format": "mht"})


def _in_utf8(content: bytes, charset: str | None) -> bytes:
    """Return a page in UTF-8 where the file names another encoding for it; as it is where it names none it knows."""
    encoding = known_encoding(charset) if charset else None
    try:
        return content if encoding is None else content.decode(encoding).encode()
    except UnicodeDecodeError:
        return content


def parse(text: str) -> lxml_html.HtmlElement | None:
    """Parse decoded HTML; None if it holds no element. No network, no entities beyond HTML's own."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        # surrogates and NUL are no characters of a page
        return lxml_html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None
