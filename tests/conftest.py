"""Fixtures that several rooms share."""

import hashlib
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, settings

from pipeline.corpus.manifest import Corpus, read_corpus
from tests.support.browser import started

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A busy machine makes no example wrong: no deadline for one, no complaint that drawing them was slow.
settings.register_profile("gangmu", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("gangmu")

# Tests stop programs by Ctrl-C, which a shell lets those ignore that it runs in the background.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

os.environ["GANGMU_LANG"] = "en"  # messages are compared in English, whatever the locale


@pytest.fixture
def shared() -> Path:
    """Return the folder of reference material outside this repository, or skip."""
    folder = os.environ.get("GANGMU_SHARED")
    if not folder:
        pytest.skip("GANGMU_SHARED names no folder of reference material")
    return Path(folder)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Return a browser that the tests of one file share."""
    with started() as browser:
        yield browser


@pytest.fixture
def make_corpus(tmp_path: Path) -> Callable[..., Corpus]:
    """Return a function that writes a corpus of the given texts under their ids; fields of entries may be added."""

    def make(texts: dict[str, str], **fields: dict[str, object]) -> Corpus:
        folder = tmp_path / "corpus"
        (folder / "documents").mkdir(parents=True, exist_ok=True)
        entries = []
        for id, text in texts.items():
            file = folder / "documents" / f"{id}.txt"
            file.write_bytes(text.encode())
            sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
            entries.append({"id": id, "file": file.name, "sha256": sha256, **fields.get(id, {})})
        (folder / "plans.yml").write_text("# kept\n" + yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
        return read_corpus(folder)

    return make
