from extractors.language.brackets import groups


def test_groups_are_found_whatever_their_brackets() -> None:
    text = "加快改造（责任单位：市财政局(牵头)、市教育局）〔2026年底前]"
    assert [(text[g.start : g.end], g.depth) for g in groups(text)] == [
        ("（责任单位：市财政局(牵头)、市教育局）", 0), ("(牵头)", 1), ("〔2026年底前]", 0),
    ]  # fmt: skip


def test_only_the_innermost_of_very_many_nested_groups_are_read() -> None:
    text = "（" * 500 + "牵头单位：市财政局" + "）" * 500 + "（市教育局）"
    found = groups(text)
    assert "（牵头单位：市财政局）" in {text[g.start : g.end] for g in found}
    assert text[found[-1].start : found[-1].end] == "（市教育局）" and found[-1].depth == 0
    assert len(found) < 20
