"""Characters of PDF pages in runs: the spans are those that the rules make of each character in turn."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers.pdf.runs import Text
from extractors.readers.pdf.spans import close, gather
from extractors.readers.pdf.text_layer import Characters

SIGNS = st.sampled_from("市水务局负责一、。11０a ffi年²…")
STEPS = st.sampled_from([1.0, 1.0, 1.0, 1.0, 1.005, 1.3, 1.5, 0.7, 0.5, 0.05, -3.0])
"""Times its width by which the next character is further on."""
LIFTS = st.sampled_from([0.0, 0.0, 0.0, 0.0005, 0.4, -0.9, 1.6, 3.0, -4.0, 14.0])
HEIGHTS = st.sampled_from([10.0, 10.0, 10.0, 9.9, 10.1, 8.6, 7.2, 5.0, 14.0])
CHARACTERS = st.lists(st.tuples(SIGNS, STEPS, LIFTS, HEIGHTS), min_size=1, max_size=60)


@given(CHARACTERS)
def test_runs_make_the_spans_that_single_characters_make(drawn: list[tuple[str, float, float, float]]) -> None:
    x, base, boxes = 50.0, 100.0, []
    for sign, step, lift, high in drawn:
        wide = high if sign > "\u2e80" else high / 2
        boxes.append((x, base + lift - high, x + wide, base + lift))
        x += step * wide
        base += lift if lift > 10 else 0
    shown = [place for place, (sign, *_) in enumerate(drawn) if sign != " "]
    if not shown:
        return
    codes = np.array([ord(drawn[place][0]) for place in shown], np.int64)
    text = Text(Characters(np.array(shown, np.int64), codes, 0), np.array([boxes[place] for place in shown]))
    by_run = close(text, list(gather(text, text.runs())))
    one_by_one = close(text, list(gather(text, text.singly(0, len(shown)))))
    assert by_run == one_by_one


def test_most_characters_of_a_line_are_one_run() -> None:
    line = "区水务局牵头疏浚河道十二公里，年底前完成。"
    boxes = np.array([(50 + 10 * at, 100 - 0.02 * (at % 3), 60 + 10 * at, 110) for at in range(len(line))])
    text = Text(Characters(np.arange(len(line)), np.array(list(map(ord, line))), 0), boxes)
    assert len(text.runs()) == 1
