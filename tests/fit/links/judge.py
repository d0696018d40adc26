"""How well links are found: each pair of plans judged with a model fitted without it."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.compare.links.model import LinkModel
from tests.fit.links.fit import Sample
from tests.fit.links.pairs import NONE, SAME


class LinkScore(NamedTuple):
    """Counts of firm links and of claims that a task has no counterpart; scores of several pairs add up."""

    said: int = 0
    right: int = 0
    wanted: int = 0
    found: int = 0
    not_seen: tuple[int, int] = (0, 0)
    """Said, and wrong: a reader links the task."""
    new: tuple[int, int] = (0, 0)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.said)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.wanted)

    def plus(self, other: "LinkScore") -> "LinkScore":
        """Return the counts of both."""
        alone = [(a[0] + b[0], a[1] + b[1]) for a, b in ((self.not_seen, other.not_seen), (self.new, other.new))]
        return LinkScore(*(a + b for a, b in zip(self[:4], other[:4], strict=True)), alone[0], alone[1])


def judge(sample: Sample, model: LinkModel) -> LinkScore:
    """Score the links of one pair of plans."""
    old, new, grades = sample.pair.old, sample.pair.new, sample.pair.grades
    found = sample.found.old.tolist(), sample.found.new.tolist(), model.chances(sample.found.features).tolist()
    chances = {(old[one].id, new[other].id): chance for one, other, chance in zip(*found, strict=True)}
    firm = {pair for pair, chance in chances.items() if chance >= model.firm and pair in grades}
    wanted = {pair for pair, grade in grades.items() if grade == SAME}
    right = sum(grades[pair] != NONE for pair in firm)
    alone = []
    for side, tasks in ((0, old), (1, new)):
        likely = {pair[side] for pair, chance in chances.items() if chance >= model.possible}
        linked = {pair[side] for pair in wanted}
        said = [task.id for task in tasks if task.id not in likely]
        alone.append((len(said), sum(id in linked for id in said)))
    return LinkScore(len(firm), right, len(wanted), len(wanted & firm), alone[0], alone[1])


def reliability(judged: Sequence[tuple[float, bool]]) -> list[tuple[str, int, float, float]]:
    """Return for each range of chances: its name, the number of links, their mean chance, the share that is right."""
    rows = []
    for low, high in ((0.15, 0.3), (0.3, 0.6), (0.6, 0.8), (0.8, 0.95), (0.95, 1.01)):
        inside = [one for one in judged if low <= one[0] < high]
        if inside:
            mean, share = (sum(one[at] for one in inside) / len(inside) for at in (0, 1))
            rows.append((f"{low:.2f}–{min(high, 1):.2f}", len(inside), mean, share))
    return rows
