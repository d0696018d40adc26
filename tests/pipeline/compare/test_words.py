"""Words of tasks: what jieba finds without its hidden Markov model, and names that are not cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.language.dictionary import tokenizer
from pipeline.compare.wording.likeliest_words import likeliest_words
from pipeline.compare.wording.words import KeptNames, split_words

LETTERS = "推进老旧小区改造完善配套服务设施建设码头茶园区科委市财政局的和一二万亿A5gG0.%+-（）“”，。 \n\r𠮷"


@given(st.text(alphabet=LETTERS, max_size=40))
def test_words_are_those_of_jieba(text: str) -> None:
    assert likeliest_words(text) == list(tokenizer().cut(text, HMM=False))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("建成5G基站120座", ["建成", "5G", "基站", "120", "座"]),
        ("", []),
        ("㊣茶园", ["㊣", "茶园"]),
    ],
)
def test_latin_letters_and_digits_stay_together(text: str, words: list[str]) -> None:
    assert split_words(text) == words


@pytest.mark.parametrize(
    ("words", "names", "joined"),
    [
        (["区", "科委", "牵头"], ["区科委"], ["区科委", "牵头"]),
        (["区", "科委", "办公室"], ["区科", "区科委办公室"], ["区科委办公室"]),
        (["区", "科", "技"], ["区科", "区科技委"], ["区科", "技"]),
        (["区", "科"], [], ["区", "科"]),
    ],
)
def test_names_are_joined_to_the_longest(words: list[str], names: list[str], joined: list[str]) -> None:
    assert KeptNames(names).join(words) == joined
