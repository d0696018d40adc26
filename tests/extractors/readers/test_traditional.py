"""A text in traditional characters is told, for its words are read in simplified ones."""

from pathlib import Path

from extractors import extract

SIMPLIFIED = "各县区人民政府要加强组织领导，会同有关单位实施产业发展标准，动员机关体系对应开展经济业务。"
TRADITIONAL = "各縣區人民政府要加強組織領導，會同有關單位實施產業發展標準，動員機關體系對應開展經濟業務。"


def codes(folder: Path, text: str) -> list[str]:
    path = folder / "plan.txt"
    path.write_text(f"青岚县工作方案\n一、主要任务\n1.加强管护。{text}\n2.修桥。\n", encoding="utf-8")
    return [finding.code for finding in extract(path)[0][0].findings]


def test_a_text_in_traditional_characters(tmp_path: Path) -> None:
    assert "traditional-characters" in codes(tmp_path, TRADITIONAL * 4)


def test_a_quotation_in_traditional_characters(tmp_path: Path) -> None:
    assert "traditional-characters" not in codes(tmp_path, SIMPLIFIED * 8 + TRADITIONAL * 2)
    assert "traditional-characters" not in codes(tmp_path, SIMPLIFIED)
