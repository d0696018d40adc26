"""Lines that a web site prints below a document: links to other pages, who runs the site, its registration."""

from collections.abc import Sequence

from extractors.language.marks.list_marks import mark_at
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of

_SITE = lazy_pattern(any_of("notice", "site"))
_SITE_FIELD = lazy_pattern(rf"^(?:{any_of('notice', 'site_field')})[:：]")
_RELATED = lazy_pattern(rf"^(?:{any_of('notice', 'related')})[:：]?$")
_LONGEST = 200
"""Characters of a line of such a foot."""
_OF_FOOT = ("web", "blank", "meta", "contact", "annex", "attachment", "date", "printed", "disclosure")
_SHORT = ("line", "unit", *_OF_FOOT)
_OF_DOCUMENT = ("text", "heading", "table", "addressees", "carrying", "number")


def lines_of_site(kinds: Sequence[str], texts: Sequence[str]) -> set[int]:
    """Return which lines a web site prints below its document; ``kinds`` and ``texts`` are those of its lines.

    主办：… alone may name who is responsible for the last task: it is a line of the site where another one at the end can
    be nothing else (备案号：…, 网站标识码：…).
    """
    found: set[int] = set()
    sure = False
    for place in range(len(texts) - 1, -1, -1):
        text = texts[place] if kinds[place] in _SHORT and len(texts[place]) <= _LONGEST else ""
        if mark_at(text):
            break  # 3.完成门户网站ICP备案 is a task
        of_site = _SITE.search(text) is not None
        if of_site or _SITE_FIELD.match(text):
            found.add(place)
            sure = sure or of_site
        elif kinds[place] not in _OF_FOOT:
            break
    found = found if sure else set()
    opens = next((place for place in range(len(texts)) if _opens_links(kinds, texts, place)), len(texts))
    return found | {place for place in range(opens, len(texts)) if kinds[place] != "blank"}


def _opens_links(kinds: Sequence[str], texts: Sequence[str], place: int) -> bool:
    """Return whether a line heads links to other pages (相关文件), which take up the rest of the page."""
    if not _RELATED.match(texts[place]):
        return False
    return all(kinds[at] not in _OF_DOCUMENT and len(texts[at]) <= _LONGEST for at in range(place + 1, len(texts)))
