"""Words among figures in tables that were pieced together: a cell of the next row, or a heading, may have slipped in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from extractors.coverage.pieced_tables import PiecedTable, is_pieced, pieced_table, row_spans
from extractors.coverage.unread_spans import UnreadSpan
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from schemas import Block, Indicator, Message, Plan
from schemas.evidence import Evidence

WORDS = lazy_pattern(r"[\u4e00-\u9fff“”、（）]{3,}")
JUDGEMENT = lazy_pattern(
    r"提升|提高|下降|降低|完成|达标|保持|稳定|增长|优化|改善|建成|全覆盖|领先|前列|应.尽|持续|以上|以下|国家|省级|市级|下达"
)
"""Words that a cell of an indicator table may hold instead of a figure."""
TWICE = lazy_pattern(r"([\u4e00-\u9fff]{3,})\1")
ITEM_NUMBER = lazy_pattern(rf"^[{ONE_TO_TEN}]+、")
FEWEST = 2
DOUBT = Message(
    zh="本行有一格是文字，而同列都是数字；它可能属于上下文的其他行。",
    en="A cell of this row holds words where its column holds figures; it may belong to another line.",
)
DOUBLED = Message(
    zh="名称中有重复的字，可能并入了相邻单元格。", en="The name repeats itself; it may hold a neighbouring cell."
)


NOTE_MARK = lazy_pattern(r"[\u4e00-\u9fff](?:\d{1,2}|[①-⑳]|\[\d{1,2}\])$")
"""A note's mark after a name: 县水利局1."""
NOTED = Message(zh="名称末尾的数字可能是注释标记。", en="The number at the end of the name may be the mark of a note.")


def mark_stray_words(plan: Plan, blocks: Mapping[str, Block]) -> Plan:
    """Return the plan with ``doubt`` on indicators of pieced tables with words among figures or a doubled name.

    Units whose name ends in a number, which may be a note's mark, carry doubt too.
    """
    figures: dict[tuple[str, int | None, str], int] = defaultdict(int)
    for indicator in plan.indicators:
        for value in indicator.values:
            figures[indicator.evidence.block, value.year, value.kind] += value.value is not None

    def doubt_of(indicator: Indicator) -> Message | None:
        block = blocks.get(indicator.evidence.block)
        if indicator.doubt or block is None or block.table is None or not is_pieced(block.table):
            return indicator.doubt
        for value in indicator.values:
            raw = ITEM_NUMBER.sub("", value.raw)
            stray = value.value is None and WORDS.fullmatch(raw) and not JUDGEMENT.search(raw)
            if stray and figures[indicator.evidence.block, value.year, value.kind] >= FEWEST:
                return DOUBT
            alone = value.value is None and raw != value.raw
            if alone:
                return DOUBT
        return DOUBLED if TWICE.search(indicator.name) else None

    duties = tuple(
        duty.model_copy(update={"doubt": NOTED}) if not duty.doubt and NOTE_MARK.search(duty.name) else duty
        for duty in plan.responsibilities
    )
    marked = tuple(indicator.model_copy(update={"doubt": doubt_of(indicator)}) for indicator in plan.indicators)
    return plan.model_copy(update={"indicators": marked, "responsibilities": duties})


def stray_spans(plan: Plan, blocks: Mapping[str, Block]) -> Iterator[UnreadSpan]:
    """Yield the rows with words among figures or a doubled name as unread passages."""
    stray: dict[str, list[Evidence]] = defaultdict(list)
    for indicator in plan.indicators:
        at = indicator.evidence
        if indicator.doubt in (DOUBT, DOUBLED) and at.block in blocks:
            yield UnreadSpan("doubtful row", blocks[at.block], at.start, at.end)
            if indicator.doubt == DOUBT:
                stray[at.block].append(at)
    for block, places in stray.items():
        yield from _rows_without_category(pieced_table(blocks[block]), places)


def _rows_without_category(table: PiecedTable, stray: Iterable[Evidence]) -> Iterator[UnreadSpan]:
    """Yield the rows after those with stray words up to the next category: the words may be the category of them all."""
    if "category" not in table.kinds:
        return
    outermost = table.kinds.index("category")
    rows = {cell.row for at in stray if (cell := table.cell_at(at))}
    after, of_rows = False, row_spans(table.table)
    for row in sorted(table.cells):
        after = after and table.cell(row, outermost) is None
        if after and (span := of_rows.get(row)):
            yield UnreadSpan("doubtful row", table.block, *span)
        after = after or row in rows
