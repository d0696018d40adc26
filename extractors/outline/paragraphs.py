"""What paragraphs are before the outline is built: tables of contents, captions of tables, numbers without a dot.

``marks``: what ``mark_at`` reads at the beginning of each block.
"""

from bisect import bisect_left
from collections.abc import Sequence

from extractors.language.marks.list_marks import ListMark, mark_without_dot
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.page_lines import CONTENTS
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.readers.base.table import MEASURE_LINE
from extractors.units.names import is_complete
from schemas import Block

ANNEX = lazy_pattern(rf"^附[件表录]\s*[\d{ONE_TO_TEN}]*\s*(?:[:：.、]|$|(?=[\u4e00-\u9fff《]))")
LEADERS = lazy_pattern(r"[\s.…·—-]*\d*$")
LONGEST_TITLE = 50
SENTENCE = lazy_pattern(r"[，,。；;：:]|[见按]")
"""In a line above a table: it is a sentence about the table (任务分工见下表), not its caption."""
OF_ROWS = lazy_pattern(r"[^，。；：]{0,20}(?:任务|指标|清单|分工|目标|项目|安排|台账|职责|表)")
TAIL = lazy_pattern(r"^(?:抄送[:：]|公开属性[:：]|[（(]此件|主题词[:：])")
NOTES = lazy_pattern(
    r"(?:注释?|备注|说明|填表说明|指标说明|(?:专业|主要|有关|相关)?(?:名词|术语|名词术语)(?:解释|释义|说明))[:：]?\s*$|注释?[:：]\s*[1①（(]"
)
"""Numbered notes follow: below a table or at a document's end they explain, they assign nothing."""
FEWEST_UNITS, LONGEST_UNIT = 2, 24
UNIT_LEVEL = 8
"""Below 一、, above 1."""
NOTE = lazy_pattern(r"注[:：]")
"""A note of one paragraph."""
NOTED = ("digit", "digit_bracket", "half_bracket", "circled")


def above_tables(blocks: Sequence[Block], marks: Sequence[ListMark | None]) -> set[int]:
    """Return the indexes of captions that open no entry and are no sentence, and of the measure lines under them."""
    found: set[int] = set()
    captions = {block.table.caption_block for block in blocks if block.table}
    for index, block in enumerate(blocks):
        title = block.id in captions and block.level is None and not SENTENCE.search(block.text)
        if title and not ANNEX.match(block.text) and not marks[index]:
            found.add(index)
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if following is not None and following.table and MEASURE_LINE.match(without_blanks(block.text)):
            found.add(index)
    return found


def titles_rows(blocks: Sequence[Block], index: int, title: str) -> bool:
    """Return whether a title is the heading of the table, or of the captioned table, right below it: 重点任务, 责任清单."""
    after = blocks[index + 1 : index + 3]
    below = any(block.table and (at == 0 or block.table.caption_block == after[0].id) for at, block in enumerate(after))
    return below and OF_ROWS.fullmatch(title.strip()) is not None


def with_unit_titles(blocks: Sequence[Block], marks: Sequence[ListMark | None]) -> Sequence[Block]:
    """Return the blocks, lines that name a unit and stand right above a list from 1 on as headings, where there are two at least.

    区应急局⏎1.统筹…⏎区气象局⏎1.提供…: the lists are what these have to do.
    """
    named = [
        index
        for index, mark in enumerate(marks[1:])
        if mark and mark.ordinal == 1 and marks[index] is None and _is_unit_line(blocks[index])
    ]
    if len(named) < FEWEST_UNITS:
        return blocks
    return [block.model_copy(update={"level": UNIT_LEVEL}) if at in named else block for at, block in enumerate(blocks)]


def _is_unit_line(block: Block) -> bool:
    text = without_blanks(block.text)
    short = block.kind == "paragraph" and block.level is None and len(text) <= LONGEST_UNIT
    return short and is_complete(text)


def marks_without_dot(blocks: Sequence[Block], marks: Sequence[ListMark | None]) -> dict[int, ListMark]:
    """Return, by index, numbers without a dot that stand where their list lacks just this one: 3.…, 4优化服务, 5.…."""
    found: dict[int, ListMark] = {}
    last = 0
    candidate: tuple[int, ListMark] | None = None
    for index, block in enumerate(blocks):
        if block.kind != "paragraph":
            continue
        mark = marks[index]
        if mark is None and (undotted := mark_without_dot(block.text)) and undotted.ordinal == last + 1:
            candidate = index, undotted
        elif mark is not None and mark.style == "digit":
            if candidate and mark.ordinal == candidate[1].ordinal + 1:
                found[candidate[0]] = candidate[1]
            last, candidate = mark.ordinal, None
    return found


def contents_of(blocks: Sequence[Block], marks: Sequence[ListMark | None]) -> set[int]:
    """Return the indexes of a table of contents: its entries stand again later as headings.

    It is opened by 目录; its end may also stand at the very beginning, where the head of the file was cut off before it.
    """
    start = next((i for i, block in enumerate(blocks) if CONTENTS.fullmatch(block.text)), -1)
    found = {start} if start >= 0 else set()
    squeezed = [without_blanks(block.text) for block in blocks]
    last = {text: index for index, text in enumerate(squeezed)}
    texts = sorted(last)

    def begins_later(entry: str, index: int) -> bool:
        # sorted, the texts that begin with the entry are neighbours: of thousands of lines only these are compared
        place = bisect_left(texts, entry)
        while place < len(texts) and texts[place].startswith(entry):
            if last[texts[place]] > index:
                return True
            place += 1
        return False

    for index in range(start + 1, len(blocks)):
        entry = LEADERS.sub("", squeezed[index])
        marked = start >= 0 or (marks[index] is not None and len(entry) <= LONGEST_TITLE)
        if not entry or not marked or not begins_later(entry, index):
            if blocks[index].kind == "furniture" or (start >= 0 and len(entry) < 3):
                continue
            break
        found.add(index)
    return found
