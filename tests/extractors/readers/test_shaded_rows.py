"""Categories beside rows of which a design shades every other one, and categories printed beside the first of their rows."""

from pathlib import Path

import pytest
from reportlab.lib.colors import HexColor

from extractors import extract
from tests.support.pdf_drawing import Drawing

SIZE, HEIGHT, TOP = 10.0, 18.0, 120.0
LEFTS = (60.0, 110.0, 250.0, 300.0, 370.0, 450.0)
HEAD = ("领域", "指标名称", "单位", "2025年现状", "2030年目标")
ROWS = (
    ("步道长度", "公里", "41.5", "60"),
    ("绿地面积", "公顷", "310", "420"),
    ("书屋数量", "个", "20", "34"),
    ("泳馆数量", "个", "2", "5"),
    ("公交站点", "个", "512", "640"),
    ("泵站数量", "座", "7", "9"),
    ("管网长度", "公里", "83.2", "120"),
    ("污水处理率", "%", "91", "97"),
)
GROUPS = (("出行", 2), ("文体", 4), ("水务", 2))


def draw(shaded: int | None, first: float, top: bool, groups: tuple[tuple[str, int], ...] = GROUPS) -> Drawing:
    """Draw the table; rows with a number of this remainder are shaded from x ``first`` on, the header always."""
    drawing = Drawing()
    drawing.text(180, 50, "青岚县公共服务实施方案", 16)
    drawing.text(60, 90, "表1 主要指标")
    for number, row in enumerate((HEAD[1:], *ROWS)):
        y = TOP + number * HEIGHT
        if number == 0 or (shaded is not None and number % 2 == shaded):
            left = LEFTS[0] if number == 0 else first
            drawing.canvas.setFillColor(HexColor("#dde6f0"))
            drawing.canvas.rect(left, drawing.size[1] - y - HEIGHT, LEFTS[-1] - left, HEIGHT, 0, 1)
            drawing.canvas.setFillColor(HexColor("#000000"))
        for left, text in zip(LEFTS[1:], row, strict=False):
            drawing.text(left + 4, y + 4, text, SIZE)
    drawing.text(LEFTS[0] + 4, TOP + 4, HEAD[0], SIZE)
    row = 1
    for name, count in groups:
        shift = 0.0 if top else (count - 1) * HEIGHT / 2
        drawing.text(LEFTS[0] + 4, TOP + row * HEIGHT + shift + 4, name, SIZE)
        row += count
    return drawing


def categories(drawing: Drawing, folder: Path) -> list[tuple[str, str | None]]:
    (folder / "plan.pdf").write_bytes(drawing.bytes())
    ((plan, _),) = extract(folder / "plan.pdf")
    return [(item.name, item.category) for item in plan.indicators]


def expected(groups: tuple[tuple[str, int], ...]) -> list[tuple[str, str | None]]:
    names = [name for name, count in groups for _ in range(count)]
    return list(zip((row[0] for row in ROWS), names, strict=True))


@pytest.mark.parametrize("shaded", [0, 1])
@pytest.mark.parametrize("first", [LEFTS[0], LEFTS[1]], ids=["whole rows", "without the category"])
def test_a_category_covers_its_rows_whatever_is_shaded_beside_it(tmp_path: Path, shaded: int, first: float) -> None:
    if first == LEFTS[0]:
        shaded = 2  # nothing but the header
    assert categories(draw(shaded, first, top=False), tmp_path) == expected(GROUPS)


def test_categories_beside_their_first_rows_begin_there(tmp_path: Path) -> None:
    groups = (("出行", 4), ("文体", 3), ("水务", 1))
    assert categories(draw(0, LEFTS[1], top=True, groups=groups), tmp_path) == expected(groups)
