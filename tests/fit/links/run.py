"""Fit the links of the comparison and write the weights with their provenance: part of ``make fit``.

    GANGMU_SHARED=FOLDER python -m tests.fit.links.run [--check]

Without GANGMU_SHARED only the founding pair and made pairs are at hand: figures are printed, nothing is written.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.compare import links
from pipeline.compare.links.model import FILE, LinkModel, link_model
from pipeline.compare.wording.texts import texts
from tests.fit.links.fit import Sample, fit, sample_of
from tests.fit.links.judge import LinkScore, judge, reliability
from tests.fit.links.pairs import NONE, plan_of, read_pairs, shared_folder
from tests.fit.links.paraphrases import later_plan
from tests.support.paths import ROOT

FIRM, POSSIBLE = 0.56, 0.115
"""Chosen on the figures without the pair itself: precision of firm links, and wrong claims of no counterpart."""
MADE = 6
MADE_WEIGHT = 0.15
"""Made pairs are easier than real ones: all of them together count like one."""
PAGE = ROOT / "docs" / "comparing.md"
_FIGURES = re.compile(r"(?<=<!-- figures of make fit -->\n).*(?=<!-- end of figures -->)", re.S)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="judge the model as it is")
    args = parser.parse_args()
    read = [sample_of(pair) for pair in read_pairs()]
    made = [sample_of(pair, MADE_WEIGHT) for pair in _made_pairs()]
    lines = list(_figures(read, made, link_model() if args.check else None))
    sys.stdout.write("\n".join(lines) + "\n")
    if args.check or shared_folder() is None:
        return
    model = fit([*read, *made], FIRM, POSSIBLE)
    Path(str(links.__file__)).with_name(FILE).write_text("\n".join(_file(model, read, made)) + "\n", encoding="utf-8")
    PAGE.write_text(_FIGURES.sub(lambda _: "\n".join(lines) + "\n", PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def _made_pairs() -> Iterator:
    plans = [texts(plan_of(ROOT / "corpus" / "documents" / f"minhang-{year}.txt")) for year in (2023, 2025)]
    for seed in range(MADE):
        yield later_plan(f"made-{seed}", plans[seed % 2], plans[1 - seed % 2], seed)


def _figures(read: Sequence[Sample], made: Sequence[Sample], known: LinkModel | None) -> Iterator[str]:
    """Yield the tables: each pair judged with a model fitted without it (or with a known one), then the reliability."""
    yield "| pair | read links | firm | P | R | 未见: said, wrong | 新: said, wrong |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    total, chances = LinkScore(), []
    for sample in read:
        others = [other for other in read if other is not sample]
        model = known or fit([*others, *made], FIRM, POSSIBLE)
        score = judge(sample, model)
        total = total.plus(score)
        graded = zip(model.chances(sample.found.features).tolist(), sample.grades, strict=True)
        chances += [(chance, grade != NONE) for chance, grade in graded if grade is not None]
        yield _row(sample.pair.name, score)
    yield _row("all", total)
    yield ""
    yield "| probability said | links | mean | right |"
    yield "| --- | --- | --- | --- |"
    for name, count, mean, share in reliability(chances):
        yield f"| {name} | {count} | {mean:.2f} | {share:.2f} |"


def _row(name: str, score: LinkScore) -> str:
    alone = " | ".join(f"{said}, {wrong}" for said, wrong in (score.not_seen, score.new))
    return f"| {name} | {score.wanted} | {score.said} | {score.precision:.3f} | {score.recall:.3f} | {alone} |"


def _file(model: LinkModel, read: Sequence[Sample], made: Sequence[Sample]) -> Iterator[str]:
    """Yield the lines of the model's file."""
    judged = sum(grade is not None for sample in read for grade in sample.grades)
    yield "# The chance that a task goes on in a task of another plan. Written by `make fit`, not by hand."
    yield f"# Logistic regression on {judged} candidates of {len(read)} pairs of plans read by hand and of {len(made)} made pairs (tests/fit/links)."
    yield "# Figures with each pair left out: docs/comparing.md."
    yield f"bias: {model.bias}"
    yield "weights:"
    yield from (f"  {name}: {weight}" for name, weight in model.weights._asdict().items())
    yield f"firm: {model.firm} # from here on a task goes on there"
    yield f"possible: {model.possible} # from here on a possibility that is shown; below it there is no counterpart"


if __name__ == "__main__":
    main()
