"""A corpus of any size out of real documents, each with other names and numbers. Used by the benchmarks."""

import hashlib
import os
import random
import re
from pathlib import Path

import yaml

from pipeline.corpus.manifest import Corpus, read_corpus
from tests.support.paths import ROOT

PLACES = (
    "江北",
    "东河",
    "南港",
    "西塘",
    "青石",
    "白沙",
    "云溪",
    "松林",
    "桃源",
    "金沙",
    "柳湾",
    "竹溪",
    "长坪",
    "红岩",
)
NUMBER = re.compile(r"(?<![\d.])\d{2,4}(?=[个家万亿人件台套户亩%％])")


def sources() -> tuple[str, ...]:
    """Return the texts that are multiplied."""
    texts = (file.read_bytes().decode("utf-8", "ignore") for file in source_files())
    return tuple(text for text in texts if len(text) < 100_000)


def source_files() -> tuple[Path, ...]:
    """Return the corpus of this repository, and the reference texts where there are any."""
    files = sorted((ROOT / "corpus" / "documents").glob("*.txt"))
    shared = os.environ.get("GANGMU_SHARED")
    if shared:
        files += sorted((Path(shared) / "corpus" / "text").glob("*.txt"))
    return tuple(files)


def variant(text: str, number: int) -> str:
    """Return the text as that of another place and with other numbers; the same for the same number."""
    chance = random.Random(number)
    text = text.replace("闵行", PLACES[number % len(PLACES)])
    text = NUMBER.sub(lambda match: str(max(10, int(match[0]) + chance.randint(-9, 99))), text)
    return f"{text}\n第{number}号样本\n"


def write_corpus(folder: Path, count: int) -> Corpus:
    """Write a corpus of this many documents; each source has its turn, so that any hundred are like any other."""
    texts = sources()
    (folder / "documents").mkdir(parents=True)
    entries = []
    for number in range(count):
        data = variant(texts[number % len(texts)], number).encode()
        (folder / "documents" / f"d{number:06}.txt").write_bytes(data)
        id = f"d{number:06}"
        entries.append({"id": id, "file": f"{id}.txt", "sha256": hashlib.sha256(data).hexdigest()})
    (folder / "plans.yml").write_text(yaml.dump(entries, Dumper=yaml.CSafeDumper), encoding="utf-8")
    return read_corpus(folder)
