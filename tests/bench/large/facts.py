"""Make the facts of any number of plans: texts are extracted once, and each plan is one of them with its own names and numbers.

    python -m tests.bench.large.facts OUTPUTS PLANS

A plan gets an id, a place whose name stands in its title and in the ids of its units, and other numbers of three to five
digits. Names and numbers have as many characters as those they replace, so every quote is still the text at its place.
Thirty-three plans share a place, as many as a county of China would have if all counties had 100,000 together.
"""

import hashlib
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.run.stages import STAGES
from pipeline.store.results import Result
from pipeline.store.write import to_json
from tests.support.paths import ROOT

OF_A_PLACE = 33
"""Plans of one place."""
LONG, SHORT, OWN = "minhang-2023", "minhang-2025", ("works", "services", "points")
TURN = (LONG, SHORT, *(OWN * 6))
"""Templates in their order: of twenty plans one is long (330 responsibilities); the mean is 37."""
STEMS = "东西南北上下青白红金石松柳竹云桃长安江河湖海山川溪泉宁丰兴永和平阳明光华新古大富龙凤马鹤梅兰桂枫林原"
ENDS = "河港塘石沙溪林源湾坪岩山城门桥坡岭洲泽关寨庄堡屯台口水乡浦江湖海川泉原阳阴州安宁平丰昌泰康顺和庆兴盛"
PLACE = "闵行"
NUMBER = r"(?:(?<![\d.\s\w/#:-])|(?<=[\u4e00-\u9fff])|(?<=\\[tn])|(?<=\"value\":\s))(?!(?:19|20)\d\d(?!\d))[1-9]\d{2,4}(?![\d.]|\.\d)"
"""A number in a text, or a value: no year, no position, no part of an id, no decimal."""
VALUE = r"(?<=\"value\":\s)[1-9]\d{2,4}(?=\.0\b)"


class Template(NamedTuple):
    """The two files of a plan, cut at what is its own: every second part is a name or a number."""

    plan: tuple[str, ...]
    document: tuple[str, ...]
    id: str
    sha256: str

    def file(self, parts: tuple[str, ...], number: int) -> str:
        """Return a file as that of the plan of this number."""
        own = self._own(number)
        return "".join(part if at % 2 == 0 else own(part) for at, part in enumerate(parts))

    def _own(self, number: int) -> Callable[[str], str]:
        id = plan_id(number)
        known = {self.id: id, self.sha256: hashlib.sha256(id.encode()).hexdigest(), PLACE: place(number)}

        def own(part: str) -> str:
            found = known.get(part)
            if found is None:
                least = 10 ** (len(part) - 1)
                found = known[part] = str(least + (int(part) - least + 37 * number) % (9 * least))
            return found

        return own


def plan_id(number: int) -> str:
    """Return the id of a plan."""
    return f"p{number:06}"


def place(number: int) -> str:
    """Return the name of the place of a plan, of two characters: there are 2,500."""
    at = number // OF_A_PLACE
    return STEMS[at % len(STEMS)] + ENDS[at // len(STEMS) % len(ENDS)]


@cache
def template(name: str) -> Template:
    """Read and extract a text and cut its two files."""
    own = Path(__file__).parent / "texts" / f"{name}.txt"
    path = own if own.is_file() else ROOT / "corpus" / "documents" / f"{name}.txt"
    (result,) = STAGES.results(path, name)
    sha256 = result.plan.plan.source.sha256
    cut = re.compile(rf"({name}(?=[/\".])|{sha256}|{PLACE}|{VALUE}|{NUMBER})")
    plan, document = (tuple(cut.split(to_json(half))) for half in _halves(result))
    return Template(plan, document, name, sha256)


def _halves(result: Result) -> Iterator[object]:
    yield from (result.plan, result.document)


def write_plan(outputs: Path, number: int) -> None:
    """Write the two files of a plan."""
    made = template(TURN[number % len(TURN)])
    folder = outputs / plan_id(number)
    folder.mkdir()
    (folder / "document.json").write_text(made.file(made.document, number), encoding="utf-8")
    (folder / "plan.json").write_text(made.file(made.plan, number), encoding="utf-8")


def write_facts(outputs: Path, plans: int, first: int = 0) -> None:
    """Write the facts of this many plans, from a number on; the folder is made."""
    outputs.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + plans):
        write_plan(outputs, number)


if __name__ == "__main__":
    write_facts(Path(sys.argv[1]), int(sys.argv[2]))
