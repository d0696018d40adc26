"""Tables with one row a line and a blank between cells, whose rows stand under groups or say what to do in two columns."""

from extractors.readers.dump_tables.separators.even_rows import even_tables
from tests.support.table_layouts import read, rows_of

GROUPED = """类别 指标名称 单位 2025年 2027年
出行便利 5G公交站牌 个 12 30
换乘停车位 个 450 600
社区照护 65岁以上老人体检率 % 71.5 80.0
助餐点 个 8 逐年增加
"""
TASKS = """工作任务 主要内容 责任单位 完成时限
修建村级书屋 增加图书资料，延长借阅时间。 县文广旅局、县教体局、县财政局、县妇联 每季度末
改善饮水条件 更换老旧管网，定期检测水质。 县水务局、县卫生健康局、县住房城乡建设局、各镇人民政府 2027年3月
增设公交线路 优化早晚班次，方便群众出行。 县交通运输局、县公安局 2026年上半年
整修运动场地 平整地面，更换器材。 县教体局、县城管局、县残联 全年
"""


def test_rows_may_lack_the_word_of_their_group() -> None:
    lines, (region,) = read(GROUPED)
    assert rows_of(lines, region)[1:] == [
        ["出行便利", "5G公交站牌", "个", "12", "30"],
        ["", "换乘停车位", "个", "450", "600"],
        ["社区照护", "65岁以上老人体检率", "%", "71.5", "80.0"],
        ["", "助餐点", "个", "8", "逐年增加"],
    ]


def test_a_row_that_lacks_another_word_ends_the_table() -> None:
    lines = read(GROUPED.replace("65岁以上老人体检率 % 71.5 80.0", "65岁以上老人体检率 71.5 80.0"))[0]
    assert list(even_tables(lines)) == []  # two rows are left


def test_each_line_with_as_many_words_as_the_header_is_a_row() -> None:
    lines, (region,) = read(TASKS)
    assert [row[0] for row in rows_of(lines, region)[1:]] == [
        "修建村级书屋",
        "改善饮水条件",
        "增设公交线路",
        "整修运动场地",
    ]
    assert [row[3] for row in rows_of(lines, region)[1:]] == ["每季度末", "2027年3月", "2026年上半年", "全年"]
