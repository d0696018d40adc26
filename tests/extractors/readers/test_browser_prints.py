"""Tables as a browser prints them: rules on some sides only, no shading, larger headers, short pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.relatives.browser_prints import STYLES, close_browser
from tests.bench.relatives.run import compare
from tests.support.browser import browsing

SEED = 300


@pytest.fixture(autouse=True, scope="module")
def closed_browser() -> Iterator[None]:
    yield
    close_browser()


@browsing
@pytest.mark.parametrize("schema", ["three-levels", "policies", "two-level"])
@pytest.mark.parametrize("style", STYLES)
def test_printed_table_gives_its_facts(schema: str, style: str, tmp_path: Path) -> None:
    wanted, found = compare(schema, style, SEED, tmp_path)
    assert found == wanted
