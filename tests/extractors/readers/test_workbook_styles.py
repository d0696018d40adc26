"""Workbooks whose cells refer to fonts and number formats that are not there."""

import io
import zipfile
from pathlib import Path

import pytest

from extractors.readers import read_document
from tests.support.rare_files import as_struck_xlsx


@pytest.mark.parametrize("old_new", [(b'fontId="1"', b'fontId="99"'), (b'numFmtId="164"', b'numFmtId="999"')])
def test_a_workbook_that_lacks_fonts_or_formats_is_read_with_a_remark(
    tmp_path: Path, old_new: tuple[bytes, bytes]
) -> None:
    """Cells of such a workbook raised IndexError from the library, and nothing of it was read."""
    path = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(io.BytesIO(as_struck_xlsx())) as whole, zipfile.ZipFile(path, "w") as damaged:
        for name in whole.namelist():
            text = whole.read(name)
            head, cells, rest = text.partition(b"<cellXfs")
            damaged.writestr(name, head + cells + rest.replace(*old_new))
    document = read_document(path)
    assert "（一）整治河道" in {block.text for block in document.blocks}
    assert sum("字体或数字格式" in remark.zh for remark in document.remarks) == 1
