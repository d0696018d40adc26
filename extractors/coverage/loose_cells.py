"""Text that looks like cells and became no table: runs of bare numbers, header words in a row, captions without a table."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from extractors.clauses.bodies import lists_units
from extractors.coverage.cell_shapes import (
    CAPTION,
    GROUP,
    HEADING,
    REST_OF_BOUND,
    SENTENCE_END,
    STOP,
    TOP,
    VALUE_ROW,
    count_row_ends,
    header_row,
    is_cell,
    is_header_cell,
    is_row_of_cells,
    numbered_rows,
    opens_pair,
    squeezed_rows,
)
from extractors.coverage.next_rows import last_marks, next_row
from extractors.coverage.pieced_tables import is_pieced, row_spans
from extractors.coverage.unread_spans import UnreadSpan
from extractors.language.patterns import lazy_pattern
from schemas import Block

GAP = 8
"""Paragraphs between two cells of one lost table: a task's text, its units and its deadline stand between two row numbers."""
FEWEST = 3
"""Cells that make a lost table; fewer may be a figure set on a line of its own."""
TAIL = 4
"""Paragraphs after the last cell that still belong to its row."""
FRAGMENT = 12
PIECE = 30
"""Characters of a piece with a sentence end, at most."""
ROW = lazy_pattern(r"^(?:\d{1,3}\s*[^\d年月日.]|[^。]*[、，]$|[、，。]|[^。]*、[^。，；]*[^。，；：]$)")
"""A row beside its table: it begins with a number, or goes on in the next line."""
RUN_ON = lazy_pattern(r"^[^。；，：、（(]*\d(?![\d年月日])[^。；，：、]*$")
"""Cells that ran together: words and numbers with no stop between them."""
NEXT_ROW = lazy_pattern(
    r"[\u4e00-\u9fff。]\s*\d{1,2}\s*[\u4e00-\u9fff]{4}[^。]*(?:[局委办部厅院会处]|公司|集团|政府|[%％])"
)
"""The number, the title and the units of a row inside a paragraph."""
NAMED_VALUE = lazy_pattern(r"\s*(?:[\d（(][\d、.．）)]+)?[^。，；：:]{2,40}[：:][^。]*\d")
"""An indicator as an entry of a list: 1.污水处理率：2030年95%，约束性."""
REMARK = lazy_pattern(r"[（(]?\s*(?:备?注|说明|资料来源|数据来源|[※*])")


def loose_cells(blocks: Sequence[Block], read: Callable[[Block], bool]) -> Iterator[UnreadSpan]:
    """Yield the paragraphs of tables that were not read. ``read``: a fact was read from this paragraph's own clause."""
    run: list[Block] = []
    before: Block | None = None
    for block in (*blocks, None):
        if block is None or block.table is not None:
            yield from _of_run(run, before, block, read)
            run, before = [], block
        elif block.kind == "paragraph":
            run.append(block)


def rows_of_words(blocks: Sequence[Block]) -> Iterator[UnreadSpan]:
    """Yield paragraphs that are numbered rows of a table: below 附件：项目清单 they seem to be entries of a list of attachments."""
    for start, end in numbered_rows([block.text for block in blocks]):
        yield from (UnreadSpan("table", block, 0, len(block.text)) for block in blocks[start:end])


def _of_run(
    run: Sequence[Block], before: Block | None, after: Block | None, read: Callable[[Block], bool]
) -> Iterator[UnreadSpan]:
    lost = [False] * len(run)
    for start, end in _stretches(run, before, read):
        lost[start:end] = [True] * (end - start)
    for start, end in numbered_rows([block.text for block in run]):
        if not any(map(read, run[start:end])):
            lost[start:end] = [True] * (end - start)
    for place in _fragments(run, before, read):
        lost[place] = True
        if place == 0 and before and _is_rest(run, before):
            yield from _last_row(before)
    tail = False
    for place, block in enumerate(run):
        tail = tail and not lost[place] and not _stops(block) and not read(block)
        if lost[place] or tail:
            cut = header_row(block.text) or 0
            opens = not tail and (place == 0 or not lost[place - 1])
            yield UnreadSpan("table", block, cut if opens and cut > FRAGMENT else 0, len(block.text))
        elif (is_row_of_cells(block.text) or _is_row_with_units(block.text)) and not read(block):
            yield UnreadSpan("table", block, 0, len(block.text))
        elif span := squeezed_rows(block.text):
            yield UnreadSpan("table", block, *span)
            tail = span[1] == len(block.text)
        elif CAPTION.fullmatch(block.text) and not _table_follows(run, place, after):
            yield UnreadSpan("caption without table", block, 0, len(block.text))
            listed = takewhile(lambda below: NAMED_VALUE.match(below.text) and not read(below), run[place + 1 :])
            yield from (UnreadSpan("table", below, 0, len(below.text)) for below in listed)


