"""Words of tasks: what jieba finds without its hidden Markov model, and names that are not cut."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.language.dictionary import tokenizer
from pipeline.compare.wording.likeliest_words import PIECE, likeliest_words
from pipeline.compare.wording.word_tree import word_tree
from pipeline.compare.wording.words import KeptNames, split_words

LETTERS = "推进老旧小区改造完善配套服务设施建设码头茶园区科委市财政局的和一二万亿A5gG0.%+-（）“”，。 \n\r𠮷"


@given(st.lists(st.text(alphabet=LETTERS, max_size=40), max_size=6))
def test_words_are_those_of_jieba(texts: list[str]) -> None:
    assert list(likeliest_words(texts)) == [list(tokenizer().cut(text, HMM=False)) for text in texts]


def test_the_tree_has_all_words_of_the_dictionary() -> None:
    tree, known = word_tree(), tokenizer()
    assert sum(map(len, tree.keys)) == len(known.FREQ)
    shares = np.exp(np.concatenate(tree.chances)) * known.total
    assert sorted(shares.round().tolist()) == sorted(known.FREQ.values())


def test_texts_of_any_length_are_split_alike() -> None:
    short = ["推进老旧小区改造，完善5G基站", "", "市财政局\r\n"]
    many = [*short, "推进老旧小区改造，" * PIECE, *short]
    words = list(likeliest_words(many))
    assert words[:3] == words[4:] == list(likeliest_words(short))
    assert words[3] == words[0][: words[0].index("，") + 1] * PIECE


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
