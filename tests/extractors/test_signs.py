"""Signs of facts in running text, and what finding them costs at the start of a command."""

import subprocess
import sys
from pathlib import Path

import pytest

from extractors.coverage.signs import signs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("责任落实：县水务局", ["责任落实"]),
        ("由县水务局牵头，县林业局配合。", ["牵头", "配合"]),
        ("牵 头：县水务局", ["牵 头"]),  # the blank of a justified line
        ("支持发展共享经济", []),  # a verb with its object
    ],
)
def test_role_words_are_found_in_their_longest_form(text: str, words: list[str]) -> None:
    found = [text[sign.start : sign.end] for sign in signs(text) if sign.kind == "role word"]
    assert found == words


def test_signs_come_in_the_order_of_the_text() -> None:
    text = "1.新建公园3座。牵头单位：县林业局；一是选址，二是开工。"
    found = [(sign.kind, text[sign.start : sign.end]) for sign in signs(text)]
    assert [sign.start for sign in signs(text)] == sorted(sign.start for sign in signs(text))
    assert ("number", "3座") in found
    assert ("role word", "牵头") in found


def test_extracting_loads_no_language_model(tmp_path: Path) -> None:
    source = tmp_path / "plan.txt"
    source.write_text("云溪县植树方案\n一、重点任务\n1.新建公园3座。（牵头单位：县林业局）\n", encoding="utf-8")
    code = (
        "import sys\nfrom pipeline.cli.command import app\n"
        "try: app(sys.argv[1:])\nexcept SystemExit as end: assert not end.code, end.code\n"
        "print('spacy' in sys.modules, file=sys.stderr)"
    )
    for command in (["coverage", source], ["extract", source, "--out", tmp_path / "out"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *map(str, command)], capture_output=True, text=True, check=True
        )
        assert done.stderr.strip().splitlines()[-1] == "False", command