def _is_row_with_units(text: str) -> bool:
    """Return whether blanks part a text without a stop into cells of which one of the last names units: 第12号 修建公园 市住建局."""
    words = text.split()
    if len(words) < FEWEST or STOP.search(text) or "《" in text:
        return False
    return not lists_units(words[0], 0, len(words[0])) and any(lists_units(word, 0, len(word)) for word in words[-2:])


def _stretches(run: Sequence[Block], before: Block | None, read: Callable[[Block], bool]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of paragraphs that hold a lost table, the longest possible."""
    cells = [place for place, block in enumerate(run) for _ in range(_count_cells(block))]
    heads = [place for place, block in enumerate(run) if is_header_cell(block.text)]
    rows = [place for place, block in enumerate(run) if header_row(block.text) is not None]
    following = (*(block.text for block in run[1:]), "")
    rows += [place for place, block in enumerate(run) if opens_pair(block.text, following[place])]
    groups = [group for group in _groups(cells, GAP) if len(group) >= FEWEST]
    openings = [group[0] for group in _groups(heads, 2) if len(group) >= FEWEST] + rows
    for opening in sorted(openings):
        grouped = any(GROUP.match(run[place].text) for place in range(opening + 1, min(opening + 3, len(run))))
        yield opening, _end(run, opening + 1, read, cells, TOP if grouped else HEADING)
    for group in groups:
        yield _begin(run, before, group[0]), min(_end(run, group[-1] + 1, read, ()), group[-1] + 1 + TAIL)


def _count_cells(block: Block) -> int:
    return 1 if is_cell(block.text) or _row(block) else count_row_ends(block.text)


def _row(block: Block) -> bool:
    return (
        len(block.text) <= 60 and not HEADING.match(block.text) and VALUE_ROW.fullmatch(block.text.strip()) is not None
    )


def _groups(places: Sequence[int], gap: int) -> list[list[int]]:
    groups: list[list[int]] = []
    for place in places:
        if groups and place - groups[-1][-1] <= gap:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _begin(run: Sequence[Block], before: Block | None, first: int) -> int:
    """Go back from the first cell over the rest of its row, and the header above it; or to the table right before."""
    if before is not None and first < TAIL and not any(HEADING.match(block.text) for block in run[:first]):
        return 0
    while first > 0 and len(run[first - 1].text) <= 40 and not _stops(run[first - 1]):
        first -= 1
    return first


def _end(
    run: Sequence[Block],
    place: int,
    read: Callable[[Block], bool],
    cells: Sequence[int],
    heading: re.Pattern[str] = HEADING,
) -> int:
    """Go on to the next heading with no cells after it, or to a paragraph that was read."""
    while place < len(run):
        if read(run[place]):
            break
        if heading.match(run[place].text) and not any(place < cell <= place + GAP for cell in cells):
            break
        place += 1
    return place


def _stops(block: Block) -> bool:
    return bool(HEADING.match(block.text) or SENTENCE_END.search(block.text))


def _fragments(run: Sequence[Block], before: Block | None, read: Callable[[Block], bool]) -> Iterator[int]:
    """Yield the pieces that a table left after it: the second line of a cell (亡率), rows that were not added to it."""
    if before is None:
        return
    last = last_marks(before)
    pieced = is_pieced(before.table)
    numbered = -GAP
    for place, block in enumerate(run):
        text = block.text.strip()
        if TOP.match(text) or read(block) or CAPTION.fullmatch(text) or REMARK.match(text):
            return
        # A paragraph with the next row's number is a row even if it reads like a heading or a sentence.
        following = next_row(text, last)
        if following is not None and text.isdigit():
            numbered = place
        of_row = place - numbered < GAP  # the cells of a row whose number has a paragraph to itself
        if following is None and not pieced and not of_row:
            return  # the cells of such a table have lost no words: only whole rows may be left
        if following is None and not of_row:
            heading = HEADING.match(text) and not (GROUP.match(text) and NEXT_ROW.search(text))
            ended = SENTENCE_END.search(text) and not NEXT_ROW.search(text)
            if heading or (ended and (place == 0 or len(text) > PIECE)):
                return
            if place == 0 and len(text) > FRAGMENT and not any(form.search(text) for form in (ROW, NEXT_ROW, RUN_ON)):
                return
        last = following or last
        yield place


def _is_rest(run: Sequence[Block], before: Block) -> bool:
    """Return whether the text after a table is the rest of its last row: no row goes on here, or a list ends here."""
    last = last_marks(before)
    goes_on = "、" in run[0].text or REST_OF_BOUND.fullmatch(run[0].text)
    return bool(goes_on) or all(next_row(block.text, last) is None for block in run[:2])


def _last_row(block: Block) -> Iterator[UnreadSpan]:
    """Yield the last row of a table, where the text after it is the rest of one of its cells."""
    assert block.table is not None
    spans = row_spans(block.table)
    if spans:
        yield UnreadSpan("doubtful row", block, *spans[max(spans)])


def _table_follows(run: Sequence[Block], place: int, after: Block | None) -> bool:
    return after is not None and len(run) - place <= 3
