"""Figures and keys that stand in place of a sentence: 规上工业增加值：增长7.5%, 改厕150户 包片领导：许某."""

from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of

_FIGURE = r"\d[\d.,]*(?:\s?[-—–~～至]{1,2}\s?\d[\d.,]*)?[^，。；;、（(\d]{0,8}(?=[，。；;、（(]|$)"
_COLON = lazy_pattern(
    rf"(?<=[\u4e00-\u9fff\d）)])[：:](?=\s?(?:(?:{any_of('phrases', 'reaches')}){{1,2}}[约近]?|[≤≥<>＜＞≦≧]\s?){_FIGURE})"
)
"""Between what is measured and its figure."""
_KEY_BEHIND_BLANK = lazy_pattern(r"[ \t\u3000](?=[\u4e00-\u9fff]{2,10}[：:])")
"""The blank that ends a title: 改厕150户 包片领导：许某 commits to no leaders."""


def with_stops(text: str) -> str:
    """Return a text of equal length in which a figure goes on from its name, and a key behind a title begins a sentence."""
    if "：" not in text and ":" not in text:
        return text
    return _KEY_BEHIND_BLANK.sub("。", _COLON.sub(" ", text))
