"""Web pages, texts, archives, mails and pictures that expand or that are slow to parse."""

import base64
import gzip
import io
import struct
import zipfile
import zlib

from tests.support.bombs import Bombs
from tests.support.bombs.office import LAUGHS, zipped

NAMED = "一、任务\n1.修建道路。（责任单位：县交通局）\n"


def html(body: str, head: str = "") -> bytes:
    """Return a page."""
    return f"{head}<html><head><meta charset='utf-8'><title>某县方案</title></head><body>{body}</body></html>".encode()


def text(body: str) -> bytes:
    """Return a plan with this text in it."""
    return f"某县水环境整治实施方案\n\n{NAMED}{body}\n".encode()


def png(width: int, height: int, extra: bytes = b"") -> bytes:
    """Return a white picture of one bit per pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = zlib.compress((b"\0" + b"\xff" * ((width + 7) // 8)) * min(height, 40_000), 9)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def comment(size: int) -> bytes:
    """Return a chunk of packed text."""
    content = b"a\0\0" + zlib.compress(b" " * size, 9)
    return struct.pack(">I", len(content)) + b"zTXt" + content + struct.pack(">I", zlib.crc32(b"zTXt" + content))


def tiff(frames: int, width: int, height: int) -> bytes:
    """Return an image file whose frames share one strip of pixels, which is mostly missing."""
    out, at = b"II*\0", 8
    entries = ((256, 4, width), (257, 4, height), (258, 3, 1), (259, 3, 1), (262, 3, 0), (273, 4, 8), (278, 4, height), (279, 4, 64))  # fmt: skip
    size = 2 + 12 * len(entries) + 4
    body = b"\0" * 64
    at = 8 + len(body)
    frames_bytes = b""
    for number in range(frames):
        following = 0 if number == frames - 1 else at + (number + 1) * size
        frames_bytes += struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries) + struct.pack("<I", following)  # fmt: skip
    return out + struct.pack("<I", at) + body + frames_bytes


def gif(frames: int, side: int) -> bytes:
    """Return a picture of many frames."""
    head = b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"," + struct.pack("<HHHHB", 0, 0, side, side, 0) + b"\x02\x02\x44\x01\0"
    return head + frame * frames + b";"


def nested_zip(depth: int) -> bytes:
    """Return archives in archives, ten in each."""
    content = zipped({"a.txt": "甲" * 1_000_000})
    for _ in range(depth):
        content = zipped({f"{number}.zip": content for number in range(10)})
    return content


def overlapping(files: int, size: int) -> bytes:
    """Return an archive whose entries all stand at one place."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "甲" * size)
        first = archive.infolist()[0]
        archive.filelist += [first] * files
    return out.getvalue()


def ofd(content: str, pages: int = 1, res: str = "") -> bytes:
    """Return an OFD file whose pages are one part."""
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="P.xml"/>' for n in range(pages))
    return zipped(
        {
            "OFD.xml": f"<ofd:OFD {ns}><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "D.xml": f"<ofd:Document {ns}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>R.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            "R.xml": f"<ofd:Res {ns}>{res}</ofd:Res>",
            "P.xml": f"<ofd:Page {ns}><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>",
        }
    )  # fmt: skip


def written(code: str, delta: str = "") -> str:
    """Return an OFD text object."""
    return f'<ofd:TextObject ID="1" Boundary="10 10 100 10" Font="1" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="{delta}">{code}</ofd:TextCode></ofd:TextObject>'


def composites(depth: int, times: int) -> str:
    """Return units that draw units, each several times."""
    drawn = ""
    for number in range(100, 100 + depth):
        inside = f'<ofd:CompositeObject ID="9" Boundary="0 0 9 9" ResourceID="{number + 1}"/>' * times
        drawn += f'<ofd:CompositeGraphicUnit ID="{number}" Width="9" Height="9"><ofd:Content>{inside}</ofd:Content></ofd:CompositeGraphicUnit>'
    return f"<ofd:CompositeGraphicUnits>{drawn}</ofd:CompositeGraphicUnits>"


WEB: Bombs = {
    "cells of 1000 by 1000": lambda: html("<table>" + "<tr>" + "<td colspan=1000 rowspan=1000>甲" * 50 + "</table>"),
    "100,000 cells of 1000 rows": lambda: html("<table>" + "<tr><td rowspan=1000>甲<td>乙" * 50_000 + "</table>"),
    "a table of 4,000 rows": lambda: html("<table><tr><th>序号<th>任务<th>责任单位" + "".join(f"<tr><td>{n}<td>修建道路<td>县交通局" for n in range(4_000)) + "</table>"),
    "tables 200 deep": lambda: html("<table><tr><td>甲" * 200),
    "tables in tables, twice in each": lambda: html(_tables(12)),
    "100,000 boxes in boxes": lambda: html("<div>" * 100_000 + "甲"),
    "lists 5,000 deep": lambda: html("<ol><li>" * 5_000 + "甲"),
    "200,000 paragraphs": lambda: html("<p>a" * 200_000),
    "a list from 999,999,999 in letters": lambda: html("<ol type=a start=999999999>" + "<li>甲" * 300 + "</ol>"),
    "a list in Roman numbers": lambda: html("<ol type=i start=999999999>" + "<li>甲" * 300 + "</ol>"),
    "500,000 line breaks": lambda: html("甲<br>" * 500_000),
    "500,000 attributes": lambda: html("<p " + " ".join(f"a{n}=1" for n in range(500_000)) + ">甲"),
    "100,000 tags that nothing closes": lambda: html("<b><i><font>" * 30_000 + "甲"),
    "a style of ten megabytes": lambda: html(f"<p style='{'color:red;' * 1_000_000}'>甲"),
    "a comment that does not end": lambda: html("<p>甲" + "<!--" * 500_000),
    "entities of entities": lambda: html("&a11;", LAUGHS),
    "brackets of tags": lambda: html("<" * 1_000_000),
    "a picture of ten megabytes in the page": lambda: html(f"<p>甲<img src='data:image/png;base64,{'A' * 10_000_000}'>"),
}  # fmt: skip


