"""Radicals that fonts put where the character belongs (⽂件 for 文件), and full-width digits: one character for one, so that places stay."""

import unicodedata

from extractors.language.full_width import FULL_WIDTH_DIGITS

SUPPLEMENT = dict(
    zip(
        "⺁⺇⺌⺝⺟⺠⺫⺮⺼⻁⻄⻅⻆⻉⻋⻌⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⻊⻗⻞",
        "厂几小月母民目竹月虎西见角贝车辶长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟足雨食",
        strict=True,
    )
)
"""CJK Radicals Supplement (U+2E80–2EFF) as seen in PDFs; Unicode itself maps only two of them."""


def _table() -> dict[int, str]:
    table = {ord(radical): character for radical, character in SUPPLEMENT.items()}
    # Kangxi Radicals and compatibility ideographs have their character in Unicode's own tables
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAE0)):
        replace_lookalikes = unicodedata.normalize("NFKC", chr(code))
        if len(replace_lookalikes) == 1 and replace_lookalikes != chr(code):
            table[code] = replace_lookalikes
    table |= {ord(wide): str(digit) for digit, wide in enumerate(FULL_WIDTH_DIGITS)}
    table[0x0002] = "-"  # pdfium's own sign for a hyphen at the end of a line
    return table


LOOKALIKES = _table()


def replace_lookalikes(text: str) -> str:
    """Return the text with look-alikes replaced, as long as before."""
    return text.translate(LOOKALIKES)
