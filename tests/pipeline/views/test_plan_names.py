"""What plans without a printed title are called, in Python and in SQL."""

import sqlite3

import pytest

from pipeline.views.plan_names import PLAN_NAME_SQL, plan_name
from schemas import PlanHeader
from schemas.plan import Period, Source


@pytest.mark.parametrize(
    ("title", "place", "genre", "issued_on", "name"),
    [
        ("河湾市行动计划", "河湾市", "行动计划", "2024-03-01", "河湾市行动计划"),
        ("", "河湾市", "意见", "2024-03-01", "（无标题）河湾市意见 2024-03-01"),
        ("", "河湾市", "意见", None, "（无标题）河湾市意见"),
        ("", None, "", "2024-03-01", "（无标题）2024-03-01"),
        ("", None, "", None, "（无标题）hewan"),
    ],
)
def test_a_plan_without_a_title_is_called_by_what_is_known(
    title: str, place: str | None, genre: str, issued_on: str | None, name: str
) -> None:
    header = PlanHeader(
        id="hewan", title=title, genre=genre, place=place, issued_on=issued_on, period=Period(), source=Source(file="a.txt", sha256="0")
    )  # fmt: skip
    assert plan_name(header) == name
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE documents (plan TEXT, title TEXT, place TEXT, genre TEXT, issued_on TEXT)")
    base.execute("INSERT INTO documents VALUES ('hewan', ?, ?, ?, ?)", (title, place, genre, issued_on))
    assert base.execute(f"SELECT {PLAN_NAME_SQL.format(row='d')} FROM documents d").fetchone() == (name,)
