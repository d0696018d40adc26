"""Citations of a plan: GB/T 7714, BibTeX, RIS."""

from pipeline.views.citation import bibtex, gbt7714, ris
from schemas import Period, PlanHeader, Source

HEADER = PlanHeader(
    id="yunxi-2024",
    title="云溪区科创走廊行动计划（2024—2026年）",
    genre="行动计划",
    number="云政发〔2024〕3号",
    issuers=("云溪区人民政府", "云溪区R&D办公室"),
    issued_on="2024-02-01",
    period=Period(start=2024, end=2026),
    source=Source(file="a.txt", sha256="0" * 64),
)


def test_gbt7714() -> None:
    entry = "云溪区人民政府, 云溪区R&D办公室. 云溪区科创走廊行动计划（2024—2026年）: 云政发〔2024〕3号[Z]. 2024-02-01."
    assert gbt7714(HEADER) == entry


def test_what_is_not_printed_is_left_out() -> None:
    bare = HEADER.model_copy(update={"issuers": (), "number": None, "issued_on": None, "period": Period()})
    assert gbt7714(bare) == "云溪区科创走廊行动计划（2024—2026年）[Z]."


def test_bibtex_escapes_what_tex_reads_as_commands() -> None:
    entry = bibtex(HEADER)
    assert entry.startswith("@misc{yunxi-2024,\n")
    assert "author = {{云溪区人民政府} and {云溪区R\\&D办公室}}" in entry and "year = {2024}" in entry


def test_ris() -> None:
    lines = ris(HEADER).split("\r\n")
    assert lines[0] == "TY  - GOVDOC" and lines[-2] == "ER  - "
    assert "AU  - 云溪区人民政府" in lines and "DA  - 2024/02/01" in lines
