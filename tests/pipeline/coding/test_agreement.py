"""κ and α on published examples and beside reference implementations; intervals that cover as often as they say."""

import random

import numpy as np
import pytest

from pipeline.coding.agreement import Agreement, agreement

Rows = list[dict[str, str]]


def columns(**said: str) -> Rows:
    """Return one row a fact from the answers of each coder; ``*``: not coded."""
    answers = {coder: list(words.replace(" ", "")) for coder, words in said.items()}
    return [
        {coder: words[at] for coder, words in answers.items() if words[at] != "*"}
        for at in range(len(next(iter(answers.values()))))
    ]


def drawn(seed: int, facts: int, coders: int, words: int, right: float, left_out: float) -> Rows:
    """Return answers that the reference implementations were given too."""
    choose = random.Random(seed)
    rows: Rows = []
    for _ in range(facts):
        true, row = choose.randrange(words), {}
        for coder in "ABCD"[:coders]:
            if choose.random() >= left_out:
                row[coder] = "uvwxyz"[true if choose.random() < right else choose.randrange(words)]
        rows.append(row)
    return rows


def figures(rows: Rows) -> Agreement:
    return agreement("variable", "", rows)


@pytest.mark.parametrize(
    ("rows", "alpha"),
    [
        # Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, sections A, B and C (nominal)
        (columns(Meg="0100000010", Owen="1110010000"), 0.095),
        (columns(Ben="aabbdcccedda", Gerry="babbbccceddd"), 0.692),
        (columns(A="123321412***", B="1233224125*3", C="*3332342251*", D="12332441251*"), 0.743),
    ],
)
def test_alpha_of_published_examples(rows: Rows, alpha: float) -> None:
    assert figures(rows).alpha.value == pytest.approx(alpha, abs=0.0005)


def test_kappa_of_a_published_example() -> None:
    """Fifty applications: both yes 20, both no 15, the first alone 5, the second alone 10: κ = (0.7 - 0.5) / (1 - 0.5)."""
    rows = columns(A="y" * 25 + "n" * 25, B="y" * 20 + "n" * 5 + "y" * 10 + "n" * 15)
    found = figures(rows)
    assert found.percent.value == pytest.approx(0.7)
    assert found.kappa.value == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("given", "kappa", "alpha"),
    [
        # scikit-learn 1.9.1 cohen_kappa_score (mean over pairs), nltk 3.10.4 AnnotationTask.alpha
        ((1, 40, 2, 2, 0.7, 0), 0.4, 0.4060150376),
        ((2, 30, 2, 4, 0.6, 0), 0.4036697248, 0.4068058778),
        ((3, 60, 3, 3, 0.8, 0.2), 0.6160727497, 0.5769358591),
        ((4, 25, 4, 5, 0.5, 0.1), 0.3674735895, 0.3585341697),
        ((5, 80, 2, 3, 0.95, 0), 0.9238457877, 0.9243217515),
        ((6, 50, 4, 6, 0.9, 0.3), 0.8545450623, 0.8573454674),
    ],
)
def test_figures_are_those_of_other_implementations(
    given: tuple[int, int, int, int, float, float], kappa: float, alpha: float
) -> None:
    found = figures(drawn(*given))
    assert (found.kappa.value, found.alpha.value) == pytest.approx((kappa, alpha), abs=1e-9)


def test_intervals_cover_the_true_value_about_as_often_as_they_say() -> None:
    """Two coders who are right in 85 of 100 cases and guess otherwise, of two equally frequent words: κ = α = 0.85²."""
    covered = {"kappa": 0, "alpha": 0}
    for seed in range(100):
        found = figures(drawn(seed, 80, 2, 2, 0.85, 0))
        for name in covered:
            interval = getattr(found, name)
            covered[name] += interval.low <= 0.85**2 <= interval.high
    assert all(88 <= hits <= 100 for hits in covered.values()), covered


def test_equal_seeds_give_equal_intervals_and_nothing_to_compare_gives_none() -> None:
    rows = drawn(7, 40, 2, 3, 0.7, 0)
    assert figures(rows) == figures(rows) != agreement("variable", "", rows, seed=2)
    assert figures([]).alpha.value is None
    alone = figures([{"A": "x"}, {"B": "y"}])
    assert (alone.facts, alone.kappa.value) == (0, None)
    same = figures(columns(A="xxxx", B="xxxx"))
    assert (same.percent.value, same.kappa.value, same.alpha.value) == (1, None, None)
    assert not np.isnan(figures(columns(A="xxxxy", B="xxxxy")).alpha.low)  # type: ignore[arg-type]
