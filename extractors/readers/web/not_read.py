"""What a page shows, or hides, that is not read: frames, pictures, hidden and struck text, what a script makes."""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.readers.base.cleaning import printed_length
from extractors.readers.base.not_read import QUOTED, passages_not_read
from extractors.readers.web.main_text import is_data_table, is_hidden, is_shown, is_struck, names_duties
from extractors.readers.web.open_quotation import after_open_quotation
from schemas import Remark

FRAMES = {"iframe": "src", "frame": "src", "embed": "src", "object": "data"}
"""Elements that show another file, each with the attribute that names it."""
PARTS, CELLS = ("thead", "tbody", "tfoot", "tr"), ("td", "th", "caption")
SILENT = ("script", "style", "template", "col", "colgroup")
"""Elements of a table: those between it and its cells, those that have its text, and those that print nothing."""
DECORATION = lazy_pattern(
    r"icon|logo|qr|weixin|wechat|share|print|close|fileType|blank\.|dot\.|line\.|\.gif|^data:", re.I
)
"""In the name of a picture that is part of the page, not of the text."""
SIZE = lazy_pattern(r"\s*(\d+)(?:px)?\s*(?:;|$)")
STYLED = r"(?:^|;)\s*{}\s*:\s*(\d+)px"
SMALLEST_FRAME, SMALLEST_PICTURE = 40, 150
"""Pixels: a frame that small counts visitors, a picture that small is a sign."""
MUCH = 1_000
"""Characters of main text beside which a frame elsewhere on the page is no part of it."""
FEWEST = 40
"""Characters of a page's text: a page with fewer forwards to another, reports an error, or is filled by a script."""
LEAST_HIDDEN = 10
"""Characters of hidden text inside the main text: less is a button or a hint."""
LAYING_OUT = ("class", "id", "style", "align", "valign", "width", "height", "colspan", "rowspan", "href", "src")
"""Attributes whose values contain no tags, unless a quotation mark is missing at their end."""
LONG_AREA = 100
"""Characters of a text area from which on it holds a text and is no field to fill in."""
OPEN_TAG = ("未闭合的标签中的文字", "Text in a tag that does not end")
NEXT = lazy_pattern(r"(?:下一?[页頁]|后一页|[Nn]ext(?:[Pp]age)?)[>»›]*")
NUMBERED = lazy_pattern(r"[_-]\d{1,3}\.s?html?$|[?&]page(?:_?no|num|index)?=\d{1,3}$", re.I)
"""The end of the address of a page of a text in several pages: art_123_2.html, ?page=2."""
TAG = lazy_pattern(r"<[^<>]*>?")
OPENED = lazy_pattern(r"<(?:html|body)[\s>]", re.I)
FILLED = lazy_pattern(r"<script\b|http-equiv\s*=\s*[\"']?refresh", re.I)
"""What may fill a page, or leave it for another."""
CLOSED = lazy_pattern(r"</(?:html|body)\s*>", re.I)


def parts_not_read(root: HtmlElement, main: HtmlElement) -> Iterator[Remark]:
    """Yield a remark for each kind of thing on a page that is not read: how many there are, and the first."""
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    inside = set(main.iter())
    hidden = [e for e in elements if is_hidden(e) and (_hides_duties(e) or (e in inside and _is_text(e)))]
    frames = [e for e in elements if _is_frame(e)]
    # portals show lists of other pages beside the text; where the page itself has little text, a frame holds it
    has_text = printed_length(main.itertext()) >= MUCH
    beside = [e for e in frames if has_text and e not in inside]
    pictures = (e.get("src", "") for e in elements if e in inside and _is_picture(e))
    # an address says most at its end
    yield from passages_not_read(
        "嵌入的页面", "Embedded page", _addresses(e for e in frames if not has_text or e in inside)
    )
    for remark in passages_not_read("正文之外嵌入的页面", "Embedded page beside the text", _addresses(beside)):
        yield remark.model_copy(update={"code": "frame-beside-text"})
    yield from passages_not_read("图片", "Picture", (address[-QUOTED:] for address in pictures))
    yield from passages_not_read("隐藏文字", "Hidden text", ("".join(e.itertext()) for e in hidden))
    tables = (e for e in elements if e.tag == "table" and is_shown(e) and is_data_table(e))
    outside = (text for table in tables for text in _outside_cells(table) if len(without_blanks(text)) >= LEAST_HIDDEN)
    yield from passages_not_read("表格单元格之外的文字", "Text of a table outside its cells", outside)
    yield from passages_not_read(*OPEN_TAG, _texts_in(_swallowed(elements)))
    areas = (text for e in elements if e.tag == "textarea" and len(text := without_blanks(e.text or "")) >= LONG_AREA)
    yield from passages_not_read("文本框中的文字", "Text in a text area", areas)
    yield from passages_not_read("图形中的文字", "Text in a drawing", _drawn_texts(e for e in elements if e in inside))
    further = (e.get("href", "")[-QUOTED:] for e in elements if e.tag == "a" and _leads_on(e))
    yield from passages_not_read("正文的下一页", "Next page of the text", list(further)[:1])
    struck = ("".join(e.itertext()) for e in elements if is_struck(e))
    yield from passages_not_read("划去的文字", "Struck-through text", struck)


