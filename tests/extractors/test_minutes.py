"""Minutes of a meeting: their number, and the body whose meeting it was."""

from pathlib import Path

import pytest

from extractors import extract

TEXT = "5月6日，副县长周某主持召开会议，现纪要如下。\n\n会议听取了县林业局关于护林情况的汇报。会议议定：\n\n一、由县林业局负责修缮林道。\n"


@pytest.mark.parametrize(
    ("head", "issuers", "number", "day"),
    [
        ("砚湖县人民政府专题会议纪要\n〔2026〕第8号", ("砚湖县人民政府",), "〔2026〕第8号", None),
        (
            "砚湖县人民政府常务会议纪要\n〔2026〕7号\n砚湖县人民政府办公室　　2026年5月9日",
            ("砚湖县人民政府办公室",),
            "〔2026〕7号",
            "2026-05-09",
        ),
        ("护林工作专题会议纪要", (), None, None),
    ],
)
def test_the_head_of_minutes(
    tmp_path: Path, head: str, issuers: tuple[str, ...], number: str | None, day: str | None
) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text(f"{head}\n\n{TEXT}", encoding="utf-8")
    ((plan, _),) = extract(path)
    assert (plan.plan.issuers, plan.plan.number, plan.plan.issued_on) == (issuers, number, day)
    assert plan.plan.title == head.partition("\n")[0]
