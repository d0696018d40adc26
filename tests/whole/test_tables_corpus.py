"""Tables of the founding documents, and of the real documents where GANGMU_SHARED points to them."""

from pathlib import Path

import pytest

from tests.support.paths import ROOT
from tests.support.table_layouts import misplaced, read, rows_of

FOUNDING = ROOT / "corpus" / "documents"
TABLES = {"tianjin-2023.txt": 129, "emergency-145.md": 7, "chongqing-rural-145.txt": 28}
"""Documents with one table each, and its rows below the header."""


def test_annex_of_the_2023_plan() -> None:
    lines, (targets, annex) = read((FOUNDING / "minhang-2023.txt").read_text(encoding="utf-8"))
    assert (targets.rows - targets.header_rows, targets.columns, targets.how) == (12, 8, "flattened")
    rows = rows_of(lines, annex)[1:]
    assert len(rows) == 39
    assert [row[1].split("、")[0] for row in rows if row[1]][-1] == "20"
    assert all(row[2] and row[3] and row[4] and row[5] for row in rows)
    assert rows[38][4] == "区规资局、区国资委、仪电集团、华谊集团等相关市属国企"


def test_tables_of_the_2025_plan() -> None:
    lines, regions = read((FOUNDING / "minhang-2025.txt").read_text(encoding="utf-8"))
    assert [(region.rows - 1, region.columns) for region in regions] == [(14, 7), (1, 7), (6, 5), (20, 3)]
    assert rows_of(lines, regions[2])[6] == ["合计", "423.28", "899", "12.9%", "1861"]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_rows_of_real_tables(name: str, shared: Path) -> None:
    lines, (region,) = read((shared / "corpus" / "text" / name).read_text(encoding="utf-8"))
    assert region.rows - region.header_rows == TABLES[name]
    assert not misplaced(lines, region)


def test_prose_is_no_table(shared: Path) -> None:
    folder = shared / "corpus" / "text"
    found = {path.name for path in sorted(folder.iterdir()) if read(path.read_text(encoding="utf-8"))[1]}
    assert found == set(TABLES)