def _drawn_texts(elements: Iterable[HtmlElement]) -> Iterator[str]:
    """Yield the Chinese texts of drawings (SVG)."""
    for drawing in elements:
        text = without_blanks(" ".join(drawing.itertext())) if drawing.tag == "svg" else ""
        if len(text) >= LEAST_HIDDEN and any(char > "\u2e80" for char in text):
            yield text


def _leads_on(link: HtmlElement) -> bool:
    """Return whether a link leads to the next page of the same text, by its words and its address."""
    return bool(NEXT.fullmatch(without_blanks("".join(link.itertext()))) and NUMBERED.search(link.get("href") or ""))


def _addresses(frames: Iterable[HtmlElement]) -> Iterator[str]:
    return (e.get(FRAMES[e.tag], "")[-QUOTED:] for e in frames)


def text_missing(text: str, characters: int) -> Iterator[Remark]:
    """Yield a remark where a page of so many characters lacks text: it is cut, or forwards to, or is made by something else."""
    if OPENED.search(text) and not CLOSED.search(text):
        zh, en = "页面不完整：没有结尾", "The page is cut: its end is missing"
        yield Remark(code="part-not-read", zh=f"{zh}，其余未读取。", en=f"{en}, and the rest was not read.")
    yield from passages_not_read(*OPEN_TAG, _texts_in([after_open_quotation(text)]))
    if characters < FEWEST and FILLED.search(text):
        yield Remark(
            code="part-not-read",
            zh=f"页面只有{characters}个字：可能是跳转、报错，或内容由脚本生成，其内容未读取。",
            en=f"The page has only {characters} characters of text: it may forward to another, report an error or be "
            "filled by a script, whose text was not read.",
        )


def _outside_cells(table: HtmlElement) -> Iterator[str]:
    """Yield the texts that a table has between its rows and cells, where broken markup puts them."""
    for element in (table, *(e for e in table.iter(*PARTS) if next(e.iterancestors("table"), None) is table)):
        yield element.text or ""
        for child in element:
            yield child.tail or ""
            if isinstance(child.tag, str) and child.tag not in (*PARTS, *CELLS, *SILENT) and is_shown(child):
                yield str(child.text_content())


def _swallowed(elements: Iterable[HtmlElement]) -> Iterator[str]:
    """Yield the values of attributes that have taken in markup, because a quotation mark is missing at their end."""
    for name, value in (pair for e in elements for pair in e.attrib.items()):
        first = value.find("<")
        # other attributes may hold markup on purpose; then they begin with it
        if first >= 0 and (name in LAYING_OUT or (">" in value[:first] and "</" in value)):
            yield value


def _texts_in(values: Iterable[str]) -> Iterator[str]:
    """Yield the Chinese texts between the tags of values, if they are long enough to be text of the page."""
    for value in values:
        text = without_blanks(TAG.sub("", value))
        if len(text) >= LEAST_HIDDEN and any(char > "\u2e80" for char in text):
            yield text


def _is_frame(element: HtmlElement) -> bool:
    if element.tag not in FRAMES or any(is_hidden(each) for each in (element, *element.iterancestors())):
        return False
    return _is_at_least(element, SMALLEST_FRAME)


def _is_picture(element: HtmlElement) -> bool:
    if element.tag != "img" or DECORATION.search((element.get("src") or "data:").rsplit("/", 1)[-1]):
        return False
    return _is_at_least(element, SMALLEST_PICTURE)


def _is_at_least(element: HtmlElement, pixels: int) -> bool:
    """Return whether an element is as wide and as high as that, as far as it says."""
    for side in ("width", "height"):
        said = SIZE.match(element.get(side) or "") or re.search(STYLED.format(side), element.get("style") or "")
        if said and int(said[1]) < pixels:
            return False
    return True


def _is_text(element: HtmlElement) -> bool:
    parent = element.getparent()
    inner = parent is not None and any(is_hidden(each) for each in (parent, *parent.iterancestors()))
    return not inner and element.tag != "textarea" and len(without_blanks("".join(element.itertext()))) >= LEAST_HIDDEN


def _hides_duties(element: HtmlElement) -> bool:
    return any(is_data_table(table) and names_duties(table) for table in element.iter("table"))