def _tables(depth: int) -> str:
    inside = "<p>甲"
    for _ in range(depth):
        inside = f"<table><tr><td>{inside}</td><td>{inside}</td></tr></table>"
    return inside


LONG = 100_000
LINES: Bombs = {
    name: (lambda repeated=repeated: text(repeated * (LONG // len(repeated))))
    for name, repeated in {
        "brackets that open": "（", "brackets that close": "）", "quotes": "“", "digits": "9", "points": "9.", "commas": "1,",
        "亿": "1亿", "Chinese numbers": "九十九", "percents": "5%", "years": "2025年", "dashes": "—", "pipes": "|",
        "hash marks": "#", "square brackets": "[", "rules of tables": " :-- |", "stars": "*", "blanks": " ", "wide blanks": "　",
        "tabs": "\t", "line ends": "\n", "returns": "\r", "colons": "责任单位：", "unit names": "县交通局、", "units": "局",
        "commitments": "新建道路12公里，", "list marks": "1.", "numbered lines": "1.修建道路\n", "bullets": "- 修\n",
        "headings": "一、任务\n", "sentences": "修建道路。", "no stops": "修建道路", "deadlines": "2026年底前完成，", "labels": "（牵头单位：",
        "notes": "[1]", "circled numbers": "①", "table lines": "1\t修路\t县交通局\n", "pipe lines": "| 1 | 修路 | 县交通局 |\n",
        "cells on lines": "1\n修路\n县交通局\n", "greater signs": ">", "backticks": "`", "underscores": "_a", "addresses": "http://a.b/",
        "letters": "a", "zero-width": "\u200b", "joined accents": "e\u0301", "surrogate pairs": "𠀀", "private use": "\ue000",
    }.items()
}  # fmt: skip
OTHER: Bombs = {
    "zip: archives in archives": lambda: nested_zip(4),
    "zip: one file 10,000 times": lambda: overlapping(10_000, 3_000_000),
    "zip: blanks of 600 megabytes": lambda: zipped({"a.txt": " " * 600_000_000}),
    "zip: 200 texts": lambda: zipped({f"{n}.txt": text("修建道路。" * 1_000) for n in range(200)}),
    "zip: 30,000 files": lambda: zipped({f"{n}.txt": "甲" for n in range(30_000)}),
    "gz: blanks": lambda: gzip.compress(b" " * 300_000_000),
    "csv: 200,000 columns": lambda: ("序号," * 200_000 + "\n" + "1," * 200_000).encode(),
    "csv: 200,000 rows": lambda: ("序号,任务,责任单位\n" + "1,修路,县交通局\n" * 200_000).encode(),
    "csv: a quote that does not end": lambda: ('序号,任务\n1,"' + "修路,\n" * 200_000).encode(),
    "mht: parts in parts": lambda: b"".join(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)),
    "mht: 20,000 parts": lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n" + b"--b\nContent-Type: text/html\n\n<p>a\n" * 20_000 + b"--b--\n",
    "mht: 200,000 parts": lambda: b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\nContent-Type: text/plain\n\na\n" * 200_000 + b"--b--\n",
    "mht: a page of 100 megabytes": lambda: b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(b"<p> " * 10_000_000),
    "ofd: 3,000 pages of one part": lambda: ofd(written("修" * 500), 3_000),
    "ofd: a step repeated a thousand million times": lambda: ofd(written("修路", "g 1000000000 4")),
    "ofd: units ten deep, ten times each": lambda: ofd('<ofd:CompositeObject ID="9" Boundary="0 0 9 9" ResourceID="100"/>', res=composites(10, 10)),
    "ofd: 100,000 texts": lambda: ofd(written("修") * 100_000),
    "ofd: a path of a million points": lambda: ofd(f'<ofd:PathObject ID="1" Boundary="0 0 200 200" Stroke="true"><ofd:AbbreviatedData>{"M 0 0 L 9 9 " * 500_000}</ofd:AbbreviatedData></ofd:PathObject>'),
    "png: 9,999 by 9,999": lambda: png(9_999, 9_999),
    "png: 200,000 by 200,000": lambda: png(200_000, 200_000),
    "png: text of 400 megabytes": lambda: png(100, 100, comment(400_000_000)),
    "tif: 400 frames of 12 megapixels": lambda: tiff(400, 4_000, 3_000),
    "tif: 20,000 frames": lambda: tiff(20_000, 10, 10),
    "tif: a frame of 60,000 by 60,000": lambda: tiff(1, 60_000, 60_000),
    "gif: 5,000 frames of 9,000 by 9,000": lambda: gif(5_000, 9_000),
}  # fmt: skip
BOMBS: Bombs = (
    {f"html: {name}": make for name, make in WEB.items()}
    | {f"txt: {name}": make for name, make in LINES.items()}
    | OTHER
)
