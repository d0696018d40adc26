"""Why a page was not read, in Chinese: errors of readers are English sentences."""

from extractors.language.patterns import lazy_pattern

_REASONS = (
    (lazy_pattern(r"the part (.+) is missing"), "缺少部件{}"),
    (lazy_pattern(r"the part (.+) is not valid XML .*"), "部件{}不是有效的XML"),
    (lazy_pattern(r"elements of the part (.+) are nested deeper than (\d+)"), "部件{}的元素嵌套超过{}层"),
    (lazy_pattern(r"the file is damaged .*"), "文件损坏"),
    (lazy_pattern(r"it unpacks to more than it declares"), "解压后大于其声明的大小"),
    (lazy_pattern(r"the limit of pages or time.*"), "已达到页数或时间上限"),
    (lazy_pattern(r"it draws more than ([\d,]+) objects"), "该页绘制的对象超过{}个"),
    (lazy_pattern(r"it has more than ([\d,]+) characters"), "该页超过{}个字"),
    (lazy_pattern(r"it has ([\d,]+) characters, the limit is ([\d,]+)"), "该页有{}个字，上限为{}"),
    (lazy_pattern(r"it expands to more than ([\d,]+) bytes.*"), "其绘图指令展开后超过{}字节"),
    (lazy_pattern(r"the pages expand to more than ([\d,]+) bytes.*"), "各页绘图指令展开后共超过{}字节"),
    (lazy_pattern(r"pdfium cannot load it"), "页面损坏，无法载入"),
    (lazy_pattern(r"pdfium finds no text layer"), "无法取得文字层"),
)


def reason_in_chinese(reason: str) -> str:
    """Return the reason in Chinese; as it is if it is none of those that readers give."""
    for pattern, chinese in _REASONS:
        if found := pattern.fullmatch(reason):
            return chinese.format(*found.groups())
    return reason
