"""Pictures of Word files: those of the size of a seal or logo are remarks, larger ones are parts that were not read."""

import pytest
from lxml import etree

from extractors.readers.office.docx_remarks import remarks_of

SPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{name}/2006/{end}"'
    for prefix, name, end in [
        ("w", "wordprocessingml", "main"),
        ("wp", "drawingml", "wordprocessingDrawing"),
        ("pic", "drawingml", "picture"),
    ]
)


@pytest.mark.parametrize(
    ("extent", "code"),
    [
        ('<wp:extent cx="1512000" cy="1512000"/>', "small-picture"),  # a seal of 4.2 cm
        ('<wp:extent cx="5400000" cy="1512000"/>', "part-not-read"),  # a table of 15 cm
        ("", "part-not-read"),
    ],
)
def test_a_picture_of_the_size_of_a_seal_is_a_remark(extent: str, code: str) -> None:
    picture = f"<w:drawing><wp:anchor>{extent}<w:graphic><pic:pic/></w:graphic></wp:anchor></w:drawing>"
    body = etree.fromstring(f"<w:body {SPACES}><w:p><w:r><w:t>青溪县人民政府</w:t>{picture}</w:r></w:p></w:body>")
    (remark,) = remarks_of(body, (), ())
    assert remark.code == code
    assert "“青溪县人民政府”" in remark.en
