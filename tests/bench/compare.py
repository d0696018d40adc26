"""Aligning 2,000 tasks with 2,000: sparse candidates against a dense rapidfuzz matrix, in one run.

Run by ``make bench``, or: python -m tests.bench.compare. Ratios are printed; nothing is asserted about time.
"""

import json
import random
import resource
import subprocess
import sys
import time

SIZE = 2000
VERBS = [
    "建设",
    "推进",
    "完善",
    "加强",
    "提升",
    "优化",
    "开展",
    "落实",
    "支持",
    "打造",
    "推动",
    "健全",
    "强化",
    "实施",
    "扩大",
]
THINGS = [
    "茶园",
    "码头",
    "学校",
    "医院",
    "桥梁",
    "公园",
    "水库",
    "泵站",
    "管网",
    "市场",
    "平台",
    "机制",
    "体系",
    "标准",
    "数据",
    "车间",
    "园区",
    "街区",
    "渠道",
    "窗口",
]
PLACES = [
    "云溪",
    "东河",
    "青石",
    "南港",
    "北岭",
    "西塘",
    "白沙",
    "松林",
    "桃源",
    "金沙",
    "鹿鸣",
    "柳湾",
    "竹溪",
    "石桥",
    "红岩",
    "长坪",
]


def tasks(seed: int) -> list[str]:
    """Return tasks of six to ten clauses, some 120 letters, in the manner of the genre."""
    chance = random.Random(seed)
    made = []
    for _ in range(SIZE):
        clauses = [
            f"{chance.choice(VERBS)}{chance.choice(PLACES)}{chance.choice(THINGS)}{chance.choice(THINGS)}"
            f"{chance.choice(VERBS)}{chance.randint(2, 99)}个{chance.choice(THINGS)}"
            for _ in range(chance.randint(6, 10))
        ]
        made.append("，".join(clauses) + "。")
    return made


def changed(texts: list[str], seed: int) -> list[str]:
    """Return the tasks in another order, each with a clause dropped or a new one added."""
    chance = random.Random(seed)
    made = []
    for text in texts:
        clauses = text.rstrip("。").split("，")
        clauses.pop(chance.randrange(len(clauses))) if chance.random() < 0.5 else clauses.append(
            f"{chance.choice(VERBS)}{chance.choice(PLACES)}{chance.choice(THINGS)}"
        )
        made.append("，".join(clauses) + "。")
    order = list(range(len(made)))
    chance.shuffle(order)
    return [made[at] for at in order]


def sparse() -> dict[str, float]:
    """Align with the comparison's own links; the tokenizer's dictionary is loaded before the clock starts."""
    from pipeline.compare.links.features import candidates
    from pipeline.compare.links.model import link_model
    from pipeline.compare.wording.texts import TaskText
    from pipeline.compare.wording.worded import worded
    from pipeline.compare.wording.words import split_words
    from schemas import Evidence

    split_words("预先加载")
    here = Evidence(block="b0", start=0, end=0, quote="")
    old = tasks(1)
    new = changed(old, 2)
    sides = [
        [TaskText(str(n), None, "task", t.partition("，")[0], t, here) for n, t in enumerate(ts)] for ts in (old, new)
    ]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    pairs = candidates(*map(worded, sides))
    chances = link_model().chances(pairs.features)
    best: dict[int, tuple[float, int]] = {}
    for one, other, chance in zip(pairs.old.tolist(), pairs.new.tolist(), chances.tolist(), strict=True):
        best[one] = max(best.get(one, (0.0, -1)), (chance, other))
    seconds = time.perf_counter() - start
    return _measured(seconds, before, old, new, {one: other for one, (_, other) in best.items()})


def dense() -> dict[str, float]:
    """Score every pair with rapidfuzz."""
    from rapidfuzz import fuzz, process

    old = tasks(1)
    new = changed(old, 2)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    scores = process.cdist(old, new, scorer=fuzz.ratio)
    seconds = time.perf_counter() - start
    return _measured(seconds, before, old, new, dict(enumerate(map(int, scores.argmax(axis=1)))))


def _measured(seconds: float, before: int, old: list[str], new: list[str], best: dict[int, int]) -> dict[str, float]:
    order = list(range(SIZE))
    chance = random.Random(2)
    for text in old:  # the same draws as in changed(), to know the order
        clauses = text.rstrip("。").split("，")
        if (clauses.pop(chance.randrange(len(clauses))) if chance.random() < 0.5 else None) is None:
            for choices in (VERBS, PLACES, THINGS):
                chance.choice(choices)
    chance.shuffle(order)
    right = sum(order[other] == one for one, other in best.items())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {"seconds": seconds, "megabytes": memory / 1024, "right": right / SIZE}


def main() -> None:
    """Run both in processes of their own, so that each has its own memory peak, and print the ratios."""
    found = {}
    for name in ("sparse", "dense"):
        done = subprocess.run([sys.executable, __file__, name], capture_output=True, text=True, check=True)
        found[name] = json.loads(done.stdout)
    ratio = {key: found["sparse"][key] / max(found["dense"][key], 1e-9) for key in ("seconds", "megabytes")}
    sys.stdout.write(json.dumps({"tasks": SIZE, **found, "sparse/dense": ratio}, indent=1) + "\n")


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.stdout.write(json.dumps({"sparse": sparse, "dense": dense}[sys.argv[1]]()) + "\n")
    else:
        main()
