"""Many people at one desk: every page comes whole, and no correction is lost. GANGMU_LOAD=60 for a minute of fifty readers."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.corpus.corrections import read_corrections
from pipeline.store.results import read_result
from tests.support.server import Client, served, write_corpus

pytestmark = pytest.mark.slow

SECONDS = float(os.environ.get("GANGMU_LOAD", "2"))
READERS, EDITORS = (50, 10) if SECONDS >= 60 else (10, 4)
PAGES = ("/index.html", "/plans/a/index.html", "/plans/a/source.html", "/edit/files", "/edit/log", "/edit/status")
TASKS = {"a": "甲路方案\n" + "".join(f"{number}. 修通{number}号路\n" for number in range(1, EDITORS + 1))}


def test_readers_get_whole_pages_and_editors_lose_no_correction(tmp_path: Path) -> None:
    broken: list[str] = []
    saved: dict[int, list[str]] = {number: [f"修通{number}号路"] for number in range(1, EDITORS + 1)}
    pages = [0] * READERS

    def read(number: int, client: Client) -> None:
        path = PAGES[pages[number] % len(PAGES)]
        reply = client.get(path)
        if reply.status != 200 or not reply.text.rstrip().endswith(("</html>", "}")):
            broken.append(f"{path}: {reply.status}")
        pages[number] += 1

    def correct(number: int, client: Client) -> None:
        """Correct the title of an own task again and again."""
        titles = saved[number]
        form = {"plan": "a", "target": f"a/task/{number}", "field": "title", "seen": titles[-1]}
        new = f"第{len(titles)}稿{number}号"
        reply = client.correct(**form, now=new)
        if reply.status == 200:
            titles.append(new)
        else:
            broken.append(f"correction: {reply.status} {reply.text}")

    def again(step: Callable[[int, Client], None], number: int, client: Client, end: float) -> None:
        try:
            step(number, client)  # once even on a machine so busy that the time is over
            while time.monotonic() < end:
                step(number, client)
        except OSError as error:
            broken.append(f"{step.__name__}: {error!r}")

    with served(write_corpus(tmp_path / "corpus", TASKS), tmp_path / "outputs") as client:
        end = time.monotonic() + SECONDS
        people = [threading.Thread(target=again, args=(read, number, client, end)) for number in range(READERS)]
        people += [threading.Thread(target=again, args=(correct, number, client, end)) for number in saved]
        for person in people:
            person.start()
        for person in people:
            person.join()
    assert broken == []
    assert min(pages) > 0 and min(map(len, saved.values())) > 1
    records = read_corrections(tmp_path / "corpus" / "corrections" / "a.yml")
    for number, titles in saved.items():
        assert [record.now for record in records if record.target == f"a/task/{number}"] == titles[1:]
    assert [task.title for task in read_result(tmp_path / "outputs" / "a").plan.tasks] == [
        t[-1] for t in saved.values()
    ]
